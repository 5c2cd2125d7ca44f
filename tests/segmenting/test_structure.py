"""Preambles, sections, displaced lines and numbers printed twice: what a whole text is cut into."""

from __future__ import annotations

import pytest

from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_bytes

HEAD = """Résolution adoptée par l'Assemblée générale le 3 décembre 2030

85/7. Garde des phares

L'Assemblée générale,

"""
HEAD_EN = """Resolution adopted by the General Assembly on 3 December 2030

85/7. Keeping of lighthouses

The General Assembly,

"""
END = """

40e séance plénière
3 décembre 2030
"""
END_EN = """

40th plenary meeting
3 December 2030
"""


def records(content: str) -> list[Record]:
    """Return the records of a text."""
    return list(read_bytes(content.encode(), "text.md"))


def record(*paragraphs: str, head: str = HEAD, end: str = END) -> Record:
    """Return the record of a text made of paragraphs."""
    (only,) = records(head + "\n\n".join(paragraphs) + end)
    return only


def numbered(paragraphs: tuple[Paragraph, ...]) -> list[str | None]:
    """Return the numbers of paragraphs and of all below them."""
    return [number for each in paragraphs for number in (each.number, *numbered(each.children))]


def openings(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """Return the first two words of paragraphs."""
    return [" ".join(each.text.split()[:2]) for each in paragraphs]


def codes(found: Record) -> list[str]:
    """Return the codes of the warnings of a record."""
    return [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "finite",
    [
        "Insiste sur le rôle que jouent les riverains,",
        "Se préoccupant spécialement de ce que les phares s'éteignent,",
        "Réaffirme son intention de garder les phares,",
        "Trouve regrettable que peu d'États y contribuent,1",
    ],
)
def test_what_ends_in_a_comma_before_paragraph_1_is_preambular(finite: str) -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        finite,
        "Notant que plusieurs États gardent des phares,",
        "Consciente que les phares guident les navires,",
        "1. Prend note du rapport ;",
        "2. Décide de rester saisie de la question.",
    )
    assert len(found.preamble) == 4
    assert openings(found.preamble)[2:] == ["Notant que", "Consciente que"]
    assert numbered(found.operative) == ["1", "2"]


def test_what_ends_in_a_comma_before_paragraph_1_in_english() -> None:
    found = record(
        "Recalling its resolution 84/9,",
        "Stresses the part that riparians play,",
        "Noting that States keep lighthouses,",
        "1. Takes note of the report;",
        "2. Decides to remain seized of the matter.",
        head=HEAD_EN,
        end=END_EN,
    )
    assert openings(found.preamble) == ["Recalling its", "Stresses the", "Noting that"]
    assert numbered(found.operative) == ["1", "2"]


def test_sections_keep_their_preambles_and_their_unnumbered_paragraphs() -> None:
    found = record(
        "I",
        "Personnel",
        "Ayant examiné le rapport sur le personnel,",
        "1. Prend acte du rapport ;",
        "2. Prie le Secrétaire général de lui faire rapport ;",
        "II",
        "Locaux",
        "Ayant examiné le rapport sur les locaux,",
        "1. Prend acte du rapport ;",
        "2. Approuve la location ;",
        "III",
        "Postes",
        "Approuve la création :",
        "a) D'un poste de bibliothécaire ;",
        "b) D'un poste de gardien ;",
        "IV",
        "Comptes",
        "Rappelant sa résolution 84/3,",
        "Prend note du rapport sur les comptes.",
    )
    assert openings(found.preamble) == ["Ayant examiné", "Ayant examiné", "Rappelant sa"]
    assert numbered(found.operative) == ["I/1", "I/2", "II/1", "II/2", "III/", "III/a", "III/b", "IV/"]
    assert found.operative[1].text == "Prie le Secrétaire général de lui faire rapport ;"
    assert codes(found) == []


def test_sections_in_english() -> None:
    found = record(
        "I",
        "Staff",
        "Having considered the report on staff,",
        "1. Takes note of the report;",
        "2. Requests the Secretary-General to report to it;",
        "II",
        "Premises",
        "Having considered the report on premises,",
        "1. Takes note of the report;",
        "III",
        "Posts",
        "Approves the creation of one post of librarian.",
        head=HEAD_EN,
        end=END_EN,
    )
    assert [each.text for each in found.preamble] == [
        "Having considered the report on staff,",
        "Having considered the report on premises,",
    ]
    assert numbered(found.operative) == ["I/1", "I/2", "II/1", "III/"]
    assert found.operative[1].text == "Requests the Secretary-General to report to it;"


def test_a_paragraph_that_lost_its_number_below_a_heading_is_counted_still() -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "I",
        "1. Prend acte du rapport ;",
        "II",
        "Approuve la location ;",
        "3. Décide de rester saisie de la question.",
    )
    assert numbered(found.operative) == ["1", "2", "3"]
    assert "number-missing" in codes(found)


@pytest.mark.parametrize(
    "bracket", ["[Adoptée sans vote.]", "[Adoptée par 30 voix contre 2, avec 5 abstentions.]"]
)
def test_a_displaced_bracket_cuts_nothing(bracket: str) -> None:
    (found,) = records(
        f"""30/90. Garde des phares

Le Conseil des droits de l'homme,

Rappelant sa résolution 24/9,

1. Prend note du rapport ;

2. Invite les États à coopérer ;

{bracket}

3. Prie le Haut-Commissariat de lui présenter un rapport ;

4. Décide de rester saisi de la question.

42e séance
2 octobre 2015
"""
    )
    assert numbered(found.operative) == ["1", "2", "3", "4"]
    assert found.meeting is not None and found.meeting.number == 42
    assert str(found.adopted_on) == "2015-10-02"


def test_a_paragraph_goes_on_below_a_displaced_bracket() -> None:
    (found,) = records(
        """30/90. Keeping of lighthouses

The Human Rights Council,

Recalling its resolution 24/9,

1. Takes note of the report;

2. Invites all States to work with the

[Adopted without a vote.]

office of the keeper of lighthouses;

3. Decides to remain seized of the matter.

42nd meeting
2 October 2015
"""
    )
    assert numbered(found.operative) == ["1", "2", "3"]
    assert (
        found.operative[1].text == "Invites all States to work with the office of the keeper of lighthouses;"
    )


def test_a_text_that_has_ended_is_not_gone_on_with() -> None:
    found = records(
        HEAD
        + "Rappelant sa résolution 84/9,\n\n1. Prend note du rapport ;\n\n2. Décide de rester saisie de la question."
        + END
        + "\n3. Prie le Secrétaire général de lui faire rapport sur les balises ;\n\n4. Décide de peindre les balises."
    )
    assert numbered(found[0].operative) == ["1", "2"]


def test_a_number_printed_twice_cuts_nothing() -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "1. Salue les gardiens ;",
        "2. Invite les États à garder les phares ;",
        "3. Demande que les phares soient gardés ;",
        "3. Encourage les gardiens ;",
        "4. Prie le Secrétaire général de lui faire rapport ;",
        "5. Décide de rester saisie de la question.",
    )
    assert numbered(found.operative) == ["1", "2", "3", "3", "4", "5"]
    assert len({each.id for each in found.operative}) == 6
    assert codes(found) == ["numbering-repeated"]
    assert found.meeting is not None
