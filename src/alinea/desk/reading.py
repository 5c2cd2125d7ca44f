"""Cases read from the rows of the desk, with what follows from them: last days, what is late, who replied again."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from alinea.desk.faults import DeskError
from alinea.desk.history import canonical, rows_of
from alinea.desk.kinds import Kind, kind_named
from alinea.desk.schema import tables
from alinea.model.cases import (
    Basis,
    Case,
    CaseFile,
    Correction,
    Exemption,
    MandateState,
    Note,
    Outcome,
    Proposal,
    Reply,
    Review,
    Step,
    Verdict,
)
from alinea.vocab.folding import fold

_Rows = Sequence[Mapping[str, Any] | RowMapping]


def case_of(connection: Connection, number: int) -> Case:
    """Return a case by its number, without its file: however long that grows, this takes no longer.

    Raises:
        DeskError: there is none of that number.
    """
    for found in cases_of(connection, tables().tables["cases"].c.id == number):
        return found
    raise DeskError("no-case", number)


def file_of(connection: Connection, case: Case) -> CaseFile:
    """Return a case with its file: what was received and noted."""
    asked_by = _collected_by(case)
    return CaseFile(
        **{each.name: getattr(case, each.name) for each in fields(case)},
        replies=tuple(_replies(rows_of(connection, "replies", case.id), asked_by)),
        notes=tuple(_notes(rows_of(connection, "notes", case.id))),
    )


def cases_of(connection: Connection, *narrowed: ColumnElement[bool]) -> Iterator[Case]:
    """Yield every case without its file, in order of their numbers.

    Args:
        narrowed: which cases, by columns of the table `cases`; all where nothing is said.
    """
    schema = tables().tables
    held, entries, replies = schema["cases"], schema["changes"], schema["replies"]
    its = entries.c.case_id == held.c.id
    version = select(func.max(entries.c.number)).where(its).scalar_subquery()
    opener = select(entries.c.actor).where(its).order_by(entries.c.number).limit(1).scalar_subquery()
    asked = select(held, version.label("at"), opener.label("opener")).where(*narrowed).order_by(held.c.id)
    found = connection.execute(asked).mappings().all()
    if not found:
        return
    numbers = select(held.c.id).where(*narrowed)
    parts: dict[str, dict[int, list[RowMapping]]] = {}
    counted = (
        select(replies.c.case_id, replies.c.received_on, func.count().label("many"))
        .where(replies.c.withdrawn.is_(False))
        .group_by(replies.c.case_id, replies.c.received_on)
    )
    for name, rows in (
        ("steps", select(schema["steps"])),
        ("reviews", select(schema["reviews"])),
        ("replies", counted),
    ):
        if narrowed:
            rows = rows.where(schema[name].c.case_id.in_(numbers))
        parts[name] = defaultdict(list)
        for row in connection.execute(rows).mappings():
            parts[name][row["case_id"]].append(row)
    for row in found:
        yield _case(row, *(parts[name][row["id"]] for name in ("steps", "reviews", "replies")))


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


def _case(row: RowMapping, steps: _Rows, reviews: _Rows, received: _Rows) -> Case:
    kind = kind_named(row["kind"])
    case = Case(
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
        steps=_steps(kind, steps),
        received=sum(each["many"] for each in received),
        late=0,
        version=row["at"],
        withdrawn=row["withdrawn"],
        review=_review(reviews[0]) if reviews else None,
        parties=tuple((row["parties"] or "").splitlines()),
        opened_by=row["opener"] if kind.confidential else None,
        correction=_correction(row),
    )
    if (asked_by := _collected_by(case)) is None:
        return case
    day = asked_by.isoformat()
    return replace(case, late=sum(each["many"] for each in received if each["received_on"] > day))


def _collected_by(case: Case) -> datetime.date | None:
    """Return the last day for replies, None where none is set."""
    collecting = kind_named(case.kind).collecting
    return next((each.due_on for each in case.steps if each.name == collecting), None)


def _notes(rows: _Rows) -> Iterator[Note]:
    for row in rows:
        day = datetime.date.fromisoformat(row["noted_on"])
        yield Note(row["id"], row["text"], row["actor"], day, row["withdrawn"])


def _correction(row: RowMapping) -> Correction | None:
    asked, due = row["corrected_asked"], row["corrected_due"]
    if asked is None and due is None:
        return None
    names = tuple(asked.splitlines()) if asked is not None else None
    return Correction(names, due, row["correction_reason"] or "")


def _review(row: Mapping[str, Any] | RowMapping) -> Review:
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
