"""Folding keeps every character in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.folding import _table, fold, places_of, spaced


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Assemblée générale", "l'assemblee generale"),
        ("ÉTATS – Œuvre…", "etats - œuvre…"),
        ("à\u202fla\u00a0mer", "a la mer"),
        ("Генеральная Ассамблея", "генеральная ассамблея"),
        ("الجمعية العامة 大会", "الجمعية العامة 大会"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_every_character_stays_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == text.translate(_table())
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_signs_become_spaces_and_words_stay(text: str) -> None:
    assert spaced(text) == re.sub(r"\W", " ", text)


def test_places_of_words() -> None:
    assert places_of(frozenset({"the", "of"}), "of all, the the rest; other of") == [0, 8, 12, 28]
    assert places_of(frozenset({"a"}), "") == places_of(frozenset(), "a b") == []


@given(st.text(alphabet="ab '-1_œ", max_size=40))
def test_places_are_of_whole_words(text: str) -> None:
    assert places_of(frozenset({"a", "ab", "b1"}), text) == [
        found.start() for found in re.finditer(r"\b(?:a|ab|b1)\b", text)
    ]
