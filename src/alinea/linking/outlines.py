"""From a record to what linking and following need to know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alinea.linking.mentions import bearers_of
from alinea.linking.notices import find_notices
from alinea.linking.occasions import occasion
from alinea.linking.recalls import find_recalls
from alinea.model.corpus import Charge, Cited, Outline
from alinea.model.record import Record

_ADOPTED = ("resolution", "decision", "statement")
"""Types of texts that ask for something: what a draft or an amendment would ask, nobody owes."""


def outline(record: Record) -> Outline | None:
    """Return what linking and following need to know of a record; None where it has no symbol or organ."""
    if record.symbol is None or record.organ is None:
        return None
    return Outline(
        symbol=record.symbol,
        organ=record.organ,
        session=record.session,
        number=record.number,
        part=record.part,
        language=record.language,
        title=record.title,
        adopted_on=record.adopted_on,
        agenda_items=record.agenda_items,
        committee=record.basis.committee if record.basis else None,
        path=record.source.path,
        sha256=record.source.sha256,
        fragment=record.fragment,
        paragraphs=len(record.preamble) + len(record.operative),
        recalls=find_recalls(record),
        notices=find_notices(record),
        charges=tuple(_charges(record)) if record.type in _ADOPTED else (),
        citations=tuple(_citations(record)),
    )


def _charges(record: Record) -> Iterator[Charge]:
    bearers = bearers_of(record)
    for preambular, tops in ((True, record.preamble), (False, record.operative)):
        for paragraph in (each for top in tops for each in top.walk()):
            counted: Counter[str] = Counter()
            for commitment in paragraph.commitments:
                counted[commitment.kind] += 1
                ordinal = counted[commitment.kind]
                when = occasion(record, paragraph, commitment)
                yield Charge(
                    recurrence=when.recurrence,
                    subject=when.subject,
                    day=when.day,
                    year=when.year,
                    paragraph=paragraph.id,
                    preambular=preambular,
                    ordinal=ordinal,
                    commitment=commitment,
                    text=paragraph.text,
                    bearers=bearers.get((paragraph.id, commitment.kind, ordinal), ()),
                )


def _citations(record: Record) -> Iterator[Cited]:
    for paragraph in record.paragraphs():
        for citation in paragraph.citations:
            yield Cited(paragraph.id, citation)
    for place, note in enumerate(record.footnotes, 1):
        for citation in note.citations:
            yield Cited(f"note_{place}", citation)
