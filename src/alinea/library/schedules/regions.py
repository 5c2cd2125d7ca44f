"""The region of the world that a text is on, and the States it is on where it has no title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from alinea.analysing.actors import actors_in
from alinea.model.record import Record
from alinea.vocab.actor_names import level
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

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

MOST = 3
"""States that one text may be on."""


def states_named(record: Record) -> tuple[str, ...]:
    """Return the States that a text is on: those it names most, few, none where it names many alike."""
    named = Counter(
        actor.id
        for each in record.paragraphs()
        for actor in each.actors
        if actor.id and actor.id in _by_state()
    )
    chosen = [state for state, _ in named.most_common(MOST)]
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
