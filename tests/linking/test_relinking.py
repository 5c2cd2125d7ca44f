"""Linking what is new in a library: the same as linking all of it at once, in whatever order it came."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from small_texts import FIRST, FOURTH, SECOND, assembly, read

from alinea.following.ledgers import obligations
from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.relinking import RULES, relink
from alinea.library.wording import Stemming
from alinea.linking import link
from alinea.model.corpus import Outline, SeriesLink
from alinea.model.ledger import Obligation, Status
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

OTHER = assembly("63/11", "Les océans", "2 décembre 2008", ["Consciente des océans"], ["Souligne les océans"])
TEXTS = {"first.txt": FIRST, "second.txt": SECOND, "fourth.txt": FOURTH, "other.txt": OTHER}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite", create=True, patience=0.5) as opened:
        yield opened


def put(library: Library, folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text(TEXTS[name])
    add(library, [Asked(str(folder / name)) for name in names], lambda _: None, language="fr", processes=1)


def state(library: Library) -> dict[str, tuple[str, ...]]:
    laid = (
        each.obligation for each in answer(library, LedgerQuery(datetime.date(2100, 1, 1), EVERY)).entries
    )
    found: dict[str, tuple[str, ...]] = {
        each.id: tuple(shown.kind for shown in each.evidence) for each in laid
    }
    with ledgers(library) as kept:
        for name in ("A/RES/61/70", "A/RES/62/80", "A/RES/64/33", "A/RES/63/11"):
            found[name] = tuple(f"{each.earlier} {each.confidence}" for each in kept.earlier(name))
        return found


def whole(*names: str) -> dict[str, tuple[str, ...]]:
    corpus = link(read(*(TEXTS[name] for name in names)))
    found: dict[str, tuple[str, ...]] = {
        each.id: tuple(shown.kind for shown in each.evidence) for each in obligations(corpus)
    }
    for name in ("A/RES/61/70", "A/RES/62/80", "A/RES/64/33", "A/RES/63/11"):
        links = sorted(corpus.earlier.get(name, ()), key=lambda each: each.earlier)
        found[name] = tuple(f"{each.earlier} {each.confidence}" for each in links)
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(sorted(TEXTS)), st.sets(st.integers(1, 3)))
def test_in_whatever_order_texts_come(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], stops: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    with Library.open(folder / "library.sqlite", create=True) as library:
        for place, name in enumerate(order):
            put(library, folder, name)
            if place in stops:
                relink(library)
        relink(library)
        assert state(library) == whole(*TEXTS)


def test_what_is_linked_is_not_linked_again(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, *TEXTS)
    assert relink(library) > 0
    assert relink(library) == 0


def test_versions_are_counted_only_where_records_came_or_went(library: Library, tmp_path: Path) -> None:
    def uncounted() -> bool:
        with ledgers(library) as kept:
            return kept.noted() and kept.behind() == 0

    put(library, tmp_path, "first.txt", "second.txt")
    relink(library)
    assert uncounted()
    put(library, tmp_path, "fourth.txt")
    assert not uncounted()
    relink(library)
    assert uncounted()
    with library.shelves(Stemming()) as shelves:
        shelves.remove_file(str(tmp_path / "second.txt"))
    assert not uncounted()
    relink(library)
    assert uncounted()


def test_a_library_linked_before_there_were_notes_is_noted_unless_another_writes(
    library: Library, tmp_path: Path
) -> None:
    put(library, tmp_path, "first.txt")
    relink(library)
    with library.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM linking WHERE name = 'outlined'")
    with library.shelves(Stemming()):
        assert relink(library) == 0
        with ledgers(library) as kept:
            assert not kept.noted()
    assert relink(library) == 0
    with ledgers(library) as kept:
        assert kept.noted()


def test_what_is_removed_is_forgotten(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, *TEXTS)
    relink(library)
    with library.shelves(Stemming()) as shelves:
        shelves.remove_file(str(tmp_path / "second.txt"))
    relink(library)
    expected = whole("first.txt", "fourth.txt", "other.txt")
    assert state(library) == expected


def test_a_text_that_changes_is_linked_anew(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "first.txt", "second.txt")
    relink(library)
    (tmp_path / "second.txt").write_text(SECOND.replace("Prend acte du rapport", "Rappelle le rapport"))
    add(library, [Asked(str(tmp_path / "second.txt"))], lambda _: None, language="fr", processes=1)
    relink(library)
    assert "report-noted" not in state(library)["A/RES/61/70#op_1/report/1"]


def test_work_that_was_stopped_goes_on(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, tmp_path, *TEXTS)
    monkeypatch.setattr("alinea.library.relinking.STEP", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    for _ in range(30):
        try:
            relink(library, stop)
        except KeyboardInterrupt:
            continue
        break
    assert relink(library) == 0
    assert state(library) == whole(*TEXTS)


def test_other_rules_link_everything_anew(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, tmp_path, "first.txt")
    relink(library)
    monkeypatch.setattr("alinea.library.relinking.RULES", "other")
    assert relink(library) > 0


def test_what_is_owed_is_asked_of_the_library(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, *TEXTS)
    relink(library)
    day = datetime.date(2011, 10, 1)
    assert [each.obligation.id for each in answer(library, LedgerQuery(day)).entries] == [
        "A/RES/64/33#op_2/report/1"
    ]
    assert [each.status for each in answer(library, LedgerQuery(day, session=62)).entries] == [
        Status.MET,
        Status.MET,
    ]
    assert answer(library, LedgerQuery(day, organ="A/HRC")).entries == ()
    assert len(answer(library, LedgerQuery(day, EVERY, bearer="Secretary-General")).entries) == 3


def test_what_is_kept_has_the_form_that_the_rules_name() -> None:
    """A change of what is kept must come with a change of RULES: old tables are then made anew."""

    def bare(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {key: bare(value) for key, value in tree.items() if key != "description"}
        return [bare(each) for each in tree] if isinstance(tree, list) else tree

    forms = [bare(TypeAdapter(each).json_schema()) for each in (Outline, SeriesLink, Obligation)]
    digest = hashlib.sha256(repr(forms).encode()).hexdigest()[:12]
    assert (RULES.partition("/")[2], digest) == ("18", "9f8271e5f1d1")


def test_several_processes_link_the_same_as_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alinea.library import relinking

    monkeypatch.setattr(relinking, "WORTH_MORE_PROCESSES", 2)
    monkeypatch.setattr(relinking, "STEP", 2)
    put(library, tmp_path, *TEXTS)
    told: list[tuple[int, int]] = []
    relink(library, lambda done, total: told.append((done, total)), processes=2)
    assert state(library) == whole(*TEXTS)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert relink(library, processes=2) == 0


def test_what_was_outlined_of_a_record_that_is_another_by_then_is_left(
    library: Library, tmp_path: Path
) -> None:
    from alinea.store.outlined import Outlined

    put(library, tmp_path, "first.txt")
    relink(library)
    with ledgers(library, write=True) as kept:
        assert not kept.keep(Outlined(1, b"another"))
        assert not kept.keep(Outlined(99, b""))
    assert relink(library) == 0


def test_a_record_that_cannot_be_read_keeps_no_other_from_being_linked(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(library, tmp_path, *TEXTS)
    deep = ('{"children":[' * 120 + "]}" * 120).encode()
    with sqlite3.connect(library.path) as connection:
        connection.execute(
            "UPDATE records SET json = ?, sha256 = ? WHERE version_id IN (SELECT v.id FROM versions v JOIN works w"
            " ON w.id = v.work_id WHERE w.name = 'A/RES/63/11')",
            (zlib.compress(deep), hashlib.sha256(deep).digest()),
        )
    relink(library)
    assert "alinea check" in caplog.text
    assert state(library) == whole(*(name for name in TEXTS if name != "other.txt"))
    assert [name for name, _ in library.records()] == ["A/RES/61/70", "A/RES/62/80", "A/RES/64/33"]
    assert "A/RES/63/11" in caplog.text
