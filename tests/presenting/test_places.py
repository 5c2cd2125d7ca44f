"""Addresses in words: the one table of places and languages."""

from __future__ import annotations

import pytest

from alinea.model.address import Address
from alinea.presenting.places import place
from alinea.presenting.words import words_in


@pytest.mark.parametrize(
    ("address", "number", "french", "english"),
    [
        ("op_6", None, "paragraphe 6", "para. 6"),
        ("op_6", "6", "paragraphe 6", "para. 6"),
        ("op_2_a", None, "paragraphe 2 a)", "para. 2 (a)"),
        ("op_2_a", "2.a", "paragraphe 2 a)", "para. 2 (a)"),
        ("op_6_a_ii", None, "paragraphe 6 a) ii)", "para. 6 (a) (ii)"),
        ("op_1_2", None, "paragraphe 1.2", "para. 1.2"),
        ("op_III_1", None, "section III, paragraphe 1", "section III, para. 1"),
        ("op_III_1_b", "III/1.b", "section III, paragraphe 1 b)", "section III, para. 1 (b)"),
        ("op_II_A_4", None, "section II.A, paragraphe 4", "section II.A, para. 4"),
        ("op_I", None, "paragraphe I", "para. I"),
        ("op_I_a", None, "paragraphe I a)", "para. I (a)"),
        ("op_6_2", "6", "paragraphe 6", "para. 6"),  # the second that is printed 6
        ("op_u1", "", "premier paragraphe non numéroté", "first unnumbered para."),
        ("op_u2_a", "a", "deuxième paragraphe non numéroté, a)", "second unnumbered para. (a)"),
        ("pp_1", None, "premier alinéa du préambule", "first preambular para."),
        ("pp_7", None, "septième alinéa du préambule", "seventh preambular para."),
        ("pp_21", None, "vingt et unième alinéa du préambule", "twenty-first preambular para."),
        ("pp_3_a", "a", "troisième alinéa du préambule, a)", "third preambular para. (a)"),
        ("pp_3_", "", "troisième alinéa du préambule", "third preambular para."),
        ("pp_1234", None, "1234e alinéa du préambule", "1234th preambular para."),
        ("note_2", None, "note 2", "note 2"),
        ("note_2", "14", "note 14", "note 14"),
        ("annex_1", None, "annexe", "annex"),
        ("annex_1_p_12", None, "annexe, douzième alinéa", "annex, twelfth para."),
        ("annex_1_p_12", "3.b", "annexe, paragraphe 3 b)", "annex, para. 3 (b)"),
        ("annex_2_p_1", "4", "annexe 2, paragraphe 4", "annex 2, para. 4"),
        ("heading_1", None, "intertitre", "heading"),
        ("title", None, "titre", "title"),
        ("masthead", None, "en-tête", "masthead"),
        ("elsewhere", None, "elsewhere", "elsewhere"),
        ("", None, "", ""),
        ("op_", None, "op_", "op_"),
        ("pp_x", None, "pp_x", "pp_x"),
        ("pp_³", None, "pp_³", "pp_³"),
        ("annex_1_q_2", None, "annex_1_q_2", "annex_1_q_2"),
    ],
)
def test_a_place_is_said_one_way(address: str, number: str | None, french: str, english: str) -> None:
    assert place(address, words_in("fr"), number) == french
    assert place(address, words_in("en"), number) == english


def test_an_address_is_taken_apart() -> None:
    assert Address.parse("op_II_4_a") == Address("op", "II", None, "4", ("a",), counted=False)
    assert Address.parse("op_u1") == Address("op", number="1")
    assert Address.parse("annex_2_p_4") == Address("annex", annex=2, number="4")
    assert Address.parse("note_2") == Address("note", number="2")
    assert Address.parse("title_2") is None
