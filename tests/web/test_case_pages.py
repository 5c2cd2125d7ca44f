"""Cases in the browser: a board, each case with its file, changes that are authorized here and never lose a text."""

from __future__ import annotations

import datetime
import io
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from starlette.testclient import TestClient

from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build

TODAY = datetime.date(2008, 4, 10)
Site = Callable[..., TestClient]


@pytest.fixture
def site(library_file: Path, tmp_path: Path) -> Iterator[Site]:
    """Makes a server over a library and a desk of its own, and the browser of one who reaches it."""
    path = Path(shutil.copy(library_file, tmp_path / "library.sqlite"))
    desks: list[ServedLibrary] = []

    def made(
        *, client: str = "127.0.0.1", actor: str = "Ana", read_only: bool = False, cases: bool = True
    ) -> TestClient:
        now = datetime.datetime(2008, 4, 10, 9, tzinfo=datetime.UTC)
        casework = Casework(tmp_path / "desk.sqlite", actor, lambda: now) if cases else None
        desks.append(ServedLibrary(path, today=lambda: TODAY, read_only=read_only, casework=casework))
        return TestClient(
            build(desks[-1]), base_url="http://localhost", client=(client, 50000), follow_redirects=False,
            raise_server_exceptions=False,
        )  # fmt: skip

    yield made
    for each in desks:
        each.close()


def field(html: str, name: str) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', html)[1])  # type: ignore[index]


def post(client: TestClient, path: str, **said: str) -> tuple[int, str]:
    """Fill in a form of the page at a path and send it; return the status and the page."""
    html = client.get(path).text
    given = {name: field(html, name) for name in ("token", "key", "seen") if f'name="{name}"' in html}
    answer = client.post(path, data={**given, **said})
    return answer.status_code, answer.text


@pytest.fixture
def ana(site: Site) -> TestClient:
    """Ana, with the call for views of 62/27 open."""
    client = site()
    assert post(client, "/cases", address="62/27#op_8", kind="call-for-views")[0] == 303
    return client


def test_a_case_is_opened_worked_on_and_closed_from_its_page(ana: TestClient) -> None:
    assert post(ana, "/cases/1", action="deadline", step="replies", due="2008-04-09")[0] == 303
    assert post(ana, "/cases/1", action="reply", sender="Cuba", text="Views of Cuba.\r\nAnd more.")[0] == 303
    assert post(ana, "/cases/1", action="verdict", verdict="met", why="A/63/126")[0] == 303
    wrong = {"asked_of": "the Envoy\r\nthe Group", "due_at": "2009-03-15", "why": "as <b>printed</b>"}
    assert post(ana, "/cases/1", action="correct", **wrong)[0] == 303
    assert post(ana, "/cases/1", action="assign", assignee="Ben")[0] == 303
    assert post(ana, "/cases/1", action="note", note="Sent by pouch")[0] == 303
    for step in ("note-verbale", "report", "submission", "receipt"):
        assert post(ana, "/cases/1", action="step", step=step, on="2008-04-10", document="A/63/126")[0] == 303
    html = ana.get("/cases/1?lang=en").text
    for said in (
        "Views of Cuba.",
        "And more.",
        "late",
        "unlike the computed status",
        "asked of: the Envoy and the Group · due: 15 March 2009: as &lt;b&gt;printed&lt;/b&gt;",
        "Ben",
        "Sent by pouch",
        "A/63/126",
    ):
        assert said in html
    assert post(ana, "/cases/1", action="close", outcome="done")[0] == 303
    assert "Closed" in ana.get("/cases?lang=en").text


def test_the_board_is_by_day(ana: TestClient) -> None:
    post(ana, "/cases", address="62/27#op_9")
    post(ana, "/cases/1", action="deadline", step="note-verbale", due="2008-04-01")
    html = ana.get("/cases?lang=en").text
    assert html.index("Overdue") < html.index("/cases/1?") < html.index("Later") < html.index("/cases/2?")


def test_what_is_not_clear_is_asked_with_what_was_typed(site: Site) -> None:
    client = site()
    status, html = post(client, "/cases?lang=en", address="62/27#op_8")
    assert status == 422 and "choose the type: call for views and report" in html and "--kind" not in html
    assert 'value="62/27#op_8"' in html
    assert post(client, "/cases?lang=fr", address="99/1#op_8")[0] == 422
    assert client.get("/cases/1").status_code in (404, 503)


def test_the_second_editor_sees_both_texts_and_can_put_their_own(ana: TestClient, site: Site) -> None:
    ben = site(actor="Ben")
    html = ben.get("/cases/1").text
    said = {"token": field(html, "token"), "key": "k-1", "seen": field(html, "seen")}
    post(ana, "/cases/1", action="verdict", verdict="met", why="A/63/126 was issued")
    mine = {**said, "action": "verdict", "verdict": "overdue", "why": "nothing <b>came</b>"}
    answer = ben.post("/cases/1?lang=en", data=mine)
    assert answer.status_code == 409
    assert "A/63/126 was issued" in answer.text and "nothing &lt;b&gt;came&lt;/b&gt;" in answer.text
    assert "Ana changed it" in answer.text
    resent = {name: field(answer.text, name) for name in ("token", "key", "seen", "action", "verdict", "why")}
    assert ben.post("/cases/1", data=resent).status_code == 303
    assert "nothing &lt;b&gt;came&lt;/b&gt;" in ben.get("/cases/1").text


def test_a_form_sent_twice_is_done_once(ana: TestClient) -> None:
    html = ana.get("/cases/1").text
    said = {name: field(html, name) for name in ("token", "key", "seen")}
    for _ in range(3):
        assert ana.post("/cases/1", data={**said, "action": "note", "note": "Once"}).status_code == 303
    assert ana.get("/cases/1").text.count('<p dir="auto">Once</p>') == 1


def test_files_come_back_as_they_came_and_never_as_pages(ana: TestClient) -> None:
    html = ana.get("/cases/1").text
    data = {
        **{name: field(html, name) for name in ("token", "key", "seen")},
        "action": "reply",
        "sender": "Cuba",
    }
    content = b"<html><script>alert(1)</script></html>"
    sent = {"file": ('../../"x<script>.html', content, "text/html")}
    assert ana.post("/cases/1", data=data, files=sent).status_code == 303
    answer = ana.get("/cases/1/files/1")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment") and "<" not in disposition and "/" not in disposition
    assert "<script>alert" not in ana.get("/cases/1").text


def test_drafts_are_had_in_word(ana: TestClient) -> None:
    for product in ("note-verbale", "report"):
        answer = ana.get(f"/cases/1/draft/{product}?language=fr")
        assert answer.status_code == 200
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
        assert "Prie le Secrétaire général" in text
    assert ana.get("/cases/1/draft/other").status_code == 404


CHANGES = [
    {"action": "note", "note": "x"},
    {"action": "step", "step": "report"},
    {"action": "deadline", "due": "2008-05-01"},
    {"action": "assign", "assignee": "x"},
    {"action": "verdict", "verdict": "met", "why": "x"},
    {"action": "reply", "sender": "x", "text": "x"},
    {"action": "close", "outcome": "not-done", "why": "x"},
    {"action": "revert", "change": "1", "why": "x"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["action"])
def test_whoever_may_not_changes_nothing(ana: TestClient, site: Site, change: dict[str, str]) -> None:
    """No change without the token of this site, from another site, from another machine, or where cases are only read."""
    html = ana.get("/cases/1").text
    said = {"token": field(html, "token"), "key": "k", "seen": "1", **change}
    before = ana.get("/cases/1").text.count("<li")
    assert ana.post("/cases/1", data={**said, "token": "0" * 43}).status_code == 403
    assert ana.post("/cases/1", data=said, headers={"origin": "http://evil.example"}).status_code == 403
    assert ana.post("/cases/1", data=said, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    far = site(client="192.0.2.7")
    far.cookies.update(ana.cookies)
    assert far.post("/cases/1", data=said).status_code == 404
    only_read = site(read_only=True)
    only_read.cookies.update(ana.cookies)
    assert only_read.post("/cases/1", data=said).status_code == 405
    assert ana.get("/cases/1").text.count("<li") == before


@pytest.mark.parametrize("path", ["/cases", "/cases/1", "/cases/1/files/1", "/cases/1/draft/report"])
def test_nobody_else_reads_cases(ana: TestClient, site: Site, path: str) -> None:
    assert site(client="192.0.2.7").get(path).status_code == 404
    assert site(cases=False).get(path).status_code == 404
    answer = ana.get(path)
    assert answer.status_code == 404 or answer.headers["cache-control"] == "no-store"


def test_cases_are_in_the_menu_only_where_they_are_served(ana: TestClient, site: Site) -> None:
    assert 'href="/cases"' in ana.get("/about").text
    assert 'href="/cases"' not in site(cases=False).get("/about").text


@pytest.mark.parametrize(
    "said",
    [
        {"action": "none"},
        {"action": "step", "step": "report", "on": "soon"},
        {"action": "assign", "assignee": "x", "seen": "x" * 9},
        {"action": "verdict", "verdict": "fine", "why": "x"},
        {"action": "close", "outcome": "fine", "why": "x"},
    ],
)
def test_what_is_no_change_is_refused(ana: TestClient, said: dict[str, str]) -> None:
    assert post(ana, "/cases/1", **said)[0] == 400


def test_rules_are_told_in_words(ana: TestClient) -> None:
    status, html = post(ana, "/cases/1?lang=fr", action="close", outcome="done")
    assert status == 422 and "ne peut être clos comme exécuté" in html
    assert post(ana, "/cases/1?lang=en", action="step", step="tea")[0] == 422
    assert ana.get("/cases/7?lang=fr").status_code == 404


def test_a_mandate_is_reviewed_by_two_people(ana: TestClient, site: Site) -> None:
    assert post(ana, "/cases", address="76/299#op_4", kind="mandate-review")[0] == 303
    facts = {"lead": "UNODA", "contributors": "UNIDIR\r\nOCHA", "state": "inactive", "evidence": "A/63/126"}
    assert post(ana, "/cases/2", action="review", part="facts", **facts)[0] == 303
    assert post(ana, "/cases/2", action="review", part="facts", **facts, exempt="charter")[0] == 303
    status, html = post(
        ana, "/cases/2?lang=en", action="review", part="proposal", proposal="retire", why="inactive"
    )
    assert status == 422 and "para. 25" in html
    assert post(ana, "/cases/2", action="review", part="facts", **facts)[0] == 303
    assert (
        post(ana, "/cases/2", action="review", part="proposal", proposal="retire", why="inactive")[0] == 303
    )
    status, html = post(ana, "/cases/2?lang=en", action="review", part="sign")
    assert status == 422 and "a second person signs" in html
    ben = site(actor="Ben")
    assert post(ben, "/cases/2", action="review", part="sign")[0] == 303
    html = ben.get("/cases/2?lang=en").text
    assert "UNIDIR and OCHA" in html and "Ben, 10 April 2008" in html
    assert (
        post(ben, "/cases/2", action="review", part="decision", decision="retire", decided_by="A/RES/82/1")[0]
        == 303
    )


def test_mandates_that_are_alike_are_shown_with_the_reason_and_reviewed_at_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alinea.library.clusters import Cluster, Clusters
    from alinea.library.ledger import EVERY, LedgerQuery, answer
    from alinea.server.web.pages import cases

    def found(library: Any, asked: Any) -> Clusters:
        asked_of = answer(library, LedgerQuery(asked.as_of, EVERY, work="A/RES/62/27")).entries[:2]
        return Clusters(
            (Cluster(asked_of, ("A",), "x", None, "views", ("water",), ("<b>", "y"), 0.5),), left=False
        )

    monkeypatch.setattr(cases, "clusters", found)
    browser = site()
    html = browser.get("/cases/clusters?lang=en").text
    assert "words in common: &lt;b&gt;, y" in html and "likeness 50" in html
    said = {name: field(html, name) for name in ("token", "key", "why")}
    addresses = unescape(re.findall(r'name="addresses" hidden>([^<]*)<', html)[0])
    assert browser.post("/cases/clusters", data={**said, "addresses": addresses}).status_code == 303
    assert browser.post("/cases/clusters", data={**said, "addresses": addresses}).status_code == 303
    assert "mandate review" in browser.get("/cases/1?lang=en").text
    assert "reviewed together" in browser.get("/cases/1?lang=en").text
    refused = browser.post("/cases/clusters", data={**said, "key": "other", "addresses": "A/RES/1/1#op_1"})
    assert refused.status_code == 422
    assert browser.post("/cases/clusters", data={"addresses": addresses}).status_code == 403


def test_a_long_history_is_shown_from_its_end_and_whole_where_asked(
    ana: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alinea.server.web.pages import cases

    monkeypatch.setattr(cases, "LATEST", 2)
    for number in range(3):
        post(ana, "/cases/1", action="note", note=f"Note {number}.")
    html = ana.get("/cases/1?lang=fr").text
    assert len(re.findall(r'name="change" value="(\d+)"', html)) == 2
    link = re.search(r'href="([^"]*history=all[^"]*)"', html)
    assert link is not None and "Tout l’historique" in html
    whole = ana.get(unescape(link[1])).text
    assert re.findall(r'name="change" value="(\d+)"', whole) == ["4", "3", "2", "1"]
    assert "Tout l’historique" not in whole


def test_the_drafts_of_a_page_are_those_of_its_kind(site: Site) -> None:
    client = site()
    post(client, "/cases", address="62/27#op_3", kind="mandate-review")
    html = client.get("/cases/1?lang=fr").text
    assert "note de cadrage" in html and "draft/note-verbale" not in html
    answer = client.get("/cases/1/draft/concept-note?language=fr")
    assert answer.status_code == 200 and "Calendrier d’exécution" in "\n".join(
        each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs
    )
    assert client.get("/cases/1/draft/report").status_code == 404
