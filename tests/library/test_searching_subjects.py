"""Subjects in a library: filters of search, and those of one text with their places, in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alinea.cli.app import command

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("subjects") / "library.sqlite"
    assert command(["add", str(SAMPLES), "--library", str(path)]) == 0
    return path


def asked(shelf: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = command([*arguments, "--library", str(shelf), "--lang", "fr"])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("typed", ["neutrality", "neutralité", "1004384", "NEUTRAL STATES"])
def test_passages_that_name_a_subject_are_found_by_any_of_its_names(
    shelf: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    code, out, _ = asked(shelf, capsys, "search", "--subject", typed, "--part", "operative", "--json")
    assert code == 0
    assert {each["work"] for each in json.loads(out)} == {"A/RES/75/28"}


def test_the_same_subject_is_found_by_other_words(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of drugs the text says *le problème que posent les drogues illicites*; who searches says *stupéfiants*."""
    code, out, _ = asked(shelf, capsys, "search", "--subject", "stupéfiants")
    assert code == 0 and "A/RES/75/272#pp_14" in out


def test_an_unknown_subject_is_refused_with_what_to_do(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = asked(shelf, capsys, "search", "--subject", "quelque chose")
    assert code == 2 and not out
    assert "quelque chose" in err and "alinea subjects" in err


def test_the_subjects_of_a_text_come_with_their_places_those_of_its_title_first(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = asked(shelf, capsys, "subjects", "75/272", "--json")
    assert code == 0
    places = {each["subject"]: each["places"] for each in json.loads(out)}
    assert list(places)[:2] == ["preventive-diplomacy", "central-asia"]
    # The themes of the text: water and energy, terrorism, drugs, women and youth, the disease of its year.
    assert places["water"] == places["sustainable-energy"] == ["pp_11"]
    assert places["terrorism"] == ["pp_8"]
    assert places["narcotic-drugs"] == ["pp_14"]
    assert places["women"] == places["youth"] == ["pp_15"]
    assert places["covid-19"] == ["pp_16", "op_3"]


def test_places_are_told_in_words_and_not_as_a_program_names_them(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = asked(shelf, capsys, "subjects", "75/272")
    assert code == 0 and "quatorzième alinéa du préambule" in out and "pp_" not in out


def test_all_subjects_are_listed_in_the_language_asked_for(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = asked(shelf, capsys, "subjects")
    assert code == 0 and "droit de la mer (law-of-the-sea)" in out


def test_what_is_not_held_has_no_subjects(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = asked(shelf, capsys, "subjects", "A/RES/1/1")
    assert code == 1 and not out and "A/RES/1/1" in err


def test_a_text_is_shown_with_what_it_is_about(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = asked(shelf, capsys, "show", "A/RES/75/28")
    assert code == 0
    line = next(each for each in out.splitlines() if "Sujets nommés" in each)
    assert "neutralité" in line and line.index("neutralité") < line.index(" · ")
