"""What following gives: what is owed, by whom, when, and what is known of whether it was done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from alinea.model.corpus import Place
from alinea.model.record import CommitmentKind, Condition, Deliverable, Due, MeansClass, Nature, Party
from alinea.model.spans import Span
from alinea.model.window import Window


class Status(StrEnum):
    """Where a commitment stands on a day."""

    DUE = "due"  # its time has not passed
    MET = "met"  # a later text shows that it was done
    OVERDUE = (
        "overdue"  # its time has passed; a later text says that it was not done, or would have told of it
    )
    LAPSED = "lapsed"  # it came again, and the end that its text names has passed
    SUPERSEDED = "superseded"  # a later text took it over while its time had not passed
    UNKNOWN = "unknown"  # nothing that is held tells
    UNDATED = "undated"  # no time is named: nothing can be said, and nothing is missed


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something comes again.

    Attributes:
        period: as in `alinea.model.record.Due`: ``annual``, ``every 5 years``, ``periodic``.
        rule: an RRULE of RFC 5545: ``FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12``; None where the text names no period.
        starts: the first day it falls on, None where the text does not tell.
        days: how many days it lasts each time: 1, or those of a year.
        stated: False where the text names no day and that of the opening of a session, or another, stands for it.
        series: of the organ whose sessions it comes with, where their opening stands for the day.
        debate: it is beside the general debate of these sessions, the opening of which stands for the day then.
        until: the day after which it comes no more, None where the text sets no end.
        mandated: that is the last day of the mandates that the text extends, which a text not held may have extended.
        anew: days on which later texts proclaimed it out of turn, each with the first day that it then falls on.
        lapses: the day after which it is not known to go on unless a later text repeats it; None where it lasts.
    """

    period: str
    rule: str | None
    starts: datetime.date | None
    days: int = 1
    stated: bool = True
    series: str | None = None
    until: datetime.date | None = None
    lapses: datetime.date | None = None
    mandated: bool = False
    anew: tuple[tuple[datetime.date, datetime.date], ...] = ()
    debate: bool = False

    def begins(self, day: datetime.date) -> datetime.date | None:
        """Return the first day that it falls on, as the texts adopted by a day tell it; None where none does.

        A sample: a year *tous les cinq ans* that was first 2021 counts from 2025 once a text has proclaimed that.
        """
        told = [each for each in self.anew if each[0] <= day]
        return max(told)[1] if told else self.starts


EvidenceKind = Literal[
    "report-issued",  # a document that is held says that it is submitted as the resolution asked
    "replies-issued",  # the same, of a document that holds the replies sought
    "report-fits",  # a document that is held fits in author, session and subject, and names no resolution that asked
    "answers",  # takes note of a report as one that the resolution asked for
    "report-noted",  # a later text of the series takes note of a report of the session that it was due at
    "same-report",  # done by the same words as a report that was submitted
    "item-inscribed",  # a later text of the series was adopted at the session for which it was put on the agenda
    "item-taken-up",  # a later text of the series has the title of the item, and is of a later session than that
    "kept",  # a later text of the series tells that the meeting was held, or the body founded
    "asked-anew",  # a later text of the series asks the same of the same
    "renewed",  # a later text of the series extends the same again
    "proclaimed",  # a later text proclaims the year that recurs, and it counts from there
    "missing",  # a later text says that what the resolution asked for was not submitted
    "not-listed",  # a list that is declared to have all reports of the session, made after it, has none for it
    "silent",  # a later text of the series, adopted when it was due, tells nothing of it
]


MET: tuple[EvidenceKind, ...] = (
    "report-issued",
    "replies-issued",
    "report-fits",
    "answers",
    "report-noted",
    "same-report",
    "item-inscribed",
    "item-taken-up",
    "kept",
)
ISSUED: tuple[EvidenceKind, ...] = ("report-issued", "replies-issued", "report-fits")
ANEW: tuple[EvidenceKind, ...] = ("asked-anew", "renewed")
TOLD: tuple[EvidenceKind, ...] = ("missing", "not-listed", "silent")
"""Evidence that something was done, that it is asked again, that it was not done; the first that is known decides."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a later text, or a document, shows of a commitment.

    Attributes:
        kind: what it shows; place: the words; on: the day the later text was adopted, or the document issued, None
            where not known.
        document: symbol of the document by which it was done: ``A/62/133``.
        replies: how many replies it holds, None where it holds none.
    """

    kind: EvidenceKind
    place: Place
    on: datetime.date | None
    document: str | None = None
    replies: int | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """A commitment with its time and the evidence of it, before any day is asked about.

    Attributes:
        id: stable: address of the paragraph, kind and place among its kind: ``A/RES/75/28#op_6/report/1``.
        symbol, organ, session, adopted_on, title, language: of the work and the version read.
        paragraph: address within the work; kind, act, force, condition, certain, quote, span: of the commitment.
        what: the deed in the text's own words, None where it is not told apart; nature, deliverable: of the commitment;
            means: with which it is to be done; conditions: all the reserves of the commitment.
        bearers, recipients: all who are charged, and all for whom, in order, with their identifiers where known.
        bearer, recipient: the first of each as printed; bearer_id, recipient_id: where the actor is known.
        due: what the text says of its time; window: when that is, None where it cannot be dated.
        due_session, due_organ: the session it is due at, and of which organ.
        recurrence: None where it does not come again.
        subject: name of the day or year observed, or title of the item, as printed; None where it has none.
        evidence: in order of the days of the later texts.
    """

    id: str
    symbol: str
    organ: str
    session: int | None
    adopted_on: datetime.date | None
    title: str | None
    language: str
    paragraph: str
    kind: CommitmentKind
    bearer: str | None
    bearer_id: str | None
    recipient: str | None
    recipient_id: str | None
    act: str | None
    force: int | None
    condition: str | None
    certain: bool
    quote: str
    span: Span
    due: Due | None
    window: Window | None
    due_session: int | None
    due_organ: str | None
    recurrence: Recurrence | None
    subject: str | None
    what: str | None = None
    nature: Nature | None = None
    deliverable: Deliverable | None = None
    means: MeansClass | None = None
    bearers: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def address(self) -> str:
        """The stable address of the paragraph: ``A/RES/75/28#op_6``."""
        return f"{self.symbol}#{self.paragraph}"

    @property
    def undated(self) -> bool:
        """Whether the text names no time."""
        return (
            self.window is None
            and self.due_session is None
            and not (self.recurrence and self.recurrence.rule)
            and (self.due is None or self.due.session is None)
        )

    @property
    def deadline(self) -> datetime.date | None:
        """The day by which it is wanted where it falls due once: the day its session opens, else the last of its time.

        What is asked *by the end of* a session or *before* one has until the last day.
        """
        window, due = self.window, self.due
        if window is None:
            return None
        by = due is not None and due.to is not None and due.from_ is None
        return window.opens if window.basis == "session" and not by else window.closes

    @property
    def done(self) -> tuple[Evidence, ...]:
        """The evidence that it was done; nothing is, once for all, of what comes again without a period."""
        if self.recurrence is not None and self.undated:
            return ()
        return tuple(each for each in self.evidence if each.kind in MET)

    @property
    def taken_over(self) -> tuple[Evidence, ...]:
        """The evidence that it was asked anew while its time had not passed."""
        if self.undated:
            return ()  # nothing was open, and nothing is closed: *des rapports périodiques*
        ends = self.window.closes if self.window else datetime.date.max
        if self.recurrence is not None and self.recurrence.rule:
            ends = self.recurrence.until or self.recurrence.lapses or datetime.date.max
        return tuple(
            each for each in self.evidence if each.kind in ANEW and (each.on is None or each.on <= ends)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """An obligation on a day.

    Attributes:
        obligation; status; reason: a stable name such as ``report-noted``, ``window-open``, ``no-time-named``.
        shown: the evidence that the status rests on, None where it rests on the calendar.
        next: the day it next falls due or comes again, None where that is not known or lies behind.
        late: of what is met: whether it was done after its time; None where that is not known.
        asked_again_by: the first later text that asks the same again, whatever became of it.
        through: where it was asked what binds a State, the group of which it is one, None where it is itself charged.
    """

    obligation: Obligation
    status: Status
    reason: str
    shown: Evidence | None = None
    next: datetime.date | None = None
    late: bool | None = None
    asked_again_by: Evidence | None = None
    through: str | None = None

    @property
    def deadline(self) -> datetime.date | None:
        """The day by which it is wanted: of what recurs the next one, else that of the obligation."""
        recurrence = self.obligation.recurrence
        return self.next if recurrence is not None and recurrence.rule else self.obligation.deadline


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an obligation comes to stand where it does on a day.

    Attributes:
        entry: the obligation on that day.
        passed: the rules that were tried and did not hold, in order; rule: the one that decides.
        known: all that later texts and documents show of it by that day; later: what they show only after it.
    """

    entry: Entry
    passed: tuple[str, ...]
    rule: str
    known: tuple[Evidence, ...] = ()
    later: tuple[Evidence, ...] = ()
