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
from alinea.model.cases import Author, Exemption, MandateState, Plain, Proposal


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


FIELDS = (
    "lead", "contributors", "mandate_state", "evidence", "resources", "exempt", "agreed_by", "proposal",
    "proposal_reason", "joined_with", "proposed_by", "decision", "decided_by", "signed_by", "signed_on",
)  # fmt: skip
"""The columns of a review."""

STEPS: Mapping[str, str] = {
    "lead": "lead",
    "mandate_state": "state",
    "evidence": "evidence",
    "proposal": "proposal",
    "decision": "decision",
}
"""Columns, and the step of the case that is done when they are filled in."""

_JOINED = ("merge", "replace")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed in a review; what is None stays as it is.

    Attributes:
        lead, contributors, state, evidence, resources: as of `alinea.model.cases.Review`.
        exempt: a class, or an empty string for none; agreed_by: the text by which Member States agreed otherwise.
        proposal: or an empty string to take it back; its reason is the author's; joined_with: for a merger or
            replacement.
        decision, decided_by: of the Member States; sign: the author signs for the review as it stands.
    """

    lead: str | None = None
    contributors: tuple[str, ...] | None = None
    state: MandateState | None = None
    evidence: str | None = None
    resources: str | None = None
    exempt: Exemption | str | None = None
    agreed_by: str | None = None
    proposal: Proposal | str | None = None
    joined_with: str | None = None
    decision: Proposal | None = None
    decided_by: str | None = None
    sign: bool = False


def columns(row: Mapping[str, Plain], wanted: Wanted, author: Author) -> dict[str, Plain]:
    """Return the columns that a change sets in a review.

    Args:
        row: the review as it stands.

    Raises:
        DeskError: a rule stands against it.
    """
    values: dict[str, Plain] = {
        name: value
        for name, value in (
            ("lead", wanted.lead),
            ("mandate_state", wanted.state),
            ("evidence", wanted.evidence),
            ("resources", wanted.resources),
            ("agreed_by", wanted.agreed_by),
        )
        if value is not None
    }
    if wanted.contributors is not None:
        values["contributors"] = "\n".join(wanted.contributors) or None
    if wanted.exempt is not None:
        values["exempt"] = wanted.exempt or None
    if wanted.proposal is not None:
        values |= _proposed(wanted, author)
    if wanted.decision is not None:
        if not wanted.decided_by:
            raise DeskError("no-decision-text")
        values |= {"decision": wanted.decision, "decided_by": wanted.decided_by}
    after = {**row, **values}
    if after["proposal"] and after["exempt"] and not after["agreed_by"]:
        raise DeskError("exempt", str(after["exempt"]))
    if wanted.sign:
        return values | _signed({**row, **values}, changed=bool(values), author=author)
    if row["signed_by"] and any(row[name] != value for name, value in values.items()):
        values |= {"signed_by": None, "signed_on": None}
    return values


def _proposed(wanted: Wanted, author: Author) -> dict[str, Plain]:
    """Return the columns of a proposal, with its reason and who made it.

    Raises:
        DeskError: it has no reason, or does not say with what the mandate is to be merged or by what replaced.
    """
    if not wanted.proposal:
        return dict.fromkeys(("proposal", "proposal_reason", "joined_with", "proposed_by"))
    if not author.why.strip():
        raise DeskError("no-reason")
    if wanted.proposal in _JOINED and not wanted.joined_with:
        raise DeskError("joined-with-what", wanted.proposal)
    return {
        "proposal": wanted.proposal,
        "proposal_reason": author.why,
        "joined_with": wanted.joined_with if wanted.proposal in _JOINED else None,
        "proposed_by": author.actor,
    }


def _signed(after: Mapping[str, Plain], *, changed: bool, author: Author) -> dict[str, Plain]:
    """Return the columns of a signature.

    Raises:
        DeskError: nothing is proposed, the author proposed it, or something is to be changed at the same time.
    """
    if changed:
        raise DeskError("signs-and-changes")
    if not after["proposal"]:
        raise DeskError("nothing-to-sign")
    if after["proposed_by"] == author.actor:
        raise DeskError("second-person", author.actor)
    return {"signed_by": author.actor, "signed_on": author.at.date().isoformat()}
