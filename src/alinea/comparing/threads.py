"""A series of texts: every paragraph followed through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alinea.comparing.pairings import compare
from alinea.comparing.passages import passages, side
from alinea.model.comparison import Outcome, Pairing, Passage, Step, Thread, Threads
from alinea.model.record import Record

_FOLLOWED = ("preambular", "operative", "annex")


def follow(records: Sequence[Record]) -> Threads:
    """Follow every paragraph through successive texts, each compared with the one before it.

    A paragraph that was split goes on as the longest of its pieces, the others come anew and say from which; of
    paragraphs that were merged the longest goes on, the others end and say in which.

    Args:
        records: in order of adoption, in one language.
    """
    chain = _Chain()
    for text, record in enumerate(records):
        if not text:
            chain.begin(_followed(record))
        else:
            chain.go_on(text, compare(records[text - 1], record).pairings)
    return Threads(tuple(side(record) for record in records), chain.threads())


def _followed(record: Record) -> list[Passage]:
    return [each for each in passages(record) if each.kind in _FOLLOWED]


@dataclass(slots=True, eq=False)
class _Strand:
    """A thread that is being made."""

    steps: list[Step]
    parted_from: _Strand | None = None
    joined_to: _Strand | None = None


class _Chain:
    """The strands of the texts so far, in order, and those that reach to the last of them."""

    def __init__(self) -> None:
        self.strands: list[_Strand] = []
        self.at: dict[str, _Strand] = {}

    def begin(self, found: Sequence[Passage]) -> None:
        """Begin with the paragraphs of the first text."""
        for passage in found:
            strand = _Strand([Step(0, passage)])
            self.strands.append(strand)
            self.at[passage.id] = strand

    def go_on(self, text: int, pairings: Sequence[Pairing]) -> None:
        """Go on with the paragraphs of the next text."""
        at: dict[str, _Strand] = {}
        previous: _Strand | None = None
        for each in (each for each in pairings if each.kind in _FOLLOWED and each.after):
            for passage in each.after:
                strand = self._strand(text, each, passage)
                if strand not in self.strands:
                    self.strands.insert(self.strands.index(previous) + 1 if previous else 0, strand)
                at[passage.id] = strand
                previous = strand
        self.at = at

    def _strand(self, text: int, pairing: Pairing, passage: Passage) -> _Strand:
        """Return the strand that a paragraph goes on, or a new one."""
        own = [self.at[each.id] for each in pairing.before if each.id in self.at]
        if not own:
            return _Strand([Step(text, passage, Outcome.ADDED if text else None)])
        chief = self.at[max(pairing.before, key=lambda each: len(each.text)).id]
        step = Step(text, passage, pairing.outcome, pairing.redline, pairing.changes)
        if passage is not max(pairing.after, key=lambda each: len(each.text)):
            return _Strand([step], parted_from=chief)
        chief.steps.append(step)
        for other in own:
            if other is not chief:
                other.joined_to = chief
        return chief

    def threads(self) -> tuple[Thread, ...]:
        """Return what the strands have become."""
        places = {id(strand): place for place, strand in enumerate(self.strands)}

        def place(strand: _Strand | None) -> int | None:
            return places[id(strand)] if strand else None

        return tuple(
            Thread(tuple(each.steps), place(each.parted_from), place(each.joined_to)) for each in self.strands
        )
