"""What the United Nations publish of a resolution beside its text, as JSON and as columns of a table."""

from __future__ import annotations

import dataclasses
import json

from alinea.store.values import Metadata

COLUMNS = (
    "un_title", "un_committee", "un_agenda_item", "un_agenda_title", "un_documents", "un_meeting",
    "un_adoption", "un_yes", "un_no", "un_abstain", "un_states_yes", "un_states_no", "un_states_abstain",
    "un_sponsors", "un_later_sponsors", "un_subjects", "un_goals",
)  # fmt: skip
"""Columns that follow those of a record; empty where nothing was imported."""


BRIEF = (
    "un_committee", "un_agenda_item", "un_agenda_title", "un_yes", "un_no", "un_abstain", "un_sponsors",
    "un_subjects", "un_goals",
)  # fmt: skip
"""Columns of `COLUMNS` that follow those of an answer about a resolution."""


def brief(beside: Metadata | None) -> dict[str, str | int | tuple[str, ...] | None]:
    """Return the values of `BRIEF` by their names; None, or nothing, where nothing was imported."""
    if beside is None:
        return dict.fromkeys(BRIEF)
    return {
        "un_committee": beside.committee,
        "un_agenda_item": beside.agenda_item,
        "un_agenda_title": beside.agenda_title,
        "un_yes": beside.yes,
        "un_no": beside.no,
        "un_abstain": beside.abstain,
        "un_sponsors": (*beside.sponsors, *beside.later),
        "un_subjects": tuple(subject for subject, _ in beside.subjects),
        "un_goals": beside.goals,
    }


def as_json(beside: Metadata) -> str:
    """Return the metadata as a JSON object, its fields those of `alinea.store.values.Metadata`."""
    return json.dumps(dataclasses.asdict(beside), ensure_ascii=False, default=str)


def cells(beside: Metadata | None) -> tuple[object, ...]:
    """Return the values of `COLUMNS`."""
    if beside is None:
        return (None,) * len(COLUMNS)

    def cast(vote: str) -> str:
        return "; ".join(state for state, each in beside.votes if each == vote)

    return (
        beside.title,
        beside.committee,
        beside.agenda_item,
        beside.agenda_title,
        "; ".join(beside.documents),
        beside.meeting,
        beside.adoption,
        beside.yes,
        beside.no,
        beside.abstain,
        cast("yes"),
        cast("no"),
        cast("abstain"),
        "; ".join(beside.sponsors),
        "; ".join(beside.later),
        "; ".join(subject for subject, _ in beside.subjects),
        "; ".join(beside.goals),
    )
