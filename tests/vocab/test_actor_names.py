"""The names of actors: every entry is found, what only looks like one is not."""

from __future__ import annotations

import pytest
from babel.core import get_global

from alinea.analysing.actors import find_actors
from alinea.model.spans import mended
from alinea.vocab.actor_names import actor_names, authorities, level, spelled_out, words_pattern
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def rows(name: str) -> list[tuple[str, dict[str, str]]]:
    return [(language, row) for language in LANGUAGES for row in table(language, "actors")[name]]


@pytest.mark.parametrize(("language", "row"), rows("examples"))
def test_examples(language: str, row: dict[str, str]) -> None:
    found = find_actors(mended([(0, row["text"])]), language)
    assert [(actor.text, actor.id) for actor in found if actor.text == row["finds"]] == [
        (row["finds"], row.get("id"))
    ]


@pytest.mark.parametrize(("language", "row"), rows("counter_examples"))
def test_counter_examples(language: str, row: dict[str, str]) -> None:
    assert find_actors(mended([(0, row["text"])]), language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_as_itself(language: str) -> None:
    for id, patterns in table(language, "actors")["names"].items():
        assert id in table("common", "actors"), id
        for pattern in patterns:
            for name in spelled_out(pattern):
                found = find_actors(mended([(0, name.upper())]), language)
                assert [(actor.text, actor.id) for actor in found] == [(name.upper(), id)], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_have_the_same_codes_in_every_language(language: str) -> None:
    assert table(language, "states")["names"].keys() == table("fr", "states")["names"].keys()
    for code, names in table(language, "states")["names"].items():
        for name in names:
            found = find_actors(mended([(0, f"xx {name}, yy")]), language)
            assert [actor.id for actor in found] == [code], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_authorities_are_those_of_their_state(language: str) -> None:
    assert authorities(language).keys() == authorities("fr").keys() <= table("common", "states").keys()
    for code, patterns in authorities(language).items():
        for name in (name for pattern in patterns for name in spelled_out(pattern)):
            found = find_actors(mended([(0, f"demande, {name}, yy")]), language)
            assert [actor.id for actor in found] == [code], name


def test_every_state_has_its_codes() -> None:
    codes = table("common", "states")
    assert codes.keys() == table("fr", "states")["names"].keys()
    aliases = get_global("territory_aliases")
    for code, row in codes.items():
        assert aliases[row["iso3"]] == aliases[row["m49"]] == [code]
    assert len({row["m49"] for row in codes.values()}) == len(codes)


def test_every_actor_has_a_source() -> None:
    sources = table("common", "actor_sources")
    named = {row["source"] for row in table("common", "actors").values()}
    assert named == sources.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_name_the_same_actors(language: str) -> None:
    assert table(language, "actors")["names"].keys() == table("fr", "actors")["names"].keys()


def test_a_series_is_that_of_the_actor() -> None:
    assert actor_names("fr").series["commission-for-social-development"] == "E/CN.5"


def test_patterns_are_spelled_out() -> None:
    assert spelled_out("{un|une} Haut-Commissaire (spécial)") == [
        "un haut commissaire",
        "un haut commissaire special",
        "une haut commissaire",
        "une haut commissaire special",
    ]


def test_words_are_factored_into_one_pattern() -> None:
    import re

    words = ["commission", "comite", "commissaire", "co"]
    pattern = re.compile(words_pattern(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not pattern.fullmatch("comi")
    assert level(fold("Haut-Commissaire")) == "haut commissaire"
