"""A comparison does not cry wolf: what is said to change has changed, in both languages, and the headline counts it so."""

from __future__ import annotations

import pytest
from compared_texts import read

from alinea.comparing import compare
from alinea.model.comparison import Comparison, Outcome, Pairing
from alinea.presenting.comparisons.wording import stretches, summary
from alinea.presenting.words import words_in

ENGLISH = "{symbol}. Small harbours\n\nThe General Assembly,\n\nRecalling the Charter,\n\n"
FRENCH = "{symbol}. Petits ports\n\nL’Assemblée générale,\n\nRappelant la Charte,\n\n"


def compared(
    before: str, after: str, language: str = "en", symbols: tuple[str, str] = ("79/60", "80/61")
) -> Comparison:
    """Two texts of the operative paragraphs given, one a line, compared."""
    head = FRENCH if language == "fr" else ENGLISH
    records = []
    for symbol, lines in zip(symbols, (before, after), strict=True):
        points = [f"{n}. {line}" for n, line in enumerate(lines.strip().splitlines(), 1)]
        records.append(read(head.format(symbol=symbol) + "\n\n".join(points), "text.txt", language))
    return compare(records[0], records[1])


def pairing(before: str, after: str, language: str = "en") -> Pairing:
    """The pairing of the first operative paragraph."""
    last = "Décide de rester saisie de la question." if language == "fr" else "Decides to remain seized."
    found = compared(f"{before}\n{last}", f"{after}\n{last}", language)
    return next(each for each in found.pairings if each.before and each.before[0].id == "op_1")


def kinds(before: str, after: str, language: str = "en") -> set[str]:
    return {change.kind for change in pairing(before, after, language).changes}


SAME_BEARER = [
    ("en", "Requests the Department of Public Information to publish a list of harbours;",
     "Requests the Department to publish a list of all harbours;"),
    ("en", "Requests the Chairman of the Committee to convene a meeting of experts on harbours;",
     "Requests the Chair of the Committee to convene a meeting of experts on all harbours;"),
    ("fr", "Prie son Président de tenir des consultations sur les petits ports avec les États ;",
     "Prie sa présidence de tenir des consultations sur tous les petits ports avec les États ;"),
    ("fr", "Prie le Rapporteur spécial d’établir une liste des ports ;",
     "Prie la Rapporteuse spéciale d’établir une liste de tous les ports ;"),
    ("fr", "Demande au Gouvernement congolais de réparer les quais du port ;",
     "Demande au Gouvernement de la République démocratique du Congo de réparer tous les quais du port ;"),
    ("fr", "Prie instamment les États Membres de réparer les quais de leurs ports ;",
     "Prie instamment les États oembres de réparer tous les quais de leurs ports ;"),
    ("fr", "Prie les pays contributeurs de troupes de réparer les quais de leurs ports ;",
     "Prie les pays qui fournissent des contingents de réparer tous les quais de leurs ports ;"),
]  # fmt: skip
OTHER_BEARER = [
    ("en", "Requests the Secretary-General to publish a list of harbours;",
     "Requests the International Maritime Organization to publish a list of harbours;"),
    ("en", "Invites the United Nations Development Programme to repair the quays of small harbours;",
     "Invites the United Nations Development Programme and the United Nations Children’s Fund to repair the quays of"
     " small harbours;"),
    ("fr", "Engage les États à réparer les quais de leurs ports ;",
     "Engage les États et toutes les institutions financières internationales à réparer les quais des ports ;"),
    ("fr", "Prie le Secrétaire général d’établir une liste des ports ;",
     "Prie l’Organisation maritime internationale d’établir une liste des ports ;"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after"), SAME_BEARER)
def test_one_actor_in_other_words_is_no_other(language: str, before: str, after: str) -> None:
    assert "bearer" not in kinds(before, after, language)
    assert "bearer" not in kinds(after, before, language)


@pytest.mark.parametrize(("language", "before", "after"), OTHER_BEARER)
def test_another_who_is_charged_is_told_with_all_who_are(language: str, before: str, after: str) -> None:
    assert "bearer" in kinds(before, after, language)
    assert "bearer" in kinds(after, before, language)


@pytest.mark.parametrize(
    ("language", "before", "after", "kind"),
    [
        ("fr", "Demande de nouveau au Secrétaire général d’établir une liste des ports ;",
         "Prie le Secrétaire général d’établir une liste des ports ;", None),
        ("fr", "Demande aux États d’établir une liste des ports ;",
         "Prie les États d’établir une liste des ports ;", "force-raised"),
        ("fr", "Engage les États à réparer les quais de leurs ports ;",
         "Demande également aux États de réparer les quais de leurs ports ;", None),
        ("fr", "Recommande que les États réparent leurs ports ;",
         "Prie le Secrétaire général d’établir une liste des ports, et recommande que les États réparent leurs ports ;",
         None),
        ("en", "Urges States to repair the quays of their harbours;",
         "Encourages States to repair the quays of their harbours;", "force-lowered"),
        ("en", "Calls upon States to register boats, and encourages States to repair the quays of their harbours;",
         "Encourages States to repair the quays of their harbours;", None),
    ],
)  # fmt: skip
def test_force_is_told_by_the_scheme_of_verbs(
    language: str, before: str, after: str, kind: str | None
) -> None:
    found = kinds(before, after, language) & {"force-raised", "force-lowered"}
    assert found == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("language", "before", "after", "kind"),
    [
        ("fr", "Invite les États, le cas échéant, à réparer les quais de leurs ports ;",
         "Invite les États à réparer, s’il y a lieu, tous les quais de leurs ports ;", None),
        ("fr", "Invite les États à réparer au besoin les quais de leurs ports ;",
         "Invite les États à réparer, le cas échéant, tous les quais de leurs ports ;", None),
        ("en", "Invites States, as appropriate, to repair the quays of their harbours;",
         "Invites States to repair, where necessary, all quays of their harbours;", None),
        ("en", "Invites States to repair the quays of their harbours;",
         "Invites States to repair the quays of their harbours, within existing resources;", "condition-added"),
        ("fr", "Prie le Secrétaire général, dans la limite des ressources disponibles, d’établir une liste des ports ;",
         "Prie le Secrétaire général d’établir une liste des ports ;", "condition-dropped"),
        ("fr", "Prie le Secrétaire général, dans la limite des ressources existantes, d’établir une liste des ports ;",
         "Prie le Secrétaire général d’établir, sans que cela ait une incidence financière, une liste des ports ;", None),
        ("fr", "Invite les États à réparer les quais, conformément à leur législation nationale ;",
         "Invite les États à réparer les quais, conformément à leur législation nationale et à la Convention sur les"
         " petits ports ;", "condition"),
        ("fr", "Invite les États à réparer les quais, conformément à la résolution 55/282 de l’Assemblée générale en date"
         " du 7 septembre 2001 ;",
         "Invite les États à réparer tous les quais, conformément à sa résolution 55/282 ;", None),
    ],
)  # fmt: skip
def test_conditions_are_compared_by_what_they_mean(
    language: str, before: str, after: str, kind: str | None
) -> None:
    found = {each for each in kinds(before, after, language) if each.startswith("condition")}
    assert found == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("language", "before", "after", "told"),
    [
        ("en", "Requests the Secretary-General to report at its eighty-second session;",
         "Requests the Secretary-General to report at its eighty-third session;", False),
        ("en", "Requests the Secretary-General to report at its eighty-first session;",
         "Requests the Secretary-General to report at its eighty-fourth session;", True),
        ("fr", "Prie le Secrétaire général de lui faire rapport à sa quatre-vingt-deuxième session ;",
         "Prie le Secrétaire général de lui faire rapport à sa quatre-vingt-troisième session ;", False),
        ("fr", "Prie le Secrétaire général de lui faire rapport tous les ans ;",
         "Prie le Secrétaire général de lui faire rapport tous les deux ans ;", True),
        ("fr", "Invite le Comité à examiner la question des ports à sa quatre-vingtième session ;",
         "Invite le Comité à examiner la question des ports à sa quatre-vingt-quatrième session ;", True),
        ("fr", "Prie le Secrétaire général de présenter un rapport sur les ports à la huitième Réunion biennale des États ;",
         "Prie le Secrétaire général de présenter un rapport sur les ports à la quatrième Conférence d’examen ;", False),
    ],
)  # fmt: skip
def test_times_are_compared_by_how_long_after_their_text_they_are(
    language: str, before: str, after: str, told: bool
) -> None:
    assert bool(kinds(before, after, language) & {"deadline", "periodicity"}) is told


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("fr", "Encourage les États à réparer les quais « anciens » de l’île ;",
         "Encourage les États à réparer les quais “anciens” de l'île;"),
        ("fr", "Encourage les États à réparer le 1 er mai les quais cidessus ;",
         "Encourage les États à réparer le 1er mai les quais ci-dessus ;"),
        ("en", "Encourages States to repair the quays – all of them – of the “old” harbours;",
         'Encourages States to repair the quays - all of them - of the "old" harbours.'),
    ],
)  # fmt: skip
def test_signs_and_spaces_change_nothing(language: str, before: str, after: str) -> None:
    found = pairing(before, after, language)
    assert found.outcome is Outcome.KEPT and not found.changes
    assert {each.kind for each in found.redline} == {"kept"}
    assert "".join(each.text_after for each in found.redline) == found.text_after


def test_a_footnote_mark_that_reading_left_changes_nothing() -> None:
    before = "Recalls the Convention on Small Harbours, 1 and encourages States to repair harbours;"
    after = "Recalls the Convention on Small Harbours, and encourages States to repair harbours;"
    found = pairing(before, after)
    assert found.outcome is Outcome.KEPT and not found.changes


def test_a_figure_that_counts_or_numbers_is_no_footnote_mark() -> None:
    before = "Recalls phase 1, and encourages States to repair harbours;"
    after = "Recalls phase 2, and encourages States to repair harbours;"
    assert pairing(before, after).outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "(deleted)"),
        ("en", "[Paragraph deleted]"),
        ("en", "[Deleted.]"),
        ("fr", "(supprimé)"),
        ("fr", "[Alinéa supprimé] ;"),
    ],
)
def test_the_place_of_a_paragraph_that_was_taken_out_is_no_paragraph(language: str, mark: str) -> None:
    lines = {
        "en": [
            "Calls upon States to register boats;",
            "Deplores the state of piers;",
            "Decides to remain seized.",
        ],
        "fr": [
            "Demande aux États d’immatriculer les bateaux ;",
            "Déplore l’état des quais ;",
            "Décide de rester saisie.",
        ],
    }[language]
    text = "\n".join(lines)
    found = compared(text, text.replace(lines[1], mark), language)
    assert found.count(Outcome.DROPPED) == 1 and not found.count(Outcome.ADDED)
    back = compared(text.replace(lines[1], mark), text, language)
    assert back.count(Outcome.ADDED) == 1 and not back.count(Outcome.DROPPED)


@pytest.mark.parametrize(
    ("language", "whole", "pieces"),
    [
        ("en", "Encourages States to repair boats and to train those who repair them;",
         ("Encourages States to repair boats;", "Encourages States to train those who repair them;")),
        ("fr", "Invite les ports à publier leurs tarifs et à former des gardiens capables de lire les cartes marines ;",
         ("Invite les ports à publier leurs tarifs ;",
          "Invite les ports à former des gardiens capables de lire les cartes marines ;")),
    ],
)  # fmt: skip
def test_pieces_that_repeat_the_opening_are_a_split(
    language: str, whole: str, pieces: tuple[str, str]
) -> None:
    rest = "Décide de rester saisie." if language == "fr" else "Decides to remain seized."
    one, several = f"{whole}\n{rest}", "\n".join([*pieces, rest])
    assert compared(one, several, language).count(Outcome.SPLIT) == 1
    assert compared(several, one, language).count(Outcome.MERGED) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_headline_counts_what_the_body_folds_away(language: str) -> None:
    before = (
        "Calls upon States to register boats;\nEncourages States to repair piers;\nRequests a report in 2025."
    )
    after = "Calls upon States to register boats ;\nUrges States to repair piers;\nRequests a report in 2026."
    found = compared(before, after)
    words = words_in(language)
    folded = sum(len(each.pairings) for each in stretches(found) if each.folded and each.part != "notes")
    tally = found.substance
    assert tally["same"] == folded == 3
    assert sum(tally.values()) == 4
    assert (
        summary(found, words)
        == {
            "en": ["3 the same in substance", "1 changed"],
            "fr": ["3 identiques quant au fond", "1 modifié"],
        }[language]
    )


def test_a_verb_above_that_changed_is_told_once_and_not_for_each_paragraph_below() -> None:
    below = "a) {0} réparer les quais de leurs ports ;\n\nb) {0} tenir une liste de leurs bateaux."
    texts = [
        f"{FRENCH.format(symbol=symbol)}1. {verb} les États :\n\n{below.format(to)}"
        for symbol, verb, to in (("79/60", "Invite", "À"), ("80/61", "Prie", "De"))
    ]
    found = compare(*(read(each, "text.txt", "fr") for each in texts)).pairings
    told = [each.before[0].id for each in found if any(c.kind == "force-raised" for c in each.changes)]
    assert told == ["op_1"]


def test_a_report_that_is_not_asked_for_is_no_charge_when_it_goes() -> None:
    before = "Décide de ne pas prier le Secrétaire général de lui présenter de rapport sur les petits ports ;"
    assert "charge-dropped" not in kinds(
        f"Souligne que les ports comptent, et {before[0].lower()}{before[1:]}",
        "Souligne que les ports comptent ;",
        "fr",
    )


@pytest.mark.parametrize(
    ("language", "before", "more"),
    [
        (
            "fr",
            "Engage les États à appliquer les lois en vigueur",
            ", et prie les Parties de publier des statistiques annuelles",
        ),
        (
            "en",
            "Urges States to apply the laws in force",
            ", and requests the Parties to publish annual statistics",
        ),
    ],
)
def test_an_action_is_added_where_its_verb_is_new_as_well(language: str, before: str, more: str) -> None:
    assert "charge-added" in kinds(f"{before} ;", f"{before}{more} ;", language)
    assert "charge-dropped" in kinds(f"{before}{more} ;", f"{before} ;", language)
    assert "charge-added" not in kinds(
        f"{before} ;", f"{before} {'sans délai' if language == 'fr' else 'promptly'} ;", language
    )


def test_the_force_of_a_verb_behind_others_of_its_kind_is_told() -> None:
    """S/RES/2502 (2019), para. 39 → 2612 (2021): *engage* goes on to encourage others, *encourage* became *prie*."""
    before = (
        "Souligne que l'entente importe, encourage la Mission à échanger rapidement des informations, et engage les États à"
        " coopérer avec le Groupe d'experts ;"
    )
    after = before.replace("encourage la Mission à", "prie la Mission d'").replace("l'entente", "l'entraide")
    after = after.replace("Souligne", "Préconise le dialogue, souligne")
    assert "force-raised" in kinds(before, after, "fr")


def test_states_and_member_states_are_charged_alike() -> None:
    assert "bearer" not in kinds(
        "Engage les États Membres à coopérer ;", "Engage tous les États à coopérer ;", "fr"
    )
    assert "bearer" not in kinds("Urges Member States to cooperate;", "Urges all States to cooperate;", "en")
    assert "bearer" in kinds(
        "Engage les États Membres à coopérer ;", "Engage les donateurs à coopérer ;", "fr"
    )
