"""Which paragraph of one text answers which of the other: the assignment that is best on the whole.

No paragraph takes the first that is like enough: all pairs are weighed together, by words, order of words, kind,
number, opening act, documents cited and neighbours, and of all ways to pair them the one of the greatest sum is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alinea.comparing.printed import said
from alinea.comparing.weighing import Weighed, family

if TYPE_CHECKING:
    from alinea.model.comparison import Passage


THRESHOLD = 0.40  # from this score on two paragraphs may answer one another
_LEAST = 0.20  # likeness of words below which neighbours and numbers make no pair
_GLANCE = 0.12  # of rare words: below this the order of the words is not looked at
_POOLS = (("preambular", "operative", "annex"), ("title",), ("heading",), ("note",))

DENSE = 4_000_000
"""Pairs of paragraphs up to which each with each is weighed."""
_BUDGET = 60_000_000  # beyond that: pairs that share a word, counted for each word they share
_NEAREST = 12  # and of those the most like, for each paragraph
_MANY = 24  # and of smaller texts, where there are more on the average for each paragraph
_APART = 0.05  # what it counts for that one stands at the beginning and the other at the end
_PER_WORD = 4_000_000


@dataclass(slots=True)
class Aligned:
    """Pairs of passages, by their places in the two texts.

    Attributes:
        pairs: places in the second text by those in the first; likeness: of each pair.
        bounded: not all pairs could be weighed.
    """

    pairs: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=dict)
    bounded: bool = False


def align(before: Sequence[Passage], after: Sequence[Passage], weighed: Weighed) -> Aligned:
    """Pair the passages of two texts.

    Args:
        weighed: the passages of the first text, then those of the second.
    """
    found = Aligned()
    for kinds in _POOLS:
        _Pool(before, after, weighed, kinds).align(found)
    return found


class _Pool:
    """Passages of some kinds, which are paired with one another and with no other."""

    def __init__(
        self, before: Sequence[Passage], after: Sequence[Passage], weighed: Weighed, kinds: Sequence[str]
    ) -> None:
        self.before, self.after, self.weighed = before, after, weighed
        self.rows = [place for place, each in enumerate(before) if each.kind in kinds]
        self.columns = [place for place, each in enumerate(after) if each.kind in kinds]
        self.up = _above(before)
        self.up_after = _above(after)

    def align(self, found: Aligned) -> None:
        """Pair them: first those with the same words that no other has, then the others, then by their neighbours."""
        many = len(self.rows) * len(self.columns) > DENSE
        same = dict(_same(self.before, self.after, self.rows, self.columns, repeated=many))
        found.pairs.update(same)
        found.likeness.update(dict.fromkeys(same, 1.0))
        taken = set(same.values())
        rows = [place for place in self.rows if place not in same]
        columns = [place for place in self.columns if place not in taken]
        if not rows or not columns:
            return
        candidates = self._candidates(rows, columns, found)
        plain = {
            (row, column): likeness + self._beside(row, column)
            for (row, column), likeness in candidates.items()
        }
        chosen = _best(plain, rows, columns)
        for _ in range(2):
            pairs = {**found.pairs, **chosen}
            scores = {pair: score + self._around(*pair, pairs) for pair, score in plain.items()}
            chosen = _best(scores, rows, columns)
        found.pairs.update(chosen)
        found.likeness.update({row: candidates[row, column] for row, column in chosen.items()})
        self._notes_left(rows, columns, found)

    def _notes_left(self, rows: list[int], columns: list[int], found: Aligned) -> None:
        """Pair the footnotes left over that name one document of a kind, in order: its symbol is all their words."""
        taken = set(found.pairs.values())
        waiting: dict[str, list[int]] = defaultdict(list)
        for column in columns:
            if column not in taken and (kind := _only_cited(self.after[column])):
                waiting[kind].append(column)
        for row in rows:
            kind = _only_cited(self.before[row])
            if row not in found.pairs and kind and waiting[kind]:
                found.pairs[row] = waiting[kind].pop(0)
                found.likeness[row] = THRESHOLD

    def _candidates(
        self, rows: list[int], columns: list[int], found: Aligned
    ) -> dict[tuple[int, int], float]:
        """Return the pairs that are weighed, each with the likeness of its words."""
        offset = len(self.before)
        if len(rows) * len(columns) <= DENSE:
            cosines = _each_with_each(self.weighed, rows, columns, offset)
        else:
            cosines, found.bounded = _nearest(self.weighed, rows, columns, offset)
        return {
            (row, column): likeness
            for row, column, cosine in cosines
            if (likeness := self.weighed.likeness(row, offset + column, cosine)) >= _LEAST
        }

    def _beside(self, row: int, column: int) -> float:
        """Return what speaks for a pair, or against it, beside its words."""
        one, other = self.before[row], self.after[column]
        score = 0.03 * (1 - abs(row / len(self.before) - column / len(self.after)))
        if one.kind != other.kind:
            score -= 0.08
        if one.number and one.number == other.number:
            score += 0.03
        if one.depth != other.depth:
            score -= 0.02
        acts = one.lead.act if one.lead else None, other.lead.act if other.lead else None
        if all(acts):
            score += 0.04 if acts[0] == acts[1] else -0.02
        cited = {each.target for each in one.citations}, {each.target for each in other.citations}
        if cited[0] and cited[1]:
            score += 0.08 * len(cited[0] & cited[1]) / len(cited[0] | cited[1])
        return score

    def _around(self, row: int, column: int, pairs: dict[int, int]) -> float:
        """Return what the passages before, after and above speak for a pair: they are paired too."""
        score = 0.05 * (pairs.get(row - 1) == column - 1 >= 0)
        score += 0.05 * (pairs.get(row + 1) == column + 1)
        above, above_after = self.up.get(row), self.up_after.get(column)
        if above is not None and above_after is not None:
            score += 0.06 if pairs.get(above) == above_after else -0.03
        return score


def _only_cited(passage: Passage) -> str:
    """Return what kind of document a footnote names, where it is one and nothing else is said; else nothing."""
    if passage.kind != "note" or len(passage.citations) != 1:
        return ""
    start, end = passage.citations[0].at
    words = passage.text[:start] + passage.text[end:]
    return family(passage.citations[0].target) if not any(map(str.isalnum, words)) else ""


def _above(passages: Sequence[Passage]) -> dict[int, int]:
    """Return for each sub-paragraph the place of the paragraph that it stands below."""
    places = {each.id: place for place, each in enumerate(passages)}
    return {place: places[each.parent] for place, each in enumerate(passages) if each.parent in places}


def _same(
    before: Sequence[Passage],
    after: Sequence[Passage],
    rows: Iterable[int],
    columns: Iterable[int],
    *,
    repeated: bool,
) -> Iterable[tuple[int, int]]:
    """Yield the pairs with the same words, where no other passage of either text has them.

    Args:
        repeated: pair those that several have as well, in order; else their neighbours will tell.
    """
    held: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for row in rows:
        held[said(before[row].text, before[row].calls_left)][0].append(row)
    for column in columns:
        held[said(after[column].text, after[column].calls_left)][1].append(column)
    for text, (ones, others) in held.items():
        if text and (repeated or len(ones) == len(others) == 1):
            yield from zip(ones, others, strict=False)


def _each_with_each(
    weighed: Weighed, rows: list[int], columns: list[int], offset: int
) -> Iterable[tuple[int, int, float]]:
    """Yield every pair that is alike at a glance, with the cosine of its words.

    Where most paragraphs are alike, those most like each paragraph, and of these the nearest in place.
    """
    import numpy as np

    one = weighed.vectors(rows)
    other = weighed.vectors([offset + column for column in columns])
    table = (one @ other.T).toarray()
    alike = table >= _GLANCE
    if alike.sum() > _MANY * (len(rows) + len(columns)):
        apart = np.abs(np.linspace(0, 1, len(rows))[:, None] - np.linspace(0, 1, len(columns))[None, :])
        near = table - _APART * apart
        best = np.zeros_like(alike)
        np.put_along_axis(best, np.argsort(-near, axis=1, kind="stable")[:, :_MANY], True, axis=1)
        np.put_along_axis(best, np.argsort(-near, axis=0, kind="stable")[:_MANY], True, axis=0)
        alike &= best
    for row, column in zip(*np.nonzero(alike), strict=True):
        yield rows[row], columns[column], min(1.0, float(table[row, column]))


def _nearest(
    weighed: Weighed, rows: list[int], columns: list[int], offset: int
) -> tuple[list[tuple[int, int, float]], bool]:
    """Return for every passage those most like it by rare words, and whether common words had to be left out."""
    import numpy as np

    others = [offset + column for column in columns]
    words, whole = _within_budget(weighed, rows, others)
    one, other = weighed.vectors(rows, words), weighed.vectors(others, words).T.tocsc()
    found: dict[tuple[int, int], float] = {}
    for first in range(0, len(rows), 256):
        table = (one[first : first + 256] @ other).tocsr()
        for row in range(table.shape[0]):
            start, end = table.indptr[row], table.indptr[row + 1]
            values, places = table.data[start:end], table.indices[start:end]
            apart = np.abs(places / len(columns) - (first + row) / len(rows))
            nearest = np.argsort(_APART * apart - values, kind="stable")[:_NEAREST]
            for each in nearest:
                if values[each] >= _GLANCE:
                    pair = rows[first + row], columns[int(places[each])]
                    found[pair] = min(1.0, float(values[each]))
    return [(*pair, cosine) for pair, cosine in found.items()], not whole


def _within_budget(weighed: Weighed, rows: list[int], others: list[int]) -> tuple[frozenset[int], bool]:
    """Return the words by which pairs are looked for, the rarest first, and whether they are all there are."""
    one = Counter(word for place in rows for word in weighed.bags[place])
    other = Counter(word for place in others for word in weighed.bags[place])
    costs = sorted((one[word] * other[word], word) for word in one if word in other)
    words: list[int] = []
    spent = 0
    for cost, word in costs:
        spent += cost
        if spent > _BUDGET or cost > _PER_WORD:
            return frozenset(words), False
        words.append(word)
    return frozenset(words), True


def _best(scores: dict[tuple[int, int], float], rows: list[int], columns: list[int]) -> dict[int, int]:
    """Return the pairs of the greatest sum, of those that score enough."""
    gains = {pair: score - THRESHOLD for pair, score in scores.items() if score > THRESHOLD}
    if not gains:
        return {}
    if len(rows) * len(columns) <= DENSE:
        return best_pairs(gains)
    return _group_by_group(gains)


def _group_by_group(gains: dict[tuple[int, int], float]) -> dict[int, int]:
    """Return the best assignment where most pairs are none: group by group of passages that may be paired at all."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows = sorted({row for row, _ in gains})
    columns = sorted({column for _, column in gains})
    at, across = {row: place for place, row in enumerate(rows)}, {c: place for place, c in enumerate(columns)}
    ends = np.array([(at[row], len(rows) + across[column]) for row, column in gains])
    size = len(rows) + len(columns)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    _, groups = connected_components(graph, directed=False)
    parted: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, gain in gains.items():
        parted[int(groups[at[pair[0]]])][pair] = gain
    chosen: dict[int, int] = {}
    for group in parted.values():
        chosen.update(best_pairs(group) if _fits(group) else _one_by_one(group))
    return chosen


def _fits(group: dict[tuple[int, int], float]) -> bool:
    return len({row for row, _ in group}) * len({column for _, column in group}) <= DENSE


def _one_by_one(group: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pair the most like first: where thousands of passages are like one another, no pair is the better one."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for (row, column), _ in sorted(group.items(), key=lambda each: (-each[1], each[0])):
        if row not in chosen and column not in taken:
            chosen[row] = column
            taken.add(column)
    return chosen


def best_pairs(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return the pairs whose gains have the greatest sum, each thing in one pair at most.

    Args:
        gains: of each pair that may be chosen, above 0; a pair that is not in it is never chosen.

    A sample: ``{(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}`` gives ``{0: 1, 1: 0}``, and not the first pair alone.
    """
    if not gains:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows = sorted({row for row, _ in gains})
    columns = sorted({column for _, column in gains})
    at = {row: place for place, row in enumerate(rows)}
    across = {column: place for place, column in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for (row, column), gain in gains.items():
        table[at[row], across[column]] = gain
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return {rows[int(i)]: columns[int(j)] for i, j in chosen if table[i, j] > 0}


_HELD = 0.62  # of the words of a piece, by weight, that what is left over must have
_LARGE = 0.12  # of the words of the whole, by weight, that a piece must have
_FEWEST = 5  # words of a piece
_LEAST_OWN = 2  # words of a piece beside those it opens with like the whole
_NEAR = 3  # places from the paragraph, or from another piece
_WEAK = 0.6  # likeness below which a pair gives way to a piece
_SURE = 0.8  # of the words of that piece, by weight, that what is left over must have
_BOUND = {"preambular", "operative", "annex"}


@dataclass(slots=True)
class Group:
    """Passages of both texts that answer one another, by their places: one on one side at least."""

    before: list[int]
    after: list[int]


def join(
    before: Sequence[Passage], after: Sequence[Passage], aligned: Aligned, weighed: Weighed
) -> list[Group]:
    """Return all passages in groups: pairs, splits, merges, and those alone.

    A piece that was split off has its words in what the pair does not account for: the words of the first paragraph
    that the one it is paired with does not have.
    """
    offset = len(before)
    _release(aligned, weighed, offset)
    groups = [Group([row], [column]) for row, column in aligned.pairs.items()]
    lone = [row for row in range(len(before)) if row not in aligned.pairs]
    paired = set(aligned.pairs.values())
    lone_after = [column for column in range(len(after)) if column not in paired]

    offers: list[tuple[float, int, int, bool]] = []
    for which, group in enumerate(groups):
        row, column = group.before[0], group.after[0]
        if said(before[row].text, before[row].calls_left) == said(
            after[column].text, after[column].calls_left
        ):
            continue
        for piece in _around(lone_after, column):
            share = _share(weighed, row, offset + column, offset + piece)
            if share and before[row].kind in _BOUND and after[piece].kind in _BOUND:
                offers.append((share, which, piece, True))
        for piece in _around(lone, row):
            share = _share(weighed, offset + column, row, piece)
            if share and after[column].kind in _BOUND and before[piece].kind in _BOUND:
                offers.append((share, which, piece, False))
    taken: set[tuple[int, bool]] = set()
    for _, which, piece, split in sorted(offers, key=lambda each: (-each[0], *each[1:])):
        group = groups[which]
        if (piece, split) in taken or len(group.before if split else group.after) > 1:
            continue
        if len(group.after if split else group.before) > 1 and not _still(
            weighed, group, piece, split, offset
        ):
            continue
        (group.after if split else group.before).append(piece)
        taken.add((piece, split))
    for group in groups:
        group.before.sort()
        group.after.sort()
    groups += [Group([row], []) for row in lone if (row, False) not in taken]
    groups += [Group([], [column]) for column in lone_after if (column, True) not in taken]
    return groups


def _release(aligned: Aligned, weighed: Weighed, offset: int) -> None:
    """Take apart weak pairs of which one passage is wholly a piece of another paragraph near it."""
    backwards = {column: row for row, column in aligned.pairs.items()}
    for row, column in sorted(aligned.pairs.items()):
        weak = aligned.likeness[row]
        if weak >= _WEAK:
            continue
        needed = max(_SURE, weak + 0.2)
        beside = [backwards.get(column + step) for step in range(-_NEAR, _NEAR + 1) if step]
        split = any(
            _share(weighed, other, offset + aligned.pairs[other], offset + column) >= needed
            for other in beside
            if other is not None
        )
        beside = [row + step for step in range(-_NEAR, _NEAR + 1) if step and row + step in aligned.pairs]
        merged = any(
            _share(weighed, offset + aligned.pairs[other], other, row) >= needed
            for other in beside
            if other is not None
        )
        if split or merged:
            del aligned.pairs[row], aligned.likeness[row], backwards[column]


def _around(lone: list[int], place: int) -> list[int]:
    """Return the passages without a pair that stand near a place."""
    from bisect import bisect_left, bisect_right

    return lone[bisect_left(lone, place - _NEAR) : bisect_right(lone, place + _NEAR)]


def _share(weighed: Weighed, whole: int, first: int, piece: int) -> float:
    """Return how much of a piece is in what the whole has beyond its first piece, 0.0 where that is too little.

    Pieces repeat the opening of the whole, and the one addressed, as paragraphs of their own must: *Encourages States
    to repair …* and *Encourages States to train …*. These words do not count.
    """
    words = weighed.bags[piece]
    if sum(words.values()) < _FEWEST or weighed.mass[piece] < _LARGE * weighed.mass[whole]:
        return 0.0
    opening = weighed.opening(whole, first, piece)
    words = words - opening
    left = weighed.bags[whole] - (weighed.bags[first] - opening)
    if sum(words.values()) < _LEAST_OWN:
        return 0.0
    held = weighed.shared(words, left) / (weighed.weight(words) or 1.0)
    return held if held >= _HELD else 0.0


def _still(weighed: Weighed, group: Group, piece: int, split: bool, offset: int) -> bool:
    """Tell whether one more piece is in what all pieces so far leave over."""
    whole = group.before[0] if split else offset + group.after[0]
    pieces = [offset + each for each in group.after] if split else group.before
    left = weighed.bags[whole] - sum((weighed.bags[each] for each in pieces), Counter[int]())
    own = offset + piece if split else piece
    return weighed.shared(weighed.bags[own], left) >= _HELD * weighed.mass[own]
