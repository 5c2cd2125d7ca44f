"""How the API answers: entity tags, problems in two languages, and what it does where the library fails."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.library.reading import Indexer
from alinea.library.relinking import relink
from alinea.presenting.words import LANGUAGES, words_in
from alinea.server.api import commitments, texts
from alinea.server.api import state as desks
from alinea.server.api.app import build
from alinea.server.api.language import preferred_of
from alinea.server.api.problems import STATUSES
from alinea.server.api.routes import install, router
from alinea.server.api.state import Answers, ServedLibrary
from alinea.store.library import Library
from alinea.store.values import Metadata

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def served(own: Path) -> Iterator[TestClient]:
    """The API over a library that the test may change."""
    app = build(own, lambda: TODAY)
    with TestClient(app, base_url="http://localhost/api/v1/") as client:
        yield client


def problem(response: Any, status: int, name: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/api/v1/problems/{name}" and body["status"] == status
    assert body["title"] and body["detail"]
    return body


def test_what_has_not_changed_is_not_sent_again(api: TestClient) -> None:
    first = api.get("resolutions/75/28")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for named in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = api.get("resolutions/75/28", headers={"if-none-match": named})
        assert again.status_code == 304 and not again.content and again.headers["etag"] == tag
    assert api.get("resolutions/75/28", headers={"if-none-match": '"other"'}).status_code == 200
    assert api.get("resolutions/76/299").headers["etag"] != tag


def test_what_was_added_is_answered_with_at_once(served: TestClient, own: Path, samples: Path) -> None:
    before = {
        path: served.get(path) for path in ("resolutions", "stats", "commitments?status=all", "series/62/27")
    }
    text = (samples / "A-RES-62-27.fr.txt").read_text(encoding="utf-8").replace("62/27", "63/27")
    with Library.open(own, write=True) as library:
        add(library, [Asked("new.txt", text.encode())], lambda outcome: None, processes=1)
    for path, old in before.items():
        new = served.get(path, headers={"if-none-match": old.headers["etag"]})
        assert new.status_code == (304 if path.startswith("series") else 200), path
    assert len(served.get("resolutions").json()["items"]) == 5
    assert served.get("commitments", params={"work": "63/27", "status": "all"}).json()["items"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_speak_the_language_of_who_asks(api: TestClient, language: str) -> None:
    words = words_in(language)
    title = words("problem.not-held.title")
    by_header = api.get("resolutions/99/999", headers={"accept-language": f"{language}-CA, de;q=0.9"})
    by_address = api.get("resolutions/99/999", params={"lang": language}, headers={"accept-language": "de"})
    for response in (by_header, by_address):
        body = problem(response, 404, "not-held")
        assert body["title"] == title and "A/RES/99/999" in body["detail"]
        assert response.headers["content-language"] == language
        assert "accept-language" in response.headers["vary"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("en, fr", "en"),
        ("en;q=0.2, fr;q=0.8", "fr"),
        ("de, fr-CH;q=0.5", "fr"),
        ("fr;q=0, en;q=x", None),
        ("", None),
        ("*", None),
        ("fr;q=nan", None),
        (", ;;q=1," * 500, None),
    ],
)
def test_languages_are_weighed(header: str, language: str | None) -> None:
    assert preferred_of(header) == language


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("resolutions/A/RES/1/1", 404, "not-held"),
        ("resolutions/75/28/6", 404, "not-held"),
        ("resolutions/", 404, "not-held"),
        ("resolutions/75/28?language=en", 404, "no-language"),
        ("paragraphs/75/28/op_99", 404, "no-paragraph"),
        ("paragraphs/op_1", 404, "not-held"),
        ("commitments/A/RES/75/28/op_1/report/9", 404, "no-commitment"),
        ("commitments/x", 404, "no-commitment"),
        ("commitments?work=99/99", 404, "not-held"),
        ("actors/nobody%20at%20all", 404, "unknown-actor"),
        ("problems/none", 404, "no-such-problem"),
        ("none", 404, "no-such-path"),
        ("cited-by/A%0AB", 404, "no-such-path"),
        ("search", 400, "invalid-question"),
        ("search?q=-paix", 400, "invalid-question"),
        ("search?q=paix&act=dance", 400, "invalid-question"),
        ("search?q=paix&cites=zzz", 400, "invalid-question"),
        ("search?q=paix&part=middle", 400, "invalid-parameter"),
        ("search?q=paix&limit=0", 400, "invalid-parameter"),
        ("search?q=paix&limit=201", 400, "invalid-parameter"),
        ("search?quest=paix", 400, "invalid-parameter"),
        ("resolutions?session=99999999999999999999", 400, "invalid-parameter"),
        ("resolutions?year=20", 400, "invalid-parameter"),
        ("commitments?before=0", 400, "invalid-parameter"),
        ("commitments?as_of=2026-13-01", 400, "invalid-parameter"),
        ("commitments?lang=de", 400, "invalid-parameter"),
    ],
)
def test_what_cannot_be_answered_says_why(api: TestClient, path: str, status: int, name: str) -> None:
    body = problem(api.get(path), status, name)
    if name == "invalid-parameter":
        assert body["errors"][0]["where"] in ("query", "path")


def test_parts_of_a_whole_are_named(served: TestClient, own: Path, samples: Path) -> None:
    text = (samples / "A-RES-62-27.fr.txt").read_text(encoding="utf-8")
    texts = [Asked(f"{part}.txt", text.replace("62/27", f"64/27 {part}").encode()) for part in "AB"]
    with Library.open(own, write=True) as library:
        add(library, texts, lambda outcome: None, processes=1)
    body = problem(served.get("resolutions/64/27"), 409, "ambiguous")
    assert body["candidates"] == ["A/RES/64/27A", "A/RES/64/27B"]
    assert served.get("resolutions/64/27A").status_code == 200


def test_a_method_that_is_not_allowed_names_those_that_are(api: TestClient) -> None:
    response = api.delete("read")
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"
    assert api.post("search").headers["allow"] == "GET"


def test_heads_alone_are_given(api: TestClient) -> None:
    head, whole = api.head("resolutions/75/28"), api.get("resolutions/75/28")
    assert head.status_code == 200 and not head.content
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == str(len(whole.content))


def test_what_was_asked_does_not_get_into_headers_as_it_came(api: TestClient) -> None:
    for typed in ("62%2F27%E2%80%83", "%0D%0Aset-cookie:%20a=b%0D%0A62/27", "62/27%3E"):
        response = api.get(f"citations/{typed}", params={"limit": 1})
        assert response.status_code in (200, 404) and "set-cookie" not in response.headers
        if response.status_code == 200:
            following = api.get(f"http://localhost{response.links['next']['url']}")
            assert following.status_code == 200 and len(following.json()["items"]) == 1


def test_texts_that_are_too_large_are_not_taken(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 100)
    problem(api.post("read", content=b"x" * 101), 413, "too-large")
    problem(api.post("read", content=(b"x" * 60 for _ in range(3))), 413, "too-large")


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-encoding": "gzip"},
    ],
)
def test_texts_of_other_types_are_not_taken(api: TestClient, headers: dict[str, str]) -> None:
    response = api.post("read", content=b"{}", headers=headers)
    problem(response, 415, "unsupported-media-type")
    assert "application/pdf" in response.headers["accept-post"]


def test_texts_that_cannot_be_read_are_told_of(api: TestClient) -> None:
    body = problem(api.post("read", content=b"hello", headers={"accept-language": "fr"}), 422, "unreadable")
    assert body["code"] == "no-resolution" and body["detail"].startswith("aucune résolution")


def test_without_a_library_it_is_unavailable_until_there_is_one(tmp_path: Path, sampled: Path) -> None:
    path = tmp_path / "later.sqlite"
    client = TestClient(build(path, lambda: TODAY), base_url="http://localhost/api/v1/")
    response = client.get("resolutions")
    body = problem(response, 503, "library-unavailable")
    assert body["code"] == "absent" and str(tmp_path) not in response.text
    assert int(response.headers["retry-after"]) > 0
    path.write_bytes(sampled.read_bytes())
    assert client.get("resolutions").status_code == 200


def test_a_damaged_library_is_unavailable(own: Path) -> None:
    own.write_bytes(own.read_bytes()[:3000] + b"\0" * 90_000)
    client = TestClient(build(own, lambda: TODAY), base_url="http://localhost/api/v1/")
    for path in ("resolutions", "stats", "commitments", "search?q=paix", "resolutions/75/28"):
        problem(client.get(path), 503, "library-unavailable")


def test_a_damaged_record_is_no_internal_error(served: TestClient, own: Path) -> None:
    with sqlite3.connect(own) as connection:
        connection.execute("UPDATE records SET json = x'00'")
    assert problem(served.get("resolutions/75/28"), 503, "library-unavailable")["code"] == "damaged"


def test_a_locked_library_says_when_to_ask_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "PATIENCE", 0.05)
    with sqlite3.connect(own) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
        client = TestClient(build(own, lambda: TODAY), base_url="http://localhost/api/v1/")
        response = client.get("commitments")
        assert problem(response, 503, "library-unavailable")["code"] == "locked"
        assert response.headers["retry-after"] == "3"
        connection.execute("ROLLBACK")
    assert client.get("commitments").status_code == 200


def test_what_was_linked_by_another_version_is_not_answered_from(own: Path) -> None:
    with sqlite3.connect(own) as connection:
        connection.execute("UPDATE linking SET value = 'older' WHERE name = 'rules'")
    client = TestClient(build(own, lambda: TODAY), base_url="http://localhost/api/v1/")
    told = problem(client.get("commitments"), 503, "library-unavailable")
    assert told["code"] == "unlinked" and "alinea link" in told["detail"]
    assert client.get("resolutions").status_code == 200
    with Library.open(own, write=True) as library:
        relink(library)
    assert client.get("commitments").status_code == 200


def test_what_is_not_linked_yet_is_told_beside_the_answer(served: TestClient, own: Path) -> None:
    assert "alinea-unlinked" not in served.get("commitments").headers
    assert served.get("stats").json()["unlinked"] == 0
    with Library.open(own, write=True) as library, library.shelves(Indexer()) as shelves:
        shelves.remove_work("A/RES/75/28")
    for path in ("commitments", "commitments", "resolutions"):
        response = served.get(path)
        assert response.status_code == 200 and response.headers["alinea-unlinked"] == "1"
    assert served.get("stats").json()["unlinked"] == 1


def test_an_error_of_ours_is_told_without_its_trace(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def err(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(commitments, "answer", err)
    response = api.get("commitments", params={"organ": "E"})
    problem(response, 500, "internal")
    assert "secret" not in response.text and "secret detail" in caplog.text


def test_no_other_site_is_let_in(api: TestClient) -> None:
    response = api.get("stats", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_read_only_takes_no_texts(sampled: Path) -> None:
    client = TestClient(build(sampled, lambda: TODAY, read_only=True), base_url="http://localhost/api/v1/")
    assert client.get("resolutions").status_code == 200
    problem(client.post("read", content=b"x"), 404, "no-such-path")


def test_pages_beside_the_api_keep_their_own_errors(sampled: Path) -> None:
    app = FastAPI()
    app.state.served = ServedLibrary(sampled, lambda: TODAY)

    async def mine(_request: object, _error: Exception) -> PlainTextResponse:
        return PlainTextResponse("a page", 404)

    from starlette.exceptions import HTTPException

    app.add_exception_handler(HTTPException, mine)
    app.include_router(router())
    install(app)
    client = TestClient(app)
    assert client.get("/elsewhere").text == "a page"
    problem(client.get("/api/v1/elsewhere"), 404, "no-such-path")
    app.state.served.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATUSES)
def test_every_problem_is_explained(api: TestClient, name: str, language: str) -> None:
    response = api.get(f"problems/{name}", params={"lang": language})
    assert response.status_code == 200 and response.json()["status"] == STATUSES[name]
    assert response.json()["meaning"] == words_in(language)(f"problem.{name}.meaning")


def test_many_ask_at_once(own: Path) -> None:
    app = build(own, lambda: TODAY)
    paths = ["resolutions", "commitments?status=all", "series/62/27", "search?q=paix", "stats", "actors/FR"]

    def ask(place: int) -> int:
        client = TestClient(app, base_url="http://localhost/api/v1/")
        return int(client.get(paths[place % len(paths)]).status_code)

    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(ask, range(36))) == {200}
    app.state.served.close()


def test_a_library_put_in_the_place_of_another_is_the_one_that_answers(own: Path, tmp_path: Path) -> None:
    app = build(own, lambda: TODAY)
    client = TestClient(app, base_url="http://localhost/api/v1/")
    assert client.get("resolutions").json()["total"] == 4
    other = tmp_path / "other.sqlite"
    with Library.open(other, create=True):
        pass
    other.replace(own)
    for beside in tmp_path.glob("library.sqlite-*"):
        beside.unlink()
    assert client.get("resolutions").json()["total"] == 0
    app.state.served.close()


def test_answers_that_are_remembered_take_no_more_room_than_they_may() -> None:
    answers = Answers(most=8 * 2902 + 100)  # of 900 bytes each, with 2,000 for the entry and its key
    for place in range(20):
        answers.keep((str(place),), Response(b"x" * 900, headers={"etag": f'"{place}"'}))
    answers.keep(("long",), Response(b"x" * 3000))
    assert answers.find(("0",)) is None and answers.find(("long",)) is None
    last = answers.find(("19",))
    assert last is not None and last.headers["etag"] == '"19"' and last.body == b"x" * 900
    assert sum(answers.find((str(place),)) is not None for place in range(20)) == 8


def test_what_is_published_of_a_resolution_needs_no_text(served: TestClient, own: Path) -> None:
    told = Metadata(
        symbol="A/RES/79/1",
        title="The Pact for the Future",
        adopted_on=datetime.date(2024, 9, 22),
        meeting="A/79/PV.3",
        committee=None,
        agenda_item="123",
        agenda_title=None,
        documents=("A/79/L.2",),
        adoption="Without a vote",
        yes=None,
        no=None,
        abstain=None,
        sponsors=("GERMANY", "NAMIBIA"),
        later=(),
        votes=(("GERMANY", "yes"),),
        subjects=(("DEVELOPMENT", "UNBIS Thesaurus"),),
        goals=("17",),
        sha256="0" * 64,
    )
    with Library.open(own, write=True) as library:
        library.keep_metadata([told])
    response = served.get("metadata/79/1")
    assert response.status_code == 200
    assert TypeAdapter(Metadata).validate_json(response.content) == told
    assert served.get("resolutions/79/1").status_code == 404
