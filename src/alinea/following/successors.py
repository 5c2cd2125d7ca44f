"""The later texts that may show something of what an earlier one asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from alinea.linking.series import standing
from alinea.model.corpus import Outline, Place, SeriesLink, Work
from alinea.vocab.sessions import session_window


class Later:
    """A later text: its work, and the link of its series to the earlier one, None where it is not of its series."""

    def __init__(self, work: Work, link: SeriesLink | None) -> None:
        self.work = work
        self.link = link
        self.on = _adopted(work.chief)


def in_order(texts: Iterable[Later]) -> tuple[Later, ...]:
    """Return later texts in order of adoption."""
    return tuple(sorted(texts, key=lambda each: (each.on or datetime.date.max, standing(each.work.symbol))))


def recalled(link: SeriesLink, chief: Outline) -> Place:
    """Return where the later text recalls the earlier one."""
    for reason in link.reasons:
        if reason.place is not None:
            return reason.place
    recall = next(each for each in chief.recalls if each.target == link.earlier)
    return recall.place


def _adopted(version: Outline) -> datetime.date | None:
    """Return the day a text was adopted; where it does not say, the last of the session."""
    if version.adopted_on is not None:
        return version.adopted_on
    window = session_window(version.organ, version.session) if version.session is not None else None
    return window.closes if window else None
