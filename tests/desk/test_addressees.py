"""Whom a case asks, one by one: in the shell, on its page, by the API; who has replied, and who is named and not known."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from desk_cases import Run
from starlette.testclient import TestClient

from alinea.desk.addressees import addressees_of
from alinea.model.cases import Basis, Reply
from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.vocab.memberships import members_of
from alinea.vocab.tables import table

ROOT = Path(__file__).resolve().parents[2]


def basis(*addressees: tuple[str, str]) -> Basis:
    return Basis(
        "A/RES/99/1", "op_1", None, None, None, "en", "…", asked=(("the Chair", ""),), addressees=addressees
    )


def reply(number: int, sender: str, id: str | None, *, withdrawn: bool = False) -> Reply:
    day = datetime.date(2026, 11, number)
    return Reply(number, sender, id, day, None, "…", None, None, None, None, None, False, withdrawn)


def test_groups_are_expanded_to_states_and_entities_and_none_stands_twice() -> None:
    found = addressees_of(
        basis(
            ("the Central Asian States", "states-of-central-asia"),
            ("Kazakhstan", "KZ"),
            ("the regional commissions", "regional-commissions"),
            ("WHO", "who"),
            ("relevant entities of the United Nations system", "united-nations-system"),
            ("the Friends", ""),
        ),
        [
            reply(1, "Kazakhstan", "KZ"),
            reply(2, "Kazakhstan", "KZ"),
            reply(3, "ECE", "ece", withdrawn=True),
            reply(4, "Somebody", None),
        ],
    )
    assert [each.id for each in found.each] == [
        "KG", "KZ", "TJ", "TM", "UZ", "eca", "ece", "eclac", "escap", "escwa", "who",
    ]  # fmt: skip
    assert {each.id: [answer.id for answer in each.replies] for each in found.each if each.replies} == {
        "KZ": [1, 2]
    }
    assert found.each[1].through == "the Central Asian States"
    assert found.unlisted == ("relevant entities of the United Nations system", "the Friends")
    assert [each.sender for each in found.others] == ["Somebody"]


def test_where_no_views_are_sought_those_who_are_charged_are_asked() -> None:
    assert addressees_of(basis(), []).unlisted == ("the Chair",)


def test_members_are_states_and_actors_that_the_vocabulary_knows() -> None:
    assert len(members_of("member-states")) == 193 and len(members_of("states")) == 195
    every = table("common", "memberships")
    for group in every["members"]:
        assert set(members_of(group)) <= set(table("common", "states"))
    for group, row in every["entities"].items():
        assert set(members_of(group)) <= set(table("common", "actors")) and row["source"] and row["as_of"]
    assert not members_of("united-nations-system") and not members_of("no such group")


@pytest.fixture
def asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1610928000")  # 18 January 2021
    run("add", ROOT / "samples")
    run("case", "open", "75/28#op_6/views/1")
    run("case", "reply", "1", "--from", "Kenya", "--text", "Views.")
    return tmp_path


def test_the_shell_lists_who_has_replied_and_who_has_not(run: Run, asked: Path) -> None:
    _, out, told = run("case", "addressees", "1", "--lang", "fr")
    lines = out.splitlines()
    assert lines[0] == "198 destinataires, dont 1 a répondu"
    assert "  ✓ Kenya · 18 janvier 2021" in lines
    assert lines[-1] == "  · Commission économique pour l’Europe"
    assert "les entités compétentes du système des Nations Unies" in told

    _, out, _ = run("case", "addressees", "1", "--waiting", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 197 and "KE" not in {row["id"] for row in rows}


def test_page_and_api_list_the_same(asked: Path) -> None:
    now = datetime.datetime(2021, 1, 19, tzinfo=datetime.UTC)
    casework = Casework(asked / "desk.sqlite", "Ana", lambda: now)
    library = ServedLibrary(asked / "library.sqlite", today=now.date, casework=casework)
    with TestClient(build(library), base_url="http://localhost", client=("127.0.0.1", 50000)) as client:
        page = client.get("/cases/1?lang=en").text
        assert "198 addressees, of whom 1 has replied" in page and "Kenya ✓" in page
        rows = list(csv.DictReader(io.StringIO(client.get("/cases/1/addressees.csv?lang=en&waiting=1").text)))
        found = client.get(
            "/api/v1/cases/1/addressees?waiting=true", headers={"accept-language": "en"}
        ).json()
    assert len(rows) == 197 and [row["name"] for row in rows] == [each["name"] for each in found["items"]]
    assert found["unlisted"] == ["les entités compétentes du système des Nations Unies"]
