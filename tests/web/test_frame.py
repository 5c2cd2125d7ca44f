"""What every page has: the language asked for, headers that keep out what is foreign, answers to what cannot be met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.server.api.language import preferred_of
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import LARGEST, build

PAGES = (
    "/",
    "/search?q=paix",
    "/resolution/A/RES/75/28",
    "/map/A/RES/62/27",
    "/source/A/RES/75/28?at=op_6",
    "/due",
    "/due?status=all&session=76",
    "/calendar?year=2026",
    "/actor",
    "/actor/secretary-general",
    "/browse?organ=A",
    "/statistics",
    "/about",
)
TEMPLATES = Path(__file__).resolve().parents[2] / "src/alinea/server/web/templates"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_in_the_language_of_its_address(client: TestClient, path: str, language: str) -> None:
    answer = client.get(
        path, params={"lang": language} if "?" not in path else None, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert len(answer.content) < 150_000


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_from_elsewhere_or_has_script_or_style_in_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not re.search(r"<script(?! type=\"application/ld\+json\">)(?![^>]* src=\"/static/)", answer.text)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", answer.text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)


def test_links_keep_the_language_that_was_chosen(client: TestClient) -> None:
    told = client.get("/?lang=fr").text
    assert 'href="/about?lang=fr"' in told and 'href="/?lang=en"' in told
    assert 'href="/about"' in client.get("/").text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de, en;q=0.5, fr;q=0.4", "en"),
        ("EN", "en"),
        ("fr ; q = 0.2, en ; q = 0.4", "en"),
        ("en;q=5, fr", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("es", None),
        ("", None),
        ("fr;q=x,,;;" + "a" * 5000, None),
    ],
)
def test_the_language_a_browser_asks_for(header: str, language: str | None) -> None:
    assert preferred_of(header) == language


def test_a_foreign_host_is_not_served(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1:8420"}).status_code == 200


def test_names_are_served_that_were_given(desk: ServedLibrary) -> None:
    with TestClient(build(desk, hosts=["library.example"]), base_url="http://library.example") as client:
        assert client.get("/about").status_code == 200
        assert client.get("/about", headers={"host": "localhost"}).status_code == 421


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    answer = client.post("/search", content=b"", headers={"content-length": str(LARGEST + 1)})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("path", "code"), [("/nothing-here", 404), ("/resolution/A/RES/1/1", 404), ("/map/nothing", 404)]
)
def test_what_is_not_there_is_told_in_words(client: TestClient, path: str, code: int) -> None:
    answer = client.get(path, params={"lang": "fr"})
    assert answer.status_code == code
    assert "Cette page ne peut être montrée" in answer.text


def test_a_symbol_as_it_is_typed_leads_to_its_own_address(client: TestClient) -> None:
    answer = client.get("/resolution/75/28", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/resolution/A/RES/75/28"


def test_a_library_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    import datetime

    desk = ServedLibrary(tmp_path / "none.sqlite", today=lambda: datetime.date(2026, 1, 1), read_only=True)
    with TestClient(build(desk), base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/?lang=en")
        assert answer.status_code == 503
        assert "none.sqlite" in answer.text and str(tmp_path) not in answer.text


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_templates_have_no_words_of_their_own(path: Path) -> None:
    """Words are in the catalogues, so that every language has them."""
    text = re.sub(r"\{% block kind %\}.*?\{% endblock %\}", " ", path.read_text(encoding="utf-8"))
    text = re.sub(r"\{[#%{].*?[#%}]\}", " ", text, flags=re.S)
    text = re.sub(r"<[^>]*>", " ", text)
    own = {"Alinéa", "Apache", "SHA", "SVG", "PNG"}
    assert set(re.findall(r"[^\W\d_]{3,}", text)) <= own | {"api", "openapi", "json"}
