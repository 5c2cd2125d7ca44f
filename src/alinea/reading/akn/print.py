"""The words of an Akoma Ntoso document set as lines: inline mark-up read, footnotes below the line that calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lxml import etree

from alinea.model.spans import Span
from alinea.model.text import Block, Mark, MarkKind, Role
from alinea.vocab.tables import table

_RANK = {"": 0, " ": 1, "\t": 2, "\n": 3}


# White space of XML only: a no-break space is printed as it stands.
_BLANK = re.compile(r"[ \t\r\n]+")


class Line:
    """Characters as they are printed, gathered piece by piece.

    Runs of white space become one space, none at the beginning and none at the end; a new line or tab that
    is asked for wins over the spaces beside it.
    """

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = []
        self._waiting = ""
        self._held = False
        self._marks: list[tuple[int, int, MarkKind, str]] = []
        self._length = 0
        self.add(text)

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        """What was gathered."""
        return "".join(self._pieces)

    def add(self, text: str | None) -> None:
        """Add characters."""
        if not text:
            return
        for index, piece in enumerate(_BLANK.split(text)):
            if index:
                self._wait(" ")
            if piece:
                self._put(piece)

    def space(self) -> None:
        """Set what follows off by a space."""
        self._wait(" ")

    def tab(self) -> None:
        """Set what follows off as a cell of a table."""
        self._wait("\t")

    def turn(self) -> None:
        """Go on with a new line, unless what follows is to stay on this one."""
        self._wait(" " if self._held else "\n")

    def hold(self) -> None:
        """Keep what follows on this line, as the words behind their number."""
        self._wait(" ")
        self._held = True

    def call(self, marker: str) -> None:
        """Add a footnote mark."""
        printed = " ".join(marker.split())
        if printed:
            start = self._put(printed)
            self._marks.append((start, self._length, MarkKind.CALL, printed))

    def mark(self, start: int, kind: MarkKind, value: str = "") -> None:
        """Mark all that was added since the line was `start` characters long."""
        if self._length > start:
            self._marks.append((start, self._length, kind, value))

    def append(self, other: Line) -> None:
        """Add another line with its marks."""
        if other.text:
            start = self._put(other.text)
            self._marks += [(a + start, b + start, kind, value) for a, b, kind, value in other._marks]

    def marks(self, offset: int) -> tuple[Mark, ...]:
        """Return the marks in order of place, for a line that begins at `offset` of the content."""
        text = self.text
        found = []
        for start, end, kind, value in self._marks:
            while start < end and text[start] in " \t\n":
                start += 1
            found.append(Mark(Span(offset + start, offset + end), kind, value))
        return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)))

    def _wait(self, blank: str) -> None:
        if _RANK[blank] > _RANK[self._waiting]:
            self._waiting = blank

    def _put(self, piece: str) -> int:
        if self._waiting and self._length:
            self._pieces.append(self._waiting)
            self._length += 1
        self._waiting, self._held = "", False
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return start


_INDENT = 4

UNITS = frozenset([
    "paragraph", "point", "item", "indent", "subparagraph", "alinea", "clause", "subclause", "rule",
    "subrule", "recital", "citation",
])  # fmt: skip
"""Elements that hold one numbered or unnumbered unit of text."""
LISTS = frozenset(("list", "sublist", "blockList", "recitals", "citations", "ul", "ol"))
SECTIONS = frozenset([
    "section", "part", "division", "title", "chapter", "article", "book", "tome", "subsection", "subpart",
    "subdivision", "subtitle", "subchapter", "hcontainer", "level", "transitional", "proviso",
])  # fmt: skip
HEADINGS = frozenset(("num", "heading", "subheading"))
DOCUMENTS = frozenset(("statement", "doc", "act", "bill", "documentCollection"))
HOLDERS = frozenset([
    "container", "content", "intro", "wrapUp", "embeddedStructure", "quotedStructure", "formula", "tblock",
    "toc", "interstitial", "body", "mainBody", "preamble", "preface", "coverPage", "conclusions",
    "attachments", "attachment", "components", "component", "collectionBody", "amendment", "amendmentBody",
    "officialGazette", "akomaNtoso", "portion", "portionBody",
])  # fmt: skip
LINES = frozenset(
    ("p", "listIntroduction", "listWrapUp", "block", "longTitle", "crossHeading", "li", "tr", "caption")
)
STRUCTURE = UNITS | LISTS | SECTIONS | HEADINGS | DOCUMENTS | HOLDERS | LINES | {"table"}
"""Elements that stand on lines of their own."""


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for a comment, instruction or entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@cache
def _before() -> str:
    """Return the attribute by which a footnote that nothing calls says which called one it stands before."""
    return f"{{{table('common', 'akn')['namespaces']['own']}}}before"


def printed(element: etree._Element) -> str:
    """Return the characters of an element on one line, without its mark-up."""
    line = Line()
    for part in element.itertext():
        line.add(str(part))
    return line.text


class Printer:
    """Sets lines one below the other.

    Attributes:
        blocks: what was set so far, in order.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._content: list[str] = []
        self._length = 0
        self._called: list[tuple[str, etree._Element]] = []
        self._before: dict[str, list[etree._Element]] = {}
        self._note_count = 0

    @property
    def content(self) -> str:
        """The text set so far, a line feed after every line."""
        return "".join(self._content)

    @property
    def owes_notes(self) -> bool:
        """Whether footnotes were called that are not yet set."""
        return bool(self._called)

    def write(self, line: Line, role: Role, depth: int = 0, *, joined: bool = False) -> None:
        """Set a line, and below it the footnotes it calls.

        Args:
            line: its characters and marks.
            role: what the mark-up says it is.
            depth: how many lists it lies in.
            joined: whether it goes on with the line before.
        """
        if line.text:
            start = self._length
            self._content += (line.text, "\n")
            self._length += len(line) + 1
            span = Span(start, start + len(line))
            self.blocks.append(
                Block(span, role, indent=_INDENT * depth, marks=line.marks(start), joined=joined)
            )
        called, self._called = self._called, []
        for marker, note in called:
            for other in self._before.pop(f"#{note.get('eId', '')}", ()):
                self.write_note(other.get("marker", "").strip(), other)
            self.write_note(marker, note)

    def keep_notes(self, notes: Iterable[etree._Element]) -> None:
        """Keep footnotes that nothing calls, to be set before the ones they say they stand before."""
        for note in notes:
            self._before.setdefault(note.get(_before(), ""), []).append(note)

    def write_kept(self) -> None:
        """Set the footnotes that were kept and not yet set."""
        kept, self._before = self._before, {}
        for notes in kept.values():
            for note in notes:
                self.write_note(note.get("marker", "").strip(), note)

    def write_note(self, marker: str, note: etree._Element) -> None:
        """Set a footnote: its mark, a space, its words. One without words is only called."""
        words = Line()
        self.inline(note, words)
        if words.text:
            line = Line(marker)
            line.space()
            line.append(words)
            self.write(line, Role.FOOTNOTE)

    def inline(self, element: etree._Element, line: Line) -> None:
        """Add the content of an element to a line."""
        line.add(element.text)
        for child in element:
            self.inline_one(child, line)
            line.add(child.tail)

    def inline_one(self, child: etree._Element, line: Line) -> None:
        """Add an element to a line, without what follows it."""
        name = name_of(child)
        if not name:
            if isinstance(child, etree._Entity):
                line.add(child.text)
            return
        if name == "authorialNote":
            self._note_count += 1
            marker = child.get("marker", "").strip() or str(self._note_count)
            line.call(marker)
            self._called.append((marker, child))
            return
        if name == "noteRef":
            line.call(child.get("marker", ""))
        self._set_off(child, name, line)
        start = len(line)
        self.inline(child, line)
        if name in ("i", "em") or "italic" in child.get("class", ""):
            line.mark(start, MarkKind.ITALIC)
        if name in ("a", "ref", "rref") and child.get("href"):
            line.mark(start, MarkKind.LINK, child.get("href", ""))
        if name == "num":
            line.hold()
        elif name in STRUCTURE and not self._in_cell(child):
            line.turn()

    def _set_off(self, element: etree._Element, name: str, line: Line) -> None:
        """Set an element off from what stands before it on its line, as print does."""
        if name in ("eol", "br"):
            line.turn()
        elif name in ("td", "th"):
            line.tab()
        elif name == "docTitle" or self._in_cell(element):
            line.space()
        elif name in STRUCTURE or (name == "outcome" and name_of_parent(element) == "outcome"):
            line.turn()

    @staticmethod
    def _in_cell(element: etree._Element) -> bool:
        return name_of_parent(element) in ("td", "th")


def name_of_parent(element: etree._Element) -> str:
    """Return the name of the element that an element lies in; empty for the root."""
    parent = element.getparent()
    return "" if parent is None else name_of(parent)
