"""The agenda by session: items, who had them put on it, texts and documents under each; in shell, page and API."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.registers import agenda_of
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

TODAY = datetime.date(2026, 11, 21)
ZONE = "Zone of peace, trust and cooperation of Central Asia"


def resolution(number: str, session: str, item: str, day: str, body: str) -> str:
    return (
        f"United Nations A/RES/{number}\nGeneral Assembly\nDistr.: General\n{day}\n\n{session} session\nAgenda item"
        f" {item}\n\nResolution adopted by the General Assembly on {day}\n\n{number}. {ZONE}\n\n"
        f"The General Assembly,\n\n{body}\n"
    )


FIRST = resolution(
    "76/299",
    "Seventy-sixth",
    "14",
    "28 July 2022",
    "Recalling the Charter,\n\n1. Declares Central Asia a zone of peace;\n\n2. Decides to include in the provisional"
    f" agenda of its seventy-seventh session the item entitled “{ZONE}”.",
)
SECOND = resolution(
    "78/284",
    "Seventy-eighth",
    "64",
    "5 June 2024",
    "Recalling its resolution 76/299 of 28 July 2022 on the zone of peace, trust and cooperation of Central Asia,\n\n"
    "1. Welcomes the efforts of the States of the zone;\n\n2. Decides to include in the provisional agenda of its"
    f" eightieth session the item entitled “{ZONE}”.",
)
AGENDA = (
    "United Nations A/77/150\nGeneral Assembly\nDistr.: General\n15 July 2022\n\nSeventy-seventh session\n\n"
    "Provisional agenda of the seventy-seventh regular session of the General Assembly\n\n"
    "1. Opening of the session.\n\n2. Minute of silent prayer.\n\n"
    f"3. {ZONE} (resolution 76/299).\n\n4. Oceans and the law of the sea:\n\n(a) Sustainable fisheries.\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(f"{place}.txt", text.encode()) for place, text in enumerate((FIRST, SECOND, AGENDA))]
        add(library, texts, lambda outcome: None, processes=1)
    return path


def test_an_item_that_is_carried_over_is_met_by_its_title(file: Path) -> None:
    with Library.open(file) as library:
        entries = answer(library, LedgerQuery(TODAY, EVERY, kinds=("agenda",), work="A/RES/76/299")).entries
    [entry] = entries
    assert (entry.status.value, entry.reason) == ("met", "item-taken-up")
    assert entry.shown and entry.shown.place.symbol == "A/RES/78/284"


def test_items_have_titles_who_put_them_there_and_texts(file: Path) -> None:
    with Library.open(file) as library:
        rows = {
            (each.session, each.item, each.sub): each
            for each in agenda_of(library, LedgerQuery(TODAY, organ="A"))
        }
    assert [key for key in rows if key[0] == 77] == [
        (77, 1, ""),
        (77, 2, ""),
        (77, 3, ""),
        (77, 4, ""),
        (77, 4, "a"),
    ]
    put = rows[77, 3, ""]
    assert put.title == ZONE
    assert [each.obligation.address for each in put.asked] == ["A/RES/76/299#op_2"]
    assert rows[78, 64, ""].texts == ["A/RES/78/284"]
    assert rows[80, None, ""].title == ZONE  # asked for, and no agenda of that session is held


def test_the_shell_the_page_and_the_api_tell_the_same(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["register", "agenda", "--session", "77", "--library", str(file), "--lang", "en", "--to", "csv"]
    assert command(asked) == 0
    shown = capsys.readouterr().out
    assert (
        "Sustainable fisheries" in shown and "A/RES/76/299, para. 2" in shown and "A/RES/78/284" not in shown
    )
    desk = ServedLibrary(file, today=lambda: TODAY, read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        page = client.get("/schedules/register?register=agenda&session=77&lang=en").text
        assert "Sustainable fisheries" in page and "A/RES/76/299, para. 2" in page
        [section] = client.get("/api/v1/schedules/register?register=agenda&session=77&lang=en").json()[
            "sections"
        ]
    desk.close()
    assert [row["item"] for row in section["rows"]] == ["1", "2", "3", "4", "4 (a)"]
