"""Cycles, forecasts, inventories and news as papers, in the words of a language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alinea._version import __version__
from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.cycle import (
    REGIONS,
    Cycle,
    Forecast,
    Mandate,
    News,
    Occasion,
    cycle_of,
    forecast_of,
    news_of,
)
from alinea.library.schedules.inventory import Inventory, Requirement, inventory_of
from alinea.library.schedules.names import RegisterName, ScheduleName
from alinea.library.schedules.registers import (
    AgendaItem,
    Forum,
    NamedInstrument,
    Register,
    Standing,
    register_of,
)
from alinea.model.ledger import Entry, Obligation
from alinea.model.record import Item
from alinea.presenting.actor_names import titled
from alinea.presenting.hits import excerpt
from alinea.presenting.ledger import bearers_of, deed_of, kind_of, nature_of, number_of, reason, when
from alinea.presenting.masthead import agenda_item
from alinea.presenting.papers.paper import Cell, Column, Link, Paper, Sheet
from alinea.presenting.places import place
from alinea.presenting.words import Words
from alinea.store.library import Library
from alinea.vocab.actor_names import name_of
from alinea.vocab.instrument_words import instrument_name

_LEADS = {"agenda": "agenda-lead", "instruments": "instruments-lead", "forums": "forums-lead"}
"""What is said above registers that are not made of what the ledger has."""

_PLACES = 12
"""Places of an instrument that a cell names."""

_NAMED = 12
"""Of those charged, so many are named in a cell."""


@dataclass(frozen=True, slots=True)
class ScheduleQuery:
    """What paper is asked for.

    Attributes:
        name: which; ledger: organ, kinds and actor asked about, and the day on which statuses stand.
        begins: the first day; months: how many from it on, where the paper has any.
        register: which, of the paper of that name.
    """

    name: ScheduleName
    ledger: LedgerQuery
    begins: datetime.date
    months: int = 12
    register: RegisterName = "observances"


def paper_of(library: Library, asked: ScheduleQuery, words: Words) -> Paper:
    """Return the paper that is asked for: one answer for the command, the pages and the API."""
    ledger = asked.ledger
    match asked.name:
        case "cycle":
            return cycle_paper(cycle_of(library, ledger, asked.begins, asked.months), words)
        case "forecast":
            return forecast_paper(forecast_of(library, ledger, asked.begins, asked.months), words)
        case "inventory":
            bearer = ledger.bearer or "secretary-general"
            own = name_of(bearer, words.language)
            found = inventory_of(library, bearer, ledger.as_of, ledger.organ)
            return inventory_paper(found, titled(own, words.language) if own else bearer, words)
        case "register":
            return register_paper(register_of(library, asked.register, ledger), words)
        case "news":
            return news_paper(news_of(library, ledger, asked.begins), words)


def cycle_paper(cycle: Cycle, words: Words) -> Paper:
    """Return a reporting and mandate cycle: all mandates, by region, and month by month."""
    organ = _organ(cycle.organ, words)
    first, last = words.date(cycle.first, "month"), words.date(cycle.last, "month")
    regions = [
        (
            words(f"paper.region.{region or 'thematic'}"),
            [each for each in cycle.mandates if each.region == region],
        )
        for region in (*REGIONS, None)
    ]
    under = _columns(
        ("mandate", 4), ("authority", 2), ("kind", 2), ("what", 5), ("who", 3), ("due", 2), words=words
    )  # fmt: skip
    sheets = [
        Sheet(
            words("paper.cycle.overview"),
            _columns(
                ("mandate", 4), ("authority", 2), ("ends", 2), ("reports", 3), ("other", 3), words=words
            ),
            tuple(_mandate(each, words) for each in cycle.mandates),
            words("paper.nothing"),
        ),
        Sheet(words("paper.cycle.by-region"), (), ()),
        *(
            Sheet(name, under, tuple(row for each in mandates for row in _of_mandate(each, words)), level=2)
            for name, mandates in regions
            if mandates
        ),
        Sheet(words("paper.cycle.by-month"), (), ()),
        *(
            Sheet(
                words.date(month.first, "month"),
                _columns(
                    ("due", 2),
                    ("kind", 2),
                    ("who", 3),
                    ("what", 5),
                    ("authority", 2),
                    ("title", 4),
                    words=words,
                ),
                tuple(_in_month(each, words) for each in month.occasions),
                words("paper.nothing"),
                level=2,
            )
            for month in cycle.months
        ),
    ]
    title = words("paper.cycle.title", organ=organ, first=first, last=last)
    return _paper(title, (words("paper.cycle.lead"),), sheets, cycle.as_of, words)


def forecast_paper(forecast: Forecast, words: Words) -> Paper:
    """Return the documents that are expected, in order of the days they have to be handed in."""
    first, last = words.date(forecast.first, "month"), words.date(forecast.last, "month")
    rows = tuple(
        (
            each.slot,
            None if each.exact else words("paper.about-day"),
            _due(each.occasion, words),
            bearers_of(each.occasion.entry.obligation, words, _NAMED),
            _what(each.occasion.entry.obligation, words),
            _recipients(each.occasion.entry.obligation, words),
            _authority(each.occasion.entry.obligation, words),
            each.occasion.entry.obligation.title,
            words(f"status.{each.occasion.entry.status.value}"),
        )
        for each in forecast.documents
    )
    columns = _columns(
        ("slot", 3), ("precision", 2), ("due", 3), ("who", 4), ("what", 7), ("recipient", 4),
        ("authority", 4), ("title", 5), ("status", 3),
        words=words,
    )  # fmt: skip
    sheet = Sheet(words("paper.forecast.documents"), columns, rows, words("paper.nothing"))
    title = words("paper.forecast.title", organ=_organ(forecast.organ, words), first=first, last=last)
    return _paper(title, (words("paper.forecast.lead"),), (sheet,), forecast.as_of, words)


def inventory_paper(inventory: Inventory, name: str, words: Words) -> Paper:
    """Return the inventory of the reports asked of someone.

    Args:
        name: of whom, as a person says it.
    """
    columns = _columns(
        ("what", 12), ("authority", 6), ("title", 7), ("asked-every", 5), ("times-asked", 5), ("years-asked", 5),
        ("delivered", 5), ("years-delivered", 5), ("last-document", 5), ("last-asked", 5), ("age", 5), ("ends", 4),
        ("means", 6), ("status", 5), ("group", 4),
        words=words,
    )  # fmt: skip
    rows = tuple(_requirement(each, words) for each in inventory.requirements)
    grouped = sorted(
        (each for each in inventory.requirements if each.group is not None), key=lambda each: each.group or 0
    )
    together = tuple(
        (
            each.group,
            _what(each.entry.obligation, words),
            _authority(each.entry.obligation, words),
            each.entry.obligation.title,
            when(each.entry, words, coming=False),
        )
        for each in grouped
    )
    sheets = (
        Sheet(words("paper.inventory.all"), columns, rows, words("paper.nothing")),
        Sheet(
            words("paper.inventory.groups"),
            _columns(("group", 1), ("what", 5), ("authority", 2), ("title", 4), ("due", 3), words=words),
            together,
            words("paper.nothing"),
        ),
    )
    lead = (words("paper.inventory.lead"), words("paper.inventory.groups-how"))
    return _paper(words("paper.inventory.title", name=name), lead, sheets, inventory.as_of, words)


def news_paper(news: News, words: Words) -> Paper:
    """Return what is new."""
    known = _columns(
        ("authority", 2), ("kind", 2), ("who", 3), ("what", 5), ("title", 4), ("reason", 4), words=words
    )

    def entries(key: str, found: Sequence[Entry]) -> Sheet:
        rows = tuple(
            (
                _authority(each.obligation, words),
                kind_of(each.obligation, words),
                bearers_of(each.obligation, words, _NAMED),
                _what(each.obligation, words),
                each.obligation.title,
                _again(each, words) if key == "anew" else reason(each, words),
            )
            for each in found
        )
        return Sheet(words(f"paper.news.{key}"), known, rows, words("paper.nothing"))

    sheets = (
        Sheet(
            words("paper.news.adopted"),
            _columns(("adopted", 2), ("authority", 2), ("title", 6), words=words),
            tuple((each.adopted_on, _link(each.name, words), each.title) for each in news.adopted),
            words("paper.nothing"),
        ),
        entries("done", news.done),
        entries("missed", news.missed),
        entries("anew", news.anew),
        entries("passed", news.passed),
        Sheet(
            words("paper.news.coming"),
            _columns(
                ("due", 2), ("kind", 2), ("who", 3), ("what", 5), ("authority", 2), ("title", 4), words=words
            ),
            tuple(_in_month(each, words) for each in news.coming),
            words("paper.nothing"),
        ),
    )
    title = words("paper.news.title", since=words.date(news.since), until=words.date(news.until))
    return _paper(title, (), sheets, news.until, words)


def register_paper(register: Register, words: Words) -> Paper:
    """Return a register: what stands, and the texts that made, renewed and ended it."""
    title = words("paper.register.title", name=words(f"paper.register.{register.name}"))
    if register.organ:
        title = words("paper.register.of", title=title, organ=_organ(register.organ, words))
    if register.name == "agenda":
        columns = _columns(
            ("session", 2), ("item", 1), ("title", 6), ("put-by", 3), ("status", 1), ("texts", 4), ("documents", 4),
            words=words,
        )  # fmt: skip
        rows: tuple[tuple[Cell, ...], ...] = tuple(_agenda_item(each, words) for each in register.items)
    elif register.name == "instruments":
        columns = _columns(
            ("instrument", 6), ("held-in", 3), ("places", 3), ("named-in", 1), ("made", 2), ("latest", 2),
            words=words,
        )  # fmt: skip
        rows = tuple(_instrument(each, words) for each in register.instruments)
    elif register.name == "forums":
        columns = _columns(("forum", 5), ("held", 7), ("latest", 2), ("title", 3), words=words)
        rows = tuple(_forum(each, words) for each in register.forums)
    elif register.name == "proclamations":
        columns = _columns(("what", 7), ("authority", 2), ("adopted", 2), ("title", 4), words=words)
        rows = tuple(
            (
                excerpt(" ".join(each.text.split()), (), 400)[0],
                _at(each.address.work, each.address.paragraph, words),
                each.adopted_on,
                each.title,
            )
            for each in register.proclaimed
        )
    else:
        columns = _columns(
            ("what", 5), ("who", 3), ("due", 3), ("made", 2), ("renewed", 3), ("authority", 2), ("means", 2),
            ("status", 1), ("title", 3),
            words=words,
        )  # fmt: skip
        rows = tuple(_standing(each, words) for each in register.standing)
    sheet = Sheet(words(f"paper.register.{register.name}"), columns, rows, words("paper.nothing"))
    lead = _LEADS.get(register.name, "lead")
    return _paper(title, (words(f"paper.register.{lead}"),), (sheet,), register.as_of, words)


def _agenda_item(each: AgendaItem, words: Words) -> tuple[Cell, ...]:
    number = "" if each.item is None else agenda_item(Item(item=each.item, sub=each.sub or None), words)
    asked = [entry.obligation for entry in each.asked]
    return (
        words("due.session-of", session=words.session(each.session), organ=_organ(each.organ, words)),
        number,
        each.title,
        _authority(asked[0], words)
        if len(asked) == 1
        else ", ".join(f"{owed.symbol}, {number_of(owed, words)}" for owed in asked),
        words(f"status.{each.asked[0].status.value}") if each.asked else None,
        _link(each.texts[0], words) if len(each.texts) == 1 else ", ".join(each.texts),
        ", ".join(each.documents),
    )


def _instrument(each: NamedInstrument, words: Words) -> tuple[Cell, ...]:
    known = instrument_name(each.key, words.language)
    short = None if known else each.short
    name = words("paper.short-name", name=each.name, short=short) if short else known or each.name
    return (
        " ".join(name.split()),
        ", ".join(each.documents),
        ", ".join((*each.places[:_PLACES], *(["…"] if each.places[_PLACES:] else []))),
        each.texts,
        _at(*each.first, words),
        _at(*each.latest, words) if each.latest[0] != each.first[0] else None,
    )


def _forum(each: Forum, words: Words) -> tuple[Cell, ...]:
    latest = max(each.meetings, key=lambda held: str(held.hit.adopted_on or ""))
    told = (
        words("paper.meeting", number=words.ordinal(number), held=held, text=work)
        if number
        else words("paper.meeting-unnumbered", held=held, text=work)
        for number, held, work in (
            (one.gathering.number, one.gathering.held, one.hit.address.work) for one in each.meetings
        )
    )
    address = latest.hit.address
    return each.name, " ; ".join(told), _at(address.work, address.paragraph, words), latest.hit.title


def _standing(each: Standing, words: Words) -> tuple[Cell, ...]:
    owed, first = each.entry.obligation, each.texts[0].obligation
    renewed = [text.obligation.symbol for text in each.texts[1:]]
    return (
        owed.subject or _what(owed, words),
        bearers_of(owed, words, _NAMED),
        when(each.entry, words),
        _authority(first, words) if each.before else None,
        ", ".join(dict.fromkeys(renewed)),
        _authority(owed, words),
        words(f"paper.means.{owed.means}") if owed.means else None,
        words(f"status.{each.entry.status.value}"),
        owed.title,
    )


def _at(work: str, paragraph: str, words: Words) -> Link:
    return Link(f"{work}, {place(paragraph, words)}", _link(work, words).address)


def _paper(
    title: str, lead: tuple[str, ...], sheets: Iterable[Sheet], as_of: datetime.date, words: Words
) -> Paper:
    stands = words("paper.as-of", day=words.date(as_of))
    notice = words("paper.unofficial", version=__version__)
    return Paper(title, (stands, *lead), tuple(sheets), notice, words.language, as_of)


def _columns(*given: tuple[str, int], words: Words) -> tuple[Column, ...]:
    return tuple(Column(key.replace("-", "_"), words(f"paper.column.{key}"), width) for key, width in given)


def _organ(organ: str | None, words: Words) -> str:
    return (words.find(f"organ.{organ}") or organ) if organ else words("paper.every-organ")


def _link(symbol: str, words: Words) -> Link:
    return Link(
        symbol, f"https://undocs.org/{words.language}/{symbol.replace('(', '%28').replace(')', '%29')}"
    )


def _authority(owed: Obligation, words: Words) -> Link:
    found = _link(owed.symbol, words)
    return Link(f"{owed.symbol}, {number_of(owed, words)}", found.address)


def _what(owed: Obligation, words: Words) -> str:
    doubt = f" [{words('due.uncertain')}]" if not owed.certain else ""
    nature = f" ({nature})" if (nature := nature_of(owed, words)) else ""
    return (deed_of(owed) or owed.subject or kind_of(owed, words)) + nature + doubt


def _recipients(owed: Obligation, words: Words) -> str:
    return words.listing([" ".join(each.text.split()) for each in owed.recipients])


def _due(occasion: Occasion, words: Words) -> Cell:
    """Return when something falls due: its session, else its day."""
    owed = occasion.entry.obligation
    if owed.due_session is None or owed.recurrence is not None:
        return occasion.day
    organ = words.find(f"organ.{owed.due_organ}") or owed.due_organ or ""
    said = "paper.during-session" if occasion.during_session else "due.session-of"
    return words(said, session=words.session(owed.due_session), organ=organ)


def _mandate(mandate: Mandate, words: Words) -> tuple[Cell, ...]:
    def told(kinds: tuple[str, ...], *, without: bool = False) -> str:
        found = [each for each in mandate.occasions if (each.entry.obligation.kind in kinds) != without]
        lines: dict[str, list[str]] = {}
        for each in found:
            owed = each.entry.obligation
            due = _due(each, words)
            day = words.date(due) if isinstance(due, datetime.date) else str(due)
            days = lines.setdefault(f"{kind_of(owed, words)} ({number_of(owed, words)})", [])
            if day not in days:  # several things that one paragraph asks for are due on it
                days.append(day)
        return "\n".join(
            words("paper.dates", what=what, days=", ".join(days)) for what, days in lines.items()
        )

    return (
        _named(mandate, words),
        _link(mandate.work, words),
        mandate.ends,
        told(("report", "views")),
        told(("report", "views", "term"), without=True),
    )


def _named(mandate: Mandate, words: Words) -> str:
    """Return the title of a text; in brackets the States it is on where it has none, as the Council's have none."""
    if mandate.title:
        return mandate.title
    names = [
        titled(name, words.language) for each in mandate.states if (name := name_of(each, words.language))
    ]
    return f"[{words.listing(names) or words('label.untitled')}]"


def _of_mandate(mandate: Mandate, words: Words) -> Iterable[tuple[Cell, ...]]:
    for entry in mandate.entries:
        owed = entry.obligation
        yield (
            _named(mandate, words),
            _authority(owed, words),
            kind_of(owed, words),
            _what(owed, words),
            bearers_of(owed, words, _NAMED),
            when(entry, words),
        )


def _in_month(each: Occasion, words: Words) -> tuple[Cell, ...]:
    owed = each.entry.obligation
    return (
        _due(each, words),
        kind_of(owed, words),
        bearers_of(owed, words, _NAMED),
        _what(owed, words),
        _authority(owed, words),
        owed.title,
    )


def _requirement(each: Requirement, words: Words) -> tuple[Cell, ...]:
    owed = each.entry.obligation
    return (
        _what(owed, words),
        _authority(owed, words),
        owed.title,
        when(each.entry, words, coming=False),
        len(each.asked),
        each.years_between,
        len(each.delivered),
        each.years_between_reports,
        each.delivered[-1][0] if each.delivered else None,
        owed.adopted_on,
        each.age,
        each.ends,
        words(f"paper.means.{owed.means}") if owed.means else None,
        words(f"status.{each.entry.status.value}"),
        each.group,
    )


def _again(entry: Entry, words: Words) -> str:
    again = entry.asked_again_by
    return words("paper.news.again-in", later=again.place.address) if again else ""
