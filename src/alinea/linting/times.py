"""Rules AL701 to AL703: times that are past when the draft is taken up, sessions and days that no calendar has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from alinea.drafting.sessions import Mention, mentions
from alinea.drafting.wording import drafting_words
from alinea.linting.findings import Draft, Fact, Finding
from alinea.model.record import Commitment, Paragraph
from alinea.model.spans import Span
from alinea.vocab.actor_names import actor_names
from alinea.vocab.bodies import bodies
from alinea.vocab.dates import find_dates, impossible_dates
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.folding import fold
from alinea.vocab.sessions import session_window

FARTHEST = 15
"""Sessions of the organ itself. Nothing is asked for so far ahead: the number is misprinted."""
BEFORE = 60
"""Characters before a time in which the words stand that say what it is."""
PERSONS = frozenset({"officer", "state", "group", "secretariat", "mission"})
"""Kinds of actors that hold no sessions: a body whose name comes between is the one whose session is meant."""
YEARS_FROM = 1900
"""A session with a number as high as that is named by its year."""


def check_times(draft: Draft, today: datetime.date | None) -> Iterator[Finding]:
    """Yield the times of a draft that cannot be met.

    Args:
        today: counts where the draft says neither when it was adopted nor at which session it is taken up.
    """
    yield from _masthead(draft)
    begun = _begun(draft) or today
    for kind, paragraph in draft.body():
        yield from _no_days(draft, paragraph)
        if kind == "operative":
            yield from _sessions(draft, paragraph, begun)
            yield from _days(draft, paragraph, begun)
            yield from _apart(paragraph)


def _begun(draft: Draft) -> datetime.date | None:
    """Return the day on which a draft is taken up: that of its adoption, else that on which its session opens."""
    record = draft.record
    if record.adopted_on is not None:
        return record.adopted_on
    if record.organ is None or record.session is None:
        return None
    window = session_window(record.organ, record.session)
    return window.opens if window else None


def _masthead(draft: Draft) -> Iterator[Finding]:
    """AL702: the day of adoption is within the session."""
    record = draft.record
    body = bodies().get(record.organ or "")
    if body is None or record.session is None or record.adopted_on is None or record.symbol is not None:
        return  # the day of a text that has its symbol is looked at by those that cite it
    if not body.held(record.session, record.adopted_on):
        place = draft.record.source.span
        facts: dict[str, Fact] = {"session": record.session, "date": record.adopted_on.isoformat()}
        yield Finding("AL702", "adopted", Span(place.start, place.start), None, facts)


def _sessions(draft: Draft, paragraph: Paragraph, begun: datetime.date | None) -> Iterator[Finding]:
    """AL701: something is asked for at a session that is over; AL702: at one that is none."""
    record = draft.record
    words = deadline_words(draft.language)
    folded = fold(paragraph.text)
    for mention in mentions(paragraph.text, drafting_words(draft.language), record.organ):
        asked = [each for each in paragraph.commitments if mention.start in range(*_reach(each))]
        before = folded[max(0, mention.start - BEFORE) : mention.start]
        if mention.over or mention.since or words.past.search(before) or not asked:
            continue
        organ = _whose(draft, paragraph, mention, asked)
        if organ is None:
            continue
        span = _source(draft, paragraph, Span(mention.start, mention.end))
        facts = {"session": mention.session}
        own = organ == record.organ and _counted(record.session, mention.session)
        if organ == "S":
            yield Finding("AL702", "no-sessions", span, paragraph.id, facts)
        elif _over(organ, mention.session, record.session if own else None, begun):
            yield Finding("AL701", "session", span, paragraph.id, facts)
        elif own and mention.session > (record.session or 0) + FARTHEST:
            yield Finding("AL702", "far", span, paragraph.id, facts)


def _whose(draft: Draft, paragraph: Paragraph, mention: Mention, asked: list[Commitment]) -> str | None:
    """Return the organ at whose session something is asked for, None where that is not sure.

    *Its session* is that of the body last named before it; where none is, that of the organ that speaks.
    """
    read = [each.due for each in asked if each.due and each.due.session == mention.session]
    if not mention.own:
        return mention.organ if read or mention.year else None
    if all(each.kind == "action" for each in asked):
        return None  # a session named in passing, as that of a conference whose outcome is meant
    names = actor_names(draft.language)
    start = min(_reach(each).start for each in asked)
    bodies_named = [
        each
        for each in paragraph.actors
        if start <= each.at.start < mention.start and names.kinds.get(each.id or "") not in PERSONS
    ]
    if not bodies_named:
        return draft.record.organ
    last = max(bodies_named, key=lambda each: each.at.start)
    return names.series.get(last.id or "")


def _counted(own: int | None, other: int) -> bool:
    """Tell whether two sessions of an organ are counted alike, and not one by its number and one by its year."""
    return own is not None and (own >= YEARS_FROM) == (other >= YEARS_FROM)


def _over(organ: str, session: int, own: int | None, begun: datetime.date | None) -> bool:
    """Tell whether a session is over when the draft is taken up.

    Args:
        own: session of the draft, where it is one of the same organ: the numbers tell.
    """
    if own is not None:
        return session < own
    window = session_window(organ, session)
    return window is not None and begun is not None and window.closes < begun


def _reach(commitment: Commitment) -> Span:
    """Return the stretch of a paragraph that a commitment takes up, deed and all."""
    ats = [commitment.at, *([commitment.what.at] if commitment.what else [])]
    return Span(min(at.start for at in ats), max(at.end for at in ats))


def _days(draft: Draft, paragraph: Paragraph, begun: datetime.date | None) -> Iterator[Finding]:
    """AL701: something is asked for by a day that is over."""
    if begun is None:
        return
    words = deadline_words(draft.language)
    folded = fold(paragraph.text)
    told: list[Span] = []
    for day, start, end in find_dates(paragraph.text, draft.language):
        lead = words.date_lead.search(folded, max(0, start - BEFORE), start)
        asked = any(a <= start < b for a, b in map(_reach, paragraph.commitments))
        cited = any(at.start <= start < at.end for at in (each.at for each in paragraph.citations))
        ends = words.date_after.match(folded, end) or (lead and lead["until"])
        if day < begun and asked and not cited and ends:
            told.append(Span(start, end))
            yield _past(draft, paragraph, Span(start, end), day)
    for commitment in paragraph.commitments:
        due = commitment.due
        if due is None or due.recurrence or due.session is not None or due.to is None or not due.text:
            continue
        at = folded.find(fold(due.text))
        if at >= 0 and due.to < begun and not any(span.start < at + len(due.text) for span in told):
            yield _past(draft, paragraph, Span(at, at + len(due.text)), due.to)


def _no_days(draft: Draft, paragraph: Paragraph) -> Iterator[Finding]:
    """AL703: a day that the calendar does not have, the 31st of February."""
    for start, end in impossible_dates(paragraph.text, draft.language):
        facts: dict[str, Fact] = {"text": paragraph.text[start:end]}
        yield Finding("AL703", "no-day", _source(draft, paragraph, Span(start, end)), paragraph.id, facts)


def _past(draft: Draft, paragraph: Paragraph, at: Span, day: datetime.date) -> Finding:
    span = _source(draft, paragraph, at)
    return Finding("AL701", "day", span, paragraph.id, {"date": day.isoformat()})


def _apart(paragraph: Paragraph) -> Iterator[Finding]:
    """AL702: a session is not held in the year that is named with it."""
    for commitment in paragraph.commitments:
        due = commitment.due
        if due is None or due.session is None or not due.date or not due.organ or due.session >= YEARS_FROM:
            continue
        window = session_window(due.organ, due.session)
        year = int(due.date[:4])
        if window and not window.opens.year <= year <= window.closes.year:
            facts = {"session": due.session, "year": year, "opens": window.opens.year}
            yield Finding("AL702", "year", commitment.span, paragraph.id, facts)


def _source(draft: Draft, paragraph: Paragraph, at: Span) -> Span:
    """Return where words of a paragraph stand in the source; the paragraph where they do not stand so there."""
    words = paragraph.text[at.start : at.end]
    start = draft.content.find(words, paragraph.span.start + at.start, paragraph.span.end)
    if start < 0:
        start = draft.content.find(words, paragraph.span.start, paragraph.span.end)
    return Span(start, start + len(words)) if start >= 0 else paragraph.span
