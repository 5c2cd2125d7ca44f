"""The command that compares, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from alinea.cli.library import Action, Options, Texts, among, library_file
from alinea.cli.read import UsageError
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.presenting.chapters import chapter
from alinea.presenting.words import LANGUAGES, Words

if TYPE_CHECKING:
    from alinea.presenting.terminal import ColourSystem

FORMS = ("text", "html", "docx", "json")
SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}
"""Forms by the suffixes of the files that hold them."""


def register(app: typer.Typer, catalogue: Words) -> None:
    """Put the command on the command line.

    Args:
        catalogue: of the language of help and messages.
    """
    words = chapter("compare", catalogue.language)
    options = Options(words)

    @app.command(help=words("compare.help"))
    def compare(
        texts: Texts = typer.Argument(None, metavar="A B", help=words("compare.texts"), show_default=False),
        series: str | None = typer.Option(
            None, "--series", metavar="SYMBOL", help=words("compare.series-option")
        ),
        languages: str | None = typer.Option(
            None, "--languages", metavar="fr,en", help=words("compare.languages")
        ),
        language: str | None = typer.Option(
            None, "--language", metavar="|".join(LANGUAGES), help=words("compare.language")
        ),
        to: str | None = typer.Option(None, metavar="|".join(FORMS), help=words("compare.to")),
        out: Path | None = typer.Option(None, metavar="FILE", help=words("compare.out")),
        dates: bool = typer.Option(False, "--dates", help=words("compare.dates")),
        every: bool = typer.Option(False, "--all", help=words("compare.all")),
        force: bool = options.force,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("--to", [to] if to else None, FORMS, words)
        form = form_for(out, to, SUFFIXES, "text", words)
        named, tags = _texts(texts, series, languages, words)
        if form == "docx":
            _for_docx(out, series, languages, words)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.compare import CompareRequest, Form, run

            width, colour = _terminal()
            asked = CompareRequest(
                named,
                series,
                tags,
                language,
                cast(Form, form),
                out,
                dates or every,
                every,
                library_file(library),
                words,
                width,
                colour,
            )
            return run(asked)

        return options.action(lang, work)


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


def _terminal() -> tuple[int, "ColourSystem | None"]:
    """Return the columns of the terminal that is printed on, and its colours, None where it has none."""
    from rich.console import Console

    console = Console()
    system = console.color_system if console.is_terminal and not console.no_color else None
    return console.width, cast("ColourSystem | None", "standard" if system == "windows" else system)
