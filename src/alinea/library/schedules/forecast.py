"""The documents that are expected, with the day by which each has to be handed in to be ready in time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.cycle import months_from
from alinea.library.schedules.occasions import FOLLOWED, Occasion, occasions
from alinea.store.library import Library
from alinea.vocab.tables import table

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
