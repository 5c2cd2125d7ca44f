"""The ledger: what is due, filtered, counted by status, a page at a time; the same as a file, and to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from alinea.library.ledger import EVERY, OPEN, LedgerQuery, Numbers, answer, explained, numbers
from alinea.library.naming import NotHeldError
from alinea.model.ledger import Entry, Evidence, Explanation, Status
from alinea.presenting.actor_names import several
from alinea.presenting.answers import as_csv, as_json
from alinea.presenting.ledger import COLUMNS, rests_on, row_of, steps, time
from alinea.presenting.places import place
from alinea.presenting.problems import not_held
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import cursor, key_of
from alinea.server.api.state import ServedLibrary
from alinea.server.web.caching import kept, remembered
from alinea.server.web.filters import KINDS, Filtered, Sought
from alinea.server.web.ledger_view import charged, heading, heading_of, sections, shown_at
from alinea.server.web.pagination import contents, shown
from alinea.server.web.rendering import download, page
from alinea.server.web.request import Visit, Visiting
from alinea.store.listing import Place

SHOWN = 40
"""Entries of a page."""

LAST = 1_000_000
"""The number of a page is no greater."""

EXPLAINED = 2_500
"""Bytes of mark-up of why a charge stands where it does, by estimate."""

AT_ONCE = 2_000
"""Entries of a file that are in memory at a time."""

DAY = "day"
GROUPED = ("session", "actor", "subject", "series", "status")
"""By what the list is put in order: the day, or one of these."""

TABS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("open", OPEN),
    *((each.value, frozenset({each})) for each in Status),
    ("all", EVERY),
)
"""The statuses in the order in which they are offered, by name."""


NARROWER = ("organ", "session", "year", "since", "before", "as-of")
"""Fields that are folded away until one of them says something."""

routes = APIRouter()


@routes.get("/due")
def _due(
    visit: Visiting,
    told: Filtered,
    after: Annotated[str, Query(max_length=500)] = "",
    by: Annotated[str, Query(max_length=12)] = DAY,
    number: Annotated[int, Query(alias="page", ge=1, le=LAST)] = 1,
) -> Response:
    return remembered(visit, lambda: page(visit, "ledger.html", **_facts(visit, told, after, by, number)))


@routes.get("/explain/{address:path}")
@kept
def _explain(
    address: str,
    visit: Visiting,
    start: Annotated[str | None, Query(max_length=8, alias="from")] = None,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    try:
        found = explained(visit.linked, address, visit.today)
    except NotHeldError as error:
        told = {"told": not_held(error, visit.words), "candidates": error.candidates}
        raise HTTPException(404, told) from None  # type: ignore[arg-type]
    if not found:
        raise HTTPException(404, {"told": visit.words("explain.nothing", what=address)})  # type: ignore[arg-type]
    of_it = shown([(str(n), EXPLAINED) for n in range(len(found))], start, whole=whole)
    said = [charged(each.entry, visit).number for each in found]
    held = [_explained(each, visit) for n, each in enumerate(found) if str(n) in of_it.held]
    places = set(said)
    symbol = found[0].entry.obligation.symbol
    of = f"{symbol}, {places.pop()}" if len(places) == 1 else symbol
    return page(
        visit, "explain.html", of=of, explained=held, parts=contents(of_it, visit, lambda n: said[int(n)])
    )


@routes.get("/due.{form}")
def _export_page(form: str, visit: Visiting, told: Filtered) -> Response:
    if form not in ("csv", "json"):
        raise HTTPException(404)
    media_type = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    pieces = _file(visit, told.question(visit.today, visit.linked), form)
    return download(pieces, media_type, f"due.{form}", cache_control="no-cache")


def _file(visit: Visit, asked: LedgerQuery, form: str) -> Iterator[bytes]:
    """Yield all that is asked for as a file, some entries at a time."""
    library, place, begun = visit.linked, None, False
    while place is not None or not begun:
        found = answer(library, replace(asked, cursor=place, limit=AT_ONCE))
        rows, place = [row_of(each) for each in found.entries], found.after
        if form == "csv":
            body = as_csv(COLUMNS, rows, visit.words)
            yield body.partition(b"\r\n")[2] if begun else body
        else:
            body = as_json(rows).removeprefix(b"[").removesuffix(b"\n]\n")
            yield (b"," if begun and rows else b"" if begun else b"[") + body
        begun = True
    if form == "json":
        yield b"\n]\n"


def _facts(visit: Visit, told: Sought, after: str, by: str, number: int) -> dict[str, Any]:
    asked = told.question(visit.today, visit.linked)
    if asked.about:
        by = DAY  # groups are counted by what is stored, which knows no words
    shown = _by_day(visit, asked, after) if by not in GROUPED else _grouped(visit, asked, by, number)
    counted = _numbers(visit.served, visit.served.generation(), replace(asked, statuses=EVERY))
    nobody = (
        bool(asked.bearer) and counted.meant is not None and not any((counted.meant.ids, counted.meant.names))
    )
    return {
        "by": by if by in GROUPED else DAY,
        "orders": (DAY,) if asked.about else (DAY, *GROUPED),
        "one_status": len(asked.wanted) == 1,
        "told": told,
        "asked": asked,
        "nobody": nobody,
        "absent": asked.work is not None and not visit.library.work(asked.work.partition("#")[0]),
        "several": several(counted.meant, asked.bearer or "", visit.words),
        "unknown": [*told.unknown, *(["after"] if shown.lost else [])],
        "narrowed": told.groups or told.kinds or any(told.typed[name] for name in NARROWER),
        "tabs": [_tab(*each, asked, counted, visit) for each in TABS],
        "groups": shown.groups,
        "next": shown.next,
        "first": shown.first,
        "organs": organs(visit, told.typed["organ"]),
        "kinds": KINDS,
        "subscribed": subscription(visit, told),
        "exports": {form: _export(visit, form) for form in ("csv", "json")},
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
    start, place = (number - 1) * SHOWN, 0
    groups: list[dict[str, Any]] = []
    for each in sections(visit, asked, by):
        first, last = max(0, start - place), min(each.charges, start + SHOWN - place)
        place += each.charges
        if first >= last:
            continue
        entries = answer(visit.linked, replace(each.asked, skip=first, limit=last - first)).entries
        groups.append(
            {
                "said": heading_of(each, next(iter(entries), None), visit)
                or visit.words("web.ledger.without"),
                "days": visit.words.count("charges", each.charges),
                "place": None,
                "entries": [charged(entry, visit) for entry in entries],
            }
        )
    return _Shown(
        groups,
        visit.here(page=number + 1) if start + SHOWN < place else None,
        visit.here(page=None) if start else None,
    )


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
        "time": time(told, words),
        "steps": list(steps(told, words)),
        "evidence": [
            (
                words(key),
                [
                    (rests_on(each, words, _where(each, visit)), shown_at(each, visit), each.place.language)
                    for each in those
                ],
            )
            for key, those in (("explain.known", told.known), ("explain.later", told.later))
            if those
        ],
    }


def _where(shown: Evidence, visit: Visit) -> str:
    """Return where what shows a status stands, as a person cites it: *A/RES/78/190, para. 69*."""
    at = shown.place
    return f"{at.symbol}, {place(at.paragraph, visit.words)}" if at.paragraph else at.symbol


def _groups(entries: Iterable[Entry], visit: Visit) -> Iterable[dict[str, Any]]:
    """Yield the entries by session, month or year, each told once, in the order in which the first of each stands."""
    groups: dict[tuple[str, str, int], list[Entry]] = {}
    for each in entries:
        groups.setdefault(_group(each), []).append(each)
    for key, group in groups.items():
        yield {**heading(key, visit), "entries": [charged(each, visit) for each in group]}


def _group(entry: Entry) -> tuple[str, str, int]:
    owed = entry.obligation
    window, recurrence = owed.window, owed.recurrence
    if recurrence is not None and recurrence.rule is not None:
        if entry.next is None:
            return "again", "", 0
        if recurrence.days > 1:
            return "year", "", entry.next.year
        return "month", "", entry.next.year * 12 + entry.next.month - 1
    if window is None:
        return "undated", "", 0
    if window.basis == "session" and owed.due_session is not None:
        return "session", owed.due_organ or owed.organ, owed.due_session
    if window.basis == "year":
        return "year", "", window.closes.year
    return "month", "", window.closes.year * 12 + window.closes.month - 1


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
