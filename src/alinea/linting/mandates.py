"""Rules AL401 to AL407, which inform: what a draft asks, of whom, by when, and what A/RES/80/251 wants considered."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.linting.findings import Draft, Finding
from alinea.model.record import Commitment, Paragraph
from alinea.model.spans import Span
from alinea.vocab.folding import fold

STRONG = 4
"""Force from which a directive lays a charge: requests, instructs, urges, demands."""

Asked = tuple[Paragraph, Commitment]


def check_mandates(draft: Draft) -> Iterator[Finding]:
    """Yield what a person may want to weigh in what a draft asks."""
    asked = _asked(draft)
    yield from _charges(draft)
    yield from _bearers(draft, asked)
    yield from _due(asked)
    yield from clauses_lacking(draft)
    yield from _counts(asked)
    yield from _length(draft)


def _asked(draft: Draft) -> list[Asked]:
    return [
        (paragraph, commitment)
        for kind, paragraph in draft.body()
        if kind == "operative"
        for commitment in paragraph.commitments
    ]


def _charges(draft: Draft) -> Iterator[Finding]:
    """AL401: one charge a paragraph."""
    for kind, paragraph in draft.body():
        places = {each.span for each in paragraph.commitments if each.kind != "agenda"}
        bearers = {each.bearer.text for each in paragraph.commitments if each.bearer}
        if kind == "operative" and len(places) > 1:
            facts = {"n": len(places), "bearers": len(bearers)}
            yield Finding("AL401", "several", paragraph.span, paragraph.id, facts)


def _bearers(draft: Draft, asked: list[Asked]) -> Iterator[Finding]:
    """AL402: whoever must act is named."""
    for paragraph, commitment in asked:
        if commitment.bearer is None and commitment.kind in ("report", "views", "meeting", "action"):
            yield Finding("AL402", "unnamed", commitment.span, paragraph.id)
    for paragraph in draft.record.operative:
        lead = paragraph.lead
        if lead is None or lead.force is None or lead.force < STRONG:
            continue
        below = list(paragraph.walk())
        if not any(each.commitments or each.actors for each in below):
            yield Finding("AL402", "nobody", lead.span, paragraph.id, {"phrase": lead.text})


def _due(asked: list[Asked]) -> Iterator[Finding]:
    """AL403: a report has a session or a date at which it is due."""
    for paragraph, commitment in asked:
        due = commitment.due
        if commitment.kind == "report" and not (due and (due.session or due.date or due.recurrence)):
            yield Finding("AL403", "undue", commitment.span, paragraph.id)


def clauses_lacking(draft: Draft) -> Iterator[Finding]:
    """AL404, AL405: a text that lays charges says when it will be reviewed, and when what it creates ends."""
    asked = _asked(draft)
    charges = [(paragraph, each) for paragraph, each in asked if each.force is None or each.force >= STRONG]
    charges = [(paragraph, each) for paragraph, each in charges if each.kind not in ("agenda", "observance")]
    if not charges:
        return
    first = charges[0][1].span
    words = [fold(paragraph.text) for kind, paragraph in draft.body() if kind == "operative"]
    facts = {"n": len(charges)}
    if not any(draft.words.review.search(each) for each in words):
        yield Finding("AL404", "no-review", first, charges[0][0].id, facts)
    ended = any(each.kind == "term" for _, each in asked)
    if not ended and not any(draft.words.retirement.search(each) for each in words):
        yield Finding("AL405", "no-end", first, charges[0][0].id, facts)


def _counts(asked: list[Asked]) -> Iterator[Finding]:
    """AL406: how many reports and meetings a text asks for."""
    reports = [each for each in asked if each[1].kind == "report"]
    meetings = [each for each in asked if each[1].kind == "meeting"]
    both = [*reports, *meetings]
    if both:
        first = min(both, key=lambda each: each[1].span)
        facts: dict[str, str | int] = {
            "reports": len(reports),
            "meetings": len(meetings),
            "where": ", ".join(dict.fromkeys(paragraph.id for paragraph, _ in sorted(both, key=_place))),
        }
        yield Finding("AL406", "counts", first[1].span, first[0].id, facts)


def _place(asked: Asked) -> Span:
    return asked[1].span


def _length(draft: Draft) -> Iterator[Finding]:
    """AL407: the preamble is not longer than the operative part."""
    length = {"preambular": 0, "operative": 0, "annex": 0}
    for kind, paragraph in draft.body():
        length[kind] += len(paragraph.text.split())
    if length["preambular"] > length["operative"] > 0:
        first, last = draft.record.preamble[0], draft.record.preamble[-1]
        facts = {
            "paragraphs": len(draft.record.preamble),
            "words": length["preambular"],
            "operative": length["operative"],
        }
        yield Finding("AL407", "long", Span(first.span.start, last.span.end), None, facts)
