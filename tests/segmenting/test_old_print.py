"""Pages of old volumes as recognition leaves them: contents, two languages side by side, garbled closing lines."""

from __future__ import annotations

from datetime import date

import pytest

from alinea.model.record import Record
from alinea.pipeline import read_bytes


def read(text: str, name: str = "page.md") -> list[Record]:
    return list(read_bytes(text.encode(), name))


BOATS = """## 1203 (XI). Vente des barques

L'Assemblée générale

1. Approuve la vente des barques de l'année ;

2. Prend acte des observations du Comité des barques.

612ème séance plénière,

7 décembre 1956.
"""


def test_entries_of_a_table_of_contents_are_no_resolutions() -> None:
    contents = """Pages

1211 (XI). Rapport du Comité des phares (27 fé-

vrier 1957 [point 45] . . . . . . . . . . . . 47

1212 (XI). Modernisation  des  quais  (27  février  1957)  [point  43) 52

"""
    (record,) = read(contents + BOATS)
    assert (record.symbol, record.title) == ("A/RES/1203(XI)", "Vente des barques")
    assert not record.agenda_items


ENGLISH_COLUMN = """## 35 (II). Repair of quays

The General Assembly,

Desirous of repairing the quays of the ports as soon as possible for the use of all,

Urges the States which have ports to repair the quays by the end of 1948;

Invites the Council to consider the question of the quays in all its aspects.

Hundred and seventeenth  plenary meeting, 17  November 1947.
"""
FRENCH_COLUMN = """## 35 (Ill. Reparation des quais

J,'AssembleP generale,

Desirant reparer le plus tot possible les quais des ports pour l'usage de tous,

lnvitc les Etats qui ont des ports a reparer les quais avant la fin de 1948;

I nvitc le Conseil a examiner la question des quais sous tous ses aspects.

Cent-dix-septieme seance  pleniere, le  17 1wvembre 1947
"""


def test_the_columns_of_a_bilingual_page_are_read_each_in_its_language() -> None:
    french, english = read(ENGLISH_COLUMN + "\n" + FRENCH_COLUMN)
    for record, language, title in (
        (french, "fr", "Reparation des quais"),
        (english, "en", "Repair of quays"),
    ):
        assert (record.symbol, record.language, record.title) == ("A/RES/35(II)", language, title)
        assert (len(record.preamble), [each.number for each in record.operative]) == (1, ["", ""])
        assert record.adopted_on == date(1947, 11, 17)
        assert record.meeting is not None and record.meeting.number == 117
        assert not record.annexes


COUNCIL = """## Résolution 611 (1988) du 25 avril 1988

Le Conseil de sécurité,

Ayant examiné la lettre des gardiens des phares,

1. Demande aux gardiens d'allumer les lampes ;

2. Décide de rester saisi de la question.

{closing}

## LA SITUATION DES PHARES

## Décisions

A sa 2833e séance, le 15 décembre 1988, le Conseil a décidé d'inviter les représentants des gardiens (S/20310 et Add.1).
"""


@pytest.mark.parametrize(
    ("closing", "meeting"),
    [
        ("Adoptée à /'unanimilé à la 28/6'' séanc·e.", 2816),
        ("Adoptee d /'unanimite {1 la 2374'' ,1•eance.", 2374),
        ("Adoptée par consensus à la J 93oe séance.", 1930),
        ("Adoplée à /'unanimilé â la  2833'' séance.", 2833),
        ("Adoptée  à I'u11animité  à la 2 729' séance.", 2729),
        # What can be read in two ways is not said.
        ('Adoptée à la 2R/O" séance par 14 voix pour.', None),
    ],
)
def test_a_garbled_line_of_adoption_closes_the_text(closing: str, meeting: int | None) -> None:
    (record,) = read(COUNCIL.format(closing=closing))
    assert [each.number for each in record.operative] == ["1", "2"]
    assert not record.annexes and (record.meeting and record.meeting.number) == meeting
    cited = {each.target for top in record.operative for part in top.walk() for each in part.citations}
    assert "S/20310" not in cited


def test_a_resolution_without_its_number_is_not_lost() -> None:
    unnamed = """## du S join 1982

Le Conseil de sécurité,

Rappelant la lettre des gardiens,

1. Exige que les gardiens allument les lampes ;

2. Décide de rester saisi de la question.

Adoptée à l'unanimité à la 2375e séance.

"""
    first, second = read(unnamed + COUNCIL.format(closing="Adoptée à l'unanimité à la 2810e séance."))
    assert (first.symbol, first.adopted_on, first.meeting and first.meeting.number) == (
        None,
        date(1982, 6, 5),
        2375,
    )
    assert second.symbol == "S/RES/611(1988)"


PORTS = """## 37 /2. Dragage des ports

## L'Assemblée !-{{énérale,

Ayant appris que les ports sont envasés,

1. Prie les États de draguer les ports.

{closing}

]7/3. Garde des ports

## /,·A ssemhlée Rénérale,

Notant que les ports sont gardés,

1. Prie les États de garder les ports.

41e séance plénière 22 octobre 1982
"""


@pytest.mark.parametrize(
    ("closing", "meeting", "day"),
    [
        ("40 1 ' séance plénière 21 octobre /982", 40, 21),
        ("92 8 seance pleniere 21 octobre 1982", 92, 21),
        ("2 I 63• seance pleni~re 21 octobre 1982", 2163, 21),
        ("4/ e .séance plénière 22 octobre, /982", 41, 22),
        ("1328ème séance plénière, JO octo-bre 1982.", 1328, 10),
        ("1328èmc séance plénière, S o ctobrc 1982.", 1328, 5),
    ],
)
def test_a_garbled_line_of_the_meeting_is_read(closing: str, meeting: int, day: int) -> None:
    first, second = read(PORTS.format(closing=closing))
    assert first.meeting is not None and first.meeting.number == meeting
    assert first.adopted_on == date(1982, 10, day)
    assert [each.number for each in first.operative] == ["1"] and not first.annexes
    # The session of the next title cannot be read: the one before tells it, and this is said.
    assert (second.symbol, second.title, len(second.preamble)) == ("A/RES/37/3", "Garde des ports", 1)
    assert "title-garbled" in [each.code for each in second.warnings]


def test_notes_whose_numbers_are_garbled_are_no_paragraphs() -> None:
    masthead = """## Assemblee generale

RESOLUTION ADOPTEE PAR L'ASSEMBLEE GENERALE [sur le rapport de la Troisieme Commission (A/47/678/Add.2)]

47/126. Le sort des phares

"""
    text = """L'Assemblee generale,

Rappelant la Declaration sur les phares 1/, et le plan d'action sur les gardiens 2/,

1/ Resolution 44/25, annexe.

!/ A/45/625, annexe.

J/ Rapport de la Conference des phares, Rio de Janeiro, 3-14 juin 1992 (A/CONF.151/26), annexe II.

Reaffirmant que les phares forment un groupe,

1. Decide d'examiner la question.

92e seance pleniere 18 decembre 1992
"""
    (record,) = read(masthead + text)
    assert [each.text[:12] for each in record.preamble] == ["Rappelant la", "Reaffirmant "]
    assert [each.number for each in record.footnotes] == ["1", "2", "3"]
    assert record.basis is not None and record.basis.documents == ("A/47/678/Add.2",)


def test_worn_enacting_words_begin_each_part() -> None:
    page = """35/122. Rapport du Comité des phares

A

L"Assemh/éc_, générale,

Rappelant le rapport du Comité,

1. Prie les États d'allumer les lampes.

92e séance plénière 11 décembre 1980

B

L 'Asscmh/éc_, Rénérale.

Notant que les lampes sont allumées,

1. Prie les États de garder les lampes.

92e séance plénière 11 décembre 1980
"""
    assert [each.symbol for each in read(page)] == ["A/RES/35/122A", "A/RES/35/122B"]


def test_what_ends_in_a_semicolon_is_operative_though_its_verb_is_garbled() -> None:
    page = """## 138 (II). Fonds pour les phares

L'Assemblée générale,

Ayant pris connaissance du rapport du Comité,

Exprime ~a satisfaction de l'reuvre conc-rete deja accomplie;

Appruuve 1r present rapport;

Attire l'attention des États sur les phares.

119ème séance plénière, le 20 novembre 1947.
"""
    (record,) = read(page)
    assert [each.text[:5] for each in record.preamble] == ["Ayant"]
    assert [each.text[:5] for each in record.operative] == ["Expri", "Appru", "Attir"]


def test_a_preambular_paragraph_that_lost_its_capital_is_its_own() -> None:
    page = """## 138 (II). Fonds pour les phares

L'Assemblée générale,

Convaincue de la nécessité de phares,

~naissant la nécessité d'allumer les lampes,

~yant examiné avec satisfaction le programme,

1. Prie le Comité d'allumer les lampes.

119ème séance plénière, le 20 novembre 1947.
"""
    (record,) = read(page)
    assert len(record.preamble) == 3
