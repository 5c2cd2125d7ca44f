"""``alinea mcp``: the library for assistants, by the Model Context Protocol."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from alinea.cli.asking import guarded, library_file
from alinea.cli.options import Action, Lang, LibraryFile, option
from alinea.cli.read import DONE
from alinea.cli.reporting import stderr
from alinea.cli.usage import Register
from alinea.presenting.words import Words

PORT = 8421


def register(command: Register, words: Words, today: Callable[[], datetime.date]) -> None:
    """Put the command on the command line."""

    @command(help="serve.mcp")
    def mcp(
        library: LibraryFile = None,
        http: Annotated[bool, typer.Option("--http", help="serve.mcp-http")] = False,
        port: Annotated[int, option("--port", "N", "serve.port", min=1, max=65535)] = PORT,
        lang: Lang = None,
    ) -> Action:
        del lang  # it chose the words, before the command was built
        return guarded(words, lambda: run(library_file(library), today, port if http else None, words))


def run(file: Path, today: Callable[[], datetime.date], port: int | None, words: Words) -> int:
    """Answer until the assistant is done and return the exit code.

    Args:
        port: of this machine on which to listen; None for standard input and output.

    Raises:
        LibraryError: the library cannot be read.
    """
    from alinea.store.library import Library

    with Library.open(file):  # what keeps it from being used is told here and not to an assistant
        pass
    from alinea.server.mcp import build

    server = build(file, today)
    if port is None:
        server.run("stdio")
    else:
        stderr(f"alinea: {words('serve.at', address=f'http://127.0.0.1:{port}/mcp', library=file)}")
        server.run("streamable-http", host="127.0.0.1", port=port)
    return DONE
