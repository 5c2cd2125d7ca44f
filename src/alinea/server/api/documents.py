"""Documents that are no resolutions: reports, notes, letters, agendas."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.documents import DocumentQuery, consult_document, list_documents
from alinea.library.naming import NotHeldError, symbol_of
from alinea.server.api.parameters import Filing, Issuing
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import answer, cursor, key_of, next_link
from alinea.server.api.state import served_by
from alinea.server.api.values import DocumentInPlace, Documents
from alinea.store.documents import Place


def documents(request: Request, asked: Annotated[Filing, Query()]) -> Response:
    """List documents that are no resolutions."""
    query = DocumentQuery(
        organ=asked.organ,
        session=asked.session,
        type=asked.type,
        text=asked.q,
        after=place_of(asked.question(), asked.cursor),
        limit=asked.limit,
    )
    found = list_documents(served_by(request).library(), query)
    after = cursor(asked.question(), found.after) if found.after else None
    return answer(
        Documents(items=found.items, total=found.total, next=after), Documents, next_link(request, after)
    )


def place_of(question: str, given: str | None) -> Place | None:
    """Return where the page before ended.

    Raises:
        ProblemError: the cursor is none, or that of another question.
    """
    if given is None:
        return None
    key = key_of(question, given)
    if [type(each) for each in key] != [str, str, int]:
        raise ProblemError("invalid-cursor")
    return tuple(key)  # type: ignore[return-value]


def document(request: Request, symbol: str, asked: Annotated[Issuing, Query()]) -> Response:
    """Give a document that is no resolution, with what it answers."""
    served = served_by(request)
    as_of = asked.as_of or served.today()
    wanted = symbol_of(symbol) or symbol
    found = consult_document(served.linked(), wanted, asked.language, as_of)
    if found is None:
        raise NotHeldError("not-held", wanted)
    given = DocumentInPlace(as_of=as_of, document=found.document, answers=tuple(found.answers))
    headers = {
        "content-language": found.document.language,
        "content-location": f"/api/v1/documents/{quote(found.document.symbol or wanted)}",
    }
    return answer(given, DocumentInPlace, headers)
