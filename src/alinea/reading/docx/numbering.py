"""The numbers that Word itself puts before paragraphs: they stand nowhere in the text of the file.

The rules are those of ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from alinea.reading.counters import word_number
from alinea.reading.docx.package import Package, w
from alinea.reading.docx.styles import Indents, Styles, indents_of, is_on, number

if TYPE_CHECKING:
    from lxml.etree import _Element


_LEVELS = 9
_DASHES = "-‐‑‒–—−"

_PLACES = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _LevelRule:
    """How one level of a list is numbered."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    hidden: bool
    style: str | None
    indents: Indents


@dataclass(slots=True)
class _List:
    """A list of the document: whose counters it shares, its levels, and where it begins anew."""

    abstract: str
    levels: dict[int, _LevelRule]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph, and the indents that the list gives it.

    Attributes:
        text: such as ``7.`` or ``(a)``; empty where nothing is printed.
        suffix: the white space after it.
        unknown: the number format, where it is one that cannot be printed here; the number is then decimal.
        level: of the list, from 0.
    """

    text: str
    suffix: str
    indents: Indents
    unknown: str | None = None
    level: int = 0


class Numbering:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root, styles)

    def _read(self, root: _Element, styles: Styles) -> None:
        abstract = {
            element.get(w("abstractNumId"), ""): element for element in root.iterfind(w("abstractNum"))
        }
        instances = {element.get(w("numId"), ""): element for element in root.iterfind(w("num"))}
        for identifier, instance in instances.items():
            source = _abstract_of(instance)
            # A list may only name the style that stands for it; that names the list where the levels are.
            for _ in range(4):
                link = abstract[source].find(w("numStyleLink")) if source in abstract else None
                linked = styles.list_of_style(link.get(w("val"), "")) if link is not None else None
                if linked is None or linked not in instances:
                    break
                source = _abstract_of(instances[linked])
            if source not in abstract:
                continue
            levels = _levels(abstract[source])
            starts = {}
            for override in instance.iterfind(w("lvlOverride")):
                at = number(override, "ilvl")
                if at is None:
                    continue
                levels |= _levels(override)
                start = number(override.find(w("startOverride")))
                if start is not None:
                    starts[at] = start
            self._lists[identifier] = _List(source, levels, starts)

    def level_of_style(self, list_id: str, style: str | None) -> int | None:
        """Return the level of a list that belongs to a paragraph style, None where none does."""
        found = self._lists.get(list_id)
        if found is None or style is None:
            return None
        return next((at for at, rule in found.levels.items() if rule.style == style), None)

    def count(self, list_id: str, level: int) -> Label | None:
        """Count a paragraph and return its label; None where there is no such list or level.

        Args:
            list_id: the identifier of the list.
            level: from 0.
        """
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return None
        counters = self._counters.setdefault(found.abstract, {})
        rule = found.levels[level]
        first = found.starts.get(level, rule.start)
        begins = level not in counters or (level in found.starts and level not in found.started)
        counters[level] = first if begins else counters[level] + 1
        found.started.add(level)
        for other, other_rule in found.levels.items():
            if other < level:
                counters.setdefault(other, found.starts.get(other, other_rule.start))
            elif other > level and _restarts(other_rule, level):
                counters.pop(other, None)
        return self._label(found, level, counters)

    @staticmethod
    def _label(found: _List, level: int, counters: dict[int, int]) -> Label:
        rule = found.levels[level]
        suffix = "" if rule.suffix == "nothing" else " "
        if rule.hidden:
            return Label("", "", rule.indents, level=level)
        if rule.format == "bullet":
            sign = rule.text.strip()
            printed_sign = (sign if sign in _DASHES else "•") if sign else ""
            return Label(printed_sign, suffix, rule.indents, level=level)
        unknown: list[str] = []

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in counters:
                return ""
            other = found.levels.get(at, rule)
            numbering = "decimal" if rule.legal else other.format
            text = word_number(counters[at], numbering)
            if text is None:
                unknown.append(numbering)
                return str(counters[at])
            return text

        text = _PLACES.sub(printed, rule.text).strip()
        return Label(text, suffix if text else "", rule.indents, unknown[0] if unknown else None, level)


def _restarts(rule: _LevelRule, after: int) -> bool:
    """Tell whether a level begins anew after a paragraph of a higher level."""
    if rule.restart is None:
        return True
    return rule.restart != 0 and after < rule.restart


def _abstract_of(instance: _Element) -> str:
    element = instance.find(w("abstractNumId"))
    return element.get(w("val"), "") if element is not None else ""


def _levels(parent: _Element) -> dict[int, _LevelRule]:
    found = {}
    for element in parent.iterfind(w("lvl")):
        at = number(element, "ilvl")
        if at is None or not 0 <= at < _LEVELS:
            continue
        start = number(element.find(w("start")))
        style = element.find(w("pStyle"))
        found[at] = _LevelRule(
            start=1 if start is None else start,
            format=_value(element, "numFmt", "decimal"),
            text=_value(element, "lvlText", ""),
            suffix=_value(element, "suff", "tab"),
            restart=number(element.find(w("lvlRestart"))),
            legal=bool(is_on(element, "isLgl")),
            hidden=bool(is_on(element.find(w("rPr")), "vanish")),
            style=style.get(w("val")) if style is not None else None,
            indents=indents_of(element.find(w("pPr"))),
        )
    return found


def _value(element: _Element, name: str, default: str) -> str:
    # The format may stand within a choice between an old and a newer name for it.
    found = element.find(w(name))
    if found is None:
        found = next(element.iter(w(name)), None)
    return found.get(w("val"), default) if found is not None else default


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
