"""A process that edits a desk, and tells each change that it was told was kept: ``python editing.py WHERE NAME N``."""

from __future__ import annotations

import datetime
import sys

from alinea.desk.casework import Desk, Received
from alinea.desk.faults import ConflictError
from alinea.model.cases import Author


def tell(line: str) -> None:
    """Say a line at once, before the process can be killed."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(where: str, name: str, times: int) -> None:
    """Edit case 1 some times: replies, notes, and the assignee, of which every editor thinks differently."""
    author = Author(name, datetime.datetime(2008, 7, 1, tzinfo=datetime.UTC))
    day = datetime.date(2008, 4, 1)
    with Desk.open(where, create=True) as desk:
        tell("ready")
        sys.stdin.readline()
        for time in range(times):
            match time % 3:
                case 0:
                    desk.receive(1, Received(name, None, day, f"{name} {time}"), author)
                    tell(f"reply {name} {time}")
                case 1:
                    desk.note(1, f"{name} {time}", author)
                    tell(f"note {name} {time}")
                case _:
                    seen = desk.case(1).version
                    try:
                        desk.assign(1, f"{name} {time}", author, seen)
                        tell(f"assign {name} {time}")
                    except ConflictError as conflict:
                        (found,) = conflict.differences
                        assert found.yours == f"{name} {time}" and found.theirs
                        tell(f"refused {name} {time}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
