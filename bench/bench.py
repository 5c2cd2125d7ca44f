"""Measure speed, start-up, memory and how work spreads over cores.

    python bench/bench.py [--shared ../shared] [--rounds 3] [--json]

Text and PDFs are read in this one process, after a first file that loads what is loaded once; of several rounds the
best counts, each without what was remembered of the texts of the one before. PDFs are told as a ratio, of the time to
their records to that of bare text extraction by pypdfium2, taken in turn. Start-up, memory and several processes are
measured on the command itself, its modules compiled; the command is also paired with eyecite on the same English texts,
where that is installed. Where ../shared is absent the samples are read.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import gc
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import alinea.pipeline
from alinea._version import __version__
from alinea.cli.app import RUBBISH
from alinea.model.problems import UnreadableError
from alinea.presenting.jsonl import render

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "alinea"]
EYECITE = """
import pathlib, sys, eyecite
for path in sys.argv[1:]:
    eyecite.get_citations(pathlib.Path(path).read_text(encoding="utf-8"))
"""
MEGABYTE = 1_000_000
MOST = 12 * MEGABYTE
"""Bytes of a set that are read at most, to keep a round short."""

Row = dict[str, str | float | int | None]


def forget() -> None:
    """Drop what is remembered of texts: a second reading of a file would find answers of the first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("alinea."):
            for value in vars(module).values():
                # Small ones hold what is compiled for a language, not texts.
                if isinstance(value, functools._lru_cache_wrapper) and _remembered(value) > 64:
                    value.cache_clear()


def _remembered(cache: functools._lru_cache_wrapper[object]) -> int:
    return cache.cache_parameters()["maxsize"] or 0


def timed(work: Callable[[], object]) -> float:
    forget()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read(paths: Sequence[Path]) -> int:
    """Read files into records and print these to memory; returns the number of records."""
    count = 0
    for path in paths:
        try:
            for record in alinea.pipeline.read_path(path):
                render(record)
                count += 1
        except UnreadableError:
            pass
    return count


def sample(paths: Sequence[Path]) -> list[Path]:
    """Return every n-th of the files, so many that they hold `MOST` bytes at most."""
    size = sum(path.stat().st_size for path in paths)
    step = max(1, -(-size // MOST))
    return list(paths[::step])


def texts(name: str, paths: Sequence[Path], rounds: int) -> Row:
    """Megabytes of text read in a second."""
    chosen = sample(paths)
    size = sum(path.stat().st_size for path in chosen)
    characters = sum(len(path.read_text(encoding="utf-8", errors="replace")) for path in chosen)
    read(chosen[:1])
    seconds = min(timed(lambda: read(chosen)) for _ in range(rounds))
    return {
        "measure": f"text: {name}",
        "value": round(size / MEGABYTE / seconds, 2),
        "unit": "MB/s",
        "detail": f"{len(chosen)} files, {size / MEGABYTE:.1f} MB, {characters / MEGABYTE / seconds:.2f} M characters/s",
    }


def bare(path: Path) -> None:
    """Extract the text of a PDF and do nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def pdfs(paths: Sequence[Path], rounds: int) -> list[Row]:
    """The time that a PDF takes as a multiple of bare extraction of its text."""
    rows: list[Row] = []
    for path in paths:
        read([path])
        ours, theirs = [], []
        for _ in range(rounds + 2):
            theirs.append(timed(lambda path=path: bare(path)))  # type: ignore[misc]
            ours.append(timed(lambda path=path: list(alinea.pipeline.read_path(path))))  # type: ignore[misc]
        rows.append(
            {
                "measure": f"PDF: {path.name}",
                "value": round(min(ours) / min(theirs), 2),
                "unit": "x pypdfium2",
                "detail": f"{min(ours) * 1000:.0f} ms against {min(theirs) * 1000:.0f} ms",
            }
        )
    return rows


class Run(NamedTuple):
    """How a process ended, and what it took: seconds by the clock, of the processor, and peak memory in MB."""

    code: int
    seconds: float
    processor: float
    memory: float


def run(*arguments: str | Path) -> Run:
    """Run the command."""
    return process(*COMMAND, *arguments)


def process(*command: str | Path) -> Run:
    """Run a process from its start to its end."""
    began = time.perf_counter()
    started = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 if sys.platform != "darwin" else 1
    seconds = time.perf_counter() - began
    return Run(
        started.returncode, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / MEGABYTE
    )


def beside_eyecite(paths: Sequence[Path], rounds: int) -> Row:
    """The time of the processor that reading English texts takes as a multiple of that of eyecite, process by process.

    eyecite finds citations of courts in text and does nothing else; it is the pace that whole reading is held to.
    """
    row: Row = {"measure": "whole process: English texts", "unit": "x eyecite"}
    if importlib.util.find_spec("eyecite") is None:
        return row | {"value": None, "detail": "skipped: eyecite is not installed (pip install -e '.[dev]')"}
    if not paths:
        return row | {"value": None, "detail": "skipped: the texts are not here"}
    pairs: list[tuple[float, float]] = []
    for _ in range(rounds + 1):  # the first, which loads the files, is not counted
        other = process(sys.executable, "-c", EYECITE, *paths)
        own = run("read", "--to", "jsonl", "--jobs", "1", *paths)
        if own.code or other.code:
            return row | {"value": None, "detail": "skipped: a process failed"}
        pairs.append((own.processor, other.processor))
    ratios = [ours / theirs for ours, theirs in pairs[1:]]
    ours, theirs = (statistics.median(each) for each in zip(*pairs[1:], strict=True))
    return row | {
        "value": round(statistics.median(ratios), 2),
        "detail": f"{ours:.2f} s of the processor against {theirs:.2f} s, {len(paths)} files; "
        f"pairs from {min(ratios):.2f} to {max(ratios):.2f}",
    }


def start_up(rounds: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder) / "tiny.txt"
        tiny.write_text(
            "L'Assemblée générale,\n\nRappelant sa résolution 62/27,\n\n1. Décide de rester saisie.\n"
        )
        asked: list[tuple[str, list[str | Path]]] = [
            ("alinea --version", ["--version"]),
            ("alinea --help", ["--help"]),
            ("alinea read tiny.txt", ["read", tiny]),
            ("alinea read --to jsonl tiny.txt", ["read", "--to", "jsonl", tiny]),
        ]
        rows: list[Row] = []
        for name, arguments in asked:
            seconds = [run(*arguments).seconds for _ in range(rounds + 2)]
            rows.append(
                {
                    "measure": f"start-up: {name}",
                    "value": round(min(seconds), 3),
                    "unit": "s",
                    "detail": f"slowest of {len(seconds)}: {max(seconds):.3f} s",
                }
            )
        return rows


def memory(paths: Sequence[Path]) -> list[Row]:
    """Peak memory for the largest file and for all of them, in one process."""
    largest = max(paths, key=lambda path: path.stat().st_size)
    one = run("read", "--to", "jsonl", "--jobs", "1", largest).memory
    every = run("read", "--to", "jsonl", "--jobs", "1", *paths).memory
    size = sum(path.stat().st_size for path in paths) / MEGABYTE
    return [
        {
            "measure": "memory: largest file",
            "value": round(one),
            "unit": "MB",
            "detail": f"{largest.name}, {largest.stat().st_size / MEGABYTE:.2f} MB",
        },
        {
            "measure": "memory: whole batch",
            "value": round(every),
            "unit": "MB",
            "detail": f"{len(paths)} files, {size:.1f} MB",
        },
    ]


def spreading(paths: Sequence[Path], cores: int, rounds: int) -> list[Row]:
    """Seconds of the command with one process and with several, taken in turn, the best of each."""
    counts = sorted({1, min(2, cores), cores})
    taken: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(rounds):
        for count in counts:
            taken[count].append(run("read", "--to", "jsonl", "--jobs", str(count), *paths).seconds)
    alone = min(taken[1])
    return [
        {
            "measure": f"--jobs {count}",
            "value": round(min(taken[count]), 2),
            "unit": "s",
            "detail": f"{len(paths)} files, {alone / min(taken[count]):.2f} times as fast as one process",
        }
        for count in counts
    ]


def machine() -> str:
    """Say what was measured on: processor, cores, system, Python."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    shared = args.shared.resolve()
    samples = sorted((ROOT / "samples").iterdir())
    sets = {
        "corpus, noisy French": sorted((shared / "corpus/fr").glob("*")),
        "paginated French": sorted((shared / "unxml/text").glob("*F.txt")),
        "paginated English": sorted((shared / "unxml/text").glob("*E.txt")),
    }
    sets = {name: paths for name, paths in sets.items() if paths} or {"samples": samples}
    gc.set_threshold(*RUBBISH)  # as the command does
    rows = start_up(args.rounds)
    for name, paths in sets.items():
        rows.append(texts(name, paths, args.rounds))
    rows.append(beside_eyecite(sets.get("paginated English", []), args.rounds))
    rows += pdfs(sorted((shared / "pdf").glob("*.pdf")), args.rounds)
    batch = sample(next(iter(sets.values())))
    rows += memory(batch)
    rows += spreading(batch, os.cpu_count() or 1, args.rounds)
    today = datetime.datetime.now(datetime.UTC).date()
    if args.json:
        print(
            json.dumps(
                {"date": str(today), "machine": machine(), "version": __version__, "rows": rows}, indent=1
            )
        )
        return 0
    print(
        f"Alinéa {__version__}, {today}, {machine()}\n\n| measure | value | unit | detail |\n|---|---:|---|---|"
    )
    for row in rows:
        print(f"| {row['measure']} | {row['value']} | {row['unit']} | {row['detail']} |")
    if "samples" in sets:
        print("\n../shared is not here: only the samples were read.")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nPeak memory of this measuring process: {own} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
