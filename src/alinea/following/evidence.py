"""What later texts show of a commitment: that it was done, that it is asked anew, or nothing.

Only texts that the earlier one leads to are looked at: later texts of its series, and those that take note of a report
as one that it asked for. What is not shown there is not known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from alinea.following.sessions import session_window
from alinea.following.windows import due_session, due_window
from alinea.linking.matters import Matter, likeness, matter
from alinea.linking.series import ACCEPTED
from alinea.linking.standing import standing
from alinea.model.corpus import Charge, Corpus, Notice, Outline, Place, SeriesLink, Work
from alinea.model.ledger import Evidence, EvidenceKind, Window
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.tables import table

__all__ = ["Later", "evidence_of", "in_order", "later_texts"]

PLAIN = 0.15  # likeness at which a report counts of which nothing more is said
NAMED = 0.15  # what it counts for that the resolution is named as the one that asked for it
MORE = 2  # words by which a report is said to be on more than the matter of the text
SEVERAL = 3  # reports asked of one in the same text from which its words must tell which is meant
YEAR = datetime.timedelta(days=366)
FEW = 8.0  # weight of the words by which the whole matter is put on an agenda
ALIKE = 0.4  # likeness from which two paragraphs are taken to ask the same
REPORTING = frozenset({"report", "views"})
NOTING = frozenset({"take-note", "note", "welcome", "consider", "commend", "thank", "endorse", "approve"})
"""Acts by which a text takes note of what was newly submitted; others call to mind what it had before."""


class Later:
    """A later text: its work, and the link of its series to the earlier one, None where it is not of its series."""

    def __init__(self, work: Work, link: SeriesLink | None) -> None:
        self.work = work
        self.link = link
        self.on = _adopted(work.chief)


def later_texts(symbol: str, corpus: Corpus) -> tuple[Later, ...]:
    """Return the texts that may show something of the commitments of a work, in order of adoption."""
    links = {each.later: each for each in corpus.later.get(symbol, ()) if each.confidence >= ACCEPTED}
    citing = dict.fromkeys(each.place.symbol for each in corpus.cited_by.get(symbol, ()))
    answering = (
        each
        for each in citing
        if any(
            symbol in notice.pursuant for version in corpus.works[each].versions for notice in version.notices
        )
    )
    names = dict.fromkeys((*links, *answering))
    return in_order(Later(corpus.works[each], links.get(each)) for each in names if each in corpus.works)


def in_order(texts: Iterable[Later]) -> tuple[Later, ...]:
    """Return later texts in order of adoption."""
    return tuple(sorted(texts, key=lambda each: (each.on or datetime.date.max, standing(each.work.symbol))))


def evidence_of(charge: Charge, version: Outline, later: Sequence[Later]) -> tuple[Evidence, ...]:
    """Return what later texts show of a charge, in order of their adoption.

    Args:
        charge: of `version`; later: the texts that may show something of it.
    """
    found = tuple(_evidence(charge, version, later))
    return tuple(sorted(found, key=lambda each: each.on or datetime.date.max))


def _evidence(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    kind = charge.commitment.kind
    if kind in REPORTING:
        yield from _reported(charge, version, later)
    elif kind == "agenda":
        yield from _inscribed(charge, version, later)
    if kind in ("report", "views", "agenda", "meeting", "term"):
        yield from _anew(charge, version, later)


# ---- a report was submitted


def _reported(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    reports = [each for each in version.charges if each.commitment.kind == "report"]
    if charge.commitment.kind == "views":
        same = [each for each in reports if each.paragraph == charge.paragraph]
        for report in same[:1]:
            for shown in _reported(report, version, later):
                if shown.kind != "silent":
                    yield Evidence("same-report", shown.place, shown.on, shown.document)
        return
    answered = False
    for text in later:
        told = _telling(charge, reports, version, text)
        if told is not None:
            kind, notice = told
            answered = True
            yield Evidence(kind, notice.place, text.on, next(iter(_fitting(charge, version, notice)), None))
    if not answered:
        yield from _silent(charge, version, later)


def _telling(
    charge: Charge, reports: Sequence[Charge], version: Outline, text: Later
) -> tuple[EvidenceKind, Notice] | None:
    """Return the paragraph of a later text that shows that a report was submitted, of several the nearest in words."""
    found: list[tuple[float, EvidenceKind, Notice]] = []
    for notice in (each for other in text.work.versions for each in other.notices):
        kind = _answers(charge, version, notice, text)
        if kind and _best(charge, reports, version, notice):
            near = PLAIN
            if notice.topic and notice.place.language == version.language:
                told = matter(notice.topic, version.language)
                near = likeness(matter(charge.text, version.language), told)
            found.append((near + (NAMED if kind == "answers" else 0.0), kind, notice))
    return max(found, key=lambda each: each[0])[1:] if found else None


def _answers(charge: Charge, version: Outline, notice: Notice, text: Later) -> EvidenceKind | None:
    """Tell how a paragraph that takes note of a report shows that this one was submitted, None where it does not."""
    chief = text.work.chief
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if charge.bearer_id is None or charge.bearer_id in _groups():
        return None  # what many must do is not shown by one report
    if chief.organ not in (version.organ, found[1] if found else None):
        return None
    named = charge.bearer_id in notice.authors
    if (notice.authors and not named) or (notice.documents and not _fitting(charge, version, notice)):
        return None
    timed = (
        found is not None or due_window(charge.commitment.due, version.organ, version.adopted_on) is not None
    )
    if version.symbol in notice.pursuant:
        return "answers" if named or (timed and charge.bearer_id in notice.named) else None
    if text.link is None or notice.pursuant or not named or not timed:
        return None
    if notice.act not in NOTING or charge.bearer_id not in notice.direct:
        return None
    if not _on_topic(charge, version, notice, chief):
        return None
    if notice.documents:
        return "report-noted"
    return "report-noted" if found == (chief.session, chief.organ) else None


@cache
def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(id for id, row in table("common", "actors").items() if row["kind"] in kinds)


def _groups() -> frozenset[str]:
    """Return the actors that are many."""
    return _of_kind("group")


def _officers() -> frozenset[str]:
    """Return the actors that have no agenda of their own."""
    return _of_kind("officer", "secretariat", "programme", "group")


def _on_topic(charge: Charge, version: Outline, notice: Notice, chief: Outline) -> bool:
    """Tell whether what a report is said to be about agrees with what was asked for, by the telling words of both.

    A text that asks the same one for several reports has several matters: there the words must be those of the charge.
    """
    language = notice.place.language
    if language != version.language:
        return not _several(charge, version)
    topic, own, title = (
        _telling_words(each, language) for each in (notice.topic, charge.text, version.title or "")
    )
    if _several(charge, version):
        return len((topic & own) - title) >= MORE
    if not topic or topic & own:
        return True
    named = title | (
        _telling_words(chief.title or "", language) if chief.language == language else frozenset()
    )
    # A report on more than the matter of the text is not the one asked for on another detail of it.
    whole = linking_words(language).whole.search(fold(charge.text))
    return bool(topic & named) and bool(whole or len(topic - named) < MORE)


def _several(charge: Charge, version: Outline) -> bool:
    asked = (each for each in version.charges if each.commitment.kind == "report")
    return sum(1 for each in asked if each.bearer_id == charge.bearer_id) >= SEVERAL


def _telling_words(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words of a text that few others have."""
    return frozenset(stem for stem, weight in matter(text, language).items() if weight >= 1)


def _fitting(charge: Charge, version: Outline, notice: Notice) -> list[str]:
    """Return the documents of a paragraph that can be the report: of the session, or of the time, it is due at."""
    due = charge.commitment.due
    found = due_session(due, version.organ, version.adopted_on)
    window = due_window(due, version.organ, version.adopted_on)
    if found and found[0] != version.session:
        return [each for each in notice.documents if _of_session(each, *found, window)]
    since = version.adopted_on.year if version.adopted_on else None
    years = {each: _year_of(each) for each in notice.documents}
    if window is not None:
        return [
            each
            for each, year in years.items()
            if year and window.opens.year - 1 <= year <= window.closes.year + 1
        ]
    return [each for each, year in years.items() if year is None or since is None or year >= since]


@cache
def _numbered() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r"(A(?:/HRC|/C\.\d)?)/(\d{1,3})/"), re.compile(r"(?:S|E|E/CN\.\d+|A/AC\.\d+)/(\d{4})/")


def _of_session(document: str, session: int, series: str, window: Window | None) -> bool:
    numbered, yearly = _numbered()
    found = numbered.match(document)
    if found:
        return found[1] == series and int(found[2]) == session
    dated = yearly.match(document)
    if dated and series == "E":
        return int(dated[1]) == session
    return bool(dated and window and window.opens.year <= int(dated[1]) <= window.closes.year)


def _year_of(document: str) -> int | None:
    """Return the year a document is of, to within a year: by its session, or by the year in its symbol."""
    numbered, yearly = _numbered()
    dated = yearly.match(document)
    if dated:
        return int(dated[1])
    found = numbered.match(document)
    window = session_window(found[1], int(found[2])) if found else None
    return window.opens.year if window else None


def _best(charge: Charge, reports: Sequence[Charge], version: Outline, notice: Notice) -> bool:
    """Tell whether of several reports that one is asked for in the same text this is the one that is meant."""
    rivals = [
        each
        for each in reports
        if (each.paragraph, each.ordinal) != (charge.paragraph, charge.ordinal)
        and each.bearer_id == charge.bearer_id
        and bool(_fitting(each, version, notice)) == bool(_fitting(charge, version, notice))
    ]
    if not rivals or notice.place.language != version.language:
        return not rivals
    told = matter(notice.words, version.language)
    own = _nearness(charge, rivals, version, told)
    return all(own > _nearness(each, [charge], version, told) for each in rivals)


def _nearness(charge: Charge, others: Sequence[Charge], version: Outline, told: Matter) -> float:
    """Return how far what is asked is what a paragraph tells of; by its own words where its paragraph asks for more."""
    shared = any(each.paragraph == charge.paragraph for each in others)
    return likeness(matter(charge.commitment.quote if shared else charge.text, version.language), told)


def _silent(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    """Yield the first later text of the series that would have told of a report and does not.

    It would have told of it if the earlier text itself took note of a report of the same actor, and if it was adopted
    in the time that the report was due, or within a year after.
    """
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    told = any(charge.bearer_id in each.direct for each in version.notices)
    if window is None or charge.bearer_id is None or not told:
        return
    for text in later:
        chief = text.work.chief
        if text.link is None or chief.fragment or text.on is None or text.on < window.opens:
            continue
        if text.on > window.closes + YEAR:
            return
        heard = [each for each in chief.notices if not each.authors or charge.bearer_id in each.authors]
        if not heard:
            yield Evidence("silent", _recalled(text.link, chief), max(text.on, window.closes))
        return


# ---- an item was put on the agenda


def _inscribed(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if found is None or not _of_the_matter(charge, version):
        return
    for text in later:
        chief = text.work.chief
        if text.link is None or (chief.session, chief.organ) != found or found[0] == version.session:
            continue
        if _other_item(charge, version, text.work):
            continue
        yield Evidence("item-inscribed", _recalled(text.link, chief), text.on)
        return


def _of_the_matter(charge: Charge, version: Outline) -> bool:
    """Tell whether it is the matter of the text that an organ puts on its agenda, and not one of its details."""
    if charge.bearer_id in _officers():
        return False
    if charge.subject:
        return True
    told, title = matter(charge.text, version.language), matter(version.title or "", version.language)
    beside = sum(weight for stem, weight in told.items() if stem not in title)
    shared = sum(weight for stem, weight in title.items() if stem in told)
    return beside <= FEW or shared >= sum(title.values()) / 2


def _other_item(charge: Charge, version: Outline, work: Work) -> bool:
    """Tell whether the text puts several items on the agenda and the later text is of another of them."""
    items = {each.subject for each in version.charges if each.commitment.kind == "agenda" and each.subject}
    title = next((each.title for each in work.versions if each.language == version.language), None)
    if len(items) < 2 or not charge.subject or not title:
        return False
    return likeness(matter(charge.subject, version.language), matter(title, version.language)) < ALIKE


# ---- it is asked anew


def _anew(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    if window is None and charge.recurrence is None:
        return
    for text in later:
        other = next((each for each in text.work.versions if each.language == version.language), None)
        if text.link is None or other is None:
            continue
        for asked in other.charges:
            if _same(charge, asked, version.language) and _after(asked, other, window):
                kind: EvidenceKind = "renewed" if charge.commitment.kind == "term" else "asked-anew"
                place = Place(
                    other.symbol, asked.paragraph, other.language, asked.commitment.span, asked.text
                )
                yield Evidence(kind, place, text.on)
                return


def _same(charge: Charge, asked: Charge, language: str) -> bool:
    if charge.commitment.kind != asked.commitment.kind or charge.bearer_id != asked.bearer_id:
        return False
    return likeness(matter(charge.text, language), matter(asked.text, language)) >= ALIKE


def _after(asked: Charge, version: Outline, window: Window | None) -> bool:
    other = due_window(asked.commitment.due, version.organ, version.adopted_on)
    if window is None:
        return asked.recurrence is not None
    return other is not None and other.closes > window.closes


# ---- places


def _recalled(link: SeriesLink, chief: Outline) -> Place:
    """Return where the later text recalls the earlier one."""
    for reason in link.reasons:
        if reason.place is not None:
            return reason.place
    recall = next(each for each in chief.recalls if each.target == link.earlier)
    return recall.place


def _adopted(version: Outline) -> datetime.date | None:
    """Return the day a text was adopted; where it does not say, the last of the session."""
    if version.adopted_on is not None:
        return version.adopted_on
    window = session_window(version.organ, version.session) if version.session is not None else None
    return window.closes if window else None
