"""A question in words becomes a question of the library, or is told not to; whoever asks, the answer is that question's own."""

from __future__ import annotations

import datetime
import json
import shlex
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolutions import Ran
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.library.asking import Reading, readings
from alinea.presenting.asking import command_of
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
DAY = datetime.date(2026, 11, 21)
QUESTIONS = tomllib.loads((HERE / "questions_in_words.toml").read_text(encoding="utf-8"))["question"]


def plain(reading: Reading) -> dict[str, Any]:
    """What a reading says, without what it leaves open."""
    told = {each.name: getattr(reading, each.name) for each in fields(reading) if each.name != "language"}
    said = {name: value for name, value in told.items() if value not in (None, (), "", (None, None))}
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    said = {name: str(value) if isinstance(value, datetime.date) else value for name, value in said.items()}
    if "unread" in said:
        said["unread"] = [each.lower() for each in said["unread"]]
    return said


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["said"])
def test_a_question_is_understood_as_it_is_meant(row: dict[str, Any]) -> None:
    wanted = {name: value for name, value in row.items() if name not in ("said", "shut")}
    assert plain(readings(row["said"], DAY)[0]) == wanted


def test_what_can_be_meant_in_several_ways_is_read_in_each() -> None:
    faces = [each.face for each in readings("reports on water", DAY)]
    assert faces == ["search", "due"]
    both = readings("What must WHO and UNESCO do before 2027?", DAY)
    assert [(each.actor, each.unread) for each in both] == [("who", ("unesco",)), ("unesco", ("who",))]


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "…"])
def test_what_has_no_words_is_not_understood(nothing: str) -> None:
    assert readings(nothing, DAY) == ()


@given(st.text(max_size=600))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_read_or_not_and_its_command_is_one(typed: str) -> None:
    for each in readings(typed, DAY):
        assert shlex.split(command_of(each))[0] == "alinea"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(SAMPLES.glob("*.txt"))]
        add(library, texts, lambda outcome: None, processes=1)
    return path


@pytest.fixture
def site(samples: Path) -> Iterator[TestClient]:
    served = ServedLibrary(samples, today=lambda: DAY, read_only=True)
    with TestClient(build(served), base_url="http://localhost:8420") as client:
        yield client


ASKED = (
    "What did 75/28 ask of the Secretary-General?",
    "Que doivent faire les États Membres ?",
    "Que cite la résolution 62/27 ?",
    "Qui rappelle 56/24 T ?",
    "Qu'est-ce qui est demandé sur la neutralité à la 76e session ?",
    "Résolutions sur la neutralité",
)


@pytest.mark.parametrize("question", ASKED)
def test_the_answer_is_that_of_the_command_it_is_understood_as(
    question: str, samples: Path, run: Callable[..., Ran]
) -> None:
    at = ("--library", samples, "--json")
    on = ("--as-of", DAY)
    command = shlex.split(command_of(readings(question, DAY)[0]))[1:]
    code, out, told = run("ask", question, *at, *on)
    assert shlex.join(["alinea", *command]) in told
    limit = ("--limit", "10") if command[0] == "search" else ()
    assert (code, out) == run(*command, *at, *(on if command[0] in ("due", "who") else ()), *limit)[:2]
    assert json.loads(out)


@pytest.mark.parametrize("question", ASKED)
def test_page_api_and_command_cite_the_same(
    question: str, samples: Path, site: TestClient, run: Callable[..., Ran]
) -> None:
    understood = site.get("/api/v1/ask", params={"q": question, "limit": 5}).json()["readings"][0]
    given = [each["address"] for each in understood["items"]]
    assert given
    answer = site.get(understood["at"])
    assert answer.status_code == 200
    page = site.get("/ask", params={"q": question, "lang": "en"}).text
    assert all(each.partition("#")[0] in page for each in given)
    if understood["face"] in ("due", "who"):
        own = [
            f"{each['obligation']['symbol']}#{each['obligation']['paragraph']}"
            for each in answer.json()["items"]
        ]
        assert given == own[: len(given)]


def test_the_page_shows_what_was_understood_and_says_what_was_not(site: TestClient) -> None:
    page = site.get("/ask", params={"q": "Who voted against 75/28 §6?", "lang": "en"}).text
    assert "<q>voted against</q>" in page and 'href="/resolution/A/RES/75/28' in page
    assert "alinea show &#39;A/RES/75/28 §6&#39;" in page
    absent = site.get("/ask", params={"q": "What does 99/1 cite?", "lang": "en"})
    assert absent.status_code == 200 and "A/RES/99/1" in absent.text
    hostile = site.get("/ask", params={"q": "<script>alert(1)</script> 75/28", "lang": "fr"}).text
    assert "<script>alert" not in hostile


def test_what_is_asked_is_narrowed_by_words(samples: Path, run: Callable[..., Ran]) -> None:
    def due(*options: str) -> list[dict[str, Any]]:
        _, out, _ = run("due", "--status", "all", "--json", "--library", samples, "--as-of", DAY, *options)
        found: list[dict[str, Any]] = json.loads(out)
        return found

    every, about = due(), due("--about", "neutralité")
    assert about and len(about) < len(every)
    assert [each for each in every if each in about] == about
    assert {each["address"].partition("#")[0] for each in about} == {"A/RES/75/28"}
    assert due("--about", "neutralité", "--work", "62/27") == []
    assert {each["address"].partition("#")[0] for each in due("--work", "62/27")} == {"A/RES/62/27"}


@pytest.mark.parametrize(
    "question",
    [
        "When does the mandate of MINUSMA expire?",
        "Until when is the mandate of MINUSMA extended?",
        "When does the mandate of MINUSMA end?",
        "Quand expire le mandat de la MINUSMA ?",
        "Quand prend fin le mandat de la MINUSMA ?",
        "Jusqu'à quand le mandat de la MINUSMA est-il prorogé ?",
    ],
)
def test_the_end_of_a_mandate_is_looked_for_by_whose_it_is_not_by_who_gave_it(question: str) -> None:
    found = readings(question, datetime.date(2026, 11, 30))[0]
    assert (found.face, found.kinds, found.actor, found.words) == ("due", ("term",), None, "MINUSMA")
    assert "unknown" in found.statuses and "superseded" not in found.statuses


def test_an_end_that_is_no_mandate_is_none() -> None:
    found = readings("What must the Secretary-General do by the end of 2027?", datetime.date(2026, 11, 30))[0]
    assert found.kinds == () and found.actor == "secretary-general"
