"""What became of each paragraph: kept, changed, moved, split, merged, added, dropped; and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from alinea.comparing.aligning import Aligned, Group, align, join
from alinea.comparing.changes import changes
from alinea.comparing.passages import passages, side
from alinea.comparing.printed import Piece, pieces, said
from alinea.comparing.weighing import Weighed
from alinea.model.comparison import (
    BETWEEN,
    Comparison,
    Edit,
    Outcome,
    Pairing,
    Passage,
    Side,
    in_order,
    tally,
)
from alinea.model.record import Record
from alinea.model.spans import Span


def compare(before: Record, after: Record) -> Comparison:
    """Compare two texts: the paragraphs, headings, footnotes and titles of the first with those of the second.

    The other way round the same comes out, mirrored: what was added is dropped, what was split is merged, what was
    raised is lowered. Texts of up to 2,000 paragraphs are weighed each with each; of larger ones those pairs that
    share rare words, and `Comparison.bounded` says so where words had to be left out.

    Args:
        before, after: the records, in one language; for two languages see `alinea.comparing.languages`.

    A sample: A/RES/61/53 and A/RES/62/27, where operative paragraph 1 recalls 60/209 in place of 59/58.
    """
    sides = side(before), side(after)
    ones, others = passages(before), passages(after)
    # Of several ways to pair that are equally good one is taken: in the same order whichever text comes first.
    turned = [(each.kind, each.text) for each in ones] > [(each.kind, each.text) for each in others]
    if turned:
        found, bounded = pairings(others, ones, (sides[1], sides[0]))
        found = [each.mirrored() for each in found]
    else:
        found, bounded = pairings(ones, others, sides)
    return Comparison(*sides, ordered(found), bounded, tally(found))


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


_LARGE = 12_000_000  # pairs of words up to which two texts are compared word by word
_SHORT = 2  # words that both texts have between changes, and that say too little to stand by themselves


def redline(
    before: str, after: str, calls: tuple[Sequence[Span], Sequence[Span]] = ((), ())
) -> tuple[Edit, ...]:
    """Return what was deleted from a text and inserted into it.

    The deleted and the kept make `before`, the kept and the inserted `after`, to the character. Spaces and signs are
    compared apart from words, so that a comma more changes no word; of what form a sign or a space is, or whether a
    footnote mark was left in a text, makes no difference: `Edit.other` has it as the second text prints it. A word or
    two that both texts have by chance between changed words is shown as deleted and inserted again, which is easier to
    read. What remains of very long texts (thousands of words) between their common beginning and end is shown as
    replaced.

    Args:
        calls: footnote marks that reading left in either text.
    """
    if before == after:
        return (Edit("kept", before),) if before else ()
    ours, theirs = pieces(before, tuple(calls[0])), pieces(after, tuple(calls[1]))
    return tuple(_joined(_readable(list(_edits(ours, theirs)))))


Run = tuple[str, Sequence[Piece], Sequence[Piece]]
"""What both texts have (``kept``) or not (``other``), and the pieces of either."""


def _edits(one: Sequence[Piece], other: Sequence[Piece]) -> Iterator[Run]:
    """Yield what is kept and what is not."""
    from rapidfuzz.distance import Indel

    start, end = _shared_ends(one, other)
    if start:
        yield "kept", one[:start], other[:start]
    middle, middle_after = one[start : len(one) - end], other[start : len(other) - end]
    if len(middle) * len(middle_after) > _LARGE:
        yield "other", middle, middle_after
    else:
        plain = [[said for _, said in each] for each in (middle, middle_after)]
        for each in Indel.opcodes(plain[0], plain[1]):
            ours = middle[each.src_start : each.src_end]
            theirs = middle_after[each.dest_start : each.dest_end]
            yield ("kept" if each.tag == "equal" else "other"), ours, theirs
    if end:
        yield "kept", one[len(one) - end :], other[len(other) - end :]


def _readable(runs: list[Run]) -> list[Run]:
    """Return runs with those that both texts have by chance taken into the changes around them."""
    made: list[Run] = []
    for place, (kind, ours, theirs) in enumerate(runs):
        inner = 0 < place < len(runs) - 1
        chance = kind == "kept" and inner and _says_little(ours)
        if made and made[-1][0] == "other" and (kind == "other" or chance):
            made[-1] = ("other", (*made[-1][1], *ours), (*made[-1][2], *theirs))
        else:
            made.append((kind, ours, theirs))
    return made


def _says_little(found: Sequence[Piece]) -> bool:
    """Tell whether pieces are but a space, a sign, or a short word or two."""
    words = [said for _, said in found if said[:1].isalnum()]
    return len(words) <= _SHORT and sum(map(len, words)) <= 4


def _joined(runs: list[Run]) -> Iterator[Edit]:
    edits: list[Edit] = []
    for kind, ours, theirs in runs:
        if kind == "kept":
            edits.append(_kept(ours, theirs))
            continue
        start, end = _shared_ends(ours, theirs)
        if start:
            edits.append(_kept(ours[:start], theirs[:start]))
        deleted, inserted = (
            _printed(ours[start : len(ours) - end]),
            _printed(theirs[start : len(theirs) - end]),
        )
        edits += [Edit("deleted", deleted)] if deleted else []
        edits += [Edit("inserted", inserted)] if inserted else []
        if end:
            edits.append(_kept(ours[len(ours) - end :], theirs[len(theirs) - end :]))
    made: list[Edit] = []
    for each in in_order(tuple(each for each in edits if each.text or each.other)):
        if made and made[-1].kind == each.kind:
            after = made[-1].text_after + each.text_after
            text = made[-1].text + each.text
            made[-1] = Edit(each.kind, text, after if after != text else None)
        else:
            made.append(each)
    yield from made


def _printed(found: Sequence[Piece]) -> str:
    return "".join(printed for printed, _ in found)


def _kept(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Edit:
    text, other = _printed(ours), _printed(theirs)
    return Edit("kept", text, other if other != text else None)


def _shared_ends(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[int, int]:
    """Return how many pieces two runs have in common at their beginnings, and at their ends."""
    start = end = 0
    while start < min(len(ours), len(theirs)) and ours[start][1] == theirs[start][1]:
        start += 1
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end][1] == theirs[-1 - end][1]:
        end += 1
    return start, end
