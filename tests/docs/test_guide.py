"""The guide tells the truth: what it has one type is done, in order, from the samples alone."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from alinea.cli.app import command

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = ("serve",)  # which ends with the person who asked for it
FINDS = ("lint",)  # gives 1 where it finds something, and a draft has points to settle


def typed() -> list[list[str]]:
    """The command lines of the guide, without what a shell makes of them and what is said of them."""
    blocks = re.findall(
        r"^```console\n(.*?)^```", (ROOT / "docs/guide.fr.md").read_text("utf-8"), re.M | re.S
    )
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ alinea ")]
    return [shlex.split(re.split(r"\s+[#>] ?", line)[0].removeprefix("$ alinea ")) for line in lines]


def test_each_command_of_the_guide_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALINEA_LIBRARY", str(tmp_path / "library.sqlite"))
    monkeypatch.setenv("ALINEA_ACTOR", "Ana Diallo")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    lines = [each for each in typed() if each[0] not in NOT_RUN]
    assert len(lines) > 25
    for line in lines:
        code = command(line)
        out, err = capfd.readouterr()
        assert code == 0 or (code == 1 and line[0] in FINDS), (line, err)
        assert out or err, line
        assert "There" not in err, line  # what is told is in the language of the system
