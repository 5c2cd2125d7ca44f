"""Words of a period that name a thing, or count an amount, and tell no time."""

from __future__ import annotations

import pytest

from alinea import read
from alinea.model.record import Commitment

FRAMES = {
    "fr": "RÉSOLUTION ADOPTÉE PAR L’ASSEMBLÉE GÉNÉRALE LE 12 DÉCEMBRE 2019\n\n99/1. Essai\n\nL’Assemblée générale,\n\n1. {};\n\n"
    "2. Décide de rester saisie de la question.\n",
    "en": "RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY ON 12 DECEMBER 2019\n\n99/1. Trial\n\nThe General Assembly,\n\n1. {};\n\n"
    "2. Decides to remain seized of the matter.\n",
}


def first(text: str, language: str) -> Commitment:
    (record,) = read(FRAMES[language].format(text).encode())
    return record.operative[0].commitments[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Décide d'organiser, du 15 au 19 juin 2020, une réunion biennale des États d'une semaine", "fr"),
        ("Decides to hold its biennial meeting from 3 to 7 May 2021", "en"),
    ],
)
def test_a_meeting_on_named_days_is_held_once_whatever_it_is_called(text: str, language: str) -> None:
    due = first(text, language).due
    assert due is not None and due.recurrence is None and due.from_ is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Prie la Division de publier sur son site les informations tirées du rapport annuel du Secrétaire général",
            "fr",
        ),
        ("Engage les pays développés à mobiliser ensemble 100 milliards de dollars par an", "fr"),
        ("Urges developed countries to mobilize 100 billion dollars per year", "en"),
    ],
)
def test_an_annual_paper_or_an_amount_by_the_year_tells_no_time(text: str, language: str) -> None:
    due = first(text, language).due
    assert due is None or due.recurrence is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Prie le Comité de se réunir chaque année, du 3 au 7 mai", "fr"),
        ("Prie le Secrétaire général de lui présenter un rapport annuel", "fr"),
        ("Requests the Secretary-General to hold an annual meeting", "en"),
    ],
)
def test_what_comes_every_year_still_does(text: str, language: str) -> None:
    due = first(text, language).due
    assert due is not None and due.recurrence == "annual"
