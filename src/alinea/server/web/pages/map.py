"""The map of texts: what a document cites and what cites it, as a picture of links and as two lists."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.server.web.caching import kept
from alinea.server.web.mapping import draw
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

SHOWN, MOST = 24, 200
"""Neighbours on each side at first, and at most."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of the map."""
    del read_only
    routes = APIRouter()

    @routes.get("/map/{name:path}", response_class=HTMLResponse)
    @kept
    def around(
        name: str,
        visit: Annotated[Visit, Depends(visit_of)],
        show: Annotated[int, Query(ge=1, le=MOST)] = SHOWN,
    ) -> HTMLResponse:
        try:
            known = locate(visit.library, name).name
        except NotHeldError:
            known = symbol_of(name) or name
        found = visit.library.neighbourhood(known, show)
        work = visit.library.work(known)
        if work is None and not found.all_cited_by:
            raise HTTPException(404)
        least = min(show * 3, MOST)
        wider = least if max(found.all_cites, found.all_cited_by) > show and show < MOST else None
        return page(
            visit,
            "map.html",
            found=found,
            work=work,
            drawing=draw(found, visit),
            published=visit.library.metadata(known) if work is None else None,
            more=visit.here(show=wider) if wider else None,
        )

    return routes
