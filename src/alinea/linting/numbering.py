"""Rules AL101 to AL107: numbers, letters and numerals in order, the parts in order, references to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alinea.linting.findings import Draft, Fact, Finding
from alinea.model.record import Paragraph
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.openings import openings
from alinea.vocab.ordinals import parse_roman

_PRINTED = re.compile(r"\s*[(\[]?(?P<number>\d{1,3})(?:\\?\.|\))(?=\s)")
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n[ \t]*(?=\S)")


def check_numbering(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the numbers of paragraphs and the order of the parts."""
    yield from _none(draft)
    yield from _numbers(draft)
    yield from _alone(draft)
    for paragraph in draft.record.operative:
        for each in paragraph.walk():
            yield from _letters(each.children)
    yield from _order(draft)
    yield from _labels(draft)
    yield from _references(draft)


def _none(draft: Draft) -> Iterator[Finding]:
    """AL106: an operative part was found; where it was not, nothing was looked at in what may be one."""
    record = draft.record
    if record.preamble and not record.operative and not record.fragment:
        start = record.source.span.start
        facts: dict[str, Fact] = {"paragraphs": len(record.preamble)}
        yield Finding("AL106", "none", Span(start, start), None, facts)


def _numbers(draft: Draft) -> Iterator[Finding]:
    """AL101: operative paragraphs are numbered from 1 on, in every section anew, and below a heading they may be."""
    expected: dict[str, int] = {}
    headed = {heading.before for heading in draft.record.headings}
    for paragraph in draft.record.operative:
        section, _, figure = (paragraph.number or "").rpartition("/")
        if not figure.isdecimal():
            continue
        number, due = int(figure), expected.get(section, 1)
        printed = _PRINTED.match(draft.content, paragraph.span.start)
        if printed and int(printed["number"]) != number:
            # Reading mends a figure that cannot be; who wrote the draft is told what stands in it.
            number = int(printed["number"])
            facts = {"number": number, "expected": due}
            yield Finding(
                "AL101", "repeated" if number < due else "gap", _start(paragraph), paragraph.id, facts
            )
            number = due
        elif number != due and not (number == 1 and paragraph.id in headed):
            case = "repeated" if number < due else "gap"
            facts = {"number": number, "expected": due}
            yield Finding("AL101", case, _start(paragraph), paragraph.id, facts)
        expected[section] = number + 1


def _alone(draft: Draft) -> Iterator[Finding]:
    """AL103: a paragraph that is the only one of its text has no number."""
    if len(draft.record.operative) == 1 and draft.record.operative[0].number == "1":
        only = draft.record.operative[0]
        yield Finding("AL103", "alone", _start(only), only.id)


def _letters(siblings: Sequence[Paragraph]) -> Iterator[Finding]:
    """AL102: sub-paragraphs are lettered or numbered without a gap."""
    previous: str | None = None
    for paragraph in siblings:
        label = (paragraph.number or "").rpartition(".")[2]
        if previous is None:
            if label.isalnum() and not {1} & _values(label):
                yield _out_of_order(paragraph, label)
        elif label.isalnum() and previous.isalnum():
            befores, values = _values(previous), _values(label)
            if befores and values and not any(value - 1 in befores for value in values):
                yield _out_of_order(paragraph, label)
        previous = label


def _out_of_order(paragraph: Paragraph, label: str) -> Finding:
    return Finding("AL102", "order", _start(paragraph), paragraph.id, {"label": label})


def _values(label: str) -> set[int]:
    """Return the places in a list that a label may stand for: ``i`` is the ninth letter and the first numeral."""
    if label.isdecimal():
        return {int(label)}
    values = set()
    if len(label) == 1 and "a" <= label <= "z":
        values.add(ord(label) - 96)
    elif len(label) == 2 and label[0] == label[1] and "a" <= label[0] <= "z":
        values.add(ord(label[0]) - 96 + 26)
    numeral = parse_roman(label)
    return values | ({numeral} if numeral is not None else set())


def _order(draft: Draft) -> Iterator[Finding]:
    """AL104: no preambular paragraph stands within the operative part."""
    for warning in draft.record.warnings:
        if warning.code == "preamble-after-body" and warning.span is not None:
            yield Finding("AL104", "order", warning.span)
    known = openings(draft.language)
    for kind, paragraph in draft.body():
        if kind != "operative":
            continue
        for start, end in _beginnings(draft, paragraph):
            words = draft.content[start : min(end, start + 200)]
            if known.looks_preambular(words) and not known.looks_operative(words):
                line = draft.content.find("\n", start, end)
                yield Finding("AL104", "order", Span(start, line if line > 0 else end), paragraph.id)


def _beginnings(draft: Draft, paragraph: Paragraph) -> Iterator[Span]:
    """Yield what follows an empty line within a paragraph."""
    last: Span | None = None
    for piece in draft.pieces(paragraph):
        if last is not None and _EMPTY_LINE.search(draft.content, last.end, piece.start + 1):
            yield piece
        for gap in _EMPTY_LINE.finditer(draft.content, piece.start, piece.end):
            yield Span(gap.end(), piece.end)
        last = piece


def _labels(draft: Draft) -> Iterator[Finding]:
    """AL105: letters stand as the language sets them: *a)* in French, *(a)* in English."""
    wrong = draft.words.wrong_label
    below = (each for top in draft.record.operative for each in top.walk() if each is not top)
    for paragraph in below:
        found = wrong.match(draft.content, paragraph.span.start)
        if found:
            facts = {"label": found["label"]}
            yield Finding("AL105", "form", Span(*found.span()), paragraph.id, facts)


def _references(draft: Draft) -> Iterator[Finding]:
    """AL107: a text refers to no paragraph of itself that is not there; where sections count anew, one may be meant."""
    record = draft.record
    numbers = [each.number or "" for each in record.operative]
    if record.fragment or not any(numbers) or any("/" in number for number in numbers):
        return
    for _, paragraph in draft.body():
        for match in draft.words.own.finditer(fold(paragraph.text)):
            missing = [each for each in (match["first"], match["last"]) if each and each not in numbers]
            if missing:
                span = _place(draft, paragraph, Span(*match.span()))
                facts: dict[str, Fact] = {"number": missing[-1], "last": numbers[-1]}
                yield Finding("AL107", "missing", span, paragraph.id, facts)


def _place(draft: Draft, paragraph: Paragraph, at: Span) -> Span:
    """Return where words of a paragraph stand in the source; the paragraph where they are printed otherwise."""
    place = draft.content.find(paragraph.text[at.start : at.end], *paragraph.span)
    return Span(place, place + at.end - at.start) if place >= 0 else paragraph.span


def _start(paragraph: Paragraph) -> Span:
    """Return where the number of a paragraph stands: its first characters."""
    return Span(paragraph.span.start, min(paragraph.span.end, paragraph.span.start + 8))
