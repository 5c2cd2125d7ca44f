"""Footnotes: which lines at the foot of a column are footnotes, and where each of them begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from alinea.reading.pdf.lines import Line
from alinea.reading.pdf.objects import Rule

_SMALLER, _SURELY_SMALLER = 0.94, 0.85
_SHORT_RULE = (0.06, 0.45)


@dataclass(slots=True)
class ColumnParts:
    """The lines of a column: its text, the rule that sets the footnotes off, the footnotes."""

    text: list[Line]
    separator: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "separator": re.compile(r"[_─—]{5,}"),
        "mark": re.compile(r"(?:\d{1,3}(?:/|\.)?|[*†‡]{1,3}|[a-z]/)(?=\s)"),
        "raised": re.compile(r"(?:\d{1,3}|[*†‡]{1,3}|[a-z])/?"),
    }


def is_separator(line: Line) -> bool:
    """Tell whether a line is a printed rule: ``__________________``."""
    return _patterns()["separator"].fullmatch(line.text) is not None


def mark_of(line: Line) -> str | None:
    """Return the mark a footnote begins with, ``4`` or ``*``; None where the line begins without one."""
    first = line.runs[0]
    if len(line.runs) > 1 and _patterns()["raised"].fullmatch(first.text):
        # Some programs set the number full size and leave no space after it; it stands alone all the same.
        alone = first.text.isdigit() and line.runs[1].text[:1].isupper()
        if alone or line.raised(first):
            return first.text.rstrip("/")
    found = _patterns()["mark"].match(line.text)
    return found.group().rstrip("/.") if found else None


def part_notes(
    lines: list[Line], rules: list[Rule], width: float, body_size: float, steady: bool
) -> ColumnParts:
    """Part the footnotes of a column from its text.

    Footnotes stand below a rule, drawn or of underscores, or, where none can be seen, are the last lines
    of the column, in smaller letters, the first of them beginning with a mark.

    Args:
        lines: of the column, from the top down.
        rules: of the page.
        width: of the page, in points.
        body_size: of the letters of the text, in points.
        steady: whether sizes of letters can be relied on.
    """
    for place, line in enumerate(lines):
        if is_separator(line) and _are_notes(lines[place + 1 :], body_size):
            return ColumnParts(lines[:place], [line], lines[place + 1 :])
    for rule in rules:
        if not _SHORT_RULE[0] * width < rule.x1 - rule.x0 < _SHORT_RULE[1] * width:
            continue
        if any(_underlines(rule, line) for line in lines):
            continue
        below = [place for place, line in enumerate(lines) if line.y < rule.y]
        if below and _are_notes(lines[below[0] :], body_size) and _under(rule, lines[below[0] :]):
            return ColumnParts(lines[: below[0]], [], lines[below[0] :])
    smaller = _SMALLER if steady else _SURELY_SMALLER
    place = len(lines)
    while place and lines[place - 1].size < smaller * body_size and not is_separator(lines[place - 1]):
        place -= 1
    while place < len(lines) and mark_of(lines[place]) is None:
        place += 1
    return ColumnParts(lines[:place], [], lines[place:])


def _are_notes(below: list[Line], body_size: float) -> bool:
    """Tell whether the lines below a rule are footnotes, and not text that the rule happens to part."""
    if not below:
        return False
    small = sum(len(line.text) for line in below if line.size < _SMALLER * body_size)
    if small > 0.7 * sum(len(line.text) for line in below):
        return True
    return mark_of(below[0]) is not None and len(below) < 20 and below[0].size <= 1.05 * body_size


def _underlines(rule: Rule, line: Line) -> bool:
    """Tell whether a rule underlines words of a line, as that of a hyperlink does."""
    return -0.1 < (line.y - rule.y) / line.size < 0.35 and line.x0 - 2 < rule.x0 and rule.x1 < line.x1 + 2


def _under(rule: Rule, below: list[Line]) -> bool:
    """Tell whether a drawn rule begins where the lines below it do, as that above footnotes does."""
    return abs(rule.x0 - min(line.x0 for line in below)) < 40


def notes(lines: list[Line]) -> list[list[Line]]:
    """Part the lines of a column's footnotes: one list for each; the first may go on from the page before."""
    found: list[list[Line]] = []
    last: int | None = None
    starts = [line.x0 for line in lines if mark_of(line)]
    for line in lines:
        mark = mark_of(line)
        raised = mark is not None and len(line.runs) > 1 and line.raised(line.runs[0])
        begins = mark is not None and (
            raised
            or not mark.isdigit()
            or ((last is None or 0 < int(mark) - last <= 2) and line.x0 <= min(starts) + 12)
        )
        if begins and mark is not None:
            last = int(mark) if mark.isdigit() else last
        if begins or not found:
            _part_number(line)
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _part_number(line: Line) -> None:
    """Put a space after the number of a footnote where none is printed."""
    number = len(line.runs[0].text)
    if len(line.runs) > 1 and line.starts[1] == number and line.runs[0].text.isdigit():
        line.text = f"{line.text[:number]} {line.text[number:]}"
        line.starts = [0, *(start + 1 for start in line.starts[1:])]
