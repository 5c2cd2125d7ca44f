"""The text that was read, as it was read, with the very characters marked that a paragraph was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.library.resolution import Consulted
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.server.web.caching import kept
from alinea.server.web.pages.resolution import find
from alinea.server.web.rendering import download, page, stem
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.resolution_view import Mark, set_lines
from alinea.store.values import Source

AROUND = 20_000
"""Characters shown before and after the beginning of what is marked, of a text that is longer."""

PAGE = 4 * AROUND
"""Characters of a page."""

routes = APIRouter()


@routes.get("/source/{name:path}")
@kept
def _source(
    name: str,
    visit: Visiting,
    text: Annotated[str | None, Query(max_length=12)] = None,
    at: Annotated[str, Query(max_length=100)] = "",
    start: Annotated[int | None, Query(alias="from", ge=0, le=1_000_000_000)] = None,
) -> Response:
    found = find(visit, name, text)
    if isinstance(found, Response):
        return found
    held = visit.library.source(found.record.source.sha256)
    if held is None or held.text is None:
        told = visit.words("web.source.not-kept")
        raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
    spans = _spans(found.record, at)
    first, last = _window(found.record, held.text, spans, start)
    marks = [
        Mark(span, Markup("<mark{0}>").format(Markup(' id="here"') if place == 0 else ""), Markup("</mark>"))
        for place, span in enumerate(each for each in spans if each.start < last and each.end > first)
    ]
    return page(
        visit,
        "source.html",
        found=found,
        at=at,
        lines=set_lines(held.text, marks, first, last),
        before=visit.here(**{"from": max(0, first - PAGE)}) if first else None,
        after=visit.here(**{"from": last}) if last < len(held.text) else None,
        marked=any(span.start < last and span.end > first for span in spans),
        original=_original(found, held, visit),
    )


@routes.get("/original/{name:path}")
def _original_page(
    name: str, visit: Visiting, text: Annotated[str | None, Query(max_length=12)] = None
) -> Response:
    found = find(visit, name, text)
    if isinstance(found, Response):
        return found
    held = visit.library.source(found.record.source.sha256)
    data = held.data if held is not None else None
    if held is None or data is None or hashlib.sha256(data).hexdigest() != held.sha256:
        raise HTTPException(404, {"told": visit.words("web.source.not-kept")})  # type: ignore[arg-type]
    end = _ENDS.get(held.media_type, "bin")
    # Never shown by the browser itself: it may be a page with scripts.
    return download(data, "application/octet-stream", f"{stem(found.work.name)}.{end}")


_ENDS = {"text/plain": "txt", "text/markdown": "md", "application/pdf": "pdf", "text/html": "html"}


def _original(found: Consulted, held: Source, visit: Visit) -> str | None:
    """Return the address of the file that was read, where the library has it."""
    if held.data is None:
        return None
    return visit.url(f"/original/{found.work.name}", text=found.record.language)


def _spans(record: Record, at: str) -> Sequence[Span]:
    """Return the stretches of the source that a paragraph was made of; those of the resolution where none is named."""
    for paragraph in record.paragraphs():
        if paragraph.id == at:
            return paragraph.pieces or (paragraph.span,)
    return ()


def _window(record: Record, text: str, spans: Sequence[Span], start: int | None) -> tuple[int, int]:
    """Return the stretch of a source that is shown: all of it where it is not long, else what begins at a place."""
    if len(text) <= PAGE:
        return 0, len(text)
    if start is not None:
        first = min(start, len(text) - 1)
        return first, min(len(text), first + PAGE)
    middle = spans[0].start if spans else record.source.span.start
    first = max(0, middle - AROUND)
    last = spans[-1].end + AROUND if spans else middle + AROUND
    return first, min(len(text), max(last, first + 2 * AROUND), first + PAGE)
