"""What changed from one paragraph to the one that answers it, in words of the trade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from alinea.comparing.charges import Asked, asked, charges_changed, force_changed, same_above
from alinea.comparing.printed import said
from alinea.comparing.weighing import Mark, family, marks_in, without, words_of
from alinea.model.comparison import BETWEEN, Change, ChangeKind, Edit, Passage, Side
from alinea.model.record import Lead
from alinea.model.spans import Span
from alinea.vocab.linking_words import linking_words
from alinea.vocab.openings import openings
from alinea.vocab.search_words import stem
from alinea.vocab.tables import LANGUAGES

_OPENING = 120  # characters in which the opening of a paragraph stands, however it is printed


@dataclass(frozen=True, slots=True)
class _Reading:
    """The passages of one text that are compared, as one.

    Attributes:
        text: their words; lead: of the first; marks: with their places in `text`.
        days: dates within citations; asked: what they ask.
        acts: of the verbs of the organ, one for each that deciding or directing.
        noted: symbols of the documents that their footnotes name.
    """

    text: str
    lead: Lead | None
    marks: tuple[Mark, ...]
    days: frozenset[str]
    asked: Asked
    acts: Counter[str]
    noted: tuple[str, ...]


def changes(
    before: Sequence[Passage], after: Sequence[Passage], sides: tuple[Side, Side], edits: Sequence[Edit]
) -> tuple[Change, ...]:
    """Return what changed between passages that answer one another, the weightiest first.

    Nothing is said to change in a paragraph that says the same, whatever its signs, but for its number.

    Args:
        edits: the redline of the two.
    """
    same = [said(each.text, each.calls_left) for each in before] == [
        said(each.text, each.calls_left) for each in after
    ]
    found: list[Change] = []
    if not same or _noted(before) != _noted(after):
        touched = _touched(edits)
        one, other = _reading(before, sides[0], touched[0]), _reading(after, sides[1], touched[1])
        found += _documents(one, other) if same else _changed(one, other, sides)
    numbers = before[0].number, after[0].number
    if None not in numbers and numbers[0] != numbers[1]:
        found.append(Change("numbering", *numbers))
    order = {kind: place for place, kind in enumerate(get_args(ChangeKind))}
    return tuple(sorted(found, key=lambda each: order[each.kind]))


def _touched(edits: Sequence[Edit]) -> tuple[list[Span], list[Span]]:
    """Return the places of what was deleted from the first text, and of what was inserted into the second."""
    places: tuple[list[Span], list[Span]] = ([], [])
    one = other = 0
    for each in edits:
        ours = len(each.text) if each.kind != "inserted" else 0
        theirs = len(each.text_after) if each.kind != "deleted" else 0
        if each.kind == "deleted":
            places[0].append(Span(one, one + ours))
        elif each.kind == "inserted":
            places[1].append(Span(other, other + theirs))
        one, other = one + ours, other + theirs
    return places


def _reading(passages: Sequence[Passage], side: Side, touched: Sequence[Span]) -> _Reading:
    offset = 0
    language = side.language
    marks: list[Mark] = []
    for each in passages:
        own = marks_in(each.text, language, each.citations)
        marks += (Mark(m.kind, Span(m.at.start + offset, m.at.end + offset), m.value) for m in own)
        offset += len(each.text) + len(BETWEEN)
    return _Reading(
        BETWEEN.join(each.text for each in passages),
        passages[0].lead,
        tuple(marks),
        _days(passages, language),
        asked(passages, BETWEEN, side, touched),
        _acts(passages, language),
        tuple(_noted(passages)),
    )


def _acts(passages: Sequence[Passage], language: str) -> Counter[str]:
    """Return the acts of passages: those they open with, and those of the organ's verbs within them."""
    found: Counter[str] = Counter()
    for each in passages:
        end = 0
        if each.lead and each.lead.act:
            found[each.lead.act] += 1
            end = each.lead.at.end
        if language in LANGUAGES:
            found.update(mention.act for mention in openings(language).acts_in(each.text, end))
    return found


def _days(passages: Sequence[Passage], language: str) -> frozenset[str]:
    """Return the dates in the citations of passages."""
    cited = [each.text[slice(*citation.at)] for each in passages for citation in each.citations]
    return frozenset(mark.value for text in cited for mark in marks_in(text, language))


def _noted(passages: Sequence[Passage]) -> list[str]:
    """Return the documents that the footnotes of passages name, each once."""
    return list(dict.fromkeys(citation.target for each in passages for citation in each.noted))


def _changed(one: _Reading, other: _Reading, sides: tuple[Side, Side]) -> Iterator[Change]:
    cut = [[each.at for each in reading.marks] for reading in (one, other)]
    gone, come = one.acts - other.acts, other.acts - one.acts
    acts = {reading.lead.act for reading in (one, other) if reading.lead}
    leads = one.lead, other.lead
    if leads[0] and leads[1] and (kind := _lead_changed(one, other, gone, come)):
        yield Change(
            kind,
            leads[0].text,
            leads[1].text,
            leads[0].act,
            leads[1].act,
            Span(*leads[0].at),
            Span(*leads[1].at),
        )
        cut = [
            sorted([Span(*lead.at), *spans]) for lead, spans in zip((leads[0], leads[1]), cut, strict=True)
        ]
    inherited = set()
    if not same_above(
        one.asked, other.asked
    ):  # what changed in words above is told there, once for all below
        inherited = {each.commitment.act for reading in (one, other) for each in reading.asked.charges}
        inherited -= set(one.acts) | set(other.acts)
    changed = [
        frozenset(act for act in {*acts_gone, *(each for each in inherited if each)} if act not in acts)
        for acts_gone in (gone, come)
    ]
    charged = list(charges_changed(one.asked, other.asked, changed[0], changed[1]))
    yield from (each for each in charged if not each.routine)
    documents = list(_documents(one, other))
    yield from documents
    yield from _moved_on(one, other, charged)
    left = without(one.text, cut[0]), without(other.text, cut[1])
    if not _same_words(*left, sides, loosely=bool(documents)):
        yield Change("words")


def _lead_changed(
    one: _Reading, other: _Reading, gone: Counter[str], come: Counter[str]
) -> ChangeKind | None:
    """Return how the act changed that two paragraphs open with; None where either goes on to stand in the other.

    Where *Recommande* has become *Prie …, et recommande*, a request was put before it, and nothing was raised.
    """
    before, after = one.lead, other.lead
    if before is None or after is None or before.act not in gone or after.act not in come:
        return None
    letters = [_letters(reading.text) for reading in (one, other)]
    length = max(len(_letters(before.text)), len(_letters(after.text)))
    if letters[0][:length] == letters[1][:length]:
        return None  # the same verb, torn apart by optical recognition in one of them
    officer = any(
        any(each.serves for each in reading.asked.charges if lead.act == each.commitment.act)
        for reading, lead in ((one, before), (other, after))
    )
    language = one.asked.side.language
    return force_changed(before.act, after.act, (before.text, after.text), language, officer=officer)


def _letters(text: str) -> str:
    return "".join(words_of(text[:_OPENING]))


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
    """Yield the documents that one text names and the other does not; of one kind, one stands for the other.

    What footnotes name is compared only where both texts have their footnotes.
    """
    noted = one.asked.side.footnoted and other.asked.side.footnoted
    held = _cited(one, noted=noted), _cited(other, noted=noted)
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


def _cited(reading: _Reading, *, noted: bool) -> dict[str, Span | None]:
    """Return the documents named in the text or its footnotes, each with the first place where it is."""
    found: dict[str, Span | None] = {}
    for each in reading.marks:
        if each.kind == "citation":
            found.setdefault(each.value, each.at)
    for target in reading.noted if noted else ():
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
