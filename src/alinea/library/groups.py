"""Through which groups a State is bound by what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.library.actor_names import Actors
from alinea.model.ledger import Obligation
from alinea.vocab.memberships import groups_of


def groups_through(meant: Actors, wanted: bool) -> tuple[str, ...]:
    """Return the groups through which those meant are bound, where they are wanted."""
    return tuple(dict.fromkeys(group for id in meant.ids for group in groups_of(id))) if wanted else ()


def through(owed: Obligation, meant: Actors, groups: Sequence[str]) -> str | None:
    """Return the group through which those meant are bound, None where they are charged themselves."""
    charged = [each.id for each in owed.bearers if each.id]
    if any(id in meant.ids for id in charged):
        return None
    return next((id for id in charged if id in groups), None)
