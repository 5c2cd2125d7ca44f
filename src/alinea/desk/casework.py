"""Working on cases: what can be done to one, by which rules, and what stands after it."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, func, insert, select

from alinea.desk.faults import ConflictError, DeskError, checked, legible, line, told
from alinea.desk.history import (
    Fault,
    Head,
    append,
    asked_by,
    beginning,
    changed,
    changes,
    faults_of,
    hold,
    latest,
    made,
    row_of,
)
from alinea.desk.kinds import FIELDS, STEPS, Wanted, columns, kind_named
from alinea.desk.opening import PATIENCE, connect, name_of, reading, writing
from alinea.desk.people import assignee_named, refuse_unconfirmed
from alinea.desk.permissions import admitted, author_account, authorize, has_accounts, hidden, readable
from alinea.desk.reading import basis_data, case_of, cases_of, file_of
from alinea.desk.schema import tables
from alinea.model.cases import (
    NO_TIME,
    Account,
    Author,
    Basis,
    Case,
    CaseFile,
    Change,
    Difference,
    Outcome,
    Plain,
    Row,
    Table,
    Verdict,
)

MOST_BYTES = 32 << 20
"""Bytes of a file that is received: scans of notes of a hundred pages have fewer."""

REVIEWED = "mandate-review"
"""The kind of cases that have a review."""


_UNSAID = (
    "assignee", "verdict", "verdict_reason", "corrected_asked", "corrected_due", "correction_reason",
    "outcome", "closed_on", "parties",
)  # fmt: skip
"""What nobody has said yet of a case that is opened."""


@dataclass(frozen=True, slots=True)
class Received:
    """A reply as it came in.

    Attributes:
        sender: as logged; sender_id: where the actor is known; on: the day.
        text: its words, None where they cannot be read; unreadable: why not.
        content: bytes of the file received, None where text was; name: of the file.
        language: tag of the language that it is in, None where the one who logs it does not say.
    """

    sender: str
    sender_id: str | None
    on: datetime.date
    text: str | None
    unreadable: str | None = None
    content: bytes | None = None
    name: str | None = None
    language: str | None = None


class Desk:
    """A desk, open. Any number of people work at it; each change is kept whole, with its history, or not at all.

    What it gives is for its reader: see `alinea.desk.permissions`.

    Everything raises `DeskError` where the desk cannot be used or a rule stands against what is asked.
    """

    def __init__(self, where: str | Path, engine: Engine, reader: Account | None = None) -> None:
        self.where = name_of(where)
        self.engine = engine
        self._reader = reader
        self._team = False  # accounts are never deleted: once there is one, there always is

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False, patience: float = PATIENCE) -> Desk:
        """Open the desk in a file of SQLite or at an address of PostgreSQL.

        Args:
            create: make it where there is none; patience: seconds that a change waits for those of others.

        Raises:
            DeskError: there is none, it is something else, or it cannot be reached.
        """
        return cls(where, connect(where, create=create, patience=patience))

    def for_reader(self, reader: Account | None) -> Desk:
        """Return the same desk as a person may read it, over the same connections."""
        return self if reader is None else Desk(self.where, self.engine, reader)

    def close(self) -> None:
        """Let go of the file or the connection."""
        self.engine.dispose()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def cases(self) -> tuple[Case, ...]:
        """Return every case, those whose opening was reverted left out, in order of their numbers."""
        with told(self.where), reading(self.engine) as connection:
            held = cases_of(connection, tables().tables["cases"].c.withdrawn.is_(False))
            return readable(connection, held, self._reader)

    def count(self) -> int:
        """Return how many cases there are, those counted that the reader may not read."""
        table = tables().tables["cases"]
        asked = select(func.count()).select_from(table).where(table.c.withdrawn.is_(False))
        with told(self.where), reading(self.engine) as connection:
            return int(connection.execute(asked).scalar_one())

    def case(self, number: int) -> CaseFile:
        """Return a case with its file, by its number.

        Raises:
            DeskError: there is none of that number.
        """
        with told(self.where), reading(self.engine) as connection:
            return file_of(connection, admitted(connection, number, self._reader))

    def history(self, case: int | None = None, *, most: int | None = None) -> tuple[Change, ...]:
        """Return the history of a case or of all, in order.

        Args:
            most: how many of the latest changes of a case, all where none is said.
        """
        with told(self.where), reading(self.engine) as connection:
            if case:
                admitted(connection, case, self._reader)
                after = beginning(connection, case, most) if most else 0
                return tuple(changes(connection, case=case, after=after))
            unread = hidden(connection, self._reader)
            return tuple(each for each in changes(connection) if each.case not in unread)

    def file(self, sha256: str) -> bytes:
        """Return the bytes of a file that was received.

        Raises:
            DeskError: no such file was.
        """
        table, replies = tables().tables["files"], tables().tables["replies"]
        asked = select(replies.c.case_id).where(replies.c.file == sha256)
        with told(self.where), reading(self.engine) as connection:
            if set(connection.execute(asked).scalars()) <= hidden(connection, self._reader):
                raise DeskError("no-file", sha256)
            found = connection.execute(select(table.c.content).where(table.c.sha256 == sha256)).scalar()
        if found is None:
            raise DeskError("no-file", sha256)
        return bytes(found)

    def faults(self, noted: str | None = None) -> tuple[Fault, ...]:
        """Return what shows that the desk was altered, see `alinea.desk.history.faults_of`."""
        with told(self.where), reading(self.engine) as connection:
            return tuple(faults_of(connection, noted))

    def head(self) -> Head:
        """Return where the history ends: its last hash, noted elsewhere, proves all that came before it."""
        with told(self.where), reading(self.engine) as connection:
            return latest(connection)

    def has_accounts(self) -> bool:
        """Return whether a team works at the desk, each by an account; without any it has one user."""
        if not self._team:
            with told(self.where), reading(self.engine) as connection:
                self._team = has_accounts(connection)
        return self._team

    def open_case(self, kind: str, basis: Basis, opened_on: datetime.date, author: Author) -> Case:
        """Open a case and return it.

        Raises:
            DeskError: there is no such kind, or an open case of that kind on the same paragraph.
        """
        rule = kind_named(kind)

        def opened(connection: Connection, held: Head) -> int:
            table = tables().tables["cases"].c
            same = cases_of(
                connection,
                table.work == basis.work,
                table.kind == kind,
                table.paragraph.is_not_distinct_from(basis.paragraph),
                table.closed_on.is_(None),
                table.withdrawn.is_(False),
            )
            for each in readable(connection, same, author_account(connection, author)):
                raise DeskError("open-already", each.id, basis.address)
            number = _next(connection, "cases")
            row: dict[str, Plain] = {
                "id": number,
                "kind": kind,
                "work": basis.work,
                "paragraph": basis.paragraph,
                "basis": basis_data(basis),
                "opened_on": opened_on.isoformat(),
                # The time of a commitment is that of the case only where the case is for doing what it asks.
                "due_on": basis.deadline.isoformat() if basis.deadline and rule.commitments else None,
                **dict.fromkeys(_UNSAID),
            }
            edits = [made("cases", row)]
            for position, step in enumerate(rule.steps, 1):
                named: dict[str, Plain] = {"case_id": number, "name": step.name, "position": position}
                edits.append(made("steps", {**named, **dict.fromkeys(("due_on", "done_on", "document"))}))
            append(connection, held, number, "open", checked(author), edits)
            return number

        return self._write("open", None, author, opened)

    def note(self, case: int, text: str, author: Author) -> Case:
        """Put a note on a case, open or closed, and return the case."""

        def noted(connection: Connection, held: Head, _found: Case) -> None:
            row: dict[str, Plain] = {
                "id": _next(connection, "notes"),
                "case_id": case,
                "text": legible(text, "note"),
                "actor": checked(author).actor,
                "noted_on": author.at.date().isoformat(),
            }
            append(connection, held, case, "note", author, [made("notes", row)])

        return self._change("note", case, author, noted)

    def receive(self, case: int, reply: Received, author: Author) -> Case:
        """Log a reply to a case and return the case.

        A reply that comes after the case was closed is logged all the same: such replies become addenda.

        Raises:
            DeskError: cases of that kind receive no replies, or the file is too large.
        """
        content = reply.content
        if content is not None and len(content) > MOST_BYTES:
            raise DeskError("file-too-large", reply.name or "", str(MOST_BYTES >> 20))

        def received(connection: Connection, held: Head, found: Case) -> None:
            if kind_named(found.kind).collecting is None:
                raise DeskError("no-replies", found.kind)
            named = hashlib.sha256(content).hexdigest() if content is not None else None
            if named is not None:
                _keep(connection, named, content or b"")
            row: dict[str, Plain] = {
                "id": _next(connection, "replies"),
                "case_id": case,
                "sender": legible(reply.sender, "sender"),
                "sender_id": reply.sender_id,
                "received_on": reply.on.isoformat(),
                "text": None if reply.text is None else legible(reply.text, "reply", empty=True),
                "unreadable": reply.unreadable,
                "file": named,
                "language": legible(reply.language, "language") if reply.language else None,
                "file_name": legible(reply.name, "file name") if reply.name else None,
            }
            append(connection, held, case, "reply", checked(author), [made("replies", row)])

        return self._change("reply", case, author, received)

    def transcribe(self, case: int, reply: int, text: str, author: Author, seen: int | None = None) -> Case:
        """Write the words of a reply that cannot be read, or mend them, and return the case.

        Args:
            seen: the version of the case that the author saw, None for that which stands.

        Raises:
            ConflictError: somebody wrote other words meanwhile.
            DeskError: the case has no such reply.
        """
        wanted: dict[str, Plain] = {"text": legible(text, "reply")}
        return self._edit(case, "transcribe", author, wanted, seen, reply=reply)

    def assign(self, case: int, assignee: str | None, author: Author, seen: int | None = None) -> Case:
        """Say who works on a case, None for nobody, and return the case.

        Args:
            seen: the version of the case that the author saw, None for that which stands.

        Raises:
            ConflictError: somebody assigned it to another meanwhile.
            DeskError: the desk has accounts, and neither a person nor a team of that name.
        """
        named = legible(assignee, "assignee") if assignee else None
        if named is not None:
            with told(self.where), reading(self.engine) as connection:
                named = assignee_named(connection, named)
        return self._edit(case, "assign", author, {"assignee": named}, seen)

    def share(self, case: int, parties: Sequence[str], author: Author, seen: int | None = None) -> Case:
        """Say among whom a confidential case is kept, beside who opened it and works on it, and return the case.

        Args:
            parties: people and entities; none for nobody else.
            seen: the version of the case that the author saw, None for that which stands.

        Raises:
            ConflictError: somebody named others meanwhile.
            DeskError: cases of that kind are not kept among parties; or the desk has accounts, and neither a person nor
                a team of such a name.
        """
        with told(self.where), reading(self.engine) as connection:
            named = [assignee_named(connection, line(each, "party")) for each in parties]

        def kept_among(_connection: Connection, found: Case) -> None:
            if not kind_named(found.kind).confidential:
                raise DeskError("not-confidential", found.kind)

        wanted: dict[str, Plain] = {"parties": "\n".join(dict.fromkeys(named)) or None}
        return self._edit(case, "parties", author, wanted, seen, rule=kept_among)

    def judge(self, case: int, verdict: Verdict | None, author: Author, seen: int | None = None) -> Case:
        """Say how a commitment stands, beside what is computed of it, and return the case; the reason is the author's.

        Raises:
            ConflictError: somebody gave another verdict or reason meanwhile.
            DeskError: no reason is given.
        """
        _needs_reason(author)
        wanted: dict[str, Plain] = {"verdict": verdict, "verdict_reason": author.why if verdict else None}
        return self._edit(case, "verdict", author, wanted, seen)

    def correct(
        self, case: int, asked: Sequence[str] | None, due: str | None, author: Author, seen: int | None = None
    ) -> Case:
        """Correct what a text was read to ask, and return the case; the reason is the author's.

        What was read by rule stays where it was, beside the correction, which reading the text anew leaves alone.

        Args:
            asked: of whom it is asked, nobody where the text asks nothing; None to leave that as it stands.
            due: the number of the session, a day as ``YYYY-MM-DD``, or `NO_TIME`; None to leave it as it stands.

        Raises:
            ConflictError: somebody corrected it otherwise meanwhile.
            DeskError: no reason is given, nothing is corrected, or the time is none.
        """
        _needs_reason(author)
        wanted: dict[str, Plain] = {"correction_reason": author.why}
        if asked is not None:
            wanted["corrected_asked"] = "\n".join(" ".join(each.split()) for each in asked)
        if due is not None:
            wanted["corrected_due"] = _time(due)
        if len(wanted) == 1:
            raise DeskError("nothing-corrected", case)
        return self._edit(case, "correct", author, wanted, seen)

    def set_day(
        self, case: int, step: str | None, day: datetime.date | None, author: Author, seen: int | None = None
    ) -> Case:
        """Set the last day for a step, or for the whole case, None for none, and return the case.

        Raises:
            ConflictError: somebody set another day meanwhile.
            DeskError: the case has no such step.
        """
        wanted: dict[str, Plain] = {"due_on": day.isoformat() if day else None}
        return self._edit(case, "deadline", author, wanted, seen, step=step)

    def complete(
        self,
        case: int,
        step: str,
        day: datetime.date,
        author: Author,
        document: str | None = None,
        seen: int | None = None,
    ) -> Case:
        """Note that a step was done on a day, by a document where there is one, and return the case.

        Raises:
            ConflictError: somebody noted another day or document meanwhile.
            DeskError: the case has no such step, or one before it is still to be signed for.
        """
        wanted: dict[str, Plain] = {"done_on": day.isoformat()}
        if document is not None:
            wanted["document"] = legible(document, "document")

        def signed_so_far(connection: Connection, found: Case) -> None:
            _refuse_unsigned(connection, found, before=step)

        return self._edit(case, "step", author, wanted, seen, step=step, rule=signed_so_far)

    def sign_step(self, case: int, step: str, author: Author, seen: int | None = None) -> Case:
        """Sign that a step was done, as a second person, and return the case.

        What was signed for is the day and the document that stand: where either is changed, the signature is gone.

        Raises:
            ConflictError: somebody else signed meanwhile.
            DeskError: the kind asks for no signature of that step, the step is not done, or the author did it.
        """
        wanted: dict[str, Plain] = {"signed_by": author.actor, "signed_on": author.at.date().isoformat()}

        def second(connection: Connection, found: Case) -> None:
            if not kind_named(found.kind).step(step).signed:
                raise DeskError("no-sign-off", step)
            doer = _who_did(connection, case, step)
            if doer in (None, author.actor):
                done = next(each.done_on for each in found.steps if each.name == step)
                raise DeskError("own-step" if done else "nothing-done", author.actor if done else step)
            refuse_unconfirmed(connection, author.actor, doer or "")

        return self._edit(case, "sign", author, wanted, seen, step=step, rule=second)

    def close_case(
        self, case: int, outcome: Outcome, day: datetime.date, author: Author, seen: int | None = None
    ) -> Case:
        """Close a case with an outcome and return it.

        Raises:
            ConflictError: somebody closed it otherwise meanwhile.
            DeskError: it is to be closed as done while a step that is needed for that is not, or without a reason as
                anything else.
        """
        if outcome != "done":
            _needs_reason(author)
        wanted: dict[str, Plain] = {"outcome": outcome, "closed_on": day.isoformat()}
        rule = _refuse_unfinished if outcome == "done" else None
        return self._edit(case, "close", author, wanted, seen, rule=rule)

    def review(
        self, case: int, wanted: Wanted, day: datetime.date, author: Author, seen: int | None = None
    ) -> Case:
        """Change the review of a mandate, in one change, by the rules of A/RES/80/251, and return the case.

        Args:
            day: on which the steps are done that are filled in so; seen: the version of the case that the author saw.

        Raises:
            ConflictError: somebody changed the same meanwhile.
            DeskError: a rule stands against it, or it is no review.
        """

        def reviewed(connection: Connection, held: Head, found: Case) -> None:
            if found.kind != REVIEWED:
                raise DeskError("no-review", case)
            if found.closed_on:
                raise DeskError("closed", case)
            kept = row_of(connection, "reviews", str(case))
            row = kept or {"case_id": case, **dict.fromkeys(FIELDS)}
            values = columns(row, wanted, author)
            if wanted.sign:
                refuse_unconfirmed(connection, author.actor, str(row["proposed_by"]))
            for name, value in values.items():
                if isinstance(value, str):
                    legible(value, name)
            if kept and seen is not None and seen != found.version:
                _compare(connection, found, ("reviews", str(case), values, seen), row)
            if all(row[name] == value for name, value in values.items()):
                return
            edits = [changed("reviews", row, values) if kept else made("reviews", {**row, **values})]
            for name, step in STEPS.items():
                its = _row(connection, "steps", f"{case}/{step}", case)
                if values.get(name) and not its["done_on"]:
                    edits.append(changed("steps", its, {"done_on": day.isoformat()}))
            append(connection, held, case, "review", checked(author), edits)

        return self._change("review", case, author, reviewed, _parts(wanted))

    def revert(self, case: int, number: int, author: Author) -> Case:
        """Take back a change of a case, by a new one: nothing is deleted; return the case.

        Raises:
            DeskError: no reason is given, the case has no such change, or what it set was changed since.
        """
        _needs_reason(author)

        def reverted(connection: Connection, held: Head, _case: Case) -> None:
            found = next(changes(connection, case=case, after=number - 1), None)
            if found is None or found.number != number:
                raise DeskError("no-change", number, str(case))
            whose = "revert-own" if found.actor == author.actor else "revert"
            authorize(connection, author, whose, *({found.action} - {"revert"}))
            edits = []
            for edit in found.edits:
                row = _row(connection, edit.table, edit.key, case)
                since = [
                    name for name, value in edit.after.items() if name != "version" and row[name] != value
                ]
                if since:
                    raise DeskError("changed-since", number, ", ".join(since))
                back: Mapping[str, Plain] = {"withdrawn": True} if edit.before is None else edit.before
                back = {**back, **_signature_gone(edit.table, row, back)}
                if back.get("signed_by") or (edit.table == "reviews" and row["signed_by"]):
                    # Nobody signed for what then stands, beside what was changed since: it is to be signed anew.
                    back = {**back, "signed_by": None, "signed_on": None}
                edits.append(changed(edit.table, row, back))
            append(connection, held, case, "revert", checked(author), edits)

        return self._change("revert", case, author, reverted, ("revert-own",))

    def _edit(
        self,
        case: int,
        action: str,
        author: Author,
        values: Row,
        seen: int | None,
        *,
        step: str | None = None,
        reply: int | None = None,
        rule: Callable[[Connection, Case], None] | None = None,
    ) -> Case:
        """Set columns of a row of a case in one change; nothing is written where all stands as wanted.

        Args:
            seen: the version of the case that the author saw; step, reply: of which the columns are, of the case itself
                where none is named; rule: refuses a case to which this cannot be done.
        """
        table: Table = "steps" if step is not None else "replies" if reply is not None else "cases"
        key = f"{case}/{step}" if step is not None else str(case if reply is None else reply)

        def edited(connection: Connection, held: Head, found: Case) -> None:
            if step is not None:
                kind_named(found.kind).step(step)
            if found.closed_on and action not in ("transcribe", "verdict", "correct"):
                raise DeskError("closed", case)
            if rule is not None:
                rule(connection, found)
            stands = _row(connection, table, key, case)
            if seen is not None and seen != found.version:
                _compare(connection, found, (table, key, values, seen), stands)
            if any(stands[name] != value for name, value in values.items()):
                after = {**values, **_signature_gone(table, stands, values)}
                append(connection, held, case, action, checked(author), [changed(table, stands, after)])

        return self._change(action, case, author, edited)

    def _change(
        self,
        action: str,
        case: int,
        author: Author,
        change: Callable[[Connection, Head, Case], None],
        asks: Sequence[str] = (),
    ) -> Case:
        """Have a case changed, as `_write`; the change is given the case as it stands.

        Raises:
            DeskError: there is no such case for the author.
        """

        def made_of(connection: Connection, held: Head) -> int:
            change(connection, held, admitted(connection, case, author_account(connection, author)))
            return case

        return self._write(action, case, author, made_of, asks)

    def _write(
        self,
        action: str,
        case: int | None,
        author: Author,
        change: Callable[[Connection, Head], int],
        asks: Sequence[str] = (),
    ) -> Case:
        """Have a change made, alone and whole, and return the case that it gives the number of.

        A request that was made already, by its key, is not made again.

        Args:
            asks: what the author must be allowed to do, where that is not the action.

        Raises:
            DeskError: the author may not do it, or the key is that of another request.
        """
        with told(self.where), writing(self.engine) as connection:
            held = hold(connection)
            authorize(connection, author, *(asks or (action,)))
            done = asked_by(connection, author.key) if author.key else None
            if done is None:
                return case_of(connection, change(connection, held))
            if case is not None:
                admitted(connection, case, author_account(connection, author))
            if done[1] != action or case not in (None, done[0]):
                raise DeskError("key-used", author.key)
            return admitted(connection, done[0], author_account(connection, author))


def _time(typed: str) -> str:
    """Return the time of a correction as it is kept: ``63``, ``2009-03-15``, ``none``.

    Raises:
        DeskError: it is no session and no day.
    """
    said = typed.strip()
    if said == NO_TIME or re.fullmatch(r"[1-9][0-9]{0,3}", said):
        return said
    try:
        return datetime.date.fromisoformat(said).isoformat()
    except ValueError:
        raise DeskError("no-time", typed) from None


def _parts(wanted: Wanted) -> tuple[str, ...]:
    """Return the actions that a change of a review is made of, as the table of permissions has them."""
    facts = replace(wanted, sign=False, decision=None, decided_by=None)
    named = {"sign": wanted.sign, "decide": wanted.decision is not None, "review": facts != Wanted()}
    return tuple(name for name, asked in named.items() if asked) or ("review",)


def _refuse_unfinished(connection: Connection, case: Case) -> None:
    """Refuse a case of which a step that is needed is not done, or one is not signed for.

    Raises:
        DeskError: there is such a step.
    """
    done = {each.name for each in case.steps if each.done_on}
    left = [step.name for step in kind_named(case.kind).steps if step.needed and step.name not in done]
    if left:
        raise DeskError("steps-left", case.id, ", ".join(left))
    _refuse_unsigned(connection, case)


def _refuse_unsigned(connection: Connection, case: Case, before: str | None = None) -> None:
    """Refuse a case of which a step was done that a second person is still to sign for; one user has no second.

    Args:
        before: only steps that stand before the one of that name.

    Raises:
        DeskError: there is such a step.
    """
    for rule, step in zip(kind_named(case.kind).steps, case.steps, strict=True):
        if rule.name == before:
            return
        if rule.signed and step.done_on and not step.signed_on and has_accounts(connection):
            raise DeskError("unsigned", case.id, rule.name)


def _who_did(connection: Connection, case: int, step: str) -> str | None:
    """Return who noted last that a step was done, None where nobody did."""
    key, actor = f"{case}/{step}", None
    for change in changes(connection, case=case):
        for edit in change.edits:
            if (edit.table, edit.key) == ("steps", key) and {"done_on", "document"} & set(edit.after):
                actor = change.actor if edit.after.get("done_on", True) else None
    return actor


def _signature_gone(table: Table, row: Row, values: Row) -> dict[str, Plain]:
    """Return what takes the signature of a step away where what it was signed for is changed; else nothing."""
    if table != "steps" or not row["signed_by"] or not {"done_on", "document"} & set(values):
        return {}
    return {"signed_by": None, "signed_on": None}


def _compare(
    connection: Connection,
    case: Case,
    wanted: tuple[Table, str, Mapping[str, Plain], int],
    row: Mapping[str, Plain],
) -> None:
    """Refuse a change of what somebody else changed since the author saw it; what they left alone may be changed.

    Raises:
        ConflictError: a field that is to be changed was changed meanwhile to something else.
    """
    table, key, values, seen = wanted
    past: dict[str, Plain] = {}
    last: dict[str, Change] = {}
    for change in changes(connection, case=case.id, after=seen):
        for edit in change.edits:
            if (edit.table, edit.key) == (table, key):
                # What the first change since then found is what the author saw.
                past = {**(edit.before or dict.fromkeys(edit.after)), **past}
                last.update(dict.fromkeys(edit.after, change))
    found = tuple(
        Difference(name, past[name], row[name], value)
        for name, value in values.items()
        if name in past and row[name] != past[name] and row[name] != value
    )
    if found:
        by = max((last[each.field] for each in found), key=lambda change: change.number)
        raise ConflictError(case.id, case.version, by.actor, by.at, found)


def _row(connection: Connection, table: Table, key: str, case: int) -> dict[str, Plain]:
    """Return a row of a case by its key.

    Raises:
        DeskError: the case has no such row.
    """
    row = row_of(connection, table, key)
    if row is None or row["id" if table == "cases" else "case_id"] != case:
        raise DeskError("no-row", key, table)
    return row


def _next(connection: Connection, table: Table) -> int:
    """Return the number of the next row; none is ever given twice, as no row is deleted."""
    column = tables().tables[table].c.id
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def _keep(connection: Connection, name: str, content: bytes) -> None:
    """Keep a file, once, however often it is received."""
    table = tables().tables["files"]
    if connection.execute(select(table.c.sha256).where(table.c.sha256 == name)).scalar() is None:
        connection.execute(insert(table).values(sha256=name, content=content))


def _needs_reason(author: Author) -> None:
    if not author.why.strip():
        raise DeskError("no-reason")
