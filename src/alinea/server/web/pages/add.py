"""Adding: files or a text are sent, what was read is shown with its warnings, and a person keeps or drops it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from alinea.library.adding import Kept, in_use, keep, remove_version
from alinea.library.confined import BusyError, ReadThere, read_there
from alinea.library.naming import symbol_of
from alinea.library.reading import Indexer
from alinea.library.relinking import STEP, relink
from alinea.model.document import Document
from alinea.model.problems import UnreadableError
from alinea.model.record import Commitment, Paragraph, Record
from alinea.presenting import documents
from alinea.presenting.commitments import tell
from alinea.presenting.masthead import first_words, headline
from alinea.presenting.places import place, place_of_span
from alinea.presenting.problems import refused, told
from alinea.server.api.limits import aside
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import (
    FIELD,
    LARGEST,
    MEGABYTES,
    Waiting,
    WaitingRoom,
    checked,
    field,
    form_of,
    from_here,
    give,
    texts,
    token_of,
)
from alinea.store.library import Library

FILES = 20
"""Files of one form at most."""

SHOWN = 12
"""Requests of a text that are shown before it is kept."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read, and why."""

    name: str
    why: str


routes = APIRouter()

changing = APIRouter()
"""What is left out where the library is only read."""

ROOM = WaitingRoom()
"""What was sent, until it is decided on."""


@routes.get("/add")
def _add(visit: Visiting) -> Response:
    _refuse_read_only(visit)
    return _form(visit, ())


def _refuse_read_only(visit: Visit) -> None:
    if visit.served.read_only:
        raise HTTPException(403, {"told": visit.words("web.add.read-only")})  # type: ignore[arg-type]


@routes.post("/add")
async def _read_page(request: Request, visit: Visiting) -> Response:
    _refuse_read_only(visit)
    from_here(request)
    # Parsed here and not by a parameter, so that the bounds hold while the form comes in.
    async with request.form(max_files=FILES, max_fields=10, max_part_size=LARGEST) as form:
        checked(request, field(form, FIELD))
        sent = await texts(form)
    troubles = []
    for name, data in sent:
        found = await _read(name, data, visit)
        if isinstance(found, Trouble):
            troubles.append(found)
        else:
            ROOM.put(token_of(request), name, data, found)
    return await run_in_threadpool(_form, visit, troubles, sent=bool(sent))


@changing.post("/add/all")
async def _decide_all(request: Request, visit: Visiting) -> Response:
    told = await form_of(request)
    waiting = ROOM.of(token_of(request))
    if told.get("decision") == "keep":
        await run_in_threadpool(_keep, visit, waiting)
    for each in waiting:
        ROOM.drop(each.key)
    return RedirectResponse(
        visit.url("/add", kept=len(waiting) if told.get("decision") == "keep" else None), 303
    )


@changing.post("/add/{key}")
async def _decide(key: str, request: Request, visit: Visiting) -> Response:
    told = await form_of(request)
    waiting = ROOM.get(token_of(request), key)
    if waiting is None:
        raise HTTPException(404, {"told": visit.words("web.add.gone")})  # type: ignore[arg-type]
    if told.get("decision") == "name":
        trouble = await _named(visit, waiting, told.get("symbol", ""))
        return await run_in_threadpool(_form, visit, [trouble] if trouble else [])
    ROOM.drop(key)
    if told.get("decision") == "keep":
        works = await run_in_threadpool(_keep, visit, [waiting], alone=bool(told.get("alone")))
        if not ROOM.of(waiting.owner):
            return RedirectResponse(await run_in_threadpool(_onward, visit, waiting, works), 303)
    return RedirectResponse(visit.url("/add"), 303)


async def _read(name: str, data: bytes, visit: Visit) -> ReadThere | Trouble:
    try:
        return await aside(read_there, data, name)
    except UnreadableError as error:
        return Trouble(name, refused(error, visit.words))
    except BusyError:
        return Trouble(name, visit.words("web.add.busy"))


async def _named(visit: Visit, waiting: Waiting, typed: str) -> Trouble | None:
    """Read a text anew that prints no symbol, by the one that a person gives; return why it cannot be.

    It is read as a file of that name is, so that whatever hangs on organ and session is found.
    """
    symbol = symbol_of(typed) or ""
    name = symbol.replace("/", "-") + PurePath(waiting.name).suffix
    found = await _read(name, waiting.data, visit)
    if isinstance(found, Trouble):
        return found
    if not symbol or [each.symbol for each in found.records] != [symbol]:
        return Trouble(waiting.name, visit.words("web.add.no-such-symbol", typed=typed))
    ROOM.drop(waiting.key)
    ROOM.put(waiting.owner, name, waiting.data, found)
    return None


def _form(visit: Visit, troubles: Sequence[Trouble], *, sent: bool = True) -> Response:
    token = token_of(visit.request)
    waiting = ROOM.of(token)
    kept = visit.request.query_params.get("kept", "")
    answer = page(
        visit,
        "add.html",
        token=token,
        troubles=troubles,
        nothing=not sent,
        waiting=[_shown(each, visit, several=len(waiting) > 1) for each in waiting],
        kept=int(kept) if kept.isdecimal() and len(kept) < 4 else 0,
        most=FILES,
        megabytes=MEGABYTES,
    )
    answer.headers["cache-control"] = "no-store"
    give(visit.request, answer, token)
    return answer


def _shown(waiting: Waiting, visit: Visit, *, several: bool) -> dict[str, Any]:
    records = waiting.read.records
    return {
        "key": waiting.key,
        "name": waiting.name,
        "records": [_record(each, visit) for each in records],
        "documents": [_document(each, visit) for each in waiting.read.documents],
        "unnamed": len(records) == 1 and records[0].symbol is None,
        "beside": any(_beside(each, visit.library) for each in records),
        "open": not several,
    }


def _beside(record: Record, library: Library) -> list[str]:
    """Return the inputs of other texts of a resolution that are held in its language."""
    held = library.versions(record.symbol) if record.symbol else ()
    return [
        each.sha256
        for each in held
        if each.language == record.language and each.sha256 != record.source.sha256
    ]


def _record(record: Record, visit: Visit) -> dict[str, Any]:
    words = visit.words
    asked = [(paragraph, each) for paragraph in record.paragraphs() for each in paragraph.commitments]
    return {
        "headline": headline(record, words),
        "title": record.title or first_words(record),
        "language": record.language,
        "day": words.date(record.adopted_on) if record.adopted_on else "",
        **{
            part: f"{words(f'web.part.{part}')}{words('web.colon')} {words.count(part, len(paragraphs))}"
            for part, paragraphs in (("preambular", record.preamble), ("operative", record.operative))
        },
        "held": _held(record, visit),
        "warnings": [
            (told("warning", each.code, each.message, words), place_of_span(record, each.span, words) or "")
            for each in record.warnings
        ],
        "asked": [_asked(paragraph, each, record, visit) for paragraph, each in asked[:SHOWN]],
        "more": max(0, len(asked) - SHOWN),
        "fragment": record.fragment and record.symbol is None,
    }


def _asked(paragraph: Paragraph, commitment: Commitment, record: Record, visit: Visit) -> dict[str, str]:
    said = tell(commitment, record, visit.words)
    return {
        "where": place(paragraph.id, visit.words, paragraph.number),
        "who": said.bearer or "",
        "what": said.what or commitment.quote,
        "kind": said.charge,
        "when": said.due,
    }


def _held(record: Record, visit: Visit) -> dict[str, Any] | None:
    """Return what the library holds of a resolution already, and whether this text would be the one in use."""
    held = visit.library.versions(record.symbol) if record.symbol else ()
    if not held or not record.symbol:
        return None
    if any(each.sha256 == record.source.sha256 for each in held):
        become = "same"
    elif all(each.language != record.language for each in held):
        become = "language"
    else:
        become = "used" if in_use(record, held) else "behind"
    return {
        "name": record.symbol,
        "texts": [(each.language, each.name) for each in held],
        "become": visit.words(f"web.add.held.{become}"),
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


def _keep(visit: Visit, waiting: Sequence[Waiting], *, alone: bool = False) -> tuple[str, ...]:
    """Keep texts, and return the names of the resolutions in them.

    Args:
        alone: other texts of the same resolutions in the same language go.
    """
    kept = [
        Kept(each.name, each.data, each.read.records, each.read.documents, each.read.content)
        for each in waiting
    ]
    with visit.served.writing() as library:
        outcomes = keep(library, kept, datetime.datetime.now(datetime.UTC))
        if alone:
            indexer = Indexer()
            for record in (record for each in waiting for record in each.read.records):
                for sha256 in _beside(record, library):
                    remove_version(library, record.symbol or "", sha256, indexer)
            relink(library, most=STEP)
    return tuple(name for outcome in outcomes for name in outcome.works)


def _onward(visit: Visit, kept: Waiting, works: Sequence[str]) -> str:
    """Return where a person goes who has kept a text: to what was found in it, or to what stands before it."""
    symbols = [each.symbol for each in kept.read.documents if each.symbol]
    if symbols:
        return visit.document(symbols[0])
    if len(works) != 1:
        return visit.url("/add")
    held = visit.library.versions(works[0])
    own = {each.source.sha256 for each in kept.read.records}
    if any(each.sha256 in own and not each.current for each in held):
        return visit.url(f"/versions/{works[0]}")
    language = next(each.language for each in kept.read.records if each.symbol in (works[0], None))
    return visit.resolution(works[0], text=language if language != visit.language else None)
