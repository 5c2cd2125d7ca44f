"""The words that name documents: ranges, joint symbols, places named after other words, and what is said twice."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from alinea.analysing.citation_chains import sentence_end
from alinea.model.record import Citation
from alinea.model.spans import MendedText, Span
from alinea.vocab.citation_words import CitationWords
from alinea.vocab.dates import date_at, find_dates

Kind = Literal["resolution", "decision", "document", "statement"]

_MOST_OF_A_RANGE = 100
"""Documents that a range is taken apart into; of a longer one the two ends are told."""
_FAR = 300
"""Characters within which words speak of the document before them."""
_NEAR = 200
_LONGEST_DATE = 24


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a document, or several: the parts of a resolution, the members of a range.

    Attributes:
        start, end: their place in the paragraph; tail: where what else is said of it directly after ends.
        kind: of citation.
        targets: canonical symbols, each with its date.
        pinpoint: the place within it, as printed.
        joint: the whole symbol of a document that has several.
        through: the last document of a range that this one begins, where those between cannot be told.
    """

    start: int
    end: int
    tail: int
    kind: Kind
    targets: tuple[tuple[str, datetime.date | None], ...]
    pinpoint: str | None = None
    joint: str | None = None
    through: str | None = None

    def citations(self, text: MendedText) -> Iterator[Citation]:
        """Yield what the words cite."""
        for target, date in self.targets:
            yield Citation(
                text=text.text[self.start : self.end],
                target=target,
                kind=self.kind,
                date=date,
                pinpoint=self.pinpoint,
                joint=self.joint,
                through=self.through,
                at=Span(self.start, self.end),
                span=text.span(self.start, self.end),
            )


def of_symbols(
    text: str, folded: str, symbols: Sequence[tuple[str, int, int]], language: str, words: CitationWords
) -> list[Named]:
    """Return what the symbols in a text name.

    A joint symbol (``A/70/652-S/2016/20``) is one document: its symbols share their date and pinpoint.
    """
    found: list[Named] = []
    for symbol, start, end in symbols:
        date, tail = None, end
        intro = words.before_date.match(folded, end)
        dated = date_at(folded, intro.end(), language) if intro else None
        if dated:
            date, tail = dated
        elif _kind_of(symbol) == "statement" and folded[start - 1 : start] == "(":
            date = _date_before(folded, start - 1, language)
        place = words.places.after.match(folded, end)
        if place is None:
            place = words.places.of_document.search(folded[max(0, start - _NEAR) : start])
            printed = text[max(0, start - _NEAR) :]
        else:
            printed = text
            tail = max(tail, place.end())
        pinpoint = printed[place.start("place") : place.end("place")] if place else None
        found.append(Named(start, end, tail, _kind_of(symbol), ((symbol, date),), pinpoint))
    first = 0
    for place_of_last in range(1, len(found) + 1):
        if place_of_last < len(found) and _joins(text, found[place_of_last - 1], found[place_of_last]):
            continue
        if place_of_last - first > 1:
            found[first:place_of_last] = _joined(found[first:place_of_last])
        first = place_of_last
    return found


def _date_before(folded: str, end: int, language: str) -> datetime.date | None:
    """Return the date that stands directly before a bracket: ``du 16 septembre 1998 (S/PRST/1998/28)``.

    So statements of presidents are cited; before other documents it may be the day of a conference.
    """
    start = max(0, end - _LONGEST_DATE)
    return next(
        (
            date
            for date, _, ended in find_dates(folded[start:end], language)
            if not folded[start + ended : end].strip()
        ),
        None,
    )


def _joins(text: str, one: Named, other: Named) -> bool:
    """Tell whether a hyphen makes two symbols that of one document: not a range, ``A/79/77-A/79/79``."""
    parted = _hyphen().fullmatch(text, one.end, other.start)
    return parted is not None and _between(one.targets[0][0], other.targets[0][0]) is None


@cache
def _hyphen() -> re.Pattern[str]:
    return re.compile(r"\s?[-\u2010-\u2013]\s?")


def _joined(names: list[Named]) -> list[Named]:
    """Return the names of one document with the date and pinpoint that stand at any of them."""
    whole = "-".join(name.targets[0][0] for name in names)
    date = next((name.targets[0][1] for name in names if name.targets[0][1]), None)
    pinpoint = next((name.pinpoint for name in names if name.pinpoint), None)
    return [
        replace(name, targets=((name.targets[0][0], date),), pinpoint=pinpoint, joint=whole) for name in names
    ]


def _kind_of(symbol: str) -> Kind:
    elements = symbol.split("/")
    if "PRST" in elements:
        return "statement"
    if "DEC" in elements:
        return "decision"
    if "RES" in elements or any(element.startswith("Res.") for element in elements):
        return "resolution"
    return "document"


def with_ranges(
    names: list[Named], folded: str, words: CitationWords
) -> tuple[list[Named], list[tuple[int, int]]]:
    """Return the names with all members of ranges, and the places of ranges whose members cannot be told.

    The two ends and all between them are named by the same words: ``70/1 à 70/4``. A range from one session or year
    to another, or a very long one, names its two ends only.
    """
    found: list[Named] = []
    unclear: list[tuple[int, int]] = []
    for index, name in enumerate(names):
        last = found[-1] if found else None
        # Of a range of addenda (« Add.1 à 3 ») all members are named already, those after the first by the same words.
        told = any(each.start == name.start for each in names[index + 1 : index + 2])
        if last is None or told or not _ranged(last, name, folded, words):
            found.append(name)
            continue
        between = _between(last.targets[-1][0], name.targets[0][0])
        if between is None:
            unclear.append((last.start, name.end))
            found[-1] = replace(last, through=name.targets[0][0])
            found.append(name)
            continue
        date = name.targets[0][1]
        members = (*last.targets, *((each, None) for each in between), *name.targets)
        targets = tuple((target, own or date) for target, own in members)
        found[-1] = replace(name, start=last.start, targets=targets, pinpoint=name.pinpoint or last.pinpoint)
    return found, unclear


def _ranged(one: Named, other: Named, folded: str, words: CitationWords) -> bool:
    """Tell whether two names are the ends of a range of documents of one series."""
    if one.kind != other.kind or one.joint or other.joint or len(one.targets) > 1 or len(other.targets) > 1:
        return False
    if one.start == other.start or not words.numbered_through.fullmatch(
        folded, min(one.tail, other.start), other.start
    ):
        return False
    first, last = _numbered().fullmatch(one.targets[0][0]), _numbered().fullmatch(other.targets[0][0])
    return bool(first and last and first["series"] == last["series"])


def _between(first: str, last: str) -> list[str] | None:
    """Return the symbols between two of one session or year; None where they cannot be counted."""
    one, other = _numbered().fullmatch(first), _numbered().fullmatch(last)
    if one is None or other is None:
        return None
    stem = one["series"] + one["under"]
    if stem != other["series"] + other["under"] or one["in"] != other["in"]:
        return None
    begin, end = int(one["number"]), int(other["number"])
    if not begin < end <= begin + _MOST_OF_A_RANGE:
        return None
    return [f"{stem}{number}{one['in']}" for number in range(begin + 1, end)]


@cache
def _numbered() -> re.Pattern[str]:
    """Match a symbol that ends in its number: ``A/RES/70/1``, ``S/RES/1325(2000)``, ``UNEP/EA.5/Res.14``."""
    return re.compile(
        r"(?P<series>[A-Z]+(?:/[A-Z]+(?:\.\d+)?)*/)(?P<under>(?:[^()]*[/.])?)(?P<number>\d+)[A-Z]?(?P<in>(?:\([^()]+\))?)"
    )


def with_places_after(names: list[Named], text: str, folded: str, words: CitationWords) -> list[Named]:
    """Return the names with the places that words further on name in them.

    A sample: ``sa résolution 46/182 du 19 décembre 1991, sur le renforcement de la coordination, et de son annexe``.
    Words that name another document between the two, or the end of a sentence, part them.
    """
    found = list(names)
    for index, name in enumerate(names):
        if name.pinpoint or name.kind == "statement":
            continue
        stop = names[index + 1].start if index + 1 < len(names) else len(folded)
        if stop <= name.tail or (index + 1 < len(names) and names[index + 1].start == name.start):
            continue
        stop = min(stop, name.tail + _FAR)
        if ended := sentence_end().search(text, name.tail, stop):
            stop = ended.start()
        reach = folded[name.tail : stop]
        place = words.places.thereof.search(reach)
        if place is None or words.places.other_document.search(reach, 0, place.start()):
            continue
        group = "own" if place["own"] else "place"
        start, end = (name.tail + each for each in place.span(group))
        of_all = _plural(place[0])
        for earlier in range(index, -1, -1):
            if earlier < index and not (of_all and _listed(found[earlier], names[earlier + 1], folded)):
                break
            found[earlier] = replace(names[earlier], pinpoint=text[start:end])
    return found


def _plural(words: str) -> bool:
    """Tell whether the words speak of places in several documents: ``et leurs annexes``, ``the annexes thereto``."""
    return any(word.endswith("s") for word in re.findall(r"[a-z]{4,}", words))


def _listed(name: Named, following: Named, folded: str) -> bool:
    """Tell whether a name stands in one list with the next, and has no place of its own."""
    gap = folded[name.tail : following.start]
    return name.pinpoint is None and name.kind == following.kind and len(gap) <= _NEAR and ";" not in gap


def once(names: list[Named], folded: str) -> list[Named]:
    """Return the names without those in brackets that say again what stands before the bracket.

    A sample: ``sa résolution 70/1 (A/RES/70/1)`` names one document; the words of the bracket are part of its name.
    """
    found: list[Named] = []
    for name in names:
        if name.kind == "document":
            found.append(name)
            continue
        bracket = folded.rfind("(", max(0, name.start - _NEAR), name.start)
        if bracket < 0 or ")" in folded[bracket : name.start]:
            found.append(name)
            continue
        said = {target for target, _ in name.targets}
        for place, earlier in enumerate(found):
            if bracket - _NEAR <= earlier.start < bracket and said <= {each for each, _ in earlier.targets}:
                close = folded[name.tail : name.tail + 1] == ")"
                end = (
                    name.tail + close
                    if place == len(found) - 1 and earlier.tail >= bracket - 1
                    else earlier.end
                )
                found[place] = replace(
                    earlier, end=end, tail=max(earlier.tail, end), pinpoint=earlier.pinpoint or name.pinpoint
                )
                break
        else:
            found.append(name)
    return found
