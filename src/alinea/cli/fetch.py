"""``alinea fetch``: texts brought from the Organization's document service, a mirror of it, or a folder."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alinea.cli.library import guarded, library_file
from alinea.cli.options import Action, LibraryFile, Texts, option
from alinea.cli.read import DONE, FAILED, UsageError
from alinea.cli.reporting import stderr
from alinea.cli.usage import Application
from alinea.presenting.problems import printable
from alinea.presenting.words import LANGUAGES, Words

if TYPE_CHECKING:
    from alinea.library.fetching import Source

SERVICE = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf"
"""The document service of the United Nations: a document by its symbol and language."""

PAUSE = 2
"""Seconds between two requests: as fast as a person leafs."""


def register(app: Application, words: Words, now: Callable[[], datetime.datetime]) -> None:
    """Put the command on the command line.

    Args:
        words: of the language of help and messages; now: the instant at which a text is fetched.
    """
    command = app.within(words)

    @command(name="fetch", help="fetch.help")
    def fetch_(
        symbols: Annotated[Texts, typer.Argument(metavar="SYMBOL", help="fetch.symbols")] = None,
        of_series: Annotated[str | None, option("--series", "SYMBOL", "fetch.series")] = None,
        cited_by: Annotated[str | None, option("--cited-by", "SYMBOL", "fetch.cited-by")] = None,
        lacking: Annotated[int | None, option("--missing", "N", "fetch.missing", min=1, max=1000)] = None,
        language: Annotated[Texts, option("--language", "|".join(LANGUAGES), "fetch.language")] = None,
        out: Annotated[Path, option("--out", "DIR", "fetch.out")] = Path("fetched"),
        source: Annotated[
            str, option("--source", "URL|DIR", "fetch.source", envvar="ALINEA_SOURCE")
        ] = SERVICE,
        contact: Annotated[
            str, option("--contact", "ADDRESS", "fetch.contact", envvar="ALINEA_CONTACT")
        ] = "",
        pause: Annotated[int, option("--pause", "N", "fetch.pause", min=0, max=600)] = PAUSE,
        library: LibraryFile = None,
    ) -> Action:
        if not (symbols or of_series or cited_by or lacking):
            raise UsageError(words("fetch.nothing"))
        if unknown := [each for each in language or () if each not in LANGUAGES]:
            raise UsageError(words("fetch.unknown-language", value=unknown[0]))
        from alinea.library.fetching import source_of

        try:
            place = source_of(source, contact, pause=pause)
        except ValueError as error:
            raise UsageError(words(f"fetch.no-{error}")) from None
        asked = Wanted(tuple(symbols or ()), of_series, cited_by, lacking, library_file(library))
        spoken = tuple(language or (words.language,))
        return guarded(words, lambda: run(asked, spoken, out, place, now, words))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are wanted.

    Attributes:
        symbols: as typed; of_series, cited_by: of these texts those of the series, or cited, that are not held.
        lacking: so many of the most cited that are not held; library: the file that says what is held.
    """

    symbols: tuple[str, ...]
    of_series: str | None
    cited_by: str | None
    lacking: int | None
    library: Path

    def all(self) -> Iterator[str]:
        """Yield their symbols.

        Raises:
            NotHeldError: a text of the library is meant that it does not hold. LibraryError: it cannot be read.
            ValueError: what was typed is no symbol.
        """
        from alinea.library.fetching import cited_and_missing, missing
        from alinea.library.links import series
        from alinea.library.naming import locate, symbol_of
        from alinea.store.library import Library

        for typed in self.symbols:
            symbol = symbol_of(typed)
            if symbol is None:
                raise ValueError(typed)
            yield symbol
        if self.of_series or self.cited_by or self.lacking:
            with Library.open(self.library) as library:
                if self.of_series:
                    found = series(library, locate(library, self.of_series).name)
                    yield from (member.symbol for member in found.members if not member.held)
                if self.cited_by:
                    yield from cited_and_missing(library, locate(library, self.cited_by).name)
                if self.lacking:
                    yield from missing(library, self.lacking)


def run(
    wanted: Wanted,
    languages: tuple[str, ...],
    folder: Path,
    source: "Source",
    now: Callable[[], datetime.datetime],
    words: Words,
) -> int:
    """Bring what is wanted, tell of each document, and return the exit code."""
    from alinea.library.fetching import fetch
    from alinea.library.naming import NotHeldError

    try:
        symbols = tuple(wanted.all())
    except NotHeldError as error:
        stderr(printable(f"alinea: {words(f'show.{error.code}', what=error.what, candidates='')}"))
        return FAILED
    except ValueError as error:
        raise UsageError(words("fetch.no-symbol", value=printable(str(error)))) from None
    failed = False
    try:
        for symbol, language, outcome in fetch(symbols, languages, folder, source, now):
            if isinstance(outcome, Path):
                sys.stdout.write(printable(f"{symbol} {language} {outcome}") + "\n")
                sys.stdout.flush()
            else:
                failed = True
                stderr(
                    printable(
                        f"alinea: {symbol} ({language}): {words(f'fetch.{outcome.code}')} ({outcome.reason})"
                    )
                )
    except OSError as error:
        raise UsageError(
            words("usage.out", path=folder, reason=error.strerror or type(error).__name__)
        ) from None
    if not symbols:
        stderr(f"alinea: {words('fetch.none')}")
    return FAILED if failed else DONE
