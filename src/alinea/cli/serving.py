"""The command that serves the library to browsers, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

import datetime
from collections.abc import Callable
from pathlib import Path

import typer

from alinea.cli import openapi
from alinea.cli.casework import Working
from alinea.cli.library import Action, Options, Texts, library_file
from alinea.presenting.chapters import chapter
from alinea.presenting.question_words import question_words
from alinea.presenting.words import Words

PORT = 8420


def register(
    app: typer.Typer,
    catalogue: Words,
    today: Callable[[], datetime.date],
    now: Callable[[], datetime.datetime],
) -> None:
    """Put the command on the command line.

    Args:
        catalogue: of the language of help and messages; today: tells the day on which statuses stand;
            now: the instant of a change.
    """
    words = question_words(catalogue.language)
    options, working = Options(words), Working(chapter("desk", catalogue.language))

    @app.command(help=words("serve.help"))
    def serve(
        library: Path | None = options.library,
        host: str = typer.Option("127.0.0.1", metavar="ADDRESS", help=words("serve.host")),
        port: int = typer.Option(PORT, metavar="N", min=0, max=65535, help=words("serve.port")),
        name: Texts = typer.Option(None, "--name", metavar="NAME", help=words("serve.name")),
        desk: str | None = working.desk,
        actor: str | None = working.actor,
        read_only: bool = typer.Option(False, "--read-only", help=words("serve.read-only")),
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.serve import ServeRequest, run

            names = tuple(name or ())
            return run(
                ServeRequest(
                    library_file(library), host, port, names, read_only, today, words, now, desk, actor
                )
            )

        return options.action(lang, work)

    openapi.register(app, options)
