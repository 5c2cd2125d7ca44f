"""What the United Nations publish of a resolution, beside what is asked about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alinea.cli.app import command

SAID = {
    "symbol": "A/RES/75/28",
    "title": "Role of the policy of neutrality",
    "adoption_date": "7 December 2020",
    "agenda_item": "Agenda item 35",
    "sponsors": ["TURKMENISTAN"],
    "SDGs": ["16"],
}
EARLIER = {"symbol": "A/RES/61/62", "title": "Promotion of multilateralism"}


@pytest.fixture
def shelf(tmp_path: Path, samples: Path) -> str:
    """A library with the four samples and the metadata of two resolutions."""
    path = str(tmp_path / "library.sqlite")
    lines = tmp_path / "metadata.json"
    lines.write_text("".join(json.dumps(each) + "\n" for each in (SAID, EARLIER)))
    assert command(["add", str(samples), "--library", path, "--jobs", "1"]) == 0
    assert command(["add", "--metadata", str(lines), "--library", path]) == 0
    return path


def asked(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    capfdbinary.readouterr()
    assert command(list(arguments)) == 0
    return capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize("question", [["due", "--session", "76"], ["who", "secretary-general"]])
def test_beside_what_is_owed(
    shelf: str, capfdbinary: pytest.CaptureFixture[bytes], question: list[str]
) -> None:
    rows = json.loads(asked(capfdbinary, *question, "--json", "--library", shelf))
    known = {row["work"]: (row["un_agenda_item"], row["un_sponsors"], row["un_goals"]) for row in rows}
    assert known["A/RES/75/28"] == ("Agenda item 35", ["TURKMENISTAN"], ["16"])
    assert known.get("A/RES/62/27", (None, None, None)) == (None, None, None)


def test_the_title_of_a_text_that_is_not_held(shelf: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = asked(capfdbinary, "series", "A/RES/62/27", "--library", shelf, "--lang", "en")
    assert "A/RES/61/62 · 6 December 2006 · Promotion of multilateralism · text not held" in printed
    rows = json.loads(asked(capfdbinary, "series", "A/RES/62/27", "--json", "--library", shelf))
    assert {row["title"] for row in rows if row["symbol"] == "A/RES/61/62"} == {EARLIER["title"]}
