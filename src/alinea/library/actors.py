"""An actor: what is asked of it, by whom and when, what it answered, what is due."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from alinea.library.actor_names import known_names, meant_by
from alinea.library.ledger import MOST_NAMES, LedgerQuery, answer, numbers
from alinea.library.search import Question, QuestionError, ask
from alinea.linking.outlines import bare_name
from alinea.linking.series import ACCEPTED
from alinea.model.ledger import Entry, Status
from alinea.store.ledgers import Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.listed import (
    Actor,
    Tally,
    called,
    charges_of,
    keys,
    latest_of,
    most_charged,
    most_charged_by,
    series_among,
    tallies,
    works_of,
)
from alinea.store.searching import Found
from alinea.vocab.actor_names import level
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES

LATEST = 1500
"""Of what the texts ask of an actor, the latest so many are told by text and series."""

NAMED = 30
"""Of the actors that a name may mean, so many are named."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with how it is printed.

    Attributes:
        actor: identifier or folded name, and how much is laid on it.
        printed: as the latest text has it, without its article; language: of those words.
    """

    actor: Actor
    printed: str
    language: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Texts of one series that ask something of an actor.

    Attributes:
        work: the latest of them; title, language: of it; adopted_on: when.
        texts: how many of them; charges: how much they ask.
    """

    work: str
    title: str | None
    language: str
    adopted_on: datetime.date | None
    texts: int
    charges: int


@dataclass(frozen=True, slots=True)
class Acting:
    """What is known of an actor.

    Attributes:
        ids, names: who is meant; named: those of them with charges, those with most first.
        id: identifier, where it is one actor that has one.
        tallies: what is asked, by organ, year and kind; statuses: where it stands.
        due, overdue, met: some entries of each; matters: what it is asked in, the most frequent first.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    named: tuple[Named, ...]
    id: str | None
    tallies: tuple[Tally, ...]
    statuses: Mapping[Status, int]
    due: tuple[Entry, ...]
    overdue: tuple[Entry, ...]
    met: tuple[Entry, ...]
    matters: tuple[Matter, ...]


def acting(library: Library, named: str, as_of: datetime.date, most: int) -> Acting | None:
    """Return what is known of an actor on a day, None where nobody of that name is charged or known.

    Args:
        named: identifier or name; most: entries of each list.
    """
    with ledgers(library) as kept:
        meant = meant_by(kept, named)
        charged = charges_of(kept, meant.ids, meant.names)
        if not charged and not meant.ids:
            return None
        names = tuple(each.name for each in charged if each.name)[:MOST_NAMES]
        whose = keys(meant.ids, names)
        theirs = tallies(kept, whose)
        found = tuple(_named(kept, each) for each in charged[:NAMED])
        works = works_of(kept, whose, LATEST)
        links = series_among(kept, list(works), ACCEPTED)
    statuses = numbers(library, LedgerQuery(as_of, bearer=named)).statuses
    lists = {
        status: answer(library, LedgerQuery(as_of, frozenset({status}), bearer=named, limit=most)).entries
        if statuses[status]
        else ()
        for status in (Status.DUE, Status.OVERDUE, Status.MET)
    }
    return Acting(
        ids=meant.ids,
        names=names,
        named=found,
        id=meant.ids[0] if len(meant.ids) == 1 and not names else None,
        tallies=theirs,
        statuses=statuses,
        due=lists[Status.DUE],
        overdue=lists[Status.OVERDUE],
        met=lists[Status.MET],
        matters=_matters(library, works, links, most),
    )


def mentioned(library: Library, named: str, most: int) -> Found:
    """Return passages that name an actor, charged or not.

    Args:
        named: identifier or name; most: passages.
    """
    try:
        return library.search(ask(Question(mentions=(named,), limit=most)))
    except QuestionError:
        return Found((), 0, more=False)


def _matters(
    library: Library, works: Mapping[str, int], links: tuple[tuple[str, str], ...], most: int
) -> tuple[Matter, ...]:
    """Return the texts in the series they are of, the series with most texts first."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for later, earlier in links:
        first, second = root(later), root(earlier)
        if first != second:
            above[second] = first
    texts: dict[str, list[str]] = {}
    for name in works:  # the latest first
        texts.setdefault(root(name), []).append(name)
    chosen = sorted(texts.values(), key=lambda each: -len(each))[:most]
    held = {work.name: work for work in library.works_named([each[0] for each in chosen])}
    return tuple(
        Matter(
            work=each[0],
            title=held[each[0]].title,
            language=held[each[0]].languages[0],
            adopted_on=held[each[0]].adopted_on,
            texts=len(each),
            charges=sum(works[name] for name in each),
        )
        for each in chosen
        if each[0] in held
    )


def chief_actors(library: Library, most: int, organ: str | None = None) -> tuple[Named, ...]:
    """Return those on whom most is laid, by the texts of an organ or by all."""
    with ledgers(library) as kept:
        found = most_charged(kept, most) if organ is None else most_charged_by(kept, organ, most)
        return tuple(_named(kept, each) for each in found)


def actors_called(library: Library, words: str, most: int) -> tuple[Named, ...]:
    """Return those of whose names the words are part, in either language, those with most charges first."""
    sought = " ".join(level(fold(words)).split())
    if not sought:
        return ()
    with ledgers(library) as kept:
        meant = meant_by(kept, words)
        padded = f" {sought}"
        ids = {id for name, id in known_names() if padded in f" {name}"} | set(meant.ids)
        printed = called(kept, sought, exactly=False)
        ids |= {id for name, id in printed if id and name.startswith(sought)}
        names = {name for name, id in printed if id is None}
        found = charges_of(kept, sorted(ids), sorted(names))
        return tuple(_named(kept, each) for each in found[:most])


def _named(kept: Ledgers, actor: Actor) -> Named:
    latest = latest_of(kept, keys((actor.id,), ()) if actor.id else keys((), (actor.name or "",)), 1)
    for owed in latest:
        for party in owed.bearers:
            if party.id == actor.id and (actor.id or bare_name(party.text, owed.language) == actor.name):
                return Named(actor, bare(party.text, owed.language), owed.language)
    return Named(actor, actor.name or actor.id or "", LANGUAGES[0])


def bare(printed: str, language: str) -> str:
    """Return an actor as printed, without its article: ``Secrétaire général``."""
    from alinea.analysing.actors import actors_in

    text = " ".join(printed.split())
    try:
        found = next(actors_in(text, level(fold(text)), language), None)
    except FileNotFoundError:
        found = None
    return text[found.name :].strip() if found and found.start == 0 else text


def is_name(text: str, id: str) -> bool:
    """Tell whether a text is a name of an actor and nothing else, as *organizations and donors* is none."""
    return (" ".join(level(fold(text)).split()), id) in known_names()
