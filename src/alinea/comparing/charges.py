"""What changed in what is asked: who is charged, by when, how often, on what condition, and how strongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.comparing.assigning import best_pairs
from alinea.model.comparison import Change, ChangeKind, Side
from alinea.model.record import Commitment, Due, Party
from alinea.model.spans import Span
from alinea.vocab.acts import acts
from alinea.vocab.folding import fold

__all__ = ["Charge", "charges_changed", "force_changed"]


@dataclass(frozen=True, slots=True)
class Charge:
    """A commitment, and where its paragraph begins in the words that are compared."""

    commitment: Commitment
    offset: int

    @property
    def at(self) -> Span:
        """The place of its words."""
        start, end = self.commitment.at
        return Span(start + self.offset, end + self.offset)


def force_changed(before: str | None, after: str | None) -> ChangeKind | None:
    """Return how the force of an act changed: raised, lowered, another act, or None for the same or an unknown one.

    Args:
        before, after: concepts of the scheme of acts, such as ``request``.
    """
    scheme = acts()
    known = scheme.get(before or ""), scheme.get(after or "")
    if before == after or known[0] is None or known[1] is None:
        return None
    one, other = known[0].force, known[1].force
    if one is None or other is None or one == other:
        return "act"
    return "force-raised" if other > one else "force-lowered"


def charges_changed(
    before: Sequence[Charge], after: Sequence[Charge], sides: tuple[Side, Side], leads: frozenset[str]
) -> Iterator[Change]:
    """Yield what changed between the commitments of two paragraphs.

    Args:
        sides: of the two texts: a deadline that moved on with the text itself is none that changed.
        leads: acts that the paragraphs open with, whose change is told once, and not for each charge.
    """
    gains = {
        (row, column): gain
        for row, one in enumerate(before)
        for column, other in enumerate(after)
        if (gain := _alike(one.commitment, other.commitment, row - column)) > 0
    }
    chosen = best_pairs(gains)
    for row, column in sorted(chosen.items()):
        yield from _changed(before[row], after[column], sides, leads)
    matched = set(chosen.values())
    for row, each in enumerate(before):
        if row not in chosen and each.commitment.kind != "action":
            words = each.commitment.quote
            yield Change("charge-dropped", words, None, each.commitment.kind, None, each.at, None)
    for column, each in enumerate(after):
        if column not in matched and each.commitment.kind != "action":
            words = each.commitment.quote
            yield Change("charge-added", None, words, None, each.commitment.kind, None, each.at)


def _alike(one: Commitment, other: Commitment, distance: int) -> float:
    """Return how surely two commitments are the same: of one kind, above all on the same bearer."""
    if one.kind != other.kind:
        return 0.0
    same = _same(one.bearer, other.bearer)
    return 1.0 + (1.0 if same else 0.0) + (0.3 if one.act == other.act else 0.0) - 0.01 * abs(distance)


def _same(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.id and other.id:
        return one.id == other.id
    return fold(one.text) == fold(other.text)


def _changed(
    before: Charge, after: Charge, sides: tuple[Side, Side], leads: frozenset[str]
) -> Iterator[Change]:
    one, other = before.commitment, after.commitment
    places = before.at, after.at
    if one.act not in leads and other.act not in leads and (kind := force_changed(one.act, other.act)):
        yield Change(kind, one.quote, other.quote, one.act, other.act, *places)
    if one.bearer and other.bearer and not _same(one.bearer, other.bearer):
        names, values = (one.bearer.text, other.bearer.text), (one.bearer.id, other.bearer.id)
        yield Change("bearer", *names, *values, *places)
    yield from _due(one.due, other.due, sides, places)
    if fold(one.condition or "") != fold(other.condition or ""):
        kind = (
            "condition-added"
            if not one.condition
            else "condition-dropped"
            if not other.condition
            else "condition"
        )
        yield Change(kind, one.condition, other.condition, None, None, *places)


def _due(
    one: Due | None, other: Due | None, sides: tuple[Side, Side], places: tuple[Span, Span]
) -> Iterator[Change]:
    again = one.recurrence if one else None, other.recurrence if other else None
    words = one.text if one else None, other.text if other else None
    if again[0] != again[1]:
        yield Change("periodicity", *words, *again, *places)
    values = _value(one), _value(other)
    if values[0] != values[1]:
        kind: ChangeKind = "deadline"
        if one and other and _counted(one, sides[0]) == _counted(other, sides[1]):
            kind = "session" if one.session is not None else "date"
        yield Change(kind, *words, *values, *places)


def _value(due: Due | None) -> str | None:
    """Return when something is due, apart from how often it comes again: ``session 64``, ``2015-06``."""
    if due is None:
        return None
    parts = (f"session {due.session}" if due.session is not None else "", due.date or "")
    return " ".join(part for part in parts if part) or None


def _counted(due: Due, side: Side) -> tuple[object, ...]:
    """Return when something is due counted from the text that asks for it: two sessions later, June of next year."""
    session = due.session
    if session is not None and side.session is not None:
        session -= side.session
    year: object = None
    rest = ""
    if due.date:
        year, rest = int(due.date[:4]), due.date[4:]
        if side.adopted_on:
            year -= side.adopted_on.year
    return session, due.organ, year, rest
