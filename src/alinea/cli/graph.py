"""``alinea graph``: the graph of citations, drawn or for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.library.graphing import Graph, around, whole_graph
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.whole import write_whole
from alinea.presenting.answers import as_csv
from alinea.presenting.graphs import graphml as as_graphml
from alinea.presenting.graphs import node_link
from alinea.presenting.graphs import svg as drawn

EDGES = ("source", "target", "kind", "outcome", "pinpoint", "text", "start", "end", "confidence")
"""Columns of the table of edges; `start` and `end` are the place of the words that cite."""


def run(
    asked: Asked,
    named: str | None,
    *,
    svg: Path | None,
    graphml: Path | None,
    json: Path | None,
    csv: Path | None,
) -> int:
    """Write the files asked for and return the exit code.

    Args:
        named: the resolution about which the graph is drawn, as typed, None for that of all.

    Raises:
        LibraryError: the library cannot be read.
        OSError: a file cannot be written.
    """
    symbol = None
    with asked.linked() as library:
        if named is not None:
            try:
                symbol = locate(library, named).name
            except NotHeldError as error:
                symbol = symbol_of(named) or error.what
                if error.code != "not-held" or not library.cited_by(symbol):
                    return asked.tell_not_held(error)
        graph = around(library, symbol) if symbol else whole_graph(library)
    forms: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (svg, lambda: drawn(graph, symbol or "", asked.words)),
        (graphml, lambda: as_graphml(graph)),
        (json, lambda: node_link(graph)),
        (csv, lambda: _edges(graph)),
    )
    for path, made in forms:
        if path is None:
            continue
        write_whole(path, made())
        nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
        asked.tell("graph.written", path=path, nodes=nodes, edges=edges)
    return DONE


def _edges(graph: Graph) -> bytes:
    """Return the edges of a graph as a table, one a row; what an edge does not have is empty."""
    rows = (
        {**dict.fromkeys(EDGES), **facts, "source": start, "target": end}
        for start, end, facts in graph.edges(data=True)
    )
    return as_csv(EDGES, rows)
