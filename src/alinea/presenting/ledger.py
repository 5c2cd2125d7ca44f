"""What is owed, in words for a person and as rows for a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from alinea.model.ledger import Entry, Evidence, Explanation, Obligation, Status
from alinea.model.record import Due
from alinea.model.window import Window
from alinea.presenting.actor_names import titled
from alinea.presenting.commitments import due as due_told
from alinea.presenting.commitments import last_day
from alinea.presenting.hits import excerpt
from alinea.presenting.places import place
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold

QUOTED = 160
"""Characters of what is owed on a line: with who and where, two or three lines of a screen."""

NAMED = 3
"""Of those charged, so many are named on a line; the rest are counted."""

_SPACES = re.compile(r"[ \t\r\n]+")  # those that do not break are kept
_RAISED = re.compile(r"(?<=[0-9IVX])[ \t\r\n]+(?=(?:er|re|e)s?\b)")
"""The space that a converter leaves before letters set above the line: ``1 er juillet``, ``XXI e siècle``."""

COLUMNS = (
    "id", "address", "work", "paragraph", "organ", "adopted_on", "title", "language", "kind", "status",
    "reason", "bearer", "bearer_id", "recipient", "recipient_id", "bearers", "bearer_ids", "through",
    "recipients", "what", "nature", "deliverable", "means", "act", "force", "condition", "certain", "quote",
    "subject", "due_text", "due_session", "due_organ", "due_date", "opens", "closes", "exact", "recurrence",
    "rrule", "next", "late", "asked_again_by", "evidence", "evidence_kind", "evidence_on",
    "evidence_document", "evidence_text", "span",
)  # fmt: skip

Row = Mapping[str, str | int | bool | list[str] | list[list[int]] | None]


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
        "bearers": [each.text for each in owed.bearers],
        "bearer_ids": [each.id or "" for each in owed.bearers],
        "through": entry.through,
        "recipients": [each.text for each in owed.recipients],
        "what": owed.what,
        "nature": owed.nature,
        "deliverable": owed.deliverable,
        "means": owed.means,
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
        session = words("due.session-of", session=words.session(owed.due_session), organ=organ)
        return f"{session} · {days(window, words)}" if window else session
    return days(window, words) if window else words("due.undated")


def line(entry: Entry, words: Words) -> str:
    """Return an entry in one line: how often, who, what, where, of which resolution, and where it stands if not due."""
    owed = entry.obligation
    again = _again(owed, words) if owed.recurrence is not None else ""
    what = owes(owed, words)
    status = ""
    if entry.status is not Status.DUE:
        status = words(f"status.{entry.status.value}")
        # Of a mandate that ended it is said that a text that is not held may have extended it.
        told_why = entry.shown.place.address if entry.shown else reason(entry, words)
        status += f" ({told_why})" if entry.shown or entry.reason in ("no-renewal-held", "end-named") else ""
    doubt = "" if owed.certain else words("due.uncertain")
    group = through(entry, words)
    # One sentence may ask for views and for a report on them, in the same words.
    kind = kind_of(owed, words) if owed.what and owed.kind != "action" else ""
    told = (again, what, kind, f"{owed.symbol}, {number_of(owed, words)}", owed.title, status, doubt, group)
    return " · ".join(printable(_SPACES.sub(" ", each)) for each in told if each)


def through(entry: Entry, words: Words) -> str:
    """Return through which group a State is bound, in words; empty where it is charged itself."""
    if entry.through is None:
        return ""
    name = name_of(entry.through, words.language)
    return words("due.through", group=titled(name, words.language) if name else entry.through)


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
            where = "due.at-debate" if recurrence.debate else "due.no-day" if recurrence.series else None
            said.append(words(where or "due.counted-from-adoption"))
    if owed.due_session is not None:
        organ = words.find(f"organ.{owed.due_organ}") or owed.due_organ or ""
        said.append(words("due.session-of", session=words.session(owed.due_session), organ=organ))
    # Of what comes on a day of the year the first day says no more than the next one.
    if owed.window is not None and not (entry.next and owed.window.basis == "day"):
        if owed.window.basis == "day" and recurrence is not None and recurrence.rule:
            said.append(words("due.first", date=words.date(owed.window.closes)))
        elif owed.window.basis == "day" and owed.due and last_day(owed.due):
            phrase = "phrase.until-day" if owed.kind == "term" else "phrase.by-day"
            said.append(words(phrase, date=words.date(owed.window.closes)))
        else:
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
    window, shown, recurrence = entry.obligation.window, entry.shown, entry.obligation.recurrence
    ends = recurrence.until if recurrence and recurrence.until else window.closes if window else None
    document = words("due.document", document=shown.document) if shown and shown.document else ""
    return words(
        f"reason.{entry.reason}",
        later=shown.place.address if shown else "",
        document=document,
        replies=words.count("replies", shown.replies) if shown and shown.replies else "",
        opens=words.date(window.opens) if window else "",
        closes=words.date(ends) if ends else "",
    )


def bearers_of(owed: Obligation, words: Words, most: int = NAMED) -> str:
    """Return those charged as printed, the first few by name: ``les États Membres, l’OMS et 3 autres``."""
    names = [" ".join(each.text.split()) for each in owed.bearers]
    if len(names) > most:
        others = words.count("others", len(names) - most + 1)
        names = [*names[: most - 1], others]
    return words.listing(names)


def deed_of(owed: Obligation) -> str | None:
    """Return what is to be done in the text's own words, without the spaces of line ends; None where not told apart."""
    return " ".join(_RAISED.sub("", owed.what).split()) if owed.what else None


def kind_of(owed: Obligation, words: Words) -> str:
    """Return what is asked in a word or two: a report, an item of the agenda, what a verb asks for."""
    charge = words(f"commitment.{owed.kind}")
    if owed.kind == "action" and owed.act:
        charge = words.find(f"charge.{owed.act}") or words.find(f"act.{owed.act}") or charge
    return charge


def nature_of(owed: Obligation, words: Words) -> str | None:
    """Return how something binds where it is no plain request or decision: a prohibition, a promise, a permission."""
    return words.find(f"nature.{owed.nature}") if owed.nature not in (None, "request", "decision") else None


def owes(owed: Obligation, words: Words) -> str:
    """Return who owes what: the deed where the text tells it, else its kind with the words that lay it."""
    deed = deed_of(owed)
    if deed is not None:
        charge = excerpt(deed, (), QUOTED)[0]
        # "supply arms": what is not to be done would read as its contrary.
        if (nature := nature_of(owed, words)) is not None:
            charge += f" ({nature})"
    else:
        charge = kind_of(owed, words)
        if owed.kind == "action" and not owed.subject:
            charge += f" {words('due.quote', quote=excerpt(_RAISED.sub('', owed.quote), (), QUOTED)[0])}"
    if owed.subject and fold(owed.subject) not in fold(deed or ""):
        charge += f" {words('due.subject', subject=owed.subject)}"
    bearers = bearers_of(owed, words)
    return (
        words("due.charge", bearer=bearers, charge=charge)
        if bearers
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


def time(told: Explanation, words: Words) -> str:
    """Return when it is due, with the words of the text that say so: the window is found from them."""
    owed = told.entry.obligation
    said = " ".join(owed.due.text.split()) if owed.due and owed.due.text else ""
    stands = when(told.entry, words)
    return words("explain.time", said=said, when=stands) if said else stands


def steps(told: Explanation, words: Words) -> Iterator[tuple[bool, str]]:
    """Yield the rules in the order in which they were tried: whether each holds, and what it asks."""
    for name in told.passed:
        yield False, words(f"rule.{name}")
    status = words(f"status.{told.entry.status.value}")
    decides = words(f"rule.{told.rule}")
    yield True, words("explain.decides", rule=decides, status=status, reason=reason(told.entry, words))


def rests_on(shown: Evidence, words: Words, where: str = "") -> str:
    """Return what a later text or a document shows: its day, what it is, where it stands, and its words."""
    day = words.date(shown.on) if shown.on else ""
    told = dict.fromkeys(
        (day, words(f"evidence.{shown.kind}"), shown.document or "", where or shown.place.address)
    )
    said = " · ".join(each for each in told if each)
    text = " ".join(shown.place.text.split())
    return words("explain.shows", what=said, words=words("due.quote", quote=text)) if text else said
