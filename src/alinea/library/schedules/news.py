"""What is new since a day: texts adopted, what they show of what was owed, what has fallen due, what comes next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.occasions import FOLLOWED, Occasion, occasions
from alinea.model.ledger import Entry, Status
from alinea.store.library import Library
from alinea.store.values import Work

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
