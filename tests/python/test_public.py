"""What Python sees: every public name, its documents, and that it answers as the command does."""

from __future__ import annotations

import datetime
import inspect
import json
import re
import shutil
import warnings
from pathlib import Path

import pytest

import alinea

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
DAY = datetime.date(2021, 1, 5)


@pytest.fixture
def library(tmp_path: Path) -> alinea.Library:
    library = alinea.Library(tmp_path / "library.sqlite", as_of=DAY)
    library.add(SAMPLES)
    return library


def test_every_public_name_is_there_and_documented() -> None:
    for name in alinea.__all__:
        value = getattr(alinea, name)
        assert name == "__version__" or inspect.getdoc(value), name


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = alinea.nothing_such


def test_bytes_folders_and_patterns_are_read() -> None:
    one = SAMPLES / "A-RES-62-27.fr.txt"
    assert [record.symbol for record in alinea.read(one.read_bytes())] == ["A/RES/62/27"]
    whole = {record.symbol for record in alinea.read(SAMPLES)}
    assert len(whole) == 4 and {record.symbol for record in alinea.read(str(SAMPLES / "*.txt"))} == whole


def test_a_language_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"'de'.*fr, en, auto"):
        alinea.read(SAMPLES, language="de")


def test_one_unreadable_file_raises_and_among_several_warns(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("nothing of the kind")
    with pytest.raises(alinea.UnreadableError):
        list(alinea.read(bad))
    shutil.copy(SAMPLES / "A-RES-62-27.fr.txt", tmp_path)
    with pytest.warns(alinea.UnreadableWarning, match=r"bad\.txt"):
        assert [record.symbol for record in alinea.read(tmp_path)] == ["A/RES/62/27"]


def test_a_library_adds_shows_searches_and_lists(library: alinea.Library) -> None:
    assert len(library) == 4 and {record.symbol for record in library.records()} >= {"A/RES/62/27"}
    assert library.show("62/27").title == library.show("A/RES/62/27").title
    with pytest.raises(alinea.NotHeldError):
        library.show("1/1")
    hits = library.search("Centre régional", limit=2)
    assert hits and len(hits) <= 2 and str(hits[0].address).startswith("A/RES/")


def test_what_is_owed_is_told_as_in_the_shell(library: alinea.Library) -> None:
    entries = library.due(session=76)
    assert entries and all(isinstance(entry, alinea.Entry) for entry in entries)
    assert library.who("secretary-general")
    every = library.due(work="75/28", statuses=["all"])
    assert library.due(work="75/28 §6") == tuple(e for e in every if e.obligation.paragraph == "op_6") != ()
    with pytest.raises(alinea.NotHeldError):
        library.due(work="1/1")
    assert library.calendar(language="fr").startswith(b"BEGIN:VCALENDAR")


def test_links_and_series(library: alinea.Library) -> None:
    assert any(link.target == "A/RES/61/62" for link in library.cites("62/27"))
    assert library.series("62/27")


def test_compare_draft_and_lint(library: alinea.Library) -> None:
    same = alinea.compare("62/27", "62/27", library)
    assert isinstance(same, alinea.Comparison)
    assert isinstance(alinea.draft("62/27", 63, library), alinea.Draft)
    assert isinstance(alinea.draft(library.show("62/27"), 63), alinea.Draft)
    assert isinstance(alinea.lint(SAMPLES / "A-RES-62-27.fr.txt"), tuple)


@pytest.mark.parametrize("table", ["resolutions", "paragraphs", "commitments", "citations"])
def test_records_become_frames(table: str) -> None:
    frame = alinea.to_frame(alinea.read(SAMPLES), table)
    assert len(frame) >= 4 and list(frame.columns)[:2] == ["symbol", "language"]
    assert list(alinea.to_frame([], table).columns) == list(frame.columns)


def test_a_frame_of_commitments_has_all_that_the_table_for_spreadsheets_says_of_them() -> None:
    frame = alinea.to_frame(alinea.read(SAMPLES))
    asked = frame[(frame["symbol"] == "A/RES/62/27") & (frame["kind"] == "report")].iloc[0]
    assert asked["what"].startswith("lui rendre compte") and asked["deliverable"] == "report"
    assert asked["bearers"] == "le Secrétaire général" and 0 < asked["confidence"] <= 1


def test_what_is_owed_becomes_a_frame(library: alinea.Library) -> None:
    frame = alinea.to_frame(library.due(session=76))
    assert len(frame) == len(library.due(session=76)) and set(frame["closes"]) == {"2022-09-12"}
    assert list(alinea.to_frame([], "ledger").columns) == list(frame.columns)


def test_a_frame_of_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="resolutions, paragraphs, commitments, citations, ledger"):
        alinea.to_frame([], "people")


def test_a_library_shows_itself_in_a_notebook(library: alinea.Library) -> None:
    assert "4 resolutions" in library._repr_html_() and "library.sqlite" in repr(library)


def test_the_examples_of_the_document_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLES, tmp_path / "samples")
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs/python.md").read_text("utf-8"), re.M | re.S)
    assert len(blocks) > 4
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)


def test_the_notebook_runs_from_its_first_cell_to_its_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLES, tmp_path / "samples")
    notebook = json.loads((ROOT / "docs/alinea.ipynb").read_text("utf-8"))
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error", alinea.UnreadableWarning)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), "docs/alinea.ipynb", "exec"), names)


def test_a_case_is_worked_on_from_python(library: alinea.Library, tmp_path: Path) -> None:
    with alinea.Desk(tmp_path / "desk.sqlite", library=library, actor="Ana") as desk:
        assert desk.cases() == ()
        case = desk.open("62/27#op_8", "call-for-views").id
        with pytest.raises(alinea.DeskError) as refused:
            desk.change(case, "close")
        assert refused.value.code == "steps-left"
        sent = tmp_path / "views.txt"
        sent.write_text("Views of Cuba.", "utf-8")
        assert desk.reply(case, "Cuba", sent).received == 1
        assert [each.id for each in desk.addressees(case).each if each.replies] == ["CU"]
        seen = desk.case(case).version
        desk.change(case, "assign", assignee="Ben")
        with pytest.raises(alinea.DeskError):
            desk.change(case, "assign", assignee="Carl", seen=seen)
        assert desk.case(case).assignee == "Ben" and not desk.faults()
        assert [each.action for each in desk.history(case)] == ["open", "reply", "assign"]
