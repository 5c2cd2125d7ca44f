"""Relations of the actors of a text, or of one actor to others, each with the words that say so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.actors import name_of
from alinea.library.naming import NotHeldError
from alinea.library.relations import RelationStated, relations
from alinea.presenting.actor_names import titled
from alinea.presenting.places import place
from alinea.presenting.relations import relation_row
from alinea.server.web.caching import remembered
from alinea.server.web.legible import legible
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

__all__ = ["router"]

LONGEST_NAME = 200
"""Characters of a name that is looked for."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of relations."""
    del read_only
    routes = APIRouter()

    @routes.get("/relations/{name:path}", response_class=HTMLResponse)
    def stated(name: str, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        if len(name) > LONGEST_NAME:
            raise HTTPException(404)
        return remembered(visit, lambda: page(visit, "relations.html", **_facts(name, visit)))

    return routes


def _facts(name: str, visit: Visit) -> dict[str, Any]:
    try:
        found = relations(visit.library, name)
    except NotHeldError as error:
        told = visit.words(
            f"show.{error.code}", what=legible(error.what), candidates=", ".join(error.candidates)
        )
        raise HTTPException(404, {"told": told}) from None  # type: ignore[arg-type]
    own = name_of(name, visit.language)
    return {
        "name": titled(own, visit.language) if own else legible(name),
        "rows": [_row(each, visit) for each in found],
    }


def _row(stated: RelationStated, visit: Visit) -> dict[str, Any]:
    each = stated.relation
    return {
        **relation_row(stated, visit.words),
        "language": stated.language,
        "one_place": visit.actor(each.one.id or each.one.name),
        "other_place": "" if each.kind == "seat" else visit.actor(each.other.id or each.other.name),
        "work": stated.work,
        "where": place(each.paragraph, visit.words),
        "there": visit.resolution(
            stated.work, "" if each.paragraph == "title" else each.paragraph, text=stated.language
        ),
    }
