"""A desk for each test: in a file, and in PostgreSQL where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_cases import Run

from alinea.cli.app import command
from alinea.desk.casework import Desk

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version, outside the path."""


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is, None where it is not installed."""
    kept = sorted(DEBIAN.glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else shutil.which(name)


class Server:
    """A server of PostgreSQL, on a free port and as a user of its own."""

    def __init__(self, folder: Path, postgres: str, user: dict[str, Any]) -> None:
        self.folder, self.postgres, self.user = folder, postgres, user
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"postgresql+psycopg://desk@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            places = ("-D", self.folder / "data", "-k", self.folder)
            self.process = subprocess.Popen(
                [self.postgres, *places, "-p", str(self.port), "-h", "127.0.0.1", "-F"],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self.user,
            )
        _ready(self.address, self.process, self.folder / "log")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server of PostgreSQL that is stopped at the end."""
    with served() as made:
        yield made.address


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server of PostgreSQL that a test may stop and start."""
    with served() as made:
        yield made


@contextmanager
def served() -> Iterator[Server]:
    """Give a server of PostgreSQL, empty, where that is installed."""
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        if os.environ.get("ALINEA_TESTS_NEED_ALL"):
            pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="alinea-postgresql-"))
    # The server refuses to run as root.
    user: dict[str, Any] = (
        {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    )
    if user:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"
    subprocess.run(
        [initdb, "-D", data, "-U", "desk", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C"],
        check=True,
        capture_output=True,
        cwd=folder,
        **user,
    )
    made = Server(folder, postgres, user)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import time

    from sqlalchemy import create_engine
    from sqlalchemy.exc import OperationalError

    engine = create_engine(f"{address}/postgres")
    for _ in range(300):
        try:
            with engine.connect():
                engine.dispose()
                return
        except OperationalError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def database(server: str) -> str:
    """The address of an empty database of PostgreSQL: one for all tests, emptied, as making one takes longer."""
    from sqlalchemy import create_engine

    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return f"{server}/postgres"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a desk is to be made, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.sqlite")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def desk(where: str) -> Iterator[Desk]:
    """An empty desk, in each kind of database."""
    with Desk.open(where, create=True) as desk:
        yield desk


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command over a library and a desk of its own; return its exit code, what it printed, and what it told."""
    monkeypatch.setenv("ALINEA_LIBRARY", str(tmp_path / "library.sqlite"))
    monkeypatch.delenv("ALINEA_DESK", raising=False)
    monkeypatch.setenv("ALINEA_ACTOR", "Ana Diallo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1214870400")  # 1 July 2008
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run_(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = command([str(each) for each in arguments])
        out, told = capfd.readouterr()
        return code, out, told

    return run_
