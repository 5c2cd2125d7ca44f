"""In which order the passages that a search found are told: the best first, or the latest; each, or text by text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from alinea.store.expressions import Query
from alinea.store.tables import tables
from alinea.store.writing import DAY_SHIFT, VERSION_SHIFT

_VERSIONS, _PLACES = (1 << (DAY_SHIFT - VERSION_SHIFT)) - 1, (1 << VERSION_SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that was found.

    Attributes:
        score: the greater the better; passage: identifier; text: its words marked.
        lacking: how many of the words looked for it lacks.
    """

    score: float
    passage: int
    text: str
    lacking: int = 0


def version_of(passage: int) -> int:
    """Return the number of the version that a passage belongs to."""
    return passage >> VERSION_SHIFT & _VERSIONS


def best(connection: Connection, scored: Sequence[Scored], query: Query) -> list[Scored]:
    """Return the first passages of those that were found, as many as are wanted."""
    if not scored:
        return []
    worth = _worth(query)
    last = worth(sorted(scored, key=worth)[min(query.limit, len(scored)) - 1])
    tied = [each for each in scored if worth(each) <= last]
    return sorted(tied, key=_order(query, _named(connection, tied)))[: query.limit]


def by_text(connection: Connection, scored: Sequence[Scored], query: Query) -> list[list[Scored]]:
    """Return the passages of each text, of as many texts as are wanted, that of the first passage first."""
    named = _named(connection, scored)
    texts: dict[str, list[Scored]] = {}
    for each in sorted(scored, key=_order(query, named)):
        texts.setdefault(named[version_of(each.passage)][0], []).append(each)
    found = list(texts.values())[: query.limit]
    # By date, too, the passages of a text stand by their worth: the first of them speaks for it.
    return [sorted(some, key=lambda each: (each.lacking, -each.score)) for some in found]


def _worth(query: Query) -> Callable[[Scored], tuple[float, int]]:
    if query.order == "date":
        return lambda each: (each.lacking, -(each.passage >> DAY_SHIFT))
    return lambda each: (-each.score, 0)


def _order(query: Query, named: dict[int, tuple[str, str]]) -> Callable[[Scored], tuple[object, ...]]:
    """Return what puts passages in order: of those of one worth the latest first, then by name, language and place.

    By their identifiers those of one day would stand in the order in which they were added.
    """
    worth = _worth(query)

    def order(each: Scored) -> tuple[object, ...]:
        name = named[version_of(each.passage)]
        return worth(each), -(each.passage >> DAY_SHIFT), name, each.passage & _PLACES

    return order


def _named(connection: Connection, scored: Iterable[Scored]) -> dict[int, tuple[str, str]]:
    """Return the names and languages of the versions that passages belong to."""
    t = tables()
    v = t.versions.c
    query = select(v.id, t.works.c.name, v.language).join(t.works, t.works.c.id == v.work_id)
    rows = connection.execute(query.where(v.id.in_({version_of(each.passage) for each in scored})))
    return {row.id: (row.name, row.language) for row in rows}
