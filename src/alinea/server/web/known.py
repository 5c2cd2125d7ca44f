"""What is known of a text besides what it says: what is published of it, its series, what cites it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.links import series
from alinea.library.naming import Located, NotHeldError, locate, symbol_of
from alinea.model.corpus import Member, SeriesLink
from alinea.presenting.problems import CANDIDATES, not_held
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit
from alinea.store.values import Metadata

CITING = 12
"""Texts that cite one that is not in the library, of which its page tells."""

OFFICIAL = "https://undocs.org"
"""Where the Organization gives its documents by their symbols."""


def known_text(visit: Visit, typed: str) -> Response | None:
    """Return the page of a resolution that is not in the library and is known all the same: published of, or cited.

    None where it is in the library, or where nothing is known of it.
    """
    symbol = symbol_of(typed)
    if symbol is None or visit.library.work(symbol):
        return None
    if symbol != typed:
        return RedirectResponse(visit.resolution(symbol), 307)
    return _known(visit, symbol, visit.library.metadata(symbol))


def known_document(visit: Visit, symbol: str) -> Response | None:
    """Return the page of a document that is not in the library, None where no text cites it or was adopted on it."""
    return _known(visit, symbol, None)


def _known(visit: Visit, symbol: str, published: Metadata | None) -> Response | None:
    around = visit.library.neighbourhood(symbol, CITING)
    organ, strokes, number = symbol.partition("/RES/")
    led = () if strokes else visit.library.led_to(symbol)
    if published is None and not around.all_cited_by and not led:
        return None
    session = number.partition("/")[0]
    found = series(visit.linked, symbol) if strokes else None
    return page(
        visit,
        "known.html",
        symbol=symbol,
        published=published,
        votes=votes(published),
        around=around,
        led=[(name, visit.resolution(name)) for name in led],
        members=[
            member(each, symbol, visit) for each in (found.members if found else ()) if each.symbol != symbol
        ],
        official=f"{OFFICIAL}/{visit.language}/{quote(symbol)}",
        session=visit.url("/browse", organ=organ, session=session)
        if strokes and session.isdecimal()
        else None,
    )


def member(member: Member, here: str, visit: Visit) -> dict[str, Any]:
    """Return a text of the series of one as a page tells it."""
    link = member.links[0] if member.links else None
    grounds = []
    for reason in link.reasons if link else ():
        ground = visit.words.find(f"ground.{reason.code}")
        if ground:
            grounds.append(ground.format(fact=reason.fact) if "{fact}" in ground else ground)
    name = member.symbol
    return {
        "symbol": name,
        "held": member.held,
        "here": name == here,
        "place": visit.resolution(name),
        "year": member.adopted_on.year if member.adopted_on else None,
        "day": visit.words.date(member.adopted_on) if member.adopted_on else "",
        "title": member.title,
        "grounds": visit.words.listing(grounds),
        "percent": percent(link) if link else None,
        "compare": visit.url(f"/compare/{name}/{here}") if member.held and name != here else None,
    }


def percent(link: SeriesLink) -> int:
    """Return how sure a link of a series is, in hundredths."""
    return round(link.confidence * 100)


def votes(metadata: Metadata | None) -> dict[str, Sequence[str]]:
    """Return the States by how they voted; empty where no vote was recorded."""
    if metadata is None or not metadata.votes:
        return {}
    kinds = ("yes", "no", "abstain")
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for state, cast in metadata.votes:
        found.setdefault(cast, []).append(state)
    return {kind: found[kind] for kind in found}


def meant(visit: Visit, typed: str) -> Located:
    """Return the work, and the paragraph, that a person or an address names: ``75/28#op_6``.

    Raises:
        HTTPException: 404, it is not held, with the candidates where it is not clear which is meant.
        LibraryError: the library cannot be read.
    """
    try:
        return locate(visit.library, typed)
    except NotHeldError as error:
        told = {"told": not_held(error, visit.words), "candidates": error.candidates[:CANDIDATES]}
        raise HTTPException(404, told) from None  # type: ignore[arg-type]
