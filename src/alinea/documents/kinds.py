"""What a document is, and what it calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from alinea.documents.entities import leading, listed
from alinea.documents.head import Head, Line, unstarred
from alinea.model.record import DocumentType
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

PROPOSALS = frozenset({"draft-resolution", "draft-decision", "amendment", "statement"})
"""Types of documents that States sponsor."""

_SUBMITTED = frozenset({"report", "note"})
"""Types that the last line which calls a document so tells: an item of the agenda may be called like one."""

_BELOW = _SUBMITTED | {"committee-report"}
"""The same, of the line below one that was taken for it: the item may be called a report."""

MOST_OF_A_NAME = 12
"""Lines over which what a document calls itself may run: a draft with sixty sponsors has nine."""

_LISTING = re.compile(r".*(?:\.\s?){4,}|(?:.{0,40}\s)?page$|date/time\b|(?:addendum|additif)\W*$|\d{4}/\d")
"""A line of a table of contents or of a timetable, below the name of a document in one block with it."""


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


def kind_of(head: Head, language: str, words: DocumentWords) -> Kind | None:
    """Return what a document is by the last line of its head that calls it something; None where none does.

    The last counts: a note that transmits the *Report of the High-level Group* has this as its title, and *Note by the
    Secretary-General* below it. On the cover of the Official Records the first does.

    Args:
        head: of the document; words: of its language.
    """
    if any(says_adopted(line.text, words) for line in head.lines):
        return None
    found: Kind | None = None
    groups: dict[int, list[int]] = {}
    for number, line in enumerate(head.lines):
        groups.setdefault(line.group, []).append(number)
    for numbers in groups.values():
        for place, first in enumerate(numbers):
            kind = _named(head.lines, first, numbers[place:], language, words)
            if kind is None:
                continue
            if kind.type in _SUBMITTED:
                kind = _named_below(head.lines, numbers[place + 1 :], language, words) or kind
            if found is not None and (head.cover or _outranks(found, kind)):
                continue
            found = kind
            break
    return found


def _named_below(
    lines: tuple[Line, ...], numbers: list[int], language: str, words: DocumentWords
) -> Kind | None:
    """Return the kind that a line of its own says below one that was taken for it: a title, an item of the agenda.

    A sample: *Annual report of the High Commissioner and reports of the Office*, and below *Report of the Office*.
    """
    for place in reversed(range(len(numbers))):
        if not lines[numbers[place]].text[:1].isupper():
            continue
        if _named(lines, numbers[place], numbers[place : place + 1], language, words) is None:
            continue
        kind = _named(lines, numbers[place], numbers[place:], language, words)
        if kind is not None and kind.type in _BELOW:
            return kind
    return None


def says_adopted(line: str, words: DocumentWords) -> bool:
    """Tell whether a line is that in which a resolution says that it was adopted: *Resolution adopted by …*.

    It begins so, with a capital: *takes into account the resolutions and decisions adopted by the Assembly* goes on.
    """
    bare = line.strip(" \t#*_[(")
    return bare[:1].isupper() and words.patterns["adopted.pattern"].match(fold(bare)) is not None


def _outranks(found: Kind, kind: Kind) -> bool:
    """Tell whether what a document was called first says more than what is called so below: a draft's own title."""
    proposals = ("draft-resolution", "draft-decision", "amendment", "statement", "letter")
    if found.type in proposals or (found.type in ("agenda", "note") and kind.type in ("note", "report")):
        return True  # a note transmits the report whose title stands below it
    return kind.type == "treaty" or (kind.type == "other" and found.type in ("report", "note", "agenda"))


def _named(
    lines: tuple[Line, ...], first: int, numbers: list[int], language: str, words: DocumentWords
) -> Kind | None:
    """Return the kind that the lines from `first` on to the end of their block say, or None."""
    below = (place for place, number in enumerate(numbers[1:], 1) if _LISTING.match(lines[number].folded))
    wanted = numbers[: min(next(below, MOST_OF_A_NAME), MOST_OF_A_NAME)]
    printed = unstarred(" ".join(lines[number].text for number in wanted))
    folded = unstarred(" ".join(lines[number].folded for number in wanted))
    for type, pattern in words.kinds:
        match = pattern.fullmatch(folded) or pattern.match(folded)
        if match is None:
            continue
        groups = match.groupdict()
        if type not in PROPOSALS and _is_below(lines, wanted, pattern):
            continue  # the title stands in the lines above, and what the document calls itself in one of its own
        name = "by" if groups.get("by") else "submitter" if groups.get("submitter") else None
        by = printed[match.start(name) : match.end(name)] if name else None
        if groups.get("by") and type in PROPOSALS and not names_sponsors(by or "", language, words):
            continue
        return Kind(cast(DocumentType, type), printed, by, first, wanted[-1])
    return None


def _is_below(lines: tuple[Line, ...], wanted: list[int], pattern: re.Pattern[str]) -> bool:
    """Tell whether a line below the first says by itself what all were taken to say: *Harbours / Report of the …*."""
    return not pattern.match(lines[wanted[0]].folded) and any(
        lines[number].text[:1].isupper() and pattern.match(lines[number].folded) for number in wanted[1:]
    )


def names_sponsors(by: str, language: str, words: DocumentWords) -> bool:
    """Tell whether what stands before *: draft resolution* begins with the name of a State, entity or officer."""
    start = leading(fold(by), words)
    if words.patterns["submitters.officer"].match(fold(by)):
        return True
    first = next(iter(listed(by, language, words)), None)
    return first is not None and first.start <= start
