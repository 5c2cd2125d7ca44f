"""The text to be as a file of text, with the role of every paragraph, to be read as any text is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from alinea.drafting.wording import DraftingWords, drafting_words
from alinea.model.draft import Heading, Line, Masthead, Outlook
from alinea.model.spans import Span
from alinea.model.text import Block, Mark, MarkKind, Role, Source, Text

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STEP = 4
"""Characters by which each level of sub-paragraphs is set in."""


def printed(outlook: Outlook) -> Text:
    """Return the text to be: what is printed, and what each stretch of it is.

    The content alone, saved as a file, reads as the same resolution.
    """
    printer = _Printer(drafting_words(outlook.language))
    for line in masthead_lines(outlook.masthead):
        printer.write(line, Role.MASTHEAD)
    if outlook.title:
        printer.write(outlook.title, Role.TITLE)
    if outlook.enacting:
        printer.write(outlook.enacting, Role.ENACTING)
    printer.paragraphs(outlook.preamble, outlook.headings, Role.PREAMBULAR)
    printer.paragraphs(outlook.operative, outlook.headings, Role.OPERATIVE)
    printer.headings(outlook.headings, None)
    for annex in outlook.annexes:
        printer.write(
            annex.title or drafting_words(outlook.language).table["masthead"]["annex"], Role.ANNEX_HEADING
        )
        printer.paragraphs(annex.paragraphs, outlook.headings, Role.ANNEX)
    for number, note in outlook.notes:
        printer.write(f"{number.translate(_RAISED)} {note}", Role.FOOTNOTE)
    content = "".join(printer.content)
    data = content.encode()
    source = Source("draft.txt", "text/plain", hashlib.sha256(data).hexdigest(), len(data))
    facts = [("organ", outlook.organ)] if outlook.organ else []
    if outlook.masthead.session:
        facts.append(("session", str(outlook.session)))
    facts.append(("agenda_items", json.dumps([])))
    return Text(content, source, tuple(printer.blocks), language=outlook.language, facts=tuple(facts))


def masthead_lines(masthead: Masthead) -> Iterator[str]:
    """Yield the lines of a masthead that are printed, in order."""
    for line in (
        masthead.organization,
        masthead.symbol,
        masthead.organ,
        masthead.distribution,
        masthead.day,
        masthead.original,
        masthead.session,
        masthead.committee,
        masthead.item,
        masthead.proposal,
    ):
        if line:
            yield line


def label(number: str | None, words: DraftingWords) -> str:
    """Return a paragraph's number as the language prints it before the paragraph: ``7.``, ``a)``, ``(a)``, ``-``."""
    if not number:
        return ""
    steps = number.rsplit("/", 1)[-1].split(".")
    if len(steps) == 1:
        return f"{steps[0]}."
    if not steps[-1].isalnum():
        return steps[-1]
    printed: str = words.table["masthead"]["sub_label"].format(letter=steps[-1])
    return printed


class _Printer:
    """Writes paragraphs one after another and notes where each stands."""

    def __init__(self, words: DraftingWords) -> None:
        self.words = words
        self.content: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0

    def write(self, line: str, role: Role, indent: int = 0, marks: Sequence[Mark] = ()) -> None:
        """Write a paragraph; `marks` are placed within the line."""
        start = self.length + indent
        moved = tuple(
            Mark(Span(mark.span.start + start, mark.span.end + start), mark.kind, mark.value)
            for mark in marks
        )
        self.content.append(f"{' ' * indent}{line}\n\n")
        self.length += len(self.content[-1])
        self.blocks.append(Block(Span(start, start + len(line)), role, indent=indent, marks=moved))

    def headings(self, headings: Sequence[Heading], before: str | None) -> None:
        """Write the headings that stand before a paragraph, or at the end."""
        for heading in headings:
            if heading.before == before:
                self.write(_joined(heading), Role.HEADING)

    def paragraphs(
        self, lines: Sequence[Line], headings: Sequence[Heading], role: Role, depth: int = 0
    ) -> None:
        """Write paragraphs with their numbers and footnote marks, each with those below it."""
        for line in lines:
            self.headings(headings, line.id)
            number = label(line.number, self.words)
            text, marks = _called(line, f"{number} " if number else "")
            if text.strip():
                self.write(text, role, indent=_STEP * depth, marks=marks)
            self.paragraphs(line.children, headings, role, depth + 1)


def _joined(heading: Heading) -> str:
    """Return a heading with its numeral, once."""
    text = heading.text.strip()
    if heading.number and not text.startswith(heading.number):
        return f"{heading.number}. {text}".strip(" .") if text else heading.number
    return text


def _called(line: Line, opening: str) -> tuple[str, list[Mark]]:
    """Return the words of a paragraph with its footnote marks in their places."""
    marks: list[Mark] = []
    pieces = [opening]
    length, place = len(opening), 0
    for number, at in line.calls:
        at = min(max(at, place), len(line.text))
        raised = number.translate(_RAISED)
        pieces += (line.text[place:at], raised)
        length += at - place
        marks.append(Mark(Span(length, length + len(raised)), MarkKind.CALL, number))
        length += len(raised)
        place = at
    pieces.append(line.text[place:])
    return "".join(pieces), marks
