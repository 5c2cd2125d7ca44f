"""Paragraphs that were split, and paragraphs that were merged: found by what a pair leaves over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alinea.comparing.aligning import Aligned
from alinea.comparing.printed import said
from alinea.comparing.weighing import Weighed

if TYPE_CHECKING:
    from alinea.model.comparison import Passage

_HELD = 0.62  # of the words of a piece, by weight, that what is left over must have
_LARGE = 0.12  # of the words of the whole, by weight, that a piece must have
_FEWEST = 5  # words of a piece
_LEAST_OWN = 2  # words of a piece beside those it opens with like the whole
_NEAR = 3  # places from the paragraph, or from another piece
_WEAK = 0.6  # likeness below which a pair gives way to a piece
_SURE = 0.8  # of the words of that piece, by weight, that what is left over must have
_BOUND = {"preambular", "operative", "annex"}


@dataclass(slots=True)
class Group:
    """Passages of both texts that answer one another, by their places: one on one side at least."""

    before: list[int]
    after: list[int]


def join(
    before: Sequence[Passage], after: Sequence[Passage], aligned: Aligned, weighed: Weighed
) -> list[Group]:
    """Return all passages in groups: pairs, splits, merges, and those alone.

    A piece that was split off has its words in what the pair does not account for: the words of the first paragraph
    that the one it is paired with does not have.
    """
    offset = len(before)
    _release(aligned, weighed, offset)
    groups = [Group([row], [column]) for row, column in aligned.pairs.items()]
    lone = [row for row in range(len(before)) if row not in aligned.pairs]
    paired = set(aligned.pairs.values())
    lone_after = [column for column in range(len(after)) if column not in paired]

    offers: list[tuple[float, int, int, bool]] = []
    for which, group in enumerate(groups):
        row, column = group.before[0], group.after[0]
        if said(before[row].text, before[row].calls_left) == said(
            after[column].text, after[column].calls_left
        ):
            continue
        for piece in _around(lone_after, column):
            share = _share(weighed, row, offset + column, offset + piece)
            if share and before[row].kind in _BOUND and after[piece].kind in _BOUND:
                offers.append((share, which, piece, True))
        for piece in _around(lone, row):
            share = _share(weighed, offset + column, row, piece)
            if share and after[column].kind in _BOUND and before[piece].kind in _BOUND:
                offers.append((share, which, piece, False))
    taken: set[tuple[int, bool]] = set()
    for _, which, piece, split in sorted(offers, key=lambda each: (-each[0], *each[1:])):
        group = groups[which]
        if (piece, split) in taken or len(group.before if split else group.after) > 1:
            continue
        if len(group.after if split else group.before) > 1 and not _still(
            weighed, group, piece, split, offset
        ):
            continue
        (group.after if split else group.before).append(piece)
        taken.add((piece, split))
    for group in groups:
        group.before.sort()
        group.after.sort()
    groups += [Group([row], []) for row in lone if (row, False) not in taken]
    groups += [Group([], [column]) for column in lone_after if (column, True) not in taken]
    return groups


def _release(aligned: Aligned, weighed: Weighed, offset: int) -> None:
    """Take apart weak pairs of which one passage is wholly a piece of another paragraph near it."""
    backwards = {column: row for row, column in aligned.pairs.items()}
    for row, column in sorted(aligned.pairs.items()):
        weak = aligned.likeness[row]
        if weak >= _WEAK:
            continue
        needed = max(_SURE, weak + 0.2)
        beside = [backwards.get(column + step) for step in range(-_NEAR, _NEAR + 1) if step]
        split = any(
            _share(weighed, other, offset + aligned.pairs[other], offset + column) >= needed
            for other in beside
            if other is not None
        )
        beside = [row + step for step in range(-_NEAR, _NEAR + 1) if step and row + step in aligned.pairs]
        merged = any(
            _share(weighed, offset + aligned.pairs[other], other, row) >= needed
            for other in beside
            if other is not None
        )
        if split or merged:
            del aligned.pairs[row], aligned.likeness[row], backwards[column]


def _around(lone: list[int], place: int) -> list[int]:
    """Return the passages without a pair that stand near a place."""
    from bisect import bisect_left, bisect_right

    return lone[bisect_left(lone, place - _NEAR) : bisect_right(lone, place + _NEAR)]


def _share(weighed: Weighed, whole: int, first: int, piece: int) -> float:
    """Return how much of a piece is in what the whole has beyond its first piece, 0.0 where that is too little.

    Pieces repeat the opening of the whole, and the one addressed, as paragraphs of their own must: *Encourages States
    to repair …* and *Encourages States to train …*. These words do not count.
    """
    words = weighed.bags[piece]
    if sum(words.values()) < _FEWEST or weighed.mass[piece] < _LARGE * weighed.mass[whole]:
        return 0.0
    opening = weighed.opening(whole, first, piece)
    words = words - opening
    left = weighed.bags[whole] - (weighed.bags[first] - opening)
    if sum(words.values()) < _LEAST_OWN:
        return 0.0
    held = weighed.shared(words, left) / (weighed.weight(words) or 1.0)
    return held if held >= _HELD else 0.0


def _still(weighed: Weighed, group: Group, piece: int, split: bool, offset: int) -> bool:
    """Tell whether one more piece is in what all pieces so far leave over."""
    whole = group.before[0] if split else offset + group.after[0]
    pieces = [offset + each for each in group.after] if split else group.before
    left = weighed.bags[whole] - sum((weighed.bags[each] for each in pieces), Counter[int]())
    own = offset + piece if split else piece
    return weighed.shared(weighed.bags[own], left) >= _HELD * weighed.mass[own]
