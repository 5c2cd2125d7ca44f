"""What the United Nations publish of a resolution beside its text, in and out of the tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from alinea.store.tables import tables
from alinea.store.values import Metadata
from alinea.store.works import date
from alinea.store.writing import insert_all


def keep_metadata(connection: Connection, items: Sequence[Metadata]) -> tuple[int, int]:
    """Keep metadata, each in the place of what was kept for its symbol; return how many were new, how many changed."""
    t = tables()
    m = t.metadata.c
    new = changed = 0
    for item in {each.symbol: each for each in items}.values():
        before = connection.execute(select(m.sha256).where(m.symbol == item.symbol)).scalar()
        if before == item.sha256:
            continue
        if before is None:
            new += 1
        else:
            changed += 1
            connection.execute(delete(t.metadata).where(m.symbol == item.symbol))
        _insert(connection, item)
    return new, changed


def _insert(connection: Connection, item: Metadata) -> None:
    t, symbol = tables(), item.symbol
    facts = {
        name: getattr(item, name)
        for name in (
            "title",
            "meeting",
            "committee",
            "agenda_item",
            "agenda_title",
            "adoption",
            "yes",
            "no",
            "abstain",
        )
    }
    adopted = item.adopted_on.isoformat() if item.adopted_on else None
    row = {
        "symbol": symbol,
        "adopted_on": adopted,
        "documents": " ".join(item.documents),
        "sha256": item.sha256,
    }
    connection.execute(insert(t.metadata).values(**row, **facts))
    names = [(name, 0) for name in item.sponsors] + [(name, 1) for name in item.later]
    insert_all(connection, t.sponsors, [(symbol, place, *each) for place, each in enumerate(names, 1)])
    insert_all(connection, t.votes, [(symbol, *each) for each in dict(item.votes).items()])
    insert_all(
        connection, t.subjects, [(symbol, place, *each) for place, each in enumerate(item.subjects, 1)]
    )
    insert_all(connection, t.goals, [(symbol, goal) for goal in dict.fromkeys(item.goals)])


def find_metadata(connection: Connection, symbol: str) -> Metadata | None:
    """Return what is kept for a symbol."""
    t = tables()
    row = connection.execute(select(t.metadata).where(t.metadata.c.symbol == symbol)).first()
    if row is None:
        return None
    s, v, b, g = t.sponsors.c, t.votes.c, t.subjects.c, t.goals.c
    sponsors = connection.execute(select(s.name, s.later).where(s.symbol == symbol).order_by(s.place)).all()
    votes = connection.execute(select(v.state, v.vote).where(v.symbol == symbol).order_by(v.state)).all()
    subjects = connection.execute(
        select(b.subject, b.scheme).where(b.symbol == symbol).order_by(b.place)
    ).all()
    goals = connection.execute(select(g.goal).where(g.symbol == symbol)).scalars().all()
    return Metadata(
        symbol=symbol,
        title=row.title,
        adopted_on=date(row.adopted_on),
        meeting=row.meeting,
        committee=row.committee,
        agenda_item=row.agenda_item,
        agenda_title=row.agenda_title,
        documents=tuple(row.documents.split()),
        adoption=row.adoption,
        yes=row.yes,
        no=row.no,
        abstain=row.abstain,
        sponsors=tuple(each.name for each in sponsors if not each.later),
        later=tuple(each.name for each in sponsors if each.later),
        votes=tuple((each.state, each.vote) for each in votes),
        subjects=tuple((each.subject, each.scheme) for each in subjects),
        goals=tuple(sorted(goals, key=_goal)),
        sha256=row.sha256,
        organ=row.organ,
        session=row.session,
        item=row.item,
    )


def led_to(connection: Connection, symbol: str) -> tuple[str, ...]:
    """Return the resolutions that were adopted on a draft or report, as is published of them."""
    m = tables().metadata.c
    named = (" " + m.documents + " ").contains(f" {symbol} ", autoescape=True)
    return tuple(connection.execute(select(m.symbol).where(named).order_by(m.standing)).scalars())


def _goal(goal: str) -> tuple[int, str]:
    number = goal.partition(".")[0]
    return (int(number) if number.isascii() and number.isdigit() else 0), goal
