"""Columns: in what order the fragments of a page are read."""

from __future__ import annotations

from itertools import accumulate

from alinea.reading.pdf.lines import Fragment

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
