"""The page of relations: of a text, and of an actor."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from alinea.server.web.pages import relations as pages


def test_the_relations_of_a_text_with_the_words_that_say_so(client: TestClient) -> None:
    page = client.get("/relations/A/RES/75/272", params={"lang": "fr"}).text
    assert "Fonds pour la consolidation de la paix" in page
    assert "#pp_12" in page and "liens de collaboration étroits qui unissent" in page


def test_the_same_relation_is_one_row_with_all_its_places(client: TestClient) -> None:
    page = client.get("/relations/A/RES/75/272", params={"lang": "fr"}).text
    rows = [each for each in page.split("<tr>") if "agit avec" in each and ">gouvernements<" in each]
    assert len(rows) == 1
    assert "#op_1" in rows[0] and "#op_4" in rows[0]


def test_the_relations_of_an_actor_from_all_texts_that_name_it(client: TestClient) -> None:
    page = client.get("/relations/undp", params={"lang": "en"}).text
    assert "established under the auspices of" in page and "A/RES/76/299" in page


def test_of_what_is_not_held_nothing_is_told(client: TestClient) -> None:
    assert client.get("/relations/A/RES/1/1").status_code == 404
    assert "no text of the library states" in client.get("/relations/nobody", params={"lang": "en"}).text


def test_of_an_actor_whom_many_texts_name_some_rows_are_shown_at_a_time(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ROWS", 1)
    first = client.get("/relations/regional-centre-for-preventive-diplomacy", params={"lang": "en"}).text
    assert "Relations 1 to 1 of " in first and 'rel="prev"' not in first
    second = client.get("/relations/regional-centre-for-preventive-diplomacy?from=1&lang=en").text
    assert "Relations 2 to 2 of " in second
    assert (
        'rel="prev"' in second
        and 'href="/relations/regional-centre-for-preventive-diplomacy?lang=en"' in second
    )
    assert client.get("/relations/regional-centre-for-preventive-diplomacy?from=9999").status_code == 400


def test_of_a_relation_that_many_places_state_some_are_folded_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PLACES", 1)
    page = client.get("/relations/A/RES/75/272", params={"lang": "en"}).text
    assert "and 1 more</summary>" in page
