"""The styles of a Word document: what a paragraph or run takes from those it is based on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from alinea.reading.docx.package import w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_LONGEST_CHAIN = 20
OFF = frozenset(("0", "false", "off", "none"))
"""Values of a property that say it does not hold; a property without a value does."""


class Level(NamedTuple):
    """A place in a numbered list: identifier of the list, and level from 0; either may be unsaid."""

    list_id: str | None
    level: int | None


class Indents(NamedTuple):
    """Left edge and first line of a paragraph in twentieths of a point; None where unsaid."""

    left: int | None
    first: int | None


def number(element: _Element | None, name: str = "val") -> int | None:
    """Return an attribute as a whole number, None where it is absent or is none."""
    value = element.get(w(name)) if element is not None else None
    if value is None or not re.fullmatch(r"-?\d{1,7}(?:\.\d{1,6})?", value):
        return None
    return int(float(value))


def is_on(properties: _Element | None, name: str) -> bool | None:
    """Return whether a property such as ``i`` is on; None where it is not mentioned."""
    element = properties.find(w(name)) if properties is not None else None
    return None if element is None else element.get(w("val"), "1") not in OFF


def level_of(properties: _Element | None) -> Level | None:
    """Return the list and level that paragraph properties name, None where they name none."""
    numbering = properties.find(w("numPr")) if properties is not None else None
    if numbering is None:
        return None
    list_id = numbering.find(w("numId"))
    return Level(
        list_id.get(w("val")) if list_id is not None else None,
        number(numbering.find(w("ilvl"))),
    )


def indents_of(properties: _Element | None) -> Indents:
    """Return the indents that paragraph properties name."""
    element = properties.find(w("ind")) if properties is not None else None
    if element is None:
        return Indents(None, None)
    left = number(element, "left")
    first = number(element, "firstLine")
    hanging = number(element, "hanging")
    return Indents(
        left if left is not None else number(element, "start"),
        -hanging if hanging is not None else first,
    )


class Styles:
    """The styles of a document, by identifier."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._chains: dict[str, tuple[_Element, ...]] = {}
        self.default_paragraph: str | None = None
        self._size: int | None = None
        if root is None:
            return
        for style in root.iterfind(w("style")):
            identifier = style.get(w("styleId"))
            if identifier is None:
                continue
            self._styles[identifier] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in OFF:
                self.default_paragraph = identifier
        self._size = number(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}"))

    def chain(self, identifier: str | None) -> tuple[_Element, ...]:
        """Return a style and those it is based on, the nearest first."""
        if identifier is None:
            return ()
        known = self._chains.get(identifier)
        if known is None:
            found: list[_Element] = []
            at: str | None = identifier
            while at in self._styles and len(found) < _LONGEST_CHAIN:
                style = self._styles[at]
                found.append(style)
                based_on = style.find(w("basedOn"))
                at = based_on.get(w("val")) if based_on is not None else None
            known = self._chains[identifier] = tuple(found)
        return known

    def name(self, identifier: str | None) -> str:
        """Return the name of a style in lower case; for the built-in ones it is English in any language."""
        for style in self.chain(identifier)[:1]:
            name = style.find(w("name"))
            if name is not None:
                return name.get(w("val"), "").lower()
        return ""

    def paragraph_properties(self, identifier: str | None) -> Iterator[tuple[str, _Element]]:
        """Yield the paragraph properties of a style and of those it is based on, with the style of each."""
        for style in self.chain(identifier):
            properties = style.find(w("pPr"))
            if properties is not None:
                yield style.get(w("styleId"), ""), properties

    def run_property(self, identifier: str | None, name: str) -> bool:
        """Return whether a style has a property of characters on, such as ``i`` or ``vanish``."""
        for style in self.chain(identifier):
            said = is_on(style.find(w("rPr")), name)
            if said is not None:
                return said
        return False

    def is_raised(self, identifier: str | None) -> bool:
        """Return whether a style raises characters."""
        for style in self.chain(identifier):
            element = style.find(f"{w('rPr')}/{w('vertAlign')}")
            if element is not None:
                return element.get(w("val")) == "superscript"
        return False

    def half_em(self, identifier: str | None) -> float:
        """Return half the size of the letters of a paragraph style, in twentieths of a point."""
        size = None
        for style in self.chain(identifier):
            size = number(style.find(f"{w('rPr')}/{w('sz')}"))
            if size:
                break
        # The size is in half points, so 20 is ten points, and half of that is a hundred twentieths.
        return 5.0 * (size or self._size or 20)

    def list_of_style(self, identifier: str) -> str | None:
        """Return the identifier of the list that a numbering style stands for."""
        for _, properties in self.paragraph_properties(identifier):
            level = level_of(properties)
            if level is not None:
                return level.list_id
        return None
