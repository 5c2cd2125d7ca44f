"""Works page by page, those that came last, and what stands around one: lists that are as quick at the end as at the
beginning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from alinea.store.tables import tables
from alinea.store.values import INSTRUMENT, Added, Neighbour, Neighbourhood, Page, Work
from alinea.store.works import date, work_rows, work_value

Order = Literal["number", "newest", "oldest"]
"""By organ, session and number; or by the day of adoption."""

MOST = 1000
"""Works on a page."""

MOST_PARTS = 1 << 40
"""Beyond it the numbers of works are larger than SQLite has them."""


def page(
    connection: Connection,
    *,
    after: str | None = None,
    limit: int = 50,
    order: Order = "number",
    organ: str | None = None,
    session: int | None = None,
    year: int | None = None,
    language: str | None = None,
) -> Page:
    """Return a page of works.

    Args:
        after: the cursor at the end of the page before. It stays good whatever is added or taken out meanwhile.
        limit: works on the page, `MOST` at most.
        organ, session, year (of adoption), language: only works that have these.
    """
    w = tables().works.c
    limit = max(1, min(limit, MOST))
    conditions = tuple(_conditions(organ, session, year, language))
    key = w.standing if order == "number" else w.adoption
    query = _where(select(w.id, key), conditions)
    if after is not None:
        query = query.where(key < after if order == "newest" else key > after)
    query = query.order_by(key.desc() if order == "newest" else key).limit(limit + 1)
    rows = connection.execute(query).all()
    shown = rows[:limit]
    counted = _where(select(func.count()).select_from(tables().works), conditions)
    total = int(connection.execute(counted).scalar_one())
    return Page(
        _works(connection, [row[0] for row in shown]), shown[-1][1] if len(rows) > limit else None, total
    )


def latest(connection: Connection, limit: int, before: int | None) -> tuple[Added, ...]:
    """Return the works that came last, the latest first; those before a number where one is given."""
    t = tables()
    w, v, s = t.works.c, t.versions.c, t.sources.c
    query = select(w.id).order_by(w.id.desc()).limit(max(1, min(limit, MOST)))
    if before is not None:
        query = query.where(w.id < before)
    ids = list(connection.execute(query).scalars())
    times = (
        select(v.work_id, func.min(s.added_at).label("added_at"))
        .join(t.sources, s.id == v.source_id)
        .where(v.work_id.in_(ids))
        .group_by(v.work_id)
    )
    added = {row.work_id: row.added_at for row in connection.execute(times)}
    works = _works(connection, ids)
    return tuple(Added(number, work, added.get(number)) for number, work in zip(ids, works, strict=True))


def parts(connection: Connection, size: int) -> tuple[int, ...]:
    """Return the numbers of those parts of the library that hold a work; see `names_of_part`."""
    rows = connection.exec_driver_sql("SELECT DISTINCT (id - 1) / ? + 1 FROM works ORDER BY 1", (size,))
    return tuple(int(row[0]) for row in rows)


def names_of_part(connection: Connection, number: int, size: int) -> tuple[str, ...]:
    """Return the names of the works whose numbers are those of a part.

    Args:
        number: of the part, from 1 on; size: numbers of each, of which some may be those of no work any more.
    """
    w = tables().works.c
    first = (number - 1) * size
    query = select(w.name).where(w.id > first, w.id <= first + size).order_by(w.id)
    return tuple(connection.execute(query).scalars()) if 0 < number < MOST_PARTS else ()


def _conditions(
    organ: str | None, session: int | None, year: int | None, language: str | None
) -> Iterable[ColumnElement[bool]]:
    t = tables()
    w, v = t.works.c, t.versions.c
    if organ is not None:
        yield w.organ == organ
    if session is not None:
        yield w.session == session
    if year is not None:
        yield w.adoption >= f"{year:04}"
        yield w.adoption < f"{year + 1:04}"
    if language is not None:
        yield select(v.id).where(v.work_id == w.id, v.language == language, v.current == 1).exists()


def _where(query: Select[Any], conditions: Iterable[ColumnElement[bool]]) -> Select[Any]:
    for each in conditions:
        query = query.where(each)
    return query


def _works(connection: Connection, ids: list[int]) -> tuple[Work, ...]:
    """Return works in the order of their numbers given."""
    found = {row.id: work_value(row) for row in connection.execute(work_rows(ids))}
    return tuple(found[each] for each in ids if each in found)


MOST_NEIGHBOURS = 1000
"""Neighbours on each side."""


def neighbourhood(connection: Connection, name: str, limit: int) -> Neighbourhood:
    """Return what a document cites and is cited by; it need not be held.

    Args:
        limit: neighbours on each side, `MOST_NEIGHBOURS` at most: of those it cites the ones that are held, then the
            ones it cites most often, of those that cite it the ones adopted last.
    """
    t = tables()
    c, v, w = t.citations.c, t.versions.c, t.works.c
    limit = max(1, min(limit, MOST_NEIGHBOURS))
    citing = (
        select(c.target.label("name"), func.min(c.kind).label("kind"), func.count().label("times"))
        .join(t.versions, v.id == c.version_id)
        .join(t.works, w.id == v.work_id)
        .where(w.name == name, v.principal == 1, c.target != name, c.kind != INSTRUMENT)
        .group_by(c.target)
    )
    cited = (
        select(w.id.label("work"), func.count().label("times"))
        .select_from(t.citations)
        .join(t.versions, v.id == c.version_id)
        .join(t.works, w.id == v.work_id)
        .where(c.target == name, v.principal == 1, w.name != name)
        .group_by(w.id)
    )
    rows, found = citing.subquery(), cited.subquery()
    outward = (
        select(rows.c.name, rows.c.kind, rows.c.times, w.id, w.adopted_on, v.title)
        .outerjoin(t.works, w.name == rows.c.name)
        .outerjoin(t.versions, (v.work_id == w.id) & (v.principal == 1))
        .order_by(w.id.is_(None), rows.c.times.desc(), rows.c.name)
        .limit(limit)
    )
    inward = (
        select(w.name, found.c.times, w.id, w.adopted_on, v.title)
        .join(t.works, w.id == found.c.work)
        .join(t.versions, (v.work_id == w.id) & (v.principal == 1))
        .order_by(w.adoption.desc())
        .limit(limit)
    )
    return Neighbourhood(
        name,
        tuple(_neighbour(row, row.kind) for row in connection.execute(outward)),
        tuple(_neighbour(row, "resolution") for row in connection.execute(inward)),
        _total(connection, citing),
        _total(connection, cited),
    )


def _neighbour(row: Any, kind: str) -> Neighbour:
    return Neighbour(row.name, kind, row.id is not None, row.title, date(row.adopted_on), row.times)


def _total(connection: Connection, query: Select[Any]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return int(connection.execute(counted).scalar_one())
