"""A resolution as a Word document in the layout of the Organization."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from alinea.drafting.printing import label
from alinea.drafting.wording import DraftingWords, drafting_words
from alinea.model.record import Heading, Paragraph, Record
from alinea.model.spans import Span
from alinea.presenting.docx import layout
from alinea.presenting.docx.head import Head, write_head, write_margins
from alinea.presenting.docx.layout import closed
from alinea.presenting.docx.notes import Footnotes
from alinea.presenting.docx.numbering import Numbering
from alinea.presenting.docx.redline import AUTHOR, tracked

INITIALS = "A"

_ILLEGIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_document(
    record: Record,
    head: Head,
    before: Sequence[tuple[str, str]],
    *,
    made_on: datetime.date,
    marks: Mapping[str, Sequence[Mark]] | None = None,
    remarks: Mapping[str, Sequence[str]] | None = None,
    after: Sequence[str] = (),
    note: str = "",
) -> bytes:
    """Return a resolution as a Word document.

    Args:
        record: its text; head: what stands above it; before: lines between head and text, with the style of each.
        made_on: the date that the document says it was made on.
        marks: what is set off in each paragraph or footnote, by address; remarks: what is said in the margin of lines
            of the head, by their words.
        after: closing lines; note: what the properties of the document say of it.

    The document read back is the same record.
    """
    import docx

    document = docx.Document()
    layout.lay_out(document, record.language)
    writer = _Writer(document, record, marks or {}, made_on)
    runs = write_head(document, head)
    for text, style in before:
        runs[text] = writer.plain(text, style)
    for words, comments in (remarks or {}).items():
        if words in runs:
            for comment in comments:
                writer.comment([runs[words]], comment)
    writer.body()
    for line in after:
        writer.plain(line, layout.CLOSING)
    writer.annexes()
    writer.footnotes()
    write_margins(document, head)
    _properties(document, record, head, made_on, note)
    raw = io.BytesIO()
    document.save(raw)
    return closed(raw.getvalue(), made_on)


def _properties(document: Any, record: Record, head: Head, made_on: datetime.date, note: str) -> None:
    said = document.core_properties
    day = datetime.datetime.combine(made_on, datetime.time())
    said.title = legible(record.title or head.symbol)[:250]
    said.subject = legible(head.symbol)[:250]
    said.author = said.last_modified_by = AUTHOR
    said.language = layout.TONGUES.get(record.language, record.language)
    said.comments = note[:250]
    said.keywords = ""
    said.created = said.modified = day
    said.revision = 1


def legible(text: str) -> str:
    """Return a text with U+FFFD in the place of what XML does not allow, on one line."""
    return re.sub(r"[\t\n\r]+", " ", _ILLEGIBLE.sub("\N{REPLACEMENT CHARACTER}", text))


def _comments_last(paragraph: Any) -> None:
    """Put what leads to comments at the end of a paragraph: LibreOffice 7 loses footnotes that are called after it."""
    from docx.oxml.ns import qn

    for reference in paragraph._p.findall(f".//{qn('w:commentReference')}"):
        paragraph._p.append(reference.getparent())


class _Writer:
    """Writes the paragraphs of a record, one after another."""

    def __init__(
        self, document: Any, record: Record, marks: Mapping[str, Sequence[Mark]], made_on: datetime.date
    ) -> None:
        self.document = document
        self.record = record
        self.marks = marks
        self.made_on = made_on
        self.changes = 0
        self.words: DraftingWords = drafting_words(record.language)
        self.numbering = Numbering(document, self.words.table["masthead"]["sub_label"])
        self.notes = Footnotes({note.number: note.text for note in record.footnotes})
        self.headings: dict[str | None, list[Heading]] = {}
        for heading in record.headings:
            self.headings.setdefault(heading.before, []).append(heading)

    def plain(self, text: str, style: str) -> Any:
        """Write a paragraph that is one run; return the run."""
        return self.document.add_paragraph(style=style).add_run(legible(text))

    def body(self) -> None:
        """Write enacting words, preamble and operative part."""
        if self.record.enacting and self.record.enacting.strip():
            self.plain(self.record.enacting, layout.ENACTING)
        for paragraph in self.record.preamble:
            self.paragraph(paragraph, 0, layout.PREAMBULAR)
        for paragraph in self.record.operative:
            self.paragraph(paragraph, 0, layout.OPERATIVE)
        self.heads(None)

    def annexes(self) -> None:
        """Write the annexed texts, each on a page of its own."""
        for annex in self.record.annexes:
            run = self.plain(annex.title or self.words.table["masthead"]["annex"], layout.ANNEX)
            run._parent.paragraph_format.page_break_before = True
            for paragraph in annex.paragraphs:
                self.paragraph(paragraph, 0, layout.ANNEXED)

    def heads(self, before: str | None) -> None:
        """Write the headings that stand before a paragraph."""
        for heading in self.headings.get(before, ()):
            text = heading.text.strip()
            if heading.number and not text.startswith(heading.number):
                text = f"{heading.number}. {text}".rstrip(" .") if text else heading.number
            if text:
                self.plain(text, layout.HEADING)

    def paragraph(self, paragraph: Paragraph, depth: int, style: str) -> None:
        """Write a paragraph with its number, and those below it."""
        self.heads(paragraph.id)
        if paragraph.text.strip() or paragraph.number:
            element = self.document.add_paragraph(style=style if depth == 0 else layout.ITEM)
            self._number(element, paragraph.number, depth)
            self._fill(element, paragraph)
        for child in paragraph.children:
            self.paragraph(child, depth + 1, style)

    def _number(self, element: Any, number: str | None, depth: int) -> None:
        """Have Word count a paragraph; print the number where Word cannot count so."""
        from docx.shared import Twips

        if not number:
            return
        steps = number.rsplit("/", 1)[-1].split(".")
        place = self.numbering.place(steps, depth)
        if place is None:
            element.add_run(f"{label(number, self.words)}\t")
            return
        list_id, level = place
        properties = element._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = list_id
        if level == 0:
            element.paragraph_format.left_indent = Twips(layout.BLOCK)
            element.paragraph_format.first_line_indent = Twips(layout.STEP)
        else:
            element.paragraph_format.left_indent = Twips(layout.BLOCK + (level + 1) * layout.STEP)
            element.paragraph_format.first_line_indent = Twips(-layout.STEP)

    def _fill(self, element: Any, paragraph: Paragraph) -> None:
        lead = paragraph.lead
        italic = Span(lead.at.start, lead.at.end) if lead else Span(0, 0)
        calls = [(call.number, call.at) for call in paragraph.calls]
        self._runs(element, paragraph.id, paragraph.text, italic, calls)

    def _runs(
        self, element: Any, address: str, text: str, italic: Span, calls: Sequence[tuple[str, int]]
    ) -> None:
        """Write the words of a paragraph, set off where they are marked, with comments in the margin."""
        marks = self.marks.get(address, ())
        begun: dict[Mark, list[Any]] = {}
        for stretch in stretches(text, italic, marks, calls):
            if stretch.text:
                run = self._run(element, stretch, begun)
                for mark in stretch.marks:
                    begun.setdefault(mark, []).append(run)
            for number in stretch.calls:
                self.notes.call(element, number)
        if any(mark.kind == "change" and not mark.was and mark.at == (0, len(text)) for mark in marks):
            self._put_in(element)
        for mark in marks:
            runs = begun.get(mark) or list(element.runs)[:1]
            if runs:
                self.comment(runs, mark.comment)
        if calls and marks:
            _comments_last(element)

    def comment(self, runs: list[Any], text: str) -> None:
        """Say something of a stretch in the margin."""
        from docx.oxml.ns import qn

        made = self.document.add_comment(
            [runs[0], runs[-1]], text=legible(text), author=AUTHOR, initials=INITIALS
        )
        made._comment_elm.set(qn("w:date"), f"{self.made_on.isoformat()}T00:00:00Z")

    def footnotes(self) -> None:
        """Write the footnotes: those that are called where Word keeps them, the others below the text."""
        texts = {note.number: (place, note.text) for place, note in enumerate(self.record.footnotes, 1)}
        elements = {}
        for number in self.notes.called:
            place, text = texts[number]
            # Made in the body, where python-docx can set it, and moved.
            element = self.document.add_paragraph(style=layout.NOTE)
            self._note(element, f"note_{place}", text)
            element._p.getparent().remove(element._p)
            elements[number] = element._p
        if elements:
            self.notes.write(self.document, elements)
        for number in self.notes.left():
            element = self.document.add_paragraph(style=layout.NOTE)
            raised = element.add_run(number)
            raised.font.superscript = True
            element.add_run(f" {legible(texts[number][1])}")

    def _note(self, element: Any, address: str, text: str) -> None:
        """Write the words of a footnote; a comment cannot stand there, and so stands at its mark."""
        begun: dict[Mark, list[Any]] = {}
        for stretch in stretches(text, Span(0, 0), self.marks.get(address, ()), ()):
            if stretch.text:
                run = self._run(element, stretch, begun)
                for mark in stretch.marks:
                    begun.setdefault(mark, []).append(run)

    def _run(self, element: Any, stretch: Stretch, begun: Collection[Mark]) -> Any:
        """Write the words of a stretch; what was changed is tracked, what stood there before deleted once.

        Args:
            begun: marks of which words are written already.
        """
        from docx.enum.text import WD_COLOR_INDEX
        from docx.oxml.ns import qn

        change = stretch.change
        if change is not None and change.was and change not in begun:
            gone = element.add_run(legible(change.was))._r
            for words in gone.findall(qn("w:t")):
                words.tag = qn("w:delText")
            element._p.append(self._tracked("w:del", gone))
        run = element.add_run(legible(stretch.text))
        run.italic = stretch.italic or None
        if stretch.open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if change is not None:
            element._p.append(self._tracked("w:ins", run._r))
        return run

    def _put_in(self, element: Any) -> None:
        """Track a paragraph that is new whole: rejected, it is gone with its number."""
        from docx.oxml import OxmlElement

        looks = OxmlElement("w:rPr")
        looks.append(self._tracked("w:ins"))
        element._p.get_or_add_pPr().append(looks)

    def _tracked(self, tag: str, *runs: Any) -> Any:
        self.changes += 1
        return tracked(tag, self.changes, f"{self.made_on.isoformat()}T00:00:00Z", runs)


MarkKind = Literal["change", "choice", "remark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph that was changed or is left open, or of which only the margin says something.

    Attributes:
        kind, at: what it is, and its place; comment: what the margin says.
        was: of a change, the words that stood there.
    """

    kind: MarkKind
    at: Span
    comment: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that look alike, and the footnote marks that stand after them.

    Attributes:
        text; italic; open: they lie in what is left open; change: that they lie in, None where they lie in none.
        marks: those that they lie in; calls: numbers of footnotes.
    """

    text: str
    italic: bool
    open: bool
    change: Mark | None
    marks: tuple[Mark, ...]
    calls: tuple[str, ...]


def stretches(
    text: str, italic: Span, marks: Sequence[Mark], calls: Sequence[tuple[str, int]]
) -> Iterator[Stretch]:
    """Yield the stretches of a paragraph, in order; together they are its text.

    Args:
        italic: of the opening, empty where there is none; calls: footnote marks, as pairs (number, place).
    """
    length = len(text)
    edges = {0, length, italic.start, italic.end}
    edges |= {at for mark in marks for at in mark.at} | {at for _, at in calls}
    places = sorted(at for at in edges if 0 <= at <= length)
    opening = tuple(number for number, at in calls if at <= 0)
    if opening or length == 0:
        yield Stretch("", False, False, None, (), opening)
    for start, end in pairwise(places):
        inside = tuple(mark for mark in marks if mark.at.start <= start and end <= mark.at.end)
        yield Stretch(
            text[start:end],
            italic.start <= start and end <= italic.end,
            any(mark.kind == "choice" for mark in inside),
            next((mark for mark in inside if mark.kind == "change"), None),
            inside,
            tuple(number for number, at in calls if at == end or (end == length and at > length)),
        )
