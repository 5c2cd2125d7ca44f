"""A real Chromium over a server of the four samples."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator

import pytest
from browser_site import SAMPLES, serving
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from alinea.library.adding import Asked, add
from alinea.library.cases import proposed, received_text
from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.store.library import Library

TODAY = datetime.date(2020, 12, 15)
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
ARGUMENTS += ["--disable-component-update", "--disable-sync"]


def next_text() -> bytes:
    """A text that goes on from 62/27 as one would a year later: made up here, the views asked for less firmly."""
    text = (SAMPLES / "A-RES-62-27.fr.txt").read_text(encoding="utf-8")
    for before, after in (
        ("soixante-troisième session", "soixante-quatrième session"),
        ("Soixante-deuxième session", "Soixante-troisième session"),
        (
            "60/59 du 8 décembre 2005 et 61/62 du 6 décembre 2006",
            "61/62 du 6 décembre 2006 et 62/27 du 5 décembre 2007",
        ),
        ("62/27. Promotion", "63/950. Promotion"),
        ("le 5 décembre 2007\n\n[", "le 2 décembre 2008\n\n["),
        ("8. *Prie* le Secrétaire général de solliciter", "8. *Invite* le Secrétaire général à solliciter"),
    ):
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server, with a library that may be added to."""
    path = tmp_path_factory.mktemp("browser") / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(SAMPLES.iterdir()) if each.suffix == ".txt"]
        add(library, [*texts, Asked("A-RES-63-950.txt", next_text())], lambda outcome: None, processes=1)
    noon = datetime.datetime(2020, 12, 15, 12, tzinfo=datetime.UTC)
    casework = Casework(path.with_name("desk.sqlite"), "Ana Diallo", lambda: noon)
    opened = casework.desk(create=True)
    with Library.open(path) as library:
        kind, basis = proposed(library, "A/RES/62/27#op_8", "call-for-views", TODAY)
    opened.open_case(kind, basis, TODAY, casework.author("", None))
    opened.open_case("mandate-review", basis, TODAY, casework.author("", None))
    opened.receive(1, received_text("Cuba", TODAY, "Views of Cuba."), casework.author("", None))
    with serving(ServedLibrary(path, today=lambda: TODAY, casework=casework)) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Where it is not installed the tests are skipped, unless all are needed."""
    if not shutil.which(CHROMIUM):
        if os.environ.get("ALINEA_TESTS_NEED_ALL"):
            pytest.fail(f"{CHROMIUM} is not there: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is not there: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who has never been here, and reads French."""
    made = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not load anything from elsewhere, nor write errors to the console."""
    made = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []
    made.on("request", lambda request: foreign.append(request.url) if not _ours(request.url) else None)
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield made
    assert foreign == [], "a page asked for something elsewhere"
    assert errors == []


def _ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
