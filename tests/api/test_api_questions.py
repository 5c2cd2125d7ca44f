"""What is asked of the API, and what it answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.server.api.authorization import ASKED


def given(api: TestClient, path: str, **asked: Any) -> dict[str, Any]:
    response = api.get(path, params=asked)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def leafed(api: TestClient, path: str, limit: int, **asked: Any) -> list[list[Any]]:
    """All pages of an answer, by the links from each to the next."""
    pages = []
    response = api.get(path, params={**asked, "limit": limit})
    while True:
        assert response.status_code == 200, response.text
        body = response.json()
        pages.append(body["items"])
        assert ("next" in response.links) == (body["next"] is not None)
        if body["next"] is None:
            return pages
        response = api.get(f"http://localhost{response.links['next']['url']}")


def test_what_says_the_same_is_told_with_how_near_it_is(api: TestClient) -> None:
    found = given(api, "alike", q="75/28#op_6", limit=2)
    assert found["address"] == "A/RES/75/28#op_6" and len(found["hits"]) <= 2 and found["left"] == 0
    assert all(each["address"]["work"] != "A/RES/75/28" for each in found["hits"])
    words = given(api, "alike", q="neutralité permanente du Turkménistan", language="fr")
    assert words["address"] is None and words["hits"][0]["address"]["work"] == "A/RES/75/28"
    refused = api.get("alike", params={"q": "75/28"})
    assert refused.status_code == 400 and "75/28#op_1" in refused.json()["detail"]


def test_a_record_is_what_the_library_gives(api: TestClient) -> None:
    response = api.get("resolutions/A/RES/75/28")
    record = Record.model_validate_json(response.content)
    assert record.symbol == "A/RES/75/28" and record.operative
    assert response.headers["content-language"] == "fr"
    assert response.headers["content-location"] == "/api/v1/resolutions/A/RES/75/28"


@pytest.mark.parametrize("typed", ["75/28", "a/res/75/28", "A%2FRES%2F75%2F28"])
def test_symbols_are_understood_as_typed(api: TestClient, typed: str) -> None:
    response = api.get(f"resolutions/{typed}")
    assert response.json()["symbol"] == "A/RES/75/28"
    assert response.headers["content-location"] == "/api/v1/resolutions/A/RES/75/28"


@pytest.mark.parametrize("address", ["A/RES/75/28/op_6", "A/RES/75/28/6", "75/28/6"])
def test_a_paragraph_stands_in_its_place(api: TestClient, address: str) -> None:
    found = given(api, f"paragraphs/{address}")
    assert found["address"] == "A/RES/75/28#op_6"
    assert found["part"] == "operative" and found["paragraph"]["id"] == "op_6"
    assert found["before"] == "A/RES/75/28#op_5"
    assert found["text"] == found["paragraph"]["text"]


def test_titles_and_footnotes_have_addresses_as_search_gives_them(api: TestClient) -> None:
    for hit in given(api, "search", part=["title", "note"], limit=20)["items"]:
        place = hit["address"]
        found = given(api, f"paragraphs/{place['work']}/{place['paragraph']}")
        assert found["text"] == hit["text"] and found["part"] == place["part"]


def test_resolutions_are_listed_and_filtered(api: TestClient) -> None:
    every = given(api, "resolutions")["items"]
    assert len(every) == 4
    assert [each["symbol"] for each in given(api, "resolutions", session=62)["items"]] == ["A/RES/62/27"]
    assert [each["symbol"] for each in given(api, "resolutions", year=2020)["items"]] == ["A/RES/75/28"]
    assert given(api, "resolutions", language="en")["items"] == []
    assert given(api, "resolutions", organ="S")["items"] == []


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("resolutions", {}),
        ("search", {"organ": "A"}),
        ("search", {"q": "résolution"}),
        ("commitments", {"status": "all"}),
        ("citations/A/RES/62/27", {}),
        ("actors", {"q": "commission"}),
    ],
)
def test_pages_together_are_the_whole(api: TestClient, path: str, asked: dict[str, str]) -> None:
    whole = given(api, path, **asked, limit=200)["items"]
    assert len(whole) > 3
    for limit in (1, 3, len(whole)):
        pages = leafed(api, path, limit, **asked)
        assert [each for page in pages for each in page] == whole
        assert all(len(page) == limit for page in pages[:-1])


def test_a_cursor_is_good_for_its_question_only(api: TestClient) -> None:
    cursor = given(api, "resolutions", limit=1)["next"]
    assert api.get("resolutions", params={"cursor": cursor}).status_code == 200
    for path, asked in (
        ("resolutions", {"cursor": cursor, "session": 62}),
        ("commitments", {"cursor": cursor}),
        ("resolutions", {"cursor": cursor[:-2] + "xx"}),
        ("resolutions", {"cursor": "é"}),
        ("search", {"q": "paix", "cursor": "AAAA"}),
    ):
        response = api.get(path, params=asked)
        assert response.status_code == 400 and response.json()["type"] == "/api/v1/problems/invalid-cursor", (
            path
        )


def test_search_finds_what_the_command_finds(api: TestClient) -> None:
    found = given(api, "search", q="neutralité", part="operative")
    first = found["items"][0]
    assert first["address"]["work"] == "A/RES/75/28"
    start, end = first["marks"][0]
    assert first["text"][start:end].startswith("neutralité")
    assert found["more"] is False and found["weighed"] == len(found["items"])


def test_commitments_are_entries_of_the_ledger(api: TestClient) -> None:
    found = given(api, "commitments", work="75/28", status="all")
    assert found["as_of"] == "2026-11-21"
    entries = TypeAdapter(list[Entry]).validate_python(found["items"])
    assert {each.obligation.symbol for each in entries} == {"A/RES/75/28"}
    report = next(each for each in entries if each.obligation.kind == "report")
    one = given(api, f"commitments/{report.obligation.id.replace('#', '/')}")
    assert TypeAdapter(Entry).validate_python(one) == report


def test_statuses_stand_on_the_day_asked_about(api: TestClient) -> None:
    before = given(api, "commitments", work="75/28", kind="report", status="all", as_of="2021-01-01")
    after = given(api, "commitments", work="75/28", kind="report", status="all", as_of="2026-01-01")
    assert [each["status"] for each in before["items"]] == ["due"]
    assert [each["status"] for each in after["items"]] != ["due"]


def test_actors_are_found_by_any_name(api: TestClient) -> None:
    found = given(api, "actors", q="Secrétaire général")
    assert "secretary-general" in [each["id"] for each in found["items"]]
    laid = given(api, "actors/secretary-general")
    assert laid == given(api, "actors/Secrétaire général")
    assert laid["charges"] == sum(laid["statuses"].values()) > 0
    items = given(api, "commitments", bearer="secretary-general", status="all", limit=200)["items"]
    assert len(items) == laid["charges"]


def test_citations_lead_somewhere(api: TestClient) -> None:
    cited = given(api, "citations/A/RES/62/27", limit=200)["items"]
    assert {each["outcome"] for each in cited} <= {"resolved", "ambiguous", "unresolved"}
    target = cited[0]["target"]
    back = given(api, f"cited-by/{target}")["items"]
    assert cited[0] in back


def test_series_counts_and_metadata(api: TestClient) -> None:
    assert given(api, "series/A/RES/62/27")["seen_from"] == "A/RES/62/27"
    assert given(api, "stats")["counts"]["works"] == 4
    assert api.get("metadata/A/RES/62/27").status_code == 404


def test_a_text_is_read_and_not_kept(api: TestClient, samples: Any) -> None:
    data = (samples / "A-RES-75-28.fr.txt").read_bytes()
    response = api.post(
        "read", content=data, params={"name": "mine.txt"}, headers={"content-type": "text/plain"}
    )
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    (record,) = response.json()["items"]
    assert Record.model_validate(record).source.path == "mine.txt"
    assert given(api, "stats")["counts"]["works"] == 4


def test_answers_are_utf_8_and_need_no_escapes(api: TestClient) -> None:
    text = api.get("resolutions/75/28").content.decode()
    assert "neutralité" in text and json.loads(text)


def test_two_texts_are_compared(api: TestClient) -> None:
    found = given(api, "compare", before="62/27", after="75/28")
    assert (found["before"]["symbol"], found["after"]["symbol"]) == ("A/RES/62/27", "A/RES/75/28")
    same = given(api, "compare", before="75/28", after="A/RES/75/28")
    assert {each["outcome"] for each in same["pairings"]} == {"kept"}


def test_what_is_compared_is_never_a_file(
    api: TestClient, samples: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "notes.txt"  # the name of no resolution
    file.write_bytes((samples / "A-RES-62-27.fr.txt").read_bytes())
    for name in (file.name, str(file)):
        assert api.get("compare", params={"before": name, "after": "75/28"}).status_code == 404
    assert api.get(f"drafts/{file.name}", params={"session": 77}).status_code == 404


def test_the_next_text_is_drafted_in_every_form(api: TestClient) -> None:
    found = given(api, "drafts/75/28", session=77, as_of="2021-03-01")
    assert found["last"] == "A/RES/75/28" and found["session"] == 77 and found["changes"]
    assert Record.model_validate(found["record"]).operative
    for form, media_type in (
        ("text", "text/plain"),
        ("akn", "application/akn+xml"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ):
        response = api.get("drafts/75/28", params={"session": 77, "form": form})
        assert response.status_code == 200 and response.headers["content-type"].startswith(media_type)
        assert response.headers["content-disposition"].startswith('attachment; filename="draft-77')
    earlier = api.get("drafts/75/28", params={"session": 70})
    assert earlier.status_code == 409 and earlier.json()["code"] == "before"


def test_a_draft_is_looked_at_by_the_rules(api: TestClient, samples: Any) -> None:
    data = (samples / "A-RES-75-28.fr.txt").read_bytes().replace(b"3. ", b"5. ", 1)
    found = api.post("lint", content=data, params={"name": "mine.txt", "lang": "fr"}).json()
    assert {each["rule"] for each in found["items"]} <= set(found["rules"])
    spans = [each["span"] for each in found["items"]]
    assert spans == sorted(spans)
    held = [each for each in found["items"] if each["rule"] == "AL301"]
    assert held and "AL301" in found["rules"]
    alone = api.post("lint", content=data, params={"library": False}).json()
    assert "AL301" not in alone["rules"]
    some = api.post("lint", content=data, params={"select": "AL1"}).json()
    assert some["rules"] and all(each.startswith("AL1") for each in some["rules"])
    assert api.post("lint", content=data, params={"select": "ZZ9"}).json()["type"].endswith("unknown-rule")


def test_spans_are_places_in_the_text_that_is_given(api: TestClient) -> None:
    record = Record.model_validate(given(api, "resolutions/75/28"))
    text = given(api, f"sources/{record.source.sha256}")["text"]
    lead = record.operative[0].lead
    assert lead is not None and text[lead.span.start : lead.span.end] == lead.text
    assert api.get(f"sources/{'0' * 64}").json()["type"] == "/api/v1/problems/no-source"


@pytest.mark.parametrize("query", ["organ=AG", "session=0", "session=-1"])
def test_what_nothing_can_fit_is_refused(api: TestClient, query: str) -> None:
    given = api.get(f"commitments?{query}")
    assert given.status_code == 400
    name = query.partition("=")[0]
    assert [each["name"] for each in given.json()["errors"]] == [name]
    if name == "organ":
        assert "A/HRC" in given.json()["errors"][0]["detail"]


def test_a_route_that_nobody_is_named_for_is_refused_in_words(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(ASKED, "/api/v1/read")
    answer = api.post("read", content=b"text", headers={"content-type": "text/plain"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "does not allow" in answer.json()["detail"]
