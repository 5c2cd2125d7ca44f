"""What people type, checked before it is kept: it is there, not too long, and every database keeps it as it is."""

from __future__ import annotations

from alinea.desk.faults import DeskError
from alinea.model.cases import Author

LONGEST = 1 << 20
"""Characters of a text that is typed or received."""

_LINE = 200  # characters of a name: those of the columns that keep one


def legible(text: str, what: str, *, empty: bool = False) -> str:
    """Return a text that every database keeps as it is.

    Raises:
        DeskError: it is empty, too long, or has characters that are none (U+0000, halves of surrogate pairs).
    """
    if not empty and not text.strip():
        raise DeskError("empty-text", what)
    if len(text) > LONGEST:
        raise DeskError("text-too-long", what, str(LONGEST))
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise DeskError("bad-text", what)
    return text


def line(text: str, what: str) -> str:
    """Return a name on one line, white space around it left out.

    Raises:
        DeskError: it is none, or too long.
    """
    said = legible(text, what).strip()
    if len(said) > _LINE or not said.isprintable():
        raise DeskError("bad-text", what)
    return said


def checked(author: Author) -> Author:
    """Return the author of a change.

    Raises:
        DeskError: nobody is named, or the name or reason cannot be kept.
    """
    legible(author.actor, "actor")
    if len(author.actor) > _LINE or "\n" in author.actor:
        raise DeskError("bad-text", "actor")
    if author.why:
        legible(author.why, "why")
    if author.key is not None and (len(legible(author.key, "key")) > _LINE or not author.key.isprintable()):
        raise DeskError("bad-text", "key")
    return author
