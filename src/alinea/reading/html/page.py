"""A web page as a flat list of what opens, what closes and the text between, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from alinea.model.problems import UnreadableError
from alinea.reading.building import is_data_table
from alinea.reading.counters import web_number
from alinea.reading.limits import LIMITS, Limits

_KEPT = frozenset(("id", "name", "href", "class", "style", "type", "start", "value", "hidden", "role"))
_DROPPED = frozenset(
    (
        "head", "title", "script", "style", "template", "noscript", "nav", "svg", "object", "embed", "applet",
        "iframe", "frameset", "noframes", "select", "button", "input", "textarea", "audio", "video", "canvas",
        "map", "datalist", "dialog",
    )
)  # fmt: skip
_HIDING = ("display:none", "visibility:hidden", "mso-hide:all")
_DROPPED_ROLES = frozenset(("navigation", "search", "menu", "menubar", "dialog", "alertdialog"))


@dataclass(slots=True)
class Open:
    """The beginning of an element.

    Attributes:
        tag: its name in lower case.
        attributes: those that matter, see `_KEPT`.
        parent: index of the element it stands in, -1 for the outermost.
        end: index of the place where it closes.
    """

    tag: str
    attributes: dict[str, str]
    parent: int
    end: int = -1

    def style(self) -> str:
        """Return its own style, in lower case and without blanks."""
        style = self.attributes.get("style")
        return "".join(style.split()).lower() if style else ""

    def is_dropped(self) -> bool:
        """Tell whether it is not printed: a script, a menu, something hidden."""
        if self.tag in _DROPPED or "hidden" in self.attributes:
            return True
        if self.attributes.get("role", "").lower() in _DROPPED_ROLES:
            return True
        style = self.style()
        return bool(style) and any(hiding in style for hiding in _HIDING)


Event = Open | str | int
"""An element that opens; text; or the index of the element that closes."""


@dataclass(slots=True)
class Page:
    """A parsed page.

    Attributes:
        events: all of it, in order.
    """

    events: list[Event] = field(default_factory=list)

    def element(self, index: int) -> Open:
        """Return the element that opens at an index."""
        found = self.events[index]
        assert isinstance(found, Open)
        return found

    def opens(self) -> Iterator[tuple[int, Open]]:
        """Yield every element with its index."""
        return ((index, event) for index, event in enumerate(self.events) if isinstance(event, Open))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the indices of the elements around one, from the nearest outwards."""
        at = self.element(index).parent
        while at >= 0:
            yield at
            at = self.element(at).parent

    def text(self, start: int, end: int, most: int = 1 << 30) -> str:
        """Return the text between two indices, without what is not printed.

        Args:
            start, end: indices of events.
            most: stop when there are more characters than this.
        """
        pieces: list[str] = []
        length = 0
        at = start
        while at < end and length <= most:
            event = self.events[at]
            if isinstance(event, str):
                pieces.append(event)
                length += len(event)
            elif isinstance(event, Open) and event.is_dropped():
                at = event.end
            at += 1
        return "".join(pieces)


class _Builder:
    """Takes what the parser finds. Attributes that do not matter go, so that a million of them do no harm."""

    def __init__(self, limits: Limits) -> None:
        self.page = Page()
        self._limits = limits
        self._open: list[int] = []
        self._text: list[str] = []

    def _flush(self) -> None:
        if self._text:
            self.page.events.append("".join(self._text))
            self._text = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        self._flush()
        kept = {name: value for name, value in attrib.items() if name in _KEPT} if attrib else {}
        if len(self._open) >= self._limits.depth:
            raise UnreadableError(
                "damaged",
                f"The page nests more than {self._limits.depth:,} elements within one another; it was made by a fault"
                " or to do harm, and was not read: save its text from a browser.",
                depth=self._limits.depth,
            )
        if len(self.page.events) > 3 * self._limits.elements:
            raise UnreadableError(
                "too-large",
                f"The page has more than {self._limits.elements:,} elements; split it, or save its text instead.",
                elements=self._limits.elements,
            )
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.page.events))
        self.page.events.append(Open(tag.lower(), kept, parent))

    def end(self, tag: str) -> None:
        self._flush()
        if self._open and self.page.element(self._open[-1]).tag == tag.lower():
            self._close()

    def _close(self) -> None:
        index = self._open.pop()
        self.page.element(index).end = len(self.page.events)
        self.page.events.append(index)

    def data(self, data: str | bytes) -> None:
        self._text.append(data if isinstance(data, str) else data.decode("utf-8", "replace"))

    def close(self) -> Page:
        self._flush()
        while self._open:
            self._close()
        return self.page


def parse_page(content: str, limits: Limits = LIMITS) -> Page:
    """Parse a page as browsers do: whatever the mistakes in it. Nothing is fetched, no entity is declared.

    Args:
        content: the characters of the page.
        limits: how much there may be in it.

    Raises:
        UnreadableError: ``too-large``, or ``damaged`` where elements are nested beyond all measure.
    """
    from lxml import etree

    # It has the methods that the parser calls, which are fewer than the stubs ask for.
    builder: Any = _Builder(limits)
    parser = etree.HTMLParser(target=builder, encoding="utf-8", no_network=True, huge_tree=True)
    page = etree.fromstring(content.replace("\0", "").encode("utf-8"), parser)
    assert isinstance(page, Page)
    return page


_HALF_EM = 6.0
"""Points: half of twelve, the size of letters of a page that names none."""
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}


@dataclass(slots=True)
class PrintedList:
    """A list that is open: the style of its numbers, and the last one."""

    style: str
    last: int


def characters(points: float) -> int:
    """Return a distance in points as a number of characters."""
    return max(round(points / _HALF_EM), 0)


def points(style: str) -> float | None:
    """Return how far a style sets in the first line, in points; None where it does not say."""
    matches = [*_patterns()["margins"].finditer(style), *_patterns()["margin"].finditer(style)]
    found = [float(match[1]) * _POINTS[match[2]] for match in matches if match[2] in _POINTS]
    return sum(found) if found else None


def list_of(element: Open, style: str) -> PrintedList:
    """Return the list that opens with an element, given its style."""
    named = _patterns()["style"].search(style)
    if element.tag == "ol":
        kind = named[1] if named else element.attributes.get("type", "1")
    else:
        kind = "none" if named and named[1] == "none" else "sign"
    return PrintedList(kind, _whole(element.attributes.get("start"), 1) - 1)


def label_of(element: Open, printed: PrintedList, style: str) -> str:
    """Count an item of a list and return what is printed before it."""
    printed.last = _whole(element.attributes.get("value"), printed.last + 1)
    named = _patterns()["style"].search(style)
    kind = named[1] if named else element.attributes.get("type", printed.style)
    if kind == "none":
        return ""
    number = web_number(printed.last, kind)
    return f"{number}. " if number is not None else "• "


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", value) else otherwise


def begins_with(text: str, label: str) -> bool:
    """Tell whether the text of an item itself begins with the number of the item."""
    match = _patterns()["number"].match(text)
    return match is not None and match[1].lower() == label.strip(" .").lower()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "margin": re.compile(
            r"(?:^|;)(?:margin-left|padding-left|text-indent):(-?\d{1,4}(?:\.\d{1,4})?)([a-z]{1,3})"
        ),
        "margins": re.compile(
            r"(?:^|;)margin:(?:-?[\d.]{1,8}[a-z]{0,3}){3}(-?\d{1,4}(?:\.\d{1,4})?)(pt|px|em|rem|cm|mm|in)(?:;|$)"
        ),
        "style": re.compile(r"(?:^|;)list-style(?:-type)?:([a-z-]{1,30})"),
        "number": re.compile(r"\s*[(\[]?(\w{1,6})\s?[.)\]]"),
    }


_LONGEST_NUMBER = 6


@dataclass(slots=True)
class PrintedTable:
    """A table that is open.

    Attributes:
        data: it sets out data, and is not there only to place text.
        numbered: the rows, by the index of their event, that open with a number in a cell of its own.
    """

    data: bool
    numbered: set[int] = field(default_factory=set)


def table_at(page: Page, index: int, *, opens_page: bool) -> PrintedTable:
    """Return what kind of table opens at an index.

    Args:
        page: the page.
        index: of the table.
        opens_page: no text stands before it, as before a masthead; it then is none of data.
    """
    rows: list[tuple[int, list[list[str]]]] = []
    nested = False
    at, end = index + 1, page.element(index).end
    while at < end:
        event = page.events[at]
        if isinstance(event, str):
            if rows and rows[-1][1]:
                rows[-1][1][-1].append(event)
        elif isinstance(event, Open):
            if event.tag == "tr":
                rows.append((at, []))
            elif event.tag in ("td", "th") and rows:
                rows[-1][1].append([])
            elif event.tag == "table" or event.is_dropped():
                nested = nested or event.tag == "table"
                at = event.end
        at += 1
    texts = [(row, ["".join(cell).strip() for cell in cells]) for row, cells in rows]
    if not nested and not opens_page and is_data_table([cells for _, cells in texts]):
        return PrintedTable(data=True)
    numbered = {
        row
        for row, cells in texts
        if len(cells) > 1 and len(cells[0]) <= _LONGEST_NUMBER and cells[0].endswith((".", ")"))
    }
    return PrintedTable(data=False, numbered=numbered)
