"""Page furniture, the masthead and the body: what part of a page a fragment stands in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from alinea.reading.pdf.lines import Fragment, text_of
from alinea.reading.pdf.objects import Rule

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
