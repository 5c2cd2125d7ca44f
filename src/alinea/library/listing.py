"""The ledger as a page or a program reads it: filtered, counted by status, one page after another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from alinea.following.ledgers import judge
from alinea.library.owed import Actors, actors_named, known_names
from alinea.linking.mentions import bare_name
from alinea.model.ledger import Entry, Status
from alinea.store.ledgers import Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.listed import called, charges_of, counts, listed, others
from alinea.store.listing import Listing, Place
from alinea.vocab.actor_names import level
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES

__all__ = ["Filter", "Leaf", "Numbers", "entries_of", "leaf", "listing_of", "meant_by", "numbers"]

MOST_NAMES = 200
"""Names of bearers that one filter may stand for: those with most charges."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the ledger.

    Attributes:
        as_of: the day; statuses: those shown, all where empty; bearer: an actor, by name or identifier.
        session: due at one of that number; organ: of the session, else of the text; kinds: of commitments.
        since, before: due in a time that closes on that day or after, and opens before that day.
    """

    as_of: datetime.date
    statuses: frozenset[Status] = frozenset()
    bearer: str | None = None
    session: int | None = None
    organ: str | None = None
    kinds: tuple[str, ...] = ()
    since: datetime.date | None = None
    before: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the ledger.

    Attributes:
        entries: in order; after: where it ends, None where nothing comes after it.
    """

    entries: tuple[Entry, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much fits a filter: by status, and who is meant by its bearer.

    Attributes:
        statuses: numbers; meant: identifiers and names, None where no bearer is asked for.
    """

    statuses: Mapping[Status, int]
    meant: Actors | None


def meant_by(kept: Ledgers, named: str) -> Actors:
    """Return who is meant by an identifier, or by a name as it is typed or printed: with its article, too.

    Those named just so come before those whose name has these words.
    """
    if any(named == id for _, id in known_names()):
        return Actors((named,), ())
    forms = [" ".join(level(fold(named)).split())]
    forms += [bare for language in LANGUAGES if (bare := bare_name(named, language)) and bare not in forms]
    for form in forms:
        known = {id for name, id in known_names() if name == form}
        printed = called(kept, form, exactly=True)
        if known or printed:
            others = any(id not in known for _, id in printed)
            return Actors(tuple(sorted(known)), (form,) if others else ())
    return actors_named(kept, min(forms, key=len))


def listing_of(kept: Ledgers, asked: Filter) -> Listing | None:
    """Return the list that a filter asks for, None where no bearer of that name is known."""
    ids: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    charges = 0
    if asked.bearer:
        meant = meant_by(kept, asked.bearer)
        found = charges_of(kept, meant.ids, meant.names)
        ids = tuple(each.id for each in found if each.id) or meant.ids
        # Those with most charges, then those that are printed with an identifier besides.
        charged = (each.name for each in found if each.name)
        names = tuple(dict.fromkeys((*charged, *meant.names)))[:MOST_NAMES]
        charges = sum(each.charges for each in found)
        if not ids and not names:
            return None
    made = Listing(
        as_of=asked.as_of,
        statuses=asked.statuses or frozenset(Status),
        session=asked.session,
        organ=asked.organ,
        kinds=asked.kinds,
        since=asked.since,
        before=asked.before,
        ids=ids,
        names=names,
        charges=charges,
    )
    narrow = ids is None and (asked.organ is not None or bool(asked.kinds))
    return replace(made, others=others(kept, made)) if narrow else made


def leaf(library: Library, asked: Filter, after: Place | None, most: int) -> Leaf:
    """Return a page of the ledger.

    Args:
        after: where the page before ended, None for the first; most: entries.
    """
    with ledgers(library) as kept:
        listing = listing_of(kept, asked)
        if listing is None:
            return Leaf((), None)
        found, end = listed(kept, listing, after, most)
    judged = (judge(each, asked.as_of) for each in found)
    return Leaf(tuple(each for each in judged if each is not None), end)


def numbers(library: Library, asked: Filter) -> Numbers:
    """Return how much fits a filter, by status; the statuses that it asks for count for nothing."""
    with ledgers(library) as kept:
        meant = meant_by(kept, asked.bearer) if asked.bearer else None
        listing = listing_of(kept, asked)
        return Numbers(counts(kept, listing) if listing else dict.fromkeys(Status, 0), meant)


def entries_of(library: Library, asked: Filter, most: int, step: int = 500) -> Iterator[Entry]:
    """Yield what fits a filter, so many entries at most, a page in a transaction."""
    after: Place | None = None
    while most > 0:
        found = leaf(library, asked, after, min(step, most))
        yield from found.entries
        most -= len(found.entries)
        after = found.after
        if after is None:
            return
