"""What an address asks of the ledger: who, when, where, what kind, in which state."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import Depends, Query

from alinea.library.ledger import EVERY, LedgerQuery, organs
from alinea.library.naming import NotHeldError, locate
from alinea.model.ledger import Status
from alinea.model.record import CommitmentKind, MeansClass, Nature
from alinea.store.library import Library

KINDS: tuple[str, ...] = get_args(CommitmentKind)
NATURES: tuple[Nature, ...] = get_args(Nature)
MEANS: tuple[MeansClass, ...] = get_args(MeansClass)
ALL = "all"
Several = Annotated[list[str], Query(max_length=12)]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is typed, as it stands in the address, and what of it is understood.

    Attributes:
        typed: by name, as typed; kinds, natures, means, statuses: those known.
        everything: all statuses are asked for by name; groups: of a State, what binds it through groups too.
        session, year: numbers; since, before, as_of: days; None where not asked for.
        unknown: names of what was not understood, which then counts for nothing.
    """

    typed: Mapping[str, str]
    kinds: tuple[str, ...]
    natures: tuple[Nature, ...]
    means: tuple[MeansClass, ...]
    statuses: frozenset[Status]
    everything: bool
    groups: bool
    session: int | None
    year: int | None
    since: datetime.date | None
    before: datetime.date | None
    as_of: datetime.date | None
    unknown: tuple[str, ...]

    def question(self, today: datetime.date, library: Library) -> LedgerQuery:
        """Return the question to the ledger, on a day where none is asked for."""
        since, before = self.since, self.before
        if self.year is not None:
            first = datetime.date(self.year, 1, 1)
            since, before = max(since or first, first), min(before or _end(self.year), _end(self.year))
        return LedgerQuery(
            as_of=self.as_of or today,
            statuses=EVERY if self.everything else self.statuses or None,
            bearer=self.typed["bearer"] or None,
            groups=self.groups,
            work=self._work(library),
            about=self.typed["about"],
            session=self.session,
            organ=self.typed["organ"] or None,
            kinds=self.kinds,
            natures=self.natures,
            means=self.means,
            since=since,
            before=before,
        )

    def _work(self, library: Library) -> str | None:
        """Return the text or paragraph that is asked for; as typed where none of the library is meant."""
        try:
            return locate(library, self.typed["work"]).address if self.typed["work"] else None
        except NotHeldError as error:
            return error.what

    @property
    def query(self) -> dict[str, str | int | list[str] | tuple[str, ...] | None]:
        """What the address says of who, where and what kind, whatever the time and the status."""
        told: dict[str, str | int | list[str] | tuple[str, ...] | None] = {
            name: self.typed[name] for name in ("bearer", "work", "organ", "session") if self.typed[name]
        }
        for name, chosen in (("kind", self.kinds), ("nature", self.natures), ("means", self.means)):
            if chosen:
                told[name] = list(chosen)
        if self.groups:
            told["groups"] = "1"
        return told


def _end(year: int) -> datetime.date:
    """Return the first day after a year; the last day there is where none comes after."""
    return datetime.date(year + 1, 1, 1) if year < datetime.MAXYEAR else datetime.date.max


def sought(
    bearer: Annotated[str, Query(max_length=200)] = "",
    groups: Annotated[str, Query(max_length=5)] = "",
    work: Annotated[str, Query(max_length=100)] = "",
    about: Annotated[str, Query(max_length=200)] = "",
    organ: Annotated[str, Query(max_length=30)] = "",
    session: Annotated[str, Query(max_length=12)] = "",
    kind: Several = [],  # noqa: B006 - FastAPI copies it
    nature: Several = [],  # noqa: B006
    means: Several = [],  # noqa: B006
    status: Several = [],  # noqa: B006
    year: Annotated[str, Query(max_length=12)] = "",
    since: Annotated[str, Query(max_length=12)] = "",
    before: Annotated[str, Query(max_length=12)] = "",
    as_of: Annotated[str, Query(max_length=12, alias="as-of")] = "",
) -> Sought:
    """Return what the address asks of the ledger. Nothing is refused: what is not understood is told of on the page."""
    typed = {"bearer": bearer, "organ": organ, "session": session, "year": year, "work": work, "about": about}
    typed |= {"since": since, "before": before, "as-of": as_of}
    typed = {name: value.strip() for name, value in typed.items()}
    days = {name: _day(typed[name]) for name in ("since", "before", "as-of")}
    numbers = {name: _number(typed[name]) for name in ("session", "year")}
    understood: Mapping[str, object] = {**days, **numbers}
    unknown = [name for name, value in understood.items() if typed[name] and value is None]
    if typed["organ"] and typed["organ"] not in organs():
        unknown.append("organ")
        typed["organ"] = ""
    kinds = tuple(dict.fromkeys(each for each in kind if each in KINDS))
    if len(kinds) < len({each for each in kind if each}):
        unknown.append("kind")
    natures = tuple(dict.fromkeys(each for each in NATURES if each in nature))
    chosen = tuple(dict.fromkeys(each for each in MEANS if each in means))
    if {*nature, *means} - {*natures, *chosen, ""}:
        unknown.append("nature")
    named = {each.value for each in Status}
    if any(each and each != ALL and each not in named for each in status):
        unknown.append("status")
    return Sought(
        typed=typed,
        kinds=kinds,
        natures=natures,
        means=chosen,
        statuses=frozenset()
        if ALL in status
        else frozenset(Status(each) for each in status if each in named),
        everything=ALL in status,
        groups=groups.strip() not in ("", "0"),
        session=numbers["session"],
        year=numbers["year"],
        since=days["since"],
        before=days["before"],
        as_of=days["as-of"],
        unknown=tuple(unknown),
    )


def _number(typed: str) -> int | None:
    """Return a number of one to four figures."""
    return int(typed) if re.fullmatch(r"0*[1-9][0-9]{0,3}", typed, re.ASCII) and len(typed) < 6 else None


def _day(typed: str) -> datetime.date | None:
    try:
        return (
            datetime.date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII) else None
        )
    except ValueError:
        return None


Filtered = Annotated[Sought, Depends(sought)]
