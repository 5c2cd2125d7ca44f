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
        # Glued to a word or a closing sign («centrale1,», «1990 »3), or set off by spaces («Millénaire 1 que»).
        "candidate": re.compile(
            r"(?P<glued>(?<=[^\W\d_][^\W\d_])|(?<=[»\"”)\]])|(?<=[^\W\d_][,;:]))?(?P<gap>\s{0,3})(?<![\d/.,\-–—:°(+$])(?<![/.,°]\s)"
            r"(?P<number>\d{1,3})(?P<slash>\s?/(?=[\s,;.:)»]))?(?P<after>\s*(?=[,;.:)»\]])|\s+|\Z)(?![/\-–(]\d)"
        ),
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
    for match in _patterns()["candidate"].finditer(content, piece.start, piece.end):
        start, end = match.span("number")
        if start == piece.start:
            continue
        value = int(match["number"])
        if value == 0 or value > last + 60:
            continue
        if _may_be_mark(content, match, piece, words, value in known):
            end = match.end("slash") if match["slash"] else end
            out.append(Mark(Span(start, end), MarkKind.CALL, match["number"]))
    return out


def _may_be_mark(content: str, match: re.Match[str], piece: Span, words: Structure, known: bool) -> bool:
    if match["glued"] is not None and not match["gap"]:
        return True
    before = _patterns()["word"].search(
        fold(content[max(piece.start, match.start() - 30) : match.start("gap")])
    )
    sign = content[match.start("gap") - 1 : match.start("gap")]
    if before is not None and before.group() in words.takes_number:
        return False
    if before is None and sign not in ")»”\"]’'" and not (sign.isdigit() and match["gap"]):
        return False
    if match["slash"]:
        return True
    after = content[match.end("number") : piece.end].lstrip()
    if not after or after[0] in ",;.:)»]":
        return True
    if sign.isdigit():
        return False
    if not known:
        return False
    following = _patterns()["next"].match(fold(after[:30]))
    return (
        following is not None
        and following.group() in words.function_words | _links(words)
        and (following.group() not in words.after_number or following.group() in words.function_words)
    )


def _links(words: Structure) -> frozenset[str]:
    return words.after_number - words.takes_number
