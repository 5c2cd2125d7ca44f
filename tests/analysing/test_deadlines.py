"""When something falls due."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.analysing.actors import actors_in
from alinea.analysing.deadlines import Setting, deadlines_in, find_due, last_days_in
from alinea.vocab.actor_names import level
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def rows(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(language, row) for language in LANGUAGES for row in table(language, "deadlines")[name]]


@pytest.mark.parametrize(("language", "row"), rows("examples"))
def test_examples(language: str, row: dict[str, Any]) -> None:
    due = find_due(row["text"], language)
    assert due is not None
    assert (due.session, due.date) == (row.get("session"), row.get("date"))


@pytest.mark.parametrize(("language", "row"), rows("counter_examples"))
def test_counter_examples(language: str, row: dict[str, Any]) -> None:
    assert find_due(row["text"], language) is None


@pytest.mark.parametrize(("language", "row"), rows("recurrence"))
def test_recurrences(language: str, row: dict[str, Any]) -> None:
    for text in row["examples"]:
        due = find_due(text, language)
        assert due is not None and due.recurrence is not None, text
        assert due.recurrence.split()[0] == row["value"].split()[0], text
    for text in row.get("not", []):
        due = find_due(text, language)
        assert due is None or due.recurrence != row["value"], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_times_counted_from_something_have_words_only(language: str) -> None:
    row = table(language, "deadlines")["relative"]
    for text in row["examples"]:
        due = find_due(text, language)
        assert due is not None and due.text and (due.session, due.date, due.recurrence) == (None, None, None)
    for text in row["not"]:
        assert find_due(text, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(
            ("fr", f"pour une période de deux {unit}")
            for unit in ("jours", "semaines", "mois", "ans", "années")
        ),
        *(("fr", text) for text in ("pour un an", "d'une année", "à leur prochaine session")),
        *(("en", f"for a period of two {unit}") for unit in ("days", "weeks", "months", "years")),
        *(("en", text) for text in ("by one year", "for a two-month period", "at its next session")),
    ],
)
def test_no_unit_of_time_is_passed_over(language: str, text: str) -> None:
    assert find_due(text, language) is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "will resume its work by 1 May 2026, and no later than 2030, at its sixty-third session"),
        ("en", "recalling what was done in May 2020"),
        ("fr", "remettra, avant le 30 juin 2027, un rapport sur 2026"),
    ],
)
def test_last_days_are_those_of_all_times(language: str, text: str) -> None:
    every = deadlines_in(text, fold(text), language, Setting())
    assert last_days_in(text, fold(text), language, Setting()) == [each for each in every if each.firm]


def test_number_of_a_recurrence() -> None:
    for text, value in (
        ("tous les quatre-vingt-dix jours", "every 90 days"),
        ("tous les cinq ans", "every 5 years"),
    ):
        due = find_due(text, "fr")
        assert due is not None and due.recurrence == value


def test_a_session_of_the_council_named_by_its_year_is_both() -> None:
    text = "de lui transmettre, à sa session de 2021, un rapport"
    due = find_due(text, "fr", Setting("E", None, 2019))
    assert due is not None and (due.session, due.date) == (2021, "2021")
    other = find_due("to the Council at its 2021 session", "en", Setting("A", 74, 2019))
    assert other is not None and (other.session, other.date) == (None, "2021")


def test_past_times_are_no_deadlines() -> None:
    setting = Setting("A", 62, 2007)
    assert find_due("adoptée à sa cinquante-huitième session", "fr", Setting("A", 60, 2005)) is None
    assert find_due("la réunion tenue en 2003", "fr", setting) is None


def test_the_organ_of_a_session() -> None:
    text = "avant la trente-neuvième session du Conseil des droits de l'homme"
    actors = list(actors_in(text, level(fold(text)), "fr"))
    due = find_due(text, "fr", Setting("A/HRC", 36, 2017), actors)
    assert due is not None and (due.session, due.organ) == (39, "A/HRC")


def test_two_sessions_the_first_counts() -> None:
    due = find_due("à ses soixante-treizième et soixante-quinzième sessions", "fr")
    assert due is not None and due.session == 73


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_compile_once(language: str) -> None:
    assert deadline_words(language) is deadline_words(language)


@given(st.text(alphabet="0123456789 aàdeilnorstuv-'’,", max_size=200))
def test_any_text_whatever(text: str) -> None:
    for language in LANGUAGES:
        due = find_due(text, language)
        assert due is None or due.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the goals established by the 2030 Agenda for Lighthouses"),
        ("en", "the lamps of the 2020-2025 Strategy, as set by the 2030 targets"),
        ("fr", "le Programme de phares à l'horizon 2030"),
        ("fr", "l'épidémie de 2024 à 2026"),
        ("en", "the works in 2026 and 2027"),
    ],
)
def test_the_year_in_a_name_or_a_span_of_years_is_no_last_day(language: str, text: str) -> None:
    assert last_days_in(text, fold(text), language, Setting("A", 78, 2023)) == []


@pytest.mark.parametrize(("language", "text"), [("fr", "avant juillet 1999"), ("en", "before July 1999")])
def test_what_was_over_at_the_adoption_is_no_deadline(language: str, text: str) -> None:
    assert find_due(text, language, Setting("A", 54, 1999, "1999-12-17")) is None
    due = find_due(text, language, Setting("A", 53, 1999, "1999-05-03"))
    assert due is not None and due.date == "1999-07"
