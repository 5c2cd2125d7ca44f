"""How actors stand to one another, in the words of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from alinea import read
from alinea.linking.relations import ActorRelation, relations_of
from alinea.model.record import Record
from alinea.vocab.tables import LANGUAGES, table

ROOT = Path(__file__).resolve().parents[2]
FRAMES = {
    "fr": "RÉSOLUTION ADOPTÉE PAR L’ASSEMBLÉE GÉNÉRALE\n\n99/1. Essai\n\nL’Assemblée générale,\n\nRappelant {},\n\n"
    "1. Décide de rester saisie de la question.\n",
    "en": "RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY\n\n99/1. Trial\n\nThe General Assembly,\n\nRecalling {},\n\n"
    "1. Decides to remain seized of the matter.\n",
}
RULES = [
    (language, place)
    for language in LANGUAGES
    for place in range(len(table(language, "relations")["relation"]))
]


def record(text: str, language: str) -> Record:
    (found,) = read(FRAMES[language].format(text).encode())
    assert found.language == language
    return found


def sample(symbol: str) -> tuple[ActorRelation, ...]:
    (path,) = (ROOT / "samples").glob(f"{symbol}*")
    return tuple(each for found in read(path) for each in relations_of(found))


@pytest.mark.parametrize(("language", "place"), RULES)
def test_each_rule_finds_its_example_and_not_what_looks_like_it(language: str, place: int) -> None:
    rule = table(language, "relations")["relation"][place]
    kinds = {each.kind for each in relations_of(record(rule["example"], language))}
    assert rule["kind"] in kinds, rule["example"]
    assert not relations_of(record(rule["counter"], language)), rule["counter"]


def test_the_centre_and_its_partners() -> None:
    """A/RES/75/272: whom the Centre works with, what it began, and where an office has its seat."""
    centre = "regional-centre-for-preventive-diplomacy"
    found = sample("A-RES-75-272")
    partners = {
        each.other.id or each.other.name for each in found if each.kind == "partner" and each.one.id == centre
    }
    assert {"unodc", "peacebuilding-fund", "united-nations-country-teams", "governments"} <= partners
    assert any(each.startswith("Centre régional d’information et de coordination") for each in partners)
    begun = {each.other.name for each in found if each.kind == "initiative"}
    assert begun == {"Académie de diplomatie préventive", "Groupe de femmes d’influence d’Asie centrale"}
    seats = {(each.one.name, each.other.name) for each in found if each.kind == "seat"}
    assert ("Bureau régional pour l’Asie centrale", "Tachkent") in seats
    assert len(found) >= 10


def test_a_group_has_those_under_whose_auspices_it_was_founded() -> None:
    founders = {each.other.id for each in sample("A-RES-76-299") if each.kind == "auspices"}
    assert founders == {"regional-centre-for-preventive-diplomacy", "undp"}


def test_the_words_that_say_so_stand_in_the_paragraph() -> None:
    (path,) = (ROOT / "samples").glob("A-RES-75-272*")
    (found,) = read(path)
    texts = {each.id: each.text for each in found.paragraphs()}
    for each in relations_of(found):
        assert texts[each.paragraph][slice(*each.span)] == each.quote
        assert each.one.name in found.title or any(each.one.name in text for text in texts.values())  # type: ignore[operator]


def test_of_two_bodies_that_begin_alike_none_is_taken() -> None:
    text = (
        "l’Institut africain de la paix et l’Institut européen de la guerre, ainsi que la coopération entre l’Institut et "
        "l’Union africaine"
    )
    ones = {each.one.name for each in relations_of(record(text, "fr")) if each.kind == "partner"}
    assert ones == {"Institut"}
