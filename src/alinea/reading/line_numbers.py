"""Numbers of lines in the margin, as drafts under discussion have them: on every line, or on every fifth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

STEPS = (1, 5, 10)
"""Lines from one number to the next."""
_SKIPPED = 3
"""Lines without a number between two of every line: empty ones may be counted and bear none."""
_FEWEST, _FEWEST_STEPS = 4, 3
"""Numbers that count lines: fewer may be anything; those of every fifth line say more, as they tell their distance."""
_COVERED = 0.85
"""Share of the lines that bear a number where every line does; page furniture bears none."""
_IN_ORDER = 0.9
_SAMPLE = 6_000
"""Characters by which is told whether there may be numbers at all."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # A number, then white space: never the number of a paragraph, behind which stands a full stop or bracket.
        "left": re.compile(r"(?P<number>\d{1,4})[|:]?(?:[^\S\n]{1,12}(?=\S)|[^\S\n]*\Z)"),
        "right": re.compile(r"(?<=\S)[^\S\n]{2,}(?P<number>\d{1,4})\Z"),
        "any": re.compile(r"^[^\S\n]{0,12}\d{1,4}(?=[\s|:])|[^\S\n]{2,}\d{1,4}[^\S\n]*$", re.MULTILINE),
    }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be the number of a line: the place of the line among all lines, and its value."""

    line: int
    value: int


def counted(candidates: Sequence[Candidate], lines: int) -> frozenset[int]:
    """Return the lines whose figures count the lines of a text; none where they do not.

    Args:
        candidates: figures at one edge of the lines, from the top down.
        lines: how many lines there are that are not empty.

    A sample: 1, 2, 3 … on every line, 5, 10, 15 … on every fifth; the count may begin anew on every page.
    """
    for step in STEPS:
        of_step = [each for each in candidates if each.value % step == 0]
        taken = frozenset(_in_order(of_step, step))
        fewest = _FEWEST if step == 1 else _FEWEST_STEPS
        wanted = _COVERED * lines / step - (step > 1)
        if step > 1 and len(of_step) > 1 and all(each.line + 1 == each.value for each in of_step):
            fewest = len(of_step)  # each is the very number of its line: two are no chance
        if len(taken) >= max(fewest, wanted) and len(taken) >= _IN_ORDER * len(of_step):
            return taken
    return frozenset()


def _in_order(candidates: Iterable[Candidate], step: int) -> Iterable[int]:
    """Yield the lines of the figures that go on with the count, or begin it anew."""
    last: Candidate | None = None
    for each in candidates:
        if last is None or each.value <= step:
            goes_on = each.value <= step or last is None
        elif step == 1:
            goes_on = 0 < each.value - last.value <= _SKIPPED
        else:
            goes_on = each.value == last.value + step and each.line - last.line <= step
        if goes_on:
            yield each.line
            last = each


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with a number in the margin: where its text begins and ends; both are one place where it has none."""

    text: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Margin:
    """The numbers of the lines of a text, by where a line begins, and the columns that they take up at the left."""

    numbers: dict[int, Numbered]
    width: int = 0


def margin_of(content: str, start: int = 0) -> Margin:
    """Return the numbers that stand in the margin of a text.

    Args:
        content: the text; start: where it begins.
    """
    patterns = _patterns()
    sample = content[start : start + _SAMPLE].split("\n")
    edged = "".join(f"{line}\n" for line in sample if _is_edged(line.strip()))
    if sum(1 for _ in patterns["any"].finditer(edged)) < _FEWEST_STEPS:
        return Margin({})
    lines: list[tuple[int, int]] = []
    place = start
    for line in content[start:].split("\n"):
        body = line.strip()
        if body and "\f" not in body:
            begin = place + line.index(body[0])
            lines.append((begin, begin + len(body)))
        place += len(line) + 1
    for side in ("left", "right"):
        found: list[tuple[int, re.Match[str]]] = []
        for at, (begin, end) in enumerate(lines):
            if side == "left":
                numbered = patterns[side].match(content, begin, end) if content[begin].isdecimal() else None
            else:
                numbered = (
                    patterns[side].search(content, begin, end) if content[end - 1].isdecimal() else None
                )
            if numbered is not None:
                found.append((at, numbered))
        taken = counted([Candidate(at, int(numbered["number"])) for at, numbered in found], len(lines))
        if not taken:
            continue
        numbers: dict[int, Numbered] = {}
        columns: list[int] = []
        for at, numbered in found:
            if at not in taken:
                continue
            begin, end = lines[at]
            text = (numbered.end(), end) if side == "left" else (begin, numbered.start())
            numbers[begin] = Numbered(text)
            if side == "left" and text[0] < text[1]:
                columns.append(text[0] - (content.rfind("\n", 0, begin) + 1))
        return Margin(numbers, min(columns, default=0))
    return Margin({})


def _is_edged(body: str) -> bool:
    """Tell whether a line begins or ends with a figure: the patterns are tried on such lines alone."""
    return body[:1].isdecimal() or body[-1:].isdecimal()
