"""Page furniture, the masthead and the body: what part of a page a fragment stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from alinea.reading.line_numbers import Candidate, counted
from alinea.reading.pdf.lines import Fragment, text_of
from alinea.reading.pdf.objects import Rule
from alinea.reading.pdf.runs import Run

_HEAD_FROM, _FOOT_TO = 0.86, 0.13
"""Running heads and page numbers stand above the one and below the other part of the height of a page."""
_MASTHEAD_FROM = 0.68
_WIDE_RULE = 0.55
_LARGE = 1.6


@dataclass(slots=True)
class PageParts:
    """The fragments of a page, by where they stand.

    Attributes:
        number, width, height, rules: see `alinea.reading.pdf.runs.PrintedPage`.
        body: the text, footnotes included.
        masthead: the head of a document's first page.
        head, foot: running head; page number, job number, bar code.
        aside: what stands at an angle.
    """

    number: int
    width: float
    height: float
    rules: list[Rule]
    body: list[Fragment]
    masthead: list[Fragment] = field(default_factory=list)
    head: list[Fragment] = field(default_factory=list)
    foot: list[Fragment] = field(default_factory=list)
    aside: list[Fragment] = field(default_factory=list)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "symbol": re.compile(r"[A-Z]{1,6}(?:/[A-Za-z0-9.\-]{1,20}){1,6}(?:\s?\((?:\d{4}|[IVXL]+)\))?"),
        "page": re.compile(r"[–—-]?\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[–—-]?"),
        "job": re.compile(
            r"(?:\d{1,4}\s?\|?\s*)?(?:[A-Z]{1,4}\.)?\d{2}[- ]\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{6})*(?:\s+\d{1,4})?"
        ),
        "barcode": re.compile(r"\*[\w-]{5,14}\*"),
        "goes on": re.compile(r"/(?:\.{3}|…)"),
        "underscores": re.compile(r"_{5,}"),
        "digits": re.compile(r"\d+"),
        "word": re.compile(r"[^\W\d_]{3}"),
    }


def part_pages(pages: list[PageParts]) -> None:
    """Move page furniture and the masthead out of the body of every page.

    What the PDF marks as furniture is; so is what stands above the rule below a running head, what stands
    in the same place of several pages with the same words, and page numbers, symbols and job numbers that
    stand alone at the edge of a page, with all that stands further out.

    A sample: ``A/RES/73/3``, ``2/10``, ``18-16895``, ``*1816895*``.
    """
    repeated = _repeated(pages)
    for page in pages:
        limit = _masthead_limit(page, first=page is pages[0])
        if limit is not None:
            page.masthead = [piece for piece in page.body if piece.y >= limit]
            page.body = [piece for piece in page.body if piece.y < limit]
        else:
            _part_head(page, repeated)
        _part_foot(page, repeated)


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands on one baseline at the edge of a page."""

    y: float
    pieces: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        return "  ".join(text_of(piece) for piece in self.pieces)


def _rows(pieces: list[Fragment]) -> list[_Row]:
    """Gather fragments by baseline, from the top down."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x0)):
        if rows and rows[-1][0].y - piece.y < 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_Row(min(piece.y for piece in row), tuple(row)) for row in rows]


def _key(row: _Row, page: PageParts) -> tuple[str, int] | None:
    """Return the words and the place of a row, numbers aside; None where it has hardly a word."""
    text = _patterns()["digits"].sub("#", row.text)
    if not 3 < len(text) < 200 or not _patterns()["word"].search(text):
        return None
    return text, round(row.y / page.height * 200)


def _repeated(pages: list[PageParts]) -> set[tuple[str, int] | None]:
    """Return the words and places that recur at the edges of several pages."""
    seen: Counter[tuple[str, int] | None] = Counter()
    for page in pages:
        above = _rows([piece for piece in page.body if piece.y > _HEAD_FROM * page.height])
        below = _rows([piece for piece in page.body if piece.y < _FOOT_TO * page.height])
        seen.update({_key(row, page) for row in (*above[:3], *below[-2:])})
    return {key for key, count in seen.items() if key and count > 1}


def _masthead_limit(page: PageParts, first: bool) -> float | None:
    """Return above what height a masthead stands; None where there is none to be seen.

    On a page other than the first one, where documents are put together in one file, the name of the
    organ in large letters must stand between two rules.
    """
    rules = [
        rule.y
        for rule in page.rules
        if rule.x1 - rule.x0 > _WIDE_RULE * page.width and rule.y > _MASTHEAD_FROM * page.height
    ]
    if first:
        rules += [piece.y for piece in page.body if piece.artifact and piece.y > _MASTHEAD_FROM * page.height]
    elif len(rules) < 2 or min(rules) > _HEAD_FROM * page.height:
        return None
    if not rules:
        return None
    limit = min(rules)
    above = [piece for piece in page.body if piece.y >= limit]
    if first:
        return limit if above else None
    sizes = sorted(piece.size for piece in page.body)
    usual = sizes[len(sizes) // 2]
    return limit if len(above) < 12 and any(piece.size > _LARGE * usual for piece in above) else None


def _part_head(page: PageParts, repeated: set[tuple[str, int] | None]) -> None:
    edge = _HEAD_FROM * page.height
    rows = _rows([piece for piece in page.body if piece.y > edge])
    if not rows:
        return
    sure = [
        row.y
        for place, row in enumerate(rows)
        if all(piece.artifact for piece in row.pieces) or (place < 3 and _key(row, page) in repeated)
    ]
    # A rule at the very top sets nothing off; nor does the border of a table within the text.
    sure += [
        rule.y
        for rule in page.rules
        if rule.x1 - rule.x0 > _WIDE_RULE * page.width
        and rule.y > edge
        and 0 < sum(row.y >= rule.y for row in rows) <= 3
    ]
    if any(_stands_alone(piece, ("symbol", "page")) for piece in rows[0].pieces):
        sure.append(rows[0].y)
        if len(rows) > 1 and _names_page(rows[1], page.number):
            sure.append(rows[1].y)
    if sure:
        limit = min(sure) - 1
        page.head = [piece for piece in page.body if piece.y >= limit]
        page.body = [piece for piece in page.body if piece.y < limit]


def _part_foot(page: PageParts, repeated: set[tuple[str, int] | None]) -> None:
    edge = _FOOT_TO * page.height
    rows = _rows([piece for piece in page.body if piece.y < edge])
    if not rows:
        return
    sure = [
        row.y
        for row in rows
        if all(piece.artifact and not _stands_alone(piece, ("underscores",)) for piece in row.pieces)
        or any(_stands_alone(piece, ("job", "barcode", "goes on")) for piece in row.pieces)
    ]
    last = rows[-1]
    if _key(last, page) in repeated or any(_stands_alone(piece, ("page",)) for piece in last.pieces):
        sure.append(last.y)
    if sure:
        limit = max(sure) + 2
        page.foot = [piece for piece in page.body if piece.y <= limit]
        page.body = [piece for piece in page.body if piece.y > limit]


def _names_page(row: _Row, number: int) -> bool:
    """Tell whether a row holds a page number after a word, as below the symbol in documents of the 1990s."""
    return row.text.endswith(f" {number}") and len(row.text) < 12


def _stands_alone(piece: Fragment, names: tuple[str, ...]) -> bool:
    if piece.weight > 60:
        return False
    text = text_of(piece)
    return any(_patterns()[name].fullmatch(text) for name in names)


_ALIGNED = 2.5
"""In points: edges nearer than this are one."""
_LONGEST = 4
_FEWEST = 2
"""Figures at a page's edge from which on it is looked at whether they count its lines."""


class Margins:
    """Finds the numbers of lines, page after page: where one page has them, the next has them at the same place."""

    def __init__(self) -> None:
        self._edges: list[
            tuple[int, float]
        ] = []  # which edge of the figures, 0 left or 1 right, and where it is

    def parted(self, runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
        """Return the runs of a page in two: its text, and the numbers of its lines."""
        figures = [
            run for run in runs if len(run.text) <= _LONGEST and run.text.isdecimal() and run.text.isascii()
        ]
        if len(figures) < (1 if self._edges else _FEWEST):
            return list(runs), []
        lines = _lines(runs)
        may_count = frozenset(map(id, figures))
        taken: set[int] = set()
        for outermost in (0, -1):
            outer = [
                (place, line[outermost])
                for place, line in enumerate(lines)
                if id(line[outermost]) in may_count
            ]
            for edge in (0, 1):
                taken.update(self._counting(outer, edge, len(lines)))
        if not taken:
            return list(runs), []
        return [run for run in runs if id(run) not in taken], [run for run in runs if id(run) in taken]

    def _counting(self, outer: Sequence[tuple[int, Run]], edge: int, lines: int) -> set[int]:
        """Return, by their identity, the figures at one edge that count the lines of a page."""
        found: set[int] = set()
        by_place: dict[float, list[tuple[int, Run]]] = {}
        for line, run in outer:
            at = (run.x0, run.x1)[edge]
            known = next((place for place in by_place if abs(place - at) < _ALIGNED), at)
            by_place.setdefault(known, []).append((line, run))
        for at, column in by_place.items():
            kept = any(edge == side and abs(at - place) < _ALIGNED for side, place in self._edges)
            taken = (
                frozenset(line for line, _ in column)
                if kept
                else counted([Candidate(line, int(run.text)) for line, run in column], lines)
            )
            if taken and not kept:
                self._edges.append((edge, at))
            found.update(id(run) for line, run in column if line in taken)
        return found


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of a page by the baselines they stand on, from the top down, each from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if run.askew:
            continue
        if lines and abs(lines[-1][0].y - run.y) < _ALIGNED:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


_FEWEST_LINES = 5
_STEP = 2.0
_CLEAR = 6.0
"""How far, in points, a fragment must reach to both sides of the gutter to stand across it."""


def in_columns(pages: list[list[Fragment]]) -> list[list[list[Fragment]]]:
    """Part the fragments of each page into columns, in reading order.

    A gutter must have lines of text on both sides that fill their columns. Where something stands across
    it, such as a heading over both columns, what is above is read first, then this, then what is below.
    The last page of a document may have too few lines to tell: it has the columns of the others.

    Args:
        pages: what stands on each page, page furniture left out.

    Returns:
        For each page one list of fragments where it has one column; for two columns, the left one before
        the right one.
    """
    gutters = [_gutter(page) for page in pages]
    known = sorted(gutter for gutter in gutters if gutter is not None)
    if 2 * len(known) >= len(pages) > 1:
        usual = known[len(known) // 2]
        for number, page in enumerate(pages):
            if gutters[number] is None and _clear(page, usual):
                gutters[number] = usual
    return [_parted(page, gutter) for page, gutter in zip(pages, gutters, strict=True)]


def _clear(pieces: list[Fragment], gutter: float) -> bool:
    """Tell whether hardly anything stands across the gutter of other pages."""
    across = sum(piece.x0 < gutter - _CLEAR and piece.x1 > gutter + _CLEAR for piece in pieces)
    return across <= 0.2 * len(pieces)


def _parted(pieces: list[Fragment], gutter: float | None) -> list[list[Fragment]]:
    """Part the fragments of a page at its gutter."""
    if gutter is None:
        return [pieces] if pieces else []
    order: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    across: list[Fragment] = []

    def flush() -> None:
        order.extend(part for part in (left[:], right[:]) if part)
        left.clear()
        right.clear()

    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if piece.x0 < gutter - _CLEAR and piece.x1 > gutter + _CLEAR:
            flush()
            across.append(piece)
            continue
        if across:
            order.append(across)
            across = []
        (left if (piece.x0 + piece.x1) / 2 < gutter else right).append(piece)
    if across:
        order.append(across)
    flush()
    return order


_NARROWEST, _WIDEST = 200, 14_400
"""Points: two columns need so much room; no page is wider (ISO 32000, annex C): what stands further off is no line."""


def _gutter(pieces: list[Fragment]) -> float | None:
    """Return the middle of the white stripe between two columns, None where there is one column only."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    start = min(piece.x0 for piece in pieces)
    span = max(piece.x1 for piece in pieces) - start
    if not _NARROWEST <= span <= _WIDEST:
        return None
    steps = int(span / _STEP) + 2
    change = [0] * (steps + 1)
    for piece in pieces:
        change[int((piece.x0 - start) / _STEP)] += 1
        change[min(int((piece.x1 - start) / _STEP) + 1, steps)] -= 1
    crossing = list(accumulate(change))
    low, high = int(0.3 * steps), int(0.7 * steps)
    fewest = min(crossing[low:high])
    # The widest stripe with hardly more across it than the clearest place has.
    best: tuple[int, int] = (0, 0)
    begin: int | None = None
    for place in range(low, high + 1):
        if place < high and crossing[place] <= fewest + 1:
            begin = place if begin is None else begin
        elif begin is not None:
            best = max(best, (place - begin, begin))
            begin = None
    gutter = start + (best[1] + best[0] / 2) * _STEP
    return gutter if best[0] and _parts_columns(pieces, gutter, start, start + span) else None


def _parts_columns(pieces: list[Fragment], gutter: float, start: float, end: float) -> bool:
    """Tell whether text that fills a column stands on both sides of a stripe, and little across it."""
    left = right = across = 0
    for piece in pieces:
        if piece.x0 < gutter - _CLEAR and piece.x1 > gutter + _CLEAR:
            across += 1
        elif piece.x1 < gutter + _CLEAR:
            left += piece.x1 - piece.x0 > 0.6 * (gutter - start)
        else:
            right += piece.x1 - piece.x0 > 0.6 * (end - gutter)
    return min(left, right) >= _FEWEST_LINES and across <= 0.5 * (left + right)
