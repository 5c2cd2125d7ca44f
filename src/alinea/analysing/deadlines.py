"""When something falls due: the sessions, dates and recurrences that a text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from alinea.analysing.actors import ActorMention
from alinea.model.record import Due
from alinea.vocab.actor_names import actor_names
from alinea.vocab.dates import find_dates, months
from alinea.vocab.deadline_words import DeadlineWords, deadline_words
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_ordinal

# The last year of a span is no time of its own (2026-2030); "mid-2027" is.
_YEAR = re.compile(r"(?<![\d/(])(?<![^a-z]-)(?:19|20)\d\d(?![\d/]|-\d)")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = (",", ";", ".", "")
_YEARS = 1978  # the first session of the Economic and Social Council that is numbered by its year
# Before the first word of a sentence, which a capital makes no name.
_BEGUN = ("", ".", ";", ":", ")", "«", "“")
LEAD = 48  # characters before a date or session in which the words that lead to it stand


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the resolution in which a time is named.

    Attributes:
        organ: series of the organ whose resolution it is (``A``), None where not known.
        session: at which it was adopted; year: in which it was adopted; day: on which it was, in ISO form. Times
            before these are no deadlines.
    """

    organ: str | None = None
    session: int | None = None
    year: int | None = None
    day: str | None = None

    def past(self, date: str) -> bool:
        """Tell whether a day, month or year was over when the resolution was adopted."""
        if self.year is not None and int(date[:4]) < self.year:
            return True
        return self.day is not None and len(date) > 4 and date < self.day[: len(date)]


class Deadline(NamedTuple):
    """A time named in a text.

    Attributes:
        kind: ``session``; ``date``; ``recurrence``; ``next`` for the next session, whatever its number;
            ``relative`` for a time counted from something else and for how long something lasts.
        start: where its words begin, with those that lead to it; end: the character after them.
        session: None too for a session named by its year only, which is then the date.
        date, recurrence: as in `alinea.model.record.Due`.
        organ: whose session the words say it is; None where they say *its* or nothing.
        own: True where the words say *its session*.
        firm: True where the words say that it is the last day: *au plus tard*, *avant*.
        apart: True where commas set it off.
        exact: True where it is a month or a day, or the part of a year that is named: *d'ici à la fin de 2009*.
        period: True where it is the end of a period from one date to another.
        lasting: True where it is how long something lasts.
        then: True where it comes after a first time: *puis tous les 30 jours*.
        about: True where it measures what the deed is about: *le budget de l'exercice 2026*, *le calendrier pour 2027*.
        begins: the first day, where it is the last of several: *du 15 au 19 juin 2020*.
    """

    kind: Literal["session", "date", "recurrence", "relative", "next"]
    start: int
    end: int
    session: int | None = None
    date: str | None = None
    recurrence: str | None = None
    organ: str | None = None
    own: bool = False
    firm: bool = False
    period: bool = False
    lasting: bool = False
    about: bool = False
    begins: str | None = None
    apart: bool = False
    exact: bool = False
    then: bool = False


def find_due(
    text: str, language: str, setting: Setting | None = None, actors: Sequence[ActorMention] = ()
) -> Due | None:
    """Return when what a text asks falls due, or None where it does not say.

    Args:
        text: the words of one charge.
        language: a language tag.
        setting: of the resolution, which tells past times from future ones.
        actors: named in `text`, for the organ whose session is meant.

    A sample: *de lui présenter, à sa soixante-troisième session, un rapport* gives session 63.
    """
    return joined(text, deadlines_in(text, fold(text), language, setting or Setting(), actors))


def joined(text: str, deadlines: Iterable[Deadline]) -> Due | None:
    """Return one due time of several mentions: the first session, date and recurrence among them.

    Of several recurrences the first that says how often counts before one that does not (``periodic``).

    Args:
        text: in which they stand; deadlines: in order of preference.
    """
    chosen: dict[str, Deadline] = {}
    for deadline in deadlines:
        vague = chosen.get("recurrence")
        if vague and vague.recurrence == "periodic" and deadline.recurrence:
            chosen["recurrence"] = deadline
        chosen.setdefault(deadline.kind, deadline)
        if deadline.date and chosen.get("session") is deadline:
            # Not the year of another session: "at its eightieth session, through the Council at its session of 2026".
            chosen.setdefault("date", deadline)
    if not chosen:
        return None
    session, date, recurrence = chosen.get("session"), chosen.get("date"), chosen.get("recurrence")
    held = session or chosen.get("next")
    if len(chosen) > 1:
        chosen.pop("relative", None)
    places = sorted((each.start, each.end) for each in chosen.values())
    words = [text[start:end].strip(" ,") for start, end in dict.fromkeys(places)]
    return Due(
        session=session.session if session else None,
        organ=held.organ if held else None,
        date=date.date if date else None,
        recurrence=recurrence.recurrence if recurrence else None,
        text=", ".join(words),
    )


def may_name_time(folded: str, language: str) -> bool:
    """Tell whether a folded text holds what every time of `deadlines_in` holds one of: a year, or a word of time.

    Where it does not, no part of it does either.
    """
    words = deadline_words(language)
    return (
        words.session_hint in folded
        or any(unit in folded for unit in words.units)
        or _ANY_YEAR.search(folded) is not None
        or words.again.search(folded) is not None
    )


def deadlines_in(
    text: str, folded: str, language: str, setting: Setting, actors: Sequence[ActorMention] = ()
) -> list[Deadline]:
    """Return the times named in a text that may be deadlines, in order.

    Args:
        text: as printed; folded: the same, folded.
        language: a language tag.
        setting: of the resolution; actors: named in the text.
    """
    words = deadline_words(language)
    found = [
        *_sessions(folded, language, words, setting, actors),
        *_sessions_of_year(folded, words, setting, language, actors),
        *_recurrences(text, folded, words),
        *_relative(folded, language, words, actors),
    ]
    taken = [(each.start, each.end) for each in found if each.kind != "recurrence"]
    found += [
        each
        for each in _dates(text, folded, language, setting)
        if not any(start < each.end and each.start < end for start, end in taken)
    ]
    return sorted(found, key=lambda each: (each.start, each.end))


def last_days_in(text: str, folded: str, language: str, setting: Setting) -> list[Deadline]:
    """Return the dates of a text that are said to be the last day, in order: those of `deadlines_in`.

    From one year to another is how long something lasts that was or is (*l'épidémie de 2018 à 2020*), no last day.
    """
    if not any(each.firm for each in _dates(text, folded, language, setting)):
        return []  # most years in a text are of what was, and no other time is asked for
    found = deadlines_in(text, folded, language, setting)
    days = (each for each in found if each.kind == "date" and each.firm)
    return [
        each
        for each in days
        if not (each.period and len(each.date or "") == len("2020")) and (each.apart or not each.about)
    ]


def _sessions(
    folded: str, language: str, words: DeadlineWords, setting: Setting, actors: Sequence[ActorMention]
) -> Iterator[Deadline]:
    if words.session_hint not in folded:
        return
    for match in words.session.finditer(folded):
        if words.special.match(folded, match.end()):
            continue
        own = words.possessive.search(folded, max(0, match.start() - LEAD), match.start())
        organ, end = _organ_after(folded, match.end(), language, words, actors)
        year = words.of_year.match(folded, match.end())
        if year:
            yield Deadline("session", match.start(), year.end(), date=year["year"], own=bool(own))
            continue
        lead = words.lead.search(folded, max(0, match.start() - LEAD), match.start())
        if _held(words, folded, match.start(), end):
            continue
        second = match["second"]
        if second and words.through.fullmatch(folded, match.end("first"), match.start("second")):
            # "every two years, from its eighty-second to its eighty-eighth session": the first, and the last.
            second = None if words.again.search(folded) else second
        for ordinal in filter(None, (match["first"], second)):
            number = parse_ordinal(ordinal, language)
            if number is None or not _to_come(number, organ, bool(own), bool(lead), setting):
                continue
            start = own.start() if own else lead.start() if lead else match.start()
            yield Deadline("session", start, end, session=number, organ=organ, own=bool(own))


def _held(words: DeadlineWords, folded: str, start: int, end: int) -> bool:
    """Tell whether a session is one at which something was done, or one that something else is of: no time."""
    low = max(0, start - 2 * LEAD)
    return any(
        (
            words.past.search(folded, low, start),
            words.of_session.search(folded, low, start),
            words.held_after.match(folded, end),
        )
    )


def _organ_after(
    folded: str, end: int, language: str, words: DeadlineWords, actors: Sequence[ActorMention]
) -> tuple[str | None, int]:
    """Return the organ named after a session, and where its name ends."""
    joint = words.of_organ.match(folded, end)
    if joint:
        for actor in actors:
            if actor.name in (joint.end(), joint.end() + 1) or actor.start == joint.end():
                series = actor_names(language).series.get(actor.id or "")
                return (series, actor.end) if series else (None, end)
    return None, end


def _to_come(number: int, organ: str | None, own: bool, lead: bool, setting: Setting) -> bool:
    """Tell whether a session lies ahead of the resolution and not behind it."""
    if setting.session is not None and (organ or setting.organ) == setting.organ:
        if setting.organ == "E" and number < _YEARS:
            return own or lead  # the Council's sessions bear the number of their year: it is another body's
        if number > setting.session:
            return own or lead or number <= setting.session + 10
        # Another organ's session may be meant by "its"; the own session goes on for a while after the adoption.
        return (own and not organ and number < setting.session - 3) or (
            number == setting.session and (own or lead)
        )
    return own or lead


def _sessions_of_year(
    folded: str, words: DeadlineWords, setting: Setting, language: str, actors: Sequence[ActorMention]
) -> Iterator[Deadline]:
    if words.session_hint not in folded:
        return
    for match in words.session_of_year.finditer(folded):
        year = match["year"] or match.groupdict().get("before")
        if year is None or (setting.year is not None and int(year) < setting.year):
            continue
        if _held(words, folded, match.start(), match.end()):
            continue
        own = words.possessive.search(folded, max(0, match.start() - LEAD), match.start())
        start = own.start() if own else match.start()
        if setting.organ == "E":
            # The Economic and Social Council numbers its sessions by the year.
            for each in filter(None, (year, match["other"])):
                yield Deadline("session", start, match.end(), session=int(each), date=each, own=bool(own))
        else:
            organ, end = _organ_after(folded, match.end(), language, words, actors)
            near = [
                each
                for each in actors
                if match.start() - 2 * LEAD <= each.start and each.end <= match.start()
            ]
            if organ is None and near:
                organ = actor_names(language).series.get(near[-1].id or "")
            yield Deadline("session", start, end, date=year, own=bool(own), organ=organ)


def _dates(text: str, folded: str, language: str, setting: Setting) -> Sequence[Deadline]:
    return _dates_of(text, folded, language, setting) if _ANY_YEAR.search(folded) else ()


@lru_cache(maxsize=256)
def _dates_of(text: str, folded: str, language: str, setting: Setting) -> tuple[Deadline, ...]:
    # A paragraph is asked for them up to three times: for its charges, for its dates, for its last days.
    return tuple(_dates_in(text, folded, language, deadline_words(language), setting))


def _outside(places: Iterable[tuple[int, int, str]], matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Return the matches that begin in none of the places; each costs a search, not a walk over all places."""
    taken = sorted(places)
    starts = [start for start, _, _ in taken]
    ends = list(accumulate((end for _, end, _ in taken), max, initial=-1))
    return [match for match in matches if ends[bisect_right(starts, match.start())] <= match.start()]


def _dates_in(
    text: str, folded: str, language: str, words: DeadlineWords, setting: Setting
) -> Iterator[Deadline]:
    places: list[tuple[int, int, str]] = [
        (start, end, date.isoformat()) for date, start, end in find_dates(text, language)
    ]
    for match in _outside(places, words.month_year.finditer(folded)):
        places.append((match.start(), match.end(), f"{match['year']}-{months(language)[match['month']]:02d}"))
        if beside := words.month_beside.search(folded, max(0, match.start() - LEAD), match.start()):
            # "in January and July 2028": two months of one year.
            month = months(language)[beside["month"]]
            places.append((*beside.span("month"), f"{match['year']}-{month:02d}"))
    for match in _outside(places, _YEAR.finditer(folded)):
        if not words.named.match(folded, match.end()):
            places.append((match.start(), match.end(), match[0]))
    places.sort()
    given: Deadline | None = None
    for place, (start, end, date) in enumerate(places):
        before, after_it = places[place - 1] if place else None, places[place + 1 : place + 2]
        begun = _one(words, folded, before, (start, end, date)) if before else None
        ending = any(_one(words, folded, (start, end, date), each) for each in after_it)
        if ending or setting.past(date):
            continue
        side = before is not None and words.range.fullmatch(folded, before[1], start)
        if begun is None and side and before and given is not None and given.end == before[1]:
            # "in 2027 and 2029": what leads to the first leads to the second.
            given = given._replace(start=start, end=end, date=date, begins=None)
            yield given
            continue
        if begun and before:
            yield _period(words, folded, before, (start, end, date))
            continue
        lead = words.date_lead.search(folded, max(0, start - LEAD), start)
        after = words.date_after.match(folded, end)
        if lead or after:
            first = lead.start() if lead else start
            exact = len(date) > len("2009") or words.date_part.search(folded, first, start) is not None
            firm = bool(after) or bool(lead and lead["until"])
            # In French a space stands before a semicolon, where a clause ends as often as not.
            rest = folded[end : end + 2].lstrip() if firm or exact else folded[end : end + 1]
            apart = folded[:first].endswith((", ", ",")) and rest[:1] in _ENDS
            last = after.end() if after else end
            begins = _begins(lead, date, language) if lead and lead["day"] else None
            span = words.date_span.search(folded, max(0, start - 2 * LEAD), start) is not None
            measured = None if exact or firm else words.about.search(folded, max(0, start - LEAD), start)
            given = Deadline(
                "date",
                first,
                last,
                date=date,
                firm=firm,
                period=span,
                apart=apart,
                exact=exact,
                about=measured is not None,
                begins=begins,
            )
            yield given


def _period(
    words: DeadlineWords, folded: str, first: tuple[int, int, str], last: tuple[int, int, str]
) -> Deadline:
    """Return the time from one date to another: *from 3 March 2026 to 5 May 2026*."""
    measured = words.about.search(folded, max(0, first[0] - 2 * LEAD), first[0])
    return Deadline(
        "date",
        first[0],
        last[1],
        date=last[2],
        firm=True,
        period=True,
        exact=len(last[2]) > len("2009"),
        about=measured is not None,
        apart=measured is not None and folded[: measured.start()].endswith((", ", ",")),
    )


def _one(
    words: DeadlineWords, folded: str, first: tuple[int, int, str], second: tuple[int, int, str]
) -> re.Match[str] | None:
    """Return what joins two dates to one period: *from 3 March 2026 to 5 May 2026*, not *in 2027 and 2029*."""
    joint = words.range.fullmatch(folded, first[1], second[0])
    if joint and words.apart.fullmatch(joint[0]):
        return joint if words.between.search(folded, max(0, first[0] - LEAD), first[0]) else None
    return joint


def _begins(lead: re.Match[str], date: str, language: str) -> str | None:
    """Return the first of several days whose last is a date."""
    if len(date) < 10:
        return None
    month = months(language)[lead["start"]] if lead["start"] else int(date[5:7])
    return f"{date[:4]}-{month:02d}-{int(lead['day']):02d}"


def _recurrences(text: str, folded: str, words: DeadlineWords) -> Iterator[Deadline]:
    if not words.again.search(folded):
        return
    for row in words.recurrences:
        for match in row.pattern.finditer(folded):
            before = folded[max(0, match.start() - LEAD) : match.start()]
            if text[match.start()].isupper() and before.rstrip()[-1:] not in _BEGUN:
                continue  # a name: "the Biennial Meeting of States"
            if words.counted.search(before):
                continue  # one of them: "in his next annual report"
            if words.amount.search(before + match[0]):
                continue  # "100 billion dollars per year"
            value = row.value
            if "{n}" in value:
                number = _number(match["n"], words)
                if number is None:
                    continue
                value = value.format(n=number)
            adverb = words.adverb.match(match[0]) is not None
            closing = folded[match.end() : match.end() + 2].lstrip()[:1] in _ENDS
            yield Deadline(
                "recurrence",
                match.start(),
                match.end(),
                recurrence=value,
                then=words.then.search(before) is not None,
                apart=adverb and (closing or before.endswith(", ")),
            )


def _relative(
    folded: str, language: str, words: DeadlineWords, actors: Sequence[ActorMention]
) -> Iterator[Deadline]:
    if any(unit in folded for unit in words.units):
        for pattern in (words.relative, words.duration):
            for match in pattern.finditer(folded):
                lasting = pattern is words.duration
                yield Deadline("relative", match.start(), match.end(), lasting=lasting)
    if words.session_hint in folded:
        for match in words.next_session.finditer(folded):
            organ, end = _organ_after(folded, match.end(), language, words, actors)
            if organ is None and words.of_organ.match(folded, match.end()):
                # Of a body that has no calendar: its next session has words and no days.
                yield Deadline("relative", match.start(), match.end())
                continue
            yield Deadline("next", match.start(), end, organ=organ, firm=bool(match["before"]))


def number_in(spelled: str, language: str) -> int | None:
    """Return a cardinal number in words or figures."""
    return _number(spelled, deadline_words(language))


def _number(spelled: str, words: DeadlineWords) -> int | None:
    """Return a cardinal number in words or figures: *quatre-vingt-dix* is 90."""
    if spelled.isdigit():
        return int(spelled)
    total, parts = 0, re.split(r"[ -]", spelled)
    while parts:
        length = next((n for n in range(len(parts), 0, -1) if "".join(parts[:n]) in words.numbers), 0)
        if not length:
            return None
        total += words.numbers["".join(parts[:length])]
        parts = parts[length:]
    return total
