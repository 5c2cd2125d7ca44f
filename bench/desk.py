"""Measure whether a desk loses anything: editors killed while they write, and many at once.

    python bench/desk.py DESK [--kills 1000] [--editors 200] [--changes 5] [--seed 1]

DESK is a file that is not there yet, or the address of an empty database of PostgreSQL that lets as many in as there are
editors. Each editor is a process of its own, forked so that starting one costs little. It tells each change that it was
told was kept, or why it was not. Killed ones end after a time drawn by the seed, most of them within a change. What was
told must be kept; of what was kept and not told there is one change of each that was killed at most; and the history
must be whole. The times of changes are those of editors who work at once.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from alinea.desk.casework import Desk, Received
from alinea.desk.faults import DeskError
from alinea.model.cases import Author, Basis

DAY = datetime.date(2008, 4, 1)
BASIS = Basis(
    "A/RES/62/27", "op_8", None, "Views", None, "en", "Requests the Secretary-General to seek the views"
)
LONGEST = 0.08
"""Seconds after which an editor is killed, at most: several changes of one."""


def edit(where: str, name: str, times: int, told: int) -> None:
    """Make changes of case 1, and tell each that was kept."""
    author = Author(name, datetime.datetime(2008, 4, 1, tzinfo=datetime.UTC))
    with Desk.open(where) as desk:
        os.write(told, b"ready\n")
        for number in range(times):
            said, begun = f"{name} {number}", time.monotonic()
            try:
                if number % 2:
                    desk.note(1, said, author)
                else:
                    desk.receive(1, Received(name, None, DAY, said, content=said.encode(), name="a"), author)
            except DeskError as error:
                os.write(told, f"refused\t{error.code}\n".encode())
            else:
                os.write(told, f"{said}\t{time.monotonic() - begun}\n".encode())


@contextmanager
def editor(where: str, name: str, times: int) -> Iterator[tuple[int, int]]:
    """An editor at work: its process, and where it tells what was kept."""
    reads, told = os.pipe()
    process = os.fork()
    if not process:
        os.close(reads)
        failed = 1
        try:
            edit(where, name, times, told)
            failed = 0
        finally:
            os._exit(failed)
    os.close(told)
    try:
        yield process, reads
    finally:
        os.close(reads)


def rest(reads: int) -> list[tuple[str, str]]:
    """Return what an editor told until it ended: each change with its time, or ``refused`` with the code."""
    data = b""
    while part := os.read(reads, 1 << 16):
        data += part
    lines = data.decode().split("\n")[:-1]  # what was cut short was not told
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines if "\t" in line]


def killed(where: str, kills: int, drawn: random.Random) -> list[tuple[str, str]]:
    """Kill editors one after another, and return what they told."""
    said: list[tuple[str, str]] = []
    for number in range(kills):
        with editor(where, f"killed{number}", 1000) as (process, reads):
            os.read(reads, len("ready\n"))
            time.sleep(drawn.uniform(0, LONGEST))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            said += rest(reads)
    return said


def together(where: str, editors: int, times: int) -> tuple[list[tuple[str, str]], int]:
    """Have editors work at once; return what they told, and how many of them broke off."""
    said: list[tuple[str, str]] = []
    broken = 0
    with ExitStack() as stack:
        started = [stack.enter_context(editor(where, f"editor{each}", times)) for each in range(editors)]
        for process, reads in started:
            said += rest(reads)
            broken += os.waitpid(process, 0)[1] != 0
    return said, broken


def main() -> int:
    """Measure, print the figures, and return whether something was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("desk")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--editors", type=int, default=200)
    parser.add_argument(
        "--changes", type=int, default=5, help="that each of the editors makes who work at once"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with Desk.open(given.desk, create=True) as desk:
        at = datetime.datetime(2008, 4, 1, tzinfo=datetime.UTC)
        desk.open_case("call-for-views", BASIS, DAY, Author("bench", at))
    begun = time.monotonic()
    said = killed(given.desk, given.kills, random.Random(given.seed))
    ended = time.monotonic()
    at_once, broken = together(given.desk, given.editors, given.changes)
    took = sorted(float(each) for name, each in at_once if name != "refused")
    accepted = {name for name, _ in (*said, *at_once)} - {"refused"}
    figures: dict[str, object] = {
        "kills": given.kills,
        "kills_seconds": round(ended - begun, 1),
        "editors": given.editors,
        "editors_seconds": round(time.monotonic() - ended, 1),
        "editors_broken": broken,
        "refused": dict(Counter(code for name, code in (*said, *at_once) if name == "refused")),
        "change_p50_seconds": round(statistics.median(took), 3) if took else None,
        "change_p95_seconds": round(took[int(len(took) * 0.95)], 3) if took else None,
    }
    with Desk.open(given.desk) as desk:
        case = desk.case(1)
        kept = {each.text or "" for each in case.replies} | {each.text for each in case.notes}
        lost, untold, faults = len(accepted - kept), len(kept - accepted), len(desk.faults())
    figures |= {"accepted": len(accepted), "lost": lost, "kept_and_not_told": untold, "faults": faults}
    print(json.dumps(figures))
    return 1 if lost or faults or broken or untold > given.kills else 0


if __name__ == "__main__":
    sys.exit(main())
