"""In what language a text is, and each stretch of one that is set in two."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from functools import cache

from alinea.model.problems import Problem
from alinea.segmenting.enacting import enacting_at
from alinea.segmenting.stretches import Stretch
from alinea.vocab.folding import fold
from alinea.vocab.structure import structure
from alinea.vocab.tables import LANGUAGES, table

_SAMPLE = 6_000
"""Characters, some two pages: more do not tell a language better."""
_STRETCHES = 40
"""How many stretches, spread over a text, its languages are told from."""
_SECOND_LANGUAGE = 0.12
"""Share of the function words from which a second language is more than a quotation: on the bilingual pages of
the first sessions it is near one half, on pages in one language below 0.05."""

_CLEARLY = 1.5
"""How many times as many words of its own a text must have of a language that is not read as of one that is."""
_FEWEST = 3
"""Such words from which on a language is told: a resolution of three lines has as many."""
_SPOKEN = 0.2
"""Share of all words that are frequent ones; in running text of any language listed it is a third and more."""
_OWN_LETTERS = 0.01
"""Share of the letters of a script by which a language is told from its neighbour."""


@cache
def _letters() -> bytes:
    return bytes(byte if chr(byte) in string.ascii_lowercase else ord(" ") for byte in range(256))


def _words(folded: str) -> list[str]:
    """Return the words of a folded text: runs of the letters from a to z."""
    return folded.encode("ascii", "replace").translate(_letters()).decode("ascii").split()


@cache
def _languages_of_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in structure(language).function_words:
            found[word] = (*found.get(word, ()), language)
    return found


def _count(folded: str) -> Counter[str]:
    known = _languages_of_word()
    counts: Counter[str] = Counter()
    for word, times in Counter(_words(folded)).items():
        languages = known.get(word)
        if languages is not None and len(languages) == 1:
            counts[languages[0]] += times
    return counts


def foreign_language(content: str) -> str | None:
    """Return the tag of a language that is not read yet and that a text is in, or None.

    A sample: ``La Asamblea General, Recordando la resolución …`` gives ``es``.
    """
    sample = content[:_SAMPLE]
    spoken = _words(fold(sample))
    rows = table("common", "languages")
    latin = sum(map(len, spoken))
    # Where Latin letters are the most, no other script has the half of them, and the others need not be counted.
    letters = sum(map(str.isalpha, sample)) if len(sample) - latin > latin / 2 else latin
    others = len(sample) - latin > letters / 2
    for tag, row in rows.items():
        if others and "script" in row and (written := len(re.findall(row["script"], sample))) > letters / 2:
            own = row.get("letters")
            if own is None or len(re.findall(own, sample)) > _OWN_LETTERS * written:
                return str(tag)
    counts = Counter(spoken)
    spoken_of = {
        str(tag): sum(counts[word] for word in row["words"]) for tag, row in rows.items() if "words" in row
    }
    tag = max(spoken_of, key=lambda each: spoken_of[each])
    if spoken_of[tag] < _SPOKEN * len(spoken):
        return None
    words = frozenset(rows[tag]["words"])
    # Words of both languages tell nothing: *la*, *de* and *que* are as frequent in French as in Spanish.
    return (
        tag
        if all(_is_rather(words, structure(known).function_words, counts) for known in LANGUAGES)
        else None
    )


def _is_rather(words: frozenset[str], known: frozenset[str], counts: Counter[str]) -> bool:
    """Tell whether a text has clearly more frequent words of one language than of another."""
    mine = sum(counts[word] for word in words - known)
    return mine >= _FEWEST and mine > _CLEARLY * sum(counts[word] for word in known - words)


def unread(tag: str) -> Problem:
    """Return the problem that a text is in a language that is not read yet.

    Args:
        tag: of the language, as `foreign_language` or the format gives it.
    """
    name = table("common", "languages").get(tag, {}).get("name")
    named = f"{name} ({tag})" if name else f"({tag})"
    return Problem("language-unsupported", f"the text is in a language that is not read yet: {named}")


def languages_of(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """Mark each stretch with its language; return the languages of the text, the strongest first.

    A text is in two languages only where the second has more than an eighth of the function words. The result
    is empty where no known language is found.
    """
    every = max(1, len(stretches) // _STRETCHES)
    total = _count(" ".join(stretch.folded for stretch in stretches[::every]))
    whole = sum(total.values())
    if not whole:
        return ()
    ranked = tuple(language for language, _ in total.most_common())
    if len(ranked) > 1 and total[ranked[1]] > _SECOND_LANGUAGE * whole:
        _mark(stretches)
        return ranked[:2]
    for stretch in stretches:
        stretch.language = ranked[0]
    return ranked[:1]


def _mark(stretches: Sequence[Stretch]) -> None:
    """Give each stretch of a text in two languages its own.

    One that has no word to tell it by (a title, enacting words, a date) goes with the one after it, or, as the
    last, with the one before.
    """
    for stretch in stretches:
        counts = _count(stretch.folded).most_common()
        if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]):
            stretch.language = counts[0][0]
        elif enacted := [tag for tag in LANGUAGES if enacting_at(stretch, structure(tag))]:
            stretch.language = enacted[0]
    following = ""
    for stretch in reversed(stretches):
        stretch.language = following = stretch.language or following
    before = ""
    for stretch in stretches:
        stretch.language = before = stretch.language or before
