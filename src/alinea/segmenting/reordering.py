"""Pages in two columns that a converter read across: the parts of a resolution put back in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, islice

from alinea.model.problems import Problem
from alinea.segmenting.drafts import Draft
from alinea.segmenting.labels import Para, Tree


def reorder(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, with the pieces of one resolution that stand apart put together.

    Where the operative part of a titled resolution does not begin with paragraph 1, and an untitled piece of
    text holds paragraphs 1 to k - 1 (or breaks off within one), the piece is the middle of that resolution when
    it is the only one that fits: the numbers then run from 1 without a gap.

    Args:
        drafts: in the order of the text.
    """
    # By how many paragraphs they hold, counted from 1: a file of thousands of texts is gone through once.
    pieces: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.fragment and (held := _held_from_one(draft)):
            pieces.setdefault(held, []).append(draft)
    joined: set[int] = set()
    for draft in drafts:
        if draft.fragment or draft.number is None or not pieces:
            continue
        fitting = _fitting(draft, pieces)
        if len(fitting) == 1:
            _join(draft, fitting[0])
            joined.add(id(fitting[0]))
            pieces = {
                held: left
                for held, some in pieces.items()
                if (left := [p for p in some if id(p) not in joined])
            }
    return [draft for draft in drafts if id(draft) not in joined]


def _numbers(draft: Draft) -> list[int]:
    return [int(para.number) for para in draft.operative if para.number and para.number.isdigit()]


def _held_from_one(piece: Draft) -> int:
    """Return how many paragraphs a piece holds, 0 where they are not numbered from 1 without a gap."""
    holds = _numbers(piece)
    return len(holds) if holds == list(range(1, len(holds) + 1)) else 0


def _fitting(draft: Draft, pieces: Mapping[int, Sequence[Draft]]) -> Sequence[Draft]:
    """Return the pieces that hold exactly the paragraphs that a resolution lacks, two at most where it lacks all."""
    has = _numbers(draft)
    if has:
        return pieces.get(has[0] - 1, ())
    if draft.operative or not draft.preamble or draft.preamble[-1].tail() not in ",-":
        return ()
    return list(islice(chain.from_iterable(pieces.values()), 2))


def _join(draft: Draft, piece: Draft) -> None:
    """Put a piece between the preamble of a resolution and the paragraphs it goes on with."""
    last = piece.operative[-1]
    while last.children:
        last = last.children[-1]
    tail = _cut_off(draft, last)
    draft.preamble += piece.preamble
    draft.operative = [*piece.operative, *draft.operative]
    draft.notes += piece.notes
    draft.closing = draft.closing or piece.closing
    draft.problems = [
        problem for problem in draft.problems if problem.code != "numbering-gap"
    ] + piece.problems
    draft.tree = Tree(draft.operative[-1])
    for para in (*piece.preamble, *piece.operative):
        _own(para, draft.index)
    for stretch in (*piece.masthead, *piece.closing):
        stretch.owner = draft.index
    first = piece.preamble[0] if piece.preamble else piece.operative[0]
    message = "the columns of the page were read across; paragraphs were put in the order of their numbers"
    draft.problems.append(Problem("reordered", message, first.stretches[0].span))
    if tail:
        last.stretches += tail.stretches
        last.pieces += tail.pieces


def _cut_off(draft: Draft, last: Para) -> Para | None:
    """Take from a resolution the end of the paragraph that the piece breaks off in, if it is there."""
    if last.tail() in ".;:":
        return None
    if draft.operative and not draft.operative[0].number:
        return draft.operative.pop(0)
    final = draft.preamble[-1] if draft.preamble else None
    if final is None or len(final.stretches) < 2:
        return None
    stretch = final.stretches[-1]
    if not stretch.raw[:1].islower() or final.stretches[-2].raw.rstrip()[-1:] != ",":
        return None
    piece = final.pieces.pop()
    final.stretches.pop()
    return Para(None, stretch.start, [piece], [stretch])


def _own(para: Para, index: int) -> None:
    for stretch in para.stretches:
        stretch.owner = index
    for child in para.children:
        _own(child, index)
