"""The catalogues of words: whole in every language, and with words for every code that the sources use."""

from __future__ import annotations

import ast
import datetime
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from alinea.presenting.words import LANGUAGES, flat, preferred, words
from alinea.vocab.tables import table

SOURCES = Path(__file__).resolve().parents[2] / "src"

# Categories of plural differ between languages: which of them there are is checked on its own.
PLURAL = re.compile(r"^(ordinal|count\.\w+)\.(zero|one|two|few|many|other)$")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_languages_are_those_with_a_file() -> None:
    folder = SOURCES / "alinea/presenting/catalogues"
    assert sorted(LANGUAGES) == sorted(path.stem for path in folder.glob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_and_places_as_french(language: str) -> None:
    mine, french = words(language).entries, words("fr").entries
    fixed = {key for key in mine if not PLURAL.match(key)}
    assert fixed == {key for key in french if not PLURAL.match(key)}
    for key in sorted(fixed - {key for key in fixed if key.startswith("date.")}):
        assert places(mine[key]) == places(french[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_of_plural_has_words(language: str) -> None:
    catalogue = words(language)
    counted = {key.split(".")[1] for key in words("fr").entries if key.startswith("count.")}
    for number in range(120):
        assert str(number) in catalogue.ordinal(number)
        for what in counted:
            assert catalogue.count(what, number).startswith(str(number))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_or_padded(language: str) -> None:
    for key, text in words(language).entries.items():
        assert text and text == text.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_of_the_scheme_has_words_and_no_other(language: str) -> None:
    named = {key.removeprefix("act.") for key in words(language).entries if key.startswith("act.")}
    assert named == set(table("common", "acts"))


def values(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The strings that an expression may stand for; names are looked up in their module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from values(node.body, tree)
        yield from values(node.orelse, tree)
    elif isinstance(node, ast.Name):
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and [ast.unparse(target) for target in other.targets] == [
                node.id
            ]:
                yield from values(other.value, tree)
            elif isinstance(other, ast.For) and isinstance(other.target, ast.Tuple):
                names = [ast.unparse(each) for each in other.target.elts]
                if node.id in names:
                    yield from column(names.index(node.id), other.iter, tree)


def column(place: int, table: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The strings in one column of a table of the module."""
    for node in tree.body:
        named = [
            ast.unparse(each) for each in getattr(node, "targets", [getattr(node, "target", None)]) if each
        ]
        rows = getattr(node, "value", None)
        if ast.unparse(table) in named and isinstance(rows, ast.Tuple | ast.List):
            for row in rows.elts:
                if isinstance(row, ast.Tuple):
                    yield from values(row.elts[place], tree)


def codes() -> dict[str, set[str]]:
    """The codes that the sources give to problems and to errors, read from the syntax tree."""
    found: dict[str, set[str]] = {"warning": set(), "error": set()}
    kinds = {"Problem": "warning", "UnreadableError": "error", "Failure": "error"}
    for path in SOURCES.rglob("*.py"):
        if "akn/validate" in path.as_posix():
            continue  # what the validator of AKN4UN files tells its own users
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in kinds:
                found[kinds[name]] |= set(values(node.args[0], tree))
    return found


def test_the_scan_for_codes_sees_them() -> None:
    found = codes()
    assert "no-resolution" in found["error"]
    assert "no-symbol" in found["warning"]


@pytest.mark.parametrize("kind", ["warning", "error"])
def test_every_code_has_words(kind: str) -> None:
    missing = {code for code in codes()[kind] if words("fr").find(f"{kind}.{code}") is None}
    assert not missing, f"give these words in presenting/catalogues/*.toml under [{kind}]"


def test_dates_as_each_language_writes_them() -> None:
    assert words("fr").date(datetime.date(2007, 12, 5)) == "5 décembre 2007"
    assert words("fr").date(datetime.date(2008, 5, 1)) == "1er mai 2008"
    assert words("en").date(datetime.date(2008, 5, 1)) == "1 May 2008"
    assert words("fr").date(datetime.date(2008, 8, 1), "month") == "août 2008"


def test_ranks_as_each_language_writes_them() -> None:
    assert [words("fr").ordinal(n) for n in (1, 2, 63)] == ["1re", "2e", "63e"]
    assert [words("en").ordinal(n) for n in (1, 2, 3, 11, 62, 63)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "62nd",
        "63rd",
    ]


def test_a_language_without_catalogue_speaks_english() -> None:
    assert words("ar").language == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr"}, "fr"),
        ({"LANG": "C", "LANGUAGE": "fr"}, None),
    ],
)
def test_language_of_the_system(environment: dict[str, str], language: str | None) -> None:
    assert preferred(environment) == language


# What is not set as French is set: a plain space before a high sign or within « », a straight apostrophe in a word.
UNSET = re.compile(r" [:;?!»%](?!\w)|« |(?<=[^\W\d_])'(?=[^\W\d_])")


def test_french_words_are_set_with_spaces_that_do_not_break() -> None:
    folder = SOURCES / "alinea/presenting/catalogues"
    kept = {"date.first"}
    found = []
    for path in sorted(folder.rglob("*fr.toml")):
        if path.parent.name == "api" and path.stem.startswith("specification"):
            continue
        entries = dict(flat(tomllib.loads(path.read_text(encoding="utf-8"))))
        # Examples of what the rules of lint find wrong are wrong.
        found += [
            f"{path.name} {key}"
            for key, text in entries.items()
            if key not in kept and not key.endswith(".wrong") and UNSET.search(text)
        ]
    assert found == []
