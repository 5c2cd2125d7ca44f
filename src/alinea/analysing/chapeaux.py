"""What the words above a list say for its points: who is charged, when, for whom, how; and of a body just set up."""

from __future__ import annotations

from alinea.analysing.charges import Above, Charge
from alinea.analysing.clauses import Clause, end_of_words
from alinea.analysing.complements import conditions_in, means_in
from alinea.analysing.deadlines import Setting, joined
from alinea.analysing.deeds import Deed, set_off, times_between
from alinea.analysing.parties import full_name_end, names_from
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Commitment, Condition, Means, Party
from alinea.model.spans import Span
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words

TAIL = 160  # characters of a paragraph with which the first words of its sub-paragraphs are read together
_APART = 160  # characters before a condition in which the words stand that set it off, at most
_BODY_AFTER = 40  # characters after the words that set a body up in which its name begins, at most
_ELSEWHERE = Span(0, 0)  # the place of what is said in another paragraph


def is_chapeau(wording: Wording) -> bool:
    """Tell whether a paragraph opens a list: its last sign is a colon."""
    return wording.text.text.rstrip().endswith(":")


def opening_of(wording: Wording, found: list[Commitment]) -> Commitment | None:
    """Return the act that opens a list: the one whose words reach the end of its paragraph."""
    end = end_of_words(wording, 0, len(wording.folded))
    reaching = [each for each in found if each.what is not None and each.what.at.end >= end]
    return next((each for each in reversed(reaching) if each.kind == "action"), None)


def handed_down(wording: Wording, charge: Charge, found: list[Commitment]) -> Charge:
    """Return a charge as sub-paragraphs take it over: of a body just set up, where one is; else of the one charged.

    Args:
        wording: of the paragraph above them; charge: the last that it lays; found: what it commits to.
    """
    tail = wording.folded[charge.deed_start : charge.end].rstrip(" :,-")[-TAIL:]
    following = charge._replace(tail=tail, above=_above(wording, charge, found))
    term = next((each for each in reversed(found) if each.kind == "term"), None)
    if term is None or not wording.words.set_up.search(wording.folded, term.at.start):
        return following
    body = _body(wording, term)
    if body is None:
        return following
    return following._replace(
        bearer=body, bearers=(body,), act="establish", act_class="directive", own=False, deed=None
    )


def _above(wording: Wording, charge: Charge, found: list[Commitment]) -> Above:
    """Return what the paragraph above says for its points beside who is charged, with what that had from above."""
    opening = opening_of(wording, found) if is_chapeau(wording) else None
    means = _means_above(wording, charge) or (opening.means if opening else None)
    return charge.above._replace(
        due=(opening.due if opening else None) or charge.above.due,
        recipients=(opening.recipients if opening else ()) or charge.above.recipients,
        conditions=(*charge.above.conditions, *_conditions_above(wording, charge)),
        means=means or charge.above.means,
    )


def time_above(wording: Wording, charge: Charge, setting: Setting) -> Deed | None:
    """Return the deed of a chapeau with the times that stand before what is to be done: *Requests X, by 1 May, to:*."""
    stop = end_of_words(wording, charge.start, charge.end if charge.deed is None else charge.deed)
    deed = Deed("action", stop, stop, charge.verb_end)
    times = times_between(wording, deed, charge.verb_end, stop, setting)
    times = tuple(each for each in times if each.firm or each in set_off(times))
    return deed._replace(deadlines=times) if joined(wording.text.text, times) else None


def _conditions_above(wording: Wording, charge: Charge) -> list[Condition]:
    """Return the conditions that bind the points: commas set them off, each or with one that it is joined to.

    What none does is of a deed that the paragraph speaks of before it opens.
    """
    whole = Clause(charge.deed_start, charge.deed_start, charge.end)
    apart = clause_words(wording.language).apart
    found: list[Condition] = []
    for each in conditions_in(wording, charge.start, [], whole):
        between = wording.folded[found[-1].at.end : each.at.start].strip() if found else ""
        joined_on = between and wording.words.coordination.fullmatch(between)
        if joined_on or apart.search(wording.folded, max(0, each.at.start - _APART), each.at.start):
            found.append(each)
    return [each.model_copy(update={"at": _ELSEWHERE}) for each in found]


def _means_above(wording: Wording, charge: Charge) -> Means | None:
    """Return with which means the points are to be done, where that is said before them all."""
    place = charge.end if charge.deed is None else charge.deed
    return (
        means_in(wording, charge.start, Clause(place, place, place), first=True)
        if is_chapeau(wording)
        else None
    )


def _body(wording: Wording, term: Commitment) -> Party | None:
    """Return the body that a paragraph sets up."""
    sign = next(
        (
            match
            for sign in wording.words.signs
            if sign.kind == "term" and sign.bearer == "appointer"
            for match in sign.pattern.finditer(wording.folded, term.at.start)
        ),
        None,
    )
    words, folded = wording.words, wording.folded
    if sign is None:
        # "to extend the mandate of the Panel, with the following functions": the one whose mandate it is.
        mandate = words.mandate_of.search(folded, term.at.start)
        if mandate is None:
            return None
        begin = mandate.end()
        for printed in actor_names(wording.language).articles:
            if folded.endswith(printed, mandate.start(), begin):
                begin -= len(printed)
                break
        named = names_from(wording, begin, len(folded))[0]
        return named[0] if named else None
    for article in words.a.finditer(folded, sign.start(), min(sign.end() + _BODY_AFTER, len(folded))):
        if not words.lasting.match(folded, article.end()):
            last = full_name_end(wording, max(sign.end(), article.end()))
            end = words.bearer_end.search(folded, last)
            return party_at(wording, article.start(), end.start() if end else last)
    return None
