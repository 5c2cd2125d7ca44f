"""The paragraphs and tables of one part of a Word document, in order, with what Word prints before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from alinea.model.text import Role
from alinea.reading.building import Line, is_data_table
from alinea.reading.docx.inlines import Inlines, chosen
from alinea.reading.docx.numbering import Label, Notes, Numbering
from alinea.reading.docx.package import Reference, w
from alinea.reading.docx.styles import Indents, Styles, indents_of, is_on, level_of, number

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_HEADING = 300
_MC_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CONTAINERS = frozenset((w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("sdt")))
_LEFT_OUT = frozenset((w("del"), w("moveFrom")))


class Paragraph(NamedTuple):
    """A paragraph as printed: its characters, what it is, how far its first line is set in."""

    line: Line
    role: Role = Role.TEXT
    indent: int | None = None


_OF_LEVEL = 4
"""Characters by which each level of a list counts as set in where the document says nothing of indents."""


@dataclass(slots=True)
class Document:
    """What all parts of a document share.

    Attributes:
        styles, numbering, notes: see there; they count on through the document.
        seen: how many insertions, deletions and the like were met.
    """

    styles: Styles
    numbering: Numbering
    notes: Notes
    seen: Counter[str]


class Story:
    """One part with text: the body, a footnote, a header."""

    def __init__(self, document: Document, references: dict[str, Reference]) -> None:
        self._document = document
        self._inlines = Inlines(document.styles, references, document.notes.call, document.seen)
        self._waiting = Line()
        self._begun = False

    def paragraphs(self, parent: _Element) -> Iterator[Paragraph]:
        """Yield the paragraphs below an element, in order; rows of tables of data are one paragraph each."""
        yield from self._below(parent)
        if self._waiting:
            yield Paragraph(self._waiting)
            self._waiting = Line()

    def _below(self, parent: _Element) -> Iterator[Paragraph]:
        for child in parent:
            tag = child.tag
            if tag == w("p"):
                for paragraph in self._paragraph(child):
                    self._begun = True
                    yield paragraph
            elif tag == w("tbl"):
                yield from self._table(child)
            elif tag in _CONTAINERS:
                yield from self._below(child)
            elif tag == _MC_ALTERNATIVES:
                yield from self._below(chosen(child))
            elif tag == w("altChunk"):
                self._document.seen["embedded"] += 1
            elif tag in _LEFT_OUT:
                self._document.seen["deletions"] += 1

    def _paragraph(self, element: _Element) -> Iterator[Paragraph]:
        properties = element.find(w("pPr"))
        style = self._style(properties)
        own = self._inlines.read(element, style)
        boxes = self._inlines.boxes
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None):
            # The end of the paragraph was deleted: what it holds goes on in the next one.
            self._document.seen["deletions"] += 1
            self._waiting.take(own)
        else:
            line, label = self._labelled(own, properties, style)
            if is_on(mark, "specVanish"):
                # A heading run in: Word prints the next paragraph on the same line.
                self._waiting = line
            elif line:
                yield Paragraph(
                    line, self._role(properties, style, line), self._indent(properties, style, label)
                )
        for box in boxes:
            yield from self._below(box)
        if properties is not None and properties.find(w("sectPr")) is not None:
            self._document.notes.end_section()

    def _style(self, properties: _Element | None) -> str | None:
        element = properties.find(w("pStyle")) if properties is not None else None
        return element.get(w("val")) if element is not None else self._document.styles.default_paragraph

    def _labelled(
        self, own: Line, properties: _Element | None, style: str | None
    ) -> tuple[Line, Label | None]:
        """Return the whole line: the number Word puts before it, what waited for it, and its own characters."""
        held, self._waiting = self._waiting, Line()
        label = self._label(properties, style)
        if label is not None and label.unknown:
            self._document.seen[f"format {label.unknown}"] += 1
        if label is None or not label.text:
            if not held:
                return own, label
            held.take(own)
            return held, label
        line = Line()
        if not (held or own):
            self._document.seen["empty-numbered"] += 1
            return line, label
        line.write(label.text + label.suffix)
        line.take(held)
        line.take(own)
        return line, label

    def _label(self, properties: _Element | None, style: str | None) -> Label | None:
        styles, numbering = self._document.styles, self._document.numbering
        said = level_of(properties)
        list_id = said.list_id if said else None
        level = said.level if said else None
        if list_id is None:
            for identifier, inherited in styles.paragraph_properties(style):
                from_style = level_of(inherited)
                if from_style is None or from_style.list_id is None:
                    continue
                list_id = from_style.list_id
                if level is None:
                    by_style = numbering.level_of_style(list_id, identifier)
                    level = by_style if by_style is not None else from_style.level
                break
        elif level is None:
            level = numbering.level_of_style(list_id, style)
        if list_id is None or list_id == "0":
            return None
        return numbering.count(list_id, level or 0)

    def _role(self, properties: _Element | None, style: str | None, line: Line) -> Role:
        styles = self._document.styles
        name = styles.name(style)
        if name in ("footnote text", "endnote text"):
            return Role.FOOTNOTE
        if line.length > _LONGEST_HEADING:
            return Role.TEXT
        chain = [found for _, found in styles.paragraph_properties(style)]
        for found in (properties, *chain):
            outline = number(found.find(w("outlineLvl"))) if found is not None else None
            if outline is not None:
                return Role.HEADING if 0 <= outline < 9 else Role.TEXT
        # The templates of the United Nations name their headings _ H_1, _ H _Ch, _ H_2/3.
        return Role.HEADING if name.startswith(("heading ", "_ h_", "_ h _")) else Role.TEXT

    def _indent(self, properties: _Element | None, style: str | None, label: Label | None) -> int:
        """Return how far the first line is set in: by the paragraph, else its list, else its style."""
        styles = self._document.styles
        inherited = [indents_of(found) for _, found in styles.paragraph_properties(style)]
        by_list = label.indents if label is not None else Indents(None, None)
        order = [indents_of(properties), by_list, *inherited]
        left = next((indents.left for indents in order if indents.left is not None), 0)
        first = next((indents.first for indents in order if indents.first is not None), 0)
        if label is not None and all(indents.left is None and indents.first is None for indents in order):
            return _OF_LEVEL * label.level
        return max(round((left + first) / styles.half_em(style)), 0)

    def _table(self, table: _Element) -> Iterator[Paragraph]:
        rows = [self._cells(row) for row in _rows(table)]
        begun, self._begun = self._begun, True
        nested = table.find(f".//{w('tbl')}") is not None
        texts = [["".join(t.text or "" for t in cell.iter(w("t"))) for cell in row] for row in rows]
        if begun and not nested and is_data_table(texts):
            for row in rows:
                line = Line()
                for at, cell in enumerate(row):
                    if at:
                        line.write("\t")
                    for place, paragraph in enumerate(self.paragraphs(cell)):
                        if place:
                            line.write(" ")
                        line.take(paragraph.line)
                yield Paragraph(line, Role.TABLE)
            return
        for row, cells in zip(rows, texts, strict=True):
            yield from self._laid_out(row, cells)

    def _laid_out(self, row: list[_Element], texts: list[str]) -> Iterator[Paragraph]:
        """Yield the paragraphs of a row that only places text; a number in the first cell opens the second."""
        held: Line | None = None
        for cell, text in zip(row, texts, strict=True):
            for paragraph in self.paragraphs(cell):
                if held is not None:
                    held.write(" ")
                    held.take(paragraph.line)
                    paragraph, held = paragraph._replace(line=held), None
                elif (
                    cell is row[0]
                    and len(row) > 1
                    and len(text.strip()) <= 6
                    and text.strip()[-1:] in (".", ")")
                ):
                    held = paragraph.line
                    continue
                yield paragraph
        if held is not None:
            yield Paragraph(held)

    def _cells(self, row: _Element) -> list[_Element]:
        found: list[_Element] = []
        for child in row:
            if child.tag == w("tc"):
                found.append(child)
            elif child.tag in _CONTAINERS:
                found += self._cells(child)
        return found


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, without those whose deletion is tracked."""
    for child in table:
        if child.tag == w("tr"):
            if child.find(f"{w('trPr')}/{w('del')}") is None:
                yield child
        elif child.tag in _CONTAINERS:
            yield from _rows(child)
