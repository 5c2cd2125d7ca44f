"""Every kind of case from its opening to its closing, in every face: shell, page, API, Python."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from desk_cases import Run, by
from starlette.testclient import TestClient

import alinea
from alinea.desk.casework import Desk
from alinea.desk.kinds import Wanted, kinds
from alinea.library.cases import proposed
from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 11, 1)
MANDATES = {
    "call-for-views": "A/RES/62/27#op_8",
    "report": "A/RES/62/27#op_8",
    "meeting": "A/RES/76/299#op_7",
    "observance": "A/RES/75/28#op_5",
    "consultation": "A/RES/62/27#op_6",
    "agenda-item": "A/RES/62/27#op_9",
    "standing-status": "A/RES/76/299#op_1",
    "mandate-review": "A/RES/75/28#op_6",
}
REVIEW = {"lead": "UNODA", "state": "implemented", "evidence": "A/63/126"}
DECIDED = {"decision": "retire", "decided_by": "A/RES/82/1"}

Walk = Callable[[str, str, list[str]], None]
"""Work on a case of a kind, opened on an address, through its steps, and close it."""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples."""
    file = tmp_path_factory.mktemp("texts") / "library.sqlite"
    with alinea.Library(file) as library:
        library.add(ROOT / "samples")
        library.link()
    return file


@pytest.fixture
def served(texts: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Pages and API over the library and the desk beside it."""
    now = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
    casework = Casework(tmp_path / "desk.sqlite", "Ana", lambda: now)
    library = ServedLibrary(texts, today=lambda: DAY, casework=casework)
    yield TestClient(
        build(library), base_url="http://localhost", client=("127.0.0.1", 50000), follow_redirects=False
    )
    library.close()


def by_python(desk: Desk, texts: Path, kind: str, address: str, steps: list[str]) -> None:
    with Library.open(texts) as library:
        named, basis = proposed(library, address, kind, DAY)
    case = desk.open_case(named, basis, DAY, by("Ana")).id
    if kind == "mandate-review":
        desk.review(case, Wanted(**REVIEW), DAY, by("Ana"))  # type: ignore[arg-type]
        desk.review(case, Wanted(proposal="retire"), DAY, by("Ana", "done"))
        desk.review(case, Wanted(sign=True), DAY, by("Ben"))
        desk.review(case, Wanted(**DECIDED), DAY, by("Ben"))  # type: ignore[arg-type]
    for step in steps:
        desk.complete(case, step, DAY, by("Ana"))
    desk.close_case(case, "done", DAY, by("Ana"))


def by_shell(run: Run, kind: str, address: str, steps: list[str]) -> None:
    done: list[tuple[str, ...]] = [("open", address, "--kind", kind)]
    if kind == "mandate-review":
        said = [part for name, value in REVIEW.items() for part in (f"--{name}", value)]
        done.append(("review", "1", *said, "--propose", "retire", "--why", "done"))
        done.append(("review", "1", "--sign", "--as", "Ben"))
        done.append(("review", "1", "--decide", "retire", "--by", "A/RES/82/1", "--as", "Ben"))
    done += [("log", "1", "--step", step) for step in steps]
    for each in (*done, ("close", "1")):
        code, _, told = run("case", *each)
        assert code == 0, (each, told)


def by_api(api: TestClient, kind: str, address: str, steps: list[str]) -> None:
    changes: list[dict[str, object]] = []
    if kind == "mandate-review":
        changes.append({"action": "review", "review": {**REVIEW, "proposal": "retire"}, "why": "done"})
        changes.append({"action": "review", "review": DECIDED})
    changes += [{"action": "step", "step": step} for step in steps]
    assert api.post("/api/v1/cases", json={"address": address, "kind": kind}).status_code == 200
    for each in (*changes, {"action": "close"}):
        answer = api.post("/api/v1/cases/1/changes", json=each)
        assert answer.status_code == 200, answer.text


def by_page(browser: TestClient, kind: str, address: str, steps: list[str]) -> None:
    def sent(path: str, **said: str) -> None:
        html = browser.get(path).text
        given = {
            name: unescape(found[1])
            for name in ("token", "key", "seen")
            if (found := re.search(rf'name="{name}" value="([^"]*)"', html))
        }
        answer = browser.post(path, data={**given, **said})
        assert answer.status_code == 303, answer.text

    sent("/cases", address=address, kind=kind)
    if kind == "mandate-review":
        sent("/cases/1", action="review", part="facts", **REVIEW)
        sent("/cases/1", action="review", part="proposal", proposal="retire", why="done")
        sent("/cases/1", action="review", part="decision", **DECIDED)
    for step in steps:
        sent("/cases/1", action="step", step=step, on=DAY.isoformat())
    sent("/cases/1", action="close", outcome="done")


def test_every_kind_is_walked() -> None:
    assert set(MANDATES) == set(kinds())


@pytest.mark.parametrize("face", ["python", "shell", "api", "page"])
@pytest.mark.parametrize("kind", MANDATES)
def test_a_case_goes_from_its_opening_to_its_closing(
    kind: str,
    face: str,
    texts: Path,
    tmp_path: Path,
    run: Run,
    served: TestClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = [each.name for each in kinds()[kind].steps] if kind != "mandate-review" else []
    address = MANDATES[kind]
    if face == "python":
        with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
            by_python(desk, texts, kind, address, steps)
    elif face == "shell":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")  # 1 November 2026
        shutil.copy(texts, tmp_path / "library.sqlite")
        by_shell(run, kind, address, steps)
    else:
        {"api": by_api, "page": by_page}[face](served, kind, address, steps)
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        case = desk.case(1)
        assert (case.kind, case.outcome, case.closed_on) == (kind, "done", DAY)
        assert all(each.done_on == DAY for each in case.steps) and not desk.faults()
