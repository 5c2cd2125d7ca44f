"""What is owed, in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alinea.library.wordings import reworded
from alinea.model.ledger import Entry, Evidence
from alinea.model.record import Party
from alinea.presenting.commitments import condition_told
from alinea.presenting.ledger import deed_of, kind_of, nature_of, number_of, reason, when
from alinea.server.web.actor_names import named
from alinea.server.web.request import Visit

SHOWN = 4
"""Of those charged, so many are named on one entry; the rest are counted, and are in the words quoted."""


@dataclass(frozen=True, slots=True)
class Who:
    """One who is charged, as a page tells it.

    Attributes:
        said: the name; language: of it; place: address of the page on the actor.
    """

    said: str
    language: str
    place: str


@dataclass(frozen=True, slots=True)
class Charged:
    """An entry of the ledger as a page tells it.

    Attributes:
        entry; who: those charged, as the page names them, the first few; others: how many more there are.
        deed: what is to be done, in the words of the text; empty where it is not told apart.
        kind: of what is asked, in the words of the page; nature: how it binds, where it is no plain request.
        when: session and days.
        condition: the reserve that the text makes, and of what; empty where it makes none.
        status: its name; sign: a mark beside its word; said: the word.
        why: the reason of the status; shown: address of the paragraph that shows it, None where the calendar does.
        number: the paragraph as a person names it; place: its address on this site; language: of the words quoted;
            explained: address of the page on why it stands so.
    """

    entry: Entry
    who: tuple[Who, ...]
    others: int
    deed: str
    kind: str
    nature: str
    when: str
    condition: str
    status: str
    sign: str
    said: str
    why: str
    shown: str | None
    number: str
    place: str
    language: str
    explained: str


def charged(entry: Entry, visit: Visit) -> Charged:
    """Return an entry of the ledger in the words of a page, and of its text in the language of the page where held."""
    words = visit.words
    owed = reworded(entry.obligation, visit.language, visit.wording)
    entry = replace(entry, obligation=owed)
    return Charged(
        entry=entry,
        who=tuple(_who(each, owed.language, visit) for each in owed.bearers[:SHOWN]),
        others=max(0, len(owed.bearers) - SHOWN),
        deed=deed_of(owed) or "",
        kind=kind_of(owed, words),
        nature=nature_of(owed, words) or "",
        when=when(entry, words),
        condition=condition_told(owed.conditions, words) or owed.condition or "",
        status=entry.status.value,
        sign=words(f"web.sign.{entry.status.value}"),
        said=words(f"status.{entry.status.value}"),
        why=reason(entry, words),
        shown=shown_at(entry.shown, visit) if entry.shown else None,
        number=number_of(owed, words),
        place=visit.resolution(owed.symbol, owed.paragraph),
        language=owed.language,
        explained=visit.url(f"/explain/{owed.id.replace('#', '/')}"),
    )


def shown_at(evidence: Evidence, visit: Visit) -> str:
    """Return the address of what shows a status: a paragraph, a document that is no resolution, the lists held."""
    place = evidence.place
    if evidence.kind == "not-listed":
        return visit.url("/documents", type="list")
    return (
        visit.resolution(place.symbol, place.paragraph) if place.paragraph else visit.document(place.symbol)
    )


def _who(party: Party, printed: str, visit: Visit) -> Who:
    said, language = named(party, printed, visit.language)
    return Who(said, language, visit.actor(party.id or said))
