"""Rules AL301 to AL307: documents cited, their dates, footnotes, and later texts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache

from alinea.linting.findings import Draft, Fact, Finding, Held, Shelf
from alinea.model.record import Citation, Paragraph
from alinea.model.spans import Span
from alinea.vocab.bodies import bodies
from alinea.vocab.dates import dates_in_figures, months
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_roman

DATED = ("A/RES/", "A/DEC/", "E/RES/", "E/DEC/", "A/HRC/RES/", "A/HRC/DEC/")
"""Texts that are cited with their date. The year of one of the Security Council stands in its symbol."""
FEW = 2
"""Notes that may be alone in a text without others."""
LISTED = 3
"""Texts not held that are pointed out one by one; of more there is one finding for all."""
BEFORE, AFTER = 40, 200
"""Characters about a citation within which its date may stand."""

_ASSEMBLY = "A"
_NUMBER = re.compile(
    r"(?P<session>\d+)/\d+[A-Z]*|\d+[A-Z]*\((?:(?P<year>(?:19|20)\d\d)|(?P<numeral>[IVXLC]+))\)"
)


def check_citing(draft: Draft, held: Shelf | None) -> Iterator[Finding]:
    """Yield what is wrong with what a draft cites.

    Args:
        held: what a library holds, None where there is none to compare with.
    """
    dates: dict[str, datetime.date | None] = {}
    against: list[Finding] = []
    seen: set[str] = set()
    for _, paragraph in draft.body():
        for place, citation in enumerate(paragraph.citations):
            if citation.kind not in ("resolution", "decision"):
                continue
            dated = _dated(paragraph, place, draft.language)
            yield from _dates(draft, paragraph, citation, dated, dates)
            if held is not None and citation.target not in seen:
                found = list(_against(held, paragraph, citation))
                seen |= {citation.target} if found else set()
                against += found
        yield from _figures(draft, paragraph)
    yield from _gathered(against)
    if held is not None:
        yield from _overtaken(draft, held)
    yield from _notes(draft)


def _gathered(found: list[Finding]) -> Iterator[Finding]:
    """Yield findings against a library, those of texts that it does not hold as one where they are many."""
    missing = [each for each in found if each.rule == "AL301"]
    yield from (each for each in found if each.rule != "AL301")
    if len(missing) <= LISTED:
        yield from missing
        return
    targets = ", ".join(str(each.facts["target"]) for each in missing)
    facts: dict[str, Fact] = {"n": len(missing), "targets": targets}
    yield Finding("AL301", "several", missing[0].span, missing[0].address, facts)


def _overtaken(draft: Draft, held: Shelf) -> Iterator[Finding]:
    """AL307: a text is cited, and a later one of its series is held that is not; of a list the latest text counts.

    What is later than the draft itself, where its day of adoption is known, is not looked at.
    """
    record = draft.record
    cited = [
        (paragraph, citation)
        for _, paragraph in draft.body()
        for citation in paragraph.citations
        if citation.kind == "resolution"
    ]
    named = {citation.target for _, citation in cited} | {record.symbol}
    latest: dict[str, tuple[datetime.date, Paragraph, Citation, Held]] = {}
    for paragraph, citation in cited:
        found = held(citation.target)
        if found is None or found.later is None or found.later in named:
            continue
        if record.adopted_on and (found.later_on is None or found.later_on >= record.adopted_on):
            continue
        day = found.adopted_on or citation.date or datetime.date.min
        if found.later not in latest or latest[found.later][0] < day:
            latest[found.later] = (day, paragraph, citation, found)
    for later, (_, paragraph, citation, found) in latest.items():
        facts: dict[str, Fact] = {"text": citation.text, "target": citation.target, "later": later}
        case = "overtaken"
        if found.later_on is not None:
            facts["date"] = found.later_on.isoformat()
            case = "overtaken-on"
        yield Finding("AL307", case, citation.span, paragraph.id, facts)


def _figures(draft: Draft, paragraph: Paragraph) -> Iterator[Finding]:
    """AL306: dates are written with the name of the month."""
    after = paragraph.span.start
    for start, end in dates_in_figures(paragraph.text):
        printed = paragraph.text[start:end]
        place = draft.content.find(printed, after, paragraph.span.end)
        if place >= 0:
            after = place + len(printed)
            yield Finding("AL306", "figures", Span(place, after), paragraph.id, {"text": printed})


def _notes(draft: Draft) -> Iterator[Finding]:
    """AL305: footnotes and their marks.

    Not where pages are set, or more notes are alone than not: there the marks are mostly such as cannot be read.
    """
    if any(part.kind == "furniture" for part in draft.record.parts):
        return
    alone = [each for each in draft.record.warnings if each.code in ("note-missing", "note-not-called")]
    calls = sum(len(paragraph.calls) for paragraph in draft.record.paragraphs())
    for warning in alone:
        if warning.span is not None and (len(alone) <= calls or len(alone) <= FEW):
            yield Finding("AL305", warning.code, warning.span)


def _dates(
    draft: Draft,
    paragraph: Paragraph,
    citation: Citation,
    dated: bool,
    dates: dict[str, datetime.date | None],
) -> Iterator[Finding]:
    """AL302, AL303, AL304: a date at the first mention, the same every time, and one that can be."""
    facts = {"text": citation.text, "target": citation.target}
    first = citation.target not in dates
    recalls = paragraph.lead is not None and paragraph.lead.act_class == "recalling"
    if first and recalls and not dated and _wants_date(draft, citation):
        yield Finding("AL302", "undated", citation.span, paragraph.id, facts)
    known = dates.get(citation.target)
    if citation.date is not None and known is not None and citation.date != known:
        told = {**facts, "date": citation.date.isoformat(), "other": known.isoformat()}
        yield Finding("AL303", "differs", citation.span, paragraph.id, told)
    elif citation.date is not None and _impossible(
        citation.target, citation.date, annual=paragraph.number is None
    ):
        told = {**facts, "date": citation.date.isoformat()}
        yield Finding("AL304", "session", citation.span, paragraph.id, told)
    dates[citation.target] = known or citation.date


def _wants_date(draft: Draft, citation: Citation) -> bool:
    if draft.record.symbol == citation.target or not citation.target.startswith(DATED):
        return False
    return draft.record.organ != "S"  # its own texts give no dates


def _dated(paragraph: Paragraph, place: int, language: str) -> bool:
    """Tell whether a citation has a date: its own, or that of the words about it.

    *71/31 et 71/32 du 5 décembre 2016*; *62/214, qu'elle a adoptée le 21 décembre 2007*. The date that stands in a
    further citation is of that one, unless it goes on with a list (*et 71/32*).
    """
    citation = paragraph.citations[place]
    if citation.date is not None:
        return True
    start, end = max(0, citation.at.start - BEFORE), citation.at.end + AFTER
    others = [
        each.at
        for each in paragraph.citations
        if each is not citation and each.date is not None and not each.text[:1].isdecimal()
    ]
    for found in _date(language).finditer(fold(paragraph.text[:end]), start):
        if not any(at.start <= found.start() < at.end for at in others):
            return True
    return any(start <= place < end for place, _ in dates_in_figures(paragraph.text[:end]))


@cache
def _date(language: str) -> re.Pattern[str]:
    month = "|".join(map(re.escape, months(language)))
    return re.compile(rf"\b(?:{month})\b(?: (?:19|20)\d\d)?")


def _impossible(target: str, date: datetime.date, *, annual: bool) -> bool:
    """Tell whether a text of that session or year cannot bear that date: 62/27 of 2001, 1325 (2000) of 2001.

    Args:
        annual: those with a year too; in the operative part the date after them may be one that something is due.
    """
    series, _, number = target.partition("/RES/")
    body = bodies().get(series)
    shaped = _NUMBER.fullmatch(number)
    if body is None or shaped is None:
        return False
    if shaped["year"] and "annual" in body.shapes:
        return annual and int(shaped["year"]) != date.year
    session = parse_roman(shaped["numeral"].lower()) if shaped["numeral"] else None
    if shaped["session"] and "session" in body.shapes:
        session = int(shaped["session"])
    opened = body.year_of(session) if session is not None else None
    if opened is None:
        return False
    # The Assembly opens in September and goes on to the next; other sessions may begin before the turn of the year.
    return not opened - (series != _ASSEMBLY) <= date.year <= opened + 1


def _against(held: Shelf, paragraph: Paragraph, citation: Citation) -> Iterator[Finding]:
    """AL301, AL303: what is cited is held, and bears the date that is given."""
    found = held(citation.target)
    facts: Mapping[str, str] = {"text": citation.text, "target": citation.target}
    if found is None or not found.text:
        yield Finding("AL301", "not-held", citation.span, paragraph.id, facts)
    elif citation.date and found.adopted_on and citation.date != found.adopted_on:
        told = {**facts, "date": citation.date.isoformat(), "other": found.adopted_on.isoformat()}
        yield Finding("AL303", "library", citation.span, paragraph.id, told)
