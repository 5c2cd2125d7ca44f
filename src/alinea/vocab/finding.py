"""Patterns that tell at once that a text has none of the words they need."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

# The parts of a pattern are told by the engine's own reader of patterns, which has no other name. What it has read is
# compiled as it is: to read a pattern is two thirds of the work of compiling it.
parser: Any = import_module("re._parser")
compiler: Any = import_module("re._compiler")
ops: Any = import_module("re._constants")

MOST = 48  # strings that one part of a pattern may stand for; of more only a part is looked at
SURE = 6  # letters from which on a string is rare enough; longer ones are no better
RARE = 3.0  # a letter more makes a string some three times as rare in running text
FEW = 12  # texts that are searched at once: to read from a pattern what it needs costs as much as twenty searches
OFTEN = 0.3  # sum over the strings from which on most texts hold one of them: looking for them is no gain


class Finder:
    """A pattern for texts of which most hold nothing of it; it is used as a compiled one is.

    To search a paragraph for one of eighty phrases takes the engine longer than to tell that none of the rare words
    is there of which each phrase has one. These words are read from the pattern itself.

    A sample: a text without ``consent`` and ``approval`` is not searched for ``with (?:its|the) (?:consent|approval)``.

    Attributes:
        pattern: as written; found: the same compiled, once it is asked for.
        needed: strings of which one is in every text that it is found in; empty where none are worth a look.
    """

    __slots__ = ("_anchored", "_few", "_last", "_may", "_tree", "found", "match", "needed", "pattern")

    found: re.Pattern[str]
    match: Callable[..., re.Match[str] | None]
    needed: tuple[str, ...]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        # The clauses of one paragraph are searched one after the other: what was told of it is kept.
        self._last: str | None = None
        self._may = False
        self._tree: Any = None
        self._few = FEW
        self._anchored = False

    if not TYPE_CHECKING:  # what a pattern has and this has not is told by the checker of types

        def __getattr__(self, name: str) -> Any:
            # Most patterns are never asked for in a short text: each is compiled when it is.
            if name == "needed":
                self.needed, self._anchored = _needed(self._tree or parser.parse(self.pattern))
                self._tree = None
                return self.needed
            if name in ("found", "match"):
                self._tree = parser.parse(self.pattern)
                self.found = compiler.compile(self._tree)
                self.match = self.found.match
                return getattr(self, name)
            raise AttributeError(name)

    def may(self, text: str) -> bool:
        """Tell whether a text holds one of the strings that the pattern needs, or it needs none."""
        if self._last is not text:
            if self._few:
                self._few -= 1
                return True
            self._may = not self.needed
            for each in self.needed:
                if each in text:
                    self._may = True
                    break
            self._last = text
        return self._may

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first place where the pattern stands, as `re.Pattern.search` does."""
        if not self.may(text):
            return None
        if self._anchored:  # the engine would try all places
            return self.match(text, start, end) if start == 0 else None
        return self.found.search(text, start, end)

    def within(self, text: str, start: int, end: int) -> bool:
        """Tell whether the pattern stands between two places, as if there were no text but that."""
        if not self.may(text):
            return False
        part = text[start:end]
        return (self.match(part) if self._anchored else self.found.search(part)) is not None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the places where the pattern stands, as `re.Pattern.finditer` does."""
        return self.found.finditer(text, start, end) if self.may(text) else iter(())

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of all between two places, as `re.Pattern.fullmatch` does."""
        return self.found.fullmatch(text, start, end)


class _Rated(NamedTuple):
    """Strings of which one is in whatever a part of a pattern matches, and how often one is in a text."""

    often: float
    strings: frozenset[str]


class _Part(NamedTuple):
    """What a part of a pattern stands for.

    Attributes:
        exact: all strings that it may match; None where they are too many.
        best: the rarest strings of which one is in whatever it matches; None where none is known.
    """

    exact: frozenset[str] | None
    best: _Rated | None = None


_NOTHING = frozenset({""})
_NO_WIDTH = _Part(_NOTHING)
_ANY = _Part(None)


def _needed(tree: Any) -> tuple[tuple[str, ...], bool]:
    """Return strings of which one is in every text that a pattern is found in, and whether it begins with ``\\A``.

    They are told from the parts of the pattern as a prefilter of RE2 does: of parts that follow one another the
    rarest strings are kept, of alternatives those of each.

    A sample: ``(?:in|on) [a-z]+ (?:roads?|rails)`` needs ``road`` or ``rails``.
    """
    best = None if tree.state.flags & re.IGNORECASE else _best(_of(tree))
    strings = () if best is None or best.often > OFTEN else tuple(sorted(best.strings, key=len))
    return strings, list(tree)[:1] == [(ops.AT, ops.AT_BEGINNING_STRING)]


def _of(tree: Iterable[tuple[Any, Any]]) -> _Part:
    """Return what parts that follow one another stand for."""
    # The strings that the parts may stand for since one of which they are not known, and the letters after these.
    run, letters = _NOTHING, ""
    best: _Rated | None = None
    whole = True
    for op, value in tree:
        if op is ops.LITERAL:
            letters += chr(value)
            continue
        part = _item(op, value)
        best = _rarer(best, part.best)
        if part is _NO_WIDTH:
            continue
        if letters:
            run, letters = frozenset(each + letters for each in run), ""
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = frozenset(one + other for one, other in product(run, part.exact))
            continue
        whole = False
        best = _rarer(_rarer(best, _rated(run)), _rated(part.exact))
        run = part.exact or _NOTHING
    if letters:
        run = frozenset(each + letters for each in run)
    return _Part(run, best) if whole else _Part(None, _rarer(best, _rated(run)))


def _item(op: Any, value: Any) -> _Part:
    if op is ops.IN:
        return _Part(_signs(value))
    if op is ops.AT or op is ops.ASSERT_NOT:
        return _NO_WIDTH
    if op is ops.ASSERT:
        return _Part(_NOTHING, _best(_of(value[1])))
    if op is ops.SUBPATTERN:
        return _ANY if value[1] & re.IGNORECASE else _of(value[3])
    if op is ops.ATOMIC_GROUP:
        return _of(value)
    if op is ops.BRANCH:
        return _either([_of(each) for each in value[1]])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, inner = value
        if least == 0 and most > 1:
            return _ANY
        part = _of(inner)
        if least == 0:
            return _Part(None if part.exact is None else part.exact | _NOTHING)
        return part if least == most == 1 else _Part(None, _best(part))
    return _ANY


def _either(parts: list[_Part]) -> _Part:
    """Return what alternatives stand for together."""
    exacts = [each.exact for each in parts if each.exact is not None]
    exact = frozenset[str]().union(*exacts) if len(exacts) == len(parts) else None
    if exact is not None and len(exact) <= MOST and not any(each.best for each in parts):
        return _Part(exact)
    bests = [best.strings for each in parts if (best := _best(each)) is not None]
    best = _rated(frozenset[str]().union(*bests)) if len(bests) == len(parts) else None
    return _Part(exact if exact is not None and len(exact) <= MOST else None, best)


def _signs(values: list[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the signs of a class that names them one by one."""
    if len(values) > SURE or any(op is not ops.LITERAL for op, _ in values):
        return None
    return frozenset(chr(value) for _, value in values)


def _best(part: _Part) -> _Rated | None:
    return _rarer(part.best, _rated(part.exact))


def _rarer(one: _Rated | None, other: _Rated | None) -> _Rated | None:
    """Return of two sets, one string of each of which is there, the one whose strings are rarer."""
    if one is None or other is None:
        return one or other
    return one if one.often <= other.often else other


def _rated(strings: frozenset[str] | None) -> _Rated | None:
    """Return strings, but those in which another of them stands, and how often one of them is in a text."""
    if strings is None or "" in strings:
        return None
    kept: list[str] = []
    for each in sorted(strings, key=len):
        if not any(other in each for other in kept):
            kept.append(each)
    # Spaces tell nothing: "the " stands in every text.
    return _Rated(sum(RARE ** -min(len(each.strip()), SURE) for each in kept), frozenset(kept))
