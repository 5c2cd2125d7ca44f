"""Cases over HTTP: versions, both texts on conflict, requests done once, and nothing to whom it does not concern."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from alinea.server.api.app import build
from alinea.server.api.casework import Casework

TODAY = datetime.date(2008, 4, 10)
Reached = Callable[..., TestClient]


@pytest.fixture
def reached(sampled: Path, tmp_path: Path) -> Iterator[Reached]:
    """Makes the API over a desk of its own, as somebody at an address reaches it."""
    apps = []

    def made(*, client: str = "127.0.0.1", actor: str = "Ana", read_only: bool = False) -> TestClient:
        now = datetime.datetime(2008, 4, 10, 9, tzinfo=datetime.UTC)
        casework = Casework(tmp_path / "desk.sqlite", actor, lambda: now)
        apps.append(build(sampled, lambda: TODAY, read_only=read_only, casework=casework))
        return TestClient(apps[-1], base_url="http://localhost/api/v1/", client=(client, 50000))

    yield made
    for each in apps:
        each.state.served.close()


def open_(api: TestClient, **headers: str) -> Any:
    return api.post("cases", json={"address": "62/27#op_8", "kind": "call-for-views"}, headers=headers)


def change(api: TestClient, given: dict[str, Any], **headers: str) -> Any:
    return api.post(
        "cases/1/changes",
        json=given,
        headers={key.replace("_", "-"): value for key, value in headers.items()},
    )


@pytest.fixture
def ana(reached: Reached) -> TestClient:
    """Ana, with the call for views of 62/27 open."""
    api = reached()
    assert open_(api).status_code == 200
    return api


def test_a_case_is_opened_changed_and_read_with_its_history(ana: TestClient) -> None:
    assert change(ana, {"action": "deadline", "step": "replies", "due": "2008-04-09"}).status_code == 200
    file = base64.b64encode(b"Views of Lebanon.").decode()
    sent = {"action": "reply", "sender": "Liban", "file": file, "file_name": "liban.txt", "language": "en"}
    given = change(ana, sent).json()
    assert given["case"]["version"] == 3
    (reply,) = given["replies"]
    assert (reply["sender_id"], reply["text"], reply["late"], reply["language"]) == (
        "LB",
        "Views of Lebanon.",
        True,
        "en",
    )
    answer = ana.get("cases/1")
    assert answer.json() == given and answer.headers["etag"] == '"3"'
    assert [each["action"] for each in given["history"]] == ["open", "deadline", "reply"]
    assert ana.get("cases").json()["items"] == [given["case"]]
    assert ana.get("cases/1", headers={"if-none-match": '"3"'}).status_code == 304
    assert "no-store" in answer.headers["cache-control"]


def test_the_second_author_gets_both_texts_and_nothing_is_written(ana: TestClient, reached: Reached) -> None:
    ben = reached(actor="Ben")
    change(ana, {"action": "verdict", "verdict": "met", "why": "A/63/126"}, If_Match='"1"')
    refused = change(ben, {"action": "verdict", "verdict": "overdue", "why": "nothing came"}, If_Match='"1"')
    assert refused.status_code == 409 and refused.headers["etag"] == '"2"'
    problem = refused.json()
    assert problem["type"].endswith("/case-conflict") and "Ana" in problem["detail"]
    assert problem["differences"] == [
        {"field": "verdict", "seen": None, "theirs": "met", "yours": "overdue"},
        {"field": "verdict_reason", "seen": None, "theirs": "A/63/126", "yours": "nothing came"},
    ]
    assert change(ben, {"action": "assign", "assignee": "Ben"}, If_Match='"1"').status_code == 200
    corrected = {"action": "correct", "asked_of": [], "due_at": "none", "why": "it asks nothing"}
    assert change(ben, corrected).json()["correction"] == {
        "asked": [], "due": "none", "reason": "it asks nothing", "read_so": False
    }  # fmt: skip
    again = {"action": "verdict", "verdict": "overdue", "why": "nothing came"}
    assert change(ben, again, If_Match='"4"').json()["case"]["verdict"] == "overdue"


def test_reviews_of_mandates_that_are_alike_are_opened_at_once(ana: TestClient) -> None:
    assert ana.get("clusters", params={"about": "water", "across": True}).json() == {
        "items": [],
        "left": False,
    }
    wanted = {"addresses": ["A/RES/62/27#op_8", "A/RES/62/27#op_9"], "why": "alike"}
    for _ in range(2):
        rows = ana.post("cases/reviews", json=wanted, headers={"idempotency-key": "k"}).json()["items"]
        assert [(each["id"], each["kind"]) for each in rows] == [(2, "mandate-review"), (3, "mandate-review")]
    refused = ana.post("cases/reviews", json={"addresses": ["A/RES/62/27#op_3", "A/RES/1/1#op_1"]})
    assert refused.status_code == 404 and len(ana.get("cases").json()["items"]) == 3
    assert ana.post("cases/reviews", json={"addresses": []}).status_code == 400


def test_verdicts_that_differ_are_found(ana: TestClient) -> None:
    assert ana.get("cases", params={"differing": True}).json()["items"] == []
    change(ana, {"action": "verdict", "verdict": "met", "why": "seen"})
    assert [each["id"] for each in ana.get("cases", params={"differing": True}).json()["items"]] == [1]


def test_many_who_change_a_case_at_once_are_all_answered(ana: TestClient) -> None:
    def noted(number: int) -> int:
        return int(change(ana, {"action": "note", "note": f"At once, {number}."}).status_code)

    with ThreadPoolExecutor(40) as people:
        assert set(people.map(noted, range(40))) == {200}
    assert len(ana.get("cases/1").json()["notes"]) == 40


def test_a_request_sent_again_is_done_once(ana: TestClient) -> None:
    sent = {"action": "reply", "sender": "Cuba", "text": "Views."}
    first = change(ana, sent, Idempotency_Key="k-1")
    assert change(ana, sent, Idempotency_Key="k-1").json() == first.json()
    assert len(change(ana, sent, Idempotency_Key="k-2").json()["replies"]) == 2
    other = change(ana, {"action": "note", "note": "x"}, Idempotency_Key="k-1")
    assert other.status_code == 422 and other.json()["code"] == "key-used"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"action": "verdict", "verdict": "met"}, "no-reason"),
        ({"action": "step", "step": "tea"}, "no-step"),
        ({"action": "close"}, "steps-left"),
        ({"action": "note", "note": " "}, "empty-text"),
        ({"action": "note", "note": "a\0b"}, "bad-text"),
        ({"action": "revert", "change": 7, "why": "x"}, "no-change"),
    ],
)
def test_rules_are_told_by_code_and_in_words(ana: TestClient, given: dict[str, Any], code: str) -> None:
    refused = change(ana, given, Accept_Language="fr")
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.headers["content-language"] == "fr"


def test_what_is_not_clear_is_asked_with_candidates(reached: Reached) -> None:
    api = reached()
    refused = api.post("cases", json={"address": "62/27#op_8"})
    assert refused.status_code == 422
    assert (refused.json()["code"], refused.json()["candidates"]) == (
        "which-kind",
        ["call-for-views", "report"],
    )
    assert api.post("cases", json={"address": "99/27#op_8"}).json()["type"].endswith("/not-held")
    assert api.post("cases", json={"address": "62/27#op_88"}).json()["type"].endswith("/no-paragraph")
    assert api.get("cases").json() == {"items": []}
    assert api.get("cases/1").status_code == 404


@pytest.mark.parametrize(
    "given",
    [{}, {"action": "tea"}, {"action": "note", "note": "x", "more": 1}, {"action": "step", "on": "soon"}, []],
)
def test_what_is_no_change_is_refused(ana: TestClient, given: Any) -> None:
    assert ana.post("cases/1/changes", json=given).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"if-match": "x"},
        {"idempotency-key": "x" * 201},
    ],
)
def test_headers_that_do_not_fit_change_nothing(ana: TestClient, headers: dict[str, str]) -> None:
    assert ana.post("cases/1/changes", json={"action": "note", "note": "x"}, headers=headers).status_code in (
        400,
        403,
    )
    assert ana.get("cases/1").json()["notes"] == []


def test_a_form_of_another_site_cannot_be_taken_for_json(ana: TestClient) -> None:
    body = b'{"action": "note", "note": "x"}'
    for media_type in ("text/plain", "application/x-www-form-urlencoded"):
        assert (
            ana.post("cases/1/changes", content=body, headers={"content-type": media_type}).status_code == 400
        )
    assert ana.get("cases/1").json()["notes"] == []


def test_nobody_else_reads_or_changes_cases(ana: TestClient, reached: Reached, api: TestClient) -> None:
    for other in (reached(client="192.0.2.7"), api):
        for answer in (
            other.get("cases"),
            other.get("cases/1"),
            open_(other),
            change(other, {"action": "note", "note": "x"}),
        ):
            assert answer.status_code == 404 and answer.json()["type"].endswith("/no-cases")
    only_read = reached(read_only=True)
    assert only_read.get("cases/1").status_code == 200
    assert change(only_read, {"action": "note", "note": "x"}).status_code in (404, 405)
    assert ana.get("cases/1").json()["notes"] == []


def test_a_desk_that_cannot_be_used_is_told(reached: Reached, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no desk at all, but some other file of no use " * 40)
    assert reached().get("cases/1").status_code in (422, 503)


def test_every_action_is_made(ana: TestClient) -> None:
    """Every action that the description names is one that the desk makes."""
    for given in (
        {"action": "step", "step": "note-verbale", "on": "2008-02-25"},
        {"action": "assign", "assignee": "Ben"},
        {"action": "reply", "sender": "Cuba", "text": "x"},
        {"action": "transcribe", "reply": 1, "text": "y"},
        {"action": "note", "note": "z"},
        {"action": "close", "outcome": "partly-done", "why": "one reply"},
        {"action": "revert", "change": 7, "why": "more came"},
    ):
        assert change(ana, given).status_code == 200, given
    case = ana.get("cases/1").json()
    assert case["case"]["state"] == "open" and case["replies"][0]["text"] == "y"


def test_a_mandate_is_reviewed(ana: TestClient, reached: Reached) -> None:
    opened = ana.post("cases", json={"address": "76/299#op_4", "kind": "mandate-review"}).json()
    number = opened["case"]["id"]
    assert opened["review"] is None

    def reviewed(api: TestClient, why: str = "", **said: Any) -> Any:
        return api.post(f"cases/{number}/changes", json={"action": "review", "why": why, "review": said})

    assert reviewed(ana, exempt="charter", lead="UNODA").json()["review"]["exempt"] == "charter"
    assert reviewed(ana, "inactive", proposal="retire").json()["code"] == "exempt"
    assert reviewed(ana, "inactive", proposal="retire", agreed_by="A/RES/81/1").status_code == 200
    assert reviewed(ana, sign=True).json()["code"] == "second-person"
    signed = reviewed(reached(actor="Ben"), sign=True).json()["review"]
    assert (signed["signed_by"], signed["signed_on"], signed["proposal_reason"]) == (
        "Ben",
        "2008-04-10",
        "inactive",
    )
    assert reviewed(ana, decision="tea").status_code == 400
