"""Searching, as ``alinea search`` and ``alinea like`` do."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.likeness import Alike, LikeQuery, like
from alinea.library.search import Question, ask, years_of
from alinea.server.api.cursors import cursor, key_of
from alinea.server.api.parameters import Likening, Searching, Sifting
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import answer, next_link
from alinea.server.api.state import served_by
from alinea.server.api.values import FacetCounts, Passages, facet_counts
from alinea.store.expressions import Query as Sought
from alinea.store.searching import Hit

REACH = 500
"""Passages that can be leafed through, as many as are weighed."""


def search(request: Request, asked: Annotated[Searching, Query()]) -> Response:
    """Give the passages that fit a question, the best or the latest first, each by itself or under its text."""
    query = _query(asked, asked.limit + 1 if asked.cursor is None else REACH)
    query = replace(query, order=asked.order, by_text=asked.by_text)
    found = served_by(request).library().search(query)
    given = key_of(asked.question(), asked.cursor) if asked.cursor is not None else None
    first = _after(found.hits, given, asked) if given is not None else 0
    items = found.hits[first : first + asked.limit]
    after = cursor(asked.question(), _key(items[-1])) if first + asked.limit < len(found.hits) else None
    answered = Passages(
        items=items, next=after, weighed=found.weighed, more=found.more, instead=found.instead
    )
    return answer(answered, Passages, next_link(request, after))


def facets(request: Request, asked: Annotated[Sifting, Query()]) -> Response:
    """Count what fits a question by organ, session, year and so on; without one, the resolutions of the library."""
    library = served_by(request).library()
    empty = not asked.model_dump(exclude={"lang"}, exclude_defaults=True)
    found = library.facets(None if empty else _query(asked, 1))
    return answer(facet_counts(found), FacetCounts)


def alike(request: Request, asked: Annotated[Likening, Query()]) -> Response:
    """Give what else says what a paragraph, or some words, say, the likest first."""
    query = LikeQuery(asked.q, among=tuple(asked.language), limit=asked.limit)
    return answer(like(served_by(request).library(), query), Alike)


def _query(asked: Sifting, limit: int) -> Sought:
    return ask(
        Question(
            words=asked.q,
            organs=tuple(asked.organ),
            sessions=tuple(asked.session),
            years=years_of(asked.year) if asked.year else (None, None),
            languages=tuple(asked.language),
            parts=tuple(asked.part),
            acts=tuple(asked.act),
            kinds=tuple(asked.kind),
            bearers=tuple(asked.bearer),
            mentions=tuple(asked.mentions),
            subjects=tuple(asked.subject),
            cites=tuple(asked.cites),
            limit=limit,
        )
    )


def _key(hit: Hit) -> tuple[float, str, str]:
    return hit.score, str(hit.address), hit.address.language


def _after(hits: tuple[Hit, ...], key: list[str | int | float | None], asked: Searching) -> int:
    """Return the place after the hit that a cursor names; where it is gone, of the first that is worth less."""
    if len(key) != 3 or not isinstance(key[0], float | int):
        raise ProblemError("invalid-cursor")
    score = key[0]
    for place, hit in enumerate(hits):
        if [str(hit.address), hit.address.language] == key[1:]:
            return place + 1
    less = (place for place, hit in enumerate(hits) if asked.order == "relevance" and hit.score < score)
    return next(less, len(hits))
