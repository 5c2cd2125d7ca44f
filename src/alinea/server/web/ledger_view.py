"""What is owed, in the words of a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from alinea.library.actors import Named, bare, is_name
from alinea.library.ledger import LedgerQuery, numbers, parts, reworded
from alinea.library.links import first_texts
from alinea.model.ledger import Entry, Evidence, Status
from alinea.model.record import Party
from alinea.presenting.actor_names import titled
from alinea.presenting.commitments import condition_told
from alinea.presenting.ledger import days, deed_of, kind_of, nature_of, number_of, reason, when
from alinea.server.api.state import ServedLibrary
from alinea.server.web.caching import Unkeyed
from alinea.server.web.request import Visit, legible
from alinea.store.listing import Group
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold
from alinea.vocab.sessions import session_window


def named(party: Party, printed: str, language: str) -> tuple[str, str]:
    """Return one charged as a page in a language names it, and the language of that name.

    One that is one known actor and nothing else is named by the vocabulary; any other stays as printed, as only
    the text says who is meant. A sample: *le Secrétaire général* on an English page is *Secretary-General*.

    Args:
        printed: language of the text; language: of the page.
    """
    who = " ".join(party.text.split())
    if party.id is None or printed == language:
        return who, printed
    own = name_of(party.id, language) if is_name(bare(who, printed), party.id) else None
    return (titled(own, language), language) if own else (who, printed)


def told_actor(each: Named, visit: Visit) -> dict[str, Any]:
    """Return an actor as a page tells it: in the words of the page where the vocabulary has them."""
    id_, own = each.actor.id, None
    # Letters that stand for a name are the same in both languages.
    if id_ and not (
        is_name(each.printed, id_) and (each.language == visit.language or each.printed.isupper())
    ):
        own = name_of(id_, visit.language)
    said = titled(own, visit.language) if own else each.printed[:1].upper() + each.printed[1:]
    return {
        "said": legible(said),
        "language": visit.language if own else each.language,
        "place": visit.actor(id_ or each.actor.name or ""),
        "charges": each.actor.charges,
        "id": id_,
    }


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


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the ledger.

    Attributes:
        name: by which it is put in order, empty of what has none; asked: the question for it alone.
        charges: how much is in it; first: of a series, its first text.
    """

    name: str
    asked: LedgerQuery
    charges: int
    first: str = ""


def sections(visit: Visit, asked: LedgerQuery, by: str) -> tuple[Section, ...]:
    """Return all groups of what is asked for, in the order of their names; what has no name comes last."""
    served = visit.served
    # The page of another visit is of the same language and library.
    return _sections(Unkeyed(visit), served, served.generation(), visit.language, asked, by)


@lru_cache(maxsize=32)
def _sections(
    visited: Unkeyed[Visit],
    served: ServedLibrary,
    generation: str,
    language: str,
    asked: LedgerQuery,
    by: str,
) -> tuple[Section, ...]:
    del served, generation, language
    visit = visited.value
    match by:
        case "status":
            found = _by_status(visit, asked)
        case "session" | "actor":
            found = _by_key(visit, asked, by)
        case _:
            found = _by_text(visit, asked, by)
    return tuple(sorted(found, key=lambda each: (not each.name, fold(each.name), str(each.asked.group))))


def _by_status(visit: Visit, asked: LedgerQuery) -> Iterator[Section]:
    counted = numbers(visit.linked, asked).statuses
    for status in Status:
        if status in asked.wanted and counted[status]:
            only = replace(asked, statuses=frozenset({status}))
            yield Section(visit.words(f"status.{status.value}"), only, counted[status])


def _by_key(visit: Visit, asked: LedgerQuery, by: str) -> Iterator[Section]:
    for group, charges in parts(visit.linked, asked, "session" if by == "session" else "actor").items():
        if group.by == "session":
            key = ("session", group.organ or "", group.session or 0)
            name = str(heading(key, visit)["said"]) if group.session else ""
        else:
            known = name_of(group.actor, visit.language) if group.actor else None
            name = titled(known, visit.language) if known else (group.actor or "").removeprefix(":")
        yield Section(name, replace(asked, group=group), charges)


def _by_text(visit: Visit, asked: LedgerQuery, by: str) -> Iterator[Section]:
    """Yield the groups by subject or series, which are those of the texts that ask."""
    found = {group.works[0]: charges for group, charges in parts(visit.linked, asked, "work").items()}
    first = first_texts(visit.linked, list(found)) if by == "series" else {}
    together: dict[str, list[str]] = {}
    for work in found:
        together.setdefault(first[work] if by == "series" else _subject(visit, work), []).append(work)
    titles = {each.name: each.title for each in visit.linked.works_named(list(first))}
    for key, works in together.items():
        title = next((title for each in works if (title := titles.get(each))), key) if by == "series" else key
        part = replace(asked, group=Group("work", works=tuple(sorted(works))))
        charges = sum(found[each] for each in works)
        yield Section(title, part, charges, key if by == "series" else "")


def _subject(visit: Visit, work: str) -> str:
    published = visit.linked.metadata(work)
    return published.subjects[0][0].capitalize() if published and published.subjects else ""


def heading_of(section: Section, first: Entry | None, visit: Visit) -> str:
    """Return the heading of a section, as its first entry tells it where that knows more.

    An actor without an identifier is named as it is printed; a series has its title in the language of the page.
    """
    group = section.asked.group
    if first is not None and section.first:
        owed = first.obligation
        title, _ = visit.titled(owed.symbol, owed.title, owed.language)
        return f"{title} ({section.first} …)" if title else section.first
    if first is not None and group is not None and group.actor is not None and group.actor.startswith(":"):
        for party in first.obligation.bearers:
            said, _ = named(party, first.obligation.language, visit.language)
            if party.id is None and fold(said).endswith(fold(section.name)):
                # Without its article, by which headings are in order: "tous les États de la région".
                bare = said[len(said) - len(section.name) :]
                return bare[:1].upper() + bare[1:]
    return section.name[:1].upper() + section.name[1:]


def heading(key: tuple[str, str, int], visit: Visit) -> dict[str, Any]:
    """Return the name of a session, a month or a year, its days and its address."""
    kind, organ, number = key
    words = visit.words
    if kind == "month":
        month = datetime.date(number // 12, number % 12 + 1, 1)
        return {"said": words.date(month, "month"), "days": "", "place": None}
    if kind == "year":
        return {"said": words.date(datetime.date(number, 1, 1), "year"), "days": "", "place": None}
    if kind != "session":
        return {"said": words(f"web.ledger.{kind}"), "days": "", "place": None}
    window = session_window(organ, number)
    named = words.find(f"organ.{organ}") or organ
    return {
        "said": words("due.session-of", session=words.session(number), organ=named),
        "days": days(window, words) if window else "",
        "place": visit.url("/due", session=number, organ=organ),
    }
