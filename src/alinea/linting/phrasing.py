"""Rules AL201 to AL205: what paragraphs open with, its agreement with the organ, and openings that come again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alinea.linting.findings import Draft, Edit, Finding
from alinea.model.record import Lead, Paragraph
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.linting_words import feminine_organ
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import openings

CYCLE = 3
"""An opening, *also*, *further*; the fourth of a run begins anew."""
SAME_MATTER = 2
"""Words after the opening that two paragraphs have in common where they are about the same. Measured: with fewer in
common adopted texts may leave *also* out. Of directives the bearer must be the same."""
LATELY = 12
"""Paragraphs within which an opening may refer back with *also*."""


def check_phrasing(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the openings of paragraphs."""
    record = draft.record
    yield from _forms(draft, record.preamble, "preambular")
    yield from _forms(draft, record.operative, "operative")
    yield from _parted(draft)
    yield from _agreement(draft)
    for paragraphs in (record.preamble, record.operative):
        yield from _again(draft, paragraphs)


def _forms(draft: Draft, paragraphs: Sequence[Paragraph], kind: Kind) -> Iterator[Finding]:
    """AL201, AL202: preambular paragraphs open with a participle or adjective, operative ones with a verb."""
    known = openings(draft.language)
    other: Kind = "operative" if kind == "preambular" else "preambular"
    rule = "AL201" if kind == "preambular" else "AL202"
    for paragraph in paragraphs:
        if known.match(paragraph.text, kind, strict=True) is not None:
            continue
        opening = known.match(paragraph.text, other, strict=True)
        if opening is not None and opening.known:
            span = paragraph.lead.span if paragraph.lead else _first_word(paragraph)
            facts = {"phrase": opening.phrase}
            yield Finding(rule, "other", span, paragraph.id, facts)
            continue
        first, after = re.split(r"(?!\w)", paragraph.text, maxsplit=1)
        infinitive, present = draft.words.infinitive
        opening = known.match(first.removesuffix(infinitive) + present + after, "operative", strict=True)
        if opening is not None and opening.known and first.endswith(infinitive):
            yield Finding(rule, "infinitive", _first_word(paragraph), paragraph.id, {"phrase": first})


def _first_word(paragraph: Paragraph) -> Span:
    return Span(paragraph.span.start, min(paragraph.span.end, paragraph.span.start + 12))


def _parted(draft: Draft) -> Iterator[Finding]:
    """AL206: no comma parts an opening from the clause that it governs: *Decides, that*."""
    for _, paragraph in draft.body():
        lead = paragraph.lead
        if lead is None or lead.act is None:
            continue
        found = draft.words.parted.match(fold(paragraph.text), lead.at.end)
        if found:
            place = draft.content.find(",", lead.span.end, paragraph.span.end)
            edits = (Edit(Span(place, place + 1), ""),) if place == lead.span.end else ()
            facts = {"phrase": lead.text, "word": paragraph.text[found.start("word") : found.end("word")]}
            yield Finding(
                "AL206",
                "comma",
                Span(lead.span.start, max(place + 1, lead.span.end)),
                paragraph.id,
                facts,
                edits,
            )


def _agreement(draft: Draft) -> Iterator[Finding]:
    """AL203: participles and adjectives agree with the organ: *Consciente*, of the Assembly."""
    words = draft.words
    if words.agreement is None or not draft.record.enacting:
        return
    feminine = feminine_organ(fold(draft.record.enacting), draft.language)
    if feminine is None:
        return
    for paragraph in (*draft.record.preamble, *draft.record.operative):
        found = words.agreement.search(paragraph.text[:160].lower().replace("\u2019", "'"))
        if found is None:
            continue
        is_feminine, other = words.forms[found["form"]]
        if is_feminine is not feminine:
            printed = paragraph.text[found.start("form") : found.end("form")]
            right = other.capitalize() if printed[0].isupper() else other
            place = draft.content.find(printed, paragraph.span.start, paragraph.span.end)
            span = Span(place, place + len(printed)) if place >= 0 else _first_word(paragraph)
            organ = draft.record.enacting.rstrip(" ,")
            facts = {"word": printed, "right": right, "organ": organ}
            yield Finding("AL203", "gender", span, paragraph.id, facts)


class _Opened(NamedTuple):
    """An opening: its words without those that say it comes again, whether it has such, and what it goes on with.

    That is, of a directive, the bearer, where one is found; of others the words that follow.
    """

    bare: str
    adds: bool
    after: tuple[str, ...]


def _again(draft: Draft, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """AL204, AL205: an opening that comes again at once says so, and one that says so comes again.

    An opening comes again where the next paragraph has the same, for the same bearer or about the same matter. The
    fourth of a run begins anew.
    """
    headed = {heading.before for heading in draft.record.headings}
    previous: _Opened | None = None
    run = 0
    lately: list[str] = []
    for paragraph in paragraphs:
        lead = paragraph.lead
        if lead is None or lead.act is None:
            previous = None
            continue
        opened = _opened(draft, paragraph, lead)
        if paragraph.id in headed:
            previous, lately = None, []
        same = previous is not None and previous.bare == opened.bare
        if same and previous:
            same = bool(opened.after) and opened.after == previous.after
        run = run + 1 if same else 1
        if same and not opened.adds and run <= CYCLE:
            adverb = draft.words.adverbs[run - 2]
            facts = {"phrase": lead.text, "adverb": adverb}
            yield Finding("AL204", "again", lead.span, paragraph.id, facts)
        elif run >= CYCLE and not opened.adds:
            run = 1
        if opened.adds and _back(draft, lead) and not _spoken(opened.bare, lately):
            yield Finding("AL205", "first", lead.span, paragraph.id, {"phrase": lead.text})
        lately = [*lately[1 - LATELY :], opened.bare]
        previous = opened


def _opened(draft: Draft, paragraph: Paragraph, lead: Lead) -> _Opened:
    folded = fold(lead.text)
    bare = draft.words.adding.sub(" ", folded)
    after: tuple[str, ...]
    if lead.act_class == "directive":
        after = next(((fold(bearer),) for bearer in _bearers(paragraph)), ())
    else:
        words = re.findall(r"\w+", fold(paragraph.text[lead.at.end : lead.at.end + 80]))
        after = tuple(words[:SAME_MATTER])
    return _Opened(" ".join(bare.split()), bare != folded, after)


def _bearers(paragraph: Paragraph) -> Iterator[str]:
    for each in paragraph.walk():
        yield from (commitment.bearer.text for commitment in each.commitments if commitment.bearer)


def _back(draft: Draft, lead: Lead) -> bool:
    return draft.words.after.search(fold(lead.text)) is not None


def _spoken(bare: str, lately: Sequence[str]) -> bool:
    """Tell whether an opening stands among those before it, with other adverbs or in other company at least."""
    verb = bare.split(" ")[0]
    return any(
        verb in each.split(" ") or bool(set(bare.split(" ")) & set(each.split(" "))) for each in lately
    )
