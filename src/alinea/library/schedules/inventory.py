"""All reports asked of someone: how often, how often delivered, and which may be combined or left.

What paragraphs 13, 16, 24 and 26 of A/RES/80/251 ask to be looked at: review clauses, candidates for combination or
change in periodicity, mandates that are inactive, and how often a matter comes back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.model.ledger import ANEW, MET, Entry, Obligation
from alinea.store.library import Library


def chains(found: Sequence[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Yield each entry that no later one of them takes up, with those that led to it, the first first."""
    followed = _followed(found)
    earlier: dict[str, list[Entry]] = {}
    for each in found:
        if each.obligation.id in followed:
            earlier.setdefault(followed[each.obligation.id], []).append(each)
    for each in found:
        if each.obligation.id not in followed:
            yield each, _chain(each, earlier)


def _followed(found: Sequence[Entry]) -> Mapping[str, str]:
    """Return by which later request each request was taken up, where it was; by their identifiers."""
    at: dict[tuple[str, str], list[Obligation]] = {}
    for each in found:
        owed = each.obligation
        at.setdefault((owed.address, owed.kind), []).append(owed)
    taken: dict[str, str] = {}
    for each in found:
        owed = each.obligation
        for shown in owed.evidence:
            later = at.get((shown.place.address, owed.kind), ()) if shown.kind in ANEW else ()
            if later and later[0].id != owed.id:
                taken[owed.id] = later[0].id
                break
    return taken


def _chain(entry: Entry, earlier: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...]:
    """Return the requests that led to one, the first first; each once, whatever leads to it."""
    found: dict[str, Entry] = {}
    waiting = [entry.obligation.id]
    while waiting:
        for each in earlier.get(waiting.pop(), ()):
            if each.obligation.id not in found and each.obligation.id != entry.obligation.id:
                found[each.obligation.id] = each
                waiting.append(each.obligation.id)
    return tuple(sorted(found.values(), key=lambda each: str(each.obligation.adopted_on or "")))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A report that is asked for, with the requests for the same before it.

    Attributes:
        entry: the latest request; before: the earlier ones, the first first.
        delivered: documents by which the requests were met, with the day a later text took note of each.
        ends: the day after which it is asked for no more, None where no text says.
        age: whole years since it was last asked for, None where that day is not known.
        group: requirements that have it are candidates for combination; None where it stands alone.
    """

    entry: Entry
    before: tuple[Entry, ...]
    delivered: tuple[tuple[str, datetime.date | None], ...]
    ends: datetime.date | None
    age: int | None
    group: int | None = None

    @property
    def asked(self) -> tuple[Entry, ...]:
        """All requests, the first first."""
        return *self.before, self.entry

    @property
    def years_between(self) -> float | None:
        """How many years lie between two requests, on average; None where there is only one."""
        days = [each.obligation.adopted_on for each in self.asked if each.obligation.adopted_on]
        return _between(days)

    @property
    def years_between_reports(self) -> float | None:
        """How many years lie between two reports that came, on average; None where fewer than two are known."""
        return _between([day for _, day in self.delivered if day])


@dataclass(frozen=True, slots=True)
class Inventory:
    """The reports asked of someone, in order of their texts.

    Attributes:
        bearer: of whom; as_of: the day; requirements: those not asked for anew by a later text.
    """

    bearer: str
    organ: str | None
    as_of: datetime.date
    requirements: tuple[Requirement, ...]


def inventory_of(library: Library, bearer: str, as_of: datetime.date, organ: str | None = None) -> Inventory:
    """Return all reports asked of an actor.

    Args:
        bearer: name or identifier; organ: of the session at which they are due, else of the text; None for all.
    """
    found = answer(library, LedgerQuery(as_of, EVERY, organ=organ, kinds=("report",), bearer=bearer)).entries
    made = [_requirement(latest, before, as_of) for latest, before in chains(found)]
    ordered = sorted(made, key=lambda each: each.entry.obligation.id)
    return Inventory(bearer, organ, as_of, tuple(_grouped(ordered)))


def _requirement(entry: Entry, before: tuple[Entry, ...], as_of: datetime.date) -> Requirement:
    owed = entry.obligation
    delivered: dict[str, datetime.date | None] = {}
    for each in (*before, entry):
        for shown in each.obligation.evidence:
            if shown.kind in MET and (shown.on is None or shown.on <= as_of):
                delivered.setdefault(shown.document or shown.place.address, shown.on)
    age = None
    if owed.adopted_on is not None:
        age = as_of.year - owed.adopted_on.year
        age -= (as_of.month, as_of.day) < (owed.adopted_on.month, owed.adopted_on.day)
    return Requirement(
        entry, before, tuple(delivered.items()), owed.recurrence.until if owed.recurrence else None, age
    )


def _grouped(found: Sequence[Requirement]) -> Iterable[Requirement]:
    """Yield requirements, with a number those that may be combined: of one text, or of one title and session."""
    keys: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(found):
        owed = each.entry.obligation
        keys.setdefault(("text", owed.symbol), []).append(place)
        due = f"{owed.due_organ}/{owed.due_session}" if owed.due_session else ""
        due = due or (owed.recurrence.period if owed.recurrence else "")
        if owed.title and due:
            keys.setdefault(("title", owed.title.casefold(), due), []).append(place)
    groups: dict[int, int] = {}
    for places in keys.values():
        if len(places) > 1:
            number = next(
                (groups[place] for place in places if place in groups), len(set(groups.values())) + 1
            )
            groups |= dict.fromkeys(places, number)
    yield from (replace(each, group=groups.get(place)) for place, each in enumerate(found))


def _between(days: Sequence[datetime.date]) -> float | None:
    ordered = sorted(set(days))
    if len(ordered) < 2:
        return None
    return round((ordered[-1] - ordered[0]).days / 365.25 / (len(ordered) - 1), 1)
