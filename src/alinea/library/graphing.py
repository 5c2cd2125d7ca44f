"""The citation graph of a library, by paragraphs: all of it, or what lies around one text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx

from alinea.library.links import cited_by, cites
from alinea.linking.resolving import Holdings, resolve
from alinea.linking.series import ACCEPTED
from alinea.model.corpus import Ambiguous, Link, Outcome, Place, Resolved
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def whole_graph(library: Library) -> Graph:
    """Return the citation graph of a library.

    Nodes are works (``kind`` "work", with symbol, title, date of adoption, whether held) and the paragraphs that cite
    (``kind`` "paragraph", by address). Edges go from a work to its paragraphs (``kind`` "has"), from a paragraph to
    what it cites ("cites", with the outcome and the place cited), and from a text to an earlier one of its series
    ("series", with the confidence).
    """
    graph: Graph = nx.MultiDiGraph()
    works = {each.name: each for each in library.works()}
    held = Holdings(works)
    for each in library.citations():
        address = each.address
        place = Place(address.work, address.paragraph, address.language, each.span, each.text)
        outcome = resolve(each.target, each.kind, held)
        _add(graph, Link(place, each.target, each.pinpoint, outcome))
    for name, work in works.items():
        if name in graph:
            graph.nodes[name].update(_facts(work.title, work.adopted_on, held=True))
    _add_series(graph, library, works)
    return graph


def around(library: Library, symbol: str) -> Graph:
    """Return the part of the graph that a text cites or is cited by."""
    graph: Graph = nx.MultiDiGraph()
    links = (*cites(library, symbol), *(link for link, _ in cited_by(library, symbol)))
    graph.add_node(symbol, kind="work", **_facts(None, None, held=False))
    for link in links:
        _add(graph, link)
    for name in list(graph):
        work = library.work(name) if graph.nodes[name]["kind"] == "work" else None
        if work is not None:
            graph.nodes[name].update(_facts(work.title, work.adopted_on, held=True))
    _add_series(graph, library, [symbol])
    return graph


def _facts(title: str | None, adopted_on: datetime.date | None, *, held: bool) -> dict[str, str | bool]:
    return {"title": title or "", "adopted_on": adopted_on.isoformat() if adopted_on else "", "held": held}


def _add(graph: Graph, link: Link) -> None:
    place = link.place
    for name in (place.symbol, link.target):
        if name not in graph:
            graph.add_node(name, kind="work", **_facts(None, None, held=False))
    if place.address not in graph:
        graph.add_node(place.address, kind="paragraph", work=place.symbol, paragraph=place.paragraph)
        graph.add_edge(place.symbol, place.address, kind="has")
    graph.add_edge(
        place.address,
        link.target,
        kind="cites",
        outcome=outcome_of(link.outcome),
        pinpoint=link.pinpoint or "",
        text=place.text,
        start=place.span.start,
        end=place.span.end,
    )


def _add_series(graph: Graph, library: Library, symbols: Iterable[str]) -> None:
    with ledgers(library) as kept:
        for symbol in symbols:
            for link in (*kept.earlier(symbol), *kept.later(symbol)):
                known = link.later in graph and link.earlier in graph
                new = known and not graph.has_edge(link.later, link.earlier, key="series")
                if new and link.confidence >= ACCEPTED:
                    graph.add_edge(
                        link.later, link.earlier, key="series", kind="series", confidence=link.confidence
                    )


def outcome_of(outcome: Outcome) -> str:
    """Return the name of an outcome: ``resolved``, ``ambiguous``, ``not-held``, ``not-a-resolution``."""
    if isinstance(outcome, Resolved):
        return "resolved"
    return "ambiguous" if isinstance(outcome, Ambiguous) else outcome.reason
