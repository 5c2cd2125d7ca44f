"""The text to be as a file of text, with the role of every paragraph, to be read as any text is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alinea.drafting.wording import DraftingWords, drafting_words
from alinea.model.draft import AnnexLines, Change, Choice, Line, Masthead, Outlook
from alinea.model.draft import Heading as DraftHeading
from alinea.model.record import Annex, Footnote, Heading, Paragraph, Record
from alinea.model.spans import Span
from alinea.model.text import Block, Mark, MarkKind, Role, Source, Text
from alinea.vocab.typography import typeset

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

    def headings(self, headings: Sequence[DraftHeading], before: str | None) -> None:
        """Write the headings that stand before a paragraph, or at the end."""
        for heading in headings:
            if heading.before == before:
                self.write(_joined(heading), Role.HEADING)

    def paragraphs(
        self, lines: Sequence[Line], headings: Sequence[DraftHeading], role: Role, depth: int = 0
    ) -> None:
        """Write paragraphs with their numbers and footnote marks, each with those below it."""
        for line in lines:
            self.headings(headings, line.id)
            number = label(line.number, self.words)
            text, marks = _called(line, f"{number} " if number else "")
            if text.strip():
                self.write(text, role, indent=_STEP * depth, marks=marks)
            self.paragraphs(line.children, headings, role, depth + 1)


def _joined(heading: DraftHeading) -> str:
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


_NO_BREAK = str.maketrans({0xA0: " ", 0x202F: " "})


def typesetting(outlook: Outlook) -> Outlook:
    """Return the text to be with the spaces, apostrophes, quotation marks and ordinals of its language.

    The last text may have been set with plain spaces, or lost its no-break spaces where it was copied. What was changed
    and what stands open keeps its place in the words.
    """
    setter = _Setter(outlook.language)
    preamble, operative = setter.lines(outlook.preamble), setter.lines(outlook.operative)
    annexes = tuple(AnnexLines(setter.plain(a.title), setter.lines(a.paragraphs)) for a in outlook.annexes)
    notes = tuple(
        (number, setter.text(f"note_{n}", text)) for n, (number, text) in enumerate(outlook.notes, 1)
    )
    return replace(
        outlook,
        masthead=replace(outlook.masthead, proposal=setter.plain(outlook.masthead.proposal)),
        title=setter.plain(outlook.title),
        enacting=setter.plain(outlook.enacting),
        preamble=preamble,
        operative=operative,
        headings=tuple(replace(each, text=setter.plain(each.text)) for each in outlook.headings),
        annexes=annexes,
        notes=notes,
        changes=tuple(map(setter.change, outlook.changes)),
        choices=tuple(map(setter.choice, outlook.choices)),
    )


def as_set(record: Record, outlook: Outlook) -> Record:
    """Return what was read of the text to be with the spaces that it was set with, which reading makes plain ones.

    Args:
        record: read of the text that was printed from `outlook`. All places in it stay.
    """
    lines = [*_walk(outlook.preamble), *_walk(outlook.operative)]
    for annex in outlook.annexes:
        lines += _walk(annex.paragraphs)
    texts = [*(line.text for line in lines), *(note for _, note in outlook.notes)]
    texts += [outlook.title, *(annex.title for annex in outlook.annexes)]
    texts += (heading.text for heading in outlook.headings)
    by_words = {text.translate(_NO_BREAK): text for text in texts}

    def paragraph(each: Paragraph) -> Paragraph:
        children = tuple(map(paragraph, each.children))
        return each.model_copy(update={"text": by_words.get(each.text, each.text), "children": children})

    def titled(each: Annex) -> Annex:
        update = {
            "title": by_words.get(each.title, each.title),
            "paragraphs": tuple(map(paragraph, each.paragraphs)),
        }
        return each.model_copy(update=update)

    def worded(each: Footnote | Heading) -> Footnote | Heading:
        return each.model_copy(update={"text": by_words.get(each.text, each.text)})

    return record.model_copy(
        update={
            "title": by_words.get(record.title or "", record.title),
            "preamble": tuple(map(paragraph, record.preamble)),
            "operative": tuple(map(paragraph, record.operative)),
            "headings": tuple(map(worded, record.headings)),
            "annexes": tuple(map(titled, record.annexes)),
            "footnotes": tuple(map(worded, record.footnotes)),
        }
    )


def _walk(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _walk(line.children)


class _Setter:
    """Sets texts, and remembers where each of their characters went."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.was: dict[str, str] = {}
        self.now: dict[str, str] = {}
        self.places: dict[str, Sequence[int]] = {}

    def plain(self, text: str) -> str:
        """Return words of which no place is asked for."""
        return typeset(text, self.language)[0]

    def text(self, address: str, text: str) -> str:
        """Return the words of a paragraph or footnote."""
        now, places = typeset(text, self.language)
        self.was[address], self.now[address], self.places[address] = text, now, places
        return now

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return paragraphs, each with those below it."""
        return tuple(self._line(line) for line in lines)

    def _line(self, line: Line) -> Line:
        text = self.text(line.id, line.text)
        places = self.places[line.id]
        end = len(places) - 1
        return replace(
            line,
            text=text,
            calls=tuple((number, places[min(at, end)]) for number, at in line.calls),
            italic=places[min(line.italic, end)],
            children=self.lines(line.children),
        )

    def change(self, change: Change) -> Change:
        """Return a change with its words as they stand now."""
        at, now = self._moved(change.paragraph, change.at, change.now)
        return replace(change, at=at, now=now)

    def choice(self, choice: Choice) -> Choice:
        """Return a choice with its words as they stand now."""
        at, text = self._moved(choice.paragraph, choice.at, choice.text)
        return replace(choice, at=at, text=text)

    def _moved(self, address: str, at: Span, words: str) -> tuple[Span, str]:
        places = self.places.get(address)
        if places is None or not words:
            return at, self.plain(words)
        start = at.start if self.was[address][at.start : at.end] == words else self.was[address].find(words)
        if start < 0:
            return at, self.plain(words)
        span = Span(places[start], places[start + len(words)])
        return span, self.now[address][span.start : span.end]
