"""What is owed under a work and what later texts show of it; and where each thing stands on a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from alinea.following.evidence import evidence_of, proclaimed
from alinea.following.recurrences import beside_debate, next_time, recurrence_of
from alinea.following.successors import Later
from alinea.model.corpus import Charge, Issued, Outline, Work
from alinea.model.ledger import (
    ANEW,
    ISSUED,
    TOLD,
    Entry,
    Evidence,
    Explanation,
    Obligation,
    Recurrence,
    Status,
)
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.sessions import session_window
from alinea.vocab.tables import table
from alinea.vocab.time_words import time_words
from alinea.vocab.windows import due_session, due_window


def obligations_of(
    work: Work, later: Sequence[Later], documents: Sequence[Issued] = (), unasked: Sequence[Issued] = ()
) -> Iterator[Obligation]:
    """Yield the commitments of one work with their time and what later texts, and documents, show of them.

    Args:
        documents: those that say that it asked for them; unasked: those that say so of no text.
    """
    titles = {each.language: each.title for each in work.versions if each.title}
    for charge in work.chief.charges:
        shown = evidence_of(charge, work.chief, later, documents, unasked, titles)
        anew = tuple((each.on, day) for each, day in proclaimed(charge, work.chief, later) if each.on)
        recurrence = _recurrence(charge, work.chief)
        if recurrence is not None and anew:
            recurrence = replace(recurrence, anew=anew, days=365)  # what is proclaimed so is a year
        recurrence = _going_on(recurrence, charge.commitment.kind, shown) if recurrence else None
        yield _obligation(charge, work.chief, recurrence, shown)


def _obligation(
    charge: Charge, version: Outline, recurrence: Recurrence | None, evidence: tuple[Evidence, ...]
) -> Obligation:
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
        recurrence=recurrence,
        subject=charge.subject,
        what=commitment.what.text if commitment.what else None,
        nature=commitment.nature,
        deliverable=commitment.deliverable,
        means=commitment.means.class_ if commitment.means else None,
        bearers=charge.bearers,
        recipients=commitment.recipients or ((recipient,) if recipient else ()),
        evidence=evidence,
        conditions=commitment.conditions,
    )


def _recurrence(charge: Charge, version: Outline) -> Recurrence | None:
    if _numbered(charge, version):
        return None
    found = recurrence_of(charge, version.organ, version.adopted_on, _term(version), version.language)
    if found and version.adopted_on and _in_margins(charge, version.language):
        found = beside_debate(found, version.adopted_on)
    lapses = lapse(found, charge.commitment.kind, _adopted_by(version)) if found else None
    return replace(found, lapses=lapses) if found and lapses else found


def _in_margins(charge: Charge, language: str) -> bool:
    """Tell whether a meeting is one beside those of the Assembly: *en marge de l'Assemblée générale*."""
    said = charge.commitment.what.text if charge.commitment.what else charge.text
    return (
        charge.commitment.kind == "meeting" and linking_words(language).margins.search(fold(said)) is not None
    )


def _going_on(found: Recurrence, kind: str, shown: Sequence[Evidence]) -> Recurrence:
    """Return a recurrence as known to go on for longer, where texts of the time it was known for tell that it did."""
    for each in shown:
        if each.kind == "kept" and each.on and found.lapses and each.on <= found.lapses:
            found = replace(found, lapses=lapse(found, kind, each.on))
    return found


def _adopted_by(version: Outline) -> datetime.date | None:
    """Return the day of a text; of one whose day was not read, the last of its session, which it is not later than."""
    if version.adopted_on or version.session is None:
        return version.adopted_on
    window = session_window(version.organ, version.session)
    return window.closes if window else None


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
        if each.commitment.kind == "term"
        and each.recurrence is None
        and not _set_up_by(each, version.language)
    )
    return max((each.closes for each in windows if each is not None and each.basis == "day"), default=None)


def _set_up_by(charge: Charge, language: str) -> bool:
    """Tell whether a body is to be set up by a day, which is no end of it: *de créer, d'ici à octobre, un groupe*."""
    said = charge.commitment.due.text if charge.commitment.due else None
    return said is not None and time_words(language).done_by.search(fold(said)) is not None


def judge(obligation: Obligation, as_of: datetime.date) -> Entry | None:
    """Return where an obligation stands on a day, or None where it was not yet laid.

    The first of `RULES` that holds decides.
    """
    if obligation.adopted_on and obligation.adopted_on > as_of:
        return None
    known = _known(obligation, as_of)
    _, (status, reason, shown, coming) = _decided(obligation, known, as_of)
    return Entry(
        obligation,
        status,
        reason,
        shown,
        coming,
        _late(obligation, known, shown) if status is Status.MET else None,
        _first(known, ANEW),
    )


_Standing = tuple[Status, str, Evidence | None, datetime.date | None]


def _done(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del as_of
    shown = next((each for each in known if each in obligation.done), None)
    return (Status.MET, shown.kind, shown, None) if shown and not _recurs(obligation) else None


def _taken_over(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del as_of
    shown = next((each for each in known if each in obligation.taken_over), None)
    return (Status.SUPERSEDED, shown.kind, shown, None) if shown else None


def _comes_again(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del known
    recurrence, window = obligation.recurrence, obligation.window
    if recurrence is None or not _recurs(obligation):
        return None
    if recurrence.until and recurrence.until < as_of:
        # The last day of a mandate is no end: a text that is not held may have extended it.
        if recurrence.mandated:
            return Status.UNKNOWN, "no-renewal-held", None, None
        return Status.LAPSED, "end-named", None, None
    if recurrence.lapses and recurrence.lapses < as_of:
        return Status.UNKNOWN, "not-repeated", None, None
    ahead = window.closes if window and window.closes >= as_of else None
    return Status.DUE, "comes-again", None, next_time(recurrence, as_of) or ahead


def _no_time(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del known, as_of
    if obligation.window is not None:
        return None
    if not obligation.undated:
        return Status.UNKNOWN, "session-not-dated", None, None
    return Status.UNDATED, "no-period-named" if obligation.recurrence else "no-time-named", None, None


def _not_over(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del known
    window = obligation.window
    if window is None or window.closes < as_of:
        return None
    ahead = window.basis == "session" and window.opens > as_of
    return Status.DUE, "ahead" if ahead else "window-open", None, window.closes


def _missed(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del obligation, as_of
    shown = next((each for kind in TOLD if (each := _first(known, (kind,)))), None)
    return (Status.OVERDUE, shown.kind, shown, None) if shown else None


def _ended(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing | None:
    del known, as_of
    return (Status.UNKNOWN, "no-renewal-held", None, None) if obligation.kind == "term" else None


def _untold(obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date) -> _Standing:
    del obligation, known, as_of
    return Status.UNKNOWN, "nothing-held-tells", None, None


def _recurs(obligation: Obligation) -> bool:
    return obligation.recurrence is not None and obligation.recurrence.rule is not None


RULES: Mapping[str, Callable[[Obligation, Sequence[Evidence], datetime.date], _Standing | None]] = {
    "done": _done,
    "taken-over": _taken_over,
    "comes-again": _comes_again,
    "no-time": _no_time,
    "not-over": _not_over,
    "missed": _missed,
    "ended": _ended,
    "untold": _untold,
}
"""What a status is told by, of what was known on a day: the first that holds decides. In words: `docs/following.md`."""


def _known(obligation: Obligation, as_of: datetime.date) -> tuple[Evidence, ...]:
    return tuple(each for each in obligation.evidence if each.on is None or each.on <= as_of)


def _decided(
    obligation: Obligation, known: Sequence[Evidence], as_of: datetime.date
) -> tuple[str, _Standing]:
    """Return the first rule that holds, and how an obligation stands by it; the last rule always does."""
    return next(
        (name, found) for name, rule in RULES.items() if (found := rule(obligation, known, as_of)) is not None
    )


def explain(obligation: Obligation, as_of: datetime.date) -> Explanation | None:
    """Return how an obligation comes to stand where it does on a day; None where it was not yet laid.

    A sample: of a report whose time has passed and of which nothing is told, all rules down to ``untold`` are named,
    and that one holds.
    """
    entry = judge(obligation, as_of)
    if entry is None:
        return None
    known = _known(obligation, as_of)
    rule, _ = _decided(obligation, known, as_of)
    passed = tuple(takewhile(lambda name: name != rule, RULES))
    return Explanation(entry, passed, rule, known, tuple(x for x in obligation.evidence if x not in known))


def _late(obligation: Obligation, known: Sequence[Evidence], shown: Evidence | None) -> bool | None:
    """Tell whether what was done was late: not where a text of its time shows it, but where one missed it before."""
    window = obligation.window
    if window is None or shown is None or shown.on is None:
        return None
    if shown.on <= window.closes:
        return False
    if shown.kind in ISSUED:
        return True  # it was issued on that day, and not before
    missed = _first(known, ("missing",))
    return True if missed and missed.on and missed.on < shown.on else None


def _first(evidence: Iterable[Evidence], kinds: tuple[str, ...]) -> Evidence | None:
    return next((each for each in evidence if each.kind in kinds), None)


_UNITS = {"YEARLY": "years", "MONTHLY": "months", "WEEKLY": "weeks", "DAILY": "days"}
_RULE = re.compile(r"FREQ=([A-Z]+)(?:;INTERVAL=([0-9]{1,3}))?")


def lapse(recurrence: Recurrence, kind: str, adopted_on: datetime.date | None) -> datetime.date | None:
    """Return the day after which something is not known to recur unless a later text repeats it; None where it lasts.

    Args:
        recurrence: how it recurs; kind: of commitment; adopted_on: the day of the text that asks for it.

    A sample: a yearly report asked for on 7 December 2020 is not known to be asked for after 7 December 2023.
    """
    rules = table("common", "lapsing")
    found = _RULE.match(recurrence.rule or "")
    if found is None or recurrence.until or adopted_on is None or kind in rules["kinds"]["lasting"]:
        return None
    rule = rules[_UNITS[found[1]]]
    years = int(rule["times"]) * int(found[2] or 1) + int(rule["plus"])
    day = (
        min(adopted_on.day, 28) if adopted_on.month == 2 else adopted_on.day
    )  # not every year has a 29 February
    return adopted_on.replace(year=adopted_on.year + years, day=day)
