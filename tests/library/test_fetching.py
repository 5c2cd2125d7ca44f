"""Texts are brought from a service that is slow, wrong, cut short, elsewhere or unwilling; here it stands on loopback."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from resolutions import Ran, write

from alinea.library.fetching import FetchError, Followed, Service, fetch, followed, source_of, watch
from alinea.store.library import Library

Run = Callable[..., Ran]
NOON = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
PDF = b"%PDF-1.7 a document"


class Desk(HTTPServer):
    """A service: what it answers to each request, in turn, and what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, str, str | None]]
    conditions: list[tuple[str | None, str | None]]


class _Clerk(BaseHTTPRequestHandler):
    server: Desk

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.asked.append(
            (query.get("s", [self.path])[0], query.get("l", [""])[0], self.headers["User-Agent"])
        )
        self.server.conditions.append((self.headers["If-None-Match"], self.headers["If-Modified-Since"]))
        status, headers, body = self.server.answers.pop(0) if self.server.answers else (200, {}, PDF)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def desk() -> Iterator[Desk]:
    server = Desk(("127.0.0.1", 0), _Clerk)
    server.answers, server.asked, server.conditions = [], [], []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def service(desk: Desk, waits: list[float] | None = None) -> Service:
    template = f"http://127.0.0.1:{desk.server_port}/access?s={{symbol}}&l={{language}}&t=pdf"
    return Service(template, "desk@example.org", pause=2.0, sleep=(waits if waits is not None else []).append)


def brought(desk: Desk, folder: Path, *symbols: str, waits: list[float] | None = None) -> list[object]:
    return [each[2] for each in fetch(symbols, ["fr"], folder, service(desk, waits), lambda: NOON)]


def test_documents_come_one_at_a_time_with_a_pause_and_a_note_of_their_origin(
    desk: Desk, tmp_path: Path
) -> None:
    waits: list[float] = []
    files = brought(desk, tmp_path, "A/RES/75/28", "S/RES/2799(2025)", "A/RES/75/28", waits=waits)
    assert files == [tmp_path / "A_RES_75_28.fr.pdf", tmp_path / "S_RES_2799(2025).fr.pdf"]
    assert [each[:2] for each in desk.asked] == [("A/RES/75/28", "fr"), ("S/RES/2799(2025)", "fr")]
    assert waits == [2.0]
    assert all("desk@example.org" in str(agent) for _, _, agent in desk.asked)
    note = json.loads((tmp_path / "A_RES_75_28.fr.pdf.origin.json").read_text())
    assert note["symbol"] == "A/RES/75/28" and note["size"] == len(PDF) and len(note["sha256"]) == 64
    assert note["fetched_on"] == "2026-11-29T12:00:00+00:00"
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith(".")} == set()


def test_what_is_there_is_not_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    brought(desk, tmp_path, "A/RES/75/28")
    assert brought(desk, tmp_path, "A/RES/75/28", "A/RES/75/29")[0] == tmp_path / "A_RES_75_28.fr.pdf"
    assert [symbol for symbol, _, _ in desk.asked] == ["A/RES/75/28", "A/RES/75/29"]


@pytest.mark.parametrize(
    ("answers", "code", "requests"),
    [
        ([(404, {}, b"")], "absent", 1),
        ([(403, {}, b"")], "refused", 1),
        ([(503, {}, b"")] * 3, "refused", 3),
        ([(200, {}, b"<html>not found</html>")], "no-document", 1),
        ([(200, {"Content-Length": "900"}, PDF)] * 3, "cut-short", 3),
        ([(302, {"Location": "ftp://example.org/a.pdf"}, b"")], "refused", 1),
        ([(302, {"Location": "file:///etc/passwd"}, b"")], "refused", 1),
    ],
)
def test_what_fails_is_told_and_writes_nothing(
    desk: Desk, tmp_path: Path, answers: list[tuple[int, dict[str, str], bytes]], code: str, requests: int
) -> None:
    desk.answers = list(answers)
    (error,) = brought(desk, tmp_path, "A/RES/75/28")
    assert isinstance(error, FetchError) and error.code == code
    assert len(desk.asked) == requests and list(tmp_path.iterdir()) == []


def test_a_service_that_is_busy_is_asked_again_when_it_says(desk: Desk, tmp_path: Path) -> None:
    desk.answers = [(429, {"Retry-After": "7"}, b""), (503, {}, b"")]
    waits: list[float] = []
    assert brought(desk, tmp_path, "A/RES/75/28", waits=waits) == [tmp_path / "A_RES_75_28.fr.pdf"]
    assert waits == [7.0, 2.0, 8.0, 2.0]


def test_an_address_that_leads_on_is_followed(desk: Desk, tmp_path: Path) -> None:
    desk.answers = [(302, {"Location": "/elsewhere.pdf"}, b"")]
    assert brought(desk, tmp_path, "A/RES/75/28") == [tmp_path / "A_RES_75_28.fr.pdf"]


def test_what_is_there_is_asked_for_anew_only_where_it_has_changed(desk: Desk, tmp_path: Path) -> None:
    def again() -> Path:
        found = fetch(["A/RES/75/28"], ["fr"], tmp_path, service(desk), lambda: NOON, again=True)
        ((_, _, file),) = found
        assert isinstance(file, Path)
        return file

    marks = {"ETag": '"a1"', "Last-Modified": "Sun, 29 Nov 2026 12:00:00 GMT"}
    newer = b"%PDF-1.7 a corrigendum"
    desk.answers = [(200, marks, PDF), (304, {}, b""), (200, {}, PDF), (200, {"ETag": '"b2"'}, newer)]
    file = again()
    note = json.loads((tmp_path / "A_RES_75_28.fr.pdf.origin.json").read_text())
    assert (note["etag"], note["modified"]) == ('"a1"', "Sun, 29 Nov 2026 12:00:00 GMT")
    for _ in range(2):  # it says that nothing has changed, or sends the same
        assert again() == file and file.read_bytes() == PDF
    assert again() == file and file.read_bytes() == newer
    assert json.loads((tmp_path / "A_RES_75_28.fr.pdf.origin.json").read_text())["etag"] == '"b2"'
    assert desk.conditions == [(None, None), *[('"a1"', "Sun, 29 Nov 2026 12:00:00 GMT")] * 3]


def test_an_object_store_may_be_the_mirror(run: Run, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "A_RES_61_62.fr.pdf").write_bytes(PDF)
    address = mirror.as_uri()  # an address that Arrow knows, as s3:// is one
    asked = ("fetch", "61/62", "61/63", "--source", address, "--out", tmp_path / "out", "--lang", "en")
    code, out, told = run(*asked, "--language", "fr")
    assert (code, out.split()[0]) == (1, "A/RES/61/62") and "A/RES/61/63" in told and "not there" in told
    note = json.loads((tmp_path / "out" / "A_RES_61_62.fr.pdf.origin.json").read_text())
    assert note["address"] == f"{address}/A_RES_61_62.fr.pdf"


def test_a_symbol_leads_out_of_no_folder(desk: Desk, tmp_path: Path) -> None:
    (file,) = brought(desk, tmp_path, "../../etc/passwd")
    assert isinstance(file, Path) and file.parent == tmp_path


def test_a_service_is_told_who_asks() -> None:
    for place, contact, said in (
        ("https://example.org/{symbol}", "", "contact"),
        ("ftp://example.org/{symbol}", "a@b.org", "template"),
        ("https://example.org/", "a@b.org", "template"),
    ):
        with pytest.raises(ValueError, match=said):
            source_of(place, contact, pause=2.0)


def test_the_command_brings_what_a_text_cites_and_the_library_lacks(
    run: Run, desk: Desk, tmp_path: Path
) -> None:
    run("add", *write(tmp_path / "texts", 27, 28))
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "A_RES_61_62.fr.pdf").write_bytes(PDF)
    for asked in (("--cited-by", "62/27"), ("--missing", 5), ("61/62",)):
        to = tmp_path / str(len(list(tmp_path.iterdir())))
        code, out, told = run("fetch", *asked, "--source", mirror, "--out", to, "--language", "fr")
        assert (code, told) == (0, "")
        assert out.split() == ["A/RES/61/62", "fr", str(to / "A_RES_61_62.fr.pdf")]
    code, _, told = run("fetch", "61/63", "--source", mirror, "--out", tmp_path / "none", "--lang", "en")
    assert code == 1 and "A/RES/61/63" in told and "not there" in told
    code, _, told = run("fetch", "75/28", "--lang", "en")
    assert code == 2 and "--contact" in told


def test_watching_goes_on_after_what_is_held_until_nothing_follows(
    run: Run, desk: Desk, tmp_path: Path
) -> None:
    run("add", *write(tmp_path / "texts", 27, 28))
    with Library.open(tmp_path / "library.sqlite") as library:
        (first, second) = followed(library, datetime.date(2008, 11, 1))
        assert (first.organ, first.sessions, first.after) == ("A", (62,), 28)
        assert (second.sessions, second.after) == ((63,), 0)
        assert followed(library, datetime.date(2008, 11, 1), "S") == ()
    absent: tuple[int, dict[str, str], bytes] = (404, {}, b"")
    there: tuple[int, dict[str, str], bytes] = (200, {}, PDF)
    desk.answers = [absent, there, there, absent, absent, absent]
    found = watch([first], ("fr", "en"), tmp_path / "new", service(desk), lambda: NOON, 50)
    # One that is missing is no end; in the second language only what is there is asked for.
    assert [(symbol, language) for symbol, language, _ in found] == [
        ("A/RES/62/30", "fr"),
        ("A/RES/62/30", "en"),
    ]
    assert [each[0] for each in desk.asked] == [f"A/RES/62/{n}" for n in (29, 30, 30, 31, 32, 33)]


def test_watching_stops_where_the_service_does_not_answer(desk: Desk, tmp_path: Path) -> None:
    desk.answers = [(403, {}, b"")]
    wanted = [Followed("A", (62,), 28), Followed("E", (2008,), 3)]
    ((symbol, _, outcome),) = watch(wanted, ("fr",), tmp_path, service(desk), lambda: NOON, 50)
    assert symbol == "A/RES/62/29" and isinstance(outcome, FetchError) and len(desk.asked) == 1


def test_watching_asks_for_no_more_than_it_may(desk: Desk, tmp_path: Path) -> None:
    wanted = [Followed("A", (62,), 28)]
    assert len(list(watch(wanted, ("fr",), tmp_path, service(desk), lambda: NOON, 4))) == 4


def test_the_security_council_numbers_on_from_year_to_year() -> None:
    symbols = Followed("S", (2025, 2026), 2811).symbols()
    assert next(symbols) == ("S/RES/2812(2025)", "S/RES/2812(2026)")


def test_the_command_watches(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1199145600")  # 1 January 2008
    run("add", *write(tmp_path / "texts", 27))
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "A_RES_62_29.en.pdf").write_bytes(PDF)
    asked = ("watch", "--source", mirror, "--out", tmp_path / "new", "--language", "en")
    code, out, told = run(*asked)
    assert (code, told) == (0, "") and out.startswith("A/RES/62/29 en ")
    (mirror / "A_RES_62_29.en.pdf").unlink()
    assert run(*asked)[1] == out  # it was brought, and is there
    assert run(*asked[:-4], "--out", tmp_path / "none", "--lang", "fr")[2] == "alinea: rien de nouveau\n"


def test_the_documents_of_an_item_are_those_its_texts_were_adopted_on(run: Run, tmp_path: Path) -> None:
    text = write(tmp_path / "texts", 27)[0]
    said = text.read_text(encoding="utf-8").replace(
        "Assemblée générale\n", "Assemblée générale\nPoint 98 h) de l'ordre du jour\n", 1
    )
    text.write_text(said, encoding="utf-8")
    run("add", text)
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "A_62_391.fr.pdf").write_bytes(PDF)
    asked = ("--source", mirror, "--language", "fr", "--out", tmp_path / "new", "--lang", "en")
    for item in ("62/98", "62/98h"):
        assert run("fetch", "--agenda", item, *asked)[1].startswith("A/62/391 fr ")
    assert run("fetch", "--agenda", "62/99", *asked)[2] == "alinea: nothing is lacking\n"
    code, _, told = run("fetch", "--agenda", "item 98", *asked)
    assert code == 2 and "75/98h" in told
