"""From words of a deadline to days."""

from __future__ import annotations

import datetime

import pytest

from alinea.model.record import Due
from alinea.vocab.windows import due_session, due_window

ADOPTED = datetime.date(2020, 12, 7)


@pytest.mark.parametrize(
    ("due", "opens", "closes"),
    [
        (Due(session=76), "2021-09-14", "2022-09-12"),
        (Due(session=76, organ="A"), "2021-09-14", "2022-09-12"),
        (Due(date="2021-06-30"), "2021-06-30", "2021-06-30"),
        (Due(date="2021-02"), "2021-02-01", "2021-02-28"),
        (Due(date="2021-12"), "2021-12-01", "2021-12-31"),
        (Due(date="2022"), "2022-01-01", "2022-12-31"),
        (Due(session=76, date="2021-10"), "2021-10-01", "2021-10-31"),
        (Due(session=76, date="2030"), "2021-09-14", "2022-09-12"),
    ],
)
def test_windows(due: Due, opens: str, closes: str) -> None:
    window = due_window(due, "A", ADOPTED)
    assert window is not None
    assert (window.opens.isoformat(), window.closes.isoformat()) == (opens, closes)


def test_a_session_of_another_organ_by_its_number() -> None:
    # The Council's own seventy-sixth session lies years ahead of its forty-fifth; the Assembly's is the next.
    assert due_session(Due(session=76), "A/HRC", datetime.date(2020, 10, 6)) == (76, "A")
    assert due_session(Due(session=46), "A/HRC", datetime.date(2020, 10, 6)) == (46, "A/HRC")


def test_an_organ_named_beside_whose_session_lies_too_far_ahead() -> None:
    # "de les lui présenter à sa soixante-douzième session et de les soumettre au Conseil des droits de l'homme …"
    assert due_session(Due(session=72, organ="A/HRC"), "A", datetime.date(2016, 12, 19)) == (72, "A")
    assert due_session(Due(session=35, organ="A/HRC"), "A", datetime.date(2016, 12, 19)) == (35, "A/HRC")


@pytest.mark.parametrize(
    "due",
    [
        None,
        Due(text="dans les meilleurs délais"),
        Due(recurrence="annual"),
        Due(session=4, organ="S"),
        Due(session=12, organ="A"),
        Due(date="2021-02-30"),
        Due(date="2021-13"),
    ],
)
def test_what_is_not_known_stays_so(due: Due | None) -> None:
    assert due_window(due, "A", ADOPTED) is None


def test_a_session_without_calendar_keeps_its_number() -> None:
    assert due_session(Due(session=4, organ="S"), "A", ADOPTED) == (4, "S")
