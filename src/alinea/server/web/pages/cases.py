"""Cases: a board by day, and each case with its file, its forms and its history."""

from __future__ import annotations

import datetime
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from alinea.desk.accounts import Accounts
from alinea.desk.addressees import addressees_of
from alinea.desk.casework import MOST_BYTES, REVIEWED, Desk
from alinea.desk.faults import ConflictError, DeskError
from alinea.desk.kinds import kind_named, kinds
from alinea.desk.permissions import permitted
from alinea.extras import extra_of
from alinea.library.cases import (
    CaseChange,
    CaseError,
    agreement,
    by_case,
    commitments_of,
    computed_of,
    in_language,
    make,
    open_reviews,
    proposed,
)
from alinea.library.clusters import ClusterQuery, clusters
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.model.cases import Case, CaseFile, Exemption, MandateState, Outcome, Proposal, Verdict
from alinea.model.ledger import Entry
from alinea.presenting.addressees import COLUMNS as ADDRESSED
from alinea.presenting.addressees import addressee_rows, head, reserves
from alinea.presenting.answers import as_csv
from alinea.presenting.cases import board, case_view, conflict_view, refusal, where
from alinea.presenting.clusters import cluster_data, together
from alinea.presenting.concept_notes import DRAFTS, MESSAGES, drafted
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import PaperForm
from alinea.presenting.papers.reviews import review_paper
from alinea.presenting.problems import not_held
from alinea.presenting.products import ProductForm, render
from alinea.presenting.words import LANGUAGES, words_in
from alinea.server.api.casework import Casework, casework_of, writing_casework_of
from alinea.server.api.limits import aside
from alinea.server.api.state import ServedLibrary
from alinea.server.web.caching import Unkeyed
from alinea.server.web.rendering import download
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import FIELD, answer, checked, from_here
from alinea.store.faults import LibraryError
from alinea.store.library import Library

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATEST = 50
"""Changes of a history on a page, the others behind a link: a case that is worked on for years has thousands."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLUSTERS = 50
"""Clusters on a page, and mandates of one whose reviews are opened at once."""

FIELDS = 25
"""Fields of a form, at most."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that changes a case: what it says, and the file that is sent with it."""

    said: Mapping[str, str]
    file: tuple[str, bytes] | None

    def day(self, name: str, other: datetime.date | None) -> datetime.date | None:
        """Return a day that the form names.

        Raises:
            HTTPException: 400, it is no day.
        """
        if not (said := self.said.get(name, "").strip()):
            return other
        try:
            return datetime.date.fromisoformat(said)
        except ValueError:
            raise HTTPException(400) from None

    def number(self, name: str) -> int | None:
        """Return a number that the form gives, None where it gives none.

        Raises:
            HTTPException: 400, it is no number.
        """
        said = self.said.get(name, "")
        if said and not (said.isascii() and said.isdigit() and len(said) < 10):
            raise HTTPException(400)
        return int(said) if said else None

    def text(self, name: str) -> str:
        """Return what the form says, lines ended as they are kept."""
        return self.said.get(name, "").replace("\r\n", "\n").strip()


routes = APIRouter()


@routes.get("/cases")
def _cases(visit: Visiting) -> Response:
    return _board(visit, casework_of(visit.request))


@routes.get("/cases/{number:int}")
def _case_page(number: int, visit: Visiting) -> Response:
    casework = casework_of(visit.request)
    return _case(visit, casework, casework.desk().case(number))


@routes.get("/cases/{number:int}/files/{reply:int}")
def _file_page(number: int, reply: int, visit: Visiting) -> Response:
    return _file(casework_of(visit.request).desk(), number, reply)


@routes.get("/cases/{number:int}/addressees.csv")
def _addressees_page(number: int, visit: Visiting) -> Response:
    return _addressees(visit, casework_of(visit.request).desk().case(number))


@routes.get("/cases/{number:int}/draft/{product}")
def _draft_page(number: int, product: str, visit: Visiting) -> Response:
    return _draft(visit, casework_of(visit.request).desk().case(number), product)


@routes.get("/cases/clusters")
def _alike(visit: Visiting) -> Response:
    return _clusters(visit, casework_of(visit.request))


@routes.get("/cases/reviews")
def _reviews_page(visit: Visiting) -> Response:
    return _reviews(visit, casework_of(visit.request))


changing = APIRouter()
"""What is left out where the library is only read."""


@changing.post("/cases")
async def _open_page(request: Request, visit: Visiting) -> Response:
    casework = writing_casework_of(request)
    return await run_in_threadpool(_open, visit, casework, await _form(request))


@changing.post("/cases/clusters")
async def _review(request: Request, visit: Visiting) -> Response:
    casework = writing_casework_of(request)
    return await run_in_threadpool(_open_reviews, visit, casework, await _form(request))


@changing.post("/cases/{number:int}")
async def _change_page(number: int, request: Request, visit: Visiting) -> Response:
    casework = writing_casework_of(request)
    form = await _form(request)
    if form.said.get("action") == "reply" and form.file:
        return await aside(_change, visit, casework, number, form)
    return await run_in_threadpool(_change, visit, casework, number, form)


async def _form(request: Request) -> _Form:
    """Return a form of a page of this site.

    Raises:
        HTTPException: 403, it comes from elsewhere; 413, its file is too large.
    """
    from_here(request)
    async with request.form(max_files=1, max_fields=FIELDS, max_part_size=MOST_BYTES) as form:
        checked(request, str(form.get(FIELD, "")))
        sent = await _sent(form)
        return _Form({name: value for name, value in form.items() if isinstance(value, str)}, sent)


async def _sent(form: FormData) -> tuple[str, bytes] | None:
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return None
    data = await sent.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise HTTPException(413)
    return sent.filename[-200:], data


def _board(
    visit: Visit, casework: Casework, told: str = "", typed: Mapping[str, str] | None = None
) -> Response:
    words, own = visit.words, bool(visit.request.query_params.get("mine"))
    cases = casework.own() if own else casework.cases()
    entries = _computed(visit, cases)
    differing = bool(visit.request.query_params.get("differing"))
    if differing:
        cases = tuple(each for each in cases if agreement(each, entries.get(each.id)) == "differs")
    groups = board(cases, entries, visit.today, words)
    given = typed or {"address": visit.request.query_params.get("address", ""), "kind": ""}
    return answer(
        visit,
        "cases.html",
        422 if told else 200,
        key=_key,
        groups=groups,
        kinds=[(each, words(f"case-kind.{each}")) for each in kinds()],
        told=told,
        typed=given,
        own=own,
        differing=differing,
        unread=_unread(casework),
        reviewed=any(each.kind == REVIEWED for each in cases),
        may=_may(visit, casework),
        casework=casework,
    )


def _may(visit: Visit, casework: Casework) -> Callable[[str], bool]:
    """Return what tells whether a form is shown: the desk asks anew when it is sent."""
    account = casework.account
    return lambda action: not visit.served.read_only and (account is None or permitted(account.role, action))


def _unread(casework: Casework) -> int:
    if casework.account is None:
        return 0
    return sum(not each.read for each in Accounts(casework.desk()).inbox(casework.account))


def _assignees(casework: Casework) -> list[str]:
    """Return to whom a case can be assigned, where that is known."""
    if casework.account is None:
        return []
    held = [each for each in Accounts(casework.desk()).all() if not each.disabled]
    return sorted({each.name for each in held} | {each.team for each in held if each.team})


def _asked(visit: Visit, case: CaseFile) -> Mapping[str, Any]:
    """Return those whom a case asks, in words, for its page."""
    found = addressees_of(case.basis, case.replies)
    return {
        "each": addressee_rows(found, visit.words, waiting=False),
        "head": head(found, visit.words),
        "reserves": tuple(reserves(found, visit.words)),
    }


def _addressees(visit: Visit, case: CaseFile) -> Response:
    found = addressees_of(case.basis, case.replies)
    waiting = bool(visit.request.query_params.get("waiting"))
    rows = addressee_rows(found, visit.words, waiting=waiting)
    return download(as_csv(ADDRESSED, rows), "text/csv; charset=utf-8", f"addressees-{case.id}.csv")


def _case(visit: Visit, casework: Casework, case: CaseFile) -> Response:
    words, desk = visit.words, casework.desk()
    signed = {each.name for each in kind_named(case.kind).steps if each.signed and casework.account}
    entry = _computed(visit, (case,)).get(case.id)
    most = None if visit.request.query_params.get("history") == "all" else LATEST
    changes = desk.history(case.id, most=most)
    return answer(
        visit,
        "case.html",
        key=_key,
        case=case,
        may=_may(visit, casework),
        casework=casework,
        to_sign={
            each.name for each in case.steps if each.name in signed and each.done_on and not each.signed_on
        },
        assignees=_assignees(casework),
        shown=case_view(case, entry, changes, words),
        left=len(changes) == most,
        verdicts=[(each, words(f"status.{each}")) for each in get_args(Verdict)],
        outcomes=[(each, words(f"outcome.{each}")) for each in get_args(Outcome)],
        collects=(collects := kind_named(case.kind).collecting is not None),
        addressees=_asked(visit, case) if collects else None,
        confidential=kind_named(case.kind).confidential,
        reviewed=case.kind == REVIEWED,
        states=[(each, words(f"mandate-state.{each}")) for each in get_args(MandateState)],
        exemptions=[(each, words(f"exemption.{each}")) for each in get_args(Exemption)],
        proposals=[(each, words(f"proposal.{each}")) for each in get_args(Proposal)],
        drafts=DRAFTS.get(case.kind, ()),
        messages=[each for each in DRAFTS.get(case.kind, ()) if each in MESSAGES],
    )


def _key() -> str:
    """Return a key for one form: a form that is sent twice is done once."""
    return secrets.token_urlsafe(16)


def _computed(visit: Visit, cases: tuple[Case, ...]) -> Mapping[int, Entry]:
    """Return what the ledger says of cases; nothing where the library cannot be asked: the desk is there without it."""
    if not cases:
        return {}
    try:
        linked = Unkeyed(visit.linked)
    except LibraryError:
        return {}
    served = visit.served
    found = _computed_of(linked, served, served.generation(), commitments_of(cases), visit.today)
    return by_case(cases, found)


# Everybody's board asks the ledger of the same commitments: it says the same until the library or the day is another.
@lru_cache(maxsize=16)
def _computed_of(
    linked: Unkeyed[Library],
    served: ServedLibrary,
    generation: str,
    commitments: frozenset[str],
    as_of: datetime.date,
) -> Mapping[str, Entry]:
    del served, generation
    return computed_of(linked.value, commitments, as_of)


def _file(desk: Desk, number: int, reply: int) -> Response:
    found = next((each for each in desk.case(number).replies if each.id == reply), None)
    if found is None or found.file is None:
        raise DeskError("no-row", reply)
    name = "".join(
        each if each.isascii() and (each.isalnum() or each in ".-") else "-" for each in found.file_name or ""
    )
    headers = {"cache_control": "no-store"}
    return download(
        desk.file(found.file), "application/octet-stream", name[-100:] or f"reply-{reply}", **headers
    )


def _draft(visit: Visit, case: CaseFile, product: str) -> Response:
    asked = visit.request.query_params.get("language", "")
    language = asked if asked in LANGUAGES else case.basis.language
    if product not in DRAFTS.get(case.kind, ()):
        raise HTTPException(404)
    basis, words = in_language(visit.library, case, language), words_in(language)
    made = drafted(case, basis, words, product, visit.today)
    form: ProductForm = "eml" if visit.request.query_params.get("form") == "eml" else "docx"
    subject = f"{words(f'value.product.{product}')} – {where(case, words)}"
    data = render(made.product, form, words, visit.today, subject)
    kind = DOCX if form == "docx" else "message/rfc822"
    return download(data, kind, f"case-{case.id}-{product}.{form}", cache_control="no-store")


def _reviews(visit: Visit, casework: Casework) -> Response:
    """Give the list of mandates that are reviewed, in Word or Excel."""
    asked = visit.request.query_params
    form: PaperForm = "xlsx" if asked.get("form") == "xlsx" else "docx"
    cases = [each for each in casework.cases() if each.kind == REVIEWED]
    paper = review_paper(cases, visit.words, visit.today, signed=bool(asked.get("signed")))
    kind = DOCX if form == "docx" else XLSX
    try:
        data = rendered(paper, form)
    except ImportError as error:
        raise DeskError("no-library", form, extra_of(error) or "") from None
    return download(data, kind, f"mandates.{form}", cache_control="no-store")


def _clusters(visit: Visit, casework: Casework) -> Response:
    """Show mandates that are alike, with what opens the reviews of a cluster."""
    asked, words = visit.request.query_params, visit.words
    about, bearer = asked.get("about", "")[:500].strip(), asked.get("bearer", "")[:200].strip()
    across = bool(asked.get("across"))
    query = ClusterQuery(visit.today, about, bearer or None, None, across, CLUSTERS)
    try:
        found = clusters(visit.linked, query).items
    except QuestionError:
        found = ()
    return answer(
        visit,
        "clusters.html",
        key=_key,
        clusters=[
            {
                **cluster_data(each, words),
                "organs": words.listing([words.find(f"organ.{one}") or one for one in each.organs]),
                "together": together(each, words),
            }
            for each in found
        ],
        about=about,
        bearer=bearer,
        across=across,
        may=_may(visit, casework),
    )


def _open_reviews(visit: Visit, casework: Casework, form: _Form) -> Response:
    addresses = form.text("addresses").split("\n")[:CLUSTERS]
    author = casework.author(form.text("why")[:2000], form.text("key") or None)
    try:
        open_reviews(casework.desk(create=True), visit.linked, addresses, visit.today, author)
    except (CaseError, NotHeldError) as error:
        raise HTTPException(422) from error
    return RedirectResponse(visit.url("/cases"), 303)


def _open(visit: Visit, casework: Casework, form: _Form) -> Response:
    words, address = visit.words, form.text("address")
    try:
        kind, basis = proposed(visit.linked, address, form.text("kind") or None, visit.today)
        author = casework.author(form.text("why"), form.text("key") or None)
        case = casework.desk(create=True).open_case(kind, basis, visit.today, author)
    except CaseError as error:
        if error.code == "which-kind":
            known = words.listing([words(f"case-kind.{each}") for each in error.candidates])
            told = words("web.case.which-kind", what=error.what, candidates=known)
        else:
            candidates = ", ".join(error.candidates) or words("case.nothing")
            told = words(f"case-error.{error.code}", what=error.what, candidates=candidates)
    except NotHeldError as error:
        told = not_held(error, visit.words)
    except DeskError as error:
        if error.code not in ("open-already", "no-kind"):
            raise
        told = refusal(error.code, error.what, error.reason, words)
    else:
        return RedirectResponse(visit.url(f"/cases/{case.id}"), 303)
    return _board(visit, casework, told, {"address": address, "kind": form.text("kind")})


def _change(visit: Visit, casework: Casework, number: int, form: _Form) -> Response:
    """Make the change of a form, and go to the case; where somebody changed the same meanwhile, show both texts."""
    desk, words, wanted = casework.desk(), visit.words, _wanted(visit, form)
    author = casework.author(form.text("why"), form.text("key") or None)
    try:
        make(desk, number, wanted, author, form.number("seen"), visit.today)
    except ConflictError as error:
        facts = {
            "key": _key,
            "case": desk.case(number),
            "told": conflict_view(error, words),
            "said": {name: value for name, value in form.said.items() if name not in (FIELD, "seen", "key")},
            "seen": error.version,
        }
        return answer(visit, "case-conflict.html", 409, **facts)
    except CaseError as error:
        told = words(f"case-error.{error.code}", what=error.what, candidates=", ".join(error.candidates))
        raise HTTPException(422, {"told": told}) from None  # type: ignore[arg-type]
    return RedirectResponse(visit.url(f"/cases/{number}"), 303)


def _reviewing(form: _Form) -> dict[str, Any]:
    """Return what a form changes in the review of a mandate: all of its fields, a proposal or signature alone."""
    match form.said.get("part"):
        case "facts":
            said: dict[str, Any] = {
                name: form.text(name) for name in ("lead", "evidence", "resources") if form.text(name)
            }
            said["contributors"] = [
                each.strip() for each in form.text("contributors").split("\n") if each.strip()
            ]
            return said | {
                "state": form.text("state") or None,
                "exempt": form.text("exempt"),
                "agreed_by": form.text("agreed_by") or None,
            }
        case "proposal":
            return {"proposal": form.text("proposal"), "joined_with": form.text("joined_with") or None}
        case "decision":
            return {"decision": form.text("decision") or None, "decided_by": form.text("decided_by") or None}
        case _:
            return {"sign": True}


def _wanted(visit: Visit, form: _Form) -> CaseChange:
    """Return the change that a form asks for.

    Raises:
        HTTPException: 400, it is none.
    """
    texts = (
        "action",
        "why",
        "note",
        "step",
        "document",
        "assignee",
        "verdict",
        "sender",
        "text",
        "language",
        "outcome",
        "due_at",
    )
    said: dict[str, Any] = {name: form.text(name) for name in texts if form.text(name)}
    said |= {name: form.number(name) for name in ("reply", "change")}
    if said.get("action") == "parties":
        said["parties"] = [each.strip() for each in form.text("parties").split("\n") if each.strip()]
    said |= {"on": form.day("on", visit.today), "due": form.day("due", None)}
    if said.get("action") == "correct" and "asked_of" in form.said:
        said["asked_of"] = [each.strip() for each in form.text("asked_of").split("\n") if each.strip()]
    if said.get("action") == "review":
        said["review"] = _reviewing(form)
    if form.file:
        said |= {"file_name": form.file[0], "file": b64encode(form.file[1])}
    try:
        return CaseChange.model_validate(said)
    except ValidationError:
        raise HTTPException(400) from None
