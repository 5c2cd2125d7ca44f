"""Charges that no verb of the organ lays: promises of others, and provisions that say who shall, may or shall not."""

from __future__ import annotations

from alinea.analysing.charges import Charge, end_of_sentence
from alinea.analysing.parties import listed
from alinea.analysing.wording import Wording, party_at
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words


def undertakings(wording: Wording, charges: list[Charge]) -> list[Charge]:
    """Return the promises of others that a paragraph welcomes or notes, as charges that they laid on themselves.

    A decision or a proposal is one where it is to host, hold, finance or set up something; an offer, an undertaking,
    an intention is one whatever it is to do.

    A sample: *Welcomes the offer of the Government of Selland to host the meeting*.
    """
    words, folded = clause_words(wording.language), wording.folded
    found: list[Charge] = []
    for pattern in (words.undertaking, words.undertaken, words.undertaking_told):
        for promise in pattern.finditer(folded):
            if any(each.start <= promise.start() < each.end for each in (*charges, *found)):
                continue
            noun = promise.groupdict().get("noun") or ""
            told = pattern is words.undertaking_told
            firm = not (noun or told) or (
                noun and words.firm_promise.search(folded, promise.start("noun"), promise.start("who"))
            )
            if not firm and not words.hosting.match(folded, promise.end()):
                continue
            bearers = tuple(listed(wording, *promise.span("who")))
            if not bearers or not _is_actor(wording, *promise.span("who")):
                continue
            stop = min((each.start for each in charges if each.start > promise.start()), default=len(folded))
            stop = end_of_sentence(wording, promise.end(), stop)
            found.append(
                Charge(
                    promise.start(),
                    promise.end(),
                    stop,
                    "welcome",
                    "directive",
                    None,
                    bearers[0],
                    promise.end(),
                    bearers=bearers,
                    nature="undertaking",
                )
            )
    return found


def provision(wording: Wording) -> Charge | None:
    """Return what a paragraph of an annex or a statute lays on its subject: *States shall take stock …*."""
    words, folded = clause_words(wording.language), wording.folded
    subject = words.subject.match(folded)
    if subject is None or not _is_actor(wording, *subject.span("who")):
        return None
    bearers = tuple(listed(wording, *subject.span("who")))
    bearer = party_at(wording, *subject.span("who"))
    if not bearers or bearer is None:
        return None
    end = subject.end("who")
    held = words.held.match(folded, end) is not None
    if words.made.match(folded, end) and not held:
        return None  # "Norland and Selland shall be appointed": what is done with them is not their deed
    thing = 0 if held else None
    return Charge(
        0,
        end,
        len(folded),
        "decide",
        "deciding",
        None,
        bearer,
        end,
        clause=True,
        bearers=bearers,
        thing=thing,
    )


def _is_actor(wording: Wording, start: int, end: int) -> bool:
    """Tell whether somebody stands between two places: a name that is known, or one printed with a capital."""
    text = wording.text.text
    if any(start <= each.start <= start + 24 and each.end <= end for each in wording.actors):
        return True
    for article in actor_names(wording.language).articles:
        if wording.folded.startswith(article, start):
            return text[start + len(article) : start + len(article) + 1].isupper()
    return text[start : start + 1].isupper() and start > 0
