"""Ordinal numbers and Roman numerals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.folding import fold
from alinea.vocab.ordinals import ordinal_pattern, parse_ordinal, parse_roman
from alinea.vocab.tables import LANGUAGES, table


def rows(name: str) -> list[tuple[str, dict[str, object]]]:
    return [(language, row) for language in LANGUAGES for row in table(language, "ordinals")[name]]


@pytest.mark.parametrize(("language", "row"), rows("examples"))
def test_examples_are_read(language: str, row: dict[str, object]) -> None:
    text = str(row["text"])
    assert parse_ordinal(text, language) == row["value"]
    found = re.search(ordinal_pattern(language), fold(f"xx {text} yy"))
    assert found and parse_ordinal(found[0], language) == row["value"]


@pytest.mark.parametrize(("language", "row"), rows("counter_examples"))
def test_counter_examples_are_not(language: str, row: dict[str, object]) -> None:
    assert parse_ordinal(str(row["text"]), language) is None


def test_every_session_number_of_a_century_is_spelled_differently() -> None:
    units = [
        "unième",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
    ]
    for tens, start in (("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60)):
        for value, unit in enumerate(units, 1):
            joint = " et " if value == 1 else "-"
            assert parse_ordinal(tens + joint + unit, "fr") == start + value


def test_in_running_text() -> None:
    text = fold("lors de sa trente› deuxieme session, et à la soixante-dix-huitième")
    assert [parse_ordinal(found, "fr") for found in re.findall(ordinal_pattern("fr"), text)] == [32, 78]


@pytest.mark.parametrize(
    ("numeral", "value"), [("IV", 4), ("XXVIII", 28), ("XLIX", 49), ("xix", 19), ("XIIII", 14), ("VI", 6)]
)
def test_roman(numeral: str, value: int) -> None:
    assert parse_roman(numeral) == value


@pytest.mark.parametrize("numeral", ["", "IIX", "ABC", "VX"])
def test_not_roman(numeral: str) -> None:
    assert parse_roman(numeral) is None


@given(st.text(max_size=120))
def test_any_text_whatever(text: str) -> None:
    for language in LANGUAGES:
        value = parse_ordinal(text, language)
        assert value is None or value > 0


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("quatre-vingt-sixième", 86),
        ("quatre-vingt-seizième", 96),
        ("quatre-vingt-dix-septième", 97),
        ("cent sixième", 106),
    ],
)
def test_parts_of_which_one_begins_as_another(words: str, value: int) -> None:
    assert parse_ordinal(words, "fr") == value
