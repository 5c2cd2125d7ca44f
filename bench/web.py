"""Measure the pages: server time at a steady rate of requests, and size, on a library of any size.

    python bench/web.py LIBRARY.sqlite [--rate 20] [--seconds 10] [--seed 1] [--json]

The server is a process of its own with one worker. Requests leave at a steady rate whether or not earlier ones were
answered, as people do not wait for one another, so a server that falls behind shows it. Resolutions, paragraphs, words
and actors asked for are drawn from the library by a fixed seed. Time is from the request to the last byte, on
loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def drawn(path: Path, seed: int) -> dict[str, Callable[[], str]]:
    """Return what is asked for: for each kind of page a function that gives an address of it."""
    chance = random.Random(seed)
    with Library.open(path) as library:
        names: list[str] = []
        after = None
        while len(names) < 4000:
            page = library.page(after, 500)
            names += [work.name for work in page.works if work.symbol]
            after = page.next
            if after is None:
                break
        words: list[str] = []
        for name in chance.sample(names, min(60, len(names))):
            record = library.record(name)
            for paragraph in (*record.preamble, *record.operative) if record else ():
                words += [word for word in paragraph.text.split()[3:12] if len(word) > 4 and word.isalpha()]
    actors = ["secretary-general", "member-states", "general-assembly", "security-council"]

    def one() -> str:
        return chance.choice(names)

    def two() -> str:
        return f"{chance.choice(words)} {chance.choice(words)}"

    return {
        "home": lambda: "/",
        "search, one word": lambda: f"/search?q={chance.choice(words)}",
        "search, two words": lambda: f"/search?q={two()}",
        "search, filtered": lambda: f"/search?q={chance.choice(words)}&part=operative",
        "resolution": lambda: f"/resolution/{one()}",
        "source": lambda: f"/source/{one()}",
        "map": lambda: f"/map/{one()}",
        "due": lambda: "/due",
        "due, of an actor": lambda: f"/due?bearer={chance.choice(actors)}",
        "calendar": lambda: f"/calendar?year={chance.choice((2025, 2026, 2027))}",
        "actor": lambda: f"/actor/{chance.choice(actors)}",
        "actors": lambda: "/actor",
        "compare": lambda: f"/compare/{one()}/{one()}",
        "draft": lambda: f"/draft/{one()}",
        "add": lambda: "/add",
        "about": lambda: "/about",
        "API: resolution": lambda: f"/api/v1/resolutions/{one()}",
        "API: search": lambda: f"/api/v1/search?q={chance.choice(words)}",
        "API: commitments": lambda: "/api/v1/commitments",
    }


async def steady(
    client: httpx.AsyncClient, address: Callable[[], str], rate: float, seconds: float
) -> tuple[list[float], list[int], int]:
    """Return the times in seconds, the sizes in bytes, and how many answers were failures of the server."""
    times: list[float] = []
    sizes: list[int] = []
    failed = 0

    async def ask(path: str) -> None:
        nonlocal failed
        began = time.perf_counter()
        answer = await client.get(path)
        times.append(time.perf_counter() - began)
        sizes.append(len(answer.content))
        failed += answer.status_code >= 500

    tasks = []
    began = time.perf_counter()
    for count in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + count / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(address())))
    await asyncio.gather(*tasks)
    return times, sizes, failed


async def measure(
    base: str, kinds: dict[str, Callable[[], str]], rate: float, seconds: float
) -> list[dict[str, object]]:
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    rows: list[dict[str, object]] = []
    async with httpx.AsyncClient(
        base_url=base, timeout=PATIENCE, follow_redirects=True, limits=limits
    ) as client:
        for _ in range(int(PATIENCE * 2)):
            try:
                await client.get("/about")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.5)
        for name, address in kinds.items():
            await client.get(address())
            times, sizes, failed = await steady(client, address, rate, seconds)
            cuts = statistics.quantiles(times, n=20)
            rows.append(
                {
                    "page": name,
                    "p50": round(statistics.median(times) * 1000, 1),
                    "p95": round(cuts[18] * 1000, 1),
                    "largest": max(sizes),
                    "failed": failed,
                }
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    kinds = drawn(told.library, told.seed)
    if told.only:
        kinds = {name: kinds[name] for name in told.only}
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "alinea",
        "serve",
        "--library",
        str(told.library),
        "--port",
        str(port),
        "--read-only",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        rows = asyncio.run(measure(f"http://127.0.0.1:{port}", kinds, told.rate, told.seconds))
    finally:
        server.terminate()
        server.wait(10)
    if told.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"| page | p50, ms | p95, ms | largest, KB | failed | at {told.rate:g} requests a second |")
    print("|---|---:|---:|---:|---:|---|")
    for row in rows:
        print(
            f"| {row['page']} | {row['p50']} | {row['p95']} | {int(str(row['largest'])) // 1000} | {row['failed']} | |"
        )


if __name__ == "__main__":
    main()
