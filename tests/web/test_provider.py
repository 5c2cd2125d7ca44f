"""Signing in by OpenID Connect, against a small provider on this machine that tells the truth or lies."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.testclient import TestClient
from team_site import NOW, Site

from alinea.desk.accounts import Accounts
from alinea.model.cases import Author
from alinea.server.api.casework import SESSION
from alinea.server.web.provider import Provider

CLIENT, SECRET = "alinea", "kept by the server"


class Identities(ThreadingHTTPServer):
    """A provider that vouches for whom it is told to.

    Attributes:
        claims: what its token says, besides what it must; key: by which it signs; asked: by code, the request of it.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = self.published = RSAKey.generate_key(2048, {"kid": "1"})
        self.claims: dict[str, object] = {}
        self.asked: dict[str, dict[str, str]] = {}

    def token(self, asked: dict[str, str]) -> str:
        at = int(NOW.timestamp())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "42",
            "iat": at,
            "exp": at + 300,
            "nonce": asked["nonce"],
        }
        return jwt.encode({"alg": "RS256", "kid": "1"}, {**said, **self.claims}, self.key)


class _Handler(BaseHTTPRequestHandler):
    server: Identities

    def do_GET(self) -> None:
        parts, here = urlsplit(self.path), self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            self._give({"issuer": here, **{name: here + path for name, path in names.items()}})
        elif parts.path == "/keys":
            self._give(KeySet([self.server.published]).as_dict(private=False))
        else:
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.server.asked["code-1"] = asked
            answer = urlencode({"code": "code-1", "state": asked["state"]})
            self.send_response(302)
            self.send_header("location", f"{asked['redirect_uri']}?{answer}")
            self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.asked.pop(sent["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(
            b"="
        )
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or challenge.decode() != asked["code_challenge"]
            or self.headers["authorization"] != basic
            or sent["redirect_uri"] != asked["redirect_uri"]
        ):
            self._give({"error": "invalid_grant"}, 400)
        else:
            self._give({"access_token": "a", "token_type": "Bearer", "id_token": self.server.token(asked)})

    def _give(self, data: Any, status: int = 200) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def identities() -> Iterator[Identities]:
    with Identities() as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def site(identities: Identities, library_file: Path, tmp_path: Path) -> Iterator[Site]:
    provider = Provider(identities.issuer, CLIENT, SECRET)
    made = Site(Path(shutil.copy(library_file, tmp_path / "library.sqlite")), tmp_path, provider)
    yield made
    made.served.close()


def sent_back(browser: TestClient, next: str = "") -> str:
    """The address at which the provider sends a browser back."""
    there = browser.get(f"/sign-in/provider?next={next}").headers["location"]
    return httpx.get(there).headers["location"]


def test_a_person_the_provider_knows_is_let_in_and_goes_where_they_wanted(
    site: Site, identities: Identities
) -> None:
    identities.claims = {"email": "BEN@example.org", "email_verified": True}
    browser = site.browser(base="https://desk.example.org")
    assert "/sign-in/provider" in browser.get("/sign-in").text
    back = sent_back(browser, "/cases?mine=1")
    assert back.startswith("https://desk.example.org/sign-in/returned?")
    answer = browser.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases?mine=1")
    assert "Ben Doe" in browser.get("/account").text
    # From then on they are known by their number with the provider, whatever their address is.
    identities.claims = {}
    again = site.browser()
    assert again.get(sent_back(again)).status_code == 303
    assert "Ben Doe" in again.get("/account").text


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "ben@example.org"},
        {"email": "ben@example.org", "email_verified": False},
        {"email": "ben@example.org", "email_verified": "true"},
        {"email": "stranger@example.org", "email_verified": True},
    ],
)
def test_nobody_is_let_in_by_an_address_that_is_not_verified_or_known(
    site: Site, identities: Identities, claims: dict[str, object]
) -> None:
    identities.claims = claims
    browser = site.browser()
    answer = browser.get(sent_back(browser))
    assert answer.status_code == 403 and SESSION not in browser.cookies


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "of another request"},
        {"aud": "another client"},
        {"iss": "https://evil.example"},
        {"exp": int(NOW.timestamp()) - 3600},
    ],
)
def test_a_token_for_another_request_client_time_or_of_another_provider_lets_nobody_in(
    site: Site, identities: Identities, lie: dict[str, object]
) -> None:
    identities.claims = {"email": "ben@example.org", "email_verified": True, **lie}
    browser = site.browser()
    assert browser.get(sent_back(browser)).status_code == 422 and SESSION not in browser.cookies


def test_a_token_signed_by_another_key_or_by_none_lets_nobody_in(
    site: Site, identities: Identities, monkeypatch: pytest.MonkeyPatch
) -> None:
    identities.claims = {"email": "ben@example.org", "email_verified": True}
    identities.key = RSAKey.generate_key(2048, {"kid": "1"})
    browser = site.browser()
    assert browser.get(sent_back(browser)).status_code == 422
    signed = Identities.token

    def unsigned(self: Identities, asked: dict[str, str]) -> str:
        head = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
        return f"{head}.{signed(self, asked).split('.')[1]}."

    monkeypatch.setattr(Identities, "token", unsigned)
    assert browser.get(sent_back(browser)).status_code == 422 and SESSION not in browser.cookies


def test_an_answer_is_good_for_the_browser_that_asked_and_once(site: Site, identities: Identities) -> None:
    identities.claims = {"email": "ben@example.org", "email_verified": True}
    attacker, victim = site.browser(), site.browser()
    back = sent_back(attacker)
    assert victim.get(back).status_code == 422  # begun nothing
    sent_back(victim)
    assert victim.get(back).status_code == 422  # begun something else
    back = sent_back(attacker)
    assert attacker.get(back).status_code == 303
    assert attacker.get(back).status_code == 422


def test_who_is_disabled_is_not_let_in_by_the_provider_either(site: Site, identities: Identities) -> None:
    identities.claims = {"email": "ben@example.org", "email_verified": True}
    Accounts(site.desk).disable(site.people["approver"].id, Author("root", NOW, operator=True))
    browser = site.browser()
    assert browser.get(sent_back(browser)).status_code == 403


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9", "{here}/", "http://192.0.2.1"])
def test_a_provider_that_is_away_another_or_not_encrypted_is_not_asked(
    site: Site, identities: Identities, issuer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"issuer": issuer, "authorization_endpoint": issuer, "token_endpoint": issuer, "jwks_uri": issuer}
    if issuer == "http://192.0.2.1":  # which does answer, and says where its parts are
        monkeypatch.setattr(Provider, "_get", lambda *_: known)
    site.app.state.provider = Provider(issuer.format(here=identities.issuer), CLIENT, SECRET)
    assert site.browser().get("/sign-in/provider").status_code == 503
