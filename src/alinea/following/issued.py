"""Whether a report was submitted, as the report itself shows: one that says it is submitted as a resolution asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from alinea.following.reports import MORE, SEVERAL, telling_words
from alinea.linking.matters import titles_alike
from alinea.linking.series import SAME
from alinea.model.corpus import Charge, Issued, Outline
from alinea.model.ledger import Evidence
from alinea.vocab.tables import table
from alinea.vocab.windows import due_session, due_window

LATEST = datetime.timedelta(days=3 * 365)
"""How long after its time a document that names no paragraph can still be the one that was asked for once."""


@cache
def _numbers() -> tuple[re.Pattern[str], ...]:
    """Patterns: number in the address of a paragraph, numbers that a document names, address within a section."""
    return re.compile(r"op_(?P<number>\d+)"), re.compile(r"\d+"), re.compile(r"op_[IVXLC]+_")


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


def fitting(
    charge: Charge, version: Outline, documents: Sequence[Issued], titles: Mapping[str, str]
) -> Iterator[Evidence]:
    """Yield the one document that fits a charge of a report, where none says that it was asked for by it.

    It is of the one charged, of the session it is due at, on the matter of the text by its title or its item of the
    agenda; the text asks that one for no other report to that session, and no other document fits.

    Args:
        documents: of any session, that name no resolution that asked for them; titles: of the text, by language.
    """
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if charge.commitment.kind != "report" or charge.bearer_id is None or found is None:
        return
    if (
        sum(
            due_session(each.commitment.due, version.organ, version.adopted_on) == found
            for each in _asked_of(charge, version)
        )
        > 1
    ):
        return
    those = [each for each in documents if not each.covers and _fits(charge, version, each, found, titles)]
    if len(those) == 1:
        yield Evidence("report-fits", those[0].place, those[0].on, those[0].symbol)


def unlisted(
    charge: Charge, version: Outline, documents: Sequence[Issued], titles: Mapping[str, str]
) -> Iterator[Evidence]:
    """Yield the first list that is declared to have all reports of the session that a charge is due at.

    That no report was submitted is told by it alone, and not by what merely is not held; and only where it was made
    after the time of the charge had passed, and where nothing in it can be the report: neither one on the matter, of
    which it is not told what asked for it, nor one whose title is in a language in which the text is not held.
    Reports of States are in no such list.

    Args:
        documents: of the session, that name no resolution that asked for them; lists are among them.
        titles: of the text, by language.
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
    if any(_may_be(charge, version, each, found, titles) for each in documents if not each.covers):
        return
    for each in documents:
        of_it = each.covers and dict(each.sessions).get(found[1]) == found[0]
        if of_it and each.on and each.on > window.closes and bearer in (each.authors or (bearer,)):
            yield Evidence("not-listed", each.place, each.on)
            return


def _asked_of(charge: Charge, version: Outline) -> list[Charge]:
    """Return the reports that a text asks of the one charged."""
    return [
        each
        for each in version.charges
        if (each.commitment.kind, each.bearer_id) == ("report", charge.bearer_id)
    ]


def _may_be(
    charge: Charge, version: Outline, document: Issued, found: tuple[int, str], titles: Mapping[str, str]
) -> bool:
    """Tell whether a document may be the report, as far as its title, its author and its session tell."""
    if dict(document.sessions).get(found[1]) != found[0]:
        return False
    if document.authors and charge.bearer_id not in document.authors:
        return False
    unread = bool(document.titles) and document.place.language not in titles
    if unread or _fits(charge, version, document, found, titles):
        return True
    _, _, sectioned = _numbers()
    if len(_asked_of(charge, version)) < SEVERAL and not sectioned.match(charge.paragraph):
        return False
    # One of many reports, or on the matter of a section, goes by a title of its own, not by that of the text.
    language = version.language
    if document.place.language != language:
        return bool(document.titles)
    own = telling_words(charge.text, language)
    return any(len(telling_words(each, language) & own) >= MORE for each in document.titles)


def _fits(
    charge: Charge, version: Outline, document: Issued, found: tuple[int, str], titles: Mapping[str, str]
) -> bool:
    if dict(document.sessions).get(found[1]) != found[0] or charge.bearer_id not in document.authors:
        return False
    if version.adopted_on and document.on and document.on < version.adopted_on:
        return False
    title = titles.get(document.place.language)
    return title is not None and any(
        titles_alike(title, each, document.place.language) >= SAME for each in document.titles
    )


def _of(
    charge: Charge, reports: Sequence[Charge], version: Outline, documents: Sequence[Issued]
) -> Iterator[Issued]:
    for each in documents:
        if version.adopted_on and each.on and each.on < version.adopted_on:
            continue
        if charge.bearer_id is None or (each.authors and charge.bearer_id not in each.authors):
            continue
        if not _at_its_time(charge, version, each) or _to_another(charge, each):
            continue
        if _paragraphs(each):
            if any(_named(other, each) for other in reports) and not _named(charge, each):
                continue
        elif not _meant(charge, version, each):
            continue
        yield each


def _meant(charge: Charge, version: Outline, document: Issued) -> bool:
    """Tell whether a document that names no paragraph is the report that a charge asks for.

    It is the one for its session; one of a later session is that which was due last before it, of which there may be
    no two. Of several reports, those for which no time is named are told by their paragraphs alone: *in his next
    reports on the progress of the project*.
    """
    others = [each for each in _asked_of(charge, version) if each.paragraph != charge.paragraph]
    sessions = dict(document.sessions)

    def due(each: Charge) -> tuple[int, str] | None:
        return due_session(each.commitment.due, version.organ, version.adopted_on)

    found = due(charge)
    if found and sessions.get(found[1]) == found[0]:
        return True
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    if window is not None and document.on is not None and document.on - window.closes > LATEST:
        return False  # the twentieth report is not the first one, late
    if not others:
        return True
    due_at = [at for each in others if (at := due(each))]
    if found is None:
        timely = window is not None and (not document.on or not sessions or document.on <= window.closes)
        return timely and not any(sessions.get(at[1]) == at[0] for at in due_at)
    # One that is late is the last that was due before it, where no other was due by then.
    return not any(found[0] <= at[0] <= sessions.get(at[1], 0) for at in due_at if at[1] == found[1])


def _at_its_time(charge: Charge, version: Outline, document: Issued) -> bool:
    """Tell whether a document can be the one for the session that a charge is due at: of that session or late."""
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if found is None:
        return True
    sessions = dict(document.sessions)
    session = sessions.get(found[1])
    return not sessions if session is None else session >= found[0]


def _to_another(charge: Charge, document: Issued) -> bool:
    """Tell whether a document is one of other organs than those to which the report is to be made."""
    actors = table("common", "actors")
    series = {
        actors[each.id]["series"]
        for each in charge.commitment.recipients
        if each.id and "series" in actors.get(each.id, {})
    }
    return bool(series and document.sessions) and not series & dict(document.sessions).keys()


def _paragraphs(document: Issued) -> frozenset[str]:
    _, number, _ = _numbers()
    return frozenset(each for named in document.paragraphs for each in number.findall(named))


def _named(charge: Charge, document: Issued) -> bool:
    """Tell whether a document names the paragraph of a charge as the one that asked for it."""
    place, *_ = _numbers()
    match = place.match(charge.paragraph)
    return match is not None and match["number"] in _paragraphs(document)
