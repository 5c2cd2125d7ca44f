"""Web pages: what they print of a text, without what surrounds it on a site."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from alinea.model.problems import Problem, UnreadableError
from alinea.model.text import Role, Source, Text
from alinea.reading.building import Composer, Line, note_number, raised
from alinea.reading.decoding import declared_encoding, decode
from alinea.reading.html.notes import WebNotes, find_notes, is_raised
from alinea.reading.html.page import (
    Open,
    Page,
    PrintedList,
    PrintedTable,
    begins_with,
    characters,
    label_of,
    list_of,
    parse_page,
    points,
    table_at,
)
from alinea.reading.limits import LIMITS, Limits

_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "ol", "p", "plaintext",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    )
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC = frozenset(("i", "em", "dfn", "var", "cite"))
_LAID_OUT = frozenset(("pre", "listing", "xmp", "plaintext"))
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_STRUCK = frozenset(("del", "s", "strike"))
_LINES_LAID_OUT = 3
"""More line ends than these in an element such as ``pre``, and its text is laid out as a file of plain text is."""
_STEP = 5
"""Characters by which browsers set in a list or a quotation (40 pixels)."""


def read_html(data: bytes, source: Source, *, limits: Limits = LIMITS) -> Text:
    """Read a web page, or a text saved as one by a word processor.

    The content is what a browser prints of it: paragraphs, the numbers of lists, the rows of tables of data,
    footnotes (``¹ Voir résolution 55/2.``) where they stand. Menus, scripts and what is hidden are left out; what
    surrounds the main part of the page is kept as page furniture.

    Args:
        data: the bytes of the page.
        source: where it came from.
        limits: how much there may be in it.

    Raises:
        UnreadableError: ``no-text`` where the page prints nothing; see also `decode` and `parse_page`.

    A sample: ``<p>1. <i>Réaffirme</i> que le multilatéralisme …<sup><a href="#fn1">1</a></sup> ;</p>``
    """
    decoded = decode(data, declared=declared_encoding(data))
    page = parse_page(decoded.content, limits)
    reader = _Reader(page, source)
    reader.read()
    if reader.composer.empty:
        raise UnreadableError(
            "no-text",
            "The page prints no text of its own: it is empty, or a script or frame fills it in a browser; save it"
            " from the browser as text or PDF, or give the document it shows.",
        )
    # Places of problems found in decoding are those in the page's source, not in what it prints.
    reader.composer.problems += (replace(problem, span=None) for problem in decoded.problems)
    # The language that a page states is that of the site more often than that of the text: it is not passed on.
    return reader.composer.text(source)


class _Manner(NamedTuple):
    """How text is printed within an element."""

    italic: bool = False
    raised: bool = False
    laid_out: bool = False
    link: str = ""
    heading: bool = False
    markup: bool = False
    points: float | None = None


class _Reader:
    """Goes over a page once, gathering the lines of its paragraphs."""

    def __init__(self, page: Page, source: Source) -> None:
        self.page = page
        self.source = source
        self.composer = Composer()
        self._notes: WebNotes = find_notes(page)
        self._around = surroundings(page)
        self._line = Line()
        self._blank = True
        """The line is empty or ends in a blank, so that further white space is not printed."""
        self._breaks = 0
        self._between = ""
        """What parts the next text of a row from the text before it."""
        self._label = ""
        self._glued = False
        """The next block does not begin a new paragraph: a number in a cell of its own stands before it."""
        self._lists: list[PrintedList] = []
        self._tables: list[PrintedTable] = []
        self._note: tuple[str, int] | None = None
        self._note_opens = False
        self._struck = 0
        self._at = 0

    def read(self) -> None:
        """Read the whole page."""
        events = self.page.events
        manners = [_Manner()]
        while self._at < len(events):
            event = events[self._at]
            if isinstance(event, str):
                if self._note is not None and self._at >= self._note[1]:
                    self._end_note()
                self._text(event, manners[-1])
            elif isinstance(event, Open):
                struck = event.tag in _STRUCK or "line-through" in event.style()
                if event.is_dropped() or struck:
                    self._struck += struck
                    self._at = event.end
                else:
                    manners.append(self._open(event, manners[-1]))
            else:
                manner = manners.pop()
                self._close(self.page.element(event), manner)
            self._at += 1
        self._flush(_Manner())
        if self._struck:
            self.composer.problems.append(
                Problem(
                    "struck-through",
                    f"{self._struck} stretches of text that is struck through were left out.",
                )
            )

    def _open(self, element: Open, outer: _Manner) -> _Manner:
        """Begin an element; return how its text is printed."""
        tag = element.tag
        style = element.style()
        if self._at in self._notes.notes:
            self._flush(outer)
            self._note = self._notes.notes[self._at]
            self._note_opens = True
        elif self._note is not None and self._at >= self._note[1]:
            self._end_note()
        if self._at in self._notes.calls:
            self._write_call(self._notes.calls[self._at])
            self._at = element.end - 1
            return outer
        if tag in _BLOCKS:
            self._flush(outer)
            self._begin_block(element, style)
        elif tag == "br":
            self._break(outer)
        distance = outer.points
        if tag in _BLOCKS and style:
            own = points(style)
            if own is not None:
                distance = own if distance is None else distance + own
        italic = outer.italic or tag in _ITALIC or "font-style:italic" in style
        return _Manner(
            italic=italic and "font-style:normal" not in style,
            raised=outer.raised or is_raised(element),
            laid_out=outer.laid_out or tag in _LAID_OUT,
            link=_address(element) or outer.link,
            heading=outer.heading or tag in _HEADINGS,
            markup=outer.markup or self._at in self._notes.backward,
            points=distance,
        )

    def _begin_block(self, element: Open, style: str) -> None:
        tag = element.tag
        if tag in _LISTS:
            self._lists.append(list_of(element, style))
        elif tag == "li" and self._lists:
            self._label = label_of(element, self._lists[-1], style)
        elif tag == "table":
            opens_page = self.composer.empty and not self._line
            self._tables.append(table_at(self.page, self._at, opens_page=opens_page))
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th") and self._tables and self._tables[-1].data and self._line:
            self._between = self._between.strip(" ") + "\t"

    def _close(self, element: Open, manner: _Manner) -> None:
        tag = element.tag
        if tag not in _BLOCKS:
            return
        if tag in ("tr", "table"):
            self._glued = False
            self._end_row()
        if (
            tag in ("td", "th")
            and self._tables
            and element.parent in self._tables[-1].numbered
            and self._line
        ):
            # The first cell of such a row holds nothing but a number.
            self._tables[-1].numbered.discard(element.parent)
            self._text(" ", manner)
            self._glued = True
        else:
            self._flush(manner)
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "table" and self._tables:
            self._tables.pop()

    def _end_row(self) -> None:
        """End a row of a table of data, or what stands before its first."""
        if self._tables and self._tables[-1].data:
            self.composer.add(self._line, Role.TABLE)
            self._renew()

    def _text(self, text: str, manner: _Manner) -> None:
        """Write text, white space folded unless it is laid out."""
        if manner.laid_out:
            self._part()
            self._line.write(text, italic=manner.italic, link=manner.link)
            return
        folded = _patterns()["blank"].sub(" ", text)
        if self._blank and folded[:1] == " ":
            folded = folded[1:]
        if not folded:
            return
        if not folded.strip():
            self._put(folded, manner)
            return
        if self._breaks and _patterns()["set_in"].match(folded):
            # A line that is set in by blanks begins a paragraph.
            self._flush(manner)
        self._breaks = 0
        self._glued = False
        self._part()
        if self._note_opens:
            folded = self._open_note(folded, manner)
        elif self._label:
            label, self._label = self._label, ""
            if not begins_with(folded, label):
                self._line.write(label)
        number = note_number(folded) if manner.raised else None
        if number is not None and not self._note_opens:
            self._line.raise_number(number)
            self._blank = False
        elif folded:
            self._put(folded, manner)

    def _part(self) -> None:
        """Write what stands between two cells of a row."""
        if self._between:
            self._line.write(self._between)
            self._between = ""

    def _put(self, text: str, manner: _Manner) -> None:
        self._line.write(
            text, italic=manner.italic, link=manner.link, markup=manner.markup and not text.isspace()
        )
        self._blank = text[-1] == " "

    def _open_note(self, text: str, manner: _Manner) -> str:
        """Write the number a note opens with, in place of the one printed; return what is left of the text."""
        assert self._note is not None
        number = self._note[0]
        self._label = ""
        bare = text.strip().strip("[]().")
        if bare == number or (manner.markup and not any(map(str.isalnum, text))):
            return ""
        opening = re.match(rf"\s*[\[(]?{re.escape(number)}(?:[\])][.:]?|[.:])?\s+", text)
        self._line.write(f"{raised(number)} ")
        self._blank = True
        self._note_opens = False
        return (text[opening.end() :] if opening else text).lstrip(" .")

    def _write_call(self, number: str) -> None:
        self._breaks = 0
        self._part()
        self._line.call(number)
        self._blank = False

    def _break(self, manner: _Manner) -> None:
        """End a line; a second line end in a row ends the paragraph."""
        if manner.laid_out:
            self._line.write("\n")
            return
        self._breaks += 1
        if self._breaks > 1:
            self._flush(manner)
        elif self._line:
            self._line.write("\n")
            self._blank = True

    def _end_note(self) -> None:
        self._flush(_Manner())
        self._note = None
        self._note_opens = False

    def _flush(self, manner: _Manner) -> None:
        """End a paragraph, unless it goes on here."""
        if self._glued:
            return
        if self._tables and self._tables[-1].data and self._line:
            # Blocks within a cell stay in their row.
            self._between = self._between or " "
            self._blank = True
            return
        if self._line:
            self._add(manner)
        self._renew()

    def _add(self, manner: _Manner) -> None:
        line = self._line
        if manner.laid_out and sum(piece.count("\n") for piece in line.pieces) > _LINES_LAID_OUT:
            self.composer.add_laid_out(line, self.source)
            return
        role = Role.HEADING if manner.heading else Role.TEXT
        if self._note is not None:
            role = Role.FOOTNOTE
        elif self._around.covers(self._at):
            role = Role.FURNITURE
        indent = None if manner.points is None else characters(manner.points)
        if self._lists:
            indent = (indent or 0) + _STEP * len(self._lists)
        self.composer.add(line, role, indent)

    def _renew(self) -> None:
        self._line = Line()
        self._blank = True
        self._breaks = 0
        self._between = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "blank": re.compile(r"[ \t\r\n\f]+"),
        "set_in": re.compile(r"\N{NO-BREAK SPACE}{2,}"),
    }


def _address(element: Open) -> str:
    if element.tag != "a":
        return ""
    href = element.attributes.get("href", "").strip()
    return "" if href.startswith("#") or href[:11].lower() == "javascript:" else href


_ASIDE = frozenset(("footer", "aside"))
_ASIDE_ROLES = frozenset(("banner", "contentinfo", "complementary"))


@dataclass(slots=True)
class Surroundings:
    """Stretches of a page, by the indices of its events, in order.

    Attributes:
        stretches: those that are page furniture.
        main: the main part, outside of which all is furniture; None where the page names none.
    """

    stretches: list[tuple[int, int]]
    main: tuple[int, int] | None

    def covers(self, at: int) -> bool:
        """Tell whether an index lies in what surrounds the text. Asked in ascending order."""
        if self.main is not None and not self.main[0] <= at <= self.main[1]:
            return True
        while self.stretches and self.stretches[0][1] < at:
            self.stretches.pop(0)
        return bool(self.stretches) and self.stretches[0][0] <= at


def surroundings(page: Page) -> Surroundings:
    """Find what the page itself says surrounds its text.

    A page that names one main part, which holds at least half of the text, has only that; a page that names
    none, or many, is text but for its footers and asides.
    """
    mains: list[tuple[int, int]] = []
    articles: list[tuple[int, int]] = []
    stretches: list[tuple[int, int]] = []
    for index, element in page.opens():
        role = element.attributes.get("role", "").lower()
        if element.tag == "main" or role == "main":
            mains.append((index, element.end))
        elif element.tag == "article":
            articles.append((index, element.end))
        elif (element.tag in _ASIDE or role in _ASIDE_ROLES) and not (stretches and index < stretches[-1][1]):
            stretches.append((index, element.end))
    named = mains or articles
    if len(named) == 1:
        inside = len(page.text(*named[0]))
        whole = len(page.text(0, len(page.events)))
        if inside * 2 >= whole:
            return Surroundings(stretches, named[0])
    return Surroundings(stretches, None)
