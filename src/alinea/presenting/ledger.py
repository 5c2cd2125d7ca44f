"""What is owed, in words for a person and as rows for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alinea.model.ledger import Entry, Obligation, Status, Window
from alinea.model.record import Due
from alinea.presenting.addresses import place_named
from alinea.presenting.commitments import due as due_told
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

__all__ = ["COLUMNS", "bearer_of", "closing", "lines", "number_of", "row_of", "when"]

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
        "evidence": shown.place.address if shown else None,
        "evidence_kind": shown.kind if shown else None,
        "evidence_on": shown.on.isoformat() if shown and shown.on else None,
        "evidence_document": shown.document if shown else None,
        "evidence_text": shown.place.text if shown else None,
        "span": [list(owed.span)],
    }


def lines(entry: Entry, words: Words) -> Iterator[str]:
    """Yield an entry in words, a line at a time: when and where it stands, who owes what, the proof, the reason."""
    owed = entry.obligation
    yield words("due.line", when=when(entry, words), status=words(f"status.{entry.status.value}"))
    number = number_of(owed, words)
    yield f"  {printable(owed.symbol)} · {number} · {printable(_charge(owed, words))}"
    if owed.subject:
        yield f"    {words('due.subject', subject=printable(owed.subject))}"
    yield f"    {words('due.quote', quote=printable(owed.quote))}"
    if owed.condition:
        yield f"    {words('due.if', condition=printable(owed.condition))}"
    doubt = "" if owed.certain else f" · {words('due.uncertain')}"
    yield f"    {words('due.because', reason=reason(entry, words))}{doubt}"


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
    """Return the paragraph as a person names it: ``paragraphe 6``, ``alinéa 3 du préambule``."""
    return place_named(owed.paragraph, words)


def closing(counts: Mapping[Status, int], words: Words) -> str:
    """Return how many entries there are, and how many of each status."""
    told = [words.count(f"status-{status.value}", number) for status, number in counts.items() if number]
    total = sum(counts.values())
    return words("due.closing", charges=words.count("charges", total), counts=words.listing(told))
