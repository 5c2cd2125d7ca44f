"""What docs/library.md says of itself runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from resolutions import Ran, write

from alinea.presenting.hits import COLUMNS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def test_the_python_example_runs(
    run: Callable[..., Ran],
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path / "texts", 27)
    run("add", tmp_path / "texts")
    monkeypatch.chdir(file.parent)
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    names: dict[str, object] = {}
    exec(compile(example, DOCUMENT.name, "exec"), names)
    assert capfd.readouterr().out == "A/RES/62/27 ('fr',) Désarmement général\n"
    assert names["english"] is None


def test_the_commands_of_the_beginning_do_what_they_say(run: Callable[..., Ran], tmp_path: Path) -> None:
    write(tmp_path / "texts", 1, title="Zone exempte d'armes nucléaires en Asie centrale")
    assert run("add", tmp_path / "texts")[0] == 0
    for typed in ('"Asie centrale"', "zones exempt*", "mercure|asie", "asie -guerre", "61/62", "l'arme"):
        assert run("search", typed)[2] == "", typed
    assert "address" in COLUMNS
