"""The ledger in groups: by session, actor, subject, series or status, each with its name and how much is in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from alinea.library.ledger import LedgerQuery, numbers, parts
from alinea.library.links import first_texts
from alinea.model.ledger import Entry, Status
from alinea.presenting.actor_names import titled
from alinea.presenting.ledger import days
from alinea.server.api.state import ServedLibrary
from alinea.server.web.actor_names import named
from alinea.server.web.caching import Unkeyed
from alinea.server.web.request import Visit
from alinea.store.listing import Group
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold
from alinea.vocab.sessions import session_window


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
