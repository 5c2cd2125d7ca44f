"""Whom a paragraph charges: the words for him, and nothing beside them."""

from __future__ import annotations

import pytest
from test_commitments import Tree, read

from alinea.model.record import Commitment


def bearers(found: dict[str, tuple[Commitment, ...]]) -> dict[str, list[str | None]]:
    return {
        id: [each.bearer.text if each.bearer else None for each in commitments]
        for id, commitments in found.items()
    }


@pytest.mark.parametrize(
    ("language", "text", "bearer"),
    [
        # What stands between the verb and the one charged is no part of him.
        ("fr", "Adresse les recommandations suivantes aux gouvernements : éclairer les phares", None),
        ("fr", "Prie, à cet effet, les gardiens de phare d'allumer les lampes", "les gardiens de phare"),
        ("fr", "Demande, comme elle l'a fait plus tôt, au Comité d'agir", "le Comité"),
        ("fr", "Demande à leur tour aux États Membres d'agir", "les États Membres"),
        # Asked in the passive, a body that is not known, by its capital; a thing is asked for nothing.
        ("en", "The Lamp Board is requested to report by 15 March 2028", "The Lamp Board"),
        (
            "fr",
            "L’Office des bougies est invité à faire rapport avant le 30 juin 2028",
            "L’Office des bougies",
        ),
        # An adverb that was misread.
        ("fr", "Prie i11sta111111e11t le Conseil de sécurité d'agir", "le Conseil de sécurité"),
        ("fr", "Demande égalemen t à tous les États d'agir", "tous les États"),
        ("fr", "Prie instammcnt les gouvernements d'agir", "les gouvernements"),
        # A clause that alone tells who is meant.
        ("fr", "Invite ceux qui n'ont pas de phare à en bâtir un", "ceux qui n'ont pas de phare"),
        ("en", "Invites all those who have no lighthouse to build one", "all those who have no lighthouse"),
        # Names that go on.
        (
            "fr",
            "Prie l'ensemble des organismes, fonds et programmes des Nations Unies d'agir",
            "l'ensemble des organismes, fonds et programmes des Nations Unies",
        ),
        (
            "fr",
            "Demande aux pêcheurs du littoral ainsi qu'au Gouvernement d'entretenir les phares",
            "les pêcheurs du littoral",
        ),
        (
            "fr",
            "Prie la Présidente du Groupe des Nations Unies pour les phares d'agir",
            "la Présidente du Groupe des Nations Unies pour les phares",
        ),
        # Clauses.
        (
            "fr",
            "Demande que, quand la brume se lève, les coordonnateurs résidents éteignent les lampes",
            "les coordonnateurs résidents",
        ),
        ("fr", "Appelle à ce qu'il soit mis fin à la brume", None),
        # Things.
        (
            "fr",
            "Encourage une plus grande coopération entre les ports afin de voir, d'accroître la lumière",
            None,
        ),
        ("en", "Encourages accelerated actions by ports to light the lamps", None),
    ],
)
def test_the_one_charged(language: str, text: str, bearer: str | None) -> None:
    found = bearers(read(text, language=language)).get("op_1", [])
    assert [each for each in found if each] == ([bearer] if bearer else [])


@pytest.mark.parametrize(
    ("language", "tree", "expected"),
    [
        (
            "fr",
            (
                "Fait les recommandations suivantes aux gouvernements et à la Commission, pour examen :",
                [
                    (
                        "Les gouvernements sont invités, seuls ou ensemble, à prendre les mesures suivantes :",
                        ["Peindre les phares ;"],
                    ),
                    ("La Commission est priée :", ["De compter les phares."]),
                ],
            ),
            {"op_1_a_a": "Les gouvernements", "op_1_b_a": "La Commission"},
        ),
        (
            "en",
            (
                "Recommends the following for consideration by Governments and the Commission:",
                [
                    (
                        "Governments, individually and collectively, are encouraged to take these steps:",
                        ["To paint the lighthouses;"],
                    ),
                    ("The Commission is invited:", ["To count the lighthouses."]),
                ],
            ),
            {"op_1_a_a": "Governments", "op_1_b_a": "The Commission"},
        ),
    ],
)
def test_a_recommendation_names_in_its_sub_paragraphs_whom_it_is_for(
    language: str, tree: Tree, expected: dict[str, str]
) -> None:
    found = bearers(read(tree, language=language))
    assert {id: found[id][0] for id in expected} == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Encourage la pose de lampes. Le Comité des phares a décidé de les peindre"),
        ("en", "Encourages better lamps. The Committee on Lighthouses decided to paint them"),
    ],
)
def test_nobody_is_charged_over_the_end_of_a_sentence(language: str, text: str) -> None:
    assert not any(
        ". " in (bearer or "")
        for found in bearers(read(text, language=language)).values()
        for bearer in found
    )


def test_how_long_a_body_lasts_is_not_its_name() -> None:
    found = read(
        (
            "Décide de nommer, pour une période de deux ans, un rapporteur spécial sur les phares, dont le mandat "
            "est le suivant :",
            ["Compter les phares."],
        )
    )
    assert bearers(found)["op_1_a"] == ["un rapporteur spécial sur les phares"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "fr",
            "Exhorte les organes intergouvernementaux dont le taux d'occupation est inférieur à la norme de 80 pour cent "
            "depuis six ans à prendre ce taux en considération",
            [
                "les organes intergouvernementaux dont le taux d'occupation est inférieur à la norme de 80 pour cent "
                "depuis six ans"
            ],
        ),
        (
            "fr",
            "Lance un appel à tous les États qui ne l'ont pas encore fait pour qu'ils prennent les dispositions voulues",
            ["tous les États qui ne l'ont pas encore fait"],
        ),
        (
            "en",
            "Recommends to all Member Governments that they take measures at the earliest date to encourage the repair of quays",
            ["all Member Governments"],
        ),
    ],
)
def test_a_sentence_is_nobody_and_no_part_of_a_name(language: str, text: str, names: list[str]) -> None:
    found = read(text, language=language).values()
    assert [each.text for told in found for one in told for each in one.bearers] == names
