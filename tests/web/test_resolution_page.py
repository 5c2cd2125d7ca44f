"""A resolution on its page: set as the document, with its apparatus, its source and its downloads."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(html: str, id: str) -> str:
    """The paragraph of an address, up to the next one."""
    start = html.index(f'id="{id}"')
    end = html.find('class="para', start)
    return html[start : end if end > 0 else len(html)]


def test_a_paragraph_has_its_charge_in_plain_words(client: TestClient) -> None:
    told = words(part(client.get("/resolution/A/RES/75/28?lang=fr").text, "op_6"))
    assert "Invite le Secrétaire général à solliciter les vues des États Membres" in told
    assert "76e session" in told and "recueillir ou communiquer des vues" in told


def test_openings_are_set_in_italics_and_notes_can_be_reached(client: TestClient) -> None:
    html = client.get("/resolution/A/RES/75/28").text
    assert "<em>Rappelant</em>" in html
    assert 'href="#note_1" role="doc-noteref"' in html and 'id="note_1"' in html


def test_citations_lead_somewhere_and_say_whether_it_is_held(client: TestClient) -> None:
    html = client.get("/resolution/A/RES/62/27?lang=en").text
    assert 'data-cite="A/RES/61/62"' in html and 'href="/resolution/A/RES/61/62?lang=en"' in html
    assert client.get("/resolution/A/RES/61/62?lang=en").status_code == 200


def test_the_language_of_the_text_is_marked_whatever_that_of_the_page(client: TestClient) -> None:
    html = client.get("/resolution/A/RES/75/28?lang=en").text
    assert '<html lang="en"' in html
    assert 'class="words" lang="fr"' in html


def test_the_series_is_shown_with_its_reasons(client: TestClient) -> None:
    told = words(client.get("/resolution/A/RES/62/27?lang=fr").text)
    assert "Textes successifs sur la question" in told and "A/RES/61/62" in told and "texte absent" in told


def test_the_source_shows_the_very_characters(client: TestClient) -> None:
    html = client.get("/source/A/RES/75/28?at=op_6").text
    marked = unescape(re.sub(r"<[^>]+>", "", re.search(r"<mark id=\"here\">(.*?)</mark>", html, re.S)[1]))  # type: ignore[index]
    assert "solliciter les vues" in marked and marked.rstrip().endswith(".")


def test_downloads_are_what_they_say(client: TestClient) -> None:
    record = json.loads(client.get("/download/json/A/RES/75/28").text)
    assert record["symbol"] == "A/RES/75/28"
    akn = client.get("/download/akn/A/RES/75/28")
    assert b"akomaNtoso" in akn.content and "attachment" in akn.headers["content-disposition"]
    assert client.get("/download/markdown/A/RES/75/28").text.count("Invite") >= 2
    assert client.get("/download/exe/A/RES/75/28").status_code == 404


def test_the_original_is_the_file_that_was_read(client: TestClient) -> None:
    answer = client.get("/original/A/RES/75/28")
    assert answer.content == (SAMPLES / "A-RES-75-28.fr.txt").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"


def test_search_finds_the_paragraph_in_its_place(client: TestClient) -> None:
    html = client.get("/search", params={"q": "neutralité vues", "lang": "fr"}).text
    assert "/resolution/A/RES/75/28?text=fr&amp;lang=fr#op_6" in html
    assert "<mark>neutralité</mark>" in html


def test_a_symbol_that_is_searched_leads_straight_to_the_text(client: TestClient) -> None:
    html = client.get("/search", params={"q": "75/28", "lang": "fr"}).text
    assert 'href="/resolution/A/RES/75/28?lang=fr"' in html and "aller au texte" in html


def test_facets_narrow_down_and_can_be_taken_back(client: TestClient) -> None:
    html = client.get("/search", params={"q": "neutralité", "part": "operative", "lang": "fr"}).text
    assert 'aria-current="true"' in html and "(retirer)" in html
    assert set(re.findall(r"#(\w+?)_", html)) <= {"op"}


def test_an_export_holds_what_the_search_finds(client: TestClient) -> None:
    rows = json.loads(client.get("/search.json", params={"q": "neutralité"}).text)
    assert rows and all("work" in row for row in rows)
    assert client.get("/search.csv", params={"q": "neutralité"}).text.startswith("\ufeffaddress,")


def test_a_page_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/resolution/A/RES/75/28?lang=fr")
    assert "Accept" in first.headers["vary"]
    again = client.get("/resolution/A/RES/75/28?lang=fr", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and "Accept" in again.headers["vary"]
    data = client.get("/resolution/A/RES/75/28?lang=fr", headers={"accept": "application/json"})
    assert data.json()["symbol"] == "A/RES/75/28"
