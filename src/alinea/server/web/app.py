"""The application: pages, the API, and what stands around both."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module, resources
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.staticfiles import StaticFiles

from alinea.desk.faults import DeskError
from alinea.library.confined import BusyError
from alinea.presenting.cases import refusal
from alinea.server.api import routes as api
from alinea.server.api.authorization import guard
from alinea.server.api.limits import TooLongError
from alinea.server.api.problems import log_failure
from alinea.server.api.state import ServedLibrary
from alinea.server.web.provider import Provider, ProviderError
from alinea.server.web.rendering import page
from alinea.server.web.request import visit_of
from alinea.server.web.shield import LOCAL, Packing, Shield
from alinea.store.faults import LibraryError

LARGEST = 64_000_000
"""Bytes that a request may have."""

PAGES = (
    "home", "search", "ask", "browse", "resolution", "documents", "ledger", "calendar", "schedules",
    "statistics", "actor", "subjects", "relations", "source", "map", "draft", "compare", "lint", "add",
    "versions", "cases", "account", "people", "about", "discovery",
)  # fmt: skip
"""Modules of `alinea.server.web.pages`, each with its `routes`, some with those that are `changing` something."""


STATUSES = {
    "no-case": 404,
    "no-row": 404,
    "no-change": 404,
    "no-file": 404,
    "no-account": 404,
    "no-invitation": 404,
    "no-token": 404,
    "who": 403,
    "not-permitted": 403,
    "not-yourself": 403,
    "no-account-for": 403,
    "conflict": 409,
    "file-too-large": 413,
}
"""Statuses of what the desk does not do, by its codes."""

DOWN = frozenset(
    {"absent", "locked", "busy", "full", "damaged", "unreachable", "refused", "failed", "unusable"}
)
"""Codes that say that the desk cannot be used just now."""

THREADS = 8
"""Questions that are answered at a time: fewer than the connections that the library has."""


class _Static(StaticFiles):
    """Style and scripts; their addresses name what is in them, so that a browser may keep them for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


def build(
    served: ServedLibrary, *, hosts: Sequence[str] = LOCAL, provider: Provider | None = None
) -> FastAPI:
    """Return the application.

    Args:
        served: the library; hosts: names by which the server may be called, empty for any.
        provider: of identities, by which people may sign in; None for none.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        await anyio.to_thread.run_sync(served.close)

    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        dependencies=[Depends(guard)],
        lifespan=lifespan,
    )
    app.state.served = served
    app.state.provider = provider
    folder = resources.files("alinea.server.web").joinpath("static")
    app.mount("/static", _Static(directory=str(folder)), name="static")
    for name in PAGES:
        family = import_module(f"alinea.server.web.pages.{name}")
        app.include_router(family.routes, include_in_schema=False)
        if not served.read_only and hasattr(family, "changing"):
            app.include_router(family.changing, include_in_schema=False)
    app.include_router(api.router(read_only=served.read_only))
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(ClientDisconnect, _not_understood)
    app.add_exception_handler(LibraryError, _unreadable)
    app.add_exception_handler(DeskError, _no_desk)
    app.add_exception_handler(ProviderError, _no_provider)
    app.add_exception_handler(TooLongError, _too_much)
    app.add_exception_handler(BusyError, _too_much)
    app.add_exception_handler(Exception, _failed)
    api.install(app)
    app.add_middleware(Packing)
    app.add_middleware(Shield, hosts=hosts, largest=LARGEST, told=app.exception_handlers[HTTPException])
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """Answer what cannot be answered: no such page, a method that it does not have."""
    assert isinstance(error, HTTPException)
    visit = visit_of(request)
    code = error.status_code
    if code == 401 and request.method == "GET":
        return RedirectResponse(visit.url("/sign-in", next=visit.here(lang=None)), 303)
    told = visit.words.find(f"web.error.{code}") or visit.words("web.error.other")
    detail: dict[str, Any] = error.detail if isinstance(error.detail, dict) else {}
    answer = page(
        visit,
        "error.html",
        code,
        code=code,
        told=detail.get("told") or told,
        candidates=detail.get("candidates", ()),
    )
    answer.headers.update(error.headers or {})
    return answer


async def _not_understood(request: Request, error: Exception) -> HTMLResponse:
    """Say that an address or a form cannot be understood; what was given is not repeated."""
    del error
    visit = visit_of(request)
    return page(visit, "error.html", 400, code=400, told=visit.words("web.error.400"), candidates=())


async def _unreadable(request: Request, error: Exception) -> HTMLResponse:
    """Say what keeps the library from being used, and what to do."""
    assert isinstance(error, LibraryError)
    visit = visit_of(request)
    told = visit.words(f"library.{error.code}", path=Path(error.path).name, reason=error.reason)
    return page(visit, "error.html", 503, code=503, told=told, candidates=())


async def _no_desk(request: Request, error: Exception) -> HTMLResponse:
    """Say why the desk does not do what is asked, and what to do."""
    assert isinstance(error, DeskError)
    visit = visit_of(request)
    status = STATUSES.get(error.code, 503 if error.code in DOWN else 422)
    # Where the desk is, is for those who serve it.
    what = Path(error.what).name if error.code in DOWN else error.what
    told = refusal(error.code, what, error.reason, visit.words)
    return page(visit, "error.html", status, code=status, told=told, candidates=())


async def _no_provider(request: Request, error: Exception) -> HTMLResponse:
    """Say that the provider of identities cannot be asked; why, is for the log."""
    log_failure(logging.getLogger("alinea.web"), request, error)
    visit = visit_of(request)
    told = visit.words("people.no-provider")
    return page(visit, "error.html", 503, code=503, told=told, candidates=())


async def _too_much(request: Request, error: Exception) -> HTMLResponse:
    """Say that a text is too long for what is asked, or that too much is asked for just now."""
    visit = visit_of(request)
    code = 422 if isinstance(error, TooLongError) else 503
    answer = page(visit, "error.html", code, code=code, told=visit.words(f"web.error.{code}"), candidates=())
    if code == 503:
        answer.headers["retry-after"] = "5"
    return answer


async def _failed(request: Request, error: Exception) -> HTMLResponse:
    """Say that something went wrong here; what, is for the log."""
    log_failure(logging.getLogger("alinea.web"), request, error)
    visit = visit_of(request)
    return page(visit, "error.html", 500, code=500, told=visit.words("web.error.500"), candidates=())
