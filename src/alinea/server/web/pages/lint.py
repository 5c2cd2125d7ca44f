"""Checking a draft: it is sent, read, looked at by the rules; what was found stands beside its text, or comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.library.confined import BusyError, ReadThere
from alinea.library.linting import WRITTEN_BACK, Linted
from alinea.linting.checking import chosen, mended
from alinea.linting.findings import Finding
from alinea.model.problems import UnreadableError
from alinea.model.spans import Span
from alinea.presenting.drafts import MEDIA
from alinea.presenting.findings import excerpt, said, total
from alinea.presenting.masthead import headline, label
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.problems import refused
from alinea.presenting.words import Words
from alinea.server.api.limits import aside
from alinea.server.api.texts import looked_at
from alinea.server.web.pagination import MOST
from alinea.server.web.rendering import download, page, stem
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.resolution_view import Mark, set_text
from alinea.server.web.sending import (
    FIELD,
    LARGEST,
    MEGABYTES,
    Waiting,
    WaitingRoom,
    checked,
    field,
    from_here,
    give,
    texts,
    token_of,
)

DOCX = MEDIA["docx"]
GIVEN_BACK = WRITTEN_BACK | {DOCX}
"""Media types of drafts that are given back with what can be mended mended."""
MANDATES = "AL4"
SHOWN = 400
"""Findings on the page at most."""


_PRIVATE = {"cache_control": "no-store"}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, and the words of the draft that it is about in their language."""

    rule: str
    severity: str
    said: str
    words: str
    language: str


routes = APIRouter()


ROOM = WaitingRoom()
"""What was sent, until it is decided on."""


@routes.get("/lint")
def _ask(visit: Visiting) -> Response:
    return _page(visit)


@routes.post("/lint")
async def _look(request: Request, visit: Visiting) -> Response:
    from_here(request)
    # Parsed here and not by a parameter, so that the bounds hold while the form comes in.
    async with request.form(max_files=1, max_fields=6, max_part_size=LARGEST) as form:
        checked(request, field(form, FIELD))
        sent = await texts(form)
        library, mandates = bool(field(form, "library")), bool(field(form, "mandates"))
    if not sent:
        return _page(visit, trouble=visit.words("web.lint.nothing"))
    name, data = sent[0]
    try:
        drafts = await aside(looked_at, visit.served, data, name, _rules(mandates), "auto", library=library)
    except UnreadableError as error:
        return _page(visit, trouble=refused(error, visit.words))
    except BusyError:
        return _page(visit, trouble=visit.words("web.lint.busy"))
    back = ""
    if all(each.record.source.media_type in GIVEN_BACK for each in drafts):
        waits = ROOM.put(token_of(request), name, data, ReadThere((), ""))
        back = visit.url(f"/lint/{waits.key}", library=library or None, mandates=mandates or None)
    return _page(visit, drafts=drafts, back=back)


@routes.get("/lint/{key}")
async def _give_back(key: str, visit: Visiting, library: bool = False, mandates: bool = False) -> Response:
    waits = ROOM.get(token_of(visit.request), key)
    if waits is None:
        raise HTTPException(404, {"told": visit.words("web.add.gone")})  # type: ignore[arg-type]
    return await aside(_given_back, visit, waits, _rules(mandates), library)


def _rules(mandates: bool) -> frozenset[str]:
    return chosen() | (chosen([MANDATES]) if mandates else frozenset())


def _given_back(visit: Visit, waits: Waiting, which: frozenset[str], library: bool) -> Response:
    """Return a draft with what can be mended safely mended: a text, or a Word document with tracked changes."""
    drafts = looked_at(visit.served, waits.data, waits.name, which, "auto", library=library)
    name, _, suffix = waits.name.rpartition(".")
    if drafts[0].record.source.media_type in WRITTEN_BACK:
        text, _ = mended(drafts[0].content, [finding for each in drafts for finding in each.findings])
        return download(
            text.encode(), "text/plain; charset=utf-8", f"{stem(name)}-mended.{stem(suffix)}", **_PRIVATE
        )
    from alinea.presenting.docx.remarks import with_remarks

    words = visit.words
    body = with_remarks(waits.data, drafts, words, made_on=visit.today)
    return download(body, DOCX, f"{stem(name)}-checked.docx", **_PRIVATE)


def _page(visit: Visit, *, drafts: Sequence[Linted] = (), back: str = "", trouble: str = "") -> Response:
    token, words = token_of(visit.request), visit.words
    answer = page(
        visit,
        "lint.html",
        token=token,
        drafts=[_shown(each, words) for each in drafts],
        back=back,
        word=bool(drafts) and drafts[0].record.source.media_type == DOCX,
        trouble=trouble,
        megabytes=MEGABYTES,
    )
    answer.headers["cache-control"] = "no-store"
    give(visit.request, answer, token)
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
            "label": label(numbers.get(address), record.language),
            "text": _marked(text, [excerpt(draft, each) for each in found[address]]),
            "findings": list(_told(draft, found[address], words, text)),
        }
        for address, text in texts.items()
        if address in found
    ]
    apart = [each for address, several in found.items() if address not in texts for each in several]
    return {
        "headline": headline(record, words),
        "language": record.language,
        "total": total([draft], words, GIVEN_BACK),
        "whole": list(_told(draft, apart, words)),
        "rows": rows,
    }


def _marked(text: str, quoted: Sequence[str]) -> Markup:
    """Return the words of a paragraph, those that findings are about marked where they are found."""
    marks = []
    for words in dict.fromkeys(each.rstrip("…") for each in quoted):
        start = text.find(words) if words else -1
        if start >= 0:
            marks.append(Mark(Span(start, start + len(words)), Markup("<mark>"), Markup("</mark>")))
    return set_text(text if len(text) <= MOST else f"{text[:MOST]}…", marks, {})


def _told(draft: Linted, findings: Sequence[Finding], words: Words, text: str = "") -> Iterator[Told]:
    """Yield findings in words; what of them is marked in the text beside them is not quoted."""
    for each in findings:
        quoted = excerpt(draft, each) if each.span.start < each.span.end else ""
        quoted = "" if quoted.rstrip("…") in text else quoted
        severity = words(f"severity.{each.severity}")
        yield Told(each.rule, severity, said(each, words), quoted, draft.record.language)
