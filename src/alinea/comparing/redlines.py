"""The redline of two texts, word by word: what was deleted, what was inserted, and nothing lost between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alinea.comparing.printed import Piece, pieces
from alinea.model.comparison import Edit, in_order
from alinea.model.spans import Span

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
