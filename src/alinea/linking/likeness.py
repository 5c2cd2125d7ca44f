"""Which paragraphs say alike, in whatever language: directions of meaning learnt from texts that stand in two.

Latent semantic indexing of parallel texts (Dumais, Letsche, Littman and Landauer, "Automatic cross-language retrieval
using latent semantic indexing", 1997): each paragraph with its counterparts in other languages is one document of a
table of words, weighed by how rare they are; the strongest directions of that table (a truncated singular value
decomposition) put words of both languages that stand for one another in one place. A paragraph of one language is then
laid into the same space, where near ones are alike. Nothing is downloaded: a library learns from itself.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

Spoken = tuple[str, str]
"""A text and its language."""

DIRECTIONS = 128
"""Directions that are kept. With 256, of 800 counterparts one more in a hundred comes among the first ten, for twice
the time and room (docs/measures.md)."""

COMMONEST = 0.3
"""Words of a greater share of the texts tell nothing apart."""

_SPARE, _ROUNDS = 16, 4
"""Directions looked for beyond those that are kept, and rounds in which they settle (Halko, Martinsson and Tropp,
"Finding structure with randomness", 2011, algorithm 4.4)."""

_SETTLED = 8
"""Rounds in which the middles of cells settle."""

_SYNONYMS = 0.65
"""Likeness from which one word stands for another: *littoral* and *landlocked*, *mettre fin* and *cease*."""
_TITLE, _LONG = 0.4, 0.3
"""What the title that a text stands under counts beside it, and by which power of their number its words count less."""

_WORD = re.compile(r"[^\W_]+")
_ROOT = 5
"""Letters that words of two languages share where they have one root: *multilatéralisme*, *multilateralism*."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt.

    Attributes:
        terms: place of each in the table; weights: how much each tells; axes: a row of directions for each.
        middles: of cells, a row each: texts that are alike lie in the same cell or in one near by, so that of very many
            not all need be looked at.
    """

    terms: Mapping[str, int]
    weights: Table
    axes: Table
    middles: Table

    def vectors(self, texts: Iterable[Spoken]) -> Table:
        """Return where texts lie, a row each, of length 1; of length 0 where nothing of one is known.

        The likeness of two texts is the product of their rows.
        """
        import numpy as np

        rows = _rows([_terms(*each) for each in texts], self.terms, self.weights)
        placed = np.asarray(rows @ self.axes, dtype=np.float32)
        lengths = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(placed / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def cells(self, placed: Table) -> NDArray[np.uint16]:
        """Return the cell that each of some texts lies in, by its row as `vectors` gives it."""
        import numpy as np

        nearest: NDArray[np.uint16] = np.argmax(placed @ self.middles.T, axis=1).astype(np.uint16)
        return nearest

    def spoken(self, text: str, languages: Iterable[str]) -> str:
        """Return the language of a text: the one of which it has the most words."""

        def known(language: str) -> int:
            return sum(_term(word, language) in self.terms for word in _WORD.findall(fold(text)))

        return max(sorted(languages), key=known)

    def telling(self, text: str, language: str, most: int) -> list[str]:
        """Return the words of a text that tell most, in order of the text: those by which it is searched for."""
        weighed = {}
        for word in _WORD.findall(fold(text)):
            place = self.terms.get(_term(word, language))
            if place is not None:
                weighed[word] = float(self.weights[place])
        best = set(sorted(weighed, key=lambda word: -weighed[word])[:most])
        return [word for word in weighed if word in best]

    def covering(self, asked: Spoken, found: Sequence[tuple[Spoken, str]]) -> list[float]:
        """Return how far texts say each of the words that are asked for, in whatever language: the more the better.

        Where a text lies as a whole is what it says most of; of what is asked in few words one may outweigh the others.
        So each word is looked for by itself: the nearest word of the text counts, by how much the word tells (late
        interaction: Khattab and Zaharia, "ColBERT", 2020, with the directions of words in the place of a network's).

        Args:
            found: texts, each with the title it stands under.
        """
        import numpy as np

        wanted = self._places(*asked)
        if not wanted:
            return [0.0] * len(found)
        lengths = np.sqrt(np.einsum("ij,ij->i", self.axes, self.axes))
        lengths = np.where(lengths > 0, lengths, 1)
        near = (self.axes[wanted] / lengths[wanted, None]) @ self.axes.T / lengths
        near = np.where(near < _SYNONYMS, 0, near)
        near[np.arange(len(wanted)), wanted] = 1
        weights = self.weights[wanted]

        @cache
        def said(text: str, language: str) -> tuple[float, int]:
            places = self._places(text, language)
            return (float(weights @ near[:, places].max(axis=1)) if places else 0.0), len(places)

        scores = []
        for (text, language), title in found:
            told, count = said(text, language)
            scores.append((told + _TITLE * said(title, language)[0]) / (1 + count) ** _LONG)
        return scores

    def _places(self, text: str, language: str) -> list[int]:
        """Return the places of the words of a text in the table, each once, roots left out."""
        terms = self.terms
        words = set(_WORD.findall(fold(text)))
        places = {terms.get(_term(word, language)) for word in words if len(word) > 2 or word.isdecimal()}
        return [place for place in places if place is not None]

    def to_bytes(self) -> bytes:
        """Return it as bytes, for `from_bytes`."""
        import numpy as np

        out = io.BytesIO()
        terms = np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8)
        np.savez_compressed(
            out, terms=terms, weights=self.weights, axes=self.axes.astype(np.float16), middles=self.middles
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """Return what `to_bytes` made bytes of."""
        import numpy as np

        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            terms = kept["terms"].tobytes().decode().split("\n")
            return cls(
                {term: place for place, term in enumerate(terms)},
                kept["weights"],
                kept["axes"].astype(np.float32),
                kept["middles"],
            )


def learn(documents: Sequence[Sequence[Spoken]], cells: int = 1) -> Model | None:
    """Learn from texts, each with its counterparts in other languages; None where they have too little in common.

    The same texts, in the same order, teach the same.

    Args:
        cells: into which the space is parted, 65,536 at most.
    """
    import numpy as np

    counted = [Counter(term for text in document for term in _terms(*text)) for document in documents]
    uses = Counter(term for each in counted for term in each)
    most = max(2.0, COMMONEST * len(counted))
    known = sorted(term for term, times in uses.items() if 2 <= times <= most)
    if not known:
        return None
    terms = {term: place for place, term in enumerate(known)}
    weights = np.array([math.log(len(counted) / uses[term]) for term in known], dtype=np.float32)
    rows = _rows(counted, terms, weights)
    directions = min(DIRECTIONS, len(counted), len(known))
    axes = _strongest(rows, directions)
    return Model(terms, weights, axes, middles_of(np.asarray(rows @ axes, dtype=np.float32), cells))


def middles_of(placed: Table, cells: int) -> Table:
    """Return the middles of cells (spherical k-means; Dhillon and Modha, 2001), begun from texts by chance."""
    import numpy as np

    lengths = np.linalg.norm(placed, axis=1)
    placed = placed[lengths > 0] / lengths[lengths > 0, None]
    chosen = np.random.default_rng(0).permutation(len(placed))[: max(1, cells)]
    middles = placed[np.sort(chosen)]
    for _ in range(_SETTLED if len(middles) > 1 else 0):
        nearest = np.argmax(placed @ middles.T, axis=1)
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, placed)
        long = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(long > 0, sums / np.where(long > 0, long, 1), middles)
    return np.ascontiguousarray(middles, dtype=np.float32)


def _strongest(rows: Any, directions: int) -> Table:
    """Return the strongest directions of a sparse table, in columns."""
    import numpy as np

    chance = np.random.default_rng(0).standard_normal((rows.shape[1], directions + _SPARE))
    found, _ = np.linalg.qr(rows @ chance.astype(np.float32))
    for _ in range(_ROUNDS):
        back, _ = np.linalg.qr(rows.T @ found)
        found, _ = np.linalg.qr(rows @ back)
    _, _, axes = np.linalg.svd((rows.T @ found).T, full_matrices=False)
    return np.ascontiguousarray(axes[:directions].T, dtype=np.float32)


def _rows(texts: Sequence[Mapping[str, int]], terms: Mapping[str, int], weights: Table) -> Any:
    """Return a sparse table with a row of length 1 for each text, each of its terms by its weight."""
    import numpy as np
    from scipy.sparse import csr_array

    places: list[int] = []
    values: list[float] = []
    starts = [0]
    for text in texts:
        row = {terms[term]: (1 + math.log(times)) for term, times in text.items() if term in terms}
        weighed = [times * float(weights[place]) for place, times in row.items()]
        length = math.sqrt(sum(each * each for each in weighed)) or 1.0
        places += row
        values += [each / length for each in weighed]
        starts.append(len(places))
    shape = (len(texts), len(terms))
    return csr_array((np.array(values, dtype=np.float32), places, starts), shape=shape)


def _terms(text: str, language: str) -> Counter[str]:
    """Return the terms of a text: stems of its language, and what all languages have: numbers, roots."""
    return Counter(_named(text, language))


def _named(text: str, language: str) -> Iterator[str]:
    for word in _WORD.findall(fold(text)):
        if word.isdecimal():
            yield _term(word, language)
        elif len(word) > 2:
            yield _term(word, language)
            if len(word) >= _ROOT:
                yield f"~{word[:_ROOT]}"


@lru_cache(maxsize=1 << 16)
def _term(word: str, language: str) -> str:
    """Return the term that a word is, by its stem; what all languages write alike is of none."""
    return f"#{word}" if word.isdecimal() else f"{language}:{stem(word, language)}"
