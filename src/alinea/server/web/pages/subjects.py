"""Subjects: all of them by domain, and one with the texts whose titles name it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.subjects import texts_on
from alinea.presenting.words import LANGUAGES
from alinea.server.web.caching import remembered
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting, legible
from alinea.store.searching import Hit
from alinea.vocab.subject_words import Subject, domains, subject_of, subjects

SHOWN = 50
"""Texts of the page of a subject; search leads on to the others."""

THESAURUS = "https://metadata.un.org/thesaurus/"
"""Where the Library of the Organization tells of a term by its number."""

routes = APIRouter()


@routes.get("/subject")
def _all_subjects(visit: Visiting) -> Response:
    return remembered(visit, lambda: page(visit, "subjects.html", groups=_groups(visit)))


@routes.get("/subject/{name:path}")
def _one_subject(name: str, visit: Visiting) -> Response:
    found = subject_of(name)
    if found is None:
        told = visit.words("search.unknown-subject", what=legible(name))
        raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
    if found.id != name:
        return RedirectResponse(visit.url(f"/subject/{found.id}"), 307)
    return remembered(visit, lambda: page(visit, "subject.html", **_facts(found, visit)))


def _groups(visit: Visit) -> list[dict[str, Any]]:
    """Return the subjects of each domain, in the order of the alphabet of the page."""
    names = domains(visit.language)
    return [
        {
            "name": names[domain],
            "subjects": sorted(
                (
                    (each.names[visit.language], visit.url(f"/subject/{each.id}"))
                    for each in subjects().values()
                    if each.domain == domain
                ),
                key=lambda each: each[0].casefold(),
            ),
        }
        for domain in names
    ]


def _facts(subject: Subject, visit: Visit) -> dict[str, Any]:
    found = texts_on(visit.library, subject, SHOWN)
    return {
        "name": subject.names[visit.language],
        "domain": domains(visit.language)[subject.domain],
        "others": [(tag, subject.names[tag]) for tag in LANGUAGES if tag != visit.language],
        "thesaurus": f"{THESAURUS}{subject.unbis}" if subject.unbis else "",
        "unbis": subject.unbis,
        "titles": [_titled(hit, visit) for hit in found.titles],
        "all_titles": visit.url("/search", "", subject=subject.id, part="title") if found.more else "",
        "passages": visit.words.count("passages", found.counts.passages),
        "texts": visit.words.count("resolutions", found.counts.works),
        "more": found.counts.more,
        "all_passages": visit.url("/search", "", subject=subject.id),
    }


def _titled(hit: Hit, visit: Visit) -> dict[str, str]:
    address = hit.address
    return {
        "name": address.work,
        "place": visit.resolution(address.work, text=address.language),
        "day": visit.words.date(hit.adopted_on) if hit.adopted_on else "",
        "language": address.language,
        "title": hit.text,
    }
