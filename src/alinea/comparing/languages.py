"""One text in two languages, paragraph by paragraph: by what has no language.

The two versions say the same in the same order, so that the best way through both is looked for (dynamic programming,
after Gale and Church, *A Program for Aligning Sentences in Bilingual Corpora*, 1993), by kind and number of the
paragraphs, the documents, dates and figures in them, the act they open with, and their length. No word is compared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.comparing.passages import passages, side
from alinea.comparing.weighing import marks_in
from alinea.model.comparison import BETWEEN, Bead, Disagreement, Parallel, Passage
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.vocab.dates import find_dates
from alinea.vocab.tables import LANGUAGES

_ALONE = -0.7  # for a passage that has no answer
_TWO = -1.6  # for two passages that answer one
_BAND = 40  # places that an answer may stand off
_CELLS = 200_000  # pairs that are weighed at most

_FIGURE = re.compile(r"\d+")


def across(one: Record, other: Record) -> Parallel:
    """Return a text in two languages, passage by passage, and what they disagree on.

    Args:
        one, other: the two versions.

    A sample: *1. Prie le Secrétaire général …* answers *1. Requests the Secretary-General …*.
    """
    ours, theirs = _features(one), _features(other)
    path, bounded = _best_path(ours, theirs)
    beads = tuple(_bead(ours[a:b], theirs[c:d], (one.language, other.language)) for a, b, c, d in path)
    return Parallel(side(one), side(other), beads, bounded)


@dataclass(frozen=True, slots=True)
class _Feature:
    """A passage and what of it has no language: documents, figures, dates and sessions in words, its length."""

    passage: Passage
    cited: frozenset[str]
    figures: frozenset[str]
    length: int


def _features(record: Record) -> list[_Feature]:
    return [
        _Feature(
            each,
            frozenset(citation.target for citation in each.citations),
            frozenset(_FIGURE.findall(each.text))
            | {f"{mark.kind} {mark.value}" for mark in marks_in(each.text, record.language)},
            len(each.text),
        )
        for each in passages(record)
    ]


Stretch = tuple[int, int, int, int]
"""Passages of the one, from and to, and of the other."""


def _best_path(ours: Sequence[_Feature], theirs: Sequence[_Feature]) -> tuple[list[Stretch], bool]:
    """Return the best way through two texts, and whether far places were left out."""
    rows, columns = len(ours), len(theirs)
    band = max(_BAND, abs(rows - columns) + 10)
    bounded = (rows + 1) * min(2 * band, columns + 1) > _CELLS
    if bounded:
        band = max(2, _CELLS // (2 * (rows + 1)))
    ratio = (sum(each.length for each in ours) + 1) / (sum(each.length for each in theirs) + 1)
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(rows + 1)]
    best[0][0] = (0.0, 0, 0)
    for row in range(rows + 1):
        middle = row * columns // rows if rows else 0
        first, last = max(0, middle - band), min(columns, middle + band)
        if row == rows:
            last = columns
        for column in range(first if rows else 0, last + 1):
            if row or column:
                found = _reached(best, ours, theirs, row, column, ratio)
                if found:
                    best[row][column] = found
    return _walked_back(best, rows, columns), bounded


def _reached(
    best: Sequence[dict[int, tuple[float, int, int]]],
    ours: Sequence[_Feature],
    theirs: Sequence[_Feature],
    row: int,
    column: int,
    ratio: float,
) -> tuple[float, int, int] | None:
    """Return the best score with which two places are reached, and by how many passages of either."""
    found: tuple[float, int, int] | None = None
    for up, left in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)):
        if up > row or left > column:
            continue
        before = best[row - up].get(column - left)
        if before is None:
            continue
        score = before[0] + _score(ours[row - up : row], theirs[column - left : column], ratio)
        if found is None or score > found[0]:
            found = (score, up, left)
    return found


def _score(ones: Sequence[_Feature], others: Sequence[_Feature], ratio: float) -> float:
    """Return how well some passages answer others."""
    if not ones or not others:
        return _ALONE
    one, other = ones[0], others[0]
    if any(each.passage.kind != one.passage.kind for each in (*ones, *others)):
        return -3.0
    single = len(ones) + len(others) == 2
    score = 1.5 + _structure(one.passage, other.passage, numbered=single) + (0.0 if single else _TWO)
    cited = [_united([each.cited for each in side]) for side in (ones, others)]
    if cited[0] or cited[1]:
        score += 2.0 * len(cited[0] & cited[1]) / len(cited[0] | cited[1]) - 0.6
    figures = [_united([each.figures for each in side]) for side in (ones, others)]
    if figures[0] or figures[1]:
        score += 1.5 * len(figures[0] & figures[1]) / len(figures[0] | figures[1]) - 0.5
    lengths = sum(each.length for each in ones) + 8, ratio * sum(each.length for each in others) + 8
    return score - min(2.5, 1.5 * abs(math.log(lengths[0] / lengths[1])))


def _united(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    return sets[0] if len(sets) == 1 else frozenset().union(*sets)


def _structure(one: Passage, other: Passage, *, numbered: bool) -> float:
    """Return what number (of one passage against one), depth and act speak for two passages."""
    score = 0.0
    if numbered and one.number and other.number:
        score += 0.6 if one.number == other.number else -0.3
    if one.depth != other.depth:
        score -= 1.0
    if one.lead and other.lead and one.lead.act and other.lead.act:
        score += 1.2 if one.lead.act == other.lead.act else -0.6
    return score


def _walked_back(best: Sequence[dict[int, tuple[float, int, int]]], rows: int, columns: int) -> list[Stretch]:
    path: list[Stretch] = []
    row, column = rows, columns
    while row or column:
        step = best[row].get(column)
        _, up, left = step if step else (0.0, 1 if row else 0, 0 if row else 1)
        path.append((row - up, row, column - left, column))
        row, column = row - up, column - left
    return path[::-1]


def _bead(ones: Sequence[_Feature], others: Sequence[_Feature], languages: tuple[str, str]) -> Bead:
    ours, theirs = tuple(each.passage for each in ones), tuple(each.passage for each in others)
    found = tuple(_disagreements(ours, theirs, languages)) if ours and theirs else ()
    return Bead(ours, theirs, found)


def _disagreements(
    ones: Sequence[Passage], others: Sequence[Passage], languages: tuple[str, str]
) -> Iterator[Disagreement]:
    one, other = ones[0], others[0]
    if one.number != other.number and one.kind != "heading":
        yield Disagreement("number", one.number, other.number)
    acts = [each.lead for each in (one, other) if each.lead]
    if len(acts) == 2 and None not in (acts[0].force, acts[1].force) and acts[0].force != acts[1].force:
        yield Disagreement("force", acts[0].act, acts[1].act, Span(*acts[0].at), Span(*acts[1].at))
    for kind in ("citation", "date"):
        ours, theirs = _values(ones, languages[0], kind), _values(others, languages[1], kind)
        for value in [value for value in ours if value not in theirs]:
            yield Disagreement(kind, value, None, ours[value], None)
        for value in [value for value in theirs if value not in ours]:
            yield Disagreement(kind, None, value, None, theirs[value])


def _values(passages: Sequence[Passage], language: str, kind: str) -> dict[str, Span]:
    """Return the documents cited, or the full dates, in some passages, each with its first place."""
    found: dict[str, Span] = {}
    offset = 0
    for each in passages:
        if kind == "citation":
            places = [(citation.target, Span(*citation.at)) for citation in each.citations]
        elif language in LANGUAGES:
            places = [(day.isoformat(), Span(a, b)) for day, a, b in find_dates(each.text, language)]
        else:
            places = []
        for value, at in places:
            found.setdefault(value, Span(at.start + offset, at.end + offset))
        offset += len(each.text) + len(BETWEEN)
    return found
