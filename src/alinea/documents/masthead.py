"""What the masthead of a document says: its symbols, its date, the organs it goes to and their sessions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from alinea.analysing.symbols import symbols_in
from alinea.documents.head import Head, Line, unstarred
from alinea.model.text import Text
from alinea.vocab.dates import find_dates, parse_date
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.ordinals import parse_ordinal

_SYMBOL_LINES = 16
"""Lines at the top in which the symbol of a document stands; in typed mastheads below eight of other words."""

_RUNNING = 12
"""Running lines in which it is looked for where the masthead has lost it."""

_BRACKETED = 12
"""Blocks below the head of the Official Records among which the date stands in brackets, above the contents."""

_MOST_ORGANS = 5
"""Organs that a masthead names at most."""


_NO_SERIES = ("L.", "INF", "PV.", "SR.", "WP.", "RES", "DEC", "PRST")
"""Elements that say what a document is, and belong to no series of an organ."""

_FIRST_YEAR, _FIRST_IN_SYMBOLS = 1946, 31
"""The first year of the Organization, and the first session of the Assembly that its symbols name (ST/LIB/SER.B/5)."""

_LAST_YEAR, _LAST_IN_SYMBOLS = 2200, 255
"""The last ones; numbers above them were counted on over all sessions, before 1976."""

_BY_SYMBOL = ("A", "E")
"""Series of the organs whose symbols have the session behind the series: A/80/176, E/2025/56."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the lines between the emblem and the title say.

    Attributes:
        symbols: of the document, the first its own and the others those of a joint document.
        series: the series of the organ that each belongs to.
        date: of distribution, or that the document bears.
        organs: names of the organs; session: by series.
        last: number of the last line that was understood.
    """

    symbols: tuple[str, ...]
    series: tuple[str, ...]
    date: datetime.date | None
    organs: tuple[str, ...]
    session: dict[str, int | str]
    last: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # The first element that is a number, or a session with a letter, ends the series: A/S-27/…, A/ES-10/…
        "number": re.compile(r"(?:E?S-)?\d+$|(?:E?S-)[IVXL]+$"),
        "committee": re.compile(r"^A/(?:C\.\d|BUR)$"),
        "bracketed": re.compile(r"^\[(?P<date>[^\[\]]{6,40})\]$"),
        "space": re.compile(r"[\s:;.,*-]+"),
        # "E/ICEF/672 (Première partie)", and the language version: "A/52/687 (ENGLISH)"
        "bracket": re.compile(r"\([a-z .]{3,30}\)"),
    }


def series_of(symbol: str) -> str:
    """Return the series of the organ that a document belongs to.

    A sample: ``E/CN.6/2025/4`` gives ``E/CN.6``; a main committee's ``A/C.3/80/L.31`` gives ``A``.
    """
    elements = symbol.partition("(")[0].split("/")
    kept: list[str] = []
    for element in elements:
        if _patterns()["number"].match(element) or element.startswith(_NO_SERIES):
            break
        kept.append(element)
    series = "/".join(kept or elements[:1])
    return series.partition("/")[0] if _patterns()["committee"].match(series) else series


def masthead_of(text: Text, head: Head, language: str, words: DocumentWords, before: int) -> Masthead:
    """Return what the masthead says.

    Args:
        text: what was read; head: of the document; words: of `language`.
        before: number of the line that says what the document is; what stands below is no masthead.
    """
    symbols = _symbols(text, head, language, words)
    series = tuple(map(series_of, symbols))
    sessions = list(_sessions(head.lines, language, words))
    session = _by_series(sessions, symbols, series)
    last = max(
        (
            number
            for number, line in enumerate(head.lines[:before])
            if _is_masthead(unstarred(line.folded), words)
            or _is_symbol(line)
            or parse_date(line.text, language)
        ),
        default=-1,
    )
    last = max((number for number, _, _ in sessions), default=last)
    return Masthead(
        symbols,
        series,
        _date(text, head, language, words),
        _organs(head.lines, words, language, last + 1 if last >= 0 else before),
        session,
        last,
    )


def _symbols(text: Text, head: Head, language: str, words: DocumentWords) -> tuple[str, ...]:
    """Return the symbols of a document: those that stand alone on a line, or beside words of a masthead."""
    for name, value in text.facts:
        if name == "symbol":
            return tuple(symbol for symbol, _, _ in symbols_in(value)) or (value,)
    running = head.running[:_RUNNING]
    lines = [*head.lines[:_SYMBOL_LINES], *running]
    for line in lines:
        found = symbols_in(line.text)
        if not found:
            continue
        rest = line.folded[: found[0][1]] + line.folded[found[-1][2] :]
        rest = _patterns()["space"].sub(" ", rest).strip()
        if (
            not rest
            or _is_masthead(rest, words)
            or _patterns()["bracket"].fullmatch(rest)
            or parse_date(rest, language)
        ):
            return tuple(dict.fromkeys(symbol for symbol, _, _ in found))
    return ()


def _is_symbol(line: Line) -> bool:
    found = symbols_in(line.text)
    return bool(found) and found[0][1] == 0 and found[-1][2] >= len(line.text.rstrip("*"))


def _is_masthead(folded: str, words: DocumentWords) -> bool:
    return (
        words.patterns["head.masthead"].match(folded) is not None
        or folded in words.lists["head.organs"]
        or words.patterns["head.before_symbol"].fullmatch(folded) is not None
    )


def _date(text: Text, head: Head, language: str, words: DocumentWords) -> datetime.date | None:
    """Return the date of distribution: the first that stands alone above session and title, or in brackets."""
    for line in head.lines[: _SYMBOL_LINES + 8]:
        if words.patterns["agenda.line"].match(line.folded):
            break
        for date, start, end in find_dates(line.text, language):
            rest = _patterns()["space"].sub(" ", line.folded[:start] + line.folded[end:]).strip()
            if not rest or _is_masthead(rest, words) or symbols_in(line.text):
                return date
    blocks = [text.content[block.span.start : block.span.end].strip() for block in head.body[:_BRACKETED]]
    for line in head.lines:  # some print the distribution below session and item
        alone = _patterns()["space"].sub("", line.text).isalnum()
        if alone and (below := parse_date(line.text.strip(), language)):
            return below
    for words_in_line in (*(line.text for line in head.lines), *blocks):
        bracketed = _patterns()["bracketed"].match(words_in_line)
        if bracketed and (found := parse_date(bracketed["date"], language)):
            return found
    return None


def _sessions(
    lines: Sequence[Line], language: str, words: DocumentWords
) -> Iterator[tuple[int, int | str, bool]]:
    """Yield the number of the line, the session, and whether it is a year of the Security Council."""
    patterns = words.patterns
    for number, line in enumerate(lines):
        folded = unstarred(line.folded).rstrip(",. ")
        following = lines[number + 1].folded if number + 1 < len(lines) else ""
        for candidate in (folded, f"{folded} {following}"):
            value = _session_in(candidate, language, words)
            if value is not None:
                yield number, value, patterns["session.council_year"].match(candidate) is not None
                break


def _session_in(folded: str, language: str, words: DocumentWords) -> int | str | None:
    patterns = words.patterns
    if (named := patterns["session.named"].match(folded)) is not None:
        return " ".join(named[0].split())
    if (year := patterns["session.year"].match(folded)) is not None:
        kind = (year.groupdict().get("kind") or "").strip()
        return int(year["year"]) if not kind else " ".join(year[0].split())
    if (council := patterns["session.council_year"].match(folded)) is not None:
        value = parse_ordinal(council["ordinal"], language)
        return (
            None
            if value is None
            else words.lists["session.council_form"][0].format(number=value, ending=_ending(value, words))
        )
    if (ordinal := patterns["session.ordinal"].match(folded)) is None:
        return None
    value = parse_ordinal(ordinal["ordinal"], language)
    kind = (ordinal["kind"] or "").strip()
    if value is None or not kind or kind in words.lists["session.plain"]:
        return value
    form = words.lists["session.form"][0]
    return form.format(number=value, ending=_ending(value, words), kind=kind)


def _ending(value: int, words: DocumentWords) -> str:
    """Return what makes an ordinal of a figure: *st*, *nd*, *rd*, *th*; the last two figures decide."""
    endings = words.lists["session.endings"]
    if len(endings) < 4:
        return endings[0] if value == 1 else endings[-1]
    return endings[-1] if value % 100 in (11, 12, 13) or not 1 <= value % 10 <= 3 else endings[value % 10 - 1]


def _by_series(
    sessions: list[tuple[int, int | str, bool]], symbols: tuple[str, ...], series: tuple[str, ...]
) -> dict[str, int | str]:
    """Return the sessions by series: in their order, a year to the Security Council; what is missing by the symbol."""
    given: dict[str, int | str] = {}
    waiting = list(dict.fromkeys(series))
    for _, value, of_council in sessions:
        if not waiting:
            break
        if of_council and "S" in waiting:
            place = waiting.index("S")
        else:
            place = next((i for i, each in enumerate(waiting) if each != "S" or len(waiting) == 1), 0)
        given[waiting.pop(place)] = value
    if not series and sessions:
        given[""] = sessions[0][1]
    for symbol, each in zip(symbols, series, strict=True):
        numbered = session_of_symbol(symbol, each)
        if numbered is not None and (each not in given or each in _BY_SYMBOL):
            given[each] = numbered
    return given


def session_of_symbol(symbol: str, series: str) -> int | None:
    """Return the session, or the year, that a symbol has behind its series: 80 of A/80/176, 2025 of S/2025/72."""
    for element in symbol.partition("(")[0].split("/")[series.count("/") + 1 :]:
        if element.isdigit():
            number = int(element)
            if series == "A" and _FIRST_IN_SYMBOLS <= number <= _LAST_IN_SYMBOLS:
                return number
            return number if _FIRST_YEAR <= number <= _LAST_YEAR else None  # A/10143 is no session
    return None


def _organs(lines: Sequence[Line], words: DocumentWords, language: str, before: int) -> tuple[str, ...]:
    """Return the names of the organs above the session; lines that are none known by name are one that is wrapped."""
    names: list[str] = []
    goes_on = False
    for line in lines[: max(before, 0)]:
        folded = unstarred(line.folded)
        if _session_in(folded, language, words) is not None:
            continue
        if (
            words.patterns["head.masthead"].match(folded)
            or words.patterns["agenda.line"].match(folded)
            or words.patterns["head.official_records"].match(folded)
            or words.patterns["head.supplement"].match(folded)
            or words.patterns["head.place_or_dates"].match(folded)
            or words.patterns["head.before_symbol"].fullmatch(folded)
            or symbols_in(line.text)
            or parse_date(line.text, language)
        ):
            found = symbols_in(line.text)
            rest = line.text[: found[0][1]].strip() if found else ""
            if rest and rest.lower() in words.lists["head.organs"] and rest not in names:
                names.append(rest)
            continue
        if folded in words.lists["head.organs"]:
            if line.text not in names and line.text.title() not in names:
                names.append(line.text)
            goes_on = False
            continue
        if goes_on:
            names[-1] = f"{names[-1]} {unstarred(line.text)}"
        else:
            names.append(unstarred(line.text))
        goes_on = True
    return tuple(names[:_MOST_ORGANS])
