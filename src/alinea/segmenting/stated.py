"""What a format states outright about a resolution goes before what its words say."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from alinea.model.resolution import AgendaItem, Basis, Resolution
from alinea.model.spans import MendedText


def with_facts(resolution: Resolution, facts: tuple[tuple[str, str], ...]) -> Resolution:
    """Return a resolution with the facts its file states; a fact that is no proper value is left out.

    Args:
        resolution: as its words say.
        facts: pairs of a field and its value, as `Text.facts` has them: ``("adopted_on", "2022-07-28")``.
    """
    changes: dict[str, Any] = {}
    for name, value in facts:
        make = _FIELDS.get(name)
        if make is None:
            continue
        try:
            changes[name] = make(value)
        except (ValueError, KeyError, TypeError):
            continue
    if (resolution.organ or changes.get("organ")) == "S":
        changes.pop("session", None)
    basis = changes.pop("basis", None)
    if basis is not None:
        text = resolution.basis.text if resolution.basis else MendedText("", (), ())
        changes["basis"] = Basis(basis["kind"], basis["committee"], text, tuple(basis["documents"]))
    return replace(resolution, **changes) if changes else resolution


def _vote(value: str) -> tuple[int, int, int]:
    counts = json.loads(value)
    return int(counts["yes"]), int(counts["no"]), int(counts["abstain"])


def _items(value: str) -> tuple[AgendaItem, ...]:
    return tuple(AgendaItem(int(item), sub) for item, sub in json.loads(value))


def _basis(value: str) -> dict[str, Any]:
    stated = json.loads(value)
    return {key: stated[key] for key in ("kind", "committee", "documents")}


_FIELDS: dict[str, Callable[[str], Any]] = {
    "symbol": str,
    "organ": str,
    "number": str,
    "part": str,
    "session": int,
    "meeting": int,
    "adopted_on": datetime.date.fromisoformat,
    "distributed_on": datetime.date.fromisoformat,
    "agenda_items": _items,
    "vote": _vote,
    "basis": _basis,
}
