"""The command that looks at drafts, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

import datetime
from pathlib import Path
from typing import cast

import typer

from alinea.cli.library import Action, Options, Texts, among
from alinea.cli.read import UsageError
from alinea.presenting.chapters import chapter
from alinea.presenting.words import LANGUAGES, Words

FORMS = ("text", "json", "sarif")


def register(app: typer.Typer, catalogue: Words, today: datetime.date) -> None:
    """Put the command on the command line.

    Args:
        catalogue: of the language of help and messages; today: the day by which times are past.
    """
    words = chapter("lint", catalogue.language)
    options = Options(words)

    @app.command(help=words("lint.help"))
    def lint(
        files: Texts = typer.Argument(None, metavar="FILE", help=words("lint.files")),
        to: str = typer.Option("text", metavar="|".join(FORMS), help=words("lint.to")),
        fix: bool = typer.Option(False, "--fix", help=words("lint.fix")),
        explain: Texts = typer.Option(None, "--explain", metavar="RULE", help=words("lint.explain")),
        select: Texts = typer.Option(None, "--select", metavar="RULES", help=words("lint.select")),
        ignore: Texts = typer.Option(None, "--ignore", metavar="RULES", help=words("lint.ignore")),
        library: Path | None = typer.Option(
            None, "--library", envvar="ALINEA_LIBRARY", metavar="FILE", help=words("lint.library")
        ),
        language: str = typer.Option(
            "auto", metavar="|".join((*LANGUAGES, "auto")), help=words("lint.language")
        ),
        lang: str | None = options.lang,
    ) -> Action:
        if not files and not explain:
            raise UsageError(words("usage.nothing-to-lint"))
        among("--to", [to], FORMS, words)
        among("--language", [language], (*LANGUAGES, "auto"), words)

        def work() -> int:
            from alinea.cli.lint import Form, LintRequest, run

            asked = LintRequest(
                tuple(files or ()),
                cast(Form, to),
                language,
                fix,
                tuple(explain or ()),
                tuple(select or ()),
                tuple(ignore or ()),
                library,
                words,
                today,
            )
            return run(asked)

        return options.action(lang, work)
