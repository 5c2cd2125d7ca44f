"""The ledger in lists: page by page, counted by status and by year, whatever the size of the library.

Where an obligation stands on a day is told by SQL here and by `alinea.following.ledgers.judge` for each that is shown;
a test holds the two equal.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter

from alinea.model.ledger import TOLD, Evidence, Obligation, Recurrence, Status

AGAIN, LOOSE = "~1", "~2"
"""What stands for the day of what comes again, and of what has none: after every day."""

_FEW = 5000  # obligations that are looked up one by one; of more, all are gone through in order
_FILTERED = (
    "kind, whose, due_session, adopted_on, opens, closes, rule, until, lapses,"
    " undated, met_on, anew_on, told_on, subject, live"
)

BESIDE = ("tallies", "bearing", "laid_on")
_TRIGGERS = (
    "CREATE TRIGGER obligations_in AFTER INSERT ON obligations BEGIN"
    " INSERT INTO tallies VALUES ('*', new.live, coalesce(new.organ, ''), substr(new.adopted_on, 1, 4), new.kind, 1)"
    " ON CONFLICT (actor, live, organ, year, kind) DO UPDATE SET charges = charges + 1; END",
    "CREATE TRIGGER obligations_out AFTER DELETE ON obligations BEGIN"
    " DELETE FROM laid_on WHERE obligation = old.number;"
    " UPDATE tallies SET charges = charges - 1 WHERE actor = '*' AND live = old.live"
    " AND organ = coalesce(old.organ, '') AND year = substr(old.adopted_on, 1, 4) AND kind = old.kind;"
    " DELETE FROM tallies WHERE charges = 0 AND actor = '*' AND live = old.live"
    " AND organ = coalesce(old.organ, '') AND year = substr(old.adopted_on, 1, 4) AND kind = old.kind; END",
    "CREATE TRIGGER laid_in AFTER INSERT ON laid_on BEGIN"
    " INSERT INTO tallies VALUES (new.actor, new.live, coalesce(new.organ, ''), substr(new.adopted_on, 1, 4),"
    " new.kind, 1) ON CONFLICT (actor, live, organ, year, kind) DO UPDATE SET charges = charges + 1;"
    " INSERT INTO bearing VALUES (new.actor, 1) ON CONFLICT (actor) DO UPDATE SET charges = charges + 1; END",
    "CREATE TRIGGER laid_out AFTER DELETE ON laid_on BEGIN"
    " UPDATE tallies SET charges = charges - 1 WHERE actor = old.actor AND live = old.live"
    " AND organ = coalesce(old.organ, '') AND year = substr(old.adopted_on, 1, 4) AND kind = old.kind;"
    " DELETE FROM tallies WHERE charges = 0 AND actor = old.actor AND live = old.live"
    " AND organ = coalesce(old.organ, '') AND year = substr(old.adopted_on, 1, 4) AND kind = old.kind;"
    " UPDATE bearing SET charges = charges - 1 WHERE actor = old.actor;"
    " DELETE FROM bearing WHERE charges = 0 AND actor = old.actor; END",
)

LISTS = (
    f"CREATE INDEX live_in_order ON obligations (standing, rank, {_FILTERED}) WHERE live = 1",
    f"CREATE INDEX live_of_session ON obligations (due_session, standing, rank, {_FILTERED})"
    " WHERE due_session IS NOT NULL",
    # What recurs is put in the order of its next day by whoever knows the day: all that is needed lies in the index.
    f"CREATE INDEX recurring ON obligations (rank, id, recurs, {_FILTERED}) WHERE rule IS NOT NULL",
    "CREATE INDEX others_in_order ON obligations (adopted_on, rank, kind, whose, live) WHERE live = 0",
    "CREATE INDEX others_of_organ ON obligations (whose, kind, adopted_on, rank, live) WHERE live = 0",
    # Few are promised, forbidden or allowed, and few tell with which means.
    "CREATE INDEX with_nature ON obligations (nature, live, rank) WHERE nature NOT IN ('request', 'decision')",
    "CREATE INDEX with_means ON obligations (means, live, rank) WHERE means IS NOT NULL",
    # Of each obligation a row for each on whom it is laid (see `alinea.store.ledgers.Bearer.keys`), in the order of
    # lists, and with all that a list of one actor asks for. at: what stands for the day, or else the day of
    # adoption; meant: the identifier beside a name.
    "CREATE TABLE laid_on (actor TEXT NOT NULL, live INTEGER NOT NULL, at TEXT NOT NULL, rank TEXT NOT NULL,"
    " obligation INTEGER NOT NULL, id TEXT NOT NULL, organ TEXT, standing TEXT NOT NULL, kind TEXT NOT NULL,"
    " whose TEXT NOT NULL, due_session INTEGER, adopted_on TEXT NOT NULL, opens TEXT, closes TEXT, rule TEXT,"
    " until TEXT, lapses TEXT, undated INTEGER NOT NULL, met_on TEXT, anew_on TEXT, told_on TEXT, subject TEXT,"
    " meant TEXT, PRIMARY KEY (actor, live, at, rank)) WITHOUT ROWID",
    "CREATE INDEX laid_on_by_obligation ON laid_on (obligation)",
    # How many are laid on an actor (* on all).
    "CREATE TABLE tallies (actor TEXT NOT NULL, live INTEGER NOT NULL, organ TEXT NOT NULL, year TEXT NOT NULL,"
    " kind TEXT NOT NULL, charges INTEGER NOT NULL, PRIMARY KEY (actor, live, organ, year, kind)) WITHOUT ROWID",
    "CREATE TABLE bearing (actor TEXT NOT NULL PRIMARY KEY, charges INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX bearing_by_charges ON bearing (charges, actor)",
    *_TRIGGERS,
)
"""What is made beside the table of obligations so that lists of it are quick."""

LAY = (
    "INSERT INTO laid_on SELECT ?, live, iif(live, standing, adopted_on), rank, number, id, organ, standing, kind,"
    " whose, due_session, adopted_on, opens, closes, rule, until, lapses, undated, met_on, anew_on, told_on, subject, ?"
    " FROM obligations WHERE id = ?"
)
"""Lays an obligation on an actor: what it is found by, the identifier beside a name, that of the obligation."""


def standing(each: Obligation) -> tuple[int | str | None, ...]:
    """Return what lists need of an obligation: the columns from ``live`` to ``recurs``."""
    days = [_first(each.done), _first(each.taken_over)]
    days.append(_first(shown for shown in each.evidence if shown.kind in TOLD))
    recurrence = each.recurrence
    at = LOOSE
    if recurrence is not None and recurrence.rule is not None:
        at = AGAIN
    elif each.window is not None:
        at = each.window.closes.isoformat()
    live = not each.undated or any(day is not None for day in days)
    lapses = recurrence.lapses.isoformat() if recurrence and recurrence.lapses else None
    until = recurrence.until.isoformat() if recurrence and recurrence.until else None
    if recurrence is not None and recurrence.mandated:
        lapses, until = until, None
    subject = " ".join(each.subject.casefold().split()) if each.subject else None
    return (
        int(live),
        at,
        each.due_organ or (each.recurrence and each.recurrence.series) or each.organ or "",
        until,
        lapses,
        int(each.undated),
        *days,
        subject,
        rank(each.id),
        _recurrences().dump_json(recurrence).decode() if recurrence and recurrence.rule else None,
    )


def rank(id: str) -> str:
    """Return what puts an identifier in order by symbol, then paragraph: numbers by their size, 9 before 10."""
    return re.sub(r"[0-9]+", lambda found: found[0].zfill(7), id)


def unranked(ranked: str) -> str:
    """Return the identifier that `rank` put in order; no symbol writes a number with noughts before it."""
    return re.sub(r"[0-9]{7,}", lambda found: str(int(found[0])), ranked)


@cache
def _recurrences() -> TypeAdapter[Recurrence]:
    return TypeAdapter(Recurrence)


@lru_cache(maxsize=4096)
def recurrence_of(data: str) -> Recurrence:
    """Return a recurrence as it was before it was kept; many obligations have the same."""
    return _recurrences().validate_json(data)


def _first(evidence: Iterable[Evidence]) -> str | None:
    """Return the first day on which some evidence is there; the earliest of days where it has none."""
    return min(((shown.on or datetime.date.min).isoformat() for shown in evidence), default=None)


STATUS = (
    "CASE WHEN rule IS NULL AND met_on <= :day THEN 'met' WHEN anew_on <= :day THEN 'superseded'"
    " WHEN rule IS NOT NULL THEN CASE WHEN until < :day THEN 'lapsed' WHEN lapses < :day THEN 'unknown' ELSE 'due' END"
    " WHEN closes IS NULL THEN iif(undated, 'undated', 'unknown')"
    " WHEN closes >= :day THEN 'due' WHEN told_on <= :day THEN 'overdue'"
    " ELSE 'unknown' END"
)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where an entry stands in its list.

    Attributes:
        part: of the list: 0 what has a day, 1 what may have one, 2 the rest; day: that matters, else of adoption.
        rank: what puts those of one day in order, as `rank` gives it.
    """

    part: int
    day: str
    rank: str


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list: what is due at a session, what is laid on an actor, or what some texts ask.

    Attributes:
        by; organ, session: where by session, None of what is due at none; works: where by text.
        actor: by its key, where by actor; None of what is laid on nobody who is named.
    """

    by: Literal["session", "actor", "work"]
    organ: str | None = None
    session: int | None = None
    actor: str | None = None
    works: tuple[str, ...] = ()


_KEYS = {"session": "whose, due_session", "work": "substr(rank, 1, instr(rank, '#') - 1), NULL"}
"""By what lists are put in groups, in columns that lie in their indexes: of a text what puts it in order."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which obligations are listed: those that fit all that is given, on a day.

    What recurs is in no page of this list, and in none of its counts: its next day is not known to SQL.

    Attributes:
        as_of: the day; statuses: those wanted. Where all lie in the past, the latest come first.
        work: name, or address of a paragraph, which is wanted with what is below it.
        session: due at one of that number; organ: of the session, or else of the text.
        kinds, natures, means: of commitments.
        since, before: due in a time that closes on that day or after, opens before that day; what has no day is then
            left out.
        shown_since: a later text first shows something of it on that day or after.
        actors: those on whom it is laid, by their keys (`alinea.store.ledgers.Bearer.keys`); None where any will do.
        charges: how many are laid on these actors, as far as it is known.
        group: of the list only this part.
        others: how many there are of the organ and kinds that can never stand otherwise than undated; None where that
            was not counted.
    """

    as_of: datetime.date
    statuses: frozenset[Status] = frozenset(Status)
    work: str | None = None
    session: int | None = None
    organ: str | None = None
    kinds: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    since: datetime.date | None = None
    before: datetime.date | None = None
    shown_since: datetime.date | None = None
    actors: tuple[str, ...] | None = None
    charges: int = 0
    others: int | None = None
    group: Group | None = None

    @property
    def dated(self) -> bool:
        """Whether only what has days is wanted."""
        return self.since is not None or self.before is not None

    @property
    def single(self) -> bool:
        """Whether the list is that of one actor, which has an order of its own."""
        alone = self.work is None and self.session is None and not self.natures and not self.means
        alone = alone and (self.group is None or self.group.by == "session")
        return alone and self.actors is not None and len(self.actors) == 1

    @property
    def latest_first(self) -> bool:
        """Whether the list goes back in time."""
        return Status.DUE not in self.statuses

    def page(self, after: Place | None, most: int) -> list[tuple[str, dict[str, Any], int]]:
        """Return the queries that give a page, one after another until it is full: SQL, values, part of the list.

        Each gives day, rank, identifier.
        """
        found = []
        for part, column, where, back in self.parts():
            if after is not None and part < after.part:
                continue
            live = part < 2
            column = "at" if self.single else column  # the same day, in the order of that table
            terms, values = self.terms(live=live)
            if after is not None and part == after.part:
                terms.append(f"({column}, rank) {'<' if back else '>'} (:at, :after)")
                values |= {"at": after.day, "after": after.rank}
            order = f"{column} DESC, rank DESC" if back else f"{column}, rank"
            sql = (
                f"SELECT {column}, rank, id FROM {self.source(live=live)} WHERE {' AND '.join([where, *terms])}"  # noqa: S608 - constants
                f" ORDER BY {order} LIMIT :most"
            )
            found.append((sql, values | {"most": most}, part))
        return found

    def grouped(self, by: Literal["session", "actor", "work"]) -> list[tuple[str, dict[str, Any]]]:
        """Return the queries that count the list by session, actor or text: each gives two keys and how many.

        What is laid on several counts for each of them.
        """
        found = []
        for part, _, where, _ in self.parts():
            live = part < 2
            terms, values = self.terms(live=live)
            rest = f"FROM {self.source(live=live)} WHERE {' AND '.join([where, *terms])}"
            if by == "actor":
                sql = (
                    f"SELECT l.actor, NULL, count(*) FROM (SELECT {self.number} AS listed {rest})"  # noqa: S608 - constants
                    " LEFT JOIN laid_on l ON l.obligation = listed AND l.actor NOT LIKE '~%' GROUP BY 1"
                )
            else:
                # What has no time is due at no session; the index in the order of which it is read has none.
                keys = _KEYS[by] if live or by == "work" else "whose, NULL"
                sql = f"SELECT {keys}, count(*) {rest} GROUP BY 1, 2"
            found.append((sql, values))
        return found

    @property
    def number(self) -> str:
        """The column of the number of an obligation in the table that is read."""
        return "obligation" if self.single else "number"

    def parts(self) -> list[tuple[int, str, str, bool]]:
        """Return the parts of the list: number, column of the day, condition, whether it goes back in time."""
        single = "live = 1 AND rule IS NULL"
        # What is due closes on the day or after.
        only = " AND standing >= :day" if self.statuses == {Status.DUE} else ""
        parts = [(0, "standing", f"{single} AND standing < '~'{only}", self.latest_first)]
        if not self.dated:
            parts.append((1, "standing", f"{single} AND standing >= '~'", False))
        at_session = self.session is not None or (self.group is not None and self.group.session is not None)
        rest = (
            not self.dated and not at_session and self.shown_since is None
        )  # of the rest nothing is ever shown
        if Status.UNDATED in self.statuses and rest and self.others != 0:
            parts.append((2, "adopted_on", "live = 0", True))
        return parts

    def turns(self) -> tuple[str, dict[str, Any]]:
        """Return the query that gives what recurs, whatever the session and the days: identifier, status and more."""
        terms, values = replace(self, session=None, since=None, before=None).terms(live=True, own=False)
        sql = (
            f"SELECT id, rank, kind, {STATUS}, whose, adopted_on, due_session, closes, recurs"  # noqa: S608 - constants
            f" FROM obligations INDEXED BY recurring WHERE rule IS NOT NULL AND {' AND '.join(terms)}"
        )
        return sql, values

    def turns_counted(self) -> tuple[str, dict[str, Any]]:
        """Return the query that counts what recurs by status, whatever the session and the days."""
        terms, values = replace(self, session=None, since=None, before=None).terms(live=True, own=False)
        sql = (
            f"SELECT {STATUS} AS status, count(*) FROM obligations INDEXED BY recurring"  # noqa: S608 - constants
            f" WHERE rule IS NOT NULL AND {' AND '.join(terms)} GROUP BY 1"
        )
        return sql, values

    def counted(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Return the queries that count by status, whatever statuses are wanted; each gives statuses and numbers."""
        every = replace(self, statuses=frozenset(Status))
        terms, values = every.terms(live=True)
        only = " AND standing < '~'" if self.dated else ""
        live = (
            f"SELECT {STATUS} AS status, count(*) FROM {self.source(live=True)} WHERE live = 1 AND rule IS NULL{only}"  # noqa: S608 - constants
            f"{''.join(f' AND {each}' for each in terms)} GROUP BY status"
        )
        if self.dated or self.session is not None:
            return ((live, values),)
        # What is laid on several of them is in the tally of each.
        several = self.actors is not None and not self.single
        if self.work is not None or self.natures or self.means or several:
            terms, more = self.terms(live=False)
            where = " AND ".join(("live = 0", *terms))
            loose = f"SELECT 'undated', count(*) FROM {self.source(live=False)} WHERE {where}"  # noqa: S608 - constants
            return (live, values), (loose, more)
        return (live, values), self.tallied(), every._later_in_the_year()

    def tallied(self) -> tuple[str, dict[str, Any]]:
        """Return the query that counts what can never stand otherwise than undated, by whole years."""
        actors = ["*"] if self.actors is None else self.actors
        marks, values = _marks("actor", actors)
        where = [f"live = 0 AND actor IN ({marks}) AND year <= :year"]
        values["year"] = f"{self.as_of.year:04}"
        if self.organ is not None:
            where.append("organ = :organ")
            values["organ"] = self.organ
        if self.kinds:
            marks, more = _marks("kind", self.kinds)
            where.append(f"kind IN ({marks})")
            values |= more
        return f"SELECT 'undated', sum(charges) FROM tallies WHERE {' AND '.join(where)}", values  # noqa: S608

    def _later_in_the_year(self) -> tuple[str, dict[str, Any]]:
        """Return what is taken off: tallies are of whole years, and texts of the year may be later than the day."""
        terms, values = self.terms(live=False)
        terms[0] = "adopted_on > :day AND adopted_on <= :end"
        values["end"] = f"{self.as_of.year:04}-12-31"
        where = " AND ".join(("live = 0", *terms))
        return f"SELECT 'undated', -count(*) FROM {self.source(live=False)} WHERE {where}", values  # noqa: S608 - constants

    def terms(self, *, live: bool, own: bool = True) -> tuple[list[str], dict[str, Any]]:
        """Return the conditions of all that is asked, and their values; `own` where they are of `source`."""
        terms, values = ["adopted_on <= :day"], dict[str, Any](day=self.as_of.isoformat())
        if live and self.statuses != frozenset(Status):
            marks, more = _marks("status", [each.value for each in sorted(self.statuses)])
            terms.append(f"{STATUS} IN ({marks})")
            values |= more
        if self.work is not None:
            work, place, _ = self.work.partition("#")
            terms.append("work = :work")
            values["work"] = work
            if place:
                terms.append("substr(id, 1, length(:place) + 1) IN (:place || '/', :place || '_')")
                values["place"] = self.work
        if self.session is not None:
            terms.append("due_session = :session")
            values["session"] = self.session
        if self.organ is not None:
            terms.append("whose = :organ")
            values["organ"] = self.organ
        if self.kinds:
            marks, more = _marks("kind", self.kinds)
            terms.append(f"kind IN ({marks})")
            values |= more
        for column, given in (("nature", self.natures), ("means", self.means)):
            if given:
                marks, more = _marks(column, given)
                terms.append(f"{column} IN ({marks})")
                values |= more
        if self.since is not None:
            terms.append("standing >= :since")
            values["since"] = self.since.isoformat()
        if self.before is not None:
            terms.append("opens < :before")
            values["before"] = self.before.isoformat()
        if self.shown_since is not None:
            terms.append(
                "(met_on BETWEEN :shown AND :day OR anew_on BETWEEN :shown AND :day"
                " OR told_on BETWEEN :shown AND :day)"
            )
            values["shown"] = self.shown_since.isoformat()
        if self.actors is not None:
            terms.append(self._laid(values, own=own and self.single))
        if self.group is not None:
            terms.append(self._in_group(self.group, values, live=live))
        return terms, values

    @staticmethod
    def _in_group(group: Group, values: dict[str, Any], *, live: bool) -> str:
        """Return the condition on the group, and put its values to the others."""
        if group.by == "work":
            values["group_works"] = json.dumps(group.works)
            return "work IN (SELECT value FROM json_each(:group_works))"
        if group.by == "actor":
            values["group_actor"] = group.actor
            if group.actor is None:
                return "NOT EXISTS (SELECT 1 FROM laid_on WHERE obligation = number AND actor NOT LIKE '~%')"
            return "number IN (SELECT obligation FROM laid_on WHERE actor = :group_actor)"
        if group.session is None:
            return "due_session IS NULL" if live else "live = 0"  # what has no time is due at none
        values |= {"group_organ": group.organ, "group_session": group.session}
        return "whose = :group_organ AND due_session = :group_session"

    def source(self, *, live: bool) -> str:
        """Return the table with the index by which it is read: what is asked decides, and not what SQLite guesses."""
        if self.work is not None or (self.group is not None and self.group.by == "work"):
            return "obligations INDEXED BY obligations_of_work"
        if self.single:
            return "laid_on"
        if self.natures or self.means:
            return "obligations"  # SQLite chooses one of `with_nature` and `with_means`, or that of the order
        if live and self.session is not None:
            index = "live_of_session"
        elif self.actors is not None and self.charges <= _FEW:
            return "obligations"
        elif live:
            index = "live_in_order"
        else:
            few = (
                self.organ is not None
                and self.actors is None
                and self.others is not None
                and self.others <= _FEW
            )
            index = "others_of_organ" if few else "others_in_order"
        return f"obligations INDEXED BY {index}"

    def _laid(self, values: dict[str, Any], *, own: bool) -> str:
        """Return the condition on actors, and put its values to the others."""
        assert self.actors is not None
        marks, more = _marks("actor", self.actors)
        values |= more
        if own:
            return f"actor = {marks}"
        if self.charges <= _FEW:
            return f"number IN (SELECT obligation FROM laid_on WHERE actor IN ({marks}))"  # noqa: S608 - places for values
        laid = f"SELECT 1 FROM laid_on WHERE obligation = number AND actor IN ({marks})"  # noqa: S608 - places for values
        return f"EXISTS ({laid})"


def _marks(name: str, given: Iterable[str]) -> tuple[str, dict[str, Any]]:
    """Return places for values in SQL, and the values by their places."""
    values = {f"{name}{number}": value for number, value in enumerate(given)}
    return ", ".join(f":{each}" for each in values), values
