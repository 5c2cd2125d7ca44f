"""Two texts on a page, and what is told where they cannot be compared."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_two_texts_are_named_in_one_address(client: TestClient) -> None:
    answer = client.get("/compare/A/RES/62/27/A/RES/75/28", params={"lang": "fr"})
    assert answer.status_code == 200
    assert "De A/RES/62/27 à A/RES/75/28" in answer.text
    assert 'href="/compare/A/RES/75/28/A/RES/62/27?lang=fr"' in answer.text
    assert '<link rel="stylesheet" href="/comparison.css">' in answer.text


def test_the_form_leads_to_that_address(client: TestClient) -> None:
    answer = client.get("/compare", params={"a": "62/27", "b": "75/28"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/compare/A/RES/62/27/A/RES/75/28"


def test_a_text_that_is_not_held_is_told_of_beside_the_form(client: TestClient) -> None:
    answer = client.get("/compare", params={"a": "1/1", "b": "<b>75/28", "lang": "en"})
    assert answer.status_code == 404 and 'name="a" value="1/1"' in answer.text and "<b>" not in answer.text


def test_what_is_no_pair_is_not_there(client: TestClient) -> None:
    for path in ("/compare/A/RES/62/27", "/compare/" + "a/" * 500, "/compare/../../etc/passwd/A/RES/62/27"):
        assert client.get(path).status_code == 404


def test_of_a_text_alone_what_is_known_of_its_series_is_shown(client: TestClient) -> None:
    answer = client.get("/series/A/RES/62/27", params={"lang": "fr"})
    assert answer.status_code == 200 and "pas d’autre texte de la série" in answer.text
    assert "A/RES/61/62" in answer.text


def test_a_text_in_one_language_is_told_of(client: TestClient) -> None:
    assert client.get("/languages/A/RES/62/27").status_code == 404


def test_a_draft_shows_what_was_carried_on_and_what_is_open(client: TestClient) -> None:
    html = client.get("/draft/A/RES/62/27", params={"session": 63, "lang": "fr"}).text
    assert "<ins>" in html and "62/27 du 5 décembre 2007" in html
    assert "soixante-quatrième" in html and "Cote à attribuer" in html
    docx = client.get("/draft/A/RES/62/27", params={"session": 63, "form": "docx"})
    assert docx.content[:2] == b"PK"


def test_a_draft_for_an_earlier_session_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/draft/A/RES/62/27", params={"session": 5, "lang": "en"})
    assert answer.status_code == 422 and "--session" not in answer.text
