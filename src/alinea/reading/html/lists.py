"""How lists and styles of a web page print: the numbers of items, and how far text is set in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.reading.counters import web_number
from alinea.reading.html.page import Open

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
