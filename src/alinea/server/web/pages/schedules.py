"""What people take away from the ledger, on pages and as files: cycles, forecasts, inventories, news."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.cycle import news_of
from alinea.library.schedules.names import BACK, MONTHS, REGISTERS, SCHEDULES, ScheduleName
from alinea.presenting.feed import atom
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import FORMS, Link, PaperForm
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of
from alinea.server.web.caching import remembered
from alinea.server.web.filters import Filtered, Sought
from alinea.server.web.pages.ledger import organs
from alinea.server.web.rendering import download, page
from alinea.server.web.request import Visit, Visiting

SHOWN = 80
"""Rows of a table on a page; files hold all."""

LONGEST = 60
"""Months of one paper: five years, the longest span of mandates that is planned for."""

FED = datetime.timedelta(days=92)
"""How far back a feed goes: a quarter, longer than readers of feeds are left alone for."""

MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as typed, besides what it asks of the ledger."""

    begins: str
    months: str
    register: str


def asked(
    begins: Annotated[str, Query(alias="from", max_length=12)] = "",
    months: Annotated[str, Query(max_length=6)] = "",
    register: Annotated[str, Query(max_length=30)] = "",
) -> Asked:
    """Return what the address asks for; what is not understood counts for nothing."""
    return Asked(begins.strip(), months.strip(), register)


routes = APIRouter()


@routes.get("/schedules")
def _schedules(visit: Visiting) -> Response:
    return page(visit, "schedules.html", names=SCHEDULES)


@routes.get("/schedules/{name}")
def _schedule(
    name: str, visit: Visiting, told: Filtered, given: Annotated[Asked, Depends(asked)]
) -> Response:
    name, dot, form = name.partition(".")
    if name not in SCHEDULES or (dot and form not in FORMS):
        raise HTTPException(404)
    question = _question(name, visit.today, told, given)
    if dot:
        return _file(visit, question, cast(PaperForm, form))
    return remembered(visit, lambda: page(visit, "schedule.html", **_facts(visit, question, told)))


@routes.get("/news.atom")
def _feed(visit: Visiting, told: Filtered) -> Response:
    words = visit.words
    ledger = _question("news", visit.today, told, Asked("", "", "")).ledger
    news = news_of(visit.linked, ledger, told.since or ledger.as_of - FED)
    base = str(visit.request.base_url).rstrip("/")
    title = " · ".join(each for each in ("Alinéa", told.typed["bearer"], told.typed["organ"]) if each)
    here = base + visit.here()
    data = atom(news, title, here, lambda work, part: base + visit.resolution(work, part), words)
    return Response(data, media_type="application/atom+xml", headers={"cache-control": "no-cache"})


def _question(name: ScheduleName, today: datetime.date, told: Sought, given: Asked) -> ScheduleQuery:
    stands = told.as_of or today
    begins = _month(given.begins) or stands
    if name == "news":
        begins = told.since or stands - BACK
    typed = int(given.months) if given.months.isascii() and given.months.isdigit() else 0
    months = min(typed, LONGEST) or MONTHS.get(name, 12)
    ledger = LedgerQuery(
        stands,
        session=told.session if name == "register" else None,
        organ=told.typed["organ"] or None,
        kinds=told.kinds,
        bearer=told.typed["bearer"] or None,
    )
    register = next((each for each in REGISTERS if each == given.register), REGISTERS[0])
    return ScheduleQuery(name, ledger, begins, months, register)


def _month(typed: str) -> datetime.date | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", typed, re.ASCII)
    try:
        return datetime.date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _file(visit: Visit, question: ScheduleQuery, form: PaperForm) -> Response:
    paper = paper_of(visit.linked, question, visit.words)
    try:
        data = rendered(paper, form)
    except ImportError as error:
        raise HTTPException(404) from error  # a site without the extra has no such file
    name = f"{question.name}.{'txt' if form == 'text' else form}"
    return download(data, MEDIA_TYPES[form], name, cache_control="no-cache")


def _facts(visit: Visit, question: ScheduleQuery, told: Sought) -> dict[str, Any]:
    words = visit.words
    paper = paper_of(visit.linked, question, words)
    return {
        "name": question.name,
        "paper": paper,
        "sheets": [
            {
                "heading": sheet.heading,
                "level": sheet.level + 1,
                "heads": [column.heading for column in sheet.columns],
                "rows": [[_cell(cell, visit) for cell in row] for row in sheet.rows[:SHOWN]],
                "more": max(0, len(sheet.rows) - SHOWN),
                "empty": sheet.empty,
            }
            for sheet in paper.sheets
        ],
        "question": question,
        "registers": REGISTERS,
        "feed": visit.url("/news.atom", "", **told.query),
        "told": told,
        "months": question.months,
        "begins": question.begins.isoformat()[:7],
        "since": question.begins.isoformat(),
        "organs": organs(visit, told.typed["organ"]),
        "files": {form: _address(visit, form) for form in ("docx", "xlsx", "csv", "json")},
    }


def _address(visit: Visit, form: str) -> str:
    """Return the address of the same paper as a file."""
    here = visit.here()
    path, mark, query = here.partition("?")
    return f"{path}.{form}{mark}{query}"


def _cell(cell: object, visit: Visit) -> dict[str, str]:
    """Return a cell as a page has it: words, and an address on this site where it names a paragraph."""
    if isinstance(cell, Link):
        symbol = cell.text.partition(", ")[0]
        return {"said": cell.text, "place": visit.resolution(symbol)}
    if isinstance(cell, datetime.date):
        return {"said": visit.words.date(cell), "place": ""}
    if isinstance(cell, int | float):
        return {"said": visit.words.number(cell), "place": ""}
    return {"said": str(cell or ""), "place": ""}
