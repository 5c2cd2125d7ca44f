"""Names of the vocabulary as a person writes them: it has them in small letters."""

from __future__ import annotations

import re

from alinea.presenting.chapters import chapter

__all__ = ["titled"]


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
