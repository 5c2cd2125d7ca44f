"""``search``, ``show``, ``check``, ``backup`` and ``restore``: what they print and what they end with."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from resolutions import ENGLISH, Ran, write

from alinea.cli.asking import library_file
from alinea.library.search import years_of
from alinea.model.record import Record
from alinea.presenting.hits import COLUMNS
from alinea.store.library import Library

Run = Callable[..., Ran]


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Run:
    write(tmp_path / "fr", 1, 2)
    write(tmp_path / "en", 1, form=ENGLISH)
    assert run("add", tmp_path / "fr", tmp_path / "en")[0] == 0
    return run


def test_search_prints_passages_with_their_addresses(held: Run) -> None:
    code, out, told = held("search", "désarmement", "--part", "title", "--language", "fr", "--lang", "fr")
    assert (code, told) == (0, "")
    lines = out.splitlines()
    assert sorted(lines[::2]) == [
        f"A/RES/62/{n}#title · {5 + n} décembre 2007 · Désarmement général" for n in (1, 2)
    ]
    assert lines[1] == "    *Désarmement* général"


def test_search_in_json_and_csv(held: Run) -> None:
    code, out, _ = held("search", "nuclear weapons", "--json")
    (row,) = json.loads(out)
    assert code == 0 and set(row) == set(COLUMNS)
    assert (row["address"], row["number"], row["part"], row["language"]) == (
        "A/RES/62/1#op_1",
        "1",
        "operative",
        "en",
    )
    assert (row["organ"], row["session"], row["adopted_on"]) == ("A", 62, "2007-12-06")
    assert [row["text"][start:end] for start, end in row["marks"]] == ["nuclear", "weapons"]
    code, out, _ = held("search", "nuclear weapons", "--csv")
    (same,) = csv.DictReader(io.StringIO(out))
    assert tuple(same) == COLUMNS and same["address"] == row["address"] and same["session"] == "62"


def test_search_that_finds_nothing(held: Run) -> None:
    assert held("search", "mercure") == (0, "", "alinea: nothing found\n")
    assert held("search", "mercure", "--json")[1] == "[\n]\n"
    assert held("search", "mercure", "--csv")[1] == ",".join(COLUMNS) + "\r\n"


def test_search_with_filters(held: Run) -> None:
    def addresses(*arguments: object) -> set[str]:
        return {row["address"] for row in json.loads(held("search", "--json", *arguments)[1])}

    assert addresses("--kind", "report", "--language", "fr") == {"A/RES/62/1#op_2", "A/RES/62/2#op_2"}
    assert addresses("--kind", "report", "--session", "62", "--limit", 1) != set()
    assert addresses("--cites", "61/62", "--language", "en") == {"A/RES/62/1#pp_1"}
    assert addresses("--bearer", "secretary-general", "--year", "2007-", "--language", "en") == {
        "A/RES/62/1#op_2"
    }
    assert addresses("--organ", "S", "désarmer") == set()
    assert addresses("--act", "decide", "--act", "request", "--language", "en", "--part", "operative") == {
        "A/RES/62/1#op_2",
        "A/RES/62/1#op_3",
    }
    assert addresses("--year", "2008", "désarmer") == set()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--", "-paix"),
        ("paix", "--part", "zz"),
        ("paix", "--kind", "zz"),
        ("paix", "--act", "zz"),
        ("paix", "--cites", "zz"),
        ("paix", "--year", "07"),
        ("paix", "--json", "--csv"),
        ("paix", "--lang", "de"),
        ("paix", "--limit", "0"),
        ("x" * 2000,),
    ],
)
def test_questions_that_are_not_understood(held: Run, arguments: tuple[str, ...]) -> None:
    code, out, told = held("search", *arguments)
    assert (code, out, len(told.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    ("typed", "years"),
    [("2007", (2007, 2007)), ("2000-2007", (2000, 2007)), ("2000-", (2000, None)), ("-2007", (None, 2007))],
)
def test_years(typed: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(typed) == years


@pytest.mark.parametrize("typed", ["", "-", "07", "20072008", "a", "2007-2008-2009"])
def test_years_that_are_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        years_of(typed)


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "TYPED"),
        *(("search", "paix", option, "TYPED") for option in ("--organ", "--language", "--bearer", "--cites")),
        ("show", "TYPED"),
        ("show", "62/1", "--language", "TYPED"),
        ("who", "TYPED"),
        ("due", "--organ", "TYPED"),
        ("cites", "TYPED"),
        ("cited-by", "TYPED"),
        ("series", "TYPED"),
        ("remove", "TYPED"),
    ],
)
def test_bytes_that_are_no_text_may_be_typed(held: Run, arguments: tuple[str, ...]) -> None:
    code, _, told = held(*(os.fsdecode(b"62/\xff") if each == "TYPED" else each for each in arguments))
    assert code in (0, 1, 2) and "internal error" not in told and "Traceback" not in told


def test_show_prints_a_resolution(held: Run) -> None:
    code, out, told = held("show", "62/1", "--lang", "fr")
    assert (code, told) == (0, "") and "A/RES/62/1" in out and "Désarmement général" in out
    assert "Langues  fr, en" in out
    assert "Calls upon the States" in held("show", "62/1", "--language", "en")[1]


def test_show_prints_a_paragraph(held: Run) -> None:
    code, out, _ = held("show", "A/RES/62/1/2", "--lang", "fr")
    assert code == 0 and "Prie le Secrétaire général" in out
    assert "Demande aux États" not in out and "Rappelant" not in out


def test_show_in_json_is_the_record(held: Run, file: Path) -> None:
    code, out, _ = held("show", "62/1", "--json")
    with Library.open(file) as library:
        assert code == 0 and Record.model_validate_json(out) == library.record("A/RES/62/1")
    part = Record.model_validate_json(held("show", "62/1#op_2", "--json")[1])
    assert [each.id for each in part.paragraphs()] == ["op_2"]
    rows = list(csv.DictReader(io.StringIO(held("show", "62/1", "--csv")[1])))
    assert {row["paragraph"] for row in rows} == {"pp_1", "op_1", "op_2", "op_3"}


def test_show_what_is_not_held(held: Run) -> None:
    assert held("show", "62/9") == (
        1,
        "",
        "alinea: A/RES/62/9: not in the library; alinea fetch A/RES/62/9 brings it\n",
    )
    assert "1, 2, 3" in held("show", "62/1/9")[2]
    code, out, told = held("show", "62/1", "--language", "es")
    assert (code, out) == (1, "") and "fr, en" in told


def test_check_copy_and_restore(held: Run, file: Path, tmp_path: Path) -> None:
    assert held("check") == (0, f"{file}: no fault (2 resolutions)\n", "")
    copy = tmp_path / "copy.sqlite"
    assert held("backup", copy) == (0, f"copy made: {copy} (2 resolutions)\n", "")
    held("remove", "62/1")
    code, _, told = held("restore", copy)
    assert code == 2 and "1 resolution;" in told and "--force" in told and held("show", "62/1")[0] == 1
    assert held("restore", copy, "--force") == (0, f"library restored: {file} (2 resolutions)\n", "")
    assert held("show", "62/1")[0] == 0
    before = copy.read_bytes()
    code, _, told = held("backup", copy)
    assert code == 2 and "there already" in told and copy.read_bytes() == before
    left = copy.with_name(f".{copy.name}.4194305.part")  # of a process that is no more: numbers end before it
    left.touch()
    assert held("backup", copy, "--force")[0] == 0 and not left.exists()
    file.write_bytes(b"ruin" * 999)
    code, out, _ = held("restore", copy)
    assert code == 0 and "the former file is kept" in out
    assert held("check")[0] == 0


def test_check_tells_what_is_wrong(held: Run, file: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE records SET json = x'00' WHERE version_id = 1")
    code, out, told = held("check")
    assert (code, told) == (1, "")
    assert "a record is damaged" in out and out.splitlines()[-1].startswith(f"{file}: ")


@pytest.mark.parametrize(
    "command", [("search", "paix"), ("show", "62/1"), ("check",), ("backup", "copy.sqlite")]
)
def test_without_a_library(run: Run, file: Path, command: tuple[str, ...]) -> None:
    code, out, told = run(*command)
    assert (code, out) == (1, "")
    assert told == f"alinea: {file}: no library; add texts first (alinea add PATH), or give --library FILE\n"
    assert not file.exists()


def test_where_the_library_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert library_file(tmp_path) == tmp_path
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library_file(None).name == "library.sqlite"


@pytest.mark.parametrize("option", [(), ("--metadata",)])
def test_no_library_is_made_of_what_is_not_there(
    run: Run, file: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    code, out, told = run("add", tmp_path / "none.txt", tmp_path / "nor.txt", *option)
    assert (code, out, told.count("\n")) == (1, "", 2) and "none.txt" in told
    assert not file.exists()
    assert run("search", "paix")[2].startswith(f"alinea: {file}: no library")


def test_a_graph_about_nothing_is_refused(held: Run, tmp_path: Path) -> None:
    code, _, told = held("graph", "1/1", "--svg", tmp_path / "g.svg")
    assert code == 1 and "1/1: not in the library" in told and not (tmp_path / "g.svg").exists()
    assert held("graph", "61/62", "--svg", tmp_path / "g.svg")[0] == 0  # not held, but cited
    code, _, told = held("graph", "61/62", "--svg", tmp_path / "g.svg")
    assert code == 2 and "--force" in told


def test_where_it_cannot_listen_is_said(run: Run) -> None:
    code, _, told = run(
        "serve", "--host", "192.0.2.1", "--port", 0
    )  # an address of documents only (RFC 5737)
    assert code == 1 and told.startswith("alinea: --host 192.0.2.1: ") and "--port" not in told
    assert "--port needs a whole number from 0 to 65535" in run("serve", "--port", 80000)[2]
