"""The words of linking: the same in every language, and days of the year."""

from __future__ import annotations

import pytest

from alinea.vocab.folding import fold
from alinea.vocab.linking_words import day_of_year
from alinea.vocab.tables import LANGUAGES, table


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
