"""Each mechanism of the samples that `docs/mechanisms.md` tells of, in the shell, on its page and in the API."""

from __future__ import annotations

import datetime
import html
import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
CONTINUED = 3
"""Which table of the document is of texts that go on from the samples."""
TODAY = datetime.date(2026, 11, 29)


def rows() -> list[tuple[str, bool, list[str]]]:
    """Return the mechanisms of the document: number, whether later texts show it, and shell, page and API."""
    found = []
    for place, table in enumerate(
        (ROOT / "docs/mechanisms.md").read_text(encoding="utf-8").split("\n| | mechanism ")
    ):
        for line in table.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if line.startswith("| ") and "→" in cells[-1]:
                found.append((cells[0], place == CONTINUED, cells[2:]))
    return found


ROWS = pytest.mark.parametrize(
    ("continued", "cells"), [each[1:] for each in rows()], ids=[each[0] for each in rows()]
)


def asked(cell: str) -> tuple[str, list[str], list[str]]:
    """Return what is asked, what is found there, and what is not."""
    question, _, found = cell.partition(" → ")
    shown = [each.strip() for each in found.split(" · ")]
    return (
        question.strip("`"),
        [each for each in shown if not each.startswith("¬")],
        [each.removeprefix("¬ ") for each in shown if each.startswith("¬")],
    )


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Return the libraries by whether they hold texts that go on from the samples."""
    samples = [str(each) for each in sorted((ROOT / "samples").iterdir()) if each.is_file()]
    report = [str(HERE / "report.txt")]
    later = [str(each) for each in sorted((HERE / "continuations").iterdir())]
    made = {}
    for continued in (False, True):
        path = tmp_path_factory.mktemp("mechanisms") / "library.sqlite"
        texts = [*samples, *report, *(later if continued else [])]
        with Library.open(path, create=True) as library:
            add(library, list(map(Asked, texts)), lambda outcome: None, processes=1)
        made[continued] = path
    assert command(["add", "--metadata", str(HERE / "votes.jsonl"), "--library", str(made[True])]) == 0
    assert command(["link", "--likeness", "--library", str(made[True])]) == 0
    return made


@pytest.fixture(scope="module")
def clients(shelves: dict[bool, Path]) -> Iterator[dict[bool, TestClient]]:
    with ExitStack() as open_:
        made = {}
        for continued, shelf in shelves.items():
            served = ServedLibrary(shelf, today=lambda: TODAY, read_only=True)
            open_.callback(served.close)
            made[continued] = open_.enter_context(TestClient(build(served), base_url="http://localhost:8420"))
        yield made


def level(text: str) -> str:
    """Return words with plain spaces and apostrophes, which pages set otherwise than texts do."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def held(text: str, found: list[str], absent: list[str]) -> None:
    text = level(text)
    assert [each for each in found if level(each) not in text] == []
    assert [each for each in absent if level(each) in text] == []


@ROWS
def test_the_shell_shows_it(
    shelves: dict[bool, Path],
    continued: bool,
    cells: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 29 November 2026
    question, found, absent = asked(cells[0])
    capsys.readouterr()
    assert command([*shlex.split(question), "--lang", "fr", "--library", str(shelves[continued])]) == 0
    held(re.sub(r"[│╭╮╰╯─]", " ", capsys.readouterr().out), found, absent)


@ROWS
def test_a_page_shows_it(clients: dict[bool, TestClient], continued: bool, cells: list[str]) -> None:
    question, found, absent = asked(cells[1])
    answer = clients[continued].get(question + ("&" if "?" in question else "?") + "lang=fr")
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    held(html.unescape(re.sub(r"<[^>]+>", "", main)), found, absent)


@ROWS
def test_the_api_shows_it(clients: dict[bool, TestClient], continued: bool, cells: list[str]) -> None:
    question, found, absent = asked(cells[2])
    answer = clients[continued].get("/api/v1" + question)
    assert answer.status_code == 200
    held(answer.text, found, absent)


def test_the_document_has_rows() -> None:
    assert len(rows()) > 40
    assert sum(continued for _, continued, _ in rows()) > 5
