"""A team in the browser and over the API: signing in, what each role may, and what an attacker would try."""

from __future__ import annotations

import base64
import datetime
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.testclient import TestClient
from team_site import NOW, PASSWORD, ROLES, Site, post

from alinea.desk.access import IDLE, MOST
from alinea.desk.casework import Received
from alinea.desk.permissions import permitted
from alinea.library.cases import Action
from alinea.model.cases import Author
from alinea.server.api.authorization import ANYBODY, ASKED, READING, SIGNED_IN
from alinea.server.api.casework import SESSION, Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build


@pytest.fixture
def site(library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site(Path(shutil.copy(library_file, tmp_path / "library.sqlite")), tmp_path)
    yield made
    made.served.close()


PARTIES = "Ria Doe\nCarl Doe\nBen Doe"
"""Among whom a consultation is kept, as a form says it; to programs they are listed."""

Changing = Callable[[Site, str], tuple[str, dict[str, object]]]

CHANGES: dict[str, Changing] = {
    "note": lambda site, role: ("1", {"note": "Sent"}),
    "reply": lambda site, role: ("1", {"sender": "Chile", "text": "Views."}),
    "transcribe": lambda site, role: ("1", {"reply": 1, "text": "Typed."}),
    "assign": lambda site, role: ("1", {"assignee": "ben"}),
    "parties": lambda site, role: ("3", {"parties": PARTIES}),
    "deadline": lambda site, role: ("1", {"step": "replies", "due": "2008-04-30"}),
    "step": lambda site, role: ("1", {"step": "note-verbale"}),
    "review": lambda site, role: ("2", {"review": {"lead": "UNODA"}}),
    "revert-own": lambda site, role: (
        "1",
        {"change": site.noted_by(role) if role != "reader" else 1, "why": "x"},
    ),
    "verdict": lambda site, role: ("1", {"verdict": "met", "why": "A/63/126"}),
    "correct": lambda site, role: ("1", {"asked_of": "the Envoy", "why": "as printed"}),
    "sign": lambda site, role: ("1", {"step": "report"}),
    "decide": lambda site, role: ("2", {"review": {"decision": "renew", "decided_by": "A/RES/82/1"}}),
    "close": lambda site, role: ("1", {"outcome": "not-done", "why": "no need"}),
    "revert": lambda site, role: (
        "1",
        {"change": site.noted_by("administrator" if role != "administrator" else "approver"), "why": "x"},
    ),
}
"""How each change of a case is asked for, on a case, by a role."""

PARTS = {"review": "facts", "decide": "decision"}


def form_of(action: str, given: dict[str, object]) -> dict[str, str]:
    """The same change as a form asks for it."""
    review = given.pop("review", {})
    assert isinstance(review, dict)
    return {key: str(value) for key, value in {**given, **review}.items()} | (
        {"part": PARTS[action]} if action in PARTS else {}
    )


def named(action: str) -> str:
    """The action of a change, as it is sent."""
    return {"revert-own": "revert", "decide": "review"}.get(action, action)


def test_every_change_of_a_case_is_in_the_matrix() -> None:
    assert {named(each) for each in CHANGES} == set(get_args(Action))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("way", ["pages", "programs"])
def test_each_role_changes_what_it_may_and_nothing_else(site: Site, role: str, way: str) -> None:
    for action, changing in CHANGES.items():
        site.cases() if action == "note" else None
        before = site.desk.head()
        case, given = changing(site, role)
        if way == "pages":
            browser = site.browser(role)
            status = post(browser, f"/cases/{case}", action=named(action), **form_of(action, given))[0]
            done = 303
        else:
            if action == "parties":
                given["parties"] = PARTIES.split("\n")
            if action == "correct":
                given["asked_of"] = [given["asked_of"]]
            answer = site.program(role).post(f"cases/{case}/changes", json={"action": named(action), **given})
            status, done = answer.status_code, 200
        assert status == (done if permitted(role, action) else 403), action
        assert (site.desk.head() == before) is not permitted(role, action), action
        if permitted(role, action):
            assert site.desk.history()[-1].actor == site.people[role].name
            if action == "close":
                closed = site.desk.history()[-1].number
                site.desk.revert(1, closed, site.author("administrator", "open again"))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_adds_and_looks_after_people_as_it_may(site: Site, role: str) -> None:
    browser, program = site.browser(role), site.program(role)
    may = permitted(role, "open")
    assert post(browser, "/cases", address="62/27#op_9")[0] == (303 if may else 403)
    answer = program.post("cases", json={"address": "62/27#op_8", "kind": "call-for-views"})
    assert answer.status_code == (200 if may else 403)
    assert post(browser, "/add")[0] == (200 if permitted(role, "add-text") else 403)
    people = browser.get("/people")
    assert people.status_code == (200 if permitted(role, "account-add") else 403)
    before = site.desk.head()
    for action, said in {
        "add": {"login": "eve", "name": "Eve Roe", "role": "administrator"},
        "role": {"number": "4", "role": "administrator"},
        "team": {"number": "4", "team": "WHO"},
        "invite": {"number": "4"},
        "disable": {"number": "4"},
        "enable": {"number": "4"},
    }.items():
        answered, _ = post(browser, "/people", "/account", action=action, **said)
        assert (
            answered == (303 if action not in ("add", "invite") else 200)
            if people.status_code == 200
            else 403
        )
    assert (site.desk.head() == before) is (role != "administrator")
    # What is one's own is everybody's.
    assert post(browser, "/account", action="token", label="mine")[0] == 200
    assert browser.get("/inbox").status_code == 200


def routes(holder: Any) -> Iterator[tuple[str, str]]:
    """Every route of an application that takes more than a question: its method and path."""
    for each in holder.routes:
        if hasattr(each, "original_router"):  # as FastAPI keeps a router that is put into another
            yield from routes(each.original_router)
            continue
        for method in getattr(each, "methods", None) or ():
            if method not in (*READING, "OPTIONS"):
                yield method, each.path


def test_every_route_that_changes_something_is_in_the_table(site: Site) -> None:
    found = set(routes(site.app))
    assert {path for _, path in found} == set(ASKED)
    assert {method for method, _ in found} == {"POST"}
    assert all(each in (ANYBODY, SIGNED_IN) or permitted("administrator", each) for each in ASKED.values())


def test_a_route_that_is_not_in_the_table_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = site.browser("administrator")
    monkeypatch.delitem(ASKED, "/account")
    assert post(browser, "/account", action="token", label="mine")[0] == 403


@pytest.mark.parametrize("path", sorted(path for path, action in ASKED.items() if action != ANYBODY))
def test_who_is_not_signed_in_changes_nothing(site: Site, path: str) -> None:
    site.cases()
    before = site.desk.head()
    real = re.sub(r"\{number[^}]*\}", "1", path).replace("{key}", "x")
    stranger = site.browser()
    stranger.get("/sign-in")
    given = {
        "token": stranger.cookies["alinea-token"],
        "action": "note",
        "note": "x",
        "address": "62/27#op_9",
    }
    answer = stranger.post(real, data=given) if "/api/" not in path else stranger.post(real, json={})
    assert answer.status_code == 401
    assert site.desk.head() == before


def test_pages_and_answers_of_cases_are_for_those_who_are_signed_in(site: Site) -> None:
    site.cases()
    stranger = site.browser()
    for path in (
        "/cases",
        "/cases/1",
        "/cases/1/files/1",
        "/cases/1/draft/report",
        "/account",
        "/inbox",
        "/people",
    ):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in"), path
    answer = stranger.get("/api/v1/cases")
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert stranger.get("/api/v1/cases/1", headers={"authorization": "Bearer guessed"}).status_code == 401
    assert stranger.get("/due").status_code == 200  # the library is read by all


@pytest.mark.parametrize("role", ROLES)
def test_a_consultation_is_nowhere_but_with_its_parties(site: Site, role: str) -> None:
    site.cases()
    secret = "said in confidence"
    site.desk.share(3, [], site.author("administrator"))
    site.desk.receive(
        3,
        Received("Cuba", "CU", NOW.date(), secret, content=b"x", name="a.txt"),
        site.author("administrator"),
    )
    number = site.desk.for_reader(site.people["administrator"]).case(3).replies[0].id
    everybody = " ".join(f"@{each.login}" for each in site.people.values())
    site.desk.note(3, f"{everybody} {secret}", site.author("administrator"))
    browser, program = site.browser(role), site.program(role)
    party = role == "administrator"
    pages = ("/cases", "/cases?mine=1", "/inbox", f"/search?q={secret}", "/feed", "/calendar", "/")
    told = [browser.get(path).text for path in pages]
    told += [program.get(path).text for path in ("cases?state=all", "cases?state=all&mine=true")]
    assert any('/cases/3"' in each or '"id":3' in each for each in told) is party
    for client, path in (
        (browser, "/cases/3"),
        (browser, f"/cases/3/files/{number}"),
        (program, "cases/3"),
    ):
        answer = client.get(path)
        assert answer.status_code == (200 if party else 404), path
        assert party or secret not in answer.text
    assert party or not any(secret in each for each in told[:3] + told[7:])
    if not party:
        unknown = post(browser, "/cases/99", "/cases/1", action="note", note="x")[0]
        assert post(browser, "/cases/3", "/cases/1", action="note", note="x")[0] in (unknown, 403)
        change = {"action": "note", "note": "x"}
        assert program.post("cases/3/changes", json=change).status_code in (404, 403)


def test_a_session_is_no_token_and_a_token_no_session(site: Site) -> None:
    site.cases()
    browser, program = site.browser("administrator"), site.program("administrator")
    assert browser.get("/api/v1/cases").status_code == 401
    assert program.get("http://desk.example.org/cases", follow_redirects=False).status_code == 303


def test_somebody_is_invited_chooses_a_password_signs_in_and_out(site: Site) -> None:
    html = post(
        site.browser("administrator"), "/people", action="add", login="eve", name="Eve Roe", role="approver"
    )[1]
    link = re.search(r"http://desk\.example\.org(/invitation/[\w-]{43})<", html)
    assert link is not None
    message = re.search(r"data:message/rfc822;base64,([^\"]+)", html)
    assert message is not None and link[1].encode() in base64.b64decode(unescape(message[1]))
    eve = site.browser()
    assert "Eve Roe" in eve.get(link[1]).text
    assert post(eve, link[1], new="short", again="short")[0] == 422
    assert post(eve, link[1], new=PASSWORD, again="other")[0] == 422
    assert post(eve, link[1], new=PASSWORD, again=PASSWORD)[0] == 303
    assert "Eve Roe" in eve.get("/account").text
    assert eve.get(link[1]).status_code == 404
    assert post(eve, "/sign-out", "/account")[0] == 303
    assert eve.get("/account").status_code == 303
    status, html = post(eve, "/sign-in?lang=en", login="eve", password="wrong password")
    assert status == 422 and "the name or the password is wrong" in html
    answer = eve.post("/sign-in", data={"token": eve.cookies["alinea-token"], "login": "eve", "password": PASSWORD, "next": "/cases?mine=1"})  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases?mine=1")
    new = "battery correct horse"
    old = eve.cookies[SESSION]
    assert post(eve, "/account", action="password", old=PASSWORD, new=new, again=new)[0] == 303
    assert site.access.account_in(old, NOW) is None and eve.get("/account").status_code == 200


def test_whom_one_administrator_let_in_is_confirmed_by_a_second_one(site: Site) -> None:
    ada, number = site.browser("administrator"), site.people["contributor"].id
    post(ada, "/people", action="invite", number=str(number))
    secret = site.access.invite(number, site.author("administrator"))
    site.access.take_up(secret, PASSWORD, NOW)
    assert "made by Ada Doe" in site.browser("contributor").get("/account?lang=en").text
    assert 'value="confirm"' not in ada.get("/people").text
    status, html = post(ada, "/people?lang=en", action="confirm", number=str(number))
    assert status == 422 and "another administrator confirms" in html
    site.accounts.set_role(site.people["approver"].id, "administrator", site.author("administrator"))
    ben = site.browser("approver")
    assert (
        "let in by Ada Doe alone" in (page := ben.get("/people?lang=en").text) and 'value="confirm"' in page
    )
    assert post(ben, "/people", action="confirm", number=str(number))[0] == 303
    assert "made by Ada" not in site.browser("contributor").get("/account?lang=en").text


@pytest.mark.parametrize(
    "next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/\tx"]
)
def test_signing_in_leads_nowhere_else(site: Site, next: str) -> None:
    site.access.set_password(site.people["approver"], PASSWORD, Author("root", NOW, operator=True))
    answer = post_raw(site.browser(), {"login": "ben", "password": PASSWORD, "next": next})
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases")


def post_raw(client: TestClient, said: dict[str, str], **headers: str) -> Any:
    client.get("/sign-in")
    given = {"token": client.cookies["alinea-token"], **said}
    return client.post("/sign-in", data=given, headers=headers)


def test_a_session_that_was_planted_is_not_the_one_that_signing_in_begins(site: Site) -> None:
    site.access.set_password(site.people["approver"], PASSWORD, Author("root", NOW, operator=True))
    attacker = site.browser("reader")
    planted = attacker.cookies[SESSION]
    victim = site.browser()
    victim.cookies.set(SESSION, planted, domain="desk.example.org")
    victim.cookies.set(SESSION, "made-up", domain="desk.example.org", path="/sign-in")
    token = (victim.get("/sign-in"), victim.cookies["alinea-token"])[1]
    assert (
        victim.post("/sign-in", data={"token": token, "login": "ben", "password": PASSWORD}).status_code
        == 303
    )
    fresh = {each.value for each in victim.cookies.jar if each.name == SESSION and each.path == "/"}
    assert planted not in fresh
    assert victim.cookies["alinea-token"] != token
    assert site.access.account_in("made-up", NOW) is None


def test_passwords_are_not_guessed_at_the_door(site: Site) -> None:
    site.access.set_password(site.people["approver"], PASSWORD, Author("root", NOW, operator=True))
    for number in range(MOST["account"]):
        # Headers that a client makes up are believed of no proxy that was not named.
        answer = post_raw(
            site.browser(),
            {"login": "ben", "password": "guess"},
            **{"x-forwarded-for": f"198.51.100.{number}"},
        )
        assert answer.status_code == 422
    answer = post_raw(site.browser(), {"login": "ben", "password": PASSWORD})
    assert answer.status_code == 429 and SESSION not in answer.cookies


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_a_page_of_another_site_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    site.cases()
    before = site.desk.head()
    browser = site.browser("administrator")
    token = (browser.get("/cases/1"), browser.cookies["alinea-token"])[1]
    for path in ("/cases/1", "/people", "/account", "/inbox", "/sign-out", "/sign-in", "/cases"):
        assert (
            browser.post(
                path, data={"token": token, "action": "note", "note": "x"}, headers=headers
            ).status_code
            == 403
        )
        assert browser.post(path, data={"token": "x" * 43, "action": "note", "note": "x"}).status_code == 403
        assert browser.post(path, data={"action": "note", "note": "x"}).status_code == 403
    assert site.desk.head() == before and browser.get("/account").status_code == 200


def test_numbers_that_are_guessed_lead_to_nothing_of_others(site: Site) -> None:
    site.cases()
    token = site.access.make_token(site.people["administrator"], "hers", site.author("administrator"))
    (hers,) = site.access.tokens(site.people["administrator"])
    browser = site.browser("contributor")
    assert post(browser, "/account", action="revoke", number=str(hers.id))[0] == 404
    assert site.access.bearer(token) == site.people["administrator"]
    for path in ("/cases/99", "/cases/1/files/99", "/cases/2/files/1", "/cases/0", "/invitation/guessed"):
        assert browser.get(path).status_code == 404, path
    # The change of one case is not taken back by way of another, nor the reply of one typed into another.
    assert (
        post(browser, "/cases/2", action="revert", change=str(site.noted_by("contributor")), why="x")[0]
        == 404
    )
    assert post(browser, "/cases/2", action="transcribe", reply="1", text="x")[0] == 404


def test_scripts_that_are_stored_are_words(site: Site) -> None:
    site.cases()
    script = "<script>alert(1)</script>"
    admin = site.browser("administrator")
    site.accounts.add(
        "eve", f"Eve {script}", "reader", Author("root", NOW, operator=True), team=f'"><b>{script}'
    )
    post(admin, "/cases/1", action="note", note=f"@ada @ben {script} [x](javascript:alert(1))")
    page = admin.get("/cases/1")
    sent = {
        "token": admin.cookies["alinea-token"],
        "key": "k",
        "seen": "99",
        "action": "reply",
        "sender": script,
    }
    name = '"><img src=x onerror=alert(1)>.html'
    answer = admin.post("/cases/1", data=sent, files={"file": (name, b"<script>alert(2)</script>")})
    assert page.status_code == 200 and answer.status_code == 303
    for browser, path in (
        (admin, "/cases/1"),
        (admin, "/people"),
        (site.browser("approver"), "/inbox"),
        (admin, "/cases"),
    ):
        html = browser.get(path).text
        assert "<script>alert" not in html and "<img src=x" not in html and "<b>" not in html, path
    reply = site.desk.case(1).replies[-1]
    file = admin.get(f"/cases/1/files/{reply.id}")
    assert file.headers["content-type"] == "application/octet-stream"
    assert (
        file.headers["content-disposition"].startswith("attachment")
        and "<" not in file.headers["content-disposition"]
    )
    assert (
        file.headers["x-content-type-options"] == "nosniff"
        and "script-src 'self'" in file.headers["content-security-policy"]
    )


def test_cookies_are_for_this_site_alone_and_encrypted_where_the_site_is(site: Site) -> None:
    site.access.set_password(site.people["approver"], PASSWORD, Author("root", NOW, operator=True))
    for base, secure in (("http://desk.example.org", False), ("https://desk.example.org", True)):
        browser = site.browser(base=base)
        answer = post_raw(browser, {"login": "ben", "password": PASSWORD})
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2
        for each in cookies:
            assert "HttpOnly" in each and "SameSite=" in each and ("Secure" in each) is secure
        assert browser.get("/account").headers["cache-control"] == "no-store"


def test_a_session_that_was_left_ends(site: Site) -> None:
    browser = site.browser("reader")
    site.now = NOW + IDLE
    assert browser.get("/account").status_code == 200
    site.now = NOW + IDLE + IDLE + datetime.timedelta(minutes=6)
    assert browser.get("/account").status_code == 303


def test_mine_the_inbox_and_signing_are_on_the_pages(site: Site) -> None:
    site.cases()
    carl, ben = site.browser("contributor"), site.browser("approver")
    post(carl, "/cases/1", action="assign", assignee="ben")
    post(carl, "/cases/1", action="note", note="@ben please sign")
    board = ben.get("/cases?lang=en&mine=1").text
    assert "/cases/1?" in board and "/cases/2?" not in board and "(1)" in board
    assert "please sign" in ben.get("/inbox").text
    assert post(ben, "/inbox", to="99")[0] == 303
    assert "(1)" not in ben.get("/cases?lang=en").text
    assert "Sign for: compiled report" not in carl.get("/cases/1?lang=en").text
    assert "Sign for: compiled report" in ben.get("/cases/1?lang=en").text
    assert post(ben, "/cases/1", action="sign", step="report")[0] == 303
    assert "signed by Ben Doe" in ben.get("/cases/1?lang=en").text
    rows = site.program("approver").get("cases?mine=true").json()["items"]
    assert [each["id"] for each in rows] == [1]


def test_without_accounts_nobody_signs_in(library_file: Path, tmp_path: Path) -> None:
    casework = Casework(tmp_path / "desk.sqlite", "Ana", lambda: NOW)
    served = ServedLibrary(library_file, today=lambda: NOW.date(), read_only=True, casework=casework)
    local = {"base_url": "http://localhost", "client": ("127.0.0.1", 5), "follow_redirects": False}
    browser = TestClient(build(served), **local)  # type: ignore[arg-type]
    assert browser.get("/cases").status_code == 200
    for path in ("/sign-in", "/account", "/people", "/inbox", "/invitation/x", "/sign-in/provider"):
        assert browser.get(path).status_code == 404, path
    # A proxy on this machine asks for others, who are not the one user.
    assert browser.get("/cases", headers={"x-forwarded-for": "198.51.100.1"}).status_code == 404
    served.close()
