"""Browsing: the resolutions known, by organ, session, item of the agenda, year, and by what is published of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alinea.library.naming import characters
from alinea.store.browsing import Terms
from alinea.store.library import Library
from alinea.store.values import KnownText

FACETS = ("organ", "session", "year", "committee", "subject", "goal", "sponsor")
"""What texts are counted by, in the order in which a person narrows them down."""

MOST = 200
"""Texts of a page at most, and of those that are only cited."""

LARGEST = 9_999
"""The greatest number of a session, a year or an item that is looked for."""


@dataclass(frozen=True, slots=True)
class BrowseQuery:
    """Which resolutions are asked for: those that fit all that is given.

    Attributes:
        organ, session: of the symbol; item: number of an item of the agenda; year: of adoption.
        committee, subject, goal, sponsor: as published; state, vote: one that voted, and how: ``yes``, ``no``,
            ``abstain``, any where None.
        language: in which titles are told where they are held in it.
        after: `Browsed.next` of the page before; limit: texts of the page, `MOST` at most.
    """

    organ: str | None = None
    session: int | None = None
    item: int | None = None
    year: int | None = None
    committee: str | None = None
    subject: str | None = None
    goal: str | None = None
    sponsor: str | None = None
    state: str | None = None
    vote: str | None = None
    language: str = "fr"
    after: str | None = None
    limit: int = 100

    def terms(self) -> Terms:
        """Return what is asked of the shelves."""
        published = {name: getattr(self, name) for name in ("committee", "subject", "goal", "sponsor")}
        numbers = {
            name: None if value is None else max(0, min(value, LARGEST))
            for name, value in (("session", self.session), ("year", self.year), ("item", self.item))
        }
        return Terms(
            organ=None if self.organ is None else characters(self.organ),
            published={name: characters(value) for name, value in published.items() if value is not None},
            state=None if self.state is None else characters(self.state),
            vote=None if self.vote is None else characters(self.vote),
            **numbers,
        )


@dataclass(frozen=True, slots=True)
class AgendaTally:
    """An item of the agenda: its number, its title as published in English (empty where it is not), its texts."""

    number: int
    title: str
    texts: int


@dataclass(frozen=True, slots=True)
class Browsed:
    """What is known of what was asked for.

    Attributes:
        held, besides: how many texts are held, and how many are known by what is published of them alone.
        texts: a page of both, by organ, session and number; next: what leads to the page that follows.
        counts: by the names of `FACETS` the values that there are with their texts: sessions and years the latest
            first, others the most frequent first. Sessions are counted where an organ is given.
        items: of the agenda, where organ and session are given.
        cited, all_cited: of that organ and session, resolutions that are only cited, and how many there are.
    """

    held: int
    besides: int
    texts: tuple[KnownText, ...]
    next: str | None
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    items: tuple[AgendaTally, ...]
    cited: tuple[str, ...]
    all_cited: int


def every_text(library: Library, query: BrowseQuery) -> Iterator[KnownText]:
    """Yield all resolutions known that fit a question, page by page."""
    after = query.after
    while True:
        found = library.known(query.terms(), query.language, after, MOST)
        yield from found.texts
        if found.next is None:
            return
        after = found.next


def browse(library: Library, query: BrowseQuery) -> Browsed:
    """Return the resolutions known that fit a question, a page of them, and counts by which it can be narrowed."""
    terms = query.terms()
    limit = max(1, min(query.limit, MOST))
    found = library.known(terms, query.language, query.after, limit)
    counts = {
        name: tuple(
            sorted(counted.items(), key=lambda each: -int(each[0]) if each[0].isdecimal() else 0)
            if name in ("session", "year")
            else sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        )
        for name, counted in found.counts.items()
    }
    session = query.organ is not None and query.session is not None
    alone = session and terms == Terms(organ=terms.organ, session=terms.session, published={})
    cited, all_cited = library.cited_only(f"{terms.organ}/RES/{terms.session}/", MOST) if alone else ((), 0)
    items = library.agenda_items(terms) if session else []
    return Browsed(
        held=found.held,
        besides=found.besides,
        texts=found.texts,
        next=found.next,
        counts=counts,
        items=tuple(AgendaTally(*each) for each in items),
        cited=cited,
        all_cited=all_cited,
    )
