"""The four samples: what is due when, of whom, and what comes again."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.links import series
from alinea.model.ledger import Entry
from alinea.store.library import Library

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def library(request: pytest.FixtureRequest) -> Iterator[Library]:
    samples: Path = request.getfixturevalue("samples")
    texts = (path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.txt")))
    with library_of(*texts, language="auto") as library:
        yield library


@pytest.fixture(scope="module")
def entries(library: Library) -> tuple[Entry, ...]:
    return answer(library, LedgerQuery(TODAY, EVERY)).entries


def due_at(entries: tuple[Entry, ...], session: int) -> set[str]:
    return {each.obligation.id for each in entries if each.obligation.due_session == session}


def test_session_76(entries: tuple[Entry, ...]) -> None:
    assert due_at(entries, 76) == {"A/RES/75/28#op_6/views/1", "A/RES/75/28#op_6/report/1"}


def test_session_63(entries: tuple[Entry, ...]) -> None:
    assert due_at(entries, 63) == {
        "A/RES/62/27#op_8/views/1",
        "A/RES/62/27#op_8/report/1",
        "A/RES/62/27#op_9/agenda/1",
    }


def test_the_regional_centre(entries: tuple[Entry, ...]) -> None:
    charged = [
        each for each in entries if each.obligation.bearer_id == "regional-centre-for-preventive-diplomacy"
    ]
    assert {each.obligation.address for each in charged} == {f"A/RES/75/272#op_{n}" for n in (1, 3, 4)}


def test_what_comes_again(entries: tuple[Entry, ...]) -> None:
    rules = {
        (each.obligation.subject or each.obligation.kind, recurrence.rule, each.next)
        for each in entries
        if (recurrence := each.obligation.recurrence)
    }
    assert (
        "Journée internationale de la neutralité",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12",
        datetime.date(2026, 12, 12),
    ) in rules
    assert (
        "Année internationale de la paix et de la confiance",
        "FREQ=YEARLY;INTERVAL=5",
        datetime.date(2026, 1, 1),
    ) in rules
    assert any(name == "meeting" and rule for name, rule, _ in rules)


def test_the_series_names_texts_not_held(library: Library) -> None:
    found = series(library, "A/RES/62/27")
    assert [(each.symbol, each.held) for each in found.members] == [
        ("A/RES/56/24T", False),
        ("A/RES/57/63", False),
        ("A/RES/58/44", False),
        ("A/RES/59/69", False),
        ("A/RES/60/59", False),
        ("A/RES/61/62", False),
        ("A/RES/62/27", True),
    ]
