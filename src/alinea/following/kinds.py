"""What kinds of actors there are, as far as it tells what can be shown of their commitments."""

from __future__ import annotations

from functools import cache

from alinea.vocab.tables import table


@cache
def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(id for id, row in table("common", "actors").items() if row["kind"] in kinds)


def groups() -> frozenset[str]:
    """Return the actors that are many."""
    return _of_kind("group")


def officers() -> frozenset[str]:
    """Return the actors that have no agenda of their own."""
    return _of_kind("officer", "secretariat", "programme", "group")
