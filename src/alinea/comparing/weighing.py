"""How like two passages are by their words: words that few passages have count for more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from alinea.model.comparison import Passage
from alinea.model.record import Citation
from alinea.model.spans import Span
from alinea.vocab.dates import find_dates
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.search_words import stem
from alinea.vocab.tables import LANGUAGES

_FIGURE = 0.35  # what a figure counts for: sessions, years and numbers of documents change each year
_LONGEST = 3000  # words of a passage of which the order is looked at
_ALIKE = 0.6  # likeness from which it does not matter that one holds the other
_HELD = 0.25  # what it counts for that the longer passage holds the words of the shorter
_FIRST_SIGN = 0xF0000  # words are written as one sign each, of the planes that are for private use

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
"""A word; in scripts that are written without spaces a sign."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(fold(text))


class Weighed:
    """The passages of two texts by their words, all forms of a word counted as one.

    Args:
        language: of the texts, whose forms of words are known.

    Attributes:
        bags: for each passage its words, each as a number, and how many times it has each.
        signs: its words in order, each written as one sign.
        weights: of each word; mass: of each passage, the sum of the weights of its words.
    """

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        found = [words_of(each.text) for each in passages]
        stems = {word: stem(word, language) for word in {word for words in found for word in words}}
        numbers: dict[str, int] = {}
        rows = [[numbers.setdefault(stems[word], len(numbers)) for word in words] for words in found]
        self.bags = [Counter(row) for row in rows]
        self.signs = [_written(row[:_LONGEST]) for row in rows]
        held = Counter(number for bag in self.bags for number in bag)
        self.weights = [
            math.log(1 + len(passages) / held[number]) * (_FIGURE if _figure(word) else 1.0)
            for word, number in numbers.items()
        ]
        self.mass = [self.weight(bag) for bag in self.bags]

    def weight(self, bag: Counter[int]) -> float:
        """Return what words weigh together."""
        return sum(self.weights[word] * times for word, times in bag.items())

    def shared(self, one: Counter[int], other: Counter[int]) -> float:
        """Return what the words that both have weigh."""
        if len(other) < len(one):
            one, other = other, one
        # In order of the words, so that sums of the same words are the same to the last digit.
        both = sorted(word for word in one if word in other)
        return sum(self.weights[word] * min(one[word], other[word]) for word in both)

    def opening(self, *which: int) -> Counter[int]:
        """Return the words with which passages open alike."""
        found: Counter[int] = Counter()
        for signs in zip(*(self.signs[each] for each in which), strict=False):
            if len(set(signs)) > 1:
                break
            found[ord(signs[0]) - _FIRST_SIGN] += 1
        return found

    def vectors(self, which: Iterable[int], words: frozenset[int] | None = None) -> Any:
        """Return the passages as rows of unit length, a column for each word.

        Args:
            words: those that count; all where not given.
        """
        import numpy as np
        from scipy.sparse import csr_array

        rows, columns, values = [], [], []
        count = 0
        for row, place in enumerate(which):
            count += 1
            entries = [
                (word, (1 + math.log(times)) * self.weights[word])
                for word, times in sorted(self.bags[place].items())
                if words is None or word in words
            ]
            length = math.sqrt(sum(value * value for _, value in entries)) or 1.0
            for word, value in entries:
                rows.append(row)
                columns.append(word)
                values.append(value / length)
        shape = (count, len(self.weights))
        return csr_array((np.asarray(values), (rows, columns)), shape=shape)

    def in_order(self, one: int, other: int) -> float:
        """Return how much of the words of two passages stands in the same order, from 0 to 1."""
        from rapidfuzz.distance import Indel

        return float(Indel.normalized_similarity(self.signs[one], self.signs[other]))

    def likeness(self, one: int, other: int, cosine: float) -> float:
        """Return how like two passages are, from 0 to 1.

        By their rare words (`cosine`) and by the order of all; a passage that went into a longer one is like it too.
        """
        like = 0.55 * cosine + 0.45 * self.in_order(one, other)
        least = min(self.mass[one], self.mass[other])
        if least <= 0.0 or like >= _ALIKE:
            return like
        held = self.shared(self.bags[one], self.bags[other]) / least
        return like + _HELD * max(0.0, held - 0.5)


def _written(row: list[int]) -> str:
    """Return words as signs, one each; beyond the number of signs there are, some words share one."""
    span = 0x10FFFF - _FIRST_SIGN
    return "".join(chr(_FIRST_SIGN + number % span) for number in row)


def _figure(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


_YEAR = re.compile(r"(?<![\w/.,])(?:19|20)\d\d(?:-(?:(?:19|20)\d\d|\d\d))?(?![\w/])")
"""A year, or several: ``2014-2015``."""
_FIGURES = re.compile(r"\d+[A-Z]?\b|\([IVXLC\d]+\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A date, the number of a session, or a citation in a text.

    Attributes:
        at: its place in the text; value: what it means: ``2007-12-05``, ``63``, ``A/RES/57/63``.
    """

    kind: Literal["date", "session", "citation"]
    at: Span
    value: str


def marks_in(text: str, language: str, citations: Sequence[Citation] = ()) -> tuple[Mark, ...]:
    """Return the marks of a text in order, none within another; a date that belongs to a citation is of it.

    Args:
        citations: found in the text, with their places in it.
    """
    found = [Mark("citation", each.at, each.target) for each in citations]
    if language in LANGUAGES:
        found += _dated(text, language)
    chosen: list[Mark] = []
    rank = {"citation": 0, "date": 1, "session": 1}
    for each in sorted(found, key=lambda mark: (mark.at.start, rank[mark.kind], -mark.at.end)):
        if not chosen or each.at.start >= chosen[-1].at.end:
            chosen.append(each)
    return tuple(chosen)


def _dated(text: str, language: str) -> Iterator[Mark]:
    folded = fold(text)
    for day, start, end in find_dates(text, language):
        yield Mark("date", Span(start, end), day.isoformat())
    words = deadline_words(language)
    for found in words.month_year.finditer(folded):
        yield Mark("date", Span(*found.span()), found[0])
    for found in words.session.finditer(folded):
        for group in ("first", "second"):
            if found[group] and (number := parse_ordinal(found[group], language)) is not None:
                yield Mark("session", Span(*found.span(group)), str(number))
    for found in _YEAR.finditer(folded):
        yield Mark("date", Span(*found.span()), found[0])


def without(text: str, cut: Sequence[Span]) -> str:
    """Return a text with a space in the place of each of some stretches.

    Args:
        cut: in order.
    """
    parts, place = [], 0
    for start, end in cut:
        parts.append(text[place:start])
        place = max(place, end)
    return " ".join([*parts, text[place:]])


def family(symbol: str) -> str:
    """Return what documents of one kind have in common: ``A/#/#`` for ``A/62/133``."""
    return _FIGURES.sub("#", symbol)
