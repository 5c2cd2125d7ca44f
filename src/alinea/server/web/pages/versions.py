"""What is held of a text: each version with what the choice goes by, and taking it out."""

from __future__ import annotations

import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from alinea.library.adding import remove, remove_version
from alinea.library.naming import symbol_of
from alinea.library.reading import Indexer
from alinea.library.relinking import STEP, relink
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import answer, form_of
from alinea.store.values import Version

FORMATS = {
    "application/akn+xml": "AKN4UN",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/pdf": "PDF",
    "text/html": "HTML",
    "text/markdown": "Markdown",
}
"""Formats by their names; what is not here is plain text."""

routes = APIRouter()


@routes.get("/versions/{name:path}")
def _versions(name: str, visit: Visiting) -> Response:
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
        changing=not visit.served.read_only,
    )


changing = APIRouter()
"""What is left out where the library is only read."""


@changing.post("/versions/{name:path}")
async def _take_out(name: str, request: Request, visit: Visiting) -> Response:
    told = await form_of(request)
    await run_in_threadpool(_remove, visit, name, told.get("version", ""))
    return RedirectResponse(visit.url(f"/versions/{name}"), 303)


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
