"""What other machines find: one address in many forms, the map of the site, how to search it; answers compressed."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from alinea.server.web.pages.resolution import wanted

TEXT = "/resolution/A/RES/75/28"
OFFERED = ("text/html", "application/json", "text/csv")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("text/*;q=0.4, text/csv", "text/csv"),
        ("application/*, text/html;q=0", "application/json"),
        ("image/png", "text/html"),
        ("application/json;q=x", "text/html"),
    ],
)
def test_the_form_that_is_wanted(accept: str, media: str) -> None:
    assert wanted(accept, OFFERED) == media


@pytest.mark.parametrize(
    ("media", "beginning"),
    [
        ("application/json", b"{"),
        ("application/ld+json", b"{"),
        ("application/akn+xml", b"<?xml"),
        ("application/marcxml+xml", b"<?xml"),
        ("text/markdown", b"# "),
        ("text/csv", b"\xef\xbb\xbf"),
        ("application/x-bibtex", b"@"),
        ("application/x-research-info-systems", b"TY  - "),
    ],
)
def test_one_address_in_the_form_asked_for(client: TestClient, media: str, beginning: bytes) -> None:
    answer = client.get(TEXT, headers={"accept": media})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(media)
    assert answer.content.startswith(beginning)
    assert "Accept" in answer.headers["vary"] and answer.headers["content-language"] == "fr"
    same = client.get(answer.headers["content-location"])
    assert same.content == answer.content


def test_a_page_names_its_other_forms_and_languages_and_they_are_there(client: TestClient) -> None:
    html = client.get(f"{TEXT}?lang=fr").text
    head = html.partition("<body")[0]
    alternates = re.findall(r'<link rel="alternate"(?: type="([^"]+)")?[^>]*href="([^"]+)"', head)
    assert len(alternates) >= 10
    for media, place in alternates:
        answer = client.get(unescape(place))
        assert answer.status_code == 200 and answer.headers["content-type"].startswith(media or "text/html")
    assert f'<link rel="canonical" href="{TEXT}?lang=fr">' in head
    assert {"fr", "en"} <= set(re.findall(r'hreflang="([a-z]+)"', head))


def test_a_page_says_of_its_text_what_search_engines_understand(client: TestClient) -> None:
    html = client.get(TEXT).text
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    found = json.loads(told)
    assert found["legislationIdentifier"] == "A/RES/75/28" and found["legislationDate"] == "2020-12-07"
    assert "Legislation" in found["@type"] and "eli:LegalResource" in found["@type"]
    assert not set("<>&") & set(told)
    assert client.get(TEXT, headers={"accept": "application/pdf"}).status_code == 406


def test_the_map_of_the_site_has_every_text_and_leads_nowhere_else(client: TestClient) -> None:
    def places(path: str) -> list[str]:
        return [
            each.text or ""
            for each in ET.fromstring(client.get(path).content).iter()
            if each.tag.endswith("}loc")
        ]

    index = places("/sitemap.xml")
    urls = [url for part in index for url in places(part.removeprefix("http://localhost:8420"))]
    assert f"http://localhost:8420{TEXT}" in urls and "http://localhost:8420/browse" in urls
    assert all(client.get(url).status_code == 200 for url in urls)
    assert client.get("/sitemap-99.xml").status_code == 404
    assert client.get("/sitemap-99999999999999999999999.xml").status_code in (400, 404)
    robots = client.get("/robots.txt").text
    assert "Sitemap: http://localhost:8420/sitemap.xml" in robots and "Disallow: /search" in robots


def test_a_browser_learns_to_search_here(client: TestClient) -> None:
    root = ET.fromstring(client.get("/opensearch.xml").content)
    template = next(each.get("template", "") for each in root if each.get("type") == "text/html")
    assert client.get(template.replace("{searchTerms}", "neutralit%C3%A9")).status_code == 200
    assert 'href="/opensearch.xml"' in client.get("/").text


def test_answers_are_compressed_but_for_those_that_hold_a_secret(client: TestClient) -> None:
    taken = {"accept-encoding": "gzip"}
    plain = client.get(TEXT, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers and "Accept-Encoding" in plain.headers["vary"]
    with client.stream("GET", TEXT, headers=taken) as answer:
        raw = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) == len(raw) < len(plain.content) // 2
    assert gzip.decompress(raw) == plain.content
    tag = client.get("/statistics", headers=taken).headers["etag"]
    assert tag.startswith("W/")
    assert client.get("/statistics", headers={**taken, "if-none-match": tag}).status_code == 304
    assert "content-encoding" not in client.get("/lint", headers=taken).headers


def test_what_another_site_has_a_browser_send_is_not_read(client: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site", "origin": "http://evil.example", "content-type": "text/plain"}
    assert client.post("/api/v1/read", content=b"text", headers=foreign).status_code == 403
