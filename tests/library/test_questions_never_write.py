"""Questions never write: not to the library, nor beside it, and they need no right to."""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from resolutions import Ran
from small_texts import FIRST, SECOND

from alinea.cli.app import COMMANDS
from alinea.library.adding import Asked, add
from alinea.library.likeness import teach
from alinea.public import Library as PublicLibrary
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store import opening
from alinea.store.faults import LibraryError
from alinea.store.library import Library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TODAY = datetime.date(2026, 11, 21)

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("due",),
    ("due", "--session", "76", "--json"),
    ("who", "Secretary-General"),
    ("calendar", "--json"),
    ("calendar", "--ics", "OUT/a.ics"),
    ("cites", "75/28"),
    ("explain", "75/28#op_6"),
    ("cited-by", "60/209"),
    ("series", "62/80"),
    ("relations", "75/28"),
    ("stats",),
    ("graph", "--json", "OUT/graph.json"),
    ("graph", "75/28", "--svg", "OUT/graph.svg"),
    ("search", "paix"),
    ("like", "75/28#op_6"),
    ("ask", "what does 75/28 ask of the Secretary-General?"),
    ("show", "75/28"),
    ("show", "75/28/6", "--json"),
    ("list",),
    ("subjects",),
    ("export", "OUT/tables", "--to", "csv"),
    ("compare", "62/27", "75/28"),
    ("compare", "--series", "62/80"),
    ("draft", "75/28", "--session", "77", "--to", "text"),
    ("lint", "SAMPLE", "--select", "AL2,AL4"),
    ("cycle", "--from", "2021-01"),
    ("forecast", "--from", "2021-01"),
    ("inventory",),
    ("register", "observances"),
    ("news", "--since", "2007-01-01"),
    ("check",),
    ("backup", "OUT/copy.sqlite"),
)
WRITERS = {"add", "remove", "link", "restore"}
APART = {"read", "schema", "openapi", "serve", "case", "desk", "fetch", "watch", "bulk", "man", "mcp"}
"""Commands that write, and those that ask no library or write to the desk's own file; what is served is asked below."""

PAGES = (
    "/",
    "/due",
    "/due.csv?status=all",
    "/due.json",
    "/calendar?year=2026",
    "/calendar.ics",
    "/actor",
    "/actor/secretary-general",
    "/search?q=paix",
    "/search.json?q=paix",
    "/resolution/A/RES/75/28",
    "/download/json/A/RES/75/28",
    "/source/A/RES/75/28",
    "/original/A/RES/75/28",
    "/map/A/RES/75/28",
    "/compare",
    "/compare/A/RES/62/27...A/RES/75/28",
    "/series/A/RES/62/80",
    "/draft/A/RES/75/28",
    "/add",
    "/about",
)
API = (
    "resolutions",
    "resolutions/75/28",
    "paragraphs/75/28/op_6",
    "search?q=paix",
    "commitments?status=all",
    "facets",
    "actors",
    "actors/secretary-general",
    "citations/75/28",
    "cited-by/60/209",
    "neighbourhood/75/28",
    "series/62/80",
    "compare?before=62/27&after=75/28",
    "drafts/75/28?session=77",
    "stats",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library of the samples."""
    path = tmp_path_factory.mktemp("made") / "library.sqlite"
    texts = [Asked(str(each)) for each in sorted(SAMPLES.glob("*.txt"))]
    texts += [Asked(name, text.encode()) for name, text in (("first.txt", FIRST), ("second.txt", SECOND))]
    with Library.open(path, create=True) as library:
        add(library, texts, lambda _: None, processes=1)
        teach(library)
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """A copy of it, alone in a folder."""
    (tmp_path / "shelf").mkdir()
    return Path(shutil.copy(made, tmp_path / "shelf" / "library.sqlite"))


def folder(file: Path) -> dict[str, tuple[bytes, int]]:
    """Return what lies in the folder of a library: names, bytes, times of change; that of the folder, too."""
    found = {
        each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in sorted(file.parent.iterdir())
    }
    return {**found, ".": (b"", file.parent.stat().st_mtime_ns)}


def typed(question: Sequence[str], out: Path) -> list[str]:
    sample = str(SAMPLES / "A-RES-75-28.fr.txt")
    return [each.replace("OUT", str(out)).replace("SAMPLE", sample) for each in question]


def test_every_command_is_asked_or_writes() -> None:
    asked = {question[0] for question in QUESTIONS}
    every = {name for names in COMMANDS.values() for name in names}
    assert every == asked | WRITERS | APART, "name the command here: is it a question, or does it write?"


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_command_leaves_everything_as_it_is(
    run: Callable[..., Ran], file: Path, tmp_path: Path, question: Sequence[str]
) -> None:
    before = folder(file)
    code, _, told = run(*typed(question, tmp_path))
    assert code == 0, told
    assert folder(file) == before


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_served_leaves_everything_as_it_is(file: Path, read_only: bool) -> None:
    before = folder(file)
    desk = ServedLibrary(file, today=lambda: TODAY, read_only=read_only)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        for place in (*PAGES, *(f"/api/v1/{each.replace('#', '%23')}" for each in API)):
            answer = client.get(place)
            expected = (403,) if read_only and place == "/add" else (200,)
            assert answer.status_code in expected, place
            assert folder(file) == before, place
    assert folder(file) == before


def test_python_leaves_everything_as_it_is(file: Path) -> None:
    before = folder(file)
    with PublicLibrary(file, as_of=TODAY) as library:
        assert library.due() and library.who("Secretary-General") and library.search("paix")
        assert library.show("75/28") and library.series("62/80") and library.cites("75/28")
        assert library.calendar() and len(library) == 6
        assert folder(file) == before


SCRIPT = """
import json, sys
from pathlib import Path
from alinea.cli.app import command
try:
    (Path(sys.argv[1]).parent / "probe").touch()
    print(json.dumps("writable"))
except OSError:
    print(json.dumps([command([*question, "--library", sys.argv[1]]) for question in json.load(sys.stdin)]))
"""

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # linux/prctl.h, linux/capability.h


def without_privilege() -> None:
    """Have root heed the modes of files, as everyone else must."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def codes(file: Path, out: Path, questions: Sequence[Sequence[str]] = QUESTIONS) -> tuple[list[int], str]:
    """Ask questions of a library that cannot be written, in a folder that cannot, and return their exit codes."""
    before = folder(file)
    modes = {path: path.stat().st_mode for path in (*file.parent.iterdir(), file.parent)}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(file)],
            input=json.dumps([typed(each, out) for each in questions]),
            capture_output=True,
            text=True,
            preexec_fn=without_privilege,
            check=False,
        )
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert done.stdout, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    if told == "writable":
        pytest.skip("this user may write to any folder")
    assert folder(file) == before
    return list(told), done.stderr


pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs modes of files")


def test_a_file_that_cannot_be_written_answers_every_question(file: Path, tmp_path: Path) -> None:
    found, told = codes(file, tmp_path)
    assert found == [0] * len(QUESTIONS), told


def test_a_file_whose_writer_was_killed_answers_too(file: Path, tmp_path: Path) -> None:
    """It has a log, with what was written last in it, and nobody may take it away."""
    writer = (
        "import sys, os; from alinea.store.library import Library; from alinea.library.reading import Indexer\n"
        "library = Library.open(sys.argv[1], write=True)\n"
        "with library.shelves(Indexer()) as shelves: shelves.remove_work('A/RES/75/28')\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", writer, str(file)], check=True)
    assert Path(f"{file}-wal").stat().st_size
    found, told = codes(file, tmp_path, [("list",), ("show", "62/27"), ("show", "75/28"), ("due",)])
    assert found == [0, 0, 1, 0]
    assert "1 text not linked yet" in told or "texts not linked yet" in told
    with Library.open(file, write=True):
        pass
    assert sorted(each.name for each in file.parent.iterdir()) == ["library.sqlite"]


def test_a_file_of_a_former_version_answers_where_nothing_can_be_made_beside_it(
    file: Path, tmp_path: Path
) -> None:
    """Libraries once kept their log setting for good."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert [each.name for each in file.parent.iterdir()] == ["library.sqlite"]
    found, told = codes(file, tmp_path)
    assert found == [0] * len(QUESTIONS), told


@pytest.fixture
def still(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library that is read as one that does not change."""
    monkeypatch.setattr(opening, "to_read", lambda path, patience: opening._still(path))
    with Library.open(file) as library:
        yield library


def test_a_writer_that_comes_to_a_file_taken_to_stay_is_noticed(still: Library) -> None:
    def write() -> None:
        with closing(sqlite3.connect(still.path, isolation_level=None)) as connection:
            connection.execute("DELETE FROM works WHERE name = 'A/RES/62/27'")

    assert still.size() == 6
    with pytest.raises(LibraryError) as told, still.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM works").scalar()
        write()
    assert told.value.code == "locked"
    assert still.size() == 5
