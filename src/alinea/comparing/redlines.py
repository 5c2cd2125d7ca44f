"""The redline of two texts, word by word: what was deleted, what was inserted, and nothing lost between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from alinea.model.comparison import Edit, in_order

__all__ = ["redline"]

_LARGE = 12_000_000  # pairs of words up to which two texts are compared word by word
_SHORT = 2  # words that both texts have between changes, and that say too little to stand by themselves


def redline(before: str, after: str) -> tuple[Edit, ...]:
    """Return what was deleted from a text and inserted into it.

    The deleted and the kept make `before`, the kept and the inserted `after`, to the character. Spaces and signs are
    compared apart from words, so that a comma more changes no word; of what kind an apostrophe, a hyphen or a space is
    makes no difference: `Edit.other` has it as the second text prints it. A word or two that both texts
    have by chance between changed words is shown as deleted and inserted again, which is easier to read. What remains
    of very long texts (thousands of words) between their common beginning and end is shown as replaced.
    """
    if before == after:
        return (Edit("kept", before),) if before else ()
    plain = [_pieces(text.translate(_plainly())) for text in (before, after)]
    return tuple(_joined(_readable(list(_edits(_pieces(before), _pieces(after), plain)))))


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")


@cache
def _plainly() -> dict[int, str]:
    """The forms of apostrophes, hyphens and spaces that say the same: none is a letter, so that texts are cut alike."""
    return {
        **dict.fromkeys((0x2018, 0x2019), "'"),
        **dict.fromkeys((0x2010, 0x2011, 0x00AD), "-"),
        **dict.fromkeys((0x00A0, 0x202F, 0x2009), " "),
    }


def _pieces(text: str) -> list[str]:
    """Return a text cut into words, spaces and signs; together they are the text."""
    return _piece().findall(text)


Run = tuple[str, list[str], list[str]]
"""What both texts have (``kept``) or not (``other``), and the pieces of either."""


def _edits(one: list[str], other: list[str], plain: list[list[str]]) -> Iterator[Run]:
    """Yield what is kept and what is not.

    Args:
        plain: the pieces of both with the same apostrophes, hyphens and spaces.
    """
    from rapidfuzz.distance import Indel

    start, end = _shared_ends(*plain)
    if start:
        yield "kept", one[:start], other[:start]
    middle, middle_after = (each[start : len(each) - end] for each in plain)
    if len(middle) * len(middle_after) > _LARGE:
        yield "other", one[start : len(one) - end], other[start : len(other) - end]
    else:
        for each in Indel.opcodes(middle, middle_after):
            ours = one[start + each.src_start : start + each.src_end]
            theirs = other[start + each.dest_start : start + each.dest_end]
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
            made[-1] = ("other", made[-1][1] + ours, made[-1][2] + theirs)
        else:
            made.append((kind, ours, theirs))
    return made


def _says_little(pieces: list[str]) -> bool:
    """Tell whether pieces are but a space, a sign, or a short word or two."""
    words = [piece for piece in pieces if piece[0].isalnum()]
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
        deleted, inserted = "".join(ours[start : len(ours) - end]), "".join(theirs[start : len(theirs) - end])
        edits += [Edit("deleted", deleted)] if deleted else []
        edits += [Edit("inserted", inserted)] if inserted else []
        if end:
            edits.append(_kept(ours[len(ours) - end :], theirs[len(theirs) - end :]))
    made: list[Edit] = []
    for each in in_order(tuple(edits)):
        if made and made[-1].kind == each.kind:
            after = made[-1].text_after + each.text_after
            text = made[-1].text + each.text
            made[-1] = Edit(each.kind, text, after if after != text else None)
        else:
            made.append(each)
    yield from made


def _kept(ours: list[str], theirs: list[str]) -> Edit:
    text, other = "".join(ours), "".join(theirs)
    return Edit("kept", text, other if other != text else None)


def _shared_ends(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    """Return how many pieces two runs have in common at their beginnings, and at their ends."""
    start = end = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    return start, end
