"""Reports received: what the last text took note of, the next takes note of anew, or no more."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alinea.drafting.recalling import Chain, printed_number
from alinea.drafting.rewriting import Rewriting
from alinea.drafting.sessions import Pace
from alinea.drafting.wording import DraftingWords
from alinea.model.corpus import Charge, Notice, Outline
from alinea.model.draft import ChoiceCode, Known
from alinea.model.ledger import Entry, Status
from alinea.model.record import Citation, Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.sessions import session_window
from alinea.vocab.windows import due_window

_JOINED = 8
"""Characters between a symbol and what is joined to it: *A/62/133 et Add.1*."""


_PURSUANT = 90
"""Characters before a resolution in which it is said that a report answers it."""


_YEARS_FROM = 1900
_ASSEMBLY = "A"

_OWN = re.compile(r"(?P<series>[A-Z]+(?:/(?!\d)[A-Z0-9.]+)*)/(?P<session>\d{1,4})/(?P<number>[\w.()-]+)")


@dataclass(frozen=True, slots=True)
class _Renewal:
    """What a notice becomes.

    Attributes:
        asked: the last text asked for a report of the same author, that will be there now.
        direct: the report is what the verb takes note of.
        found: its symbol, where the library knows it; shown: the address of the paragraph that tells.
    """

    asked: bool
    direct: bool = False
    found: str | None = None
    shown: str | None = None


def renew_reports(
    record: Record,
    outline: Outline,
    chain: Chain | None,
    pace: Pace | None,
    known: Known,
    rewritings: Mapping[str, Rewriting],
    words: DraftingWords,
) -> None:
    """Have each paragraph that takes note of a report take note of the one the last text asked for.

    The symbol of that report is left open, unless the library knows it; a report that the last text did not ask for
    again is marked for a person, as it was taken note of already.

    Args:
        chain: the earlier texts on the matter, one of which the report answered.
        rewritings: of paragraphs and footnotes, by address.
    """
    paragraphs = {each.id: each for each in record.paragraphs()}
    asked = [charge for charge in outline.charges if charge.commitment.kind == "report"]
    for notice in outline.notices:
        paragraph = paragraphs.get(notice.place.paragraph)
        if paragraph is None:
            continue
        renewal = _renewal(notice, asked, known)
        rewriting = rewritings[paragraph.id]
        if notice.missing:
            rewriting.mark(_lead_end(paragraph), len(paragraph.text), "report-noted")
            continue
        if not renewal.asked:
            if any(_received(each, record) for each in notice.documents):
                rewriting.mark(_lead_end(paragraph), len(paragraph.text), "noted-before")
            continue
        _answer(paragraph, record, chain, rewriting, words)
        places = list(_places(paragraph, record, rewritings))
        opened = [_reopen(each, citations, renewal, pace, words) for each, citations in places]
        if not any(opened) and renewal.direct:
            rewriting.mark(_lead_end(paragraph), len(paragraph.text), "report-noted")


def _lead_end(paragraph: Paragraph) -> int:
    end = paragraph.lead.at.end if paragraph.lead else 0
    return end + 1 if paragraph.text[end : end + 1] == " " else end


def _renewal(notice: Notice, asked: Sequence[Charge], known: Known) -> _Renewal:
    """Tell whether the last text asks the author of a report for another one, and which that was."""
    for charge in asked:
        reports = notice.by(charge.bearer_id) if charge.bearer_id else ()
        if charge.preambular or not reports:
            continue
        due, direct = charge.commitment.due, reports[0].direct
        if due is None or not (due.session or due.date or charge.recurrence):
            continue
        for entry in known.entries:
            obligation = entry.obligation
            same = obligation.paragraph == charge.paragraph and obligation.kind == "report"
            if same and entry.status is Status.MET and entry.shown and entry.shown.document:
                return _Renewal(True, direct, entry.shown.document, entry.shown.place.address)
        return _Renewal(True, direct)
    return _Renewal(False)


def _received(document: str, record: Record) -> bool:
    """Tell whether a document is one of the session of the last text, so that it was new then and is not any more.

    Those of other organs bear the number of another session, or a year: that of the adoption or the one before.
    """
    match = _OWN.match(document)
    if match is None:
        return False
    session, series = int(match["session"]), match["series"]
    if session == record.session and series.partition("/")[0] == (record.organ or "").partition("/")[0]:
        return True
    if record.adopted_on is None or series == record.organ == _ASSEMBLY:
        return False
    year = record.adopted_on.year
    if session >= _YEARS_FROM:
        return year - 1 <= session <= year
    window = session_window(series, session)
    return window is not None and series != _ASSEMBLY and year - 1 <= window.opens.year <= year


def _answer(
    paragraph: Paragraph, record: Record, chain: Chain | None, rewriting: Rewriting, words: DraftingWords
) -> None:
    """Put the last text in the place of the one before it, in pursuance of which the report was submitted."""
    if chain is None:
        return
    folded, pursuant = fold(paragraph.text), linking_words(record.language).pursuant
    for citation in paragraph.citations:
        if citation.target != chain.newest:
            continue
        before = folded[max(0, citation.at.start - _PURSUANT) : citation.at.start]
        if not pursuant.search(before):
            continue
        number = re.search(r"\d", citation.text)
        start = citation.at.start + (number.start() if number else 0)
        cited = printed_number(record)
        if citation.date is not None and record.adopted_on is not None:
            cited = words.table["recall"]["dated"].format(number=cited, date=words.date(record.adopted_on))
        facts = (("symbol", record.symbol or ""), ("before", citation.target))
        rewriting.put(start, citation.at.end, cited, change="report-of-last", facts=facts)


def _places(
    paragraph: Paragraph, record: Record, rewritings: Mapping[str, Rewriting]
) -> Iterator[tuple[Rewriting, tuple[Citation, ...]]]:
    """Yield the paragraph and the footnotes it calls, each with the documents received that are named there."""

    def received(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(each for each in citations if each.kind == "document" and _received(each.target, record))

    yield rewritings[paragraph.id], received(paragraph.citations)
    for place, note in enumerate(record.footnotes, 1):
        if note.number in paragraph.footnotes:
            yield rewritings[f"note_{place}"], received(note.citations)


def _reopen(
    rewriting: Rewriting,
    citations: Sequence[Citation],
    renewal: _Renewal,
    pace: Pace | None,
    words: DraftingWords,
) -> bool:
    """Put the symbol of the report to come in the place of that received; leave its number open."""
    done = False
    for group in _joined(citations, rewriting.text):
        start, end = group[0].at.start, max(each.at.end for each in group)
        opened = [_symbol(each.target, rewriting.text, pace, words) for each in group if _heads(each, group)]
        settled = all(sure for _, sure in opened)
        if renewal.found:
            facts = (("symbol", renewal.found), ("place", renewal.shown or ""))
            done |= rewriting.put(start, end, renewal.found, change="report-found", facts=facts)
        else:
            now = "-".join(symbol for symbol, _ in opened)
            facts = (("before", group[0].target), ("settled", "yes" if settled else ""))
            done |= rewriting.put(
                start, end, f"[{now}]", change="report-of-last", choice="report-symbol", facts=facts
            )
        if settled and pace is not None:
            _session_of_supplement(rewriting, pace, words)
    return done


def _heads(citation: Citation, group: Sequence[Citation]) -> bool:
    """Tell whether a symbol is not merely joined to another of its group: an addendum, a corrigendum."""
    return not any(citation is not other and citation.target.startswith(other.target) for other in group)


def _joined(documents: Sequence[Citation], text: str) -> list[list[Citation]]:
    """Return documents with what is joined to them: *A/62/133 et Add.1*, *A/79/78-E/2024/53*."""
    groups = [[each] for each in documents[:1]]
    for before, after in pairwise(documents):
        gap = text[before.at.end : after.at.start]
        added = len(gap) <= _JOINED and after.target.startswith(groups[-1][0].target)
        if added or gap.strip() in ("", "-", "–", "‑"):
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _symbol(document: str, text: str, pace: Pace | None, words: DraftingWords) -> tuple[str, bool]:
    """Return the symbol of the report of the next session, its number open; True where the number is sure to stay.

    Samples: ``A/62/133`` becomes ``A/63/…``; ``A/62/13``, printed as a supplement, ``A/63/13``.
    """
    match = _OWN.match(document)
    if match is None or pace is None:
        return f"{match['series'] if match else document.rpartition('/')[0]}/…", False
    session = int(match["session"])
    # Documents of other organs, such as S/2007/33, bear the number of another session or a year.
    moved = pace.session if session == pace.last else pace.moved(match["series"], session)
    if moved is None:
        years = pace.years
        moved = session + years if session >= _YEARS_FROM and years is not None else None
    if moved is None:
        return f"{match['series']}/…", False
    if words.supplement.search(fold(text)):
        return f"{match['series']}/{moved}/{match['number']}", True
    return f"{match['series']}/{moved}/…", False


def _session_of_supplement(rewriting: Rewriting, pace: Pace, words: DraftingWords) -> None:
    """Move on the session in the name of a supplement: *Documents officiels …, soixante-deuxième session*."""
    for value, start, end in words.ordinals_in(fold(rewriting.text)):
        if value == pace.last:
            now = words.spelled(pace.session, rewriting.text[start:end])
            facts = (("from", str(value)), ("to", str(pace.session)), ("organ", pace.organ))
            rewriting.put(start, end, now, change="session", facts=facts)


_RENEWED = frozenset({"report", "views", "term"})
"""Kinds of commitments that are asked for anew with a later date; a meeting or a year that is over is not."""
_CODES: dict[Status, ChoiceCode] = {
    Status.MET: "met",
    Status.SUPERSEDED: "superseded",
    Status.OVERDUE: "overdue",
}


def point_out(
    record: Record, outline: Outline, pace: Pace | None, known: Known, rewritings: Mapping[str, Rewriting]
) -> None:
    """Mark what was met, has lapsed, or is bound to a date, in each paragraph where no session was moved on.

    Args:
        rewritings: of paragraphs, by address, with the sessions moved on already.
    """
    paragraphs = {each.id: each for each in record.paragraphs()}
    entries = {(each.obligation.paragraph, each.obligation.kind): each for each in known.entries}
    opens = _opening(pace)
    for charge in outline.charges:
        paragraph = paragraphs.get(charge.paragraph)
        if paragraph is None or charge.preambular:
            continue
        rewriting = rewritings[paragraph.id]
        asked_anew = _moved(charge, rewriting)
        entry = entries.get((charge.paragraph, charge.commitment.kind))
        if not asked_anew and entry and entry.status in _CODES and charge.recurrence is None:
            _stands(entry, charge, rewriting)
        elif not asked_anew:
            _dated(charge, paragraph, record, pace, opens, rewriting)


def _opening(pace: Pace | None) -> datetime.date | None:
    window = session_window(pace.organ, pace.session) if pace else None
    return window.opens if window else None


def _moved(charge: Charge, rewriting: Rewriting) -> bool:
    """Tell whether the session that a commitment is due at was moved on."""
    due = charge.commitment.due
    return bool(due and due.session and rewriting.changed)


def _stands(entry: Entry, charge: Charge, rewriting: Rewriting) -> None:
    """Mark a commitment of which the library knows how it stands, with the place that shows it."""
    shown = entry.shown.place.address if entry.shown else None
    document = (entry.shown.document if entry.shown else None) or ""
    facts = (("kind", charge.commitment.kind), ("document", document))
    start, end = charge.commitment.at
    rewriting.mark(start, end, _CODES[entry.status], facts, shown)


def _dated(
    charge: Charge,
    paragraph: Paragraph,
    record: Record,
    pace: Pace | None,
    opens: datetime.date | None,
    rewriting: Rewriting,
) -> None:
    """Mark what falls due on a day, in a month or a year, and what was due before the next text is taken up."""
    commitment, due = charge.commitment, charge.commitment.due
    if commitment.kind == "observance" and charge.year and opens and charge.year < opens.year:
        if charge.recurrence is None:
            rewriting.mark(*commitment.at, "observance-past", (("kind", "observance"),))
        return
    if due is None or (due.date is None and due.session is None):
        return
    window = due_window(due, record.organ or "A", record.adopted_on)
    over = window is not None and opens is not None and window.closes < opens
    kind = ("kind", commitment.kind)
    at = _words(due.text or "", paragraph.text, commitment.at)
    if not rewriting.free(*at):
        return  # the year of a session, moved on already
    if charge.commitment.kind == "observance":
        if over and charge.recurrence is None:
            rewriting.mark(*commitment.at, "observance-past", (kind,))
        return
    if due.date is not None and commitment.kind in _RENEWED and over and charge.recurrence is None:
        years = pace.years if pace else None
        _reopen_charge(rewriting, at, due.date, years, (kind,))
    elif over and charge.recurrence is None:
        rewriting.mark(*commitment.at, "lapsed", (kind,))
    elif due.date is not None and commitment.kind != "action":
        rewriting.mark(*at, "date-named", (kind,))


def _words(words: str, text: str, at: Span) -> tuple[int, int]:
    """Return where the words of a time stand: within or after a commitment, else before it, else all of it."""
    start = text.find(words, at.start) if words else -1
    start = start if start >= 0 else text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (at.start, at.end)


def _reopen_charge(
    rewriting: Rewriting, at: tuple[int, int], date: str, years: int | None, facts: Sequence[tuple[str, str]]
) -> None:
    """Put a date that is over in brackets, its year moved on where it is known by how much."""
    year = date[:4]
    found = [
        match
        for match in re.finditer(r"\b" + year + r"\b", rewriting.text[: at[1]])
        if match.start() >= at[0]
    ]
    if not found:
        rewriting.mark(*at, "lapsed", tuple(facts))
        return
    start, end = found[-1].span()
    now = f"[{int(year) + years}]" if years is not None else f"[{year}]"
    rewriting.put(start, end, now, choice="date-moved", facts=(*facts, ("before", date)))
