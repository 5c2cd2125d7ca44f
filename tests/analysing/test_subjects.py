"""Which subjects a text names, and by which words."""

from __future__ import annotations

import re

import pytest

from alinea.analysing.subjects import named_subjects
from alinea.vocab.subject_words import domains, subject_of, subjects
from alinea.vocab.tables import LANGUAGES, table


def named(text: str, language: str) -> set[str]:
    return {each.id for each in named_subjects(text, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_names_its_subject_in_whatever_letters(language: str) -> None:
    for id, phrases in table(language, "subjects")["subjects"].items():
        for phrase in phrases:
            assert id in named(f"Soulignant l’{phrase}, et", language), (id, phrase)
            assert id in named(phrase.upper(), language), (id, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_the_vocabulary(language: str) -> None:
    data = table(language, "subjects")
    for example in data["examples"]:
        assert set(example["subjects"]) <= named(example["text"], language), example
    for example in data["counter_examples"]:
        assert not set(example["subjects"]) & named(example["text"], language), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_has_words_in_every_language(language: str) -> None:
    data = table(language, "subjects")
    assert set(data["subjects"]) == set(subjects())
    assert set(domains(language)) == set(table("common", "subjects"))
    assert all(phrases for phrases in data["subjects"].values())


def test_numbers_of_the_thesaurus_are_numbers_and_no_two_subjects_have_one() -> None:
    numbers = [each.unbis for each in subjects().values() if each.unbis]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{2}(?:\d{4,5})?", each) for each in numbers)


def test_the_place_is_that_of_the_words() -> None:
    text = "Notant l’importance de la diplomatie  préventive et des RESSOURCES en eau"
    found = {each.id: text[slice(*each.span)] for each in named_subjects(text, "fr")}
    assert found["preventive-diplomacy"] == "diplomatie  préventive"
    assert found["water"] == "RESSOURCES en eau"


def test_a_language_without_vocabulary_names_nothing() -> None:
    assert named("о разоружении и терроризме", "ru") == set()


@pytest.mark.parametrize(
    "typed",
    ["counter-terrorism", "1001346", "COUNTER-TERRORISM", "Lutte contre le terrorisme", " antiterrorisme "],
)
def test_a_subject_goes_by_any_of_its_names(typed: str) -> None:
    found = subject_of(typed)
    assert found is not None and found.id == "counter-terrorism"


@pytest.mark.parametrize("typed", ["", "9999999", "quelque chose", "-"])
def test_what_is_no_subject_is_none(typed: str) -> None:
    assert subject_of(typed) is None
