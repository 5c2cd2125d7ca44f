"""The list of mandates that are reviewed after A/RES/80/251, by what is proposed of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import get_args

from alinea._version import __version__
from alinea.model.cases import Case, Proposal, Review
from alinea.presenting.cases import where
from alinea.presenting.papers.paper import Cell, Column, Paper, Sheet
from alinea.presenting.words import Words

_COLUMNS = (
    ("mandate", 4), ("lead", 2), ("contributors", 2), ("state", 2), ("evidence", 3), ("proposal", 3),
    ("signed", 2), ("decision", 2),
)  # fmt: skip
"""Keys of the columns, and how wide each is beside the others."""


def review_paper(cases: Iterable[Case], words: Words, day: datetime.date, *, signed: bool = False) -> Paper:
    """Return the list of mandates that are reviewed: by proposal, then those without one, then those that are exempt.

    Args:
        words: of the language of the paper; day: that the paper bears; signed: only those that are signed for.
    """
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for case in cases:
        review = case.review
        if signed and (review is None or not review.signed_by):
            continue
        found.setdefault(_group(review), []).append(_row(case, review, words))
    columns = tuple(Column(key, words(f"review.column.{key}"), width) for key, width in _COLUMNS)
    sheets = tuple(
        Sheet(words(f"review.group.{key}"), columns, tuple(found[key]))
        for key in (*get_args(Proposal), "none", "exempt")
        if key in found
    )
    return Paper(
        title=words("review.title"),
        lead=(words("review.lead-signed" if signed else "review.lead"),),
        sheets=sheets or (Sheet(words("review.group.none"), columns, (), words("review.empty")),),
        notice=words("review.notice", version=__version__),
        language=words.language,
        made_on=day,
    )


def _group(review: Review | None) -> str:
    if review is not None and review.proposal:
        return review.proposal
    return "exempt" if review is not None and review.exempt and not review.agreed_by else "none"


def _row(case: Case, review: Review | None, words: Words) -> tuple[Cell, ...]:
    mandate = f"{where(case, words)}\n{case.basis.title}" if case.basis.title else where(case, words)
    if review is None:
        return (mandate, *("" for _ in _COLUMNS[1:]))
    state = [words(f"mandate-state.{review.state}") if review.state else ""]
    if review.exempt:
        state.append(words(f"exemption.{review.exempt}"))
        if review.agreed_by:
            state.append(words("review.agreed", text=review.agreed_by))
    proposal = [words(f"proposal.{review.proposal}"), review.proposal_reason or ""] if review.proposal else []
    if review.joined_with:
        proposal.append(words("review.with", mandate=review.joined_with))
    if review.proposed_by:
        proposal.append(words("review.proposed-by", who=review.proposed_by))
    signature = f"{review.signed_by}\n{words.date(review.signed_on)}" if review.signed_on else ""
    decision = f"{words(f'proposal.{review.decision}')}\n{review.decided_by}" if review.decision else ""
    evidence = "\n".join(each for each in (review.evidence, review.resources) if each)
    return (
        mandate,
        review.lead or "",
        "\n".join(review.contributors),
        "\n".join(each for each in state if each),
        evidence,
        "\n".join(each for each in proposal if each),
        signature,
        decision,
    )
