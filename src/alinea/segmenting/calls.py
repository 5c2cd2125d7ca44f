"""Footnote marks within paragraphs, where the format does not say which figures they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from alinea.model.spans import Span
from alinea.model.text import LOWERED, Mark, MarkKind
from alinea.segmenting.labels import Para
from alinea.vocab.folding import fold
from alinea.vocab.structure import Structure

_GREATEST_STEP = 4
"""How many marks may have been lost between two that are found."""
_CHAIN = 2
"""Figures that count on from one another before they are marks of notes that are missing."""
_NONE: frozenset[int] = frozenset()
_ANY = 1000


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "figure": re.compile(r"\d{1,3}"),
        # A mark glued to a year, "en 20191,", or to the sign behind a year or the number of a document: "1993,4 and";
        # one that is raised, where the format does not say whether it is an exponent.
        "year": re.compile(
            r"(?:(?<![\d/.,-])(?:19[4-9]\d|20\d\d)[,;]?|/\d{1,3}[,;])"
            r"(?P<glued>\d{1,3})(?=[\s,;.:)»\]]|\Z)(?![.,:]\d)"
            r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})(?<![kcm]m.)"
        ),
        # What stands right before and after a mark: «centrale1,», «1990 »3», «Millénaire 1 que», «général 1/,».
        "before": re.compile(r"(?P<glued>[^\W\d_]{2}|[»\"”)\]][,;:]?|[^\W\d_]\s?[,;:])?(?P<gap>\s{0,3})\Z"),
        "never_before": re.compile(r"(?:[\d/.,\-–—:°(+$]|[/.,°]\s)\Z"),
        # Behind the sign that ends a clause, set off: "celestial bodies, 1 as well as".
        "apart": re.compile(r"(?:[^\W\d_]|(?:19|20)\d\d)[,;]\s\Z"),
        "after": re.compile(
            r"(?P<slash>\s?/(?=[\s,;.:)»])(?!\s\d))?(?:\s*(?=[,;.:)»\]])|\s+|\Z)(?![/\-–(]\d)"
        ),
        "year_before": re.compile(r"(?<!\d)(?:19|20)\d\d\s{1,3}\Z"),
        "listed": re.compile(r"\d{1,4}/\d"),  # another of a list of resolutions: "2013, 2 27/21"
        "goes_on": re.compile(r"[.,](?:\d|\s(?P<next>\d{1,3})\b)"),
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
    # A year needs no figure more: one that follows it is a mark, where there are notes to be called.
    years = bool(known) and any(
        _patterns()["year"].search(content, piece.start, piece.end) for para in paras for piece in para.pieces
    )
    last = min(known) - 1 if known else 0
    figures = [[(piece, list(_figures(content, piece))) for piece in para.pieces] for para in paras]
    found: list[list[Mark]] = []
    for pieces in figures:
        mine: list[Mark] = []
        for piece, held in pieces:
            for mark in _candidates(content, piece, held, words, known, last, years):
                value = int(mark.value)
                if value == last + 1 or (value in known and last < value <= last + _GREATEST_STEP):
                    last = value
                    mine.append(mark)
                elif value <= last and value in known and _glued(content, mark):
                    mine.append(mark)  # a mark that stands a second time
        found.append(mine)
    return _with_chained(content, figures, words, found)


def _with_chained(
    content: str,
    figures: Sequence[Sequence[tuple[Span, Sequence[_Figure]]]],
    words: Structure,
    found: Sequence[list[Mark]],
) -> list[list[Mark]]:
    """Return the marks found, with those that only their neighbours tell, as the notes themselves are missing.

    A figure that stands where a mark may stand is one when others before and after it count with it: three in a row.
    """
    sure = [
        [
            mark
            for piece, held in pieces
            for mark in _candidates(content, piece, held, words, _NONE, _ANY, False)
            if not _goes_on(content, mark)
        ]
        for pieces in figures
    ]
    every = [
        sorted({mark.span.start: mark for mark in (*mine, *more)}.values(), key=lambda mark: mark.span.start)
        for mine, more in zip(found, sure, strict=True)
    ]
    lengths = _chains([int(mark.value) for marks in every for mark in marks])
    at = 0
    out: list[list[Mark]] = []
    for mine, marks in zip(found, every, strict=True):
        taken = {mark.span.start for mark in mine}
        out.append([])
        for mark in marks:
            if mark.span.start in taken or lengths[at] >= _CHAIN or _stands_apart(content, mark):
                out[-1].append(mark)
            at += 1
    return out


def _chains(values: Sequence[int]) -> list[int]:
    """Return, for each of some figures, how many count with it: each at most a few greater than the one before."""
    before = _ends(values)
    after = _ends([-value for value in reversed(values)])[::-1]
    return [one + other - 1 for one, other in zip(before, after, strict=True)]


def _ends(values: Sequence[int]) -> list[int]:
    """Return the length of the longest chain that ends with each of some figures."""
    longest: dict[int, int] = {}
    out: list[int] = []
    for value in values:
        length = 1 + max(longest.get(value - step, 0) for step in range(1, _GREATEST_STEP))
        longest[value] = max(length, longest.get(value, 0))
        out.append(length)
    return out


def _within(mark: Mark, para: Para) -> bool:
    return any(piece.start <= mark.span.start and mark.span.end <= piece.end for piece in para.pieces)


def _glued(content: str, mark: Mark) -> bool:
    return content[mark.span.start - 1 : mark.span.start].isalpha()


class _Figure(NamedTuple):
    """A figure that may be a footnote mark, by the signs beside it.

    Attributes:
        start, end: its place, with the stroke behind it; printed: as printed; value: what it says.
        gap: characters of white space before it; rest: where the words after it begin.
        sure: it is glued to a word, or a stroke stands behind it: the words beside it need not be asked.
    """

    start: int
    end: int
    printed: str
    value: int
    gap: int
    rest: int
    sure: bool


def _figures(content: str, piece: Span) -> Iterator[_Figure]:
    """Yield the figures of a piece beside which stand signs as beside a mark."""
    patterns = _patterns()
    for match in patterns["figure"].finditer(content, piece.start, piece.end):
        start, end = match.span()
        value = int(match.group())
        if start == piece.start or value == 0:
            continue
        after = patterns["after"].match(content, end, piece.end)
        if after is None:
            continue
        window = content[max(piece.start, start - 8) : start]
        before = patterns["before"].search(window)
        assert before is not None
        glued = before["glued"] is not None and not before["gap"]
        never = not before["gap"] or patterns["never_before"].search(window)
        if not glued and never and not patterns["apart"].search(window):
            continue
        stroke = after["slash"] is not None
        end = after.end("slash") if stroke else end
        yield _Figure(start, end, match.group(), value, len(before["gap"]), after.end(), glued or stroke)


def _candidates(
    content: str,
    piece: Span,
    figures: Sequence[_Figure],
    words: Structure,
    known: frozenset[int],
    last: int,
    years: bool,
) -> list[Mark]:
    """Return the figures of a piece that may be marks; `years`: also those glued to a year, or raised."""
    out: list[Mark] = []
    for match in _patterns()["year"].finditer(content, piece.start, piece.end) if years else ():
        number = match[match.lastgroup or 0].translate(LOWERED)
        if int(number) in known:
            out.append(Mark(Span(*match.span(match.lastgroup or 0)), MarkKind.CALL, number))
    for figure in figures:
        if figure.value > last + 60:
            continue
        gap = Span(figure.start - figure.gap, figure.start)
        rest = Span(figure.rest, piece.end)
        if figure.sure or _may_be_mark(content, gap, rest, piece, words, figure.value in known):
            out.append(Mark(Span(figure.start, figure.end), MarkKind.CALL, figure.printed))
    return sorted(out, key=lambda mark: mark.span.start) if years else out


def _goes_on(content: str, mark: Mark) -> bool:
    """Tell a figure of a decimal, or of a list of numbers, ``2, 7 et 13``, from marks that stand together, ``3, 4``."""
    found = _patterns()["goes_on"].match(content, mark.span.end)
    return found is not None and (not found["next"] or int(found["next"]) != int(mark.value) + 1)


def _after_year(content: str, place: int) -> bool:
    """Tell whether a figure is set off from a year before it, as marks are and nothing else: ``2012 9 et``."""
    return _patterns()["year_before"].search(content[max(0, place - 8) : place]) is not None


def _stands_apart(content: str, mark: Mark) -> bool:
    """Tell a mark by its place: set off from a year, or glued to the sign that ends its paragraph, ``quais ;3``."""
    line = content.find("\n", mark.span.end)
    ends = not content[mark.span.end : line if line >= 0 else len(content)].strip()
    return (ends and content[mark.span.start - 1] in ";,") or _after_year(content, mark.span.start)


def _may_be_mark(content: str, gap: Span, rest: Span, piece: Span, words: Structure, known: bool) -> bool:
    """Tell whether a figure set off by white space may be a mark: by the words before and after it."""
    before = _patterns()["word"].search(fold(content[max(piece.start, gap.start - 30) : gap.start]))
    sign = content[gap.start - 1 : gap.start]
    if before is not None and before.group() in words.takes_number:
        return False
    signs = ")»”\"]’',;" if known else ")»”\"]’'"
    if before is None and sign not in signs and not (sign.isdigit() and gap.end > gap.start):
        return False
    after = content[rest.start : min(rest.end, rest.start + 30)].lstrip()
    if not after or after[0] in ",;.:)»]" or (known and _patterns()["listed"].match(after)):
        return True
    if not (_after_year(content, gap.end) if sign.isdigit() else known):
        return False
    following = _patterns()["next"].match(fold(after))
    return (
        following is not None
        and following.group() in words.function_words | _links(words)
        and (following.group() not in words.after_number or following.group() in words.function_words)
    )


def _links(words: Structure) -> frozenset[str]:
    return words.after_number - words.takes_number
