"""What comparing gives: which paragraph of one text answers which of the other, and what has changed between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, get_args

from alinea.model.record import Citation, Commitment, Lead, Party
from alinea.model.spans import Span

PassageKind = Literal["title", "preambular", "operative", "annex", "heading", "note"]


class Outcome(StrEnum):
    """What became of a paragraph from one text to the other, the chief of several: see `Pairing`."""

    KEPT = "kept"  # the same words in the same place, whatever the signs
    CHANGED = "changed"  # other words
    MOVED = "moved"  # the same words in another place
    RENUMBERED = "renumbered"  # the same words in the same place, under another number
    SPLIT = "split"  # one paragraph became several
    MERGED = "merged"  # several became one
    ADDED = "added"
    DROPPED = "dropped"


MIRRORED = {
    Outcome.SPLIT: Outcome.MERGED,
    Outcome.MERGED: Outcome.SPLIT,
    Outcome.ADDED: Outcome.DROPPED,
    Outcome.DROPPED: Outcome.ADDED,
}
"""What an outcome is called when the texts are compared the other way round, where that is another."""

ChangeKind = Literal[
    "force-raised",  # a directive of higher rank: invites → requests
    "force-lowered",
    "act",  # another verb, where ranks say nothing: notes → welcomes, decides → requests
    "bearer",  # another is charged
    "deadline",  # due sooner or later, counted from the text itself
    "periodicity",  # comes again more or less often
    "condition-added",
    "condition-dropped",
    "condition",  # another condition
    "charge-added",  # a commitment that the other text does not have
    "charge-dropped",
    "citation-updated",  # a document recalled in place of an earlier one of its kind
    "citation-added",
    "citation-dropped",
    "words",  # other words than these
    "date",  # a mere date, as of a report or a resolution
    "session",  # the number of a session, or what is due at one, that moved on with the text itself
    "numbering",
]

ROUTINE: frozenset[str] = frozenset({"date", "session", "numbering"})
"""Kinds of change that each year brings, and that are folded away unless asked for."""


Substance = Literal["same", "changed", "moved", "split", "merged", "added", "dropped"]
"""What became of a paragraph for whoever asks what is new: ``same`` is all that is folded away where it is shown."""

COUNTED: frozenset[PassageKind] = frozenset({"preambular", "operative", "annex"})
"""Kinds of passages that are counted where it is said how many are the same."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, title, heading or footnote of one of the texts compared.

    Attributes:
        id: address within the resolution: ``op_7_a``, ``title``, ``heading_1``, ``note_3``.
        kind, number, text: as in the record; order: place among all passages of its text, from 0.
        depth: 0, or of a sub-paragraph how many it stands below; parent: id of the one above, or of the annex.
        lead, citations, commitments: what was found in it.
        noted: the documents that its footnotes name.
        calls_left: places of footnote marks that reading left in the text.
        above: the words of the paragraphs it stands below, which it goes on.
        lent: who is charged by these words in what stands below.
    """

    id: str
    kind: PassageKind
    number: str | None
    text: str
    order: int
    depth: int = 0
    parent: str | None = None
    lead: Lead | None = None
    citations: tuple[Citation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    noted: tuple[Citation, ...] = ()
    calls_left: tuple[Span, ...] = ()
    above: str = ""
    lent: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that both texts have, or one only.

    The texts of all edits that are kept or deleted make the words of the first text together, the texts after of those
    that are kept or inserted the words of the second, to the character.

    Attributes:
        text: the words; other: of what is kept, as the second text prints it, where signs or spaces are others; None
            where it is the same.
    """

    kind: Literal["kept", "deleted", "inserted"]
    text: str
    other: str | None = None

    @property
    def text_after(self) -> str:
        """The words as the second text prints them."""
        return self.text if self.other is None else self.other


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, in words of the trade.

    Attributes:
        kind: see `ChangeKind`.
        before, after: the words, as printed, or the documents, as symbols; None where one text has nothing there.
        value_before, value_after: what they mean: acts (``request``), identifiers, ``session 64``, ``annual``.
        at_before, at_after: the place of the words in `Pairing.text_before` and `Pairing.text_after`; None where they
            stand nowhere in particular, such as in a footnote.
    """

    kind: ChangeKind
    before: str | None = None
    after: str | None = None
    value_before: str | None = None
    value_after: str | None = None
    at_before: Span | None = None
    at_after: Span | None = None

    @property
    def routine(self) -> bool:
        """Each year brings it: a date, the number of a session, the numbering."""
        return self.kind in ROUTINE

    def mirrored(self) -> Change:
        """Return the change as it is seen from the second text."""
        return Change(
            _MIRRORED_CHANGES.get(self.kind, self.kind),
            self.after,
            self.before,
            self.value_after,
            self.value_before,
            self.at_after,
            self.at_before,
        )


_MIRRORED_CHANGES: dict[ChangeKind, ChangeKind] = {
    "force-raised": "force-lowered",
    "force-lowered": "force-raised",
    "condition-added": "condition-dropped",
    "condition-dropped": "condition-added",
    "charge-added": "charge-dropped",
    "charge-dropped": "charge-added",
    "citation-added": "citation-dropped",
    "citation-dropped": "citation-added",
}

BETWEEN = "\n"
"""Stands between the words of paragraphs that one paragraph is compared with."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A paragraph and what answers it in the other text.

    Attributes:
        outcome: the chief of what became of it; `moved` and `renumbered` may be true beside it.
        before, after: the paragraphs, one each but where one was split or several were merged; none where it was added
            or dropped.
        likeness: of the words, from 0 to 1; 1 for the same words.
        moved: stands in another place among the paragraphs that both texts have.
        renumbered: has another number; routine unless it moved.
        redline: what was deleted and inserted, between `text_before` and `text_after`.
        changes: what that means, in order of weight.
    """

    outcome: Outcome
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    likeness: float = 0.0
    moved: bool = False
    renumbered: bool = False
    redline: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def kind(self) -> PassageKind:
        """What it is in the later text, or was in the earlier one."""
        return (self.after or self.before)[0].kind

    @property
    def text_before(self) -> str:
        """The words of the first text."""
        return BETWEEN.join(each.text for each in self.before)

    @property
    def text_after(self) -> str:
        """The words of the second text."""
        return BETWEEN.join(each.text for each in self.after)

    @property
    def routine(self) -> bool:
        """Nothing has changed but dates, numbers of sessions and of paragraphs."""
        settled = self.outcome in (Outcome.KEPT, Outcome.RENUMBERED, Outcome.CHANGED) and not self.moved
        return settled and all(each.routine for each in self.changes)

    @property
    def substance(self) -> Substance:
        """What became of it, where signs, dates and numbers count for nothing: see `Substance`."""
        if self.routine:
            return "same"
        if self.outcome in (Outcome.KEPT, Outcome.RENUMBERED):
            return "changed"  # the same words, and another document in a footnote
        return self.outcome.value  # type: ignore[return-value]

    def mirrored(self) -> Pairing:
        """Return the pairing as it is seen from the second text."""
        other = {"kept": "kept", "deleted": "inserted", "inserted": "deleted"}
        return replace(
            self,
            outcome=MIRRORED.get(self.outcome, self.outcome),
            before=self.after,
            after=self.before,
            redline=in_order(
                tuple(
                    Edit(other[each.kind], each.text_after, None if each.other is None else each.text)  # type: ignore[arg-type]
                    for each in self.redline
                )
            ),
            changes=tuple(each.mirrored() for each in self.changes),
        )


def tally(pairings: Iterable[Pairing]) -> dict[Substance, int]:
    """Return how many paragraphs are the same in substance, and how many are not, by what became of them."""
    found = [each.substance for each in pairings if each.kind in COUNTED]
    return {each: found.count(each) for each in get_args(Substance)}


def in_order(redline: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return a redline with what is deleted in one place before what is inserted there."""
    ordered: list[Edit] = []
    for each in redline:
        if each.kind == "deleted" and ordered and ordered[-1].kind == "inserted":
            ordered.insert(-1, each)
        else:
            ordered.append(each)
    return tuple(ordered)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the texts compared.

    Attributes:
        symbol: None where it has none; name: what it is called where it is shown: its symbol, or its file.
        organ: series of the adopting organ; footnoted: footnotes of it are held.
    """

    symbol: str | None
    name: str
    language: str
    title: str | None
    adopted_on: datetime.date | None
    session: int | None
    organ: str | None = None
    footnoted: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every paragraph of a text in another.

    Every passage of both texts stands in exactly one pairing.

    Attributes:
        before, after: the texts.
        pairings: in order of the second text; what was dropped stands where it stood in the first.
        bounded: the texts are so large that paragraphs were paired only where they share rare words.
        substance: how many paragraphs are the same in substance, and how many are not, by what became of them.
    """

    before: Side
    after: Side
    pairings: tuple[Pairing, ...]
    bounded: bool = False
    substance: Mapping[Substance, int] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """Return how many pairings have an outcome."""
        return sum(each.outcome is outcome for each in self.pairings)


@dataclass(frozen=True, slots=True)
class Step:
    """A paragraph as it stands in one text of a series.

    Attributes:
        text: place of the text in `Threads.texts`; passage: the paragraph.
        outcome: what became of it since the text before; None where it stands for the first time.
        redline, changes: since the text before.
    """

    text: int
    passage: Passage
    outcome: Outcome | None = None
    redline: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A paragraph through the texts of a series.

    Attributes:
        steps: one for each text it stands in, in order.
        parted_from: place in `Threads.threads` of the paragraph that it was split off from, None for most.
        joined_to: place of the paragraph that it was merged into, None for most.
    """

    steps: tuple[Step, ...]
    parted_from: int | None = None
    joined_to: int | None = None

    @property
    def came(self) -> int:
        """Place of the text in which it first stands."""
        return self.steps[0].text

    @property
    def last(self) -> int:
        """Place of the last text in which it stands."""
        return self.steps[-1].text

    @property
    def course(self) -> tuple[Change, ...]:
        """The changes of its force, in order: how it hardened or softened."""
        return tuple(
            change
            for step in self.steps
            for change in step.changes
            if change.kind in ("force-raised", "force-lowered")
        )


@dataclass(frozen=True, slots=True)
class Threads:
    """Every paragraph of a series of texts, through all of them.

    Attributes:
        texts: in order of adoption.
        threads: in the order in which the paragraphs stand, those that went where they stood.
        missing: symbols of texts of the series that are not held and so not followed, in order.
    """

    texts: tuple[Side, ...]
    threads: tuple[Thread, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that a text says in one language and not in the other.

    Attributes:
        kind: ``number`` of the paragraph, ``citation``, ``date``, ``force``.
        before, after: what the one and the other say: numbers, symbols, ISO dates, acts; None where nothing answers.
        at_before, at_after: the place of the words in the texts of the bead, where they stand anywhere.
    """

    kind: Literal["number", "citation", "date", "force"]
    before: str | None = None
    after: str | None = None
    at_before: Span | None = None
    at_after: Span | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """Passages of a text in two languages that say the same: one each, or one and two, or one that has no answer."""

    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def kind(self) -> PassageKind:
        """What it is."""
        return (self.before or self.after)[0].kind


@dataclass(frozen=True, slots=True)
class Parallel:
    """A text in two languages, paragraph by paragraph.

    Attributes:
        before, after: the two versions; beads: in order of both.
        bounded: the texts are so large, or differ so much in length, that far places were not weighed.
    """

    before: Side
    after: Side
    beads: tuple[Bead, ...]
    bounded: bool = False
