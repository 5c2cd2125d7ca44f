"""How a commitment comes to stand where it does, in words, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.model.ledger import Evidence, Explanation
from alinea.presenting.ledger import reason, when
from alinea.presenting.words import Words


def time(told: Explanation, words: Words) -> str:
    """Return when it is due, with the words of the text that say so: the window is found from them."""
    owed = told.entry.obligation
    said = " ".join(owed.due.text.split()) if owed.due and owed.due.text else ""
    stands = when(told.entry, words)
    return words("explain.time", said=said, when=stands) if said else stands


def steps(told: Explanation, words: Words) -> Iterator[tuple[bool, str]]:
    """Yield the rules in the order in which they were tried: whether each holds, and what it asks."""
    for name in told.passed:
        yield False, words(f"rule.{name}")
    status = words(f"status.{told.entry.status.value}")
    decides = words(f"rule.{told.rule}")
    yield True, words("explain.decides", rule=decides, status=status, reason=reason(told.entry, words))


def rests_on(shown: Evidence, words: Words) -> str:
    """Return what a later text or a document shows: its day, what it is, and its words."""
    day = words.date(shown.on) if shown.on else ""
    told = dict.fromkeys((day, words(f"evidence.{shown.kind}"), shown.document or "", shown.place.address))
    said = " · ".join(each for each in told if each)
    text = " ".join(shown.place.text.split())
    return words("explain.shows", what=said, words=words("due.quote", quote=text)) if text else said
