"""What a charge asks to be done: of which kinds its deeds are, and when each falls due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from alinea.analysing.actors import ActorMention
from alinea.analysing.charges import Charge
from alinea.analysing.deadlines import Deadline, Setting, deadlines_in
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Party
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import Sign, commitment_words
from alinea.vocab.folding import fold

TIMES = 400  # characters after the words of a deed in which the time that it needs may stand
DAY = 10  # characters of a date with its day
OWN = 30  # characters from a deed in which words are those of its verb, and not of the deed that holds it
NAMED = 110  # characters of the name of a gathering, after the words of the deed that holds it, at most
NEAR = 60  # characters after them in which a recurrence is that of the deed

# Kinds of times of which each may be that of another recipient.
OCCASIONS = frozenset({"session", "date", "next"})
# Times that are of the deed wherever they stand before it: "that, for a period of nine months, States shall inspect".
_SET_OFF = (OCCASIONS - {"date"}) | {"relative"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the one charged is to the organ.

    Attributes:
        organ: it is the organ itself; officer: an officer, secretariat, body or mission of the Organization.
    """

    organ: bool
    officer: bool


def standing_of(charge: Charge, language: str) -> Standing:
    """Return what the one charged is to the organ."""
    if charge.own and charge.bearer is None:
        return Standing(organ=True, officer=True)
    if charge.bearer is None:
        return Standing(organ=False, officer=True)
    if charge.bearer.id is None:
        several = commitment_words(language).plural.match(fold(charge.bearer.text) + " ")
        return Standing(organ=False, officer=not several)
    return Standing(organ=False, officer=actor_names(language).serves(charge.bearer.id))


class Deed(NamedTuple):
    """Something a charge asks, of a kind.

    Attributes:
        kind: as of a commitment.
        start: where its words begin; end: the character after them.
        opens: where the deed begins of which they are part.
        deadlines: the times that belong to it.
        certain: False where its words are known to mislead.
        holders: the ones charged are named after the words.
        weak: any other kind is told more surely.
    """

    kind: str
    start: int
    end: int
    opens: int
    deadlines: tuple[Deadline, ...] = ()
    certain: bool = True
    holders: bool = False
    weak: bool = False

    @property
    def timed(self) -> bool:
        """Whether a session or date is named."""
        return any(each.session or each.date for each in self.deadlines)


AIM = 8  # characters before the subject of an aim told by a clause, in which its conjunction stands: "pour qu'ils"
_CLOSING = (";", ", et ", ", and ")  # after an aim: what comes then is asked, too

# Where words tell two kinds of one deed, the first of these is meant.
_RANK = {"agenda": 0, "report": 1, "observance": 2, "term": 3, "meeting": 4, "views": 5}
# A kind that may stand beside another in one deed.
_TOGETHER = frozenset({("term", "meeting"), ("observance", "meeting")})


def deeds_of(wording: Wording, charge: Charge, standing: Standing, setting: Setting) -> list[Deed]:
    """Return what a charge asks that is of a kind of its own, in order of place.

    Args:
        wording: of the paragraph; charge: in it.
        standing: of the one charged; setting: of the resolution.
    """
    found = _told(wording, charge, standing, setting) or _listed(wording, charge, standing)
    if charge.own and charge.act == "extend" and not any(deed.kind == "term" for deed in found):
        found.append(Deed("term", charge.start, charge.verb_end, charge.deed_start))
    if not found:
        return []
    found = _one_each(found)
    found = _with_deadlines(wording, charge, found, setting)
    return _merged(found)


def _told(wording: Wording, charge: Charge, standing: Standing, setting: Setting) -> list[Deed]:
    """Return every deed whose words are found, several for one deed perhaps."""
    folded = wording.folded
    found: list[Deed] = []
    markers: list[int] = []
    # The name of the one charged is no place for a deed: *Requests the Commission to …*.
    begin = charge.deed_start if charge.directive else charge.start
    for sign in wording.words.likely(folded, begin, charge.end):
        if not _fits(sign, charge, standing):
            continue
        first = charge.verb_end if sign.before else begin
        for match in sign.find(wording.text.text, folded, first, charge.end):
            markers = markers or [charge.start, *_markers(wording, charge)]
            kind = sign.kind if sign.kind != "inform" else "report" if standing.officer else "views"
            opens = markers[bisect_right(markers, match.start()) - 1]
            if match.start() - opens < OWN and _governed(wording, charge, opens):
                continue
            if _of_another(wording, opens, match.start()):
                continue
            if kind != "observance" and _enabled(wording, max(begin, opens - AIM), match.start()):
                continue
            if clause_words(wording.language).meanwhile.search(folded, opens, match.start()):
                continue  # "to work closely, when preparing the report, with all concerned"
            deed = Deed(kind, match.start(), match.end(), opens, (), sign.certain, sign.holders, sign.weak)
            if _needs_met(sign, wording, charge, deed, standing, setting, markers):
                found.append(deed)
    return sorted(found, key=lambda deed: (deed.start, deed.end))


def _enabled(wording: Wording, start: int, place: int) -> bool:
    """Tell whether others do what stands at a place, thanks to a deed: *afin qu'ils puissent faire rapport*."""
    aims = list(clause_words(wording.language).so_that.finditer(wording.folded, start, place))
    return bool(aims) and not any(sign in wording.folded[aims[-1].end() : place] for sign in _CLOSING)


def _listed(wording: Wording, charge: Charge, standing: Standing) -> list[Deed]:
    """Return the report that a thing in a list is: *de lui présenter : a) Un exposé …*."""
    if not charge.listed:
        return []
    if standing.officer and clause_words(wording.language).gives_things.search(charge.tail):
        return [Deed("report", charge.start, charge.start + 1, charge.start)]
    words = f"{charge.tail} {wording.folded[: min(charge.end, charge.start + 120)]}"
    joint = len(charge.tail) + 1
    for sign in wording.words.signs:
        if sign.kind == "report" and not sign.needs and _fits(sign, charge, standing):
            for match in sign.pattern.finditer(words):
                rejected = sign.reject and sign.reject.search(words, match.start(), match.end())
                if match.start() < joint - 1 and match.end() > joint and not rejected:
                    return [Deed("report", charge.start, match.end() - joint, charge.start)]
    return []


def _markers(wording: Wording, charge: Charge) -> list[int]:
    """Return the places where deeds begin within a charge."""
    begin = charge.deed_start
    return [begin, *(m.start() for m in wording.words.deed.finditer(wording.folded, begin + 1, charge.end))]


def _coordinated(wording: Wording, charge: Charge, place: int) -> bool:
    """Tell whether what begins at a place is a deed beside the first one, or the first one itself."""
    if place <= charge.deed_start + 1:
        return True
    return bool(wording.words.coordination.search(wording.folded, max(0, place - 5), place))


def _governed(wording: Wording, charge: Charge, place: int) -> bool:
    """Tell whether what begins at a place hangs on a noun or verb before it: *la possibilité de créer*."""
    if place <= charge.deed_start + 1 or charge.act_class == "observing":
        return False
    return bool(wording.words.governing.search(wording.folded, max(0, place - 60), place))


def _of_another(wording: Wording, opens: int, place: int) -> bool:
    """Tell whether a relative clause says it of a thing or of others: *the States that provide the documents*.

    What is said of a body just set up is its own charge: *a Panel, which shall report*.
    """
    words, folded = wording.words, wording.folded
    begin = max(opens, place - OWN)
    relatives = list(words.clause.finditer(folded, begin, place))
    if not relatives or len(between := folded[relatives[-1].end() : place].split()) > 1:
        return False
    joined = words.coordination.search(folded, max(opens, relatives[-1].start() - 4), relatives[-1].start())
    if joined and between and between[0] in words.pronouns:
        return False  # "shall publish a report, and that it shall meet once a year"
    if words.thing_first.match(
        folded, relatives[-1].end() + 1
    ):  # "that the mandate of the Force shall expire"
        return False
    return words.relative.search(folded, begin, place + OWN) is None


def _fits(sign: Sign, charge: Charge, standing: Standing) -> bool:
    if sign.kind in ("views", "inform") and not charge.directive:
        return False
    if sign.kind == "report" and charge.own and charge.act != "decide":
        return False
    if charge.directive and charge.bearer is None and charge.deed is None and not sign.holders:
        # Nobody is asked to do anything: *Encourage la célébration de la Journée* asks for the thing itself.
        return sign.kind == "observance"
    if sign.kind == "term" and charge.directive and not standing.officer and charge.act != "authorize":
        return False
    if sign.kind == "agenda" and sign.weak and not charge.own and charge.directive:
        # To examine a matter is on the organ's own agenda; another that is asked to acts.
        return False
    if sign.bearer == "decider" and charge.directive:
        return False
    if sign.bearer == "officer":
        return standing.officer and not charge.own
    if sign.bearer == "appointer":
        return charge.own or standing.officer
    return True


def _needs_met(
    sign: Sign,
    wording: Wording,
    charge: Charge,
    deed: Deed,
    standing: Standing,
    setting: Setting,
    markers: list[int],
) -> bool:
    """Tell whether what a sign needs beside its words is there."""
    needs = sign.needs
    if (
        sign.weak
        and not charge.clause
        and (deed.start - deed.opens > 25 or not _coordinated(wording, charge, deed.opens))
    ):
        return False
    if "clause" in needs and not charge.clause:
        return False
    if "organ" in needs and not (charge.own or standing.officer):
        return False
    if "addressee" in needs:
        stop = min(charge.end, deed.end + 60)
        # What the Secretary-General is to tell is for the organ, unless the text says otherwise.
        addressed = (
            charge.bearer is not None
            and charge.bearer.id == "secretary-general"
            and deed.start - deed.opens < 60
            and _coordinated(wording, charge, deed.opens)
        )
        if not addressed and not wording.words.addressee.search(
            wording.folded, max(charge.verb_end, deed.start - 10), stop
        ):
            return False
    if not needs & {"time", "session", "until"}:
        return True
    begin = charge.start if deed.opens <= charge.deed_start else deed.opens
    following = (marker for marker in markers if marker > deed.end and _coordinated(wording, charge, marker))
    end = min(next(following, charge.end), charge.end, deed.end + TIMES)
    times = _times(wording, begin, end, setting)
    if sign.kind == "agenda" and sign.weak and not charge.own:
        # What another body examines stands on an agenda where a session is named: by a day, it is done.
        times = [each for each in times if each.kind in ("session", "next")]
    if "session" in needs:
        return any(
            each.kind in ("session", "next")
            or (each.date and each.firm)
            or (deed.kind == "agenda" and _yearly(each) and each.start <= deed.end + NEAR)
            for each in times
        )
    if "until" in needs:
        return any(each.kind == "relative" or (each.date and each.firm) for each in times)
    return any(each.kind != "relative" or not each.lasting for each in times)


def _yearly(time: Deadline) -> bool:
    """Tell whether a time comes again by the year, as the sessions of an organ do."""
    return time.recurrence in ("annual", "biennial") or bool(time.recurrence and "years" in time.recurrence)


def _times(wording: Wording, begin: int, end: int, setting: Setting) -> list[Deadline]:
    """Return the times named between two places of a paragraph, with their places in it."""
    if not wording.may_name_time:
        return []
    found = deadlines_in(
        wording.text.text[begin:end],
        wording.folded[begin:end],
        wording.language,
        setting,
        [_moved(each, -begin) for each in wording.actors if begin <= each.start and each.end <= end],
    )
    return [each._replace(start=each.start + begin, end=each.end + begin) for each in found]


def _moved(actor: ActorMention, by: int) -> ActorMention:
    return ActorMention(actor.start + by, actor.end + by, actor.name + by, actor.id)


def _one_each(found: list[Deed]) -> list[Deed]:
    """Return one deed where several signs tell it: the first place, the last end, the kind that ranks first."""
    kept: list[Deed] = []
    for deed in found:
        for place, other in enumerate(kept):
            across = deed.start < other.end and other.start < deed.end
            together = across or (other.opens == deed.opens and other.kind != deed.kind)
            if not together or {(other.kind, deed.kind), (deed.kind, other.kind)} & _TOGETHER:
                continue
            first, second = sorted((other, deed), key=lambda each: (each.weak, _RANK[each.kind]))
            if first.kind == second.kind:
                first = first._replace(
                    start=min(first.start, second.start),
                    end=max(first.end, second.end),
                    opens=min(first.opens, second.opens),
                    certain=first.certain or second.certain,
                )
            kept[place] = first
            break
        else:
            kept.append(deed)
    return sorted(kept, key=lambda deed: (deed.start, deed.end))


def _with_deadlines(wording: Wording, charge: Charge, found: list[Deed], setting: Setting) -> list[Deed]:
    """Return the deeds, each with the times named in its own part of the charge."""
    result = []
    for place, deed in enumerate(found):
        begin = charge.start
        if place:
            begin = deed.opens if deed.opens >= found[place - 1].end else deed.start
        elif _coordinated(wording, charge, deed.opens):
            begin = max(deed.opens, charge.deed_start)
        following = found[place + 1] if place + 1 < len(found) else None
        end = charge.end
        if following:
            end = max(deed.end, following.opens if following.opens > deed.opens else following.start)
        reach = _reach(wording, deed)
        times: list[Deadline] = []
        for each in _times(wording, begin, end, setting):
            beside = bool(times) and _beside(wording, times[-1], each)
            if (beside or _belongs(each, deed, reach)) and not _of_aim(wording, each, deed):
                times.append(each)
        if not place and begin > charge.start:
            times = [*_times(wording, charge.start, charge.deed_start, setting), *times]
        result.append(deed._replace(deadlines=tuple(times)))
    return result


def times_between(
    wording: Wording, deed: Deed, begin: int, end: int, setting: Setting
) -> tuple[Deadline, ...]:
    """Return the times between two places that are those of a deed."""
    near = deed._replace(end=min(deed.end, deed.start + NEAR))
    return tuple(
        each
        for each in _times(wording, begin, end, setting)
        if (_belongs(each, near, near.end) or _dayed(each)) and not _of_aim(wording, each, deed)
    )


def _beside(wording: Wording, one: Deadline, other: Deadline) -> bool:
    """Tell whether a date stands right beside one before it: *in January and July 2028*."""
    between = wording.folded[one.end : other.start].strip()
    same = one.kind == other.kind == "date" and len(one.date or "") == len(other.date or "")
    return same and wording.words.coordination.fullmatch(between) is not None


def set_off(times: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return those of the times before a deed that are its own: commas set them off, or no name has such a time."""
    return tuple(each for each in times if each.apart or each.kind in _SET_OFF)


def _dayed(time: Deadline) -> bool:
    """Tell whether a time is a day, and none that measures something."""
    return time.kind == "date" and len(time.date or "") == DAY and (time.apart or not time.about)


def _reach(wording: Wording, deed: Deed) -> int:
    """Return the end of the words of a deed and of the names of those it is for, which follow it at once."""
    reach = deed.end
    for actor in wording.actors:
        if deed.start <= actor.start <= reach + 12 and actor.end > reach:
            reach = actor.end
    return reach


def _of_aim(wording: Wording, time: Deadline, deed: Deed) -> bool:
    """Tell whether a time is that of an aim, of an event, or of what others did.

    Samples: *with a view to replacing old barges by 2035*, *the bodies that have regularly used less*.
    """
    if time.kind == "recurrence":
        done = clause_words(wording.language).done
        return done.search(wording.folded, deed.start, max(deed.start, time.start)) is not None
    words = clause_words(wording.language)
    if time.kind == "session" and deed.kind == "action":
        # "so that the Assembly may decide, at its eightieth session": what is to be done then is another's.
        return words.aim.search(wording.folded, deed.start, max(deed.start, time.start)) is not None
    if time.kind != "date" or time.start <= deed.start:
        return False
    if words.foretold.search(wording.folded, deed.start, time.start):
        return True  # "to address the shortfall of pilots projected by 2030"
    if time.apart and (
        len(time.date or "") == DAY or not words.elsewhere.search(wording.folded, deed.start, time.start)
    ):
        return False
    if deed.kind != "meeting" and words.elsewhere.search(wording.folded, deed.start, time.start):
        return True  # "the Conference to be held in Port Glass in 2027"
    aim = words.aim.search(wording.folded, deed.start, time.start)
    # "…, in order to save lives, and to submit to it by 1 March a report": a deed of its own comes after the aim.
    return aim is not None and not wording.words.to_organ.search(wording.folded, aim.end(), time.start)


def _belongs(time: Deadline, deed: Deed, reach: int) -> bool:
    """Tell whether a time is that of the deed and not of something it is about.

    After the words of the deed comes what it is about: there only a session, a recurrence, or an exact date by
    which it is to be done, belongs to it.
    """
    if time.period and deed.kind in ("report", "views", "agenda"):
        return False
    if time.about and not time.apart and deed.kind not in ("term", "meeting", "observance"):
        return False
    if time.lasting and deed.kind != "term":
        return False  # how long something lasts, or how old somebody is
    if deed.kind == "term" and time.kind == "date":
        return time.firm
    if deed.kind in ("meeting", "observance") and time.kind == "date" and time.start <= deed.end + NAMED:
        return True
    if time.kind in ("session", "next") or time.end <= deed.end or time.start <= reach + 12:
        return True
    if time.kind == "recurrence":
        return time.start <= deed.end + NEAR or time.then or time.apart
    if time.kind == "relative":
        return time.start <= deed.end + TIMES
    return time.apart or (time.firm and (time.exact or deed.kind in ("term", "meeting")))


def _merged(found: list[Deed]) -> list[Deed]:
    """Return the deeds without those that say one thing twice.

    Of several deeds of one kind in one charge, only those with a session or date of their own are deeds apart. A
    deed without a time, views sought before a report, falls due with the one that follows.
    """
    kept: list[Deed] = []
    for deed in found:
        same = [place for place, other in enumerate(kept) if other.kind == deed.kind]
        if not same:
            kept.append(deed)
            continue
        last = kept[same[-1]]
        if deed.timed and last.timed and _time(deed) != _time(last):
            kept.append(deed)
            continue
        times = (*last.deadlines, *(each for each in deed.deadlines if each not in last.deadlines))
        if last.timed and not deed.timed:
            times = (*last.deadlines, *(each for each in deed.deadlines if each.kind == "recurrence"))
        kept[same[-1]] = last._replace(deadlines=times, certain=last.certain or deed.certain)
    for place, deed in enumerate(kept[:-1]):
        following = kept[place + 1]
        if deed.kind == "views" and not deed.timed and following.kind == "report" and following.timed:
            kept[place] = deed._replace(deadlines=following.deadlines)
    return kept


def _time(deed: Deed) -> tuple[int | None, str | None]:
    session = next((each.session for each in deed.deadlines if each.session), None)
    date = next((each.date for each in deed.deadlines if each.date), None)
    return session, date


def holding(wording: Wording, deed: Deed) -> tuple[Party, ...]:
    """Return the organ that the words for the session of a deed name."""
    for time in deed.deadlines:
        for actor in wording.actors:
            if time.organ is not None and time.start < actor.start and actor.end == time.end:
                party = party_at(wording, actor.start, actor.end)
                return (party,) if party else ()
    return ()
