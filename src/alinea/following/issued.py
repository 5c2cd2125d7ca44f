"""Whether a report was submitted, as the report itself shows: one that says it is submitted as a resolution asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from alinea.model.corpus import Charge, Issued, Outline
from alinea.model.ledger import Evidence
from alinea.vocab.windows import due_session

__all__ = ["submitted"]


@cache
def _numbers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the number in the address of an operative paragraph, and of the numbers that a document names."""
    return re.compile(r"op_(?P<number>\d+)"), re.compile(r"\d+")


def submitted(charge: Charge, version: Outline, documents: Sequence[Issued]) -> Iterator[Evidence]:
    """Yield the documents by which a charge was answered, on their own days.

    A report is that of the one charged, for the session it is due at or a later one, at the request of the paragraph
    where the document names one. Views are answered by the report that holds the replies.

    Args:
        charge: of a report or of views; version: the text that lays it; documents: those it asked for.
    """
    reports = [each for each in version.charges if each.commitment.kind == "report"]
    views = charge.commitment.kind == "views"
    if views:
        same = [each for each in reports if each.paragraph == charge.paragraph]
        reports_on = same or reports[:1]
        found = [each for report in reports_on[:1] for each in _of(report, reports, version, documents)]
        found = [each for each in found if each.replies]
    else:
        found = list(_of(charge, reports, version, documents))
    for each in found:
        kind = "replies-issued" if views else "report-issued"
        yield Evidence(kind, each.place, each.on, each.symbol, each.replies or None)  # type: ignore[arg-type]


def _of(
    charge: Charge, reports: Sequence[Charge], version: Outline, documents: Sequence[Issued]
) -> Iterator[Issued]:
    for each in documents:
        if version.adopted_on and each.on and each.on < version.adopted_on:
            continue
        if charge.bearer_id is None or (each.authors and charge.bearer_id not in each.authors):
            continue
        if not _at_its_time(charge, version, each):
            continue
        if _paragraphs(each) and any(_named(other, each) for other in reports) and not _named(charge, each):
            continue
        yield each


def _at_its_time(charge: Charge, version: Outline, document: Issued) -> bool:
    """Tell whether a document can be the one for the session that a charge is due at: of that session or late."""
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if found is None:
        return True
    session = dict(document.sessions).get(found[1])
    return session is None or session >= found[0]


def _paragraphs(document: Issued) -> frozenset[str]:
    _, number = _numbers()
    return frozenset(each for named in document.paragraphs for each in number.findall(named))


def _named(charge: Charge, document: Issued) -> bool:
    """Tell whether a document names the paragraph of a charge as the one that asked for it."""
    place, _ = _numbers()
    match = place.match(charge.paragraph)
    return match is not None and match["number"] in _paragraphs(document)
