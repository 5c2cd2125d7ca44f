"""Documents that are no resolutions: a page of their list, and one with what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alinea.library.ledger import LedgerQuery, answer, organs
from alinea.linking.outlines import TYPES
from alinea.model.document import Document
from alinea.model.ledger import Entry, Status
from alinea.store.documents import Place
from alinea.store.library import Library
from alinea.store.values import HeldDocument, Work


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents are wanted.

    Attributes:
        organ: series of the organ they go to; session: of it; type: as of `Document`.
        text: words that stand in symbol or title.
        after: place of the last one of the page before; limit: how many.
    """

    organ: str | None = None
    session: int | None = None
    type: str | None = None
    text: str = ""
    after: Place | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of documents in order of date and symbol; `after` is the place of the last where more follow."""

    items: tuple[HeldDocument, ...]
    total: int
    after: Place | None


@dataclass(frozen=True, slots=True)
class ConsultedDocument:
    """A document and what is known of it.

    Attributes:
        document: as read; asked: the works held among those that asked for it, by symbol.
        answers: the commitments that it shows to be met, on a day.
    """

    document: Document
    asked: Mapping[str, Work]
    answers: Sequence[Entry]


def list_documents(library: Library, query: DocumentQuery) -> DocumentPage:
    """Return the documents that fit, one page of them."""
    found, total = library.document_page(
        query.after,
        query.limit + 1,
        organ=query.organ,
        session=query.session,
        type=query.type,
        text=query.text,
    )
    shown = found[: query.limit]
    more = len(found) > query.limit
    return DocumentPage(tuple(each for _, each in shown), total, shown[-1][0] if more and shown else None)


def consult_document(
    library: Library, symbol: str, language: str | None, as_of: datetime.date
) -> ConsultedDocument | None:
    """Return a document with what it answers; None where none of the symbol is held in the language.

    Args:
        symbol: one of its symbols, canonical; language: any where None; as_of: the day on which statuses stand.
    """
    document = library.document(symbol, language)
    if document is None:
        return None
    asked = {
        each.name: each for each in library.works_named([request.symbol for request in document.pursuant_to])
    }
    questions = [LedgerQuery(as_of, work=name) for name in asked]
    if not document.pursuant_to and document.type in TYPES and document.submitted_by:
        # It may fit a request though it names none: one of whom submits it, due at the session that it is of.
        questions = [
            LedgerQuery(
                as_of,
                frozenset({Status.MET}),
                session=session,
                organ=series,
                bearer=document.submitted_by,
                kinds=("report",),
            )
            for series, session in document.session.items()
            if isinstance(session, int) and series in organs()
        ]
    symbols = {document.symbol, *document.other_symbols}
    return ConsultedDocument(
        document,
        asked,
        [
            entry
            for question in questions
            for entry in answer(library, question).entries
            if any(each.document in symbols for each in entry.obligation.evidence)
        ],
    )
