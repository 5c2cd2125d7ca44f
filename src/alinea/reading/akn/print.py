"""The words of an Akoma Ntoso document set as lines: inline mark-up read, footnotes below the line that calls them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lxml import etree

from alinea.model.spans import Span
from alinea.model.text import Block, MarkKind, Role
from alinea.reading.akn.line import Line
from alinea.vocab.tables import table

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
