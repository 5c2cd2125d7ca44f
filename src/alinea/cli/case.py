"""``alinea case``: a mandate worked on, from its opening to its end."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from alinea.cli.at_desk import AtDesk, user
from alinea.cli.options import NONE, VALUES, Action, Values
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.desk.accounts import Accounts
from alinea.desk.addressees import addressees_of
from alinea.desk.casework import MOST_BYTES, Desk
from alinea.desk.faults import ConflictError, DeskError
from alinea.desk.kinds import Wanted, kind_named
from alinea.desk.people import mine, same
from alinea.library.cases import CaseError, agreement, computed, proposed, received_file, received_text
from alinea.library.confined import BusyError
from alinea.library.naming import NotHeldError
from alinea.library.whole import write_whole
from alinea.model.cases import Case, Outcome, Verdict
from alinea.model.ledger import Entry
from alinea.presenting.addressees import COLUMNS as ADDRESSED
from alinea.presenting.addressees import addressee_lines, addressee_rows, reserves
from alinea.presenting.answers import print_rows
from alinea.presenting.cases import (
    COLUMNS,
    CORRECTED,
    annotated,
    case_data,
    case_row,
    change_data,
    conflict_lines,
    corrected_lines,
    correction_row,
    day_that_matters,
    file_lines,
    history_lines,
    line,
    refusal,
)
from alinea.presenting.people import mention_line
from alinea.presenting.problems import not_held, printable
from alinea.store.faults import LibraryError


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases are listed.

    Attributes:
        differing: those only whose verdict is another than the computed status; mine: those only that are assigned to
            who asks, or to the entity they work for.
    """

    state: Literal["open", "closed", "all"]
    kind: str | None
    assignee: str | None
    differing: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """The one change that is logged; what is not changed is None.

    Attributes:
        step, on, document: a step done, when and by which document; dated, due: the last day is set for `step`, or for
            the case; parties: among whom it is kept; transcribed: number and words of a reply.
    """

    note: str | None
    step: str | None
    on: datetime.date | None
    document: str | None
    dated: bool
    due: datetime.date | None
    assignee: str | None
    parties: tuple[str, ...] | None
    verdict: str | None
    transcribed: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A reply that is logged.

    Attributes:
        sender; on: the day, None for today; given: its text, or the file that came; language: tag, None where not said.
    """

    sender: str
    on: datetime.date | None
    given: str | Path
    language: str | None


def guard(asked: AtDesk, work: Action) -> int:
    """Do some work and return the exit code; say why the desk does not do it, and what to do."""
    words = asked.words
    try:
        return work()
    except ConflictError as error:
        at = datetime.datetime.fromisoformat(error.at)
        head = words(
            "conflict.head",
            case=error.case,
            actor=error.actor,
            day=words.date(at.date()),
            version=error.version,
        )
        _complain(head)
        for each in conflict_lines(error.differences, words):
            stderr("\n".join(printable(part) for part in each.splitlines()))
    except DeskError as error:
        _complain(refusal(error.code, error.what, error.reason, words))
    except CaseError as error:
        kinds = VALUES["CASE-KIND"]
        named = [kinds.told(words, [each]) if each in kinds.names else each for each in error.candidates]
        candidates = ", ".join(named) or words("case.nothing")
        _complain(words(f"case-error.{error.code}", what=error.what, candidates=candidates))
    except NotHeldError as error:
        _complain(not_held(error, words))
    except BusyError:
        _complain(words("desk.reader-busy"))
    return FAILED


def open_case(asked: AtDesk, address: str, kind: str | None, on: datetime.date | None) -> int:
    """Open a case and return the exit code.

    Raises:
        DeskError, CaseError, NotHeldError, LibraryError: it cannot be opened.
    """
    today = asked.today
    with asked.linked() as library:
        chosen, basis = proposed(library, address, kind, on or today)
    with asked.at_desk(create=True) as desk:
        case = desk.open_case(chosen, basis, on or today, asked.author(desk))
    say(asked.words("case.opened-now", case=line(case, None, asked.words)))
    return DONE


def list_cases(asked: AtDesk, wanted: Filter) -> int:
    """Print cases and return the exit code."""
    with asked.at_desk() as desk:
        cases = [each for each in desk.cases() if _wanted(each, wanted)]
        if wanted.mine:
            account = asked.account(desk)
            own = asked.author(desk).actor
            cases = [each for each in cases if (mine(each, account) if account else same(each.assignee, own))]
    entries = _computed(asked, cases)
    if wanted.differing:
        cases = [each for each in cases if agreement(each, entries.get(each.id)) == "differs"]
    cases.sort(key=_order)
    rows = [case_row(each, entries.get(each.id)) for each in cases]
    if not print_rows(asked.form, COLUMNS, rows, asked.words):
        for each in cases:
            say(line(each, entries.get(each.id), asked.words))
    if not cases:
        asked.tell("case.none")
    return DONE


def show_case(asked: AtDesk, number: int, *, history: bool) -> int:
    """Print a case with its file and return the exit code."""
    with asked.at_desk() as desk:
        case = desk.case(number)
        changes = desk.history(number) if history else ()
    entry = _computed(asked, [case]).get(number)
    if asked.form == "json":
        data = case_data(case, entry)
        if history:
            data["history"] = [change_data(each) for each in changes]
        _print_json(data)
        return DONE
    for each in file_lines(case, entry, asked.words):
        say(each)
    if history:
        say("")
        say(asked.words("history.title"))
        for each in history_lines(changes, asked.words):
            say(f"  {each}")
    return DONE


def show_reply(asked: AtDesk, number: int, reply: int) -> int:
    """Print the text of a reply, whole; where it came as a file that cannot be read, write its bytes."""
    with asked.at_desk() as desk:
        found = next((each for each in desk.case(number).replies if each.id == reply), None)
        if found is None:
            raise DeskError("no-row", reply)
        if found.text is None and found.file is not None:
            sys.stdout.buffer.write(desk.file(found.file))
            sys.stdout.buffer.flush()
            return DONE
    for each in (found.text or "").splitlines():
        say(printable(each))
    return DONE


def log_change(asked: AtDesk, number: int, logged: Logged, seen: int | None) -> int:
    """Make the one change that is logged and return the exit code."""
    with asked.at_desk() as desk:
        author = asked.author(desk)
        if logged.note is not None:
            case = desk.note(number, logged.note, author)
        elif logged.transcribed is not None:
            case = desk.transcribe(number, *logged.transcribed, author, seen)
        elif logged.dated:
            case = desk.set_day(number, _step(desk, number, logged.step), logged.due, author, seen)
        elif (step := _step(desk, number, logged.step)) is not None:
            day = logged.on or asked.today
            case = desk.complete(number, step, day, author, logged.document, seen)
        elif logged.parties is not None:
            case = desk.share(number, logged.parties, author, seen)
        elif logged.verdict is not None:
            verdict = None if logged.verdict == NONE else cast(Verdict, logged.verdict)
            case = desk.judge(number, verdict, author, seen)
        else:
            case = desk.assign(number, logged.assignee, author, seen)
    return _told(asked, case)


def correct_case(
    asked: AtDesk, number: int, names: Sequence[str] | None, due: str | None, seen: int | None
) -> int:
    """Correct what a text was read to ask, and return the exit code."""
    with asked.at_desk() as desk:
        case = desk.correct(number, names, due, asked.author(desk), seen)
    say(*corrected_lines(case, _computed(asked, [case]).get(number), asked.words))
    return DONE


def list_corrections(asked: AtDesk, out: Path | None) -> int:
    """Print what people corrected, one a line, and return the exit code.

    Args:
        out: file to write them to besides, in the form of annotated texts.
    """
    with asked.at_desk() as desk:
        found = [each for each in desk.cases() if each.correction and not each.withdrawn]
    entries = _computed(asked, found)
    if not print_rows(
        asked.form, CORRECTED, [correction_row(each, entries.get(each.id)) for each in found], asked.words
    ):
        for each in found:
            say(*corrected_lines(each, entries.get(each.id), asked.words))
    if not found:
        asked.tell("case.none-corrected")
    elif out is not None:
        write_whole(out, annotated(found))
        counted = asked.words.count("corrections", len(found))
        stderr(printable(f"alinea: {asked.words('paper.written', path=out, rows=counted)}"))
    return DONE


def _step(desk: Desk, number: int, typed: str | None) -> str | None:
    """Return the step of a case that is typed, in English or as a catalogue says it; else as it is typed."""
    if typed is None:
        return None
    steps = Values("step", [each.name for each in kind_named(desk.case(number).kind).steps])
    return steps.meant(typed) or typed


def receive(asked: AtDesk, number: int, incoming: Incoming) -> int:
    """Log a reply and return the exit code; what is to be looked at is told on standard error.

    Raises:
        DeskError, CaseError, BusyError: it cannot be logged; OSError: the file cannot be opened.
    """
    words, day, given = asked.words, incoming.on or asked.today, incoming.given
    with asked.at_desk() as desk:
        if isinstance(given, Path):
            if given.stat().st_size > MOST_BYTES:
                raise DeskError("file-too-large", given, str(MOST_BYTES >> 20))
            reply = received_file(incoming.sender, day, given.read_bytes(), given.name, incoming.language)
        else:
            reply = received_text(incoming.sender, day, given, incoming.language)
        before = {each.id for each in desk.case(number).replies}
        desk.receive(number, reply, asked.author(desk))
        logged = next(each for each in desk.case(number).replies if each.id not in before)
    say(words("case.received", id=logged.id, case=number, sender=printable(logged.sender)))
    if logged.late:
        stderr(f"alinea: {words('case.told-late')}")
    if logged.again is not None:
        key = "case.told-same" if logged.same else "case.told-again"
        stderr(f"alinea: {words(key, first=logged.again)}")
    if logged.sender_id is None:
        stderr(printable(f"alinea: {words('case.told-sender', sender=logged.sender)}"))
    if logged.unreadable is not None:
        reason = words.find(f"error.{logged.unreadable}") or logged.unreadable
        stderr(
            printable(f"alinea: {words('case.told-unreadable', reason=reason, id=logged.id, case=number)}")
        )
    return DONE


def review_case(
    asked: AtDesk, number: int, wanted: Wanted, on: datetime.date | None, seen: int | None
) -> int:
    """Change the review of a mandate and return the exit code."""
    with asked.at_desk() as desk:
        case = desk.review(number, wanted, on or asked.today, asked.author(desk), seen)
    return _told(asked, case)


def sign_step(asked: AtDesk, number: int, step: str, seen: int | None) -> int:
    """Sign that a step was done, as a second person, and return the exit code."""
    with asked.at_desk() as desk:
        named = _step(desk, number, step) or step
        case = desk.sign_step(number, named, asked.author(desk), seen)
    return _told(asked, case)


def list_addressees(asked: AtDesk, number: int, *, waiting: bool) -> int:
    """Print those whom a case asks, one by one, and return the exit code.

    Args:
        waiting: those only of whom no reply came yet.
    """
    with asked.at_desk() as desk:
        case = desk.case(number)
    found = addressees_of(case.basis, case.replies)
    if not print_rows(
        asked.form, ADDRESSED, addressee_rows(found, asked.words, waiting=waiting), asked.words
    ):
        say(*addressee_lines(found, asked.words, waiting=waiting))
    for each in reserves(found, asked.words):
        stderr(printable(f"alinea: {each}"))
    return DONE


def show_inbox(asked: AtDesk, *, read: bool) -> int:
    """Print the notes that name who asks, the latest first, and return the exit code.

    Args:
        read: note that they were read.

    Raises:
        DeskError: nobody can be named at this desk, or it is not known who asks.
    """
    with asked.at_desk() as desk:
        account = asked.account(desk)
        if account is None:
            raise DeskError("who", asked.actor or user())
        accounts = Accounts(desk)
        found = accounts.inbox(account)
        if read and found:
            accounts.read_inbox(account, found[0].note)
    for each in found:
        say(printable(mention_line(each, asked.words)))
    if not found:
        asked.tell("inbox.none")
    return DONE


def close_case(
    asked: AtDesk, number: int, outcome: Outcome, on: datetime.date | None, seen: int | None
) -> int:
    """Close a case and return the exit code."""
    with asked.at_desk() as desk:
        case = desk.close_case(number, outcome, on or asked.today, asked.author(desk), seen)
    return _told(asked, case)


def revert_change(asked: AtDesk, number: int, change: int) -> int:
    """Take back a change of a case and return the exit code."""
    with asked.at_desk() as desk:
        desk.revert(number, change, asked.author(desk))
    say(asked.words("case.reverted", change=change, case=number))
    return DONE


def _told(asked: AtDesk, case: Case) -> int:
    """Print the line of a case that was changed."""
    say(line(case, _computed(asked, [case]).get(case.id), asked.words))
    return DONE


def _computed(asked: AtDesk, cases: list[Case]) -> dict[int, Entry]:
    """Return what the ledger says of cases; nothing where the library cannot be asked: the desk is there without it."""
    if not asked.library.is_file():
        return {}
    try:
        with asked.linked() as library:
            return dict(computed(library, cases, asked.today))
    except LibraryError as error:
        asked.tell(f"library.{error.code}", path=error.path, reason=error.reason)
        return {}


def _wanted(case: Case, wanted: Filter) -> bool:
    state = "closed" if case.closed_on else "open"
    return (
        wanted.state in ("all", state)
        and wanted.kind in (None, case.kind)
        and wanted.assignee in (None, case.assignee)
    )


def _order(case: Case) -> tuple[bool, datetime.date, int]:
    """Return by what cases are listed: what is open first, the day that comes first; what has none comes last."""
    return case.closed_on is not None, day_that_matters(case) or datetime.date.max, case.id


def _print_json(data: object) -> None:
    sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _complain(text: str) -> None:
    stderr(printable(f"alinea: {text}"))
