"""A resolution, set for reading, with the apparatus in its margin; and its downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.resolution import Consulted, consult
from alinea.library.subjects import SubjectNamed, subjects_of, telling
from alinea.model.corpus import Member, SeriesLink
from alinea.model.record import Record
from alinea.presenting.masthead import headline, masthead
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.words import words_in
from alinea.server.api.publishing import published
from alinea.server.web.documents import lay_out, quotation, weighed
from alinea.server.web.downloads import download, stem
from alinea.server.web.named import meant
from alinea.server.web.pagination import Shown, contents, shown
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of
from alinea.store.values import Metadata
from alinea.vocab.subject_words import subject_of

__all__ = ["FORMS", "router"]

FORMS = {
    "json": ("application/json", "json"),
    "akn": ("application/akn+xml", "xml"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "csv": ("text/csv; charset=utf-8", "csv"),
}
"""What a resolution can be had as: media type and the end of the file's name."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of resolutions."""
    del read_only
    routes = APIRouter()

    @routes.get("/resolution/{name:path}", response_class=HTMLResponse)
    def resolution(
        name: str,
        visit: Annotated[Visit, Depends(visit_of)],
        text: Annotated[str | None, Query(max_length=12)] = None,
        beside: Annotated[str | None, Query(max_length=12)] = None,
        start: Annotated[str | None, Query(max_length=60, alias="from")] = None,
        whole: Annotated[bool, Query(alias="all")] = False,
    ) -> Response:
        found = find(visit, name, text)
        if isinstance(found, Response):
            return found
        other = consulted(visit, found.work.name, beside) if beside else None
        if other is not None and other.record.language == found.record.language:
            other = None
        of_it = shown(weighed(found, other.record if other else None), start, whole=whole)
        return page(visit, "resolution.html", **_facts(found, other, of_it, visit))

    @routes.get("/download/{form}/{name:path}")
    def file_of(
        form: str,
        name: str,
        request: Request,
        visit: Annotated[Visit, Depends(visit_of)],
        text: Annotated[str | None, Query(max_length=12)] = None,
    ) -> Response:
        del request
        if form not in FORMS:
            raise HTTPException(404)
        found = find(visit, name, text)
        return found if isinstance(found, Response) else _download(form, found, visit)

    return routes


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
        "laid": laid,
        "quotation": quotation(record, visit),
        "second": second,
        "beside": other.record.language if second and other else None,
        "others": [tag for tag in languages if tag != record.language],
        "forms": list(FORMS),
        "members": [_member(each, found, visit) for each in found.series.members],
        "doubtful": [
            (each.earlier, visit.resolution(each.earlier), _percent(each)) for each in found.series.doubtful
        ],
        "subjects": _subjects(record, visit),
        "indexed": _indexed(found.metadata, visit),
        "published": found.metadata,
        "votes": _votes(found.metadata),
    }


def _named(record: Record, visit: Visit) -> Callable[[str], str]:
    """Return what tells the name of a place by its address, for the list of parts."""
    numbers = printed_numbers(record)
    return lambda id_: place(id_, visit.words, numbers.get(id_))


def _member(member: Member, found: Consulted, visit: Visit) -> dict[str, Any]:
    """Return a text of the series as a page tells it."""
    link = member.links[0] if member.links else None
    grounds = []
    for reason in link.reasons if link else ():
        ground = visit.words.find(f"ground.{reason.code}")
        if ground:
            grounds.append(ground.format(fact=reason.fact) if "{fact}" in ground else ground)
    name = member.symbol
    return {
        "symbol": name,
        "held": member.held,
        "here": name == found.series.seen_from,
        "place": visit.resolution(name) if member.held else visit.url(f"/map/{name}"),
        "year": member.adopted_on.year if member.adopted_on else None,
        "day": visit.words.date(member.adopted_on) if member.adopted_on else "",
        "title": member.title,
        "grounds": visit.words.listing(grounds),
        "percent": _percent(link) if link else None,
        "compare": visit.url(f"/compare/{name}/{found.work.name}")
        if member.held and name != found.work.name
        else None,
    }


def _subjects(record: Record, visit: Visit) -> dict[str, list[dict[str, str]]]:
    """Return the subjects that a text names, those that tell what it is about apart from the others."""
    named = subjects_of(record)
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


def _indexed(metadata: Metadata | None, visit: Visit) -> list[tuple[str, str, str]]:
    """Return the subjects under which the Library of the Organization has a text: name, its language, address."""
    found = []
    for name, _ in metadata.subjects if metadata else ():
        known = subject_of(name)
        if known:
            found.append((known.names[visit.language], visit.language, visit.url(f"/subject/{known.id}")))
        else:
            found.append((name, "en", ""))
    return found


def _percent(link: SeriesLink) -> int:
    return round(link.confidence * 100)


def _votes(metadata: Metadata | None) -> dict[str, Sequence[str]]:
    """Return the States by how they voted; empty where no vote was recorded."""
    if metadata is None or not metadata.votes:
        return {}
    kinds = ("yes", "no", "abstain")
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for state, cast in metadata.votes:
        found.setdefault(cast, []).append(state)
    return {kind: found[kind] for kind in found}


def _download(form: str, found: Consulted, visit: Visit) -> Response:
    from alinea.presenting.forms import Printing, opening, render

    media_type, end = FORMS[form]
    printing = Printing("jsonl" if form == "json" else form, found.record.language, visit.today)  # type: ignore[arg-type]
    body = opening(printing.form, file=True) + render(found.record, printing)
    return download(body, media_type, f"{stem(found.work.name)}.{found.record.language}.{end}")
