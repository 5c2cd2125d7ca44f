"""A server over a desk of a team, and the browsers and programs that reach it."""

from __future__ import annotations

import datetime
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import get_args

from fastapi import FastAPI
from starlette.testclient import TestClient

from alinea.desk.access import Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Received
from alinea.desk.kinds import Wanted
from alinea.model.cases import Account, Author, Basis, Role
from alinea.server.api.casework import SESSION, Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.server.web.provider import Provider

NOW = datetime.datetime(2008, 4, 10, 9, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery"
ROLES: tuple[Role, ...] = get_args(Role)
NAMES = {"reader": "ria", "contributor": "carl", "approver": "ben", "administrator": "ada"}


@cache
def _application() -> FastAPI:
    """What serves any of the sites, one after another: to put it together takes longer than most tests."""
    return build(ServedLibrary(Path("none"), today=NOW.date), hosts=())


class Site:
    """A server over a desk of a team, and the browsers and programs that reach it."""

    def __init__(self, library: Path, folder: Path, provider: Provider | None = None) -> None:
        self.now = NOW
        self.casework = Casework(folder / "desk.sqlite", "root", lambda: self.now)
        self.served = ServedLibrary(library, today=lambda: NOW.date(), casework=self.casework)
        self.app = _application()
        self.app.state.served, self.app.state.provider = self.served, provider
        desk = self.casework.desk(create=True)
        operator = Author("root", NOW, operator=True)
        self.people: dict[str, Account] = {}
        for role in reversed(ROLES):
            login = NAMES[role]
            self.people[role] = Accounts(desk).add(
                login,
                f"{login.title()} Doe",
                role,
                operator,
                email=f"{login}@example.org",
            )
        self.desk, self.access, self.accounts = desk, Access(desk), Accounts(desk)

    def author(self, role: str, why: str = "") -> Author:
        """A person who changes something."""
        account = self.people[role]
        return Author(account.name, self.now, why, account=account.id)

    def cases(self) -> None:
        """A call for views with a reply and notes, and a review with a proposal."""
        basis = Basis(
            "A/RES/62/27",
            "op_8",
            "A/RES/62/27#op_8/views/1",
            "Promotion",
            None,
            "fr",
            "Prie le Secrétaire général",
        )
        for kind in ("call-for-views", "mandate-review", "consultation"):
            self.desk.open_case(kind, basis, NOW.date(), self.author("administrator"))
        self.desk.receive(
            1, Received("Cuba", "CU", NOW.date(), None, "pdf-no-text"), self.author("administrator")
        )
        everybody = [each.name for each in self.people.values()]
        self.desk.share(3, everybody, self.author("administrator"))
        self.desk.complete(1, "report", NOW.date(), self.author("contributor"))
        self.desk.review(2, Wanted(proposal="renew"), NOW.date(), self.author("contributor", "because"))
        self.desk.note(1, "of Ada", self.author("administrator"))
        for role in ("contributor", "approver"):
            self.desk.note(1, f"of {role}", self.author(role))

    def noted_by(self, role: str) -> int:
        """The number of a note of a person."""
        name = self.people[role].name
        return next(
            each.number for each in self.desk.history(1) if (each.action, each.actor) == ("note", name)
        )

    def browser(
        self, role: str | None = None, *, base: str = "http://desk.example.org", address: str = "192.0.2.7"
    ) -> TestClient:
        """The browser of somebody elsewhere, with a session of a person where a role is named."""
        client = TestClient(
            self.app, base_url=base, client=(address, 50000), follow_redirects=False, raise_server_exceptions=False
        )  # fmt: skip
        if role is not None:
            # By a provider, as that costs no hash of a password.
            account = self.people[role]
            entered = self.access.sign_in_by_provider(
                "https://id.example", account.login, account.email, self.now
            )
            client.cookies.set(SESSION, entered.session, domain="desk.example.org")
        return client

    def program(self, role: str) -> TestClient:
        """A program that acts for a person."""
        account = self.people[role]
        token = self.access.make_token(account, "tests", self.author(role))
        return TestClient(
            self.app, base_url="http://desk.example.org/api/v1/", client=("192.0.2.7", 50000),
            headers={"authorization": f"Bearer {token}"}, raise_server_exceptions=False,
        )  # fmt: skip


def field(html: str, name: str) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', html)[1])  # type: ignore[index]


def post(client: TestClient, path: str, at: str | None = None, **said: str) -> tuple[int, str]:
    """Fill in a form of a page and send it; return the status and what is answered."""
    html = client.get(at or path).text
    given = {name: field(html, name) for name in ("token", "key", "seen") if f'name="{name}"' in html}
    answer = client.post(path, data={**given, **said})
    return answer.status_code, answer.text
