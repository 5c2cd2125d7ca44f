"""Each mechanism of the samples that `docs/mechanisms.md` tells of, in the shell, on its page and in the API."""

from __future__ import annotations

import datetime
import html
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 11, 29)


def rows() -> list[tuple[str, list[str]]]:
    """Return the mechanisms of the document: number, and what the shell, the page and the API show."""
    lines = (ROOT / "docs/mechanisms.md").read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")
    ]
    return [(each[0].strip("| "), each[2:]) for each in cells if "→" in each[-1]]


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
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mechanisms") / "library.sqlite"
    with Library.open(path, create=True) as library:
        samples = [Asked(str(each)) for each in sorted((ROOT / "samples").iterdir()) if each.is_file()]
        samples.append(Asked(str(Path(__file__).parent / "report.txt")))
        add(library, samples, lambda outcome: None, processes=1)
    return path


@pytest.fixture(scope="module")
def client(shelf: Path) -> Iterator[TestClient]:
    desk = ServedLibrary(shelf, today=lambda: TODAY, read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as made:
        yield made
    desk.close()


def level(text: str) -> str:
    """Return words with plain spaces and apostrophes, which pages set otherwise than texts do."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def held(text: str, found: list[str], absent: list[str]) -> None:
    text = level(text)
    assert [each for each in found if level(each) not in text] == []
    assert [each for each in absent if level(each) in text] == []


@pytest.mark.parametrize(("number", "cells"), rows(), ids=[number for number, _ in rows()])
def test_the_shell_shows_it(
    shelf: Path,
    number: str,
    cells: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 29 November 2026
    question, found, absent = asked(cells[0])
    capsys.readouterr()
    assert command([*shlex.split(question), "--lang", "fr", "--library", str(shelf)]) == 0
    held(re.sub(r"[│╭╮╰╯─]", " ", capsys.readouterr().out), found, absent)


@pytest.mark.parametrize(("number", "cells"), rows(), ids=[number for number, _ in rows()])
def test_a_page_shows_it(client: TestClient, number: str, cells: list[str]) -> None:
    question, found, absent = asked(cells[1])
    answer = client.get(question + ("&" if "?" in question else "?") + "lang=fr")
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    held(html.unescape(re.sub(r"<[^>]+>", "", main)), found, absent)


@pytest.mark.parametrize(("number", "cells"), rows(), ids=[number for number, _ in rows()])
def test_the_api_shows_it(client: TestClient, number: str, cells: list[str]) -> None:
    question, found, absent = asked(cells[2])
    answer = client.get("/api/v1" + question)
    assert answer.status_code == 200
    held(answer.text, found, absent)


def test_the_document_has_rows() -> None:
    assert len(rows()) > 20
