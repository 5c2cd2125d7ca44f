"""What reading gives: one string, and what its format said about the stretches of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alinea.model.problems import Problem
from alinea.model.spans import Span

LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Raised figures, as by which notes are called, to plain ones."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from.

    Attributes:
        path: the path as it was given on the command line; ``-`` for standard input.
        media_type: such as ``application/pdf`` or ``text/plain``.
        sha256: hash of the bytes, 64 hexadecimal digits.
        size: number of bytes.
        pages: number of pages, None where the format has none.
    """

    path: str
    media_type: str
    sha256: str
    size: int
    pages: int | None = None


class Role(StrEnum):
    """What a format itself says a block is; TEXT where it says nothing and the words must decide."""

    TEXT = "text"
    MASTHEAD = "masthead"
    TITLE = "title"
    ENACTING = "enacting"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    HEADING = "heading"
    CLOSING = "closing"
    ANNEX_HEADING = "annex-heading"
    ANNEX = "annex"
    FOOTNOTE = "footnote"
    TABLE = "table"
    FURNITURE = "furniture"


class MarkKind(StrEnum):
    """What a format says about a stretch of characters within a block."""

    CALL = "call"  # a footnote mark, its number in `value`: not part of the paragraph's text
    ITALIC = "italic"
    LINK = "link"  # the characters of a hyperlink, its address in `value`
    MARKUP = "markup"  # characters that only mark up, such as * or #: not part of the text
    DOUBTFUL = "doubtful"  # characters recognised in a picture with little confidence, in percent in `value`
    ASIDE = "aside"  # characters that are printed but no text: the number of a line in the margin, struck-through words


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of characters of which the format says something."""

    span: Span
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, footnote or line of page furniture, as the format separates them.

    Attributes:
        span: its place in `Text.content`, without the white space around it.
        role: what the format says it is.
        page: the page it stands on, from 1; None where there are no pages.
        indent: how far its first line is set in, in characters (of 0.5 em); None where not known.
        marks: in order of place; marks of different kinds may overlap.
        joined: True where the format itself says that this block goes on with the paragraph before it
            (cut by a page end, or by a footnote).
    """

    span: Span
    role: Role = Role.TEXT
    page: int | None = None
    indent: int | None = None
    marks: tuple[Mark, ...] = ()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What was read from one input.

    Attributes:
        content: the text; for text files exactly what the file holds, decoded; for other formats what is
            printed, a line feed after every line or paragraph and a form feed after every page.
        source: where it came from.
        blocks: in order of place, not overlapping; every character of `content` that is not white space
            lies in exactly one of them.
        problems: what could not be read with confidence.
        language: a language tag, where the format states it (``fr``); None where it does not.
        facts: what the format states outright, such as ``{"symbol": "A/RES/76/299"}`` in AKN4UN; never
            guessed from words.
    """

    content: str
    source: Source
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    language: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
