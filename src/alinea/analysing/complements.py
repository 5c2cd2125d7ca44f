"""What a clause says beside its verb: for whom, from whom, on which conditions, with which means, to what end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.analysing.clauses import Clause, end_of_words
from alinea.analysing.parties import after_preposition, names_from, proper_end
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Condition, Deliverable, Means, Party
from alinea.model.spans import Span
from alinea.vocab.clause_words import clause_words

_JOINT = 5  # characters before the words for one for whom something is that join him to another, at most
_AFTER = 3  # characters after a verb in which its own pronoun may begin
_ADVERB = 12  # characters of the words before the verb that says what is done, at most: *continue to consult*
_SIMPLE: dict[str, Deliverable] = {
    "views": "views",
    "observance": "observance",
    "agenda": "agenda-item",
    "term": "term",
    "meeting": "meeting",
    "report": "report",
    "action": "other",
}
_LEAD = 12  # characters before words for means in which a joint sets them off
_ADDRESSED = frozenset({"report", "views"})
_CONTRACTED = (" au ", " aux ")  # prepositions that hold the article of what follows


@dataclass(frozen=True, slots=True)
class Addressed:
    """Those for whom something is, named at one place: *to the Council and the Assembly*."""

    start: int
    end: int
    parties: tuple[Party, ...]


def recipients_in(
    wording: Wording,
    clause: Clause,
    kind: str,
    deliverable: str | None,
    organ: Party | None,
    since: int | None = None,
) -> tuple[Party, ...]:
    """Return for whom a report, views or help are: all of them, in order.

    Args:
        wording: of the paragraph; clause: in it; kind, deliverable: of the commitment.
        organ: the organ itself, which a pronoun stands for; since: as of `addressed_in`.
    """
    if kind == "action" and deliverable == "assistance":
        return _helped(wording, clause)
    if kind not in _ADDRESSED and (deliverable == "appointment" or not _handed(wording, clause, kind)):
        return ()  # "nominate women as candidates to the Bureau": they are handed to nobody
    found: list[Party] = []
    for group in addressed_in(wording, clause, kind, organ, since=since):
        found += [each for each in group.parties if each.text not in [party.text for party in found]]
    return tuple(found)


def _handed(wording: Wording, clause: Clause, kind: str) -> bool:
    """Tell whether an act hands something to somebody: *that the form be sent to all States*."""
    words, folded = clause_words(wording.language), wording.folded
    if kind != "action":
        return False
    return bool(words.gives.match(folded, clause.verb) or words.sent.search(folded, clause.verb, clause.end))


def addressed_in(
    wording: Wording,
    clause: Clause,
    kind: str,
    organ: Party | None,
    times: Sequence[Span] = (),
    since: int | None = None,
) -> list[Addressed]:
    """Return for whom a report or views are, by the places that name them.

    Args:
        wording: of the paragraph; clause: in it; kind: of the commitment; organ: which a pronoun stands for.
        times: places of times, which may stand between one recipient and the next; since: where the first deed of the
            charge begins, if that is not this one.
    """
    words, folded, stop = clause_words(wording.language), wording.folded, clause.end
    since = clause.verb if since is None else since
    found: list[Addressed] = []
    own = words.own_organ.search(folded, max(0, clause.verb - _AFTER), stop)
    if own and kind == "views":
        # "to cooperate with the Mechanism and to provide it with information": not the organ, but the one just named.
        before = [each for each in wording.actors if since <= each.start and each.end <= own.start()]
        party = party_at(wording, before[-1].start, before[-1].end) if before else organ
        found += [Addressed(own.start(), own.end(), (party,))] if party else []
    elif own and organ is not None:
        # In French the pronoun stands before the verb, and is the organ: « lui présenter ».
        meant = wording.language == "en" and own.start() == clause.verb
        last = _told_before(wording, since, clause.verb) if meant else ()
        found.append(Addressed(own.start(), own.end(), last or (organ,)))
    if kind == "report" and not own:
        for pattern in (words.told, words.kept):
            told = pattern.search(folded, clause.verb, stop)
            if told and told.start() - clause.verb < 40:
                parties, reached = names_from(wording, told.end(), stop, unknown=True)
                return [Addressed(told.start(), reached, tuple(parties))]
    place, passed = clause.verb, None
    while place < stop and (to := words.recipient.search(folded, place, stop)):
        place = to.end()
        if not _is_name(wording, to.end()):
            continue
        named, reached = names_from(wording, to.end(), stop)
        if not named:
            continue
        if own and not times and len(found) == 1 and own.end() < to.start():
            # "lui soumettre un plan de transfert au Gouvernement et au Bureau": for neither of them.
            joint = words.part.search(folded, max(0, to.start() - _JOINT), to.end())
            if joint is None or (passed is not None and _beside(wording, passed, to.start(), times)):
                place = passed = max(place, reached)
                continue
        if len(found) > (1 if own else 0) and not _beside(wording, found[-1].end, to.start(), times):
            if times:
                continue  # said of the first: "in his report to the Council at its 2026 session, and to the Assembly"
            break
        found.append(Addressed(to.start(), reached, tuple(named)))
        place = max(place, reached)
    return sorted(found, key=lambda each: each.start)


def _told_before(wording: Wording, since: int, verb: int) -> tuple[Party, ...]:
    """Return for whom the deed before was, whom a pronoun means: *to submit to the Committee a report and brief it*."""
    to = clause_words(wording.language).recipient.search(wording.folded, since, verb)
    return tuple(names_from(wording, to.end(), verb)[0][:1]) if to and _is_name(wording, to.end()) else ()


def _beside(wording: Wording, start: int, stop: int, times: Sequence[Span]) -> bool:
    """Tell whether nothing but a joint, and times, stand between two places: *at its sixtieth session and*."""
    joined = clause_words(wording.language).joined
    between = wording.folded[start:stop]
    if any(start <= each.start and joined.fullmatch(wording.folded, each.end, stop) for each in times):
        return True  # whatever is said of the first: "to the Council in his annual report at its 2026 session, and"
    for time in times:
        first, last = max(time.start - start, 0), max(time.end - start, 0)
        between = between[:first] + " " * (min(last, len(between)) - first) + between[last:]
    return joined.fullmatch(between) is not None


def _helped(wording: Wording, clause: Clause) -> tuple[Party, ...]:
    """Return who is helped, or given means, or the fund that is paid into."""
    words, folded = clause_words(wording.language), wording.folded
    for pattern in (words.granted, words.given, words.paid, words.told):
        for helped in pattern.finditer(folded, clause.verb, clause.end):
            place = helped.end()
            if place >= clause.end or wording.words.things.match(folded, place):
                continue
            if pattern is words.paid or _is_people(wording, place) or _to_do(wording, place, clause.end):
                return tuple(names_from(wording, place, clause.end, unknown=True)[0])
    own = words.own_organ.search(folded, max(0, clause.verb - _AFTER), clause.end)
    if own is None:
        return ()
    # "to cooperate with the Mechanism and to give it every help": the one named last before the pronoun.
    named = [each for each in wording.actors if each.end <= own.start()]
    return (
        tuple(each for each in [party_at(wording, named[-1].start, named[-1].end)] if each) if named else ()
    )


def _to_do(wording: Wording, place: int, stop: int) -> bool:
    """Tell whether the words at a place, whatever they are, are helped to do something: *help small ports to*."""
    named = clause_words(wording.language).loose.match(wording.folded, place, stop)
    deed = named and wording.words.deed.match(wording.folded, named.end("name") + 1, stop)
    return bool(deed and deed["verb"])


def _is_name(wording: Wording, place: int) -> bool:
    """Tell whether the name of somebody begins at a place: one that is known, or printed with a capital."""
    for actor in wording.actors:
        if place - 1 <= actor.start <= place + 1 or place <= actor.name <= place + 5:
            return True
        if actor.start > place + 5:
            break
    if wording.language == "en" and clause_words(wording.language).head.match(wording.folded, place):
        return True
    end = proper_end(wording, place, len(wording.folded))
    return end > place and wording.words.events.fullmatch(wording.folded, place, end) is None


def _is_people(wording: Wording, place: int) -> bool:
    """Tell whether somebody is named at a place, be it by a class of people: *aux victimes*, *les autorités*."""
    head = clause_words(wording.language).head.match(wording.folded, place)
    article = head and (head.groupdict().get("article") or wording.folded.endswith(_CONTRACTED, 0, place))
    return bool(article) or _is_name(wording, place)


def sources_in(wording: Wording, start: int, clause: Clause, kind: str) -> tuple[Party, ...]:
    """Return those whose views, replies or information are sought, in a clause or between a place and it.

    Of an act they are sought only where that is what it begins with: *to consult other bodies*.
    """
    for source in clause_words(wording.language).source.finditer(wording.folded, start, clause.end):
        begin = after_preposition(wording, source.end())
        if not _is_people(wording, begin) or (
            kind not in _ADDRESSED and abs(source.start() - clause.verb) > _ADVERB
        ):
            continue  # "recueillir des données provenant d'autres sources"
        parties = names_from(wording, begin, clause.end, unknown=True)[0]
        if parties:
            return tuple(parties)
    return ()


def conditions_in(
    wording: Wording, start: int, clauses: Sequence[Clause], own: Clause
) -> tuple[Condition, ...]:
    """Return the conditions of a deed, each with what it binds.

    A condition that stands before the first deed binds all deeds of the charge; one within a deed binds that.

    Args:
        wording: of the paragraph; start: of the charge; clauses: its deeds; own: the one that is asked about.
    """
    text = wording.text
    found = []
    first = clauses[0].opens if clauses else own.opens
    ranges: list[tuple[int, int, bool]] = [(start, first, True), (own.opens, own.end, len(clauses) < 2)]
    for begin, end, everything in ranges:
        matches = list(_conditions(wording, begin, max(begin, end)))
        means = _means(wording, begin, end) if matches else []
        for match in matches:
            if any(inside(match, each) for each in means):
                continue
            at = Span(match[0], end_of_words(wording, *match))
            part = _part_bound(wording, at, end)
            whole = "all" if everything else text.span(own.verb, own.end)
            found.append(
                Condition(
                    text=text.text[at.start : at.end],
                    at=at,
                    span=text.span(at.start, at.end),
                    scope=text.span(*part) if part else whole,
                    binds=text.text[slice(*part)] if part else None,
                    whose=_consenting(wording, at),
                )
            )
    return tuple(found)


def _part_bound(wording: Wording, at: Span, stop: int) -> tuple[int, int] | None:
    """Return the second half of a deed that a condition binds alone: *and, if they consent, with the other parties*."""
    words, folded = clause_words(wording.language), wording.folded
    joined = words.half_before.search(folded, max(0, at.start - _JOINT), at.start)
    half = words.half_after.match(folded, at.end, stop) if joined else None
    if half is None:
        return None
    begin = half.start("to")
    return begin, end_of_words(wording, begin, stop)


def _consenting(wording: Wording, at: Span) -> str | None:
    """Return those whose consent is wanted, where a pronoun stands for those who were named last."""
    if not clause_words(wording.language).consents.match(wording.folded, at.start, at.end):
        return None
    named = [each for each in wording.actors if each.end <= at.start]
    return wording.text.text[named[-1].start : named[-1].end] if named else None


def _conditions(wording: Wording, place: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where conditions stand between two places.

    Each ends before a deed that is joined to the one it binds, or another condition that is joined to it.
    """
    pattern, folded = clause_words(wording.language).conditions, wording.folded
    coordination = wording.words.coordination
    while match := pattern.search(folded, place, stop):
        ends = (
            deed.start()
            for deed in wording.words.deed.finditer(folded, *match.span())
            if deed["verb"] and coordination.match(folded, folded.rfind(" ", 0, deed.start() - 1) + 1)
        )
        place = next(ends, match.end())
        joined = (
            joint.start()
            for joint in coordination.finditer(folded, match.start(), place)
            # "as and when appropriate" is one.
            if " " in folded[match.start() : joint.start() - 1]
            and pattern.match(folded, joint.end() + 1, stop)
        )
        place = next(joined, place)
        yield match.start(), place


def inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _means(wording: Wording, start: int, stop: int) -> list[tuple[int, int]]:
    patterns = clause_words(wording.language).means
    return [match.span() for _, each in patterns for match in each.finditer(wording.folded, start, stop)]


def means_in(wording: Wording, start: int, clause: Clause, *, first: bool) -> Means | None:
    """Return with which means a deed is to be done; those named before all deeds are those of the first."""
    begin = start if first else clause.opens
    for each, pattern in clause_words(wording.language).means:
        match = pattern.search(wording.folded, begin, clause.end)
        # Before the deed only what a comma or *and* sets off belongs to it: "States that have made voluntary
        # contributions".
        lead = wording.folded[max(0, match.start() - _LEAD) : match.start()] if match else ""
        parted = "," in lead or wording.words.coordination.search(lead)
        if match and match.start() < clause.opens and not parted:
            match = pattern.search(wording.folded, clause.opens, clause.end)
        if match and clause.who is not None and match.start() < clause.who[1]:
            match = pattern.search(wording.folded, clause.who[1], clause.end)
        if match:
            at = Span(match.start(), end_of_words(wording, *match.span()))
            text = wording.text
            return Means(
                text=text.text[at.start : at.end], class_=each, at=at, span=text.span(at.start, at.end)
            )
    return None


def deliverable_of(wording: Wording, clause: Clause, kind: str, *, own: bool, tail: str = "") -> Deliverable:
    """Return what will be there when a deed is done.

    Args:
        wording: of the paragraph; clause: in it; kind: of the commitment; own: the organ itself does it.
        tail: the words that open the list of which this is a thing, with the verb: *to submit to the Assembly*.
    """
    if clause.banned:
        return "other"  # nothing will be there when it is not done
    folded, start, end = wording.folded, clause.verb, clause.end
    given = clause_words(wording.language).gives_things.search(tail) if tail else None
    if given:
        folded = f"{given[0].split(' ', 1)[0]} {folded[start:end]}"
        start, end = 0, len(folded)
    for outcome in clause_words(wording.language).outcomes:
        if kind in outcome.kinds and outcome.pattern.within(folded, start, end):
            return outcome.id
    return "other" if kind == "agenda" and not own else _SIMPLE[kind]
