"""Names in tables are reconciled with identifiers, as OpenRefine asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient


def asked(api: TestClient, *queries: dict[str, Any]) -> list[list[dict[str, Any]]]:
    batch = json.dumps({f"q{place}": query for place, query in enumerate(queries)})
    response = api.post("reconcile", data={"queries": batch})
    assert response.status_code == 200, response.text
    assert api.get("reconcile", params={"queries": batch}).json() == response.json()
    return [response.json()[f"q{place}"]["result"] for place in range(len(queries))]


def test_the_service_describes_itself(api: TestClient) -> None:
    told = api.get("reconcile").json()
    assert told["versions"] == ["0.2"] and [each["id"] for each in told["defaultTypes"]] == ["text", "actor"]
    assert told["view"]["url"] == "http://localhost/api/v1/reconcile/{{id}}"
    french = api.get("reconcile", params={"lang": "fr"}).json()
    assert french["name"] != told["name"]
    assert "access-control-allow-origin" not in api.get("reconcile").headers


def test_symbols_and_actors_are_found_as_they_are_typed(api: TestClient) -> None:
    text, absent, actor, state = asked(
        api, {"query": "75/28"}, {"query": "A/RES/70/1"}, {"query": "le Secrétaire général"}, {"query": "UZB"}
    )
    assert [(each["id"], each["match"], each["type"][0]["id"]) for each in text] == [
        ("A/RES/75/28", True, "text")
    ]
    assert text[0]["name"].startswith("Le rôle de la politique de neutralité")
    assert [(each["id"], each["name"], each["match"]) for each in absent] == [
        ("A/RES/70/1", "A/RES/70/1", True)
    ]
    assert [(each["id"], each["match"]) for each in actor] == [("secretary-general", True)]
    assert [(each["id"], each["score"]) for each in state] == [("UZ", 100)]


def test_what_is_like_a_name_is_offered_and_not_taken(api: TestClient) -> None:
    mistyped, nothing, typed = asked(
        api,
        {"query": "Secretary-Generl", "type": "actor", "limit": 3},
        {"query": "  "},
        {"query": "Secretary-General", "type": ["text"]},
    )
    assert "secretary-general" in [each["id"] for each in mistyped] and len(mistyped) <= 3
    assert not any(each["match"] for each in mistyped)
    assert nothing == [] and all(each["type"][0]["id"] == "text" for each in typed)


def test_a_title_finds_its_text(api: TestClient) -> None:
    title = "Zone de paix, de confiance et de coopération de l'Asie centrale"
    whole, part = asked(api, {"query": title, "type": "text"}, {"query": title[:45], "type": "text"})
    assert [(each["id"], each["match"]) for each in whole] == [("A/RES/76/299", True)]
    assert [(each["id"], each["match"]) for each in part] == [("A/RES/76/299", False)]


def test_identifiers_lead_to_pages(api: TestClient) -> None:
    for id, page in (("A/RES/75/28", "/resolution/A/RES/75/28"), ("UZ", "/actor/UZ")):
        response = api.get(f"reconcile/{id}", follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (307, page)


@pytest.mark.parametrize(
    "batch", ["no json", "[]", '{"q0": {}}', json.dumps({str(n): {} for n in range(101)})]
)
def test_what_is_no_batch_is_refused(api: TestClient, batch: str) -> None:
    response = api.post("reconcile", data={"queries": batch})
    assert response.status_code == 400 and response.json()["type"].endswith("invalid-parameter")


def test_a_batch_is_bounded(api: TestClient) -> None:
    assert api.post("reconcile", data={"queries": "x" * 1_100_000}).status_code == 413
