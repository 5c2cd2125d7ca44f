"""The ledger: one question and its answer, for the command, the pages, the API and Python alike.

What is asked for is listed in one order: the day that matters, then symbol, then paragraph. The day that matters is the
last of the time in which something falls due; of what recurs, its next day.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from alinea.following.ledgers import explain, judge
from alinea.following.recurrences import next_time
from alinea.library.actor_names import Actors, meant_by
from alinea.library.naming import locate
from alinea.library.search import Question, QuestionError, ask, elsewhere
from alinea.model.ledger import Entry, Explanation, Obligation, Status
from alinea.model.record import Commitment, CommitmentKind, Record
from alinea.store.ledgers import Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.listed import (
    Span,
    Turning,
    actors_of,
    charges_of,
    counts,
    falling,
    grouped,
    keys,
    latest_texts,
    listed,
    obligations,
    others,
    recurring,
    spans,
    turning,
    turning_counts,
)
from alinea.store.listing import Group, Listing, Place, rank
from alinea.vocab.bodies import bodies
from alinea.vocab.memberships import groups_of
from alinea.vocab.sessions import next_session, session_window
from alinea.vocab.tables import table

OPEN = frozenset({Status.DUE, Status.OVERDUE})
EVERY = frozenset(Status)
STANDING = EVERY - {Status.SUPERSEDED, Status.LAPSED, Status.UNDATED}
"""What is still to be done; all; what a calendar shows: what has a time and still stands."""

MOST_NAMES = 200
"""Names of bearers that one question may stand for: those with most charges."""

ORGANS = ("A", "A/HRC", "E")
"""Organs whose sessions are shown whether or not anything is due at them."""

MOST_GROUPS, MOST_OF_EACH = 60, 6
"""Times in which something falls due whose entries are looked up, and how many of each."""

MOST_AGAIN = 300
"""Of what comes again, so much at most: what the latest texts ask."""

RECEIVED = ("report", "views", "agenda", "meeting")
"""Kinds of what is brought before a session, or held at one."""

MOST_ABOUT = 5_000
"""Passages that search is asked for of what an obligation is to be about."""

_ALL = 1 << 31  # entries: more than any library holds
_DAY = datetime.timedelta(days=1)


class UnknownValueError(ValueError):
    """A value that nothing can fit: what it is of, itself, and those that are known."""

    def __init__(self, name: str, value: str, known: Sequence[str]) -> None:
        super().__init__(f"{name} {value}: unknown; known are {', '.join(known)}")
        self.name, self.value, self.known = name, value, tuple(known)


@cache
def organs() -> tuple[str, ...]:
    """Return the series of the organs that can be asked for: those that adopt texts, and those that hold sessions."""
    calendars = (row["series"] for row in table("common", "sessions")["calendar"])
    return tuple(sorted({*bodies(), *calendars}))


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What is asked of the ledger: entries that fit all that is given.

    Attributes:
        as_of: the day on which statuses stand.
        statuses: those wanted; None for all of a session or of one resolution, and else for what is open.
        session: due at one of that number, or recurring at it; organ: of the session, else of the text.
        kinds, natures, means: of commitments; bearer: an actor, by name or identifier.
        work: symbol of the resolution, or address of a paragraph of it, with what is below that.
        groups: of a State, what is asked of all States and of the groups that it belongs to is wanted too.
        since: whose time closes on that day or after; before: whose time opens before that day; what recurs is there
            where a day of its own lies between.
        shown_since: of which a later text first shows something on that day or after; what recurs is left out.
        order: ``day``, the day that matters first, the latest first where all lie in the past; ``text``, the latest
            text first.
        about: words; wanted is what stands in a passage that search finds by them, or below a title that it finds.
        group: of what is asked for, only what is in this part of it.
        cursor: where the page before ended; skip: entries left out before the first; limit: most entries, None for all.

    Raises:
        UnknownValueError: the organ is none that is known, or the session none that there can be.
    """

    as_of: datetime.date
    statuses: frozenset[Status] | None = None
    session: int | None = None
    organ: str | None = None
    kinds: tuple[str, ...] = ()
    bearer: str | None = None
    work: str | None = None
    since: datetime.date | None = None
    before: datetime.date | None = None
    shown_since: datetime.date | None = None
    order: Literal["day", "text"] = "day"
    cursor: Place | None = None
    limit: int | None = None
    natures: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    groups: bool = False
    group: Group | None = None
    skip: int = 0
    about: str = ""

    def __post_init__(self) -> None:
        if self.organ is not None and self.organ not in organs():
            raise UnknownValueError("organ", self.organ, organs())
        if self.session is not None and self.session < 1:
            raise UnknownValueError("session", str(self.session), ("1", "2", "…"))

    @classmethod
    def of(
        cls,
        as_of: datetime.date,
        *,
        status: Collection[str] | None = (),
        kind: Iterable[str] | None = (),
        nature: Iterable[str] | None = (),
        means: Iterable[str] | None = (),
        **others: Any,
    ) -> LedgerQuery:
        """Return a question as those who ask name it: values by their names, ``all`` for every status.

        Args:
            others: see the attributes.

        Raises:
            ValueError: a status is none of those there are.
        """
        statuses = EVERY if "all" in (status or ()) else frozenset(map(Status, status or ())) or None
        others |= {"kinds": tuple(kind or ()), "natures": tuple(nature or ()), "means": tuple(means or ())}
        return cls(as_of, statuses, **others)

    @property
    def wanted(self) -> frozenset[Status]:
        """The statuses wanted."""
        if self.statuses is not None:
            return self.statuses
        return OPEN if self.session is None and self.work is None else EVERY


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of the ledger.

    Attributes:
        entries: in order; after: where it ends, None where nothing comes after it.
    """

    entries: tuple[Entry, ...]
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is of a question: by status, and who is meant by its bearer.

    Attributes:
        statuses: numbers; meant: identifiers and names, None where no bearer is asked for.
    """

    statuses: Mapping[Status, int]
    meant: Actors | None


def answer(library: Library, asked: LedgerQuery) -> Answer:
    """Return what is asked of the ledger, in order, as much as is wanted of it."""
    with ledgers(library) as kept:
        listing = _listing(kept, asked)
        if listing is None:
            return Answer(())
        most = _ALL if asked.limit is None or asked.about else asked.skip + asked.limit + 1
        if asked.order == "text" and asked.session is None:
            found: list[_Found] = [(None, id, None) for id in latest_texts(kept, listing, most)]
        elif asked.order == "text":
            found = _in_order(kept, asked, listing, _ALL)
            adopted = {
                each.id: str(each.adopted_on or "") for each in obligations(kept, [id for _, id, _ in found])
            }
            found.sort(key=lambda each: rank(each[1]))
            found.sort(key=lambda each: adopted[each[1]], reverse=True)
        else:
            found = _in_order(kept, asked, listing, most)
        if asked.about:
            on = _about(library, asked.about)
            found = [each for each in found if on(each[1])]
        found = found[asked.skip :]
        shown = found if asked.limit is None else found[: asked.limit]
        there = obligations(kept, [id for _, id, _ in shown])
        meant = meant_by(kept, asked.bearer) if asked.bearer and asked.groups else None
    days = [day for _, _, day in shown]
    entries = tuple(_entry(each, asked, day) for each, day in zip(there, days, strict=True))
    if meant is not None:
        groups = groups_through(meant, asked.groups)
        entries = tuple(replace(each, through=through(each.obligation, meant, groups)) for each in entries)
    return Answer(entries, shown[-1][0] if shown and len(found) > len(shown) else None)


_Found = tuple[Place | None, str, datetime.date | None]
"""Where an obligation stands in a list, its identifier, and the day on which it recurs."""


def _entry(each: Obligation, asked: LedgerQuery, day: datetime.date | None) -> Entry:
    entry = judge(each, asked.as_of)
    if entry is None:
        raise ValueError(each.id)  # the list holds nothing that was adopted later
    return replace(entry, next=day) if day is not None and entry.status is Status.DUE else entry


def _in_order(kept: Ledgers, asked: LedgerQuery, listing: Listing, most: int) -> list[_Found]:
    """Return the first of a list after its cursor: what falls due once, and what recurs among it at its next day."""
    after, back = asked.cursor, listing.latest_first
    found: list[_Found] = [(place, id, None) for place, id in listed(kept, listing, after, most)]
    for place, each, day in _turns(kept, asked, listing):
        if after is not None and (
            place.part < after.part
            or (
                place.part == after.part
                and (place <= after if not _back(place.part, back=back) else place >= after)
            )
        ):
            continue
        found.append((place, each.id, day))
    ordered: list[_Found] = []
    for part in (0, 1, 2):
        some = [each for each in found if each[0] is not None and each[0].part == part]
        ordered += sorted(some, key=lambda each: each[:2], reverse=_back(part, back=back))
    return ordered[:most]


def _back(part: int, *, back: bool) -> bool:
    """Tell whether a part of a list goes back in time: what has no time does always, by the day of adoption."""
    return part == 2 or (part == 0 and back)


def _turns(
    kept: Ledgers, asked: LedgerQuery, listing: Listing
) -> Iterator[tuple[Place, Turning, datetime.date | None]]:
    """Yield what recurs of a list: its place, itself, and the day that it is listed at."""
    start = max(asked.as_of, asked.since or asked.as_of)
    for each in turning(kept, listing):
        if asked.session is not None and not _at_session(each, asked.session):
            continue
        if each.status is Status.DUE:
            ahead = each.closes if each.closes and each.closes >= asked.as_of else None
            day = next_time(each.recurrence, start) or ahead
        else:
            day = each.recurrence.until or each.recurrence.lapses
        if listing.dated and (
            day is None
            or (asked.since is not None and day < asked.since)
            or (asked.before is not None and day >= asked.before)
        ):
            continue
        yield Place(0, day.isoformat(), each.rank) if day else Place(1, "~1", each.rank), each, day


def _at_session(each: Turning, session: int) -> bool:
    """Tell whether something recurs at a session: what comes with sessions at each, the rest where its day falls in it.

    What is observed on a day that the text names has nothing to do with a session, nor has what no session receives, or
    what comes every month; and what no text has repeated for long is not known to come at one.
    """
    recurrence = each.recurrence
    if each.due_session == session:
        return True
    window = session_window(recurrence.series or each.whose, session)
    if recurrence.stated or window is None or each.kind not in RECEIVED:
        return False
    if not (recurrence.rule or "").startswith("FREQ=YEARLY"):
        return False
    if each.adopted_on and window.closes < each.adopted_on:
        return False
    if any(end and end < window.opens for end in (recurrence.until, recurrence.lapses)):
        return False
    if recurrence.series is not None and each.adopted_on and window.opens <= each.adopted_on:
        return False
    day = next_time(recurrence, window.opens)
    return day is not None and day <= window.closes


def _about(library: Library, words: str) -> Callable[[str], bool]:
    """Return what tells whether an obligation, by its identifier, is about some words."""
    asked = Question(words, limit=MOST_ABOUT)
    other = elsewhere(asked)
    try:
        hits = [hit for each in (asked, other) if each is not None for hit in library.search(ask(each)).hits]
    except QuestionError:
        hits = []
    # A passage that search offers for want of a better one, though it lacks a word, is not about all that was said.
    found = [hit.address for hit in hits if not hit.lacking]
    titled = {each.work for each in found if each.part == "title"}
    places = {f"{each.work}#{each.paragraph}" for each in found}

    def on(id: str) -> bool:
        work, _, below = id.partition("#")
        return work in titled or f"{work}#{below.partition('/')[0]}" in places

    return on


def numbers(library: Library, asked: LedgerQuery) -> Numbers:
    """Return how much there is of a question, by status; the statuses that it asks for count for nothing."""
    asked = replace(asked, statuses=EVERY)
    if asked.about:
        every = answer(library, replace(asked, limit=None, cursor=None))
        with ledgers(library) as kept:
            meant = meant_by(kept, asked.bearer) if asked.bearer else None
        return Numbers(counted(every.entries), meant)
    with ledgers(library) as kept:
        meant = meant_by(kept, asked.bearer) if asked.bearer else None
        listing = _listing(kept, asked)
        if listing is None:
            return Numbers(dict.fromkeys(Status, 0), meant)
        found = counts(kept, listing)
        if asked.session is None and not listing.dated:
            for status, number in turning_counts(kept, listing).items():
                found[status] += number
            return Numbers(found, meant)
        for _, each, _ in _turns(kept, asked, listing):
            found[each.status] += 1
        return Numbers(found, meant)


def parts(library: Library, asked: LedgerQuery, by: Literal["session", "actor", "work"]) -> dict[Group, int]:
    """Return the parts of what is asked for by session, actor or text, and how much is in each.

    What is laid on several is in the part of each of them.
    """
    with ledgers(library) as kept:
        listing = _listing(kept, asked)
        if listing is None:
            return {}
        found = Counter(grouped(kept, listing, by))
        again = [each for _, each, _ in _turns(kept, asked, listing)]
        laid = actors_of(kept, [each.id for each in again]) if by == "actor" else {}
    for each in again:
        if by == "session":
            found[each.whose, each.due_session] += 1
        elif by == "work":
            found[each.id.partition("#")[0], None] += 1
        else:
            found.update((actor, None) for actor in laid.get(each.id, (None,)))
    made: Counter[Group] = Counter()
    for (first, second), number in found.items():
        if by == "session":
            made[Group(by, first, second) if second is not None else Group(by)] += number
        elif by == "actor":
            made[Group(by, actor=first)] += number
        else:
            made[Group(by, works=(first,) if first else ())] += number
    return dict(made)


def _listing(kept: Ledgers, asked: LedgerQuery) -> Listing | None:
    """Return the list that a question asks for, None where no bearer of that name is known."""
    actors: tuple[str, ...] | None = None
    charges = 0
    if asked.bearer:
        meant = meant_by(kept, asked.bearer)
        found = charges_of(kept, (*meant.ids, *groups_through(meant, asked.groups)), meant.names)
        ids = [each.id for each in found if each.id] or meant.ids
        # Those with most charges, then those that are printed with an identifier besides.
        charged = (each.name for each in found if each.name)
        names = list(dict.fromkeys((*charged, *meant.names)))[:MOST_NAMES]
        charges = sum(each.charges for each in found)
        actors = keys(ids, names)
        if not actors:
            return None
    group = asked.group
    if actors is None and group is not None and group.actor is not None:
        actors, charges, group = (group.actor,), _ALL, None  # the list of one actor is in order already
    made = Listing(
        as_of=asked.as_of,
        statuses=asked.wanted,
        work=asked.work,
        session=asked.session,
        organ=asked.organ,
        kinds=asked.kinds,
        natures=asked.natures,
        means=asked.means,
        since=asked.since,
        before=asked.before,
        shown_since=asked.shown_since,
        actors=actors,
        charges=charges,
        group=group,
    )
    narrow = actors is None and asked.work is None and (asked.organ is not None or bool(asked.kinds))
    narrow = narrow and not (asked.natures or asked.means or asked.group)
    return replace(made, others=others(kept, made)) if narrow else made


def counted(entries: Iterable[Entry]) -> dict[Status, int]:
    """Return how many entries there are of each status."""
    found = dict.fromkeys(Status, 0)
    for entry in entries:
        found[entry.status] += 1
    return found


# ---- a year as a calendar has it


@dataclass(frozen=True, slots=True)
class Session:
    """A session of an organ.

    Attributes:
        organ: series; number; opens, closes: the days; exact: False where only months or the year are known.
        charges: how much is due at it; entries: some of that.
    """

    organ: str
    number: int
    opens: datetime.date
    closes: datetime.date
    exact: bool
    charges: int = 0
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Falling:
    """What falls due in a time that is no session: a day, a month, a year, or other days.

    Attributes:
        basis; opens, closes: the days; charges: how much; entries: some of it.
    """

    basis: Literal["day", "month", "year", "days"]
    opens: datetime.date
    closes: datetime.date
    charges: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes again.

    Attributes:
        entry: what is asked; texts: how many texts ask it; days: of the year on which it comes, none where not known.
        whole: it lasts the year.
    """

    entry: Entry
    texts: int
    days: tuple[datetime.date, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """What a year brings.

    Attributes:
        number; sessions: in order of their opening; falling: in order of their end; coming: in order of the first day.
        more: there is more of what comes again than is shown.
    """

    number: int
    sessions: tuple[Session, ...]
    falling: tuple[Falling, ...]
    coming: tuple[Coming, ...]
    more: bool


def year_of(library: Library, number: int, asked: LedgerQuery) -> Year:
    """Return what a year brings of all that a question asks for.

    Args:
        number: the year; asked: whose statuses, session and days count for nothing: what was asked anew is left out.
    """
    asked = replace(asked, statuses=STANDING, session=None, since=None, before=None)
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    with ledgers(library) as kept:
        listing = _listing(kept, asked)
        if listing is None:
            return Year(number, _sessions(first, last, {}, asked.organ), (), (), more=False)
        found = spans(kept, listing, first, last)
        held: dict[tuple[str, int], Session] = {}
        others: list[Falling] = []
        for place, each in enumerate(found):
            entries = (
                _entries(falling(kept, listing, each, MOST_OF_EACH), asked.as_of)
                if place < MOST_GROUPS
                else ()
            )
            session = _session(each)
            if session is not None:
                held[session.organ, session.number] = replace(
                    session, charges=each.charges, entries=tuple(entries)
                )
            else:
                others.append(Falling(_basis(each), each.opens, each.closes, each.charges, tuple(entries)))
        again = recurring(kept, replace(listing, statuses=frozenset({Status.DUE})), MOST_AGAIN + 1)
    found_again = (_coming(owed, texts, first, last, asked.as_of) for owed, texts in again[:MOST_AGAIN])
    coming = [each for each in found_again if each is not None]
    return Year(
        number,
        _sessions(first, last, held, asked.organ),
        tuple(_joined(others)),
        tuple(sorted(coming, key=lambda each: (not each.days, each.days[:1], each.entry.obligation.id))),
        more=len(again) > MOST_AGAIN,
    )


def _entries(found: Iterable[Obligation], as_of: datetime.date) -> Iterator[Entry]:
    yield from (entry for each in found if (entry := judge(each, as_of)) is not None)


def _session(span: Span) -> Session | None:
    """Return the session that a time is that of, None where it is another time."""
    window = session_window(span.organ, span.session) if span.session is not None else None
    if span.session is None or window is None or (window.opens, window.closes) != (span.opens, span.closes):
        return None
    return Session(span.organ, span.session, window.opens, window.closes, window.exact)


def _basis(span: Span) -> Literal["day", "month", "year", "days"]:
    opens, closes = span.opens, span.closes
    if opens == closes:
        return "day"
    if opens.day == 1 and closes == opens.replace(day=calendar.monthrange(opens.year, opens.month)[1]):
        return "month"
    whole = (opens.month, opens.day, closes.month, closes.day) == (1, 1, 12, 31) and opens.year == closes.year
    return "year" if whole else "days"


def _joined(found: Sequence[Falling]) -> Iterator[Falling]:
    """Yield what falls due at the same time as one, whatever session it is due at besides."""
    groups: dict[tuple[datetime.date, datetime.date], Falling] = {}
    for each in found:
        key = each.closes, each.opens
        before = groups.get(key)
        groups[key] = (
            each
            if before is None
            else replace(
                before,
                charges=before.charges + each.charges,
                entries=(*before.entries, *each.entries)[:MOST_OF_EACH],
            )
        )
    yield from (groups[key] for key in sorted(groups))


def _sessions(
    first: datetime.date, last: datetime.date, held: dict[tuple[str, int], Session], organ: str | None
) -> tuple[Session, ...]:
    """Return the sessions that touch the days: those of the chief organs, and those at which something is due."""
    found = dict(held)
    for series in (organ,) if organ else ORGANS:
        number = next_session(series, first - 800 * _DAY)
        while number is not None:
            window = session_window(series, number)
            if window is None or window.opens > last:
                break
            if window.closes >= first:
                found.setdefault(
                    (series, number), Session(series, number, window.opens, window.closes, window.exact)
                )
            number += 1
    return tuple(sorted(found.values(), key=lambda each: (each.organ, each.opens)))


def _coming(
    owed: Obligation, texts: int, first: datetime.date, last: datetime.date, as_of: datetime.date
) -> Coming | None:
    """Return what comes again in a year, None where it does not come in it."""
    entry, recurrence = judge(owed, as_of), owed.recurrence
    if entry is None or recurrence is None:
        return None
    if recurrence.starts is None or recurrence.rule is None:
        return Coming(entry, texts, ())
    days: list[datetime.date] = []
    day = next_time(recurrence, first)
    while day is not None and day <= last and len(days) < 60:
        days.append(day)
        day = next_time(recurrence, day + recurrence.days * _DAY)
    return Coming(entry, texts, tuple(days), whole=recurrence.days > 1) if days else None


def groups_through(meant: Actors, wanted: bool) -> tuple[str, ...]:
    """Return the groups through which those meant are bound, where they are wanted."""
    return tuple(dict.fromkeys(group for id in meant.ids for group in groups_of(id))) if wanted else ()


def through(owed: Obligation, meant: Actors, groups: Sequence[str]) -> str | None:
    """Return the group through which those meant are bound, None where they are charged themselves."""
    charged = [each.id for each in owed.bearers if each.id]
    if any(id in meant.ids for id in charged):
        return None
    return next((id for id in charged if id in groups), None)


_ONE = re.compile(rf"(?P<above>.+)/(?P<one>(?:{'|'.join(get_args(CommitmentKind))})/\d{{1,3}})")
"""The identifier of one commitment: address of its paragraph, kind, and place among its kind."""
_PLACE = re.compile(r"/([a-z]+_\w+)$")
"""The place of a paragraph behind a stroke, as addresses of this site have it: ``A/RES/75/28/op_6``."""


def explained(library: Library, typed: str, as_of: datetime.date) -> tuple[Explanation, ...]:
    """Return the explanation of each commitment of a text, of one of its paragraphs, or of one commitment.

    Args:
        typed: ``75/28``, ``A/RES/75/28#op_6`` or ``75/28#op_6/report/1``; a stroke may stand for the number sign.
        as_of: the day on which the statuses stand.

    Raises:
        NotHeldError: the text or paragraph is not held, or it is not clear which is meant.
    """
    one = _ONE.fullmatch(typed)
    found = locate(library, _PLACE.sub(r"#\1", one["above"] if one else typed))
    entries = answer(library, LedgerQuery(as_of, work=found.address)).entries
    return tuple(
        explanation
        for entry in entries
        if one is None or entry.obligation.id == f"{found.address}/{one['one']}"
        if (explanation := explain(entry.obligation, as_of)) is not None
    )


Wording = tuple[str | None, Mapping[str, tuple[Commitment, ...]]]
"""The title of a text in a language, and by paragraph what it lays on someone."""


def wording_of(record: Record) -> Wording:
    """Return what the text of a record lays on someone, by paragraph."""
    laid = {each.id: each.commitments for each in record.paragraphs() if each.commitments}
    return record.title, laid


def reworded(owed: Obligation, language: str, wording: Callable[[str], Wording | None]) -> Obligation:
    """Return an obligation in the words of a language, or as it is where the text is not held in it.

    A paragraph has the same address in every language. It says the same where it lays as much of the kind on someone,
    by the same verb, on as many; where it does not, the other language is what the reader is given.

    Args:
        wording: of a text in that language, by its symbol; None where it is not held in it.
    """
    if owed.language == language:
        return owed
    held = wording(owed.symbol)
    if held is None:
        return owed
    title, laid = held
    kind, _, place = owed.id.partition("#")[2].removeprefix(f"{owed.paragraph}/").partition("/")
    those = [each for each in laid.get(owed.paragraph, ()) if each.kind == kind]
    if not place.isdecimal() or not 1 <= int(place) <= len(those):
        return owed
    own = those[int(place) - 1]
    if own.act != owed.act or len(own.bearers) != len(owed.bearers) or own.nature != owed.nature:
        return owed
    return replace(
        owed,
        title=title or owed.title,
        language=language,
        quote=own.quote,
        condition=own.condition,
        what=own.what.text if own.what else None,
        # Who is meant by a name that stands for another is known from the whole text, and the same in both.
        bearers=tuple(
            said if said.id else said.model_copy(update={"id": known.id})
            for said, known in zip(own.bearers, owed.bearers, strict=True)
        ),
        subject=None,  # which is printed in the other language, and stands in the deed in this one
    )
