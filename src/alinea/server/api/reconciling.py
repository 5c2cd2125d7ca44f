"""A reconciliation service for OpenRefine and others (W3C Reconciliation Service API 0.2).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ — the service describes itself in its
manifest, so it is no part of the OpenAPI description. It sends no header that lets pages of other sites read it: a
library on one's own machine is no business of theirs, and OpenRefine asks from its own server.
"""

from __future__ import annotations

import json
from typing import Any, get_args
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from alinea.library.reconciling import Cell, Kind, reconcile
from alinea.presenting.actor_names import titled
from alinea.presenting.words import words_in
from alinea.server.api.language import tongue
from alinea.server.api.problems import ProblemError
from alinea.server.api.state import served_by

_SPACE = "urn:x-alinea:rdf:1:"
MOST_QUERIES = 100
MOST_CANDIDATES = 25
LARGEST = 1_000_000
"""Bytes of a batch of queries: a hundred cells of ten thousand."""


async def service(request: Request) -> Response:
    """Give the manifest; of a batch of queries, by GET or POST, what each may mean."""
    batch = request.query_params.get("queries")
    if request.method == "POST":
        data = bytearray()
        async for piece in request.stream():
            data += piece
            if len(data) > LARGEST:
                raise ProblemError("too-large", most=LARGEST // 1_000_000)
        batch = "".join(parse_qs(data.decode("utf-8", "replace")).get("queries", [])[:1]) or batch
    if batch is None:
        return JSONResponse(_manifest(request))
    language = tongue(request)
    cells = {name: _cell(query, language) for name, query in _queries(batch).items()}
    return JSONResponse(await run_in_threadpool(_answered, request, cells))


def entity(request: Request, name: str) -> Response:
    """Lead to the page of an identifier: a text by its symbol, an actor by its name."""
    page = "resolution" if "/" in name else "actor"
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{page}/{name}", 307)


def _manifest(request: Request) -> dict[str, Any]:
    said = words_in(tongue(request))
    here = str(request.url.replace(query=""))
    return {
        "versions": ["0.2"],
        "name": said("reconcile.name"),
        "identifierSpace": _SPACE,
        "schemaSpace": _SPACE,
        "defaultTypes": [_type(kind, said.language) for kind in get_args(Kind)],
        "view": {"url": f"{here}/{{{{id}}}}"},
        "batchSize": MOST_QUERIES,
    }


def _type(kind: Kind, language: str) -> dict[str, str]:
    return {"id": kind, "name": words_in(language)(f"reconcile.{kind}")}


def _queries(batch: str) -> dict[str, Any]:
    try:
        told = json.loads(batch)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or len(told) > MOST_QUERIES:
        raise ProblemError("invalid-parameter")
    return told


def _cell(query: Any, language: str) -> Cell:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise ProblemError("invalid-parameter")
    asked = query.get("type")
    kind = next((each for each in get_args(Kind) if each == asked or asked == [each]), None)
    most = query.get("limit")
    limit = most if isinstance(most, int) and 0 < most <= MOST_CANDIDATES else Cell("").most
    return Cell(query["query"], kind, limit, language)


def _answered(request: Request, cells: dict[str, Cell]) -> dict[str, Any]:
    library = served_by(request).library()
    return {
        name: {
            "result": [
                {
                    "id": each.id,
                    "name": titled(each.name, cell.language) if each.kind == "actor" else each.name,
                    "type": [_type(each.kind, cell.language)],
                    "score": each.score,
                    "match": each.sure,
                }
                for each in reconcile(library, cell)
            ]
        }
        for name, cell in cells.items()
    }
