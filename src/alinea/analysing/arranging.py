"""Which deeds of a sentence are commitments apart, and which are one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alinea.analysing.charges import Charge
from alinea.analysing.clauses import Clause, clauses_of, end_of_words
from alinea.analysing.complements import means_in
from alinea.analysing.deadlines import Setting
from alinea.analysing.deeds import Deed, Standing, deeds_of, times_between
from alinea.analysing.wording import Wording
from alinea.vocab.clause_words import clause_words

__all__ = ["Arranged", "arranged"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """A deed of a charge that is a commitment, or several.

    Attributes:
        clause: where it stands; deeds: of a kind, none where it is any other act; place: 0 for the first of the charge.
    """

    clause: Clause
    deeds: tuple[Deed, ...]
    place: int


def arranged(wording: Wording, charge: Charge, standing: Standing, setting: Setting) -> list[Arranged]:
    """Return the deeds of a charge that are commitments apart, in order of place.

    Two deeds of one sentence are two where each has its own verb and its own time, recipient, bearer, kind or nature;
    else they are one.
    """
    deeds = deeds_of(wording, charge, standing, setting)
    clauses = clauses_of(wording, charge)
    if not clauses:
        end = end_of_words(wording, charge.start, charge.end)
        whole = Clause(charge.start, min(charge.deed_start, end), end)
        return [Arranged(whole, tuple(deeds), 0)] if deeds else []
    told: list[list[Deed]] = [[] for _ in clauses]
    last = [0] * len(clauses)
    for deed in deeds:
        place, end = _clause_at(clauses, deed.start), _clause_at(clauses, deed.end - 1)
        if end > place:
            # Its words may have begun too early: "to make use of the system and to present an analysis".
            later = _missed(wording, charge, clauses[end], standing, setting)
            if any(each.kind == deed.kind for each in later):
                moved = max(deed.start, clauses[end].verb)
                deed, place = replace(deed, start=moved, opens=max(deed.opens, clauses[end].verb)), end
        told[place].append(deed)
        last[place] = max(last[place], end)
    groups: list[Arranged] = []
    reached = -1
    for place, clause in enumerate(clauses):
        found = told[place]
        if groups and not found and place > reached:
            found = _missed(wording, charge, clause, standing, setting)
        if groups and (place <= reached or _together(wording, groups[-1], clause, found, setting)):
            groups[-1] = _joined(groups[-1], clause, found)
        else:
            groups.append(Arranged(clause, tuple(found), place))
        reached = max(reached, last[place])
    return groups


def _clause_at(clauses: list[Clause], place: int) -> int:
    found = 0
    for number, clause in enumerate(clauses):
        if clause.opens <= place:
            found = number
    return found


def _missed(
    wording: Wording, charge: Charge, clause: Clause, standing: Standing, setting: Setting
) -> list[Deed]:
    """Return the kinds of a deed that were taken for those of a deed before it."""
    if clause.who is not None:
        standing = Standing(organ=False, officer=True)
    own = replace(charge, start=clause.opens, verb_end=clause.opens, deed=clause.opens, end=clause.end)
    return deeds_of(wording, own, standing, setting)


def _together(wording: Wording, group: Arranged, clause: Clause, deeds: list[Deed], setting: Setting) -> bool:
    """Tell whether a deed is one with what stands before it."""
    words = clause_words(wording.language)
    before = group.clause
    if clause.who is not None or (clause.banned, clause.allowed) != (before.banned, before.allowed):
        return False
    if words.handing.match(wording.folded, clause.verb, clause.end):
        return True
    if not group.deeds and not deeds:
        own = _own_times(wording, clause, setting)
        return not own and means_in(wording, clause.opens, clause, first=False) is None
    kinds, others = {each.kind for each in group.deeds}, {each.kind for each in deeds}
    if kinds != others or not kinds:
        return False
    # Of one kind: two only where each has a time of its own.
    return not (_timed(deeds) and _times(group.deeds) != _times(deeds)) or not _timed(group.deeds)


def _own_times(wording: Wording, clause: Clause, setting: Setting) -> bool:
    deed = Deed("action", clause.verb, clause.end, clause.opens)
    return any(
        each.session or each.firm or each.kind == "recurrence"
        for each in times_between(wording, deed, clause.opens, clause.end, setting)
    )


def _timed(deeds: list[Deed] | tuple[Deed, ...]) -> bool:
    return any(each.timed for each in deeds)


def _times(deeds: list[Deed] | tuple[Deed, ...]) -> set[tuple[int | None, str | None]]:
    return {
        (time.session, time.date) for each in deeds for time in each.deadlines if time.session or time.date
    }


def _joined(group: Arranged, clause: Clause, deeds: list[Deed]) -> Arranged:
    known = {each.kind for each in group.deeds}
    more = tuple(each for each in deeds if each.kind not in known)
    return Arranged(
        replace(group.clause, end=max(clause.end, group.clause.end)), group.deeds + more, group.place
    )
