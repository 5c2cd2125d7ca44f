"""What stands around a work in the web of citations: what it cites, and what cites it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from alinea.store.tables import tables
from alinea.store.values import INSTRUMENT, Neighbour, Neighbourhood
from alinea.store.works import date

MOST = 1000
"""Neighbours on each side."""


def neighbourhood(connection: Connection, name: str, limit: int) -> Neighbourhood:
    """Return what a document cites and is cited by; it need not be held.

    Args:
        limit: neighbours on each side, `MOST` at most: of those it cites the ones that are held, then the ones it cites
            most often, of those that cite it the ones adopted last.
    """
    t = tables()
    c, v, w = t.citations.c, t.versions.c, t.works.c
    limit = max(1, min(limit, MOST))
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
