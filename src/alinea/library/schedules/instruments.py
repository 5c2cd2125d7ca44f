"""The register of instruments: charters, treaties, declarations and plans, with the texts that name each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from alinea.model.record import Instrument, Record, instrument_key
from alinea.store.library import Library
from alinea.vocab.tables import LANGUAGES

MOST = 300
"""Instruments that a register holds: those that most texts name."""


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument, and the texts that name it.

    Attributes:
        key: see `alinea.model.record.instrument_key`.
        name: in full, as the latest text prints it; language: of it; short: the short name that it gives.
        texts: how many name it; first, latest: work and paragraph of the first and the latest of them.
        documents: symbols of those that hold it, as that text says; places: what of it the texts name, as printed.
    """

    key: str
    name: str
    language: str
    short: str | None
    texts: int
    first: tuple[str, str]
    latest: tuple[str, str]
    documents: tuple[str, ...]
    places: tuple[str, ...]


def instruments_named(
    library: Library, organ: str | None, until: datetime.date
) -> tuple[NamedInstrument, ...]:
    """Return the instruments that texts of an organ, or of all, name, those that most name first.

    Args:
        until: texts adopted after that day count for nothing.
    """
    read: dict[str, Record | None] = {}
    found = []
    for row in library.instruments(organ, until, MOST):
        work = row.latest[0]
        if work not in read:
            read[work] = library.record(work)
        record = read[work]
        named = tuple(_in_text(record, row.key)) if record else ()
        told = named[0] if named else None
        found.append(
            NamedInstrument(
                key=row.key,
                name=(told.refers or told.text) if told else row.key,
                language=record.language if record else LANGUAGES[0],
                short=next((each.text for each in named if each.refers and each.text != each.refers), None),
                texts=row.texts,
                first=row.first,
                latest=row.latest,
                documents=tuple(dict.fromkeys(symbol for each in named for symbol in each.documents)),
                places=row.places,
            )
        )
    return tuple(found)


def _in_text(record: Record, key: str) -> Iterator[Instrument]:
    for paragraph in record.paragraphs():
        for each in paragraph.instruments:
            if instrument_key(each.refers or each.text, each.id) == key:
                yield each
