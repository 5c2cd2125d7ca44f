"""The scale of a plot."""

from __future__ import annotations

import re

import pytest

from alinea.presenting.plots import over_years
from alinea.presenting.words import words_in


@pytest.mark.parametrize(
    ("most", "scale"), [(1, ["0", "1", "2"]), (3, ["0", "2", "4"]), (7, ["0", "5", "10"])]
)
def test_things_are_counted_in_whole_numbers(most: int, scale: list[str]) -> None:
    drawn = over_years({2007: [most]}, ["x"], "x", words_in("fr"))
    assert re.findall(r'text-anchor="end">([^<]+)<', drawn) == scale
    assert re.search(r'height="(\d+\.\d)"', drawn)
