"""What Alinéa is, what it is not, and how sure its findings are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from alinea.server.web.caching import remembered
from alinea.server.web.rendering import page
from alinea.server.web.request import Visiting

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

routes = APIRouter()


@routes.get("/about")
def _about(visit: Visiting) -> Response:
    measures = [
        (name, visit.words.decimal(noisy), " · ".join(visit.words.decimal(each) for each in markup))
        for name, noisy, *markup in MEASURES
    ]
    return remembered(
        visit, lambda: page(visit, "about.html", counts=visit.library.counts(), measures=measures)
    )
