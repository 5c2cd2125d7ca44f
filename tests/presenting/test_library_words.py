"""The words of the library: whole in every language, and with words for every code that the sources use."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from alinea.presenting.library_words import library_words
from alinea.presenting.words import LANGUAGES, words

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alinea"
PLURAL = re.compile(r"^(ordinal|count\.[\w-]+)\.(zero|one|two|few|many|other)$")
GIVEN = {
    "LibraryError": "library",
    "QuestionError": "search",
    "NotHeldError": "show",
    "MetadataError": "metadata",
}
PLACE = {"LibraryError": 0, "QuestionError": 0, "NotHeldError": 0, "MetadataError": 0}


def own(language: str) -> dict[str, str]:
    base = words(language).entries
    return {key: text for key, text in library_words(language).entries.items() if base.get(key) != text}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_has_a_file() -> None:
    folder = SOURCES / "presenting/catalogues/library"
    assert sorted(LANGUAGES) == sorted(path.stem for path in folder.glob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_and_places_as_french(language: str) -> None:
    mine, french = own(language), own("fr")
    assert mine and {key for key in mine if not PLURAL.match(key)} == {
        key for key in french if not PLURAL.match(key)
    }
    for key in mine.keys() & french.keys():
        assert places(mine[key]) == places(french[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_of_plural_has_words(language: str) -> None:
    counted = {key.split(".")[1] for key in own(language) if key.startswith("count.")}
    for what in counted:
        for number in (0, 1, 2, 5, 1_000_000):
            chosen = library_words(language)
            assert chosen.number(number) in chosen.count(what, number)


def codes(name: str) -> Iterator[str]:
    """The codes that the sources give to an error, read from the syntax tree."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                for each in ast.walk(node.args[PLACE[name]]):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.value


@pytest.mark.parametrize(("name", "table"), GIVEN.items())
def test_every_code_has_words(name: str, table: str) -> None:
    found = set(codes(name))
    assert found
    assert {code for code in found if library_words("fr").find(f"{table}.{code}") is None} == set()


def test_every_code_of_sqlite_and_of_a_fault_has_words() -> None:
    from alinea.store import checking, faults

    for code in {*faults._CODES.values(), "failed"}:
        assert library_words("fr").find(f"library.{code}"), code
    module = ast.parse(Path(checking.__file__).read_text(encoding="utf-8"))
    given = {
        str(node.args[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Fault"
        and isinstance(node.args[0], ast.Constant)
    }
    assert given and {code for code in given if library_words("fr").find(f"check.{code}") is None} == set()
