"""The next text from the last: what was carried on shows as such, what is left open is put to a person."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.library.drafting import DraftError, draft_of
from alinea.model.draft import MASTHEAD, Draft
from alinea.model.record import Paragraph, Record
from alinea.presenting.drafts import (
    FORMS,
    MEDIA,
    file_name,
    headline_of,
    open_points,
    render,
    told_change,
    told_choice,
)
from alinea.presenting.masthead import label
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.words import Words
from alinea.server.api.limits import weighty
from alinea.server.api.state import ServedLibrary
from alinea.server.web.caching import kept
from alinea.server.web.known import meant
from alinea.server.web.pagination import MOST, MOST_OF_WHOLE, contents, shown
from alinea.server.web.rendering import download, page
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.resolution_view import Mark, set_text

_ROW, _TOLD = 400, 120
"""Bytes of mark-up that stand around a paragraph, and around what is told of it."""

ELSEWHERE = 100
"""Changes and choices that stand at no paragraph and are told of."""

LATEST = 9999
"""A session, or a year that stands for one, is no greater."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of a draft.

    Attributes:
        id, label, depth: as on the page of a resolution; text: mark-up, what was changed marked.
        changes: what was, and why it is another; choices: what a person is to settle, with the address that shows it.
        cut: the text goes on, in the files.
    """

    id: str
    label: str
    depth: int
    text: Markup
    changes: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str | None], ...]
    cut: bool = False

    @property
    def weight(self) -> int:
        """Bytes of its mark-up, by estimate."""
        told = sum(len(each) for each, _ in self.choices) + sum(
            len(was) + len(why) for was, why in self.changes
        )
        return _ROW + len(self.text) + told + _TOLD * (len(self.choices) + len(self.changes))


routes = APIRouter()


@routes.get("/draft/{name:path}")
@kept
def _draft(
    name: str,
    visit: Visiting,
    session: Annotated[int | None, Query(ge=1, le=LATEST)] = None,
    text: Annotated[str | None, Query(max_length=12)] = None,
    form: Annotated[str | None, Query(max_length=12)] = None,
    start: Annotated[str | None, Query(max_length=60, alias="from")] = None,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    words = visit.words
    known = meant(visit, name).name
    if known != name:
        return RedirectResponse(visit.url(f"/draft/{known}", session=session, text=text, form=form), 307)
    asked = session if session is not None else _next(visit, known)
    try:
        language = text or _language(visit, known)
        made = _made(visit.served, visit.served.generation(), known, asked, visit.today, language)
    except DraftError as error:
        told = words(f"error.draft-{error.code}", what=error.what or asked)
        return page(visit, "draft-none.html", 422, name=known, session=asked, told=told)
    if form is None:
        facts = _facts(made, visit, words, start, whole=whole)
        return page(visit, "draft.html", name=known, session=asked, **facts)
    if form not in FORMS:
        raise HTTPException(404)
    body = render(made, form, words, visit.today)
    return download(body, MEDIA[form], file_name(made, form))


@lru_cache(maxsize=8)
def _made(
    served: ServedLibrary,
    generation: str,
    name: str,
    session: int,
    today: datetime.date,
    language: str | None,
) -> Draft:
    """Return a draft; every part of a long one, and every form, asks for the same."""
    del generation
    library = served.linked()
    with weighty(library.record(name, language)):
        return draft_of(library, name, session, today, language)


def _language(visit: Visit, name: str) -> str | None:
    """Return the language of the page where the text is held in it, else None for that of the principal version."""
    work = visit.library.work(name)
    return visit.language if work and visit.language in work.languages else None


def _next(visit: Visit, name: str) -> int:
    """Return the session that a draft is for where none is named: the one after that of the text."""
    work = visit.library.work(name)
    return work.session + 1 if work is not None and work.session is not None else visit.today.year


def _named(record: Record, visit: Visit) -> Callable[[str], str]:
    """Return what tells the name of a place by its address, for the list of parts."""
    numbers = printed_numbers(record)
    return lambda id_: place(id_, visit.words, numbers.get(id_))


def _points(draft: Draft, words: Words, held: Collection[str]) -> Iterator[tuple[str | None, str, str]]:
    """Yield the open points: the address on the page where they stand on this part of it, the place, and why."""
    for point in open_points(draft, words)[:ELSEWHERE]:
        paragraph = point.choice.paragraph
        yield f"#{paragraph}" if paragraph in held else None, point.place, point.why


def _facts(draft: Draft, visit: Visit, words: Words, start: str | None, *, whole: bool) -> dict[str, Any]:
    most = MOST_OF_WHOLE if whole else MOST
    changes: dict[str, list[Any]] = defaultdict(list)
    choices: dict[str, list[Any]] = defaultdict(list)
    for change in draft.changes:
        changes[change.paragraph].append(change)
    for choice in draft.choices:
        evidence = (
            visit.resolution(*choice.shown.split("#", 1)) if choice.shown and "#" in choice.shown else None
        )
        choices[choice.paragraph].append((told_choice(choice, words), evidence))

    def rows(paragraphs: tuple[Paragraph, ...], depth: int = 0) -> Iterator[Row]:
        for each in paragraphs:
            made = changes[each.id]
            marks = [Mark(change.at, Markup("<ins>"), Markup("</ins>")) for change in made if change.at]
            if each.lead is not None:
                marks.append(Mark(each.lead.at, Markup("<em>"), Markup("</em>")))
            yield Row(
                id=each.id,
                label=label(each.number, draft.record.language),
                depth=depth,
                text=set_text(each.text[:most], marks, {}),
                cut=len(each.text) > most,
                changes=tuple((change.was, told_change(change, words)) for change in made),
                choices=tuple(choices[each.id]),
            )
            yield from rows(each.children, depth + 1)

    record = draft.record
    preamble, operative = tuple(rows(record.preamble)), tuple(rows(record.operative))
    annexed = tuple(row for annex in record.annexes for row in rows(annex.paragraphs))
    weighed = [(row.id, row.weight) for row in (*preamble, *operative, *annexed)]
    told = {MASTHEAD, *(id_ for id_, _ in weighed)}
    of_it = shown(weighed, start, whole=whole)
    numbers = printed_numbers(record)
    remarks = [
        *((at, told_change(each, words)) for at, several in changes.items() for each in several),
        *((at, text) for at, several in choices.items() for text, _ in several),
    ]
    elsewhere = [(place(at, words, numbers.get(at)), text) for at, text in remarks if at not in told]
    return {
        "draft": draft,
        "headline": headline_of(draft, words),
        "dw": words,
        "mast_changes": [told_change(each, words) for each in changes.get(MASTHEAD, ())],
        "points": list(_points(draft, words, of_it.held)),
        "preamble": [row for row in preamble if row.id in of_it.held],
        "operative": [row for row in operative if row.id in of_it.held],
        "annexed": [row for row in annexed if row.id in of_it.held],
        "parts": contents(of_it, visit, _named(record, visit)),
        "first": of_it.first,
        "elsewhere": elsewhere[:ELSEWHERE] if of_it.last else [],
        "more": max(0, len(elsewhere) - ELSEWHERE),
        "forms": FORMS,
    }
