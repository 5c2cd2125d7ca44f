"""``alinea openapi``: the description of the API, for programs that are made after it."""

# No `from __future__ import annotations`: Typer reads the annotations.

import sys

from alinea.cli.asking import guarded
from alinea.cli.options import Action, Lang
from alinea.cli.read import DONE
from alinea.cli.usage import Register
from alinea.presenting.words import Words


def register(command: Register, words: Words) -> None:
    """Put the command on the command line."""

    @command(help="serve.openapi")
    def openapi(lang: Lang = None) -> Action:
        # The description is in English unless another language is asked for: it is for programs, and must be the
        # same whatever the system speaks.
        return guarded(words, lambda: run(lang or "en"))


def run(language: str) -> int:
    """Print the description of the API in a language and return the exit code."""
    from alinea.server.api.specification import specification

    sys.stdout.buffer.write(specification(language))
    sys.stdout.buffer.flush()
    return DONE
