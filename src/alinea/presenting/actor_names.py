"""Names of the vocabulary as a person writes them: it has them in small letters."""

from __future__ import annotations

import re

from alinea.library.actor_names import Actors
from alinea.presenting.problems import printable
from alinea.presenting.words import Words, words_in
from alinea.vocab.actor_names import name_of

CANDIDATES = 6
"""Of those that a name may mean, so many are named; the rest are counted."""


def several(meant: Actors | None, named: str, words: Words) -> str | None:
    """Say that a name may mean several, and whom: all are answered for, none is chosen. None where it means one.

    Args:
        named: as typed; words: of the language of the answer.
    """
    if meant is None:
        return None
    owned = ((name_of(each, words.language), each) for each in meant.ids)
    known = [titled(own, words.language) if own else id for own, id in owned]
    names = list(dict.fromkeys((*known, *map(printable, meant.names))))
    if len(names) < 2:
        return None
    if len(names) > CANDIDATES:
        names = [*names[: CANDIDATES - 1], words.count("others", len(names) - CANDIDATES + 1)]
    return words("due.bearer-several", what=printable(named), names=words.listing(names))


def titled(name: str, language: str) -> str:
    """Return a name of the vocabulary, which has them in small letters, with the capitals of its language."""
    words, name = words_in(language), name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    for proper in words("web.actor.proper").split(", "):
        name = re.sub(rf"\b{re.escape(proper)}\b", proper, name, flags=re.IGNORECASE)
    if words("web.actor.capitals") == "first":
        return name[:1].upper() + name[1:]
    small = frozenset(words("web.actor.small-words").split())
    return " ".join(
        each if place and each in small else "-".join(part[:1].upper() + part[1:] for part in each.split("-"))
        for place, each in enumerate(name.split())
    )
