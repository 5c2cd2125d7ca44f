"""Folding keeps every character in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.folding import _table, fold, spaced


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
