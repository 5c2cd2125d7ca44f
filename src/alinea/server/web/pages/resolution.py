"""A resolution, set for reading, with the apparatus in its margin; and its downloads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.library.resolution import Consulted, consult
from alinea.library.subjects import SubjectNamed, subjects_of, telling
from alinea.model.record import Record
from alinea.presenting.exchange.linked_data import legislation
from alinea.presenting.masthead import draft_told, headline, masthead
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.words import words_in
from alinea.server.api.resolutions import published
from alinea.server.web.caching import remembered
from alinea.server.web.documents import lay_out, quotation, weighed
from alinea.server.web.known import known_text, meant, member, percent, votes
from alinea.server.web.pagination import Shown, contents, shown
from alinea.server.web.rendering import download, page, stem
from alinea.server.web.request import Visit, Visiting, legible

FORMS = {
    "json": ("application/json", "json"),
    "akn": ("application/akn+xml", "xml"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonld": ("application/ld+json", "jsonld"),
    "bibtex": ("application/x-bibtex", "bib"),
    "ris": ("application/x-research-info-systems", "ris"),
    "marcxml": ("application/marcxml+xml", "xml"),
}
"""What a resolution can be had as: media type and the end of the file's name."""

PAGE = "text/html"
ORIGINALS = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
"""What a resolution may have been read from, of which a page can give the file itself."""

MEDIA = {media.partition(";")[0]: form for form, (media, _) in FORMS.items()}

routes = APIRouter()


@routes.get("/resolution/{name:path}")
def _resolution(
    name: str,
    visit: Visiting,
    text: Annotated[str | None, Query(max_length=12)] = None,
    beside: Annotated[str | None, Query(max_length=12)] = None,
    start: Annotated[str | None, Query(max_length=60, alias="from")] = None,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    media = wanted(visit.request.headers.get("accept", ""), (PAGE, *MEDIA, *ORIGINALS))

    def made() -> Response:
        if (absent := known_text(visit, name)) is not None:
            return absent
        found = find(visit, name, text)
        if isinstance(found, Response):
            return found
        if media != PAGE:
            return _in_form(media, found, visit)
        return _page(found, visit, beside, start, whole=whole)

    return remembered(visit, made) if media == PAGE else made()


@routes.get("/download/{form}/{name:path}")
def _file_of(
    form: str,
    name: str,
    request: Request,
    visit: Visiting,
    text: Annotated[str | None, Query(max_length=12)] = None,
) -> Response:
    del request
    if form not in FORMS:
        raise HTTPException(404)
    found = find(visit, name, text)
    return found if isinstance(found, Response) else _download(form, found, visit)


def _page(found: Consulted, visit: Visit, beside: str | None, start: str | None, *, whole: bool) -> Response:
    other = consulted(visit, found.work.name, beside) if beside else None
    if other is not None and other.record.language == found.record.language:
        other = None
    of_it = shown(weighed(found, other.record if other else None), start, whole=whole)
    answer = page(visit, "resolution.html", **_facts(found, other, of_it, visit))
    answer.headers["vary"] = "Accept, Accept-Language"
    return answer


def find(visit: Visit, typed: str, language: str | None) -> Consulted | Response:
    """Return the resolution that an address names, or the redirection to the address it is known by.

    Raises:
        HTTPException: 404, it is not held, with the candidates where it is not clear which is meant.
    """
    located = meant(visit, typed)
    if located.name != typed or located.paragraph:
        # A place is sent to the server too, by which it finds the part of a long text that has it.
        asked = {"text": language, "from": located.paragraph}
        return RedirectResponse(visit.resolution(located.name, located.paragraph or "", **asked), 307)
    work = visit.library.work(located.name)
    if language is None and work and visit.language in work.languages:
        language = visit.language  # of the reader, where the text is held in it
    found = consulted(visit, located.name, language)
    if found is None:
        raise HTTPException(404)
    return found


def consulted(visit: Visit, name: str, language: str | None) -> Consulted | None:
    """Return a resolution with what is known of it."""
    found = consult(visit.linked, name, language, visit.today)
    return replace(found, record=published(found.record)) if found else None


def _facts(found: Consulted, other: Consulted | None, of_it: Shown[str], visit: Visit) -> dict[str, Any]:
    record = found.record
    languages = found.work.languages
    laid = lay_out(found, visit, of_it)
    second = {}
    if other is not None:
        there = lay_out(other, visit, of_it)
        second = {row.id: row for rows in (there.preamble, there.operative) for row in rows}
    return {
        "parts": contents(of_it, visit, _named(record, visit)),
        "first": of_it.first,
        "last": of_it.last,
        "found": found,
        "record": record,
        "headline": headline(record, visit.words),
        "masthead": masthead(record, words_in(record.language)),
        "drafts": [
            (draft_told(each, visit.words), visit.resolution(each.symbol or "")) for each in found.drafts
        ],
        "laid": laid,
        "quotation": quotation(record, visit),
        "second": second,
        "beside": other.record.language if second and other else None,
        "others": [tag for tag in languages if tag != record.language],
        "forms": list(FORMS),
        "alternates": [(media, _place(form, found, visit)) for media, form in MEDIA.items()],
        "legislation": _legislation(found, visit),
        "members": [member(each, found.work.name, visit) for each in found.series.members],
        "doubtful": [
            (each.earlier, visit.resolution(each.earlier), percent(each)) for each in found.series.doubtful
        ],
        "subjects": _subjects(found.work.name, record, visit),
        "published": found.metadata,
        "votes": votes(found.metadata),
    }


def _place(form: str, found: Consulted, visit: Visit) -> str:
    return visit.url(f"/download/{form}/{found.work.name}", text=found.record.language)


def _in_form(media: str, found: Consulted, visit: Visit) -> Response:
    """Return a resolution as a program asked for it by the address of its page.

    Raises:
        HTTPException: 406, it was not read from such a file, or the file is not kept.
    """
    if media in MEDIA:
        answer = _download(MEDIA[media], found, visit)
        answer.headers["content-location"] = _place(MEDIA[media], found, visit)
    else:
        held = visit.library.source(found.record.source.sha256)
        if held is None or held.data is None or held.media_type != media:
            raise HTTPException(406)
        answer = download(held.data, media, f"{stem(found.work.name)}.{found.record.language}")
    answer.headers["vary"] = "Accept, Accept-Language"
    answer.headers["content-language"] = found.record.language
    return answer


def _legislation(found: Consulted, visit: Visit) -> Markup:
    """Return what a page says of its text to machines; nothing in it can end the element that it stands in."""
    told = legislation(
        found.record,
        visit.base + visit.resolution(found.work.name),
        found.work.languages,
        {media: visit.base + _place(form, found, visit) for media, form in MEDIA.items()},
        [subject for subject, _ in found.metadata.subjects] if found.metadata else [],
        visit.words,
    )
    escaped = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
    return Markup(legible(json.dumps(told, ensure_ascii=False)).translate(escaped))  # noqa: S704 - nothing of HTML is left in it


def _named(record: Record, visit: Visit) -> Callable[[str], str]:
    """Return what tells the name of a place by its address, for the list of parts."""
    numbers = printed_numbers(record)
    return lambda id_: place(id_, visit.words, numbers.get(id_))


def _subjects(name: str, record: Record, visit: Visit) -> dict[str, list[dict[str, str]]]:
    """Return the subjects that a text names, those that tell what it is about apart from the others."""
    named = subjects_of(visit.library, name, record.language)
    numbers = printed_numbers(record)

    def said(each: SubjectNamed) -> dict[str, str]:
        first = each.places[0]
        return {
            "name": each.subject.names[visit.language],
            "place": visit.url(f"/subject/{each.subject.id}"),
            "where": place(first, visit.words, numbers.get(first)),
            "there": visit.resolution(
                record.symbol or "", "" if each.titled else first, text=record.language
            ),
        }

    chief = telling(named)
    return {
        "chief": [said(each) for each in chief],
        "others": [said(each) for each in named if each not in chief],
    }


def _download(form: str, found: Consulted, visit: Visit) -> Response:
    from alinea.presenting.forms import Printing, opening, render

    media_type, end = FORMS[form]
    printing = Printing("jsonl" if form == "json" else form, found.record.language, visit.today)  # type: ignore[arg-type]
    body = opening(printing.form, file=True) + render(found.record, printing)
    return download(body, media_type, f"{stem(found.work.name)}.{found.record.language}.{end}")


MOST = 40
"""Ranges of a header that are looked at."""


def wanted(accept: str, offered: Sequence[str]) -> str:
    """Return the media type that an ``Accept`` header prefers; the first that is offered where it prefers none.

    A sample: of ``text/html`` and ``application/json`` a browser's header, ``text/html, */*;q=0.8``, wants the former.

    Args:
        offered: media types, the usual one first.
    """
    ranges: list[tuple[str, float]] = []
    for part in accept.split(",")[:MOST]:
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            ranges.append((media, min(max(float(weight), 0.0), 1.0)))
        except ValueError:
            continue
    best = max(offered, key=lambda each: _quality(each, ranges))  # of equals the first
    return best if _quality(best, ranges) > 0 else offered[0]


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much a media type is wanted: what the range says that fits it most closely."""
    for form in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = next((quality for named, quality in ranges if named == form), None)
        if found is not None:
            return found
    return 0.0
