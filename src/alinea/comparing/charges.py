"""What changed in what is asked: who is charged, by when, how often, on what condition, and how strongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alinea.comparing.aligning import best_pairs
from alinea.comparing.parties import (
    Named,
    Reserve,
    akin,
    named,
    reserve,
    reserves_changed,
    same_interval,
    same_party,
    told_apart,
    touched_share,
    value,
)
from alinea.comparing.weighing import marks_in, words_of
from alinea.model.comparison import Change, ChangeKind, Passage, Side
from alinea.model.record import Commitment, Due, Party
from alinea.model.spans import Span
from alinea.vocab.actor_names import actor_names
from alinea.vocab.acts import acts
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.search_words import stem
from alinea.vocab.tables import LANGUAGES

_ONE_DEED = 0.3  # likeness of deeds from which two charges may be one that changed
_SAME_DEED = 0.6  # and from which they are one though reading gave them two kinds
_SAME_WISH = (
    0.45  # the same, where one act asks the same of them: *encourage à faire état*, *… à rendre compte*
)
_ALL = 0.7  # of the letters of an action that must be deleted or inserted for it to be gone or new
_NEW = 0.6  # of the words of a deed that the other text must not have for the charge to be new


@dataclass(frozen=True, slots=True)
class Charge:
    """A commitment as it stands in the words that are compared.

    Attributes:
        offset: where its paragraph begins in them; bearers: all who are charged.
        deed: words that tell what is to be done, their endings left off.
        stands: place of those words; serves: an officer or body of the Organization is charged.
    """

    commitment: Commitment
    offset: int
    bearers: tuple[Named, ...]
    deed: frozenset[str]
    stands: Span
    serves: bool

    @property
    def at(self) -> Span:
        """The place of its words."""
        start, end = self.commitment.at
        return Span(start + self.offset, end + self.offset)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked in the passages of one text that are compared, as one.

    Attributes:
        text: their words; above: the words that they go on; charges: in order.
        lent: who is charged by these words in what stands below them.
        reserves: the conditions; side: of the text; touched: what of the words is not in the other text.
    """

    text: str
    above: str
    charges: tuple[Charge, ...]
    lent: tuple[Named, ...]
    side: Side
    touched: tuple[Span, ...] = field(default=())

    @property
    def whole(self) -> str:
        """The words, with those that they go on."""
        return f"{self.above} {self.text}" if self.above else self.text


def asked(passages: Sequence[Passage], between: str, side: Side, touched: Sequence[Span]) -> Asked:
    """Return what is asked in passages.

    Args:
        between: stands between their words where they are compared as one.
        touched: what of those words is not in the other text.
    """
    text = between.join(each.text for each in passages)
    charges: list[Charge] = []
    lent: list[Named] = []
    offset = 0
    for each in passages:
        charges += (_charge(commitment, offset, text, side.language) for commitment in each.commitments)
        lent += (named(party, side.language, text, offset) for party in each.lent)
        offset += len(each.text) + len(between)
    above = next((each.above for each in passages if each.above), "")
    return Asked(text, above, tuple(charges), tuple(lent), side, tuple(touched))


def same_above(one: Asked, other: Asked) -> bool:
    """Tell whether the words that two paragraphs go on answer one another: *Engage les États :*, *Prie les États :*."""
    words = [frozenset(_stems(each.above, each.side.language)) for each in (one, other)]
    return _likeness(*words) >= _ONE_DEED


def _charge(commitment: Commitment, offset: int, text: str, language: str) -> Charge:
    near = commitment.at.start + offset
    parties = commitment.bearers or ((commitment.bearer,) if commitment.bearer else ())
    at = commitment.what.at if commitment.what else commitment.at
    words = commitment.what.text if commitment.what else commitment.quote
    return Charge(
        commitment,
        offset,
        tuple(named(party, language, text, near) for party in parties),
        frozenset(_stems(words, language)),
        Span(at.start + offset, at.end + offset),
        _serves(parties, language),
    )


def _serves(parties: Sequence[Party], language: str) -> bool:
    first = parties[0].id if parties else None
    return bool(first) and language in LANGUAGES and actor_names(language).serves(first or "")


def _stems(text: str, language: str) -> Iterator[str]:
    """Yield the words of a text that say something, their endings left off; no figures, which move on each year."""
    stop: frozenset[str] = linking_words(language).stop if language in LANGUAGES else frozenset()
    for word in words_of(text):
        if word not in stop and not word.isdigit():
            yield stem(word, language)


def force_changed(
    before: str | None,
    after: str | None,
    phrases: tuple[str, str] = ("", ""),
    language: str = "",
    *,
    officer: bool = False,
) -> ChangeKind | None:
    """Return how the force of an act changed: raised, lowered, another act, or None for the same or an unknown one.

    Args:
        before, after: concepts of the scheme of acts, such as ``request``.
        phrases: the verbs as printed: one that translators put for either of two acts is neither more nor less.
        officer: they are addressed to an officer or body of the Organization.
    """
    scheme = acts()
    known = scheme.get(before or ""), scheme.get(after or "")
    if before == after or known[0] is None or known[1] is None:
        return None
    words = comparing_words(language)
    if words is not None and before and after:
        meant = [
            words.acts(phrase, act, officer=officer)
            for phrase, act in zip(phrases, (before, after), strict=True)
        ]
        if meant[0] & meant[1]:
            return None
    one, other = known[0].force, known[1].force
    if one is None or other is None or one == other:
        return "act"
    return "force-raised" if other > one else "force-lowered"


def charges_changed(
    before: Asked, after: Asked, gone: frozenset[str], come: frozenset[str]
) -> Iterator[Change]:
    """Yield what changed between the commitments of two paragraphs.

    Args:
        gone, come: acts of verbs that one text has and not the other, but for those that the paragraphs open with,
            whose change is told once and not for each charge.
    """
    pairs = _paired(before.charges, after.charges)
    told: set[tuple[str, str | None, str | None]] = set()
    for row, column in sorted(pairs.items()):
        for each in _changed(before.charges[row], after.charges[column], before, after, gone, come):
            key = each.kind, each.before, each.after
            if key not in told:
                told.add(key)
                yield each
    if not any(kind == "bearer" for kind, _, _ in told):
        yield from _bearers(before.lent, after.lent, before, after, (Span(0, 0), Span(0, 0)))
    yield from _reserves(before, after, pairs)
    matched = set(pairs.values())
    dropped = [each for row, each in enumerate(before.charges) if row not in pairs]
    for charge in _new(dropped, before, after):
        yield Change(
            "charge-dropped", charge.commitment.quote, None, charge.commitment.kind, None, charge.at, None
        )
    added = [each for column, each in enumerate(after.charges) if column not in matched]
    for charge in _new(added, after, before):
        yield Change(
            "charge-added", None, charge.commitment.quote, None, charge.commitment.kind, None, charge.at
        )


def _new(charges: Sequence[Charge], own: Asked, other: Asked) -> Iterator[Charge]:
    """Yield the charges that the other text does not have; of one read several times, one."""
    told: set[tuple[str, int]] = set()
    for each in charges:
        key = each.commitment.kind, each.at.start
        if key not in told and _is_new(each, own, other):
            told.add(key)
            yield each


def _paired(before: Sequence[Charge], after: Sequence[Charge]) -> dict[int, int]:
    """Return which charge answers which: what is to be done counts, then who is to do it."""
    gains = {
        (row, column): gain
        for row, one in enumerate(before)
        for column, other in enumerate(after)
        if (gain := _alike(one, other, row - column)) > 0
    }
    return best_pairs(gains)


def _alike(one: Charge, other: Charge, distance: int) -> float:
    """Return how surely two charges are one that may have changed, 0.0 where they are not."""
    deeds = _likeness(one.deed, other.deed)
    same = _one_bearer(one, other)
    if one.commitment.kind != other.commitment.kind:
        wish = same and one.commitment.act == other.commitment.act
        return deeds if deeds >= (_SAME_WISH if wish else _SAME_DEED) else 0.0
    if one.commitment.kind == "action" and not same and deeds < _ONE_DEED:
        return 0.0
    act = 0.2 if one.commitment.act == other.commitment.act else 0.0
    return 1.0 + deeds + (0.6 if same else 0.0) + act - 0.01 * abs(distance)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how many words two deeds share, of all and of the shorter."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return 0.5 * common / len(one | other) + 0.5 * common / min(len(one), len(other))


def _one_bearer(one: Charge, other: Charge) -> bool:
    if not one.bearers or not other.bearers:
        return not one.bearers and not other.bearers
    return any(same_party(each, their) for each in one.bearers for their in other.bearers)


def _is_new(charge: Charge, own: Asked, other: Asked) -> bool:
    """Tell whether a charge that has no answer is new: the other text does not have the words of the deed.

    An action, which every other paragraph lays, is told only where its words are new, and their verb with them: *et
    prie les États de donner effet à …*. What is another's promise, permitted, or forbidden is not told.
    """
    nature = charge.commitment.nature
    if nature in ("undertaking", "permission", "prohibition"):
        return False
    if charge.commitment.kind == "action" and (
        nature != "request" or touched_share(charge.at, own.touched) < _ALL
    ):
        return False
    if not charge.deed or not any(
        span.start < charge.stands.end and charge.stands.start < span.end for span in own.touched
    ):
        return False
    there = set(_stems(other.whole, own.side.language))
    new = [word for word in charge.deed if not any(akin(word, each) for each in there)]
    return len(new) >= _NEW * len(charge.deed)


def _changed(
    before: Charge, after: Charge, ours: Asked, theirs: Asked, gone: frozenset[str], come: frozenset[str]
) -> Iterator[Change]:
    one, other = before.commitment, after.commitment
    places = before.at, after.at
    deeds = _likeness(before.deed, after.deed)
    language = ours.side.language
    alike = deeds >= (_ONE_DEED if _one_bearer(before, after) else _SAME_DEED)
    verbs = _verb_touched(before, ours) and _verb_touched(after, theirs)
    if alike and ((one.act in gone and other.act in come) or (verbs and one.act != other.act)):
        officer = before.serves or after.serves
        kind = force_changed(one.act, other.act, (one.quote, other.quote), language, officer=officer)
        if kind:
            yield Change(kind, one.quote, other.quote, one.act, other.act, *places)
    if deeds >= _ONE_DEED:
        yield from _bearers(before.bearers, after.bearers, ours, theirs, places)
    yield from _due(before, after, ours, theirs)


def _verb_touched(charge: Charge, own: Asked) -> bool:
    """Tell whether the verb of a charge is not in the other text, behind others: *…, et encourage* → *…, et prie*."""
    word, start = charge.commitment.quote.partition(" ")[0], charge.at.start
    return (
        charge.commitment.at.start > 0 and touched_share(Span(start, start + len(word)), own.touched) > _ALL
    )


def _bearers(
    one: Sequence[Named], other: Sequence[Named], ours: Asked, theirs: Asked, places: tuple[Span, Span]
) -> Iterator[Change]:
    """Yield that another is charged, with all who are: ``UNDP`` → ``UNDP, UNICEF``."""
    texts, touched = (ours.whole, theirs.whole), (ours.touched, theirs.touched)
    if not told_apart(one, other, texts, touched, ours.side.language):
        return
    names = [", ".join(each.text for each in side) for side in (one, other)]
    values = [", ".join(each.id or "" for each in side).strip(", ") or None for side in (one, other)]
    yield Change("bearer", names[0], names[1], values[0], values[1], *places)


def _due(before: Charge, after: Charge, ours: Asked, theirs: Asked) -> Iterator[Change]:
    one, other = before.commitment.due, after.commitment.due
    places = before.at, after.at
    again = one.recurrence if one else None, other.recurrence if other else None
    words = one.text if one else None, other.text if other else None
    kinds = before.commitment.kind, after.commitment.kind
    if "action" in kinds and None in (one, other) and not (_closes(one) and _closes(other)):
        return  # a session or a year that one text alone names in an action is as often that of something else
    if again[0] != again[1] and not _unread(words, again, ours, theirs):
        yield Change("periodicity", *words, *again, *places)
    values = value(one), value(other)
    if values[0] == values[1]:
        return
    if values[0] is None or values[1] is None:
        # A time in the words that reading did not take for one: nothing is known to have changed.
        blank, own, said_in = (before, ours, words[1]) if values[0] is None else (after, theirs, words[0])
        if not _names_a_time(blank, own, said_in or ""):
            yield Change("deadline", *words, *values, *places)
    elif one and other:
        kind: ChangeKind = "deadline"
        if same_interval(one, other, (ours.side, theirs.side)):
            kind = "session" if one.session is not None else "date"
        yield Change(kind, *words, *values, *places)


def _closes(due: Due | None) -> bool:
    """Tell whether a time is the last day of something, or none is named."""
    if due is None:
        return True
    return due.session is None and due.recurrence is None and due.from_ is None


def _unread(
    words: tuple[str | None, str | None], again: tuple[str | None, str | None], ours: Asked, theirs: Asked
) -> bool:
    """Tell whether the words of a recurrence stand in the text as well in which none was read."""
    if again[0] is None:
        return _said_in(words[1] or "", ours.text)
    return again[1] is None and _said_in(words[0] or "", theirs.text)


def _said_in(times: str, text: str) -> bool:
    """Tell whether a text has the words of a time that moves on with no year: *tous les quatre mois*."""
    folded = fold(text)
    parts = [fold(part).strip() for part in times.split(",")]
    return any(part in folded for part in parts if part and not any(map(str.isdigit, part)))


def _names_a_time(charge: Charge, own: Asked, told: str) -> bool:
    """Tell whether a charge for which no time was read names one that the other text does not have.

    Args:
        told: the words of the time in the other text: where they stand here with other numbers, a time is named.
    """
    values = {each.value for each in marks_in(told, own.side.language)}
    for mark in marks_in(own.text, own.side.language):
        if mark.value in values or any(
            span.start < mark.at.end and mark.at.start < span.end for span in own.touched
        ):
            return True
    start = min(charge.stands.start, charge.at.start)
    end = min((each.at.start for each in own.charges if each.at.start > start), default=len(own.text))
    words = own.text[start : max(end, charge.stands.end)]
    language = own.side.language
    telling = {word for word in _stems(told, language) if parse_ordinal(word, language) is None}
    return bool(telling) and not telling.isdisjoint(_stems(words, language))


def _reserves(before: Asked, after: Asked, pairs: dict[int, int]) -> Iterator[Change]:
    """Yield what changed in the conditions of the charges that answer one another, and in the means for them."""
    language = before.side.language
    ours = list(_reserves_of([before.charges[row] for row in sorted(pairs)], before, language))
    theirs = list(_reserves_of([after.charges[column] for column in sorted(pairs.values())], after, language))
    texts = before.whole, after.whole
    yield from reserves_changed(ours, theirs, texts, (before.touched, after.touched), language)


def _reserves_of(charges: Sequence[Charge], own: Asked, language: str) -> Iterator[Reserve]:
    for charge in charges:
        each = charge.commitment
        places = [(condition.text, condition.at) for condition in each.conditions]
        if not places and each.condition:
            start = own.text.find(each.condition, charge.offset)
            places = [
                (each.condition, Span(start - charge.offset, start - charge.offset + len(each.condition)))
            ]
        if each.means:
            places.append((each.means.text, each.means.at))
        for text, at in places:
            if 0 <= at.start < at.end:
                yield reserve(text, Span(at.start + charge.offset, at.end + charge.offset), language)
