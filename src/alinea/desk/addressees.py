"""Those whom a case asks, one by one: the groups that the text names, expanded to States and entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alinea.model.cases import Basis, Reply
from alinea.vocab.memberships import members_of
from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class Addressee:
    """A State or an entity that is asked.

    Attributes:
        id: of the actor; through: the name in the text that it is asked by; replies: what came of it, as received.
    """

    id: str
    through: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Addressees:
    """All that a case asks.

    Attributes:
        each: States by their code, then entities, none twice.
        unlisted: names in the text of which no table says who is meant: a person decides.
        others: replies of senders that are not among `each`.
    """

    each: tuple[Addressee, ...]
    unlisted: tuple[str, ...]
    others: tuple[Reply, ...]

    @property
    def waiting(self) -> tuple[Addressee, ...]:
        """Those of whom nothing came yet."""
        return tuple(addressee for addressee in self.each if not addressee.replies)


def addressees_of(basis: Basis, replies: Sequence[Reply]) -> Addressees:
    """Return who is asked: those whose views are sought, else those who are charged, and what each replied.

    Args:
        basis: whose names are expanded by the members of the groups; replies: those withdrawn do not count.

    A sample: of A/RES/62/27, paragraph 8, «les États Membres» are 193 States.
    """
    states, actors = table("common", "states"), table("common", "actors")
    through: dict[str, str] = {}
    unlisted: list[str] = []
    for name, id in basis.addressees or basis.asked:
        one = id in states or (id in actors and actors[id]["kind"] != "group")
        members = (id,) if one else members_of(id)
        if not members:
            unlisted.append(name)
        for each in members:
            through.setdefault(each, name)
    standing = [each for each in replies if not each.withdrawn]
    ordered = sorted(through, key=lambda id: (id not in states, id))
    return Addressees(
        tuple(
            Addressee(id, through[id], tuple(each for each in standing if each.sender_id == id))
            for id in ordered
        ),
        tuple(dict.fromkeys(unlisted)),
        tuple(each for each in standing if each.sender_id not in through),
    )
