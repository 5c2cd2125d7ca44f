"""Cases in words for a person, and as rows for a program."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alinea.desk.faults import ConflictError
from alinea.desk.kinds import kind_named
from alinea.library.cases import Agreement, agreement, read_so
from alinea.model.cases import (
    NO_TIME,
    Case,
    CaseFile,
    Change,
    Correction,
    Difference,
    Edit,
    Plain,
    Reply,
    Review,
    Step,
)
from alinea.model.ledger import Entry
from alinea.presenting.answers import Row
from alinea.presenting.hits import excerpt
from alinea.presenting.places import place
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

QUOTED = 200
"""Characters of the words of a paragraph, of a reply or of a note on a line."""

COLUMNS = (
    "id", "kind", "address", "commitment", "title", "state", "opened_on", "due_on", "next_step",
    "next_due_on", "assignee", "replies", "late", "status", "reason", "verdict", "verdict_reason",
    "agreement", "outcome", "closed_on", "version",
)  # fmt: skip


def case_row(case: Case, entry: Entry | None) -> Row:
    """Return a case as a row of an answer, with the keys of `COLUMNS`.

    Args:
        entry: what the ledger says of its commitment, None where it says nothing.
    """
    step = case.next_step
    return {
        "id": case.id,
        "kind": case.kind,
        "address": case.basis.address,
        "commitment": case.basis.commitment,
        "title": case.basis.title,
        "state": "closed" if case.closed_on else "open",
        "opened_on": case.opened_on.isoformat(),
        "due_on": _iso(case.due_on),
        "next_step": step.name if step else None,
        "next_due_on": _iso(step.due_on) if step else None,
        "assignee": case.assignee,
        "replies": case.received,
        "late": case.late,
        "status": entry.status.value if entry else None,
        "reason": entry.reason if entry else None,
        "verdict": case.verdict,
        "verdict_reason": case.verdict_reason,
        "agreement": agreement(case, entry),
        "outcome": case.outcome,
        "closed_on": _iso(case.closed_on),
        "version": case.version,
    }


def case_data(case: CaseFile, entry: Entry | None) -> dict[str, Any]:
    """Return a case with all that is in its file, for a program."""
    basis = case.basis
    return {
        **case_row(case, entry),
        "basis": {
            "text": basis.text,
            "quote": basis.quote,
            "language": basis.language,
            "adopted_on": _iso(basis.adopted_on),
            "asked": [list(each) for each in basis.asked],
            "addressees": [list(each) for each in basis.addressees],
            "session": basis.session,
        },
        "steps": [
            {
                "name": each.name,
                "done_on": _iso(each.done_on),
                "due_on": _iso(each.due_on),
                "document": each.document,
                "signed_by": each.signed_by,
                "signed_on": _iso(each.signed_on),
            }
            for each in case.steps
        ],
        "replies": [_reply_data(each) for each in case.replies],
        "parties": list(case.parties),
        "review": _review_data(case.review) if case.review else None,
        "correction": _correction_data(case.correction, read_so(case, entry)) if case.correction else None,
        "notes": [
            {
                "id": each.id,
                "text": each.text,
                "actor": each.actor,
                "noted_on": each.noted_on.isoformat(),
                "withdrawn": each.withdrawn,
            }
            for each in case.notes
        ],
    }


def change_data(change: Change) -> dict[str, Any]:
    """Return an entry of the history, for a program."""
    return {
        "number": change.number,
        "case": change.case,
        "action": change.action,
        "actor": change.actor,
        "at": change.at,
        "why": change.why,
        "edits": [
            {
                "table": each.table,
                "key": each.key,
                "before": dict(each.before) if each.before is not None else None,
                "after": dict(each.after),
            }
            for each in change.edits
        ],
        "previous": change.previous,
        "hash": change.hash,
    }


def line(case: Case, entry: Entry | None, words: Words) -> str:
    """Return a case on one line: ``1 · call for views · A/RES/62/27, para. 8 · next: replies by 30 April 2008``."""
    parts = [str(case.id), words(f"case-kind.{case.kind}"), where(case, words)]
    if case.closed_on:
        outcome = words(f"outcome.{case.outcome}")
        parts.append(words("case.closed-on", day=words.date(case.closed_on), outcome=outcome))
    elif case.next_step:
        parts.append(words("case.next", step=_step(case.next_step, words)))
    if not case.closed_on and case.due_on:
        parts.append(words("case.due", day=words.date(case.due_on)))
    if case.assignee:
        parts.append(words("case.assigned", who=case.assignee))
    if case.received:
        parts.append(words.count("replies", case.received))
    if (found := agreement(case, entry)) and case.verdict:
        parts.append(_verdict(case.verdict, found, words))
    return printable(" · ".join(parts))


def where(case: Case, words: Words) -> str:
    """Return on what a case was opened: ``A/RES/62/27, para. 8``."""
    basis = case.basis
    return f"{basis.work}, {place(basis.paragraph, words)}" if basis.paragraph else basis.work


def file_lines(case: CaseFile, entry: Entry | None, words: Words) -> Iterator[str]:
    """Yield the lines that show a case with its file."""
    state = "withdrawn" if case.withdrawn else "closed" if case.closed_on else "open"
    head = words(
        "case.head", id=case.id, kind=words(f"case-kind.{case.kind}"), state=words(f"case-state.{state}")
    )
    yield printable(f"{head} · {words('case.version', n=case.version)}")
    yield printable(where(case, words) + (f" · {case.basis.title}" if case.basis.title else ""))
    yield f"  {words('due.quote', quote=printable(_excerpt(case.basis.text)))}"
    rows = [(words(f"case.{key}"), value) for key, value in _facts(case, entry, words) if value]
    widest = max(len(label) for label, _ in rows)
    for label, value in rows:
        yield printable(f"  {label.ljust(widest)}  {value}")
    yield ""
    yield words("case.steps")
    for step in case.steps:
        yield printable(f"  {_step_line(step, words)}")
    yield from _reply_lines(case.replies, words)
    if case.notes:
        yield ""
        yield words("case.notes")
        for note in case.notes:
            said = f"{note.id} · {note.actor}, {words.date(note.noted_on)}: {_excerpt(note.text)}"
            yield printable(f"  {said}" + (f" · {words('case.withdrawn')}" if note.withdrawn else ""))


def corrected_lines(case: Case, entry: Entry | None, words: Words) -> Iterator[str]:
    """Yield the lines that show how a person corrects what was read: the case, and what they say."""
    yield line(case, entry, words)
    yield printable(f"  {words('case.corrected')}  {_corrected(case, entry, words)}")


def history_lines(changes: Sequence[Change], words: Words) -> Iterator[str]:
    """Yield the lines that show a history: each change with who, when and why, and what stood before."""
    for change in changes:
        at = datetime.datetime.fromisoformat(change.at)
        head = words(
            "history.line",
            number=change.number,
            day=words.date(at.date()),
            time=f"{at:%H:%M}",
            actor=change.actor,
            action=words(f"action.{change.action}"),
        )
        yield printable(head + (f" ({change.why})" if change.why else ""))
        for edit in change.edits:
            yield from (printable(f"    {each}") for each in _edit_lines(edit, words))


def refusal(code: str, what: object, reason: str, words: Words) -> str:
    """Return why the desk refuses something; steps and kinds are named as a person names them."""
    for codes, prefix in ((("steps-left", "no-step", "unsigned"), "step"), (("no-kind",), "case-kind")):
        if code in codes:
            reason = words.listing([words(f"{prefix}.{each}") for each in reason.split(", ")])
    if code in ("no-replies", "no-product", "not-confidential"):
        what = words.find(f"case-kind.{what}") or what
    if code in ("no-sign-off", "nothing-done"):
        what = words.find(f"step.{what}") or what
    if code == "not-permitted":
        what, reason = words(f"permission.{what}"), words(f"role.{reason}")
    return words(f"desk.{code}", what=what, reason=reason)


def conflict_lines(differences: Sequence[Difference], words: Words) -> Iterator[str]:
    """Yield the lines that show what two people made of the same fields, with the texts of both, uncut."""
    for each in differences:
        yield "  " + words(
            "conflict.field",
            field=words(f"field.{each.field}"),
            seen=_plain(each.field, each.seen, words),
            theirs=_plain(each.field, each.theirs, words),
            yours=_plain(each.field, each.yours, words),
        )


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Cases of which the day that matters lies in one stretch of time: its name in words, and the rows."""

    title: str
    rows: tuple[Mapping[str, Any], ...]


SOON = datetime.timedelta(days=30)
"""How far ahead a day is that a board sets apart as near: what is asked of a case within a month."""


def board(
    cases: Sequence[Case], entries: Mapping[int, Entry], today: datetime.date, words: Words
) -> list[BoardGroup]:
    """Return cases by state and day: overdue, near, later, without a day, closed; each in order of days."""
    found: dict[str, list[tuple[datetime.date, Mapping[str, Any]]]] = {}
    for case in cases:
        day = day_that_matters(case)
        if case.closed_on:
            key, order = "closed", case.closed_on
        elif day is None:
            key, order = "no-day", case.opened_on
        else:
            key, order = ("overdue" if day < today else "near" if day <= today + SOON else "later"), day
        found.setdefault(key, []).append((order, _board_row(case, entries.get(case.id), day, words)))
    return [
        BoardGroup(words(f"board.{key}"), tuple(row for _, row in sorted(found[key], key=lambda row: row[0])))
        for key in ("overdue", "near", "later", "no-day", "closed")
        if key in found
    ]


def day_that_matters(case: Case) -> datetime.date | None:
    """Return the last day of the next step, or of the case, whichever comes first; None where it has none."""
    step = case.next_step
    days = [each for each in (step.due_on if step else None, case.due_on) if each is not None]
    return min(days, default=None)


def _board_row(case: Case, entry: Entry | None, day: datetime.date | None, words: Words) -> Mapping[str, Any]:
    step, found = case.next_step, agreement(case, entry)
    shown = case.closed_on or day
    return {
        "id": case.id,
        "kind": words(f"case-kind.{case.kind}"),
        "where": where(case, words),
        "title": case.basis.title or "",
        "language": case.basis.language,
        "day": words.date(shown) if shown else "",
        "step": words(f"step.{step.name}") if step else "",
        "outcome": words(f"outcome.{case.outcome}") if case.outcome else "",
        "assignee": case.assignee or "",
        "replies": words.count("replies", case.received) if case.received else "",
        "verdict": _verdict(case.verdict, found, words) if case.verdict else "",
        "differs": found == "differs",
    }


def case_view(
    case: CaseFile, entry: Entry | None, changes: Sequence[Change], words: Words
) -> Mapping[str, Any]:
    """Return a case with its file in words, for a page."""
    state = "withdrawn" if case.withdrawn else "closed" if case.closed_on else "open"
    return {
        "kind": words(f"case-kind.{case.kind}"),
        "state": words(f"case-state.{state}"),
        "where": where(case, words),
        "facts": [(words(f"case.{key}"), value) for key, value in _facts(case, entry, words) if value],
        "steps": [
            (each, words(f"step.{each.name}"), _step_line(each, words, typed=False)) for each in case.steps
        ],
        "replies": [
            (each, words.date(each.received_on), tuple(_marks(each, words))) for each in case.replies
        ],
        "notes": [(each, words.date(each.noted_on)) for each in case.notes],
        "history": [(each, tuple(history_lines((each,), words))) for each in reversed(changes)],
    }


def conflict_view(error: ConflictError, words: Words) -> Mapping[str, Any]:
    """Return in words what two people made of the same fields, with the texts of both, uncut."""
    at = datetime.datetime.fromisoformat(error.at)
    return {
        "by": words("board.conflict-by", actor=error.actor, day=words.date(at.date())),
        "differences": [
            {
                "field": words(f"field.{each.field}"),
                "seen": _plain(each.field, each.seen, words),
                "theirs": _plain(each.field, each.theirs, words),
                "yours": _plain(each.field, each.yours, words),
            }
            for each in error.differences
        ],
    }


def _facts(case: Case, entry: Entry | None, words: Words) -> Iterator[tuple[str, str]]:
    yield "asked-of", words.listing([name for name, _ in case.basis.asked])
    yield "views-of", words.listing([name for name, _ in case.basis.addressees])
    yield "opened", words.date(case.opened_on)
    yield "due-by", words.date(case.due_on) if case.due_on else ""
    yield "assignee", case.assignee or ""
    if kind_named(case.kind).confidential:
        among = (case.opened_by, case.assignee, *case.parties)
        yield "parties", words.listing(list(dict.fromkeys(each for each in among if each)))
    yield "computed", words(f"status.{entry.status.value}") if entry else words("case.not-read")
    if case.verdict:
        said = _verdict(case.verdict, agreement(case, entry), words)
        yield "verdict", words("case.verdict-because", verdict=said, reason=case.verdict_reason)
    if case.correction is not None:
        yield "corrected", _corrected(case, entry, words)
    if case.review is not None:
        yield from _review_facts(case.review, words)
    if case.closed_on:
        yield "closed", f"{words.date(case.closed_on)}, {words(f'outcome.{case.outcome}')}"


def _corrected(case: Case, entry: Entry | None, words: Words) -> str:
    """Return how a person corrects what was read: of whom it is asked and for when, with the reason."""
    correction = case.correction
    assert correction is not None
    said = []
    if correction.asked is not None:
        names = words.listing(correction.asked)
        said.append(words("case.corrected-asked", names=names) if names else words("case.asks-nothing"))
    if correction.due is not None:
        said.append(words("case.corrected-due", time=_time(correction.due, words)))
    if read_so(case, entry):
        said.append(words("case.read-so"))
    return words("case.verdict-because", verdict=" · ".join(said), reason=correction.reason)


def _time(due: str, words: Words) -> str:
    if due == NO_TIME:
        return words("status.undated")
    if due.isdigit():
        return words.session(int(due))
    return words.date(datetime.date.fromisoformat(due))


def _review_facts(review: Review, words: Words) -> Iterator[tuple[str, str]]:
    yield "lead", review.lead or ""
    yield "contributors", words.listing(review.contributors)
    yield "mandate-state", words(f"mandate-state.{review.state}") if review.state else ""
    yield "evidence", review.evidence or ""
    yield "resources", review.resources or ""
    if review.exempt:
        agreed = words("case.agreed", text=review.agreed_by) if review.agreed_by else ""
        yield "exempt", " · ".join(each for each in (words(f"exemption.{review.exempt}"), agreed) if each)
    if review.proposal:
        said = [words(f"proposal.{review.proposal}"), review.joined_with or "", review.proposal_reason or ""]
        yield "proposal", " · ".join([each for each in said if each] + [review.proposed_by or ""])
    yield "signed", f"{review.signed_by}, {words.date(review.signed_on)}" if review.signed_on else ""
    yield (
        "decision",
        f"{words(f'proposal.{review.decision}')}, {review.decided_by}" if review.decision else "",
    )


def _verdict(verdict: str, found: Agreement | None, words: Words) -> str:
    return words(f"agreement.{found}", verdict=words(f"status.{verdict}"))


def _step(step: Step, words: Words) -> str:
    name = words(f"step.{step.name}")
    return words("case.step-by", step=name, day=words.date(step.due_on)) if step.due_on else name


def _named(step: Step, words: Words) -> str:
    """Return a step in words, with the name that is typed for it where that is another."""
    said = words(f"step.{step.name}")
    return said if said == step.name else f"{said} ({step.name})"


def _step_line(step: Step, words: Words, *, typed: bool = True) -> str:
    """Return a step on a line; typed: with the name by which the shell knows it."""
    name = _named(step, words) if typed else words(f"step.{step.name}")
    if step.done_on is None:
        said = words("case.step-by", step=name, day=words.date(step.due_on)) if step.due_on else name
        return f"· {said}"
    late = step.due_on is not None and step.done_on > step.due_on
    parts = [name, words.date(step.done_on), step.document or "", words("case.step-late") if late else ""]
    if step.signed_on:
        parts.append(words("case.signed-by", who=step.signed_by, day=words.date(step.signed_on)))
    return "✓ " + " · ".join(each for each in parts if each)


def _reply_lines(replies: Sequence[Reply], words: Words) -> Iterator[str]:
    if not replies:
        return
    yield ""
    standing = [each for each in replies if not each.withdrawn]
    senders = {each.sender_id or each.sender for each in standing}
    yield words(
        "case.replies",
        replies=words.count("replies", len(standing)),
        senders=words.count("senders", len(senders)),
        late=words.count("late-replies", sum(each.late is True for each in standing)),
    )
    for each in replies:
        parts = [f"{each.id} · {each.sender}", words.date(each.received_on), *_marks(each, words)]
        said = _excerpt(each.text) if each.text is not None else ""
        yield printable("  " + " · ".join(part for part in (*parts, said) if part))


def _marks(reply: Reply, words: Words) -> Iterator[str]:
    """Yield what is to be said of a reply: it is late, comes again, cannot be read, its sender is not known."""
    if reply.withdrawn:
        yield words("case.withdrawn")
    if reply.late:
        yield words("case.late")
    if reply.again is not None:
        yield words("case.same" if reply.same else "case.again", first=reply.again)
    if reply.sender_id is None:
        yield words("case.sender-unknown")
    if reply.file_name:
        yield reply.file_name
    if reply.unreadable and reply.text is None:
        yield words("case.unreadable", reason=words.find(f"error.{reply.unreadable}") or reply.unreadable)


def _correction_data(correction: Correction, read: bool) -> dict[str, Any]:
    return {
        "asked": list(correction.asked) if correction.asked is not None else None,
        "due": correction.due,
        "reason": correction.reason,
        "read_so": read,
    }


def _review_data(review: Review) -> dict[str, Any]:
    return {
        "lead": review.lead,
        "contributors": list(review.contributors),
        "state": review.state,
        "evidence": review.evidence,
        "resources": review.resources,
        "exempt": review.exempt,
        "agreed_by": review.agreed_by,
        "proposal": review.proposal,
        "proposal_reason": review.proposal_reason,
        "joined_with": review.joined_with,
        "proposed_by": review.proposed_by,
        "decision": review.decision,
        "decided_by": review.decided_by,
        "signed_by": review.signed_by,
        "signed_on": _iso(review.signed_on),
    }


def _reply_data(reply: Reply) -> dict[str, Any]:
    return {
        "id": reply.id,
        "sender": reply.sender,
        "sender_id": reply.sender_id,
        "received_on": reply.received_on.isoformat(),
        "late": reply.late,
        "again": reply.again,
        "same": reply.same,
        "text": reply.text,
        "unreadable": reply.unreadable,
        "language": reply.language,
        "file": reply.file,
        "file_name": reply.file_name,
        "withdrawn": reply.withdrawn,
    }


_TOLD = frozenset(
    {"id", "case_id", "version", "position", "basis", "kind", "work", "paragraph", "name", "file"}
)
"""Columns that say nothing of a change to a person."""


def _edit_lines(edit: Edit, words: Words) -> Iterator[str]:
    if edit.table == "steps" and edit.before is None:
        return
    before: Mapping[str, Plain] = edit.before or {}
    step = edit.key.partition("/")[2]
    named = f"{words(f'step.{step}')}, " if edit.table == "steps" else ""
    for field, value in edit.after.items():
        if field in _TOLD or (edit.before is None and value in (None, False)):
            continue
        label = f"{named}{words(f'field.{field}')}"
        now = _excerpt(_plain(field, value, words))
        if edit.before is None:
            yield words("history.made", field=label, now=now)
        else:
            was = _excerpt(_plain(field, before.get(field), words))
            yield words("history.changed", field=label, before=was, now=now)


_VALUES = {
    "mandate_state": "mandate-state",
    "exempt": "exemption",
    "proposal": "proposal",
    "decision": "proposal",
    "verdict": "status",
    "outcome": "outcome",
    "role": "role",
}
"""The keys under which the catalogues have the values of fields."""


def _plain(field: str, value: Plain, words: Words) -> str:
    """Return what a field holds, as a person says it."""
    if value is None or value == "":
        return words("case.nothing")
    if isinstance(value, bool):
        return words("case.yes" if value else "case.no")
    if field in _VALUES:
        return words.find(f"{_VALUES[field]}.{value}") or str(value)
    if field.endswith("_on"):
        return words.date(datetime.date.fromisoformat(str(value)))
    return str(value)


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return excerpt(flat, (), QUOTED)[0]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


CORRECTED = (
    "case", "address", "commitment", "language", "quote", "read_asked", "asked", "read_due", "due", "reason",
    "read_so",
)  # fmt: skip
"""`read_asked`, `read_due`: as it was read when the case was opened; `asked`, `due`: as a person corrects it, empty
where they do not; `read_so`: whether it is now read as corrected."""


def correction_row(case: Case, entry: Entry | None) -> Row:
    """Return a correction as a row of an answer.

    Args:
        case: one with a correction; entry: what the ledger says now of its commitment, None where it says nothing.
    """
    basis, correction = case.basis, case.correction
    assert correction is not None
    closes = basis.deadline.isoformat() if basis.deadline else None
    return {
        "case": case.id,
        "address": basis.address,
        "commitment": basis.commitment,
        "language": basis.language,
        "quote": basis.quote or basis.text,
        "read_asked": tuple(name for name, _ in basis.asked),
        "asked": correction.asked,
        "read_due": str(basis.session) if basis.session else closes,
        "due": correction.due,
        "reason": correction.reason,
        "read_so": read_so(case, entry),
    }


def annotated(cases: Iterable[Case]) -> bytes:
    """Return corrected texts in the form in which the project keeps annotated ones, to be given to it.

    A record for each resolution and language, each with its commitments as people say that they are: ``paragraph``,
    ``quote``, ``bearers``, ``due``; nobody in ``bearers`` where the text asks nothing.
    """
    works: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for case in cases:
        basis, correction = case.basis, case.correction
        if correction is None:
            continue
        asked = correction.asked if correction.asked is not None else [name for name, _ in basis.asked]
        said = correction.due or str(basis.session or basis.deadline or "")
        works[basis.work, basis.language].append(
            {
                "paragraph": _paragraph(basis.paragraph or ""),
                "quote": basis.quote or basis.text,
                "bearers": [{"text": name} for name in asked],
                "due": {
                    "session": int(said) if said.isdigit() else None,
                    "date": said if said.count("-") == 2 else None,
                },
                "note": correction.reason,
            }
        )
    records = [
        {"works": [work], "language": language, "resolution": {"symbol": work, "commitments": found}}
        for (work, language), found in sorted(works.items())
    ]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _paragraph(address: str) -> str:
    """Return a paragraph as annotated texts name it: ``8``, ``7.a``, ``annex/1``."""
    operative = address.removeprefix("op_")
    return operative.replace("_", "." if operative != address else "/")
