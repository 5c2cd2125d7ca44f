"""Any number of documents into partitioned Parquet: gone on with where it was stopped, one bad document by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from resolutions import Ran, write

from alinea.cli.bulk import partitions as bulk
from alinea.presenting import exports
from alinea.presenting.tidy import COLUMNS

Run = Callable[..., Ran]


def partitions(out: Path) -> dict[str, dict[str, bytes]]:
    return {
        each.name: {file.name: file.read_bytes() for file in sorted(each.iterdir())}
        for each in sorted(out.iterdir())
        if each.is_dir()
    }


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, by the description that stands beside the partitions."""
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    if table == "problems":
        files = [out / name / "problems.parquet" for name in partitions(out)]
    else:
        (resource,) = [each for each in package["resources"] if each["name"] == table]
        files = [out / path for path in resource["path"]]
    return [row for file in files for row in parquet.read_table(file).to_pylist()]


def test_documents_are_read_into_tables_by_partitions(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1, 2, 3)
    out = tmp_path / "out"
    code, told, _ = run("bulk", tmp_path / "texts", "--out", out, "--size", "2", "--jobs", "1")
    assert code == 0 and told.startswith("2 partitions; 3 files read now, 0 failed")
    assert [row["symbol"] for row in rows(out, "resolutions")] == ["A/RES/62/1", "A/RES/62/2", "A/RES/62/3"]
    for table, columns in COLUMNS.items():
        found = rows(out, table)
        assert found and list(found[0]) == list(columns)


def test_one_that_cannot_be_read_costs_itself_alone(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1, 2)
    (tmp_path / "texts" / "62-1a.pdf").write_bytes(b"%PDF-1.7 broken")
    code, _, _ = run("bulk", tmp_path / "texts", "--out", tmp_path / "out", "--jobs", "2")
    assert code == 1 and len(rows(tmp_path / "out", "resolutions")) == 2
    (problem,) = [row for row in rows(tmp_path / "out", "problems") if row["symbol"] is None]
    assert problem["path"].endswith("62-1a.pdf") and problem["code"]


def test_what_was_interrupted_is_gone_on_with(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "texts", 1, 2, 3)
    asked = ("bulk", tmp_path / "texts", "--size", "1", "--jobs", "1")
    assert run(*asked, "--out", tmp_path / "whole")[0] == 0
    done = 0

    def stopped(path: Path, *rest: Any) -> None:
        nonlocal done
        done += 1
        if done == 2:
            raise KeyboardInterrupt
        write_parquet(path, *rest)

    write_parquet = exports.write_parquet
    with monkeypatch.context() as patched:
        patched.setattr(bulk, "write_parquet", stopped)
        assert run(*asked, "--out", tmp_path / "out")[0] == 130
    assert len(list((tmp_path / "out").iterdir())) == 1  # what was begun is not there
    code, told, _ = run(*asked, "--out", tmp_path / "out")
    assert code == 0 and "2 files read now" in told
    assert partitions(tmp_path / "out") == partitions(tmp_path / "whole")
    assert "0 files read now" in run(*asked, "--out", tmp_path / "out")[1]


def test_changed_documents_are_read_anew_and_stale_partitions_go(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1, 2)
    asked = ("bulk", tmp_path / "texts", "--out", tmp_path / "out", "--size", "1", "--jobs", "1")
    run(*asked)
    before = partitions(tmp_path / "out")
    write(tmp_path / "texts", 2, title="Désarmement régional")
    assert "1 file read now" in run(*asked)[1]
    after = partitions(tmp_path / "out")
    assert len(after) == 2 and len(set(before) & set(after)) == 1
    assert [row["title"] for row in rows(tmp_path / "out", "resolutions")][1] == "Désarmement régional"


def test_a_folder_is_needed(run: Run, tmp_path: Path) -> None:
    assert run("bulk", tmp_path)[0] == 2 and run("bulk", "--out", tmp_path)[0] == 2
