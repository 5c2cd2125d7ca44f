"""The pages over a library of the four samples, as a browser on this machine asks for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library of the four samples, linked."""
    path = tmp_path_factory.mktemp("web") / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(SAMPLES.iterdir()) if each.suffix == ".txt"]
        add(library, texts, lambda outcome: None, processes=1)
    return path


@pytest.fixture(scope="session")
def desk(library_file: Path) -> Iterator[ServedLibrary]:
    """The desk of that library, which nobody changes."""
    made = ServedLibrary(library_file, today=lambda: TODAY, read_only=True)
    yield made
    made.close()


@pytest.fixture(scope="session")
def app(desk: ServedLibrary) -> FastAPI:
    """What serves it: put together once, as that takes longer than most tests."""
    return build(desk)


@pytest.fixture
def client(app: FastAPI, library_file: Path, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    """A browser on this machine, which was nowhere before.

    Pages are remembered: a test that puts something in the place of what makes them has a server of its own.
    """
    own = None
    if "monkeypatch" in request.fixturenames:
        own = ServedLibrary(library_file, today=lambda: TODAY, read_only=True)
    made = build(own) if own else app
    yield TestClient(made, base_url="http://localhost:8420", raise_server_exceptions=False)
    if own:
        own.close()
