"""An actor of whom nothing is asked is told where it is named; a name that means nobody, the nearest names."""

from __future__ import annotations

from pathlib import Path

import pytest

from alinea.cli.app import command

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mentions") / "library.sqlite"
    assert command(["add", str(SAMPLES), "--library", str(path)]) == 0
    return path


def asked(shelf: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = command([*arguments, "--library", str(shelf), "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("named", ["unodc", "Office des Nations Unies contre la drogue et le crime"])
def test_who_tells_where_one_is_named_of_whom_nothing_is_asked(
    shelf: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    code, out, err = asked(shelf, capsys, "who", named)
    assert code == 0 and "A/RES/75/272#pp_14" in out
    assert "United Nations Office on Drugs and Crime: the library asks nothing of it, but names it" in err


def test_a_body_that_no_vocabulary_knows_is_found_by_its_name(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = asked(shelf, capsys, "who", "Académie de diplomatie préventive")
    assert code == 0 and "A/RES/75/272#pp_15" in out


def test_a_misspelt_name_is_answered_with_the_nearest(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = asked(shelf, capsys, "who", "Secretary Genral")
    assert code == 1 and not out and "Secretary-General" in err


def test_one_who_is_known_and_not_named_is_said_so(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = asked(shelf, capsys, "who", "Senegal")
    assert code == 1 and "does not name it" in err


def test_search_finds_the_passages_that_name_an_actor(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = asked(shelf, capsys, "search", "--mentions", "UNODC", "--part", "preambular")
    assert code == 0 and "A/RES/75/272#pp_14" in out
    assert "A/RES/75/28" not in out


def test_who_tells_that_a_state_is_bound_through_groups_too(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "add --groups" in asked(shelf, capsys, "who", "Turkménistan")[2]
    assert "--groups" not in asked(shelf, capsys, "who", "Turkménistan", "--groups")[2]
    assert "--groups" not in asked(shelf, capsys, "who", "Secretary-General")[2]
