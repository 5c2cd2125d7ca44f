"""``alinea man``: the manual page (man(7)), made from the commands themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from alinea._version import __version__
from alinea.cli.read import DONE
from alinea.cli.usage import Application
from alinea.presenting.words import Words


def run(app: Application, words: Words) -> int:
    """Print the manual page and return the exit code."""
    sys.stdout.buffer.write("".join(f"{line}\n" for line in manual(app, words)).encode())
    sys.stdout.buffer.flush()
    return DONE


def manual(app: Application, words: Words) -> Iterator[str]:
    """Yield the lines of the manual page of a command line.

    Args:
        app: with all commands; words: of the language of its headings, which is that of its help.
    """
    root: Any = get_command(app)
    yield f'.TH ALINEA 1 "" "Alinéa {__version__}"'
    yield f".SH {words('man.name')}"
    yield f"alinea \\- {_set(words('man.summary'))}"
    yield f".SH {words('man.description')}"
    yield _set(root.help)
    yield f".SH {words('man.commands')}"
    yield from _told("alinea", root, None)


def _told(path: str, command: Any, above: Any) -> Iterator[str]:
    """Yield what a command tells of itself: how it is asked, what it does, its options; then those within it."""
    context = command.make_context(path.rpartition(" ")[2], [], parent=above, resilient_parsing=True)
    pieces = " ".join(piece.strip("{}") for piece in command.collect_usage_pieces(context))
    yield f'.SS "{_set(f"{path} {pieces}")}"'
    if above is not None:
        yield _set(command.help or "")
    for name, told in command.records(context):
        yield from (".TP", f".B {_set(name)}", _set(told))
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _told(f"{path} {name}", command.commands[name], context)


def _set(text: str) -> str:
    """Return a text that the typesetter takes as it stands: its signs are none of its commands."""
    told = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{told}" if told[:1] in (".", "'") else told
