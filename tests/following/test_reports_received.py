"""Whether a report that a later text takes note of is the one that was asked for, and what tells that it was not made."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import entries_of
from small_texts import SPACE, assembly

from alinea.model.ledger import Entry, Status

TODAY = datetime.date(2026, 11, 21)
LOWER = f"{SPACE[0].lower()}{SPACE[1:]}"
WHOLE = (
    "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, un rapport sur l'application de la "
    "présente résolution"
)
DETAIL = (
    "Prie le Secrétaire général d'inviter les exploitants redevables de cotisations à régulariser leur situation et "
    "de lui rendre compte à ce sujet à sa soixante-deuxième session"
)


def asked(paragraph: str) -> str:
    return assembly("61/70", SPACE, "6 décembre 2006", ["Consciente de l'espace"], [paragraph])


def later(*operative: str, title: str = SPACE, notes: tuple[str, ...] = ("A/62/555.",)) -> str:
    recalls = f"Rappelant sa résolution 61/70 du 6 décembre 2006 sur la {LOWER}"
    return assembly("62/80", title, "5 décembre 2007", [recalls], operative, notes)


def entry(*texts: str, kind: str = "report") -> Entry:
    found = entries_of(*texts, as_of=TODAY)
    return next(each for each in found if each.obligation.id == f"A/RES/61/70#op_1/{kind}/1")


@pytest.mark.parametrize(
    ("paragraph", "notice", "met"),
    [
        (WHOLE, "Prend acte du rapport du Secrétaire général¹", True),
        (WHOLE, f"Prend acte du rapport du Secrétaire général sur la {LOWER}¹", True),
        (
            WHOLE,
            "Prend acte du rapport du Secrétaire général intitulé « Un ciel propre pour les débris »¹",
            True,
        ),
        # A part of a report that is noted is not the report newly received.
        (WHOLE, "Prend note du paragraphe 15 du rapport du Secrétaire général¹", False),
        # On much more than the matter: another report.
        (
            WHOLE,
            "Prend acte du rapport du Secrétaire général sur les débris des navires et des ports¹",
            False,
        ),
        # On what the paragraph spoke of: the words must be its own.
        (DETAIL, "Prend acte du rapport du Secrétaire général¹", False),
        (DETAIL, "Prend acte du rapport du Secrétaire général sur l'état des débris spatiaux¹", False),
        (DETAIL, "Prend acte du rapport du Secrétaire général sur les cotisations des exploitants¹", True),
    ],
)
def test_the_words_must_be_those_of_the_report(paragraph: str, notice: str, met: bool) -> None:
    assert (entry(asked(paragraph), later(notice)).status is Status.MET) is met


def test_of_several_documents_none_is_guessed() -> None:
    notice = "Prend acte du rapport du Secrétaire général¹ et du rapport du Comité consultatif²"
    found = entry(asked(WHOLE), later(notice, notes=("A/62/555.", "A/62/556.")))
    assert found.shown is not None
    assert (found.status, found.shown.document) == (Status.MET, None)


def test_where_a_text_is_printed_is_no_document() -> None:
    notice = "Prend acte du rapport du Secrétaire général¹ et de la décision du Comité²"
    printed = "Voir Documents officiels de l'Assemblée générale, Supplément n° 53 (A/62/53), chap. VI."
    found = entry(asked(WHOLE), later(notice, notes=("A/62/555.", printed)))
    assert found.shown is not None
    assert found.shown.document == "A/62/555"


def test_a_text_that_says_so_leaves_it_overdue() -> None:
    said = "Regrette que le rapport qu'elle avait demandé au Secrétaire général dans sa résolution 61/70 n'ait pas été présenté"
    found = entry(asked(WHOLE), later(said))
    assert (found.status, found.reason) == (Status.OVERDUE, "missing")
    assert found.shown is not None
    assert found.shown.place.address == "A/RES/62/80#op_1"


def test_the_report_of_one_organ_is_not_that_of_another() -> None:
    both = (
        f"{WHOLE}, et de présenter un rapport d'étape au Conseil des droits de l'homme à sa septième session"
    )
    answer = "Prend acte du rapport du Secrétaire général présenté en application de sa résolution 61/70¹"
    found = {
        each.obligation.due_organ: each.status
        for each in entries_of(asked(both), later(answer), as_of=TODAY)
        if each.obligation.kind == "report" and each.obligation.symbol == "A/RES/61/70"
    }
    assert found == {"A": Status.MET, "A/HRC": Status.UNKNOWN}


@pytest.mark.parametrize(
    ("paragraph", "met"),
    [
        ("Décide de poursuivre l'examen de la question à sa soixante-deuxième session", True),
        ("Décide d'examiner la prévention des débris spatiaux à sa soixante-deuxième session", True),
        ("Décide de reporter l'examen du mandat du Groupe de travail à sa soixante-deuxième session", False),
    ],
)
def test_a_detail_on_the_agenda_is_not_shown_by_a_text_on_the_matter(paragraph: str, met: bool) -> None:
    found = entry(asked(paragraph), later("Souligne l'importance de l'espace"), kind="agenda")
    assert (found.status is Status.MET) is met


def test_what_comes_again_is_asked_anew_in_other_words() -> None:
    ask = "Prie le Secrétaire général de lui présenter chaque année un rapport sur"
    yearly = f"{ask} les épaves, les lanceurs et leurs propriétaires"
    again = f"{ask} les collisions, les alertes et les trajectoires observées"
    assert entry(asked(yearly), later(again)).reason == "asked-anew"
    # Of two such reports it is not told which one goes on.
    more = f"{ask} les stations, les antennes et leurs équipages"
    assert entry(asked(yearly), later(again, more)).reason == "not-repeated"


def test_a_report_to_two_sessions_that_are_named_does_not_come_for_ever() -> None:
    twice = "Prie le Secrétaire général de lui présenter un rapport annuel à ses soixante-deuxième et soixante-troisième sessions"
    found = [
        each.obligation for each in entries_of(asked(twice), as_of=TODAY) if each.obligation.kind == "report"
    ]
    assert [each.due_session for each in found] == [62, 63]
    assert all(each.recurrence is None for each in found)
    always = asked(
        "Prie le Secrétaire général de lui présenter un rapport annuel à sa soixante-deuxième session"
    )
    assert entry(always).obligation.recurrence is not None


def test_a_report_asked_for_two_organs_is_shown_by_the_texts_of_each() -> None:
    """*droits humains* is what *droits de l'homme* came to be called."""
    title = "Protection des migrants"
    asking = (
        "Prie le Secrétaire général de lui présenter à sa soixante-deuxième session, ainsi qu'au Conseil des droits de"
        " l'homme à sa cinquième session, un rapport complet intitulé « Droits de l'homme des migrants »"
    )
    first = assembly("60/148", title, "18 décembre 2005", (), (asking,))
    second = assembly(
        "62/172",
        title,
        "16 décembre 2007",
        ("Rappelant sa résolution 60/148",),
        ("Prend acte du rapport du Secrétaire général sur les droits humains des migrants",),
    )
    found = {each.obligation.due_organ: each.reason for each in entries_of(first, second, as_of=TODAY)}
    assert found == {"A": "report-noted", "A/HRC": "nothing-held-tells"}


def test_a_report_to_a_committee_and_to_the_organ_itself_is_shown_by_the_text_of_the_organ() -> None:
    asking = (
        "Prie le Secrétaire général de rendre compte au Comité de l'information, à sa trentième session, et à elle-même, à "
        "sa soixante-deuxième session, des activités du Département de l'information"
    )
    title = "Questions relatives à l'information"
    first = assembly("61/121", title, "14 décembre 2006", (), (asking,))
    second = assembly(
        "62/111",
        title,
        "17 décembre 2007",
        ("Rappelant sa résolution 61/121",),
        ("Prend acte des rapports du Secrétaire général sur les activités du Département de l'information",),
    )
    found = {each.obligation.due_organ: each.reason for each in entries_of(first, second, as_of=TODAY)}
    assert found["A"] == "report-noted"


@pytest.mark.parametrize(
    ("paragraph", "met"),
    [
        (
            "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, une étude sur les balises orbitales",
            True,
        ),
        (
            "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, une étude sur les ports fluviaux",
            False,
        ),
    ],
)
def test_of_several_reports_named_together_each_is_told_by_its_own_words(paragraph: str, met: bool) -> None:
    notice = (
        f"Prend note des rapports du Secrétaire général sur la {LOWER}, sur les balises orbitales installées en haute "
        "altitude et sur les comptes de la Fondation"
    )
    asking = assembly(
        "61/70",
        SPACE,
        "6 décembre 2006",
        ["Consciente de l'espace"],
        [
            paragraph,
            "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, un rapport sur les comptes",
            "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, un rapport sur les langues",
        ],
    )
    found = entry(asking, later(notice, notes=()))
    assert (found.status is Status.MET) == met
