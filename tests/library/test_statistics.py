"""Statistics: what they count is what the ledger lists, on every day and for every organ."""

from __future__ import annotations

import csv
import datetime
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_texts import assembly
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.statistics import OUTCOMES, StatisticsQuery, statistics
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

DAY = datetime.date(2012, 1, 5)
ASKED = (
    "Prie le Secrétaire général de lui présenter, à sa soixante-quatrième session, un rapport sur l'eau",
    "Prie le Secrétaire général de lui présenter chaque année un rapport sur les forêts",
    "Prie le Secrétaire général de lui présenter tous les deux ans un rapport sur la santé",
    "Demande au Programme alimentaire mondial de publier un guide avant le 3 mars 2010",
    "Encourage les États Membres à protéger les océans",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of eight texts of two sessions, the later of which take note of what the earlier asked for."""
    folder = tmp_path_factory.mktemp("statistics")
    for number in range(8):
        session = 63 + number % 2
        preamble = (
            (f"Rappelant sa résolution 63/{10 + number - 1} du 6 décembre 2008",) if session == 64 else ()
        )
        text = assembly(
            f"{session}/{10 + number}",
            f"Action {number // 2}",
            f"6 décembre {session + 1945}",
            preamble,
            ASKED,
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    path = folder / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(folder.glob("*.txt"))]
        add(library, texts, lambda outcome: None, processes=1)
    with Library.open(path) as library:
        yield library


@pytest.mark.parametrize("day", [DAY, datetime.date(2009, 3, 1), datetime.date(2009, 12, 31)])
def test_they_count_what_the_ledger_lists(shelf: Library, day: datetime.date) -> None:
    found = statistics(shelf, StatisticsQuery(day))
    entries = answer(shelf, LedgerQuery(day, statuses=EVERY)).entries
    kinds: Counter[tuple[int, str]] = Counter()
    came: Counter[tuple[int, str]] = Counter()
    for each in entries:
        owed = each.obligation
        assert owed.adopted_on is not None
        kinds[owed.adopted_on.year, owed.kind] += 1
        recurs = owed.recurrence is not None and owed.recurrence.rule is not None
        if owed.window is not None and owed.window.closes < day and not recurs:
            came[owed.window.closes.year, each.status.value] += 1
    told = {(year, status.value): n for year, row in found.kept.items() for status, n in row.items()}
    assert told == dict(came)
    if day == DAY:  # all was adopted before it
        asked = {(year, kind): n for year, row in found.asked.items() for kind, n in row.items()}
        assert asked == dict(kinds)
    assert {status for row in found.kept.values() for status in row} <= set(OUTCOMES)


def test_how_often_it_comes_again(shelf: Library) -> None:
    rhythms = statistics(shelf, StatisticsQuery(DAY)).rhythms
    assert rhythms["yearly"] == 8 and rhythms["every-two-years"] == 8


def test_of_whom_and_by_organ(shelf: Library) -> None:
    every, none = (statistics(shelf, StatisticsQuery(DAY, organ)) for organ in (None, "S"))
    assert every.actors[0].actor.id == "secretary-general"
    assert every.organs == (("A", sum(n for row in every.asked.values() for n in row.values())),)
    assert not none.asked and not none.kept and not none.actors and not none.rhythms
    assert statistics(shelf, StatisticsQuery(DAY, "A")).actors == every.actors


def test_shell_page_and_file_tell_the_same(shelf: Library, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert command(["stats", "--years", "--csv", "--as-of", str(DAY), "--library", str(shelf.path)]) == 0
    told = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))
    served = ServedLibrary(shelf.path, today=lambda: DAY, read_only=True)
    with TestClient(build(served), base_url="http://localhost") as client:
        assert client.get("/statistics.json").json() == [{**row, "count": int(row["count"])} for row in told]
        assert client.get("/api/v1/statistics").json()["items"] == client.get("/statistics.json").json()
        for language in ("fr", "en"):
            text = unescape(client.get(f"/statistics?lang={language}").text)
            place = re.search(r'href="(/due[^"]*year=2010[^"]*)"', text)
            assert place is not None and "2010" in client.get(place[1]).text
        picture = ET.fromstring(client.get("/statistics/kept.svg").content)
        assert picture.tag.endswith("svg") and len(picture.findall(".//{*}title")) >= 1
        assert client.get("/statistics/other.svg").status_code == 404
        assert client.get("/statistics?organ=%3Cb%3E").status_code == 200
    served.close()
    assert command(["stats", "--organ", "A", "--library", str(shelf.path)]) == 2
