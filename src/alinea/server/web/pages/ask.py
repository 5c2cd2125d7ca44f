"""Questions in words: what was understood, with the addresses that change it, and the paragraphs that answer; and what
else says what a paragraph or some words say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import Response

from alinea.library.asking import LONGEST, Answered, Cited, Reading, answered, cited_in, readings
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.presenting.asking import command_of, described, page_query, why_none
from alinea.presenting.hits import excerpt
from alinea.presenting.places import place
from alinea.server.web.caching import remembered
from alinea.server.web.ledger_view import charged
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting, legible
from alinea.store.faults import LibraryError

Found = TypeVar("Found")

SHOWN, OTHERS = 12, 5
"""Paragraphs of the reading that comes first, and of the others."""
MOST = 5
"""Readings that are answered."""
LONGEST_LIKE = 5_000

routes = APIRouter()


@routes.get("/ask")
def _ask(visit: Visiting, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    def facts() -> dict[str, Any]:
        found = readings(q, visit.today, visit.language)
        shown = [_reading(each, SHOWN if not n else OTHERS, visit) for n, each in enumerate(found[:MOST])]
        return {"asked": q, "readings": shown}

    return remembered(visit, lambda: page(visit, "ask.html", **facts()))


@routes.get("/alike")
def _alike(
    visit: Visiting,
    q: Annotated[str, Query(max_length=LONGEST_LIKE)] = "",
    language: Annotated[str, Query(max_length=5)] = "",
) -> Response:
    def facts() -> dict[str, Any]:
        told: dict[str, Any] = {"asked": q, "among": language, "text": "", "address": None}
        if not q.strip():
            return {**told, "cited_": (), "trouble": "", "left": 0}
        asked = LikeQuery(q, among=(language,) if language in ("fr", "en") else (), limit=2 * SHOWN)
        found, trouble = _tried(lambda: like(visit.library, asked), visit)
        if found is None:
            return {**told, "cited_": (), "trouble": trouble, "left": 0}
        shown = [_cited(cited_in(each), visit) for each in found.hits]
        told |= {"text": found.text, "address": found.address, "left": found.left}
        return {**told, "cited_": shown, "trouble": ""}

    return remembered(visit, lambda: page(visit, "alike.html", **facts()))


def _reading(reading: Reading, limit: int, visit: Visit) -> dict[str, Any]:
    path, query = page_query(reading)
    fragment = ""
    if reading.face == "text" and reading.paragraph and "_" in reading.paragraph:
        fragment = reading.paragraph
    found, trouble = _tried(lambda: _answer(reading, limit, visit), visit)
    return {
        "said": legible(described(reading, visit.words)),
        "command": legible(command_of(reading)),
        "place": visit.url(path, fragment, **query),
        "unread": [legible(each) for each in reading.unread],
        "cited": [_cited(each, visit) for each in found.cited] if found else [],
        "more": bool(found and found.more),
        "alone": reading.face == "compare",
        "trouble": trouble,
    }


def _answer(reading: Reading, limit: int, visit: Visit) -> Answered:
    library = visit.linked if reading.of_links else visit.library
    return answered(library, reading, visit.today, limit)


def _tried(ask: Callable[[], Found], visit: Visit) -> tuple[Found | None, str]:
    """Return an answer, or why there is none."""
    try:
        return ask(), ""
    except (NotHeldError, QuestionError, LibraryError) as error:
        return None, legible(why_none(error, visit.words))


def _cited(each: Cited, visit: Visit) -> dict[str, Any]:
    # Of a ledger's line the words of the deed are shown, as on the page of what is due.
    text, _ = excerpt(each.text, ())
    return {
        "symbol": each.symbol,
        "where": place(each.paragraph, visit.words) if each.paragraph else "",
        "place": visit.resolution(each.symbol, each.paragraph, text=each.language or None)
        if "/RES/" in each.symbol
        else visit.cited(each.symbol),
        "language": each.language,
        "text": text,
        "title": each.title if each.paragraph else "",
        "day": visit.words.date(each.adopted_on) if each.adopted_on else "",
        "charged": charged(each.entry, visit) if each.entry else None,
    }
