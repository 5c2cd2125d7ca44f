"""What is owed, in words for a person and as rows for a program."""

from __future__ import annotations

import re
from collections.abc import Mapping

from alinea.model.ledger import Entry, Obligation, Status, Window
from alinea.model.record import Due
from alinea.presenting.commitments import due as due_told
from alinea.presenting.excerpts import excerpt
from alinea.presenting.places import place
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

__all__ = ["COLUMNS", "bearer_of", "closing", "heading", "line", "number_of", "row_of", "when"]

QUOTED = 120
"""Characters of the words quoted on a line: with who and where, two lines of a screen."""

_SPACES = re.compile(r"[ \t\r\n]+")  # those that do not break are kept

COLUMNS = (
    "id",
    "address",
    "work",
    "paragraph",
    "organ",
    "adopted_on",
    "title",
    "language",
    "kind",
    "status",
    "reason",
    "bearer",
    "bearer_id",
    "recipient",
    "recipient_id",
    "act",
    "force",
    "condition",
    "certain",
    "quote",
    "subject",
    "due_text",
    "due_session",
    "due_organ",
    "due_date",
    "opens",
    "closes",
    "exact",
    "recurrence",
    "rrule",
    "next",
    "late",
    "asked_again_by",
    "evidence",
    "evidence_kind",
    "evidence_on",
    "evidence_document",
    "evidence_text",
    "span",
)

Row = Mapping[str, str | int | bool | list[list[int]] | None]


def row_of(entry: Entry) -> Row:
    """Return an entry as a row of an answer, with the keys of `COLUMNS`."""
    owed, window, shown = entry.obligation, entry.obligation.window, entry.shown
    due = owed.due or Due()
    return {
        "id": owed.id,
        "address": owed.address,
        "work": owed.symbol,
        "paragraph": owed.paragraph,
        "organ": owed.organ,
        "adopted_on": owed.adopted_on.isoformat() if owed.adopted_on else None,
        "title": owed.title,
        "language": owed.language,
        "kind": owed.kind,
        "status": entry.status.value,
        "reason": entry.reason,
        "bearer": owed.bearer,
        "bearer_id": owed.bearer_id,
        "recipient": owed.recipient,
        "recipient_id": owed.recipient_id,
        "act": owed.act,
        "force": owed.force,
        "condition": owed.condition,
        "certain": owed.certain,
        "quote": owed.quote,
        "subject": owed.subject,
        "due_text": due.text,
        "due_session": owed.due_session,
        "due_organ": owed.due_organ,
        "due_date": due.date,
        "opens": window.opens.isoformat() if window else None,
        "closes": window.closes.isoformat() if window else None,
        "exact": window.exact if window else None,
        "recurrence": owed.recurrence.period if owed.recurrence else None,
        "rrule": owed.recurrence.rule if owed.recurrence else None,
        "next": entry.next.isoformat() if entry.next else None,
        "late": entry.late,
        "asked_again_by": entry.asked_again_by.place.address if entry.asked_again_by else None,
        "evidence": shown.place.address if shown else None,
        "evidence_kind": shown.kind if shown else None,
        "evidence_on": shown.on.isoformat() if shown and shown.on else None,
        "evidence_document": shown.document if shown else None,
        "evidence_text": shown.place.text if shown else None,
        "span": [list(owed.span)],
    }


def heading(entry: Entry, words: Words) -> str:
    """Return the day or session below which an entry stands in a list."""
    owed, window = entry.obligation, entry.obligation.window
    if owed.recurrence is not None and owed.recurrence.rule is not None:
        return (
            words.date(entry.next, "year" if owed.recurrence.days > 1 else None)
            if entry.next
            else _again(owed, words)
        )
    if owed.due_session is not None and (window is None or window.basis == "session"):
        organ = words.find(f"organ.{owed.due_organ}") or owed.due_organ or ""
        session = words("due.session-of", session=words.ordinal(owed.due_session), organ=organ)
        return f"{session} · {days(window, words)}" if window else session
    return days(window, words) if window else words("due.undated")


def line(entry: Entry, words: Words) -> str:
    """Return an entry in one line: how often, who, what, where, of which resolution, and where it stands if not due."""
    owed = entry.obligation
    again = _again(owed, words) if owed.recurrence is not None else ""
    what = _charge(owed, words)
    if owed.subject:
        what += f" {words('due.subject', subject=owed.subject)}"
    elif owed.kind == "action":
        what += f" {words('due.quote', quote=excerpt(owed.quote, (), QUOTED)[0])}"
    status = ""
    if entry.status is not Status.DUE:
        status = words(f"status.{entry.status.value}")
        status += f" ({entry.shown.place.address})" if entry.shown else ""
    doubt = "" if owed.certain else words("due.uncertain")
    told = (again, what, f"{owed.symbol}, {number_of(owed, words)}", owed.title, status, doubt)
    return " · ".join(printable(_SPACES.sub(" ", each)) for each in told if each)


def _again(owed: Obligation, words: Words) -> str:
    """Return how often something comes again."""
    return due_told(Due(recurrence=owed.recurrence.period), owed.organ, words) if owed.recurrence else ""


def when(entry: Entry, words: Words, *, coming: bool = True) -> str:
    """Return when an entry falls due: session and days, or how often it comes again.

    Args:
        coming: tell also the next time that it comes again.
    """
    owed, recurrence = entry.obligation, entry.obligation.recurrence
    said = []
    if recurrence is not None:
        said.append(due_told(Due(recurrence=recurrence.period), owed.organ, words))
        if entry.next is not None and coming:
            year = "year" if recurrence.days > 1 else None
            said.append(words("due.again", next=words.date(entry.next, year)))
        if recurrence.starts is not None and not recurrence.stated:
            said.append(words("due.no-day" if recurrence.series else "due.counted-from-adoption"))
    if owed.due_session is not None:
        organ = words.find(f"organ.{owed.due_organ}") or owed.due_organ or ""
        said.append(words("due.session-of", session=words.ordinal(owed.due_session), organ=organ))
    if owed.window is not None:
        said.append(days(owed.window, words))
    if not said and owed.due:
        said.append(due_told(owed.due, owed.organ, words, until=owed.kind == "term"))
    return " · ".join(each for each in said if each) or words("due.undated")


def days(window: Window, words: Words) -> str:
    """Return the days of a window: ``14 September 2021 to 12 September 2022``."""
    opens, closes = words.date(window.opens), words.date(window.closes)
    if window.basis == "day":
        return words("due.on", closes=closes)
    if window.basis in ("month", "year"):
        return words("due.within", closes=words.date(window.opens, window.basis))
    if window.exact:
        return words("due.from-to", opens=opens, closes=closes)
    first, last = words.date(window.opens, "month"), words.date(window.closes, "month")
    return words("due.from-to-about", opens=first, closes=last)


def reason(entry: Entry, words: Words) -> str:
    """Return why an entry stands where it does, with the place that shows it."""
    window, shown = entry.obligation.window, entry.shown
    document = words("due.document", document=shown.document) if shown and shown.document else ""
    return words(
        f"reason.{entry.reason}",
        later=shown.place.address if shown else "",
        document=document,
        opens=words.date(window.opens) if window else "",
        closes=words.date(window.closes) if window else "",
    )


def bearer_of(owed: Obligation) -> str | None:
    """Return the bearer as printed, without the spaces of line ends."""
    return " ".join(owed.bearer.split()) if owed.bearer else None


def _charge(owed: Obligation, words: Words) -> str:
    charge = words(f"commitment.{owed.kind}")
    if owed.kind == "action" and owed.act:
        charge = words.find(f"charge.{owed.act}") or words.find(f"act.{owed.act}") or charge
    bearer = bearer_of(owed)
    return (
        words("due.charge", bearer=bearer, charge=charge)
        if bearer
        else words("due.charge-only", charge=charge)
    )


def number_of(owed: Obligation, words: Words) -> str:
    """Return the paragraph as a person names it: ``paragraphe 6 a)``, ``para. 6 (a)``."""
    return place(owed.paragraph, words)


def closing(counts: Mapping[Status, int], words: Words) -> str:
    """Return how many entries there are, and how many of each status."""
    told = [words.count(f"status-{status.value}", number) for status, number in counts.items() if number]
    total = sum(counts.values())
    return words("due.closing", charges=words.count("charges", total), counts=words.listing(told))
