"""What else says this, on a page: every answer leads to its paragraph, and every paragraph leads here."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.library.likeness import teach
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library


@pytest.fixture(scope="module")
def learnt(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser over the four samples, which have learnt what is alike in them."""
    path = Path(shutil.copy(library_file, tmp_path_factory.mktemp("alike") / "library.sqlite"))
    with Library.open(path, write=True) as library:
        teach(library)
    served = ServedLibrary(path, today=lambda: datetime.date(2026, 11, 21), read_only=True)
    with TestClient(build(served), base_url="http://localhost") as client:
        yield client
    served.close()


def links(page: str, path: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'href="({path}[^"]*)"', page)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_a_paragraph_to_what_says_the_same_and_back(learnt: TestClient, language: str) -> None:
    text = learnt.get(f"/resolution/A/RES/75/28?lang={language}").text
    asked = next(each for each in links(text, "/alike") if "op_6" in each)
    assert f"lang={language}" in asked
    found = links(learnt.get(asked).text, "/resolution/")
    paragraphs = [each for each in found if "#" in each]
    assert paragraphs and not [each for each in paragraphs if "/A/RES/75/28" in each]
    for each in paragraphs:
        place, _, paragraph = each.partition("#")
        assert f"lang={language}" in place
        there = learnt.get(place)
        assert there.status_code == 200 and f'id="{paragraph}"' in there.text


def test_words_typed_are_kept_in_the_form_and_answered(learnt: TestClient) -> None:
    page = learnt.get("/alike", params={"q": "neutralité permanente du Turkménistan", "lang": "fr"}).text
    assert 'value="neutralité permanente du Turkménistan"' in page
    assert any("/A/RES/75/28" in each for each in links(page, "/resolution/"))


def test_what_names_no_paragraph_says_how_one_is_named(learnt: TestClient) -> None:
    assert "75/28#op_1" in learnt.get("/alike", params={"q": "75/28", "lang": "en"}).text
