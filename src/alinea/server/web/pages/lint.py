"""Checking a draft: it is sent, read, looked at by the rules and forgotten; what was found stands beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from alinea.library.confined import BusyError
from alinea.library.linting import WRITTEN_BACK, Linted
from alinea.linting.checking import chosen, mended
from alinea.linting.findings import Finding
from alinea.model.problems import UnreadableError
from alinea.presenting.chapters import chapter
from alinea.presenting.findings import excerpt, said, total
from alinea.presenting.masthead import headline
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.problems import told
from alinea.presenting.words import Words
from alinea.server.api.aside import aside
from alinea.server.api.looking import looked_at
from alinea.server.web.csrf import FIELD, checked, from_here, give, token_of
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of

__all__ = ["router"]

LARGEST = 25_000_000
"""Bytes of a draft at most."""
PASTED = "draft.txt"
MANDATES = "AL4"
SHOWN = 400
"""Paragraphs and findings on the page at most, and characters of a paragraph beyond which it is cut."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, and the words of the draft that it is about in their language."""

    rule: str
    severity: str
    said: str
    words: str
    language: str


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of checking; nothing is kept, so that they are there of every library."""
    del read_only
    routes = APIRouter()

    @routes.get("/lint", response_class=HTMLResponse)
    def ask(visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        return _page(visit)

    @routes.post("/lint", response_class=HTMLResponse)
    async def look(request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        from_here(request)
        # Parsed here and not by a parameter, so that the bounds hold while the form comes in.
        async with request.form(max_files=1, max_fields=6, max_part_size=LARGEST) as form:
            checked(request, _field(form, FIELD))
            name, data = await _sent(form)
            library = bool(_field(form, "library"))
            which = chosen() | (chosen([MANDATES]) if _field(form, "mandates") else frozenset())
        if not data:
            return _page(visit, trouble=visit.words("web.lint.nothing"))
        try:
            drafts = await aside(_looked, visit, data, name, which, library)
        except UnreadableError as error:
            return _page(visit, trouble=told("error", error.code, error.message, visit.words))
        except BusyError:
            return _page(visit, trouble=visit.words("web.lint.busy"))
        return _page(visit, drafts=drafts)

    return routes


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


async def _sent(form: FormData) -> tuple[str, bytes]:
    """Return the name and the bytes of the draft: of the file, or else the text that was pasted.

    Raises:
        HTTPException: 413, it is too large.
    """
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        data = await file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise HTTPException(413)
        return file.filename[-200:], data
    return PASTED, _field(form, "text").strip().encode("utf-8", "replace")


def _looked(
    visit: Visit, data: bytes, name: str, which: frozenset[str], library: bool
) -> list[dict[str, Any]]:
    words = chapter("lint", visit.language)
    drafts = looked_at(visit.desk, data, name, which, "auto", library=library)
    return [_shown(each, words) for each in drafts]


def _page(visit: Visit, *, drafts: Sequence[dict[str, Any]] = (), trouble: str = "") -> Response:
    token = token_of(visit.request)
    answer = page(
        visit, "lint.html", token=token, drafts=drafts, trouble=trouble, megabytes=LARGEST // 1_000_000
    )
    answer.headers["cache-control"] = "no-store"
    give(answer, token)
    return answer


def _shown(draft: Linted, words: Words) -> dict[str, Any]:
    """Return what the page shows of a draft: the paragraphs with findings, each with its own."""
    record = draft.record
    numbers = printed_numbers(record)
    found: dict[str | None, list[Finding]] = {}
    for finding in draft.findings[:SHOWN]:
        found.setdefault(finding.address, []).append(finding)
    texts = {each.id: each.text for each in record.paragraphs()}
    rows = [
        {
            "id": address,
            "place": place(address, words, numbers.get(address)),
            "text": text if len(text) <= SHOWN else f"{text[:SHOWN]}…",
            "findings": list(_told(draft, found[address], words)),
        }
        for address, text in texts.items()
        if address in found
    ]
    apart = [each for address, several in found.items() if address not in texts for each in several]
    plain = record.source.media_type in WRITTEN_BACK
    text, made = mended(draft.content, draft.findings) if plain else ("", 0)
    return {
        "headline": headline(record, words),
        "language": record.language,
        "total": total([draft], words),
        "whole": list(_told(draft, apart, words)),
        "rows": rows,
        "mended": text if made else "",
    }


def _told(draft: Linted, findings: Sequence[Finding], words: Words) -> Iterator[Told]:
    for each in findings:
        quoted = excerpt(draft, each) if each.span.start < each.span.end else ""
        severity = words(f"severity.{each.severity}")
        yield Told(each.rule, severity, said(each, words), quoted, draft.record.language)
