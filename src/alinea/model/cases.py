"""What people do about a mandate: a case with its steps, replies, notes and verdict, and the history of its changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Plain = str | int | bool | None
"""What a column of the desk holds, as it stands in JSON; days as ``YYYY-MM-DD``."""

Row = Mapping[str, Plain]
"""Columns of a row of the desk, by name."""

Table = Literal["cases", "steps", "replies", "notes", "reviews", "accounts"]
"""The tables that people change; every change of them is in the history."""

Verdict = Literal["met", "overdue", "lapsed", "superseded", "due", "unknown"]
"""How a person says that a commitment stands, in the terms of the computed status, that both can be compared."""

Outcome = Literal["done", "partly-done", "not-done", "no-longer-required"]
"""With what a case is closed."""


MandateState = Literal["not-begun", "in-progress", "implemented", "inactive", "duplicative"]
"""Where a mandate stands; the last three are those that A/RES/80/251, para. 24, asks to be identified."""

Proposal = Literal["renew", "adapt", "merge", "replace", "retire"]
"""What is proposed of a mandate, and decided: A/RES/80/251, paras. 20 to 22."""

Exemption = Literal["charter", "norm-setting", "institution-creating", "political-situation"]
"""The classes of mandates that are not subject to review unless Member States agree otherwise: the same, para. 25."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, when and why.

    Attributes:
        actor: the person, as they name themselves; at: the instant, in UTC; why: in their words, empty where they gave
            no reason and none is asked for.
        key: of the request, by which one that is sent twice is done once; None where it has none.
        account: number of the account that the person was known by; None at a desk without accounts.
        operator: it is whoever holds the database, who looks after the accounts from the shell.
    """

    actor: str
    at: datetime.datetime
    why: str = ""
    key: str | None = None
    account: int | None = None
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that a case rests on, as it was read when the case was opened; reading anew does not change it.

    Attributes:
        work: symbol of the resolution; paragraph: address within it, None for the whole; commitment: identifier of the
            entry of the ledger, None where the text lays none that is read.
        title, adopted_on, language: of the resolution; text: words of the paragraph, or the title.
        quote: words of the commitment; asked: who is charged; addressees: whose views are sought, each as printed
            with its identifier or an empty string; session: at which it is due.
        deadline: the day by which it is wanted, as calendars have it.
    """

    work: str
    paragraph: str | None
    commitment: str | None
    title: str | None
    adopted_on: datetime.date | None
    language: str
    text: str
    quote: str | None = None
    asked: tuple[tuple[str, str], ...] = ()
    addressees: tuple[tuple[str, str], ...] = ()
    session: int | None = None
    deadline: datetime.date | None = None

    @property
    def address(self) -> str:
        """The stable address of the paragraph: ``A/RES/75/28#op_6``."""
        return f"{self.work}#{self.paragraph}" if self.paragraph else self.work


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case.

    Attributes:
        name: in the kind of the case; done_on: the day it was done, None while it is not.
        due_on: the last day for it: as a person set it, else as the rule of the kind counts it; None where neither
            tells. set: whether a person set it.
        document: symbol of the document that it was done by.
        signed_by, signed_on: a second person who signed that it was done, where the kind asks for that.
    """

    name: str
    done_on: datetime.date | None
    due_on: datetime.date | None
    set: bool
    document: str | None
    signed_by: str | None
    signed_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered, as it was received.

    Attributes:
        id: number of the reply in the desk; sender: as logged; sender_id: where the actor is known.
        received_on: the day; late: after the day by which replies were asked for, None where no day was set.
        text: its words, None where they cannot be read; unreadable: why not, the code of the reader.
        language: tag of the language that it is in, as a person says, None where nobody did.
        file: SHA-256 of the file received, None where text was; file_name: as received; media_type.
        again: number of the first reply of the same sender, where this is a further one; same: its content is equal.
        withdrawn: the logging of it was reverted.
    """

    id: int
    sender: str
    sender_id: str | None
    received_on: datetime.date
    late: bool | None
    text: str | None
    unreadable: str | None
    language: str | None
    file: str | None
    file_name: str | None
    again: int | None
    same: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted on a case: its words, who, and on which day; withdrawn: the note was reverted."""

    id: int
    text: str
    actor: str
    noted_on: datetime.date
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a mandate after A/RES/80/251.

    Attributes:
        lead, contributors: who implements it; state, evidence, resources: where it stands, and on what that rests.
        exempt: its class, where it is not subject to review; agreed_by: the text by which Member States agreed that it
            be reviewed all the same.
        proposal, proposal_reason, joined_with, proposed_by: what is proposed, why, with which mandate it is to be
            merged or by which replaced, and who proposed it.
        decision, decided_by: of the Member States, and the text that took it.
        signed_by, signed_on: a second person who signed for it as it stands.
    """

    lead: str | None
    contributors: tuple[str, ...]
    state: MandateState | None
    evidence: str | None
    resources: str | None
    exempt: Exemption | None
    agreed_by: str | None
    proposal: Proposal | None
    proposal_reason: str | None
    joined_with: str | None
    proposed_by: str | None
    decision: Proposal | None
    decided_by: str | None
    signed_by: str | None
    signed_on: datetime.date | None


NO_TIME = "none"
"""Says in a correction that a text sets no time, where one was read."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a text asks, as a person read it, beside what was read by rule.

    Attributes:
        asked: of whom, none where the text asks nothing of anybody; None where that was read rightly.
        due: the number of the session, a day as ``YYYY-MM-DD``, or ``none``; None where that was read rightly.
        reason: in the words of the person.
    """

    asked: tuple[str, ...] | None
    due: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A mandate that is worked on, without what was received and noted of it: see `CaseFile`.

    Attributes:
        id: number of the case in the desk; kind: which steps it has; basis: the text that it rests on.
        opened_on, closed_on: the days; outcome: with what it was closed.
        due_on: the last day for all of it, as the text or a person says.
        assignee: who works on it; verdict: how a person says that the commitment stands, and why.
        correction: how a person corrects what was read of the text, None where nobody did.
        steps: in order; review: of a mandate that is reviewed, else None.
        received, late: how many replies there are, and how many of them came after their last day.
        version: number of the last change in the history of the case.
        withdrawn: its opening was reverted.
        parties: people and entities among whom a confidential case is kept, beside who opened it and works on it.
        opened_by: who opened a confidential case, None of others.
    """

    id: int
    kind: str
    basis: Basis
    opened_on: datetime.date
    due_on: datetime.date | None
    assignee: str | None
    verdict: Verdict | None
    verdict_reason: str | None
    outcome: Outcome | None
    closed_on: datetime.date | None
    steps: tuple[Step, ...]
    received: int
    late: int
    version: int
    withdrawn: bool
    review: Review | None = None
    parties: tuple[str, ...] = ()
    opened_by: str | None = None
    correction: Correction | None = None

    @property
    def next_step(self) -> Step | None:
        """The first step after those that are done, None where there is none or the case is closed."""
        if self.closed_on:
            return None
        ahead: Step | None = None
        for each in reversed(self.steps):
            if each.done_on:
                break
            ahead = each
        return ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile(Case):
    """A case with its file.

    Attributes:
        replies: in the order in which they were received; notes: in order; those that were taken back stand among them.
    """

    replies: tuple[Reply, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change did to a row: the columns that it set, and what stood in them before; None where there was no row.

    Attributes:
        table, key: of the row, the key as ``7`` or ``7/note-verbale``.
    """

    table: Table
    key: str
    before: Row | None
    after: Row


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the history: who changed what, when and why.

    Attributes:
        number: from 1, without gaps; case: number of the case, 0 where an account was changed.
        action: ``open``, ``reply``, ``revert`` …
        at: the instant as ``YYYY-MM-DDTHH:MM:SSZ``.
        previous: hash of the entry before; hash: of this one with it.
    """

    number: int
    case: int
    action: str
    actor: str
    at: str
    why: str
    edits: tuple[Edit, ...]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What two people made of one field: what both saw, what stands now, and what the second wants."""

    field: str
    seen: Plain
    theirs: Plain
    yours: Plain


Role = Literal["reader", "contributor", "approver", "administrator"]
"""What a person may do at a desk; which actions each has is data: `alinea/desk/permissions.toml`."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who works at a desk.

    Attributes:
        id: number of the account; login: by which the person signs in; name: by which the history names them, never
            another's and never changed.
        role: what they may do; team: the entity that they work for, None where none is told.
        email: by which a provider of identities knows them; disabled: they may not sign in any more.
        let_in_by: the administrator who alone made the link by which they get in, None once a second one has confirmed
            who they are: until then nothing is signed by them, nor what they did.
    """

    id: int
    login: str
    name: str
    role: Role
    team: str | None
    email: str | None
    disabled: bool
    let_in_by: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token by which programs act for a person; the token itself is kept nowhere.

    Attributes:
        id: number; label: what it is for, in the words of the person; made_on: the day; revoked: it is not good any
            more.
    """

    id: int
    label: str
    made_on: datetime.date
    revoked: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that names a person: case, note, its words, who wrote it and when; read: the person has seen it."""

    case: int
    note: int
    text: str
    actor: str
    noted_on: datetime.date
    read: bool


BlockKind = Literal[
    "title", "subtitle", "heading", "entry", "sender", "bracketed", "numbered", "text", "quote"
]
"""What a block is; `entry`: a name in the contents; `bracketed` stands below a sender: *[Original: Arabic]*."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; open: a person has to complete or settle it."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a product; number: of a numbered one."""

    kind: BlockKind
    runs: tuple[Run, ...]
    number: int | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(each.text for each in self.runs)


@dataclass(frozen=True, slots=True)
class Product:
    """A document drafted from a case.

    Attributes:
        language: tag; organization, organ, symbol, aside, lines: of the masthead; running: of the margins.
        blocks: the text, in order.
    """

    language: str
    organization: str
    organ: str
    symbol: str
    aside: tuple[str, ...]
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """Every stretch that is left open, in order."""
        return tuple(run.text for block in self.blocks for run in block.runs if run.open)
