"""The commands that serve the library to browsers and assistants, and describe its API, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from alinea.cli import mcp
from alinea.cli.asking import guarded, library_file
from alinea.cli.at_desk import AtDesk
from alinea.cli.options import Action, Desk, Lang, LibraryFile, Texts, User, option
from alinea.cli.read import DONE
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
        asked = AtDesk(library_file(library), "text", words, now(), desk, actor)

        def work() -> int:
            from alinea.cli.serve import ServeRequest, run

            # Never an option: others of the machine see what stands on a command line.
            secret = os.environ.get("ALINEA_OIDC_SECRET")
            names, proxies = tuple(name or ()), tuple(proxy or ())
            return run(
                ServeRequest(
                    asked,
                    host,
                    port,
                    names,
                    read_only,
                    today,
                    now,
                    without_desk,
                    proxies,
                    issuer,
                    client,
                    secret,
                )
            )

        return partial(asked.guarded, work)

    @command(help="serve.openapi")
    def openapi(lang: Lang = None) -> Action:
        # The description is in English unless another language is asked for: it is for programs, and must be the
        # same whatever the system speaks.
        return guarded(words, lambda: describe(lang or "en"))

    mcp.register(command, words, today, now)


def describe(language: str) -> int:
    """Print the description of the API in a language and return the exit code."""
    from alinea.server.api.specification import specification

    sys.stdout.buffer.write(specification(language))
    sys.stdout.buffer.flush()
    return DONE
