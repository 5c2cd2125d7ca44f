"""The chain of a status: which rules were tried, which decides, on what it rests; in the shell, on a page, in the API."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.following.ledgers import RULES
from alinea.library.adding import Asked, add
from alinea.library.ledger import explained
from alinea.presenting.words import words_in
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

HEAD = "United Nations {symbol}\nGeneral Assembly\nDistr.: General\n{day}\n\n"
RESOLUTION = (
    HEAD.format(symbol="A/RES/73/100", day="10 December 2018")
    + "Seventy-third session\nAgenda item 97\n\nResolution adopted by the General Assembly on 5 December 2018\n\n"
    "73/100. Small lights\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. Welcomes small lights;\n\n"
    "2. Requests the Secretary-General to submit to the General Assembly at its seventy-fourth session a report on the"
    " implementation of the present resolution;\n\n3. Invites Member States to keep small lights.\n"
)
REPORT = (
    HEAD.format(symbol="A/74/192", day="18 July 2019")
    + "Seventy-fourth session\nItem 97 of the provisional agenda*\nSmall lights\n\nReport of the Secretary-General\n\n"
    "1. The present report is submitted pursuant to paragraph 2 of General Assembly resolution 73/100.\n"
)
ID = "A/RES/73/100#op_2/report/1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked("resolution.txt", RESOLUTION.encode()), Asked("report.txt", REPORT.encode())]
        add(library, texts, lambda outcome: None, processes=1)
    return path


@pytest.mark.parametrize(
    ("day", "status", "rule", "known", "later"),
    [
        (datetime.date(2019, 3, 1), "due", "not-over", 0, 1),
        (datetime.date(2026, 11, 21), "met", "done", 1, 0),
    ],
)
def test_the_first_rule_that_holds_decides_by_what_was_known_on_the_day(
    file: Path, day: datetime.date, status: str, rule: str, known: int, later: int
) -> None:
    with Library.open(file) as library:
        [told] = explained(library, ID, day)
    assert (told.entry.status.value, told.rule) == (status, rule)
    assert (len(told.known), len(told.later)) == (known, later)
    assert [*told.passed, told.rule] == list(RULES)[: len(told.passed) + 1]


def test_every_rule_is_in_the_document_and_has_its_words() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/following.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `([a-z-]+)` \| .* \| .* \|$", text.partition("| rule |")[2])[
        : len(RULES)
    ] == list(RULES)
    for language in ("fr", "en"):
        assert all(words_in(language).find(f"rule.{name}") for name in RULES)


@pytest.mark.parametrize("address", ["73/100", "A/RES/73/100#op_2", ID, ID.replace("#", "/")])
def test_the_shell_the_page_and_the_api_tell_the_same_chain(
    file: Path, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ["explain", address, "--library", str(file), "--as-of", "2026-11-21", "--lang", "en"]
    assert command(asked) == 0
    shown = capfd.readouterr().out
    assert ID in shown and "A/74/192" in shown
    assert "✓ a later text, or a document, shows that it was done → done" in shown
    assert command([*asked, "--json"]) == 0
    [row, *_] = [
        each for each in json.loads(capfd.readouterr().out) if each["entry"]["obligation"]["id"] == ID
    ]
    assert row["rule"] == "done" and row["known"][0]["document"] == "A/74/192"
    desk = ServedLibrary(file, today=lambda: datetime.date(2026, 11, 21), read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        place = address.replace("#", "/")
        page = client.get(f"/explain/{place}?lang=en").text
        assert 'href="/document/A/74/192?lang=en"' in page and "shows that it was done → done" in page
        given = client.get(f"/api/v1/explanations/{place}").json()
    desk.close()
    assert ID in {each["entry"]["obligation"]["id"] for each in given["items"]}
    assert {each["rule"] for each in given["items"] if each["entry"]["obligation"]["id"] == ID} == {"done"}


def test_what_is_not_held_or_asks_nothing_is_said_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["explain", "99/1", "--library", str(file), "--lang", "en"]) != 0
    assert "not in the library" in capsys.readouterr().err
    assert command(["explain", "73/100#op_1", "--library", str(file), "--lang", "en"]) != 0
    assert "nothing is asked there" in capsys.readouterr().err
