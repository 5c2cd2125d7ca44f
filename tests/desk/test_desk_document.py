"""The stories of docs/desk.md, run as they stand: each command prints what the document says that it prints."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alinea.cli.app import command

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "desk.md"

DRAWN = re.compile(r"\b[0-9a-f]{64}\b|(?<=/invitation/)[\w-]{43}")
"""A hash, which changes with every reading of the text, or what is drawn at random: the document shows them as ``…``."""


def stories() -> list[str]:
    """The console blocks of the document that show what is printed."""
    found = re.findall(r"^```console\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    return [each for each in found if re.search(r"^[^$]", each, re.M)]


def steps(story: str) -> list[tuple[str, str]]:
    """Each command of a story, and what is printed after it; a command goes on after a backslash."""
    found: list[tuple[str, str]] = []
    for line in story.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found[-1][0].endswith("\\"):
            found[-1] = found[-1][0][:-1] + line.lstrip(), ""
        else:
            found[-1] = found[-1][0], f"{found[-1][1]}{line}\n"
    return found


def printed(typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command as a shell would, and return what it prints and tells, in that order of time."""
    typed = typed.split("  #")[0].strip()
    if typed.startswith("export "):
        read = re.sub(
            r"\$\(cat (\S+)\)", lambda found: Path(found[1]).read_text(encoding="utf-8").strip(), typed
        )
        for each in shlex.split(read)[1:]:
            monkeypatch.setenv(*each.split("=", 1))
        return ""
    if not typed.startswith("alinea "):
        ran = subprocess.run(["sh", "-c", typed], capture_output=True, text=True, check=True)
        return ran.stdout
    typed, _, into = typed.partition(" > ")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with monkeypatch.context() as patched, Path(into or os.devnull).open("w", encoding="utf-8") as file:
        patched.setattr(sys, "stdout", file if into else out)
        patched.setattr(sys, "stderr", out)
        command(shlex.split(typed)[1:])
    data = out.detach()
    assert isinstance(data, io.BytesIO)
    return DRAWN.sub("…", data.getvalue().decode())


@pytest.fixture
def story_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, in which a story is told."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("ALINEA_DESK", "ALINEA_LIBRARY", "ALINEA_ACTOR", "ALINEA_TOKEN", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("story", stories(), ids=lambda story: re.sub(r"\W+", "-", story[:40]))
def test_a_story_is_as_the_document_tells_it(
    story: str, story_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert story_folder.is_dir()
    for typed, told in steps(story):
        assert printed(typed, monkeypatch) == told, typed
