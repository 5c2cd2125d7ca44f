"""Addresses in words."""

from __future__ import annotations

import pytest

from alinea.presenting.addresses import place_named
from alinea.presenting.words import words


@pytest.mark.parametrize(
    ("address", "french", "english"),
    [
        ("op_6", "paragraphe 6", "paragraph 6"),
        ("op_6_a", "paragraphe 6 a)", "paragraph 6 (a)"),
        ("op_6_a_ii", "paragraphe 6 a) ii)", "paragraph 6 (a) (ii)"),
        ("op_1_2", "paragraphe 1.2", "paragraph 1.2"),
        ("op_III_1", "section III, paragraphe 1", "section III, paragraph 1"),
        ("op_u1", "paragraphe non numéroté 1", "unnumbered paragraph 1"),
        ("pp_3", "alinéa 3 du préambule", "preambular paragraph 3"),
        ("note_2", "note 2", "note 2"),
        ("annex_1_p_12", "annexe, paragraphe 12", "annex, paragraph 12"),
        ("annex_2_p_4", "annexe 2, paragraphe 4", "annex 2, paragraph 4"),
        ("title", "titre", "title"),
        ("elsewhere", "elsewhere", "elsewhere"),
    ],
)
def test_a_place_is_named_as_a_person_names_it(address: str, french: str, english: str) -> None:
    assert place_named(address, words("fr")) == french
    assert place_named(address, words("en")) == english
