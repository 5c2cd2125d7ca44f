"""What Alinéa is, what it is not, and how sure its findings are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from alinea.server.web.caching import remembered
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

MEASURES = (
    ("preambular", 1.0, 1.0, 1.0),
    ("operative", 1.0, 0.989, 0.990),
    ("numbers", 1.0, 0.975, 0.981),
    ("citations", 0.998, 0.936, 0.924),
    ("commitments", 0.967),
    ("due", 0.989),
    ("bearer", 0.978),
)
"""Figures of `docs/measures.md`: noisy French texts, then mark-up in French and English; a test holds both equal."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of the page."""
    del read_only
    routes = APIRouter()

    @routes.get("/about", response_class=HTMLResponse)
    def about(visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        measures = [
            (name, visit.words.decimal(noisy), " · ".join(visit.words.decimal(each) for each in markup))
            for name, noisy, *markup in MEASURES
        ]
        return remembered(
            visit, lambda: page(visit, "about.html", counts=visit.library.counts(), measures=measures)
        )

    return routes
