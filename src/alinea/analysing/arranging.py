"""Which deeds of a sentence are commitments apart, and which are one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from alinea.analysing.charges import Charge
from alinea.analysing.clauses import Clause, clauses_of, end_of_words
from alinea.analysing.complements import deliverable_of, means_in, recipients_in
from alinea.analysing.deadlines import Setting
from alinea.analysing.deeds import Deed, Standing, deeds_of, times_between
from alinea.analysing.wording import Wording
from alinea.model.record import Party
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words
from alinea.vocab.folding import fold


class Arranged(NamedTuple):
    """A deed of a charge that is a commitment, or several.

    Attributes:
        clause: where it stands; deeds: of a kind, none where it is any other act; place: 0 for the first of the charge.
    """

    clause: Clause
    deeds: tuple[Deed, ...]
    place: int


def arranged(
    wording: Wording, charge: Charge, standing: Standing, setting: Setting, organ: Party | None
) -> list[Arranged]:
    """Return the deeds of a charge that are commitments apart, in order of place.

    Two deeds of one sentence are two where each has its own verb and its own time, recipient, bearer, kind or nature;
    else they are one.
    """
    clauses = clauses_of(wording, charge)
    if not clauses:
        deeds = deeds_of(wording, charge, standing, setting)
        end = end_of_words(wording, charge.start, charge.end)
        whole = Clause(charge.start, min(charge.deed_start, end), end)
        return [Arranged(whole, tuple(deeds), 0)] if deeds else []
    groups: list[Arranged] = []
    for place, clause in enumerate(clauses):
        found = _kinds(wording, charge, clause, place, standing, setting)
        last = groups[-1] if groups else None
        if last is not None and _together(wording, last, clause, found, setting, organ):
            whole = last.clause._replace(end=max(clause.end, last.clause.end))
            found = _kinds(wording, charge, whole, last.place, standing, setting)
            reports = [each for each in found if each.kind == "report"]
            if reports and {each.kind for each in last.deeds} == {"views"}:
                # "to seek the views of States and to communicate them to it": gathered by one deed, told by another.
                handed = reports[-1]._replace(start=clause.verb, opens=clause.verb)
                groups.append(Arranged(clause, (handed,), place))
            else:
                groups[-1] = Arranged(whole, tuple(found), last.place)
        else:
            groups.append(Arranged(clause, tuple(found), place))
    return _views_first(groups)


def _kinds(
    wording: Wording, charge: Charge, clause: Clause, place: int, standing: Standing, setting: Setting
) -> list[Deed]:
    """Return of which kinds a deed of a charge is, and when each falls due, by the words of its own clause alone."""
    if clause.banned:
        return []  # what is not to be done is no report, meeting or mandate that is owed
    if clause.who is not None:
        standing, charge = _standing(wording, *clause.who), charge._replace(own=False)
    if not place:
        return deeds_of(wording, charge._replace(end=clause.end), standing, setting)
    begin = clause.opens if clause.deed is None else clause.deed
    own = charge._replace(start=clause.opens, verb_end=clause.opens, deed=begin, end=clause.end)
    return deeds_of(wording, own, standing, setting)


def _standing(wording: Wording, start: int, stop: int) -> Standing:
    """Return what one named between two places is to the organ."""
    names = actor_names(wording.language)
    actor = next((each for each in wording.actors if each.end > start and each.start < stop), None)
    if actor is None or actor.id is None:
        return Standing(organ=False, officer=not wording.words.plural.match(wording.folded, start))
    return Standing(organ=False, officer=names.serves(actor.id))


def _views_first(groups: list[Arranged]) -> list[Arranged]:
    """Return deeds where views that are sought for a report fall due with it: at the session that it is for."""
    for place, (group, following) in enumerate(pairwise(groups)):
        reports = [
            each
            for each in following.deeds
            if each.kind == "report" and any(time.kind == "session" for time in each.deadlines)
        ]
        if reports and any(each.kind == "views" and not each.timed for each in group.deeds):
            times = reports[0].deadlines
            deeds = tuple(
                each._replace(deadlines=times) if each.kind == "views" and not each.timed else each
                for each in group.deeds
            )
            groups[place] = group._replace(deeds=deeds)
    return groups


def _together(
    wording: Wording,
    group: Arranged,
    clause: Clause,
    deeds: list[Deed],
    setting: Setting,
    organ: Party | None,
) -> bool:
    """Tell whether a deed is one with what stands before it."""
    words = clause_words(wording.language)
    before = group.clause
    if clause.who is not None or (clause.banned, clause.allowed) != (before.banned, before.allowed):
        return False
    if words.handing.match(wording.folded, clause.verb, clause.end):
        # Handed to another, at a time of his own, it is handed over once more.
        told, before_told = (_told(wording, each, {"report"}, organ) for each in (clause, before))
        own = _times(deeds) - _times(group.deeds) or _own_times(wording, clause, setting)
        return not (told and before_told and not told & before_told and own)
    if not group.deeds and not deeds:
        apart = (
            _own_times(wording, clause, setting)
            or means_in(wording, clause.opens, clause, first=False) is not None
            or _helps_others(wording, before, clause, organ)
            or words.findings.match(wording.folded, clause.verb, clause.end) is not None
        )
        return not apart
    kinds, others = {each.kind for each in group.deeds}, {each.kind for each in deeds}
    if kinds != others or not kinds:
        return False
    # Of one kind: two where the second has a time of its own, or is for others.
    times = _times(deeds)
    if times and times != _times(group.deeds):
        return False
    told, before_told = (_told(wording, each, kinds, organ) for each in (clause, before))
    return not told or not before_told or told == before_told


def _told(wording: Wording, clause: Clause, kinds: set[str], organ: Party | None) -> set[str]:
    """Return for whom a report or views of a clause are."""
    return {
        party.id or party.text
        for kind in kinds
        for party in recipients_in(wording, clause, kind, None, organ)
    }


def _helps_others(wording: Wording, before: Clause, clause: Clause, organ: Party | None) -> bool:
    """Tell whether an act helps somebody whom the one before does not: *to keep the list and to assist small ports*."""
    helped = [
        [fold(each.text) for each in recipients_in(wording, act, "action", "assistance", organ)]
        if deliverable_of(wording, act, "action", own=False) == "assistance"
        else []
        for act in (clause, before)
    ]
    # "to cooperate with the Mission and to lend it support": one whom a pronoun means is no other.
    said = wording.folded[clause.verb : clause.end]
    return any(each.split()[-1] in said and each not in helped[1] for each in helped[0])


def _own_times(wording: Wording, clause: Clause, setting: Setting) -> bool:
    deed = Deed("action", clause.verb, clause.end, clause.opens)
    return any(
        each.session or each.firm or each.kind == "recurrence"
        for each in times_between(wording, deed, clause.opens, clause.end, setting)
    )


def _times(deeds: Iterable[Deed]) -> set[tuple[int | None, str | None, str | None]]:
    return {
        (time.session, time.date, time.recurrence)
        for each in deeds
        for time in each.deadlines
        if time.session or time.date or time.recurrence
    }
