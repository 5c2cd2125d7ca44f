"""The footnotes and endnotes of a Word document: their numbers, which stand nowhere in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from alinea.reading.counters import word_number
from alinea.reading.docx.package import Package, w
from alinea.reading.docx.styles import number

if TYPE_CHECKING:
    from lxml.etree import _Element


class Note(NamedTuple):
    """A note that was called: its number as printed, the element of its text, and the part it stands in."""

    number: str
    element: _Element
    part: str


@dataclass(slots=True)
class _Count:
    """How the notes of one kind are numbered, and how far they are."""

    format: str
    start: int
    restart: str
    last: int


class Notes:
    """Numbers notes in the order in which they are called.

    Attributes:
        called: those called so far, in order.
        by_page: True where numbers begin anew on every page, so that those printed cannot be known here.
    """

    def __init__(self, package: Package, document: _Element) -> None:
        self._elements: dict[tuple[str, str], tuple[_Element, str]] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self.called: list[Note] = []
        settings = package.related("settings")
        self._counts: dict[str, _Count] = {}
        kinds = (("footnote", "decimal"), ("endnote", "lowerRoman"))
        for kind, numbering in kinds:
            part = package.related(f"{kind}s")
            if part is not None:
                for element in part[1].iterfind(w(kind)):
                    # The lines that separate notes from the text are kept among them, with a type.
                    if element.get(w("type"), "normal") == "normal":
                        self._elements[kind, element.get(w("id"), "")] = (element, part[0])
            parents = [document.find(f".//{w('sectPr')}"), settings[1] if settings else None]
            self._counts[kind] = _count([p for p in parents if p is not None], f"{kind}Pr", numbering)
        self.by_page = self._counts["footnote"].restart == "eachPage"

    def call(self, kind: str, identifier: str, typed: str | None) -> str | None:
        """Count a note where it is called and return its number as printed.

        Args:
            kind: ``footnote`` or ``endnote``.
            identifier: of the note in its part.
            typed: the mark that is typed in place of a number; empty where it is typed elsewhere, None where
                Word numbers the note.

        Returns:
            the number, or the mark; None where there is no such note.
        """
        key = (kind, identifier)
        if key not in self._elements:
            return None
        if key not in self._numbers:
            element, part = self._elements[key]
            printed = typed or ""
            if typed is None:
                count = self._counts[kind]
                count.last += 1
                printed = word_number(count.last, count.format) or str(count.last)
            self._numbers[key] = printed
            self.called.append(Note(printed, element, part))
        return self._numbers[key]

    def end_section(self) -> None:
        """Begin anew with the numbers, where they do so in every section."""
        for count in self._counts.values():
            if count.restart == "eachSect":
                count.last = count.start - 1


def _count(parents: list[_Element], name: str, numbering: str) -> _Count:
    def said(what: str) -> str | None:
        for parent in parents:
            element = parent.find(f"{w(name)}/{w(what)}")
            if element is not None:
                return element.get(w("val"))
        return None

    start = 1
    for parent in parents:
        found = number(parent.find(f"{w(name)}/{w('numStart')}"))
        if found is not None:
            start = found
            break
    return _Count(said("numFmt") or numbering, start, said("numRestart") or "continuous", start - 1)
