"""Measure the pages and changes of cases while many people work at once.

    python bench/desk_load.py DESK LIBRARY [--people 20] [--seconds 60] [--pause 1] [--seed 1] [--at-once]

DESK is a file that is not there yet, or the address of an empty database of PostgreSQL: a team is made there with
--cases cases, each tenth of them with 193 replies, as a call for views to all States has. Each person has a session of
their own, looks at the board, at cases, and sends forms of them, and pauses in between for a time drawn by the seed. The
server is a process of its own. Time is from the request to the last byte, on loopback. What the load itself costs is
told: seconds of processor of this process and of the server, and how busy the machine was. With --at-once everybody sends
one change at the same moment instead, of a page and over the API by turns.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
import os
import random
import re
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import httpx

from alinea.desk.access import Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk, Received
from alinea.library.cases import proposed
from alinea.model.cases import Author, Role
from alinea.server.api.casework import SESSION
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
STATES = 193
WORDS = "The views of the Government are the following. " * 60


def team(desk: Desk, people: int) -> list[tuple[str, str, Author]]:
    """Make accounts, and return the session, the token and the authorship of each person."""
    now = datetime.datetime.now(datetime.UTC)
    operator = Author("bench", now, operator=True)
    accounts, access = Accounts(desk), Access(desk)
    found = []
    for number in range(people):
        role: Role = "administrator" if number == 0 else "approver"
        email = f"person{number}@example.org"
        account = accounts.add(f"person{number}", f"Person {number}", role, operator, email=email)
        entered = access.sign_in_by_provider("https://id.example.org", email, email, now)
        author = Author(account.name, now, account=account.id)
        found.append((entered.session, access.make_token(account, "bench", author), author))
    return found


def filled(desk: Desk, file: Path, cases: int, authors: list[Author], chance: random.Random) -> None:
    """Open cases on paragraphs of the library, and put replies and notes to them."""
    day = datetime.datetime.now(datetime.UTC).date()
    with Library.open(file) as library:
        page = library.page(None, 500)
        addresses = [
            f"{work.name}#{paragraph.id}"
            for work in page.works
            if (record := library.record(work.name))
            for paragraph in record.operative
        ]
        chosen = chance.sample(addresses, min(cases, len(addresses)))
        for number, address in enumerate(chosen, 1):
            author = chance.choice(authors)
            kind = "consultation" if number % 25 == 1 else "mandate-review"
            _, basis = proposed(library, address, kind, day)
            case = desk.open_case("call-for-views" if number % 10 == 0 else kind, basis, day, author)
            desk.assign(case.id, chance.choice(authors).actor, author)
            desk.note(case.id, WORDS[: chance.randrange(20, 400)], author)
            for state in range(STATES if number % 10 == 0 else 0):
                desk.receive(case.id, Received(f"State {state}", None, day, WORDS), author)


async def person(
    base: str,
    session: str,
    until: float,
    pause: float,
    chance: random.Random,
    times: Mapping[str, list[float]],
) -> int:
    """Work until an instant, and return how many answers were failures."""
    failed = 0
    async with httpx.AsyncClient(base_url=base, timeout=60, cookies={SESSION: session}) as client:

        async def asked(what: str, path: str, form: dict[str, str] | None = None) -> httpx.Response:
            nonlocal failed
            begun = time.perf_counter()
            answer = await (client.get(path) if form is None else client.post(path, data=form))
            times[what].append(time.perf_counter() - begun)
            failed += answer.status_code not in (200, 303, 409)
            return answer

        # Not all at once: twenty first looks at the board within a second are no day of an office.
        await asyncio.sleep(chance.uniform(0, 20 * pause))
        while time.monotonic() < until:
            board = await asked("board", "/cases?lang=en")
            numbers = sorted(set(re.findall(r'href="/cases/(\d+)', board.text)))
            for _ in range(3):
                await asyncio.sleep(chance.expovariate(1 / pause))
                path = f"/cases/{chance.choice(numbers)}?lang=en"
                page = (await asked("case", path)).text
                given = {
                    name: unescape(found[1])
                    for name in ("token", "key", "seen")
                    if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
                }
                await asyncio.sleep(chance.expovariate(1 / pause))
                wanted = chance.choice(
                    (
                        {"action": "note", "note": "A note of the load."},
                        {"action": "assign", "assignee": f"Person {chance.randrange(20)}"},
                        {"action": "deadline", "due": f"2027-0{chance.randrange(1, 9)}-01"},
                    )
                )
                await asked("change", path.partition("?")[0], {**given, **wanted})
            await asyncio.sleep(chance.expovariate(1 / pause))
    return failed


async def measured(
    base: str, sessions: list[str], seconds: float, pause: float, seed: int
) -> tuple[Mapping[str, list[float]], int]:
    """Have people work at once, and return the times of each kind of request, and how many failed."""
    times: dict[str, list[float]] = defaultdict(list)
    async with httpx.AsyncClient(base_url=base) as client:
        await started(client)
    until = time.monotonic() + seconds
    failed = await asyncio.gather(
        *(
            person(base, session, until, pause, random.Random(seed + number), times)
            for number, session in enumerate(sessions)
        )
    )
    return times, sum(failed)


async def at_once(base: str, made: list[tuple[str, str]]) -> dict[str, object]:
    """Have everybody change case 2 at the same moment, and return how they were answered and how long it took."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=base, timeout=120, limits=limits) as client:
        await started(client)
        page = (await client.get("/cases/2", cookies={SESSION: made[0][0]})).text
        form = {"token": re.findall(r'name="token" value="([^"]*)"', page)[0], "action": "note"}

        async def changed(number: int, session: str, token: str) -> tuple[int, float]:
            begun, note = time.perf_counter(), f"At once, {number}."
            if number % 2:
                said = {"action": "note", "note": note}
                bearer = {"authorization": f"Bearer {token}"}
                answer = await client.post("/api/v1/cases/2/changes", json=said, headers=bearer)
            else:
                cookies = {SESSION: session, **client.cookies}
                answer = await client.post("/cases/2", data={**form, "note": note}, cookies=cookies)
            return answer.status_code, time.perf_counter() - begun

        found = await asyncio.gather(*(changed(number, *each) for number, each in enumerate(made)))
    times = sorted(time for _, time in found)
    return {
        "answers": dict(Counter(status for status, _ in found)),
        "p50_s": round(statistics.median(times), 2),
        "p95_s": round(times[int(len(times) * 0.95)], 2),
        "longest_s": round(times[-1], 2),
    }


async def started(client: httpx.AsyncClient) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            await client.get("/about")
            return
        except httpx.ConnectError:
            await asyncio.sleep(0.2)


def spent(process: int) -> float:
    """Return the seconds of processor that a process had so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("desk")
    parser.add_argument("library", type=Path)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=1, help="how often it is measured, one after another")
    parser.add_argument("--at-once", action="store_true", help="one change of everybody at the same moment")
    given = parser.parse_args()
    given.library = given.library.resolve()  # the server starts elsewhere
    with Desk.open(given.desk, create=True) as desk:
        made = team(desk, given.people)
        filled(desk, given.library, given.cases, [author for *_, author in made], random.Random(given.seed))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "alinea", "serve", "--library", str(given.library), "--desk", given.desk]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        if given.at_once:
            people = [(session, token) for session, token, _ in made]
            figures = asyncio.run(at_once(f"http://127.0.0.1:{port}", people))
            figures |= {"server_s": round(spent(server.pid), 1), "busy": os.getloadavg()[0]}
            with Desk.open(given.desk) as desk:
                figures["kept"] = sum(each.text.startswith("At once") for each in desk.case(2).notes)
                figures["faults"] = len(desk.faults())
            print(json.dumps(figures))
            return
        for turn in range(given.times):
            before, own = spent(server.pid), resource.getrusage(resource.RUSAGE_SELF)
            begun = time.monotonic()
            times, failed = asyncio.run(
                measured(
                    f"http://127.0.0.1:{port}",
                    [session for session, *_ in made],
                    given.seconds,
                    given.pause,
                    given.seed + 100 * turn,
                )
            )
            took, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF)
            figures = {"people": given.people, "failed": failed}
            for what, each in sorted(times.items()):
                cuts = statistics.quantiles(each, n=20)
                figures[what] = {
                    "n": len(each),
                    "p50_ms": round(cuts[9] * 1000, 1),
                    "p95_ms": round(cuts[18] * 1000, 1),
                }
            figures["requests_a_second"] = round(sum(map(len, times.values())) / took, 1)
            figures["server_processors"] = round((spent(server.pid) - before) / took, 2)
            mine = after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime
            figures["load_processors"] = round(mine / took, 2)
            figures["busy"] = os.getloadavg()[0]
            print(json.dumps(figures), flush=True)
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
