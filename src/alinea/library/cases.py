"""Cases and the library: what a case is opened on, who replied, how what is computed stands beside what people say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from alinea.desk.casework import MOST_BYTES, Desk, Received
from alinea.desk.faults import LONGEST, DeskError
from alinea.desk.kinds import Kind, Wanted, kind_named, kinds
from alinea.library.actor_names import identified
from alinea.library.confined import text_confined
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.naming import NotHeldError, locate
from alinea.model.cases import (
    NO_TIME,
    Author,
    Basis,
    Case,
    Exemption,
    MandateState,
    Outcome,
    Proposal,
    Verdict,
)
from alinea.model.ledger import Entry, Status
from alinea.model.problems import UnreadableError
from alinea.model.record import Commitment, Paragraph, Party, Record
from alinea.store.library import Library
from alinea.vocab.folding import fold

Agreement = Literal["agrees", "adds", "differs"]
"""How a person's verdict stands to the computed status: the same; something where nothing is known; another."""

_COMMITMENT = re.compile(r"(?P<address>[^#]+#[^/]+)(?P<which>/[a-z]+/\d{1,4})")
"""An identifier of a commitment: ``A/RES/75/28#op_6/views/1``."""


class CaseError(ValueError):
    """It is not clear what a case is to be opened on, or who a sender is.

    Attributes:
        code: ``which-commitment``, ``which-kind``, ``no-commitment``, ``which-sender``; what: as given.
        candidates: those that may be meant.
    """

    def __init__(self, code: str, what: str, candidates: Iterable[str] = ()) -> None:
        super().__init__(f"{code}: {what}")
        self.code, self.what, self.candidates = code, what, tuple(candidates)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is named: a paragraph of a record, or the whole, and the entries of the ledger there."""

    name: str
    paragraph: str | None
    record: Record
    entries: tuple[Entry, ...]


def proposed(library: Library, typed: str, kind: str | None, as_of: datetime.date) -> tuple[str, Basis]:
    """Return the kind of the case that is to be opened, and the text that it rests on.

    Args:
        typed: an address as ``A/RES/75/28#op_6``, or the identifier of a commitment, ``A/RES/75/28#op_6/views/1``.
        kind: None where it follows from the one commitment there.

    Raises:
        NotHeldError: the resolution or the paragraph is not in the library.
        CaseError: several commitments or kinds may be meant, or the paragraph has no commitment of that kind.
        DeskError: there is no such kind.
    """
    asked = kind_named(kind) if kind is not None else None
    found = _COMMITMENT.fullmatch(typed.strip())
    place = _place(library, found["address"] if found else typed, as_of)
    wanted = [each for each in place.entries if found is None or each.obligation.id.endswith(found["which"])]
    if found is not None and not wanted:
        ids = (each.obligation.id for each in place.entries)
        raise CaseError("no-commitment", typed, ids)
    chosen, entry = _chosen(asked, wanted, typed)
    if place.paragraph is None and chosen.commitments:
        raise CaseError("which-commitment", typed, (each.obligation.id for each in wanted))
    return chosen.name, _basis(place, entry)


def open_reviews(
    desk: Desk, library: Library, addresses: Iterable[str], day: datetime.date, author: Author
) -> tuple[tuple[Case, ...], tuple[int, ...]]:
    """Open the review of each of several mandates, and return the cases, and the numbers of those that were open.

    Args:
        author: with what all are reviewed together for a reason.

    Raises:
        NotHeldError, CaseError: one of them is no mandate of the library; none is opened.
        DeskError: the desk refuses it.
    """
    wanted = [proposed(library, each, "mandate-review", day) for each in dict.fromkeys(addresses)]
    opened, there = list[Case](), list[int]()
    for place, (kind, basis) in enumerate(wanted):
        key = f"{author.key}/{place}" if author.key else None
        try:
            opened.append(desk.open_case(kind, basis, day, replace(author, key=key)))
        except DeskError as error:
            if error.code != "open-already":
                raise
            there.append(int(error.what))
    return tuple(opened), tuple(there)


def _place(library: Library, typed: str, as_of: datetime.date) -> _Place:
    located = locate(library, typed)
    record = library.record(located.name)
    if record is None:
        raise NotHeldError("not-held", located.name)
    entries = answer(library, LedgerQuery(as_of, EVERY, work=located.name)).entries
    here = tuple(each for each in entries if located.paragraph in (None, each.obligation.paragraph))
    return _Place(located.name, located.paragraph, record, here)


def _chosen(asked: Kind | None, entries: list[Entry], typed: str) -> tuple[Kind, Entry | None]:
    """Return the kind of case and the commitment it is for; where several fit, none is guessed."""
    pairs = [
        (each, entry)
        for each in ((asked,) if asked else kinds().values())
        for entry in entries
        if entry.obligation.kind in each.commitments
    ]
    if asked is not None and not asked.commitments:
        return asked, entries[0] if len(entries) == 1 else None
    if len(pairs) == 1:
        return pairs[0]
    if not pairs:
        names = () if asked else (each.name for each in kinds().values() if not each.commitments)
        raise CaseError("no-commitment" if asked else "which-kind", typed, names)
    if len({each.name for each, _ in pairs}) > 1:
        raise CaseError("which-kind", typed, (each.name for each, _ in pairs))
    raise CaseError("which-commitment", typed, (entry.obligation.id for _, entry in pairs))


def _basis(place: _Place, entry: Entry | None) -> Basis:
    record, owed = place.record, entry.obligation if entry else None
    paragraph = next((each for each in record.paragraphs() if each.id == place.paragraph), None)
    read = _read(paragraph, owed.id) if paragraph and owed else None
    return Basis(
        work=place.name,
        paragraph=place.paragraph,
        commitment=owed.id if owed else None,
        title=record.title,
        adopted_on=record.adopted_on,
        language=record.language,
        text="\n".join(each.text for each in paragraph.walk()) if paragraph else record.title or place.name,
        quote=owed.quote if owed else None,
        asked=_parties(owed.bearers if owed else ()),
        addressees=_parties(read.sources if read else ()),
        session=owed.due_session if owed else None,
        deadline=entry.deadline if entry else None,
    )


def _read(paragraph: Paragraph, id: str) -> Commitment | None:
    """Return the commitment of an identifier: its kind, and its place among those of its kind."""
    _, kind, number = id.rsplit("/", 2)
    of_kind = [each for each in paragraph.commitments if each.kind == kind]
    return of_kind[int(number) - 1] if int(number) <= len(of_kind) else None


def _parties(parties: Iterable[Party]) -> tuple[tuple[str, str], ...]:
    return tuple((each.text, each.id or "") for each in parties)


def in_language(library: Library, case: Case, language: str) -> Basis:
    """Return the text that a case rests on in a language, where the library has it; else as the case keeps it.

    The words are those of the same paragraph, and whose views are sought is read from them.
    """
    kept = case.basis
    record = library.record(kept.work, language) if kept.language != language else None
    paragraph = (
        next((each for each in record.paragraphs() if each.id == kept.paragraph), None) if record else None
    )
    if record is None or paragraph is None:
        return kept
    read = _read(paragraph, kept.commitment) if kept.commitment else None
    return replace(
        kept,
        title=record.title,
        adopted_on=record.adopted_on or kept.adopted_on,
        language=record.language,
        text="\n".join(each.text for each in paragraph.walk()),
        quote=read.quote if read else None,
        addressees=_parties(read.sources) if read and read.sources else kept.addressees,
    )


def computed(library: Library, cases: Iterable[Case], as_of: datetime.date) -> Mapping[int, Entry]:
    """Return what the ledger says on a day of the commitments of some cases, by their numbers.

    A case whose commitment is not read any more, or whose text is not held, is left out.
    """
    asked = tuple(cases)
    return by_case(asked, computed_of(library, commitments_of(asked), as_of))


def commitments_of(cases: Iterable[Case]) -> frozenset[str]:
    """Return the names of the commitments that cases are of; some are of none."""
    return frozenset(filter(None, (each.basis.commitment for each in cases)))


def by_case(cases: Iterable[Case], found: Mapping[str, Entry]) -> Mapping[int, Entry]:
    """Return what was found of commitments by the numbers of the cases that are of them."""
    return {each.id: found[at] for each in cases if (at := each.basis.commitment) and at in found}


def computed_of(library: Library, commitments: frozenset[str], as_of: datetime.date) -> Mapping[str, Entry]:
    """Return what the ledger says on a day of some commitments, by their names; what is not read is left out."""
    return {
        entry.obligation.id: entry
        for work in sorted({id.partition("#")[0] for id in commitments})
        for entry in answer(library, LedgerQuery(as_of, EVERY, work=work)).entries
        if entry.obligation.id in commitments
    }


def agreement(case: Case, entry: Entry | None) -> Agreement | None:
    """Return how the verdict of a case stands to the computed status, None where there is no verdict."""
    if case.verdict is None:
        return None
    if entry is None or entry.status in (Status.UNKNOWN, Status.UNDATED):
        return "agrees" if entry is not None and case.verdict == entry.status.value else "adds"
    return "agrees" if case.verdict == entry.status.value else "differs"


def read_so(case: Case, entry: Entry | None) -> bool:
    """Return whether a text that a person corrected is now read as they say, all of what they corrected.

    Args:
        entry: what the ledger says now of the commitment, None where nothing is read.
    """
    correction, owed = case.correction, entry.obligation if entry else None
    if correction is None:
        return False
    if correction.asked == ():
        return owed is None
    if owed is None:
        return False
    if correction.asked is not None:
        said = {identified(name) or (fold(name),) for name in correction.asked}
        if said != {(each.id,) if each.id else (fold(each.text),) for each in owed.bearers}:
            return False
    if correction.due is None:
        return True
    if correction.due == NO_TIME:
        return owed.window is None and owed.due_session is None
    closes = owed.window.closes if owed.window else None
    return correction.due in (str(owed.due_session), str(closes), str(entry.deadline if entry else None))


def received_text(sender: str, on: datetime.date, text: str, language: str | None = None) -> Received:
    """Return a reply that came as text.

    Raises:
        CaseError: several bear the name of the sender.
    """
    return Received(sender, _sender(sender), on, text, language=language)


def received_file(
    sender: str, on: datetime.date, content: bytes, name: str, language: str | None = None
) -> Received:
    """Return a reply that came as a file, with its text where it can be read; it is kept whether or not it can.

    Raises:
        CaseError: several bear the name of the sender.
        BusyError: other files are being read.
    """
    id = _sender(sender)
    try:
        text, unreadable = text_confined(content, name).replace("\0", "\N{REPLACEMENT CHARACTER}"), None
    except UnreadableError as error:
        text, unreadable = None, error.code
    if text is not None and not text.strip():
        text, unreadable = None, "empty"
    return Received(sender, id, on, text, unreadable, content, name, language)


def _sender(named: str) -> str | None:
    found = identified(named)
    if len(found) > 1:
        raise CaseError("which-sender", named, found)
    return found[0] if found else None


Action = Literal[
    "note", "step", "deadline", "assign", "parties", "verdict", "correct", "reply", "transcribe", "close",
    "revert", "review", "sign",
]  # fmt: skip
Line = Annotated[str, Field(max_length=2000)]
Body = Annotated[str, Field(max_length=LONGEST)]


class CaseReviewing(BaseModel):
    """What is to be changed in the review of a mandate; see `alinea.desk.kinds.Wanted`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lead: Line | None = None
    contributors: Annotated[tuple[Line, ...], Field(max_length=100)] | None = None
    state: MandateState | None = None
    evidence: Body | None = None
    resources: Body | None = None
    exempt: Exemption | Literal[""] | None = None
    agreed_by: Line | None = None
    proposal: Proposal | Literal[""] | None = None
    joined_with: Line | None = None
    decision: Proposal | None = None
    decided_by: Line | None = None
    sign: bool = False


class CaseChange(BaseModel):
    """A change of a case; what each action takes is in the documents.

    Attributes:
        action: what is done; why: in the words of the author.
        note, step, on, document, due, assignee, parties, verdict, outcome: as `alinea case log` and `close` take them.
        asked_of, due_at: how a person corrects what was read: of whom, nobody where the text asks nothing; a session, a
            day or ``none``.
        sender, text, language, file, file_name: of a reply, the file in Base64; reply: number of the one whose words
            `text` gives; change: number of the one that is taken back.
        review: what is to be changed in the review of a mandate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    why: Line = ""
    note: Body | None = None
    step: Line | None = None
    on: datetime.date | None = None
    document: Line | None = None
    due: datetime.date | None = None
    assignee: Line | None = None
    parties: Annotated[tuple[Line, ...], Field(max_length=100)] | None = None
    verdict: Verdict | None = None
    asked_of: Annotated[tuple[Line, ...], Field(max_length=100)] | None = None
    due_at: Annotated[str, Field(max_length=20)] | None = None
    sender: Line | None = None
    text: Body | None = None
    language: Annotated[str, Field(max_length=20)] | None = None
    file: Base64Bytes | None = None
    file_name: Annotated[str, Field(max_length=255)] | None = None
    reply: Annotated[int, Field(ge=1, le=1 << 31)] | None = None
    outcome: Outcome | None = None
    change: Annotated[int, Field(ge=1, le=1 << 53)] | None = None
    review: CaseReviewing | None = None


def make(
    desk: Desk, number: int, wanted: CaseChange, author: Author, seen: int | None, today: datetime.date
) -> Case:
    """Make a change of a case and return the case.

    Args:
        seen: the version of the case that the author saw, None for that which stands; today: where no day is named.

    Raises:
        ConflictError: somebody changed the same meanwhile.
        DeskError, CaseError, BusyError: it cannot be made.
    """
    on = wanted.on or today
    match wanted.action:
        case "note":
            return desk.note(number, wanted.note or "", author)
        case "step":
            return desk.complete(number, wanted.step or "", on, author, wanted.document or None, seen)
        case "deadline":
            return desk.set_day(number, wanted.step or None, wanted.due, author, seen)
        case "assign":
            return desk.assign(number, wanted.assignee or None, author, seen)
        case "parties":
            return desk.share(number, wanted.parties or (), author, seen)
        case "verdict":
            return desk.judge(number, wanted.verdict, author, seen)
        case "correct":
            return desk.correct(number, wanted.asked_of, wanted.due_at or None, author, seen)
        case "reply":
            return desk.receive(number, _received(wanted, on), author)
        case "transcribe":
            return desk.transcribe(number, wanted.reply or 0, wanted.text or "", author, seen)
        case "close":
            return desk.close_case(number, wanted.outcome or "done", on, author, seen)
        case "review":
            said = (wanted.review or CaseReviewing()).model_dump()
            return desk.review(number, Wanted(**said), on, author, seen)
        case "sign":
            return desk.sign_step(number, wanted.step or "", author, seen)
        case "revert":
            return desk.revert(number, wanted.change or 0, author)


def _received(wanted: CaseChange, on: datetime.date) -> Received:
    sender, language = wanted.sender or "", wanted.language or None
    if wanted.file is None:
        return received_text(sender, on, wanted.text or "", language)
    if len(wanted.file) > MOST_BYTES:
        raise DeskError("file-too-large", wanted.file_name or "", str(MOST_BYTES >> 20))
    return received_file(sender, on, wanted.file, wanted.file_name or "file", language)
