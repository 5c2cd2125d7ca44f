"""The API over a library of the four samples."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.library.likeness import teach
from alinea.server.api.app import build
from alinea.store.library import Library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library of the four samples, linked; nobody writes to it."""
    path = tmp_path_factory.mktemp("api") / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(SAMPLES.glob("*.txt"))]
        add(library, texts, lambda outcome: None, processes=1)
        teach(library)
    return path


@pytest.fixture(scope="session")
def app(sampled: Path) -> Iterator[FastAPI]:
    """The API over that library."""
    made = build(sampled, lambda: TODAY)
    yield made
    made.state.served.close()


@pytest.fixture
def api(app: FastAPI) -> TestClient:
    """What asks it."""
    return TestClient(app, base_url="http://localhost/api/v1/", raise_server_exceptions=True)


@pytest.fixture
def own(sampled: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return Path(shutil.copy(sampled, tmp_path / "library.sqlite"))
