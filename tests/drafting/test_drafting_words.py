"""The words of drafting: whole in every language, and what is put in is read again as it was meant."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from alinea.drafting.sessions import mentions
from alinea.drafting.wording import drafting_words
from alinea.vocab.dates import parse_date
from alinea.vocab.folding import fold
from alinea.vocab.linting_words import linting_words
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.tables import LANGUAGES, table


def keys(tree: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in tree.items():
        # What agrees, and the endings of figures, are each language's own.
        if isinstance(value, dict) and key not in (
            "agreeing",
            "plural",
            "endings",
            "endings_of_last",
            "enacting",
        ):
            yield from keys(value, f"{prefix}{key}.")
        else:
            yield prefix + key


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys_as_french(language: str) -> None:
    assert set(keys(table(language, "drafting"))) == set(keys(table("fr", "drafting")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinal_numbers_are_read_as_they_are_written(language: str) -> None:
    words = drafting_words(language)
    for number in range(1, 131):
        for like in ("x", "X", "63e"):
            assert parse_ordinal(words.spelled(number, like), language) == number
    assert words.spelled(64, "Xx")[0].isupper() and words.spelled(64, "63e")[:2] == "64"


def test_ordinal_figures_in_english() -> None:
    words = drafting_words("en")
    assert [words.spelled(n, "1st") for n in (1, 2, 3, 4, 11, 12, 13, 21, 63, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "63rd", "111th",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_read_as_they_are_written(language: str) -> None:
    for month in range(1, 13):
        day = datetime.date(2030, month, 1 if month % 2 else 17)
        assert parse_date(drafting_words(language).date(day), language) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_sessions(language: str) -> None:
    for example in table(language, "drafting")["session"]["examples"]:
        assert list(mentions(example, drafting_words(language), "A")), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_recalls_and_supplements(language: str) -> None:
    words = drafting_words(language)
    for example in table(language, "drafting")["report"]["examples"]:
        assert words.supplement.search(example.lower().replace("é", "e")), example


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "à sa soixante-troisième session", [(63, "A", True)]),
        ("fr", "à la quarante-deuxième session du Conseil des droits de l'homme", [(42, "A/HRC", False)]),
        ("fr", "à sa dixième session extraordinaire", []),
        ("fr", "la deuxième partie de la session", []),
        ("fr", "à sa session de fond de 2008", [(2008, "E", False)]),
        ("en", "at its sixty-third and sixty-fourth sessions", [(63, "A", True), (64, "A", True)]),
        ("en", "at its tenth special session", []),
        ("en", "the sixty-third session of the General Assembly", [(63, "A", False)]),
        ("en", "its 2008 substantive session", [(2008, "E", False)]),
    ],
)
def test_sessions_that_a_text_names(language: str, text: str, found: list[tuple[int, str, bool]]) -> None:
    assert [(m.session, m.organ, m.own) for m in mentions(text, drafting_words(language), "A")] == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_clauses_that_are_offered_are_those_that_lint_looks_for(language: str) -> None:
    words, clauses = linting_words(language), drafting_words(language).table["clauses"]
    assert words.review.search(fold(clauses["review"])) and words.retirement.search(
        fold(clauses["retirement"])
    )
