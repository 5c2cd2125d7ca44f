"""Registers of what stands: observances, mandates, undertakings, instruments, forums …; and agendas by session."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.agendas import AgendaItem, agenda_of
from alinea.library.schedules.chains import chains
from alinea.library.schedules.forums import Forum, forums_told_of
from alinea.library.schedules.instruments import NamedInstrument, instruments_named
from alinea.library.schedules.names import RegisterName
from alinea.library.search import Question, ask
from alinea.model.ledger import Entry
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.vocab.folding import fold

_ASKED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "observances": {"kinds": ("observance",)},
    "mandates": {"kinds": ("term",)},
    "meetings": {"kinds": ("meeting",)},
    "undertakings": {"natures": ("undertaking",)},
    "prohibitions": {"natures": ("prohibition",)},
    "financing": {"means": ("existing-resources", "voluntary", "regular-budget", "other")},
}
"""What of the ledger each register is of; proclamations are no commitments, and are found by their verb."""

PROCLAIMING = ("proclaim", "declare")
MOST = 500
"""Proclamations that a register holds at most: what a search gives at once."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stands.

    Attributes:
        entry: the latest text that tells of it; before: the earlier ones, the first first.
    """

    entry: Entry
    before: tuple[Entry, ...]

    @property
    def texts(self) -> tuple[Entry, ...]:
        """All texts that tell of it, the first first."""
        return *self.before, self.entry


@dataclass(frozen=True, slots=True)
class Register:
    """A register on a day.

    Attributes:
        name; organ: whose, None for all; standing: in order of their latest texts, the latest first.
        proclaimed: passages that proclaim something, the latest text first.
        items: of agendas, the latest session first.
        instruments: that texts name; forums: of which texts tell that they met.
    """

    name: RegisterName
    organ: str | None
    as_of: datetime.date
    standing: tuple[Standing, ...] = ()
    proclaimed: tuple[Hit, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    instruments: tuple[NamedInstrument, ...] = ()
    forums: tuple[Forum, ...] = ()


def register_of(library: Library, name: RegisterName, asked: LedgerQuery) -> Register:
    """Return a register.

    Args:
        asked: organ and actor count, and the day; of the agenda the session too.
    """
    if name == "agenda":
        return Register(name, asked.organ, asked.as_of, items=agenda_of(library, asked))
    if name == "instruments":
        named = instruments_named(library, asked.organ, asked.as_of)
        return Register(name, asked.organ, asked.as_of, instruments=named)
    if name == "forums":
        return Register(name, asked.organ, asked.as_of, forums=forums_told_of(library, asked))
    if name == "proclamations":
        organs = (asked.organ,) if asked.organ else ()
        question = Question(organs=organs, parts=("operative",), acts=PROCLAIMING, limit=MOST)
        hits = library.search(ask(question)).hits
        ordered = sorted(hits, key=lambda each: (str(each.adopted_on or ""), str(each.address)), reverse=True)
        known = (each for each in ordered if each.adopted_on is None or each.adopted_on <= asked.as_of)
        return Register(name, asked.organ, asked.as_of, proclaimed=tuple(known))
    of_it = _ASKED[name]
    wanted = LedgerQuery(
        asked.as_of,
        EVERY,
        organ=asked.organ,
        kinds=of_it.get("kinds", ()),
        bearer=asked.bearer,
        natures=of_it.get("natures", ()),
        means=of_it.get("means", ()),
    )
    found = answer(library, wanted).entries
    standing = [Standing(latest, before) for latest, before in chains(found)]
    if name == "observances":
        standing = _by_subject(standing)
    return Register(name, asked.organ, asked.as_of, tuple(sorted(standing, key=_day, reverse=True)))


def _day(each: Standing) -> tuple[str, str]:
    return str(each.entry.obligation.adopted_on or ""), each.entry.obligation.id


def _by_subject(found: list[Standing]) -> list[Standing]:
    """Return observances with those of one name as one: each text that observes a day tells of it anew."""
    groups: dict[str, list[Entry]] = {}
    for each in found:
        owed = each.entry.obligation
        groups.setdefault(fold(owed.subject) if owed.subject else owed.id, []).extend(each.texts)
    made = []
    for entries in groups.values():
        told: dict[str, Entry] = {}
        for entry in sorted(entries, key=lambda entry: str(entry.obligation.adopted_on or "")):
            # A text that proclaims a day asks others to observe it, too: what comes again tells of it.
            text = entry.obligation.address.partition("#")[0]
            if text not in told or (told[text].next is None and entry.next is not None):
                told[text] = entry
        ordered = list(told.values())
        # What comes again tells more of it than the latest text that has it observed once.
        latest = next((each for each in reversed(ordered) if each.next is not None), ordered[-1])
        made.append(Standing(latest, tuple(each for each in ordered if each is not latest)))
    return made
