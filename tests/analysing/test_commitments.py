"""Who must do what, for whom, by when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.analysing.commitments import find_commitments
from alinea.model.record import Commitment
from alinea.model.resolution import Passage, Resolution
from alinea.model.spans import Span, mended

Tree = tuple[str, list["Tree"]] | str


def passage(id: str, tree: Tree, number: str | None) -> Passage:
    text, children = (tree, []) if isinstance(tree, str) else tree
    kids = tuple(
        passage(f"{id}_{letter}", child, f"{number}.{letter}")
        for letter, child in zip("abcdefgh", children, strict=False)
    )
    span = Span(7, 7 + len(text))
    return Passage(id, number, mended([(7, text)]), span, (span,), (), kids)


def read(
    *operative: Tree,
    preamble: tuple[str, ...] = (),
    language: str = "fr",
    organ: str = "A",
    session: int | None = 62,
    enacting: str | None = None,
) -> dict[str, tuple[Commitment, ...]]:
    names = {"fr": "L'Assemblée générale,", "en": "The General Assembly,"}
    resolution = Resolution(
        index=0,
        language=language,
        span=Span(0, 1),
        organ=organ,
        session=session,
        enacting=mended([(0, enacting or names[language])]),
        preamble=tuple(passage(f"pp_{n}", text, None) for n, text in enumerate(preamble, 1)),
        operative=tuple(passage(f"op_{n}", tree, str(n)) for n, tree in enumerate(operative, 1)),
    )
    return find_commitments(resolution, language)


def one(found: tuple[Commitment, ...], kind: str) -> Commitment:
    (commitment,) = [each for each in found if each.kind == kind]
    return commitment


def test_views_and_a_report() -> None:
    text = (
        "Prie le Secrétaire général de solliciter les vues des États Membres sur la question et de lui rendre "
        "compte à ce sujet à sa soixante-troisième session ;"
    )
    found = read(text)["op_1"]
    assert [each.kind for each in found] == ["views", "report"]
    for each in found:
        assert each.bearer is not None and each.bearer.text == "le Secrétaire général"
        assert each.bearer.id == "secretary-general"
        assert each.due is not None and each.due.session == 63
        assert text[each.at.start : each.at.end] == each.quote
        assert each.span == (each.at.start + 7, each.at.end + 7)
        assert 6 <= len(each.quote.split()) <= 25
    report = one(found, "report")
    assert report.due is not None and report.due.organ == "A"
    assert report.recipient is not None and report.recipient.text == "l'Assemblée générale"
    assert (report.act, report.force) == ("request", 4)


def test_an_item_of_the_agenda_is_owed_by_the_organ() -> None:
    found = read(
        "Décide d'inscrire à l'ordre du jour provisoire de sa soixante-troisième session la question."
    )
    agenda = one(found["op_1"], "agenda")
    assert agenda.bearer is not None and agenda.bearer.id == "general-assembly"
    assert agenda.due is not None and (agenda.due.session, agenda.due.organ) == (63, "A")


def test_an_observance_every_year() -> None:
    found = read(
        "Invite tous les États Membres à célébrer chaque année, le 12 décembre, la Journée de la neutralité ;"
    )
    observance = one(found["op_1"], "observance")
    assert observance.bearer is not None and observance.bearer.text == "tous les États Membres"
    assert observance.due is not None and observance.due.recurrence == "annual"


def test_a_report_among_other_things() -> None:
    found = read(
        "Note les progrès accomplis et prie le Secrétaire général de renforcer le contrôle et de lui rendre compte "
        "de la question dans son prochain rapport ;"
    )
    assert {each.kind for each in found["op_1"]} == {"report", "action"}


def test_a_charge_with_a_condition() -> None:
    found = read(
        "Encourage le Centre à continuer d'entretenir le dialogue avec les gouvernements et, s'ils y consentent, "
        "avec les autres parties ;"
    )
    action = one(found["op_1"], "action")
    assert action.condition == "s'ils y consentent"
    assert action.bearer is not None and action.bearer.text == "le Centre"


def test_sub_paragraphs_take_the_verb_and_the_one_charged_from_above() -> None:
    found = read(
        (
            "Prie le Secrétaire général :",
            [
                "De lui présenter un rapport à sa soixante-quatrième session ;",
                "De prendre les mesures voulues.",
            ],
        )
    )
    assert "op_1" not in found
    report, action = one(found["op_1_a"], "report"), one(found["op_1_b"], "action")
    for each in (report, action):
        assert each.bearer is not None and each.bearer.id == "secretary-general"
        assert each.act == "request"
    assert report.due is not None and report.due.session == 64


def test_a_body_just_set_up_does_what_the_sub_paragraphs_say() -> None:
    found = read(
        (
            "Prie le Haut-Commissaire d'établir un groupe d'éminents experts pour une période d'un an, doté du "
            "mandat suivant :",
            ["Surveiller la situation et en rendre compte ;"],
        )
    )
    term = one(found["op_1"], "term")
    assert term.bearer is not None and term.bearer.text == "le Haut-Commissaire"
    report = one(found["op_1_a"], "report")
    assert report.bearer is not None and report.bearer.text == "un groupe d'éminents experts"


def test_a_pronoun_means_the_one_charged_before() -> None:
    found = read(
        "Prie le Secrétaire général de veiller à l'équilibre, et le prie d'en rendre compte dans son prochain rapport ;",
        "Note que le Processus de Kimberley a achevé ses visites et l'encourage à achever le rapport ;",
        "Note les rapports annuels des participants, et demande à ces derniers de présenter chaque année des rapports ;",
    )
    bearers = [one(found[id], "report").bearer for id in ("op_1", "op_2", "op_3")]
    assert [each.text for each in bearers if each] == [
        "le Secrétaire général",
        "le Processus de Kimberley",
        "les participants",
    ]


def test_a_contracted_article_is_undone() -> None:
    found = read("Demande aux gouvernements de communiquer leurs vues au Secrétaire général ;")
    views = one(found["op_1"], "views")
    assert views.bearer is not None and views.bearer.text == "les gouvernements"


def test_two_reports_at_two_sessions() -> None:
    found = read(
        "Prie le Haut-Commissaire de lui présenter, à sa soixante-quatrième session, un rapport oral, et de lui "
        "soumettre, à sa soixante-sixième session, un rapport écrit."
    )
    assert [each.due.session for each in found["op_1"] if each.due] == [64, 66]


def test_what_a_title_says_is_no_charge() -> None:
    found = read(
        "Décide d'inscrire à l'ordre du jour de sa soixante-troisième session la question intitulée « Rapport à présenter d'ici à 2030 »."
    )
    assert [(each.kind, each.due.date if each.due else None) for each in found["op_1"]] == [("agenda", None)]


def test_taking_note_of_a_report_asks_nothing() -> None:
    assert read("Prend note avec satisfaction du rapport du Secrétaire général ;") == {}
    assert read("Demande l'application des recommandations figurant dans le rapport ;") == {}


def test_a_recurring_observance_announced_in_the_preamble() -> None:
    found = read(
        "Note la situation.",
        preamble=(
            "Soulignant que les activités menées en application de la présente résolution, dans laquelle elle recommande de proclamer tous les cinq ans l'Année internationale de la paix et de la confiance, doivent être financées par des contributions,",
            "Notant la proclamation tous les cinq ans de l'Année internationale de la paix et de la confiance,",
            "Rappelant sa résolution dans laquelle elle a proclamé 2021 Année internationale de la paix,",
        ),
    )
    observance = one(found["pp_1"], "observance")
    assert observance.due is not None and observance.due.recurrence == "every 5 years"
    assert "pp_2" not in found and "pp_3" not in found


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        (
            "fr",
            "Soulignant que les activités menées en application de la présente résolution, dans laquelle elle recommande "
            "de proclamer tous les cinq ans l'Année internationale des bacs, devraient être financées au moyen de "
            "contributions volontaires,",
            "proclamer tous les cinq ans l'Année internationale des bacs",
        ),
        (
            "en",
            "Stressing that all activities under the present resolution, in which it recommends to proclaim every five "
            "years the International Year of Ferries, should be financed through voluntary contributions,",
            "proclaim every five years the International Year of Ferries",
        ),
    ],
)
def test_what_is_said_of_a_text_ends_where_its_verb_does(language: str, text: str, what: str) -> None:
    (found,) = read("", preamble=(text,), language=language)["pp_1"]
    assert found.what is not None and found.what.text == what
    assert (
        found.means is not None and found.means.class_ == "voluntary"
    )  # told after it, of what is done for it


@pytest.mark.parametrize(
    ("language", "above", "themes"),
    [
        (
            "fr",
            "Décide que les questions ci-après seront examinées lors des ateliers qui se tiendront en 2026 :",
            ["Bâtir des ports sûrs, et garder les phares allumés ;", "Garantir l'accès aux quais ;"],
        ),
        (
            "en",
            "Requests the Centre to organize a workshop on the following topics:",
            ["Marking the channels;", "To keep lights lit;"],
        ),
        (
            "en",
            "Authorizes Member States to inspect vessels that they have reason to believe are:",
            ["carrying charcoal from the coast;", "carrying weapons;"],
        ),
    ],
)
def test_what_is_spoken_of_or_searched_for_is_no_deed(language: str, above: str, themes: list[Tree]) -> None:
    assert not {"op_1_a", "op_1_b"} & set(read((above, themes), language=language))


def test_a_charge_that_the_organ_decides_to_lay() -> None:
    found = read(
        (
            "Décide :",
            ["De prier le Secrétaire général de lui présenter, à sa soixante-dixième session, un rapport ;"],
        )
    )
    report = one(found["op_1_a"], "report")
    assert report.bearer is not None and report.bearer.id == "secretary-general"
    assert report.act == "request" and report.due is not None and report.due.session == 70


def test_a_relative_clause_charges_the_one_it_speaks_of() -> None:
    found = read(
        "Autorise le Secrétaire général à nommer un représentant qui surveillera ces élections et qui rendra compte à l'Assemblée générale ;"
    )
    report = one(found["op_1"], "report")
    assert report.bearer is not None and report.bearer.text == "un représentant"


def test_a_duty_that_is_only_stated_is_uncertain() -> None:
    found = read(
        "Rappelle que les commissions techniques doivent faire rapport au Conseil économique et social en 2007 au plus tard ;"
    )
    report = one(found["op_1"], "report")
    assert report.bearer is not None and report.bearer.text == "les commissions techniques"
    assert not report.certain and report.due is not None and report.due.date == "2007"


def test_a_decision_taken_again_holds_a_meeting() -> None:
    found = read("Réaffirme sa décision de convoquer en septembre 2010 une réunion de haut niveau ;")
    meeting = one(found["op_1"], "meeting")
    assert meeting.due is not None and meeting.due.date == "2010-09"
    assert meeting.bearer is not None and meeting.bearer.id == "general-assembly"


def test_a_meeting_of_some_days_falls_due_on_the_first_a_term_on_its_last() -> None:
    found = read(
        "Décide d'organiser, du 15 au 19 juin 2020, une réunion des États ;",
        "Décide de nommer M. X Procureur du Mécanisme pour un mandat courant du 1er juillet 2018 au 30 juin 2020 ;",
        session=None,
    )
    meeting, term = one(found["op_1"], "meeting"), one(found["op_2"], "term")
    assert meeting.due is not None and meeting.due.date == "2020-06-15"
    assert term.due is not None and term.due.date == "2020-06-30"


def test_the_year_of_a_budget_is_no_deadline_of_a_report_on_it() -> None:
    found = read(
        "Prie le Secrétaire général d'indiquer les dépenses engagées du 1er juillet 2027 au 30 juin 2028 dans le rapport sur l'exécution du budget ;"
    )
    assert one(found["op_1"], "report").due is None


def test_those_whose_meetings_they_are_hold_them() -> None:
    found = read(
        "Encourage la tenue périodique de réunions des ministres des affaires étrangères des États d'Asie centrale ;"
    )
    meeting = one(found["op_1"], "meeting")
    assert meeting.bearer is not None
    assert meeting.bearer.text == "les ministres des affaires étrangères des États d'Asie centrale"


def test_a_list_of_things_to_hand_over() -> None:
    found = read(
        (
            "Requests the Panel of Experts to provide the Committee with:",
            ["A comprehensive mid-term update; and", "The list of members."],
        ),
        language="en",
    )
    assert [each.kind for each in found["op_1_a"]] == ["report"]
    assert "op_1_b" not in found


def test_the_sub_paragraph_names_the_one_charged() -> None:
    found = read(
        (
            "Demande instamment :",
            ["À tous les États de signaler au Secrétaire général toute violation grave ;"],
        )
    )
    report = one(found["op_1_a"], "report")
    assert report.bearer is not None and report.bearer.text == "tous les États"


def test_a_demand_on_someone() -> None:
    found = read("Exige de toutes les parties qu'elles cessent les hostilités ;")
    action = one(found["op_1"], "action")
    assert action.bearer is not None and action.bearer.text == "toutes les parties"
    assert action.force == 6


def test_efforts_are_nobody() -> None:
    for text in (
        "Encourage les efforts visant à renforcer la paix ;",
        "Demande l'adoption de mesures pour aider les États ;",
    ):
        assert read(text) == {}
    assert (
        read(
            "Encourages efforts to promote peace;",
            "Calls for measures to help States;",
            language="en",
        )
        == {}
    )


@pytest.mark.parametrize(
    ("language", "text", "bearer"),
    [
        (
            "en",
            "Reiterates its call upon States that have taken measures to commit themselves;",
            "States that have taken measures",
        ),
        ("en", "Invites the Conference of the Parties to hold a session;", "the Conference of the Parties"),
        (
            "fr",
            "Demande aux États Membres qui le souhaitent de retenir des indicateurs ;",
            "les États Membres qui le souhaitent",
        ),
        ("en", "Strongly encourages giving appropriate consideration to disasters;", None),
        ("en", "Encourages efforts to improve the situation;", None),
        ("fr", "Encourage les efforts qui permettent de réduire les risques ;", None),
    ],
)
def test_who_is_told_by_a_clause_and_what_is_nobody(language: str, text: str, bearer: str | None) -> None:
    found = read(text, language=language).get("op_1", ())
    assert [each.bearer and each.bearer.text for each in found] == ([bearer] if bearer else [])


@pytest.mark.parametrize(
    ("language", "text", "recurrence"),
    [
        ("fr", "Décide que le Comité se réunira au moins une fois par trimestre ;", "every 3 months"),
        ("fr", "Décide que le Comité se réunira une fois par semaine ;", "every week"),
        ("fr", "Décide que le Comité se réunira trois fois par an ;", "every 4 months"),
        ("en", "Decides that the Committee shall meet once per year;", "annual"),
        ("en", "Decides that the Committee shall meet every two weeks;", "every 2 weeks"),
        ("en", "Decides that the Committee shall meet once a month;", "every month"),
    ],
)
def test_how_often_a_body_meets(language: str, text: str, recurrence: str) -> None:
    (meeting,) = read(text, language=language)["op_1"]
    assert meeting.kind == "meeting" and meeting.due is not None and meeting.due.recurrence == recurrence


def test_an_item_whose_title_names_an_agenda_and_a_meeting_that_is_to_be_held() -> None:
    item = "Decides to include an item entitled “Agenda 2063” in the provisional agenda for consideration;"
    assert one(read(item, language="en")["op_1"], "agenda").certain
    panel = "Requests the Secretary-General to organize a meeting, to be held at its sixty-third session;"
    found = one(read(panel, language="en")["op_1"], "meeting")
    assert found.due is not None and found.due.session == 63


@pytest.mark.parametrize(
    ("language", "text", "kind", "due"),
    [
        ("fr", "Décide d'examiner la question tous les deux ans ;", "agenda", "biennial"),
        ("fr", "Décide que la question sera examinée à sa soixante-dixième session ;", "agenda", 70),
        ("fr", "Décide que la Journée sera célébrée chaque année le 20 mars ;", "observance", "annual"),
        ("fr", "Décide que le mandat de la Force prendra fin le 30 juin 2009 ;", "term", "2009-06-30"),
        ("fr", "Autorise la Mission à rester en Somalie jusqu'au 20 août 2008 ;", "term", "2008-08-20"),
        (
            "fr",
            "Charge le Rapporteur spécial de présenter un rapport d'activité annuel ;",
            "report",
            "annual",
        ),
        (
            "fr",
            "Prie le Comité de lui rendre compte de la question d'ici à la fin de 2009 ;",
            "report",
            "2009",
        ),
        ("fr", "Prie le Comité de lui présenter un rapport sur la question, avant 2009 ;", "report", "2009"),
        ("fr", "Prie le Comité de lui rendre compte du programme d'ici à 2030 ;", "report", None),
        ("en", "Decides to consider the question every two years;", "agenda", "biennial"),
        ("en", "Decides that the question shall be considered at its seventieth session;", "agenda", 70),
        ("en", "Proclaims the year 2012 the International Year of Cooperatives;", "observance", "2012"),
        ("en", "Declares 2015 the International Year of Soils;", "observance", "2015"),
        ("en", "Designates 30 June as International Asteroid Day;", "observance", None),
        ("en", "Decides that the mandate of the Force shall expire on 30 June 2009;", "term", "2009-06-30"),
        ("en", "Authorizes the Mission to remain in Somalia until 20 August 2008;", "term", "2008-08-20"),
        ("en", "Requests the Secretary-General to brief the Second Committee;", "report", None),
        ("en", "Encourages States to make their observations known;", "views", None),
    ],
)
def test_other_ways_of_saying_it(language: str, text: str, kind: str, due: int | str | None) -> None:
    (found,) = read(text, language=language)["op_1"]
    assert found.kind == kind
    said = (found.due.session, found.due.date, found.due.recurrence) if found.due else ()
    assert [each for each in said if each] == ([due] if due else [])


@pytest.mark.parametrize(
    ("text", "bearer", "recipient", "due"),
    [
        (
            "Prie le Comité de lui présenter, ainsi qu'au Conseil des droits de l'homme, un rapport ;",
            0,
            0,
            None,
        ),
        ("Invite le Président du Comité à lui présenter un rapport sur les travaux du Comité ;", 0, 0, None),
        (
            "Prie le Comité d'établir un rapport et de le lui présenter à sa soixante-troisième session ;",
            0,
            0,
            63,
        ),
        ("Prie le Comité de lui rendre compte, pour la période prenant fin le 30 juin 2030 ;", 0, 0, None),
        (
            "Demande aux États et à la communauté internationale de lui rendre compte ;",
            "les États",
            0,
            None,
        ),
        (
            "Prie le Président et, le cas échéant, le Comité de lui rendre compte ;",
            "le Président",
            0,
            None,
        ),
        ("Prie les pays de la sous-région de lui rendre compte ;", "les pays de la sous-région", 0, None),
        ("Décide, tout en le remerciant, de prier le Comité de lui rendre compte ;", 0, 0, None),
        (
            "Prie les responsables de la Mission de l'informer des progrès ;",
            "les responsables de la Mission",
            0,
            None,
        ),
        (
            "Prie le Comité de faire le point au Conseil de sécurité sur la question ;",
            0,
            "le Conseil de sécurité",
            None,
        ),
    ],
)
def test_for_whom_a_report_is(text: str, bearer: str | int, recipient: str | int, due: int | None) -> None:
    (found,) = [each for each in read(text)["op_1"] if each.kind == "report"]
    assert found.bearer is not None and found.recipient is not None
    assert not bearer or found.bearer.text == bearer
    assert found.recipient.text == (recipient or "l'Assemblée générale")
    assert (found.due.session if found.due else None) == due
    assert found.due is None or found.due.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Prie les États d'amener les auteurs de ces actes à rendre compte de leurs actes ;",
        "Prie le Secrétaire général de transmettre la présente résolution aux gouvernements ;",
        "Invite les États à garantir le droit d'exprimer librement leur opinion ;",
        "Demande instamment aux parties d'œuvrer à la paix ;",
    ],
)
def test_what_is_asked_is_only_an_action(text: str) -> None:
    assert [each.kind for each in read(text)["op_1"]] == ["action"]


def test_a_mandate_lays_its_tasks_on_its_body() -> None:
    tree: Tree = (
        "Décide que le mandat de la Mission comportera les tâches suivantes :",
        ["Faire rapport au Conseil ;"],
    )
    (found,) = read(tree, organ="S", enacting="Le Conseil de sécurité,")["op_1_a"]
    assert found.kind == "report" and found.bearer is not None and found.bearer.text == "la Mission"


def test_a_session_of_another_organ() -> None:
    found = read(
        "Prie le Secrétaire général de présenter à la Commission du développement social à sa quarante et unième session un rapport ;"
    )
    report = one(found["op_1"], "report")
    assert report.due is not None and (report.due.session, report.due.organ) == (41, "E/CN.5")
    assert report.recipient is not None and report.recipient.id == "commission-for-social-development"


@pytest.mark.parametrize(
    ("language", "text", "organ"),
    [
        (
            "fr",
            "Prie le Secrétaire général de lui rendre compte par l'intermédiaire de la Commission des stupéfiants à sa "
            "vingt-huitième session",
            "E/CN.7",
        ),
        (
            "fr",
            "Prie le Secrétaire général de lui rendre compte après la réunion des gardiens, à sa neuvième session",
            None,
        ),
        (
            "en",
            "Requests the Secretary-General to report to it, through the Commission on Narcotic Drugs, at its "
            "twenty-eighth session",
            "E/CN.7",
        ),
    ],
)
def test_a_session_behind_is_that_of_another_body(language: str, text: str, organ: str | None) -> None:
    report = one(read(text, language=language)["op_1"], "report")
    assert report.due is not None and report.due.organ == organ


def test_english_says_the_same() -> None:
    found = read(
        "Requests the Secretary-General to seek the views of Member States on the matter and to report to the "
        "General Assembly at its sixty-third session;",
        "Decides to include in the provisional agenda of its sixty-third session the item.",
        ("Urges Governments:", ["To take measures;", "To submit a report to the Council."]),
        language="en",
    )
    assert [each.kind for each in found["op_1"]] == ["views", "report"]
    assert [each.due.session for each in found["op_1"] if each.due] == [63, 63]
    assert one(found["op_2"], "agenda").bearer is not None
    assert [each.kind for id in ("op_3_a", "op_3_b") for each in found[id]] == ["action", "report"]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Prie le Secrétaire général de ", "lui faire rapport", " à sa soixante-dixième session", ", et le prie de ",
             "Décide de ", "tenir une réunion en 2090", "«", " : ", "d'inscrire à l'ordre du jour", "Proclame", " l'Année",
             "Requests ", "x" * 40, " qui rendra compte ", " ;"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_is_found_stands_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for language in ("fr", "en"):
        for commitments in read((text, [text]), language=language, organ="E", session=None).values():
            for each in commitments:
                assert each.quote == text[each.at.start : each.at.end]


@pytest.mark.parametrize(
    ("language", "above", "below", "told"),
    [
        (
            "fr",
            "Invite la Rapporteuse spéciale, dans le cadre de son mandat, à :",
            "a) Former des pilotes ;",
            "dans le cadre de son mandat",
        ),
        (
            "en",
            "Encourages States, in accordance with their national laws, to:",
            "(a) Mark wrecks;",
            "in accordance with their national laws",
        ),
    ],
)
def test_conditions_above_sub_paragraphs_bind_each_of_them(
    language: str, above: str, below: str, told: str
) -> None:
    text = below.split(") ", 1)[1]
    (found,) = read((above, [text]), language=language)["op_1_a"]
    (condition,) = found.conditions
    assert condition.text == told
    assert condition.scope == "all"
    assert condition.at.start == condition.at.end, "it does not stand in the sub-paragraph"
    start = 7 + above.index(told)
    assert condition.span == (start, start + len(told))


def test_conditions_of_a_deed_named_before_bind_no_sub_paragraph() -> None:
    above = "Decides on the following, mindful that it may need to convene more meetings as needed:"
    found = read((above, ["The meeting on tides will be held on 20 June 2008;"]), language="en")
    assert [each.conditions for each in found["op_1_a"]] == [()]


def test_a_mandate_that_is_extended_charges_the_one_whose_it_is() -> None:
    above = "Décide de proroger pour trois ans le mandat du Rapporteur spécial, qui aura les attributions suivantes :"
    (found,) = read((above, ["Visiter les ports ;"]), organ="A/HRC")["op_1_a"]
    assert [each.text for each in found.bearers] == ["le Rapporteur spécial"]
    assert found.nature == "obligation"


def test_what_others_provide_tells_no_kind_of_a_deed() -> None:
    text = "Prie le Secrétaire général de veiller à ce que les pays qui fournissent des documents soient consultés ;"
    (found,) = read(text)["op_1"]
    assert found.kind == "action"


def test_who_is_named_by_a_pronoun_is_charged_whoever_is_the_subject_of_a_clause() -> None:
    text = (
        "Demande au Secrétaire général de publier les tables, et le prie également de veiller à ce que les États "
        "reçoivent les cartes ;"
    )
    found = read(text)["op_1"]
    assert [each.bearers[0].text for each in found] == ["le Secrétaire général"] * 2
    assert found[1].what is not None and found[1].what.text.startswith("veiller à ce que")


def test_the_organ_is_named_alone_where_its_name_stands_in_a_sentence() -> None:
    enacting = "At its 36th plenary meeting, on 28 October 2007, the General Assembly, on a proposal,"
    (found,) = read("decided to remain seized of the matter.", language="en", enacting=enacting)["op_1"]
    assert [each.text for each in found.bearers] == ["the General Assembly"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Encourages Governments to support the Plan, and looks forward to its review;"),
        ("fr", "Engage les gouvernements à appuyer le Plan, est conscient de la nécessité d'un examen ;"),
    ],
)
def test_a_deed_ends_where_the_organ_says_something_else(language: str, text: str) -> None:
    (found,) = read(text, language=language)["op_1"]
    assert found.what is not None
    assert found.what.text.endswith(("the Plan", "le Plan"))


@pytest.mark.parametrize(
    ("language", "opening", "point", "what"),
    [
        (
            "en",
            "Requests the Secretary-General to take the following measures:",
            "To open ports;",
            "open ports",
        ),
        (
            "fr",
            "Prie le Secrétaire général de s'acquitter des activités ci-après :",
            "Ouvrir les ports ;",
            "Ouvrir les ports",
        ),
    ],
)
def test_what_opens_a_list_is_no_deed_beside_those_of_the_list(
    language: str, opening: str, point: str, what: str
) -> None:
    found = read((opening, [point]), language=language)
    assert not found.get("op_1")
    assert [each.what.text for each in found["op_1_a"] if each.what] == [what]


def test_the_time_of_what_opens_a_list_is_that_of_its_points() -> None:
    points: list[Tree] = ["To report to the Board;", "To convene a meeting by 1 May 2027;"]
    found = read(
        ("Requests the Secretary-General to take the following steps by 31 March 2028:", points),
        language="en",
    )
    assert not found.get("op_1")
    days = [[each.due.date for each in found[id] if each.due] for id in ("op_1_a", "op_1_b")]
    assert days == [["2028-03-31"], ["2027-05-01"]]


def test_things_in_a_list_leave_the_deed_with_what_opens_it() -> None:
    found = read(
        ("Requests the Secretary-General to study the following elements:", ["Scenarios including ferries;"]),
        language="en",
    )
    assert len(found["op_1"]) == 1
    assert not found.get("op_1_a")


def test_who_is_kept_informed_is_not_named_by_it() -> None:
    found = read(
        "Prie le Secrétaire général de tenir les États Membres informés des progrès réalisés ;",
        "Prie le Comité de tenir les organisations intéressées régulièrement informées des travaux ;",
    )
    assert [each.text for each in found["op_1"][0].recipients] == ["les États Membres"]
    assert [each.text for each in found["op_2"][0].recipients] == ["les organisations intéressées"]


@pytest.mark.parametrize(
    ("until", "kind"),
    [("by the end of May 2032", "action"), ("at its eighty-sixth session", "agenda")],
)
def test_what_another_body_examines_is_on_an_agenda_where_a_session_is_named(until: str, kind: str) -> None:
    found = read(
        (
            "Decides that the Working Group on Lights will:",
            [f"Receive and consider the review of the lights {until};"],
        ),
        language="en",
    )
    assert [each.kind for each in found["op_1_a"]] == [kind]
