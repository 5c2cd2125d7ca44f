"""``alinea draft``: from a file or the library, in every form; what it says where no draft can be made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drafted_texts import text
from lxml import etree

from alinea.cli.app import command
from alinea.pipeline import read_path
from alinea.presenting.drafts import FORMS, SUFFIX

LATER = """Assemblée générale

Quatre-vingt-sixième session

Résolution adoptée par l'Assemblée générale le 2 décembre 2031

[sur la base du rapport de la Première Commission (A/86/123)]

86/3. Garde des phares

L'Assemblée générale,

Rappelant ses résolutions 84/9 du 2 décembre 2029 et 85/7 du 3 décembre 2030 sur la garde des phares,

1. Prend acte du rapport du Secrétaire général sur la garde des phares, établi en application de sa résolution 85/7¹ ;

2. Prie le Secrétaire général de lui rendre compte à sa quatre-vingt-septième session.

40e séance plénière
2 décembre 2031

¹ A/86/210.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "phares.txt"
    path.write_text(text("fr"), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(form: str, file: Path, tmp_path: Path) -> None:
    out = tmp_path / f"draft{SUFFIX[form]}"  # type: ignore[index]
    assert command(["draft", str(file), "--session", "86", "--to", form, "--out", str(out)]) == 0
    assert out.stat().st_size > 500
    assert not list(tmp_path.glob(".*part"))
    if form in ("docx", "akn"):
        (record,) = read_path(out)
        assert [each.number for each in record.operative] == ["1", "2", "3", "4"]


def test_the_suffix_tells_the_form(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.json"
    assert command(["draft", str(file), "--session", "86", "--out", str(out), "--lang", "en"]) == 0
    said = json.loads(out.read_bytes())
    assert (said["last"], said["session"]) == ("A/RES/85/7", 86)
    assert {"code", "paragraph", "was", "now", "at", "facts", "why"} <= set(said["changes"][0])
    code = command(["draft", str(file), "--session", "86", "--out", str(out)])
    assert code == 2 and json.loads(out.read_bytes()) == said  # what was edited since would be lost
    assert command(["draft", str(file), "--session", "86", "--out", str(out), "--force"]) == 0
    for name, more in (("draft.pdf", ()), ("draft.md", ("--to", "docx"))):
        refused = ["draft", str(file), "--session", "86", "--out", str(tmp_path / name), *more]
        assert command(refused) == 2 and not (tmp_path / name).exists()
    assert all(each["why"] for each in (*said["changes"], *said["choices"]))
    places = {each["paragraph"] for each in said["changes"]}
    assert {"masthead", "pp_1", "op_1", "op_2_b", "op_4", "note_2"} == places


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_changes_and_choices_are_told(lang: str, file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command(["draft", str(file), "--session", "86", "--to", "markdown", "--lang", lang]) == 0
    printed, told = capfd.readouterr()
    heading = {"fr": "## Ce qui a été changé", "en": "## What was changed"}[lang]
    assert heading in printed and r"\[A/86/…\]" in printed
    assert "sa **quatre-vingt-septième** session" in printed
    assert {"fr": "6 modifications faites", "en": "6 changes made"}[lang] in told


def test_from_the_library_with_what_it_knows(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1960000000")  # in 2032
    later = tmp_path / "later.txt"
    later.write_text(LATER, encoding="utf-8")
    library = str(tmp_path / "library.sqlite")
    assert command(["add", str(file), str(later), "--library", library]) == 0
    capfd.readouterr()
    asked = ["draft", "85/7", "--session", "86", "--library", library, "--to", "json"]
    assert command(asked) == 0
    said = json.loads(capfd.readouterr().out)
    (found,) = [each for each in said["changes"] if each["code"] == "report-found"]
    assert (found["was"], found["now"]) == ("A/85/133", "A/86/210")
    assert found["facts"]["place"] == "A/RES/86/3#op_1"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["draft", "{file}", "--session", "85"], 1),
        (["draft", "{file}", "--session", "400"], 1),
        (["draft", "{file}"], 2),
        (["draft", "{file}", "--session", "86", "--to", "pdf"], 2),
        (["draft", "A/RES/1/1", "--session", "86", "--library", "{folder}/none.sqlite"], 1),
        (["draft", "{folder}/empty.txt", "--session", "86"], 1),
        (["draft", "{folder}/two.txt", "--session", "87"], 1),
        (["draft", "{file}", "--session", "86", "--out", "{folder}/none/draft.md"], 1),
    ],
)
def test_what_cannot_be_drafted_is_told(
    arguments: list[str], code: int, file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "two.txt").write_text(text("fr") + "\n\n" + LATER, encoding="utf-8")
    filled = [each.format(file=file, folder=tmp_path) for each in arguments]
    assert command(filled) == code
    printed, told = capfd.readouterr()
    assert not printed and told.startswith("alinea: ") and "Traceback" not in told


def test_akn_is_xml_with_the_new_session(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.xml"
    assert command(["draft", str(file), "--session", "86", "--out", str(out)]) == 0
    words = str(etree.fromstring(out.read_bytes()).xpath("string()"))
    assert "85/7" in words and "quatre-vingt-septième" in words and "A/85/133" not in words


def test_a_session_that_bears_a_year_is_named_by_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "conseil.txt"
    path.write_text(
        "2015/9. Garde des phares\n\nLe Conseil économique et social,\n\nRappelant sa résolution 2013/14 du 23 juillet"
        " 2013,\n\n1. Prie le Secrétaire général de lui rendre compte à sa session de 2017.\n\n9 juin 2015\n",
        encoding="utf-8",
    )
    assert command(["draft", str(path), "--session", "2017", "--lang", "fr"]) == 0
    printed = capfd.readouterr().out
    assert "Session de 2017" in printed and "Projet pour la session de 2017" in printed
    assert "à sa session de 2019." in printed and "2013/14 du 23 juillet 2013 et 2015/9" in printed
