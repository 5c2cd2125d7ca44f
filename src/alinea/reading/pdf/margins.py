"""Numbers of lines in the margin of a page, told by their edge and their count."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.reading.line_numbers import Candidate, counted
from alinea.reading.pdf.runs import Run

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
