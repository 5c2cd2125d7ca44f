"""Browsing: by organ, session and item of the agenda, by year, and by what is published of texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from alinea.library.browsing import FACETS, Browsed, BrowseQuery, browse
from alinea.server.web.caching import remembered
from alinea.server.web.facets import said, state
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting

LISTED, REST = 10, 120
"""Values of a facet that are shown, and of those that a list offers besides."""

CITED = 60
"""Texts that are only cited, of which a page tells."""

VOTES = ("yes", "no", "abstain")
NUMBERS = ("session", "item", "year")
NAMES = ("organ", "committee", "subject", "goal", "sponsor", "state")

Name = Annotated[str, Query(max_length=400)]
Number = Annotated[str, Query(max_length=6)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: what is typed by name, empty where nothing is; where the page begins."""

    typed: dict[str, str]
    after: str

    def question(self, language: str) -> BrowseQuery:
        """Return the question; what is no number where one is needed counts for nothing."""
        numbers = {name: int(self.typed[name]) if self.typed[name] else None for name in NUMBERS}
        names = {name: self.typed[name] or None for name in (*NAMES, "vote")}
        return BrowseQuery(**numbers, **names, language=language, after=self.after or None)  # type: ignore[arg-type]


def asked(
    organ: Name = "",
    session: Number = "",
    item: Number = "",
    year: Number = "",
    committee: Name = "",
    subject: Name = "",
    goal: Name = "",
    sponsor: Name = "",
    state: Name = "",
    vote: Annotated[str, Query(max_length=10)] = "",
    after: Annotated[str, Query(max_length=300)] = "",
) -> Asked:
    """Return what the address asks for."""
    numbers = {"session": session, "item": item, "year": year}
    names = {"organ": organ, "committee": committee, "subject": subject, "goal": goal, "sponsor": sponsor}
    typed = {name: value if value.isascii() and value.isdecimal() else "" for name, value in numbers.items()}
    typed |= {name: " ".join(value.split()) for name, value in names.items()}
    typed |= {"state": " ".join(state.split()), "vote": vote if vote in VOTES and state.strip() else ""}
    return Asked(typed, after)


routes = APIRouter()


@routes.get("/browse")
def _browsing(visit: Visiting, told: Annotated[Asked, Depends(asked)]) -> Response:
    return remembered(visit, lambda: page(visit, "browse.html", **_facts(visit, told)))


def _facts(visit: Visit, told: Asked) -> dict[str, Any]:
    words = visit.words
    query = told.question(visit.language)
    found = browse(visit.library, query)
    everything = not any(told.typed.values())
    return {
        "everything": everything,
        "heading": _heading(told, found, visit),
        "chosen": _chosen(told, found, visit),
        "found": found,
        "known": words("list.known", held=words.number(found.held), besides=words.number(found.besides)),
        "texts": [
            {
                "text": each,
                "place": visit.resolution(each.name),
                "day": words.date(each.adopted_on) if each.adopted_on else "",
            }
            for each in found.texts
        ],
        "next": visit.here(after=found.next) if found.next else None,
        "first": visit.here(after=None) if told.after else None,
        "sessions": _values("session", found, visit)
        if told.typed["organ"] and not told.typed["session"]
        else [],
        "items": [
            {
                "said": _item(each.number, each.title, visit),
                "place": visit.here(item=each.number, after=None),
                "texts": words.number(each.texts),
            }
            for each in found.items
        ]
        if not told.typed["item"]
        else [],
        "facets": [
            _facet(name, _values(name, found, visit))
            for name in FACETS
            if not told.typed[name] and (name != "session" or told.typed["organ"])
        ],
        "kept": [(name, value) for name, value in told.typed.items() if value],
        "cited": [(name, visit.resolution(name)) for name in found.cited[:CITED]],
        "uncited": found.all_cited - min(len(found.cited), CITED),
    }


def _values(name: str, found: Browsed, visit: Visit) -> list[dict[str, Any]]:
    """Return the values of a facet, each with its words, its texts, and the address that asks for it as well."""
    return [
        {
            "value": value,
            "said": said(name, value, visit.words),
            "count": visit.words.number(number),
            "chosen": False,
            "place": visit.here(**{name: value}, after=None),
        }
        for value, number in found.counts.get(name, ())
    ]


def _facet(name: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "values": values[:LISTED], "rest": values[LISTED : LISTED + REST]}


def _item(number: int, title: str, visit: Visit) -> str:
    return (
        visit.words("web.browse.item-of", n=number, title=title)
        if title
        else visit.words("web.browse.item", n=number)
    )


def _told(name: str, told: Asked, found: Browsed, visit: Visit) -> str:
    """Return what is chosen of one kind, in words."""
    value, words = told.typed[name], visit.words
    if name == "item":
        title = next((each.title for each in found.items if each.number == int(value)), "")
        return _item(int(value), title, visit)
    if name == "state":
        vote = told.typed["vote"]
        if not vote:
            return words("web.browse.voted-any", state=state(value))
        return words("web.browse.voted", state=state(value), vote=words(f"show.{vote}"))
    if name == "session":
        return words("web.browse.session", n=said(name, value, words))
    return said(name, value, words)


def _chosen(told: Asked, found: Browsed, visit: Visit) -> list[dict[str, str]]:
    """Return what is chosen, each with the address that takes it out, and with it what stands below it."""
    below = {"organ": {"session": None, "item": None}, "session": {"item": None}, "state": {"vote": None}}
    return [
        {
            "kind": visit.words(f"web.browse.facet.{name}"),
            "said": _told(name, told, found, visit),
            "without": visit.here(**{name: None, "after": None, **below.get(name, {})}),
        }
        for name in ("organ", "session", "item", "year", *NAMES[1:])
        if told.typed[name]
    ]


def _heading(told: Asked, found: Browsed, visit: Visit) -> str:
    """Return what the page is of, in words: ``General Assembly, 75th``."""
    named = [
        _told(name, told, found, visit)
        for name in ("organ", "session", "item", "year", *NAMES[1:])
        if told.typed[name]
    ]
    return " · ".join(named) or visit.words("web.browse.title")
