"""What things are counted by, as a page has it: each value in words, with the address that asks for it as well."""

from __future__ import annotations

import re
from functools import cache

from alinea.presenting.words import Words
from alinea.server.web.request import legible
from alinea.vocab.subject_words import subject_of, subjects

_WORDS = {"organ": "organ", "part": "web.part", "kind": "web.kind", "act": "act", "language": "web.language"}
"""Where the catalogue has the words of the values of a facet."""


COMMITTEES = {
    "First Committee": "first",
    "Second Committee": "second",
    "Third Committee": "third",
    "Fourth Committee": "fourth",
    "Fifth Committee": "fifth",
    "Sixth Committee": "sixth",
    "Without reference to a Main Committee": "no-main-committee",
}
"""Main Committees as they are published, and as the catalogue knows them."""

LONGEST = 60
"""Characters of the longest name of a State; what is longer tells on whose behalf, and stands as it is."""

# A letter before or behind an apostrophe is no word of its own: "d’Ivoire", "People’s".
_WORD = re.compile(r"[^\W\d_]{2,}(?:’s\b)?")
_SMALL = frozenset(("and", "the", "of"))


def said(facet: str, value: str, words: Words) -> str:
    """Return a value in words: ``75th`` of a session, ``First Committee``, ``SDG 16 · Peace …``; else as it stands."""
    if facet == "session" and value.isdecimal():
        return words.numbered(int(value))
    if facet == "goal":
        goal = words("web.browse.goal", goal=legible(value))
        name = words.find(f"web.browse.goals.{value}")
        return f"{goal} · {name}" if name else goal
    if facet in ("sponsor", "state"):
        return state(value)
    if facet == "subject":
        known = subjects().get(value) or subject_of(value)
        if known:
            return known.names[words.language]
        return legible(value if not value.isupper() else value[:1] + value[1:].lower())
    if facet == "committee" and value in COMMITTEES:
        return words(f"web.browse.committee.{COMMITTEES[value]}")
    key = _WORDS.get(facet)
    return (words.find(f"{key}.{value}") if key else None) or legible(value)


@cache
def state(published: str) -> str:
    """Return the name of a State, which is published in capitals, with those of a name; any other as it stands.

    A sample: ``CÔTE D'IVOIRE`` is ``Côte d’Ivoire``, ``IRAN (ISLAMIC REPUBLIC OF)`` is ``Iran (Islamic Republic of)``.
    """
    if not published.isupper() or len(published) > LONGEST:
        return legible(published)
    small = published.replace("İ", "i").lower().replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return legible(_WORD.sub(lambda found: found[0] if found[0] in _SMALL else found[0].capitalize(), small))
