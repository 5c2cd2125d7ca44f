"""Document symbols: found, and brought to canonical form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.analysing.symbols import canonical, parse_symbol, symbols_in
from alinea.vocab.tables import table


@pytest.mark.parametrize("example", table("common", "symbols")["examples"], ids=lambda e: e["text"])
def test_examples_of_the_table(example: dict[str, Any]) -> None:
    assert [symbol for symbol, _, _ in symbols_in(example["text"])] == example["symbols"]


@pytest.mark.parametrize("symbol", table("common", "bodies")["series"]["examples"])
def test_series_of_the_table_are_found(symbol: str) -> None:
    assert canonical(symbol) == (symbol,)


@pytest.mark.parametrize("text", table("common", "bodies")["series"]["not"])
def test_series_of_others_are_not_found(text: str) -> None:
    assert canonical(text) == ()


def test_ranges_show_the_words() -> None:
    text = "le rapport (A/59/2005 et Add.1) de"
    assert [(s, text[a:b]) for s, a, b in symbols_in(text)] == [
        ("A/59/2005", "A/59/2005"),
        ("A/59/2005/Add.1", "Add.1"),
    ]


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("A/RES/62/131", "A/RES/62/131"),
        (" A / RES/62/131 *", "A/RES/62/131"),
        ("S/RES/2449 (2018)*", "S/RES/2449(2018)"),
        ("A/HRC/RES/S-8/1", "A/HRC/RES/S-8/1"),
        ("le document A/62/131", None),
        ("", None),
    ],
)
def test_parse_symbol(printed: str, symbol: str | None) -> None:
    assert parse_symbol(printed) == symbol


def test_a_full_stop_and_a_note_number_end_a_symbol() -> None:
    assert canonical("A/62/122. 4 Voir A/62/123.") == ("A/62/122", "A/62/123")


@given(st.text(alphabet="ASE/0123 lI.()-LCARdVXpet,", max_size=60))
def test_any_text_gives_ranges_in_order(text: str) -> None:
    last = 0
    for _, start, end in symbols_in(text):
        assert last <= start < end <= len(text)
        last = start


@pytest.mark.parametrize("text", ["A/85/[…].", "le rapport (A/85/…)", "E/2030/[...]"])
def test_a_symbol_that_is_left_open_is_none_yet(text: str) -> None:
    assert canonical(text) == ()
