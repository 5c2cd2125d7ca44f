"""The reporting and mandate cycle of an organ: what falls due month by month, and under which mandates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.occasions import FOLLOWED, Occasion, occasions
from alinea.library.schedules.regions import REGIONS, region_of, region_of_states, states_named
from alinea.model.ledger import Entry
from alinea.store.library import Library


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
