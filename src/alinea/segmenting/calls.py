"""Footnote marks within paragraphs, where the format does not say which figures they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from alinea.model.spans import Span
from alinea.model.text import Mark, MarkKind
from alinea.segmenting.labels import Para
from alinea.vocab.folding import fold
from alinea.vocab.structure import Structure

_GREATEST_STEP = 4
"""How many marks may have been lost between two that are found."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "figure": re.compile(r"\d{1,3}"),
        # What stands right before and after a mark: «centrale1,», «1990 »3», «Millénaire 1 que», «général 1/,».
        "before": re.compile(r"(?P<glued>[^\W\d_]{2}|[»\"”)\]]|[^\W\d_][,;:])?(?P<gap>\s{0,3})\Z"),
        "never_before": re.compile(r"(?:[\d/.,\-–—:°(+$]|[/.,°]\s)\Z"),
        "after": re.compile(r"(?P<slash>\s?/(?=[\s,;.:)»]))?(?:\s*(?=[,;.:)»\]])|\s+|\Z)(?![/\-–(]\d)"),
        "word": re.compile(r"[^\W\d_]+\Z"),
        "next": re.compile(r"[^\W\d_]+|%|\d"),
    }


def calls_in(content: str, paras: Sequence[Para], notes: Sequence[str], words: Structure) -> list[list[Mark]]:
    """Return the footnote marks of paragraphs, in order: those the format marks, and those told by their sequence.

    A figure is taken for a footnote mark when it is the number due (marks rise by one from paragraph to
    paragraph) and stands where no number belongs: after a word and before punctuation or a small word, not
    after *article*, *les*, *au moins* and the like. A figure that could be either is left in the text.

    Args:
        content: the source.
        paras: the paragraphs in order, sub-paragraphs among them.
        notes: the numbers of the footnotes, as printed.
        words: the structure words of the language.
    """
    marked = [
        [m for s in p.stretches for m in s.marks if m.kind is MarkKind.CALL and _within(m, p)] for p in paras
    ]
    if any(marked):
        return marked
    known = frozenset(int(number) for number in notes if number.isdigit())
    last = min(known) - 1 if known else 0
    found: list[list[Mark]] = []
    for para in paras:
        mine: list[Mark] = []
        for piece in para.pieces:
            for mark in _candidates(content, piece, words, known, last):
                value = int(mark.value)
                if value == last + 1 or (value in known and last < value <= last + _GREATEST_STEP):
                    last = value
                    mine.append(mark)
                elif value <= last and value in known and _glued(content, mark):
                    mine.append(mark)  # a mark that stands a second time
        found.append(mine)
    return found


def _within(mark: Mark, para: Para) -> bool:
    return any(piece.start <= mark.span.start and mark.span.end <= piece.end for piece in para.pieces)


def _glued(content: str, mark: Mark) -> bool:
    return content[mark.span.start - 1 : mark.span.start].isalpha()


def _candidates(content: str, piece: Span, words: Structure, known: frozenset[int], last: int) -> list[Mark]:
    """Return the figures of a piece that stand where a footnote mark may stand."""
    out: list[Mark] = []
    patterns = _patterns()
    for match in patterns["figure"].finditer(content, piece.start, piece.end):
        start, end = match.span()
        value = int(match.group())
        if start == piece.start or value == 0 or value > last + 60:
            continue
        after = patterns["after"].match(content, end, piece.end)
        if after is None:
            continue
        window = content[max(piece.start, start - 8) : start]
        before = patterns["before"].search(window)
        assert before is not None
        glued = before["glued"] is not None and not before["gap"]
        if not glued and patterns["never_before"].search(window):
            continue
        gap = Span(start - len(before["gap"]), start)
        if (
            glued
            or after["slash"]
            or _may_be_mark(content, gap, Span(after.end(), piece.end), piece, words, value in known)
        ):
            out.append(
                Mark(Span(start, after.end("slash") if after["slash"] else end), MarkKind.CALL, match.group())
            )
    return out


def _may_be_mark(content: str, gap: Span, rest: Span, piece: Span, words: Structure, known: bool) -> bool:
    """Tell whether a figure set off by white space may be a mark: by the words before and after it."""
    before = _patterns()["word"].search(fold(content[max(piece.start, gap.start - 30) : gap.start]))
    sign = content[gap.start - 1 : gap.start]
    if before is not None and before.group() in words.takes_number:
        return False
    if before is None and sign not in ")»”\"]’'" and not (sign.isdigit() and gap.end > gap.start):
        return False
    after = content[rest.start : min(rest.end, rest.start + 30)].lstrip()
    if not after or after[0] in ",;.:)»]":
        return True
    if sign.isdigit() or not known:
        return False
    following = _patterns()["next"].match(fold(after))
    return (
        following is not None
        and following.group() in words.function_words | _links(words)
        and (following.group() not in words.after_number or following.group() in words.function_words)
    )


def _links(words: Structure) -> frozenset[str]:
    return words.after_number - words.takes_number
