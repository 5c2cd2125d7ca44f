"""What a title is about, and how far two titles are about the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.phrases import words_of

Matter = Mapping[str, float]
"""Stems of the words that say what a text is about, each with its weight; empty where none do."""

STEM = 8  # letters: enough to tell words apart, few enough to leave out most endings
WEAK = 0.25  # weight of a word that many titles have
ENOUGH = 1.5  # weight under which words are too few to say that one title is contained in another
HALF = 0.5  # of the weight of the longer title that the shorter one must have
CONTAINED = 0.85  # likeness of a title and one in which it stands
APART = 0.45  # likeness that titles have at most of which one has an aspect that the other has not
_NOTHING: Matter = MappingProxyType({})


def titled(title: str | None, language: str) -> bool:
    """Tell whether what stands in the place of a title says what the text is about.

    *Adoptée par le Conseil de sécurité à sa 7366e séance* and *Statement by the President* do not.
    """
    if not title:
        return False
    try:
        words = linking_words(language)
    except FileNotFoundError:
        return True
    return not words.no_title.match(fold(title))


@lru_cache(maxsize=8192)
def matter(text: str, language: str) -> Matter:
    """Return the stems of the words of a title, or of words about a subject, that say what it is about.

    Figures are left out: the years of a budget or the number of a conference change within a series.

    Args:
        text: in any case, with or without accents; language: a language tag.
    """
    try:
        words = linking_words(language)
    except FileNotFoundError:
        return _NOTHING
    found: dict[str, float] = {}
    for word in _words(text, language).split():
        if word not in words.stop and len(word) > 1:
            found[_stem(word)] = WEAK if word in words.weak else 1.0
    return MappingProxyType(found)


@cache
def _stem(word: str) -> str:
    short = word[:STEM]
    return short.rstrip("sxe") if len(short) > 4 else short


def likeness(one: Matter, other: Matter) -> float:
    """Return from 0 to 1 how far two texts are about the same: the weight of words they share of all their weight."""
    if not one or not other:
        return 0.0
    shared = sum(min(weight, other[stem]) for stem, weight in one.items() if stem in other)
    return shared / (sum(one.values()) + sum(other.values()) - shared)


def titles_alike(one: str, other: str, language: str) -> float:
    """Return from 0 to 1 how far two titles are about the same.

    Where one stands in the other word for word, as a title cut short does, that counts nearly as much as being the
    same, if it says enough: *Situation des droits de l'homme* does not, nor does *les personnes handicapées* of a title
    of two lines. *La situation en République arabe syrienne* and
    *Situation des droits de l'homme en République arabe syrienne* share nearly all words and are two matters.
    """
    first, second = matter(one, language), matter(other, language)
    plain, longer = sorted((_words(one, language), _words(other, language)), key=len)
    least, most = sorted((sum(first.values()), sum(second.values())))
    contained = CONTAINED if least >= max(ENOUGH, most * HALF) and plain in longer else 0.0
    alike = likeness(first, second)
    if _aspects(plain, language) != _aspects(longer, language):
        alike = min(alike, APART)
    return max(alike, contained)


def _aspects(words: str, language: str) -> tuple[bool, ...]:
    try:
        groups = linking_words(language).aspects
    except FileNotFoundError:
        return ()
    return tuple(any(each in words for each in group) for group in groups)


@lru_cache(maxsize=8192)
def _words(text: str, language: str) -> str:
    """Return the words of a text with a space about each, what is said in two ways said in one."""
    said = f" {' '.join(word.text for word in words_of(text))} "
    try:
        for one, other in linking_words(language).same:
            said = said.replace(one, other)
    except FileNotFoundError:
        pass
    return said
