"""The groups that a State belongs to, through which it is bound: ``vocab/common/memberships.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from alinea.vocab.tables import table


def groups_of(id: str) -> tuple[str, ...]:
    """Return the identifiers of the groups through which a State is bound; none for an actor that is no State.

    A sample: ``UZ`` gives all States, the States of Central Asia and the landlocked developing countries.
    """
    if id not in table("common", "states"):
        return ()
    every = table("common", "memberships")
    members = () if id in every["observers"].split() else every["member_states"]
    return (*members, *every["states"], *_members().get(id, ()))


@cache
def _members() -> Mapping[str, tuple[str, ...]]:
    regions = table("common", "regions")
    members = {
        **{group: row["states"] for group, row in table("common", "memberships")["members"].items()},
        "african-states": regions["africa"].replace("EH", ""),
        "latin-american-and-caribbean-states": regions["americas"].replace(" CA ", " ").replace(" US ", " "),
    }
    states = {state for listed in members.values() for state in listed.split()}
    return MappingProxyType(
        {
            state: tuple(group for group, listed in members.items() if state in listed.split())
            for state in states
        }
    )
