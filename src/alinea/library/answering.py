"""What answers a question that was understood: the paragraphs that the question it stands for gives, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from alinea.library import links
from alinea.library.asking import Reading
from alinea.library.ledger import answer
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import Located, NotHeldError, locate
from alinea.library.search import ask
from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.store.library import Library
from alinea.store.searching import Hit

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph that answers, or a text.

    Attributes:
        symbol; paragraph: its address within the work, empty for the whole; language: of the words.
        text: its words; title, adopted_on: of the text; entry: what the ledger has of it, None where it was not asked.
    """

    symbol: str
    paragraph: str
    language: str
    text: str
    title: str | None = None
    adopted_on: datetime.date | None = None
    entry: Entry | None = None

    @property
    def address(self) -> str:
        """The stable address: ``A/RES/75/28#op_6``."""
        return f"{self.symbol}#{self.paragraph}" if self.paragraph else self.symbol


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a reading.

    Attributes:
        cited: in the order of the question that it stands for; more: it has more of them.
    """

    cited: tuple[Cited, ...]
    more: bool


def answered(library: Library, reading: Reading, today: datetime.date, limit: int) -> Answered:
    """Return what answers a reading: what its own question gives, no more and in no other order.

    Two texts that are compared cite nothing here: what changed is the answer of its own question.

    Raises:
        NotHeldError: a text that it names is not held, or several are meant; QuestionError: it cannot be searched for.
        LibraryError: the library cannot be read, or is not linked, or has not learnt what is alike.
    """
    found = tuple(islice(_cited(library, reading, today, limit + 1), limit + 1))
    return Answered(found[:limit], len(found) > limit)


def _cited(library: Library, reading: Reading, today: datetime.date, most: int) -> Iterator[Cited]:
    match reading.face:
        case "due" | "who":
            yield from _owed(library, reading, today, most)
        case "search":
            yield from map(cited_in, library.search(ask(reading.sought(most))).hits)
        case "like":
            yield from map(cited_in, like(library, LikeQuery(reading.address, limit=min(most, 100))).hits)
        case "cites" | "cited-by":
            yield from _leading(library, reading)
        case "series":
            name = _held(library, reading.text) or reading.text or ""
            for each in links.series(library, name).members:
                yield Cited(each.symbol, "", "", each.title or "", each.title, each.adopted_on)
        case "text":
            yield from _text(library, locate(library, reading.address))
        case "compare":
            for symbol in (reading.text, reading.other):
                locate(library, symbol or "")


def _owed(library: Library, reading: Reading, today: datetime.date, most: int) -> Iterator[Cited]:
    asked = reading.owed(today, most)
    if asked.work is not None:
        asked = replace(asked, work=locate(library, asked.work).address)
    for each in answer(library, asked).entries:
        owed = each.obligation
        yield Cited(owed.symbol, owed.paragraph, owed.language, owed.quote, owed.title, owed.adopted_on, each)


def _leading(library: Library, reading: Reading) -> Iterator[Cited]:
    if reading.face == "cites":
        found = links.cites(library, locate(library, reading.text or "").name)
    else:
        found = tuple(link for link, _ in links.cited_by(library, reading.text or ""))
    kept: dict[tuple[str, str], Record | None] = {}
    for each in (link.place for link in found):
        key = each.symbol, each.language
        record = kept[key] = kept[key] if key in kept else library.record(*key)
        text = next((p.text for p in record.paragraphs() if p.id == each.paragraph), "") if record else ""
        # Footnotes are no paragraphs: of what is cited in one its own words are shown.
        title, on = (record.title, record.adopted_on) if record else (None, None)
        yield Cited(each.symbol, each.paragraph, each.language, text or each.text, title, on)


def _held(library: Library, symbol: str | None) -> str | None:
    try:
        return locate(library, symbol or "").name
    except NotHeldError:
        return None


def _text(library: Library, found: Located) -> Iterator[Cited]:
    record = library.record(found.name)
    for each in record.paragraphs() if record else ():
        if record is not None and found.paragraph in (None, each.id):
            yield Cited(found.name, each.id, record.language, each.text, record.title, record.adopted_on)


def cited_in(hit: Hit) -> Cited:
    """Return the paragraph that a search found, the whole text where it found its title."""
    at = hit.address
    paragraph = "" if at.part == TITLE else at.paragraph
    return Cited(at.work, paragraph, at.language, hit.text, hit.title, hit.adopted_on)
