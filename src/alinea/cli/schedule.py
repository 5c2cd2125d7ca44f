"""``alinea cycle``, ``forecast``, ``inventory`` and ``news``: what people take away from the ledger, as a paper."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import stderr
from alinea.cli.whole import write_whole
from alinea.library.actors import name_of
from alinea.library.ledger import LedgerQuery, numbers
from alinea.library.schedules.cycle import cycle_of
from alinea.library.schedules.forecast import forecast_of
from alinea.library.schedules.inventory import inventory_of
from alinea.library.schedules.news import news_of
from alinea.presenting.exports import MissingLibraryError
from alinea.presenting.papers.forms import PaperForm, rendered
from alinea.presenting.papers.paper import Paper
from alinea.presenting.papers.schedules import cycle_paper, forecast_paper, inventory_paper, news_paper
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.store.library import Library

ScheduleName = Literal["cycle", "forecast", "inventory", "news"]


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """What the command was asked to do.

    Attributes:
        name: of the command; asked: the question; begins: the first day; months: how many from it on.
        library: file; form: of the paper; out: file to write, None for standard output.
    """

    name: ScheduleName
    asked: LedgerQuery
    begins: datetime.date
    months: int
    library: Path
    form: PaperForm
    out: Path | None
    words: Words


def run(request: ScheduleRequest) -> int:
    """Write the paper and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
        OSError: the file cannot be written.
    """
    words, asked = request.words, request.asked
    with linked(request.library, words) as library:
        if asked.bearer is not None and not any(
            numbers(library, LedgerQuery(asked.as_of, bearer=asked.bearer)).statuses.values()
        ):
            stderr(f"alinea: {words('due.bearer-unknown', what=printable(asked.bearer))}")
            return FAILED
        paper = _PAPERS[request.name](library, request)
    try:
        data = rendered(paper, request.form)
    except MissingLibraryError as error:
        stderr(f"alinea: {words('export.extra', form=request.form, extra=error.extra)}")
        return FAILED
    if request.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_whole(request.out, data)
    rows = sum(len(sheet.rows) for sheet in paper.sheets)
    stderr(printable(f"alinea: {words('paper.written', path=request.out, rows=words.count('rows', rows))}"))
    return DONE


def _cycle(library: Library, request: ScheduleRequest) -> Paper:
    return cycle_paper(cycle_of(library, request.asked, request.begins, request.months), request.words)


def _forecast(library: Library, request: ScheduleRequest) -> Paper:
    return forecast_paper(forecast_of(library, request.asked, request.begins, request.months), request.words)


def _inventory(library: Library, request: ScheduleRequest) -> Paper:
    bearer = request.asked.bearer or "secretary-general"
    found = inventory_of(library, bearer, request.asked.as_of, request.asked.organ)
    own = name_of(bearer, request.words.language) if bearer == "secretary-general" else None
    return inventory_paper(found, own or bearer, request.words)


def _news(library: Library, request: ScheduleRequest) -> Paper:
    return news_paper(news_of(library, request.asked, request.begins), request.words)


_PAPERS: dict[ScheduleName, Callable[[Library, ScheduleRequest], Paper]] = {
    "cycle": _cycle,
    "forecast": _forecast,
    "inventory": _inventory,
    "news": _news,
}
