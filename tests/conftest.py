"""What several tests need: the development corpora, where they stand beside the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# A machine with much else to do takes long for one example: that says nothing of the product.
settings.register_profile("alinea", deadline=None)
settings.load_profile("alinea")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are kept by the least that argon2id can be asked for; as for people, each takes a tenth of a second."""
    if find_spec("argon2") is None:
        yield
        return
    import argon2

    from alinea.desk import access

    quick = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "_hasher", lambda: quick)
        yield


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


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """LibreOffice, which writes files in another form beside them; a profile is set up once, which takes seconds.

    The test is skipped where it is not installed, unless all are needed.
    """
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("ALINEA_TESTS_NEED_ALL"), "soffice is not installed"
        pytest.skip("LibreOffice (soffice) is not installed")
    command = [program, f"-env:UserInstallation=file://{tmp_path_factory.mktemp('office')}", "--headless"]

    def written(form: str, *files: Path) -> None:
        given = [*command, "--convert-to", form, "--outdir", str(files[0].parent), *map(str, files)]
        subprocess.run(given, check=True, capture_output=True, timeout=100)

    return written
