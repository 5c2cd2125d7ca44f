"""What comes again."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from alinea.following.recurrences import next_time, recurrence_of
from alinea.model.corpus import Charge
from alinea.model.ledger import Recurrence
from alinea.model.record import Commitment, Due, Party
from alinea.model.spans import Span

ADOPTED = datetime.date(2020, 12, 20)
TODAY = datetime.date(2026, 11, 21)


def charge(period: str | None, kind: str = "report", **rest: object) -> Charge:
    commitment = Commitment(
        kind=kind,
        bearer=None,
        due=Due(recurrence=period),
        quote="…",
        span=Span(0, 1),
        at=Span(0, 1),
    )
    return Charge("op_1", False, 1, commitment, "…", recurrence=period, **rest)  # type: ignore[arg-type]


def recurring(period: str | None, kind: str = "report", organ: str = "A", **rest: object) -> Recurrence:
    found = recurrence_of(charge(period, kind, **rest), organ, ADOPTED)
    assert found is not None
    return found


def test_a_day_of_every_year() -> None:
    found = recurring("annual", "observance", day=(12, 12))
    assert (found.rule, found.starts) == ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12", datetime.date(2021, 12, 12))
    assert next_time(found, TODAY) == datetime.date(2026, 12, 12)
    assert next_time(found, datetime.date(2026, 12, 12)) == datetime.date(2026, 12, 12)


def test_a_year_every_five_years() -> None:
    found = recurring("every 5 years", "observance", year=2021)
    assert (found.rule, found.days) == ("FREQ=YEARLY;INTERVAL=5", 365)
    assert next_time(found, TODAY) == datetime.date(2026, 1, 1)
    assert next_time(found, datetime.date(2027, 3, 1)) == datetime.date(2031, 1, 1)


def test_a_meeting_without_a_day_stands_at_the_opening_of_sessions() -> None:
    found = recurring("annual", "meeting")
    assert (found.stated, found.series) == (False, "A")
    assert next_time(found, datetime.date(2022, 1, 1)) == datetime.date(2022, 9, 13)
    assert next_time(found, datetime.date(2026, 9, 8)) == datetime.date(2026, 9, 8)


def test_what_the_human_rights_council_asks_for_each_year_comes_at_that_time_of_year() -> None:
    asked = recurrence_of(
        charge("annual"), "A/HRC", datetime.date(2023, 4, 4)
    )  # at the 52nd session, in spring
    assert asked is not None
    assert asked.starts == datetime.date(2024, 2, 1)
    assert next_time(asked, datetime.date(2024, 6, 1)) == datetime.date(2025, 2, 1)
    named = charge("annual")
    first = named.commitment.model_copy(update={"due": Due(recurrence="annual", session=54)})
    found = recurrence_of(replace(named, commitment=first), "A/HRC", datetime.date(2023, 4, 4))
    assert found is not None
    assert next_time(found, datetime.date(2023, 10, 15)) == datetime.date(2024, 9, 1)


def test_a_last_day_of_every_year_is_no_opening_of_a_session() -> None:
    """by 31 May each year"""
    asked = charge("annual")
    due = Due(recurrence="annual", to=datetime.date(2021, 5, 31))
    found = recurrence_of(
        replace(asked, commitment=asked.commitment.model_copy(update={"due": due})), "A", ADOPTED
    )
    assert found is not None
    assert (found.rule, found.starts) == ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", datetime.date(2021, 5, 31))


@pytest.mark.parametrize(
    ("language", "text", "first", "days", "coming"),
    [
        ("en", "the second Tuesday of May", (2021, 5, 11), "TU;BYMONTHDAY=8,9,10,11,12,13,14", (2027, 5, 11)),
        (
            "fr",
            "le dernier vendredi de février",
            (2021, 2, 26),
            "FR;BYMONTHDAY=22,23,24,25,26,27,28",
            (2027, 2, 26),
        ),
    ],
)
def test_a_weekday_of_every_year(
    language: str, text: str, first: tuple[int, int, int], days: str, coming: tuple[int, int, int]
) -> None:
    asked, starts = charge("annual", "observance"), datetime.date(*first)
    due = Due(recurrence="annual", from_=starts, to=starts)
    asked = replace(asked, text=text, commitment=asked.commitment.model_copy(update={"due": due}))
    found = recurrence_of(asked, "A", ADOPTED, language=language)
    assert found is not None
    assert (found.rule, found.starts) == (f"FREQ=YEARLY;BYMONTH={starts.month};BYDAY={days}", starts)
    assert next_time(found, TODAY) == datetime.date(*coming)
    after = datetime.datetime.combine(TODAY, datetime.time())
    told = rrulestr(found.rule or "", dtstart=datetime.datetime.combine(starts, datetime.time())).after(after)
    assert told and told.date() == datetime.date(*coming)


def test_every_so_many_months_counts_from_the_adoption() -> None:
    found = recurring("every 6 months", organ="S")
    assert (found.rule, found.starts) == ("FREQ=MONTHLY;INTERVAL=6", datetime.date(2021, 6, 20))


def test_what_gives_no_period_has_no_rule() -> None:
    assert recurrence_of(charge(None), "A", ADOPTED) is None
    found = recurring("periodic")
    assert (found.rule, next_time(found, TODAY)) == (None, None)


def test_a_day_that_is_not_given_is_not_put_on_one() -> None:
    found = recurring("annual", "observance")
    assert found.starts is None
    assert next_time(found, TODAY) is None


@given(
    st.sampled_from(
        [
            "annual",
            "biennial",
            "every 3 years",
            "every 4 months",
            "every 90 days",
            "every 2 weeks",
            "every month",
            "every week",
        ]
    ),
    st.sampled_from(["A", "S", "A/HRC", "E"]),
    st.sampled_from(["report", "meeting", "observance", "action"]),
    st.none() | st.tuples(st.integers(1, 12), st.integers(1, 31)),
    st.dates(datetime.date(1946, 1, 1), datetime.date(2100, 1, 1)),
)
def test_every_rule_can_be_read_by_a_calendar(
    period: str, organ: str, kind: str, day: tuple[int, int] | None, after: datetime.date
) -> None:
    found = recurring(period, kind, organ, day=day)
    if found.rule is None or found.starts is None:
        return
    start = datetime.datetime.combine(found.starts, datetime.time())
    first = rrulestr(found.rule, dtstart=start)[0]
    assert first == start or found.series is None
    coming = next_time(found, after)
    if found.series is None:
        since = datetime.datetime.combine(after, datetime.time()) - datetime.timedelta(days=found.days - 1)
        read = rrulestr(found.rule, dtstart=start).after(since, inc=True)
        assert coming == (read.date() if read else None)


def addressed(organ: str, **due: object) -> Recurrence | None:
    """What is asked of each year, addressed to an organ."""
    asked = charge("annual")
    said = {"due": Due(recurrence="annual", **due), "recipients": (Party(text=organ, id=organ),)}
    return recurrence_of(replace(asked, commitment=asked.commitment.model_copy(update=said)), "A", ADOPTED)


def test_a_report_of_each_year_stands_at_the_sessions_of_the_organ_that_receives_it() -> None:
    found = addressed("economic-and-social-council")
    assert found is not None and (found.series, found.stated) == ("E", False)
    assert next_time(found, TODAY) == datetime.date(2027, 7, 24)
    # An organ whose sessions no rule dates is none to stand at.
    other = addressed("security-council")
    assert other is not None and other.series == "A"


def test_a_report_of_each_year_does_not_come_before_the_year_that_is_named() -> None:
    """rendre compte en 2028, dans son rapport annuel"""
    days = {"from_": datetime.date(2028, 1, 1), "to": datetime.date(2028, 12, 31)}
    found = addressed("general-assembly", date="2028", **days)
    assert found is not None and found.series == "A"
    assert next_time(found, TODAY) == datetime.date(2028, 9, 5)
    # "à partir de 2025": not on the first of January, of which nothing is said.
    days = {"from_": datetime.date(2025, 1, 1), "to": datetime.date(2025, 12, 31)}
    since = addressed("general-assembly", date="2025", starts="2025", **days)
    assert since is not None and next_time(since, ADOPTED) == datetime.date(2025, 9, 9)


@pytest.mark.parametrize("period", ["every 0 years", "every so often", "sometimes"])
def test_periods_that_are_none(period: str) -> None:
    assert recurring(period).rule is None


def test_what_belongs_to_a_mandate_ends_with_it() -> None:
    found = recurrence_of(charge("every 3 months"), "S", ADOPTED, datetime.date(2021, 12, 20))
    assert found is not None
    assert found.rule == "FREQ=MONTHLY;INTERVAL=3;UNTIL=20211220"
    assert next_time(found, datetime.date(2021, 1, 1)) == datetime.date(2021, 3, 20)
    assert next_time(found, TODAY) is None
    # A day is observed whatever becomes of mandates.
    day = recurrence_of(
        charge("annual", "observance", day=(12, 12)), "A", ADOPTED, datetime.date(2021, 12, 20)
    )
    assert day is not None
    assert day.until is None


def test_the_first_and_last_occasion_are_those_that_the_text_names() -> None:
    due = Due(recurrence="biennial", date="2027", starts="2027", until="2031")
    due = due.model_copy(update={"from_": datetime.date(2027, 1, 1), "to": datetime.date(2027, 12, 31)})
    asked = charge("biennial")
    asked = replace(asked, commitment=asked.commitment.model_copy(update={"due": due}))
    found = recurrence_of(asked, "A", ADOPTED)
    assert found is not None
    assert (found.rule, found.starts) == (
        "FREQ=YEARLY;INTERVAL=2;UNTIL=20311231",
        datetime.date(2027, 1, 1),
    )
    assert next_time(found, datetime.date(2028, 1, 1)) == datetime.date(2029, 1, 1)
    assert next_time(found, datetime.date(2032, 1, 1)) is None


def test_what_comes_every_so_many_days_begins_at_its_first_window() -> None:
    due = Due(recurrence="every 90 days", to=datetime.date(2021, 3, 20))
    asked = charge("every 90 days")
    asked = replace(asked, commitment=asked.commitment.model_copy(update={"due": due}))
    found = recurrence_of(asked, "S", ADOPTED)
    assert found is not None
    assert (found.rule, found.starts) == ("FREQ=DAILY;INTERVAL=90", datetime.date(2021, 3, 20))
