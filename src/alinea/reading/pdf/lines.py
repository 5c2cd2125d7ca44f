"""From stretches of characters to lines of print: what stands on one baseline, and where words part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from alinea.reading.pdf.runs import Run, parted

# All in ems of the larger letters concerned.
_SCRIPT_SPACE = 0.3
_FAR = 1.2
_CELL_GAP = 1.5
_WIDE_GAP = 3.0
_OVERLAP = 0.6
_BASELINE = 0.25
_LONGEST_LABEL = 8
"""In characters: the white space after the number of a paragraph is wide and means nothing."""
_SCRIPT_SIZE = 0.85
_SCRIPT_RISE = 0.65
_SCRIPT_DROP = 0.35
_RAISED = 0.12
_BOLD = 0.8


@dataclass(slots=True)
class Fragment:
    """Runs that follow one another on one baseline without a wide gap.

    Attributes:
        runs: in the order of the PDF.
        x0, x1, y, size: see `Run`; of the largest letters.
        weight: number of characters.
    """

    runs: list[Run]
    x0: float
    x1: float
    y: float
    size: float
    weight: int

    @property
    def artifact(self) -> bool:
        return all(run.artifact for run in self.runs)


@dataclass(slots=True)
class Line:
    """A line of print.

    Attributes:
        text: its characters, words parted by single spaces, cells and columns of a head by four.
        runs: from left to right; starts: where each begins in `text`.
        x0, x1, y, size: see `Run`; the size is that of most of its letters.
        bold: whether its letters are; those of a number before them may not be.
        gaps: where wide white spaces end: left edge of what stands after them.
        page: number of the page it stands on.
    """

    text: str
    runs: list[Run]
    starts: list[int]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    gaps: list[float] = field(default_factory=list)
    page: int = 0

    def raised(self, run: Run) -> bool:
        """Tell whether a run is a superscript of this line."""
        return run.size < 0.9 * self.size and run.y - self.y > _RAISED * self.size

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def fragments(runs: Iterable[Run]) -> list[Fragment]:
    """Join runs that follow one another, in the order of the PDF."""
    found: list[Fragment] = []
    current: Fragment | None = None
    for run in runs:
        if current is not None and _goes_on(current, run):
            current.runs.append(run)
            current.weight += len(run.text)
            if run.x1 > current.x1:
                current.x1 = run.x1
            if run.size > 1.1 * current.size:
                current.size, current.y = run.size, run.y
        else:
            current = Fragment([run], run.x0, run.x1, run.y, run.size, len(run.text))
            found.append(current)
    return found


def text_of(piece: Fragment) -> str:
    """Return the characters of a fragment, its words parted."""
    if len(piece.runs) == 1:
        return piece.runs[0].text
    return _line([piece], 0).text


def _goes_on(fragment: Fragment, run: Run) -> bool:
    gap, size = run.x0 - fragment.x1, fragment.size
    large = size if size > run.size else run.size
    return -_OVERLAP * large <= gap <= _FAR * large and _on_baseline(fragment, run.y, run.size)


def _on_baseline(fragment: Fragment | Line, y: float, size: float) -> bool:
    """Tell whether something stands on a baseline, or is a superscript or subscript to it."""
    small, large = (size, fragment.size) if size < fragment.size else (fragment.size, size)
    rise = y - fragment.y
    if -_BASELINE * large <= rise <= _BASELINE * large:
        return True
    if small > _SCRIPT_SIZE * large:
        return False
    if size > fragment.size:
        rise = -rise
    return -_SCRIPT_DROP * large <= rise <= _SCRIPT_RISE * large


def lines(pieces: Iterable[Fragment], page: int) -> list[Line]:
    """Join the fragments of a column into lines, from the top down.

    Args:
        pieces: what stands in one column.
        page: number of the page.
    """
    rows: list[list[Fragment]] = []
    strays: list[Fragment] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x0)):
        row = rows[-1] if rows else None
        if row and abs(row[0].y - piece.y) <= _BASELINE * min(row[0].size, piece.size):
            row.append(piece)
        elif row and _is_script(row, piece):
            strays.append(piece)
        elif row and len(row) == 1 and _is_script([piece], row[0]):
            strays.append(row[0])
            rows[-1] = [piece]
        else:
            rows.append([piece])
    for stray in strays:
        row = min(rows, key=lambda row: _distance(row, stray))
        row.append(stray)
    return [_line(row, page) for row in rows]


def _is_script(row: list[Fragment], piece: Fragment) -> bool:
    """Tell whether a fragment is a superscript that touches one of a row."""
    return piece.weight <= 8 and any(
        piece.size <= _SCRIPT_SIZE * other.size
        and _on_baseline(other, piece.y, piece.size)
        and -other.size <= piece.x0 - other.x1 <= other.size
        for other in row
    )


def _distance(row: list[Fragment], stray: Fragment) -> float:
    return min(
        abs(stray.x0 - other.x1) if _on_baseline(other, stray.y, stray.size) else 1e6 + abs(stray.y - other.y)
        for other in row
        if other is not stray
    )


def _line(row: list[Fragment], page: int) -> Line:
    """Make a line of the fragments on a baseline."""
    if len(row) == 1:
        runs = row[0].runs
    else:
        runs = [run for piece in row for run in piece.runs]
    if len(runs) > 1:
        runs.sort(key=lambda run: run.x0)
        size, y = _main(runs)
    else:
        size, y = runs[0].size, runs[0].y
    parts: list[str] = []
    starts: list[int] = []
    gaps: list[float] = []
    length = 0
    last: Run | None = None
    for run in runs:
        if last is not None:
            space = _space(last, run, size)
            if len(space) > 1 and length < _LONGEST_LABEL and last.text[-1] in ".)":
                space = " "
            if not space and last is runs[0] and last.size < 0.9 * run.size and last.y - y > _RAISED * size:
                space = " "  # after the number of a footnote
            if space:
                parts.append(space)
                length += len(space)
                if run.x0 - last.x1 > _CELL_GAP * size:
                    gaps.append(run.x0)
        starts.append(length)
        parts.append(run.text)
        length += len(run.text)
        last = run
    letters = sum(len(run.text) for run in runs if run.bold)
    bold = letters > 0 and letters >= _BOLD * sum(len(run.text) for run in runs)
    return Line(
        "".join(parts), runs, starts, runs[0].x0, max(run.x1 for run in runs), y, size, bold, gaps, page
    )


def _main(runs: list[Run]) -> tuple[float, float]:
    """Return the size and the baseline of the letters, superscripts aside.

    Those of the middle letter, since optical character recognition guesses them anew for every word.
    """
    large = _SCRIPT_SIZE * max(run.size for run in runs)
    ranked = sorted((run.size, len(run.text), run.y) for run in runs if run.size > large)
    left = sum(weight for _, weight, _ in ranked) / 2
    for size, weight, y in ranked:
        left -= weight
        if left <= 0:
            return size, y
    return ranked[-1][0], ranked[-1][2]


def _space(left: Run, right: Run, size: float) -> str:
    """Return the white space between two runs."""
    gap = right.x0 - left.x1
    small = min(left.size, right.size)
    if gap > _WIDE_GAP * size:
        return "    "
    raised = right.size < _SCRIPT_SIZE * left.size and right.y > left.y + _RAISED * size
    if raised and not (left.after or right.before):
        return " " if gap > _SCRIPT_SPACE * size else ""
    return " " if parted(left.text, left.after, right.before, gap / small) else ""
