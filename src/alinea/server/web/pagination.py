"""Long texts come in parts: a page has so much of one and no more, and leads to the rest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from alinea.server.web.request import Visit

BUDGET = 95_000
"""Bytes of mark-up that the part of a text on one page may have, by an estimate that is a little too low."""

WHOLE = 3_000_000
"""Bytes of mark-up up to which a text can be had on one page where that is asked for, to be printed."""

MOST, MOST_OF_WHOLE = 20_000, 400_000
"""Letters of one paragraph that a page shows; the rest is in the source."""

AROUND = 15
"""Parts before and after the one shown that a page leads to, besides the first and the last."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part(Generic[Key]):
    """A part of a text: its number, from 0 on, and what it holds."""

    number: int
    held: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Shown(Generic[Key]):
    """What a page shows of a text.

    Attributes:
        parts: all there are; here: the one shown, None where all of them are.
        printable: the text can be had whole on one page; most: letters that are shown of a paragraph.
    """

    parts: tuple[Part[Key], ...]
    here: int | None
    printable: bool
    most: int

    @property
    def held(self) -> frozenset[Key]:
        """What is on the page."""
        parts = self.parts if self.here is None else self.parts[self.here : self.here + 1]
        return frozenset(each for part in parts for each in part.held)

    @property
    def first(self) -> bool:
        """Whether the page has the beginning."""
        return not self.here

    @property
    def last(self) -> bool:
        """Whether the page has the end."""
        return self.here is None or self.here >= len(self.parts) - 1


def shown(weighed: Sequence[tuple[Key, int]], start: Key | None, *, whole: bool) -> Shown[Key]:
    """Return what a page shows: the part in which something stands, the first where that is not known.

    Args:
        weighed: all that the text holds, in order, with the bytes of its mark-up.
        start: what is looked for; whole: all is wanted on one page.
    """
    total = sum(weight for _, weight in weighed)
    printable = total <= WHOLE
    if total <= BUDGET or (whole and printable):
        return Shown(
            (Part(0, tuple(key for key, _ in weighed)),), None, printable, MOST_OF_WHOLE if whole else MOST
        )
    # Parts of about the same length, rather than a short one at the end.
    room = total / -(-total // BUDGET)
    parts: list[list[Key]] = [[]]
    taken = 0.0
    for key, weight in weighed:
        if parts[-1] and (taken + weight / 2 > room * len(parts)):
            parts.append([])
        parts[-1].append(key)
        taken += weight
    made = tuple(Part(number, tuple(held)) for number, held in enumerate(parts))
    here = next((part.number for part in made if start in part.held), 0) if start is not None else 0
    return Shown(made, here, printable, MOST)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part as the list of parts has it.

    Attributes:
        said: its first and last place; place: its address; here: it is on the page; gap: parts before it are left out.
    """

    said: str
    place: str
    here: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of parts.

    Attributes:
        leaves: parts; before, after: addresses of those beside the one that is shown, None where there is none.
        whole: address of the text on one page, None where it is too long for that.
    """

    leaves: tuple[Leaf, ...]
    before: str | None
    after: str | None
    whole: str | None


def contents(shown: Shown[str], visit: Visit, name: Callable[[str], str]) -> Contents | None:
    """Return the list of parts of a text, None where the page has all of it.

    Args:
        name: tells a place by its address.
    """
    if shown.here is None:
        return None
    places = [visit.here(**{"from": each.held[0], "all": None}) for each in shown.parts]
    leaves = []
    last = -1
    for each in _near(shown.parts, shown.here):
        said = visit.words("web.parts.range", first=name(each.held[0]), last=name(each.held[-1]))
        leaves.append(Leaf(said, places[each.number], each.number == shown.here, each.number > last + 1))
        last = each.number
    return Contents(
        tuple(leaves),
        places[shown.here - 1] if shown.here else None,
        places[shown.here + 1] if shown.here + 1 < len(places) else None,
        visit.here(**{"from": None, "all": "1"}) if shown.printable else None,
    )


def _near(parts: Sequence[Part[Key]], here: int) -> tuple[Part[Key], ...]:
    """Return the parts that a page leads to: those around the one it shows, the first and the last."""
    last = len(parts) - 1
    return tuple(each for each in parts if each.number in (0, last) or abs(each.number - here) <= AROUND)
