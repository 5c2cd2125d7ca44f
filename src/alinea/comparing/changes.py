"""What changed from one paragraph to the one that answers it, in words of the trade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from alinea.comparing.charges import Charge, charges_changed, force_changed
from alinea.comparing.marks import Mark, family, marks_in, without
from alinea.comparing.weighing import words_of
from alinea.model.comparison import BETWEEN, Change, ChangeKind, Passage, Side
from alinea.model.record import Lead
from alinea.model.spans import Span
from alinea.vocab.linking_words import linking_words
from alinea.vocab.search_words import stem
from alinea.vocab.tables import LANGUAGES

__all__ = ["changes"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The passages of one text that are compared, as one.

    Attributes:
        text: their words; lead: of the first; marks, charges: with their places in `text`.
        days: dates within citations.
        noted: symbols of the documents that their footnotes name.
    """

    text: str
    lead: Lead | None
    marks: tuple[Mark, ...]
    days: frozenset[str]
    charges: tuple[Charge, ...]
    noted: tuple[str, ...]


def changes(
    before: Sequence[Passage], after: Sequence[Passage], sides: tuple[Side, Side]
) -> tuple[Change, ...]:
    """Return what changed between passages that answer one another, the weightiest first.

    Nothing is said to change in a paragraph of which the words are the same, but for its number.
    """
    same = [each.text for each in before] == [each.text for each in after]
    found: list[Change] = []
    if not same or _noted(before) != _noted(after):
        one, other = _reading(before, sides[0].language), _reading(after, sides[1].language)
        found += _documents(one, other) if same else _changed(one, other, sides)
    numbers = before[0].number, after[0].number
    if None not in numbers and numbers[0] != numbers[1]:
        found.append(Change("numbering", *numbers))
    order = {kind: place for place, kind in enumerate(get_args(ChangeKind))}
    return tuple(sorted(found, key=lambda each: order[each.kind]))


def _reading(passages: Sequence[Passage], language: str) -> _Reading:
    offset = 0
    marks: list[Mark] = []
    charges: list[Charge] = []
    for each in passages:
        own = marks_in(each.text, language, each.citations)
        marks += (Mark(m.kind, Span(m.at.start + offset, m.at.end + offset), m.value) for m in own)
        charges += (Charge(commitment, offset) for commitment in each.commitments)
        offset += len(each.text) + len(BETWEEN)
    return _Reading(
        BETWEEN.join(each.text for each in passages),
        passages[0].lead,
        tuple(marks),
        _days(passages, language),
        tuple(charges),
        tuple(_noted(passages)),
    )


def _days(passages: Sequence[Passage], language: str) -> frozenset[str]:
    """Return the dates in the citations of passages."""
    cited = [each.text[slice(*citation.at)] for each in passages for citation in each.citations]
    return frozenset(mark.value for text in cited for mark in marks_in(text, language))


def _noted(passages: Sequence[Passage]) -> list[str]:
    """Return the documents that the footnotes of passages name, each once."""
    return list(dict.fromkeys(citation.target for each in passages for citation in each.noted))


def _changed(one: _Reading, other: _Reading, sides: tuple[Side, Side]) -> Iterator[Change]:
    cut = [[each.at for each in reading.marks] for reading in (one, other)]
    acts = [reading.lead.act for reading in (one, other) if reading.lead and reading.lead.act]
    if one.lead and other.lead and (kind := force_changed(one.lead.act, other.lead.act)):
        leads = one.lead, other.lead
        yield Change(
            kind,
            leads[0].text,
            leads[1].text,
            leads[0].act,
            leads[1].act,
            Span(*leads[0].at),
            Span(*leads[1].at),
        )
        cut = [sorted([Span(*lead.at), *spans]) for lead, spans in zip(leads, cut, strict=True)]
    charged = list(charges_changed(one.charges, other.charges, sides, frozenset(acts)))
    yield from (each for each in charged if not each.routine)
    documents = list(_documents(one, other))
    yield from documents
    yield from _moved_on(one, other, charged)
    left = without(one.text, cut[0]), without(other.text, cut[1])
    if not _same_words(*left, sides, loosely=bool(documents)):
        yield Change("words")


def _same_words(one: str, other: str, sides: tuple[Side, Side], *, loosely: bool) -> bool:
    """Tell whether two texts have the same words in the same order.

    Args:
        loosely: words that join a list, and their endings, count for nothing: where a document was added to a list,
            *sa résolution* becomes *ses résolutions* without anything else being said.
    """
    words = words_of(one), words_of(other)
    if words[0] == words[1]:
        return True
    language = sides[0].language
    if not loosely or language != sides[1].language or language not in LANGUAGES:
        return False
    stop = linking_words(language).stop
    plain = [[stem(word, language) for word in each if word not in stop] for each in words]
    return plain[0] == plain[1]


def _documents(one: _Reading, other: _Reading) -> Iterator[Change]:
    """Yield the documents that one text names and the other does not; of one kind, one stands for the other."""
    held = _cited(one), _cited(other)
    gone = [target for target in held[0] if target not in held[1]]
    come = [target for target in held[1] if target not in held[0]]
    waiting: dict[str, list[str]] = {}
    for target in come:
        waiting.setdefault(family(target), []).append(target)
    for target in gone:
        answers = waiting.get(family(target))
        if answers:
            new = answers.pop(0)
            yield Change("citation-updated", target, new, target, new, held[0][target], held[1][new])
        else:
            yield Change("citation-dropped", target, None, target, None, held[0][target], None)
    for targets in waiting.values():
        for target in targets:
            yield Change("citation-added", None, target, None, target, None, held[1][target])


def _cited(reading: _Reading) -> dict[str, Span | None]:
    """Return the documents named in the text or its footnotes, each with the first place where it is."""
    found: dict[str, Span | None] = {}
    for each in reading.marks:
        if each.kind == "citation":
            found.setdefault(each.value, each.at)
    for target in reading.noted:
        found.setdefault(target, None)
    return found


def _moved_on(one: _Reading, other: _Reading, charged: list[Change]) -> Iterator[Change]:
    """Yield the dates and the numbers of sessions that are others; those of a deadline that changed are told there."""
    told = [(each.at_before, each.at_after) for each in charged if each.kind in ("deadline", "periodicity")]
    kinds: tuple[Literal["session", "date"], ...] = ("session", "date")
    for kind in kinds:
        gone = _beyond(one.marks, other, kind, [span for span, _ in told if span])
        come = _beyond(other.marks, one, kind, [span for _, span in told if span])
        for place in range(min(len(gone), len(come))):
            before, after = gone[place], come[place]
            yield Change(
                kind,
                one.text[before.at.start : before.at.end],
                other.text[after.at.start : after.at.end],
                before.value,
                after.value,
                before.at,
                after.at,
            )
        if len(gone) != len(come):
            yield from _alone(gone, come, one, other)


def _alone(gone: list[Mark], come: list[Mark], one: _Reading, other: _Reading) -> Iterator[Change]:
    """Yield a date or session that is named in one text only: that is more than a date that moved on."""
    for each in gone[len(come) :]:
        yield Change("words", one.text[each.at.start : each.at.end], None, each.value, None, each.at, None)
    for each in come[len(gone) :]:
        yield Change("words", None, other.text[each.at.start : each.at.end], None, each.value, None, each.at)


def _beyond(marks: Sequence[Mark], other: _Reading, kind: str, told: list[Span]) -> list[Mark]:
    """Return the marks of a kind that the other text does not have, as many times as it has them.

    A date that one text gives apart from a document may belong to the citation of it in the other.
    """
    left = Counter(each.value for each in other.marks if each.kind == kind)
    found = []
    for each in marks:
        if each.kind != kind:
            continue
        if left[each.value]:
            left[each.value] -= 1
        elif each.value not in other.days and not any(span.covers(each.at) for span in told):
            found.append(each)
    return found
