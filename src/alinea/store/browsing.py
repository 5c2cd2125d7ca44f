"""Works page by page, those that came last, and what stands around one: lists that are as quick at the end as at the
beginning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from alinea.store.tables import tables
from alinea.store.values import INSTRUMENT, Added, KnownText, Neighbour, Neighbourhood, Page, Work
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


PUBLISHED: Mapping[str, str] = {
    "committee": "SELECT symbol FROM metadata WHERE committee = :committee",
    "subject": "SELECT symbol FROM subjects WHERE subject = :subject",
    "goal": "SELECT symbol FROM goals WHERE goal = :goal",
    "sponsor": "SELECT symbol FROM sponsors WHERE name = :sponsor",
}
"""What is published and can be asked for, with the query that gives the symbols."""

_BESIDE = {
    "committee": ("committee", "metadata"),
    "subject": ("subject", "subjects"),
    "goal": ("goal", "goals"),
    "sponsor": ("name", "sponsors"),
}
"""The column and the table of what is published, by the names of `PUBLISHED`."""

_NOT_HELD = "NOT EXISTS (SELECT 1 FROM works WHERE works.name = m.symbol)"


@dataclass(frozen=True, slots=True)
class Terms:
    """Which texts are asked for: those that fit all that is given.

    Attributes:
        organ, session: of the symbol; year: of adoption; item: number of an item of the agenda.
        published: by the names of `PUBLISHED` what is published of them.
        state, vote: a State, and how it voted (``yes``, ``no``, ``abstain``); any vote where that is None.
    """

    organ: str | None = None
    session: int | None = None
    year: int | None = None
    item: int | None = None
    published: Mapping[str, str] | None = None
    state: str | None = None
    vote: str | None = None

    def of_works(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on works ``w``, and its values."""
        terms, values = self._common("w", "w.name")
        if self.year is not None:
            terms.append("substr(w.adopted_on, 1, 4) = :year")  # as the index has it
        if self.item is not None:
            values["item"] = self.item
            terms.append(
                "(EXISTS (SELECT 1 FROM versions v JOIN agenda_items a ON a.version_id = v.id WHERE v.work_id = w.id"
                " AND v.principal = 1 AND a.item = :item)"
                " OR EXISTS (SELECT 1 FROM metadata i WHERE i.symbol = w.name AND i.item = :item))"
            )
        return " AND ".join(terms) or "1", values

    def of_published(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on metadata ``m``, held or not, and its values."""
        terms, values = self._common("m", "m.symbol")
        if self.year is not None:
            terms.append("m.adopted_on >= :year AND m.adopted_on < :after_year")
            values["after_year"] = f"{self.year + 1:04}"
        if self.item is not None:
            values["item"] = self.item
            terms.append("m.item = :item")
        return " AND ".join(terms) or "1", values

    def _common(self, table: str, name: str) -> tuple[list[str], dict[str, Any]]:
        terms: list[str] = []
        values: dict[str, Any] = dict(self.published or {})
        for column in ("organ", "session"):
            wanted = getattr(self, column)
            if wanted is not None:
                terms.append(f"{table}.{column} = :{column}")
                values[column] = wanted
        if self.year is not None:
            values["year"] = f"{self.year:04}"
        terms += [f"{name} IN ({PUBLISHED[each]})" for each in self.published or {}]
        if self.state is not None:
            values["state"] = self.state
            cast = " AND vote = :vote" if self.vote is not None else ""
            values |= {"vote": self.vote} if cast else {}
            terms.append(f"{name} IN (SELECT symbol FROM votes WHERE state = :state{cast})")
        return terms, values


def count(connection: Connection, terms: Terms) -> tuple[int, int]:
    """Return how many of the texts asked for are held, and how many are only known."""
    where, values = terms.of_works()
    held = f"SELECT count(*) FROM works w WHERE {where}"
    besides, others = terms.of_published()
    known = f"SELECT count(*) FROM metadata m WHERE {besides} AND {_NOT_HELD}"
    return _one(connection, held, values), _one(connection, known, others)


def known_page(
    connection: Connection, terms: Terms, language: str, after: str | None, limit: int
) -> tuple[tuple[KnownText, ...], str | None]:
    """Return texts in order of organ, session and number, and the cursor for those that follow, None at the end.

    Args:
        language: in which titles are told, where they are held in it; after: cursor at the end of the page before.
    """
    where, values = terms.of_works()
    besides, others = terms.of_published()
    told: dict[str, Any] = {"limit": limit + 1, "after": after or "", "end": "~~"}
    if terms.organ is not None:
        # What the places of the organ, and of its session, begin with: the list is read in its own order.
        first = f"{terms.organ:<6} " + (f"{terms.session:06} " if terms.session is not None else "")
        told |= {"after": max(told["after"], first), "end": first + "~"}
    held = (
        "SELECT w.standing, w.name, w.adopted_on, v.language, v.title,"
        " (SELECT group_concat(language, ' ') FROM versions o WHERE o.work_id = w.id AND o.current = 1) AS languages"
        " FROM works w JOIN versions v ON v.work_id = w.id AND v.principal = 1"
        # +: not by the index of organs, or all would have to be put in order first
        f" WHERE {where.replace('w.organ', '+w.organ')} AND w.standing > :after AND w.standing < :end"
        " ORDER BY w.standing LIMIT :limit"
    )
    known = (
        "SELECT m.standing, m.symbol AS name, m.adopted_on, 'en' AS language, m.title, '' AS languages"
        f" FROM metadata m WHERE {besides} AND {_NOT_HELD} AND m.standing > :after AND m.standing < :end"
        " ORDER BY m.standing LIMIT :limit"
    )
    rows = list(
        merge(
            _all(connection, held, values | told),
            _all(connection, known, others | told),
            key=lambda row: str(row.standing),
        )
    )
    shown = rows[:limit]
    titles = _titles(connection, [row.name for row in shown if row.language != language], language)
    texts = []
    for row in shown:
        told_in, title = (language, titles[row.name]) if row.name in titles else (row.language, row.title)
        rest = sorted(row.languages.split(), key=lambda tag: (tag != row.language, tag))
        texts.append(KnownText(row.name, date(row.adopted_on), title, told_in, tuple(rest)))
    return tuple(texts), shown[-1].standing if len(rows) > limit else None


def _titles(connection: Connection, names: Sequence[str], language: str) -> dict[str, str]:
    """Return the titles of works in a language; the one that is published, in English, where it is in none."""
    t, found = ",".join("?" * len(names)), dict[str, str]()
    if language == "en":
        order = f"SELECT symbol, title FROM metadata WHERE title IS NOT NULL AND symbol IN ({t})"
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(order, tuple(names)))
    order = (
        "SELECT w.name, v.title FROM works w JOIN versions v ON v.work_id = w.id AND v.current = 1"
        f" WHERE v.language = ? AND v.title IS NOT NULL AND w.name IN ({t})"
    )
    found.update((row[0], row[1]) for row in connection.exec_driver_sql(order, (language, *names)))
    return found


def counts(connection: Connection, terms: Terms) -> dict[str, Counter[str]]:
    """Return how many of the texts there are of each organ, session, year, and value of `PUBLISHED`.

    Sessions are counted where an organ is asked for: the 62nd of one is none of another's.
    """
    found: dict[str, Counter[str]] = {}
    columns = {"organ": "{0}.organ", "year": "substr({0}.adopted_on, 1, 4)"}
    if terms.organ is not None:
        columns["session"] = "{0}.session"
    where, values = terms.of_works()
    besides, others = terms.of_published()
    for name, column in columns.items():
        held = f"SELECT {column.format('w')}, count(*) FROM works w WHERE {where} GROUP BY 1"
        known = f"SELECT {column.format('m')}, count(*) FROM metadata m WHERE {besides} AND {_NOT_HELD} GROUP BY 1"
        counted: Counter[str] = Counter()
        for query, given in ((held, values), (known, others)):
            counted.update(
                {str(row[0]): row[1] for row in _all(connection, query, given) if row[0] is not None}
            )
        found[name] = counted
    chosen = "" if besides == "1" else f"o.symbol IN (SELECT symbol FROM metadata m WHERE {besides}) AND "
    for name, (column, table) in _BESIDE.items():
        query = f"SELECT {column}, count(DISTINCT o.symbol) FROM {table} o WHERE {chosen} {column} <> '' GROUP BY 1"
        found[name] = Counter({row[0]: row[1] for row in _all(connection, query, others)})
    return found


def items(connection: Connection, terms: Terms) -> list[tuple[int, str, int]]:
    """Return the items of the agenda of the texts, each with the title that is published of it, and how many texts."""
    where, values = terms.of_works()
    besides, others = terms.of_published()
    held = (
        "SELECT a.item, w.name FROM works w JOIN versions v ON v.work_id = w.id AND v.principal = 1"
        f" JOIN agenda_items a ON a.version_id = v.id WHERE {where}"
    )
    known = (
        "SELECT m.item, m.symbol, m.agenda_item, m.agenda_title FROM metadata m"
        f" WHERE {besides} AND m.item IS NOT NULL ORDER BY m.symbol"
    )
    texts: dict[int, set[str]] = {}
    titles: dict[int, str] = {}
    for row in _all(connection, held, values):
        texts.setdefault(row[0], set()).add(row[1])
    for row in _all(connection, known, others):
        texts.setdefault(row[0], set()).add(row[1])
        # "Agenda item 72 (b)" has the title of the letter, not of the item.
        if row[3] and "(" not in row[2]:
            titles.setdefault(row[0], row[3])
    return [(item, titles.get(item, ""), len(texts[item])) for item in sorted(texts)]


def cited_only(connection: Connection, beginning: str, most: int) -> tuple[tuple[str, ...], int]:
    """Return resolutions of which no more is known than that they are cited: some of them, and how many there are.

    Args:
        beginning: of their symbols, ``A/RES/62/``; most: symbols told.
    """
    order = (
        "SELECT DISTINCT target FROM citations c WHERE kind = 'resolution' AND target >= :low AND target < :high"
        " AND NOT EXISTS (SELECT 1 FROM works WHERE name = target)"
        " AND NOT EXISTS (SELECT 1 FROM metadata WHERE symbol = target)"
        " ORDER BY length(target), target"
    )
    found = [row[0] for row in _all(connection, order, {"low": beginning, "high": beginning + "\U0010ffff"})]
    return tuple(found[:most]), len(found)


def _all(connection: Connection, query: str, values: Mapping[str, Any]) -> Iterator[Any]:
    return iter(connection.exec_driver_sql(query, dict(values)).all())


def _one(connection: Connection, query: str, values: Mapping[str, Any]) -> int:
    return int(connection.exec_driver_sql(query, dict(values)).scalar_one())
