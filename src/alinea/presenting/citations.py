"""What a text cites, or what cites it, as rows: the columns of JSON and CSV."""

from __future__ import annotations

from alinea.model.corpus import Ambiguous, Link, Resolved
from alinea.presenting.answers import Row

COLUMNS = (
    "address", "work", "paragraph", "language", "target", "pinpoint", "outcome", "reason", "candidates",
    "text", "span",
)  # fmt: skip


def row_of(link: Link) -> Row:
    """Return a citation as a row of an answer."""
    outcome, place = link.outcome, link.place
    return {
        "address": place.address,
        "work": place.symbol,
        "paragraph": place.paragraph,
        "language": place.language,
        "target": link.target,
        "pinpoint": link.pinpoint,
        "outcome": type(outcome).__name__.lower(),
        "reason": None if isinstance(outcome, Resolved) else outcome.reason,
        "candidates": list(outcome.candidates) if isinstance(outcome, Ambiguous) else [],
        "text": place.text,
        "span": [list(place.span)],
    }
