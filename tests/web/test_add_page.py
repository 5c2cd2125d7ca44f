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
from alinea.server.web.sending import MOST, SECONDS, WaitingRoom
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


def key_of(html: str) -> str:
    return re.search(r'action="/add/([\w-]+)[?"]', html)[1]  # type: ignore[index]


def decide(client: TestClient, html: str, decision: str) -> int:
    key = key_of(html)
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


def test_many_are_kept_at_once(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    files = [
        ("files", (each.name, each.read_bytes(), "text/plain"))
        for each in sorted(SAMPLE.parent.glob("*.txt"))
    ]
    html = client.post("/add", data={"token": token(client)}, files=files).text
    assert html.count('action="/add/') == len(files) + 1
    told = client.post("/add/all", params={"lang": "en"}, data={"token": token(client), "decision": "keep"})
    assert f"{len(files)} texts kept" in told.text and 'action="/add/' not in told.text
    assert len(held(path)) == len(files)


def test_what_is_asked_is_shown_with_who_and_when(empty: tuple[TestClient, Path]) -> None:
    client, _ = empty
    text = (SAMPLE.parent / "A-RES-75-28.fr.txt").read_text("utf-8")
    html = client.post("/add", params={"lang": "fr"}, data={"token": token(client), "text": text}).text
    row = next(each for each in html.split("<tr>") if "paragraphe 6" in each)
    assert "le Secrétaire général" in row and "solliciter les vues" in row and "à la 76e session" in row


def test_a_text_that_prints_no_symbol_is_given_one_by_hand(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    text = SAMPLE.read_text("utf-8")
    nameless = text[text.index("L'Assemblée générale") :]
    html = client.post("/add", data={"token": token(client), "text": nameless}).text
    key = key_of(html)
    for typed, understood in (("pas une cote", False), ("a/res/81/12", True)):
        data = {"token": token(client), "decision": "name", "symbol": typed}
        html = client.post(f"/add/{key}", data=data).text
        assert ("A/RES/81/12" in html.split('class="arrival"')[1]) == understood
    assert decide(client, html, "keep") == 303
    assert held(path) == ["A/RES/81/12"]
    with Library.open(path) as library:
        record = library.record("A/RES/81/12")
        assert record is not None and (record.organ, record.session) == ("A", 81)


def test_of_two_texts_of_a_resolution_one_is_chosen(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    text = SAMPLE.read_text("utf-8")
    first = client.post("/add", data={"token": token(client), "text": text}).text
    assert decide(client, first, "keep") == 303
    shorter = text.rstrip().rpartition("\n\n")[0]
    second = client.post("/add", params={"lang": "en"}, data={"token": token(client), "text": shorter}).text
    assert "will still be shown" in second
    key = key_of(second)
    client.post(f"/add/{key}", data={"token": token(client), "decision": "keep"})
    seen = client.get("/versions/A/RES/76/299?lang=en").text
    shas = re.findall(r'name="version" value="([0-9a-f]{64})"', seen)
    assert len(shas) == 2
    answer = client.post("/versions/A/RES/76/299", data={"token": token(client), "version": shas[0]})
    assert answer.status_code == 200 and shas[0] not in answer.text
    with Library.open(path) as library:
        (left,) = library.versions("A/RES/76/299")
        assert left.sha256 == shas[1] and left.current
    again = client.post("/add", data={"token": token(client), "text": text}).text
    key = key_of(again)
    client.post(f"/add/{key}", data={"token": token(client), "decision": "keep", "alone": "1"})
    with Library.open(path) as library:
        (left,) = library.versions("A/RES/76/299")
        assert left.sha256 == shas[0]


def test_a_text_is_taken_out_and_its_page_says_so(empty: tuple[TestClient, Path]) -> None:
    client, path = empty
    html = client.post("/add", data={"token": token(client), "text": SAMPLE.read_text("utf-8")}).text
    decide(client, html, "keep")
    assert 'href="/versions/A/RES/76/299' in client.get("/resolution/A/RES/76/299").text
    assert client.post("/versions/A/RES/76/299", data={"version": ""}).status_code == 403
    answer = client.post(
        "/versions/A/RES/76/299", params={"lang": "en"}, data={"token": token(client), "version": ""}
    )
    assert answer.status_code == 404 and "Nothing of this symbol" in answer.text
    assert held(path) == [] and "A/RES/76/299" not in client.get("/due?status=all").text


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
    seen = client.get("/versions/A/RES/75/28").text
    assert "A-RES-75-28.fr.txt" in seen and "<form method" not in seen
    assert client.post("/versions/A/RES/75/28", data={"version": ""}).status_code in (403, 405)
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
