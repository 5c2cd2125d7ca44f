"""``alinea who``: everything that is asked of an actor."""

from __future__ import annotations

from dataclasses import replace

from alinea.cli.due import DueRequest, show
from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import stderr
from alinea.library.ledger import EVERY, OPEN
from alinea.presenting.problems import printable


def run(request: DueRequest) -> int:
    """Print the charges laid on the actor asked for and return the exit code.

    What is open comes first, in the order in which it falls due; then the rest, the latest text first.

    Raises:
        LibraryError: the library cannot be read.
    """
    asked = request.asked
    wanted = asked.statuses or EVERY
    questions = (replace(asked, statuses=wanted & OPEN), replace(asked, statuses=wanted - OPEN, order="text"))
    with linked(request.library, request.words) as library:
        found = show(library, [each for each in questions if each.statuses], request)
    if not found:
        named = printable(asked.bearer or "")
        stderr(f"alinea: {request.words('due.bearer-unknown', what=named)}")
        return FAILED
    return DONE
