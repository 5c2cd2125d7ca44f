"""Checking, copying and restoring the library, and what the UN publish beside the texts."""

from __future__ import annotations

import datetime
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from shelf_records import INDEXING, keep, lead, paragraph, record

from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.maintenance import backup, check, restore
from alinea.store.rows import pack
from alinea.store.values import Metadata


@pytest.fixture
def filled(library: Library) -> Library:
    for place in range(30):
        keep(
            library,
            record(f"A/RES/62/{place}", operative=["Demande aux États de désarmer"] * 20),
            path=f"/{place}",
        )
    return library


def faults(library: Library) -> set[str]:
    return {fault.code for fault in check(library, INDEXING) if fault}


def change(library: Library, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(statement, values)


def other(library: Library) -> None:
    packed, digest = pack(record("A/RES/62/0", title="Autre"))
    change(library, "UPDATE records SET json = ?, sha256 = ? WHERE version_id = 1", packed, digest)


def misplaced(library: Library) -> None:
    text = "Demande aux États"
    wrong = paragraph("op_1", text, "1", lead=lead(text, "Demande", "request")).model_dump()
    wrong["lead"]["text"] = "Prie"
    keep(
        library,
        record("A/RES/63/1").model_copy(update={"operative": (type(record().operative[0])(**wrong),)}),
    )


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        ("record", lambda it: change(it, "UPDATE records SET sha256 = x'00' WHERE version_id = 1")),
        ("record", lambda it: change(it, "UPDATE records SET json = x'00' WHERE version_id = 1")),
        ("record", lambda it: change(it, "DELETE FROM records WHERE version_id = 1")),
        ("passages", other),
        ("spans", misplaced),
        (
            "passages",
            lambda it: change(
                it, "UPDATE passages SET number = '9' WHERE address = 'op_1' AND version_id = 2"
            ),
        ),
        (
            "index",
            lambda it: change(it, "INSERT INTO passage_index (rowid, text, facets) VALUES (99, 'a', 'b')"),
        ),
        ("index", lambda it: change(it, "UPDATE words SET uses = 7 WHERE word = 'desarmer'")),
        ("links", lambda it: change(it, "UPDATE files SET source_id = 999 WHERE path = '/3'")),
        ("choice", lambda it: change(it, "UPDATE versions SET principal = 0 WHERE id = 3")),
        ("choice", lambda it: change(it, "INSERT INTO works (name) VALUES ('A/RES/1')")),
    ],
)
def test_what_is_wrong_is_found(filled: Library, code: str, harm: Callable[[Library], None]) -> None:
    assert faults(filled) == set()
    harm(filled)
    assert code in faults(filled)


def damage(path: Path) -> None:
    """Overwrite the middle of a file, as a bad disk does."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = b"\x07" * 40_000
    path.write_bytes(data)


def test_a_damaged_file_is_found(filled: Library) -> None:
    filled.close()
    damage(filled.path)
    try:
        with Library.open(filled.path) as opened:
            assert faults(opened)
    except LibraryError as error:
        assert error.code == "damaged"


def test_a_copy_is_the_library(filled: Library, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.sqlite"
    backup(filled.path, target)
    assert [each.name for each in target.parent.iterdir()] == ["copy.sqlite"]
    with Library.open(target) as copy:
        assert copy.works() == filled.works() and faults(copy) == set()
    keep(filled, record("A/RES/63/1"))
    backup(filled.path, target)
    with Library.open(target) as copy:
        assert len(copy.works()) == 31


def test_a_copy_is_made_while_another_writes(filled: Library, tmp_path: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with filled.shelves(INDEXING) as shelves:
            shelves.remove_file("/0")
            begun.set()
            done.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    try:
        backup(filled.path, tmp_path / "copy.sqlite")
    finally:
        done.set()
        writer.join()
    with Library.open(tmp_path / "copy.sqlite") as copy:
        assert len(copy.works()) == 30
    assert len(filled.works()) == 29


def test_a_copy_overwrites_nothing_but_a_copy(filled: Library, tmp_path: Path) -> None:
    text = tmp_path / "thesis.txt"
    text.write_text("years of work")
    for target in (text, filled.path):
        with pytest.raises(LibraryError) as told:
            backup(filled.path, target)
        assert told.value.code == "foreign"
    assert text.read_text() == "years of work"
    with pytest.raises(LibraryError) as told:
        backup(tmp_path / "absent.sqlite", tmp_path / "copy.sqlite")
    assert told.value.code == "absent"


def test_a_copy_is_restored_while_others_have_the_library_open(filled: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled.path, copy)
    with filled.shelves(INDEXING) as shelves:
        shelves.remove_file("/0")
    assert restore(filled.path, copy) is None
    assert len(filled.works()) == 30
    keep(filled, record("A/RES/63/1"))
    assert faults(filled) == set()


def test_a_copy_takes_the_place_of_a_ruin(filled: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled.path, copy)
    filled.close()
    filled.path.write_bytes(b"ruin" * 1000)
    moved = restore(filled.path, copy)
    assert moved is not None and moved.read_bytes() == b"ruin" * 1000
    with Library.open(filled.path) as opened:
        assert len(opened.works()) == 30 and faults(opened) == set()


def test_a_copy_is_restored_where_there_is_no_library(filled: Library, tmp_path: Path) -> None:
    copy, place = tmp_path / "copy.sqlite", tmp_path / "new" / "library.sqlite"
    backup(filled.path, copy)
    assert restore(place, copy) is None
    with Library.open(place) as opened:
        assert len(opened.works()) == 30


def test_what_is_no_sound_copy_is_not_restored(filled: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(filled.path, copy)
    damage(copy)
    text = tmp_path / "notes.txt"
    text.write_text("no library")
    for source, code in (
        (copy, "damaged"),
        (text, "foreign"),
        (tmp_path / "none", "absent"),
        (filled.path, "foreign"),
    ):
        with pytest.raises(LibraryError) as told:
            restore(filled.path, source)
        assert told.value.code == code
    assert len(filled.works()) == 30
    assert not [each for each in tmp_path.iterdir() if each.suffix == ".part"]


def test_a_library_that_another_writes_is_told_to_be_locked(filled: Library) -> None:
    with Library.open(filled.path, write=True, patience=0.1) as second, filled.shelves(INDEXING):
        assert len(second.works()) == 30
        with pytest.raises(LibraryError) as told, second.shelves(INDEXING) as shelves:
            shelves.remove_file("/1")
    assert told.value.code == "locked"
    assert faults(filled) == set()


def test_a_full_disk_loses_nothing_that_was_kept(filled: Library) -> None:
    with filled.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with filled.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        connection.commit()
    kept = 0
    with pytest.raises(LibraryError) as told:
        for place in range(1000):
            keep(filled, record(f"A/RES/63/{place}", operative=["Demande" * 50] * 20))
            kept += 1
    assert told.value.code == "full"
    with Library.open(filled.path) as opened:
        assert len(opened.works()) == 30 + kept
        assert faults(opened) == set()


def entry(symbol: str = "A/RES/75/28", *, sha256: str = "a", **more: object) -> Metadata:
    facts: dict[str, object] = {
        "title": "Neutrality",
        "adopted_on": datetime.date(2020, 12, 7),
        "meeting": "A/75/PV.36",
        "committee": None,
        "agenda_item": "Agenda item 34 (a)",
        "agenda_title": "Prevention of armed conflict",
        "documents": ("A/75/L.31", "A/75/L.31/Add.1"),
        "adoption": "By a recorded vote",
        "yes": 1,
        "no": 1,
        "abstain": 0,
        "sponsors": ("TURKMENISTAN", "BELARUS"),
        "later": ("MALI",),
        "votes": (("ANDORRA", "no"), ("MALI", "yes")),
        "subjects": (("NEUTRALITY", "UNBIS Thesaurus"), ("PEACE", "UNBIS Thesaurus")),
        "goals": ("2.a", "16"),
    }
    return Metadata(symbol=symbol, sha256=sha256, **{**facts, **more})  # type: ignore[arg-type]


def test_metadata_come_back_as_they_were(library: Library) -> None:
    assert library.keep_metadata([entry(), entry("A/RES/75/29")]) == (2, 0)
    assert library.metadata("A/RES/75/28") == entry()
    assert library.metadata("A/RES/75/30") is None


def test_metadata_are_replaced_where_they_changed(library: Library) -> None:
    library.keep_metadata([entry()])
    assert library.keep_metadata([entry()]) == (0, 0)
    newer = entry(sha256="b", sponsors=("MALI",), votes=(), later=())
    assert library.keep_metadata([newer]) == (0, 1)
    assert library.metadata("A/RES/75/28") == newer
