"""The characters of a paragraph of a Word document, as they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from alinea.reading.building import Line, note_number
from alinea.reading.docx.package import Reference, r, w
from alinea.reading.docx.styles import OFF, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_T, _RUN, _RUN_PROPERTIES = w("t"), w("r"), w("rPr")
_VALUE = w("val")
_STRUCK = ("strike", "dstrike")
_LOOKED_AT = frozenset(
    (w("rStyle"), w("vanish"), w("i"), w("vertAlign"), w("position"), *(w(name) for name in _STRUCK))
)
_RAISED_BY = 4
"""Half points by which characters stand higher, from which on they are raised numbers."""
_FIELD_SIGN, _FIELD_CODE = w("fldChar"), w("instrText")
_ALTERNATIVES = f"{_MC}AlternateContent"
_PLAIN = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("softHyphen"): "\N{SOFT HYPHEN}",
}
_WRAPPERS = frozenset(
    (w("smartTag"), w("customXml"), w("dir"), w("bdo"), w("sdt"), w("sdtContent"), w("ruby"), w("rubyBase"))
)
_KEPT = frozenset((w("ins"), w("moveTo")))
_DROPPED = frozenset((w("del"), w("moveFrom")))
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_PICTURES = frozenset((w("drawing"), w("pict"), w("object")))
_SIGNS = {0xB7: "•", 0xA7: "•", 0x2D: "-", 0xBE: "—", 0xB0: "°", 0xA2: "′", 0xB2: "″"}
"""Signs of the fonts Symbol and Wingdings that Word keeps in the private use area, by their low byte."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether what follows is its result."""

    code: list[str] = field(default_factory=list)
    result: bool = False
    link: str = ""


class _Look(NamedTuple):
    """What the properties of a run say that matters here."""

    hidden: bool
    struck: bool
    italic: bool
    raised: bool


@dataclass(slots=True)
class _Manner:
    """How the characters of a run are printed."""

    italic: bool = False
    raised: bool = False
    link: str = ""


class Inlines:
    """Goes over the runs of the paragraphs of one part, in order: fields may begin in one and end in another.

    Attributes:
        boxes: the contents of the text boxes anchored in the paragraph last read.
        seen: how many insertions, deletions, hidden runs and the like were met.
    """

    def __init__(
        self,
        styles: Styles,
        references: dict[str, Reference],
        note: Callable[[str, str, str | None], str | None],
        seen: Counter[str],
    ) -> None:
        """Prepare for one part.

        Args:
            styles: of the document.
            references: of the part.
            note: counts a note and returns what is printed, see `Notes.call`.
            seen: where to count.
        """
        self._styles = styles
        self._references = references
        self._note = note
        self._fields: list[_Field] = []
        self._looks: dict[tuple[str | None, tuple[tuple[str, str | None], ...]], _Look] = {}
        self.boxes: list[_Element] = []
        self.seen = seen

    def read(self, paragraph: _Element, style: str | None) -> Line:
        """Return the characters of a paragraph.

        Args:
            paragraph: the element ``w:p``.
            style: identifier of its style.
        """
        line = Line()
        self.boxes = []
        self._walk(paragraph, line, style, "")
        # A field whose code does not end with the paragraph is broken; what follows is text.
        self._fields = [field_ for field_ in self._fields if field_.result]
        return line

    def _walk(self, parent: _Element, line: Line, style: str | None, link: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, line, style, link)
            elif tag in _KEPT or tag in _WRAPPERS:
                if tag in _KEPT:
                    self.seen["insertions"] += 1
                self._walk(child, line, style, link)
            elif tag in _DROPPED:
                self.seen["deletions"] += 1
            elif tag == w("hyperlink"):
                self._walk(child, line, style, self._address(child) or link)
            elif tag == w("fldSimple"):
                self._walk(child, line, style, _link_of(child.get(w("instr"), "")) or link)
            elif tag == _ALTERNATIVES:
                self._walk(chosen(child), line, style, link)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                line.write("".join(text.text or "" for text in child.iter(f"{_MATH}t")))

    def _address(self, hyperlink: _Element) -> str:
        reference = self._references.get(hyperlink.get(r("id"), ""))
        return reference.target if reference is not None and reference.external else ""

    def _run(self, run: _Element, line: Line, style: str | None, link: str) -> None:
        properties = run.find(_RUN_PROPERTIES)
        look = self._look(properties, style)
        if look.hidden or look.struck:
            # A run is hidden as a whole, but the field signs in it count.
            if any(child.tag == _T and (child.text or "").strip() for child in run):
                self.seen["hidden" if look.hidden else "struck"] += 1
            for child in run.iter(_FIELD_SIGN):
                self._field_sign(child)
            return
        self._children(run, line, _Manner(look.italic, look.raised, link))

    def _children(self, run: _Element, line: Line, manner: _Manner) -> None:
        typed: str | None = None
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                if text == typed:
                    typed = None  # the mark typed in place of a number, already written
                else:
                    self._write(line, text, manner)
            elif tag in _PLAIN:
                self._write(line, _PLAIN[tag], manner)
            elif tag == _FIELD_SIGN:
                self._field_sign(child)
            elif tag == _FIELD_CODE:
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].code.append(child.text or "")
            elif tag in _NOTES:
                typed = self._call(child, line)
            elif tag == w("sym"):
                self._write(line, self._sign(child), manner)
            elif tag == _ALTERNATIVES:
                self._children(chosen(child), line, manner)
            elif tag in _PICTURES:
                self.boxes += text_boxes(child)
            elif tag in _WRAPPERS:
                self._walk(child, line, None, manner.link)

    def _call(self, reference: _Element, line: Line) -> str | None:
        """Write a footnote mark; return the mark that is typed after it in place of a number, if one is."""
        typed = None
        if reference.get(w("customMarkFollows"), "0") not in ("0", "false", "off"):
            following = reference.getnext()
            typed = (following.text or "") if following is not None and following.tag == _T else ""
        mark = typed.strip() if typed is not None else None
        printed = self._note(_NOTES[reference.tag], reference.get(w("id"), ""), mark)
        if not printed:
            return None
        if not self._in_code():
            line.call(printed)
        return typed

    def _write(self, line: Line, text: str, manner: _Manner) -> None:
        if self._in_code():
            return
        link = manner.link or next((f.link for f in reversed(self._fields) if f.link), "")
        number_ = note_number(text) if manner.raised else None
        if number_ is None:
            line.write(text, italic=manner.italic, link=link)
            return
        line.write(text[: len(text) - len(text.lstrip())])
        line.raise_number(number_)
        line.write(text[len(text.rstrip()) :])

    def _in_code(self) -> bool:
        return any(not field_.result for field_ in self._fields)

    def _field_sign(self, sign: _Element) -> None:
        kind = sign.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].link = _link_of("".join(self._fields[-1].code))
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.result and _patterns()["counting"].match("".join(ended.code)):
                self.seen["unprinted-numbers"] += 1

    def _sign(self, element: _Element) -> str:
        """Return the character of a sign from a font of signs."""
        try:
            code = int(element.get(w("char"), ""), 16)
        except ValueError:
            return ""
        if 0xF000 <= code <= 0xF0FF:
            printed = _SIGNS.get(code & 0xFF)
            if printed is None:
                self.seen["unknown-signs"] += 1
            return printed or "\N{REPLACEMENT CHARACTER}"
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""

    def _look(self, properties: _Element | None, style: str | None) -> _Look:
        """Return how a run looks, by its own properties, its style and that of its paragraph."""
        said = (
            ()
            if properties is None
            else tuple((child.tag, child.get(_VALUE)) for child in properties if child.tag in _LOOKED_AT)
        )
        look = self._looks.get((style, said))
        if look is None:
            look = self._looks[style, said] = self._looked_up(dict(said), style)
        return look

    def _looked_up(self, said: dict[str, str | None], style: str | None) -> _Look:
        character = said.get(w("rStyle"))
        styles = self._styles

        def on(name: str) -> bool | None:
            return said[w(name)] not in OFF if w(name) in said else None

        hidden = on("vanish")
        if hidden is None:
            hidden = styles.run_property(character, "vanish") or styles.run_property(style, "vanish")
        # Either line strikes; a run may take the one of its style away and keep the other.
        struck = any(
            held
            if (held := on(name)) is not None
            else any(styles.run_property(each, name) for each in (character, style))
            for name in _STRUCK
        )
        italic = on("i")
        if italic is None:
            # Italics of the paragraph style and of the character style cancel each other (17.7.3).
            italic = styles.run_property(character, "i") != styles.run_property(style, "i")
        position = said.get(w("position")) or ""
        if w("vertAlign") in said:
            raised = said[w("vertAlign")] == "superscript"
        else:
            raised = styles.is_raised(character) or (position.isdecimal() and int(position[:4]) >= _RAISED_BY)
        return _Look(hidden, struck, italic, raised)


def chosen(alternatives: _Element) -> _Element:
    """Return the one of several alternative contents that a present program shows."""
    for child in alternatives:
        if child.tag == f"{_MC}Choice" and len(child):
            return child
    return next((child for child in alternatives if child.tag == f"{_MC}Fallback"), alternatives)


def text_boxes(picture: _Element) -> list[_Element]:
    """Return the contents of the text boxes in a drawing, without those that stand within another."""
    found: list[_Element] = []
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == w("txbxContent"):
            found.append(element)
        elif element.tag == _ALTERNATIVES:
            waiting.append(chosen(element))
        else:
            waiting += reversed(element)
    return found


def _link_of(code: str) -> str:
    match = _patterns()["link"].match(code)
    return match[1] if match else ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "link": re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.IGNORECASE),
        "counting": re.compile(r"\s*(?:LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE),
    }
