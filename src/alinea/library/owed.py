"""Questions about what is owed: by session, day, bearer, organ, status; answered from what following kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alinea.following.ledgers import judge, ordered
from alinea.library.naming import characters
from alinea.model.ledger import Entry, Status
from alinea.store.ledgers import Ledgers, Wanted, ledgers
from alinea.store.library import Library
from alinea.store.listed import called
from alinea.vocab.actor_names import level, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

__all__ = ["Actors", "Owed", "actors_named", "known_names", "owed"]

OPEN = frozenset({Status.DUE, Status.OVERDUE})


@dataclass(frozen=True, slots=True)
class Owed:
    """What is asked.

    Attributes:
        as_of: the day; session: due at one of that number; organ: series of the organ whose session or text it is.
        before: due or coming again before that day; bearer: an actor, by name or identifier; work: a symbol.
        kinds: of commitments; statuses: those shown; where empty, what the other questions leave open.
    """

    as_of: datetime.date
    session: int | None = None
    organ: str | None = None
    before: datetime.date | None = None
    bearer: str | None = None
    work: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: frozenset[Status] = frozenset()


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is meant by a name: identifiers, and names without one as bearers are printed, folded."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def owed(library: Library, asked: Owed) -> list[Entry]:
    """Return what is owed, as asked, in order of the day it falls due.

    Where no statuses are asked for: everything of a session; else what is due or overdue.
    """
    with ledgers(library) as kept:
        return ordered(_entries(kept, asked))


def _entries(kept: Ledgers, asked: Owed) -> Iterator[Entry]:
    statuses = asked.statuses or (OPEN if asked.session is None else frozenset(Status))
    actors = actors_named(kept, asked.bearer) if asked.bearer else None
    wanted = Wanted(
        work=asked.work,
        session=asked.session,
        organ=characters(asked.organ) if asked.organ else None,
        before=asked.before,
        kinds=asked.kinds,
        bearers=actors.ids if actors else None,
        names=actors.names if actors else (),
        open_on=asked.as_of if statuses <= OPEN else None,
    )
    for obligation in kept.obligations(wanted):
        entry = judge(obligation, asked.as_of)
        if entry is not None and entry.status in statuses and _before(entry, asked.before):
            yield entry


def _before(entry: Entry, day: datetime.date | None) -> bool:
    """Tell whether something falls due, or comes again, before a day."""
    window = entry.obligation.window
    if day is None:
        return True
    return (entry.next is not None and entry.next < day) or (window is not None and window.opens < day)


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


def counted(entries: Iterable[Entry]) -> dict[Status, int]:
    """Return how many entries there are of each status."""
    counts = dict.fromkeys(Status, 0)
    for entry in entries:
        counts[entry.status] += 1
    return counts


def dated_statuses(library: Library, as_of: datetime.date) -> dict[Status, int]:
    """Return how many commitments that have a time stand where on a day."""
    with ledgers(library) as kept:
        entries = (judge(each, as_of) for each in kept.obligations(Wanted(dated=True)))
        return counted(each for each in entries if each is not None)
