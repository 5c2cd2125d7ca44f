"""Mending: what a reader would copy out, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.model.spans import Span
from alinea.segmenting.mending import mend


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("les  phares\n de la côte", "les phares de la côte"),
        ("pren› dre", "prendre"),
        ("déve\u00adloppe\u00ad\nment", "développement"),
        ("sous-\nrégional", "sous-régional"),
        ("L' Assemblée générale ,", "L'Assemblée générale,"),
        ("d ' ici à 2030 ;", "d'ici à 2030 ;"),
        ("le 1 er mai", "le 1 er mai"),
        (" a\u00a0: b ", "a : b"),
        ("a\u2003b\u000bc\u3000 d", "a b c d"),
        ("les termes\n'phare' et\t'feu'", "les termes 'phare' et 'feu'"),
        ("les phares\n.\nLes feux\n- a", "les phares. Les feux - a"),
    ],
)
def test_mending(printed: str, text: str) -> None:
    assert mend(printed, [Span(0, len(printed))]).text == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("la réso-\nlution ; cette résolution", "la résolution ; cette résolution"),
        ("les cessez-\nle-feu ; un cessez-le-feu", "les cessez-le-feu ; un cessez-le-feu"),
        ("les pays non-\nalignés", "les pays non-alignés"),
        ("la prise de déci-\nsion", "la prise de déci-sion"),
        (
            "la déci-\nsion ; la réso-\nlution ; cette résolution",
            "la décision ; la résolution ; cette résolution",
        ),
        ("le Secrétaire-\nGénéral ; Secrétairegénéral", "le Secrétaire-Général ; Secrétairegénéral"),
    ],
)
def test_a_word_is_joined_at_a_line_end_where_the_text_shows_that_it_is_one(printed: str, text: str) -> None:
    assert mend(printed, [Span(0, len(printed))]).text == text


def test_possessives_of_english_keep_their_space() -> None:
    printed = "the States ' rights"
    assert mend(printed, [Span(0, len(printed))], language="en").text == printed


def test_what_is_dropped_leaves_one_space() -> None:
    printed = "du Millénaire ¹ que la résolution 61/62² ;"
    drops = [Span(printed.index(sign), printed.index(sign) + 1) for sign in "¹²"]
    assert mend(printed, [Span(0, len(printed))], drops).text == "du Millénaire que la résolution 61/62 ;"


def test_pieces_are_joined_by_a_space_and_map_back() -> None:
    printed = "un phare [page] blanc"
    text = mend(printed, [Span(0, 8), Span(16, 21)])
    assert text.text == "un phare blanc"
    assert text.span(9, 14) == Span(16, 21)
    assert text.span(3, 14) == Span(3, 21)


@given(st.text(alphabet="ab c\n-›\u00ad'l,.¹", max_size=60))
def test_every_sign_stands_in_the_source(printed: str) -> None:
    text = mend(printed, [Span(0, len(printed))])
    for at, sign in enumerate(text.text):
        if sign != " ":
            assert printed[text.source_of(at)] == sign
    assert "  " not in text.text
    assert text.text == text.text.strip()


@given(st.text(alphabet="abc \n1(;:", max_size=60))
def test_line_feeds_part_words_as_spaces_do(printed: str) -> None:
    text = mend(printed, [Span(0, len(printed))])
    assert text.text == " ".join(printed.split())
    assert text == mend(printed.replace("\n", " "), [Span(0, len(printed))])
