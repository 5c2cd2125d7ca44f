"""The register of forums: meetings that come again, with each that texts say was held."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.library.ledger import LedgerQuery
from alinea.library.search import Question, ask
from alinea.linking.gatherings import Gathering, gatherings_in
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import gathering_words
from alinea.vocab.tables import LANGUAGES

MOST = 500
"""Passages that are read, the latest texts first: what a search gives at once."""

_ALIKE = 3
"""Words by which the shorter of two names is taken for the beginning of the longer."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held, and the passage that says so."""

    gathering: Gathering
    hit: Hit


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum with its meetings, the first first.

    Attributes:
        name: as printed; language: of it; meetings: each once, as the latest text tells it.
    """

    name: str
    language: str
    meetings: tuple[Held, ...]


def forums_told_of(library: Library, asked: LedgerQuery) -> tuple[Forum, ...]:
    """Return the forums of which texts say that they met, those with most meetings first.

    A name that begins another is the same forum: *Réunion consultative des chefs d'État*, *… des pays d'Asie centrale*.

    Args:
        asked: organ and day count.
    """
    organs = (asked.organ,) if asked.organ else ()
    sought = " ".join("|".join(each) for each in zip(*map(gathering_words, LANGUAGES), strict=True))
    hits = library.search(ask(Question(sought, organs=organs, order="date", limit=MOST))).hits
    forums: dict[str, list[Held]] = {}
    for hit in hits:
        if hit.adopted_on is None or hit.adopted_on > asked.as_of:
            continue
        for found in gatherings_in(hit.text, hit.address.language):
            key = fold(found.name)
            same = next((each for each in forums if _begins(each, key) or _begins(key, each)), key)
            forums.setdefault(same, []).append(Held(found, hit))
    made = [_forum(each) for each in forums.values()]
    return tuple(sorted(made, key=lambda each: (-len(each.meetings), fold(each.name))))


def _begins(short: str, long: str) -> bool:
    return len(short.split()) >= _ALIKE and long.startswith(f"{short} ")


def _forum(held: list[Held]) -> Forum:
    """Return the forum of the meetings that texts tell of, the latest text first."""
    meetings: dict[object, Held] = {}
    for each in held:
        gathering = each.gathering
        meetings.setdefault(gathering.number or gathering.on or fold(gathering.held), each)
    ordered = sorted(
        meetings.values(), key=lambda each: (each.gathering.number or 0, str(each.gathering.on or ""))
    )
    named = max(held, key=lambda each: len(each.gathering.name))
    return Forum(named.gathering.name, named.hit.address.language, tuple(ordered))
