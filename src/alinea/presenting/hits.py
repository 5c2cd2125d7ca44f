"""What a search found as rows: the columns of JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alinea.presenting.answers import Row

if TYPE_CHECKING:
    from alinea.store.searching import Hit

COLUMNS = (
    "address", "work", "paragraph", "part", "number", "language", "organ", "session", "adopted_on", "title",
    "score", "text", "marks", "lacking", "others", "under",
)  # fmt: skip


def row_of(hit: Hit) -> Row:
    """Return a hit as a row of an answer."""
    address = hit.address
    return {
        "address": str(address),
        "work": address.work,
        "paragraph": address.paragraph,
        "part": address.part,
        "number": address.number,
        "language": address.language,
        "organ": hit.organ,
        "session": hit.session,
        "adopted_on": hit.adopted_on.isoformat() if hit.adopted_on else None,
        "title": hit.title,
        "score": hit.score,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "lacking": list(hit.lacking),
        "others": hit.others,
        "under": [str(each.address) for each in hit.under],
    }
