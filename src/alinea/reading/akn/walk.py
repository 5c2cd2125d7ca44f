"""The text of an Akoma Ntoso document in reading order, each paragraph with the role its mark-up gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from lxml import etree

from alinea.model.problems import Problem
from alinea.model.text import Role
from alinea.reading.akn.print import (
    DOCUMENTS,
    HEADINGS,
    HOLDERS,
    LISTS,
    SECTIONS,
    STRUCTURE,
    UNITS,
    Line,
    Printer,
    name_of,
    printed,
)
from alinea.vocab.tables import table

_Handler = Callable[[etree._Element, Role, int], None]


_ROLES = {role.value: role for role in Role}
"""What a line of a document says that it is, by its class, as Alinéa writes it."""


@cache
def _heading_class() -> re.Pattern[str]:
    return re.compile(table("common", "akn")["reading"]["heading_class"])


class Walk:
    """Goes over a document and has it printed.

    Attributes:
        printer: what sets the lines.
        problems: what is odd about the mark-up.
    """

    def __init__(self) -> None:
        self.printer = Printer()
        self.problems: list[Problem] = []
        self._number = ""  # a printed number that waits for the words of its paragraph
        self._units = 0  # how many paragraphs and points the walk is in
        self._goes_on = False  # the innermost of them has begun
        self._annexed = False
        self._body_seen = False
        self._told = False  # what is read is no statement: its lines say what they are
        self._handlers: dict[str, _Handler] = {
            "meta": self._meta,
            "coverPage": self._cover,
            "preface": self._preface,
            "preamble": self._preamble,
            "formula": self._formula,
            "conclusions": self._conclusions,
            "attachments": self._attachments,
            "attachment": self._attachment,
            "component": self._component,
            "mainBody": self._body,
            "body": self._body,
            "container": self._container,
            "crossHeading": self._cross_heading,
            "embeddedStructure": self._embedded,
            "table": self._table,
        }
        self._handlers |= dict.fromkeys(UNITS, self._unit)
        self._handlers |= dict.fromkeys(LISTS, self._list)
        self._handlers |= dict.fromkeys(SECTIONS, self._section)
        self._handlers |= dict.fromkeys(HEADINGS, self._lone_heading)
        self._handlers |= dict.fromkeys(DOCUMENTS, self._document)
        self._handlers |= dict.fromkeys(HOLDERS - set(self._handlers), self._children)

    def document(self, root: etree._Element) -> None:
        """Print a whole document, with the footnotes that it keeps in its metadata."""
        self.walk(root, Role.TEXT)
        self._flush_number(Role.TEXT)

    def walk(self, element: etree._Element, role: Role, depth: int = 0) -> None:
        """Print an element and all in it.

        Args:
            element: of the document.
            role: what its paragraphs are, where they do not say it themselves.
            depth: how many lists it lies in.
        """
        name = name_of(element)
        handler = self._handlers.get(name)
        if self._told:
            role = _ROLES.get(element.get("class", ""), role)
        if handler is not None:
            handler(element, role, depth)
        elif (name not in STRUCTURE and _holds_structure(element)) or _holds_draft(element):
            self._children(element, role, depth)
        else:
            line = Line()
            self.printer.inline_one(element, line)
            self._running(line, role, depth)

    # -- running text

    def _elements(self, parent: etree._Element, role: Role, depth: int) -> Iterator[etree._Element]:
        """Yield the elements of one that should hold elements only; words that stand between are printed."""
        self._running(Line(parent.text or ""), role, depth)
        for child in parent:
            if name_of(child):
                yield child
            elif isinstance(child, etree._Entity):
                self._running(Line(child.text or ""), role, depth)
            self._running(Line(child.tail or ""), role, depth)

    def _children(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print the content of an element, structure on lines of its own and the words between likewise."""
        line = Line(element.text or "")
        for child in element:
            name = name_of(child)
            if name and (name in STRUCTURE or name in self._handlers or _holds_structure(child)):
                self._running(line, role, depth)
                self.walk(child, role, depth)
                line = Line()
            else:
                self.printer.inline_one(child, line)
            line.add(child.tail)
        self._running(line, role, depth)

    def _running(self, line: Line, role: Role, depth: int) -> None:
        """Print a line of running text, behind the number that waits for it."""
        if not line.text and not self.printer.owes_notes:
            return
        if self._number and line.text:
            numbered = Line(self._number)
            numbered.space()
            numbered.append(line)
            line, self._number = numbered, ""
        joined = self._units > 0 and self._goes_on
        self._goes_on = True
        self.printer.write(line, role, depth, joined=joined)

    def _flush_number(self, role: Role, depth: int = 0) -> None:
        """Print a number that no words followed."""
        if self._number:
            line, self._number = Line(self._number), ""
            self.printer.write(line, role, depth)

    # -- paragraphs, lists, headings

    def _unit(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a paragraph or point: its number before its first words, its points one step further in."""
        if _is_heading(element):
            self._heading_paragraph(element, role, depth)
            return
        number = " ".join(printed(child) for child in element if name_of(child) == "num")
        if number:
            self._flush_number(role, depth)
            self._number = number
        self._units += 1
        # An alinea without number is more of the paragraph it stands in.
        self._goes_on = self._goes_on and name_of(element) == "alinea" and not number
        for child in self._elements(element, role, depth):
            name = name_of(child)
            if name in ("heading", "subheading"):
                waiting, self._number = self._number, ""
                self._heading([child])
                self._number = waiting
            elif name in UNITS:
                self.walk(child, role, depth if name == "alinea" else depth + 1)
                self._goes_on = True
            elif name != "num":
                self.walk(child, role, depth)
        self._units -= 1
        self._goes_on = self._units > 0

    def _heading_paragraph(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a paragraph that is a heading: a number and what follows it on one line, the others each on theirs."""
        group: list[etree._Element] = []
        for child in self._elements(element, role, depth):
            if group and name_of(group[-1]) != "num":
                self._heading(group)
                group = []
            group.append(child)
        if group:
            self._heading(group)

    def _lone_heading(self, element: etree._Element, _role: Role, _depth: int) -> None:
        self._heading([element])

    def _heading(self, elements: Sequence[etree._Element], role: Role = Role.HEADING) -> None:
        """Print elements as one heading."""
        self._flush_number(Role.TEXT)
        line = Line()
        for element in elements:
            line.hold()
            self.printer.inline(element, line)
        self._goes_on = False
        self.printer.write(line, role)

    def _section(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a section: its numeral with its heading, or above its subheading, as they are printed."""
        numeral: etree._Element | None = None
        for child in self._elements(element, role, depth):
            name = name_of(child)
            if numeral is not None:
                self._heading([numeral, child] if name == "heading" else [numeral])
                numeral = None
                if name == "heading":
                    continue
            if name == "num":
                numeral = child
            else:
                self.walk(child, role, depth)
        if numeral is not None:
            self._heading([numeral])

    def _list(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a list: what introduces it, then its points one step further in.

        A sublist that follows a point as its sibling belongs to that point.
        """
        for child in self._elements(element, role, depth):
            name = name_of(child)
            self.walk(child, role, depth + (name in UNITS or name in LISTS or name == "li"))
            self._goes_on = True

    def _cross_heading(self, element: etree._Element, _role: Role, _depth: int) -> None:
        """Print a cross heading: preambular paragraphs of a section stand there."""
        preambular = _says_preamble(element) and not self._annexed
        self._heading([element], Role.PREAMBULAR if preambular else Role.HEADING)

    def _container(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a container: in a preamble, or where it says so, a preambular paragraph."""
        if _says_preamble(element) and not self._annexed:
            role = Role.PREAMBULAR
        if role is Role.PREAMBULAR:
            self._units += 1
            self._goes_on = False
        self._children(element, role, depth)
        if role is Role.PREAMBULAR:
            self._units -= 1

    def _embedded(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a text within a paragraph; a draft that it recommends with its preamble and paragraphs as its own.

        A sample: *Recommends … the following draft resolution:* with *The General Assembly,* and all below it.
        """
        if self._annexed or not _is_draft(element):
            self._children(element, role, depth)
            return
        units, self._units, self._goes_on = self._units, 0, False
        part = Role.PREAMBULAR
        for child in self._elements(element, role, depth):
            name = name_of(child)
            if name in UNITS or name in SECTIONS or name in LISTS:
                part = role
            opens = name == "container" and child.get("name") == "formula"
            self.walk(child, Role.ENACTING if opens else part, 0)
            self._goes_on = False
        self._units = units

    def _table(self, element: etree._Element, _role: Role, depth: int) -> None:
        """Print a table: a row on a line, tabs between its cells."""
        self._flush_number(Role.TEXT)
        line = Line()
        self.printer.inline(element, line)
        self.printer.write(line, Role.TABLE, depth)

    # -- the parts of a document

    def _meta(self, element: etree._Element, _role: Role, _depth: int) -> None:
        """Pass over metadata."""

    def _document(self, element: etree._Element, role: Role, depth: int) -> None:
        """Print a document, and below it the footnotes that it keeps in its metadata."""
        if name_of(element) == "doc" and not self._annexed:
            self._told = element.get("name") in table("common", "akn")["reading"]["documents"]
        notes = element.findall("{*}meta/{*}notes/{*}note")
        self.printer.keep_notes(notes)
        self._children(element, role, depth)
        self._flush_number(Role.TEXT)
        if notes:
            self.printer.write_kept()

    def _cover(self, element: etree._Element, _role: Role, depth: int) -> None:
        outer = Role.ANNEX if self._annexed else Role.MASTHEAD
        for line in self._elements(element, outer, depth):
            numbered = any(each.get("refersTo") == "#resolutionNumber" for each in line.iter("{*}docTitle"))
            self.walk(line, Role.TITLE if numbered and not self._annexed else outer, depth)

    def _preface(self, element: etree._Element, _role: Role, depth: int) -> None:
        if self._annexed:
            self._annex_heading(list(self._elements(element, Role.ANNEX_HEADING, depth)))
            return
        for line in self._elements(element, Role.TITLE, depth):
            self.walk(line, _title_role(line), depth)

    def _preamble(self, element: etree._Element, _role: Role, depth: int) -> None:
        first = len(self.printer.blocks)
        self._children(element, Role.ANNEX if self._annexed else Role.PREAMBULAR, depth)
        if self._body_seen and not self._annexed and len(self.printer.blocks) > first:
            message = "the mark-up puts preambular paragraphs after the operative ones"
            self.problems.append(Problem("preamble-after-body", message, self.printer.blocks[first].span))

    def _formula(self, element: etree._Element, _role: Role, depth: int) -> None:
        self._children(element, Role.ANNEX if self._annexed else Role.ENACTING, depth)

    def _conclusions(self, element: etree._Element, _role: Role, depth: int) -> None:
        self._flush_number(Role.TEXT)
        self._children(element, Role.ANNEX if self._annexed else Role.CLOSING, depth)

    def _body(self, element: etree._Element, _role: Role, depth: int) -> None:
        if not self._annexed:
            self._body_seen = True
            self._children(element, Role.TEXT if self._told else Role.OPERATIVE, depth)
            return
        blocks = self.printer.blocks
        title: list[etree._Element] | None = []
        if blocks and blocks[-1].role is Role.ANNEX_HEADING:
            title = None
        for child in self._elements(element, Role.ANNEX, depth):
            if title is not None and _is_heading(child):
                title.append(child)
                continue
            if title:
                self._annex_heading(title)
            title = None
            self.walk(child, Role.ANNEX, depth)
        if title:
            self._annex_heading(title)

    def _annex_heading(self, elements: Sequence[etree._Element]) -> None:
        """Print elements as the heading of an annex: one block, a line each."""
        line = Line()
        for element in elements:
            line.turn()
            self.printer.inline(element, line)
        self.printer.write(line, Role.ANNEX_HEADING)

    def _attachments(self, element: etree._Element, _role: Role, depth: int) -> None:
        self._flush_number(Role.TEXT)
        before, self._annexed = self._annexed, True
        self._children(element, Role.ANNEX, depth)
        self._annexed = before

    def _attachment(self, element: etree._Element, _role: Role, depth: int) -> None:
        before, self._annexed = self._annexed, True
        headings: list[etree._Element] = []
        for child in self._elements(element, Role.ANNEX, depth):
            if name_of(child) in HEADINGS:
                headings.append(child)
                continue
            if headings:
                self._annex_heading(headings)
                headings = []
            self.walk(child, Role.ANNEX, depth)
        if headings:
            self._annex_heading(headings)
        self._annexed = before

    def _component(self, element: etree._Element, role: Role, depth: int) -> None:
        self._body_seen = False
        self._children(element, role, depth)


def _says_preamble(element: etree._Element) -> bool:
    return "#preamble" in element.get("refersTo", "").split()


def _title_role(line: etree._Element) -> Role:
    """Return what a line of a preface is: the title, a list of sponsors, or the letter of a part."""
    titles = [each.get("refersTo", "").strip("#") for each in line.iter("{*}docTitle")]
    if titles and set(titles) == {"sponsors"}:
        return Role.MASTHEAD
    if not titles and len(printed(line)) == 1:
        return Role.TEXT
    return Role.TITLE


def _is_heading(element: etree._Element) -> bool:
    """Tell whether an element is a heading: one by name, or a paragraph that holds nothing else or has its class."""
    if name_of(element) in HEADINGS:
        return True
    names = {name_of(child) for child in element} - {""}
    if name_of(element) not in ("paragraph", "point") or not names:
        return False
    if names <= HEADINGS:
        return names != {"num"}
    if names == {"intro"}:
        return True  # it introduces nothing: an italic heading among points
    return not names & LISTS and _heading_class().match(element.get("class", "")) is not None


def _is_draft(element: etree._Element) -> bool:
    """Tell whether an embedded structure is a draft resolution, with the words by which an organ opens it."""
    return any(child.get("name") == "formula" for child in element.iterchildren("{*}container"))


def _holds_draft(element: etree._Element) -> bool:
    return any(_is_draft(child) for child in element.iterchildren("{*}embeddedStructure"))


def _holds_structure(element: etree._Element) -> bool:
    """Tell whether an element holds some that stand on lines of their own; footnotes apart."""
    for child in element:
        name = name_of(child)
        if name in STRUCTURE or (name and name != "authorialNote" and _holds_structure(child)):
            return True
    return False
