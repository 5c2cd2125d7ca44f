"""The map of texts: what a document cites and what cites it, as a picture of links and as two lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.server.web.caching import kept
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting
from alinea.store.values import Neighbour, Neighbourhood

BOX, BETWEEN, HEIGHT, ROW, EDGE = 176, 72, 26, 34, 4
"""Units of the picture: the width of a box, from a column to the next, the height of a box, from one to the next below
it, and around all."""

LONGEST = 20
"""Letters of a symbol that fit into a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A document in the picture.

    Attributes:
        name: as shown; place: address of its page; about: title and date, for a pointer that rests on it.
        style: ``held``, ``absent`` or ``here``; x, y: of its upper left corner; curve: from it to the middle.
    """

    name: str
    place: str
    about: str
    style: str
    x: int
    y: int
    curve: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: its size, that of a box, and the boxes, the one in the middle first."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    box: tuple[int, int] = (BOX, HEIGHT)


def draw(found: Neighbourhood, visit: Visit) -> Drawing:
    """Return the picture of a neighbourhood."""
    rows = max(len(found.cites), len(found.cited_by), 1)
    height = rows * ROW + 8
    # A column without boxes takes no room.
    middle = EDGE + (BOX + BETWEEN if found.cites else 0), (height - HEIGHT) // 2
    right = middle[0] + BOX + BETWEEN
    here = Box(_short(found.name), visit.resolution(found.name), "", "here", *middle)
    return Drawing(
        (right if found.cited_by else middle[0]) + BOX + EDGE,
        height,
        (
            here,
            *_column(found.cites, EDGE, height, middle, visit),
            *_column(found.cited_by, right, height, middle, visit),
        ),
    )


def _column(
    neighbours: Sequence[Neighbour], x: int, height: int, middle: tuple[int, int], visit: Visit
) -> list[Box]:
    top = (height - len(neighbours) * ROW + ROW - HEIGHT) // 2
    boxes = []
    for place, each in enumerate(neighbours):
        y = top + place * ROW
        left = x < middle[0]
        start = (x + BOX if left else x, y + HEIGHT // 2)
        end = (middle[0] if left else middle[0] + BOX, middle[1] + HEIGHT // 2)
        bend = (start[0] + end[0]) // 2
        curve = f"M{start[0]} {start[1]}C{bend} {start[1]} {bend} {end[1]} {end[0]} {end[1]}"
        about = " · ".join(
            part for part in (visit.titled(each.name, each.title, "und")[0], _day(each, visit)) if part
        )
        boxes.append(
            Box(
                _short(each.name),
                visit.cited(each.name),
                about,
                "held" if each.held else "absent",
                x,
                y,
                curve,
            )
        )
    return boxes


def _day(each: Neighbour, visit: Visit) -> str:
    return visit.words.date(each.adopted_on) if each.adopted_on else ""


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


SHOWN, MOST = 24, 200
"""Neighbours on each side at first, and at most."""

routes = APIRouter()


@routes.get("/map/{name:path}")
@kept
def _around(name: str, visit: Visiting, show: Annotated[int, Query(ge=1, le=MOST)] = SHOWN) -> HTMLResponse:
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
