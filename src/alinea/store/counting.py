"""How many passages that fit a question there are of each organ, session, year, language, part, act, kind
and subject.

Counting is bounded whatever is asked: of what fits, the latest adopted are counted, so many of them.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from alinea.store.expressions import Query, expression_of
from alinea.store.ordering import version_of
from alinea.store.searching import Found, choose, further, matching, ranked
from alinea.store.tables import tables
from alinea.store.values import Facets
from alinea.store.wording import letter_of, value_of
from alinea.store.writing import DAY_SHIFT, FIRST_DAY

COUNTED = 5_000
"""Passages counted by what their resolution says: organ, session, year, language."""

LOOKED_AT = 2_000
"""Passages counted by what they themselves say: part, act, kind."""

_COUNTED_WORDS = frozenset(letter_of(kind) for kind in ("part", "act", "kind", "subject"))


def facets(connection: Connection, query: Query, most: int | None = None) -> Facets:
    """Return the counts for a query, or of the whole library where it asks for nothing.

    Args:
        most: passages counted by what their resolution says, the latest adopted; `COUNTED` where not given.
    """
    most = COUNTED if most is None else most
    expression = expression_of(connection, query)
    if expression is None:
        return _whole(connection)
    ids = matching(connection, expression, query, most + 1)
    more, ids = len(ids) > most, ids[:most]
    return _counted(connection, ids, _facets_of(connection, ids[:LOOKED_AT]), more=more)


def survey(connection: Connection, query: Query, most: int) -> tuple[Found, Facets]:
    """Return the passages that fit a query and the counts for it, the index asked once for both.

    Args:
        most: passages counted, the latest adopted.

    Raises:
        ValueError: the query has neither a word nor a filter.
    """
    chosen = choose(connection, query)
    rows = [(row[0], row[2]) for row in chosen.rows[:most]]
    more = chosen.more or len(chosen.rows) > most
    if chosen.more and most > len(rows):
        rows += further(connection, query, chosen, most - len(rows) + 1)
        more, rows = len(rows) > most, rows[:most]
    counted = _counted(connection, [row[0] for row in rows], [row[1] for row in rows], more=more)
    return ranked(connection, query, chosen), counted


def _counted(connection: Connection, ids: Sequence[int], looked: Sequence[str], *, more: bool) -> Facets:
    """Count passages; `looked` is what those of them can be filtered by that are counted by it."""
    versions = Counter(version_of(each) for each in ids)
    years = Counter(each >> DAY_SHIFT for each in ids)
    counts: dict[str, Counter[str | int]] = {"year": Counter()}
    for day, count in years.items():
        if day:
            counts["year"][(FIRST_DAY + datetime.timedelta(days=day)).year] += count
    works = _of_versions(connection, versions, counts)
    for kind in ("part", "act", "kind", "subject"):
        counts[kind] = Counter()
    # Words are counted first and understood after: there are thousands of them, and few that differ.
    for word, count in Counter(" ".join(looked).split()).items():
        found = value_of(word) if word[0] in _COUNTED_WORDS else None
        if found:
            counts[found[0]][found[1]] += count
    return Facets(works, len(ids), more, len(looked), _ordered(counts))


def _facets_of(connection: Connection, ids: Sequence[int]) -> Sequence[str]:
    """Return what passages can be filtered by, without asking the index for them again."""
    order = "SELECT facets FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(order, (json.dumps(ids),)).scalars().all()


def _of_versions(
    connection: Connection, versions: Counter[int], counts: dict[str, Counter[str | int]]
) -> int:
    """Count what the versions say, and return how many works they are of."""
    order = (
        "SELECT id, work_id, organ, session, language FROM versions"
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    rows = connection.exec_driver_sql(order, (json.dumps(list(versions)),)).all()
    for place, kind in enumerate(("organ", "session", "language"), 2):
        counts[kind] = Counter()
        for row in rows:
            if row[place] is not None:
                counts[kind][row[place]] += versions[row[0]]
    return len({row[1] for row in rows})


def _whole(connection: Connection) -> Facets:
    """Count the works of the library; of passages nothing is counted."""
    t = tables()
    w, v = t.works.c, t.versions.c
    counts: dict[str, Counter[str | int]] = {
        kind: Counter() for kind in ("organ", "session", "year", "language")
    }
    pairs = select(w.organ, w.session, func.count()).group_by(w.organ, w.session)
    for organ, session, count in connection.execute(pairs):
        for kind, value in (("organ", organ), ("session", session)):
            if value is not None:
                counts[kind][value] += count
    year = func.substr(w.adopted_on, 1, 4)
    years = select(year, func.count()).where(w.adopted_on.is_not(None)).group_by(year)
    counts["year"].update({int(row[0]): row[1] for row in connection.execute(years)})
    languages = select(v.language, func.count()).where(v.current == 1).group_by(v.language)
    counts["language"].update({row[0]: row[1] for row in connection.execute(languages)})
    total = int(connection.execute(select(func.count()).select_from(t.works)).scalar_one())
    return Facets(total, 0, False, 0, _ordered(counts))


def _ordered(
    counts: Mapping[str, Counter[str | int]],
) -> dict[str, tuple[tuple[str | int, int], ...]]:
    """Return the values of each kind: sessions and years the latest first, others the most frequent first."""
    ordered = {}
    for kind, counted in counts.items():
        if kind in ("session", "year"):
            ordered[kind] = tuple(sorted(counted.items(), reverse=True))
        else:
            ordered[kind] = tuple(sorted(counted.items(), key=lambda each: (-each[1], str(each[0]))))
    return ordered
