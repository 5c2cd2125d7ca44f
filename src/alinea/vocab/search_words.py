"""How words are looked for in each language, compiled: what is left off them, and their stems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import Stemmer

from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

_LIGATURES = {0x153: "oe", 0xE6: "ae", 0x152: "OE", 0xC6: "AE"}

_APOSTROPHE = re.compile("['’ʼ`]")


@dataclass(frozen=True, slots=True)
class Elisions:
    """What is left off a word that has an apostrophe, in all languages together.

    Attributes:
        before: stands before an apostrophe: ``l``; after: stands at the end after one: ``s``.
    """

    before: frozenset[str]
    after: frozenset[str]

    def bare(self, word: str) -> str:
        """Return a word without what stands before or after its apostrophes and is not looked for.

        Samples: ``l'armement`` gives ``armement``, ``State’s`` gives ``State``, ``aujourd'hui`` stays.
        """
        pieces = _APOSTROPHE.split(word)
        while len(pieces) > 1 and pieces[0].lower() in self.before:
            pieces = pieces[1:]
        while len(pieces) > 1 and pieces[-1].lower() in self.after:
            pieces = pieces[:-1]
        return "'".join(pieces)


@cache
def elisions() -> Elisions:
    """Return what is left off words, read once from the files of all languages."""
    tables = [table(language, "search") for language in LANGUAGES]
    return Elisions(
        frozenset(word for each in tables for word in each["elisions"]),
        frozenset(word for each in tables for word in each["endings"]),
    )


@cache
def announcing() -> frozenset[str]:
    """Return the words that stand before a symbol and say only that it is one: ``résolution 75/28``."""
    return frozenset(word for language in LANGUAGES for word in table(language, "search")["announcing"])


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return by a word, without its accents, the others that say the same in resolutions, in all languages together."""
    groups = [group for language in LANGUAGES for group in table(language, "search")["synonyms"]]
    return {fold(word): tuple(each for each in group if each != word) for group in groups for word in group}


def stem(word: str, language: str) -> str:
    """Return the stem of a word, by which its other forms are found; the word where the language has no stemmer.

    Args:
        word: in lower case, with its accents where they are known.
        language: ``fr``, ``en`` …

    A sample: ``nucléaires`` and ``nucléaire`` both give ``nucléair``.
    """
    stemmer = _stemmer(language)
    word = word.translate(_LIGATURES)
    return str(stemmer.stemWord(word)) if stemmer else word


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(table(language, "search")["stemmer"]) if language in LANGUAGES else None
