"""What is left off a word that is looked for, and its stem: every example of every language."""

from __future__ import annotations

import pytest

from alinea.library.reading import Indexer
from alinea.library.search import parse
from alinea.store.expressions import indexed, words_of
from alinea.vocab.search_words import elisions, stem
from alinea.vocab.tables import LANGUAGES, table


def cases(kind: str) -> list[tuple[str, str, list[str]]]:
    return [
        (language, each["typed"], each["words"])
        for language in LANGUAGES
        for each in table(language, "search")[kind]
    ]


@pytest.mark.parametrize(("language", "typed", "words"), cases("examples") + cases("counter_examples"))
def test_what_is_left_of_a_word(language: str, typed: str, words: list[str]) -> None:
    bare = elisions().bare(typed)
    assert [indexed(word) for word in words_of(bare)] == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_one_stem(language: str) -> None:
    for one, other in table(language, "search")["stems"]["same"]:
        assert stem(one, language) == stem(other, language), (one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_different_stems(language: str) -> None:
    for one, other in table(language, "search")["stems"]["different"]:
        assert stem(one, language) != stem(other, language), (one, other)


def test_a_language_without_stemmer_keeps_the_word() -> None:
    assert stem("нераспространение", "ru") == "нераспространение"


def test_words_of_a_text_with_their_stems() -> None:
    found = Indexer().words("Rappelant l'ARMEMENT nucléaire, 2005 et 12e; armement_nucléaires", "fr")
    assert found == {
        ("rappelant", "rappel"),
        ("l", "l"),
        ("armement", "armement"),
        ("nucleaire", "nucleair"),
        ("nucleaires", "nucleair"),
        ("et", "et"),
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("droits de l'homme", ["droits", "homme"]),
        ("résolution 75/28", ["A/RES/75/28"]),
        ("résolution 1325 (2000)", ["S/RES/1325(2000)"]),
        ("neutralité résolution 75/28", ["neutralite", "A/RES/75/28"]),
        ("la résolution", ["resolution"]),
        ("de la", ["de", "la"]),
        ('"droits de l\'homme"', ["droits de l homme"]),
    ],
)
def test_small_words_and_what_announces_a_symbol_are_not_looked_for(typed: str, found: list[str]) -> None:
    wanted, _ = parse(typed)
    assert [group[0].text for group in wanted] == found
