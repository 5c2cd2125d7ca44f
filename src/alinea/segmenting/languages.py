"""In what language a text is, and each stretch of one that is set in two."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from functools import cache

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
    """Return the tag of a language of the Organization that a text is in and that is not read yet, or None.

    A sample: ``La Asamblea General, Recordando la resolución …`` gives ``es``.
    """
    sample = content[:_SAMPLE]
    spoken = Counter(_words(fold(sample)))
    for tag, row in table("common", "languages").items():
        if tag in LANGUAGES:
            continue
        if "script" in row and len(re.findall(row["script"], sample)) > len(sample) / 3:
            return str(tag)
        if "words" in row:
            foreign = sum(spoken[word] for word in row["words"])
            known = sum(spoken[word] for word in _languages_of_word() if word not in row["shared"])
            if foreign > max(2 * known, 20):
                return str(tag)
    return None


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
