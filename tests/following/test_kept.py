"""What was undertaken, and meetings: told as done by later texts; and meetings beside the Assembly."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import entries_of
from small_texts import assembly

from alinea.model.ledger import Entry, Status

TITLE = "Le rôle des îles neutres dans le maintien de la paix"
PROMISED = assembly(
    "60/28",
    TITLE,
    "7 décembre 2005",
    (),
    (
        "Se félicite que le Gouvernement turkmène ait décidé d'accueillir une conférence internationale sur la navigation côtière",
        "Note avec satisfaction que le Gouvernement turkmène a pris l'initiative de créer le Groupe des Amis des îles pour la paix",
    ),
)
YEARLY = assembly(
    "60/29",
    TITLE,
    "7 décembre 2005",
    (),
    (
        "Encourage les ministres des affaires étrangères des États Membres à tenir une réunion annuelle sur les îles neutres "
        "en marge de l'Assemblée générale",
    ),
)


def told(asking: str, *words: str, as_of: str = "2012-01-01") -> tuple[Entry, ...]:
    """Return what was asked, where a later text of the series has these words in its preamble."""
    number = "28" if asking is PROMISED else "29"
    later = assembly("62/40", TITLE, "5 décembre 2007", (f"Rappelant sa résolution 60/{number}", *words))
    found = entries_of(asking, later, as_of=datetime.date.fromisoformat(as_of))
    return tuple(each for each in found if each.obligation.symbol != "A/RES/62/40")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            "Rappelant la Conférence internationale sur la navigation côtière, tenue à Achgabat le 3 mai 2006",
            "meeting",
        ),
        (
            "Notant que le Groupe des Amis des îles pour la paix, fondé en mars 2006, a tenu trois réunions",
            "action",
        ),
        ("Se félicitant de la création du Groupe des Amis des îles pour la paix", "action"),
        # Before the promise, of another matter, still to come, another body.
        (
            "Rappelant la Conférence internationale sur la navigation côtière, tenue à Achgabat le 3 mai 2004",
            None,
        ),
        ("Rappelant la Conférence internationale sur le climat, tenue à Achgabat le 3 mai 2006", None),
        ("Notant que le Groupe des Amis des îles pour la paix sera créé en mars 2009", None),
        ("Se félicitant de la création du Groupe des Amis de la montagne", None),
    ],
)
def test_an_undertaking_is_kept_where_a_later_text_of_the_series_tells_so(
    words: str, kept: str | None
) -> None:
    met = {each.obligation.kind: each for each in told(PROMISED, words) if each.status is Status.MET}
    assert list(met) == ([kept] if kept else [])
    for each in met.values():
        assert (each.reason, each.shown and each.shown.place.symbol) == ("kept", "A/RES/62/40")


def test_a_meeting_beside_the_assembly_stands_in_the_week_of_the_general_debate() -> None:
    [found] = told(YEARLY, as_of="2006-06-01")
    # The sixty-first session opened on 12 September 2006, its general debate on the 19th.
    assert found.next == datetime.date(2006, 9, 19)
    recurrence = found.obligation.recurrence
    assert recurrence is not None
    assert recurrence.rule == "FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=19,20,21,22,23,24,25"


def test_what_recurs_is_known_to_go_on_where_a_text_tells_that_it_was_held() -> None:
    held = "Notant la réunion annuelle sur les îles neutres, tenue à New York le 25 septembre 2007"
    [without] = told(YEARLY, as_of="2010-06-01")
    [with_it] = told(YEARLY, held, as_of="2010-06-01")
    assert (without.status, without.reason) == (Status.UNKNOWN, "not-repeated")
    assert (with_it.status, with_it.reason) == (Status.DUE, "comes-again")
