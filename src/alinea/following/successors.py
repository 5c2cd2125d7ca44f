"""The later texts that may show something of what an earlier one asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from alinea.linking.series import ACCEPTED
from alinea.linking.standing import standing
from alinea.model.corpus import Corpus, Outline, Place, SeriesLink, Work
from alinea.vocab.sessions import session_window

__all__ = ["Later", "in_order", "later_texts", "recalled"]


class Later:
    """A later text: its work, and the link of its series to the earlier one, None where it is not of its series."""

    def __init__(self, work: Work, link: SeriesLink | None) -> None:
        self.work = work
        self.link = link
        self.on = _adopted(work.chief)


def later_texts(symbol: str, corpus: Corpus) -> tuple[Later, ...]:
    """Return the texts that may show something of the commitments of a work, in order of adoption."""
    links = {each.later: each for each in corpus.later.get(symbol, ()) if each.confidence >= ACCEPTED}
    citing = dict.fromkeys(each.place.symbol for each in corpus.cited_by.get(symbol, ()))
    answering = (
        each
        for each in citing
        if any(
            symbol in notice.pursuant for version in corpus.works[each].versions for notice in version.notices
        )
    )
    names = dict.fromkeys((*links, *answering))
    return in_order(Later(corpus.works[each], links.get(each)) for each in names if each in corpus.works)


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
