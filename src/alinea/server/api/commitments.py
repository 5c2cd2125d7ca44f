"""What is owed, and by whom."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.listing import Filter, leaf, numbers
from alinea.library.owed import OPEN, Owed, owed
from alinea.model.ledger import Entry, Status
from alinea.server.api.cursors import cursor, key_of
from alinea.server.api.pages import page
from alinea.server.api.parameters import Knowing, OnADay, Owing
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named
from alinea.server.api.responses import answer, next_link
from alinea.server.api.state import desk_of
from alinea.server.api.values import ActorOwing, Actors, Commitments, KnownActor
from alinea.store.library import Library
from alinea.store.listing import Place
from alinea.vocab.actor_names import level, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

__all__ = ["actor", "actors", "commitment", "commitments"]


def commitments(request: Request, asked: Annotated[Owing, Query()]) -> Response:
    """Give what is owed: what has a day in order of the days, then what comes again, then what has no time."""
    desk = desk_of(request)
    library = desk.linked()
    as_of = asked.as_of or desk.today()
    # A page that follows stands on the day of the first, whatever the clock says meanwhile.
    question = asked.question(as_of.isoformat())
    if asked.work:
        items, after = _of_work(library, named(library, asked.work), as_of, asked, question)
    else:
        sought = Filter(
            as_of=as_of,
            statuses=_statuses(asked),
            bearer=asked.bearer,
            session=asked.session,
            organ=asked.organ,
            kinds=tuple(asked.kind),
            since=asked.since,
            before=asked.before,
        )
        found = leaf(library, sought, _place(question, asked.cursor), asked.limit)
        items, end = found.entries, found.after
        after = cursor(question, (end.part, end.day, end.id)) if end else None
    given = Commitments(as_of=as_of, items=items, next=after)
    return answer(given, Commitments, next_link(request, after))


def _statuses(asked: Owing) -> frozenset[Status]:
    """Return the statuses that are wanted: those named; else all of a session or resolution, else what is open."""
    if "all" in asked.status or (not asked.status and (asked.session or asked.work)):
        return frozenset(Status)
    return frozenset(Status(each) for each in asked.status) or OPEN


def _place(question: str, given: str | None) -> Place | None:
    """Return where the page before ended."""
    if given is None:
        return None
    key = key_of(question, given)
    if [type(each) for each in key] != [int, str, str]:
        raise ProblemError("invalid-cursor")
    return Place(*key)  # type: ignore[arg-type]


def _of_work(
    library: Library, name: str, as_of: datetime.date, asked: Owing, question: str
) -> tuple[tuple[Entry, ...], str | None]:
    """Return a page of what one resolution lays, in order of its paragraphs."""
    sought = Owed(
        as_of, asked.session, asked.organ, None, asked.bearer, name, tuple(asked.kind), _statuses(asked)
    )
    found = sorted(owed(library, sought), key=lambda each: (each.obligation.span, each.obligation.id))
    fitting = [each for each in found if _within(each, asked)]
    return page(fitting, lambda each: (*each.obligation.span, each.obligation.id), asked, question)


def _within(entry: Entry, asked: Owing) -> bool:
    window = entry.obligation.window
    if asked.since is None and asked.before is None:
        return True
    return (
        window is not None
        and (asked.since is None or window.closes >= asked.since)
        and (asked.before is None or window.opens < asked.before)
    )


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
    as_of = asked.as_of or desk.today()
    found = numbers(library, Filter(as_of, bearer=name))
    meant = found.meant
    if meant is None or not (meant.ids or meant.names):
        raise ProblemError("unknown-actor", what=name)
    given = ActorOwing(
        ids=meant.ids,
        names=meant.names,
        as_of=as_of,
        charges=sum(found.statuses.values()),
        statuses={status.value: number for status, number in found.statuses.items()},
    )
    return answer(given, ActorOwing)
