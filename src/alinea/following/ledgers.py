"""From a corpus and a date to the ledger: what is owed, and where each thing stands on that day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from alinea.following.evidence import evidence_of
from alinea.following.recurrences import next_time, recurrence_of
from alinea.following.successors import Later, later_texts
from alinea.model.corpus import Charge, Corpus, Outline, Work
from alinea.model.ledger import Entry, Evidence, Ledger, Obligation, Status
from alinea.vocab.windows import due_session, due_window

__all__ = ["follow", "judge", "obligations", "obligations_of", "ordered"]

MET = ("answers", "report-noted", "same-report", "item-inscribed")
ANEW = ("asked-anew", "renewed")


def follow(corpus: Corpus, as_of: datetime.date) -> Ledger:
    """Return what is owed under the works of a corpus, and where it stands on a day.

    Args:
        corpus: linked works; as_of: the day; texts adopted after it, and what they show, are left out.
    """
    entries = (judge(each, as_of) for each in obligations(corpus))
    return Ledger(as_of, tuple(ordered(each for each in entries if each is not None)))


def obligations(corpus: Corpus, symbols: Iterable[str] | None = None) -> Iterator[Obligation]:
    """Yield the commitments of works with their time and the evidence of them, for no day in particular.

    Args:
        corpus: linked works; symbols: those whose commitments are asked for; all where not given.
    """
    for symbol in corpus.works if symbols is None else symbols:
        work = corpus.works[symbol]
        if work.chief.charges:
            yield from obligations_of(work, later_texts(symbol, corpus))


def obligations_of(work: Work, later: Sequence[Later]) -> Iterator[Obligation]:
    """Yield the commitments of one work with their time and what later texts show of them."""
    for charge in work.chief.charges:
        yield _obligation(charge, work.chief, later)


def _obligation(charge: Charge, version: Outline, later: Sequence[Later]) -> Obligation:
    commitment = charge.commitment
    found = due_session(commitment.due, version.organ, version.adopted_on)
    bearer, recipient = commitment.bearer, commitment.recipient
    return Obligation(
        id=f"{version.symbol}#{charge.paragraph}/{commitment.kind}/{charge.ordinal}",
        symbol=version.symbol,
        organ=version.organ,
        session=version.session,
        adopted_on=version.adopted_on,
        title=version.title,
        language=version.language,
        paragraph=charge.paragraph,
        kind=commitment.kind,
        bearer=bearer.text if bearer else None,
        bearer_id=charge.bearer_id,
        recipient=recipient.text if recipient else None,
        recipient_id=recipient.id if recipient else None,
        act=commitment.act,
        force=commitment.force,
        condition=commitment.condition,
        certain=commitment.certain,
        quote=commitment.quote,
        span=commitment.span,
        due=commitment.due,
        window=due_window(commitment.due, version.organ, version.adopted_on),
        due_session=found[0] if found else None,
        due_organ=found[1] if found else None,
        recurrence=None
        if _numbered(charge, version)
        else recurrence_of(charge, version.organ, version.adopted_on, _term(version)),
        subject=charge.subject,
        evidence=evidence_of(charge, version, later),
    )


def _numbered(charge: Charge, version: Outline) -> bool:
    """Tell whether the text names each time: *un rapport annuel à ses 76e et 77e sessions* comes twice, no more."""
    due, said = charge.commitment.due, charge.commitment
    if due is None or due.session is None or charge.recurrence is None:
        return False
    return any(
        other.paragraph == charge.paragraph
        and (other.commitment.kind, other.commitment.span) == (said.kind, said.span)
        and other.commitment.due is not None
        and other.commitment.due.session not in (None, due.session)
        for other in version.charges
    )


def _term(version: Outline) -> datetime.date | None:
    """Return the last day of the mandates that a text establishes or extends, None where it names no such day."""
    windows = (
        due_window(each.commitment.due, version.organ, version.adopted_on)
        for each in version.charges
        if each.commitment.kind == "term" and each.recurrence is None
    )
    return max((each.closes for each in windows if each is not None and each.basis == "day"), default=None)


def judge(obligation: Obligation, as_of: datetime.date) -> Entry | None:
    """Return where an obligation stands on a day, or None where it was not yet laid.

    The first that holds decides: a later text shows that it was done; a later text asks it anew; it comes again;
    no time is named; its time has not passed; the text that would have told of it is silent. Else nothing is known.
    """
    if obligation.adopted_on and obligation.adopted_on > as_of:
        return None
    known = [each for each in obligation.evidence if each.on is None or each.on <= as_of]
    window, recurrence = obligation.window, obligation.recurrence
    coming = window.closes if window and window.closes >= as_of else None
    if recurrence is not None:
        coming = next_time(recurrence, as_of) or coming
    for kinds, status in ((MET, Status.MET), (ANEW, Status.SUPERSEDED)):
        shown = _first(known, kinds)
        if shown and not (status is Status.MET and recurrence is not None and recurrence.rule):
            return Entry(obligation, status, shown.kind, shown)
    if recurrence is not None and recurrence.rule is not None:
        if recurrence.until and recurrence.until < as_of:
            return Entry(obligation, Status.UNKNOWN, "term-over")
        return Entry(obligation, Status.DUE, "comes-again", None, coming)
    if window is None:
        reason = "no-period-named" if recurrence else "no-time-named"
        if obligation.due and obligation.due.session is not None:
            reason = "session-not-dated"
        return Entry(obligation, Status.UNKNOWN, reason)
    if window.closes >= as_of:
        return Entry(
            obligation,
            Status.DUE,
            "ahead" if window.basis == "session" and window.opens > as_of else "window-open",
            None,
            coming,
        )
    shown = _first(known, ("missing",)) or _first(known, ("silent",))
    if shown:
        return Entry(obligation, Status.OVERDUE, shown.kind, shown)
    return Entry(obligation, Status.UNKNOWN, "nothing-held-tells")


def _first(evidence: Iterable[Evidence], kinds: tuple[str, ...]) -> Evidence | None:
    return next((each for each in evidence if each.kind in kinds), None)


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in order of the day they next fall due, of their window, and of their address."""

    def key(entry: Entry) -> tuple[datetime.date, datetime.date, str]:
        last = datetime.date.max
        window = entry.obligation.window
        return entry.next or last, window.closes if window else last, entry.obligation.id

    return sorted(entries, key=key)
