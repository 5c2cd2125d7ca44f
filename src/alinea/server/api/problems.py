"""What the API answers where it cannot do what was asked: problem details after RFC 9457, in French or English."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from alinea.desk.faults import DeskError
from alinea.library.confined import BusyError
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.model.problems import UnreadableError
from alinea.presenting.cases import refusal
from alinea.presenting.problems import printable, refused
from alinea.presenting.words import Words, words_in
from alinea.server.api.language import tongue
from alinea.server.api.limits import TooLongError
from alinea.store.faults import LibraryError

MEDIA_TYPE = "application/problem+json"

STATUSES = {
    "invalid-parameter": 400,
    "invalid-cursor": 400,
    "invalid-question": 400,
    "incomplete": 400,
    "unknown-rule": 400,
    "sign-in": 401,
    "forbidden": 403,
    "not-permitted": 403,
    "no-cases": 404,
    "no-case": 404,
    "unknown-actor": 404,
    "not-held": 404,
    "no-paragraph": 404,
    "no-language": 404,
    "no-commitment": 404,
    "no-source": 404,
    "no-common-language": 404,
    "one-text": 404,
    "no-such-problem": 404,
    "no-such-path": 404,
    "method-not-allowed": 405,
    "ambiguous": 409,
    "no-draft": 409,
    "case-conflict": 409,
    "timed-out": 408,
    "too-large": 413,
    "address-too-long": 414,
    "unsupported-media-type": 415,
    "unreadable": 422,
    "case-refused": 422,
    "internal": 500,
    "library-unavailable": 503,
    "desk-unavailable": 503,
    "busy": 503,
}
"""Every problem and its status; the words are in the catalogue under ``problem``."""

RETRY = {"busy": 5, "library-unavailable": 30}
LOCKED = 3
"""Seconds after which it is worth asking again."""


class Fault(BaseModel):
    """One thing that is wrong with what was asked.

    Attributes:
        where: of the request: ``query``, ``path`` or ``body``; name: of the parameter.
        code: stable; detail: in the language of the answer, or English where the checker speaks no other.
    """

    model_config = ConfigDict(frozen=True)

    where: str
    name: str
    code: str
    detail: str


class ConflictingField(BaseModel):
    """A field that somebody else changed meanwhile.

    Attributes:
        field: its name; seen: what both saw; theirs: what stands now; yours: what was asked for.
    """

    model_config = ConfigDict(frozen=True)

    field: str
    seen: str | int | bool | None
    theirs: str | int | bool | None
    yours: str | int | bool | None


class Problem(BaseModel):
    """Why a request cannot be answered: problem details (RFC 9457).

    Attributes:
        type: what kind of problem, a reference to where it is explained: ``/api/v1/problems/not-held``.
        title: the kind in words; status: of the answer; detail: this case in words, with what to do.
        instance: what was asked for; code: of the cause, where the type has several.
        candidates: what may have been meant; errors: what is wrong with which parameter.
        differences: what was changed meanwhile, with the texts of both.
    """

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=["/api/v1/problems/not-held"])
    title: str
    status: int
    detail: str
    instance: str
    code: str | None = None
    candidates: list[str] = Field(default_factory=list)
    errors: list[Fault] = Field(default_factory=list)
    differences: list[ConflictingField] = Field(default_factory=list)


class ProblemError(Exception):
    """A problem, by its name in `STATUSES`.

    Attributes:
        name; facts: for the places in the words of the catalogue.
        code, candidates, errors, differences: see `Problem`; cause: words in place of the catalogue's, by language.
        headers: of the answer besides.
    """

    def __init__(
        self,
        name: str,
        *,
        code: str | None = None,
        candidates: Sequence[str] = (),
        errors: Sequence[Fault] = (),
        differences: Sequence[ConflictingField] = (),
        headers: Mapping[str, str] | None = None,
        **facts: object,
    ) -> None:
        super().__init__(name)
        self.name = name
        self.code = code
        self.candidates = tuple(candidates)
        self.errors = tuple(errors)
        self.differences = tuple(differences)
        self.headers = dict(headers or {})
        self.facts = facts


def answer_to(request: Request, error: Exception) -> Response:
    """Return the problem details for whatever was raised while answering a request."""
    language = tongue(request)
    problem = _problem(error, language)
    if problem.name == "internal":
        log_failure(logging.getLogger(__name__), request, error)
    words = words_in(language)
    status = STATUSES[problem.name]
    key = f"problem.{problem.name}.{problem.code}"
    detail = words.find(key) or words(f"problem.{problem.name}.detail")
    body = Problem(
        type=f"/api/v1/problems/{problem.name}",
        title=words(f"problem.{problem.name}.title"),
        status=status,
        detail=printable(detail.format_map(problem.facts)),
        instance=printable(request.url.path)[:500],
        code=problem.code,
        candidates=list(problem.candidates),
        errors=list(problem.errors),
        differences=list(problem.differences),
    )
    headers = {
        "content-language": language,
        "cache-control": "no-store",
        "vary": "accept-language",
        **problem.headers,
    }
    return Response(body.model_dump_json(exclude_defaults=True), status, headers, MEDIA_TYPE)


def log_failure(log: logging.Logger, request: Request, error: Exception) -> None:
    """Note an error of ours, with the place where it was raised.

    What was asked, and what an error repeats of a text, may hold anything: it is made fit for a terminal, on one line.
    """
    said = RuntimeError(f"{type(error).__name__}: {printable(str(error))[:2000]}")
    place = printable(request.scope["path"])[:500]
    log.error("%s %s: %s", request.method, place, said, exc_info=(type(said), said, error.__traceback__))


def _problem(error: Exception, language: str) -> ProblemError:
    """Return the problem that something raised is to the one who asked."""
    words = words_in(language)
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RequestValidationError):
        return ProblemError("invalid-parameter", errors=_faults(error))
    if isinstance(error, DeskError):
        return desk_problem(error, words)
    if isinstance(error, NotHeldError):
        name = "not-held" if error.code == "not-held" else error.code
        return ProblemError(name, candidates=error.candidates, what=error.what)
    if isinstance(error, QuestionError):
        said = words(f"search.{error.code}", what=error.what)
        return ProblemError("invalid-question", code=error.code, said=said)
    if isinstance(error, UnreadableError):
        if error.code == "too-large":
            return ProblemError("too-large", most=25)
        return ProblemError("unreadable", code=error.code, said=refused(error, words))
    if isinstance(error, BusyError) or (isinstance(error, LibraryError) and error.code == "busy"):
        return ProblemError("busy", headers={"retry-after": str(RETRY["busy"])})
    if isinstance(error, LibraryError):
        after = LOCKED if error.code == "locked" else RETRY["library-unavailable"]
        return ProblemError("library-unavailable", code=error.code, headers={"retry-after": str(after)})
    if isinstance(error, TooLongError):
        return ProblemError("too-large", code="too-long", what=error.name)
    if isinstance(error, HTTPException):
        return _of_status(error, words)
    return ProblemError("internal")


def desk_problem(error: DeskError, words: Words) -> ProblemError:
    """Return the problem that something the desk does not do is to the one who asked."""
    if error.code in ("no-case", "absent"):
        return ProblemError("no-case", what=error.what)
    said = refusal(error.code, error.what, error.reason, words)
    if error.code in ("who", "not-permitted", "not-yourself"):
        return ProblemError("not-permitted", code=error.code, said=said)
    if error.code in ("locked", "busy", "full", "damaged", "unreachable", "refused", "failed", "unusable"):
        return ProblemError("desk-unavailable", code=error.code, said=said, headers={"retry-after": "5"})
    return ProblemError("case-refused", code=error.code, said=said)


def _of_status(error: HTTPException, words: Words) -> ProblemError:
    """Return the problem for what the framework refuses by itself."""
    named = {
        401: "sign-in",
        403: "not-permitted",
        404: "no-such-path",
        405: "method-not-allowed",
        408: "timed-out",
        413: "too-large",
        414: "address-too-long",
        415: "unsupported-media-type",
        503: "busy",
    }
    default = "internal" if error.status_code >= 500 else "invalid-parameter"
    # A fact that the words of a problem have no place for counts for nothing.
    said = words("problem.not-permitted.meaning")
    return ProblemError(named.get(error.status_code, default), headers=error.headers, most=25, said=said)


def _faults(error: RequestValidationError) -> list[Fault]:
    """Return what is wrong with the parameters; what was given is not repeated."""
    faults = []
    for each in error.errors()[:20]:
        place: Sequence[Any] = each["loc"]
        name = ".".join(str(part) for part in place[1:]) or "body"
        faults.append(
            Fault(where=str(place[0]), name=printable(name)[:80], code=each["type"], detail=each["msg"])
        )
    return faults
