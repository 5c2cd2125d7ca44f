"""Statistics: what the texts ask, of whom, how often, and how what had a time came out, over years and by organ."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from alinea.library.actors import Named, chief_actors
from alinea.model.ledger import Status
from alinea.store.ledgers import ledgers, outcomes, rules
from alinea.store.library import Library
from alinea.store.listed import tallies

Rhythm = Literal["several-a-year", "yearly", "every-two-years", "rarer"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)

OUTCOMES = (Status.MET, Status.SUPERSEDED, Status.OVERDUE, Status.UNKNOWN)
"""How what had a time may have come out: done, asked anew, told not to be done, or nothing is known of it."""

COLUMNS = ("measure", "of", "value", "count")
"""Columns of statistics as rows."""

CHIEF = 20
"""Actors that are told."""

_EVERY = re.compile(r"FREQ=(?P<unit>[A-Z]+)(?:.*;INTERVAL=(?P<interval>\d+))?")


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """What is asked of the ledger as a whole.

    Attributes:
        as_of: the day on which statuses stand; organ: only what its texts ask, and what was due at its sessions.
    """

    as_of: datetime.date
    organ: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the ledger amounts to.

    Attributes:
        asked: how much texts ask, by year of adoption (None where it is not known) and kind.
        organs: how much the texts of each organ ask, the most first.
        actors: on whom most is laid.
        rhythms: how much comes again how often.
        kept: how what had a time came out, by the year in which it closed; of `OUTCOMES` those that there are.
        kept_by_organ: the same by organ.
    """

    asked: Mapping[int | None, Mapping[str, int]]
    organs: tuple[tuple[str, int], ...]
    actors: tuple[Named, ...]
    rhythms: Mapping[Rhythm, int]
    kept: Mapping[int, Mapping[Status, int]]
    kept_by_organ: Mapping[str, Mapping[Status, int]]

    def rows(self) -> Iterator[dict[str, str | int]]:
        """Yield all of it as rows for tables of others: what is measured, of what, which value, how many."""
        for each in self._rows():
            yield dict(zip(COLUMNS, each, strict=True))

    def _rows(self) -> Iterator[tuple[str, str, str, int]]:
        for year, kinds in sorted(self.asked.items(), key=lambda each: each[0] or 0):
            for kind, number in sorted(kinds.items()):
                yield "asked", str(year or ""), kind, number
        for organ, number in self.organs:
            yield "organ", organ, "", number
        for each in self.actors:
            yield "actor", each.actor.id or each.actor.name or "", each.printed, each.actor.charges
        for rhythm, number in self.rhythms.items():
            yield "rhythm", "", rhythm, number
        for closed, statuses in sorted(self.kept.items()):
            for status in OUTCOMES:
                if statuses.get(status):
                    yield "kept", str(closed), status.value, statuses[status]
        for organ, statuses in self.kept_by_organ.items():
            for status in OUTCOMES:
                if statuses.get(status):
                    yield "kept-by-organ", organ, status.value, statuses[status]


def statistics(library: Library, query: StatisticsQuery) -> Statistics:
    """Return what the ledger amounts to on a day."""
    with ledgers(library) as kept:
        laid = [each for each in tallies(kept, ["*"]) if query.organ in (None, each.organ)]
        came = outcomes(kept, query.as_of, query.organ)
        recurring = rules(kept, query.organ)
    asked: dict[int | None, Counter[str]] = {}
    organs: Counter[str] = Counter()
    for each in laid:
        asked.setdefault(each.year, Counter())[each.kind] += each.charges
        organs[each.organ] += each.charges
    years: dict[int, Counter[Status]] = {}
    by_organ: dict[str, Counter[Status]] = {}
    for (year, organ, status), number in came.items():
        years.setdefault(year, Counter())[status] += number
        by_organ.setdefault(organ, Counter())[status] += number
    rhythms: Counter[Rhythm] = Counter()
    for rule, number in recurring.items():
        rhythms[_rhythm(rule)] += number
    return Statistics(
        asked=asked,
        organs=tuple(organs.most_common()),
        actors=chief_actors(library, CHIEF, query.organ),
        rhythms={each: rhythms[each] for each in RHYTHMS if rhythms[each]},
        kept=years,
        kept_by_organ=dict(sorted(by_organ.items(), key=lambda each: -sum(each[1].values()))),
    )


def _rhythm(rule: str) -> Rhythm:
    """Return how often something comes again by its rule (RFC 5545, 3.3.10): ``FREQ=YEARLY;INTERVAL=2``."""
    found = _EVERY.match(rule)
    interval = int(found["interval"] or 1) if found else 1
    if found is None or found["unit"] != "YEARLY":
        months = interval if found and found["unit"] == "MONTHLY" else 1
        return "several-a-year" if months < 12 else "yearly" if months == 12 else "rarer"
    return "yearly" if interval == 1 else "every-two-years" if interval == 2 else "rarer"
