"""What a document is, and what it calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from alinea.documents.head import Head, Line, unstarred
from alinea.model.document import DocumentType
from alinea.vocab.document_words import DocumentWords

MOST_OF_A_NAME = 12
"""Lines over which what a document calls itself may run: a draft with sixty sponsors has nine."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document is.

    Attributes:
        type: see `DocumentType`; printed: what it calls itself.
        by: who submits it, as printed behind or before that; None where it is not said.
        first, last: numbers of the lines of the head that say so.
    """

    type: DocumentType
    printed: str
    by: str | None
    first: int
    last: int


@cache
def _supplement_number() -> re.Pattern[str]:
    return re.compile(r"\d")


def kind_of(head: Head, words: DocumentWords) -> Kind | None:
    """Return what a document is by the last line of its head that calls it something; None where none does.

    The last counts: a note that transmits the *Report of the High-level Group* has this as its title, and *Note by the
    Secretary-General* below it. On the cover of the Official Records the first does.

    Args:
        head: of the document; words: of its language.
    """
    found: Kind | None = None
    groups: dict[int, list[int]] = {}
    for number, line in enumerate(head.lines):
        groups.setdefault(line.group, []).append(number)
    for numbers in groups.values():
        for place, first in enumerate(numbers):
            kind = _named(head.lines, first, numbers[place:], words)
            if kind is None:
                continue
            if found is not None and (head.cover or _outranks(found, kind)):
                continue
            found = kind
            break
    return found


def _outranks(found: Kind, kind: Kind) -> bool:
    """Tell whether what a document was called first says more than what is called so below: a draft's own title."""
    proposals = ("draft-resolution", "draft-decision", "amendment", "statement", "letter")
    if found.type in proposals or (found.type == "agenda" and kind.type in ("note", "report")):
        return True
    return kind.type == "treaty" or (kind.type == "other" and found.type in ("report", "note", "agenda"))


def _named(lines: tuple[Line, ...], first: int, numbers: list[int], words: DocumentWords) -> Kind | None:
    """Return the kind that the lines from `first` on to the end of their block say, or None."""
    wanted = numbers[:MOST_OF_A_NAME]
    printed = unstarred(" ".join(lines[number].text for number in wanted))
    folded = unstarred(" ".join(lines[number].folded for number in wanted))
    if words.patterns["adopted.pattern"].search(folded):
        return None
    for type, pattern in words.kinds:
        match = pattern.fullmatch(folded) or pattern.match(folded)
        if match is None:
            continue
        groups = match.groupdict()
        name = "by" if groups.get("by") else "submitter" if groups.get("submitter") else None
        by = printed[match.start(name) : match.end(name)] if name else None
        return Kind(cast(DocumentType, type), printed, by, first, wanted[-1])
    return None
