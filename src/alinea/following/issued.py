"""Whether a report was submitted, as the report itself shows: one that says it is submitted as a resolution asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from alinea.linking.matters import titles_alike
from alinea.linking.series import SAME
from alinea.model.corpus import Charge, Issued, Outline
from alinea.model.ledger import Evidence
from alinea.vocab.windows import due_session, due_window

__all__ = ["fitting", "submitted", "unlisted"]


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


def fitting(charge: Charge, version: Outline, documents: Sequence[Issued]) -> Iterator[Evidence]:
    """Yield the one document that fits a charge of a report, where none says that it was asked for by it.

    It is of the one charged, of the session it is due at, on the matter of the text by its title or its item of the
    agenda; the text asks that one for no other report to that session, and no other document fits.

    Args:
        documents: of any session, that name no resolution that asked for them.
    """
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if charge.commitment.kind != "report" or charge.bearer_id is None or found is None or not version.title:
        return
    asked = [
        each
        for each in version.charges
        if (each.commitment.kind, each.bearer_id) == ("report", charge.bearer_id)
        and due_session(each.commitment.due, version.organ, version.adopted_on) == found
    ]
    if len(asked) > 1:
        return
    those = [each for each in documents if not each.covers and _fits(charge, version, each, found)]
    if len(those) == 1:
        yield Evidence("report-fits", those[0].place, those[0].on, those[0].symbol)


def unlisted(charge: Charge, version: Outline, documents: Sequence[Issued]) -> Iterator[Evidence]:
    """Yield the first list that is declared to have all reports of the session that a charge is due at.

    That no report was submitted is told by it alone, and not by what merely is not held; and only where it was made
    after the time of the charge had passed. Reports of States are in no such list.

    Args:
        documents: of the session, that name no resolution that asked for them; lists are among them.
    """
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    bearer = charge.bearer_id
    if (
        charge.commitment.kind != "report"
        or found is None
        or window is None
        or bearer is None
        or bearer.isupper()
    ):
        return
    for each in documents:
        of_it = each.covers and dict(each.sessions).get(found[1]) == found[0]
        if of_it and each.on and each.on > window.closes and bearer in (each.authors or (bearer,)):
            yield Evidence("not-listed", each.place, each.on)
            return


def _fits(charge: Charge, version: Outline, document: Issued, found: tuple[int, str]) -> bool:
    if dict(document.sessions).get(found[1]) != found[0] or charge.bearer_id not in document.authors:
        return False
    if document.place.language != version.language:
        return False
    if version.adopted_on and document.on and document.on < version.adopted_on:
        return False
    title = version.title or ""
    return any(titles_alike(title, each, version.language) >= SAME for each in document.titles)


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
