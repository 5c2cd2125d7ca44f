"""What is owed, in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.model.ledger import Entry
from alinea.presenting.ledger import number_of, reason, when
from alinea.server.web.actor_names import named
from alinea.server.web.request import Visit

__all__ = ["Charged", "charged"]


@dataclass(frozen=True, slots=True)
class Charged:
    """An entry of the ledger as a page tells it.

    Attributes:
        entry; who: the bearer as the page names it, None where the text names none; who_language: of that name.
        actor: address of the page on the bearer.
        what: what is asked; when: session and days; status: its name; sign: a mark beside its word; said: the word.
        why: the reason of the status; shown: address of the paragraph that shows it, None where the calendar does.
        number: the paragraph as a person names it; place: its address on this site; language: of the words quoted.
    """

    entry: Entry
    who: str | None
    who_language: str
    actor: str | None
    what: str
    when: str
    status: str
    sign: str
    said: str
    why: str
    shown: str | None
    number: str
    place: str
    language: str


def charged(entry: Entry, visit: Visit) -> Charged:
    """Return an entry of the ledger in the words of a page."""
    words, owed = visit.words, entry.obligation
    what = words(f"commitment.{owed.kind}")
    if owed.kind == "action" and owed.act:
        what = words.find(f"charge.{owed.act}") or words.find(f"act.{owed.act}") or what
    who, tongue = named(owed, visit.language)
    evidence = entry.shown.place if entry.shown else None
    return Charged(
        entry=entry,
        who=who,
        who_language=tongue,
        actor=visit.actor(owed.bearer_id or who) if who else None,
        what=what,
        when=when(entry, words),
        status=entry.status.value,
        sign=words(f"web.sign.{entry.status.value}"),
        said=words(f"status.{entry.status.value}"),
        why=reason(entry, words),
        shown=visit.resolution(evidence.symbol, evidence.paragraph) if evidence else None,
        number=number_of(owed, words),
        place=visit.resolution(owed.symbol, owed.paragraph),
        language=owed.language,
    )
