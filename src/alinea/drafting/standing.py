"""What of the last text was done, lapsed or dated: pointed out to a person, who keeps or drops it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from alinea.drafting.calendars import Pace
from alinea.drafting.rewriting import Rewriting
from alinea.model.corpus import Charge, Outline
from alinea.model.draft import ChoiceCode, Known
from alinea.model.ledger import Entry, Status
from alinea.model.record import Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.sessions import session_window
from alinea.vocab.windows import due_window

_RENEWED = frozenset({"report", "views", "term"})
"""Kinds of commitments that are asked for anew with a later date; a meeting or a year that is over is not."""
_CODES: dict[Status, ChoiceCode] = {
    Status.MET: "met",
    Status.SUPERSEDED: "superseded",
    Status.OVERDUE: "overdue",
}


def point_out(
    record: Record,
    outline: Outline,
    pace: Pace | None,
    known: Known,
    rewritings: Mapping[str, Rewriting],
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
        _reopen(rewriting, at, due.date, years, (kind,))
    elif over and charge.recurrence is None:
        rewriting.mark(*commitment.at, "lapsed", (kind,))
    elif due.date is not None and commitment.kind != "action":
        rewriting.mark(*at, "date-named", (kind,))


def _words(words: str, text: str, at: Span) -> tuple[int, int]:
    """Return where the words of a time stand: within or after a commitment, else before it, else all of it."""
    start = text.find(words, at.start) if words else -1
    start = start if start >= 0 else text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (at.start, at.end)


def _reopen(
    rewriting: Rewriting,
    at: tuple[int, int],
    date: str,
    years: int | None,
    facts: Sequence[tuple[str, str]],
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
