"""Processes cut short or reading beside one another: a copy, a restoring, questions while texts are added."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from resolutions import write

from alinea.library.adding import Asked, add
from alinea.library.reading import Indexer, Job, read_one
from alinea.library.search import Question, ask
from alinea.store import maintenance
from alinea.store.library import Library
from alinea.store.maintenance import check

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that part")

HELD, COPIED = 3, 12  # resolutions of the library that is replaced, and of the one that is copied


class Fatal(sqlite3.Connection):
    """A connection that copies few pages at a time, and whose process is killed once few enough are left."""

    share = 0.0

    def backup(self, target: sqlite3.Connection, **_: Any) -> None:
        def kill(_state: int, left: int, whole: int) -> None:
            if left <= self.share * whole:
                os.kill(os.getpid(), signal.SIGKILL)

        super().backup(target, pages=2, progress=kill, sleep=0)


def filled(file: Path, folder: Path, count: int) -> Path:
    """A library of so many resolutions."""
    with Library.open(file, create=True) as library:
        add(library, [Asked(str(path)) for path in write(folder, *range(1, count + 1))], lambda _: None)
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two libraries: the one that is there before, and the one that is copied."""
    folder = tmp_path_factory.mktemp("made")
    return filled(folder / "small.sqlite", folder / "few", HELD), filled(
        folder / "large.sqlite", folder / "many", COPIED
    )


def parted(work: Callable[[int], None]) -> tuple[int, int]:
    """Do something in another process; return its number, and where it tells of its progress."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(here)
            work(there)
            code = 0
        finally:
            os._exit(code)
    os.close(there)
    return child, here


def killed(share: float, work: Callable[[], object]) -> bool:
    """Do something in another process, killed once so much of a copy is left; False where it ended."""

    def copy(_out: int) -> None:
        def connection(path: Path) -> sqlite3.Connection:
            address = f"{path.absolute().as_uri()}?mode=ro"
            return sqlite3.connect(address, uri=True, isolation_level=None, factory=Fatal)

        Fatal.share = share
        setattr(maintenance, "to_read", connection)  # noqa: B010 - a name that the module imports
        work()

    child, here = parted(copy)
    os.close(here)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def whole(file: Path) -> int:
    """Return how many resolutions a library has, in which nothing is wrong."""
    with Library.open(file) as library:
        assert [fault for fault in check(library, Indexer()) if fault] == []
        return library.size()


@pytest.mark.parametrize("left", [0.95, 0.5, 0.05])
def test_a_copy_cut_short_leaves_the_library_and_the_former_copy(
    made: tuple[Path, Path], tmp_path: Path, left: float
) -> None:
    small, large = made
    copy = Path(shutil.copy(small, tmp_path / "copy.sqlite"))
    assert killed(left, lambda: maintenance.backup(large, copy)), "it had ended before"
    assert (whole(large), whole(copy)) == (COPIED, HELD)
    maintenance.backup(large, copy)
    assert whole(copy) == COPIED


@pytest.mark.parametrize("left", [0.95, 0.5, 0.05])
def test_a_restoring_cut_short_leaves_the_library_as_it_was(
    made: tuple[Path, Path], file: Path, left: float
) -> None:
    small, large = made
    shutil.copy(small, file)
    before = large.read_bytes()
    assert killed(left, lambda: maintenance.restore(file, large)), "it had ended before"
    assert whole(file) == HELD
    assert large.read_bytes() == before
    maintenance.restore(file, large)
    assert whole(file) == COPIED


@pytest.fixture
def adding(file: Path, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """A process that adds forty texts to a library of one, each in a transaction of its own and told of."""
    from alinea.library import adding

    paths = write(tmp_path / "texts", *range(1, 42))
    assert read_one(
        Job(str(paths[0]), 1), "auto"
    ).cards  # what is loaded once is loaded before processes part
    with Library.open(file, create=True) as library:
        add(library, [Asked(str(paths[0]))], lambda _: None)

    def point(out: int) -> None:
        os.write(out, b".")

    def work(out: int) -> None:
        adding._SECONDS = 0.0
        with Library.open(file, write=True) as library:
            add(library, [Asked(str(path)) for path in paths], lambda _: point(out))

    child, here = parted(work)
    yield child, here
    os.close(here)


def test_questions_while_another_process_adds(file: Path, adding: tuple[int, int]) -> None:
    child, here = adding
    question = ask(Question('"de désarmer"', limit=100))
    told, sizes, found = 0, [1], [1]
    with Library.open(file, patience=1) as library:
        while came := os.read(here, 1):
            told += len(came)
            sizes.append(library.size())
            found.append(len(library.search(question).hits))
            assert sizes[-1] >= told, "what was reported is not there"
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert sizes == sorted(sizes) and found == sorted(found)
    assert len({size for size in sizes if 1 < size < 41}) > 5, "it was not asked while texts were added"
    assert (told, sizes[-1], found[-1], whole(file)) == (41, 41, 41, 41)
