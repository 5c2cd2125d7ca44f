"""The words of the desk: whole in every language, and with words for every code, kind, step and field there is."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from alinea.desk import faults
from alinea.desk.kinds import kinds
from alinea.desk.schema import tables
from alinea.model.cases import Outcome, Verdict
from alinea.presenting.cases import _TOLD
from alinea.presenting.chapters import chapter
from alinea.presenting.question_words import question_words
from alinea.presenting.words import LANGUAGES

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alinea"


def own(language: str, name: str = "desk") -> dict[str, str]:
    above = (question_words(language) if name == "desk" else chapter("desk", language)).entries
    return {key: text for key, text in chapter(name, language).entries.items() if above.get(key) != text}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", ["desk", "product", "board"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_and_places_as_french(language: str, name: str) -> None:
    mine, french = own(language, name), own("fr", name)
    assert mine and mine.keys() == french.keys()
    for key, text in mine.items():
        assert places(text) == places(french[key]), key
        assert text.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_of_plural_has_words(language: str) -> None:
    words = chapter("desk", language)
    for what in {key.split(".")[1] for key in own(language) if key.startswith("count.")}:
        for number in (0, 1, 2, 5, 1_000_000):
            assert words.number(number) in words.count(what, number)


def codes(name: str) -> Iterator[str]:
    """The codes that the sources give to an error or a fault, read from the syntax tree."""
    for path in [*(SOURCES / "desk").glob("*.py"), *SOURCES.glob("cli/*.py"), *SOURCES.glob("library/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                for each in ast.walk(node.args[0]):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.value


@pytest.mark.parametrize(
    ("name", "table"), [("DeskError", "desk"), ("CaseError", "case-error"), ("Fault", "verify")]
)
def test_every_code_has_words(name: str, table: str) -> None:
    found = set(codes(name))
    if name == "Fault":
        found &= set(chapter("desk", "fr").entries) | {each for each in found if "-" in each}
    assert found
    assert {code for code in found if chapter("desk", "fr").find(f"{table}.{code}") is None} == set()


def test_every_code_of_a_database_has_words() -> None:
    for code in {*faults._SQLITE.values(), *faults._POSTGRESQL.values()}:
        assert chapter("desk", "fr").find(f"desk.{code}"), code


def test_kinds_steps_outcomes_verdicts_and_fields_have_words() -> None:
    words = chapter("desk", "fr")
    for kind in kinds().values():
        assert words.find(f"case-kind.{kind.name}"), kind.name
        for step in kind.steps:
            assert words.find(f"step.{step.name}"), step.name
    assert all(words.find(f"outcome.{each}") for each in get_args(Outcome))
    assert all(words.find(f"status.{each}") for each in get_args(Verdict))
    fields = {
        column.name for name in ("cases", "steps", "replies", "notes") for column in tables().tables[name].c
    }
    assert {each for each in fields - _TOLD if words.find(f"field.{each}") is None} == set()


def test_every_action_has_words() -> None:
    tree = ast.parse((SOURCES / "desk" / "casework.py").read_text(encoding="utf-8"))
    given = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            place = {"append": 3, "_edit": 1}.get(name)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                given.add(str(node.args[place].value))  # type: ignore[attr-defined]
    assert {"open", "reply", "note", "revert", "close", "verdict"} <= given
    assert {each for each in given if chapter("desk", "fr").find(f"action.{each}") is None} == set()
