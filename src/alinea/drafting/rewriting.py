"""Changes in the words of a paragraph: gathered by their places in the last text, made all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from alinea.model.draft import Change, ChangeCode, Choice, ChoiceCode
from alinea.model.spans import Span

_AT_ONCE = frozenset({"last-recalled"})
"""Changes that are made at several places of one sentence."""
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words of the last text and what stands there instead, with the changes and choices this makes."""

    start: int
    end: int
    now: str
    change: tuple[ChangeCode, Facts] | None
    choice: tuple[ChoiceCode, Facts] | None


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words of the last text that a person must look at, without a change of theirs."""

    start: int
    end: int
    code: ChoiceCode
    facts: Facts
    shown: str | None


@dataclass(slots=True)
class Rewriting:
    """A paragraph or footnote of the last text while it becomes that of the next.

    Attributes:
        address: of the paragraph; text: of the last text.
    """

    address: str
    text: str
    _edits: list[_Edit] = field(default_factory=list)
    _marks: list[_Mark] = field(default_factory=list)

    def put(
        self,
        start: int,
        end: int,
        now: str,
        *,
        change: ChangeCode | None = None,
        choice: ChoiceCode | None = None,
        facts: Facts = (),
    ) -> bool:
        """Put words in the place of others; False where another change was made there already.

        Args:
            start, end: their place in the last text; equal where words are put in.
            change: why, where that is to be told on its own; choice: what it leaves open.
        """
        if not self.free(start, end) or self.text[start:end] == now:
            return False
        self._edits.append(
            _Edit(start, end, now, (change, facts) if change else None, (choice, facts) if choice else None)
        )
        return True

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing between two places was changed yet."""
        return all(end <= edit.start or edit.end <= start for edit in self._edits)

    def mark(
        self, start: int, end: int, code: ChoiceCode, facts: Facts = (), shown: str | None = None
    ) -> None:
        """Mark words for a person; the same words are marked once for one reason."""
        mark = _Mark(start, end, code, facts, shown)
        if mark not in self._marks:
            self._marks.append(mark)

    @property
    def changed(self) -> bool:
        """True where words were put in the place of others."""
        return bool(self._edits)

    def marked(self, *codes: ChoiceCode) -> bool:
        """Tell whether anything was marked, or left open, for one of these reasons."""
        edits = {edit.choice[0] for edit in self._edits if edit.choice}
        return any(code in edits or any(mark.code == code for mark in self._marks) for code in codes)

    def result(self) -> tuple[str, list[Change], list[Choice]]:
        """Return the words as they are now, the changes and the choices, each with its place in them."""
        choices: list[Choice] = []
        pieces: list[str] = []
        made: list[tuple[_Edit, Span]] = []
        place = length = 0
        for edit in self._ordered():
            pieces += (self.text[place : edit.start], edit.now)
            length += edit.start - place
            at = Span(length, length + len(edit.now))
            length += len(edit.now)
            place = edit.end
            made.append((edit, at))
            if edit.choice:
                left, facts = edit.choice
                choices.append(Choice(left, self.address, edit.now, at, facts))
        pieces.append(self.text[place:])
        text = "".join(pieces)
        for mark in self._marks:
            at = Span(self.place(mark.start), max(self.place(mark.start), self.place(mark.end, closing=True)))
            choices.append(
                Choice(mark.code, self.address, text[at.start : at.end], at, mark.facts, mark.shown)
            )
        choices.sort(key=lambda choice: (choice.at.start, choice.code))
        return text, list(self._changes(made, text)), choices

    def _changes(self, made: Sequence[tuple[_Edit, Span]], text: str) -> Iterator[Change]:
        """Yield the changes; what was done at several places for one reason is one, with the words between."""
        for because, group in groupby(made, key=lambda pair: pair[0].change):
            if because is None:
                continue
            edits = list(group)
            code, facts = because
            runs = [edits] if code in _AT_ONCE else [[each] for each in edits]
            for run in runs:
                at = Span(run[0][1].start, run[-1][1].end)
                was = self.text[run[0][0].start : run[-1][0].end]
                yield Change(code, self.address, was, text[at.start : at.end], at, facts)

    def place(self, at: int, *, closing: bool = False) -> int:
        """Return where a place of the last text lies now.

        What is put in at the place itself comes after it; a place within words that are gone is where those that
        stand for them begin, or end.

        Args:
            closing: the place ends a stretch that takes in what was put in.
        """
        moved = 0
        for edit in self._ordered():
            if edit.start > at or (edit.start == at and edit.end > at and not closing):
                break
            if edit.start == edit.end == at and not closing:
                break
            if edit.end > at:
                return edit.start + moved + (len(edit.now) if closing else 0)
            moved += len(edit.now) - (edit.end - edit.start)
        return at + moved

    def _ordered(self) -> Sequence[_Edit]:
        return sorted(self._edits, key=lambda edit: (edit.start, edit.end))
