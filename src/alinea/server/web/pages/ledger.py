"""The ledger: what is due, filtered, counted by status, a page at a time; the same as a file, and to subscribe to."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from alinea.library.explaining import explained
from alinea.library.ledger import EVERY, OPEN, LedgerQuery, Numbers, Place, answer, numbers
from alinea.library.links import series
from alinea.library.naming import NotHeldError
from alinea.model.ledger import Entry, Explanation, Status
from alinea.model.record import Party
from alinea.presenting import explanations
from alinea.presenting.actor_names import several
from alinea.presenting.answers import as_csv, as_json
from alinea.presenting.ledger import COLUMNS, days, row_of
from alinea.presenting.problems import not_held
from alinea.server.api.cursors import cursor, key_of
from alinea.server.api.problems import ProblemError
from alinea.server.api.state import ServedLibrary
from alinea.server.web.actor_names import named
from alinea.server.web.caching import remembered
from alinea.server.web.downloads import download
from alinea.server.web.filters import KINDS, Sought, sought
from alinea.server.web.ledger_view import charged, shown_at
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, visit_of
from alinea.vocab.folding import fold
from alinea.vocab.sessions import session_window

__all__ = ["organs", "router", "subscription"]

SHOWN = 40
"""Entries of a page."""

EXPORTED = 5_000
"""Entries that a file holds at most."""

DAY = "day"
GROUPED = ("session", "actor", "subject", "series", "status")
"""By what the list is put in order: the day, however long it is; or one of these, of so much as a file holds."""

TABS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("open", OPEN),
    *((each.value, frozenset({each})) for each in Status),
    ("all", EVERY),
)
"""The statuses in the order in which they are offered, by name."""


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of the ledger."""
    del read_only
    routes = APIRouter()

    @routes.get("/due")
    def due(
        visit: Annotated[Visit, Depends(visit_of)],
        told: Annotated[Sought, Depends(sought)],
        after: Annotated[str, Query(max_length=500)] = "",
        by: Annotated[str, Query(max_length=12)] = DAY,
        number: Annotated[int, Query(alias="page", ge=1, le=EXPORTED)] = 1,
    ) -> Response:
        return remembered(visit, lambda: page(visit, "ledger.html", **_facts(visit, told, after, by, number)))

    @routes.get("/explain/{address:path}")
    def explain(address: str, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        try:
            found = explained(visit.linked, address, visit.today)
        except NotHeldError as error:
            told = {"told": not_held(error, visit.words), "candidates": error.candidates}
            raise HTTPException(404, told) from None  # type: ignore[arg-type]
        if not found:
            raise HTTPException(404, {"told": visit.words("explain.nothing", what=address)})  # type: ignore[arg-type]
        return page(
            visit, "explain.html", address=address, explained=[_explained(each, visit) for each in found]
        )

    @routes.get("/due.{form}")
    def export(
        form: str, visit: Annotated[Visit, Depends(visit_of)], told: Annotated[Sought, Depends(sought)]
    ) -> Response:
        if form not in ("csv", "json"):
            raise HTTPException(404)
        asked = told.question(visit.today)
        rows = [row_of(each) for each in answer(visit.linked, replace(asked, limit=EXPORTED)).entries]
        csv = form == "csv"
        body = as_csv(COLUMNS, rows, visit.words) if csv else as_json(rows)
        media_type = "text/csv; charset=utf-8" if csv else "application/json"
        return download(body, media_type, f"due.{form}", cache_control="no-cache")

    return routes


def _facts(visit: Visit, told: Sought, after: str, by: str, number: int) -> dict[str, Any]:
    asked = told.question(visit.today)
    shown = _by_day(visit, asked, after) if by not in GROUPED else _grouped(visit, asked, by, number)
    counted = _numbers(visit.served, visit.served.generation(), replace(asked, statuses=EVERY))
    total = sum(counted.statuses[each] for each in asked.wanted)
    nobody = (
        bool(asked.bearer) and counted.meant is not None and not any((counted.meant.ids, counted.meant.names))
    )
    return {
        "by": by if by in GROUPED else DAY,
        "orders": (DAY, *GROUPED),
        "one_status": len(asked.wanted) == 1,
        "told": told,
        "asked": asked,
        "total": total,
        "nobody": nobody,
        "several": several(counted.meant, asked.bearer or "", visit.words),
        "unknown": [*told.unknown, *(["after"] if shown.lost else [])],
        "tabs": [_tab(*each, asked, counted, visit) for each in TABS],
        "groups": shown.groups,
        "next": shown.next,
        "first": shown.first,
        "cut": by in GROUPED and total > EXPORTED,
        "limit": EXPORTED,
        "organs": organs(visit, told.typed["organ"]),
        "kinds": KINDS,
        "subscribed": subscription(visit, told),
        "exports": {form: _export(visit, form) for form in ("csv", "json")},
        "exported": EXPORTED if total > EXPORTED else None,
        "year": told.year or asked.as_of.year,
    }


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of the list: its groups, the addresses of the next page and the first, whether its place was of no use."""

    groups: list[dict[str, Any]]
    next: str | None
    first: str | None
    lost: bool = False


def _by_day(visit: Visit, asked: LedgerQuery, after: str) -> _Shown:
    place, lost = _place(asked, after)
    found = answer(visit.linked, replace(asked, cursor=place, limit=SHOWN))
    end = found.after
    return _Shown(
        list(_groups(found.entries, visit)),
        visit.here(after=cursor(_question(asked), [end.part, end.day, end.rank])) if end else None,
        visit.here(after=None) if place else None,
        lost,
    )


def _grouped(visit: Visit, asked: LedgerQuery, by: str, number: int) -> _Shown:
    """Return a page of the list by something else than the day; within a group, in the order of the day."""
    found = answer(visit.linked, replace(asked, limit=EXPORTED)).entries
    name = cache(_namer(visit, by))
    keyed = [(name(_key(each, by)), each) for each in found]
    # What has no name of the kind comes last.
    keyed.sort(key=lambda pair: (not pair[0], fold(pair[0])))
    start = (number - 1) * SHOWN
    groups: dict[str, list[Entry]] = {}
    for said, each in keyed[start : start + SHOWN]:
        groups.setdefault(said, []).append(each)
    sizes = Counter(said for said, _ in keyed)
    return _Shown(
        [
            {
                "said": said or visit.words("web.ledger.without"),
                "days": visit.words.count("charges", sizes[said]),
                "place": None,
                "entries": [charged(each, visit) for each in group],
            }
            for said, group in groups.items()
        ],
        visit.here(page=number + 1) if start + SHOWN < len(keyed) else None,
        visit.here(page=None) if start else None,
    )


def _key(entry: Entry, by: str) -> tuple[str | int | None, ...]:
    """Return by what an entry is grouped, to be named by `_namer`."""
    owed = entry.obligation
    match by:
        case "session":
            return owed.due_organ or owed.organ, owed.due_session
        case "actor":
            first = owed.bearers[0] if owed.bearers else None
            return (first.id, first.text, owed.language) if first else (None,)
        case "status":
            return (entry.status.value,)
    return (owed.symbol, owed.title)


def _namer(visit: Visit, by: str) -> Callable[[tuple[Any, ...]], str]:
    """Return what names a group on the page, empty where there is no name."""
    words, library = visit.words, visit.linked
    names: dict[str, str] = {}  # of one actor the first in which it is printed

    def session(key: tuple[Any, ...]) -> str:
        return str(_heading(("session", *key), visit)["said"]) if key[1] is not None else ""

    def actor(key: tuple[Any, ...]) -> str:
        if len(key) == 1:
            return ""
        said, _ = named(Party(text=key[1], id=key[0]), key[2], visit.language)
        said = said[:1].upper() + said[1:]
        return names.setdefault(key[0], said) if key[0] else said

    def subject(key: tuple[Any, ...]) -> str:
        published = library.metadata(key[0])
        return published.subjects[0][0].capitalize() if published and published.subjects else ""

    def chain(key: tuple[Any, ...]) -> str:
        first = next(iter(series(library, key[0]).members), None)
        symbol = f"{first.symbol} …" if first else key[0]
        return f"{key[1]} ({symbol})" if key[1] else symbol

    def status(key: tuple[Any, ...]) -> str:
        return words(f"status.{key[0]}")

    return {"session": session, "actor": actor, "subject": subject, "series": chain, "status": status}[by]


@lru_cache(maxsize=256)
def _numbers(served: ServedLibrary, generation: str, asked: LedgerQuery) -> Numbers:
    """Return how much fits a filter; every page of a list and every status of it asks the same."""
    del generation
    return numbers(served.linked(), asked)


def _tab(
    name: str, statuses: frozenset[Status], asked: LedgerQuery, counted: Numbers, visit: Visit
) -> dict[str, Any]:
    words = visit.words
    return {
        "name": name,
        "said": words.find(f"status.{name}") or words(f"web.ledger.{name}"),
        "sign": words.find(f"web.sign.{name}") or "",
        "count": sum(counted.statuses[each] for each in statuses),
        "chosen": asked.wanted == statuses,
        "place": visit.here(status=sorted(statuses) if name == "open" else name, after=None, page=None),
    }


def _question(asked: LedgerQuery) -> str:
    """Return what a place in a list belongs to. The day is left out: a page turned after midnight goes on."""
    place = (asked.session, asked.organ, asked.kinds, asked.since, asked.before)
    return repr((sorted(asked.wanted), asked.bearer, *map(str, place)))


def _place(asked: LedgerQuery, after: str) -> tuple[Place | None, bool]:
    """Return where the page before ended, and whether what the address says of it is of no use."""
    if not after:
        return None, False
    try:
        part, day, id_ = key_of(_question(asked), after)
    except (ProblemError, ValueError):
        return None, True
    if not (isinstance(part, int) and isinstance(day, str) and isinstance(id_, str)):
        return None, True
    return Place(part, day, id_), False


def _explained(told: Explanation, visit: Visit) -> dict[str, Any]:
    words = visit.words
    return {
        "charged": charged(told.entry, visit),
        "time": explanations.time(told, words),
        "steps": list(explanations.steps(told, words)),
        "evidence": [
            (
                words(key),
                [
                    (explanations.rests_on(each, words), shown_at(each, visit), each.place.language)
                    for each in those
                ],
            )
            for key, those in (("explain.known", told.known), ("explain.later", told.later))
            if those
        ],
    }


def _groups(entries: Iterable[Entry], visit: Visit) -> Iterable[dict[str, Any]]:
    """Yield the entries by session or month, each told once, in the order in which the first of each stands."""
    groups: dict[tuple[str, str, int], list[Entry]] = {}
    for each in entries:
        groups.setdefault(_group(each), []).append(each)
    for key, group in groups.items():
        yield {**_heading(key, visit), "entries": [charged(each, visit) for each in group]}


def _group(entry: Entry) -> tuple[str, str, int]:
    owed = entry.obligation
    window, recurrence = owed.window, owed.recurrence
    if recurrence is not None and recurrence.rule is not None:
        if entry.next is None:
            return "again", "", 0
        last = entry.next + datetime.timedelta(days=recurrence.days - 1)  # a year is over at its end
        return "month", "", last.year * 12 + last.month - 1
    if window is None:
        return "undated", "", 0
    if window.basis == "session" and owed.due_session is not None:
        return "session", owed.due_organ or owed.organ, owed.due_session
    return "month", "", window.closes.year * 12 + window.closes.month - 1


def _heading(key: tuple[str, str, int], visit: Visit) -> dict[str, Any]:
    kind, organ, number = key
    words = visit.words
    if kind == "month":
        month = datetime.date(number // 12, number % 12 + 1, 1)
        return {"said": words.date(month, "month"), "days": "", "place": None}
    if kind != "session":
        return {"said": words(f"web.ledger.{kind}"), "days": "", "place": None}
    window = session_window(organ, number)
    named = words.find(f"organ.{organ}") or organ
    return {
        "said": words("due.session-of", session=words.ordinal(number), organ=named),
        "days": days(window, words) if window else "",
        "place": visit.url("/due", session=number, organ=organ),
    }


def organs(visit: Visit, chosen: str = "") -> list[tuple[str, str]]:
    """Return the organs that a form offers, by series and name; the one that is asked for among them."""
    named = dict(visit.words.under("organ"))
    if chosen:
        named.setdefault(chosen, chosen)
    return list(named.items())


def subscription(visit: Visit, told: Sought) -> dict[str, str]:
    """Return the addresses of the calendar of what is asked for: of the file, and by which programs subscribe to it."""
    place = visit.url("/calendar.ics", "", **{**told.query, "lang": visit.language})
    base = str(visit.request.base_url).rstrip("/")
    return {"file": place, "http": base + place, "webcal": "webcal:" + base.partition(":")[2] + place}


def _export(visit: Visit, form: str) -> str:
    path, _, query = visit.here(after=None, by=None, page=None).partition("?")
    return f"{path}.{form}?{query}" if query else f"{path}.{form}"
