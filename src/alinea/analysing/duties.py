"""Duties that a paragraph only speaks of: that somebody must, should, or is needed to do something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alinea.analysing.charges import Charge
from alinea.analysing.parties import names_from
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Party

LONGEST = 300  # characters of such a duty, at most


def duties_in(wording: Wording) -> Iterator[Charge]:
    """Yield the duties that a paragraph speaks of, as charges; no verb of the organ lays them on anybody.

    A sample: *Stresses the need for States to inform the Commission of spills*.
    """
    end = 0
    for must in wording.words.must.finditer(wording.folded):
        if must.start() < end:
            continue
        told, that = must.groupdict().get("who") is not None, must.groupdict().get("that") is not None
        parties = _told_of(wording, must) if told else ()
        bearer = parties[0] if parties else None if told else _subject(wording, must.start())
        if bearer is None:
            continue
        begin = _after(wording, must) if that else must.end() + told
        stop = wording.folded.find(";", must.end())
        end = min(len(wording.folded) if stop < 0 else stop, must.end() + LONGEST)
        yield Charge(
            must.start(),
            must.end(),
            end,
            "stress",
            "directive",
            None,
            bearer,
            begin,
            clause=not told or that,
            bearers=parties,
        )


def _told_of(wording: Wording, must: re.Match[str]) -> tuple[Party, ...]:
    """Return of whom it is said that something is for him to do, where an actor is named there."""
    place = must.start("who")
    if not any(place - 1 <= each.start <= place + 1 for each in wording.actors):
        return ()
    return tuple(names_from(wording, place, len(wording.folded))[0])


def _after(wording: Wording, must: re.Match[str]) -> int:
    """Return the place after the names of those of whom a clause says it."""
    return names_from(wording, must.start("who"), len(wording.folded))[1]


def _subject(wording: Wording, place: int) -> Party | None:
    """Return the subject of the verb at a place: what stands between *que* and it, if an actor is among it."""
    begin = max(0, place - 160, wording.text.text.rfind(". ", 0, place) + 1)
    for that in wording.words.that.finditer(wording.folded, begin, place):
        begin = that.end()
    named = [each for each in wording.actors if begin <= each.name and each.end <= place]
    if not named or place - named[-1].end > 40:
        return None
    first = named[0].start if place - named[0].start < 140 else named[-1].start
    return party_at(wording, first, place)
