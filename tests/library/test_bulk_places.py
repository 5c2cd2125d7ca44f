"""Partitions in an object store, read by the workers of a cluster, and linked."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from pyarrow import parquet
from resolutions import Ran, write

from alinea.cli.bulk import clusters
from alinea.cli.bulk.partitions import OtherRulesError, Partition, read_apart
from alinea.cli.bulk.places import place_at

Run = Callable[..., Ran]


def partitions(out: Path) -> dict[str, dict[str, bytes]]:
    return {
        each.name: {file.name: file.read_bytes() for file in sorted(each.iterdir())}
        for each in sorted(out.iterdir())
        if each.is_dir()
    }


@pytest.fixture
def scheduler() -> Iterator[LocalCluster]:
    """A cluster of two workers on this machine."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.mark.timeout(180)
def test_workers_of_a_cluster_write_the_same_bytes(
    run: Run, tmp_path: Path, scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "texts", 1, 2, 3)
    (tmp_path / "texts" / "62-4.pdf").write_bytes(b"%PDF-1.7 broken")
    asked = ("bulk", tmp_path / "texts", "--size", "1", "--jobs", "1")
    assert run(*asked, "--out", tmp_path / "here")[0] == 1
    code, told, _ = run(*asked, "--out", tmp_path / "there", "--scheduler", scheduler.scheduler_address)
    assert code == 1 and "4 files read now, 1 failed" in told
    assert partitions(tmp_path / "there") == partitions(tmp_path / "here")
    # What is there is not asked of anybody again.
    monkeypatch.setattr(clusters, "read_by_workers", None)
    assert (
        "0 files read now"
        in run(*asked, "--out", tmp_path / "there", "--scheduler", scheduler.scheduler_address)[1]
    )


@pytest.mark.timeout(180)
def test_a_worker_that_is_killed_loses_nothing(run: Run, tmp_path: Path, scheduler: LocalCluster) -> None:
    write(tmp_path / "texts", *range(1, 9))
    asked = ("bulk", tmp_path / "texts", "--size", "1", "--jobs", "1")
    run(*asked, "--out", tmp_path / "here")
    parts = clusters.read_by_workers
    killed: list[int] = []

    def kill_one(*arguments: Any) -> Iterator[tuple[Partition, int]]:
        for each in parts(*arguments):
            if not killed:  # at the first that is done, while others are read
                killed.append(scheduler.workers[0].process.pid)
                os.kill(killed[0], signal.SIGKILL)
            yield each

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clusters, "read_by_workers", kill_one)
        code, told, _ = run(*asked, "--out", tmp_path / "there", "--scheduler", scheduler.scheduler_address)
    assert killed and code == 0 and "8 files read now, 0 failed" in told
    assert partitions(tmp_path / "there") == partitions(tmp_path / "here")


def test_a_worker_with_another_alinea_reads_nothing(tmp_path: Path) -> None:
    from datetime import date

    from alinea.presenting.forms import Printing

    asked = Partition(
        "00000-0123456789ab",
        (),
        str(tmp_path),
        "auto",
        Printing("jsonl", None, date(2026, 1, 1)),
        1,
        ("0", "0", 0),
    )
    with pytest.raises(OtherRulesError):
        read_apart(asked)
    assert not list(tmp_path.iterdir())


def test_an_object_store_has_what_a_folder_has(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1, 2, 3)
    asked = ("bulk", tmp_path / "texts", "--size", "2", "--jobs", "1", "--link")
    store = (tmp_path / "store").as_uri()  # of files, by the same means as one of objects
    assert run(*asked, "--out", tmp_path / "folder")[0] == 0
    assert run(*asked, "--out", store)[0] == 0
    assert partitions(tmp_path / "store") == partitions(tmp_path / "folder")
    for name in ("datapackage.json", "links.parquet", "works.parquet"):
        assert (tmp_path / "store" / name).read_bytes() == (tmp_path / "folder" / name).read_bytes()
    # A partition that was not put whole is none, and is put again; one that is stale goes.
    (first, _) = partitions(tmp_path / "store")
    (tmp_path / "store" / first / "problems.parquet").unlink()
    assert "2 files read now" in run(*asked, "--out", store)[1]
    write(tmp_path / "texts", 3, title="Désarmement régional")
    assert "1 file read now" in run(*asked, "--out", store)[1]
    assert (
        place_at(store).done() == frozenset(partitions(tmp_path / "store"))
        and len(partitions(tmp_path / "store")) == 2
    )


def test_texts_of_all_partitions_are_linked(run: Run, tmp_path: Path, samples: Path) -> None:
    code, told, _ = run("bulk", samples, "--out", tmp_path, "--size", "1", "--jobs", "1", "--link")
    links = parquet.read_table(tmp_path / "links.parquet").to_pylist()
    assert code == 0 and f"links: {len(links)}" in told
    assert {row["target"] for row in links if row["symbol"] == "A/RES/62/27"} >= {
        "A/RES/61/62",
        "A/RES/56/24T",
    }
    works = {row["symbol"]: row for row in parquet.read_table(tmp_path / "works.parquet").to_pylist()}
    assert [symbol for symbol, row in works.items() if row["held"]] == sorted(
        ["A/RES/62/27", "A/RES/75/28", "A/RES/75/272", "A/RES/76/299"]
    )
    assert not works["A/RES/61/62"]["held"] and works["A/RES/61/62"]["cited_by"] == 1
    cited = {row["target"] for row in links if row["symbol"] == "A/RES/62/27"}
    assert works["A/RES/62/27"]["cites"] == len(cited) and works["A/RES/62/27"]["languages"] == "fr"


def test_a_place_of_no_known_kind_is_refused(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1)
    code, _, told = run("bulk", tmp_path / "texts", "--out", "gopher://here/there")
    assert code == 1 and "gopher://here/there" in told
