"""Charges that a date makes."""

from __future__ import annotations

import re

import pytest

from alinea.pipeline import read_bytes
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

ENGLISH = """General Assembly

Eightieth session

Resolution adopted by the General Assembly on 31 March 2026

80/251. Lighthouses

The General Assembly,

Recalling its resolution 79/1,

1. Requests the Secretary-General to review the list of lighthouses, for presentation to Member States by the end of June 2026;

2. Decides to continue the work of the Working Group, on the following basis:

(a) The Working Group will resume its work by 1 May 2026 and conclude its work no later than 30 April 2027;

(b) The Working Group will:

(i) Develop a template by the end of August 2026;

(ii) Paint the lighthouses.
"""

FRENCH = """Assemblée générale

Quatre-vingtième session

Résolution adoptée par l'Assemblée générale le 31 mars 2026

80/251. Phares

L'Assemblée générale,

Rappelant sa résolution 79/1,

1. Prie le Secrétaire général d'examiner la liste des phares, pour présentation aux États Membres d'ici à la fin de juin 2026 ;

2. Décide de poursuivre les travaux du Groupe de travail, comme suit :

a) Le Groupe de travail reprendra ses travaux d'ici au 1er mai 2026 et les achèvera le 30 avril 2027 au plus tard ;

b) Le Groupe de travail établira :

i) Un modèle d'ici à la fin d'août 2026 ;

ii) La liste des phares.
"""


@pytest.mark.parametrize(
    ("content", "bearer"), [(ENGLISH, "The Working Group"), (FRENCH, "Le Groupe de travail")]
)
def test_dates_find_their_charge(content: str, bearer: str) -> None:
    (record,) = read_bytes(content.encode(), "text.txt")
    due = {
        (p.number, c.due.date): (c.bearer.text if c.bearer else None, c.certain)
        for p in record.paragraphs()
        for c in p.commitments
        if c.due and c.due.date
    }
    assert due["1", "2026-06"][1] is True
    assert due["2.a", "2026-05-01"][0] == bearer
    assert due["2.a", "2027-04-30"][0] == bearer
    assert due["2.b.i", "2026-08"][0] == bearer
    assert not [number for number, _ in due if number == "2.b.ii"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples(language: str) -> None:
    words = table(language, "dated")
    pattern = re.compile(words["subject"])
    for example in words["example"]:
        match = pattern.match(fold(example["text"]))
        assert match is not None
        assert example["text"][slice(*match.span("subject"))] == example["subject"]
    for example in words["counter_example"]:
        assert pattern.match(fold(example["text"])) is None


@pytest.mark.parametrize(
    ("content", "plain", "quoted"),
    [
        (ENGLISH, "no later than 30 April 2027", "as told in “Lamps for all by 2030”"),
        (FRENCH, "le 30 avril 2027 au plus tard", "suivant « Des lampes pour tous d'ici à 2030 »"),
    ],
)
def test_the_year_of_a_quoted_title_is_no_deadline(content: str, plain: str, quoted: str) -> None:
    assert plain in content
    (record,) = read_bytes(content.replace(plain, quoted).encode(), "text.txt")
    dates = [c.due.date for p in record.paragraphs() for c in p.commitments if c.due and c.due.date]
    assert "2026-05-01" in dates and "2030" not in dates


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Calls upon States to give due attention to young boatmen in all programmes, with a view"
        " to reaching the goals, in particular to replacing old barges by 2030.",
        "L'Assemblée générale,\n\n1. Prie les États de veiller à ce que, dans tous les programmes, une attention soit accordée"
        " aux jeunes bateliers, en vue d'atteindre les objectifs, en particulier de remplacer les vieux chalands d'ici à 2030.",
    ],
)
def test_the_day_of_an_aim_is_no_deadline(text: str) -> None:
    (record,) = read_bytes(f"80/40. Barges\n\n{text}\n".encode(), "a.txt")
    assert [each.due for each in record.operative[0].commitments] == [None]
