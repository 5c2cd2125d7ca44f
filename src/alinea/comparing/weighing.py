"""How like two passages are by their words: words that few passages have count for more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from alinea.model.comparison import Passage
from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem

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
