"""Relations of the actors of a text, or of one actor to others, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.naming import NotHeldError
from alinea.library.relations import READ, RelationStated, relations, texts_naming
from alinea.presenting.places import place
from alinea.presenting.problems import not_held
from alinea.presenting.relations import relation_row
from alinea.server.web.caching import remembered
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

LONGEST_NAME = 200
"""Characters of a name that is looked for."""

TEXTS = 8
"""Texts that a page reads for an actor; it leads to the next ones."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of relations."""
    del read_only
    routes = APIRouter()

    @routes.get("/relations/{name:path}", response_class=HTMLResponse)
    def stated(
        name: str,
        visit: Annotated[Visit, Depends(visit_of)],
        first: Annotated[int, Query(alias="from", ge=0, lt=READ)] = 0,
    ) -> Response:
        if len(name) > LONGEST_NAME:
            raise HTTPException(404)
        return remembered(visit, lambda: page(visit, "relations.html", **_facts(name, first, visit)))

    return routes


def _facts(name: str, first: int, visit: Visit) -> dict[str, Any]:
    texts = texts_naming(visit.library, name)
    try:
        found = relations(visit.library, name, texts[first : first + TEXTS])
    except NotHeldError as error:
        told = not_held(error, visit.words)
        raise HTTPException(404, {"told": told}) from None  # type: ignore[arg-type]
    last = min(first + TEXTS, len(texts))
    return {
        "name": visit.called(name),
        "rows": list(_rows(found, visit)),
        "read": visit.words("web.relations.read", first=first + 1, last=last, count=len(texts))
        if texts
        else "",
        "before": visit.here(**{"from": first - TEXTS or None}) if first >= TEXTS else "",
        "next": visit.here(**{"from": last}) if last < len(texts) else "",
    }


def _rows(found: Iterable[RelationStated], visit: Visit) -> Iterator[dict[str, Any]]:
    """Yield a row for each relation, with all the places that state it."""
    same: dict[tuple[str, ...], list[RelationStated]] = {}
    for stated in found:
        each = stated.relation
        key = (each.kind, each.one.id or each.one.name, each.other.id or each.other.name)
        same.setdefault(key, []).append(stated)
    for several in same.values():
        each = several[0].relation
        yield {
            **relation_row(several[0], visit.words),
            "language": several[0].language,
            "one_place": visit.actor(each.one.id or each.one.name),
            "other_place": "" if each.kind == "seat" else visit.actor(each.other.id or each.other.name),
            "places": [_place(stated, visit) for stated in several],
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
