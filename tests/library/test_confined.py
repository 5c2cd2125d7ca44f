"""Reading in a process of its own: what comes of good texts, and of those made to do harm."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from resolutions import text

from alinea import pipeline
from alinea.library import confined
from alinea.library.confined import BusyError, lint_confined, read_confined
from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen
from alinea.model.problems import UnreadableError

MEGABYTE = 1 << 20


def refused(data: bytes, name: str = "given.txt", **bounds: float | int) -> str:
    with pytest.raises(UnreadableError) as raised:
        read_confined(data, name, **bounds)  # type: ignore[arg-type]
    return raised.value.code


def test_a_text_is_read_as_it_is_in_this_process(samples: Path) -> None:
    data = (samples / "A-RES-75-28.fr.txt").read_bytes()
    assert read_confined(data, "75-28.txt") == list(pipeline.read_bytes(data, "75-28.txt"))


def test_the_language_asked_for_is_read() -> None:
    with pytest.raises(UnreadableError):
        read_confined(b"hello", "x.txt", "en")
    assert read_confined(text(1).encode(), "x.txt", "fr")[0].language == "fr"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"hello", "no-resolution"), (b"\x00\x01\x02" * 99, "binary")]
)
def test_what_cannot_be_read_is_told_as_elsewhere(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_name_is_only_a_name(tmp_path: Path) -> None:
    for name in ("/etc/passwd", "-", "a\x00b\udcff"):
        assert read_confined(text(1).encode(), name)[0].symbol == "A/RES/62/1"


def test_a_text_that_takes_too_long_is_given_up_and_its_process_ended() -> None:
    long = text(1).encode() * 8000  # two minutes of reading
    begun = time.monotonic()
    assert refused(long, seconds=1.5) == "too-slow"
    assert time.monotonic() - begun < 10


def test_a_text_that_takes_too_much_memory_is_given_up() -> None:
    assert refused(text(1).encode() * 20_000, memory=90 * MEGABYTE) == "too-much-memory"


def test_a_container_that_unpacks_beyond_measure_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("word/document.xml", b" " * 90 * MEGABYTE)
    assert refused(packed.getvalue(), "bomb.docx") in ("zip-bomb", "damaged", "unsupported-format")


def test_entities_that_fill_the_memory_are_not_put_in() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE akomaNtoso [<!ENTITY e0 "ha">{levels}]><akomaNtoso>&e9;</akomaNtoso>'
    )
    assert refused(bomb.encode(), "bomb.xml") in ("entity-expansion", "empty")


@pytest.mark.parametrize(
    ("code", "told"), [(-11, "reader-died"), (-9, "reader-died"), (1, "reader-died"), (71, "too-much-memory")]
)
def test_a_process_that_dies_is_told_of(code: int, told: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        confined._result(io.BytesIO(), code)
    assert raised.value.code == told


def test_one_that_finds_no_place_is_asked_to_come_again() -> None:
    places = confined._places()
    taken = 0
    try:
        while places.acquire(blocking=False):
            taken += 1
        with pytest.raises(BusyError):
            read_confined(text(1).encode(), "x.txt", seconds=0.05)
    finally:
        for _ in range(taken):
            places.release()
    assert read_confined(text(1).encode(), "x.txt")


def test_drafts_are_looked_at_as_in_this_process(samples: Path) -> None:
    data, which = (samples / "A-RES-75-28.fr.txt").read_bytes(), chosen()
    assert lint_confined(data, "x.txt", which) == list(lint_bytes(data, "x.txt", which))
    with pytest.raises(UnreadableError):
        lint_confined(b"hello", "x.txt", which)
