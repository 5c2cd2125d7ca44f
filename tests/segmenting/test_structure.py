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


def test_the_first_letter_stands_on_the_line_of_the_number() -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "1. Prend note du rapport ;",
        "2. a) Se déclare préoccupée par l'envasement ;",
        "b) Demande aux États :",
        "i) De draguer ;",
        "ii) De curer ;",
        "3. a) Salue les gardiens ; b) Remercie les pêcheurs ;",
        "4. Décide de rester saisie de la question.",
    )
    assert numbered(found.operative) == ["1", "2", "2.a", "2.b", "2.b.i", "2.b.ii", "3", "3.a", "3.b", "4"]
    second, third = found.operative[1:3]
    assert second.text == "" and second.lead is None
    first = second.children[0]
    assert first.text == "Se déclare préoccupée par l'envasement ;"
    assert first.lead is not None and first.lead.text == "Se déclare préoccupée"
    assert [each.text for each in third.children] == ["Salue les gardiens ;", "Remercie les pêcheurs ;"]
    assert codes(found) == []


def test_the_first_letter_on_the_line_of_the_number_in_english() -> None:
    found = record(
        "Recalling its resolution 84/9,",
        "1. (a) Expresses concern at the silting of harbours;",
        "(b) Requests all States to dredge them;",
        "2. Decides to remain seized of the matter.",
        head=HEAD_EN,
        end=END_EN,
    )
    assert numbered(found.operative) == ["1", "1.a", "1.b", "2"]
    assert found.operative[0].children[0].text == "Expresses concern at the silting of harbours;"


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("Constatant à cet égard que les phares s'éteignent,", "Constatant à cet égard"),
        ("Trouve regrettable que peu d'États y contribuent,", "Trouve regrettable"),
        ("Soulignant dans ce contexte que les phares guident,", "Soulignant dans ce contexte"),
    ],
)
def test_adverbs_of_openings_are_whole(paragraph: str, lead: str) -> None:
    found = record(
        "Rappelant sa résolution 84/9,", paragraph, "1. Prend note du rapport ;", "2. Décide d'agir."
    )
    assert found.preamble[1].lead is not None
    assert found.preamble[1].lead.text == lead


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("Notes in this regard that ships founder;", "Notes in this regard"),
        ("Finds it regrettable that few States contribute;", "Finds it regrettable"),
    ],
)
def test_adverbs_of_openings_are_whole_in_english(paragraph: str, lead: str) -> None:
    found = record(
        "Recalling its resolution 84/9,", f"1. {paragraph}", "2. Decides to act.", head=HEAD_EN, end=END_EN
    )
    assert found.operative[0].lead is not None
    assert found.operative[0].lead.text == lead


def test_a_wrapped_note_goes_on_with_a_number() -> None:
    found = record(
        "Rappelant sa résolution 84/9 1 ,",
        "1. Prend note du rapport du Secrétaire général 2 ;",
        "2. Décide de rester saisie de la question.",
        end=END
        + """
__________________

1 Voir Documents officiels de l'Assemblée générale, quatre-vingtième session, Supplément no
12 (A/80/12).

2 Voir le rapport de la Commission, dont les pages
40 à 45 traitent des phares.
""",
    )
    assert [note.number for note in found.footnotes] == ["1", "2"]
    assert found.footnotes[0].text.endswith("Supplément no 12 (A/80/12).")
    assert codes(found) == []


def test_marks_set_off_behind_a_comma_are_known_by_their_notes() -> None:
    found = record(
        "Recalling resolutions 84/9 of 2 December 2029, 1 84/10 of 3 December 2029, 2 and the Harbour Charter, 3",
        "1. Takes note of the report on the subject, 4 which covers 5 ports, 5 of them small;",
        "2. Decides to act.",
        head=HEAD_EN,
        end=END_EN + "\n__________________\n\n" + "".join(f"{n} A/84/{n}.\n\n" for n in range(1, 5)),
    )
    assert (
        found.preamble[0].text
        == "Recalling resolutions 84/9 of 2 December 2029, 84/10 of 3 December 2029, and the Harbour Charter,"
    )
    assert (
        found.operative[0].text
        == "Takes note of the report on the subject, which covers 5 ports, 5 of them small;"
    )
    assert [paragraph.footnotes for paragraph in (*found.preamble, *found.operative)] == [
        ("1", "2", "3"),
        ("4",),
        (),
    ]


@pytest.mark.parametrize("quoted", ["", "> "])
def test_notes_of_markdown(quoted: str) -> None:
    """``[^1]`` calls the note that stands behind ``[^1]:``."""
    text = record(
        f"{quoted}*Rappelant* sa résolution 84/9[^1],",
        f"{quoted}1. Prend note du rapport du Secrétaire général[^2]:",
        f"{quoted}2. Décide de rester saisie de la question.",
        end="\n\n[^1]: Adoptée sans vote.\n[^2]: A/84/9,\n    par. 3.\n",
    )
    assert text.preamble[0].text == "Rappelant sa résolution 84/9,"
    assert text.operative[0].text == "Prend note du rapport du Secrétaire général:"
    assert [paragraph.footnotes for paragraph in (*text.preamble, *text.operative)] == [("1",), ("2",), ()]
    assert [(note.number, note.text) for note in text.footnotes] == [
        ("1", "Adoptée sans vote."),
        ("2", "A/84/9, par. 3."),
    ]


def test_marks_of_notes_that_are_missing_are_told_by_what_stands_beside_them() -> None:
    """Two that count on, or one set off from a year; a figure that is part of a name, or of a list, stays."""
    found = record(
        "Rappelant le rapport du Comité 2 , et l'horizon 2030 7 et ses objectifs,",
        "1. Salue le rapport du Secrétaire général ;3",
        "2. Approuve les recommandations 4, 7 et 13 du rapport, qui parlent du M23, de mars 2020 ;",
        "3. Décide de rester saisie de la question.",
    )
    texts = [paragraph.text for paragraph in (*found.preamble, *found.operative)]
    assert texts[0] == "Rappelant le rapport du Comité, et l'horizon 2030 et ses objectifs,"
    assert texts[1] == "Salue le rapport du Secrétaire général ;"
    assert (
        texts[2] == "Approuve les recommandations 4, 7 et 13 du rapport, qui parlent du M23, de mars 2020 ;"
    )


def test_marks_glued_to_years_are_taken_out() -> None:
    found = record(
        "Rappelant la déclaration adoptée en 20191, et celle de 20202 sur les phares,",
        "1. Prend note des rapports publiés en 2019 et en 2020 ;",
        "2. Salue le rapport publié en 20213 ;",
        "3. Décide de rester saisie de la question.",
        end=END + "\n__________________\n\n1 A/84/9.\n\n2 A/84/10.\n\n3 A/84/11.\n",
    )
    assert (
        found.preamble[0].text == "Rappelant la déclaration adoptée en 2019, et celle de 2020 sur les phares,"
    )
    assert found.operative[1].text == "Salue le rapport publié en 2021 ;"
    assert codes(found) == []


def test_marks_whose_notes_are_missing_are_told_by_one_another() -> None:
    found = record(
        "Ayant examiné le rapport du Secrétaire général 7 ,",
        "Rappelant l'Accord de Paris 8 , ainsi que la Convention 9 ,",
        "Tenant compte des articles 3 et 12, des phases 4 et 5 et de la convention no 11,",
        "1. Prend note du rapport du Comité consultatif 10 ;",
        "2. Prie le Secrétaire général d'agir d'ici à 2040 ;",
        "3. Décide de rester saisie de la question.",
    )
    assert found.preamble[0].text == "Ayant examiné le rapport du Secrétaire général,"
    assert found.preamble[1].text == "Rappelant l'Accord de Paris, ainsi que la Convention,"
    assert found.preamble[2].text.endswith(
        "des articles 3 et 12, des phases 4 et 5 et de la convention no 11,"
    )
    assert found.operative[0].text == "Prend note du rapport du Comité consultatif ;"
    assert codes(found) == ["note-missing"]


def test_a_mark_after_the_comma_does_not_go_on_with_the_preamble() -> None:
    found = record(
        "Having considered the report of the Lighthouse Board,1",
        "Takes note of the report of the Lighthouse Board.",
        head=HEAD_EN,
        end=END_EN + "\n__________________\n1 A/84/53.\n",
    )
    assert numbered(found.operative) == [""]
    assert found.preamble[0].text == "Having considered the report of the Lighthouse Board,"


MASTHEAD = """Assemblée générale

{distribution}

Quatre-vingt-cinquième session

"""


@pytest.mark.parametrize("displaced", ["Réaffirmant ses méthodes de travail, 4 juin 2031", "4 juin 2031"])
def test_a_displaced_date_of_distribution_is_no_part_of_a_paragraph(displaced: str) -> None:
    head = MASTHEAD.format(distribution="Distr. générale") + HEAD
    found = record(
        "Réaffirmant ses méthodes de travail,",
        displaced,
        "Rappelant sa résolution 84/9 du 3 mars 2030,",
        "1. Prend note du rapport ;",
        "2. Décide de rester saisie de la question.",
        head=head,
    )
    assert str(found.distributed_on) == "2031-06-04"
    assert {each.text for each in found.preamble} == {
        "Réaffirmant ses méthodes de travail,",
        "Rappelant sa résolution 84/9 du 3 mars 2030,",
    }


def test_a_date_that_a_paragraph_ends_with_stays_where_distribution_has_its_own() -> None:
    found = record(
        "Rappelant les méthodes arrêtées à Genève, 4 juin 2031",
        "1. Prend note du rapport ;",
        head=MASTHEAD.format(distribution="Distr. générale 12 mai 2031") + HEAD,
    )
    assert str(found.distributed_on) == "2031-05-12"
    assert found.preamble[0].text.endswith("4 juin 2031")


@pytest.mark.parametrize(
    "distribution",
    [
        "Distr.\n\nGÉNÉRALE\n\nA/RES/85/7\n\n1er mars 2031",
        "Distr. générale\n\n1 er\n\nmars 2031",
        "Distr. générale er mars 2031\n\n1",
    ],
)
def test_a_date_of_distribution_in_pieces(distribution: str) -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "1. Prend note du rapport ;",
        head=MASTHEAD.format(distribution=distribution) + HEAD,
    )
    assert str(found.distributed_on) == "2031-03-01"


def test_the_line_of_distribution_displaced_into_an_annex() -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "1. Adopte la déclaration annexée à la présente résolution ;",
        "2. Décide de rester saisie de la question.",
        end=END
        + "\nAnnexe\n\nDéclaration\n\n1. Les phares\n\nDistr. générale 12 mai 2031\n\nguident les navires.\n",
    )
    assert str(found.distributed_on) == "2031-05-12"
    assert found.annexes[0].paragraphs[0].text == "Les phares guident les navires."


OLD = """34/190. Protection des phares

L'Assemhlee generale,

Rappelant sa resolution 33/12 du 16 decembre 1978,

I. Prcn(J acte du rapport;

2. lnvi1c les Etats a faire connaitre leurs vues;

3. Prie le Secretaire general:

ll) De poursuivre ses efforts;

h) De rendre compte a l'Assemblee generale;

e) De peindre les phares;

d) De compter les phares.

{close}
"""


def test_numbers_letters_date_and_meeting_of_old_print_are_restored_and_marked() -> None:
    (found,) = records(OLD.format(close="61<' 5<'11(c plcnicrc\n7 clecembrc 1979"))
    assert numbered(found.operative) == ["1", "2", "3", "3.a", "3.b", "3.c", "3.d"]
    assert len(found.preamble) == 1
    assert found.operative[1].lead is not None and found.operative[1].lead.act == "invite"
    assert str(found.adopted_on) == "1979-12-07"
    assert found.meeting is not None and found.meeting.number == 61
    assert set(codes(found)) == {"number-garbled", "date-garbled", "meeting-garbled"}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("954emc seanCP pleniere,", 954),
        ("1400' S<;ancc pléniere", 1400),
        ("190/ 6 séana pléniere", None),
        ("I0O seancc", None),
    ],
)
def test_the_number_of_a_garbled_meeting_is_null_where_it_can_be_read_in_two_ways(
    line: str, number: int | None
) -> None:
    (found,) = records(OLD.format(close=f"{line}\n7 decembre 1979"))
    assert (found.meeting.number if found.meeting else None) == number


def test_a_letter_left_out_is_not_restored() -> None:
    found = record(
        "Rappelant sa résolution 84/9,",
        "1. Prie le Secrétaire général :",
        "a) De garder les phares ;",
        "b) De compter les phares ;",
        "e) De peindre les phares ;",
        "f) De nommer un gardien.",
    )
    assert numbered(found.operative)[-2:] == ["1.e", "1.f"]
    assert "label-gap" in codes(found)


SECTIONS = """70/250. Questions diverses

L’Assemblée générale,

Rappelant sa résolution 69/274 du 2 avril 2015,

{0}

1. Prend note du rapport du Comité ;

2. Prie le Secrétaire général de lui faire rapport à sa soixante-douzième session ;

{1}

Ayant examiné le rapport du Secrétaire général sur les locaux,

1. Prend acte du rapport ;

{2}

Approuve la création d’un poste de bibliothécaire.
"""


@pytest.mark.parametrize(
    "heading",
    ["{n}\n{t}", "{n}. {t}", "Section {n}\n{t}", "Section {n}. {t}", "{n} – {t}", "{n} {t}", "{n}\n\n{t}"],
)
def test_a_numeral_and_its_title_open_a_section_however_they_are_set(heading: str) -> None:
    headings = [
        heading.format(n=n, t=t) for n, t in (("I", "Personnel"), ("II", "Locaux"), ("III", "Postes"))
    ]
    (found,) = read_bytes(SECTIONS.format(*headings).encode(), "sections.txt")
    assert [each.number for each in found.operative] == ["I/1", "I/2", "II/1", "III/"]
    assert len(found.preamble) == 2
