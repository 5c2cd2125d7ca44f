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
    if "agenda_items" in changes:
        changes["agenda_items"] = _titled(changes["agenda_items"], resolution.agenda_items)
    basis = changes.pop("basis", None)
    if basis is not None:
        text = resolution.basis.text if resolution.basis else MendedText("", (), ())
        changes["basis"] = Basis(basis["kind"], basis["committee"], text, tuple(basis["documents"]))
    return replace(resolution, **changes) if changes else resolution


def _vote(value: str) -> tuple[int, int, int]:
    counts = json.loads(value)
    return int(counts["yes"]), int(counts["no"]), int(counts["abstain"])


def _items(value: str) -> tuple[AgendaItem, ...]:
    return tuple(AgendaItem(int(item), sub, *title) for item, sub, *title in json.loads(value))


def _titled(stated: tuple[AgendaItem, ...], printed: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """Return items with the titles that are printed for them, where none is stated."""
    titles = {(each.item, each.sub): each.title for each in printed}
    return tuple(replace(each, title=each.title or titles.get((each.item, each.sub))) for each in stated)


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
