"""The footnotes of the text to be: numbered in the order of their calls, none lost, none missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from alinea.model.draft import Choice, Line


@dataclass(slots=True)
class Notes:
    """Footnotes as they are called, paragraph by paragraph.

    Old volumes number them anew on every page, and converters lose some: here each has a number of its own.

    Attributes:
        texts: of the last text, as pairs (number, words now); open: what stands for one that is missing.
        placed: those called so far: pairs (number now, words); moved: where each footnote of the last text stands now,
            from 1, by its place there.
        choices: what is missing, or called nowhere.
    """

    texts: Sequence[tuple[str, str]]
    open: str
    placed: list[tuple[str, str]] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    _now: dict[str, str] = field(default_factory=dict)
    _counted: int = 0

    def called(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return paragraphs with the numbers that their footnotes have now."""
        done = []
        for line in lines:
            calls = tuple((self._call(line, number), at) for number, at in line.calls)
            done.append(replace(line, calls=calls, children=self.called(line.children)))
        return tuple(done)

    def _call(self, line: Line, number: str) -> str:
        free = [
            place
            for place, (printed, _) in enumerate(self.texts, 1)
            if printed == number and place not in self.moved
        ]
        if not free and number in self._now:
            return self._now[number]
        if free:
            self._place(free[0], self.texts[free[0] - 1][1], number)
        else:
            self._place(None, self.open, number)
            place = len(self.placed)
            self.choices.append(
                Choice(
                    "note-missing", f"note_{place}", self.open, facts=(("number", number), ("at", line.id))
                )
            )
        return self._now[number]

    def _place(self, old: int | None, text: str, number: str) -> None:
        now = number
        if number.isdigit():
            self._counted += 1
            now = str(self._counted)
        self.placed.append((now, text))
        self._now[number] = now
        if old is not None:
            self.moved[old] = len(self.placed)

    def finish(self) -> None:
        """Put those that nothing calls behind the others."""
        for place, (number, text) in enumerate(self.texts, 1):
            if place not in self.moved:
                self._place(place, text, number)
                self.choices.append(Choice("note-uncalled", f"note_{len(self.placed)}", text))
