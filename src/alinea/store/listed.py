"""What lists of the ledger are answered with: pages, counts, what a year brings, actors and what is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from alinea.model.ledger import Obligation, Recurrence, Status
from alinea.store.ledgers import Ledgers, obligation_of
from alinea.store.listing import AGAIN, Listing, Place, recurrence_of, unranked

_CLEAR = datetime.timedelta(days=800)
"""Longer than any session or other time in which something falls due."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One on whom something is laid: its identifier, or its name, folded; and how often. Both None: nobody is named."""

    id: str | None
    name: str | None
    charges: int


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which something falls due, and how much.

    Attributes:
        organ, session: where it is that of a session, else None; opens, closes: the days; charges.
    """

    organ: str
    session: int | None
    opens: datetime.date
    closes: datetime.date
    charges: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments of a kind the texts of an organ and year lay on someone; the year is None where unknown."""

    organ: str
    year: int | None
    kind: str
    charges: int


@dataclass(frozen=True, slots=True)
class Turning:
    """What recurs, as far as its next day and its session depend on it.

    Attributes:
        id, rank, kind, status: of the obligation; whose: organ of its session, or else of the text.
        adopted_on, due_session; closes: the last day of the time that the text names besides.
        recurrence: with a rule.
    """

    id: str
    rank: str
    kind: str
    status: Status
    whose: str
    adopted_on: datetime.date | None
    due_session: int | None
    closes: datetime.date | None
    recurrence: Recurrence


def listed(kept: Ledgers, listing: Listing, after: Place | None, most: int) -> list[tuple[Place, str]]:
    """Return the first obligations of a list after a place, with their identifiers; what recurs is left out."""
    found: list[tuple[Place, str]] = []
    for sql, values, part in listing.page(after, most):
        values["most"] = most - len(found)
        found += [(Place(part, row[0], row[1]), row[2]) for row in _rows(kept, sql, values)]
        if len(found) >= most:
            break
    return found


def turning(kept: Ledgers, listing: Listing) -> Iterator[Turning]:
    """Yield what recurs of a list, whatever sessions and days are asked for."""
    sql, values = listing.turns()
    for id, rank, kind, status, whose, adopted, session, closes, recurs in _rows(kept, sql, values):
        on, last = (datetime.date.fromisoformat(day) if day else None for day in (adopted, closes))
        yield Turning(id, rank, kind, Status(status), whose, on, session, last, recurrence_of(recurs))


def turning_counts(kept: Ledgers, listing: Listing) -> dict[Status, int]:
    """Return how much recurs of a list by status, whatever sessions and days are asked for."""
    return {Status(row[0]): row[1] for row in _rows(kept, *listing.turns_counted())}


def grouped(
    kept: Ledgers, listing: Listing, by: Literal["session", "actor", "work"]
) -> dict[tuple[str | None, int | None], int]:
    """Return how much of a list there is by session (organ, number), actor or text; what recurs is left out."""
    found: dict[tuple[str | None, int | None], int] = {}
    for sql, values in listing.grouped(by):
        for first, second, number in _rows(kept, sql, values):
            key = (unranked(first) if by == "work" else first), second
            found[key] = found.get(key, 0) + number
    return found


def actors_of(kept: Ledgers, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return those on whom obligations are laid, by their keys; nothing of one that is laid on nobody who is named."""
    found: dict[str, tuple[str, ...]] = {}
    for some in _some(ids):
        marks = ", ".join("?" * len(some))
        rows = kept.connection.exec_driver_sql(
            "SELECT o.id, l.actor FROM obligations o JOIN laid_on l ON l.obligation = o.number"  # noqa: S608
            f" WHERE o.id IN ({marks}) AND l.actor NOT LIKE '~%'",
            tuple(some),
        )
        for id, actor in rows.fetchall():
            found[id] = (*found.get(id, ()), actor)
    return found


def latest_texts(kept: Ledgers, listing: Listing, most: int) -> list[str]:
    """Return the identifiers of a list, the latest text first, with what recurs and names that session."""
    terms, values = listing.terms(live=True)
    table = "laid_on" if listing.single else "obligations"
    sql = f"SELECT id FROM {table} WHERE {' AND '.join(terms)} ORDER BY adopted_on DESC, rank LIMIT :most"  # noqa: S608
    return [row[0] for row in _rows(kept, sql, {**values, "most": most})]


def obligations(kept: Ledgers, ids: Sequence[str]) -> list[Obligation]:
    """Return obligations by their identifiers, in that order."""
    found = dict(_by_id(kept, ids))
    return [found[id] for id in ids if id in found]


def counts(kept: Ledgers, listing: Listing) -> dict[Status, int]:
    """Return how many there are of each status, whatever statuses the list has; what recurs is left out."""
    numbers = dict.fromkeys(Status, 0)
    for sql, values in listing.counted():
        for row in _rows(kept, sql, values):
            numbers[Status(row[0])] += row[1] or 0
    return numbers


def spans(kept: Ledgers, listing: Listing, first: datetime.date, last: datetime.date) -> tuple[Span, ...]:
    """Return the times that touch certain days and in which something of a list falls due, in order of their end."""
    terms, values = listing.terms(live=True)
    sql = (
        "SELECT whose, due_session, opens, standing, count(*)"  # noqa: S608 - constants
        f" FROM {listing.source(live=True)} WHERE live = 1 AND standing >= :first"
        f" AND standing < :clear AND opens <= :last AND rule IS NULL AND {' AND '.join(terms)}"
        " GROUP BY whose, due_session, opens, standing ORDER BY standing, opens"
    )
    values |= {"first": first.isoformat(), "last": last.isoformat(), "clear": (last + _CLEAR).isoformat()}
    day = datetime.date.fromisoformat
    return tuple(Span(row[0], row[1], day(row[2]), day(row[3]), row[4]) for row in _rows(kept, sql, values))


def falling(kept: Ledgers, listing: Listing, span: Span, most: int) -> tuple[Obligation, ...]:
    """Return what of a list falls due in a time that `spans` gave, few of a large library."""
    terms, values = listing.terms(live=True)
    where = "live = 1 AND standing = :closes AND opens = :opens AND rule IS NULL AND whose = :whose"
    where = " AND ".join((where, "due_session IS :own", *terms))
    sql = f"SELECT id FROM {listing.source(live=True)} WHERE {where} ORDER BY rank LIMIT :most"  # noqa: S608 - constants
    values |= {"closes": span.closes.isoformat(), "opens": span.opens.isoformat(), "most": most}
    values |= {"whose": span.organ, "own": span.session}
    return tuple(obligations(kept, [row[0] for row in _rows(kept, sql, values)]))


def recurring(kept: Ledgers, listing: Listing, most: int) -> tuple[tuple[Obligation, int], ...]:
    """Return what of a list comes again, each with how many texts ask the same; those of the latest texts first.

    What has the same subject and falls on the same day of the year is one.
    """
    terms, values = listing.terms(live=True)
    sql = (
        f"SELECT min(adopted_on || id), id, count(*), max(adopted_on) FROM {listing.source(live=True)} WHERE live = 1"  # noqa: S608
        f" AND standing = '{AGAIN}' AND {' AND '.join(terms)}"
        " GROUP BY kind, subject, rule, iif(rule LIKE '%BYMONTH=%', '', id) ORDER BY 4 DESC, id LIMIT :most"
    )
    found = {row[1]: row[2] for row in _rows(kept, sql, {**values, "most": most})}
    return tuple((each, found[id]) for id, each in _by_id(kept, list(found)))


def _by_id(kept: Ledgers, ids: Sequence[str]) -> Iterator[tuple[str, Obligation]]:
    for some in _some(ids):
        marks = ", ".join("?" * len(some))
        rows = kept.connection.exec_driver_sql(
            f"SELECT id, data FROM obligations WHERE id IN ({marks})",  # noqa: S608 - places for values
            tuple(some),
        )
        for row in rows.fetchall():
            yield row[0], obligation_of(row[1])


def others(kept: Ledgers, listing: Listing) -> int:
    """Return how much of a list can never stand otherwise than undated, texts of the whole year counted."""
    return sum(row[1] or 0 for row in _rows(kept, *listing.tallied()))


def most_charged(kept: Ledgers, most: int) -> tuple[Actor, ...]:
    """Return those on whom most is laid."""
    sql = "SELECT actor, charges FROM bearing WHERE actor NOT LIKE '~%' ORDER BY charges DESC, actor DESC LIMIT :most"
    return tuple(_actor(row[0], row[1]) for row in _rows(kept, sql, {"most": most}))


def most_charged_by(kept: Ledgers, organ: str, most: int) -> tuple[Actor, ...]:
    """Return those on whom the texts of an organ lay most."""
    sql = (
        "SELECT actor, sum(charges) AS laid FROM tallies WHERE organ = :organ AND actor <> '*'"
        " AND actor NOT LIKE '~%' GROUP BY actor ORDER BY laid DESC, actor DESC LIMIT :most"
    )
    return tuple(_actor(row[0], row[1]) for row in _rows(kept, sql, {"organ": organ, "most": most}))


def charges_of(kept: Ledgers, ids: Sequence[str], names: Sequence[str]) -> tuple[Actor, ...]:
    """Return how much is laid on each of some actors, those with most first."""
    found: dict[str, int] = {}
    for some in _some(keys(ids, names)):
        marks = ", ".join("?" * len(some))
        rows = kept.connection.exec_driver_sql(
            f"SELECT actor, charges FROM bearing WHERE actor IN ({marks})",  # noqa: S608
            tuple(some),
        )
        for key, charges in rows.fetchall():
            key = f":{key[1:]}" if key.startswith("~") else key  # one name, with an identifier or without
            found[key] = found.get(key, 0) + charges
    actors = (_actor(key, charges) for key, charges in found.items())
    return tuple(sorted(actors, key=lambda each: -each.charges))


def keys(ids: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return what actors are found by in lists: identifiers, and folded names, with an identifier beside or without."""
    return tuple(dict.fromkeys((*ids, *(f"{sign}{name}" for name in names for sign in ":~"))))


def _some(given: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a list in pieces that SQLite takes as values of one question."""
    yield from (given[start : start + 500] for start in range(0, len(given), 500))


def called(kept: Ledgers, sought: str, *, exactly: bool) -> list[tuple[str, str | None]]:
    """Return the bearers that have a name, or whose name has these words: name, folded, and identifier.

    Those are left out that the vocabulary knows by that name.

    Args:
        sought: folded words, one space between them; none for any name.
    """
    where = (
        "name = :sought" if exactly else "instr(' ' || name || ' ', ' ' || :sought || ' ') OR :sought = ''"
    )
    sql = f"SELECT name, id FROM bearers WHERE {where} LIMIT 5000"  # noqa: S608 - constants
    return [(row[0], row[1] or None) for row in _rows(kept, sql, {"sought": sought})]


def tallies(kept: Ledgers, actors: Sequence[str]) -> tuple[Tally, ...]:
    """Return how much is laid on some actors, by organ, year and kind; what is laid on several of them counts once."""
    if len(actors) == 1:
        sql = (
            "SELECT organ, year, kind, sum(charges) FROM tallies WHERE actor = :actor0"
            " GROUP BY organ, year, kind"
        )
    else:
        sql = (
            "SELECT coalesce(organ, ''), substr(adopted_on, 1, 4), kind, count(DISTINCT obligation) FROM laid_on"  # noqa: S608
            f" WHERE {_among(actors)} GROUP BY 1, 2, 3"
        )
    return tuple(
        Tally(row[0], int(row[1]) if row[1] else None, row[2], row[3])
        for row in _rows(kept, sql, _values(actors))
    )


def latest_of(kept: Ledgers, actors: Sequence[str], most: int) -> tuple[Obligation, ...]:
    """Return the obligations of some actors that the latest texts lay on them, few of a large library."""
    return tuple(obligations(kept, _latest(kept, actors, most)))


def works_of(kept: Ledgers, actors: Sequence[str], most: int) -> Mapping[str, int]:
    """Return how many of the latest obligations of some actors each text lays on them, the latest text first."""
    found: dict[str, int] = {}
    for id in _latest(kept, actors, most):
        work = id.partition("#")[0]
        found[work] = found.get(work, 0) + 1
    return found


def _latest(kept: Ledgers, actors: Sequence[str], most: int) -> list[str]:
    sql = f"SELECT DISTINCT id, adopted_on, rank FROM laid_on WHERE {_among(actors)} ORDER BY 2 DESC, 3 LIMIT :most"  # noqa: S608
    return [row[0] for row in _rows(kept, sql, {**_values(actors), "most": most})]


def _among(actors: Sequence[str]) -> str:
    return f"actor IN ({', '.join(f':{place}' for place in _values(actors))})"


def _values(actors: Sequence[str]) -> dict[str, str]:
    return {f"actor{number}": actor for number, actor in enumerate(actors)}


def series_among(kept: Ledgers, works: Sequence[str], confidence: float) -> tuple[tuple[str, str], ...]:
    """Return the links from some works to earlier texts of their series: later, earlier."""
    found: list[tuple[str, str]] = []
    for some in _some(works):
        marks = ", ".join("?" * len(some))
        rows = kept.connection.exec_driver_sql(
            f"SELECT later, earlier FROM series_links WHERE later IN ({marks}) AND confidence >= ?",  # noqa: S608
            (*some, confidence),
        )
        found += [(row[0], row[1]) for row in rows.fetchall()]
    return tuple(found)


def _actor(key: str, charges: int) -> Actor:
    if not key:
        return Actor(None, None, charges)
    return Actor(None, key[1:], charges) if key.startswith(":") else Actor(key, None, charges)


def _rows(kept: Ledgers, sql: str, values: Mapping[str, Any]) -> Sequence[Any]:
    return kept.connection.exec_driver_sql(sql, dict(values)).fetchall()
