"""``alinea add`` and ``remove``: what comes into the library, what is told of it, and what goes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from resolutions import ENGLISH, Ran, text, write

from alinea.library import adding, reading
from alinea.library.adding import Asked, Outcome, add
from alinea.library.processes import DIED, Pool
from alinea.library.reading import Job, Made, read_all, read_one
from alinea.model.problems import Refusal
from alinea.store.library import Library
from alinea.store.values import Change

Run = Callable[..., Ran]


def closing(out: str) -> str:
    return out.splitlines()[-1].partition(" (")[0]


def test_texts_are_added_once(run: Run, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, 1, 2, 3)
    code, out, told = run("add", folder)
    assert (code, told) == (0, "")
    assert out == f"3 new, 0 changed, 0 unchanged, 0 refused (3 resolutions in {file})\n"
    code, out, _ = run("add", folder)
    assert closing(out) == "0 new, 0 changed, 3 unchanged, 0 refused"
    write(folder, 2, title="Désarmement nucléaire")
    write(folder, 4)
    code, out, _ = run("add", folder, "--lang", "fr")
    assert closing(out) == "1 nouveau, 1 modifié, 2 inchangés, 0 refusé"
    assert run("check")[0] == 0
    with Library.open(file) as library:
        assert [work.name for work in library.works()] == [f"A/RES/62/{n}" for n in (1, 2, 3, 4)]
        assert {work.title for work in library.works() if work.name == "A/RES/62/2"} == {
            "Désarmement nucléaire"
        }


def test_what_is_refused_is_told_in_one_line_each_and_the_rest_is_added(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, 1)
    (folder / "empty.txt").touch()
    (folder / "prose.txt").write_text("Once upon a time there was a king.")
    code, out, told = run("add", folder, tmp_path / "absent.pdf")
    assert code == 1
    assert closing(out) == "1 new, 0 changed, 0 unchanged, 3 refused"
    lines = told.splitlines()
    assert len(lines) == 3 and all(line.startswith("alinea: ") for line in lines)
    assert [
        name for name in ("empty.txt", "prose.txt", "absent.pdf") if any(name in line for line in lines)
    ] == [
        "empty.txt",
        "prose.txt",
        "absent.pdf",
    ]


def test_a_line_of_json_for_each_text(run: Run, tmp_path: Path) -> None:
    paths = write(tmp_path / "texts", 1, 2)
    (tmp_path / "texts" / "prose.txt").write_text("Once upon a time.")
    code, out, _ = run("add", "--json", tmp_path / "texts")
    rows = {row["path"]: row for row in map(json.loads, out.splitlines())}
    assert code == 1 and len(rows) == 3
    assert rows[str(paths[0])] == {
        "path": str(paths[0]),
        "outcome": "new",
        "works": ["A/RES/62/1"],
        "documents": [],
        "left_out": 0,
        "reason": None,
    }
    assert [row["reason"] for row in rows.values() if row["outcome"] == "refused"] == ["no-resolution"]


def test_languages_are_one_work(run: Run, file: Path, tmp_path: Path) -> None:
    write(tmp_path / "fr", 7)
    write(tmp_path / "en", 7, form=ENGLISH)
    run("add", tmp_path)
    with Library.open(file) as library:
        assert [work.languages for work in library.works()] == [("fr", "en")]


def test_standard_input_is_added(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = __import__("io").BytesIO(text(9).encode())

    monkeypatch.setattr("sys.stdin", Standard)
    assert run("add", "-")[0] == 0
    with Library.open(file) as library:
        assert library.work("A/RES/62/9") is not None and library.paths() == {}


def test_several_processes_add_the_same_as_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, *range(1, 60))
    (folder / "prose.txt").write_text("Once upon a time.")
    for jobs in (1, 2):
        library = tmp_path / f"{jobs}.sqlite"
        code, out, _ = run("add", folder, "--library", library, "--jobs", jobs)
        assert code == 1 and closing(out) == "59 new, 0 changed, 0 unchanged, 1 refused"
    with Library.open(tmp_path / "1.sqlite") as one, Library.open(tmp_path / "2.sqlite") as other:
        assert dict(one.records()) == dict(other.records())


def test_a_process_that_dies_costs_its_text_only(tmp_path: Path) -> None:
    paths = write(tmp_path, *range(1, 6))
    jobs = [Job(str(path), path.stat().st_size) for path in paths]
    killer = Job("killer.txt", 10, data=b"kill")
    pool = Pool(
        partial(read_one, language="auto"), lambda job: Made(job, refusal=DIED), 1, load=reading.load_stages
    )
    try:
        (first,) = pool.read(iter([jobs[:1]]))
        assert first.cards
        for process in list(pool.executor._processes.values()):
            process.kill()
        made = list(pool.read(iter([jobs[1:3], [killer], jobs[3:]])))
    finally:
        pool.end()
    assert [each.job for each in made] == [*jobs[1:3], killer, *jobs[3:]]
    assert [bool(each.cards) for each in made] == [True, True, False, True, True]


def test_a_fault_of_ours_costs_its_text_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (path,) = write(tmp_path, 1)
    monkeypatch.setattr("alinea.store.rows.card", lambda *_: 1 / 0)
    (made,) = read_all([Job(str(path), 10)], "auto", 1)
    assert made.refusal == Refusal("internal", facts={"reason": "ZeroDivisionError: division by zero"})


def test_a_newer_reader_reads_again(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "texts", 1, 2)
    run("add", tmp_path / "texts")
    monkeypatch.setattr(adding, "REVISION", reading.REVISION + 1)
    seen: list[str] = []
    whole = reading.read_one

    def noted(job: Job, language: str) -> reading.Made:
        seen.append(job.path)
        return whole(job, language)

    monkeypatch.setattr(reading, "read_one", noted)
    assert closing(run("add", tmp_path / "texts")[1]) == "0 new, 0 changed, 2 unchanged, 0 refused"
    assert len(seen) == 2
    # An older one leaves what a newer one read.
    monkeypatch.setattr(adding, "REVISION", reading.REVISION)
    run("add", tmp_path / "texts")
    assert len(seen) == 2
    with Library.open(file) as library:
        assert {by.revision for _, by in library.readers().values()} == {reading.REVISION + 1}


def test_a_text_asked_for_in_another_language_is_read_again(run: Run, file: Path, tmp_path: Path) -> None:
    write(tmp_path / "texts", 1)
    run("add", tmp_path / "texts")
    run("add", tmp_path / "texts", "--language", "fr")
    with Library.open(file) as library:
        assert [asked for asked, _ in library.readers().values()] == ["fr"]


def test_a_file_by_another_name_is_known(run: Run, file: Path, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "texts", 1)
    run("add", path)
    copy = path.with_name("copy.txt")
    copy.write_bytes(path.read_bytes())
    os.chdir(tmp_path)
    assert closing(run("add", "texts/copy.txt")[1]) == "0 new, 0 changed, 1 unchanged, 0 refused"
    with Library.open(file) as library:
        assert set(library.paths()) == {str(path), str(copy)}


def test_what_waits_is_written_when_interrupted(file: Path, tmp_path: Path) -> None:
    paths = write(tmp_path / "texts", 1, 2, 3)

    def texts() -> object:
        yield Asked(str(paths[0]))
        yield Asked(str(paths[1]))
        raise KeyboardInterrupt

    told: list[Outcome] = []
    with Library.open(file, create=True) as library:
        with pytest.raises(KeyboardInterrupt):
            add(library, texts(), told.append)  # type: ignore[arg-type]
        assert [each.change for each in told] == [Change.NEW, Change.NEW]
        assert len(library.works()) == 2


def test_removing(run: Run, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    paths = write(folder, *range(1, 6))
    run("add", folder)
    assert run("remove", "A/RES/62/1", "62/2") == (
        0,
        "A/RES/62/1: removed (fr)\nA/RES/62/2: removed (fr)\n",
        "",
    )
    assert run("remove", paths[2])[1] == f"{paths[2]}: removed\n"
    code, _, told = run("remove", "62/99", paths[2])
    assert code == 1 and len(told.splitlines()) == 2
    with Library.open(file) as library:
        assert [work.name for work in library.works()] == ["A/RES/62/4", "A/RES/62/5"]
    assert len(run("remove", folder)[1].splitlines()) == 2
    with Library.open(file) as library:
        assert library.works() == ()
    assert run("check")[0] == 0
    assert closing(run("add", folder)[1]) == "5 new, 0 changed, 0 unchanged, 0 refused"


def test_nothing_to_do(run: Run) -> None:
    for arguments in (("add",), ("remove",), ("add", "--language", "de", "x"), ("add", "-", "-")):
        code, out, told = run(*arguments)
        assert (code, out, len(told.splitlines())) == (2, "", 1)


METADATA = {
    "symbol": "A/RES/62/1",
    "title": "General disarmament",
    "adoption_date": "5\u00a0December 2007",
    "originating_document": "A/62/391, para. 7 and A/62/391/Add.1",
    "committee": "First Committee",
    "agenda_item": "Agenda item 98 (h)",
    "agenda_item_name": "N.A.",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2",
    "MS_against_count": "N.A.",
    "MS_abstaining_count": "1",
    "MS_in_favour": ["MALI", "ANDORRA"],
    "MS_against": [],
    "MS_abstaining": ["FIJI"],
    "pv": "A/62/PV.61",
    "sponsors": ["MALI"],
    "additional_sponsors": ["FIJI"],
    "SDGs": ["16", "2.a"],
    "subjects": [["DISARMAMENT", "UNBIS Thesaurus"], ["98", "A/62/251"]],
}


def test_metadata_are_imported_and_shown(run: Run, file: Path, tmp_path: Path) -> None:
    data = tmp_path / "metadata" / "62.json"
    data.parent.mkdir()
    data.write_text(
        json.dumps(METADATA) + "\n\n" + json.dumps({**METADATA, "symbol": "A/RES/62/254 A-C"}) + "\n"
    )
    assert run("add", "--metadata", data.parent) == (0, "4 entries: 4 new, 0 changed, 0 unchanged\n", "")
    assert run("add", "--metadata", data)[1] == "4 entries: 0 new, 0 changed, 4 unchanged\n"
    # What was read of the same line by other rules, "#firstCommittee" as it stands in some files, is mended.
    with sqlite3.connect(file) as kept:
        digest = hashlib.sha256(json.dumps(METADATA).encode()).hexdigest()
        kept.execute(
            "UPDATE metadata SET committee = '#firstCommittee', sha256 = ? WHERE symbol = 'A/RES/62/1'",
            (digest,),
        )
    assert run("add", "--metadata", data)[1] == "4 entries: 0 new, 1 changed, 3 unchanged\n"
    with Library.open(file) as library:
        entry = library.metadata("A/RES/62/1")
        assert entry is not None and library.metadata("A/RES/62/254B") is not None
    assert entry.adopted_on is not None and entry.adopted_on.isoformat() == "2007-12-05"
    assert entry.documents == ("A/62/391", "A/62/391/Add.1")
    assert (entry.yes, entry.no, entry.abstain, entry.agenda_title) == (2, 0, 1, None)
    assert entry.votes == (("ANDORRA", "yes"), ("FIJI", "abstain"), ("MALI", "yes"))
    assert entry.subjects == (("DISARMAMENT", "UNBIS Thesaurus"),)
    # Shown though the text is not held, and with it when it is.
    code, out, told = run("show", "62/1")
    assert code == 1 and "not in the library" in told and "First Committee" in out
    write(tmp_path / "texts", 1)
    run("add", tmp_path / "texts")
    code, out, told = run("show", "62/1")
    assert (
        (code, told) == (0, "")
        and "2 in favour, 0 against, 1 abstaining" in " ".join(out.split())
        and "MALI" in out
    )
    shown = json.loads(run("show", "62/1", "--json")[1])
    assert shown["symbol"] == "A/RES/62/1" and shown["metadata"]["sponsors"] == ["MALI"]
    assert shown["metadata"]["votes"] == [["ANDORRA", "yes"], ["FIJI", "abstain"], ["MALI", "yes"]]
    rows = list(csv.DictReader(io.StringIO(run("show", "62/1", "--csv")[1])))
    assert {row["un_states_yes"] for row in rows} == {"ANDORRA; MALI"}
    assert (rows[0]["un_agenda_item"], rows[0]["un_subjects"]) == ("Agenda item 98 (h)", "DISARMAMENT")
    assert (rows[0]["un_goals"], rows[0]["paragraph"]) == ("2.a; 16", "pp_1")
    code, out, _ = run("show", "62/254B", "--json")
    assert code == 1 and json.loads(out)["metadata"]["committee"] == "First Committee"


@pytest.mark.parametrize(
    ("line", "words"),
    [("{", "line 2"), ("[1]", "line 2"), ('{"symbol": 7}', "line 2"), ('{"symbol": "x"}', "line 2")],
)
def test_metadata_that_cannot_be_read(run: Run, tmp_path: Path, line: str, words: str) -> None:
    data = tmp_path / "62.json"
    data.write_text(json.dumps(METADATA) + "\n" + line + "\n")
    code, out, told = run("add", "--metadata", data, tmp_path / "absent.json")
    assert code == 1 and out == "1 entry: 1 new, 0 changed, 0 unchanged\n"
    assert words in told.splitlines()[0] and len(told.splitlines()) == 2
    data.write_bytes(b"\xff\xfe{}")
    assert "UTF-8" in run("add", "--metadata", data)[2]


def test_files_that_trade_names_lose_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, 1, 2, 3, 4)
    assert run("add", folder)[0] == 0
    names = sorted(folder.iterdir())
    contents = [path.read_bytes() for path in names]
    for path, data in zip(names, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(data)
    code, _, told = run("add", folder)
    assert (code, told) == (0, "")
    with Library.open(file) as library:
        assert [work.name for work in library.works()] == [f"A/RES/62/{n}" for n in range(1, 5)]
