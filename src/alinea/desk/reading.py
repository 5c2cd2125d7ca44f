"""Cases read from the rows of the desk, with what follows from them: last days, what is late, who replied again."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, func, select

from alinea.desk.faults import DeskError
from alinea.desk.history import canonical, rows_of
from alinea.desk.kinds import Kind, kind_named, kinds
from alinea.desk.schema import tables
from alinea.model.cases import (
    Basis,
    Case,
    Correction,
    Exemption,
    MandateState,
    Note,
    Outcome,
    Plain,
    Proposal,
    Reply,
    Review,
    Step,
    Verdict,
)
from alinea.vocab.folding import fold

__all__ = ["basis_data", "case_of", "cases_of"]

_Rows = Sequence[Mapping[str, Any]]


def case_of(connection: Connection, number: int) -> Case:
    """Return a case by its number.

    Raises:
        DeskError: there is none of that number, or its opening was reverted.
    """
    rows = rows_of(connection, "cases", number)
    if not rows:
        raise DeskError("no-case", number)
    parts = (rows_of(connection, table, number) for table in ("steps", "replies", "notes", "reviews"))
    opener = _openers(connection).get(number)
    return _case(rows[0], _versions(connection, number)[number], opener, *parts)


def cases_of(connection: Connection, *, work: str | None = None) -> Iterator[Case]:
    """Yield every case, or those on one resolution, in order of their numbers."""
    table = tables().tables["cases"]
    if work is not None:
        asked = select(table.c.id).where(table.c.work == work).order_by(table.c.id)
        for number in connection.execute(asked).scalars().all():
            yield case_of(connection, number)
        return
    parts: dict[str, dict[int, list[dict[str, Plain]]]] = {}
    for name in ("steps", "replies", "notes", "reviews"):
        parts[name] = defaultdict(list)
        for row in rows_of(connection, name):
            parts[name][cast(int, row["case_id"])].append(row)
    versions, openers = _versions(connection), _openers(connection)
    for row in rows_of(connection, "cases"):
        number = cast(int, row["id"])
        its = (parts[name][number] for name in ("steps", "replies", "notes", "reviews"))
        yield _case(row, versions[number], openers.get(number), *its)


def _versions(connection: Connection, case: int | None = None) -> Mapping[int, int]:
    """Return the number of the last change of each case, or of one."""
    table = tables().tables["changes"]
    asked = select(table.c.case_id, func.max(table.c.number)).group_by(table.c.case_id)
    if case is not None:
        asked = asked.where(table.c.case_id == case)
    return {row[0]: row[1] for row in connection.execute(asked)}


def _openers(connection: Connection) -> Mapping[int, str]:
    """Return who opened each confidential case."""
    schema = tables().tables
    entries, held = schema["changes"], schema["cases"]
    confidential = [each.name for each in kinds().values() if each.confidential]
    asked = (
        select(entries.c.case_id, entries.c.actor)
        .join(held, held.c.id == entries.c.case_id)
        .where(held.c.kind.in_(confidential), entries.c.action == "open")
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def basis_data(basis: Basis) -> str:
    """Return the text that a case rests on as it is kept."""
    return canonical(
        {
            "work": basis.work,
            "paragraph": basis.paragraph,
            "commitment": basis.commitment,
            "title": basis.title,
            "adopted_on": basis.adopted_on.isoformat() if basis.adopted_on else None,
            "language": basis.language,
            "text": basis.text,
            "quote": basis.quote,
            "asked": basis.asked,
            "addressees": basis.addressees,
            "session": basis.session,
            "closes": basis.deadline.isoformat() if basis.deadline else None,
        }
    )


def _basis(data: str) -> Basis:
    kept = json.loads(data)
    return Basis(
        kept["work"],
        kept["paragraph"],
        kept["commitment"],
        kept["title"],
        _day(kept["adopted_on"]),
        kept["language"],
        kept["text"],
        kept["quote"],
        tuple((name, id) for name, id in kept["asked"]),
        tuple((name, id) for name, id in kept["addressees"]),
        kept["session"],
        _day(kept["closes"]),
    )


def _case(
    row: Mapping[str, Any],
    version: int,
    opener: str | None,
    steps: _Rows,
    replies: _Rows,
    notes: _Rows,
    reviews: _Rows,
) -> Case:
    kind = kind_named(row["kind"])
    worked = _steps(kind, steps)
    asked_by = next((each.due_on for each in worked if each.name == kind.collecting), None)
    return Case(
        id=row["id"],
        kind=row["kind"],
        basis=_basis(row["basis"]),
        opened_on=datetime.date.fromisoformat(row["opened_on"]),
        due_on=_day(row["due_on"]),
        assignee=row["assignee"],
        verdict=cast(Verdict | None, row["verdict"]),
        verdict_reason=row["verdict_reason"],
        outcome=cast(Outcome | None, row["outcome"]),
        closed_on=_day(row["closed_on"]),
        steps=worked,
        replies=tuple(_replies(replies, asked_by)),
        notes=tuple(
            Note(
                each["id"],
                each["text"],
                each["actor"],
                datetime.date.fromisoformat(each["noted_on"]),
                each["withdrawn"],
            )
            for each in notes
        ),
        version=version,
        withdrawn=row["withdrawn"],
        review=_review(reviews[0]) if reviews else None,
        parties=tuple((row["parties"] or "").splitlines()),
        opened_by=opener,
        correction=_correction(row),
    )


def _correction(row: Mapping[str, Any]) -> Correction | None:
    asked, due = row["corrected_asked"], row["corrected_due"]
    if asked is None and due is None:
        return None
    names = tuple(asked.splitlines()) if asked is not None else None
    return Correction(names, due, row["correction_reason"] or "")


def _review(row: Mapping[str, Any]) -> Review:
    return Review(
        lead=row["lead"],
        contributors=tuple((row["contributors"] or "").splitlines()),
        state=cast(MandateState | None, row["mandate_state"]),
        evidence=row["evidence"],
        resources=row["resources"],
        exempt=cast(Exemption | None, row["exempt"]),
        agreed_by=row["agreed_by"],
        proposal=cast(Proposal | None, row["proposal"]),
        proposal_reason=row["proposal_reason"],
        joined_with=row["joined_with"],
        proposed_by=row["proposed_by"],
        decision=cast(Proposal | None, row["decision"]),
        decided_by=row["decided_by"],
        signed_by=row["signed_by"],
        signed_on=_day(row["signed_on"]),
    )


def _steps(kind: Kind, rows: _Rows) -> tuple[Step, ...]:
    done = {row["name"]: _day(row["done_on"]) for row in rows}
    rules = {rule.name: rule for rule in kind.steps}
    steps = []
    for row in sorted(rows, key=lambda row: row["position"]):
        due, rule = _day(row["due_on"]), rules.get(row["name"])
        if due is None and rule is not None and rule.limit is not None:
            begins = done.get(rule.after or "")
            due = begins + rule.limit if begins else None
        steps.append(
            Step(
                row["name"],
                done[row["name"]],
                due,
                row["due_on"] is not None,
                row["document"],
                row["signed_by"],
                _day(row["signed_on"]),
            )
        )
    return tuple(steps)


def _replies(rows: _Rows, asked_by: datetime.date | None) -> Iterator[Reply]:
    """Yield replies in the order in which they were received, with which of them are late and which come again."""
    first: dict[str, int] = {}
    contents: dict[str, set[str]] = defaultdict(set)
    for row in sorted(rows, key=lambda row: (row["received_on"], row["id"])):
        received = datetime.date.fromisoformat(row["received_on"])
        sender = row["sender_id"] or " ".join(fold(row["sender"]).split())
        # Of a file its bytes are compared, of a text its words.
        content = row["file"] or " ".join((row["text"] or "").split())
        withdrawn = row["withdrawn"]
        yield Reply(
            id=row["id"],
            sender=row["sender"],
            sender_id=row["sender_id"],
            received_on=received,
            late=received > asked_by if asked_by else None,
            text=row["text"],
            unreadable=row["unreadable"] if row["text"] is None else None,
            language=row["language"],
            file=row["file"],
            file_name=row["file_name"],
            again=None if withdrawn else first.get(sender),
            same=not withdrawn and content in contents[sender],
            withdrawn=withdrawn,
        )
        if not withdrawn:
            first.setdefault(sender, row["id"])
            contents[sender].add(content)


def _day(kept: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(kept) if kept else None
