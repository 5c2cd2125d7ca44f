"""The scheme of acts, shared by all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alinea.model.record import ActClass
from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class Act:
    """A concept of the scheme of acts, a row of ``common/acts.toml``.

    Attributes:
        id: its name, such as ``urge``.
        act_class: what kind of act it is.
        force: of a directive, from 1 (encourage) to 6 (demand); None for the others.
    """

    id: str
    act_class: ActClass
    force: int | None


@cache
def acts() -> Mapping[str, Act]:
    """Return the scheme of acts, by identifier."""
    rows = table("common", "acts")
    return MappingProxyType({name: Act(name, row["class"], row.get("force")) for name, row in rows.items()})
