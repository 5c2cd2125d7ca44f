"""What every request is held to: its size, its time, its address, and what of it may come back in an answer."""

from __future__ import annotations

import asyncio
import datetime
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from alinea.library.confined import ReadThere
from alinea.server.api import limits
from alinea.server.api.state import Answers, ServedLibrary
from alinea.server.web import shield
from alinea.server.web.app import build
from alinea.server.web.sending import WaitingRoom
from alinea.server.web.shield import Shield
from alinea.store.library import Library

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def adding(tmp_path: Path) -> Iterator[TestClient]:
    """A browser before an empty library that may be added to."""
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True):
        pass
    desk = ServedLibrary(path, today=lambda: TODAY)
    with TestClient(build(desk), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client
    desk.close()


async def _took_it_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 200 once the whole body is there; an application in small."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _asked(app: Any, pieces: list[Message | None], **scope: Any) -> int:
    """Return the status that a request is answered with whose body comes in pieces; None: nothing comes any more."""
    sent: list[Message] = []

    async def receive() -> Message:
        if pieces[0] is None:
            await asyncio.sleep(60)
        return pieces.pop(0)  # type: ignore[return-value]

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost")]
    asked = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers, **scope}
    # In a thread of its own: the browser tests may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(asked, receive, send))).result()
    return int(next(each["status"] for each in sent if each["type"] == "http.response.start"))


def test_a_body_without_a_length_is_told_to_be_too_large() -> None:
    guarded = Shield(_took_it_all, hosts=("localhost",), largest=100)
    piece: Message = {"type": "http.request", "body": b"x" * 60, "more_body": True}
    assert _asked(guarded, [piece, dict(piece)]) == 413


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "SECONDS", 0.05)
    guarded = Shield(_took_it_all, hosts=("localhost",), largest=100)
    assert _asked(guarded, [{"type": "http.request", "body": b"x", "more_body": True}, None]) == 408


def test_bodies_of_all_requests_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "TOGETHER", 50)
    guarded = Shield(_took_it_all, hosts=("localhost",), largest=100)
    piece: Message = {"type": "http.request", "body": b"x" * 60, "more_body": False}
    assert _asked(guarded, [dict(piece)]) == 503
    small: Message = {"type": "http.request", "body": b"x" * 40, "more_body": False}
    assert [_asked(guarded, [dict(small)]) for _ in range(3)] == [200, 200, 200]


def test_a_long_address_is_refused(client: TestClient) -> None:
    assert client.get("/due?x=" + "a" * 9000).status_code == 414
    assert client.get("/resolution/" + "1" * 9000).status_code == 414
    assert client.get("/due?bearer=" + "%C3%A9" * 190).status_code == 200


def test_what_is_refused_is_told_in_the_language_of_who_asks(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "/due?x=" + "a" * 9000
    page = client.get(long, headers={"accept-language": "fr"})
    assert "L’adresse est trop longue" in page.text and "</html>" in page.text and "aaa" not in page.text
    assert "The address is too long" in client.get(f"{long}&lang=en", headers={"accept-language": "fr"}).text
    problem = client.get("/api/v1/stats?x=" + "a" * 17000, headers={"accept-language": "fr"})
    assert problem.status_code == 414 and problem.json()["title"] == "Adresse trop longue"
    monkeypatch.setattr(shield, "AT_ONCE", 0)
    busy = client.get("/", headers={"accept-language": "fr"})
    assert busy.status_code == 503 and busy.headers["retry-after"] == "5" and "</html>" in busy.text
    assert client.get("/api/v1/stats").json()["type"] == "/api/v1/problems/busy"


@pytest.mark.parametrize("path", ["/", "/resolution/A/RES/75/28", "/due", "/api/v1/stats", "/about"])
def test_the_head_of_a_page_is_had_alone(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200 and answer.content == b""
    assert "content-security-policy" in answer.headers


def test_a_method_that_is_not_there_names_those_that_are(client: TestClient) -> None:
    answer = client.request("DELETE", "/about")
    assert answer.status_code == 405 and "GET" in answer.headers["allow"]
    asked = client.options("/about", headers={"origin": "http://evil.example"})
    assert "access-control-allow-origin" not in asked.headers


def test_a_refusal_has_the_headers_of_every_answer(client: TestClient) -> None:
    for answer in (
        client.get("/", headers={"host": "evil.example"}),
        client.get("/api/v1/stats", headers={"host": "evil.example"}),
        client.post("/due", content=b"", headers={"content-length": "99999999999"}),
    ):
        assert answer.status_code in (421, 413)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_link_to_the_page_itself_never_leads_elsewhere(client: TestClient) -> None:
    html = client.get("http://localhost//evil.example/a%3Fb%22%3E?x=1").text
    assert 'href="//' not in html and "evil.example/a?" not in html
    assert 'href="/evil.example/a%3Fb%22%3E?x=1&amp;lang=' in html


def test_what_is_wrong_in_an_address_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/map/A/RES/75/28?show=abc&lang=fr")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html") and "Cette page" in answer.text


def test_what_is_typed_cannot_turn_an_error_round(client: TestClient) -> None:
    for path in ("/resolution/%E2%80%AE1", "/actor/%E2%80%AEx", "/compare?a=%E2%80%AE1&b=2"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "\u202e" not in answer.text.replace('value="\u202e1"', "")


def test_what_is_logged_commands_no_terminal(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from alinea.server.web.pages import about

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError("\x1b[2J forged\nline")

    monkeypatch.setattr(about, "page", broken)
    caplog.set_level(logging.ERROR)
    desk = client.app.state.served  # type: ignore[attr-defined]
    with TestClient(build(desk), base_url="http://localhost", raise_server_exceptions=False) as made:
        assert made.get("/about").status_code == 500
    said = [each.getMessage() for each in caplog.records if each.name == "alinea.web"]
    assert said and not any(sign in line for line in said for sign in "\x1b\n")


def test_a_text_that_waits_weighs_what_was_read_of_it_too() -> None:
    room = WaitingRoom()
    heavy = ReadThere((), "", weight=150_000_000)
    first = room.put("a", "one", b"1", heavy)
    second = room.put("a", "two", b"2", heavy)
    assert [each.key for each in room.of("a")] == [second.key] and first.key != second.key


def test_answers_weigh_what_they_are_remembered_by() -> None:
    from starlette.responses import Response

    kept = Answers(100_000)
    for number in range(2000):
        kept.keep((str(number), "q" * 1000), Response(b"x"))
    assert sum(kept.find((str(number), "q" * 1000)) is not None for number in range(2000)) < 100


def test_too_many_files_are_refused_not_dropped(adding: TestClient) -> None:
    import re

    token = re.search(r'name="token" value="([^"]+)"', adding.get("/add").text)[1]  # type: ignore[index]
    files = [("files", (f"{number}.txt", b"x", "text/plain")) for number in range(21)]
    assert adding.post("/add", data={"token": token}, files=files).status_code == 400


def test_a_form_with_many_fields_is_refused(adding: TestClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    adding.get("/add")
    for path in ("/add", "/add/key"):
        assert adding.post(path, content=b"a&" * 100_000, headers=headers).status_code == 400


def test_a_form_of_another_site_is_refused_before_it_is_read(adding: TestClient) -> None:
    headers = {"origin": "http://evil.example", "content-type": "multipart/form-data; boundary=x"}
    assert adding.post("/add", content=b"not a form", headers=headers).status_code == 403
    headers = {"sec-fetch-site": "cross-site", "content-type": "multipart/form-data; boundary=x"}
    assert adding.post("/add", content=b"not a form", headers=headers).status_code == 403


def test_pages_are_answered_while_texts_are_read(adding: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading has threads of its own, and no more wait for it than will be read in time."""
    monkeypatch.setattr(limits, "READING", 1)
    monkeypatch.setattr(limits, "WAITING", 1)
    go, begun = threading.Event(), threading.Event()

    def slow(data: bytes, name: str, language: str) -> ReadThere:
        begun.set()
        assert go.wait(10)
        return ReadThere((), "")

    monkeypatch.setattr("alinea.server.api.texts.read_there", slow)
    answers: list[int] = []

    def send() -> None:
        sent = adding.post("/api/v1/read", content=b"x", headers={"content-type": "text/plain"})
        answers.append(sent.status_code)

    senders = [threading.Thread(target=send) for _ in range(12)]
    try:
        for each in senders:
            each.start()
        assert begun.wait(10)
        for each in senders:
            each.join(0.2)
            if len(answers) >= 10:
                break
        assert adding.get("/about").status_code == 200
    finally:
        go.set()
        for each in senders:
            each.join(10)
    assert sorted(answers) == [200] * 2 + [503] * 10


def test_the_library_is_let_go_of_when_the_server_ends(library_file: Path) -> None:
    desk = ServedLibrary(library_file, today=lambda: TODAY, read_only=True)
    with TestClient(build(desk), base_url="http://localhost") as client:
        client.get("/about")
        assert desk._door.open is not None
    assert desk._door.open is None


@pytest.mark.parametrize(
    "path",
    [
        "/resolution/A/RES/75/28",
        "/download/json/A/RES/75/28",
        "/download/akn/A/RES/75/28",
        "/download/markdown/A/RES/75/28",
        "/source/A/RES/75/28",
        "/api/v1/resolutions/A/RES/75/28",
        "/api/v1/paragraphs/A/RES/75/28/op_6",
        "/api/v1/compare?before=A/RES/75/28&after=A/RES/62/27",
        "/draft/A/RES/75/28?form=json",
        "/api/v1/drafts/A/RES/75/28?session=80",
    ],
)
def test_nobody_is_told_where_a_file_lies_on_this_machine(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert str(Path(__file__).resolve().parents[2]) not in answer.text
