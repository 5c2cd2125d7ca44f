"""The kinds of cases: their steps, the commitments they are for, time limits, and where each rule comes from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources

from alinea.desk.faults import DeskError


@dataclass(frozen=True, slots=True)
class StepRule:
    """A step of a kind.

    Attributes:
        name; source: the text that the step comes from.
        collects: replies are received in it, and are late after its last day.
        needed: a case is not closed as done without it.
        signed: at a desk with accounts, a second person signs that it was done before anything after it is.
        limit, after: its last day is so long after the step of that name was done.
    """

    name: str
    source: str
    collects: bool = False
    needed: bool = False
    signed: bool = False
    limit: timedelta | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case.

    Attributes:
        name; source; steps: in order.
        confidential: at a desk with accounts, only its parties read such a case.
        commitments: kinds of commitments that such a case is opened for; empty where it is opened for any paragraph.
    """

    name: str
    source: str
    commitments: tuple[str, ...]
    steps: tuple[StepRule, ...]
    confidential: bool = False

    @property
    def collecting(self) -> str | None:
        """The name of the step in which replies are received, None where the kind has none."""
        return next((each.name for each in self.steps if each.collects), None)

    def step(self, name: str) -> StepRule:
        """Return a step by its name.

        Raises:
            DeskError: the kind has none of that name.
        """
        for each in self.steps:
            if each.name == name:
                return each
        raise DeskError("no-step", name, ", ".join(each.name for each in self.steps))


def kind_named(name: str) -> Kind:
    """Return a kind by its name.

    Raises:
        DeskError: there is none of that name.
    """
    found = kinds().get(name)
    if found is None:
        raise DeskError("no-kind", name, ", ".join(kinds()))
    return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of case by its name."""
    text = resources.files("alinea.desk").joinpath("kinds.toml").read_text(encoding="utf-8")
    return {
        name: Kind(
            name,
            row["source"],
            tuple(row["commitments"]),
            tuple(
                StepRule(
                    step["name"],
                    step["source"],
                    step.get("collects", False),
                    step.get("needed", False),
                    step.get("signed", False),
                    _days(step["limit"]) if "limit" in step else None,
                    step.get("after"),
                )
                for step in row["steps"]
            ),
            row.get("confidential", False),
        )
        for name, row in tomllib.loads(text).items()
    }


def _days(duration: str) -> timedelta:
    """Return an ISO 8601 duration of whole days: ``P10D``."""
    found = re.fullmatch(r"P(\d{1,4})D", duration)
    if found is None:
        raise ValueError(duration)
    return timedelta(days=int(found[1]))
