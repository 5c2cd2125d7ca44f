"""Relations of the actors of a text, or of one actor to others, each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from alinea.library.naming import NotHeldError, symbol_of
from alinea.library.relations import MOST, RelationStated, relations
from alinea.presenting.links import relation_row
from alinea.presenting.places import place
from alinea.presenting.problems import not_held
from alinea.server.web.caching import remembered
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting

LONGEST_NAME = 200
"""Characters of a name that is looked for."""

ROWS, PLACES = 40, 4
"""Rows of a page, which leads to the next ones, and places that are shown of each with their words."""

routes = APIRouter()


@routes.get("/relations/{name:path}")
def _stated(
    name: str, visit: Visiting, first: Annotated[int, Query(alias="from", ge=0, lt=MOST)] = 0
) -> Response:
    if len(name) > LONGEST_NAME:
        raise HTTPException(404)
    return remembered(visit, lambda: page(visit, "relations.html", **_facts(name, first, visit)))


def _facts(name: str, first: int, visit: Visit) -> dict[str, Any]:
    try:
        found = relations(visit.linked, name)
    except NotHeldError as error:
        told = not_held(error, visit.words)
        raise HTTPException(404, {"told": told}) from None  # type: ignore[arg-type]
    same: dict[tuple[str, ...], list[RelationStated]] = {}
    for stated in found:
        each = stated.relation
        key = (each.kind, each.one.id or each.one.name, each.other.id or each.other.name)
        same.setdefault(key, []).append(stated)
    # Of an actor what most texts say comes first; of a text all stands in its order.
    rows = list(same.values()) if symbol_of(name) else sorted(same.values(), key=lambda each: -len(each))
    last = min(first + ROWS, len(rows))
    return {
        "name": visit.called(name),
        "rows": [_row(each, visit) for each in rows[first:last]],
        "shown": visit.words("web.relations.shown", first=first + 1, last=last, count=len(rows))
        if len(rows) > ROWS
        else "",
        "latest": visit.words("web.relations.latest", count=MOST) if len(found) >= MOST else "",
        "before": visit.here(**{"from": first - ROWS or None}) if first >= ROWS else "",
        "next": visit.here(**{"from": last}) if last < len(rows) else "",
    }


def _row(several: Sequence[RelationStated], visit: Visit) -> dict[str, Any]:
    """Return a row for a relation, with the places that state it."""
    each = several[0].relation
    return {
        **relation_row(several[0], visit.words),
        "language": several[0].language,
        "one_place": visit.actor(each.one.id or each.one.name),
        "other_place": "" if each.kind == "seat" else visit.actor(each.other.id or each.other.name),
        "places": [_place(stated, visit) for stated in several[:PLACES]],
        "more": [_place(stated, visit) for stated in several[PLACES : 5 * PLACES]],
        "left": max(0, len(several) - 5 * PLACES),
    }


def _place(stated: RelationStated, visit: Visit) -> dict[str, str]:
    paragraph = stated.relation.paragraph
    anchor = "" if paragraph == "title" else paragraph
    return {
        "work": stated.work,
        "where": place(paragraph, visit.words),
        "there": visit.resolution(stated.work, anchor, text=stated.language),
        "language": stated.language,
        "quote": stated.relation.quote,
    }
