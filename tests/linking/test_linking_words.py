"""The words of linking: every example matches, every counter-example does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from alinea.vocab.folding import fold
from alinea.vocab.linking_words import day_of_year, linking_words
from alinea.vocab.tables import LANGUAGES, table

FULL = {"joint", "author"}
START = {"subject", "named_question", "content", "no_title"}
PLAIN = {"titles", "quotes"}


def rows() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (language, name, row)
        for language in LANGUAGES
        for name, row in table(language, "linking").items()
        if name not in PLAIN
    ]


def found(language: str, name: str, text: str) -> bool:
    pattern: re.Pattern[str] = getattr(linking_words(language), name)
    find = pattern.fullmatch if name in FULL else pattern.match if name in START else pattern.search
    return find(fold(text)) is not None


@pytest.mark.parametrize(("language", "name", "row"), rows(), ids=lambda each: str(each)[:24])
def test_examples_match_and_counter_examples_do_not(language: str, name: str, row: dict[str, Any]) -> None:
    assert row["examples"]
    for text in row["examples"]:
        assert found(language, name, text), text
    for text in row.get("not", []):
        assert not found(language, name, text), text


def test_languages_have_the_same_patterns() -> None:
    names = {language: set(table(language, "linking")) for language in LANGUAGES}
    assert all(each == names["fr"] for each in names.values())


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "à célébrer chaque année, le 12 décembre, la Journée", (12, 12)),
        ("fr", "le 1er mai de chaque année", (5, 1)),
        ("fr", "le 12 décembre 2015", None),
        ("en", "to observe on 12 December each year", (12, 12)),
        ("en", "on 45 December", None),
    ],
)
def test_days_of_the_year(language: str, text: str, day: tuple[int, int] | None) -> None:
    assert day_of_year(fold(text), language) == day
