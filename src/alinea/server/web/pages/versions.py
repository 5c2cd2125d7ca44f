"""What is held of a text: each version with what the choice goes by, and taking it out."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from alinea.library.indexing import Indexer
from alinea.library.naming import symbol_of
from alinea.library.relinking import STEP, relink
from alinea.library.versions import remove, remove_version
from alinea.server.web.entering import answer, form_of
from alinea.server.web.request import Visit, visit_of
from alinea.store.values import Version

FORMATS = {
    "application/akn+xml": "AKN4UN",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/pdf": "PDF",
    "text/html": "HTML",
    "text/markdown": "Markdown",
}
"""Formats by their names; what is not here is plain text."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of what is held of a text."""
    routes = APIRouter()

    @routes.get("/versions/{name:path}", response_class=HTMLResponse)
    def versions(name: str, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        work = visit.library.work(name)
        document = None if work else visit.library.document(symbol_of(name) or name)
        held = visit.library.versions(name)
        return answer(
            visit,
            "versions.html",
            200 if work or document else 404,
            name=name,
            place=visit.resolution(name) if work or "/RES/" in name else visit.document(name),
            held=[_row(each, visit) for each in held],
            document=document,
            changing=not read_only,
        )

    if read_only:
        return routes

    @routes.post("/versions/{name:path}")
    async def take_out(name: str, request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        told = await form_of(request)
        await run_in_threadpool(_remove, visit, name, told.get("version", ""))
        return RedirectResponse(visit.url(f"/versions/{name}"), 303)

    return routes


def _row(version: Version, visit: Visit) -> dict[str, Any]:
    words = visit.words
    return {
        "version": version,
        "format": FORMATS.get(version.media_type) or words("web.form.text"),
        "doubts": words.count("doubts", version.doubts),
        "extent": words.count("paragraphs", version.extent),
        "added": words.date(datetime.date.fromisoformat(version.added_at[:10])) if version.added_at else "",
    }


def _remove(visit: Visit, name: str, sha256: str) -> None:
    """Take out one text, or all that is held where none is named; what is gone already stays so."""
    with visit.served.writing() as library:
        indexer = Indexer()
        if not sha256:
            remove(library, name, indexer)
        elif any(each.sha256 == sha256 for each in library.versions(name)):
            remove_version(library, name, sha256, indexer)
        relink(library, most=STEP)
