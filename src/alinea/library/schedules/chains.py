"""Requests for the same thing in one text after another, as later texts show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from alinea.model.ledger import ANEW, Entry, Obligation


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
