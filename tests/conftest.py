"""What several tests need: the development corpora, where they stand beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A machine with much else to do takes long for one example: that says nothing of the product.
settings.register_profile("alinea", deadline=None)
settings.load_profile("alinea")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The four sample resolutions that the project ships."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development corpora; the test is skipped where they are absent."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("the development corpora (../shared) are not here")
    return path
