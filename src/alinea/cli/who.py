"""``alinea who``: everything that is asked of an actor."""

from __future__ import annotations

from alinea.cli.due import DueRequest, show
from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import stderr
from alinea.library.ledger import answer
from alinea.presenting.problems import printable


def run(request: DueRequest) -> int:
    """Print the charges laid on the actor asked for, in order of their texts, and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    with linked(request.library, request.words) as library:
        entries = list(answer(library, request.asked).entries)
        entries.sort(key=lambda each: (str(each.obligation.adopted_on or ""), each.obligation.symbol))
        show(entries, request, library)
    if not entries:
        named = printable(request.asked.bearer or "")
        stderr(f"alinea: {request.words('due.bearer-unknown', what=named)}")
        return FAILED
    return DONE
