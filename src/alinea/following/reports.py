"""Whether a report that was asked for was submitted, as later texts show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from alinea.following.successors import Later, recalled
from alinea.linking.matters import Matter, likeness, matter, titled, titles_alike
from alinea.linking.series import SAME
from alinea.model.corpus import Charge, Notice, Outline, Work
from alinea.model.ledger import Evidence, EvidenceKind
from alinea.model.window import Window
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.sessions import session_window
from alinea.vocab.tables import table
from alinea.vocab.windows import due_session, due_window

PLAIN = 0.15  # likeness at which a report counts of which nothing more is said
NAMED = 0.15  # what it counts for that the resolution is named as the one that asked for it
MORE = 2  # words by which a report is said to be on more than the matter of the text
SAID = 30  # letters of words on what a report is about that are found again in what was asked for
SEVERAL = 3  # reports asked of one in the same text from which its words must tell which is meant
NOTING = frozenset({"take-note", "note", "welcome", "consider", "commend", "thank", "endorse", "approve"})
"""Acts by which a text takes note of what was newly submitted; others call to mind what it had before."""


def reported(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    """Yield what later texts show of a report that was asked for, or of views that go with one, in order of their days.

    Args:
        charge: of a report or of views; version: the text that lays it; later: those that may tell of it.
    """
    reports = [each for each in version.charges if each.commitment.kind == "report"]
    if charge.commitment.kind == "views":
        same = [each for each in reports if each.paragraph == charge.paragraph]
        for report in same[:1]:
            for shown in reported(report, version, later):
                if shown.kind != "silent":
                    yield Evidence("same-report", shown.place, shown.on, shown.document)
        return
    answered = False
    for text in later:
        told = _telling(charge, reports, version, text)
        if told is not None:
            kind, notice = told
            answered = True
            fitting = _fitting(charge, version, notice)
            # Of several documents it is not told which is the one.
            document = fitting[0] if len(fitting) == 1 else None
            yield Evidence(kind, notice.place, text.on, document)
    if not answered:
        yield from _missed(charge, version, later)
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
            topic = _topic(charge, notice)
            if topic and notice.place.language == version.language:
                near = likeness(matter(charge.text, version.language), matter(topic, version.language))
            found.append((near + (NAMED if kind == "answers" else 0.0), kind, notice))
    return max(found, key=lambda each: each[0])[1:] if found else None


def _answers(charge: Charge, version: Outline, notice: Notice, text: Later) -> EvidenceKind | None:
    """Tell how a paragraph that takes note of a report shows that this one was submitted, None where it does not."""
    chief = text.work.chief
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if notice.missing or charge.bearer_id is None or charge.bearer_id in groups():
        return None  # what many must do is not shown by one report
    if chief.organ not in (version.organ, found[1] if found else None):
        return None
    if found and found[1] != chief.organ and _asked_for_here(charge, version, chief.organ):
        return None  # the report made to this organ is another one
    named = charge.bearer_id in notice.authors
    if (notice.authors and not named) or (notice.documents and not _fitting(charge, version, notice)):
        return None
    timed = (
        found is not None or due_window(charge.commitment.due, version.organ, version.adopted_on) is not None
    )
    if version.symbol in notice.pursuant:
        if not (named or (timed and charge.bearer_id in notice.named)):
            return None
        # Of several reports asked of one, that on the whole is the one so called.
        alone = len(_asked_of(charge, version)) == 1
        return (
            "answers"
            if alone or not _on_detail(charge, version) or _on_topic(charge, version, notice, chief)
            else None
        )
    if text.link is None or notice.pursuant or not named or not timed:
        return None
    if notice.act not in NOTING or not any(each.direct for each in notice.by(charge.bearer_id)):
        return None
    if not _on_topic(charge, version, notice, chief):
        return None
    if notice.documents:
        return "report-noted"
    return "report-noted" if found == (chief.session, chief.organ) else None


def _asked_for_here(charge: Charge, version: Outline, organ: str) -> bool:
    """Tell whether the same actor is asked for another report by the session of an organ."""
    others = (
        due_session(each.commitment.due, version.organ, version.adopted_on)
        for each in _asked_of(charge, version)
    )
    return any(each is not None and each[1] == organ for each in others)


def _on_topic(charge: Charge, version: Outline, notice: Notice, chief: Outline) -> bool:
    """Tell whether what a report is said to be about agrees with what was asked for, by the telling words of both.

    A text that asks the same one for several reports has several matters: there the words must be those of the charge.
    """
    language = notice.place.language
    if language != version.language:
        return not _several(charge, version) and not _on_detail(charge, version)
    topic, own, title = (
        telling_words(each, language) for each in (_topic(charge, notice), charge.text, version.title or "")
    )
    if _several(charge, version):
        _, _, said = _topic(charge, notice).partition(" ")  # without its article
        return len((topic & own) - title) >= MORE or (len(said) > SAID and said in fold(charge.text))
    if _on_detail(charge, version):
        return bool((topic & own) - title)
    if not topic:
        return True
    named = title | (
        telling_words(chief.title or "", language) if chief.language == language else frozenset()
    )
    beyond = topic - named - own
    # The title of a report may have words of its own; what a report is said to be about has not.
    entitled = any(each.entitled for each in notice.by(charge.bearer_id))
    near = entitled or len(beyond) < MORE or len(beyond) <= len(topic & (named | own))
    if topic & own:
        return near
    # A report on more than the matter of the text is not the one asked for on another detail of it.
    whole = linking_words(language).whole.search(fold(charge.text))
    return bool(topic & named) and (near if whole else len(beyond) < MORE)


def _topic(charge: Charge, notice: Notice) -> str:
    """Return what a paragraph says the report of the one charged is about; empty where it does not.

    Of several that it names together, the one that is nearest to what was asked for.
    """
    topics = [each.topic for each in notice.by(charge.bearer_id) if each.topic]
    if len(topics) < 2:
        return "".join(topics)
    own = telling_words(charge.text, notice.place.language)
    return max(topics, key=lambda each: len(telling_words(each, notice.place.language) & own))


def _on_detail(charge: Charge, version: Outline) -> bool:
    """Tell whether a report is asked for on something that its paragraph has spoken of before.

    A sample: *d'inviter les États parties redevables d'arriérés à régulariser leur situation, et de lui rendre compte
    à ce sujet*.
    """
    language = version.language
    words = linking_words(language)
    before, asked = charge.text[: charge.commitment.at.start], fold(charge.text[charge.commitment.at.start :])
    if not words.detail.search(asked) or words.whole.search(fold(charge.text)):
        return False
    if any(
        each.commitment.kind == "views" and each.paragraph == charge.paragraph for each in version.charges
    ):
        return False  # the views sought are on the matter of the text, and so is the report on them
    spoken = telling_words(before, language) - telling_words(version.title or "", language)
    return len(spoken) >= MORE


def _several(charge: Charge, version: Outline) -> bool:
    return len(_asked_of(charge, version)) >= SEVERAL


def _asked_of(charge: Charge, version: Outline) -> list[Charge]:
    """Return the reports that a text asks of the actor that a charge is laid on."""
    asked = (each for each in version.charges if each.commitment.kind == "report")
    return [each for each in asked if each.bearer_id == charge.bearer_id]


def telling_words(text: str, language: str) -> frozenset[str]:
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
        and not _made_to_another(each, charge, version)
    ]
    if not rivals or notice.place.language != version.language:
        return not rivals
    told, topic = matter(notice.words, version.language), _topic(charge, notice)
    if topic and len({each.topic for each in notice.by(charge.bearer_id)}) > 1:
        # Several reports are named together: rivals are those of which the same is the nearest.
        rivals, told = (
            [each for each in rivals if _topic(each, notice) == topic],
            matter(topic, version.language),
        )
    own = _nearness(charge, rivals, version, told)
    return all(own > _nearness(each, [charge], version, told) for each in rivals)


def _made_to_another(each: Charge, charge: Charge, version: Outline) -> bool:
    """Tell whether the same words ask for a report to another organ: that it was made to the one tells which is meant.

    A sample: *de lui présenter à sa soixante-seizième session, ainsi qu'au Conseil des droits de l'homme à sa
    quarante-quatrième session, un rapport* is asked for twice.
    """
    # The words of one may end before those of the other: *rendre compte au Comité, à sa 3e session, et à elle-même*.
    if (each.paragraph, each.commitment.span.start) != (charge.paragraph, charge.commitment.span.start):
        return False
    one, other = (
        due_session(asked.commitment.due, version.organ, version.adopted_on) for asked in (each, charge)
    )
    return one is not None and other is not None and one[1] != other[1]


def _nearness(charge: Charge, others: Sequence[Charge], version: Outline, told: Matter) -> float:
    """Return how far what is asked is what a paragraph tells of; by its own words where its paragraph asks for more."""
    shared = any(each.paragraph == charge.paragraph for each in others)
    return likeness(matter(charge.commitment.quote if shared else charge.text, version.language), told)


def _silent(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    """Yield the later text of the series that would have told of a report and does not.

    It would have told of it if a report on the matter was asked for and no other document, if the earlier text itself
    took note of a report of the same actor, and if it was adopted under the same title in the time that the report was
    due: a text of another title, or of another year, may have had no occasion to.
    """
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    told = any(
        report.direct for each in version.notices if not each.missing for report in each.by(charge.bearer_id)
    )
    if window is None or charge.bearer_id is None or not told or not _a_report(charge, version):
        return
    for text in later:
        chief = text.work.chief
        if text.link is None or chief.fragment or text.on is None or text.on < window.opens:
            continue
        if text.on > window.closes:
            return
        heard = [each for each in chief.notices if not each.authors or charge.bearer_id in each.authors]
        if not heard and _same_title(version, text.work):
            yield Evidence("silent", recalled(text.link, chief), window.closes)
        return


def _a_report(charge: Charge, version: Outline) -> bool:
    """Tell whether it is a report on the matter that is asked for, and no plan, list or answer to a detail."""
    words = linking_words(version.language)
    asked = fold(charge.text[charge.commitment.at.start :])
    return words.report.search(asked) is not None and not _on_detail(charge, version)


def _same_title(version: Outline, work: Work) -> bool:
    other = next((each for each in work.versions if each.language == version.language), None)
    if other is None or not titled(version.title, version.language):
        return False
    return titles_alike(version.title or "", other.title or "", version.language) >= SAME


def _missed(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    """Yield what later texts say of a report that was asked for and not submitted: that it was not."""
    reports = [each for each in version.charges if each.commitment.kind == "report"]
    for text in later:
        for notice in (each for other in text.work.versions for each in other.notices if each.missing):
            if charge.bearer_id not in notice.named or version.symbol not in notice.pursuant:
                continue
            if _best(charge, reports, version, notice):
                yield Evidence("missing", notice.place, text.on)
                return


@cache
def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(id for id, row in table("common", "actors").items() if row["kind"] in kinds)


def groups() -> frozenset[str]:
    """Return the actors that are many."""
    return _of_kind("group")


def officers() -> frozenset[str]:
    """Return the actors that have no agenda of their own."""
    return _of_kind("officer", "secretariat", "programme", "group")
