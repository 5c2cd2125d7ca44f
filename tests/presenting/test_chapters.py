"""The chapters of the catalogues: each whole in every language, and saying nothing twice."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from alinea.presenting.chapters import ABOVE, chapter
from alinea.presenting.words import LANGUAGES, words

FOLDER = Path(__file__).resolve().parents[2] / "src/alinea/presenting/catalogues"
PLURAL = re.compile(r"^(ordinal|count\.[\w-]+)\.(zero|one|two|few|many|other)$")
JOINED = {"due.document", "web.colon", "web.document.dated"}
"""Entries that are set behind others, with the space between."""
EACH = [(name, language) for name in ABOVE for language in LANGUAGES]


def own(name: str, language: str) -> dict[str, str]:
    above = ABOVE[name]
    under = (chapter(above, language) if above else words(language)).entries
    return {key: text for key, text in chapter(name, language).entries.items() if under.get(key) != text}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_chapter_is_a_folder_with_a_file_for_every_language() -> None:
    assert sorted(ABOVE) == sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    for name in ABOVE:
        files = {path.name for path in (FOLDER / name).iterdir()}
        beginnings = {re.sub(r"\w+\.toml$", "", file) for file in files}
        assert files == {f"{beginning}{language}.toml" for beginning in beginnings for language in LANGUAGES}


@pytest.mark.parametrize(("name", "language"), EACH)
def test_same_keys_and_places_as_french(name: str, language: str) -> None:
    mine, french = chapter(name, language).entries, chapter(name, "fr").entries
    fixed = {key for key in mine if not PLURAL.match(key)}
    assert fixed == {key for key in french if not PLURAL.match(key)}
    for key in sorted(key for key in fixed if not key.startswith("date.")):
        assert places(mine[key]) == places(french[key]), key


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_category_of_plural_has_words(name: str, language: str) -> None:
    for what in {key.split(".")[1] for key in own(name, language) if key.startswith("count.")}:
        for number in (0, 1, 2, 5, 1_000_000):
            chosen = chapter(name, language)
            assert chosen.number(number) in chosen.count(what, number)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_no_entry_is_empty_or_padded(name: str, language: str) -> None:
    for key, text in own(name, language).items():
        assert text and (text == text.strip() or key in JOINED), key


@pytest.mark.parametrize(("name", "language"), EACH)
def test_no_chapter_says_otherwise_what_is_said_above_it(name: str, language: str) -> None:
    """Else a page would have other words than those it was written for."""
    above = ABOVE[name]
    under = (chapter(above, language) if above else words(language)).entries
    assert set(own(name, language)) & set(under) <= {"help.lang"}
