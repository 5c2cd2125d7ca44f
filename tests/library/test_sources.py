"""What the library keeps of the inputs that were added."""

from __future__ import annotations

import datetime
from pathlib import Path

from resolutions import text, write

from alinea.library.adding import Asked, add
from alinea.store.library import Library
from alinea.store.values import Source

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)


def added(file: Path, asked: Asked) -> tuple[Library, Source]:
    """Add one text; return the library, open, and what it says of the input."""
    library = Library.open(file, create=True)
    add(library, [asked], lambda _: None, now=NOW)
    (held,) = library.held()
    found = library.source(held.sha256)
    assert found is not None
    return library, found


def test_a_place_of_a_finding_is_in_the_text_that_is_kept(file: Path, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "texts", 1)
    library, source = added(file, Asked(str(path)))
    with library:
        record = library.record("A/RES/62/1")
    assert record is not None and source.text is not None
    (cited,) = record.preamble[0].citations
    assert source.text[cited.span[0] : cited.span[1]] == cited.text
    assert source.added_at == "2026-11-21T12:00:00+00:00"
    assert source.text == text(1)


def test_bytes_that_are_in_a_file_are_not_kept_but_its_place_is(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "62-1.txt"
    data = text(1).encode("utf-16")
    path.write_bytes(data)
    library, source = added(file, Asked(str(path)))
    library.close()
    assert source.data is None and source.paths == (str(path),)


def test_bytes_that_are_in_no_file_are_kept(file: Path) -> None:
    data = text(1).encode("utf-16")
    library, source = added(file, Asked("sent.txt", data))
    library.close()
    assert source.paths == () and source.data == data
