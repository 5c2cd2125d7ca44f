"""Plots as SVG, whole in themselves: numbers over years, in bars that stand on one another.

A plot tells nothing that the table beside it does not: the table is what is read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from alinea.presenting.words import Words

COLOURS = ("#2f78ad", "#a8640f", "#7d5bb0", "#77797c")
"""Of the bars. Each has a contrast of 3 to 1 at least to the light and the dark ground of pages (WCAG 1.4.11)."""

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 10, 46
"""Room around the bars: for the numbers, and below for the years and what the colours mean."""

LABELS = 10
"""Years that are written below the bars at most."""


def over_years(
    counts: Mapping[int, Sequence[int]],
    names: Sequence[str],
    title: str,
    words: Words,
    colours: Sequence[str] = COLOURS,
) -> str:
    """Return bars over years as SVG.

    Args:
        counts: by year one number for each name; names: in words; title: read aloud in the place of the picture.
    """
    first, last = min(counts, default=0), max(counts, default=0)
    years = range(first, last + 1)
    top = _top(max((sum(each) for each in counts.values()), default=1))
    step = (WIDTH - LEFT - RIGHT) / max(len(years), 1)
    tall = HEIGHT - TOP - BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f" aria-label={quoteattr(title)}"
        ' font-family="system-ui, sans-serif" font-size="12" fill="currentColor">'
    ]
    for share in (0, 0.5, 1):
        y = TOP + tall * (1 - share)
        parts.append(
            f'<path d="M{LEFT} {y:g}H{WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".25"/>'
            f'<text x="{LEFT - 6}" y="{y + 4:g}" text-anchor="end">{escape(words.number(top * share))}</text>'
        )
    every = -(-len(years) // LABELS)
    for place, year in enumerate(years):
        x = LEFT + place * step
        if place % every == 0:
            parts.append(
                f'<text x="{x + step / 2:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{year}</text>'
            )
        base = float(TOP + tall)
        for name, number, colour in zip(names, counts.get(year, ()), colours, strict=False):
            if number:
                height = max(number * tall / top, 0.6)  # what there is can be seen
                base -= height
                told = (
                    f"{year} · {name} {words.number(number)}"
                    if len(names) > 1
                    else f"{year} · {words.number(number)}"
                )
                parts.append(
                    f'<rect x="{x + step * 0.1:.1f}" y="{base:.1f}" width="{step * 0.8:.1f}" height="{height:.1f}"'
                    f' fill="{colour}"><title>{escape(told)}</title></rect>'
                )
    if len(names) > 1:
        parts += _legend(names, colours)
    return "".join([*parts, "</svg>"])


def on_paper(plot: str) -> str:
    """Return a plot as it stands for itself: of a size, dark on white."""
    head, rest = plot.split(">", 1) if plot else ('<svg xmlns="http://www.w3.org/2000/svg"', "</svg>")
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return f'{head} width="{WIDTH}" height="{HEIGHT}" color="#1d2024">{paper}{rest}'


def _legend(names: Sequence[str], colours: Sequence[str]) -> list[str]:
    """Return what the colours mean, side by side below the years."""
    parts, x = [], float(LEFT)
    for name, colour in zip(names, colours, strict=False):
        y = HEIGHT - 16
        parts.append(
            f'<rect x="{x:g}" y="{y}" width="11" height="11" fill="{colour}"/>'
            f'<text x="{x + 16:g}" y="{y + 10}">{escape(name)}</text>'
        )
        x += 16 + 7 * len(name) + 18  # of this size a letter takes 7 units at most, on average
    return parts


def _top(most: int) -> int:
    """Return the end of the scale: the next of 2, 4, 10 and their tens, hundreds …; even, so that its half is whole."""
    size = 2
    while size < most:
        size = size * 5 // 2 if str(size)[0] == "4" else size * 2
    return size
