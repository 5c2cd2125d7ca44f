"""From lines to paragraphs: where the layout says that one ends and the next begins, and what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from alinea.model.text import Role
from alinea.reading.pdf.lines import Line
from alinea.reading.pdf.notes import is_separator

# In ems of the body.
_SET_IN = 0.8
_FARTHEST_INDENT = 10.0
_RIGHT_PART = 0.4
_OTHER_SIZE, _OTHER_GUESS = 0.12, 0.3
_SLACK = 0.5
_TAB = 0.7
_NEW_PARAGRAPH = 1.27
"""How many line pitches part the baselines of two paragraphs at the least."""
_SPACED = 0.08
"""Where more of the gaps between lines than this are wide, paragraphs are parted by white space."""
_END = 6  # characters: none of the signs that end a sentence, with what follows them, is longer
_HEADING_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Measure:
    """How the text of a column is set.

    Attributes:
        size: of the letters, in points.
        pitch: from one baseline to the next.
        left, right: the margins.
        spaced: whether white space parts the paragraphs of this document.
        steady: whether the sizes of letters can be relied on.
    """

    size: float
    pitch: float
    left: float
    right: float
    spaced: bool = False
    steady: bool = True

    def other_size(self, one: Line, other: Line) -> bool:
        """Tell whether two lines are set in letters of different sizes."""
        return abs(one.size - other.size) > (_OTHER_SIZE if self.steady else _OTHER_GUESS) * self.size


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        lines: from the top down, all on one page and in one column.
        column: the measure of that column.
        role: what the layout says it is.
        joined: whether it goes on with the paragraph before it.
        indent: how far its first line is set in, in points.
    """

    lines: list[Line]
    column: Measure
    role: Role = Role.TEXT
    joined: bool = False
    indent: float = 0.0

    @property
    def text_left(self) -> float:
        """Where its second and further lines begin."""
        return min((line.x0 for line in self.lines[1:]), default=self.lines[0].x0)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "label": re.compile(
            r"(?:\d{1,3}(?:\.\d{1,2})?\s?[.)]|\(?[a-z]{1,5}\s?\)|\([A-Z\d]{1,3}\)|[IVXL]{1,5}\.|[A-Z]\.|[•▪►])(?=\s)"
        ),
        "title": re.compile(r"(?:[A-Z]{1,3}-)?\d{1,4}/\d{1,3}(?:\s?[A-Z])?\.(?=\s|$)"),
        "closed": re.compile(r"[.;:!?][\"”»)\]’]?\s?\d{0,2}$"),
        "comma": re.compile(r",[\"”»)\]’]?\s?\d{0,2}$"),
    }


def _hyphened(text: str) -> bool:
    """Tell whether a line ends within a word."""
    return text[-1:] in ("-", "\u00ad") and (text[-2:-1].isalnum() or text[-2:-1] == "_")


def body_size(lines: Iterable[Line]) -> tuple[float, bool]:
    """Return the size of most letters of a document, in points, and whether sizes can be relied on.

    Optical character recognition guesses the size of every word: then the middle size is the nearest.
    """
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(2 * line.size) / 2] += len(line.text)
    if not weights:
        return 10.0, True
    common, weight = weights.most_common(1)[0]
    total = sum(weights.values())
    if weight > 0.5 * total:
        return common, True
    passed = 0
    for size in sorted(weights):
        passed += weights[size]
        if 2 * passed >= total:
            return size, False
    return common, False


def measure(lines: list[Line], size: float, steady: bool, fallback: Measure | None = None) -> Measure:
    """Find the margins and the line pitch of a column.

    Args:
        lines: of the column, or of all columns of a document for the measure to fall back on.
        size, steady: see `body_size`.
        fallback: of the document; a short column follows it where its lines fit.
    """
    gaps = sorted(
        upper.y - lower.y
        for upper, lower in pairwise(lines)
        if 0.8 * size < upper.y - lower.y < 3 * size
        and abs(upper.size - lower.size) < (0.1 if steady else 0.3) * size
    )
    rank = len(gaps) // 4 if steady else len(gaps) // 2
    pitch = gaps[rank] if len(gaps) > 3 else (fallback.pitch if fallback else 1.2 * size)
    if fallback and not 0.7 * fallback.pitch < pitch < 1.4 * fallback.pitch:
        pitch = fallback.pitch
    right = sorted(line.x1 for line in lines)[int(0.95 * (len(lines) - 1))] if lines else 0.0
    # Lines that reach the right margin tell where the text begins; those of the masthead stand elsewhere.
    full = [line.x0 for line in lines if line.x1 > line.x0 + 0.75 * (right - line.x0)]
    left = _margin(full if len(full) > 3 else [line.x0 for line in lines])
    if fallback:
        there = sum(abs(line.x0 - fallback.left) < 3 for line in lines)
        if there and (there > 0.2 * len(lines) or len(lines) < 12):
            left = fallback.left
            right = max(right, fallback.right) if len(lines) < 12 else right
    if fallback:
        spaced = fallback.spaced
    else:
        spaced = sum(gap > _NEW_PARAGRAPH * pitch for gap in gaps) > _SPACED * len(gaps)
    return Measure(size, pitch, left, right, spaced, steady)


def _margin(starts: list[float]) -> float:
    """Return the leftmost place where many lines begin."""
    if not starts:
        return 0.0
    buckets = Counter(round(start / 2) for start in starts)
    most = max(buckets[key] + buckets.get(key + 1, 0) for key in buckets)
    for key in sorted(buckets):
        if buckets[key] + buckets.get(key + 1, 0) >= 0.3 * most:
            return min(start for start in starts if round(start / 2) in (key, key + 1))
    return min(starts)


def paragraphs(lines: list[Line], column: Measure) -> list[Paragraph]:
    """Part the lines of a column into paragraphs, and say what each is where the layout makes it sure.

    Args:
        lines: the text of the column from the top down, without footnotes.
        column: its measure.
    """
    found: list[Paragraph] = []
    tables = _tables(lines)
    for place, line in enumerate(lines):
        last = found[-1] if found else None
        if place in tables:
            if last and last.role is Role.TABLE and place - 1 in tables:
                last.lines.append(line)
            else:
                found.append(Paragraph([line], column, Role.TABLE))
        elif is_separator(line):
            found.append(Paragraph([line], column, Role.FURNITURE))
        elif (
            last is None
            or last.role is not Role.TEXT
            or _begins(last, line, lines[place + 1] if place + 1 < len(lines) else None, column)
        ):
            found.append(Paragraph([line], column))
        else:
            last.lines.append(line)
    for paragraph in found:
        paragraph.indent = max(paragraph.lines[0].x0 - column.left, 0.0)
        if paragraph.role is Role.TEXT:
            paragraph.role = _role(paragraph, column)
    return found


def _tables(lines: list[Line]) -> set[int]:
    """Return the places of lines that are rows of a table: three together of three cells or more each."""
    rows: set[int] = set()
    begin = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and len(lines[place].gaps) >= 2:
            continue
        if place - begin >= 3:
            rows.update(range(begin, place))
        begin = place + 1
    return rows


def _begins(paragraph: Paragraph, line: Line, following: Line | None, column: Measure) -> bool:
    """Tell whether a line begins a new paragraph after the last line of another.

    Args:
        paragraph: so far.
        line: the line in question, and the one after it.
        column: the measure of the column.
    """
    last = paragraph.lines[-1]
    em = column.size
    expected = column.pitch * (max(last.size, line.size, 0.7 * em) / em if column.steady else 1.0)
    if last.y - line.y > _NEW_PARAGRAPH * max(expected, 0.8 * column.pitch):
        return True
    if last.y - line.y < -em:
        return True  # further up: another column
    if column.other_size(line, last):
        return True
    if line.bold is not last.bold and (line.bold or _ended(last, line, column)):
        return True  # bold words that open a paragraph fill their line, a heading seldom does
    labelled = _patterns()["label"].match(line.text) is not None
    if labelled and _tabbed(line) and not _hyphened(last.text):
        return True
    step = line.x0 - last.x0
    if min(line.x0, last.x0) > column.left + _RIGHT_PART * (column.right - column.left):
        return not _both_centred(last, line, column)  # the meeting and the date, at the right
    if step > _SET_IN * em:
        return not (_hangs(paragraph, line) or _both_centred(last, line, column))
    ended = _ended(last, line, column) and (labelled or not column.spaced)
    if step < -_SET_IN * em:
        if _both_centred(last, line, column):
            return False
        if -step > _FARTHEST_INDENT * em:
            return True
        if len(paragraph.lines) > 1 and not _hangs(paragraph, line):
            return True
        return ended and (labelled or line.x0 < column.left - em)
    if line.x0 > column.left + _SET_IN * em and len(paragraph.lines) == 1 and not line.bold:
        # Both set in: an inset paragraph that goes on, or a paragraph of one line and the next.
        if ended or (labelled and _closed(last)):
            return True
        return bool(
            _closed(last, comma=True)
            and following
            and following.x0 < line.x0 - _SET_IN * em
            and line.y - following.y <= _NEW_PARAGRAPH * expected
        )
    return ended and (labelled or _closed(last, comma=True)) and not line.bold


def _tabbed(line: Line) -> bool:
    """Tell whether wide white space follows the first run of a line, as after a paragraph's number."""
    if len(line.runs) < 2:
        return False
    label = _patterns()["label"].match(line.text)
    end = label.end() if label else 0
    for left, right, start in zip(line.runs, line.runs[1:], line.starts[1:], strict=False):
        if start > end:
            return right.x0 - left.x1 > _TAB * line.size
    return False


def _hangs(paragraph: Paragraph, line: Line) -> bool:
    """Tell whether a line goes on below the words that follow a number which stands out to the left."""
    first = paragraph.lines[0]
    if not (_patterns()["label"].match(first.text) or _patterns()["title"].match(first.text)):
        return False
    return any(abs(run.x0 - line.x0) < 4 for run in first.runs[1:])


def _both_centred(upper: Line, lower: Line, column: Measure) -> bool:
    return _centred(upper, column) and _centred(lower, column)


def _centred(line: Line, column: Measure) -> bool:
    middle = (column.left + column.right) / 2
    return (
        abs(line.middle - middle) < column.size
        and line.x0 > column.left + 3 * column.size
        and line.x1 < column.right - 3 * column.size
    )


def _ended(last: Line, line: Line, column: Measure) -> bool:
    """Tell whether a line ended early: the first word of the next one would still have found room."""
    if _hyphened(last.text):
        return False
    # Numbers and short words can be tied to the word after them by a space that does not break.
    words = line.text.split(" ", 2)
    first = len(words[0])
    if len(words) > 1 and (first < 4 or words[0].isdigit()):
        first += 1 + len(words[1])
    room = column.right - last.x1 - 0.25 * line.size
    return room - _SLACK * column.size > first / max(len(line.text), 1) * (line.x1 - line.x0)


def _closed(line: Line, comma: bool = False) -> bool:
    end = line.text[-_END:]
    return bool(_patterns()["closed"].search(end) or (comma and _patterns()["comma"].search(end)))


def _role(paragraph: Paragraph, column: Measure) -> Role:
    """Say what a paragraph is, where the layout makes it sure."""
    first = paragraph.lines[0]
    bold = all(line.bold for line in paragraph.lines)
    larger = first.size > (1.15 if column.steady else 1.3) * column.size
    if (bold or first.runs[0].bold) and _patterns()["title"].match(first.text):
        return Role.TITLE
    length = sum(len(line.text) for line in paragraph.lines)
    if (bold or larger) and length < _HEADING_CHARACTERS and re.search(r"\w", first.text):
        return Role.HEADING
    if (
        len(paragraph.lines) <= 3
        and all(_centred(line, column) for line in paragraph.lines)
        and not re.search(r"[.,;:]$", paragraph.lines[-1].text)
        and re.search(r"\w", first.text)
    ):
        return Role.HEADING
    return Role.TEXT


def mark_joined(flow: list[Paragraph]) -> None:
    """Mark the paragraphs that go on with the one before them, cut by the end of a page or column.

    Args:
        flow: the paragraphs of the whole document in reading order, footnotes and furniture left out.
    """
    if not flow:
        return
    indented = _are_indented(flow)
    for before, paragraph in pairwise(flow):
        first, last = paragraph.lines[0], before.lines[-1]
        if first.page == last.page and first.y < last.y:
            continue
        if paragraph.role is not Role.TEXT or before.role is not Role.TEXT:
            continue
        if paragraph.column.other_size(first, last) or first.bold is not last.bold:
            continue
        paragraph.joined = _joins(before, paragraph, indented)


def _joins(before: Paragraph, paragraph: Paragraph, indented: bool) -> bool:
    first, last = paragraph.lines[0], before.lines[-1]
    above, column = before.column, paragraph.column
    if _hyphened(last.text) and first.text[:1].islower():
        return True
    if _patterns()["label"].match(first.text) and _tabbed(first):
        return False
    early = last.x1 < above.right - 0.35 * (above.right - above.left) or _ended(last, first, above)
    if _closed(last) and (early or (first.text[:1].isupper() and not indented)):
        return False
    margin = before.text_left - above.left
    inset = first.x0 - column.left
    if indented:
        expected = margin if len(before.lines) > 1 else 0.0
        same = abs(inset - expected) < _SET_IN * column.size
        if margin > _SET_IN * column.size:
            return same and not _closed(last)
        return same and not (early and _closed(last, comma=True))
    if _closed(last, comma=True):
        return not early and (first.text[:1].islower() or not first.runs[0].italic)
    return not early or first.text[:1].islower()


def _are_indented(flow: list[Paragraph]) -> bool:
    """Tell whether paragraphs begin with a line set in: most of those of several lines do."""
    steps = [
        paragraph.lines[0].x0 - paragraph.lines[1].x0 - _SET_IN * paragraph.column.size
        for paragraph in flow
        if paragraph.role is Role.TEXT and len(paragraph.lines) > 1
    ]
    return sum(step > 0 for step in steps) > 0.5 * len(steps)
