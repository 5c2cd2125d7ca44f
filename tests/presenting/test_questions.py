"""The questions, as they are asked on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from alinea.cli.app import command

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alinea"
PLURAL = re.compile(r"^count\.[\w-]+\.(zero|one|two|few|many|other)$")

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A library with the four samples."""
    samples: Path = request.getfixturevalue("samples")
    path = tmp_path_factory.mktemp("library") / "library.sqlite"
    assert command(["add", str(samples), "--library", str(path), "--jobs", "1"]) == 0
    return path


@pytest.fixture
def ask(shelf: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Ask:
    def run(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = command([*arguments, "--library", str(shelf)])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def ids(out: str) -> list[str]:
    return [row["id"] for row in json.loads(out)]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--session", "76"], ["A/RES/75/28#op_6/report/1", "A/RES/75/28#op_6/views/1"]),
        (
            ["--session", "63"],
            ["A/RES/62/27#op_8/report/1", "A/RES/62/27#op_8/views/1", "A/RES/62/27#op_9/agenda/1"],
        ),
        (["--session", "63", "--kind", "agenda"], ["A/RES/62/27#op_9/agenda/1"]),
        (["--session", "76", "--status", "met"], []),
        (["--session", "76", "--organ", "A/HRC"], []),
        (
            ["--as-of", "2021-10-01", "--bearer", "secretary-general", "--status", "due"],
            ["A/RES/75/28#op_6/report/1", "A/RES/75/28#op_6/views/1"],
        ),
    ],
)
def test_due(ask: Ask, arguments: list[str], found: list[str]) -> None:
    code, out, _ = ask("due", "--json", *arguments)
    assert (code, ids(out)) == (0, found)


def test_due_before_a_day(ask: Ask) -> None:
    _, out, _ = ask("due", "--json", "--before", "2026-12-31", "--as-of", "2026-11-21", "--status", "due")
    found = ids(out)
    assert found[-1] == "A/RES/75/28#op_5/observance/1"
    assert "A/RES/76/299#pp_7/observance/1" in found
    assert "A/RES/76/299#op_7/meeting/1" not in found


def test_due_for_a_person(ask: Ask) -> None:
    code, out, err = ask("due", "--session", "76", "--lang", "fr")
    assert code == 0
    assert "76e session · Assemblée générale · du 14 septembre 2021 au 12 septembre 2022" in out
    assert err.strip().endswith("2 demandes\u00a0: 2 de statut non établi")


def test_due_as_a_table(ask: Ask) -> None:
    _, out, _ = ask("due", "--session", "63", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["kind"] for row in rows] == ["report", "views", "agenda"]
    assert rows[0]["opens"] == "2008-09-16"


def test_most_entries(ask: Ask) -> None:
    _, out, err = ask("due", "--session", "63", "--limit", "1", "--json", "--lang", "en")
    assert len(ids(out)) == 1
    assert "2 more" in err


@pytest.mark.parametrize(
    "name", ["Centre régional", "centre regional", "regional-centre-for-preventive-diplomacy"]
)
def test_who(ask: Ask, name: str) -> None:
    code, out, _ = ask("who", name, "--json")
    assert code == 0
    assert {row["address"] for row in json.loads(out)} == {
        f"A/RES/75/272#op_{number}" for number in (1, 3, 4)
    }


def test_who_is_asked_in_any_language(ask: Ask) -> None:
    french = ids(ask("who", "le Secrétaire général", "--json")[1] or "[]") or ids(
        ask("who", "Secrétaire général", "--json")[1]
    )
    assert french
    assert ids(ask("who", "Secretary-General", "--json")[1]) == french


def test_nobody_of_that_name(ask: Ask) -> None:
    code, out, err = ask("who", "Père Noël'; DROP TABLE works --", "--lang", "en")
    assert (code, out) == (1, "")
    assert "nobody of that name" in err


def test_cites(ask: Ask) -> None:
    _, out, _ = ask("cites", "62/27", "--json")
    rows = json.loads(out)
    numbered = [row for row in rows if row["outcome"] != "ambiguous"]
    assert [row["target"] for row in numbered][:2] == ["A/RES/56/24T", "A/RES/57/63"]
    assert {row["outcome"] for row in numbered} == {"unresolved"}
    # What is cited without its number is told in its place.
    assert [(row["text"], row["reason"]) for row in rows if row["outcome"] == "ambiguous"] == [
        ("d'autres résolutions pertinentes", "open-relevant")
    ]
    _, out, _ = ask("cites", "A/RES/76/299", "--json")
    assert {row["target"]: row["outcome"] for row in json.loads(out)}["A/RES/75/272"] == "resolved"


def test_cited_by(ask: Ask) -> None:
    _, out, _ = ask("cited-by", "75/272", "--json")
    assert {row["work"] for row in json.loads(out)} == {"A/RES/76/299"}
    _, out, _ = ask("cited-by", "A/62/133", "--json")
    assert [row["paragraph"] for row in json.loads(out)] == ["note_2"]
    # A joint symbol is one document, whichever of its names is asked for.
    for name in ("A/70/652-S/2016/20", "A/70/652", "S/2016/20"):
        _, out, _ = ask("cited-by", name, "--json")
        assert [(row["work"], row["paragraph"]) for row in json.loads(out)] == [("A/RES/75/28", "note_1")]


def test_what_names_an_instrument(ask: Ask) -> None:
    _, out, _ = ask("cited-by", "Charte", "--json")
    rows = json.loads(out)
    assert {row["work"] for row in rows} == {"A/RES/62/27", "A/RES/75/272", "A/RES/75/28", "A/RES/76/299"}
    for name in ("la Charte des Nations Unies", "the Charter of the United Nations", "Charter", "un-charter"):
        _, out, _ = ask("cited-by", name, "--json")
        assert json.loads(out) == rows, name
    # By its short name, and by the beginning of the full one; by what no name begins with not.
    for name in ("Document final de la Conférence", "Document final d'Achgabat"):
        _, out, _ = ask("cited-by", name, "--json")
        assert {row["paragraph"] for row in json.loads(out)} == {"pp_4"}, name
    _, out, _ = ask("cited-by", "final d'Achgabat", "--json")
    assert json.loads(out) == []
    _, out, _ = ask("cites", "75/28", "--json")
    assert "un-charter" not in {row["target"] for row in json.loads(out)}


def test_series(ask: Ask) -> None:
    code, out, err = ask("series", "A/RES/62/27", "--lang", "fr")
    assert code == 0
    first = out.splitlines()[0]
    assert first == "A/RES/56/24T · 29 novembre 2001 · texte absent"
    assert "la liste porte sur l’objet du titre" in out
    assert err.strip().endswith("7 textes")
    _, out, _ = ask("series", "61/62", "--json")
    assert {row["symbol"] for row in json.loads(out)} == {"A/RES/61/62", "A/RES/62/27"}


def test_calendar(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    options = ["calendar", "--ics", str(file), "--as-of", "2026-11-21", "--lang", "fr"]
    assert ask(*options, "--stamp", "2026-11-21T08:00:00Z")[0] == 0
    first = file.read_bytes()
    assert b"RRULE:FREQ=YEARLY;BYMONTHDAY=12;BYMONTH=12" in first
    assert b"DTSTAMP:20261121T080000Z" in first
    assert b"UID:A/RES/76/299#op_10/agenda/1@alinea" in first
    # A yearly meeting that no text has repeated for four years is not known to go on.
    assert b"UID:A/RES/76/299#op_7/meeting/1@alinea" not in first
    ask(*options, "--stamp", "2027-01-01T00:00:00Z")
    assert file.read_bytes() == first
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_no_calendar_is_left_alone(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    code, _, err = ask("calendar", "--ics", str(file), "--lang", "en")
    assert (code, file.read_text()) == (1, "mine")
    assert "this is no calendar" in err


def test_graph(ask: Ask, tmp_path: Path) -> None:
    files = {form: tmp_path / f"graph.{form}" for form in ("svg", "graphml", "json", "csv")}
    options = [part for form, file in files.items() for part in (f"--{form}", str(file))]
    assert ask("graph", "76/299", *options)[0] == 0
    assert files["svg"].read_bytes().startswith(b"<svg")
    edges = json.loads(files["json"].read_bytes())["edges"]
    assert any(edge["target"] == "A/RES/75/272" and edge["outcome"] == "resolved" for edge in edges)
    table = list(csv.DictReader(files["csv"].read_text(encoding="utf-8").splitlines()))
    assert len(table) == len(edges)
    assert any(row["target"] == "A/RES/75/272" and row["outcome"] == "resolved" for row in table)
    assert ask("graph", "--graphml", str(files["graphml"]), "--force")[0] == 0


def test_stats(ask: Ask) -> None:
    _, out, _ = ask("stats", "--json", "--as-of", "2026-11-21")
    counts = {(row["group"], row["name"]): row["count"] for row in json.loads(out)}
    assert counts["works", ""] == 4
    assert counts["citations", "resolved"] == 1
    assert counts["statuses", "due"] >= 2
    assert counts["statuses", "met"] == 0
    assert ask("stats", "--lang", "fr")[1].startswith("Résolutions 4")


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "--before", "soon"],
        ["due", "--status", "late"],
        ["due", "--kind", "wish"],
        ["due", "--organ", "AG"],
        ["due", "--session", "0"],
        ["due", "--session", "-1"],
        ["calendar", "--csv", "--organ", "AG"],
        ["due", "--json", "--csv"],
        ["calendar"],
        ["graph"],
        ["graph", "--svg", "x.svg"],
        ["who"],
    ],
)
def test_what_is_not_understood(ask: Ask, arguments: list[str]) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_without_a_library(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command(["due", "--library", str(tmp_path / "none.sqlite"), "--lang", "en"]) == 1
    assert len(capfd.readouterr().err.splitlines()) == 1
