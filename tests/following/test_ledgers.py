"""What is owed on a day, and what later texts show of it."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import entries_of
from small_texts import FIRST, FOURTH, SECOND, SPACE, assembly

from alinea.following.ledgers import judge, lapse
from alinea.model.corpus import Place
from alinea.model.ledger import ANEW, Entry, Evidence, Obligation, Recurrence, Status
from alinea.model.record import CommitmentKind, Due
from alinea.model.spans import Span
from alinea.model.window import Window

TODAY = datetime.date(2026, 11, 21)


def entries(*texts: str, as_of: datetime.date = TODAY) -> dict[str, Entry]:
    return {each.obligation.id: each for each in entries_of(*texts, as_of=as_of)}


REPORT = "A/RES/61/70#op_1/report/1"
ITEM = "A/RES/61/70#op_2/agenda/1"


def test_a_report_that_a_later_text_takes_note_of_is_met() -> None:
    found = entries(FIRST, SECOND)[REPORT]
    assert (found.status, found.reason) == (Status.MET, "report-noted")
    assert found.shown is not None
    assert (found.shown.place.address, found.shown.document) == ("A/RES/62/80#op_1", "A/62/555")
    assert found.shown.on == datetime.date(2007, 12, 5)


def test_an_answer_names_the_resolution() -> None:
    answer = SECOND.replace(
        "Prend acte du rapport du Secrétaire général¹",
        "Prend acte du rapport du Secrétaire général présenté en application de sa résolution 61/70¹",
    )
    assert entries(FIRST, answer)[REPORT].reason == "answers"


def test_an_item_is_met_by_a_text_of_that_session() -> None:
    found = entries(FIRST, SECOND)[ITEM]
    assert (found.status, found.reason) == (Status.MET, "item-inscribed")


def test_what_a_later_text_shows_is_not_known_before_it() -> None:
    found = entries(FIRST, SECOND, as_of=datetime.date(2007, 10, 1))
    assert (found[REPORT].status, found[REPORT].reason) == (Status.DUE, "window-open")
    assert "A/RES/62/80#op_2/report/1" not in found
    ahead = entries(FIRST, SECOND, as_of=datetime.date(2007, 1, 1))[REPORT]
    assert (ahead.reason, ahead.next) == ("ahead", datetime.date(2008, 9, 15))


def test_without_later_texts_nothing_is_known() -> None:
    found = entries(FIRST)[REPORT]
    assert (found.status, found.reason) == (Status.UNKNOWN, "nothing-held-tells")


def test_a_later_text_that_asks_anew_supersedes() -> None:
    found = entries(SECOND, FOURTH)["A/RES/62/80#op_2/report/1"]
    assert (found.status, found.reason) == (Status.SUPERSEDED, "asked-anew")


def test_a_later_text_that_is_silent_leaves_it_overdue() -> None:
    silent = assembly(
        "64/33",
        SPACE,
        "2 décembre 2009",
        [f"Rappelant sa résolution 62/80 du 5 décembre 2007 sur la {SPACE[0].lower()}{SPACE[1:]}"],
        ["Souligne l'importance de l'espace"],
    )
    found = entries(SECOND, silent)["A/RES/62/80#op_2/report/1"]
    assert (found.status, found.reason) == (Status.OVERDUE, "silent")
    # While the session lasted it was not late, and a text that never spoke of reports tells nothing by its silence.
    early = entries(SECOND, silent, as_of=datetime.date(2010, 1, 1))["A/RES/62/80#op_2/report/1"]
    assert early.status is Status.DUE


@pytest.mark.parametrize(
    "notice",
    [
        "Prend acte du rapport du Comité consultatif pour les questions administratives et budgétaires¹",
        "Note avec préoccupation que le Secrétaire général n'a pas présenté de rapport¹",
        "Prie de nouveau le Secrétaire général de présenter son rapport¹",
        "Rappelle le rapport du Secrétaire général¹",
        "Prend acte du rapport du Secrétaire général présenté en application de sa résolution 60/1¹",
    ],
)
def test_another_report_is_no_evidence(notice: str) -> None:
    other = SECOND.replace("Prend acte du rapport du Secrétaire général¹", notice)
    assert entries(FIRST, other)[REPORT].status is not Status.MET


def test_a_report_of_another_session_is_no_evidence() -> None:
    assert entries(FIRST, SECOND.replace("A/62/555", "A/61/555"))[REPORT].status is not Status.MET


def test_a_text_of_another_series_is_no_evidence() -> None:
    other = assembly(
        "62/80",
        "Suite donnée à l'Année internationale des océans",
        "5 décembre 2007",
        ["Consciente de l'importance des océans"],
        ["Prend acte du rapport du Secrétaire général¹"],
        ["A/62/555."],
    )
    assert entries(FIRST, other)[REPORT].status is Status.UNKNOWN


def test_entries_stand_in_order_of_their_days() -> None:
    found = entries_of(FIRST, SECOND, FOURTH, as_of=datetime.date(2009, 1, 1))
    days = [each.next for each in found if each.next]
    assert days == sorted(days)


def laid(
    *,
    closes: int | None = None,
    again: Recurrence | None = None,
    kind: CommitmentKind = "report",
    **shown: int,
) -> Obligation:
    """Return an obligation of 2010 whose time ends with a year, with evidence of some years by its kind."""
    window = Window(datetime.date(closes, 1, 1), datetime.date(closes, 12, 31), "year") if closes else None
    place = Place("A/RES/70/1", "op_1", "fr", Span(0, 1), "x")
    return replace(
        entries(FIRST)[REPORT].obligation,
        adopted_on=datetime.date(2010, 12, 1),
        kind=kind,
        due=Due(date=str(closes)) if closes else None,
        due_session=None,
        due_organ=None,
        window=window,
        recurrence=again,
        evidence=tuple(
            Evidence(name.replace("_", "-"), place, datetime.date(year, 6, 1))  # type: ignore[arg-type]
            for name, year in sorted(shown.items(), key=lambda each: each[1])
        ),
    )


YEARLY = Recurrence("annual", "FREQ=YEARLY", datetime.date(2011, 12, 1), stated=False)
LAPSING = replace(YEARLY, lapses=datetime.date(2013, 12, 1))


@pytest.mark.parametrize(
    ("obligation", "status", "reason"),
    [
        (laid(closes=2012, asked_anew=2012), Status.SUPERSEDED, "asked-anew"),
        (laid(closes=2012, asked_anew=2014), Status.UNKNOWN, "nothing-held-tells"),
        (laid(closes=2012, missing=2013, asked_anew=2014), Status.OVERDUE, "missing"),
        (laid(closes=2012, report_noted=2012, asked_anew=2012), Status.MET, "report-noted"),
        (laid(closes=2012, kind="term"), Status.UNKNOWN, "no-renewal-held"),
        (laid(closes=2012, kind="term", renewed=2012), Status.SUPERSEDED, "renewed"),
        (laid(again=replace(YEARLY, until=datetime.date(2012, 6, 30))), Status.LAPSED, "end-named"),
        (
            laid(again=replace(YEARLY, until=datetime.date(2012, 6, 30), mandated=True)),
            Status.UNKNOWN,
            "no-renewal-held",
        ),
        (laid(again=LAPSING), Status.UNKNOWN, "not-repeated"),
        (laid(again=LAPSING, asked_anew=2013), Status.SUPERSEDED, "asked-anew"),
        (laid(again=LAPSING, asked_anew=2019), Status.UNKNOWN, "not-repeated"),
        (laid(again=YEARLY), Status.DUE, "comes-again"),
        (laid(), Status.UNDATED, "no-time-named"),
        (laid(again=Recurrence("periodic", None, None)), Status.UNDATED, "no-period-named"),
        # One report is not all that is wanted regularly.
        (
            laid(again=Recurrence("periodic", None, None), report_issued=2012),
            Status.UNDATED,
            "no-period-named",
        ),
        # Nothing was open that the later text could have taken over.
        (
            laid(again=Recurrence("periodic", None, None), asked_anew=2012),
            Status.UNDATED,
            "no-period-named",
        ),
    ],
)
def test_the_status_and_its_reason(obligation: Obligation, status: Status, reason: str) -> None:
    found = judge(obligation, datetime.date(2020, 1, 1))
    assert found is not None
    assert (found.status, found.reason) == (status, reason)
    asked_again = next((each for each in obligation.evidence if each.kind in ANEW), None)
    assert found.asked_again_by == asked_again


@pytest.mark.parametrize(
    ("shown", "late"),
    [
        ({"report_noted": 2012}, False),
        ({"report_noted": 2014}, None),
        ({"missing": 2013, "report_noted": 2014}, True),
    ],
)
def test_what_is_met_may_be_late(shown: dict[str, int], late: bool | None) -> None:
    found = judge(laid(closes=2012, **shown), datetime.date(2020, 1, 1))  # type: ignore[arg-type]
    assert found is not None
    assert (found.status, found.late) == (Status.MET, late)


@pytest.mark.parametrize(
    ("rule", "kind", "year"),
    [
        ("FREQ=YEARLY", "report", 2015),
        ("FREQ=YEARLY;INTERVAL=2", "report", 2017),
        ("FREQ=YEARLY;INTERVAL=5", "meeting", 2023),
        ("FREQ=MONTHLY;INTERVAL=3", "report", 2014),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "observance", None),
    ],
)
def test_what_nobody_repeats_lapses(rule: str, kind: str, year: int | None) -> None:
    recurrence = replace(YEARLY, rule=rule)
    found = lapse(recurrence, kind, datetime.date(2012, 2, 29))
    assert found == (datetime.date(year, 2, 28) if year else None)
    assert (
        lapse(replace(recurrence, until=datetime.date(2013, 1, 1)), kind, datetime.date(2012, 2, 29)) is None
    )


def test_a_body_that_is_to_be_set_up_by_a_day_does_not_end_on_it() -> None:
    text = assembly(
        "65/89",
        "Les ports",
        "30 juin 2011",
        (),
        [
            "Prie le Secrétaire général de créer, d'ici à octobre 2011, un groupe consultatif",
            "Prie le Secrétaire général de lui présenter chaque année un rapport sur les ports",
        ],
    )
    found = entries(text, as_of=datetime.date(2012, 6, 1))["A/RES/65/89#op_2/report/1"]
    assert (found.status, found.reason) == (Status.DUE, "comes-again")


def test_a_week_of_each_year_begins_on_its_first_day() -> None:
    text = assembly(
        "62/67",
        "Les médias",
        "5 décembre 2007",
        (),
        ["Proclame la semaine du 24 au 31 octobre de chaque année Semaine mondiale des médias"],
    )
    (found,) = (each for each in entries(text).values() if each.obligation.kind == "observance")
    recurrence = found.obligation.recurrence
    assert recurrence is not None and recurrence.rule == "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=24"


def test_what_recurs_in_a_text_whose_day_was_not_read_ends_by_its_session() -> None:
    text = assembly(
        "61/70",
        "La côte",
        "6 décembre 2006",
        (),
        ("Prie le Secrétaire général de lui présenter un rapport chaque année",),
    )
    undated = text.replace(" le 6 décembre 2006", "").replace("\n6 décembre 2006", "")
    found = entries(undated)["A/RES/61/70#op_1/report/1"]
    assert found.obligation.adopted_on is None
    assert (found.status, found.reason) == (Status.UNKNOWN, "not-repeated")
    before = entries(undated, as_of=datetime.date(2009, 1, 1))["A/RES/61/70#op_1/report/1"]
    assert before.status is Status.DUE
