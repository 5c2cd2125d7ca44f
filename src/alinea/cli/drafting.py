"""``alinea draft``, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer

from alinea.cli.asking import guarded
from alinea.cli.options import Action, Force, LibraryFile, option
from alinea.cli.read import UsageError
from alinea.cli.usage import Application
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.presenting.drafts import FORMS, SUFFIX
from alinea.presenting.words import LANGUAGES, Words


def register(app: Application, words: Words, chosen: str | None, today: datetime.date) -> None:
    """Put the command on the command line.

    Args:
        words: of the language of help and messages; chosen: language of what is printed, None where none was
            chosen; today: the day on which commitments stand where they do.
    """

    @app.within(words)(help="help.draft")
    def draft(
        source: Annotated[str, typer.Argument(metavar="SYMBOL|FILE", help="help.draft-source")],
        session: Annotated[int, option("--session", "N", "help.draft-session", min=1)],
        to: Annotated[str | None, option("--to", "|".join(FORMS), "help.draft-to")] = None,
        out: Annotated[Path | None, option("--out", "FILE", "help.draft-out")] = None,
        library: LibraryFile = None,
        language: Annotated[
            str | None, option("--language", "|".join(LANGUAGES), "help.draft-language")
        ] = None,
        force: Force = False,
    ) -> Action:
        suffixes = {suffix: form for form, suffix in SUFFIX.items()}
        form = form_for(out, next((each for each in FORMS if each == to), None), suffixes, "text", words)
        if form == "docx" and out is None and sys.stdout.isatty():
            raise UsageError(words("error.draft-binary"))
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.draft import DraftRequest, run

            return run(DraftRequest(source, session, form, out, library, language, chosen, words, today))

        return guarded(words, work)
