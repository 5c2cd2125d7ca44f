"""The subjects of resolutions, after the UNBIS Thesaurus, and the words by which each language names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alinea.vocab.folding import fold, spaced
from alinea.vocab.tables import LANGUAGES, table

_SHORT = 3  # letters: of *gas* and *its* the last is no plural


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text may be about.

    Attributes:
        id: of ours, such as ``preventive-diplomacy``.
        domain: two figures, the domain of the UNBIS Thesaurus that it belongs to.
        unbis: its number in that thesaurus; empty where it is not known to us.
        names: by language, what it is called.
    """

    id: str
    domain: str
    unbis: str
    names: Mapping[str, str]


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""By their first word the phrases that begin with it, the longest first: their words, and the subject they name."""


@cache
def subjects() -> Mapping[str, Subject]:
    """Return all subjects by their identifiers, in the order of their domains."""
    named = {language: table(language, "subjects")["subjects"] for language in LANGUAGES}
    return {
        id: Subject(id, domain, unbis, {language: named[language][id][0] for language in LANGUAGES})
        for domain, members in table("common", "subjects").items()
        for id, unbis in members.items()
    }


def domains(language: str) -> Mapping[str, str]:
    """Return the names of the domains in a language, by their two figures, in order."""
    names: Mapping[str, str] = table(language, "subjects")["domains"]
    return names


@cache
def subject_phrases(language: str) -> Phrases:
    """Return the phrases by which a language names subjects; none for a language without such a table."""
    if language not in LANGUAGES:
        return {}
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for id, phrases in table(language, "subjects")["subjects"].items():
        for words in dict.fromkeys(tuple(singular(word) for word in plain(each).split()) for each in phrases):
            found[words[0]].append((words, id))
    return {first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in found.items()}


@cache
def _by_phrase() -> Mapping[tuple[str, ...], str]:
    """Return the subjects by each of their phrases, in all languages together."""
    return {
        words: id
        for language in reversed(LANGUAGES)
        for phrases in subject_phrases(language).values()
        for words, id in phrases
    }


def subject_of(typed: str) -> Subject | None:
    """Return the subject that is meant by an identifier, a number of UNBIS, or words in any language; None for none.

    A sample: ``1001346``, ``COUNTER-TERRORISM`` and ``lutte contre le terrorisme`` are one.
    """
    known = subjects()
    name = typed.strip()
    if (found := known.get(name.casefold())) is not None:
        return found
    if name.isdigit():
        return next((each for each in known.values() if each.unbis == name), None)
    id = _by_phrase().get(tuple(singular(word) for word in plain(name).split()))
    return known[id] if id else None


def plain(text: str) -> str:
    """Return a text in lower case, without accents and with spaces for signs, character for character."""
    return spaced(fold(text))


def singular(word: str) -> str:
    """Return a folded word without the ending of its plural, as far as that is told by its last letters.

    Samples: ``armes`` gives ``arme``, ``countries`` gives ``country``, ``class`` and ``bis`` stay.
    """
    if len(word) <= _SHORT or word[-1] not in "sx" or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
