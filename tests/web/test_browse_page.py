"""Browsing on pages: every number leads to what it counts, nothing ends in a dead end."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.library.metadata import parse_line
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

PUBLISHED = (
    '{"symbol": "A/RES/75/28", "committee": "First Committee", "sponsors": ["MALI", "C\\u00d4TE D\'IVOIRE"], "SDGs": ["16"],'
    ' "subjects": [["NEUTRALITY", "UNBIS Thesaurus"]], "agenda_item": "Agenda item 34", "MS_in_favour": ["CHAD"],'
    ' "originating_document": "A/75/L.31"}',
    '{"symbol": "A/RES/75/29", "title": "A matter <b>of note</b>", "committee": "#firstCommittee", "sponsors": ["MALI"],'
    ' "adoption_date": "7 December 2020"}',
)


@pytest.fixture(scope="module")
def browsing(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser over the four samples, with what is published of one of them and of another text."""
    path = Path(shutil.copy(library_file, tmp_path_factory.mktemp("browse") / "library.sqlite"))
    with Library.open(path, write=True) as library:
        library.keep_metadata([each for told in PUBLISHED for each in parse_line(told)])
    served = ServedLibrary(path, today=lambda: datetime.date(2026, 11, 21))
    with TestClient(build(served), base_url="http://localhost") as client:
        yield client
    served.close()


def links(text: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="(/[^"#]*)', text)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_organ_to_the_item_and_the_text(browsing: TestClient, language: str) -> None:
    root = browsing.get("/browse", params={"lang": language}).text
    assert "/browse?lang=" + language + "&organ=A" in links(root)
    organ = browsing.get(f"/browse?organ=A&lang={language}").text
    assert f"/browse?organ=A&lang={language}&session=75" in links(organ)
    session = browsing.get(f"/browse?organ=A&session=75&lang={language}").text
    assert f"/browse?organ=A&session=75&lang={language}&item=34" in links(session)
    item = browsing.get(f"/browse?organ=A&session=75&item=34&lang={language}").text
    assert f"/resolution/A/RES/75/28?lang={language}" in links(item)
    assert f"/resolution/A/RES/75/29?lang={language}" not in links(item)


def test_a_text_that_is_not_in_the_library_has_a_page_of_what_is_known(browsing: TestClient) -> None:
    answer = browsing.get("/resolution/A/RES/75/29?lang=fr")
    assert answer.status_code == 200
    assert "A matter &lt;b&gt;of note&lt;/b&gt;" in answer.text
    assert "Première Commission" in answer.text and "ne figure pas dans la bibliothèque" in answer.text
    assert "https://undocs.org/fr/A/RES/75/29" in answer.text


def test_a_text_that_is_only_cited_tells_who_cites_it(browsing: TestClient) -> None:
    answer = browsing.get("/resolution/A/RES/61/62")
    assert answer.status_code == 200 and "/resolution/A/RES/62/27" in links(answer.text)
    assert "/browse?organ=A&session=61" in links(answer.text)
    assert browsing.get("/document/A/62/133").status_code == 200
    assert browsing.get("/resolution/A/RES/1/1").status_code == 404
    assert browsing.get("/document/A/1/1").status_code == 404


def test_what_is_published_of_a_text_leads_to_all_that_have_the_same(browsing: TestClient) -> None:
    text = browsing.get("/resolution/A/RES/75/28").text
    wanted = {"committee=First+Committee", "sponsor=MALI", "goal=16", "item=34"}
    wanted |= {"state=CHAD&vote=yes"}
    found = {each for each in links(text) if each.startswith("/browse?")}
    for each in wanted:
        assert any(each in link for link in found), each
    assert "Côte d’Ivoire" in text
    answer = browsing.get("/browse?state=CHAD&vote=yes").text
    assert "/resolution/A/RES/75/28" in links(answer)


def test_no_link_of_what_is_browsed_leads_nowhere(browsing: TestClient) -> None:
    seen: set[str] = set()
    waiting = [
        "/browse",
        "/browse?organ=A",
        "/resolution/A/RES/75/28",
        "/resolution/A/RES/75/29",
        "/resolution/A/RES/61/62",
        "/map/A/RES/62/27",
    ]
    for path in waiting:
        found = links(browsing.get(path).text)
        wanted = {each for each in found if each.startswith(("/browse", "/resolution", "/document/", "/map"))}
        for each in sorted(wanted - seen):
            seen.add(each)
            assert browsing.get(each).status_code == 200, f"{path} leads to {each}"
    assert len(seen) > 30


@pytest.mark.parametrize(
    "query",
    [
        "organ=%00",
        "organ=" + "A" * 400,
        "session=x",
        "session=999999",
        "item=-1",
        "vote=maybe&state=X",
        "after=zzz",
        "subject=%27%22%3Cscript%3E",
        "organ=A&after=%ff",
    ],
)
def test_whatever_is_asked_is_answered(browsing: TestClient, query: str) -> None:
    answer = browsing.get(f"/browse?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
