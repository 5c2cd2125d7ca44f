"""Phrases of a vocabulary as a graph of words: patterns compiled, and words of a text followed through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import NamedTuple

from alinea.vocab.folding import fold

Element = tuple[str, str]  # ("word", "prie") or ("class", "degree")


class Word(NamedTuple):
    """A word of a text, folded, and its place there."""

    text: str
    start: int
    end: int


@cache
def _word() -> re.Pattern[str]:
    # Scripts that set no spaces between words (Chinese) give a word a character.
    return re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text` between two places: runs of letters, folded; an apostrophe parts words.

    A sample: ``S’inquiète vivement`` gives *s*, *inquiete*, *vivement*.
    """
    stop = len(text) if end is None else end
    folded = fold(text[start:stop])
    return [
        Word(m.group().replace("œ", "oe"), start + m.start(), start + m.end())
        for m in _word().finditer(folded)
    ]


@dataclass(slots=True)
class Node:
    """A place in the graph of phrases: what may follow, and what it means to end here.

    Attributes:
        next: by the word that follows; classes: by the class of phrases that follows.
        value: what a phrase that ends here stands for, None where none may end.
    """

    next: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the patterns of one language are written out.

    Attributes:
        classes: the phrases of each named class, compiled.
        agreement: endings that ``~`` stands for.
    """

    classes: Mapping[str, Node]
    agreement: tuple[str, ...]

    def add(self, root: Node, pattern: str, value: str) -> None:
        """Add a pattern to the graph at `root`; a phrase of it stands for `value`.

        Args:
            pattern: words; ``a|b`` alternatives, ``{name}`` a class, ``?`` optional, ``~`` agreement.
        """
        for elements in self._spelled(pattern):
            node = root
            for kind, name in elements:
                edges = node.classes if kind == "class" else node.next
                node = edges.setdefault(name, Node())
            node.value = value

    def _spelled(self, pattern: str) -> Iterator[tuple[Element, ...]]:
        """Yield every sequence of words and classes that a pattern stands for."""
        choices = [list(self._alternatives(part)) for part in pattern.split()]
        for chosen in product(*choices):
            elements = tuple(element for part in chosen for element in part)
            if elements:
                yield elements

    def _alternatives(self, part: str) -> Iterator[tuple[Element, ...]]:
        """Yield what one part of a pattern, between spaces, may stand for; nothing where it is optional."""
        inner = part[1:-1] if part.startswith("{") else part
        if inner.endswith("?"):
            inner = inner[:-1]
            yield ()
        for name in inner.split("|"):
            if part.startswith("{"):
                yield (("class", name),)
                continue
            for ending in self.agreement if name.endswith("~") else ("",):
                yield tuple(("word", w.text) for w in words_of(name.rstrip("~") + ending))


def grammar(words: Mapping[str, Iterable[str]], agreement: Iterable[str]) -> Grammar:
    """Return the grammar of a language: its classes of phrases, compiled.

    Args:
        words: the patterns of each class; agreement: endings that ``~`` stands for.
    """
    classes = {name: Node() for name in words}
    result = Grammar(classes, tuple(agreement))
    for name, patterns in words.items():
        for pattern in patterns:
            result.add(classes[name], pattern, name)
    return result


class Way(NamedTuple):
    """A way through the graph: the number of the word after it, what it stands for, adverbs met."""

    end: int
    value: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows the words of one text through the graph.

    Attributes:
        words: of the text, folded; grammar: of the language.
        adverbs: graph of the phrases that may stand anywhere within an opening; their value is their group.
    """

    words: tuple[str, ...]
    grammar: Grammar
    adverbs: Node

    def longest(self, root: Node, first: int = 0) -> Way | None:
        """Return the longest phrase of the graph that begins with the word `first`, or None."""
        return self._follow(root, first, frozenset())

    def _follow(self, node: Node, i: int, groups: frozenset[str]) -> Way | None:
        best = None if node.value is None else Way(i, node.value, groups)
        if i >= len(self.words):
            return best
        for target, j in self._steps(node, i):
            way = self._follow(target, j, groups)
            if way and (best is None or way.end > best.end):
                best = way
        if best is None or best.end == i:
            adverb = self.adverb(i)
            if adverb:
                way = self._follow(node, adverb.end, groups | {adverb.value})
                best = way or best
        return best

    def _steps(self, node: Node, i: int) -> Iterator[tuple[Node, int]]:
        """Yield the nodes that the word `i` leads to, and the word after."""
        target = node.next.get(self.words[i])
        if target is not None:
            yield target, i + 1
        # A letter torn off the end of its word, as optical recognition leaves it: Conscient e.
        if i + 1 < len(self.words) and len(self.words[i + 1]) == 1:
            target = node.next.get(self.words[i] + self.words[i + 1])
            if target is not None:
                yield target, i + 2
        for name, after in node.classes.items():
            for j in self._ends(self.grammar.classes[name], i):
                yield after, j

    def _ends(self, node: Node, i: int) -> Iterator[int]:
        """Yield the words after each phrase of a class that begins with the word `i`."""
        if node.value is not None:
            yield i
        if i < len(self.words):
            for target, j in self._steps(node, i):
                yield from self._ends(target, j)

    def adverb(self, i: int) -> Way | None:
        """Return the longest adverb that begins with the word `i`, or None."""
        if self.words[i] not in self.adverbs.next:
            return None
        return self._plain(self.adverbs, i)

    def _plain(self, node: Node, i: int) -> Way | None:
        best = None if node.value is None else Way(i, node.value, frozenset())
        if i < len(self.words):
            for target, j in self._steps(node, i):
                way = self._plain(target, j)
                if way and (best is None or way.end > best.end):
                    best = way
        return best
