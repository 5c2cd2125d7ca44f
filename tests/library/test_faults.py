"""What befalls a library: processes killed, a disk that is full, a lock, damage. Nothing reported done is lost."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from resolutions import Ran, write

from alinea.library import adding
from alinea.library.adding import Asked, Outcome, add, place
from alinea.library.reading import Indexer, Job, read_one
from alinea.store import opening
from alinea.store.library import Library
from alinea.store.maintenance import check

Run = Callable[..., Ran]
ROUNDS = 12


def sound(library: Library) -> bool:
    return [fault for fault in check(library, Indexer()) if fault] == []


def add_and_report(file: Path, paths: list[Path], out: int) -> None:
    """Add texts, a transaction for every few, and report each as it is done."""
    adding._SECONDS = 0.003

    def tell(outcome: Outcome) -> None:
        os.write(out, f"{outcome.path}\n".encode())

    with Library.open(file, create=True) as library:
        add(library, [Asked(str(path)) for path in paths], tell)


def apart(file: Path, paths: list[Path]) -> tuple[int, int]:
    """Add in another process; return its number, and where it reports."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        add_and_report(file, paths, there)
        os._exit(0)
    os.close(there)
    return child, here


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that part")
def test_killed_at_any_moment_it_loses_nothing_and_goes_on(file: Path, tmp_path: Path) -> None:
    paths = write(tmp_path / "texts", *range(1, 12 * ROUNDS + 1))
    assert read_one(
        Job(str(paths[0]), 1), "auto"
    ).cards  # what is loaded once is loaded before the processes part
    chance = random.Random(20)
    reported: set[str] = set()
    killed = 0
    for turn in range(ROUNDS):
        child, here = apart(file, paths[: 12 * (turn + 1)])
        with os.fdopen(here, "rb") as told:
            # Once some of its new texts are reported, and a little later; in the first moments every fifth time.
            awaited = 0 if turn % 5 == 0 else chance.randrange(1, 10)
            lines = []
            while awaited and (line := told.readline()):
                lines.append(line)
                awaited -= line.decode().strip() not in reported
            time.sleep(chance.random() * (0.1 if turn % 5 == 0 else 0.02))
            os.kill(child, signal.SIGKILL)
            killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) < 0
            lines += told.readlines()
        reported |= {line.decode().strip() for line in lines if line.endswith(b"\n")}
        if reported:
            with Library.open(file) as library:
                assert {place(path) for path in reported} <= set(library.paths())
                assert sound(library)
    assert killed > ROUNDS / 2, "the kills came too late to tell anything"
    assert len(reported) >= ROUNDS
    done: list[Outcome] = []
    with Library.open(file, create=True) as library:
        add(library, [Asked(str(path)) for path in paths], done.append)
        assert len(library.works()) == len(paths) == len(done)
        assert sound(library)
    assert reported <= {each.path for each in done if each.change == "unchanged"}


def test_the_command_killed_in_the_middle(run: Run, file: Path, tmp_path: Path) -> None:
    """The command itself, with its processes: killed once it has reported something, it ends, and goes on."""
    folder = tmp_path / "texts"
    write(folder, *range(1, 120))
    script = (
        "import sys, alinea.library.adding as a; a._SECONDS = 0.02\n"
        "from alinea.cli.app import command\n"
        "if __name__ == '__main__': sys.exit(command(sys.argv[1:]))\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script)
    command = [
        sys.executable,
        str(program),
        "add",
        str(folder),
        "--json",
        "--jobs",
        "2",
        "--library",
        str(file),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    reported = [json.loads(process.stdout.readline()) for _ in range(5)]
    process.kill()
    reported += [json.loads(line) for line in process.stdout if line.endswith("}\n")]
    process.wait()
    with Library.open(file) as library:
        assert {row["path"] for row in reported} <= set(library.paths())
        assert sound(library)
    code, out, _ = run("add", folder)
    assert code == 0 and "0 changed" in out and "0 refused" in out
    assert int(out.split(" new")[0]) <= 119 - len(reported)
    with Library.open(file) as library:
        assert len(library.works()) == 119


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for a small library."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        pytest.skip("a small file system can be made by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def full(run: Run, library: Path, folder: Path) -> None:
    """Add until there is no room, then check that what was reported is there."""
    monkey = adding._BYTES
    adding._BYTES = 20_000
    try:
        code, out, told = run("add", folder, "--json", "--jobs", 1, "--library", library)
    finally:
        adding._BYTES = monkey
    assert code == 1
    reported = [json.loads(line) for line in out.splitlines()]
    assert told.splitlines()[-1] == (
        f"alinea: {library}: the disk is full; make room and give the same command again"
    )
    assert 0 < len(reported) < 400
    with Library.open(library) as opened:
        assert {row["path"] for row in reported} <= set(opened.paths())
        assert len(opened.works()) == len(opened.paths())


def test_a_full_disk(run: Run, little_disk: Path, tmp_path: Path) -> None:
    write(tmp_path / "texts", *range(1, 400))
    full(run, little_disk / "library.sqlite", tmp_path / "texts")


def test_a_full_library(run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where no small file system can be made: SQLite says so at a number of pages."""
    from sqlalchemy import Engine, event

    def few(path: Path, patience: float, *, write: bool) -> Engine:
        engine = whole(path, patience, write=write)
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 200"))
        return engine

    whole = opening._engine
    monkeypatch.setattr(opening, "_engine", few)
    write(tmp_path / "texts", *range(1, 400))
    full(run, file, tmp_path / "texts")
    monkeypatch.setattr(opening, "_engine", whole)
    code, out, _ = run("add", tmp_path / "texts")
    assert code == 0 and " unchanged" in out and "0 refused" in out
    assert run("check")[0] == 0


def test_a_file_that_may_not_grow(file: Path, tmp_path: Path) -> None:
    """A quota, as the system's limit for the size of files."""
    write(tmp_path / "texts", *range(1, 400))
    texts = str(tmp_path / "texts")
    command = [sys.executable, "-m", "alinea", "add", texts, "--library", str(file), "--jobs", "1"]

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"alinea: {file}: ") and "Traceback" not in done.stderr
    with Library.open(file) as library:
        assert len(library.works()) == len(library.paths())


def test_a_library_that_another_writes(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    write(tmp_path / "texts", 1)
    run("add", tmp_path / "texts")
    write(tmp_path / "texts", 2)
    with Library.open(file, write=True) as library, library.shelves(Indexer()):
        code, _, told = run("add", tmp_path / "texts")
        assert code == 1
        assert told == f"alinea: {file}: another program is writing to it; try again when that has finished\n"
        assert run("show", "62/1")[0] == 0
        assert run("search", "désarmer")[0] == 0
        code, out, told = run("check")
        assert (code, out) == (1, "") and "another program is writing" in told
    assert run("add", tmp_path / "texts")[0] == 0


@pytest.mark.parametrize("command", ["search", "show", "check", "add", "backup"])
@pytest.mark.parametrize("harm", ["middle", "beginning", "end", "all"])
def test_a_damaged_file(run: Run, file: Path, tmp_path: Path, command: str, harm: str) -> None:
    texts = tmp_path / "texts"
    write(texts, *range(1, 40))
    run("add", texts)
    data = bytearray(file.read_bytes())
    size = len(data)
    stretch = {
        "middle": slice(4096, size - 4096),
        "beginning": slice(0, 4096),
        "end": slice(size // 2, size),
        "all": slice(0, size),
    }[harm]
    data[stretch] = b"\x55" * (stretch.stop - stretch.start)
    file.write_bytes(data[: size // 2] if harm == "end" else data)
    write(texts, 50)
    arguments: dict[str, list[object]] = {
        "search": ["désarmer"],
        "show": ["62/7"],
        "check": [],
        "add": [texts],
        "backup": [tmp_path / "copy"],
    }
    given = [command, *arguments[command]]
    code, out, told = run(*given)
    assert code == 1
    assert "Traceback" not in told and "internal error" not in told
    line = (told or out).splitlines()[-1]
    assert str(file) in line and "restore" in line
