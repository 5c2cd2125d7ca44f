"""The command, the pages, the API and Python give one answer to one question of the ledger, in one order."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_texts import assembly

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, UnknownValueError, answer, numbers
from alinea.model.ledger import Status
from alinea.server.api.app import build as build_api
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build as build_pages
from alinea.store.library import Library
from alinea.store.listing import rank

DAY = datetime.date(2009, 1, 5)
MONTHS = ("janvier", "mars", "mai", "juillet", "septembre", "novembre")
SPELLED = ("soixante-troisième", "soixante-quatrième", "soixante-cinquième")
MATTERS = ("l'eau", "le désarmement", "les océans", "la santé", "les forêts", "le commerce", "la jeunesse")


def operative(number: int) -> list[str]:
    """Return paragraphs that ask one thing or another, by a number."""
    month, session, matter = (each[number % len(each)] for each in (MONTHS, SPELLED, MATTERS))
    asked = [
        f"Prie le Secrétaire général de lui présenter, à sa {session} session, un rapport sur {matter}",
        f"Prie le Secrétaire général de lui présenter chaque année un rapport sur {matter}",
        f"Prie le Secrétaire général de lui présenter tous les deux ans un rapport sur {matter}",
        f"Proclame le {1 + number % 28} {month} Journée internationale pour {matter}, qui sera célébrée chaque année",
        f"Demande au Programme alimentaire mondial de publier un guide avant le {1 + number % 28} {month} 20"
        f"{8 + number % 4:02}",
        f"Encourage les États Membres à protéger {matter}",
        "Prie le Secrétaire général, l'Organisation mondiale de la Santé et le Programme alimentaire mondial de publier,"
        f" avant le {1 + number % 28} {month} 20{8 + number % 4:02}, un guide sur {matter}",
        f"Décide d'inscrire à l'ordre du jour provisoire de sa {session} session la question intitulée « {matter} »",
        "Décide de rester saisie de la question",
    ]
    return [asked[(number + place * 3) % len(asked)] for place in range(3)]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 120 texts of three sessions, some of which go on with one of the year before."""
    folder = tmp_path_factory.mktemp("ledger")
    for number in range(120):
        session, matter = 61 + number % 3, number // 3
        before = f"{session - 1}/{matter + 10}"
        preamble = [
            f"Rappelant sa résolution {before} du 6 décembre {session + 1944}",
            f"Prenant note du rapport du Secrétaire général sur {MATTERS[matter % 7]} (A/{session}/{100 + matter})",
        ]
        text = assembly(
            f"{session}/{matter + 10}",
            f"Action pour {MATTERS[matter % 7]} en {matter} points",
            f"6 décembre {session + 1945}",
            preamble if session > 61 else (),
            operative(matter if matter % 4 else matter + number % 3),
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    path = folder / "library.sqlite"
    with Library.open(path, create=True) as library:
        add(
            library,
            [Asked(str(each)) for each in sorted(folder.glob("*.txt"))],
            lambda outcome: None,
            processes=1,
        )
    return path


@dataclass(frozen=True)
class Question:
    """A question: as addresses ask it, several values of a name as a list; and as Python does."""

    typed: dict[str, str | list[str]] = field(default_factory=dict)
    asked: LedgerQuery = field(default_factory=lambda: LedgerQuery(DAY))


FIRST, LAST = datetime.date(2009, 6, 1), datetime.date(2010, 3, 1)
QUESTIONS = {
    "open": Question(),
    "session": Question({"session": "64"}, LedgerQuery(DAY, session=64)),
    "session of a bearer": Question(
        {"session": "64", "bearer": "le Secrétaire général"},
        LedgerQuery(DAY, session=64, bearer="Secretary-General"),
    ),
    "before": Question({"before": "2010-03-01"}, LedgerQuery(DAY, before=LAST)),
    "between": Question(
        {"since": "2009-06-01", "before": "2010-03-01", "status": "all"},
        LedgerQuery(DAY, EVERY, since=FIRST, before=LAST),
    ),
    "unknown": Question({"status": "unknown"}, LedgerQuery(DAY, frozenset({Status.UNKNOWN}))),
    "done or asked anew": Question(
        {"status": ["met", "superseded"]}, LedgerQuery(DAY, frozenset({Status.MET, Status.SUPERSEDED}))
    ),
    "all": Question({"status": "all"}, LedgerQuery(DAY, EVERY)),
    "all of a bearer": Question(
        {"status": "all", "bearer": "Programme alimentaire mondial"},
        LedgerQuery(DAY, EVERY, bearer="Programme alimentaire mondial"),
    ),
    "all of one charged with others": Question(
        {"status": "all", "bearer": "OMS"}, LedgerQuery(DAY, EVERY, bearer="who")
    ),
    "reports": Question({"organ": "A", "kind": "report"}, LedgerQuery(DAY, organ="A", kinds=("report",))),
    "a paragraph": Question({"work": "62/12 §2"}, LedgerQuery(DAY, work="A/RES/62/12#op_2")),
    "observances": Question(
        {"kind": "observance", "before": "2009-06-01"}, LedgerQuery(DAY, kinds=("observance",), before=FIRST)
    ),
    "two kinds at a session": Question(
        {"kind": ["report", "agenda"], "session": "65", "status": "due"},
        LedgerQuery(DAY, frozenset({Status.DUE}), kinds=("report", "agenda"), session=65),
    ),
}

Told = list[tuple[str, str, str | None]]


def shell(shelf: Path, typed: dict[str, str | list[str]], out: pytest.CaptureFixture[str]) -> Told:
    arguments = [
        word
        for name, given in typed.items()
        for value in ([given] if isinstance(given, str) else given)
        for word in (f"--{name}", value)
    ]
    out.readouterr()
    assert command(["due", *arguments, "--as-of", DAY.isoformat(), "--json", "--library", str(shelf)]) == 0
    return [(each["id"], each["status"], each["next"]) for each in json.loads(out.readouterr().out)]


def pages(shelf: Path, typed: dict[str, str | list[str]]) -> Told:
    desk = ServedLibrary(shelf, today=lambda: DAY, read_only=True)
    with TestClient(build_pages(desk), base_url="http://localhost:8420") as client:
        rows = client.get("/due.json", params=typed).json()
    desk.close()
    return [(each["id"], each["status"], each["next"]) for each in rows]


def api(shelf: Path, typed: dict[str, str | list[str]]) -> Iterator[tuple[str, str, str | None]]:
    made = build_api(shelf, lambda: DAY)
    client = TestClient(made, base_url="http://localhost/api/v1/")
    following: dict[str, str] = {}
    while True:
        given = client.get("commitments", params={**typed, **following, "limit": "23"}).json()
        for each in given["items"]:
            yield each["obligation"]["id"], each["status"], each["next"]
        if given["next"] is None:
            break
        following = {"cursor": given["next"]}
    made.state.served.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_four_faces_give_one_answer(shelf: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    question = QUESTIONS[name]
    with Library.open(shelf) as library:
        found = answer(library, question.asked).entries
        number = numbers(library, question.asked).statuses
    assert len(found) == sum(number[status] for status in question.asked.wanted)
    expected = [
        (each.obligation.id, each.status.value, each.next.isoformat() if each.next else None)
        for each in found
    ]
    assert expected
    assert len({id for id, _, _ in expected}) == len(expected)
    assert shell(shelf, question.typed, capsys) == expected
    assert pages(shelf, question.typed) == expected
    assert list(api(shelf, question.typed)) == expected


def test_the_day_that_matters_comes_first(shelf: Path) -> None:
    with Library.open(shelf) as library:
        found = answer(library, LedgerQuery(DAY)).entries
    days = [each.next for each in found]
    assert days == sorted(day for day in days if day)
    assert {each.obligation.recurrence is None for each in found} == {True, False}
    places = [(each.next, rank(each.obligation.id)) for each in found]
    assert places == sorted(places)


def test_before_a_day_nothing_is_listed_that_comes_again_later(shelf: Path) -> None:
    with Library.open(shelf) as library:
        found = answer(library, LedgerQuery(DAY, before=FIRST)).entries
    again = [each.next for each in found if each.obligation.recurrence]
    assert again
    assert all(day is not None and day < FIRST for day in again)


def test_what_recurs_is_due_at_each_session_while_it_is_known_to_go_on(shelf: Path) -> None:
    with Library.open(shelf) as library:
        found = {each.obligation.id for each in answer(library, LedgerQuery(DAY, session=63)).entries}
        late = {each.obligation.id for each in answer(library, LedgerQuery(DAY, session=75)).entries}
        every = answer(library, LedgerQuery(DAY, EVERY, kinds=("report",))).entries
    yearly = {
        each.obligation.id
        for each in every
        if each.obligation.recurrence
        and each.obligation.recurrence.series
        and each.obligation.adopted_on
        and each.obligation.adopted_on.year in (2006, 2007)
    }
    assert yearly
    assert yearly <= found
    # A yearly report of 2006 that no text repeats is not known to be due in 2020.
    assert not yearly & late


@pytest.mark.parametrize("asked", [{"organ": "AG"}, {"session": 0}, {"session": -1}])
def test_what_nothing_can_fit_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(UnknownValueError, match="known are"):
        LedgerQuery(DAY, **asked)


def test_a_paragraph_is_asked_for_with_what_is_below_it_and_none_beside_it(shelf: Path) -> None:
    with Library.open(shelf) as library:
        found = answer(library, LedgerQuery(DAY, work="A/RES/62/12#op_1")).entries
        every = answer(library, LedgerQuery(DAY, work="A/RES/62/12")).entries
    assert found and len(found) < len(every)
    assert [each for each in every if each.obligation.paragraph == "op_1"] == list(found)


def test_a_text_that_is_not_held_is_told_and_does_not_owe_nothing(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["due", "--work", "99/1", "--library", str(shelf), "--lang", "en"]) == 1
    assert "A/RES/99/1: not in the library; alinea fetch A/RES/99/1 brings it" in capsys.readouterr().err
    desk = ServedLibrary(shelf, today=lambda: DAY, read_only=True)
    with TestClient(build_pages(desk), base_url="http://localhost:8420") as client:
        assert "99/1: not in the library" in client.get("/due?work=99/1&lang=en").text
        assert "op_2" not in client.get("/due?work=62/12+§1&lang=en").text
    desk.close()
