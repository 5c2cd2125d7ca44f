"""Cases over HTTP: listed, read with their file, opened, changed.

A change says in ``If-Match`` which version of the case its author saw, and in ``Idempotency-Key`` which request it is:
what somebody else changed since is not written over (409, with both texts), and what is sent twice is done once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from alinea.desk.addressees import addressees_of
from alinea.desk.casework import Desk
from alinea.desk.faults import ConflictError, DeskError
from alinea.library.cases import (
    Agreement,
    CaseChange,
    CaseError,
    agreement,
    computed,
    make,
    open_reviews,
    proposed,
)
from alinea.library.clusters import ClusterQuery, clusters
from alinea.model.cases import Case, Exemption, MandateState, Outcome, Plain, Proposal, Verdict
from alinea.model.cases import CaseFile as File
from alinea.model.ledger import Entry, Status
from alinea.presenting.addressees import addressee_rows
from alinea.presenting.cases import case_data, case_row, change_data
from alinea.presenting.clusters import cluster_data
from alinea.presenting.words import words_in
from alinea.server.api.casework import Casework, casework_of, writing_casework_of
from alinea.server.api.language import tongue
from alinea.server.api.limits import aside
from alinea.server.api.parameters import Asking, KnownOrgan
from alinea.server.api.problems import ConflictingField, ProblemError, desk_problem
from alinea.server.api.responses import answer
from alinea.server.api.state import served_by
from alinea.server.api.values import Given
from alinea.store.faults import LibraryError

T = TypeVar("T")
Number = Annotated[int, Path(ge=1, le=1 << 31)]


class CaseListed(Given):
    """A case as it is listed; see `alinea.presenting.cases.case_row`."""

    id: int
    kind: str
    address: str
    commitment: str | None
    title: str | None
    state: Literal["open", "closed"]
    opened_on: datetime.date
    due_on: datetime.date | None
    next_step: str | None
    next_due_on: datetime.date | None
    assignee: str | None
    replies: int
    late: int
    status: Status | None
    reason: str | None
    verdict: Verdict | None
    verdict_reason: str | None
    agreement: Agreement | None
    outcome: Outcome | None
    closed_on: datetime.date | None
    version: int


class CaseBasis(Given):
    """The text that a case rests on."""

    text: str
    quote: str | None
    language: str
    adopted_on: datetime.date | None
    asked: tuple[tuple[str, str], ...]
    addressees: tuple[tuple[str, str], ...]
    session: int | None


class CaseStep(Given):
    """A step of a case."""

    name: str
    done_on: datetime.date | None
    due_on: datetime.date | None
    document: str | None
    signed_by: str | None
    signed_on: datetime.date | None


class CaseReply(Given):
    """A reply that was received."""

    id: int
    sender: str
    sender_id: str | None
    received_on: datetime.date
    late: bool | None
    again: int | None
    same: bool
    text: str | None
    unreadable: str | None
    language: str | None
    file: str | None
    file_name: str | None
    withdrawn: bool


class CaseReview(Given):
    """The review of a mandate."""

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


class CaseCorrection(Given):
    """How a person corrects what was read of a text."""

    asked: tuple[str, ...] | None
    due: str | None
    reason: str
    read_so: bool


class CaseNote(Given):
    """A note on a case."""

    id: int
    text: str
    actor: str
    noted_on: datetime.date
    withdrawn: bool


class CaseEdit(Given):
    """What a change did to a row."""

    table: str
    key: str
    before: Mapping[str, Plain] | None
    after: Mapping[str, Plain]


class CaseHistory(Given):
    """An entry of the history."""

    number: int
    case: int
    action: str
    actor: str
    at: str
    why: str
    edits: tuple[CaseEdit, ...]
    previous: str
    hash: str


class CaseFile(Given):
    """A case with its file."""

    case: CaseListed
    basis: CaseBasis
    steps: tuple[CaseStep, ...]
    replies: tuple[CaseReply, ...]
    parties: tuple[str, ...]
    review: CaseReview | None
    correction: CaseCorrection | None
    notes: tuple[CaseNote, ...]
    history: tuple[CaseHistory, ...]


class CaseAddressee(Given):
    """A State or an entity that a case asks; see `alinea.presenting.addressees.addressee_rows`."""

    name: str
    id: str
    asked_as: str
    replies: int
    first_reply_on: datetime.date | None


class CaseAddressees(Given):
    """Those whom a case asks; see `alinea.desk.addressees.Addressees`."""

    items: tuple[CaseAddressee, ...]
    unlisted: tuple[str, ...]
    others: tuple[str, ...]


class Cases(Given):
    """Every case, in order of their numbers."""

    items: tuple[CaseListed, ...]


class CaseOpening(BaseModel):
    """A case that is to be opened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Annotated[str, Field(max_length=40)] | None = None
    on: datetime.date | None = None
    why: Annotated[str, Field(max_length=2000)] = ""


class ReviewsOpening(BaseModel):
    """Mandates whose reviews are to be opened at once, as they are alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addresses: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=200)], ...], Field(min_length=1, max_length=100)
    ]
    on: datetime.date | None = None
    why: Annotated[str, Field(max_length=2000)] = ""


class MandateAlike(Given):
    """A mandate of a cluster."""

    address: str
    commitment: str
    title: str | None
    quote: str
    language: str
    status: Status


class MandateCluster(Given):
    """Mandates that are alike, and what they share; see `alinea.library.clusters.Cluster`."""

    organs: tuple[str, ...]
    bearer: str | None
    bearer_id: str | None
    kind: str
    subjects: tuple[str, ...]
    words: tuple[str, ...]
    likeness: float
    reason: str
    mandates: tuple[MandateAlike, ...]


class MandateClusters(Given):
    """What is alike; left: more mandates stand than are looked at."""

    items: tuple[MandateCluster, ...]
    left: bool


class Clustering(Asking):
    """Which mandates that are alike are wanted."""

    about: Annotated[str, Field(max_length=500)] = ""
    bearer: Annotated[str, Field(max_length=200)] | None = None
    organ: KnownOrgan | None = None
    across: bool = False
    limit: int = Field(default=20, ge=1, le=200)


class Sifting(Asking):
    """Which cases are listed."""

    state: Literal["open", "closed", "all"] = "open"
    mine: bool = False
    differing: bool = False


class Awaiting(Asking):
    """Which addressees of a case are listed."""

    waiting: bool = False


class Plainly(Asking):
    """A question of one case, without parameters of its own."""


def cases(request: Request, asked: Annotated[Sifting, Query()]) -> Response:
    """List cases."""
    casework = _read(request)
    found = tuple(
        each
        for each in (casework.own() if asked.mine else casework.cases())
        if asked.state in ("all", "closed" if each.closed_on else "open")
    )
    entries = _computed(request, found)
    if asked.differing:
        found = tuple(each for each in found if agreement(each, entries.get(each.id)) == "differs")
    rows = tuple(CaseListed.model_validate(case_row(each, entries.get(each.id))) for each in found)
    return answer(Cases(items=rows), Cases, {"cache-control": "no-store"})


def mandate_clusters(request: Request, asked: Annotated[Clustering, Query()]) -> Response:
    """List mandates that are alike, to be reviewed together."""
    query = ClusterQuery(
        served_by(request).today(), asked.about, asked.bearer, asked.organ, asked.across, asked.limit
    )
    found, words = clusters(served_by(request).linked(), query), words_in(tongue(request))
    items = [MandateCluster.model_validate(cluster_data(each, words)) for each in found.items]
    return answer(MandateClusters(items=tuple(items), left=found.left), MandateClusters)


async def open_reviews_together(
    request: Request, opening: ReviewsOpening, _asked: Annotated[Plainly, Query()]
) -> Response:
    """Open the reviews of several mandates at once."""
    casework, key = _write(request), _key(request)

    def opened() -> Response:
        served = served_by(request)
        day = opening.on or served.today()

        def done() -> tuple[Case, ...]:
            desk = casework.desk(create=True)
            author = casework.author(opening.why, key)
            made, there = open_reviews(desk, served.linked(), opening.addresses, day, author)
            numbers = {each.id for each in made} | set(there)
            return tuple(each for each in desk.cases() if each.id in numbers)

        found = _said(request, done)
        entries = _computed(request, found)
        rows = tuple(CaseListed.model_validate(case_row(each, entries.get(each.id))) for each in found)
        return answer(Cases(items=rows), Cases, {"cache-control": "no-store"})

    return await run_in_threadpool(opened)


def case(request: Request, number: Number, _asked: Annotated[Plainly, Query()]) -> Response:
    """Give a case with its file and its history."""
    desk = _opened(request, _read(request))
    return _given(request, desk, _said(request, lambda: desk.case(number)))


def case_addressees(request: Request, number: Number, asked: Annotated[Awaiting, Query()]) -> Response:
    """List those whom a case asks, one by one."""
    desk = _opened(request, _read(request))
    found = _said(request, lambda: desk.case(number))
    listed = addressees_of(found.basis, found.replies)
    rows = addressee_rows(listed, words_in(tongue(request)), waiting=asked.waiting)
    given = CaseAddressees(
        items=tuple(CaseAddressee.model_validate(each) for each in rows),
        unlisted=listed.unlisted,
        others=tuple(dict.fromkeys(each.sender for each in listed.others)),
    )
    return answer(given, CaseAddressees, {"cache-control": "no-store"})


async def open_case(request: Request, opening: CaseOpening, _asked: Annotated[Plainly, Query()]) -> Response:
    """Open a case."""
    casework, key = _write(request), _key(request)

    def opened() -> Response:
        today = served_by(request).today()

        def done() -> File:
            kind, basis = proposed(
                served_by(request).linked(), opening.address, opening.kind, opening.on or today
            )
            desk = casework.desk(create=True)
            author = casework.author(opening.why, key)
            return desk.case(desk.open_case(kind, basis, opening.on or today, author).id)

        made = _said(request, done)
        return _given(request, casework.desk(), made)

    return await run_in_threadpool(opened)


async def change_case(
    request: Request, number: Number, change: CaseChange, _asked: Annotated[Plainly, Query()]
) -> Response:
    """Change a case."""
    casework, key, seen = _write(request), _key(request), _seen(request)

    def changed() -> Response:
        desk = _opened(request, casework)
        author, today = casework.author(change.why, key), served_by(request).today()

        def done() -> File:
            make(desk, number, change, author, seen, today)
            return desk.case(number)

        return _given(request, desk, _said(request, done))

    # A file that came is read, which takes long; all else is asked of the desk alone.
    return await (aside(changed) if change.file is not None else run_in_threadpool(changed))


def _given(request: Request, desk: Desk, found: File) -> Response:
    data = case_data(found, entry := _computed(request, (found,)).get(found.id))
    listed = CaseListed.model_validate(case_row(found, entry))
    parts = {
        name: data[name] for name in ("basis", "steps", "replies", "parties", "review", "correction", "notes")
    }
    history = [change_data(each) for each in desk.history(found.id)]
    given = CaseFile.model_validate({"case": listed, **parts, "history": history})
    return answer(given, CaseFile, {"etag": f'"{found.version}"', "cache-control": "no-store"})


def _computed(request: Request, found: tuple[Case, ...]) -> Mapping[int, Entry]:
    """Return what the ledger says of cases; nothing while the library cannot be asked."""
    try:
        return computed(served_by(request).linked(), found, served_by(request).today()) if found else {}
    except LibraryError:
        return {}


def _read(request: Request) -> Casework:
    """Return the cases that may be read.

    Raises:
        ProblemError: none are served here.
    """
    try:
        return casework_of(request)
    except HTTPException as error:
        if error.status_code != 404:
            raise
        raise ProblemError("no-cases") from None


def _write(request: Request) -> Casework:
    """Return the cases that may be changed.

    Raises:
        ProblemError: none are served here, or the request comes from a page of another site.
    """
    _read(request)
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise ProblemError("forbidden")
    try:
        return writing_casework_of(request)
    except HTTPException:
        raise ProblemError("forbidden") from None


def _opened(request: Request, casework: Casework) -> Desk:
    try:
        return casework.desk()
    except DeskError as error:
        raise desk_problem(error, words_in(tongue(request))) from None


def _said(request: Request, do: Callable[[], T]) -> T:
    """Return what something gives; what the desk refuses is a problem.

    Raises:
        ProblemError: a rule stands against it, or somebody changed the same meanwhile.
    """
    words = words_in(tongue(request))
    try:
        found = do()
    except ConflictError as error:
        differences = [
            ConflictingField(field=each.field, seen=each.seen, theirs=each.theirs, yours=each.yours)
            for each in error.differences
        ]
        headers = {"etag": f'"{error.version}"'}
        raise ProblemError(
            "case-conflict", differences=differences, headers=headers, what=error.case, who=error.actor
        ) from None
    except CaseError as error:
        said = words(f"case-error.{error.code}", what=error.what, candidates=", ".join(error.candidates))
        raise ProblemError("case-refused", code=error.code, candidates=error.candidates, said=said) from None
    except DeskError as error:
        raise desk_problem(error, words_in(tongue(request))) from None
    return found


def _key(request: Request) -> str | None:
    """Return the key of a request.

    Raises:
        ProblemError: it is none: longer than 200 characters, or with others than ASCII prints.
    """
    key = request.headers.get("idempotency-key", "").strip().strip('"')
    if len(key) > 200 or not (key.isascii() and key.isprintable()):
        raise ProblemError("invalid-parameter")
    return key or None


def _seen(request: Request) -> int | None:
    """Return the version that ``If-Match`` names, None where any will do.

    Raises:
        ProblemError: it names no version.
    """
    said = request.headers.get("if-match", "*").strip()
    found = re.fullmatch(r'(?:W/)?"(\d{1,15})"', said)
    if found is None and said != "*":
        raise ProblemError("invalid-parameter")
    return int(found[1]) if found else None
