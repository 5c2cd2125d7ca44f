"""``list`` and ``export``: the whole library, as lines and as tables."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from resolutions import ENGLISH, Ran, write

from alinea.presenting import exports
from alinea.presenting.tidy import COLUMNS, TABLES
from alinea.store.library import Library

Run = Callable[..., Ran]


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Run:
    write(tmp_path / "fr", 1, 2)
    write(tmp_path / "en", 1, form=ENGLISH)
    assert run("add", tmp_path / "fr", tmp_path / "en")[0] == 0
    return run


def test_list_has_a_line_for_each_resolution(held: Run) -> None:
    code, out, _ = held("list")
    assert code == 0
    assert [line.split("  ")[:3] for line in out.splitlines()] == [
        ["A/RES/62/1", "2007-12-06", "fr/en"],
        ["A/RES/62/2", "2007-12-07", "fr"],
    ]
    assert held("list", "--session", "61")[1] == ""
    rows = json.loads(held("list", "--json", "--organ", "A")[1])
    assert [row["work"] for row in rows] == ["A/RES/62/1", "A/RES/62/2"]
    assert [row["languages"] for row in csv.DictReader(io.StringIO(held("list", "--csv")[1]))] == [
        "fr; en",
        "fr",
    ]


@pytest.mark.parametrize("form", ("csv", "jsonl", "xlsx", "parquet"))
def test_export_writes_every_table(held: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "tables"
    code, printed, _ = held("export", out, "--to", form)
    assert code == 0 and all(Path(line).is_file() for line in printed.splitlines())
    read = {table: rows(out, form, table) for table in TABLES}
    assert {table: set(COLUMNS[table]) for table in TABLES} == {
        table: set(read[table][0]) for table in TABLES
    }
    assert [(row["symbol"], row["language"]) for row in read["resolutions"]].count(("A/RES/62/1", "en")) == 1
    assert len(read["resolutions"]) == 3 and all(row["text"] for row in read["paragraphs"])


def rows(folder: Path, form: str, table: str) -> list[dict[str, object]]:
    match form:
        case "csv":
            return list(csv.DictReader(io.StringIO((folder / f"{table}.csv").read_text("utf-8-sig"))))
        case "jsonl":
            return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text("utf-8").splitlines()]
        case "xlsx":
            head, *body = openpyxl.load_workbook(folder / "alinea.xlsx")[table].iter_rows(values_only=True)
            return [dict(zip(map(str, head), row, strict=True)) for row in body]
        case _:
            return list(parquet.read_table(folder / f"{table}.parquet").to_pylist())


@pytest.mark.parametrize("form", ("csv", "jsonl", "xlsx", "parquet"))
def test_tables_are_described_as_a_data_package(held: Run, tmp_path: Path, form: str) -> None:
    """Every table that the description names is there, with these columns, and its cells are of the types told."""
    out = tmp_path / "tables"
    held("export", out, "--to", form)
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    kinds: dict[str, tuple[type, ...]] = {
        "integer": (int,),
        "boolean": (bool,),
        "number": (float, int),
        "date": (str, datetime.date),
        "string": (str,),
    }
    for resource in package["resources"]:
        assert (out / resource["path"]).is_file()
        fields = {each["name"]: each for each in resource["schema"]["fields"]}
        read = rows(out, form, resource["name"])
        assert read and list(fields) == list(read[0])
        for row in read:
            for name, value in row.items():
                if form != "csv" and value not in (None, ""):
                    assert isinstance(value, kinds[fields[name]["type"]]), (name, value)
                elif value and fields[name]["type"] == "integer":
                    assert int(str(value)) >= 0
                elif value and fields[name]["type"] == "boolean":
                    assert value in (*fields[name]["trueValues"], *fields[name]["falseValues"])
        for key in resource["schema"].get("foreignKeys", ()):
            there = {
                tuple(row[each] for each in key["reference"]["fields"])
                for row in rows(out, form, key["reference"]["resource"])
            }
            assert {tuple(row[each] for each in key["fields"]) for row in read} <= there


def test_export_writes_over_nothing_unless_told_to(held: Run, tmp_path: Path) -> None:
    (tmp_path / "paragraphs.csv").write_text("mine")
    code, _, told = held("export", tmp_path)
    assert code == 2 and "--force" in told and (tmp_path / "paragraphs.csv").read_text() == "mine"
    assert held("export", tmp_path, "--force")[0] == 0 and (tmp_path / "paragraphs.csv").read_text() != "mine"


def test_export_refuses_a_form_with_those_there_are(held: Run, tmp_path: Path) -> None:
    code, _, told = held("export", tmp_path / "x", "--to", "docx")
    assert code == 2 and "csv, jsonl, xlsx, parquet, bibtex" in told


def test_export_says_what_to_install(held: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> object:
        raise ModuleNotFoundError(name="openpyxl")

    monkeypatch.setitem(exports._OPEN, "xlsx", missing)
    code, _, told = held("export", tmp_path / "x", "--to", "xlsx")
    assert code == 1 and "pip install 'alinea[xlsx]'" in told


def test_export_of_nothing_has_its_columns(run: Run, tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.sqlite", create=True).close()
    code, _, _ = run("export", tmp_path / "x", "--library", tmp_path / "empty.sqlite", "--to", "parquet")
    assert code == 0 and parquet.read_schema(tmp_path / "x/citations.parquet").names == list(
        COLUMNS["citations"]
    )
