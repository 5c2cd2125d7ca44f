"""``alinea graph``: the graph of citations, drawn or for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import stderr
from alinea.library.graphing import Graph, around, whole_graph
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.whole import write_whole
from alinea.presenting.answers import as_csv
from alinea.presenting.graphs import graphml, node_link, svg
from alinea.presenting.problems import not_held, printable
from alinea.presenting.words import Words

EDGES = ("source", "target", "kind", "outcome", "pinpoint", "text", "start", "end", "confidence")
"""Columns of the table of edges; `start` and `end` are the place of the words that cite."""


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """What the command was asked to do: a symbol as typed, None for all; the library; the files to write."""

    symbol: str | None
    library: Path
    svg: Path | None
    graphml: Path | None
    json: Path | None
    csv: Path | None
    words: Words


def run(request: GraphRequest) -> int:
    """Write the files asked for and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
        OSError: a file cannot be written.
    """
    words = request.words
    symbol = None
    with linked(request.library, words) as library:
        if request.symbol is not None:
            try:
                symbol = locate(library, request.symbol).name
            except NotHeldError as error:
                symbol = symbol_of(request.symbol) or error.what
                if error.code != "not-held" or not library.cited_by(symbol):
                    stderr(printable(f"alinea: {not_held(error, words)}"))
                    return FAILED
        graph = around(library, symbol) if symbol else whole_graph(library)
    written = []
    if request.svg and symbol:
        written.append((request.svg, svg(graph, symbol, words)))
    if request.graphml:
        written.append((request.graphml, graphml(graph)))
    if request.json:
        written.append((request.json, node_link(graph)))
    if request.csv:
        written.append((request.csv, _edges(graph)))
    for path, data in written:
        write_whole(path, data)
        nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
        stderr(printable(f"alinea: {words('graph.written', path=path, nodes=nodes, edges=edges)}"))
    return DONE


def _edges(graph: Graph) -> bytes:
    """Return the edges of a graph as a table, one a row; what an edge does not have is empty."""
    rows = (
        {**dict.fromkeys(EDGES), **facts, "source": start, "target": end}
        for start, end, facts in graph.edges(data=True)
    )
    return as_csv(EDGES, rows)
