"""What is owed, and by whom."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.ledger import LedgerQuery, answer, explained, numbers
from alinea.library.naming import locate
from alinea.library.schedules.names import BACK, MONTHS, ScheduleName
from alinea.model.ledger import Entry
from alinea.presenting.actor_names import titled
from alinea.presenting.papers.paper import plain
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of
from alinea.presenting.words import words_in
from alinea.server.api.language import tongue
from alinea.server.api.parameters import Knowing, OnADay, Owing, Scheduling
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named
from alinea.server.api.responses import answer as given_as
from alinea.server.api.responses import cursor, key_of, next_link, page
from alinea.server.api.state import served_by
from alinea.server.api.values import (
    ActorOwing,
    Actors,
    Commitments,
    Explanations,
    KnownActor,
    Schedule,
    ScheduleSection,
)
from alinea.store.listing import Place
from alinea.vocab.actor_names import level, name_of, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def commitments(request: Request, asked: Annotated[Owing, Query()]) -> Response:
    """Give what is owed, in the order of the day that matters, then what has no time."""
    served = served_by(request)
    library = served.linked()
    as_of = asked.as_of or served.today()
    # A page that follows stands on the day of the first, whatever the clock says meanwhile.
    question = asked.question(as_of.isoformat())
    sought = LedgerQuery.of(
        as_of,
        **asked.model_dump(exclude={"lang", "as_of", "work", "cursor"}),
        work=locate(library, asked.work).address if asked.work else None,
        cursor=_place(question, asked.cursor),
    )
    found = answer(library, sought)
    end = found.after
    after = cursor(question, (end.part, end.day, end.rank)) if end else None
    given = Commitments(as_of=as_of, items=found.entries, next=after)
    return given_as(given, Commitments, next_link(request, after))


def _place(question: str, given: str | None) -> Place | None:
    """Return where the page before ended."""
    if given is None:
        return None
    key = key_of(question, given)
    if [type(each) for each in key] != [int, str, str]:
        raise ProblemError("invalid-cursor")
    return Place(*key)  # type: ignore[arg-type]


def commitment(request: Request, id: str, asked: Annotated[OnADay, Query()]) -> Response:
    """Give one commitment, by its identifier with strokes for the number sign."""
    served = served_by(request)
    library = served.linked()
    above, _, ordinal = id.rpartition("/")
    above, _, kind = above.rpartition("/")
    symbol, _, paragraph = above.rpartition("/")
    if not symbol:
        raise ProblemError("no-commitment", what=id)
    name = named(library, symbol)
    wanted = f"{name}#{paragraph}/{kind}/{ordinal}"
    question = LedgerQuery(asked.as_of or served.today(), work=name)
    found = next((each for each in answer(library, question).entries if each.obligation.id == wanted), None)
    if found is None:
        raise ProblemError("no-commitment", what=wanted)
    return given_as(found, Entry)


def explanations(request: Request, address: str, asked: Annotated[OnADay, Query()]) -> Response:
    """Explain the commitments of a resolution or paragraph, or one of them: why each stands where it does."""
    served = served_by(request)
    as_of = asked.as_of or served.today()
    found = explained(served.linked(), address, as_of)
    if not found:
        raise ProblemError("no-commitment", what=address)
    return given_as(Explanations(as_of=as_of, items=found), Explanations)


def actors(request: Request, asked: Annotated[Knowing, Query()]) -> Response:
    """List the actors of the vocabulary, or those that a name may mean."""
    sought = " ".join(level(fold(asked.q)).split())
    found = [each for each in _known() if not sought or _called(each, sought)]
    items, after = page(found, lambda each: (each.id,), asked)
    return given_as(Actors(items=items, next=after), Actors, next_link(request, after))


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
            name={language: titled(name, language) for language in named_ if (name := name_of(id, language))},
            names={language: tuple(listed) for language, listed in named_.items()},
        )
        for id, named_ in sorted(names.items())
    )


def actor(request: Request, name: str, asked: Annotated[OnADay, Query()]) -> Response:
    """Count what is laid on an actor, named by identifier or by name in any language."""
    served = served_by(request)
    library = served.linked()
    as_of = asked.as_of or served.today()
    found = numbers(library, LedgerQuery(as_of, bearer=name))
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
    return given_as(given, ActorOwing)


def schedule(request: Request, name: ScheduleName, asked: Annotated[Scheduling, Query()]) -> Response:
    """Give a paper, in the words of the language asked for."""
    served = served_by(request)
    as_of = asked.as_of or served.today()
    begins = asked.since or (as_of - BACK if name == "news" else as_of)
    ledger = LedgerQuery(
        as_of, session=asked.session, organ=asked.organ, kinds=tuple(asked.kind), bearer=asked.bearer
    )
    question = ScheduleQuery(name, ledger, begins, asked.months or MONTHS.get(name, 12), asked.registered)
    paper = paper_of(served.linked(), question, words_in(tongue(request)))
    sections = tuple(
        ScheduleSection(
            heading=sheet.heading,
            rows=tuple(
                {column.key: plain(cell) for column, cell in zip(sheet.columns, row, strict=True)}
                for row in sheet.rows
            ),
        )
        for sheet in paper.sheets
    )
    given = Schedule(
        title=paper.title, lead=paper.lead, notice=paper.notice, as_of=paper.made_on, sections=sections
    )
    return given_as(given, Schedule)
