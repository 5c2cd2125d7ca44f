"""``alinea fetch`` and ``alinea watch``: texts from the Organization's document service, a mirror or a folder."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alinea.cli.asking import Commands, Unprinted
from alinea.cli.options import Texts, option
from alinea.cli.read import DONE, FAILED, UsageError, now
from alinea.cli.reporting import stderr
from alinea.presenting.problems import printable
from alinea.presenting.words import LANGUAGES, Words

if TYPE_CHECKING:
    from alinea.library.fetching import FetchError, Source

SERVICE = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf"
"""The document service of the United Nations: a document by its symbol and language."""

PAUSE = 2
"""Seconds between two requests: as fast as a person leafs."""

commands = Commands()

Language = Annotated[Texts, option("--language", "|".join(LANGUAGES), "fetch.language")]
Out = Annotated[Path, option("--out", "DIR", "fetch.out")]
From = Annotated[str, option("--source", "URL|DIR", "fetch.source", envvar="ALINEA_SOURCE")]
Contact = Annotated[str, option("--contact", "ADDRESS", "fetch.contact", envvar="ALINEA_CONTACT")]
Pause = Annotated[int, option("--pause", "N", "fetch.pause", min=0, max=600)]

_ITEM = re.compile(r"(?:(?P<organ>[A-Z][A-Z/.0-9]*):)?(?P<session>\d{1,4})/(?P<item>\d{1,4}[a-z]{0,3})")
"""An item of an agenda: of the General Assembly's, ``75/34a``; of another organ's, ``E:2024/5``."""


@commands("fetch.help")
def _fetch(
    asked: Unprinted,
    symbols: Annotated[Texts, typer.Argument(metavar="SYMBOL", help="fetch.symbols")] = None,
    of_series: Annotated[str | None, option("--series", "SYMBOL", "fetch.series")] = None,
    cited_by: Annotated[str | None, option("--cited-by", "SYMBOL", "fetch.cited-by")] = None,
    lacking: Annotated[int | None, option("--missing", "N", "fetch.missing", min=1, max=1000)] = None,
    agenda: Annotated[str | None, option("--agenda", "SESSION/ITEM", "fetch.agenda")] = None,
    again: Annotated[bool, typer.Option("--again", help="fetch.again")] = False,
    language: Language = None,
    out: Out = Path("fetched"),
    source: From = SERVICE,
    contact: Contact = "",
    pause: Pause = PAUSE,
) -> int:
    words = asked.words
    if not (symbols or of_series or cited_by or lacking or agenda):
        raise UsageError(words("fetch.nothing"))
    item = _ITEM.fullmatch(agenda) if agenda else None
    if agenda and item is None:
        raise UsageError(words("fetch.no-item", value=printable(agenda)))
    under = Item(item["organ"] or "A", int(item["session"]), item["item"]) if item else None
    wanted = Wanted(tuple(symbols or ()), of_series, cited_by, lacking, under, asked.library)
    place = _place(source, contact, pause, words)
    return run(wanted, _spoken(language, words), out, place, partial(now, words), words, again=again)


@commands("watch.help")
def _watch(
    asked: Unprinted,
    organ: Annotated[str | None, option("--organ", "SERIES", "watch.organ")] = None,
    most: Annotated[int, option("--limit", "N", "watch.limit", min=1, max=10_000)] = 100,
    language: Language = None,
    out: Out = Path("fetched"),
    source: From = SERVICE,
    contact: Contact = "",
    pause: Pause = PAUSE,
) -> int:
    from alinea.library.fetching import followed, watch

    words = asked.words
    place, spoken = _place(source, contact, pause, words), _spoken(language, words)
    with asked.opened() as held:
        wanted = followed(held, asked.today, organ)
    clock = partial(now, words)
    return told(watch(wanted, spoken, out, place, clock, most), out, words("watch.none"), words)


def _place(source: str, contact: str, pause: int, words: Words) -> "Source":
    """Return where documents come from.

    Raises:
        UsageError: it cannot be asked so.
    """
    from alinea.library.fetching import source_of

    try:
        return source_of(source, contact, pause=pause)
    except ValueError as error:
        raise UsageError(words(f"fetch.no-{error}")) from None


def _spoken(language: Texts, words: Words) -> tuple[str, ...]:
    """Return the languages of the texts that are wanted: that of the user where none is given.

    Raises:
        UsageError: one of them is not fetched.
    """
    if unknown := [each for each in language or () if each not in LANGUAGES]:
        raise UsageError(words("fetch.unknown-language", value=unknown[0]))
    return tuple(dict.fromkeys(language or (words.language,)))


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda of a session: ``34``, ``98h``."""

    organ: str
    session: int
    item: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are wanted.

    Attributes:
        symbols: as typed; of_series, cited_by: of these texts those of the series, or cited, that are not held.
        lacking: so many of the most cited that are not held; under: an item of which the documents are wanted.
        library: the file that says what is held.
    """

    symbols: tuple[str, ...]
    of_series: str | None
    cited_by: str | None
    lacking: int | None
    under: Item | None
    library: Path

    def all(self, as_of: datetime.date) -> Iterator[str]:
        """Yield their symbols.

        Args:
            as_of: the day on which an agenda is asked about.

        Raises:
            NotHeldError: a text of the library is meant that it does not hold. LibraryError: it cannot be read.
            ValueError: what was typed is no symbol.
        """
        from alinea.library.fetching import cited_and_missing, missing, under_item
        from alinea.library.links import series
        from alinea.library.naming import locate, symbol_of
        from alinea.store.library import Library

        for typed in self.symbols:
            symbol = symbol_of(typed)
            if symbol is None:
                raise ValueError(typed)
            yield symbol
        if self.of_series or self.cited_by or self.lacking or self.under:
            with Library.open(self.library) as library:
                if self.of_series:
                    found = series(library, locate(library, self.of_series).name)
                    yield from (member.symbol for member in found.members if not member.held)
                if self.cited_by:
                    yield from cited_and_missing(library, locate(library, self.cited_by).name)
                if self.lacking:
                    yield from missing(library, self.lacking)
                if self.under:
                    yield from under_item(
                        library, self.under.organ, self.under.session, self.under.item, as_of
                    )


def run(
    wanted: Wanted,
    languages: tuple[str, ...],
    folder: Path,
    source: "Source",
    now: Callable[[], datetime.datetime],
    words: Words,
    *,
    again: bool = False,
) -> int:
    """Bring what is wanted, tell of each document, and return the exit code."""
    from alinea.library.fetching import fetch
    from alinea.library.naming import NotHeldError

    try:
        symbols = tuple(wanted.all(now().date()))
    except NotHeldError as error:
        stderr(printable(f"alinea: {words(f'show.{error.code}', what=error.what, candidates='')}"))
        return FAILED
    except ValueError as error:
        raise UsageError(words("fetch.no-symbol", value=printable(str(error)))) from None
    return told(
        fetch(symbols, languages, folder, source, now, again=again), folder, words("fetch.none"), words
    )


def told(
    outcomes: "Iterator[tuple[str, str, Path | FetchError]]", folder: Path, nothing: str, words: Words
) -> int:
    """Tell of each document as it comes, or why it does not, and return the exit code.

    Args:
        nothing: said where there is no document to tell of.
    """
    failed = False
    found = False
    try:
        for symbol, language, outcome in outcomes:
            found = True
            if isinstance(outcome, Path):
                sys.stdout.write(printable(f"{symbol} {language} {outcome}") + "\n")
                sys.stdout.flush()
            else:
                failed = True
                why = f"{words(f'fetch.{outcome.code}')} ({outcome.reason})"
                stderr(printable(f"alinea: {symbol} ({language}): {why}"))
    except OSError as error:
        raise UsageError(
            words("usage.out", path=folder, reason=error.strerror or type(error).__name__)
        ) from None
    if not found:
        stderr(f"alinea: {nothing}")
    return FAILED if failed else DONE
