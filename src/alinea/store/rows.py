"""The card of a record: all that the library keeps of it, made ready where the text is read.

Making the cards is the dear part of adding; it needs no library and is done by the processes that read. What one
process writes is then rows only.
"""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pydantic import TypeAdapter

from alinea.model.corpus import Outline
from alinea.model.record import Actor, Citation, Commitment, Instrument, Paragraph, Record, instrument_key
from alinea.store.expressions import facet
from alinea.store.values import INSTRUMENT, PART

if TYPE_CHECKING:
    from alinea.model.spans import Span


Row = tuple[Any, ...]


class Indexing(Protocol):
    """What is found in texts for the index, by the vocabulary, which is no matter of the store."""

    def words(self, text: str, language: str) -> Iterable[tuple[str, str]]:
        """Return the words of a text, as pairs (word as the index has it, stem)."""

    def subjects(self, text: str, language: str) -> Iterable[str]:
        """Return the identifiers of the subjects that a text names."""


MOST_PASSAGES = 1 << 16
_LEVEL = 1  # of compression: three quarters of what level 9 saves, in a tenth of its time


@dataclass(frozen=True, slots=True)
class Card:
    """A record as the library keeps it.

    Attributes:
        symbol, language, title, organ, session, number, part, adopted_on, fragment: of the record.
        sha256, media_type: of the input it was read from.
        doubts: number of warnings; extent: number of paragraphs.
        packed: the JSON of the record, compressed; digest: SHA-256 of the JSON.
        passages: rows (address, part, number, act, act_class, force, text, facets) in order.
        citations, commitments: rows that begin with the place of their passage in `passages`.
        agenda_items: rows (item, sub); warnings: rows (code, message, start, end).
        words: pairs (word, stem) of the whole text, each once.
        outlined: what linking keeps of it, None where that is not made yet.
    """

    symbol: str | None
    language: str
    title: str | None
    organ: str | None
    session: int | None
    number: str | None
    part: str | None
    adopted_on: str | None
    fragment: bool
    sha256: str
    media_type: str
    doubts: int
    extent: int
    packed: bytes
    digest: bytes
    passages: tuple[Row, ...]
    citations: tuple[Row, ...]
    commitments: tuple[Row, ...]
    agenda_items: tuple[Row, ...]
    warnings: tuple[Row, ...]
    words: tuple[tuple[str, str], ...]
    outlined: Outlined | None = None


def card(record: Record, indexing: Indexing, outlined: Outlined | None = None) -> Card:
    """Return the card of a record.

    Args:
        indexing: finds words and subjects; outlined: what linking keeps of it, where that is made.

    Raises:
        ValueError: the resolution has more paragraphs than a library can hold of one (65,536), or characters
            that no encoding knows, or could not be read back.
    """
    packed, digest = pack(record)
    unpack(packed)  # JSON may be written of what is nested too deep to be read: such a record is of no use
    passages = list(_passages(record))
    if len(passages) > MOST_PASSAGES:
        raise ValueError(f"the resolution has more than {MOST_PASSAGES} paragraphs")
    words = indexing.words("\n".join(each.text for each in passages), record.language)
    return Card(
        symbol=record.symbol,
        language=record.language,
        title=record.title,
        organ=record.organ,
        session=record.session,
        number=record.number,
        part=record.part,
        adopted_on=_iso(record.adopted_on),
        fragment=record.fragment,
        sha256=record.source.sha256,
        media_type=record.source.media_type,
        doubts=len(record.warnings),
        extent=sum(1 for _ in record.paragraphs()),
        packed=packed,
        digest=digest,
        passages=tuple(each.row(record, indexing) for each in passages),
        citations=tuple(row for n, each in enumerate(passages) for row in _citing(n, each)),
        commitments=tuple(_laid(n, one) for n, each in enumerate(passages) for one in each.commitments),
        agenda_items=tuple(dict.fromkeys((each.item, each.sub or "") for each in record.agenda_items)),
        warnings=tuple((each.code, each.message, *_span(each.span)) for each in record.warnings),
        words=tuple(sorted(words)),
        outlined=outlined,
    )


def pack(record: Record) -> tuple[bytes, bytes]:
    """Return the JSON of a record, compressed, and its SHA-256. What has its default value is left out of it."""
    try:
        text = record.model_dump_json(exclude_defaults=True).encode()
    except (
        ValueError
    ):  # a path that is not UTF-8: pydantic writes UTF-8, which has no halves of surrogate pairs
        source = record.source.model_copy(update={"path": legible(record.source.path)})
        text = record.model_copy(update={"source": source}).model_dump_json(exclude_defaults=True).encode()
    return zlib.compress(text, _LEVEL), hashlib.sha256(text).digest()


def unpack(packed: bytes, digest: bytes | None = None) -> Record:
    """Return the record that was packed.

    Args:
        digest: SHA-256 that the JSON must have; not looked at where None.

    Raises:
        ValueError: it is not what was packed.
    """
    try:
        text = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"the record cannot be unpacked ({error})") from None
    if digest is not None and hashlib.sha256(text).digest() != digest:
        raise ValueError("the record is not the one that was stored: its hash differs")
    return Record.model_validate_json(text)


def legible(path: str) -> str:
    """Return a path that can be written in UTF-8: bytes that are not UTF-8 become ``\\xe9``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Passage:
    """A title, paragraph or footnote with what was found in it."""

    address: str
    part: PART
    number: str | None
    text: str
    act: str | None = None
    act_class: str | None = None
    force: int | None = None
    inherited: str | None = None
    citations: tuple[Citation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    actors: tuple[Actor, ...] = ()
    instruments: tuple[Instrument, ...] = ()

    def row(self, record: Record, indexing: Indexing) -> Row:
        facets = " ".join(_facets(self, record, indexing))
        return (self.address, self.part, self.number, self.act, self.act_class, self.force, self.text, facets)


def _passages(record: Record) -> Iterator[_Passage]:
    if record.title:
        yield _Passage("title", "title", None, record.title)
    for each in record.preamble:
        yield from _paragraph(each, "preambular", None)
    for each in record.operative:
        yield from _paragraph(each, "operative", None)
    for annex in record.annexes:
        for each in annex.paragraphs:
            yield from _paragraph(each, "annex", None)
    for place, note in enumerate(record.footnotes, 1):
        yield _Passage(f"note_{place}", "note", note.number, note.text, citations=note.citations)


def _paragraph(paragraph: Paragraph, part: PART, above: str | None) -> Iterator[_Passage]:
    """Yield a paragraph and those below it; one that opens with no act goes on with that of the one above."""
    lead = paragraph.lead
    act = (lead.act if lead else None) or above
    yield _Passage(
        paragraph.id,
        part,
        paragraph.number,
        paragraph.text,
        lead.act if lead else None,
        lead.act_class if lead else None,
        lead.force if lead else None,
        act,
        paragraph.citations,
        paragraph.commitments,
        paragraph.actors,
        paragraph.instruments,
    )
    for child in paragraph.children:
        yield from _paragraph(child, part, act)


def _facets(passage: _Passage, record: Record, indexing: Indexing) -> Iterator[str]:
    """Yield the words of the filters; that of the part comes first, where ranking looks for it."""
    yield facet("part", passage.part)
    yield facet("language", record.language)
    if record.organ:
        yield facet("organ", record.organ)
    if record.session is not None:
        yield facet("session", record.session)
    if record.symbol and passage.part == "title":
        yield facet("symbol", record.symbol)
    if passage.inherited:
        yield facet("act", passage.inherited)
    yield from dict.fromkeys(facet("kind", each.kind) for each in passage.commitments)
    bearers = (party for each in passage.commitments for party in each.bearers or (each.bearer,) if party)
    yield from dict.fromkeys(facet("bearer", each.id or each.text) for each in bearers)
    yield from dict.fromkeys(facet("mentions", each.id) for each in passage.actors if each.id)
    yield from (facet("subject", each) for each in indexing.subjects(passage.text, record.language))
    yield from dict.fromkeys(facet("cites", each.target) for each in passage.citations)


def _citing(place: int, passage: _Passage) -> Iterator[Row]:
    """Yield what a passage cites, then the instruments that it names."""
    for citation in passage.citations:
        yield _cited(place, citation)
    for named in passage.instruments:
        target = instrument_key(named.refers or named.text, named.id)
        yield (place, target, INSTRUMENT, None, named.place, named.text, *named.at, *named.span)


def _cited(place: int, citation: Citation) -> Row:
    return (
        place,
        citation.target,
        citation.kind,
        _iso(citation.date),
        citation.pinpoint,
        citation.text,
        *citation.at,
        *citation.span,
    )


def _laid(place: int, commitment: Commitment) -> Row:
    bearer, recipient, due = commitment.bearer, commitment.recipient, commitment.due
    return (
        place,
        commitment.kind,
        bearer and bearer.text,
        bearer and bearer.id,
        recipient and recipient.text,
        recipient and recipient.id,
        commitment.act,
        commitment.force,
        due and due.session,
        due and due.organ,
        due and due.date,
        due and due.recurrence,
        due and due.text,
        commitment.condition,
        commitment.quote,
        int(commitment.certain),
        *commitment.at,
        *commitment.span,
    )


def _span(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


@dataclass(frozen=True, slots=True)
class Changed:
    """A version whose record was added or replaced since it was last linked.

    Attributes:
        version: its number in the library; digest: of its record; packed: the record.
    """

    version: int
    digest: bytes
    packed: bytes

    @property
    def record(self) -> Record:
        """The record, unpacked.

        Raises:
            ValueError: it is damaged.
        """
        return unpack(self.packed, self.digest)


class RelationRow(NamedTuple):
    """How a paragraph says that two actors stand to one another, as it is kept.

    Attributes:
        one, other: names as printed, with identifiers where known; bare: these names folded, without article.
        start: place of `quote` in the paragraph.
    """

    kind: str
    one: str
    one_id: str | None
    one_bare: str
    other: str
    other_id: str | None
    other_bare: str
    paragraph: str
    start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Outlined:
    """What is kept of a version: rows only.

    Attributes:
        work: its symbol, None where the record cannot be linked.
        data: the outline; leads: pairs of a symbol and ``recall``, ``answer`` or ``observe``.
        relations: that it states, in its order.
    """

    work: str | None = None
    data: bytes | None = None
    leads: tuple[tuple[str, str], ...] = ()
    relations: tuple[RelationRow, ...] = ()


def outlined(outline: Outline | None, relations: tuple[RelationRow, ...] = ()) -> Outlined:
    """Return what is kept of a version of which this is the outline, and which states these relations."""
    if outline is None:
        return Outlined()
    recalled = {(each.target, "recall") for each in outline.recalls}
    answered = {(target, "answer") for notice in outline.notices for target in notice.pursuant}
    # A year that is proclaimed, or a day observed, need not be the matter of the text that first asked for it.
    observing = any(each.commitment.kind == "observance" for each in outline.charges)
    observed = {(target, "observe") for target, _ in recalled} if observing else set()
    data = packed(_outlines().dump_json(outline))
    leads = tuple(sorted(recalled | answered | observed))
    return Outlined(outline.symbol, data, leads, relations)


def unpacked_outline(data: bytes) -> Outline:
    """Return an outline as it was before it was packed."""
    return _outlines().validate_json(zlib.decompress(data))


def packed(json: bytes) -> bytes:
    """Return JSON as it is kept."""
    return zlib.compress(json, 1)


@cache
def _outlines() -> TypeAdapter[Outline]:
    return TypeAdapter(Outline)
