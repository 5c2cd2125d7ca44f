"""Phrases of a vocabulary as a graph of words: patterns compiled, and words of a text followed through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import NamedTuple

from rapidfuzz import fuzz, process

from alinea.vocab.folding import fold
from alinea.vocab.recognition import as_letters, blurred

Element = tuple[str, str]  # ("word", "prie") or ("class", "degree")

LIKE = 80.0  # per cent of letters in common, in order, from which a garbled word is taken for a known one
LIKE_SURELY = 86.0  # the same, where nothing else says that a phrase stands there
LIKE_WITHIN = 75.0  # the same, where a phrase has begun and must go on
LONGER = 2  # letters that a garbled word may have more or fewer than the known one
SHORTEST = 5  # letters: shorter words are too like one another


WORD = r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+"
"""Pattern of a word: a run of letters; in a script that sets no spaces between words (Chinese), a character."""

_WORD = re.compile(WORD)
_CHUNK = re.compile(r"[^\s']+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LETTERS = bytes(byte if _WORD.match(chr(byte)) else ord(" ") for byte in range(256))
"""Table that leaves of letters of one byte those of words, and blanks the rest."""


class Word(NamedTuple):
    """A word of a text, folded, and its place there."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text` between two places: runs of letters, folded; an apostrophe parts words.

    A sample: ``S’inquiète vivement`` gives *s*, *inquiete*, *vivement*.
    """
    folded = fold(text[start:end])
    words = [Word(m[0], start + m.start(), start + m.end()) for m in _WORD.finditer(folded)]
    if "œ" in folded:
        return [word._replace(text=word.text.replace("œ", "oe")) for word in words]
    return words


class Words:
    """The words of a text, as `words_of` gives them, with their places found only when one is asked for.

    Of most texts it is asked whether they open with a phrase, of few where it ends.

    Attributes:
        texts: the words, folded.
    """

    __slots__ = ("_folded", "_places", "texts")

    def __init__(self, text: str) -> None:
        self._folded = folded = fold(text)
        self._places: tuple[tuple[int, int], ...] = ()
        try:
            # Nearly all texts are of letters of one byte, of which words are told sooner than by a pattern.
            letters = folded.encode("latin-1").translate(_LETTERS).decode("latin-1")
            self.texts: tuple[str, ...] = tuple(letters.split())
        except UnicodeEncodeError:
            self.texts = tuple(_WORD.findall(folded))
        if "œ" in folded:
            self.texts = tuple(word.replace("œ", "oe") for word in self.texts)

    @classmethod
    def placed(cls, words: Iterable[Word]) -> Words:
        """Return words of which the places are known."""
        made = cls("")
        made.texts, starts, ends = zip(*words, strict=True)
        made._places = tuple(zip(starts, ends, strict=True))
        return made

    def place(self, number: int) -> tuple[int, int]:
        """Return where a word begins in the text, and the character after it; the first is 0."""
        if self._places:
            return self._places[number]
        if not number:  # by far the most often asked for
            start = self._folded.find(self.texts[0]) if self.texts else 0
            if start >= 0:
                return start, start + len(self.texts[0] if self.texts else "")
        return next(islice(_WORD.finditer(self._folded), number, None)).span()


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

        Raises:
            KeyError: the pattern names a class that there is not.
        """
        for elements in self._spelled(pattern):
            node = root
            for kind, name in elements:
                edges = node.classes if kind == "class" else node.next
                node = edges.setdefault(name, Node())
            node.value = value

    def firsts(self, pattern: str) -> set[str]:
        """Return the words that a phrase of a pattern may begin with; classes are not followed."""
        return {elements[0][1] for elements in self._spelled(pattern) if elements[0][0] == "word"}

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
                if name not in self.classes:
                    raise KeyError(name)
                yield (("class", name),)
                continue
            for ending in self.agreement if name.endswith("~") else ("",):
                yield tuple(("word", w.text) for w in words_of(name.rstrip("~") + ending))


def beginnings(rules: Grammar, node: Node) -> set[str]:
    """Return the words that a phrase of a graph may begin with; of a class too."""
    words = set(node.next)
    for name, after in node.classes.items():
        words |= beginnings(rules, rules.classes[name])
        if rules.classes[name].value is not None:
            words |= beginnings(rules, after)
    return words


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
    """A way through the graph: the number of the word after it, what it stands for, groups of adverbs met."""

    end: int
    value: str
    groups: frozenset[str]


NO_GROUPS: frozenset[str] = frozenset()


@dataclass(slots=True)
class Follower:
    """Follows the words of one text through the graph.

    Attributes:
        words: of the text, folded; grammar: of the language.
        adverbs: graph of the phrases that may stand anywhere within an opening; their value is their group.
        lenient: take a garbled word for the known one it is most like, and join words that are torn.
    """

    words: tuple[str, ...]
    grammar: Grammar
    adverbs: Node
    lenient: bool = False

    def longest(self, root: Node, first: int = 0) -> Way | None:
        """Return the longest phrase of the graph that begins with the word `first`, or None."""
        return self._follow(root, first, NO_GROUPS)

    def adverb(self, i: int) -> Way | None:
        """Return the longest adverb that begins with the word `i`, or None."""
        if not self.lenient and self.words[i] not in self.adverbs.next:
            return None
        return self._plain(self.adverbs, i)

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
                best = self._follow(node, adverb.end, groups | {adverb.value}) or best
        return best

    def _plain(self, node: Node, i: int) -> Way | None:
        best = None if node.value is None else Way(i, node.value, NO_GROUPS)
        if i < len(self.words):
            for target, j in self._steps(node, i):
                way = self._plain(target, j)
                if way and (best is None or way.end > best.end):
                    best = way
        return best

    def _steps(self, node: Node, i: int) -> Iterator[tuple[Node, int]]:
        """Yield the nodes that the word `i` leads to, and the word after."""
        word = self.words[i]
        target = node.next.get(word)
        if target is not None:
            yield target, i + 1
        # A letter torn off the end of its word, as optical recognition leaves it: Conscient e.
        following = self.words[i + 1] if i + 1 < len(self.words) else ""
        if following and (len(following) == 1 or self.lenient) and word + following in node.next:
            yield node.next[word + following], i + 2
        elif target is None and self.lenient and i:  # the first word is for `mended` to judge
            known = alike(word, node.next, LIKE if node.value or node is self.adverbs else LIKE_WITHIN)
            if known:
                yield node.next[known], i + 1
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


def alike(word: str, known: Mapping[str, object], like: float = LIKE) -> str | None:
    """Return the known word that a garbled one is most like, or None where none is like enough.

    One that only lacks or adds an ending is another form of the word or another word, and not garbled.
    """
    if len(word) == SHORTEST - 1:
        near = (
            w for w in known if len(w) == len(word) and sum(a != b for a, b in zip(w, word, strict=True)) == 1
        )
        return next(near, None)
    if len(word) < SHORTEST or not known:
        return None
    found = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=like)
    if found is None:
        return _blurred(word, known)
    if abs(len(found[0]) - len(word)) > LONGER:
        return None
    return None if found[0].startswith(word) or word.startswith(found[0]) else str(found[0])


def _blurred(word: str, known: Mapping[str, object]) -> str | None:
    """Return the known word that differs from a garbled one only by letters that look alike in print: *lnvilc*."""
    same_length = {blurred(each): each for each in known if len(each) == len(word)}
    return same_length.get(blurred(word))


def garbled_words(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of `text` as one would read them where optical recognition took letters for signs.

    A word is what stands between spaces and apostrophes; signs and figures in it are read as the letters they are
    mostly mistaken for (*Rappe/ant*, *satisfactio11*) or left out (*Deman,de*). A sign of punctuation at its end
    ends the list.
    """
    for found in _CHUNK.finditer(fold(text[start:end])):
        chunk, place = found[0], start + found.start()
        word = chunk.rstrip(",;:.)]") or chunk[0]
        read = word if word.isalpha() else _NOT_LETTERS.sub("", as_letters(chunk))
        if read:
            yield Word(read.replace("œ", "oe"), place, place + len(word))
        if len(word) < len(chunk):
            return


TORN = 2
"""Letters of a piece torn off a word that may be garbled besides: *I nvitc*."""
MENDED = 3
"""The first words of a text that `mended` looks at."""


def mended(words: list[Word], root: Node, glued: tuple[str, ...], like: float | None) -> list[Word] | None:
    """Return the words of a text with a garbled first one mended into one that begins a phrase, or None.

    What optical recognition does to a first word: it tears it (*D écide*), runs it together with the next
    (*Soulignequ'il*), or takes letters for others (*Erige*).

    Args:
        words: of the text; root: of the graph that the first word should begin.
        glued: words that stand run together with the first one.
        like: take the first word for the known one it is most like, where so many per cent of its letters are the
            same; None where it is another word.
    """
    first = words[0]
    for ending in glued:
        if first.text.endswith(ending) and first.text[: -len(ending)] in root.next:
            cut = first.end - len(ending)
            parts = [Word(first.text[: -len(ending)], first.start, cut), Word(ending, cut, first.end)]
            return [*parts, *words[1:]]
    joined = first.text
    for count, word in enumerate(words[1:MENDED], 2):
        joined += word.text
        if joined in root.next:
            return [Word(joined, first.start, word.end), *words[count:]]
    if like is not None and len(first.text) <= TORN and len(words) > 1:
        known = alike(first.text + words[1].text, root.next, like)
        if known is not None:
            return [Word(known, first.start, words[1].end), *words[2:]]
    known = None if like is None or first.text in root.next else alike(first.text, root.next, like)
    return None if known is None else [Word(known, first.start, first.end), *words[1:]]
