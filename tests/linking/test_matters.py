"""What titles are about, and how far they are about the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alinea.linking.matters import likeness, matter, titled, titles_alike

SAHARA = "Question du Sahara occidental"


def test_a_title_is_like_itself_whatever_its_figures_and_accents() -> None:
    one, other = (
        "Budget-programme de l'exercice biennal 2010-2011",
        "BUDGET-PROGRAMME DE L'EXERCICE BIENNAL 2012-2013",
    )
    assert titles_alike(one, other, "fr") == 1.0


def test_common_words_are_not_enough() -> None:
    one, other = "Situation des droits de l'homme au Myanmar", "Situation des droits de l'homme en Érythrée"
    assert titles_alike(one, other, "fr") < 0.5


def test_a_title_cut_short_is_like_the_whole() -> None:
    assert (
        titles_alike("Corps commun d'inspection", "Corps commun d'inspection : rapport pour 2010", "fr")
        >= 0.8
    )


def test_a_beginning_that_says_little_is_not() -> None:
    assert (
        titles_alike("Situation des droits de l'homme", "Situation des droits de l'homme au Myanmar", "fr")
        < 0.8
    )


def test_human_rights_in_a_country_are_not_the_country() -> None:
    one, other = (
        "La situation en République arabe syrienne",
        "Situation des droits de l'homme en République arabe syrienne",
    )
    assert titles_alike(one, other, "fr") < 0.5
    assert titles_alike(other, other.replace("de l'homme", "humains"), "fr") >= 0.8


def test_no_title_is_no_matter() -> None:
    assert not titled(None, "fr")
    assert not titled("Adoptée par le Conseil de sécurité à sa 7366e séance", "fr")
    assert not titled("Statement by the President", "en")
    assert titled(SAHARA, "fr")


def test_a_language_without_words_has_no_matters() -> None:
    assert matter("Вопрос о Западной Сахаре", "ru") == {}
    assert titled("Вопрос о Западной Сахаре", "ru")


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_lies_between_none_and_all_and_is_mutual(one: str, other: str) -> None:
    first, second = matter(one, "fr"), matter(other, "fr")
    assert 0.0 <= likeness(first, second) <= 1.0
    assert likeness(first, second) == likeness(second, first)
    assert 0.0 <= titles_alike(one, other, "fr") <= 1.0
