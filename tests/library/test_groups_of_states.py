"""What is asked of a State through the groups that it belongs to: the question that ``who --groups`` asks."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of
from small_texts import assembly

from alinea.library.ledger import EVERY, LedgerQuery, answer, numbers
from alinea.store.library import Library

DAY = datetime.date(2026, 11, 21)
TEXT = assembly(
    "61/70",
    "Les phares",
    "6 décembre 2006",
    (),
    (
        "Prie tous les États Membres d'allumer leurs phares",
        "Invite les cinq États d'Asie centrale à coopérer entre eux",
        "Demande aux États d'Amérique latine et des Caraïbes d'éclairer leurs côtes",
        "Invite l'Ouzbékistan et tous les États Membres à tenir des consultations",
        "Prie le Secrétaire général d'en prendre note",
    ),
)


@pytest.fixture
def library() -> Iterator[Library]:
    with library_of(TEXT) as made:
        yield made


@pytest.mark.parametrize(
    ("state", "paragraphs"),
    [
        ("Ouzbékistan", {"op_1": "member-states", "op_2": "states-of-central-asia", "op_4": None}),
        (
            "Cuba",
            {"op_1": "member-states", "op_3": "latin-american-and-caribbean-states", "op_4": "member-states"},
        ),
        ("Secrétaire général", {"op_5": None}),
    ],
)
def test_a_state_is_asked_what_its_groups_are_asked(
    library: Library, state: str, paragraphs: dict[str, str | None]
) -> None:
    asked = LedgerQuery(DAY, EVERY, bearer=state, groups=True)
    assert {each.obligation.paragraph: each.through for each in answer(library, asked).entries} == paragraphs
    assert sum(numbers(library, asked).statuses.values()) == len(paragraphs)


def test_without_its_groups_it_is_asked_what_it_is_charged_with_alone(library: Library) -> None:
    asked = LedgerQuery(DAY, EVERY, bearer="UZ")
    assert [(each.obligation.paragraph, each.through) for each in answer(library, asked).entries] == [
        ("op_4", None)
    ]
