"""What is not to be done, what another promises: in both languages, by one reading of the clause."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_texts import assembly

from alinea.model.record import Commitment
from alinea.pipeline import read_bytes

ENGLISH = """General Assembly

Seventy-fifth session

Resolution adopted by the General Assembly on 7 December 2020

75/28. Neutrality

The General Assembly,

1. {paragraph}.
"""


def commitments(paragraph: str, language: str) -> list[Commitment]:
    """Return what one operative paragraph lays on whom."""
    if language == "fr":
        text = assembly("62/10", "Neutralité", "5 décembre 2007", ["Consciente de la paix"], [paragraph])
    else:
        text = ENGLISH.format(paragraph=paragraph)
    [record] = read_bytes(text.encode(), "text.txt", language)
    return [each for top in record.operative for part in top.walk() for each in part.commitments]


def told(found: list[Commitment]) -> list[tuple[str | None, list[str], str]]:
    return [
        (each.nature, [party.text for party in each.bearers], each.what.text if each.what else "")
        for each in found
    ]


@pytest.mark.parametrize(
    ("language", "paragraph", "bearers", "what"),
    [
        ("en", "Urges all States not to supply arms", ["all States"], "supply arms"),
        (
            "en",
            "Calls upon all parties to the conflict, in particular armed groups, not to recruit children",
            ["all parties to the conflict", "armed groups"],
            "recruit children",
        ),
        (
            "en",
            "Urges all States to refrain from any hostile act",
            ["all States"],
            "refrain from any hostile act",
        ),
        (
            "fr",
            "Demande à tous les États de ne pas fournir d'armes",
            ["tous les États"],
            "ne pas fournir d'armes",
        ),
        (
            "fr",
            "Engage les États à s'abstenir de tout acte hostile",
            ["les États"],
            "s'abstenir de tout acte hostile",
        ),
    ],
)
def test_what_is_not_to_be_done_is_a_prohibition(
    language: str, paragraph: str, bearers: list[str], what: str
) -> None:
    assert told(commitments(paragraph, language)) == [("prohibition", bearers, what)]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Encourages Member States to cooperate and not to resort to force"),
        ("en", "Encourages Member States to cooperate and to refrain from the use of force"),
        ("fr", "Engage les États à coopérer et à ne pas recourir à la force"),
        (
            "fr",
            "Invite les États à coopérer, conformément aux traités, et de s'abstenir de recourir à la force",
        ),
    ],
)
def test_a_duty_and_a_prohibition_beside_it_are_two(language: str, paragraph: str) -> None:
    found = told(commitments(paragraph, language))
    assert [nature for nature, _, _ in found] == ["request", "prohibition"]
    assert "force" not in found[0][2] and "force" in found[1][2]


@pytest.mark.parametrize(
    ("language", "paragraph", "who", "what"),
    [
        (
            "fr",
            "Se félicite que le Gouvernement turkmène ait décidé d'accueillir une conférence sur la paix",
            "TM",
            "accueillir une conférence sur la paix",
        ),
        (
            "fr",
            "Note avec satisfaction que le Gouvernement turkmène a pris l'initiative également de créer le Groupe"
            " des Amis de la neutralité",
            "TM",
            "créer le Groupe des Amis de la neutralité",
        ),
        (
            "en",
            "Welcomes the fact that the Government of Turkmenistan has decided to host a conference on peace",
            "TM",
            "host a conference on peace",
        ),
        (
            "en",
            "Notes with appreciation that the Government of Senegal has offered to convene the meeting",
            "SN",
            "convene the meeting",
        ),
    ],
)
def test_what_another_promises_and_the_organ_welcomes_is_an_undertaking(
    language: str, paragraph: str, who: str, what: str
) -> None:
    [found] = commitments(paragraph, language)
    assert found.nature == "undertaking"
    assert [party.id for party in found.bearers] == [who]
    assert found.what is not None and found.what.text == what


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("fr", "Se félicite que le Conseil ait décidé de prendre note du rapport"),
        ("en", "Welcomes the fact that the Council has decided to take note of the report"),
    ],
)
def test_what_is_done_by_deciding_it_is_no_promise(language: str, paragraph: str) -> None:
    assert commitments(paragraph, language) == []


@pytest.mark.parametrize(
    ("language", "paragraph", "bearers"),
    [
        ("fr", "Prie le Secrétaire général, devant l'insécurité croissante, de présenter un rapport", 1),
        ("fr", "Prie les États Membres, face à la hausse des prix, de coopérer", 1),
        ("en", "Requests the Secretary-General, given the rising insecurity, to submit a report", 1),
        ("en", "Calls upon Member States, in the light of the crisis, to cooperate", 1),
        (
            "fr",
            "Invite tous les États Membres et les organisations régionales, de même que les organisations non"
            " gouvernementales et les particuliers, à célébrer la Journée",
            4,
        ),
    ],
)
def test_what_is_set_off_behind_a_name_is_no_part_of_it(language: str, paragraph: str, bearers: int) -> None:
    [found] = commitments(paragraph, language)
    assert len(found.bearers) == bearers
    assert not any("," in party.text for party in found.bearers)
