"""A text that takes too long or too much memory ends with one line, and those beside it are read."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from resolutions import Ran, write

from alinea import pipeline
from alinea.library import confined
from alinea.model.record import Record
from alinea.model.text import Text

Run = Callable[..., Ran]

resolutions = pipeline._resolutions

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the system has no bound of this kind")


def hostile(text: Text, language: str) -> Iterator[Record]:
    """What stands in for reading: one text never comes to an end, one takes all the memory there is."""
    if "endless" in text.source.path:
        try:
            while True:
                pass
        except Exception:  # what takes everything for a fault of the text: it is told again
            while True:
                pass
    if "boundless" in text.source.path:
        held = bytearray(1 << 31)
        del held
    yield from resolutions(text, language)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "_resolutions", hostile)
    monkeypatch.setattr(confined, "SECONDS", 1.5)
    monkeypatch.setattr(confined, "SECONDS_A_MEGABYTE", 0.0)
    monkeypatch.setattr(confined, "MEMORY", 1 << 29)
    monkeypatch.setattr(confined, "_AGAIN", 0.01)
    folder = tmp_path / "texts"
    write(folder, 1, 2)
    return folder


@LINUX
@pytest.mark.parametrize(("name", "words"), [("boundless", "too much memory"), ("endless", "too long")])
@pytest.mark.parametrize("arguments", [["add"], ["read"]])
def test_one_text_is_refused_and_the_others_are_read(
    run: Run, folder: Path, name: str, words: str, arguments: list[str]
) -> None:
    first = next(folder.iterdir())
    (folder / f"0-{name}.txt").write_bytes(first.read_bytes())
    handler = signal.getsignal(signal.SIGPROF)
    code, out, told = run(*arguments, folder)
    assert code == 1 and told.count("\n") == 1 and words in told and f"0-{name}.txt" in told
    assert ("2 new" if arguments == ["add"] else "A/RES/62/2") in out
    assert signal.getsignal(signal.SIGPROF) is handler
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
