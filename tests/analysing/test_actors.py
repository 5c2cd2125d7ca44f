"""Who is named in a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alinea.analysing.actors import find_actors
from alinea.model.spans import mended
from alinea.vocab.tables import LANGUAGES


def test_actors_in_order_with_their_places() -> None:
    text = mended(
        [
            (10, "Prie le Secrétaire général de consulter les États "),
            (100, "Membres et le Gouvernement du Mali ;"),
        ]
    )
    found = find_actors(text, "fr")
    assert [(actor.text, actor.id) for actor in found] == [
        ("le Secrétaire général", "secretary-general"),
        ("les États Membres", "member-states"),
        ("le Gouvernement du Mali", "ML"),
    ]
    for actor in found:
        assert text.text[actor.at.start : actor.at.end] == actor.text
    assert found[1].span == (50, 107)


def test_the_longest_name_wins() -> None:
    text = mended([(0, "de l'Organisation des Nations Unies pour l'éducation, la science et la culture")])
    assert [actor.id for actor in find_actors(text, "fr")] == ["unesco"]


def test_a_name_ends_where_its_words_do() -> None:
    assert [actor.text for actor in find_actors(mended([(0, "the Commission, the Assembly")]), "en")] == [
        "the Commission",
        "the Assembly",
    ]
    assert find_actors(mended([(0, "a commissionaire; Secretary. General matters")]), "en") == ()


def test_signs_beyond_latin_letters_do_not_matter() -> None:
    for text in ("œuvre des Nations Unies", "“Nations Unies”", "№ 5 Nations Unies"):
        assert [actor.id for actor in find_actors(mended([(0, text)]), "fr")] == ["united-nations"]


def test_a_charter_is_no_actor() -> None:
    assert find_actors(mended([(0, "les buts de la Charte des Nations Unies")]), "fr") == ()
    assert find_actors(mended([(0, "the purposes of the Charter of the United Nations")]), "en") == ()


@given(st.text(max_size=300))
def test_any_text_whatever(text: str) -> None:
    for language in LANGUAGES:
        end = 0
        for actor in find_actors(mended([(0, text)]), language):
            assert text[actor.at.start : actor.at.end] == actor.text
            assert actor.at.start >= end
            end = actor.at.end
