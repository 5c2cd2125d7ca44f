"""What people take away from the ledger: cycles, forecasts, inventories, news."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.names import BACK, MONTHS, ScheduleName
from alinea.presenting.papers.paper import plain
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of
from alinea.presenting.words import words_in
from alinea.server.api.language import tongue
from alinea.server.api.parameters import Scheduling
from alinea.server.api.responses import answer as given_as
from alinea.server.api.state import served_by
from alinea.server.api.values import Schedule, ScheduleSection


def schedule(request: Request, name: ScheduleName, asked: Annotated[Scheduling, Query()]) -> Response:
    """Give a paper, in the words of the language asked for."""
    served = served_by(request)
    as_of = asked.as_of or served.today()
    begins = asked.since or (as_of - BACK if name == "news" else as_of)
    ledger = LedgerQuery(
        as_of, session=asked.session, organ=asked.organ, kinds=tuple(asked.kind), bearer=asked.bearer
    )
    question = ScheduleQuery(name, ledger, begins, asked.months or MONTHS.get(name, 12), asked.registered)
    paper = paper_of(served.linked(), question, words_in(tongue(request)))
    sections = tuple(
        ScheduleSection(
            heading=sheet.heading,
            rows=tuple(
                {column.key: plain(cell) for column, cell in zip(sheet.columns, row, strict=True)}
                for row in sheet.rows
            ),
        )
        for sheet in paper.sheets
    )
    given = Schedule(
        title=paper.title, lead=paper.lead, notice=paper.notice, as_of=paper.made_on, sections=sections
    )
    return given_as(given, Schedule)
