"""``alinea draft``, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

import datetime
import sys
from pathlib import Path

import typer

from alinea.cli.library import Action, Options, among
from alinea.cli.read import UsageError
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.presenting.chapters import chapter
from alinea.presenting.draft_forms import FORMS, SUFFIX
from alinea.presenting.words import LANGUAGES, Words

__all__ = ["register"]


def register(app: typer.Typer, catalogue: Words, chosen: str | None, today: datetime.date) -> None:
    """Put the command on the command line.

    Args:
        catalogue: of the language of help and messages; chosen: language of what is printed, None where none was
            chosen; today: the day on which commitments stand where they do.
    """
    words = chapter("draft", catalogue.language)
    options = Options(words)

    @app.command(help=words("help.draft"))
    def draft(
        source: str = typer.Argument(..., metavar="SYMBOL|FILE", help=words("help.draft-source")),
        session: int = typer.Option(..., "--session", metavar="N", min=1, help=words("help.draft-session")),
        to: str | None = typer.Option(None, "--to", metavar="|".join(FORMS), help=words("help.draft-to")),
        out: Path | None = typer.Option(None, "--out", metavar="FILE", help=words("help.draft-out")),
        library: Path | None = options.library,
        language: str | None = typer.Option(
            None, "--language", metavar="|".join(LANGUAGES), help=words("help.draft-language")
        ),
        force: bool = options.force,
        lang: str | None = options.lang,
    ) -> Action:
        among("--to", [to] if to else None, FORMS, words)
        among("--language", [language] if language else None, LANGUAGES, words)
        suffixes = {suffix: form for form, suffix in SUFFIX.items()}
        form = form_for(out, next((each for each in FORMS if each == to), None), suffixes, "text", words)
        if form == "docx" and out is None and sys.stdout.isatty():
            raise UsageError(words("error.draft-binary"))
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.draft import DraftRequest, run

            return run(DraftRequest(source, session, form, out, library, language, chosen, words, today))

        return options.action(lang, work)
