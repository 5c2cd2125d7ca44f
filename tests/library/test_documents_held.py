"""Documents that are no resolutions, in the library: added, shown, listed, removed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alinea.cli.app import command

Run = Callable[..., tuple[int, str, str]]

REPORT = (
    "United Nations A/74/192-S/2019/80\nGeneral Assembly\nDistr.: General\n18 July 2019\n\nSeventy-fourth session\n"
    "Item 97 (b) of the provisional agenda*\nSmall lights\n\nReport of the Secretary-General\n\n"
    "1. The present report is submitted pursuant to paragraph 3 of General Assembly resolution 73/100.\n\n"
    "2. Replies had been received from Cuba and Ireland.\n"
)


@pytest.fixture
def run(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command on a library of its own; returns exit code, what was printed, what was told."""

    def run_(*arguments: str) -> tuple[int, str, str]:
        code = command([*arguments, "--library", str(tmp_path / "library.sqlite")])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_


@pytest.fixture
def report(tmp_path: Path, run: Run) -> str:
    """The path of a report that was added."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    code, out, _ = run("add", str(path))
    assert code == 0
    assert "1 other document" in out
    return str(path)


def test_it_is_shown_by_each_of_its_symbols(run: Run, report: str) -> None:
    for symbol in ("A/74/192", "S/2019/80"):
        code, out, _ = run("show", symbol)
        assert code == 0
        assert "A/RES/73/100, para. 3" in out and "Cuba and Ireland" in out
    code, out, _ = run("show", "A/74/192", "--json")
    assert json.loads(out)["replies_from"] == ["Cuba", "Ireland"]


def test_it_is_listed_with_its_type_and_date(run: Run, report: str) -> None:
    assert "A/74/192  2019-07-18  en  report: Small lights" in run("list")[1]
    (row,) = json.loads(run("list", "--json")[1])
    assert (row["work"], row["type"], row["date"], row["session"]) == ("A/74/192", "report", "2019-07-18", 74)
    assert json.loads(run("list", "--organ", "S", "--json")[1]) == []


def test_it_is_removed_by_its_symbol_and_read_anew_when_it_is_added_again(run: Run, report: str) -> None:
    assert "A/74/192: removed (en)" in run("remove", "A/74/192")[1]
    assert run("show", "A/74/192")[0] == 1
    assert "1 new" in run("add", report)[1]


def test_what_is_taken_out_of_a_committee_report_leaves_the_report(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "committee.txt"
    path.write_text(
        REPORT.replace("A/74/192-S/2019/80", "A/74/391").replace(
            "the Secretary-General", "the First Committee", 1
        )
        + "\nThe General Assembly,\n\nRecalling its resolution 73/100 of 7 December 2018,\n\n1. Decides to act.\n",
        encoding="utf-8",
    )
    assert run("add", str(path))[0] == 0
    works = [row["work"] for row in json.loads(run("list", "--json")[1]) if row["type"] != "committee-report"]
    for work in works:
        assert run("remove", work)[0] == 0
    assert run("show", "A/74/391")[0] == 0


def test_it_is_not_read_again_and_goes_with_its_file(run: Run, report: str) -> None:
    assert "1 unchanged" in run("add", report)[1]
    assert run("check")[0] == 0
    assert run("remove", report)[0] == 0
    code, _, err = run("show", "A/74/192")
    assert code == 1 and "not in the library" in err
