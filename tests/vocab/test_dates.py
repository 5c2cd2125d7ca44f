"""Full dates of each language: the examples of its table, and what is no date."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.dates import find_dates, months, parse_date
from alinea.vocab.tables import LANGUAGES, table

EXAMPLES = [(lang, e) for lang in LANGUAGES for e in table(lang, "dates")["examples"]]
COUNTER = [(lang, e) for lang in LANGUAGES for e in table(lang, "dates")["not"]]


@pytest.mark.parametrize(
    ("language", "example"), EXAMPLES, ids=lambda e: e["text"] if isinstance(e, dict) else e
)
def test_examples(language: str, example: dict[str, Any]) -> None:
    assert parse_date(example["text"], language) == example["date"]


@pytest.mark.parametrize(
    ("language", "example"), COUNTER, ids=lambda e: e["text"] if isinstance(e, dict) else e
)
def test_counter_examples(language: str, example: dict[str, Any]) -> None:
    assert parse_date(example["text"], language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_months(language: str) -> None:
    assert sorted(set(months(language).values())) == list(range(1, 13))


def test_place_of_each_date() -> None:
    text = "les 3 mars 1999 et 12 août 20034, puis en mai 2004"
    assert [text[a:b] for _, a, b in find_dates(text, "fr")] == ["3 mars 1999", "12 août 2003"]


@given(st.text(alphabet="0123il 9mars août.er20", max_size=40))
def test_any_text(text: str) -> None:
    for _, start, end in find_dates(text, "fr"):
        assert 0 <= start < end <= len(text)
