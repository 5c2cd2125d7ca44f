"""Who is meant by the name of an actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alinea.library.naming import characters
from alinea.store.ledgers import Ledgers
from alinea.store.listed import called
from alinea.vocab.actor_names import level, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

__all__ = ["Actors", "actors_named", "known_names"]


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is meant by a name: identifiers, and names without one as bearers are printed, folded."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def actors_named(kept: Ledgers, named: str) -> Actors:
    """Return who is meant by a name or an identifier, in any language: those named so, else those whose name has it.

    Samples: ``Secrétaire général`` and ``secretary-general`` are the Secretary-General and not his adjoints;
    ``Centre régional`` is every regional centre; ``UZ``, ``UZB`` and ``860`` are Uzbekistan.
    """
    named = characters(named)
    if named in table("common", "actors"):
        return Actors((named,), ())
    state = _codes().get(named if len(named) == 2 else named.upper())
    if state is not None:
        return Actors((state,), ())
    sought = " ".join(level(fold(named)).split())
    bearers = called(kept, sought, exactly=True)
    same = {
        (name, id) for name, id in {*known_names(), *((name, id) for name, id in bearers)} if name == sought
    }
    if not any(id for _, id in same):
        padded = f" {sought} "
        bearers = called(kept, sought, exactly=False)
        same |= {*bearers, *((name, id) for name, id in known_names() if padded in f" {name} ")}
    ids = sorted({id for name, id in same if id and (name, id) in known_names()})
    printed = sorted({name for name, id in bearers if (name, id) in same and id not in ids})
    return Actors(tuple(ids), tuple(printed))


@cache
def _codes() -> Mapping[str, str]:
    """Return the ISO 3166 code of two letters of each State by that code, the one of three, and its M49 number."""
    return MappingProxyType(
        {
            each: code
            for code, row in table("common", "states").items()
            for each in (code, row["iso3"], row["m49"])
        }
    )


@cache
def known_names() -> frozenset[tuple[str, str]]:
    """Return every name of every actor of the vocabulary, folded, with its identifier."""
    return frozenset(
        (name, id)
        for language in LANGUAGES
        for tables in (
            table(language, "actors")["names"],
            table(language, "states")["names"],
            table(language, "states")["authorities"],
        )
        for id, patterns in tables.items()
        for pattern in patterns
        for name in spelled_out(pattern)
    )
