"""Linking from the command line: the end of adding, removing and restoring, and what is said where it is missing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from resolutions import Ran, write
from small_texts import FIRST, SECOND

from alinea.library import relinking
from alinea.library.reading import Indexer
from alinea.library.relinking import left
from alinea.store import opening
from alinea.store.library import Library

Run = Callable[..., Ran]


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """A folder of two texts on one matter."""
    folder = tmp_path / "series"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return folder


def unlink(file: Path) -> None:
    """Take a text out without linking, as a process that is killed in between does."""
    with Library.open(file, write=True) as library, library.shelves(Indexer()) as shelves:
        shelves.remove_work("A/RES/62/80")


def rows(file: Path, order: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(order).fetchall()


def test_adding_and_removing_end_with_links(run: Run, file: Path, series: Path) -> None:
    assert run("add", series)[0] == 0
    assert rows(file, "SELECT later, earlier FROM series_links") == [("A/RES/62/80", "A/RES/61/70")]
    assert run("series", "62/80")[2] == "alinea: 2 texts\n"
    assert run("remove", "62/80")[0] == 0
    assert rows(file, "SELECT later, earlier FROM series_links") == []
    assert "met" not in run("due", "--status", "all")[1]


def test_restoring_ends_with_links(run: Run, file: Path, series: Path, tmp_path: Path) -> None:
    run("add", series)
    unlink(file)
    run("backup", tmp_path / "copy.sqlite")
    file.unlink()
    code, _, told = run("restore", tmp_path / "copy.sqlite")
    assert (code, told) == (0, "")
    with Library.open(file) as library:
        assert left(library) == 0


def test_what_is_left_is_said_with_the_one_command_that_links_it(run: Run, file: Path, series: Path) -> None:
    run("add", series)
    unlink(file)
    said = (
        "alinea: 1 text not linked yet, so series and what is due may lack something; link them: "
        f"alinea link --library {file}\n"
    )
    for question in (("due",), ("who", "secretary-general"), ("series", "61/70"), ("stats",)):
        code, _, told = run(*question)
        assert code == 0 and told.startswith(said), question
    for question in (("search", "espace"), ("show", "61/70"), ("list",), ("cites", "61/70")):
        assert "not linked" not in run(*question)[2], question
    code, out, told = run("link")
    assert (code, told) == (0, "") and out.startswith("linked: ")
    assert "not linked" not in run("due")[2]
    assert run("link")[1].startswith("nothing new to link: ")


def test_what_another_version_linked_is_not_answered_from(run: Run, file: Path, series: Path) -> None:
    run("add", series)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE linking SET value = '0.0/0' WHERE name = 'rules'")
    code, out, told = run("due")
    assert (code, out) == (1, "") and told.endswith(f"alinea link --library {file}\n")
    assert run("show", "61/70")[0] == 0
    assert run("serve", "--port", "0")[0] == 1
    assert run("link")[0] == 0
    assert run("due")[0] == 0


def test_tables_of_an_older_version_are_brought_up_to_date_by_the_same_command(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = opening.migrations()
    with monkeypatch.context() as patched:
        patched.setattr(opening, "migrations", lambda: known[:1])
        Library.open(file, create=True).close()
    code, out, told = run("list")
    assert (code, out) == (1, "")
    assert told == (
        f"alinea: {file}: written by an older version of Alinéa; bring it up to date: "
        f"alinea link --library {file}\n"
    )
    assert run("link")[0] == 0
    assert run("list")[0] == 0 and run("due")[0] == 0


def test_interrupted_while_it_links_it_says_what_is_left(
    run: Run, file: Path, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(relinking, "_work_on_some", stop)
        code, _, told = run("add", series)
        assert code == 130 and "the same command goes on from there" in told + _
        code, _, told = run("link")
        assert code == 130 and "2 texts not linked yet" in told
    assert "2 texts not linked yet" in run("due")[2]
    assert run("add", series)[0] == 0
    assert "not linked" not in run("due")[2]


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
def test_progress_is_shown_on_a_terminal_and_nowhere_else(file: Path, tmp_path: Path) -> None:
    import pty

    write(tmp_path / "texts", *range(1, 12))
    command = [sys.executable, "-m", "alinea", "add", str(tmp_path / "texts"), "--library", str(file)]
    english = {**os.environ, "LC_ALL": "en_GB.UTF-8", "TERM": "xterm", "COLUMNS": "100"}
    piped = subprocess.run(command, capture_output=True, text=True, check=True, env=english)
    assert piped.stderr == ""
    file.unlink()
    master, slave = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, env=english):
        os.close(slave)
        shown = b""
        try:
            while came := os.read(master, 65536):
                shown += came
        except OSError:  # the terminal is closed
            pass
    os.close(master)
    assert b"Adding" in shown and b"Linking" in shown


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent as POSIX sends them")
def test_an_interrupt_while_it_links_leaves_a_library_that_goes_on(
    run: Run, file: Path, tmp_path: Path
) -> None:
    write(tmp_path / "texts", *range(1, 60))
    script = (
        "import sys, time; from alinea.library import relinking; from alinea.cli.app import main\n"
        "relinking.STEP, work = 5, relinking._work_on_some\n"
        "def slow(*given):\n    print('linking', flush=True)\n    time.sleep(0.2)\n    return work(*given)\n"
        "relinking._work_on_some = slow\nmain()"
    )
    command = [
        *(sys.executable, "-c", script),
        *("add", str(tmp_path / "texts"), "--library", str(file), "--jobs", "1"),
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "linking\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    with Library.open(file) as library:
        assert library.size() == 59
        assert left(library) > 0
    code, out, told = run("add", tmp_path / "texts")
    assert code == 0 and "59 unchanged" in out and told == ""
    with Library.open(file) as library:
        assert left(library) == 0
