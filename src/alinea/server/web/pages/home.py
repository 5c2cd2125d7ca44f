"""The first page: what falls due next, what is overdue, what came in last, and a place to ask."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from alinea.library.ledger import LedgerQuery, answer
from alinea.model.ledger import Status
from alinea.server.web.caching import remembered
from alinea.server.web.ledger_view import charged
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

SHOWN = 6
"""Entries of each list."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of the first page."""
    del read_only
    routes = APIRouter()

    @routes.get("/", response_class=HTMLResponse)
    def home(visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        return remembered(visit, lambda: _shown(visit))

    return routes


def _shown(visit: Visit) -> HTMLResponse:
    library = visit.library
    due, overdue = (
        answer(visit.linked, LedgerQuery(visit.today, frozenset({status}), limit=SHOWN))
        for status in (Status.DUE, Status.OVERDUE)
    )
    return page(
        visit,
        "home.html",
        works=library.size(),
        latest=library.latest(SHOWN),
        due=[charged(each, visit) for each in due.entries],
        overdue=[charged(each, visit) for each in overdue.entries],
    )
