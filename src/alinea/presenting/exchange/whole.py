"""All texts of a library in one file that other programs take in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from alinea.library.documents import DocumentQuery, list_documents
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.names import REGISTERS
from alinea.library.schedules.registers import register_of
from alinea.model.document import Document
from alinea.model.record import Record
from alinea.presenting.exchange import bibliographies, linked_data
from alinea.presenting.exchange.bibliographic import described
from alinea.presenting.exchange.marcxml import CLOSING, OPENING, marcxml
from alinea.presenting.exports import ExportForm
from alinea.store.library import Library

FILES: Mapping[str, str] = {
    "bibtex": "alinea.bib",
    "ris": "alinea.ris",
    "marcxml": "alinea.marc.xml",
    "jsonld": "alinea.jsonld",
    "rdf": "alinea.ttl",
}
"""The file of each form."""

_AT_A_TIME = 500
"""Rows of a list that are held at a time."""


def pieces(
    library: Library, form: ExportForm, as_of: datetime.date, step: Callable[[], None]
) -> Iterator[bytes]:
    """Yield the file of a form, piece by piece.

    Args:
        as_of: the day on which statuses stand, in linked data; step: told each time a resolution is written.

    Raises:
        ImportError: rdflib is not installed, for ``rdf``.
        LibraryError: the library cannot be read; of linked data: it is not linked.
    """
    match form:
        case "bibtex":
            yield from (bibliographies.bibtex(described(each)) for each, _ in _texts(library, step))
        case "ris":
            yield from (bibliographies.ris(described(each)) for each, _ in _texts(library, step))
        case "marcxml":
            yield OPENING
            yield from (marcxml(described(each), whole=False) for each, _ in _texts(library, step))
            yield CLOSING
        case "jsonld":
            yield from linked_data.graph(_nodes(library, as_of, step))
        case _:
            yield from linked_data.turtle(_nodes(library, as_of, step))


def _texts(library: Library, step: Callable[[], None]) -> Iterator[tuple[Record | Document, bool]]:
    """Yield every text in every language, and whether it is the principal version of a work."""
    principal = {each.name: each.languages[0] for each in library.works()}
    for name, record in library.records(principal=False):
        yield record, record.language == principal.get(name)
        step()
    asked = DocumentQuery(limit=_AT_A_TIME)
    while True:
        page = list_documents(library, asked)
        for held in page.items:
            document = library.document(held.symbol, held.language) if held.symbol else None
            if document is not None:
                yield document, True
        if page.after is None:
            return
        asked = replace(asked, after=page.after)


def _nodes(library: Library, as_of: datetime.date, step: Callable[[], None]) -> Iterator[linked_data.Node]:
    asked = LedgerQuery(as_of, EVERY, limit=_AT_A_TIME)
    # What asks the ledger comes first: a library that is not linked is refused before anything is written.
    registers = (
        linked_data.register_node(register_of(library, name, LedgerQuery(as_of))) for name in REGISTERS
    )
    texts = (linked_data.node_of(each, asked=principal) for each, principal in _texts(library, step))
    return chain(registers, texts, _standing(library, asked))


def _standing(library: Library, asked: LedgerQuery) -> Iterator[linked_data.Node]:
    while True:
        page = answer(library, asked)
        yield from (linked_data.status_node(each, asked.as_of.isoformat()) for each in page.entries)
        if page.after is None:
            return
        asked = replace(asked, cursor=page.after)
