"""The list of documents that are no resolutions: in order, a page at a time, by the words of symbol and title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alinea.library.adding import Asked, add
from alinea.library.documents import DocumentQuery, list_documents
from alinea.store.library import Library

HEAD = (
    "United Nations A/76/{number}\nGeneral Assembly\nDistr.: General\n{number} October 2021\nOriginal: English\n\n"
    "Seventy-sixth session\nAgenda item 34\nThe coast\n\n{title}\n\nReport of the Secretary-General\n\n"
    "1. The coast is long, and much has been done on it since the previous report was issued to the Council.\n"
)
TITLES = {11: "Lamps on the coast", 12: "Harbours", 13: "Lighthouses and lamps", 14: "Lamplighters"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    asked = [
        Asked(f"{number}.txt", HEAD.format(number=number, title=title).encode())
        for number, title in TITLES.items()
    ]
    with Library.open(tmp_path / "library.sqlite", create=True) as made:
        add(made, asked, lambda _: None, processes=1)
        yield made


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("lamp", [11, 13, 14]),
        ("LAMPS coast", [11]),
        ("on lamps", [11]),
        ("A/76/12", [12]),
        ('"lamps" OR harbours', []),
        ("tower", []),
    ],
)
def test_all_words_stand_in_symbol_or_title(library: Library, words: str, numbers: list[int]) -> None:
    found = list_documents(library, DocumentQuery(text=words))
    assert [each.symbol for each in found.items] == [f"A/76/{number}" for number in numbers]
    assert found.total == len(numbers)


def test_pages_follow_one_another_in_order_of_the_days(library: Library) -> None:
    first = list_documents(library, DocumentQuery(limit=3))
    second = list_documents(library, DocumentQuery(limit=3, after=first.after))
    assert [each.symbol for each in (*first.items, *second.items)] == [f"A/76/{each}" for each in TITLES]
    assert (first.total, second.after) == (4, None)
