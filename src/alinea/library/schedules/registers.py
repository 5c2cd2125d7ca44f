"""Registers of what stands: observances, mandates, undertakings, instruments, forums …; and agendas by session."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.inventory import chains
from alinea.library.schedules.names import RegisterName
from alinea.library.search import Question, ask
from alinea.linking.gatherings import Gathering, gatherings_in
from alinea.linking.matters import titles_alike
from alinea.linking.series import SAME
from alinea.model.document import Document
from alinea.model.ledger import Entry
from alinea.model.record import Instrument, Record, instrument_key
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import gathering_words
from alinea.vocab.tables import LANGUAGES


@dataclass(slots=True)
class AgendaItem:
    """An item of the agenda of a session.

    Attributes:
        organ, session: whose; item, sub: its number, None where only its title is known.
        title: as an agenda or a document prints it, else as the text that had it put there names it; language: of it.
        asked: the paragraphs that decide to put it on the agenda, or ask for it.
        texts: names of the resolutions adopted under it; titled: their titles; documents: symbols of those submitted.
    """

    organ: str
    session: int
    item: int | None
    sub: str
    title: str | None = None
    language: str = ""
    asked: list[Entry] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    titled: list[tuple[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def agenda_of(library: Library, asked: LedgerQuery) -> tuple[AgendaItem, ...]:
    """Return the items of agendas, session by session, the latest first, in order of their numbers.

    An item is known by an agenda that is held, by the documents submitted and the texts adopted under its number, and
    by the paragraphs that decide to inscribe it; these are met with the others by its title.

    Args:
        asked: organ, session and day count.
    """
    items: dict[tuple[str, int, int, str], AgendaItem] = {}

    def at(organ: str, session: int, item: int, sub: str) -> AgendaItem:
        return items.setdefault((organ, session, item, sub), AgendaItem(organ, session, item, sub))

    for document in library.documents_of_session(asked.organ, asked.session, "agenda"):
        for organ, session, item, sub, title in _listed(document):
            _name(at(organ, session, item, sub), title, document.language)
    # Of all documents only those of one session are gone through: without one they may be a hundred thousand.
    for document in library.documents_of_session(asked.organ, asked.session) if asked.session else ():
        for each in document.agenda_items:
            found = document.session.get(each.organ or "")
            if each.organ and isinstance(found, int) and document.symbol:
                row = at(each.organ, found, each.item, each.sub or "")
                _name(row, each.title, document.language)
                row.documents.append(document.symbol)
    for name, organ, session, item, sub, text, language in library.under_items(asked.organ, asked.session):
        row = at(organ, session, item, sub)
        row.texts.append(name)
        if asked.session and row.title is None:
            _name(row, *_printed(library, name, item, sub))
        if text:
            row.titled.append((text, language))
    found_rows = list(items.values())
    wanted = LedgerQuery(
        asked.as_of, EVERY, session=asked.session, organ=asked.organ, kinds=("agenda",), bearer=asked.bearer
    )
    for entry in answer(library, wanted).entries:
        owed = entry.obligation
        if owed.due_session is None or owed.due_organ is None:
            continue
        under = next((each for each in found_rows if _is_of(each, entry)), None)
        if under is None:
            under = AgendaItem(owed.due_organ, owed.due_session, None, "")
            found_rows.append(under)
        _name(under, owed.subject or owed.title, owed.language)
        under.asked.append(entry)
    return tuple(
        sorted(found_rows, key=lambda each: (-each.session, each.organ, each.item or 9_999, each.sub))
    )


def _printed(library: Library, name: str, item: int, sub: str) -> tuple[str | None, str]:
    """Return the title of an item as the text adopted under it prints it, with its language; None where it does not."""
    with ledgers(library) as kept:
        for version in kept.outlines(name):
            for each in version.agenda_items:
                if (each.item, each.sub or "") == (item, sub) and each.title:
                    return each.title, version.language
    return None, ""


def _listed(document: Document) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield organ, session, number, letter and title of what an agenda lists."""
    organ, session = next(iter(document.session.items()), ("", None))
    if not isinstance(session, int):
        return
    for entry in document.items:
        yield organ, session, int(entry.number), "", entry.title
        for sub in entry.sub_items:
            yield organ, session, int(entry.number), sub.number.strip("()"), sub.title


def _name(row: AgendaItem, title: str | None, language: str) -> None:
    if row.title is None and title:
        row.title, row.language = title, language


def _is_of(row: AgendaItem, entry: Entry) -> bool:
    """Tell whether a paragraph had the item put on the agenda: by its title, or by the text that shows it."""
    owed = entry.obligation
    if (row.organ, row.session) != (owed.due_organ, owed.due_session):
        return False
    if any(each.kind.startswith("item-") and each.place.symbol in row.texts for each in owed.evidence):
        return True
    wanted = owed.subject or owed.title or ""
    titles = [*row.titled, *([(row.title, row.language)] if row.title else [])]
    return any(
        language == owed.language and titles_alike(wanted, title, language) >= SAME
        for title, language in titles
    )


"""Passages that are read, the latest texts first: what a search gives at once."""

_ALIKE = 3
"""Words by which the shorter of two names is taken for the beginning of the longer."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held, and the passage that says so."""

    gathering: Gathering
    hit: Hit


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum with its meetings, the first first.

    Attributes:
        name: as printed; language: of it; meetings: each once, as the latest text tells it.
    """

    name: str
    language: str
    meetings: tuple[Held, ...]


def forums_told_of(library: Library, asked: LedgerQuery) -> tuple[Forum, ...]:
    """Return the forums of which texts say that they met, those with most meetings first.

    A name that begins another is the same forum: *Réunion consultative des chefs d'État*, *… des pays d'Asie centrale*.

    Args:
        asked: organ and day count.
    """
    organs = (asked.organ,) if asked.organ else ()
    sought = " ".join("|".join(each) for each in zip(*map(gathering_words, LANGUAGES), strict=True))
    hits = library.search(ask(Question(sought, organs=organs, order="date", limit=MOST))).hits
    forums: dict[str, list[Held]] = {}
    for hit in hits:
        if hit.adopted_on is None or hit.adopted_on > asked.as_of:
            continue
        for found in gatherings_in(hit.text, hit.address.language):
            key = fold(found.name)
            same = next((each for each in forums if _begins(each, key) or _begins(key, each)), key)
            forums.setdefault(same, []).append(Held(found, hit))
    made = [_forum(each) for each in forums.values()]
    return tuple(sorted(made, key=lambda each: (-len(each.meetings), fold(each.name))))


def _begins(short: str, long: str) -> bool:
    return len(short.split()) >= _ALIKE and long.startswith(f"{short} ")


def _forum(held: list[Held]) -> Forum:
    """Return the forum of the meetings that texts tell of, the latest text first."""
    meetings: dict[object, Held] = {}
    for each in held:
        gathering = each.gathering
        meetings.setdefault(gathering.number or gathering.on or fold(gathering.held), each)
    ordered = sorted(
        meetings.values(), key=lambda each: (each.gathering.number or 0, str(each.gathering.on or ""))
    )
    named = max(held, key=lambda each: len(each.gathering.name))
    return Forum(named.gathering.name, named.hit.address.language, tuple(ordered))


MOST_INSTRUMENTS = 300
"""Instruments that a register holds: those that most texts name."""


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument, and the texts that name it.

    Attributes:
        key: see `alinea.model.record.instrument_key`.
        name: in full, as the latest text prints it; language: of it; short: the short name that it gives.
        texts: how many name it; first, latest: work and paragraph of the first and the latest of them.
        documents: symbols of those that hold it, as that text says; places: what of it the texts name, as printed.
    """

    key: str
    name: str
    language: str
    short: str | None
    texts: int
    first: tuple[str, str]
    latest: tuple[str, str]
    documents: tuple[str, ...]
    places: tuple[str, ...]


def instruments_named(
    library: Library, organ: str | None, until: datetime.date
) -> tuple[NamedInstrument, ...]:
    """Return the instruments that texts of an organ, or of all, name, those that most name first.

    Args:
        until: texts adopted after that day count for nothing.
    """
    read: dict[str, Record | None] = {}
    found = []
    for row in library.instruments(organ, until, MOST_INSTRUMENTS):
        work = row.latest[0]
        if work not in read:
            read[work] = library.record(work)
        record = read[work]
        named = tuple(_in_text(record, row.key)) if record else ()
        told = named[0] if named else None
        found.append(
            NamedInstrument(
                key=row.key,
                name=(told.refers or told.text) if told else row.key,
                language=record.language if record else LANGUAGES[0],
                short=next((each.text for each in named if each.refers and each.text != each.refers), None),
                texts=row.texts,
                first=row.first,
                latest=row.latest,
                documents=tuple(dict.fromkeys(symbol for each in named for symbol in each.documents)),
                places=row.places,
            )
        )
    return tuple(found)


def _in_text(record: Record, key: str) -> Iterator[Instrument]:
    for paragraph in record.paragraphs():
        for each in paragraph.instruments:
            if instrument_key(each.refers or each.text, each.id) == key:
                yield each


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
