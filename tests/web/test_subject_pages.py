"""The pages of subjects, their facet, and the subjects beside a text."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_all_subjects_by_domain_in_the_language_of_the_page(client: TestClient) -> None:
    page = client.get("/subject", params={"lang": "fr"}).text
    assert "Désarmement" in page or "désarmement" in page
    assert 'href="/subject/law-of-the-sea?lang=fr"' in page
    assert page.index("Questions politiques") < page.index("Santé")


def test_a_subject_has_the_texts_whose_titles_name_it(client: TestClient) -> None:
    page = client.get("/subject/neutrality", params={"lang": "fr"}).text
    assert "<h1>Neutralité</h1>" in page
    assert "A/RES/75/28" in page and "A/RES/62/27" not in page
    assert "https://metadata.un.org/thesaurus/1004384" in page
    assert "/search?subject=neutrality" in page


@pytest.mark.parametrize("typed", ["1004384", "Neutrality", "neutralité"])
def test_other_names_lead_to_the_one_address(client: TestClient, typed: str) -> None:
    answer = client.get(f"/subject/{typed}", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("/subject/neutrality")


def test_what_is_no_subject_is_not_there(client: TestClient) -> None:
    answer = client.get("/subject/<b>x</b>", params={"lang": "en"})
    assert answer.status_code == 404
    assert "<b>x</b>" not in answer.text


def test_search_is_narrowed_by_a_subject_that_is_counted_and_called_by_its_name(client: TestClient) -> None:
    page = client.get("/search", params={"subject": "terrorism", "lang": "en"}).text
    assert "A/RES/75/272" in page
    facet = page[page.index("<h2>Subject</h2>") :]
    assert "Terrorism" in facet or "terrorism" in facet
    assert "counter-terrorism" in facet


def test_a_text_is_shown_with_its_subjects_and_where_each_stands(client: TestClient) -> None:
    page = client.get("/resolution/A/RES/75/272", params={"lang": "fr"}).text
    part = page[page.index('id="subjects"') :]
    assert part.index("/subject/preventive-diplomacy") < part.index("/subject/terrorism")
    assert "#pp_8" in part
