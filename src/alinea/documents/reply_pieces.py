"""The lines and blocks of a body as replies are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from alinea.documents.entities import entity_of
from alinea.documents.head import Head, mended_words, parted, words_of_block
from alinea.model.spans import MendedText, Span
from alinea.model.text import Block, Role, Text
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_NAME = 70
"""Characters of the longest line that is looked at for the name of a State."""

LONGEST_HEADING = 150
"""Characters of the longest heading over a reply."""

_MOST_CELLS = 5
"""Cells of a row that stand apart by blanks: number, name, day, language, page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or block of the body: its words, whether it may be a heading, is of a table of contents, is a footnote.

    `raw` is as printed: the cells of a row stand apart by several spaces.
    """

    text: MendedText
    folded: str
    heading: bool
    contents: bool
    raw: str = ""
    note: bool = False


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the signs of lists, contents, brackets and cells, which are those of every language."""
    return {
        "leader": re.compile(r"\s*(?:\.\s?){3,}\s*\d*\s*$|\s{2,}\d{1,3}$"),
        "number": re.compile(
            r"^#{1,6}\s+(?:\d{1,3}\.\s+|[a-z]\.\s+)?"
            r"|^(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\s?[.)]\s*|^\([a-z]{1,3}\)\s*|^[-–—•]\s*|^\*{1,2}(?=\w)"
        ),
        "numbered": re.compile(r"(?P<number>\d{1,3})\s?\.\s+"),
        "sentence": re.compile(r"(?<=[.;])\s+(?=\S)"),
        "bracket": re.compile(r"\[(?P<words>[^\[\]]{4,60})\]"),
        "dated": re.compile(r"\s?\((?P<words>[^()]{6,30})\)"),
        "beside": re.compile(
            r"\s*(?P<name>[^\[\].;:]{3,80}?)\s*(?P<bracket>\[[^\[\]]{2,20}\s?:[^\[\]]{3,60}\].*)"
        ),
        "said": re.compile(r"(?P<name>[A-Z][^:.]{3,70}):\s+(?=[A-Z])"),
        "below": re.compile(r"\[|\(\d{1,2} \w+ \d{4}\)$"),
        "rule": re.compile(r"[\s|:+-]+$"),
        "cell": re.compile(r"\t+| {2,}|\s*\|\s*"),
    }


def pieces_of(text: Text, head: Head, language: str, words: DocumentWords) -> Iterator[Piece]:
    """Yield the pieces of the body; a State's name at the top of a page may have been taken for a running head."""
    first = head.body[0].span.start if head.body else len(text.content)
    for _, block in parted(text, words):
        if block.role is Role.FOOTNOTE:
            note = words_of_block(text.content, block)
            yield Piece(note, fold(note.text), False, False, note=True)
            continue
        if block.span.start < first:
            continue
        if block.role is Role.FURNITURE:
            running = words_of_block(text.content, block)
            entity = (
                entity_of(running.text, language, words) if len(running.text) <= LONGEST_HEADING else None
            )
            if entity is not None and entity.state:
                yield Piece(running, fold(running.text), True, False)
            continue
        yield from _of_block(text, block, language, words)


def _of_block(text: Text, block: Block, language: str, words: DocumentWords) -> Iterator[Piece]:
    """Yield a block; one of several short lines gives each of them, as lists and contents are printed."""
    raw = text.content[block.span.start : block.span.end]
    below = patterns()["beside"].match(raw)
    if below and "\n" not in raw.strip():  # "Guyana [Original: English] [25 May 2016]"
        place = block.span.start + below.start("bracket")
        name = Span(block.span.start, block.span.start + below.end("name"))
        yield _piece(mended_words(text.content, name), below["name"])
        rest = Span(place, block.span.end)
        yield _piece(mended_words(text.content, rest), below["bracket"])
        return
    lines = raw.split("\n")
    short = len(lines) > 1 and all(len(line) <= LONGEST_HEADING for line in lines)
    listing = short and (
        sum(1 for line in lines if patterns()["leader"].search(line)) > 1
        or sum(line.rstrip()[-1:] in ";:" for line in lines) > len(lines) // 2
        or max(map(len, lines)) < 45
        or sum(patterns()["cell"].search(line.strip()) is not None for line in lines) > len(lines) // 2
    )
    if not listing:
        yield from _at_names(text, block, language, words)
        return
    place = block.span.start
    for line in lines:
        if line.strip():
            piece = Block(Span(place, place + len(line)), block.role, block.page)
            yield _piece(words_of_block(text.content, piece), line)
        place += len(line) + 1


def _at_names(text: Text, block: Block, language: str, words: DocumentWords) -> Iterator[Piece]:
    """Yield a block cut at lines that are the name of a State and nothing else, below a line that ends a sentence."""
    start, place, above = block.span.start, block.span.start, ""
    for line in text.content[block.span.start : block.span.end].split("\n"):
        end = place + len(line)
        bare = line.strip(" \t*_:")
        if 3 < len(bare) <= _NAME and bare[0].isupper() and bare[-1] not in ".;,":
            below = above.endswith((".", "]")) or (not above and end < block.span.end)
            entity = entity_of(bare, language, words) if below else None
            if entity is not None and entity.state:
                if start < place:
                    yield _of_span(text, block, start, place)
                yield _of_span(text, block, place, place + len(line.rstrip(" :")))
                start = end + 1
        above, place = line.rstrip(), end + 1
    if start < block.span.end:
        yield _of_span(text, block, start, block.span.end)


def _of_span(text: Text, block: Block, start: int, end: int) -> Piece:
    printed = text.content[start:end].rstrip()
    span = Span(start, start + len(printed))
    return _piece(words_of_block(text.content, Block(span, block.role, block.page)), printed)


def _piece(text: MendedText, raw: str) -> Piece:
    words = text.text
    contents = patterns()["leader"].search(raw) is not None
    # "… of the United Nations system.2" ends a sentence, and a note is called there.
    heading = len(words) <= LONGEST_HEADING and (words.rstrip("0123456789")[-1:] not in ".,;" or contents)
    return Piece(text, fold(words), heading, contents, raw)


def cells(piece: Piece) -> list[str]:
    """Return the cells of a row of a table; none of a line of contents, whose page stands apart in the same way."""
    if piece.contents or "\n" in piece.raw.strip():
        return []
    found = [cell for cell in patterns()["cell"].split(piece.raw.strip().strip("|")) if cell.strip()]
    if len(found) > _MOST_CELLS and "\t" not in piece.raw and "|" not in piece.raw:
        return []  # the words of a justified line
    if found and found[0].strip(" .").isdigit():
        found = found[1:]  # rows are numbered
    return found if len(found) > 1 else []
