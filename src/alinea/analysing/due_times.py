"""The days of a due time: its window, and the first and last occasion of what comes again."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from alinea.analysing.deadlines import Deadline, Setting, number_in
from alinea.model.record import Due
from alinea.model.spans import Span
from alinea.vocab.dates import date_at, months
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.time_words import TimeWords, time_words
from alinea.vocab.windows import later, window_in_session

_AROUND = 150  # characters about the words of a recurrence in which its first and last occasion stand
_LEAD = 44  # characters before a time in which the words that lead to it stand
_DAY = datetime.timedelta(days=1)


def with_days(
    due: Due | None,
    times: Sequence[Deadline],
    folded: str,
    language: str,
    setting: Setting,
    kind: str,
    within: Span,
) -> Due | None:
    """Return a due time with its window, and with how long after the adoption it is.

    Args:
        due: as the words name it; times: where they stand in `folded`, the paragraph.
        setting: of the resolution; kind: of the commitment: for a term alone, how long it lasts is its time.
        within: the part of the paragraph that says when; what stands beside it is of other deeds.

    A sample: *within 90 days of the adoption* of a text of 19 December 2024 is due by 19 March 2025.
    """
    due = _without_name(due, times, folded, language, kind) if due else None
    if due is None:
        return None
    return _Times(folded, language, setting, times, within).of(due, kind)


def day_proclaimed(text: str, folded: str, language: str, setting: Setting, within: Span) -> Due | None:
    """Return the time of a day that is proclaimed by its date alone, which is to come again each year; None of others.

    A sample: *Decides to proclaim 6 July World Ferry Day*, adopted on 6 September 2024, is due each 6 July from 2025.
    """
    words = time_words(language)
    named = words.weekday.search(folded, *within) or words.day.search(folded, *within)
    if named is None or words.observed_day.search(folded, *within) is None:
        return None
    found = _Times(folded, language, setting, (), within)._day_of_year(*within, None)
    if found is None:
        return None
    first, last, _ = found
    return Due(recurrence="annual", text=text[named.start() : named.end()], from_=first, to=last)


def _without_name(due: Due, times: Sequence[Deadline], folded: str, language: str, kind: str) -> Due | None:
    """Return a due time without a recurrence that names a thing and tells no time; None where that leaves none.

    *Organiser, du 15 au 19 juin 2020, une réunion biennale* is held once, and what is drawn from an annual report need
    not be done each year.
    """
    again = next((each for each in times if each.kind == "recurrence"), None)
    words = deadline_words(language)
    if again is None or due.recurrence is None or words.adverb.match(folded, again.start, again.end):
        return due
    on_days = any(each.kind == "date" and each.begins for each in times)
    if not (
        (kind == "meeting" and on_days)
        or (kind == "action" and words.paper.search(folded, again.start, again.end))
    ):
        return due
    if due.session is None and due.date is None:
        return None
    return due.model_copy(update={"recurrence": None})


class _Times:
    """The times of one commitment."""

    def __init__(
        self, folded: str, language: str, setting: Setting, times: Sequence[Deadline], within: Span
    ) -> None:
        self.within = within
        self.folded, self.language, self.setting, self.times = folded, language, setting, times
        self.words: TimeWords = time_words(language)
        self.adopted = _iso(setting.day) if setting.day else None

    def of(self, due: Due, kind: str) -> Due:
        again = next((each for each in self.times if each.kind == "recurrence"), None)
        if again is not None and due.recurrence:
            changes = self._again(due, again, kind)
            if changes is not None:
                return due.model_copy(update=changes)
        if kind == "term":
            lasts = self._relative(due, kind)
            if "from_" in lasts and "date" in lasts:
                return due.model_copy(update=lasts)
        by = next(
            (each for each in self.times if each.kind == "date" and each.date == due.date and each.firm), None
        )
        if by is not None and due.session is not None and by.exact:
            # "by 1 August, for consideration at its eightieth session": it is due on the day.
            return due.model_copy(update=self._days(due, by, kind))
        if due.session is not None or (due.organ == "E" and due.date):
            return due.model_copy(update=self._session(due))
        if due.date is not None:
            return due.model_copy(update=self._dated(due, kind))
        return due.model_copy(update=self._relative(due, kind))

    def _again(self, due: Due, again: Deadline, kind: str) -> dict[str, Any] | None:
        """Return the first and last occasion of what comes again, and the window of the first."""
        changes: dict[str, Any]
        low = max(self.within.start, self.folded.rfind(";", 0, again.start) + 1, again.start - _AROUND)
        stop = self.folded.find(";", again.end)
        high = min(
            max(self.within.end, again.end), len(self.folded) if stop < 0 else stop, again.end + _AROUND
        )
        decade = self.words.decade.search(self.folded, again.start) and _decade().search(self.folded)
        if decade:
            return self._each_year_of(decade[1], decade[2], self._day_of_year(low, high, decade[1]))
        starts, at = self._occasion(self.words.starts, low, high)
        if starts is None and again.then:
            # "at its eightieth session and every two years thereafter"
            first_time = next((each for each in self.times if each.end <= again.start), None)
            starts = first_time and (first_time.session or first_time.begins or first_time.date)
        until, _ = self._occasion(self.words.until, at or again.end, high)
        if until is not None and starts is None and self.words.until.search(self.folded, low, high) is None:
            until = None
        spread = next((each for each in self.times if each.begins and each.date == until), None)
        if spread is not None:
            # "du 3 au 7 novembre 2025 pour la première fois": the days of the first time, no end.
            starts, until = starts or spread.begins, None
        changes = {"starts": starts, "until": until}
        if isinstance(starts, int):
            changes |= {"session": starts, "date": None}
            return changes | self._whole(due.model_copy(update=changes))
        if until is not None and starts is None and due.date and str(until) == due.date:
            changes["date"] = None
        if until is not None and isinstance(until, int) and due.session == until:
            changes["session"] = None
        # "proclaims 14 April World Lake Day, …, to be observed every year": the day stands before its long name.
        low = self.within.start if kind == "observance" else low
        yearly = self._day_of_year(low, high, starts)
        if yearly is not None:
            first, day, by = yearly
            date = first.isoformat() if starts or due.date else None
            return changes | {"date": date, "from_": None if by else first, "to": day}
        if starts is not None:
            changes["date"] = starts
            place = next((each for each in self.times if each.date == starts or each.begins == starts), None)
            if place is not None:
                return changes | self._days(due.model_copy(update=changes), place, "report")
            opens, closes = _bounds(starts)
            firm = self.words.by.search(self.folded, max(low, (at or low) - 30), at or low)
            return changes | {"from_": None if firm else opens, "to": closes}
        if (due.date and changes.get("date", due.date)) or (
            due.session is not None and "session" not in changes
        ):
            return {
                **changes,
                **(self._session(due) if due.session is not None else self._dated(due, "report")),
            }
        counted = re.fullmatch(r"every (\d{1,3}) (day|month)s", due.recurrence or "")
        relative = self._relative(due, "report")
        if relative:
            return changes | dict(relative)
        # Of days the first occasion is counted from the adoption, of months where the text says so.
        since = self.words.adoption.match(self.folded[again.end : again.end + 90]) if counted else None
        if counted and self.adopted and (counted[2] == "day" or (since and since[0])):
            changes["to"] = later(self.adopted, f"P{counted[1]}{counted[2][0].upper()}")
        return changes

    def _each_year_of(
        self, first: str, last: str, yearly: tuple[datetime.date, datetime.date, bool] | None
    ) -> dict[str, Any]:
        """Return what comes every year of a decade: *2026–2035 the Decade of Harbours …, 9 May each year*."""
        opens, closes = yearly[:2] if yearly else _bounds(first)
        date = yearly[0].isoformat() if yearly else first
        return {"starts": first, "until": last, "date": date, "from_": opens, "to": closes}

    def _occasion(self, lead: re.Pattern[str], low: int, high: int) -> tuple[int | str | None, int | None]:
        """Return the session or date that follows words for a first or last occasion, and where it ends."""
        for match in lead.finditer(self.folded, low, high):
            place = match.end()
            session = deadline_words(self.language).session.match(self.folded, place)
            if session:
                return parse_ordinal(session["first"], self.language), session.end("first")
            value = self.words.value.match(self.folded, place)
            if value:
                return self._iso_of(value), value.end()
            whole = date_at(self.folded, place, self.language)
            if whole:
                return whole[0].isoformat(), whole[1]
            spread = re.compile(r"(\d{1,2})(?:er)? (?:au|to|-|et|and) ").match(self.folded, place)
            value = self.words.value.match(self.folded, spread.end()) if spread else None
            if spread and value and value["month"]:
                month = months(self.language)[value["month"]]
                return f"{value['year']}-{month:02d}-{int(spread[1]):02d}", value.end()
        return None, None

    def _iso_of(self, value: re.Match[str]) -> str:
        if not value["month"]:
            return value["year"]
        month = f"{value['year']}-{months(self.language)[value['month']]:02d}"
        return f"{month}-{int(value['day']):02d}" if value["day"] else month

    def _day_of_year(
        self, low: int, high: int, starts: int | str | None
    ) -> tuple[datetime.date, datetime.date, bool] | None:
        """Return the first and last of the days that come every year, and whether the last ends a time before it."""
        named = self.words.weekday.search(self.folded, low, high)
        day = None if named else self.words.day.search(self.folded, low, high)
        match = named or day
        if match is None:
            return None
        year = int(str(starts)[:4]) if starts else self.adopted.year if self.adopted else None
        if year is None:
            return None
        month = months(self.language)[match["month"]]
        for each in (year, year + 1):
            if named:
                found = _weekday(
                    each, month, self.words.weekdays.index(named["weekday"]), self.words.nth[named["nth"]]
                )
            else:
                found = _iso(f"{each}-{month:02d}-{int(match['day']):02d}")
            if found and (starts or self.adopted is None or found > self.adopted):
                back = match.groupdict().get("by")
                if back and self.words.before.search(back.rstrip() + " "):
                    found -= _DAY
                since = match.groupdict().get("first")
                first = _iso(f"{each}-{month:02d}-{int(since):02d}") if since else None
                return first if first and first < found else found, found, bool(back)
        return None

    def _whole(self, due: Due) -> dict[str, Any]:
        window = window_in_session(due, self.setting.organ or "", self.adopted)
        if window is None:
            return {}
        return {"from_": window.opens, "to": window.closes, "exact": window.exact}

    def _session(self, due: Due) -> dict[str, Any]:
        """Return the window of a session, or of the time before it or up to its end."""
        changes = dict(self._whole(due))
        place = next((each for each in self.times if each.kind == "session"), None)
        if place is None or not changes:
            return changes
        words = deadline_words(self.language)
        low = max(0, place.start - _LEAD)
        noun = words.session.search(self.folded, place.start, place.end) or words.session_of_year.search(
            self.folded, place.start, place.end
        )
        at = noun.start() if noun else place.start
        last = noun.end() if noun else place.end
        if (
            self.words.end.search(self.folded, low, at)
            or self.words.latest.search(self.folded, low, at)
            or self.words.latest_after.match(self.folded, last)
        ):
            return changes | {"from_": None}
        before = self.words.before.search(self.folded, low, at)
        if before is None:
            return changes
        eve = changes["from_"] - _DAY
        for count in self.words.count.finditer(self.folded, low, before.start()):
            duration = self._duration(count)
            between = self.folded[count.end() : before.start()].rstrip()
            if duration and (not between or self.words.latest_after.fullmatch(between)):
                eve = later(changes["from_"], duration, -1) or eve
        return changes | {"from_": None, "to": eve}

    def _dated(self, due: Due, kind: str) -> dict[str, Any]:
        place = next((each for each in self.times if due.date in (each.date, each.begins)), None)
        if place is None:
            opens, closes = _bounds(due.date or "")
            return {"from_": opens, "to": closes} if closes else {}
        return self._days(due, place, kind)

    def _days(self, due: Due, place: Deadline, kind: str) -> dict[str, Any]:
        """Return the window of a date: the part of the month or year that is meant, the days up to it."""
        date = due.date or ""
        opens, closes = _bounds(date)
        if closes is None or opens is None:
            return {}
        said = self.folded[max(0, place.start - 2) : place.end]
        by = (place.firm and not place.begins and not place.period) or self.words.by.search(said) is not None
        if place.begins:
            last = _iso(place.date or "")
            return {"from_": _iso(place.begins), "to": last} if last else {}
        if place.period:
            first = self.words.value.search(self.folded, place.start, place.end)
            begun = _bounds(self._iso_of(first))[0] if first else None
            return {"from_": begun if begun and begun <= closes else None, "to": closes}
        opens, closes = self._part(date, said, opens, closes)
        value = self.words.value.search(said)
        if value and self.words.before.search(said[: value.start()]):
            return {"from_": None, "to": opens - _DAY}
        if kind == "term" and len(date) == 10:
            return {"from_": None, "to": closes}
        return {"from_": None if by else opens, "to": closes}

    def _part(
        self, date: str, said: str, opens: datetime.date, closes: datetime.date
    ) -> tuple[datetime.date, datetime.date]:
        words, year = self.words, opens.year
        if len(date) == 7:
            if named := words.weekday.search(said):
                day = _weekday(
                    year, opens.month, words.weekdays.index(named["weekday"]), words.nth[named["nth"]]
                )
                return (day, day) if day else (opens, closes)
            if words.mid.search(said):
                return opens, opens.replace(day=15)
            if words.early.search(said):
                return opens, opens.replace(day=10)
            if words.late.search(said):
                return opens.replace(day=21), closes
            week = words.week.search(said)
            if week:
                nth = words.nth[week["nth"]]
                monday = _weekday(year, opens.month, 0, nth)
                return (monday, monday + 6 * _DAY) if monday else (opens, closes)
        if len(date) == 4:
            for pattern, length in ((words.half, 6), (words.quarter, 3)):
                match = pattern.search(said)
                if match:
                    nth = words.nth[next(each for each in match.groups() if each)]
                    last = nth * length if nth > 0 else 12
                    return (
                        datetime.date(year, last - length + 1, 1),
                        datetime.date(year, last, calendar.monthrange(year, last)[1]),
                    )
            if words.mid.search(said):
                return opens, datetime.date(year, 6, 30)
        return opens, closes

    def _relative(self, due: Due, kind: str) -> dict[str, Any]:
        """Return what is counted from the adoption, or the next session."""
        coming = next((each for each in self.times if each.kind == "next"), None)
        if coming is not None:
            found = dict(self._whole(due.model_copy(update={"relative": "next-session"})))
            if coming.firm and found.get("from_"):
                found |= {"from_": None, "to": found["from_"] - _DAY}  # before it opens
            return {"relative": "next-session"} | found
        for each in self.times:
            if each.kind != "relative":
                continue
            count = self.words.count.search(self.folded, each.start, each.end + 1)
            duration = self._duration(count) if count else None
            if (
                count is None
                or duration is None
                or self.words.ago.match(self.folded[count.end() : count.end() + 60])
            ):
                continue
            if each.lasting and kind != "term":
                continue
            begins, _ = self._occasion(self.words.begins, count.end(), count.end() + 60)
            if isinstance(begins, str) and kind == "term":
                first = _bounds(begins)[0]
                last = later(first, duration) if first else None
                if last:
                    last -= _DAY
                    return {"from_": first, "to": last, "date": last.isoformat()}
            if each.lasting and self.words.expiry.match(self.folded, count.end()):
                return self._after_expiry(count.end(), duration)
            said = self.words.adoption.match(self.folded[count.end() : count.end() + 80])
            if said is None and not each.lasting:
                continue
            if (
                not each.lasting
                and said is not None
                and not said[0]
                and self.words.event.search(self.folded, self.within.start, each.start)
            ):
                continue  # "to respond to such communications within 60 days": of each of them
            return {"relative": duration, "to": later(self.adopted, duration) if self.adopted else None}
        return {}

    def _after_expiry(self, place: int, duration: str) -> dict[str, Any]:
        """Return until when something lasts that begins where another ends, if the text names that end."""
        value = self.words.value.search(self.folded, place, min(place + 2 * _AROUND, self.within.end))
        ended = _bounds(self._iso_of(value))[1] if value else None
        last = later(ended, duration) if ended else None
        return {"from_": ended + _DAY, "to": last, "date": last.isoformat()} if ended and last else {}

    def _duration(self, count: re.Match[str]) -> str | None:
        number = 1 if count["n"] in ("a", "an", "one", "un", "une") else number_in(count["n"], self.language)
        return f"P{number}{self.words.units[count['unit']]}" if number else None


@cache
def _decade() -> re.Pattern[str]:
    return re.compile(r"\b((?:19|20)\d\d) ?(?:-|–|to|a) ?((?:19|20)\d\d)\b")


def _iso(day: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        return None


def _bounds(date: str | int) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last day of a day, month or year."""
    date = str(date)
    if len(date) == 10:
        return _iso(date), _iso(date)
    opens = _iso(date + "-01-01"[3 * date.count("-") :])
    if opens is None:
        return None, None
    month = opens.month if len(date) == 7 else 12
    return opens, datetime.date(opens.year, month, calendar.monthrange(opens.year, month)[1])


def _weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date | None:
    """Return a weekday of a month by its place: 1 the first, -1 the last."""
    days = [
        datetime.date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if datetime.date(year, month, day).weekday() == weekday
    ]
    return days[nth - 1] if nth > 0 else days[-1]
