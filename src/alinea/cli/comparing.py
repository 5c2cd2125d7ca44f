"""The command that compares, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from alinea.cli.asking import Asked, guarded, library_file
from alinea.cli.options import Action, Force, LibraryFile, Texts, option
from alinea.cli.read import UsageError
from alinea.cli.usage import Application
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.presenting.words import LANGUAGES, Words

if TYPE_CHECKING:
    from alinea.presenting.terminal import ColourSystem

FORMS = ("text", "html", "docx", "json")
SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}
"""Forms by the suffixes of the files that hold them."""


def register(app: Application, words: Words) -> None:
    """Put the command on the command line.

    Args:
        words: of the language of help and messages.
    """

    @app.within(words)(help="compare.help")
    def compare(
        texts: Annotated[
            Texts, typer.Argument(metavar="A B", help="compare.texts", show_default=False)
        ] = None,
        series: Annotated[str | None, option("--series", "SYMBOL", "compare.series-option")] = None,
        languages: Annotated[str | None, option("--languages", "fr,en", "compare.languages")] = None,
        language: Annotated[str | None, option("--language", "|".join(LANGUAGES), "compare.language")] = None,
        to: Annotated[str | None, option("--to", "|".join(FORMS), "compare.to")] = None,
        out: Annotated[Path | None, option("--out", "FILE", "compare.out")] = None,
        dates: Annotated[bool, typer.Option("--dates", help="compare.dates")] = False,
        every: Annotated[bool, typer.Option("--all", help="compare.all")] = False,
        force: Force = False,
        library: LibraryFile = None,
    ) -> Action:
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

        return guarded(words, work)


def pair(asked: Asked, before: str, after: str) -> int:
    """Compare two texts of a library, as they are asked for in words, and return the exit code."""
    from alinea.cli.compare import CompareRequest, Form, run

    width, colour = _terminal()
    form = cast(Form, asked.form)
    return run(
        CompareRequest(
            (before, after),
            None,
            None,
            None,
            form,
            None,
            False,
            False,
            asked.library,
            asked.words,
            width,
            colour,
        )
    )


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
