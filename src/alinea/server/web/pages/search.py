"""Search: words and filters in the address, what was found in its place, and how much more there is of each kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from markupsafe import Markup

from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.search import Elsewhere, Question, QuestionError, ask, found_elsewhere, in_order
from alinea.model.spans import Span
from alinea.presenting.answers import as_csv, as_json
from alinea.presenting.hits import COLUMNS, excerpt, row_of
from alinea.presenting.masthead import label
from alinea.presenting.places import place
from alinea.presenting.words import FIRST_YEAR
from alinea.server.web.caching import remembered
from alinea.server.web.facets import said
from alinea.server.web.rendering import download, page
from alinea.server.web.request import Visit, Visiting, legible
from alinea.server.web.resolution_view import Mark, set_text
from alinea.store.searching import Hit
from alinea.store.values import Facets

STEP, MOST = 20, 200
"""Passages shown at first, and at most."""

EXPORTED = 1000
"""Passages that an export holds at most."""

FACETS = ("organ", "part", "kind", "act", "subject", "session", "year", "language")
COUNTED, LARGE = (5_000, 600), 20_000
"""Passages that the numbers beside a search are of, the latest adopted, in a library and in a large one, of so many
resolutions: many people ask that, and more take longer than they wait."""

LISTED = 8
"""Values of a facet that are shown; of those chosen all are."""

Counts = tuple[tuple[str | int, int], ...]
Several = Annotated[list[str], Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for.

    Attributes:
        words: as typed; chosen: values by facet; show: number of texts, or of passages.
        latest: the latest adopted first, not the best; by_text: the passages of a text under the first of them.
    """

    words: str
    chosen: dict[str, list[str]]
    bearer: str
    mentions: str
    cites: str
    show: int
    latest: bool
    by_text: bool
    reader: str

    def question(self, limit: int) -> Question:
        """Return the question; values that are no numbers where numbers are needed count for nothing."""
        years = [int(each) for each in self.chosen["year"] if each.isdecimal() and len(each) == 4]
        return Question(
            words=self.words,
            organs=tuple(self.chosen["organ"]),
            sessions=tuple(
                int(each) for each in self.chosen["session"] if each.isdecimal() and len(each) < 5
            ),
            years=(min(years), max(years)) if years else (None, None),
            languages=tuple(self.chosen["language"]),
            parts=tuple(self.chosen["part"]),
            acts=tuple(self.chosen["act"]),
            kinds=tuple(self.chosen["kind"]),
            bearers=(self.bearer,) if self.bearer else (),
            mentions=(self.mentions,) if self.mentions else (),
            subjects=tuple(self.chosen["subject"]),
            cites=(self.cites,) if self.cites else (),
            limit=limit,
            order="date" if self.latest else "relevance",
            by_text=self.by_text,
            reader=self.reader,
        )


def asked(
    visit: Visiting,
    q: Annotated[str, Query(max_length=500)] = "",
    organ: Several = [],  # noqa: B006 - FastAPI copies it
    session: Several = [],  # noqa: B006
    year: Several = [],  # noqa: B006
    language: Several = [],  # noqa: B006
    part: Several = [],  # noqa: B006
    act: Several = [],  # noqa: B006
    kind: Several = [],  # noqa: B006
    subject: Several = [],  # noqa: B006
    bearer: Annotated[str, Query(max_length=200)] = "",
    mentions: Annotated[str, Query(max_length=200)] = "",
    cites: Annotated[str, Query(max_length=100)] = "",
    show: Annotated[int, Query(ge=1, le=MOST)] = STEP,
    order: Annotated[str, Query(max_length=12)] = "",
    by: Annotated[str, Query(max_length=12)] = "",
) -> Asked:
    """Return what the address asks for."""
    chosen = {
        "organ": organ,
        "session": session,
        "year": year,
        "language": language,
        "part": part,
        "act": act,
        "kind": kind,
        "subject": subject,
    }
    kept = {name: [each for each in values if each] for name, values in chosen.items()}
    return Asked(
        q, kept, bearer, mentions, cites, show, order == "date", by != "paragraph", reader=visit.language
    )


routes = APIRouter()


@routes.get("/search")
def _search(visit: Visiting, told: Annotated[Asked, Depends(asked)]) -> Response:
    return remembered(visit, lambda: page(visit, "search.html", **_facts(visit, told)))


@routes.get("/search.{form}")
def _export(form: str, visit: Visiting, told: Annotated[Asked, Depends(asked)]) -> Response:
    if form not in ("csv", "json"):
        return Response(status_code=404)
    try:
        hits = visit.library.search(ask(replace(told.question(EXPORTED), by_text=False))).hits
    except QuestionError:
        hits = ()
    rows = [row_of(hit) for hit in hits]
    if form == "csv":
        return download(as_csv(COLUMNS, rows, visit.words), "text/csv; charset=utf-8", "search.csv")
    return download(as_json(rows), "application/json", "search.json")


def _asked_for(visit: Visit, told: Asked) -> dict[str, Any]:
    """Return what the page says of what is asked for, whatever is found."""
    kept = [(name, value) for name, values in told.chosen.items() for value in values]
    others = (
        ("q", told.words),
        ("bearer", told.bearer),
        ("mentions", told.mentions),
        ("cites", told.cites),
        *_arrangement(told),
    )
    return {
        "told": told,
        "kept": [*((name, value) for name, value in others if value), *kept],
        "arrangement": _arrangement(told),
        "arrangements": _arrangements(visit, told),
    }


def _facts(visit: Visit, told: Asked) -> dict[str, Any]:
    facts: dict[str, Any] = {
        **_asked_for(visit, told),
        "trouble": "",
        "hits": [],
        "lacking": [],
        "instead": (),
        "more": False,
        "facets": [],
        "direct": None,
        "elsewhere": None,
        "browsing": (),
    }
    if not (told.words.strip() or told.bearer or told.mentions or told.cites or any(told.chosen.values())):
        counted = _whole(visit)
        return {
            **facts,
            "counted": counted,
            "browsing": visit.library.latest(STEP),
            "facets": [_facet(name, counted.counts.get(name, ()), told, visit) for name in FACETS],
        }
    try:
        query = ask(told.question(told.show))
    except QuestionError as error:
        return {
            **facts,
            "trouble": visit.words(f"search.{error.code}", what=legible(error.what)),
            "counted": None,
        }
    everything = _whole(visit)
    found, counted = visit.library.survey(query, COUNTED[everything.works >= LARGE])
    other = found_elsewhere(visit.library, told.question(told.show), found.hits)
    before, after = in_order(found.hits, other)
    return {
        **facts,
        "hits": [_shown(hit, visit) for hit in before],
        "lacking": [_shown(hit, visit) for hit in after],
        "instead": found.instead,
        "counted": counted,
        "more": len(found.hits) >= told.show and told.show < MOST,
        "next": min(told.show + STEP, MOST),
        "facets": [
            _facet(
                name,
                counted.counts.get(name, ()),
                told,
                visit,
                everything.counts.get(name, ()) if counted.more else (),
            )
            for name in FACETS
        ],
        "direct": _direct(visit, told.words),
        "elsewhere": _elsewhere(visit, other),
        "exports": {
            form: visit.here().replace("/search?", f"/search.{form}?", 1) for form in ("csv", "json")
        },
    }


def _arrangement(told: Asked) -> tuple[tuple[str, str], ...]:
    """Return what the address says of how the passages are told, empty where that goes without saying."""
    return ("order", "date" if told.latest else ""), ("by", "" if told.by_text else "paragraph")


def _arrangements(visit: Visit, told: Asked) -> list[list[tuple[str, str | None]]]:
    """Return the orders and the ways of telling passages, each with its address, None for the one that is chosen."""
    here = dict(_arrangement(told))
    offered = (
        ("order", (("relevance", ""), ("date", "date"))),
        ("by", (("text", ""), ("paragraph", "paragraph"))),
    )
    return [
        [
            (said, None if here[name] == value else visit.here(**{name: value, "show": None}))
            for said, value in values
        ]
        for name, values in offered
    ]


def _elsewhere(visit: Visit, other: Elsewhere | None) -> dict[str, Any] | None:
    """Return what texts in the other language say of the subjects that the words name, as the page tells it."""
    if other is None:
        return None
    question = other.question
    return {
        "hits": [_shown(hit, visit) for hit in other.hits],
        "words": question.words,
        "language": question.languages[0],
        "place": visit.here(q=question.words, language=question.languages[0], show=None),
    }


def _direct(visit: Visit, words: str) -> tuple[str, str] | None:
    """Return the resolution that the words name, with its address: who types a symbol mostly wants the text."""
    if not words or symbol_of(words) is None:
        return None
    try:
        found = locate(visit.library, words)
    except NotHeldError:
        symbol = symbol_of(words)
        return (symbol, visit.document(symbol)) if symbol and visit.library.document(symbol) else None
    name = found.address
    return name, visit.resolution(found.name, found.paragraph or "")


def _shown(hit: Hit, visit: Visit) -> dict[str, Any]:
    address = hit.address
    text, marks = excerpt(hit.text, hit.marks)
    set_off = [Mark(Span(*mark), Markup("<mark>"), Markup("</mark>")) for mark in marks]
    paragraph = "" if address.part == "title" else address.paragraph
    return {
        "place": visit.resolution(address.work, paragraph, text=address.language),
        "work": address.work,
        "paragraph": address.paragraph,
        "said": place(address.paragraph, visit.words, address.number),
        "label": label(address.number, address.language) if address.part in ("operative", "annex") else "",
        "language": address.language,
        "day": visit.words.date(hit.adopted_on) if hit.adopted_on else "",
        "title": hit.title,
        "text": set_text(text, set_off, {}),
        "lacking": hit.lacking,
        "others": hit.others,
        "under": [_shown(each, visit) for each in hit.under],
    }


def _whole(visit: Visit) -> Facets:
    """Return the counts of the whole library, made anew after it was written to."""
    state, generation = visit.request.app.state, visit.served.generation()
    known: tuple[str, Facets] | None = getattr(state, "whole_library", None)
    if known is None or known[0] != generation:
        known = state.whole_library = (generation, visit.library.facets())
    return known[1]


def _facet(name: str, counts: Counts, told: Asked, visit: Visit, others: Counts = ()) -> dict[str, Any]:
    """Return a facet; `others` are values that the library has besides those that were counted."""
    chosen = told.chosen[name]
    # Sessions that are years, those of the Economic and Social Council, come after those that are counted.
    ordered = sorted(counts, key=lambda each: int(each[0]) >= FIRST_YEAR) if name == "session" else counts
    values = [(str(value), number) for value, number in ordered]
    values += [(value, 0) for value in chosen if value not in {known for known, _ in values}]
    known = {value for value, _ in values}
    values += [(str(value), 0) for value, _ in others if str(value) not in known]
    shown = [each for place, each in enumerate(values) if place < LISTED or each[0] in chosen]
    return {
        "name": name,
        "values": [
            {
                "value": value,
                "said": said(name, value, visit.words),
                "count": number,
                "chosen": value in chosen,
                "place": visit.here(
                    **{
                        name: [each for each in chosen if each != value]
                        if value in chosen
                        else [*chosen, value]
                    },
                    show=None,
                ),
            }
            for value, number in shown
        ],
        "rest": [
            {"value": value, "said": said(name, value, visit.words)}
            for value, _ in values[LISTED:]
            if value not in chosen
        ],
    }
