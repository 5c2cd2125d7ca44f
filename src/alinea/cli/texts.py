"""The commands that compare, draft and check texts, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.asking import Asked, Commands, Unkept, Unprinted, form_for, keep_what_is_there, terminal
from alinea.cli.options import Force, LibraryFile, TextLanguage, Texts, option
from alinea.cli.read import UsageError
from alinea.presenting import drafts
from alinea.presenting.words import LANGUAGES, Words

FORMS = ("text", "html", "docx", "json")
SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}
"""Forms of a comparison, by the suffixes of the files that hold them."""

commands = Commands()


@commands("compare.help")
def _compare(
    asked: Unprinted,
    texts: Annotated[Texts, typer.Argument(metavar="A B", help="compare.texts", show_default=False)] = None,
    series: Annotated[str | None, option("--series", "SYMBOL", "compare.series-option")] = None,
    languages: Annotated[str | None, option("--languages", "fr,en", "compare.languages")] = None,
    language: Annotated[str | None, option("--language", "|".join(LANGUAGES), "compare.language")] = None,
    to: Annotated[str | None, option("--to", "|".join(FORMS), "compare.to")] = None,
    out: Annotated[Path | None, option("--out", "FILE", "compare.out")] = None,
    dates: Annotated[bool, typer.Option("--dates", help="compare.dates")] = False,
    every: Annotated[bool, typer.Option("--all", help="compare.all")] = False,
    force: Force = False,
) -> int:
    words = asked.words
    form = form_for(out, to, SUFFIXES, "text", words)
    named, tags = _texts(texts, series, languages, words)
    if form == "docx":
        _for_docx(out, series, languages, words)
    keep_what_is_there(out, words, force=force)
    from alinea.cli.compare import CompareRequest, Form, run

    shown = cast(Form, form), *terminal()
    return run(CompareRequest(asked, named, *shown, series, tags, language, out, dates or every, every))


def pair(asked: Asked, before: str, after: str) -> int:
    """Compare two texts of a library, as they are asked for in words, and return the exit code."""
    from alinea.cli.compare import CompareRequest, Form, run

    return run(CompareRequest(asked, (before, after), cast(Form, asked.form), *terminal()))


def _texts(
    texts: Texts, series: str | None, languages: str | None, words: Words
) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Return the texts named, and the two languages.

    Raises:
        UsageError: they are too many or too few for what is asked.
    """
    named = tuple(texts or ())
    if series is not None and languages is not None:
        raise UsageError(words("compare.error.both"))
    if series is not None:
        if named:
            raise UsageError(words("compare.error.only-one"))
        return (), None
    if languages is None:
        if len(named) != 2:
            raise UsageError(words("compare.error.need-two"))
        return named, None
    tags = tuple(each.strip() for each in languages.split(","))
    if len(tags) != 2 or not all(tags) or tags[0] == tags[1]:
        raise UsageError(words("compare.error.two-languages"))
    if not 1 <= len(named) <= 2:
        raise UsageError(words("compare.error.need-two"))
    return named, (tags[0], tags[1])


def _for_docx(out: Path | None, series: str | None, languages: str | None, words: Words) -> None:
    if series is not None or languages is not None:
        raise UsageError(words("compare.error.docx-pair"))
    if out is None:
        raise UsageError(words("compare.error.need-out"))


@commands("help.draft")
def _draft(
    asked: Unkept,
    source: Annotated[str, typer.Argument(metavar="SYMBOL|FILE", help="help.draft-source")],
    session: Annotated[int, option("--session", "N", "help.draft-session", min=1)],
    to: Annotated[str | None, option("--to", "|".join(drafts.FORMS), "help.draft-to")] = None,
    out: Annotated[Path | None, option("--out", "FILE", "help.draft-out")] = None,
    library: LibraryFile = None,
    language: Annotated[str | None, option("--language", "|".join(LANGUAGES), "help.draft-language")] = None,
    force: Force = False,
) -> int:
    from alinea.cli.draft import DraftRequest, run

    suffixes = {suffix: form for form, suffix in drafts.SUFFIX.items()}
    wanted = next((each for each in drafts.FORMS if each == to), None)
    form = form_for(out, wanted, suffixes, "text", asked.words)
    if form == "docx" and out is None and sys.stdout.isatty():
        raise UsageError(asked.words("error.draft-binary"))
    keep_what_is_there(out, asked.words, force=force)
    return run(DraftRequest(asked, source, session, form, out, library, language))


@commands("lint.help")
def _lint(
    asked: Unkept,
    files: Annotated[Texts, typer.Argument(metavar="FILE", help="lint.files")] = None,
    to: Annotated[str, option("--to", "text|json|sarif", "lint.to")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="lint.fix")] = False,
    explain: Annotated[Texts, option("--explain", "RULE", "lint.explain")] = None,
    select: Annotated[Texts, option("--select", "RULES", "lint.select")] = None,
    ignore: Annotated[Texts, option("--ignore", "RULES", "lint.ignore")] = None,
    library: Annotated[
        Path | None, option("--library", "FILE", "lint.library", envvar="ALINEA_LIBRARY")
    ] = None,
    language: TextLanguage = "auto",
) -> int:
    from alinea.cli.lint import Form, LintRequest, run

    if not files and not explain:
        raise UsageError(asked.words("usage.nothing-to-lint"))
    rules = tuple(explain or ()), tuple(select or ()), tuple(ignore or ())
    return run(LintRequest(asked, tuple(files or ()), cast(Form, to), language, fix, *rules, library))
