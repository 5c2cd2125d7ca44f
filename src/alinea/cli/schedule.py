"""``alinea cycle``, ``forecast``, ``inventory`` and ``news``: what people take away from the ledger, as a paper."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.ledger import LedgerQuery, numbers
from alinea.library.whole import write_whole
from alinea.presenting.exports import MissingLibraryError
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import PaperForm
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of
from alinea.presenting.problems import printable
from alinea.presenting.words import Words


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """What the command was asked to do.

    Attributes:
        asked: the paper; library: file; form: of the paper; out: file to write, None for standard output.
    """

    asked: ScheduleQuery
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
    words, asked = request.words, request.asked.ledger
    with linked(request.library, words) as library:
        if asked.bearer is not None and not any(
            numbers(library, LedgerQuery(asked.as_of, bearer=asked.bearer)).statuses.values()
        ):
            stderr(f"alinea: {words('due.bearer-unknown', what=printable(asked.bearer))}")
            return FAILED
        paper = paper_of(library, request.asked, words)
    try:
        data = rendered(paper, request.form)
    except MissingLibraryError as error:
        stderr(f"alinea: {words('export.extra', form=request.form, extra=error.extra)}")
        return FAILED
    if request.out is None and request.form == "text":
        say(*data.decode().splitlines())
        return DONE
    if request.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_whole(request.out, data)
    rows = sum(len(sheet.rows) for sheet in paper.sheets)
    stderr(printable(f"alinea: {words('paper.written', path=request.out, rows=words.count('rows', rows))}"))
    return DONE
