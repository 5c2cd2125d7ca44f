"""The first page: what falls due next, what is overdue, what came in last, and a place to ask."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from alinea.library.ledger import LedgerQuery, answer
from alinea.model.ledger import Status
from alinea.server.web.caching import remembered
from alinea.server.web.ledger_view import charged
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting

SHOWN = 6
"""Entries of each list."""

routes = APIRouter()


@routes.get("/")
def _home(visit: Visiting) -> Response:
    return remembered(visit, lambda: _shown(visit))


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
