"""Statistics: what is asked, of whom, how often, and how it came out; plots with their tables, and both as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.library.ledger import organs as known_organs
from alinea.library.statistics import COLUMNS, OUTCOMES, Statistics, StatisticsQuery, statistics
from alinea.model.ledger import Status
from alinea.presenting.answers import as_csv, as_json
from alinea.presenting.plots import on_paper, over_years
from alinea.server.web.caching import remembered
from alinea.server.web.facets import said
from alinea.server.web.filters import KINDS
from alinea.server.web.ledger_view import told_actor
from alinea.server.web.rendering import download, page
from alinea.server.web.request import Visit, Visiting

PLOTS = ("asked", "kept")
Organ = Annotated[str, Query(max_length=30)]

routes = APIRouter()


@routes.get("/statistics")
def _measured(visit: Visiting, organ: Organ = "") -> Response:
    return remembered(visit, lambda: page(visit, "statistics.html", **_facts(visit, _organ(organ))))


@routes.get("/statistics.{form}")
def _file(form: str, visit: Visiting, organ: Organ = "") -> Response:
    if form not in ("csv", "json"):
        raise HTTPException(404)
    rows = list(statistics(visit.linked, StatisticsQuery(visit.today, _organ(organ))).rows())
    if form == "csv":
        return download(as_csv(COLUMNS, rows, visit.words), "text/csv; charset=utf-8", "statistics.csv")
    return download(as_json(rows), "application/json", "statistics.json")


@routes.get("/statistics/{name}.svg")
def _plot(name: str, visit: Visiting, organ: Organ = "") -> Response:
    if name not in PLOTS:
        raise HTTPException(404)

    def made() -> Response:
        found = statistics(visit.linked, StatisticsQuery(visit.today, _organ(organ)))
        drawn = _plots(found, visit)[name]
        return download(on_paper(drawn).encode(), "image/svg+xml", f"{name}.svg", cache_control="no-cache")

    return remembered(visit, made)


def _organ(typed: str) -> str | None:
    return typed if typed in known_organs() else None


def _plots(found: Statistics, visit: Visit) -> dict[str, str]:
    words = visit.words
    asked = {year: (sum(kinds.values()),) for year, kinds in found.asked.items() if year}
    kept = {year: tuple(row.get(status, 0) for status in OUTCOMES) for year, row in found.kept.items()}
    names = [words(f"status.{status}") for status in OUTCOMES]
    return {
        "asked": over_years(asked, [""], words("web.statistics.asked"), words) if asked else "",
        "kept": over_years(kept, names, words("web.statistics.kept"), words) if kept else "",
    }


def _facts(visit: Visit, organ: str | None) -> dict[str, Any]:
    words = visit.words
    found = statistics(visit.linked, StatisticsQuery(visit.today, organ))
    kinds = [kind for kind in KINDS if any(kind in row for row in found.asked.values())]
    most = max((each.actor.charges for each in found.actors), default=1)
    return {
        "organ": organ,
        "organ_said": said("organ", organ, words) if organ else "",
        "everything": visit.here(organ=None),
        "total": words.count("charges", sum(number for _, number in found.organs)),
        "plots": {
            name: {"drawn": Markup(drawn), "file": visit.url(f"/statistics/{name}.svg", organ=organ)}  # noqa: S704 - made here
            for name, drawn in _plots(found, visit).items()
        },
        "kinds": [
            (visit.url("/due", kind=kind, organ=organ, status="all"), words(f"web.kind.{kind}"))
            for kind in kinds
        ],
        "asked": [
            {
                "year": str(year) if year else words("web.actor.no-year"),
                "place": visit.url("/browse", year=year, organ=organ) if year else None,
                "cells": [words.number(row[kind]) if row.get(kind) else "" for kind in kinds],
                "sum": words.number(sum(row.values())),
            }
            for year, row in sorted(found.asked.items(), key=lambda each: -(each[0] or 0))
        ],
        "organs": [
            {
                "said": said("organ", name, words) if name else words("stats.no-organ"),
                "place": visit.here(organ=name) if name in known_organs() else None,
                "count": words.number(number),
                "share": round(number * 100 / max(found.organs[0][1], 1), 1),
            }
            for name, number in found.organs
        ],
        "actors": [
            {**told_actor(each, visit), "share": round(each.actor.charges * 100 / most, 1)}
            for each in found.actors
        ],
        "rhythms": [(words(f"web.statistics.{name}"), words.number(n)) for name, n in found.rhythms.items()],
        "outcomes": [(status.value, words(f"status.{status}")) for status in OUTCOMES],
        "kept": [
            {"year": year, **_came(row, visit, {"year": year, "organ": organ})}
            for year, row in sorted(found.kept.items(), reverse=True)
        ],
        "kept_by_organ": [
            {"said": said("organ", name, words), **_came(row, visit, {"organ": name})}
            for name, row in found.kept_by_organ.items()
        ]
        if organ is None
        else [],
        "files": {form: visit.url(f"/statistics.{form}", organ=organ) for form in ("csv", "json")},
    }


def _came(row: Mapping[Status, int], visit: Visit, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return how something came out, as a row of a table: each number with the list of what it counts."""
    total = sum(row.get(status, 0) for status in OUTCOMES)
    shown = row.get(Status.MET, 0) + row.get(Status.SUPERSEDED, 0)
    return {
        "cells": [
            (visit.words.number(row[status]), visit.url("/due", status=status.value, **asked))
            if row.get(status)
            else None
            for status in OUTCOMES
        ],
        "total": visit.words.number(total),
        "share": f"{round(shown * 100 / total)} %" if total else "",
    }
