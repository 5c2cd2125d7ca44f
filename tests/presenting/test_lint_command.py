"""``alinea lint``: what it prints, what it writes, and what it ends with."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alinea.cli.app import command

Run = Callable[..., tuple[int, str, str]]

CLEAN = "The General Assembly,\n\nRecalling the Charter,\n\n1. Decides to act;\n\n2. Decides to wait.\n"
FAULTY = CLEAN.replace("Charter,", "Council's Charter;")
NOTED = "The General Assembly,\n\nRecalling the Charter,\n\n1. Requests States to act;\n\n2. Requests States to wait.\n"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("ALINEA_LIBRARY", raising=False)

    def ran(*arguments: object) -> tuple[int, str, str]:
        code = command(["lint", *map(str, arguments)])
        told = capfdbinary.readouterr()
        return code, told.out.decode(), told.err.decode()

    return ran


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_clean_draft(run: Run, tmp_path: Path) -> None:
    code, out, err = run(write(tmp_path, "a.txt", CLEAN))
    assert (code, err) == (0, "") and out.startswith("Nothing found\nUnofficial")


def test_findings_end_with_one_and_notes_with_zero(run: Run, tmp_path: Path) -> None:
    assert run(write(tmp_path, "a.txt", FAULTY))[0] == 1
    code, out, _ = run(write(tmp_path, "b.txt", NOTED))
    assert code == 0 and "AL204  note" in out and "1 note" in out


def test_rules_that_are_selected_or_ignored(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FAULTY)
    assert run(path, "--ignore", "AL5,AL6")[0] == 0
    code, out, _ = run(path, "--select", "AL604", "--to", "json")
    assert code == 1 and [row["rule"] for row in json.loads(out)] == ["AL604"]
    assert "AL404" in run(path, "--select", "AL4")[1] or run(path, "--select", "AL4")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.txt", "--select", "AL9"),
        ("a.txt", "--to", "xml"),
        ("--explain", "XY"),
        ("a.txt", "--language", "de"),
        ("-", "-"),
    ],
)
def test_what_is_not_understood(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and err.startswith("alinea: ") and err.count("\n") == 1


def test_explanations_in_both_languages(run: Run) -> None:
    code, out, _ = run("--explain", "AL101", "--lang", "fr")
    assert code == 0 and out.startswith("AL101  Numéros") and "Pourquoi" in out
    code, out, _ = run("--explain", "AL2")
    assert code == 0 and [line[:5] for line in out.splitlines() if line.startswith("AL2")] == [
        "AL201", "AL202", "AL203", "AL204", "AL205", "AL206",
    ]  # fmt: skip


def test_fix_writes_what_is_safe(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", FAULTY)
    path.chmod(0o640)
    code, out, err = run("--fix", path)
    assert (code, path.read_text("utf-8")) == (0, CLEAN.replace("Charter", "Council’s Charter"))
    assert out.startswith("Nothing found") and err.endswith("2 corrections made\n")
    assert path.stat().st_mode & 0o777 == 0o640
    before = path.stat().st_mtime_ns
    assert run("--fix", path)[2] == "" and path.stat().st_mtime_ns == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_fix_follows_a_link(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FAULTY)
    link = tmp_path / "b.txt"
    link.symlink_to(path)
    run("--fix", link)
    assert link.is_symlink() and "’" in path.read_text("utf-8")


def test_fix_leaves_the_file_where_it_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.txt", FAULTY)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = run("--fix", path)
    assert code == 1 and "No space left" in err
    assert path.read_text("utf-8") == FAULTY and [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_fix_says_why_it_does_not(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<p>The General Assembly,</p><p>Recalling the Charter;</p><p>1. Decides to act;</p><p>2. Decides to wait.</p>"
    )
    before = page.read_bytes()
    code, out, err = run("--fix", page)
    assert (
        code == 1 and "text and Markdown files only" in err and "AL501" in out and page.read_bytes() == before
    )
    latin = tmp_path / "b.txt"
    latin.write_bytes(
        "L'Assemblée générale,\n\nRappelant la Charte et son rôle éminent,\n\n1. Décide d'agir;\n\n2. Décide d'attendre.\n".encode(
            "cp1252"
        )
    )
    assert "UTF-8" in run("--fix", latin)[2]


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    code, out, err = run("--fix", "-")
    assert code == 1 and "AL604" in out and "standard input" in err


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    other = write(tmp_path, "z.txt", "Nothing of the kind.\n")
    code, out, err = run(tmp_path / "none.txt", other, write(tmp_path, "a.txt", CLEAN))
    assert code == 1 and len(err.splitlines()) == 2 and out.startswith("Nothing found")


def test_sarif_is_one_log_of_all_files(run: Run, tmp_path: Path) -> None:
    one, other = write(tmp_path, "a.txt", FAULTY), write(tmp_path, "b.txt", CLEAN)
    code, out, _ = run(one, other, "--to", "sarif", "--lang", "fr")
    (log,) = json.loads(out)["runs"]
    assert code == 1 and len(log["artifacts"]) == 2
    assert {each["ruleId"] for each in log["results"]} == {"AL501", "AL604"}


def test_citations_against_a_library(
    run: Run, tmp_path: Path, samples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "library.sqlite"
    assert command(["add", str(samples), "--library", str(file), "--jobs", "1"]) == 0
    capfdbinary.readouterr()
    text = CLEAN.replace(
        "the Charter,",
        "its resolution 75/28 of 8 December 2020,\n\nReaffirming its resolution 75/29 of 7 December 2020,",
    )
    _, out, _ = run(write(tmp_path, "a.txt", text), "--library", file, "--to", "json")
    found = {row["rule"]: row["facts"]["target"] for row in json.loads(out)}
    assert found == {"AL303": "A/RES/75/28", "AL301": "A/RES/75/29"}
    code, _, err = run(tmp_path / "a.txt", "--library", tmp_path / "none.sqlite")
    assert code == 1 and err.startswith("alinea: ")
