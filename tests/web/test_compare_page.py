"""Two texts on a page, and what is told where they cannot be compared."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_two_texts_are_named_in_one_address(client: TestClient) -> None:
    answer = client.get("/compare/A/RES/62/27/A/RES/75/28", params={"lang": "fr"})
    assert answer.status_code == 200
    assert "De A/RES/62/27 à A/RES/75/28" in answer.text
    assert 'href="/compare/A/RES/75/28/A/RES/62/27?lang=fr"' in answer.text
    assert '<link rel="stylesheet" href="/comparison.css">' in answer.text


def test_side_by_side_each_text_has_its_own_column_and_no_word_of_the_other(client: TestClient) -> None:
    html = client.get("/compare/A/RES/62/27/A/RES/75/28", params={"lang": "fr", "beside": "true"}).text
    columns = re.findall(r'<div class="cmp-columns">(.*?)</div>', html, re.DOTALL)
    assert columns
    for before, after in (re.findall(r"<p class=.cmp-text.*?</p>", each, re.DOTALL) for each in columns):
        assert "<ins>" not in before and "<del>" not in after
    assert ">En continu</a>" in html


def test_what_changed_is_listed_with_links_that_lead_there(client: TestClient) -> None:
    html = client.get("/compare/A/RES/62/27/A/RES/75/28", params={"lang": "fr"}).text
    listed = re.search(r'<details class="cmp-contents">(.*?)</details>', html, re.DOTALL)
    places = re.findall(r'href="#([^"]+)"', listed[1])  # type: ignore[index]
    assert len(places) > 2 and all(f'id="{each}"' in html for each in places)


def test_it_is_taken_away_as_word_with_tracked_changes(client: TestClient) -> None:
    answer = client.get("/compare/A/RES/62/27/A/RES/75/28", params={"form": "docx"})
    assert 'filename="A-RES-62-27-A-RES-75-28.docx"' in answer.headers["content-disposition"]
    body = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert "<w:ins " in body and "<w:del " in body


def test_a_draft_is_compared_with_a_text_of_the_library_and_kept_out_of_it(client: TestClient) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/compare").text)[1]  # type: ignore[index]
    draft = (SAMPLES / "A-RES-62-27.fr.txt").read_text(encoding="utf-8").replace("8. *Prie*", "8. *Invite*")
    sent = {"token": token, "held": "62/27", "text": draft}
    answer = client.post("/compare?lang=fr", data=sent)
    assert answer.status_code == 200 and "cmp-is-force-lowered" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    place = str(answer.url)
    assert client.get(place, params={"form": "docx"}).content[:2] == b"PK"
    client.cookies.clear()
    assert client.get(place).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [({"held": "1/1", "text": "x"}, 404, "1/1"), ({"held": "62/27"}, 422, "Give a file or a text."),
     ({"held": "62/27", "text": "nothing of the kind"}, 422, "no resolution")],
)  # fmt: skip
def test_a_draft_that_cannot_be_compared_is_told_of(
    client: TestClient, sent: dict[str, str], status: int, said: str
) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/compare").text)[1]  # type: ignore[index]
    answer = client.post("/compare?lang=en", data={"token": token, **sent})
    assert answer.status_code == status and 'role="alert"' in answer.text and said in answer.text


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


def test_a_text_that_is_not_held_is_told_with_the_form_and_where_more_is_known(client: TestClient) -> None:
    answer = client.get("/compare/A/RES/61/62/A/RES/62/27", params={"lang": "en"})
    assert answer.status_code == 404
    assert 'value="A/RES/61/62"' in answer.text and 'value="A/RES/62/27"' in answer.text
    assert 'href="/resolution/A/RES/61/62?lang=en">What is known of it' in answer.text
    assert client.get("/compare/nothing/at/all").status_code == 404
