"""Documents that are no resolutions: their list, and each with what asked for it, who replied and what it answers."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.documents import ConsultedDocument, DocumentQuery, consult_document, list_documents
from alinea.library.naming import symbol_of
from alinea.library.search import LONGEST
from alinea.model.record import DocumentType
from alinea.presenting.documents import facts, headline, request, warnings
from alinea.server.api.documents import place_of
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import cursor
from alinea.server.web.caching import kept
from alinea.server.web.known import known_document
from alinea.server.web.ledger_view import charged
from alinea.server.web.pages.ledger import organs
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting

TYPES = tuple(sorted({*get_args(DocumentType)} - {"resolution", "decision", "statement"}))
"""What may be looked for: what is adopted is a resolution of the library."""

routes = APIRouter()


@routes.get("/documents")
@kept
def _documents(
    visit: Visiting,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    organ: Annotated[str, Query(max_length=20)] = "",
    session: Annotated[str, Query(max_length=6)] = "",
    type: Annotated[str, Query(max_length=30)] = "",
    after: Annotated[str, Query(max_length=1000)] = "",
) -> Response:
    number = int(session) if session.isascii() and session.isdigit() else None
    question = DocumentQuery(organ or None, number, type if type in TYPES else None, " ".join(q.split()))
    return page(visit, "documents.html", **_list(visit, question, after))


@routes.get("/document/{symbol:path}")
@kept
def _document(
    symbol: str, visit: Visiting, text: Annotated[str | None, Query(max_length=12)] = None
) -> Response:
    wanted = symbol_of(symbol) or symbol
    found = consult_document(visit.linked, wanted, text, visit.today)
    if found is None:
        if visit.library.work(wanted):
            return RedirectResponse(visit.resolution(wanted), 307)
        if (cited := known_document(visit, wanted)) is not None:
            return cited
        told = visit.words("show.not-held", what=wanted, candidates="")
        raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
    return page(visit, "document.html", **_facts(visit, found))


def _list(visit: Visit, question: DocumentQuery, after: str) -> dict[str, Any]:
    key = repr((question.organ, question.session, question.type, question.text))
    try:
        place = place_of(key, after or None)
    except ProblemError:  # of another question: the list begins anew
        place = None
    found = list_documents(
        visit.library, DocumentQuery(question.organ, question.session, question.type, question.text, place)
    )
    words = visit.words
    return {
        "question": question,
        "total": found.total,
        "documents": [
            {
                "symbol": each.symbol or words("label.unnumbered"),
                "place": visit.document(each.symbol) if each.symbol else None,
                "type": words(f"document-type.{each.type}"),
                "title": each.title,
                "language": each.language,
                "day": words.date(datetime.date.fromisoformat(each.date)) if each.date else "",
            }
            for each in found.items
        ],
        "types": [(each, words(f"document-type.{each}")) for each in TYPES],
        "organs": organs(visit, question.organ or ""),
        "next": visit.here(after=cursor(key, found.after)) if found.after else None,
        "first": visit.here(after=None) if place else None,
    }


def _facts(visit: Visit, found: ConsultedDocument) -> dict[str, Any]:
    document, words = found.document, visit.words
    return {
        "document": document,
        "headline": headline(document, words),
        "facts": list(facts(document, words)),
        "requests": [
            (
                request(each, words),
                visit.resolution(
                    each.symbol, f"op_{each.paragraph}" if (each.paragraph or "").isdigit() else ""
                )
                if each.symbol in found.asked
                else None,
            )
            for each in document.pursuant_to
        ],
        "replies": [
            (each.name, visit.actor(each.id or each.name), words.date(each.date) if each.date else "")
            for each in document.replies
        ],
        "answers": [charged(each, visit) for each in found.answers],
        "warnings": list(warnings(document, words)),
    }
