"""The rules of the review of mandates after A/RES/80/251.

A proposal has a reason; a merger or replacement says with what. Mandates of the four classes of para. 25 are not
subject to review unless Member States agreed otherwise, which is told with the text that says so. A decision is the
Member States' (paras. 1 (c) and 20): it is told with the text that took it. Who proposed does not sign for it, and a
signature holds only for what was signed: whatever is changed afterwards takes it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alinea.desk.faults import DeskError
from alinea.model.cases import Author, Exemption, MandateState, Plain, Proposal

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
