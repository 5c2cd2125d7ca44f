"""``alinea cycle``, ``forecast``, ``inventory`` and ``news``: what people take away from the ledger, as a paper."""

from __future__ import annotations

import sys
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.library.ledger import LedgerQuery, numbers
from alinea.library.whole import write_whole
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import PaperForm
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of


def run(asked: Asked, query: ScheduleQuery, form: PaperForm, out: Path | None) -> int:
    """Write the paper and return the exit code.

    Args:
        out: file to write, None for standard output.

    Raises:
        LibraryError: the library cannot be read.
        OSError: the file cannot be written.
    """
    words, ledger = asked.words, query.ledger
    with asked.linked() as library:
        if ledger.bearer is not None and not any(
            numbers(library, LedgerQuery(ledger.as_of, bearer=ledger.bearer)).statuses.values()
        ):
            asked.tell("due.bearer-unknown", what=ledger.bearer)
            return FAILED
        paper = paper_of(library, query, words)
    data = rendered(paper, form)
    if out is None and form == "text":
        say(*data.decode().splitlines())
        return DONE
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_whole(out, data)
    rows = sum(len(sheet.rows) for sheet in paper.sheets)
    asked.tell("paper.written", path=out, rows=words.count("rows", rows))
    return DONE
