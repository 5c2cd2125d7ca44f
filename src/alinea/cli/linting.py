"""The command that looks at drafts, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.asking import guarded
from alinea.cli.options import Action, TextLanguage, Texts, option
from alinea.cli.read import UsageError
from alinea.cli.usage import Application
from alinea.presenting.words import Words

FORMS = ("text", "json", "sarif")


def register(app: Application, words: Words, today: datetime.date) -> None:
    """Put the command on the command line.

    Args:
        words: of the language of help and messages; today: the day by which times are past.
    """

    @app.within(words)(help="lint.help")
    def lint(
        files: Annotated[Texts, typer.Argument(metavar="FILE", help="lint.files")] = None,
        to: Annotated[str, option("--to", "|".join(FORMS), "lint.to")] = "text",
        fix: Annotated[bool, typer.Option("--fix", help="lint.fix")] = False,
        explain: Annotated[Texts, option("--explain", "RULE", "lint.explain")] = None,
        select: Annotated[Texts, option("--select", "RULES", "lint.select")] = None,
        ignore: Annotated[Texts, option("--ignore", "RULES", "lint.ignore")] = None,
        library: Annotated[
            Path | None, option("--library", "FILE", "lint.library", envvar="ALINEA_LIBRARY")
        ] = None,
        language: TextLanguage = "auto",
    ) -> Action:
        if not files and not explain:
            raise UsageError(words("usage.nothing-to-lint"))

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

        return guarded(words, work)
