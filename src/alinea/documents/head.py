"""The head of a document: the lines above its first paragraph, and the words that open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from alinea.model.spans import MendedText, Span, mended
from alinea.model.text import Block, Role, Text
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

MOST_LINES = 90
"""Lines of the longest head that is looked for: a joint document with two agenda items has some forty."""

COVER_PAGES = 6
"""Pages of a report in the Official Records before its first chapter: cover, verso, title, note, contents."""

OPENING = 12
"""Paragraphs that say at whose request a document is submitted: of its summary and introduction."""

_LONG = 160
"""Characters from which a block that ends a sentence is running text and no title."""

_HEADLINE = 100
"""Characters of the longest line that is taken for the heading of what stands below it."""

_SPOKEN = 60
"""Characters from which words that open as a sentence of a report does are one: titles open so, and are shorter."""

_BELOW = 6
"""Blocks below the head among which the heading of a draft may stand."""

_CALLED_BEHIND = frozenset({"report", "note"})
"""Types of documents whose name stands behind their title and a colon."""

NOTED = 80
"""Blocks among which the footnotes to the title are, where the format has no pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head; where two columns stand side by side, one of them.

    Attributes:
        text: its words; folded: the same, folded.
        span: where it stands; group: number of the block it belongs to; column: 0 for the left or only one.
        role: what the format says it is.
    """

    text: str
    folded: str
    span: Span
    group: int
    column: int
    role: Role


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document and what surrounds it.

    Attributes:
        lines: in order, footnotes and running heads left out.
        running: lines of page furniture, in which the symbol stands on every page.
        notes: footnotes on its page, starred ones first: ``* A/80/150.``
        body: the blocks behind the head, without page furniture.
        cover: it has the cover of the Official Records.
    """

    lines: tuple[Line, ...]
    running: tuple[Line, ...]
    notes: tuple[MendedText, ...]
    body: tuple[Block, ...]
    cover: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # Columns stand apart by a tab or several spaces; before "Distr." one space may be all that is left.
        "columns": re.compile(r"\t+| {3,}|(?<=\S) (?=Distr\.)"),
        "markup": re.compile(r"^#{1,6}\s+|^\*\*(?=\w)|(?<=\w)\*\*$"),  # of Markdown
        # A converter joins lines of the masthead: "Human Rights Council Seventh session Agenda item 2".
        "joined": re.compile(
            r"(?<=\S) (?=Original ?: )"
            r"|(?<=[A-Za-z]) (?=(?:[A-Z][a-z]+(?:[ -][a-z]+){0,3}(?:th|st|nd|rd|i\wme)) (?:session|SESSION)\b)"
            r"|(?<=session) (?=(?:Agenda item|Item|Point|Points|Items|Agenda items)s? \d)"
        ),
        "starred": re.compile(r"\s?\*+$"),
        "note": re.compile(r"\*+\s"),
        "sentence": re.compile(r"[.;:]['\"”»)]?\**\d*$"),
        "paragraph": re.compile(r"\d{1,3}\s?\.(?:$|\s+(?=[^\W\d_]))|[ivx]{1,5}\s?\.\s+\S|[a-z]\.\s+[^\W\d_]"),
        "bracketed": re.compile(r"\[[^\[\]]{4,80}\](?:\s*\[[^\[\]]{4,80}\])*$"),
    }


def head_of(text: Text, words: DocumentWords) -> Head:
    """Return the head of a document: the lines above its first paragraph.

    Args:
        text: what was read; words: of its language.
    """
    lines: list[Line] = []
    running: list[Line] = []
    notes: list[MendedText] = []
    body: list[Block] = []
    cover = ended = False
    for group, block in parted(text, words):
        if block.role is Role.FURNITURE:
            if len(running) < MOST_LINES:
                running += _lines(text.content, block, group)
            continue
        raw = text.content[block.span.start : block.span.end]
        if block.role is Role.FOOTNOTE or _patterns()["note"].match(raw):
            if block.page in (None, 1) and group < NOTED:
                notes.append(words_of_block(text.content, block))
            continue
        if ended:
            body.append(block)
            continue
        found = [part for line in _lines(text.content, block, group) for part in _called_behind(line, words)]
        for line in [line for line in found if _patterns()["note"].match(line.text)]:
            found.remove(line)  # "* A/80/150." stands in one block with the title
            notes.append(mended_words(text.content, line.span))
        cover = cover or any(words.patterns["head.official_records"].match(line.folded) for line in found)
        if _begins_body(raw, block, found, words, cover, bool(lines)) or len(lines) > MOST_LINES:
            if cover and (block.page or 0) <= COVER_PAGES and not _is_contents(found, words):
                continue  # the note on symbols and other small print between cover and contents
            ended = True
            body.append(block)
            continue
        lines += found
    return Head(tuple(lines), tuple(running), tuple(notes), tuple(body), cover)


def parted(text: Text, words: DocumentWords) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of a text with their numbers, one that holds several paragraphs cut between them.

    Where no blank line was left, a summary, a chapter, a numbered paragraph and the reply of a State stand in one
    block: each begins with a line that tells so.

    A sample: ``II. Replies received\nA. Peru\n[Original: Spanish]\n1. Peru has …`` is four.
    """
    for group, block in enumerate(text.blocks):
        if block.role is not Role.TEXT:
            yield group, block
            continue
        start, end = block.span.start, block.span.end
        for cut in [*_cuts(text.content[start:end], words), end - block.span.start]:
            last = block.span.start + cut
            stop = start + len(text.content[start:last].rstrip())
            if stop > start:
                yield (
                    group,
                    replace(block, span=Span(start, stop), joined=block.joined and start == block.span.start),
                )
            start = last


def _cuts(raw: str, words: DocumentWords) -> Iterator[int]:
    """Yield where the lines of a block begin that open something new."""
    if "\n" not in raw:
        return
    place, above, chapter, cut = 0, "", False, 0
    opened: list[int] = []
    for line in raw.split("\n"):
        folded = fold(line.strip())
        bracketed = _patterns()["bracketed"].match(folded) is not None
        opens = (
            _patterns()["paragraph"].match(folded) is not None
            or bracketed
            or (words.patterns["head.contents"].match(folded) is not None and len(folded) < _HEADLINE)
            or (
                len(folded) < _HEADLINE
                and sentence_ends(fold(above))
                and not sentence_ends(folded)
                and words.patterns["replies.chapter"].match(folded) is not None
            )
        )
        behind = (
            chapter and not line.strip()[:1].islower()
        )  # a heading in two lines goes on with a small letter
        if bracketed and 0 < len(above.strip()) < _HEADLINE and above.strip()[0] != "[":
            opened.append(cut)  # the line above names whose reply it is
        if opens or behind:
            opened.append(place)
        chapter = bracketed or (
            opens and not folded[:1].isdigit() and len(folded) < _HEADLINE and not sentence_ends(folded)
        )
        above, cut = line, place
        place += len(line) + 1
    yield from sorted({each for each in opened if each})


def sentence_ends(folded: str) -> bool:
    """Tell whether a line ends a sentence, as headings do not."""
    return _patterns()["sentence"].search(folded) is not None


def reaching_to_proposal(text: Text, head: Head, words: DocumentWords) -> Head:
    """Return a head that goes on to the heading *Draft decision* a few paragraphs below it, where one stands there.

    A committee's own drafts say under what rule they are put forward before they say what they are.
    """
    for place, block in enumerate(head.body[:_BELOW]):
        printed = unstarred(" ".join(text.content[block.span.start : block.span.end].split()))
        if len(printed) < _LONG and any(
            pattern.fullmatch(fold(printed)) for type, pattern in words.kinds if type.startswith("draft-")
        ):
            following = head.body[place + 1 : place + 2]
            added = [block, *(each for each in following if each.span.end - each.span.start < _LONG)]
            first = len(text.blocks)
            lines = [
                line
                for number, each in enumerate(added)
                for line in _lines(text.content, each, first + number)
            ]
            return replace(head, lines=(*head.lines, *lines), body=head.body[place + len(added) :])
    return head


def _is_contents(lines: list[Line], words: DocumentWords) -> bool:
    return bool(lines) and words.patterns["head.contents"].match(lines[0].folded) is not None


def _begins_body(
    raw: str, block: Block, lines: list[Line], words: DocumentWords, cover: bool, begun: bool
) -> bool:
    """Tell whether a block opens the text below the head."""
    if not lines or not begun:
        return False
    first = lines[0].folded
    if words.patterns["head.contents"].match(first):
        return True
    whole = " ".join(line.folded for line in lines)
    if any(pattern.match(whole) for _, pattern in words.kinds):
        return False
    if words.patterns["head.enacting"].fullmatch(whole):
        return True
    if words.patterns["head.body"].match(first) and not words.patterns["agenda.line"].match(first):
        return not words.patterns["head.masthead"].match(first)
    if (
        words.patterns["head.speaking"].match(whole)
        and len(whole) > _SPOKEN
        and block.role is not Role.MASTHEAD
    ):
        return True
    if block.role in (Role.MASTHEAD, Role.HEADING, Role.TITLE):
        return False
    if (block.page or 1) > 1 and not cover:
        return True
    return len(raw) > _LONG and sentence_ends(raw.rstrip())


def _lines(content: str, block: Block, group: int) -> Iterator[Line]:
    """Yield the lines of a block, columns apart."""
    place = block.span.start
    for printed in content[block.span.start : block.span.end].split("\n"):
        start = place
        column = 0
        cuts = [*_patterns()["columns"].finditer(printed)]
        for end, after in [*((cut.start(), cut.end()) for cut in cuts), (len(printed), len(printed))]:
            piece = printed[start - place : end]
            if words := piece.strip():
                at = start + len(piece) - len(piece.lstrip())
                for first, last in _apart(words):
                    line = _patterns()["markup"].sub("", " ".join(words[first:last].split()))
                    yield Line(line, fold(line), Span(at + first, at + last), group, column, block.role)
                column += 1
            start = place + after
        place += len(printed) + 1


def _called_behind(line: Line, words: DocumentWords) -> Iterator[Line]:
    """Yield a line; one that ends with what the document calls itself in two.

    A sample: ``The situation in the Gulf: report of the Secretary-General``, as catalogues print it.
    """
    title, colon, name = line.text.rpartition(": ")
    if colon and not any(pattern.match(line.folded) for _, pattern in words.kinds):
        called = next((type for type, pattern in words.kinds if pattern.fullmatch(fold(name))), None)
        if called in _CALLED_BEHIND:
            cut = len(title) + len(colon)
            yield replace(line, text=title, folded=fold(title))
            yield replace(line, text=name, folded=fold(name), span=Span(line.span.start + cut, line.span.end))
            return
    yield line


def _apart(piece: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of a masthead that stand in one: from where to where."""
    start = 0
    for cut in _patterns()["joined"].finditer(piece):
        yield start, cut.start()
        start = cut.end()
    yield start, len(piece)


def words_of_block(content: str, block: Block) -> MendedText:
    """Return the words of a block on one line, hyphens at line ends kept, with the way back to the source."""
    return mended_words(content, block.span)


def mended_words(content: str, span: Span) -> MendedText:
    """Return the words of a stretch of the source on one line, with the way back to the source."""
    pieces: list[tuple[int, str]] = []
    previous = ""
    for match in re.finditer(r"\S+", content[span.start : span.end]):
        place = span.start + match.start()
        if previous:
            gap = content[place - 1 : place]
            broken = previous.endswith("-") and "\n" in content[place - 2 : place]
            if not broken:
                pieces.append((place - 1, gap if gap == " " else " "))
        pieces.append((place, match[0]))
        previous = match[0]
    return mended(pieces)


def unstarred(text: str) -> str:
    """Return a line without the stars that call its footnotes."""
    return _patterns()["starred"].sub("", text).strip()
