"""Which earlier text a resolution goes on from: the grounds for and against, and how much each counts.

No title alone makes a link: only what the preamble recalls, of the same organ, comes into question. The confidence
is ``1 - (1-w1)(1-w2)…`` over the weights of the grounds for it, times ``(1+w)`` for each ground against it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from alinea.linking.matters import matter, titled, titles_alike
from alinea.model.corpus import Member, Outline, Reason, Recall, Series, SeriesLink, Work
from alinea.vocab.bodies import bodies
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.ordinals import parse_roman


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"/(?P<number>\d+) ?(?P<part>[A-Z]?)\((?P<session>[^()]*)\)\Z"),  # 1325(2000), 217A(III)
        re.compile(
            r"/(?:[A-Z]+-)?(?P<session>\d+)/(?P<number>\d+)(?P<part>[A-Z]?)\Z"
        ),  # 62/27, 2007/27, ES-10/13
    )


def standing(symbol: str) -> tuple[int, int, str]:
    """Return session or year, number and part of a resolution, by which those of one organ are put in order.

    Resolutions of special sessions stand where a session of their number would; their dates tell better.

    A sample: ``A/RES/57/270B`` gives (57, 270, "B"); ``A/RES/2625(XXV)`` gives (25, 2625, "").
    """
    for form in _forms():
        found = form.search(symbol)
        if found:
            session = found["session"]
            number = int(session) if session.isdigit() else parse_roman(session) or 0
            return number, int(found["number"]), found["part"]
    return 0, 0, ""


def year_of(symbol: str) -> int | None:
    """Return the year in which a resolution was adopted, to within a year, as its symbol tells; None where it does not.

    A sample: ``A/RES/62/27`` gives 2007; ``S/RES/1325(2000)`` gives 2000.
    """
    session = standing(symbol)[0]
    if session > 1900:
        return session
    body = bodies().get(symbol.partition("/RES/")[0])
    if body is None or not session or "-" in symbol:
        return None
    return body.year_of(session)


ACCEPTED = 0.75
"""Confidence from which an earlier text is taken to be of the series."""

POSSIBLE = 0.40
"""Confidence from which it may be, for a person to decide."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # what the preamble recalls, and how
        "recalled": 0.30,
        "recalled-first": 0.15,  # in the first two paragraphs, where drafters put the earlier texts
        "earlier-on-question": 0.50,  # "its earlier resolutions on the question"
        "listed": 0.20,  # in a list of three or more of its own
        "subject-like-title": 0.60,  # the list is said to be about what the title says
        "subject-near-title": 0.35,
        "subject-unlike-title": -0.45,
        "beside-series": 0.40,  # in one paragraph with a list that is said to be about what the title says
        "for-content": -0.35,  # "by which it established …"
        "long-gap": -0.20,  # more than ten years lie between it, or a text listed after it, and the next
        # titles
        "same-title": 0.75,
        "like-title": 0.50,
        "same-subject": 0.65,  # neither has a title; what they recall first is said to be about the same
        "near-title": -0.30,  # titles that share less than half their words
        "unlike-title": -0.60,
        "other-part": -0.30,  # one of several parts recalled together, and not the one of the same letter
        "other-mandate": -0.35,  # neither has a title; they extend mandates of different bodies
        "one-of-two": -0.30,  # not held, and of a session from which two texts are recalled in one list
        # what one asks and the other answers
        "recalls-the-same": 0.45,  # two or more of the texts recalled are recalled by the earlier one
        "recalls-one-same": 0.20,
        "answers-report": 0.45,  # takes note of the report that the earlier one asked for
        "agenda-asked": 0.30,  # the earlier one put the matter on the agenda of the session of the later one
        "agenda-title": 0.55,  # and under the title of the later one
        "same-committee": 0.10,
        "other-committee": -0.20,
    }
)

SAME, LIKE, UNLIKE = 0.80, 0.50, 0.25  # of likeness
FIRST = 2  # paragraphs of a preamble in which the earlier texts are mostly recalled
LONG_GAP = 10  # years
ASSEMBLY = "A"
LONG = 3  # resolutions that make a list


def series_link(later: Work, earlier: Work | None, symbol: str) -> SeriesLink | None:
    """Return the link of a work to an earlier resolution that it recalls, or None where it recalls it not.

    Args:
        later: the work; earlier: the one recalled, None where it is not held; symbol: of the earlier one.
    """
    best: SeriesLink | None = None
    for version in _comparable(later, earlier):
        recalls = [each for each in version.recalls if each.target == symbol]
        if not recalls or not _before(symbol, earlier, version):
            continue
        reasons = sorted(_reasons(version, earlier, symbol, recalls), key=lambda each: -each.weight)
        adopted_on = next((each.date for each in recalls if each.date), None)
        if earlier is not None:
            adopted_on = earlier.chief.adopted_on or adopted_on
        link = SeriesLink(
            later=version.symbol,
            earlier=symbol,
            held=earlier is not None,
            earlier_on=adopted_on,
            confidence=_confidence(reasons),
            reasons=tuple(reasons),
        )
        if best is None or link.confidence > best.confidence:
            best = link
    return best


def _comparable(later: Work, earlier: Work | None) -> tuple[Outline, ...]:
    """Return the versions of a work in a language in which the earlier one is held too; all where there is none."""
    languages = {each.language for each in earlier.versions} if earlier else set()
    return tuple(each for each in later.versions if each.language in languages) or later.versions


def _confidence(reasons: Sequence[Reason]) -> float:
    doubt, against = 1.0, 1.0
    for reason in reasons:
        if reason.weight > 0:
            doubt *= 1 - reason.weight
        else:
            against *= 1 + reason.weight
    return round((1 - doubt) * against, 3)


def _before(symbol: str, earlier: Work | None, version: Outline) -> bool:
    """Tell whether the text recalled came before: not another part or another text of the same day."""
    one, other = standing(symbol), standing(version.symbol)
    if one[0] and other[0] and _plain(symbol) and _plain(version.symbol) and one[:2] >= other[:2]:
        return False
    if earlier is None:
        return True
    chief = earlier.chief
    if chief.adopted_on and version.adopted_on:
        return chief.adopted_on < version.adopted_on
    return chief.session is None or version.session is None or chief.session <= version.session


def _plain(symbol: str) -> bool:
    """Tell whether a resolution is of a regular session, whose numbers follow one another in time."""
    return "-" not in symbol


def _reasons(
    version: Outline, earlier: Work | None, symbol: str, recalls: Sequence[Recall]
) -> Iterator[Reason]:
    told = _matter_of(version)
    recall = max(recalls, key=lambda each: _promise(each, told))
    yield _reason("recalled", place=recall)
    if recall.order < FIRST:
        yield _reason("recalled-first", place=recall)
    if recall.prior and not recall.subject:
        yield _reason("earlier-on-question", place=recall)
    if len(recall.listed) >= LONG and not recall.content:
        yield _reason("listed", str(len(recall.listed)), recall)
    if recall.content:
        yield _reason("for-content", place=recall)
    if _gap(recall, version) > LONG_GAP:
        yield _reason("long-gap", place=recall)
    titles = list(_titles(version, earlier, recall)) if earlier else []
    yield from titles
    if recall.subject and not any(each.weight > 0 for each in titles):
        yield from _subject(recall, version, told)
        yield from _beside(recall, version, told)
    if earlier is None and _one_of_two(recall, version):
        yield _reason("one-of-two", place=recall)
    if earlier:
        yield from _other_mandate(version, earlier)
        yield from _answers(version, earlier, symbol, told)
        yield from _ancestors(recall, earlier)


def _one_of_two(recall: Recall, version: Outline) -> bool:
    """Tell whether another text of the list, or the one that recalls, is of the same session, or of the same year.

    An organ takes up a matter once in a session, or once a year: a list that has two texts of one is about more than
    that matter, as those of the Security Council are that have sanctions on a country beside a mission there.
    """
    others = (each for each in (*recall.listed, version.symbol) if each != recall.target)
    return any(_turn(each, version.organ) == _turn(recall.target, version.organ) for each in others)


def _turn(symbol: str, organ: str) -> tuple[int, int | None]:
    session = standing(symbol)[0]
    return (session, None) if organ == ASSEMBLY else (0, year_of(symbol))


def _other_mandate(version: Outline, earlier: Work) -> Iterator[Reason]:
    before = next((each for each in earlier.versions if each.language == version.language), None)
    if before is None or titled(version.title, version.language) or titled(before.title, before.language):
        return
    one, other = _mandates(version), _mandates(before)
    if one and other and not one & other:
        yield _reason("other-mandate")


def _mandates(version: Outline) -> frozenset[str]:
    """Return the stems of the names of those whose mandates a text establishes or extends."""
    try:
        words = linking_words(version.language)
    except FileNotFoundError:
        return frozenset()
    return frozenset(
        stem
        for charge in version.charges
        if charge.commitment.kind == "term"
        for found in words.mandate.finditer(fold(charge.text), charge.commitment.at.start)
        for stem in matter(found["whose"], version.language)
    )


def _gap(recall: Recall, version: Outline) -> int:
    """Return the most years between two texts on the way from the one recalled, over its list, to the later one."""
    place = recall.listed.index(recall.target)
    years = [year for each in (*recall.listed[place:], version.symbol) if (year := year_of(each))]
    return max((after - before for before, after in pairwise(years)), default=0)


def _reason(code: str, fact: str = "", place: Recall | None = None) -> Reason:
    return Reason(code, WEIGHTS[code], fact, place.place if place else None)


def _promise(recall: Recall, told: str) -> tuple[float, bool, int]:
    like = titles_alike(recall.subject, told, recall.place.language) if recall.subject and told else 0.0
    return like, recall.prior and not recall.content, -recall.order


def _matter_of(version: Outline) -> str:
    """Return what a text is about: its title, or where it has none what its first recalls are said to be about."""
    if titled(version.title, version.language):
        return version.title or ""
    for recall in version.recalls:
        if recall.subject and recall.order < FIRST and not recall.content:
            return recall.subject
    return ""


def _titles(version: Outline, earlier: Work, recall: Recall) -> Iterator[Reason]:
    before = next((each for each in earlier.versions if each.language == version.language), None)
    if before is None:
        return
    one, other = _matter_of(version), _matter_of(before)
    if not one or not other:
        return
    like = titles_alike(one, other, version.language)
    both = titled(version.title, version.language) and titled(before.title, before.language)
    if both and _among_parts(recall):
        yield from _part(version, recall, other)
    elif like >= SAME:
        yield _reason("same-title" if both else "same-subject", other)
    elif both:
        code = "like-title" if like >= LIKE else "near-title" if like >= UNLIKE else "unlike-title"
        yield _reason(code, other)


def _part(version: Outline, recall: Recall, title: str) -> Iterator[Reason]:
    """Yield what the title of one of several parts recalled together tells: that of the same letter may go on from it.

    Where texts of other years stand beside them, letters tell nothing.
    """
    wholes = {standing(each)[:2] for each in recall.listed}
    if standing(version.symbol)[2] != standing(recall.target)[2]:
        yield _reason("other-part", recall.target)
    elif len(wholes) == 1:
        yield _reason("like-title", title)


def _among_parts(recall: Recall) -> bool:
    """Tell whether several parts of one resolution are recalled together: they have one title and several matters."""
    own = standing(recall.target)
    return bool(own[2]) and any(
        standing(each)[:2] == own[:2] for each in recall.listed if each != recall.target
    )


def _subject(recall: Recall, version: Outline, told: str) -> Iterator[Reason]:
    if not told or not titled(version.title, version.language):
        return
    like = titles_alike(recall.subject, told, version.language)
    if like >= SAME:
        yield _reason("subject-like-title", recall.subject, recall)
    elif like >= LIKE:
        yield _reason("subject-near-title", recall.subject, recall)
    elif like < UNLIKE:
        yield _reason("subject-unlike-title", recall.subject, recall)


def _beside(recall: Recall, version: Outline, told: str) -> Iterator[Reason]:
    """Yield the ground that the same paragraph goes on with texts of the series, where what it says agrees."""
    language = version.language
    if (
        not told
        or not recall.subject
        or titles_alike(recall.subject, told, language) < UNLIKE
        or recall.content
    ):
        return
    for other in version.recalls:
        if (
            other.place.paragraph == recall.place.paragraph
            and other.target not in recall.listed
            and other.subject
            and titles_alike(other.subject, told, language) >= SAME
        ):
            yield _reason("beside-series", other.target, other)
            return


def _answers(version: Outline, earlier: Work, symbol: str, told: str) -> Iterator[Reason]:
    for notice in version.notices:
        if symbol in notice.pursuant and notice.documents and not notice.missing:
            yield Reason("answers-report", WEIGHTS["answers-report"], notice.documents[0], notice.place)
            break
    for before in earlier.versions:
        agenda = _agenda(version, before)
        if agenda is None:
            continue
        same = before.language == version.language and titles_alike(agenda, told, version.language) >= LIKE
        yield _reason("agenda-title" if same else "agenda-asked", agenda)
        break
    committees = {each.language: each.committee for each in earlier.versions if each.committee}
    other = committees.get(version.language)
    if version.committee and other:
        same = matter(version.committee, version.language) == matter(other, version.language)
        yield _reason("same-committee" if same else "other-committee", version.committee)


def _agenda(version: Outline, before: Outline) -> str | None:
    """Return the item, or the words, that an earlier text puts on the agenda of the session of the later one."""
    for charge in before.charges:
        due = charge.commitment.due
        if (
            charge.commitment.kind == "agenda"
            and due
            and due.session is not None
            and due.session == version.session
            and due.organ in (None, version.organ)
        ):
            return charge.subject or charge.text
    return None


def _ancestors(recall: Recall, earlier: Work) -> Iterator[Reason]:
    before = {each.target for version in earlier.versions for each in version.recalls}
    shared = [each for each in recall.listed if each in before and each != recall.target]
    if len(shared) > 1:
        yield _reason("recalls-the-same", ", ".join(shared))
    elif shared:
        yield _reason("recalls-one-same", shared[0])


Links = Callable[[str], Sequence[SeriesLink]]
Known = Callable[[str], "tuple[str | None, datetime.date | None] | None"]


def chain(symbol: str, earlier: Links, later: Links, known: Known) -> Series:
    """Return the series of a text: what it leads back to and what leads back to it, directly or through others.

    Texts that go on from the same one are not of each other's series: a matter may divide.

    Args:
        symbol: of the text; earlier, later: the links of a text, one way and the other.
        known: title and day of adoption of a text that is held, None of one that is not.
    """
    back = _reached(symbol, earlier, lambda link: link.earlier)
    ahead = _reached(symbol, later, lambda link: link.later)
    links = {**back, **ahead}
    days = {each.earlier: each.earlier_on for found in links.values() for each in found}
    members = []
    for name in dict.fromkeys((symbol, *links)):
        held = known(name)
        title, adopted_on = held or (None, days.get(name))
        own = tuple(
            each for each in earlier(name) if each.confidence >= ACCEPTED and each.earlier in (*links, symbol)
        )
        shown = own if held else tuple(each for each in links.get(name, ()) if each.earlier == name)
        members.append(Member(name, title, adopted_on, held is not None, shown))
    members.sort(key=lambda each: (each.adopted_on or _about(each.symbol), standing(each.symbol)))
    doubtful = tuple(
        each for each in earlier(symbol) if each.confidence < ACCEPTED and each.earlier not in links
    )
    return Series(symbol, tuple(members), doubtful)


def _reached(
    symbol: str, links: Links, end: Callable[[SeriesLink], str]
) -> dict[str, tuple[SeriesLink, ...]]:
    """Return the texts reached from one over links that are sure, each with the links that lead to it."""
    found: dict[str, tuple[SeriesLink, ...]] = {}
    waiting = [symbol]
    while waiting:
        for link in links(waiting.pop()):
            name = end(link)
            if link.confidence < ACCEPTED or name == symbol:
                continue
            if name not in found:
                waiting.append(name)
            found[name] = (*found.get(name, ()), link)
    return found


def _about(symbol: str) -> datetime.date:
    """Return a day by which a text without a date can be put among others: the last of the year its symbol tells."""
    year = year_of(symbol)
    return datetime.date(year, 12, 31) if year and year < datetime.MAXYEAR else datetime.date.max
