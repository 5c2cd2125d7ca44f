"""What became of each paragraph: kept, changed, moved, split, merged, added, dropped; and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from alinea.comparing.aligning import Aligned, align
from alinea.comparing.changes import changes
from alinea.comparing.joining import Group, join
from alinea.comparing.printed import said
from alinea.comparing.redlines import redline
from alinea.comparing.weighing import Weighed
from alinea.model.comparison import BETWEEN, Outcome, Pairing, Passage, Side
from alinea.model.spans import Span


def pairings(
    before: Sequence[Passage], after: Sequence[Passage], sides: tuple[Side, Side]
) -> tuple[list[Pairing], bool]:
    """Return what became of every passage of two texts, and whether some pairs could not be weighed."""
    weighed = Weighed([*before, *after], sides[0].language)
    aligned = align(before, after, weighed)
    groups = join(before, after, aligned, weighed)
    moved = _moved(groups, before)
    return [
        _pairing(group, place in moved, before, after, aligned, sides) for place, group in enumerate(groups)
    ], aligned.bounded


def _moved(groups: Sequence[Group], before: Sequence[Passage]) -> set[int]:
    """Return the groups that stand in another order: as few as may be, for the others to be in the same order."""
    both = [
        place
        for place, group in enumerate(groups)
        if group.before and group.after and before[group.before[0]].kind != "note"
    ]
    both.sort(key=lambda place: groups[place].before[0])
    kept = _longest_rising([groups[place].after[0] for place in both])
    return {place for order, place in enumerate(both) if order not in kept}


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence of different numbers."""
    ends: list[int] = []  # the least last value of rising subsequences of each length
    places: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        previous.append(places[length - 1] if length else -1)
        ends[length:] = [value] if length == len(ends) else [value, *ends[length + 1 :]]
        places[length:] = [place] if length == len(places) else [place, *places[length + 1 :]]
    found: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found


def _pairing(
    group: Group,
    moved: bool,
    before: Sequence[Passage],
    after: Sequence[Passage],
    aligned: Aligned,
    sides: tuple[Side, Side],
) -> Pairing:
    ones = tuple(before[place] for place in group.before)
    others = tuple(after[place] for place in group.after)
    texts = BETWEEN.join(each.text for each in ones), BETWEEN.join(each.text for each in others)
    marks = _marks(ones), _marks(others)
    edits = redline(*texts, marks)
    if not ones or not others:
        return Pairing(Outcome.DROPPED if ones else Outcome.ADDED, ones, others, redline=edits)
    numbers = ones[0].number, others[0].number
    renumbered = None not in numbers and numbers[0] != numbers[1]
    likeness = max(aligned.likeness.get(place, 0.0) for place in group.before)
    same = said(texts[0], marks[0]) == said(texts[1], marks[1])
    outcome = _outcome(ones, others, same=same, moved=moved, renumbered=renumbered)
    found = changes(ones, others, sides, edits)
    return Pairing(outcome, ones, others, round(likeness, 4), moved, renumbered, edits, found)


def _marks(passages: Sequence[Passage]) -> tuple[Span, ...]:
    """Return the footnote marks left in passages by their places in the words of all."""
    found: list[Span] = []
    offset = 0
    for each in passages:
        found += (Span(mark.start + offset, mark.end + offset) for mark in each.calls_left)
        offset += len(each.text) + len(BETWEEN)
    return tuple(found)


def _outcome(
    ones: Sequence[Passage], others: Sequence[Passage], *, same: bool, moved: bool, renumbered: bool
) -> Outcome:
    if len(others) > 1:
        return Outcome.SPLIT
    if len(ones) > 1:
        return Outcome.MERGED
    if not same:
        return Outcome.CHANGED
    if moved:
        return Outcome.MOVED
    return Outcome.RENUMBERED if renumbered else Outcome.KEPT


def ordered(found: Sequence[Pairing]) -> tuple[Pairing, ...]:
    """Return pairings in order of the second text, what was dropped after what it stood after in the first."""
    anchors = sorted(
        (each.before[0].order, each.after[0].order)
        for each in found
        if each.before and each.after and not each.moved
    )
    firsts = [order for order, _ in anchors]

    def place(pairing: Pairing) -> tuple[int, int, int]:
        if pairing.after:
            return pairing.after[0].order, 0, 0
        own = pairing.before[0].order
        anchor = bisect_left(firsts, own) - 1
        return (anchors[anchor][1] if anchor >= 0 else -1), 1, own

    return tuple(sorted(found, key=place))
