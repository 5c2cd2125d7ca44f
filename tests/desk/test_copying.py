"""The desk copied, exported and imported: whole, with its hashes, from either database into either."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from desk_cases import BASIS, OPENED, by, reply

from alinea.desk.casework import Desk
from alinea.desk.copying import backup, export_lines, import_lines, lines_of
from alinea.desk.faults import DeskError
from alinea.desk.opening import reading


def worked(desk: Desk) -> None:
    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    sent = replace(reply("Qatar", "QA", "2008-04-02", None), content=b"%PDF \0\xff", name="é.pdf")
    desk.receive(1, sent, by("Ana"))
    desk.judge(1, "met", by("Ben", "A/63/126 — issued"))
    desk.revert(1, 2, by("Ana", "of another case"))


def same(one: Desk, other: Desk) -> bool:
    files = [each.file for case in one.cases() for each in one.case(case.id).replies if each.file]
    return (
        one.cases() == other.cases()
        and all(one.case(each.id) == other.case(each.id) for each in one.cases())
        and one.history() == other.history()
        and one.head() == other.head()
        and all(one.file(each) == other.file(each) for each in files)
        and not other.faults()
    )


def test_an_export_read_back_is_the_same_desk(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    with Desk.open(tmp_path / "other.sqlite", create=True) as other:
        taken = import_lines(other, export_lines(desk))
        assert (taken.added, taken.known) == (4, 0)
        assert same(desk, other)
        assert list(export_lines(other)) == list(export_lines(desk))


def test_a_desk_moves_into_postgresql(database: str, tmp_path: Path) -> None:
    with (
        Desk.open(tmp_path / "desk.sqlite", create=True) as desk,
        Desk.open(database, create=True) as other,
    ):
        worked(desk)
        import_lines(other, export_lines(desk))
        assert same(desk, other)
        other.note(1, "Goes on here.", by("Ana"))
        assert not other.faults()


def test_a_copy_is_a_desk_and_one_file(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    folder = tmp_path / "copies"
    folder.mkdir()
    backup(desk, folder / "copy.sqlite")
    assert [each.name for each in folder.iterdir()] == ["copy.sqlite"]
    with Desk.open(folder / "copy.sqlite") as copy:
        assert same(desk, copy)
    with Desk.open(tmp_path / "third.sqlite", create=True) as third:
        import_lines(third, lines_of(folder / "copy.sqlite"))
        assert same(desk, third)


def test_the_rest_of_a_history_is_taken_in_after_its_beginning(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    with Desk.open(tmp_path / "other.sqlite", create=True) as other:
        import_lines(other, export_lines(desk))
        desk.note(1, "Later.", by("Ben"))
        taken = import_lines(other, export_lines(desk))
        assert (taken.added, taken.known) == (1, 4)
        assert same(desk, other)
        assert import_lines(other, export_lines(desk)).added == 0


def test_two_histories_are_never_mixed(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    with Desk.open(tmp_path / "other.sqlite", create=True) as other:
        import_lines(other, export_lines(desk))
        other.note(1, "Here.", by("Ana"))
        desk.note(1, "There.", by("Ben"))
        desk.note(1, "There again.", by("Ben"))
        for one, two in ((desk, other), (other, desk)):
            with pytest.raises(DeskError) as refused:
                import_lines(two, export_lines(one))
            assert (refused.value.code, refused.value.what) == ("other-history", "5")
        assert [each.text for each in other.case(1).notes] == ["Here."]


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (lambda lines: lines[:-1], "export-cut"),
        (lambda lines: [*lines[:3], *lines[4:]], "export-altered"),
        (lambda lines: [each.replace("Ben", "Eve") for each in lines], "export-altered"),
        (lambda lines: [each.replace("JVBERi", "JVBERj") for each in lines], "export-altered"),
        (lambda lines: lines[1:], "no-export"),
        (lambda lines: ["nothing of ours\n"], "no-export"),
        (lambda lines: [], "export-cut"),
        (lambda lines: [lines[0], json.dumps({"change": 1}) + "\n"], "no-export"),
    ],
)
def test_what_was_altered_or_cut_is_refused_whole(desk: Desk, tmp_path: Path, alter, code: str) -> None:  # type: ignore[no-untyped-def]
    worked(desk)
    with Desk.open(tmp_path / "other.sqlite", create=True) as other:
        with pytest.raises(DeskError) as refused:
            import_lines(other, alter(list(export_lines(desk))))
        assert refused.value.code == code
        assert not other.history() and not other.cases()


def test_an_export_is_of_one_moment(desk: Desk) -> None:
    worked(desk)
    lines = export_lines(desk)
    first = [next(lines), next(lines)]
    with reading(desk.engine) as connection:
        connection.exec_driver_sql("SELECT 1")
        desk.note(1, "Meanwhile.", by("Ben"))
    end = json.loads([*first, *lines][-1])
    assert end["end"] == 4


def test_a_desk_in_use_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    with Desk.open(tmp_path / "used.sqlite", create=True) as used:
        used.open_case("report", BASIS, OPENED, by("Ana"))
        with pytest.raises(DeskError, match="in-use"):
            backup(desk, tmp_path / "used.sqlite")
        assert len(used.cases()) == 1
