"""Adding: nothing is kept before it was seen, nothing is taken from another site, nothing hostile does harm."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.library.confined import ReadThere
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.server.web.uploads import MOST, SECONDS, WaitingRoom
from alinea.store.library import Library

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "A-RES-76-299.fr.txt"
HOSTILE = """99/999. <script>alert(1)</script> et \u202e"><img src=x onerror=alert(1)>

L'Assemblée générale,

Rappelant sa résolution 62/27 du 5 décembre 2007,

1. Prie le Secrétaire général de lui rendre compte <a href="javascript:alert(1)">ici</a> à sa centième session.
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True):
        pass
    desk = ServedLibrary(path, today=lambda: datetime.date(2026, 11, 21))
    with TestClient(build(desk), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client, path
    desk.close()


def token(client: TestClient) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get("/add").text)[1]  # type: ignore[index]


def held(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [work.name for work in library.works()]


def decide(client: TestClient, html: str, decision: str) -> int:
    key = re.search(r'action="/add/([\w-]+)"', html)[1]  # type: ignore[index]
    data = {"token": token(client), "decision": decision}
    return int(client.post(f"/add/{key}", data=data, follow_redirects=False).status_code)


def test_what_was_read_is_shown_first_and_kept_when_asked(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    files = [("files", (SAMPLE.name, SAMPLE.read_bytes(), "text/plain"))]
    html = client.post("/add", data={"token": token(client)}, files=files).text
    assert "A/RES/76/299" in html and held(path) == []
    assert decide(client, html, "keep") == 303
    assert held(path) == ["A/RES/76/299"]
    assert client.get("/original/A/RES/76/299").content == SAMPLE.read_bytes()
    assert "<mark" in client.get("/source/A/RES/76/299?at=op_1").text
    assert 'action="/add/' not in client.get("/add").text


def test_what_is_kept_is_linked_and_the_library_is_one_file_again(
    empty: tuple[TestClient, Path],
) -> None:
    client, path = empty
    html = client.post("/add", data={"token": token(client), "text": SAMPLE.read_text("utf-8")}).text
    assert decide(client, html, "keep") == 303
    page = client.get("/due?lang=en&status=all").text
    assert "A/RES/76/299" in page and "not linked yet" not in page
    client.app.state.served.close()  # type: ignore[attr-defined]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_dropped_is_gone(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    html = client.post("/add", data={"token": token(client), "text": SAMPLE.read_text("utf-8")}).text
    assert decide(client, html, "drop") == 303
    assert held(path) == [] and 'action="/add/' not in client.get("/add").text


def test_a_form_of_another_site_changes_nothing(empty: tuple[TestClient, Path]) -> None:
    client, _ = empty
    mine = token(client)
    assert client.post("/add", data={"text": "x"}).status_code == 403
    assert client.post("/add", data={"token": "0" * 43, "text": "x"}).status_code == 403
    foreign = {"origin": "http://evil.example"}
    assert client.post("/add", data={"token": mine, "text": "x"}, headers=foreign).status_code == 403
    cookie = client.get("/add").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie and "httponly" in cookie


def test_another_visitor_cannot_decide(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    html = client.post("/add", data={"token": token(client), "text": SAMPLE.read_text("utf-8")}).text
    client.cookies.clear()
    assert decide(client, html, "keep") == 404
    assert held(path) == []


def test_a_text_that_is_no_resolution_is_told_of(empty: tuple[TestClient, Path]) -> None:
    client, _ = empty
    html = client.post("/add", params={"lang": "fr"}, data={"token": token(client), "text": "Bonjour."}).text
    assert "aucune résolution trouvée" in html


def test_nothing_sent_is_told_of(empty: tuple[TestClient, Path]) -> None:
    client, _ = empty
    assert (
        "Nothing was sent" in client.post("/add", params={"lang": "en"}, data={"token": token(client)}).text
    )


def test_hostile_texts_are_shown_harmlessly(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    html = client.post("/add", data={"token": token(client), "text": HOSTILE}).text
    assert decide(client, html, "keep") == 303
    (name,) = held(path)
    for page in (
        html,
        client.get(f"/resolution/{name}").text,
        client.get(f"/source/{name}?at=op_1").text,
        client.get("/search?q=alert").text,
        client.get("/").text,
    ):
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "\u202e" not in page and 'href="javascript' not in page


def test_a_library_that_is_only_read_says_so_where_texts_are_added(client: TestClient) -> None:
    told = client.get("/add?lang=en")
    assert told.status_code == 403 and "only shown" in told.text and "alinea add" in told.text
    assert client.post("/add", data={"text": "x"}).status_code == 403
    assert 'href="/add"' not in client.get("/").text


def test_waiting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    room = WaitingRoom(lambda: now[0])
    nothing = ReadThere((), "")
    first = room.put("a", "one", b"1", nothing)
    assert room.get("a", first.key) and room.get("b", first.key) is None
    for place in range(MOST):
        room.put("b", str(place), b"2", nothing)
    assert room.get("a", first.key) is None and len(room.of("b")) == MOST
    now[0] = SECONDS + 1
    assert room.of("b") == ()
