"""The command line, with a library for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from resolutions import Ran

from alinea.cli.app import command

Run = Callable[..., Ran]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "library.sqlite"


@pytest.fixture
def run(file: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command and return its exit code, what it printed, and what it told."""
    monkeypatch.setenv("ALINEA_LIBRARY", str(file))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run_(*arguments: object) -> Ran:
        capfd.readouterr()
        code = command([str(each) for each in arguments])
        out, told = capfd.readouterr()
        return code, out, told

    return run_
