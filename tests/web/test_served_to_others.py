"""Where a desk is served to others: never without accounts, and a proxy is believed only where it was named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from team_site import NOW

from alinea.cli.app import command
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.model.cases import Author
from alinea.server.web import server

Start = Callable[..., tuple[int, str, dict[str, Any]]]


@pytest.fixture
def start(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Start:
    """Start ``alinea serve``; return its exit code, what it told, and with what the server was to be run."""
    shutil.copy(library_file, tmp_path / "library.sqlite")
    monkeypatch.setenv("ALINEA_LIBRARY", str(tmp_path / "library.sqlite"))
    for name in ("ALINEA_DESK", "ALINEA_OIDC_ISSUER", "ALINEA_OIDC_CLIENT", "ALINEA_OIDC_SECRET"):
        monkeypatch.delenv(name, raising=False)

    def started(*arguments: str) -> tuple[int, str, dict[str, Any]]:
        run: dict[str, Any] = {}

        def instead(library: Path, listening: Any, **facts: Any) -> None:
            listening.close()
            run.update(facts)

        monkeypatch.setattr(server, "serve", instead)
        capfd.readouterr()
        code = command(["serve", "--port", "0", "--lang", "en", *arguments])
        return code, capfd.readouterr().err, run

    return started


OTHERS = [("--host", "0.0.0.0"), ("--name", "desk.example.org"), ("--proxy", "127.0.0.1")]


@pytest.mark.parametrize("arguments", OTHERS, ids=lambda arguments: arguments[0])
def test_a_desk_without_accounts_is_not_served_to_others(
    start: Start, tmp_path: Path, arguments: tuple[str, str]
) -> None:
    code, _, run = start(*arguments)
    assert code == 0 and run["casework"] is None  # there is no desk that anybody could reach
    Desk.open(tmp_path / "desk.sqlite", create=True).close()
    code, told, run = start(*arguments)
    assert (code, run) == (1, {})
    assert "has cases and no accounts, and others would reach them" in told
    code, _, run = start(*arguments, "--without-desk")
    assert code == 0 and run["casework"] is None
    assert start()[2]["casework"] is not None  # to this machine alone
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        Accounts(desk).add("ada", "Ada", "administrator", Author("root", NOW, operator=True))
    code, _, run = start(*arguments)
    assert code == 0 and run["casework"].team()


def test_what_is_configured_by_halves_is_said(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--proxy proxy.example" in start("--proxy", "proxy.example")[1]
    issuer = ("--oidc-issuer", "https://id.example.org", "--oidc-client", "alinea")
    assert "ALINEA_OIDC_SECRET" in start(*issuer)[1]
    monkeypatch.setenv("ALINEA_OIDC_SECRET", "kept")
    assert start(*issuer)[2]["provider"].issuer == "https://id.example.org"


@pytest.mark.parametrize(
    ("proxies", "scheme", "address"), [(("127.0.0.1",), "https", "198.51.100.1"), ((), "http", "127.0.0.1")]
)
def test_what_a_proxy_says_is_believed_only_where_it_was_named(
    proxies: tuple[str, ...], scheme: str, address: str, monkeypatch: pytest.MonkeyPatch, library_file: Path
) -> None:
    configured: list[Any] = []

    class Instead:
        def __init__(self, config: Any) -> None:
            configured.append(config)

        def run(self, sockets: list[Any]) -> None:
            """Serve nothing."""

    monkeypatch.setattr("uvicorn.Server", Instead)
    server.serve(
        library_file, None, names=(), read_only=True, casework=None, today=NOW.date, proxies=proxies  # type: ignore[arg-type]
    )  # fmt: skip
    (config,) = configured
    app = config.app
    config.load()
    heard: list[Any] = []

    async def listening(scope: Any, receive: Any, send: Any) -> None:
        heard.append(scope)
        await app(scope, receive, send)

    inner = config.loaded_app
    if proxies:
        inner.app = listening
    else:
        assert inner is app  # nothing reads what a proxy says
        inner = listening
    headers = {"x-forwarded-for": "203.0.113.9, 198.51.100.1", "x-forwarded-proto": "https"}
    TestClient(inner, client=("127.0.0.1", 5)).get("/about", headers=headers)
    assert (heard[0]["scheme"], heard[0]["client"][0]) == (scheme, address)
