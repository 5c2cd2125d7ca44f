"""The page of an actor, and the list of actors."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def test_those_of_whom_most_is_asked_come_first(client: TestClient) -> None:
    page = client.get("/actor?lang=fr").text
    counts = [int(each) for each in re.findall(r'class="number">(\d+)<svg', page)]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 5
    assert '<a href="/actor/secretary-general?lang=fr" lang="fr">Secrétaire général</a>' in page
    assert (
        '<a href="/actor/secretary-general?lang=en" lang="en">Secretary-General</a>'
        in client.get("/actor?lang=en").text
    )


def test_actors_are_looked_for_in_any_language(client: TestClient) -> None:
    for words in ("secrétaire", "Secretary", "secretary-general"):
        page = client.get("/actor", params={"q": words, "lang": "fr"}).text
        assert "/actor/secretary-general" in page
    assert "/actor/" not in client.get("/actor?q=zzzz&lang=fr").text.split("<main")[1]


@pytest.mark.parametrize("name", ["secretary-general", "Secrétaire général", "the Secretary-General"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_asked_of_an_actor(client: TestClient, name: str, language: str) -> None:
    page = client.get(f"/actor/{name}", params={"lang": language}).text
    assert (
        f'<h1 lang="{language}">{"Secrétaire général" if language == "fr" else "Secretary-General"}</h1>'
        in page
    )
    assert "A/RES/75/28" in page
    assert "A/RES/62/27" in page


def test_the_picture_and_the_table_say_the_same(client: TestClient) -> None:
    page = client.get("/actor/secretary-general?lang=en").text
    bars = re.findall(r"<title>(\d{4}): (\d+)</title>", page)
    rows = re.findall(r'<tr><th scope="row">(\d{4})</th>(.*?)</tr>', page)
    assert bars
    assert sum(int(number) for _, number in bars) == sum(
        int(re.findall(r'class="number">(\d+)</td>', cells)[-1]) for _, cells in rows
    )
    assert {year for year, _ in bars} == {year for year, _ in rows}
    assert page.count('role="img"') == page.count("</svg>") - page.count('aria-hidden="true"><rect')


def test_names_with_strokes_and_hostile_names(client: TestClient) -> None:
    for name in ("x/y/z", "<script>alert(1)</script>", "%00", "é" * 500, "../../etc", "\u202egnp"):
        answer = client.get(f"/actor/{name}")
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text


def test_a_name_of_several_shows_them_together(client: TestClient) -> None:
    page = client.get("/actor/États?lang=fr")
    assert page.status_code == 200
    assert "<h1" in page.text


def test_a_state_leads_to_what_binds_it_through_groups(client: TestClient) -> None:
    place = "/due?bearer=TM&amp;groups=1&amp;status=all"
    assert place in client.get("/actor/TM?lang=fr").text
    assert "groups=1" not in client.get("/actor/secretary-general?lang=fr").text
