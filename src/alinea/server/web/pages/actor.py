"""An actor: what is asked of it over time and by whom, what it answered, what is due; and the list of actors."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from alinea.library.actors import Acting, acting, actors_called, chief_actors, mentioned
from alinea.model.ledger import Status
from alinea.presenting.actor_names import titled
from alinea.presenting.hits import excerpt
from alinea.presenting.places import place
from alinea.presenting.words import LANGUAGES
from alinea.server.web.caching import remembered
from alinea.server.web.filters import KINDS, sought
from alinea.server.web.ledger_view import charged, told_actor
from alinea.server.web.pages.ledger import subscription
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting, legible
from alinea.store.listed import Tally
from alinea.vocab.actor_names import name_of, names_known
from alinea.vocab.memberships import groups_of

SHOWN = 8
"""Entries of each list of the page of an actor."""

LISTED = 60
"""Actors of a list."""

NAMED = 12
"""Other names that are shown."""

LONGEST_NAME = 200
"""Characters of a name that is looked for."""

routes = APIRouter()


@routes.get("/actor")
def _actors(visit: Visiting, q: Annotated[str, Query(max_length=LONGEST_NAME)] = "") -> Response:
    return remembered(visit, lambda: page(visit, "actors.html", **_list(visit, q.strip())))


@routes.get("/actor/{name:path}")
def _actor_page(name: str, visit: Visiting) -> Response:
    return remembered(visit, lambda: _actor(visit, name))


def _list(visit: Visit, words: str) -> dict[str, Any]:
    library = visit.linked
    found = actors_called(library, words, LISTED) if words else chief_actors(library, LISTED)
    most = max((each.actor.charges for each in found), default=1)
    return {
        "asked": words,
        "actors": [
            {**told_actor(each, visit), "share": round(each.actor.charges * 100 / most, 1)} for each in found
        ],
    }


def _actor(visit: Visit, name: str) -> Response:
    if len(name) > LONGEST_NAME:
        raise HTTPException(404)
    found = acting(visit.linked, name, visit.today, SHOWN)
    if found is None:
        if mentioned(visit.library, name, 1).hits:
            return RedirectResponse(visit.url("/search", "", mentions=name), 303)
        told = visit.words("due.bearer-unknown", what=legible(name))
        raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
    return page(visit, "actor.html", **_facts(visit, name, found))


def _facts(visit: Visit, name: str, found: Acting) -> dict[str, Any]:
    words = visit.words
    named = [told_actor(each, visit) for each in found.named]
    own = name_of(found.id, visit.language) if found.id else None
    title = named[0]["said"] if len(named) == 1 else titled(own, visit.language) if own else legible(name)
    language = named[0]["language"] if len(named) == 1 else visit.language
    years = _years(found.tallies)
    total = sum(found.statuses.values())
    told = sought(bearer=found.id or name)
    statuses = [
        {
            "name": status.value,
            "said": words(f"status.{status.value}"),
            "sign": words(f"web.sign.{status.value}"),
            "count": number,
            "place": visit.url("/due", "", bearer=found.id or name, status=status.value),
        }
        for status, number in found.statuses.items()
        if number
    ]
    lists = (("due", found.due), ("overdue", found.overdue), ("met", found.met))
    return {
        "title": title,
        "language": language,
        "total": total,
        "statuses": statuses,
        "bound": visit.url("/due", "", bearer=found.id, groups="1", status="all"),
        "grouped": bool(found.id and groups_of(found.id)),
        "together": named if len(named) > 1 else [],
        "related": _related(found, title, visit),
        "picture": _picture(found.tallies, years, visit),
        "years": years,
        "table": _table(found.tallies, visit),
        "organs": _organs(found.tallies, visit),
        "matters": [
            {
                "name": each.work,
                "titled": visit.titled(each.work, each.title, each.language),
                "day": words.date(each.adopted_on) if each.adopted_on else "",
                "place": visit.resolution(each.work),
                "texts": words.count("texts-of-series", each.texts),
                "several": each.texts > 1,
                "charges": words.count("charges", each.charges),
            }
            for each in found.matters
        ],
        "mentions": _mentions(visit, found.id or name),
        "all_mentions": visit.url("/search", "", mentions=found.id or name),
        "lists": [
            {
                "name": name_,
                "entries": [charged(each, visit) for each in entries],
                "place": visit.url("/due", "", bearer=found.id or name, status=name_),
                "more": found.statuses[Status(name_)] > len(entries),
            }
            for name_, entries in lists
        ],
        "subscribed": subscription(visit, told),
        "relations": visit.url(f"/relations/{found.id or name}"),
        "calendar": visit.url("/calendar", "", bearer=found.id or name),
    }


def _related(found: Acting, title: str, visit: Visit) -> list[tuple[str, str]]:
    """Return the names that the vocabulary has for an actor in the other languages, and others in that of the page."""
    if found.id is None:
        return []
    names = [
        (language, titled(name, language))
        for language in LANGUAGES
        for name in names_known(found.id, language)
    ]
    names.sort(key=lambda each: each[0] != visit.language)
    return [each for each in names if each[1].casefold() != title.casefold()][:NAMED]


def _mentions(visit: Visit, named: str) -> list[dict[str, str]]:
    """Return the passages that name an actor, the best of them, as a page tells them."""
    return [
        {
            "place": visit.resolution(hit.address.work, hit.address.paragraph),
            "name": hit.address.work,
            "number": place(hit.address.paragraph, visit.words),
            "day": visit.words.date(hit.adopted_on) if hit.adopted_on else "",
            "language": hit.address.language,
            "text": excerpt(hit.text, hit.marks)[0],
        }
        for hit in mentioned(visit.library, named, SHOWN).hits
    ]


def _years(tallies: tuple[Tally, ...]) -> tuple[int, int]:
    """Return the first and last year in which something is asked."""
    years = [each.year for each in tallies if each.year is not None]
    return (min(years), max(years)) if years else (0, 0)


def _picture(tallies: tuple[Tally, ...], years: tuple[int, int], visit: Visit) -> list[dict[str, Any]]:
    """Return for each kind a row of bars, one a year: place and height in hundredths of the row."""
    first, last = years
    span = max(last - first + 1, 12)
    counts: dict[str, Counter[int]] = {}
    for each in tallies:
        if each.year is not None:
            counts.setdefault(each.kind, Counter())[each.year] += each.charges
    rows = []
    for kind in KINDS:
        if kind not in counts:
            continue
        most = max(counts[kind].values())
        best = min(year for year, number in counts[kind].items() if number == most)
        rows.append(
            {
                "kind": kind,
                "said": visit.words(f"web.kind.{kind}"),
                "total": visit.words.number(sum(counts[kind].values())),
                "peak": visit.words("web.actor.peak", n=visit.words.number(most), year=best),
                "bars": [
                    {
                        "x": round((year - first) * 100 / span, 2),
                        "width": round(80 / span, 2),
                        "height": max(round(number * 28 / most, 1), 1.5),
                        "said": f"{year}{visit.words('web.colon')} {visit.words.number(number)}",
                    }
                    for year, number in sorted(counts[kind].items())
                ],
            }
        )
    return rows


def _table(tallies: tuple[Tally, ...], visit: Visit) -> dict[str, Any]:
    """Return the same as a table: a row a year, the latest first; the last for those of no known year."""
    kinds = [kind for kind in KINDS if any(each.kind == kind for each in tallies)]
    counts: dict[int, Counter[str]] = {}
    for each in tallies:
        counts.setdefault(each.year or 0, Counter())[each.kind] += each.charges
    rows = [
        {
            "year": str(year) if year else visit.words("web.actor.no-year"),
            "cells": [counts[year][kind] for kind in kinds],
            "sum": sum(counts[year].values()),
        }
        for year in sorted(counts, reverse=True)
    ]
    return {"kinds": [visit.words(f"web.kind.{kind}") for kind in kinds], "rows": rows}


def _organs(tallies: tuple[Tally, ...], visit: Visit) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    for each in tallies:
        counts[each.organ] += each.charges
    most = max(counts.values(), default=1)
    return [
        {
            "said": visit.words.find(f"organ.{organ}") or organ or visit.words("stats.no-organ"),
            "count": number,
            "share": round(number * 100 / most, 1),
        }
        for organ, number in counts.most_common(12)
    ]
