"""Actors named in the words of a page, whatever the language of the text that charges them."""

from __future__ import annotations

import re

from alinea.library.actors import bare, is_name, name_of
from alinea.model.ledger import Obligation
from alinea.presenting.chapters import chapter
from alinea.presenting.ledger import bearer_of

__all__ = ["named", "titled"]


def named(owed: Obligation, language: str) -> tuple[str | None, str]:
    """Return the bearer as a page in a language names it, and the language of that name.

    A bearer that is one known actor and nothing else is named by the vocabulary; any other stays as printed, as only
    the text says who is meant. A sample: *le Secrétaire général* on an English page is *Secretary-General*.
    """
    who = bearer_of(owed)
    if who is None or owed.bearer_id is None or owed.language == language:
        return who, owed.language
    own = name_of(owed.bearer_id, language) if is_name(bare(owed), owed.bearer_id) else None
    return (titled(own, language), language) if own else (who, owed.language)


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
