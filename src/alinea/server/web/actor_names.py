"""Actors named in the words of a page, whatever the language of the text that charges them."""

from __future__ import annotations

import re

from alinea.library.actors import bare, is_name, name_of
from alinea.model.record import Party
from alinea.presenting.chapters import chapter

__all__ = ["named", "titled"]


def named(party: Party, printed: str, language: str) -> tuple[str, str]:
    """Return one charged as a page in a language names it, and the language of that name.

    One that is one known actor and nothing else is named by the vocabulary; any other stays as printed, as only
    the text says who is meant. A sample: *le Secrétaire général* on an English page is *Secretary-General*.

    Args:
        printed: language of the text; language: of the page.
    """
    who = " ".join(party.text.split())
    if party.id is None or printed == language:
        return who, printed
    own = name_of(party.id, language) if is_name(bare(who, printed), party.id) else None
    return (titled(own, language), language) if own else (who, printed)


def titled(name: str, language: str) -> str:
    """Return a name of the vocabulary, which has them in small letters, with the capitals of its language."""
    words, name = chapter("web", language), name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    for proper in words("web.actor.proper").split(", "):
        name = re.sub(rf"\b{re.escape(proper)}\b", proper, name, flags=re.IGNORECASE)
    if words("web.actor.capitals") == "first":
        return name[:1].upper() + name[1:]
    small = frozenset(words("web.actor.small-words").split())
    return " ".join(
        each if place and each in small else "-".join(part[:1].upper() + part[1:] for part in each.split("-"))
        for place, each in enumerate(name.split())
    )
