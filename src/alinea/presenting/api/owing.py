"""What is owed, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.librarian.owed import Owed, actors_named, counted, owed
from alinea.model.ledger import Entry, Status
from alinea.presenting.api.answers import answer, next_link
from alinea.presenting.api.asked import Knowing, OnADay, Owing
from alinea.presenting.api.desk import desk_of
from alinea.presenting.api.pages import page
from alinea.presenting.api.problems import ProblemError
from alinea.presenting.api.resolutions import named
from alinea.presenting.api.values import ActorOwing, Actors, Commitments, KnownActor
from alinea.store.ledgers import ledgers
from alinea.vocab.actor_names import level, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

__all__ = ["actor", "actors", "commitment", "commitments"]

LATE = "9999-12-31"


def commitments(request: Request, asked: Annotated[Owing, Query()]) -> Response:
    """Give what is owed, in order of the day it falls due."""
    desk = desk_of(request)
    library = desk.linked()
    as_of = asked.as_of or desk.today()
    question = Owed(
        as_of=as_of,
        session=asked.session,
        organ=asked.organ,
        before=asked.before,
        bearer=asked.bearer,
        work=named(library, asked.work) if asked.work else None,
        kinds=tuple(asked.kind),
        statuses=_statuses(asked.status),
    )
    # A page that follows stands on the day of the first, whatever the clock says meanwhile.
    items, after = page(owed(library, question), _place, asked, as_of.isoformat())
    given = Commitments(as_of=as_of, items=items, next=after)
    return answer(given, Commitments, next_link(request, after))


def _statuses(named_: Sequence[str]) -> frozenset[Status]:
    return frozenset(Status) if "all" in named_ else frozenset(Status(each) for each in named_)


def _place(entry: Entry) -> tuple[str, str, str]:
    window = entry.obligation.window
    closes = window.closes.isoformat() if window else LATE
    return entry.next.isoformat() if entry.next else LATE, closes, entry.obligation.id


def commitment(request: Request, id: str, asked: Annotated[OnADay, Query()]) -> Response:
    """Give one commitment, by its identifier with strokes for the number sign."""
    desk = desk_of(request)
    library = desk.linked()
    above, _, ordinal = id.rpartition("/")
    above, _, kind = above.rpartition("/")
    symbol, _, paragraph = above.rpartition("/")
    if not symbol:
        raise ProblemError("no-commitment", what=id)
    name = named(library, symbol)
    wanted = f"{name}#{paragraph}/{kind}/{ordinal}"
    question = Owed(as_of=asked.as_of or desk.today(), work=name, statuses=frozenset(Status))
    found = next((each for each in owed(library, question) if each.obligation.id == wanted), None)
    if found is None:
        raise ProblemError("no-commitment", what=wanted)
    return answer(found, Entry)


def actors(request: Request, asked: Annotated[Knowing, Query()]) -> Response:
    """List the actors of the vocabulary, or those that a name may mean."""
    sought = " ".join(level(fold(asked.q)).split())
    found = [each for each in _known() if not sought or _called(each, sought)]
    items, after = page(found, lambda each: (each.id,), asked)
    return answer(Actors(items=items, next=after), Actors, next_link(request, after))


def _called(each: KnownActor, sought: str) -> bool:
    padded = f" {sought} "
    names = (name for listed in each.names.values() for name in listed)
    return each.id.casefold() == sought or any(padded in f" {name} " for name in names)


@cache
def _known() -> tuple[KnownActor, ...]:
    """Return every actor of the vocabulary, in order of their identifiers."""
    kinds = {id: row["kind"] for id, row in table("common", "actors").items()}
    names: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        for listed in (table(language, "actors")["names"], table(language, "states")["names"]):
            for id, patterns in listed.items():
                spelled = (name for pattern in patterns for name in spelled_out(pattern))
                names.setdefault(id, {}).setdefault(language, []).extend(dict.fromkeys(spelled))
    return tuple(
        KnownActor(
            id=id,
            kind=kinds.get(id, "state"),
            names={language: tuple(listed) for language, listed in named_.items()},
        )
        for id, named_ in sorted(names.items())
    )


def actor(request: Request, name: str, asked: Annotated[OnADay, Query()]) -> Response:
    """Count what is laid on an actor, named by identifier or by name in any language."""
    desk = desk_of(request)
    library = desk.linked()
    with ledgers(library) as kept:
        meant = actors_named(kept, name)
    if not meant.ids and not meant.names:
        raise ProblemError("unknown-actor", what=name)
    as_of = asked.as_of or desk.today()
    entries = owed(library, Owed(as_of=as_of, bearer=name, statuses=frozenset(Status)))
    given = ActorOwing(
        ids=meant.ids,
        names=meant.names,
        as_of=as_of,
        charges=len(entries),
        statuses={status.value: number for status, number in counted(entries).items()},
        kinds=dict(Counter(each.obligation.kind for each in entries).most_common()),
    )
    return answer(given, ActorOwing)
