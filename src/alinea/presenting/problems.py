"""What went wrong, in the words of a person's language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from alinea.model.problems import Refusal, UnreadableError
from alinea.presenting.words import Words, words_in

if TYPE_CHECKING:
    from alinea.library.naming import NotHeldError

CANDIDATES = 30
"""Names that may be meant, of which so many are told: more are no help."""

_TAG = re.compile(r"\(([a-z]{2,3})\)")
"""The tag by which a message names a language, ``Italian (it)``."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows (Unicode Standard Annex 9), by which a text shows as another."""


def told(kind: str, code: str, message: str, words: Words, /, **facts: object) -> str:
    """Return what a code means.

    In English that is the message, which has the facts of the case; in other languages the words of the
    catalogue, or the message where the catalogue has none for the code. A record keeps of a warning the code and the
    English sentence: its facts are read back from that sentence, by the English words under the code
    (``warning.numbering-gap.expected``), and put into the places of the other language's.

    Args:
        kind: ``warning`` or ``error``, the part of the catalogue.
        code: stable name, such as ``number-missing``.
        message: one English sentence with the facts; empty where the catalogue says it all.
        facts: what goes into the places of the catalogue's words.
    """
    if words.language == "en" and message:
        return message
    for key, sentence in _sentences(f"{kind}.{code}") if message else ():
        if read := sentence.fullmatch(message):
            return words(key, **read.groupdict())
    found = words.find(f"{kind}.{code}")
    if found and "{language}" in found and (tag := _TAG.search(message)):
        facts["language"] = words.locale.languages.get(tag[1], tag[1])
    return found.format_map(_Facts(facts)) if found else message or code


@cache
def _sentences(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the English sentences under a key, the longest first, as patterns of which the groups are the facts."""
    found = sorted(words_in("en").under(key), key=lambda each: len(each[1]), reverse=True)
    return tuple(
        # No fact has a semicolon: behind one a sentence goes on with what is told only in some cases.
        (f"{key}.{name}", re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^;]+?)", re.escape(text)), re.DOTALL))
        for name, text in found
    )


def refused(refusal: Refusal | UnreadableError, words: Words, **more: str) -> str:
    """Return why an input was not read, and what to do.

    The words for a code with facts stand under the name of the first of them, where the code has other facts, or none,
    elsewhere: ``error.too-large.pages``.

    Args:
        more: facts besides those of the refusal.
    """
    facts = {
        name: words.number(fact) if isinstance(fact, int) else fact for name, fact in refusal.facts.items()
    }
    if "type" in facts:
        facts["type"] = words.find(f"document-type.{facts['type']}") or facts["type"]
    own = f"{refusal.code}.{next(iter(facts), '')}"
    code = own if words.find(f"error.{own}") else refusal.code
    return told("error", code, refusal.message, words, **facts, **more)


class _Facts(dict[str, object]):
    """Facts by the names of their places; a place without one stays as it is."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def not_held(error: NotHeldError, words: Words) -> str:
    """Return why nothing, or no one thing, of the library is meant by what was named, with what may be meant."""
    return words(f"show.{error.code}", what=error.what, candidates=", ".join(error.candidates[:CANDIDATES]))


def upright(text: str) -> str:
    """Return a text of the same length in which the signs that turn its direction show as U+FFFD."""
    return _TURNING.sub("\ufffd", text)


def printable(text: str) -> str:
    """Return a text of the same length that a terminal prints as it stands.

    Line feeds and tabs become spaces; other control characters, by which a text could command the terminal,
    and halves of surrogate pairs, which no encoding knows, become U+FFFD.
    """
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)
