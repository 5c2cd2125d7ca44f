"""``alinea case`` and ``alinea desk``: what the shell says and gives back."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from desk_cases import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def opened(run: Run) -> Run:
    """The samples in a library, and the call for views of 62/27 opened."""
    assert run("add", ROOT / "samples")[0] == 0
    assert run("case", "open", "62/27#op_8", "--kind", "call-for-views")[0] == 0
    return run


def shown(run: Run) -> dict[str, object]:
    code, out, _ = run("case", "show", 1, "--json")
    assert code == 0
    found: dict[str, object] = json.loads(out)
    return found


def test_a_case_keeps_the_words_it_rests_on_without_the_library(opened: Run, tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").unlink()
    case = shown(opened)
    assert case["address"] == "A/RES/62/27#op_8"
    assert case["commitment"] == "A/RES/62/27#op_8/views/1"
    basis = case["basis"]
    assert isinstance(basis, dict)
    assert basis["text"].startswith("Prie le Secrétaire général de solliciter les vues des États Membres")
    assert basis["asked"] == [["le Secrétaire général", "secretary-general"]]
    assert [id for _, id in basis["addressees"]] == ["member-states"]
    assert (case["status"], case["due_on"]) == (None, "2008-09-16")


def test_a_correction_stands_beside_what_was_read(opened: Run, tmp_path: Path) -> None:
    assert opened("case", "correct", 1)[0] == 2  # nothing is corrected
    assert "--why" in opened("case", "correct", 1, "--due", "64")[2]
    assert opened("case", "correct", 1, "--due", "2x", "--why", "?")[0] == 1
    assert (
        opened("case", "correct", 1, "--asked-of", "the Envoy", "--due", "64", "--why", "as printed")[0] == 0
    )
    case = shown(opened)
    assert case["correction"] == {
        "asked": ["the Envoy"],
        "due": "64",
        "reason": "as printed",
        "read_so": False,
    }
    assert case["basis"]["asked"] == [["le Secrétaire général", "secretary-general"]]  # type: ignore[index]
    out = tmp_path / "corrections.json"
    assert opened("desk", "corrections", "--out", out)[0] == 0
    (record,) = json.loads(out.read_bytes())
    (commitment,) = record["resolution"]["commitments"]
    assert (record["works"], commitment["paragraph"]) == (["A/RES/62/27"], "8")
    assert (commitment["bearers"], commitment["due"]["session"]) == ([{"text": "the Envoy"}], 64)
    assert opened("desk", "corrections", "--out", out)[0] == 2  # nothing is written over
    assert opened("desk", "verify")[0] == 0


def test_it_is_told_when_a_text_is_read_as_it_was_corrected(opened: Run) -> None:
    # The name in the other language, and the session that is read: nothing is left to mend.
    opened("case", "correct", 1, "--asked-of", "the Secretary-General", "--due", "63", "--why", "checked")
    assert shown(opened)["correction"]["read_so"] is True  # type: ignore[index]
    assert "now read so" in opened("case", "show", 1)[1]
    opened("case", "correct", 1, "--asked-of", "none", "--why", "it asks nothing")
    assert shown(opened)["correction"]["read_so"] is False  # type: ignore[index]
    assert "asks nothing of anybody" in opened("case", "show", 1)[1]
    opened("case", "revert", 1, 3, "--why", "it does")
    assert shown(opened)["correction"]["read_so"] is True  # type: ignore[index]


def test_which_commitment_is_meant_is_asked_and_can_be_said(run: Run) -> None:
    run("add", ROOT / "samples")
    code, _, told = run("case", "open", "62/27#op_8")
    assert code == 1 and "call-for-views (call for views), report" in told
    assert run("case", "open", "A/RES/62/27#op_8/report/1")[0] == 0
    assert shown(run)["kind"] == "report"
    code, _, told = run("case", "open", "A/RES/62/27#op_8/report/2")
    assert code == 1 and "A/RES/62/27#op_8/views/1" in told
    code, _, told = run("case", "open", "62/27#op_1", "--kind", "report")
    assert code == 1
    code, _, told = run("case", "open", "62/27#op_8", "--kind", "tea")
    assert code == 2 and "call-for-views" in told
    assert "not in the library" in run("case", "open", "62/28#op_8")[2]
    assert run("case", "open", "76/299#op_1", "--kind", "standing-status")[0] == 0
    assert run("case", "open", "76/299", "--kind", "mandate-review")[0] == 0
    assert run("case", "open", "76/299", "--kind", "report")[0] == 1


def test_a_verdict_stands_beside_the_computed_status(opened: Run) -> None:
    assert opened("case", "log", 1, "--verdict", "met")[0] == 1  # why is not said
    opened("case", "log", 1, "--verdict", "met", "--why", "A/63/126 was issued")
    case = shown(opened)
    assert (case["status"], case["verdict"], case["agreement"]) == ("due", "met", "differs")
    assert json.loads(opened("due", "--session", 63, "--json")[1])[0]["status"] == "due"
    assert len(json.loads(opened("case", "list", "--differing", "--json")[1])) == 1
    opened("case", "log", 1, "--verdict", "due", "--why", "it was not")
    assert shown(opened)["agreement"] == "agrees"
    assert json.loads(opened("case", "list", "--differing", "--json")[1]) == []


def test_replies_are_read_where_they_can_be_and_kept_where_they_cannot(opened: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><p>Views of <b>Chile</b>.</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 cut short")
    (tmp_path / "empty.txt").write_bytes(b"")
    for name, sender in (("a.html", "Chili"), ("b.pdf", "LBN"), ("empty.txt", "the Holy See")):
        assert opened("case", "reply", 1, tmp_path / name, "--from", sender)[0] == 0
    replies = shown(opened)["replies"]
    assert isinstance(replies, list)
    assert [(each["sender_id"], each["text"], each["unreadable"]) for each in replies] == [
        ("CL", "Views of Chile.\n", None),
        ("LB", None, "damaged"),
        ("VA", None, "empty"),
    ]
    opened("case", "log", 1, "--reply", 2, "--text", "Views of Lebanon.")
    assert opened("case", "show", 1, "--reply", 2)[1] == "Views of Lebanon.\n"


def test_the_list_is_in_the_order_of_the_days_that_come(opened: Run) -> None:
    opened("case", "open", "75/28#op_5", "--on", "2021-01-01")
    opened("case", "open", "62/27#op_9")
    opened("case", "log", 3, "--step", "provisional-agenda", "--due", "2008-07-18")
    opened("case", "log", 1, "--step", "note-verbale", "--due", "2008-02-01")
    code, out, _ = opened("case", "list", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and [row["id"] for row in rows] == ["1", "3", "2"]
    opened("case", "close", 1, "--outcome", "no-longer-required", "--why", "asked anew")
    assert [row["id"] for row in csv.DictReader(io.StringIO(opened("case", "list", "--csv")[1]))] == [
        "3",
        "2",
    ]
    closed = json.loads(opened("case", "list", "--state", "closed", "--json")[1])
    assert [(row["id"], row["outcome"]) for row in closed] == [(1, "no-longer-required")]


def test_a_refused_change_shows_both_texts_whole_and_writes_nothing(opened: Run) -> None:
    long = "because " * 80
    opened("case", "log", 1, "--verdict", "met", "--why", long)
    code, _, told = opened(
        "case", "log", 1, "--verdict", "overdue", "--why", "no " + long, "--seen", 1, "--as", "Ben"
    )
    assert code == 1
    assert long.strip() in told and f"no {long.strip()}" in told and "--seen 2" in told
    assert shown(opened)["verdict"] == "met"


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "1"),
        ("log", "1", "--note", "x", "--assign", "Ben"),
        ("log", "1", "--reply", "1"),
        ("log", "1", "--note", "x", "--document", "A/1"),
        ("log", "1", "--verdict", "fine"),
        ("reply", "1", "--from", "Cuba"),
        ("reply", "1", "a.txt", "--from", "Cuba", "--text", "x"),
        ("close", "1", "--outcome", "fine"),
        ("log", "1", "--step", "report", "--on", "yesterday"),
        ("show", "one"),
    ],
)
def test_what_is_not_understood_is_refused_with_where_it_is_explained(
    opened: Run, arguments: tuple[str, ...]
) -> None:
    code, _, told = opened("case", *arguments)
    assert code == 2 and "alinea case" in told


def test_the_groups_alone_show_their_help(run: Run) -> None:
    for group in ("case", "desk"):
        code, out, _ = run(group)
        assert code == 0 and f"alinea {group}" in out


def test_texts_cannot_command_the_terminal(opened: Run) -> None:
    opened("case", "log", 1, "--note", "a\x1b[2Jb", "--as", "Ana\x1b[31m")
    assert "\x1b" not in opened("case", "show", 1, "--history")[1]


def test_verify_says_what_was_altered_and_fails(opened: Run, tmp_path: Path) -> None:
    opened("case", "reply", 1, "--from", "Cuba", "--text", "Views.", "--on", "2008-05-02")
    code, out, _ = opened("desk", "verify")
    assert code == 0 and "whole (2 changes, 1 case)" in out
    noted = out.rsplit(" ", 1)[1].strip()
    assert opened("desk", "verify", "--hash", noted)[0] == 0
    assert opened("desk", "verify", "--hash", "f" * 64)[0] == 1
    with sqlite3.connect(tmp_path / "desk.sqlite") as behind:
        behind.execute("UPDATE replies SET received_on = '2008-01-02'")
    code, out, _ = opened("desk", "verify")
    assert code == 1 and "replies 1: altered outside the history" in out


def test_a_desk_is_exported_copied_and_taken_back(opened: Run, tmp_path: Path) -> None:
    opened("case", "log", 1, "--note", "Été")
    before = opened("case", "show", 1, "--json", "--history")[1]
    assert opened("desk", "backup", tmp_path / "copy.sqlite")[0] == 0
    assert opened("desk", "export", tmp_path / "desk.jsonl")[0] == 0
    assert opened("desk", "export")[1] == (tmp_path / "desk.jsonl").read_text(encoding="utf-8")
    assert opened("desk", "export", tmp_path / "desk.jsonl")[0] == 2  # it is there
    for source in ("copy.sqlite", "desk.jsonl"):
        place = tmp_path / source.replace(".", "-")
        code, out, _ = opened("desk", "import", tmp_path / source, "--desk", place)
        assert code == 0 and "2 changes" in out
        assert opened("case", "show", 1, "--json", "--history", "--desk", place)[1] == before
    assert opened("desk", "import", ROOT / "README.md", "--desk", tmp_path / "none")[0] == 1


def test_the_desk_is_named_by_a_variable_and_told_in_french(opened: Run, database: str) -> None:
    code, _, told = opened("case", "list", "--desk", database, "--lang", "fr")
    assert code == 1 and "il n’y a pas encore de bureau" in told
    code, out, _ = opened("desk", "import", "--help")
    assert code == 0 and "ALINEA_DESK" in out
    assert opened("case", "open", "62/27#op_9", "--desk", database)[0] == 0
    assert "point de l’ordre du jour" in opened("case", "list", "--desk", database, "--lang", "fr")[1]
