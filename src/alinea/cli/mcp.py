"""``alinea mcp``: the library for assistants, by the Model Context Protocol."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from alinea.cli.asking import library_file
from alinea.cli.at_desk import AtDesk
from alinea.cli.options import Action, Desk, Lang, LibraryFile, option
from alinea.cli.read import DONE
from alinea.cli.reporting import stderr
from alinea.cli.usage import Register
from alinea.presenting.words import Words

PORT = 8421


def register(
    command: Register,
    words: Words,
    today: Callable[[], datetime.date],
    now: Callable[[], datetime.datetime],
) -> None:
    """Put the command on the command line."""

    @command(help="serve.mcp")
    def mcp(
        library: LibraryFile = None,
        http: Annotated[bool, typer.Option("--http", help="serve.mcp-http")] = False,
        port: Annotated[int, option("--port", "N", "serve.port", min=1, max=65535)] = PORT,
        desk: Desk = None,
        without_desk: Annotated[bool, typer.Option("--without-desk", help="serve.without-desk")] = False,
        lang: Lang = None,
    ) -> Action:
        del lang  # it chose the words, before the command was built
        asked = AtDesk(library_file(library), "text", words, now(), desk)
        served = port if http else None
        return partial(asked.guarded, partial(run, asked, today, served, with_desk=not without_desk))


def run(
    asked: AtDesk, today: Callable[[], datetime.date], port: int | None, *, with_desk: bool = True
) -> int:
    """Answer until the assistant is done and return the exit code.

    Args:
        port: of this machine on which to listen; None for standard input and output.
        with_desk: the cases that the person may read who starts it are told, where there is a desk.

    Raises:
        LibraryError: the library cannot be read; DeskError: the desk cannot.
    """
    file, words = asked.library, asked.words
    with asked.opened():  # what keeps it from being used is told here and not to an assistant
        pass
    there = with_desk and ("://" in str(asked.where) or Path(asked.where).exists())
    from alinea.server.mcp import build

    if there:
        with asked.at_desk():
            pass
    server = build(file, today, asked.at_desk if there else None)
    if port is None:
        server.run("stdio")
    else:
        stderr(f"alinea: {words('serve.at', address=f'http://127.0.0.1:{port}/mcp', library=file)}")
        server.run("streamable-http", host="127.0.0.1", port=port)
    return DONE
