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


def test_who_is_no_state_is_bound_through_none() -> None:
    assert groups_of("secretary-general") == ()


def test_every_member_is_a_state_and_every_group_an_actor() -> None:
    for group, members in table("common", "memberships")["members"].items():
        assert not set(members.split()) - set(table("common", "states"))
        assert all(actor_names(language).kinds[group] == "group" for language in LANGUAGES)
