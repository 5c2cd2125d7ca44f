"""Groups and their members, by which a State is bound and several are asked: ``vocab/common/memberships.toml``."""

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


def members_of(id: str) -> tuple[str, ...]:
    """Return the States or entities that are meant by the name of several; none where no table lists them.

    A sample: ``regional-commissions`` gives five bodies, ``member-states`` the Members of the Organization.
    """
    every = table("common", "memberships")
    if id in (*every["states"], *every["member_states"]):
        apart = every["observers"].split() if id in every["member_states"] else ()
        return tuple(each for each in table("common", "states") if each not in apart)
    if id in every["entities"]:
        return tuple(every["entities"][id]["bodies"].split())
    return _listed().get(id, ())


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """Return the groups of States of which the members are listed, with these."""
    regions = table("common", "regions")
    members = {
        **{group: row["states"] for group, row in table("common", "memberships")["members"].items()},
        "african-states": regions["africa"].replace("EH", ""),
        "latin-american-and-caribbean-states": regions["americas"].replace(" CA ", " ").replace(" US ", " "),
    }
    return MappingProxyType({group: tuple(listed.split()) for group, listed in members.items()})


@cache
def _members() -> Mapping[str, tuple[str, ...]]:
    states = {state for listed in _listed().values() for state in listed}
    return MappingProxyType(
        {state: tuple(group for group, listed in _listed().items() if state in listed) for state in states}
    )
