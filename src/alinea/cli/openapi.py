"""``alinea openapi``: the description of the API, for programs that are made after it."""

# No `from __future__ import annotations`: Typer reads the annotations.

import sys

import typer

from alinea.cli.library import Action, Options
from alinea.cli.read import DONE


def register(app: typer.Typer, options: Options) -> None:
    """Put the command on the command line."""
    words = options.words

    @app.command(help=words("serve.openapi"))
    def openapi(lang: str | None = options.lang) -> Action:
        # The description is in English unless another language is asked for: it is for programs, and must be the
        # same whatever the system speaks.
        return options.action(lang, lambda: run(lang or "en"))


def run(language: str) -> int:
    """Print the description of the API in a language and return the exit code."""
    from alinea.server.api.specification import specification

    sys.stdout.buffer.write(specification(language))
    sys.stdout.buffer.flush()
    return DONE
