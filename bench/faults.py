"""What befalls a library, many times over: processes killed, a full disk, a lock, damage, copies cut short.

    python bench/faults.py [--shared ../shared] [--rounds 20] [--seed 1] [--json]

Each line tells how often something was done to the command itself, as a user runs it, and how often it failed of what
is promised: nothing that was reported done is lost, the same command goes on, `alinea check` finds no fault; a
message of one line says what to do, with exit code 1 and no traceback. Exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from alinea.library.search import Question, ask
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000
ALINEA = [sys.executable, "-m", "alinea"]
QUESTIONS = (
    ("search", "désarmement"),
    ("show", "{held}"),
    ("stats",),
    ("check",),
    ("due", "--session", "63"),
    ("cites", "{held}"),
    ("series", "{held}"),
    ("remove", "{held}"),
    ("backup", "{copy}"),
)


@dataclass
class Outcome:
    """What came of doing something many times.

    Attributes:
        what: was done; rounds: how often; failures: what went otherwise than promised, one line each; note: figures.
    """

    what: str
    rounds: int = 0
    failures: list[str] = field(default_factory=list)
    note: str = ""

    def expect(self, promised: bool, otherwise: str) -> None:
        """Note what went otherwise than promised."""
        if not promised:
            self.failures.append(otherwise)


def texts(shared: Path, size: int) -> list[Path]:
    """Return files of the corpus of so many bytes together, or the samples."""
    paths = sorted((shared / "corpus" / "fr").glob("*.md")) or sorted((ROOT / "samples").iterdir())
    step = max(1, sum(path.stat().st_size for path in paths) // size)
    return paths[::step]


def alinea(*arguments: object, library: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    environment = {**os.environ, "ALINEA_LIBRARY": str(library), "LC_ALL": "en_GB.UTF-8"}
    given = [*ALINEA, *map(str, arguments)]
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        given, env=environment, capture_output=True, text=True, check=False, **more
    )


def started(*arguments: object, library: Path) -> subprocess.Popen[str]:
    """Start the command in a group of processes of its own."""
    environment = {**os.environ, "ALINEA_LIBRARY": str(library), "LC_ALL": "en_GB.UTF-8"}
    given = [*ALINEA, *map(str, arguments)]
    return subprocess.Popen(
        given,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill a process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def reported(out: str) -> set[str]:
    """Return the files that lines of JSON, the last perhaps cut, tell to be in the library."""
    rows = [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("}\n")]
    return {row["path"] for row in rows if row["outcome"] != "refused"}


def files_of(library: Path) -> set[str]:
    """Return the files that a library holds."""
    if not library.exists():
        return set()
    with closing(sqlite3.connect(library)) as connection:
        try:
            return {row[0] for row in connection.execute("SELECT path FROM files")}
        except sqlite3.OperationalError:
            return set()


def kills(folder: Path, paths: list[Path], rounds: int, chance: random.Random) -> Outcome:
    """Kill `alinea add`, with the processes that read for it, at random moments, each time going on from there."""
    outcome = Outcome(f"kill -9 of add, {len(paths)} texts")
    library = folder / "killed.sqlite"
    done: set[str] = set()
    killed = tries = 0
    while killed < rounds and tries < 3 * rounds:  # one that came too late is tried again
        turn, tries = killed, tries + 1
        if len(done) > len(paths) - 8:  # nearly all is in: from the beginning
            for old in folder.glob("killed.sqlite*"):
                old.unlink()
            done.clear()
        process = started("add", *paths, "--json", library=library)
        # A little after some of its new texts are reported; every fifth time at any moment from the first on.
        awaited = 0 if turn % 5 == 0 else chance.randrange(1, 8)
        out = ""
        while awaited and process.stdout and (line := process.stdout.readline()):
            out += line
            awaited -= '"new"' in line
        time.sleep(chance.uniform(0, 2.0 if turn % 5 == 0 else 0.2))
        killed += process.poll() is None
        _kill(process)
        out += process.communicate()[0]
        now = reported(out)
        outcome.rounds += 1
        outcome.expect(now | done <= files_of(library), f"{len((now | done) - files_of(library))} texts lost")
        done |= now
        if library.exists() and files_of(library):
            check = alinea("check", library=library)
            outcome.expect(check.returncode == 0, check.stdout[-200:])
    last = alinea("add", *paths, "--json", library=library)
    kept = {r["path"] for r in map(json.loads, last.stdout.splitlines()) if r["outcome"] == "unchanged"}
    outcome.expect(done <= kept, f"{len(done - kept)} texts read anew that were reported done")
    outcome.expect(
        files_of(library) == files_of(folder / "whole.sqlite"), "not all texts are held at the end"
    )
    outcome.expect(alinea("check", library=library).returncode == 0, "check finds faults at the end")
    outcome.expect(killed >= min(rounds, 1), "no kill came while it ran")
    outcome.note = f"{killed} while it ran; {len(done)} of {len(paths)} texts were done before the last run"
    return outcome


def _given(question: tuple[str, ...], folder: Path) -> list[str]:
    """Return a question with a resolution that is held, and a file to copy to."""
    with closing(sqlite3.connect(folder / "whole.sqlite")) as connection:
        held = connection.execute("SELECT name FROM works WHERE symbol IS NOT NULL LIMIT 1").fetchone()[0]
    return [each.format(held=held, copy=folder / "copy-of-damaged.sqlite") for each in question]


def told(outcome: Outcome, done: subprocess.CompletedProcess[str], path: Path, what: str) -> None:
    """Look whether a failure is told as it should be."""
    lines = [line for line in (done.stderr + done.stdout).splitlines() if str(path) in line]
    outcome.expect(done.returncode == 1, f"{what}: exit code {done.returncode}")
    outcome.expect(
        "Traceback" not in done.stderr and "internal" not in done.stderr, f"{what}: {done.stderr[-300:]}"
    )
    outcome.expect(
        bool(lines) and "; " in lines[-1], f"{what}: nothing says what to do: {done.stderr[-200:]}"
    )


@contextmanager
def little_disk(folder: Path, size: str) -> Iterator[Path | None]:
    """Give a file system with little room, None where none can be made."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def full(folder: Path, paths: list[Path]) -> Outcome:
    """Add to a disk that is too small, make room, and go on; copy to one."""
    outcome = Outcome("a full disk")
    with little_disk(folder, "3m") as disk:
        if disk is None:
            outcome.note = "left out: a small file system can be made by root only"
            return outcome
        library = disk / "library.sqlite"
        done = alinea("add", *paths, "--json", library=library)
        outcome.rounds += 1
        told(outcome, done, library, "add")
        outcome.expect("full" in done.stderr, f"add: {done.stderr[-200:]}")
        outcome.expect(reported(done.stdout) <= files_of(library), "texts lost")
        outcome.expect(alinea("stats", library=library).returncode == 0, "what is there cannot be asked")
        subprocess.run(["mount", "-o", "remount,size=500m", str(disk)], check=True)
        again = alinea("add", *paths, "--json", library=library)
        outcome.expect(again.returncode == 0, f"add after room was made: {again.stderr[-200:]}")
        outcome.expect(alinea("check", library=library).returncode == 0, "check finds faults")
    with little_disk(folder, "3m") as disk:
        if disk is None:
            return outcome
        copy = alinea("backup", disk / "copy.sqlite", library=folder / "whole.sqlite")
        outcome.rounds += 1
        told(outcome, copy, disk / "copy.sqlite", "backup")
        outcome.expect(not list(disk.glob("*copy*")), "a piece of a copy is left")
    return outcome


def quota(folder: Path, paths: list[Path]) -> Outcome:
    """Add with a limit for the size of files."""
    outcome = Outcome("a quota", rounds=1)
    library = folder / "quota.sqlite"

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MEGABYTE, 2 * MEGABYTE))

    done = alinea("add", *paths, "--json", library=library, preexec_fn=limit)
    told(outcome, done, library, "add")
    outcome.expect(reported(done.stdout) <= files_of(library), "texts lost")
    outcome.expect(alinea("add", *paths, library=library).returncode == 0, "it does not go on")
    outcome.expect(alinea("check", library=library).returncode == 0, "check finds faults")
    return outcome


def locked(folder: Path, text: Path) -> Outcome:
    """Ask and add while another program writes."""
    outcome = Outcome("a locked library")
    library = Path(shutil.copy(folder / "whole.sqlite", folder / "locked.sqlite"))
    linked = alinea("due", "--session", "63", library=library)
    outcome.expect(linked.returncode == 0, f"linking: {linked.stderr[-200:]}")
    with closing(sqlite3.connect(library, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        for question in QUESTIONS:
            if question[0] in ("remove", "backup", "check"):
                continue
            done = alinea(*_given(question, folder), library=library)
            outcome.rounds += 1
            outcome.expect(done.returncode == 0, f"{question[0]}: {done.stderr[-200:]}")
        done = alinea("remove", text, library=library)
        outcome.rounds += 1
        told(outcome, done, library, "remove")
        outcome.expect("another program" in done.stderr, f"remove: {done.stderr[-200:]}")
        writer.execute("ROLLBACK")
    return outcome


def damaged(folder: Path, rounds: int, chance: random.Random) -> Outcome:
    """Flip bytes, cut the file, put another in its place; ask everything of it, then restore a copy."""
    outcome = Outcome("a damaged file")
    good, library, copy = folder / "whole.sqlite", folder / "damaged.sqlite", folder / "good-copy.sqlite"
    alinea("due", "--session", "63", library=good)
    outcome.expect(alinea("backup", copy, library=good).returncode == 0, "no copy can be made")
    whole = copy.read_bytes()
    noticed = 0
    for turn in range(rounds):
        data = bytearray(whole)
        harm = ("bytes", "page", "cut", "text", "newer", "empty head")[turn % 6]
        if harm == "bytes":
            for _ in range(200):
                data[chance.randrange(100, len(data))] ^= 1 + chance.randrange(255)
        elif harm == "page":
            for _ in range(5):
                start = chance.randrange(len(data) // 4096) * 4096
                data[start : start + 4096] = bytes(4096)
        elif harm == "cut":
            del data[chance.randrange(1, len(data)) :]
        elif harm == "text":
            data = bytearray(b"This is a text and no library.\n" * 1000)
        elif harm == "empty head":
            data[:100] = bytes(100)
        for old in folder.glob("damaged.sqlite*"):
            old.unlink()
        library.write_bytes(data)
        if harm == "newer":
            with closing(sqlite3.connect(library)) as connection, connection:
                connection.execute("INSERT INTO migrations VALUES (999, 'later')")
        question = QUESTIONS[turn % len(QUESTIONS)]
        done = alinea(*_given(question, folder), library=library)
        outcome.rounds += 1
        what = f"{harm}, {question[0]}"
        outcome.expect(done.returncode in (0, 1), f"{what}: exit code {done.returncode}")
        outcome.expect("Traceback" not in done.stderr, f"{what}: {done.stderr[-300:]}")
        outcome.expect("internal" not in done.stderr, f"{what}: {done.stderr[-300:]}")
        if done.returncode == 1 and str(library) in done.stderr:
            noticed += 1
            told(outcome, done, library, what)
        if harm in ("bytes", "page", "cut") and library.exists():
            check = alinea("check", library=library)
            outcome.expect(check.returncode == 1, f"{what}: check finds nothing")
        restored = alinea("restore", copy, library=library)
        outcome.expect(restored.returncode == 0, f"{what}: restore: {restored.stderr[-300:]}")
        outcome.expect(
            alinea("stats", library=library).returncode == 0, f"{what}: restored, it cannot be asked"
        )
    outcome.expect(
        alinea("check", library=library).returncode == 0, "check finds faults in what was restored"
    )
    outcome.note = f"{noticed} questions met with the damage"
    return outcome


def copies(folder: Path, rounds: int, chance: random.Random) -> Outcome:
    """Kill `backup` and `restore` at random moments: the library and the former copy stay whole."""
    outcome = Outcome("kill -9 of backup and restore")
    good, library, copy = folder / "whole.sqlite", folder / "restored.sqlite", folder / "kept.sqlite"
    small = folder / "small.sqlite"
    alinea("add", *sorted((ROOT / "samples").glob("*.txt")), library=small)
    shutil.copy(small, library)
    shutil.copy(small, copy)
    began = time.perf_counter()
    alinea("backup", folder / "timed.sqlite", library=good)
    whole = time.perf_counter() - began
    for turn in range(rounds):
        arguments = ("backup", copy) if turn % 2 else ("restore", good)
        process = started(*arguments, library=good if turn % 2 else library)
        time.sleep(chance.uniform(whole / 3, whole * 1.1))
        _kill(process)
        process.communicate()
        outcome.rounds += 1
        for path in (good, library, copy):
            asked = alinea("stats", library=path)
            outcome.expect(asked.returncode == 0, f"{arguments[0]}: {path.name}: {asked.stderr[-200:]}")
            held = len(files_of(path))
            outcome.expect(
                held in (len(files_of(small)), len(files_of(good))), f"{arguments[0]}: {held} files"
            )
        if turn % 4 == 0:
            shutil.copy(small, copy)
    for path in (good, library, copy):
        outcome.expect(alinea("check", library=path).returncode == 0, f"check of {path.name} finds faults")
    return outcome


def reading(folder: Path, paths: list[Path]) -> Outcome:
    """Ask all the time while another process adds."""
    outcome = Outcome("questions while texts are added")
    library = folder / "read.sqlite"
    alinea("add", *paths[:2], library=library)
    process = started("add", *paths, "--json", "--jobs", "1", library=library)
    sizes: list[int] = []
    found: list[int] = []
    asked = ask(Question("résolution"))
    with Library.open(library) as opened:
        while process.poll() is None:
            # The command itself now and then: most of its time goes to starting.
            if len(sizes) % 100 == 50:
                for question in (("search", "résolution", "--json"), ("stats", "--json")):
                    done = alinea(*question, library=library)
                    outcome.rounds += 1
                    outcome.expect(done.returncode == 0, f"{question[0]}: {done.stderr[-200:]}")
            sizes.append(opened.size())
            found.append(opened.search(asked).weighed)
            outcome.rounds += 2
            time.sleep(0.01)
    process.communicate()
    outcome.expect(sizes == sorted(sizes) and found == sorted(found), "what was there was gone afterwards")
    outcome.note = f"{len(set(sizes))} states of the library were met with"
    outcome.expect(process.returncode == 0, f"add ended with {process.returncode}")
    outcome.expect(alinea("check", library=library).returncode == 0, "check finds faults")
    return outcome


def main() -> int:
    """Do all of it and print what came of it."""
    parser = argparse.ArgumentParser(description="What befalls a library.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        first = alinea("add", *texts(given.shared, 3 * MEGABYTE), "--json", library=folder / "whole.sqlite")
        paths = sorted(Path(each) for each in reported(first.stdout))
        parts: tuple[Callable[[], Outcome], ...] = (
            lambda: kills(folder, paths, given.rounds, chance),
            lambda: full(folder, paths),
            lambda: quota(folder, paths),
            lambda: locked(folder, paths[0]),
            lambda: damaged(folder, 3 * given.rounds, chance),
            lambda: copies(folder, given.rounds, chance),
            lambda: reading(folder, paths),
        )
        for part in parts:
            outcome = part()
            failed += len(outcome.failures)
            if given.json:
                print(json.dumps(outcome.__dict__, ensure_ascii=False), flush=True)
                continue
            print(
                f"{outcome.what:34} {outcome.rounds:4} times, {len(outcome.failures)} failed  {outcome.note}",
                flush=True,
            )
            for line in outcome.failures[:10]:
                print(f"    {line}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
