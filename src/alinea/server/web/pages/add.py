"""Adding: files or a text are sent, what was read is shown with its warnings, and a person keeps or drops it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from alinea.library.adding import keep
from alinea.library.confined import BusyError, read_there
from alinea.model.document import Document
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.presenting import documents
from alinea.presenting.masthead import first_words, headline
from alinea.presenting.places import place_of_span
from alinea.presenting.problems import refused, told
from alinea.server.api.aside import aside
from alinea.server.web.csrf import FIELD, checked, from_here, give, token_of
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of
from alinea.server.web.sending import LARGEST, MEGABYTES, field, texts
from alinea.server.web.uploads import Waiting, WaitingRoom

__all__ = ["FILES", "router"]

FILES = 20
"""Files of one form at most."""

SHOWN = 12
"""Charges of a text that are shown before it is kept."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read, and why."""

    name: str
    why: str


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of adding; where the library is only read, one that says so."""
    routes = APIRouter()
    if read_only:

        @routes.api_route("/add", methods=["GET", "POST"])
        def refuse(visit: Annotated[Visit, Depends(visit_of)]) -> Response:
            raise HTTPException(403, {"told": visit.words("web.add.read-only")})  # type: ignore[arg-type]

        return routes
    room = WaitingRoom()

    @routes.get("/add", response_class=HTMLResponse)
    def add(visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        return _form(visit, room, ())

    @routes.post("/add", response_class=HTMLResponse)
    async def read(request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        from_here(request)
        # Parsed here and not by a parameter, so that the bounds hold while the form comes in.
        async with request.form(max_files=FILES, max_fields=10, max_part_size=LARGEST) as form:
            checked(request, field(form, FIELD))
            sent = await texts(form)
        troubles = []
        for name, data in sent:
            try:
                found = await aside(read_there, data, name)
            except UnreadableError as error:
                troubles.append(Trouble(name, refused(error, visit.words)))
            except BusyError:
                troubles.append(Trouble(name, visit.words("web.add.busy")))
            else:
                room.put(token_of(request), name, data, found)
        return await run_in_threadpool(_form, visit, room, troubles, sent=bool(sent))

    @routes.post("/add/{key}", response_class=HTMLResponse)
    async def decide(key: str, request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        from_here(request)
        async with request.form(max_files=0, max_fields=5, max_part_size=1000) as form:
            checked(request, field(form, FIELD))
            decision = field(form, "decision")
        waiting = room.get(token_of(request), key)
        if waiting is None:
            raise HTTPException(404, {"told": visit.words("web.add.gone")})  # type: ignore[arg-type]
        if decision == "keep":
            return await run_in_threadpool(_keep, visit, room, waiting)
        room.drop(key)
        return RedirectResponse(visit.url("/add"), 303)

    return routes


def _form(visit: Visit, room: WaitingRoom, troubles: Any, *, sent: bool = True) -> Response:
    token = token_of(visit.request)
    answer = page(
        visit,
        "add.html",
        token=token,
        troubles=troubles,
        nothing=not sent,
        waiting=[_shown(each, visit) for each in room.of(token)],
        most=FILES,
        megabytes=MEGABYTES,
    )
    answer.headers["cache-control"] = "no-store"
    give(visit.request, answer, token)
    return answer


def _shown(waiting: Waiting, visit: Visit) -> dict[str, Any]:
    return {
        "key": waiting.key,
        "name": waiting.name,
        "records": [_record(each, visit) for each in waiting.read.records],
        "documents": [_document(each, visit) for each in waiting.read.documents],
    }


def _record(record: Record, visit: Visit) -> dict[str, Any]:
    words = visit.words
    charges = [
        (paragraph.number or "", each) for paragraph in record.paragraphs() for each in paragraph.commitments
    ]
    held = visit.library.work(record.symbol) if record.symbol else None
    return {
        "headline": headline(record, words),
        "title": record.title or first_words(record),
        "language": record.language,
        "day": words.date(record.adopted_on) if record.adopted_on else "",
        **{
            part: f"{words(f'web.part.{part}')}{words('web.colon')} {words.count(part, len(paragraphs))}"
            for part, paragraphs in (("preambular", record.preamble), ("operative", record.operative))
        },
        "held": held,
        "warnings": [
            (told("warning", each.code, each.message, words), place_of_span(record, each.span, words) or "")
            for each in record.warnings
        ],
        "charges": [
            (number, each.quote, words(f"commitment.{each.kind}")) for number, each in charges[:SHOWN]
        ],
        "more": max(0, len(charges) - SHOWN),
        "fragment": record.fragment and record.symbol is None,
    }


def _document(document: Document, visit: Visit) -> dict[str, Any]:
    words = visit.words
    return {
        "headline": documents.headline(document, words),
        "title": document.title,
        "language": document.language,
        "facts": documents.rows(document, words),
        "warnings": list(documents.warnings(document, words)),
        "held": document.symbol if document.symbol and visit.library.document(document.symbol) else None,
    }


def _keep(visit: Visit, room: WaitingRoom, waiting: Waiting) -> Response:
    """Keep a text and go to what was found in it."""
    with visit.served.writing() as library:
        outcome = keep(
            library,
            waiting.name,
            waiting.data,
            waiting.read.records,
            waiting.read.documents,
            waiting.read.content,
            datetime.datetime.now(datetime.UTC),
        )
    room.drop(waiting.key)
    if not room.of(waiting.owner):
        symbols = [each.symbol for each in waiting.read.documents if each.symbol]
        if symbols:
            return RedirectResponse(visit.document(symbols[0]), 303)
        if len(outcome.works) == 1:
            return RedirectResponse(visit.resolution(outcome.works[0]), 303)
    return RedirectResponse(visit.url("/add"), 303)
