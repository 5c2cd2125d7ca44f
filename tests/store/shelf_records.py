"""Small records made by hand, for what the library does with records."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence

from alinea.model.record import (
    Citation,
    Commitment,
    Due,
    Footnote,
    Item,
    Lead,
    Origin,
    Paragraph,
    Party,
    Record,
    Warning,
)
from alinea.model.spans import Span
from alinea.store.expressions import indexed, words_of
from alinea.store.library import Library
from alinea.store.rows import Card, card
from alinea.store.values import Change, Reader
from alinea.store.writing import Reading

READER = Reader("1.0.0", 1)


class _Indexing:
    """Stands for the vocabulary: a word's stem is its first four letters, and a subject what is written with a hash."""

    def words(self, text: str, language: str) -> set[tuple[str, str]]:
        words = {indexed(word) for word in words_of(text) if word[0].isalpha()}
        return {(word, word[:4]) for word in words}

    def subjects(self, text: str, language: str) -> list[str]:
        return [word[1:] for word in text.split() if word.startswith("#")]


INDEXING = _Indexing()


def lead(text: str, words: str, act: str, *, force: int | None = None) -> Lead:
    """The opening of a paragraph."""
    at = Span(0, len(words))
    assert text.startswith(words)
    kind = "directive" if force else "recalling"
    return Lead(text=words, act=act, act_class=kind, force=force, span=at, at=at)


def citation(text: str, words: str, target: str) -> Citation:
    """A citation that stands in a text."""
    at = Span(text.index(words), text.index(words) + len(words))
    return Citation(text=words, target=target, kind="resolution", span=at, at=at, pinpoint="paragraphe 5")


def report(
    text: str, bearer: str = "le Secrétaire général", id_: str | None = "secretary-general"
) -> Commitment:
    """A report that a text asks of someone, due at the 63rd session."""
    at = Span(0, len(text))
    return Commitment(
        kind="report",
        bearer=Party(text=bearer, id=id_),
        act="request",
        force=4,
        due=Due(session=63, organ="A", text="soixante-troisième session"),
        quote=text,
        span=at,
        at=at,
    )


def paragraph(id_: str, text: str, number: str | None = None, **found: object) -> Paragraph:
    """A paragraph with what is found in it."""
    return Paragraph(id=id_, number=number, text=text, span=Span(0, len(text)), **found)


def record(
    symbol: str | None = "A/RES/62/27",
    *,
    title: str | None = "Promotion du multilatéralisme",
    language: str = "fr",
    operative: Sequence[str | Paragraph] = ("Demande aux États de désarmer",),
    preamble: Sequence[str | Paragraph] = (),
    notes: Iterable[str] = (),
    fragment: bool = False,
    warnings: int = 0,
    source: str = "",
    media_type: str = "text/plain",
    adopted_on: datetime.date | None = datetime.date(2007, 12, 5),
    organ: str | None = "A",
    session: int | None = 62,
    path: str = "62-27.txt",
) -> Record:
    """A record; `source` tells apart what is read from different inputs."""
    pp = tuple(
        each if isinstance(each, Paragraph) else paragraph(f"pp_{place}", each)
        for place, each in enumerate(preamble, 1)
    )
    op = tuple(
        each if isinstance(each, Paragraph) else paragraph(f"op_{place}", each, str(place))
        for place, each in enumerate(operative, 1)
    )
    return Record(
        symbol=symbol,
        organ=organ,
        session=session,
        number=symbol.rpartition("/")[2] if symbol else None,
        title=title,
        language=language,
        adopted_on=adopted_on,
        agenda_items=(Item(item=98, sub="h"), Item(item=7)),
        preamble=pp,
        operative=op,
        footnotes=tuple(Footnote(number="1", text=text, span=Span(0, len(text))) for text in notes),
        fragment=fragment,
        warnings=tuple(Warning(code="no-symbol", message="none") for _ in range(warnings)),
        source=Origin(
            path=path,
            media_type=media_type,
            sha256=hashlib.sha256(f"{source}{symbol}{language}{title}{media_type}".encode()).hexdigest(),
            span=Span(0, 1000),
        ),
    )


def cards(*records: Record) -> tuple[Card, ...]:
    """The cards of records."""
    return tuple(card(each, INDEXING) for each in records)


def keep(
    library: Library,
    *records: Record,
    path: str | None = None,
    sha256: str | None = None,
    reader: Reader = READER,
    asked: str = "auto",
) -> Change:
    """Add what was read of one input."""
    made = cards(*records)
    with library.shelves(INDEXING) as shelves:
        return shelves.shelve(
            Reading(path, sha256 or made[0].sha256, 1000, made[0].media_type, asked, made), reader
        )
