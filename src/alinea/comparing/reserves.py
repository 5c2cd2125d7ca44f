"""Conditions of what is asked, by what they mean: *s'il y a lieu* and *le cas échéant* are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.comparing.parties import akin
from alinea.comparing.weighing import words_of
from alinea.model.comparison import Change
from alinea.model.spans import Span
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem

_LIKE = 0.5  # of the words of a condition that the other text must have for it to be the same
_WHOLE = 4  # words of a condition with which another may begin and be the same, narrowed
_TOUCHED = 0.34  # of the letters of a condition that must be deleted or inserted for it to be gone or new


@dataclass(frozen=True, slots=True)
class Reserve:
    """A condition: its words, their place in what is compared, what it means, and the words that tell which it is."""

    text: str
    at: Span
    meaning: str | None
    words: frozenset[str]


def reserve(text: str, at: Span, language: str) -> Reserve:
    """Return a condition with what it means."""
    own = comparing_words(language)
    folded = fold(text)
    meaning = None
    if own is not None:
        meaning = next((name for name, pattern in own.conditions if pattern.search(folded)), None)
    return Reserve(text, at, meaning, _words(text, language))


def _words(text: str, language: str) -> frozenset[str]:
    own = comparing_words(language)
    small: frozenset[str] = own.small | own.leading if own else frozenset()
    return frozenset(
        stem(word, language) for word in words_of(text) if word not in small and not word.isdigit()
    )


def reserves_changed(
    before: Sequence[Reserve],
    after: Sequence[Reserve],
    texts: tuple[str, str],
    touched: tuple[Sequence[Span], Sequence[Span]],
    language: str,
) -> Iterator[Change]:
    """Yield the conditions that were added, dropped, or put in the place of others.

    A condition that the other text has in other words, or in another place, is the same.

    Args:
        before, after: of the charges that answer one another; texts: in which they stand.
        touched: what was deleted, and what was inserted.
    """
    gone = _left(before, after, texts[1], touched[0], language)
    come = _left(after, before, texts[0], touched[1], language)
    for ours, theirs, others, turned in ((gone, come, after, False), (come, gone, before, True)):
        for each in list(ours):
            kept = next((other for other in others if _begins(each, other)), None)
            if kept is not None:  # it goes on, with more or fewer words
                ours.remove(each)
                if kept in theirs:
                    theirs.remove(kept)
                change = Change("condition", each.text, kept.text, None, None, each.at, kept.at)
                yield change.mirrored() if turned else change
    for place in range(max(len(gone), len(come))):
        one = gone[place] if place < len(gone) else None
        other = come[place] if place < len(come) else None
        if one and other:
            yield Change("condition", one.text, other.text, None, None, one.at, other.at)
        elif one:
            yield Change("condition-dropped", one.text, None, None, None, one.at, None)
        elif other:
            yield Change("condition-added", None, other.text, None, None, None, other.at)


def _left(
    ours: Sequence[Reserve], theirs: Sequence[Reserve], other: str, touched: Sequence[Span], language: str
) -> list[Reserve]:
    """Return the conditions of one text that the other does not have, each meaning once."""
    own = comparing_words(language)
    folded = fold(other)
    meant = {each.meaning for each in theirs if each.meaning}
    if own is not None:
        meant |= {name for name, pattern in own.conditions if pattern.search(folded)}
    words = _words(other, language)
    found: list[Reserve] = []
    for each in ours:
        same = each.meaning in meant if each.meaning else _held(each.words, words) >= _LIKE
        named = _documents(each.text)
        same = same or (bool(named) and named <= _documents(other))
        if same or touched_share(each.at, touched) < _TOUCHED:
            continue
        if any(each.text == one.text or (each.meaning and each.meaning == one.meaning) for one in found):
            continue
        found.append(each)
    return found


def _begins(one: Reserve, other: Reserve) -> bool:
    """Tell whether one of two conditions begins with the whole of the other."""
    texts = sorted((fold(one.text).rstrip(" ,;."), fold(other.text).rstrip(" ,;.")), key=len)
    return len(texts[0].split()) >= _WHOLE and texts[1].startswith(texts[0])


def _documents(text: str) -> set[str]:
    """Return the numbers by which a text names documents: 55/282, 1325 (2000)."""
    return set(re.findall(r"\d+/\d+|\d{2,4} ?\((?:\d{4}|[IVXLC]+)\)", text))


def _held(words: frozenset[str], others: frozenset[str]) -> float:
    if not words:
        return 1.0
    return sum(any(akin(word, other) for other in others) for word in words) / len(words)


def touched_share(at: Span, touched: Sequence[Span]) -> float:
    """Return how much of a stretch was deleted or inserted."""
    length = at.end - at.start
    common = sum(max(0, min(at.end, span.end) - max(at.start, span.start)) for span in touched)
    return common / length if length else 0.0
