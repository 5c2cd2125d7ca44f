"""What people take away, on pages and as files, as the command writes it."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import docx
import pytest
from starlette.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = ("cycle", "forecast", "inventory", "news")


def test_the_pages_are_listed_and_lead_on(client: TestClient) -> None:
    listed = client.get("/schedules?lang=fr").text
    assert all(f'href="/schedules/{name}?lang=fr"' in listed for name in NAMES)
    assert "/schedules" in client.get("/due").text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_is_a_page(client: TestClient, name: str, language: str) -> None:
    answer = client.get(f"/schedules/{name}?lang={language}&from=2021-07&months=16&since=2020-01-01")
    assert answer.status_code == 200
    assert "<table" in answer.text and "A/RES/75/28" in answer.text


def test_a_paragraph_leads_to_its_page(client: TestClient) -> None:
    text = client.get("/schedules/cycle?lang=en&from=2021-09&months=14").text
    assert 'href="/resolution/A/RES/75/28?lang=en' in text
    assert "undocs" not in text.partition("<main")[2].partition("</main>")[0]


def test_a_page_as_a_file_is_what_the_page_shows(client: TestClient) -> None:
    answer = client.get("/schedules/cycle.docx?lang=fr&from=2021-09&months=14")
    assert answer.headers["content-disposition"] == 'attachment; filename="cycle.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    assert any("septembre 2021" in each.text for each in document.paragraphs)
    rows = client.get("/schedules/inventory.csv?lang=en").text.splitlines()
    assert len(rows) > 1 and rows[0].lstrip("\ufeff").startswith("section,")


@pytest.mark.parametrize(
    "address", ["/schedules/none", "/schedules/cycle.exe", "/schedules/cycle.", "/schedules/.docx"]
)
def test_what_there_is_not_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["from=soon&months=many", "from=2021-13", "months=999999", "organ=AG&kind=x"]
)
def test_nothing_typed_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/schedules/cycle?{query}").status_code == 200


def test_news_are_a_feed(client: TestClient) -> None:
    answer = client.get("/news.atom?lang=en&since=2007-01-01&as-of=2022-09-01")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    ids = [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids)) and "tag:alinea,2026:A/RES/76/299/adopted" in ids
    assert 'href="/news.atom?lang=en"' in client.get("/schedules/news?lang=en").text


def test_the_api_gives_the_same(client: TestClient) -> None:
    given = client.get(
        "/api/v1/schedules/forecast?since=2008-01-01&months=12&as_of=2008-01-01&lang=en"
    ).json()
    [section] = given["sections"]
    assert {row["authority"] for row in section["rows"]} == {"A/RES/62/27, para. 8"}
    assert {row["slot"] for row in section["rows"]} == {"2008-07-08"}
    assert client.get("/api/v1/schedules/none").status_code == 400
