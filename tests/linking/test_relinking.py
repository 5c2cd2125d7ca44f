"""Linking what came and what left: the same whatever the order, and going on where it was interrupted."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from small_libraries import library_of
from small_texts import FIRST, FOURTH, SECOND, assembly

from alinea.library.adding import Asked, add, reader
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.reading import Indexer, Job, read_one
from alinea.library.relinking import RULES, left, relink, shelving
from alinea.model.corpus import Outline, SeriesLink
from alinea.model.ledger import Obligation, Status
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.store.rows import RelationRow
from alinea.store.writing import Reading

TOGETHER = "Consciente que le Programme des Nations Unies pour le développement a été créé sous les auspices de l’UNESCO"
OTHER = assembly("63/11", "Les océans", "2 décembre 2008", [TOGETHER], ["Souligne les océans"])
AGAIN = SECOND.replace("Prend acte du rapport", "Rappelle le rapport")
TEXTS = {
    "first.txt": FIRST,
    "second.txt": SECOND,
    "fourth.txt": FOURTH,
    "other.txt": OTHER,
    "again.txt": AGAIN,
}
"""Of these *again* is another reading of *second*: one of the two is in use, whichever came first."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite", create=True, patience=0.5) as opened:
        yield opened


@cache
def reading(name: str) -> Reading:
    made = read_one(Job(name, len(TEXTS[name]), TEXTS[name].encode()), "fr")
    assert made.cards[0].outlined is not None
    return Reading(None, made.cards[0].sha256, made.job.size, "text/plain", "fr", made.cards)


def put(library: Library, *names: str, outlined: bool = False) -> None:
    """Shelve texts without linking them, as adding that is interrupted does; outlined, as adding does, or not."""
    with shelving(library, Indexer()) if outlined else library.shelves(Indexer()) as shelves:
        for name in names:
            shelves.shelve(reading(name), reader())


def take(library: Library, name: str, *, outlined: bool = False) -> None:
    with shelving(library, Indexer()) if outlined else library.shelves(Indexer()) as shelves:
        shelves.remove_work(str(reading(name).cards[0].symbol))


_DAYS = "kind, adopted_on, opens, closes, rule, live, standing, whose, until, lapses, undated, met_on, anew_on, told_on"
_OWED = f"id, work, organ, due_session, due_organ, subject, rank, recurs, {_DAYS}, data"
_LAID = f"actor, at, meant, {_DAYS}, rank, id"
KEPT = (
    "SELECT digest, work FROM outlines WHERE work IS NOT NULL",
    "SELECT target, kind, work FROM leads",
    "SELECT later, earlier, confidence, data FROM series_links",
    f"SELECT {_OWED} FROM obligations",
    f"SELECT {_LAID} FROM laid_on",
    "SELECT * FROM bearers",
    "SELECT * FROM bearing",
    "SELECT * FROM tallies",
    "SELECT * FROM stale",
    f"SELECT {', '.join(RelationRow._fields)} FROM relations",
)


def state(library: Library) -> dict[str, list[Any]]:
    """Return all that is kept of links and of what is owed, but for the numbers of versions."""
    with ledgers(library) as kept:
        return {query: sorted(map(repr, kept.connection.exec_driver_sql(query).fetchall())) for query in KEPT}


@cache
def whole(*names: str) -> dict[str, list[Any]]:
    """Return what a library keeps to which texts were added at once."""
    with library_of() as library:
        put(library, *names)
        relink(library)
        return state(library)


def test_relations_come_and_go_with_their_text(library: Library) -> None:
    put(library, "other.txt")
    relink(library)
    assert any("relations" in query and kept for query, kept in state(library).items())
    take(library, "other.txt")
    relink(library)
    assert not any("relations" in query and kept for query, kept in state(library).items())


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "remove"]),
        st.sampled_from(sorted(TEXTS)),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60)
@given(STEPS)
def test_whatever_comes_and_goes_in_whatever_order(steps: Sequence[tuple[str, str, bool, bool]]) -> None:
    with library_of() as library:
        held: set[str] = set()
        for what, name, outlined, links in steps:
            symbol = reading(name).cards[0].symbol
            same = {each for each in held if reading(each).cards[0].symbol == symbol}
            if what == "add":
                put(library, name, outlined=outlined)
                held.add(name)
            elif same:
                take(library, name, outlined=outlined)
                held -= same
            if links:
                relink(library)
        relink(library)
        assert state(library) == whole(*sorted(held))
        assert left(library) == 0


@settings(max_examples=10)
@given(st.permutations(sorted(TEXTS)))
def test_adding_ends_with_links_that_do_not_depend_on_the_order(order: list[str]) -> None:
    with library_of(*(TEXTS[name] for name in order)) as library:
        assert left(library) == 0
        assert answer(library, LedgerQuery(datetime.date(2011, 10, 1))).entries == _answered()
        assert len(state(library)[KEPT[3]]) == len(whole(*sorted(TEXTS))[KEPT[3]])


@cache
def _answered() -> Any:
    with library_of(*TEXTS.values()) as library:
        return answer(library, LedgerQuery(datetime.date(2011, 10, 1))).entries


def test_what_is_linked_is_not_linked_again(library: Library) -> None:
    put(library, *TEXTS)
    assert relink(library) > 0
    assert relink(library) == 0


def test_versions_are_counted_only_where_records_came_or_went(library: Library) -> None:
    def uncounted() -> bool:
        with ledgers(library) as kept:
            return kept.noted() and kept.behind() == 0

    put(library, "first.txt", "second.txt")
    relink(library)
    assert uncounted()
    put(library, "fourth.txt")
    assert not uncounted()
    relink(library)
    assert uncounted()
    take(library, "second.txt")
    assert not uncounted()
    relink(library)
    assert uncounted()


def test_what_adding_does_is_outlined_with_it_and_need_not_be_looked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noted() -> bool:
        with ledgers(library) as kept:
            return kept.noted()

    fewer = whole("again.txt", "first.txt", "fourth.txt", "second.txt")
    every = whole(*sorted(TEXTS))
    monkeypatch.setattr("alinea.library.relinking._outline_all", lambda *_: iter(()))
    for name in TEXTS:
        put(library, name, outlined=True)
        assert noted()
        relink(library)
    assert state(library) == every
    take(library, "other.txt", outlined=True)
    assert noted()
    relink(library)
    assert state(library) == fewer


def test_a_record_that_cannot_be_outlined_is_kept_and_not_linked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("alinea.library.relinking.outline", fail)
    add(library, [Asked("first.txt", FIRST.encode())], lambda _: None, language="fr", processes=1)
    assert library.size() == 1 and left(library) == 0


def test_a_text_that_changes_is_linked_anew(library: Library, tmp_path: Path) -> None:
    def shown() -> list[str]:
        found = answer(library, LedgerQuery(datetime.date(2011, 10, 1), work="A/RES/61/70")).entries
        return [shown.kind for each in found for shown in each.obligation.evidence]

    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    texts = [Asked(str(tmp_path / name)) for name in ("first.txt", "second.txt")]
    add(library, texts, lambda _: None, language="fr", processes=1)
    assert "report-noted" in shown()
    (tmp_path / "second.txt").write_text(AGAIN)
    add(library, texts, lambda _: None, language="fr", processes=1)
    assert shown() and "report-noted" not in shown()


def test_linking_that_was_interrupted_goes_on_and_says_meanwhile_what_is_left(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alinea.library.relinking.STEP", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    put(library, *TEXTS)
    for turn in range(60):
        try:
            relink(library, stop)
        except KeyboardInterrupt:
            assert left(library) > 0 or turn > 5
            continue
        break
    assert relink(library) == 0
    assert left(library) == 0
    assert state(library) == whole(*sorted(TEXTS))


def test_adding_that_was_interrupted_while_it_linked_is_ended_by_the_next(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alinea.library.relinking.STEP", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    asked = [Asked(name, text.encode()) for name, text in TEXTS.items()]
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        add(
            library,
            asked,
            lambda outcome: told.append(outcome.path),
            language="fr",
            processes=1,
            linking=stop,
        )
    assert told == list(TEXTS)
    assert left(library) > 0
    add(library, [], lambda _: None, processes=1)
    assert left(library) == 0


def test_two_that_link_at_the_same_time_find_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has a work in memory of which another reading comes into use meanwhile, outlined and not yet linked."""
    monkeypatch.setattr("alinea.library.relinking.STEP", 1)
    readings = sorted(("again.txt", "second.txt"), key=lambda name: reading(name).sha256)
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    def meanwhile(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 5:  # three outlined, two linked: the second of them the one that changes
            put(library, readings[0])
            with pytest.raises(KeyboardInterrupt):
                relink(library, stop)

    put(library, "first.txt", readings[1], "fourth.txt")
    relink(library, meanwhile)
    assert len(told) > 6
    assert state(library) == whole("first.txt", "fourth.txt", *sorted(readings))


def test_where_much_is_not_linked_it_is_left_when_that_is_wanted(library: Library) -> None:
    put(library, *TEXTS)
    assert relink(library, most=2) == 0
    relink(library)
    put(library, "first.txt")
    take(library, "first.txt")
    relink(library, most=2)
    assert left(library) == 0


def test_other_rules_link_everything_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    put(library, "first.txt")
    relink(library)
    monkeypatch.setattr("alinea.library.relinking.RULES", "other")
    assert relink(library) > 0


def test_what_is_owed_is_asked_of_the_library(library: Library) -> None:
    put(library, "first.txt", "second.txt", "fourth.txt", "other.txt")
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
    assert (RULES.partition("/")[2], digest) == ("40", "304bcd855e9b")


def test_several_processes_link_the_same_as_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from alinea.library import relinking

    monkeypatch.setattr(relinking, "WORTH_MORE_PROCESSES", 2)
    monkeypatch.setattr(relinking, "STEP", 2)
    put(library, *TEXTS)
    told: list[tuple[int, int]] = []
    relink(library, lambda done, total: told.append((done, total)), processes=2)
    assert state(library) == whole(*sorted(TEXTS))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert relink(library, processes=2) == 0


def test_what_was_outlined_of_a_record_that_is_another_by_then_is_left(
    library: Library,
) -> None:
    from alinea.store.rows import Outlined

    put(library, "first.txt")
    relink(library)
    with ledgers(library, write=True) as kept:
        assert not kept.keep(1, b"another", Outlined())
        assert not kept.keep(99, b"", Outlined())
    assert relink(library) == 0


def test_a_record_that_cannot_be_read_keeps_no_other_from_being_linked(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    put(library, *TEXTS)
    deep = ('{"children":[' * 120 + "]}" * 120).encode()
    with sqlite3.connect(library.path) as connection:
        connection.execute(
            "UPDATE records SET json = ?, sha256 = ? WHERE version_id IN (SELECT v.id FROM versions v JOIN works w"
            " ON w.id = v.work_id WHERE w.name = 'A/RES/63/11')",
            (zlib.compress(deep), hashlib.sha256(deep).digest()),
        )
    relink(library)
    assert "alinea check" in caplog.text
    assert state(library) == whole(*sorted(name for name in TEXTS if name != "other.txt"))
    assert {name for name, _ in library.records()} == {"A/RES/61/70", "A/RES/62/80", "A/RES/64/33"}
    assert "A/RES/63/11" in caplog.text
