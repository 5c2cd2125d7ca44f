"""The command that serves the library to browsers, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
import os
from collections.abc import Callable
from typing import Annotated

import typer

from alinea.cli import mcp, openapi
from alinea.cli.asking import library_file
from alinea.cli.casework import desked
from alinea.cli.options import Action, Desk, LibraryFile, Texts, User, option
from alinea.cli.usage import Application
from alinea.presenting.words import Words

PORT = 8420


def register(
    app: Application,
    words: Words,
    today: Callable[[], datetime.date],
    now: Callable[[], datetime.datetime],
) -> None:
    """Put the command on the command line.

    Args:
        words: of the language of help and messages; today: tells the day on which statuses stand;
            now: the instant of a change.
    """
    command = app.within(words)

    @command(help="serve.help")
    def serve(
        library: LibraryFile = None,
        host: Annotated[str, option("--host", "HOST", "serve.host")] = "127.0.0.1",
        port: Annotated[int, option("--port", "N", "serve.port", min=0, max=65535)] = PORT,
        name: Annotated[Texts, option("--name", "NAME", "serve.name")] = None,
        desk: Desk = None,
        actor: User = None,
        read_only: Annotated[bool, typer.Option("--read-only", help="serve.read-only")] = False,
        without_desk: Annotated[bool, typer.Option("--without-desk", help="serve.without-desk")] = False,
        proxy: Annotated[Texts, option("--proxy", "ADDRESS", "serve.proxy")] = None,
        issuer: Annotated[
            str | None, option("--oidc-issuer", "URL", "serve.issuer", envvar="ALINEA_OIDC_ISSUER")
        ] = None,
        client: Annotated[
            str | None, option("--oidc-client", "ID", "serve.client", envvar="ALINEA_OIDC_CLIENT")
        ] = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.serve import ServeRequest, run

            return run(
                ServeRequest(
                    library_file(library),
                    host,
                    port,
                    tuple(name or ()),
                    read_only,
                    today,
                    words,
                    now,
                    desk,
                    actor,
                    without_desk,
                    tuple(proxy or ()),
                    issuer,
                    client,
                    # Never an option: others of the machine see what stands on a command line.
                    os.environ.get("ALINEA_OIDC_SECRET"),
                )
            )

        return desked(words, work)

    openapi.register(command, words)
    mcp.register(command, words, today)
