"""The reporting and mandate cycle of an organ: what falls due month by month, and under which mandates."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from alinea.analysing.actors import actors_in
from alinea.following.recurrences import next_time
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.model.ledger import Entry, Status
from alinea.model.record import Record
from alinea.store.library import Library
from alinea.store.values import Work
from alinea.vocab.actor_names import level
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

FOLLOWED = frozenset({Status.DUE, Status.MET, Status.OVERDUE, Status.UNKNOWN})
"""What a schedule holds: neither what was taken over or has lapsed, nor what has no time."""

MOST_TIMES = 400
"""Occasions of one thing: more than a day's turn in a year."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time at which something falls due.

    Attributes:
        day: the last day of it, or the day it recurs on; opens: the first, where it is a time of several days.
        entry: what falls due.
    """

    day: datetime.date
    opens: datetime.date | None
    entry: Entry

    @property
    def during_session(self) -> bool:
        """Whether it falls due at some day of a session, and not by the end of it or before it."""
        owed = self.entry.obligation
        held = owed.window is not None and owed.window.basis == "session" and owed.recurrence is None
        return held and self.opens is not None and owed.due is not None and owed.due.from_ is not None


def occasions(
    library: Library,
    asked: LedgerQuery,
    first: datetime.date,
    last: datetime.date,
    *,
    at_opening: bool = False,
) -> tuple[Occasion, ...]:
    """Return each time that what is asked for falls due from a day to another, both included, in order.

    Args:
        asked: whose days count for nothing.
        at_opening: what falls due during a session does so when it opens, or on the first day where it is open then;
            else when it closes.
    """
    day = datetime.timedelta(days=1)
    found = answer(library, replace(asked, since=first, before=last + day, limit=None)).entries
    times = (each for entry in found for each in _times(entry, first, last, at_opening=at_opening))
    return tuple(sorted(times, key=lambda each: (each.day, each.entry.obligation.id)))


def _times(
    entry: Entry, first: datetime.date, last: datetime.date, *, at_opening: bool
) -> Iterator[Occasion]:
    recurrence, window = entry.obligation.recurrence, entry.obligation.window
    if recurrence is None or recurrence.rule is None:
        # What closes later is due then; it was listed as its time has begun.
        if window is None or window.closes < first:
            return
        occasion = Occasion(window.closes, window.opens if window.opens < window.closes else None, entry)
        if at_opening and occasion.during_session:
            occasion = replace(occasion, day=max(window.opens, first))
        if occasion.day <= last:
            yield occasion
        return
    if entry.status is not Status.DUE:
        return  # nothing tells that it goes on
    day = next_time(recurrence, first)
    for _ in range(MOST_TIMES):
        if day is None or day > last or (recurrence.until is not None and day > recurrence.until):
            return
        yield Occasion(day, None, entry)
        day = next_time(recurrence, day + datetime.timedelta(days=recurrence.days))


REGIONS = ("africa", "americas", "asia", "europe", "oceania")
"""The regions of M49, in the order of their names in English."""


def region_of(title: str | None, language: str) -> str | None:
    """Return the one region of the States and places that a title names; None where it names none, or several.

    Samples: *La situation en Libye* is of ``africa``, *Le rôle de la politique de neutralité* of none.
    """
    if not title:
        return None
    folded = level(fold(title))
    try:
        named = {_by_state().get(each.id or "") for each in actors_in(title, folded, language)} - {None}
        named |= {name for name, words in _words(language).items() if words.search(folded)}
    except FileNotFoundError:
        return None
    return named.pop() if len(named) == 1 else None


MUCH = 0.5
"""Share of what a text says of States that it says of one, where it is on that one: the Council's texts on a country
name it in most paragraphs, and neighbours and members now and then."""

MOST_STATES = 3
"""States that one text may be on."""


def states_named(record: Record) -> tuple[str, ...]:
    """Return the States that a text is on: those it names most, few, none where it names many alike."""
    named = Counter(
        actor.id
        for each in record.paragraphs()
        for actor in each.actors
        if actor.id and actor.id in _by_state()
    )
    chosen = [state for state, _ in named.most_common(MOST_STATES)]
    for many in range(1, len(chosen) + 1):
        if sum(named[state] for state in chosen[:many]) > MUCH * named.total():
            return tuple(chosen[:many])
    return ()


def region_of_states(states: Iterable[str]) -> str | None:
    """Return the one region of some States, None where they are of several or none is given."""
    found = {_by_state()[each] for each in states}
    return found.pop() if len(found) == 1 else None


def states_of(region: str) -> frozenset[str]:
    """Return the States of a region, by their ISO 3166-1 alpha-2 codes."""
    return frozenset(table("common", "regions")[region].split())


@cache
def _by_state() -> Mapping[str, str]:
    return MappingProxyType({state: region for region in REGIONS for state in states_of(region)})


@cache
def _words(language: str) -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType(
        {
            region: re.compile(rf"\b(?:{'|'.join(re.escape(level(fold(each))) for each in names)})\b")
            for region, names in table(language, "regions").items()
        }
    )


@dataclass(frozen=True, slots=True)
class Mandate:
    """A text under which something falls due in a cycle.

    Attributes:
        work: symbol; title, language, adopted_on: of it; states: that it is on, where it has no title.
        region: that its title tells, or these States; None for what is thematic.
        ends: the day its mandate ends within the cycle, None where none does.
        occasions: what falls due under it.
    """

    work: str
    title: str | None
    language: str
    adopted_on: datetime.date | None
    states: tuple[str, ...]
    region: str | None
    ends: datetime.date | None
    occasions: tuple[Occasion, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What falls due under it, each once however often it recurs."""
        return tuple({each.entry.obligation.id: each.entry for each in self.occasions}.values())


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, and what falls due in it."""

    first: datetime.date
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """What falls due from a day to another.

    Attributes:
        first, last: the days; organ: whose texts, None for those of all; as_of: the day on which statuses stand.
        mandates: in order of regions, then of the first day something falls due; those of no one region last.
        months: all, those in which nothing falls due too.
    """

    first: datetime.date
    last: datetime.date
    organ: str | None
    as_of: datetime.date
    mandates: tuple[Mandate, ...]
    months: tuple[Month, ...]


def cycle_of(library: Library, asked: LedgerQuery, first: datetime.date, months: int) -> Cycle:
    """Return the cycle of what is asked for.

    Args:
        asked: organ, kinds and actor count, and the day on which statuses stand; first: any day of the first month.
        months: how many.
    """
    starts = months_from(first, months + 1)
    last = starts[-1] - datetime.timedelta(days=1)
    wanted = LedgerQuery(asked.as_of, FOLLOWED, organ=asked.organ, kinds=asked.kinds, bearer=asked.bearer)
    found = occasions(library, wanted, starts[0], last, at_opening=True)
    return Cycle(
        starts[0],
        last,
        asked.organ,
        asked.as_of,
        _mandates(library, found),
        tuple(
            Month(begins, tuple(each for each in found if begins <= each.day < ends))
            for begins, ends in pairwise(starts)
        ),
    )


def months_from(day: datetime.date, number: int) -> list[datetime.date]:
    """Return the first days of some months, from that of a day on."""
    return [
        datetime.date(day.year + (day.month - 1 + each) // 12, (day.month - 1 + each) % 12 + 1, 1)
        for each in range(number)
    ]


def _mandates(library: Library, found: Sequence[Occasion]) -> tuple[Mandate, ...]:
    works: dict[str, list[Occasion]] = {}
    for each in found:
        works.setdefault(each.entry.obligation.symbol, []).append(each)
    mandates = (_mandate(library, theirs) for theirs in works.values())
    return tuple(
        sorted(
            mandates,
            key=lambda each: (
                REGIONS.index(each.region) if each.region else len(REGIONS),
                each.occasions[0].day,
            ),
        )
    )


def _mandate(library: Library, theirs: Sequence[Occasion]) -> Mandate:
    owed = theirs[0].entry.obligation
    ends = [each.day for each in theirs if each.entry.obligation.kind == "term"]
    record = library.record(owed.symbol, owed.language) if not owed.title else None
    states = states_named(record) if record is not None else ()
    return Mandate(
        owed.symbol,
        owed.title,
        owed.language,
        owed.adopted_on,
        states,
        region_of_states(states) if states else region_of(owed.title, owed.language),
        max(ends, default=None),
        tuple(theirs),
    )


KINDS = ("report", "action")
"""Commitments by which a document may be asked for; what is to be delivered tells whether one is."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A document that is expected.

    Attributes:
        slot: the day by which it has to be handed in; considered: the first day on which it may be.
        occasion: what falls due.
    """

    slot: datetime.date
    considered: datetime.date
    occasion: Occasion

    @property
    def exact(self) -> bool:
        """Whether the days are known: of some sessions the months or the year alone are."""
        window = self.occasion.entry.obligation.window
        return window is None or window.exact


@dataclass(frozen=True, slots=True)
class Forecast:
    """The documents expected from a day to another, in order of the days they have to be handed in."""

    first: datetime.date
    last: datetime.date
    organ: str | None
    as_of: datetime.date
    documents: tuple[Expected, ...]


def forecast_of(library: Library, asked: LedgerQuery, first: datetime.date, months: int) -> Forecast:
    """Return the documents that have to be handed in in some months, from that of a day on.

    Args:
        asked: organ and actor count, and the day on which statuses stand; months: how many.
    """
    starts = months_from(first, months + 1)
    begins, ends = starts[0], starts[-1] - datetime.timedelta(days=1)
    # What has to be handed in in these months is considered ten weeks later, and may close with a session after that.
    ahead = datetime.timedelta(weeks=max(table("common", "slots")["weeks"].values()))
    wanted = LedgerQuery(asked.as_of, FOLLOWED, organ=asked.organ, kinds=KINDS, bearer=asked.bearer)
    found = occasions(library, wanted, begins, ends + ahead + datetime.timedelta(days=400))
    documents = table("common", "slots")["weeks"]
    expected = (
        Expected(*slot(each), each) for each in found if each.entry.obligation.deliverable in documents
    )
    within = sorted(
        (each for each in expected if begins <= each.slot <= ends),
        key=lambda each: (each.slot, each.occasion.entry.obligation.id),
    )
    return Forecast(begins, ends, asked.organ, asked.as_of, tuple(within))


def slot(occasion: Occasion) -> tuple[datetime.date, datetime.date]:
    """Return the day by which what falls due has to be handed in, and the first day on which it may be considered.

    What is due at a session may be considered from its opening on; what is due by a day, on that day.
    """
    owed = occasion.entry.obligation
    considered = occasion.opens if occasion.during_session and occasion.opens else occasion.day
    weeks = table("common", "slots")["weeks"].get(owed.deliverable, 0)
    return considered - datetime.timedelta(weeks=weeks), considered


AHEAD = datetime.timedelta(days=91)
"""How far ahead what comes next is told: three months, as people plan by quarters."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new from a day to another.

    Attributes:
        since, until: the days; adopted: texts, the latest first; empty where one actor is asked about.
        done: what a text of these days shows to be met; missed: what one shows not to be.
        anew: what a text of these days asks again; passed: whose time ended in these days with nothing known of it.
        coming: what falls due within three months after.
    """

    since: datetime.date
    until: datetime.date
    adopted: tuple[Work, ...]
    done: tuple[Entry, ...]
    missed: tuple[Entry, ...]
    anew: tuple[Entry, ...]
    passed: tuple[Entry, ...]
    coming: tuple[Occasion, ...]


def news_of(library: Library, asked: LedgerQuery, since: datetime.date) -> News:
    """Return what is new since a day, up to the day on which statuses stand.

    Args:
        asked: organ, kinds and actor count.
    """
    until, day = asked.as_of, datetime.timedelta(days=1)
    wanted = LedgerQuery(until, EVERY, organ=asked.organ, kinds=asked.kinds, bearer=asked.bearer)
    shown = answer(library, replace(wanted, shown_since=since)).entries
    ended = answer(
        library, replace(wanted, statuses=frozenset({Status.UNKNOWN}), since=since, before=until)
    ).entries
    works = library.works(organ=asked.organ, adopted_since=since) if asked.bearer is None else ()
    return News(
        since,
        until,
        tuple(each for each in reversed(works) if each.adopted_on and each.adopted_on <= until),
        tuple(each for each in shown if each.status is Status.MET),
        tuple(each for each in shown if each.status is Status.OVERDUE),
        tuple(each for each in shown if each.asked_again_by is not None and each.status is not Status.MET),
        tuple(
            each
            for each in ended
            if each.obligation.window is not None and since <= each.obligation.window.closes < until
        ),
        occasions(library, replace(wanted, statuses=FOLLOWED), until + day, until + AHEAD),
    )
