"""What can be asked, where, and what is answered: the whole API on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from alinea.desk.faults import DeskError
from alinea.library.likeness import Alike
from alinea.model.comparison import Comparison, Threads
from alinea.model.corpus import Series
from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.presenting.drafts import FORMS, MEDIA
from alinea.server.api import (
    cases,
    commitments,
    documents,
    links,
    reconciling,
    resolutions,
    searching,
    stats,
    texts,
    values,
)
from alinea.server.api.problems import answer_to
from alinea.server.api.responses import Speaking, document
from alinea.store.values import Metadata, Neighbourhood

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Route:
    """A question that can be asked.

    Attributes:
        name: its stable name, the ``operationId`` of the specification; its words are in the catalogue under it.
        path: below `PREFIX`. A symbol or address has strokes in it and stands at the end, so that nothing can be
            mistaken for a part of it.
        endpoint: what answers; gives: the type of the answer; tag: what it belongs to.
        problems: that it may answer with, besides those that every question may.
        method: of HTTP; takes: media types of what is sent; also: of answers in other forms than JSON.
    """

    name: str
    path: str
    endpoint: Callable[..., Any]
    gives: Any
    tag: str
    problems: tuple[str, ...] = ()
    method: str = "GET"
    takes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


_NAMED = ("not-held", "ambiguous")
_PAGED = ("invalid-cursor",)
_WEIGHTY = ("too-large", "busy")
_SENT = ("incomplete", "too-large", "unsupported-media-type", "unreadable", "busy")

_CASES = ("sign-in", "forbidden", "not-permitted", "no-cases", "case-refused", "desk-unavailable")

ROUTES = (
    Route(
        "listResolutions", "/resolutions", resolutions.resolutions, values.Resolutions, "resolutions", _PAGED
    ),
    Route(
        "getResolution",
        "/resolutions/{symbol:path}",
        resolutions.resolution,
        Record,
        "resolutions",
        (*_NAMED, "no-language"),
    ),
    Route(
        "getParagraph",
        "/paragraphs/{address:path}",
        resolutions.paragraph,
        values.PassageInPlace,
        "resolutions",
        (*_NAMED, "no-paragraph", "no-language"),
    ),
    Route(
        "getMetadata", "/metadata/{symbol:path}", resolutions.metadata, Metadata, "resolutions", ("not-held",)
    ),
    Route("browse", "/browse", resolutions.browsing, values.KnownTexts, "resolutions", _PAGED),
    Route("listDocuments", "/documents", documents.documents, values.Documents, "documents", _PAGED),
    Route(
        "getDocument",
        "/documents/{symbol:path}",
        documents.document,
        values.DocumentInPlace,
        "documents",
        ("not-held",),
    ),
    Route("search", "/search", searching.search, values.Passages, "search", (*_PAGED, "invalid-question")),
    Route(
        "listCommitments",
        "/commitments",
        commitments.commitments,
        values.Commitments,
        "commitments",
        (*_PAGED, *_NAMED),
    ),
    Route(
        "getCommitment",
        "/commitments/{id:path}",
        commitments.commitment,
        Entry,
        "commitments",
        (*_NAMED, "no-commitment"),
    ),
    Route(
        "explain",
        "/explanations/{address:path}",
        commitments.explanations,
        values.Explanations,
        "commitments",
        (*_NAMED, "no-paragraph", "no-commitment"),
    ),
    Route("getSchedule", "/schedules/{name}", commitments.schedule, values.Schedule, "commitments"),
    Route(
        "listAlike", "/alike", searching.alike, Alike, "search", ("invalid-question", *_NAMED, "no-paragraph")
    ),
    Route("ask", "/ask", searching.ask_in_words, searching.Readings, "search"),
    Route("countFacets", "/facets", searching.facets, values.FacetCounts, "search", ("invalid-question",)),
    Route(
        "getSource", "/sources/{sha256}", resolutions.source, values.SourceText, "resolutions", ("no-source",)
    ),
    Route("listSubjects", "/subjects", searching.all_subjects, searching.Subjects, "search"),
    Route(
        "getSubjects",
        "/subjects/{symbol:path}",
        searching.subjects_named,
        searching.NamedSubjects,
        "search",
        (*_NAMED, "no-language"),
    ),
    Route("listActors", "/actors", commitments.actors, values.Actors, "actors", _PAGED),
    Route("getActor", "/actors/{name}", commitments.actor, values.ActorOwing, "actors", ("unknown-actor",)),
    Route(
        "listCitations",
        "/citations/{symbol:path}",
        links.citations,
        values.Citations,
        "links",
        (*_PAGED, *_NAMED),
    ),
    Route(
        "listCitedBy",
        "/cited-by/{symbol:path}",
        links.cited_by,
        values.Citations,
        "links",
        (*_PAGED, "ambiguous"),
    ),
    Route(
        "getNeighbourhood",
        "/neighbourhood/{symbol:path}",
        links.neighbourhood,
        Neighbourhood,
        "links",
        _NAMED,
    ),
    Route(
        "listRelations",
        "/relations",
        links.list_relations,
        links.Relations,
        "links",
        ("not-held", "ambiguous"),
    ),
    Route("getSeries", "/series/{symbol:path}", links.series, Series, "links", _NAMED),
    Route(
        "followSeries",
        "/threads/{symbol:path}",
        texts.threads,
        Threads,
        "links",
        (*_NAMED, "no-language", "one-text", *_WEIGHTY),
    ),
    Route(
        "compare",
        "/compare",
        texts.comparison,
        Comparison,
        "texts",
        (*_NAMED, "no-language", "no-common-language", *_WEIGHTY),
    ),
    Route(
        "draftNext",
        "/drafts/{symbol:path}",
        texts.draft,
        values.DraftGiven,
        "texts",
        (*_NAMED, "no-language", "no-draft", *_WEIGHTY),
        also=tuple(MEDIA[form].partition(";")[0] for form in FORMS if form != "json"),
    ),
    Route(
        "lintText",
        "/lint",
        texts.lint_text,
        values.Linted,
        "texts",
        (*_SENT, "unknown-rule"),
        method="POST",
        takes=texts.MEDIA_TYPES,
    ),
    Route(
        "readText",
        "/read",
        texts.read,
        values.ReadTexts,
        "texts",
        _SENT,
        method="POST",
        takes=texts.MEDIA_TYPES,
    ),
    Route(
        "listCases", "/cases", cases.cases, cases.Cases, "cases", ("sign-in", "no-cases", "desk-unavailable")
    ),
    Route(
        "getCase",
        "/cases/{number}",
        cases.case,
        cases.CaseFile,
        "cases",
        ("sign-in", "no-cases", "no-case", "desk-unavailable"),
    ),
    Route(
        "listAddressees",
        "/cases/{number}/addressees",
        cases.case_addressees,
        cases.CaseAddressees,
        "cases",
        ("sign-in", "no-cases", "no-case", "desk-unavailable"),
    ),
    Route(
        "openCase",
        "/cases",
        cases.open_case,
        cases.CaseFile,
        "cases",
        (*_NAMED, "no-paragraph", *_CASES),
        method="POST",
    ),
    Route(
        "listClusters",
        "/clusters",
        cases.mandate_clusters,
        cases.MandateClusters,
        "cases",
        ("invalid-question",),
    ),
    Route(
        "openReviews",
        "/cases/reviews",
        cases.open_reviews_together,
        cases.Cases,
        "cases",
        (*_NAMED, "no-paragraph", *_CASES),
        method="POST",
    ),
    Route(
        "changeCase",
        "/cases/{number}/changes",
        cases.change_case,
        cases.CaseFile,
        "cases",
        ("no-case", "case-conflict", *_CASES),
        method="POST",
    ),
    Route("getStatistics", "/statistics", stats.statistics, values.StatisticsGiven, "library"),
    Route("getStats", "/stats", stats.stats, values.Counts, "library"),
    Route("getProblem", "/problems/{name}", stats.problem, stats.Explained, "library", ("no-such-problem",)),
)


def router(*, read_only: bool = False) -> APIRouter:
    """Return the routes of the API, below `PREFIX`.

    Args:
        read_only: leave out those that take texts in: they cost time that a server for all may not have.
    """
    api = APIRouter(prefix=PREFIX, route_class=Speaking, redirect_slashes=False)
    for route in ROUTES:
        if read_only and route.method != "GET":
            continue
        api.add_api_route(
            route.path,
            route.endpoint,
            methods=[route.method],
            operation_id=route.name,
            name=route.name,
            tags=[route.tag],
            response_model=route.gives,
        )
        if route.method == "GET":  # and its head alone (RFC 9110, 9.1)
            api.add_api_route(route.path, route.endpoint, methods=["HEAD"], include_in_schema=False)
    api.add_api_route("/openapi.json", _openapi, include_in_schema=False)
    for path, endpoint, methods in (
        ("/reconcile", reconciling.service, ["GET", "POST"]),
        ("/reconcile/{name:path}", reconciling.entity, ["GET"]),
    ):
        api.add_api_route(path, endpoint, methods=methods, include_in_schema=False)
    return api


def _openapi(request: Request) -> Response:
    """Give the specification, in the language of ``lang``, else English."""
    from alinea.server.api.specification import specification

    language = "fr" if request.query_params.get("lang") == "fr" else "en"
    return document(specification(language), "application/vnd.oai.openapi+json;version=3.1")


def install(app: FastAPI) -> None:
    """Have whatever goes wrong below ``/api/`` answered with problem details, all else as before.

    To be called after the other handlers of the app are in place.
    """
    for kind in (HTTPException, DeskError, Exception):
        before = app.exception_handlers.get(kind)
        app.add_exception_handler(kind, _handler(before))


def _handler(before: Callable[..., Any] | None) -> Callable[..., Any]:
    async def handle(request: Request, error: Exception) -> Response:
        if request.url.path.startswith("/api/") or before is None:
            return answer_to(request, error)
        answered = before(request, error)
        return answered if isinstance(answered, Response) else await answered

    return handle
