"""The groups through which a State is bound."""

from __future__ import annotations

import pytest

from alinea.vocab.actor_names import actor_names
from alinea.vocab.memberships import groups_of
from alinea.vocab.tables import LANGUAGES, table

EVERY = ("member-states", "states", "countries", "governments")


@pytest.mark.parametrize(
    ("state", "groups"),
    [
        ("UZ", {"states-of-central-asia", "asia-pacific-states", "landlocked-developing-countries"}),
        ("SN", {"african-states", "least-developed-countries"}),
        ("CU", {"latin-american-and-caribbean-states", "small-island-developing-states"}),
        ("CA", {"western-european-and-other-states"}),
    ],
)
def test_a_state_is_bound_through_its_groups(state: str, groups: set[str]) -> None:
    assert groups_of(state)[: len(EVERY)] == EVERY
    assert set(groups_of(state)[len(EVERY) :]) == groups


def test_an_observer_is_no_member_state() -> None:
    assert groups_of("PS") == ("states", "countries", "governments")


def test_each_member_state_is_of_a_regional_group_but_one() -> None:
    """Türkiye is of two; the United States of America of none (Regional groups of Member States)."""
    regional = {
        "african-states",
        "asia-pacific-states",
        "eastern-european-states",
        "latin-american-and-caribbean-states",
        "western-european-and-other-states",
    }
    counted = {state: len(regional & set(groups_of(state))) for state in table("common", "states")}
    assert {state: many for state, many in counted.items() if many != 1} == {
        "PS": 0,
        "VA": 0,
        "US": 0,
        "TR": 2,
    }


def test_lists_have_as_many_members_as_their_sources_say() -> None:
    members = table("common", "memberships")["members"]
    assert {group: len(row["states"].split()) for group, row in members.items()} == {
        "states-of-central-asia": 5,
        "asia-pacific-states": 55,
        "eastern-european-states": 23,
        "western-european-and-other-states": 28,
        "least-developed-countries": 44,
        "landlocked-developing-countries": 32,
        "small-island-developing-states": 37,
    }


def test_who_is_no_state_is_bound_through_none() -> None:
    assert groups_of("secretary-general") == ()


def test_every_member_is_a_state_and_every_group_an_actor() -> None:
    for group, row in table("common", "memberships")["members"].items():
        assert not set(row["states"].split()) - set(table("common", "states"))
        assert row["source"] and row["as_of"].year > 2000
        assert all(actor_names(language).kinds[group] == "group" for language in LANGUAGES)
