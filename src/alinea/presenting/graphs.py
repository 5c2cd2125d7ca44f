"""The citation graph as GraphML, as JSON, and as a drawing (SVG)."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

import networkx as nx

from alinea.presenting.problems import printable
from alinea.presenting.words import Words

Graph: TypeAlias = "nx.MultiDiGraph[str]"

ROW, COLUMN, MARGIN = 26, 330, 24  # pixels between lines and columns of boxes, and around them
BOX, HEIGHT = 230, 20  # pixels of a box
MOST = 60  # boxes of a column; a picture with more cannot be read
_STYLE = (
    "text{font:12px sans-serif;fill:#1b2733}.name{font-weight:600}.head{font-size:13px;fill:#51606f}"
    "rect{fill:#eef3f8;stroke:#5b7a99}.absent rect{fill:#fff;stroke:#b6c2cd;stroke-dasharray:4 3}"
    ".here rect{fill:#d8e8f7;stroke:#1f5c99;stroke-width:2}.series rect{fill:#e3f2e6;stroke:#3f8750}"
    "path{fill:none;stroke:#9db1c4}.series path,path.series{stroke:#3f8750;stroke-width:1.6}"
    "@media(prefers-color-scheme:dark){svg{background:#12181f}text{fill:#dbe4ec}.head{fill:#93a3b3}"
    "rect{fill:#1f2c39}.absent rect{fill:#12181f}.here rect{fill:#234463}.series rect{fill:#1f3a27}}"
)


def graphml(graph: Graph) -> bytes:
    """Return a graph as GraphML (http://graphml.graphdrawing.org), in UTF-8."""
    out = io.BytesIO()
    clean: Graph = nx.MultiDiGraph()
    for name, facts in graph.nodes(data=True):
        clean.add_node(_plain(name), **{key: _plain(value) for key, value in facts.items()})
    for start, end, facts in graph.edges(data=True):
        clean.add_edge(_plain(start), _plain(end), **{key: _plain(value) for key, value in facts.items()})
    nx.write_graphml(clean, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def node_link(graph: Graph) -> bytes:
    """Return a graph as JSON: ``nodes`` with their ``id``, ``edges`` from ``source`` to ``target``."""
    tree = {
        "nodes": [{"id": name, **facts} for name, facts in graph.nodes(data=True)],
        "edges": [{"source": start, "target": end, **facts} for start, end, facts in graph.edges(data=True)],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _plain(value: Any) -> Any:
    """Return a value that XML can hold."""
    return printable(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Box:
    name: str
    title: str
    note: str
    style: str
    x: int
    y: int


def svg(graph: Graph, symbol: str, words: Words) -> bytes:
    """Return a drawing of what a text cites (left) and what cites it (right), each in order of date.

    A text that is not held has a dashed frame, one of the same series a green one. The title of each and the
    paragraphs that cite show when it is pointed at.
    """
    cited, citing = _neighbours(graph, symbol)
    series = {
        end if start == symbol else start
        for start, end, facts in graph.edges(data=True)
        if facts["kind"] == "series" and symbol in (start, end)
    }
    rows = max(len(cited), len(citing), 1)
    middle = MARGIN + 40 + (min(rows, MOST) * ROW) // 2
    boxes = [_Box(symbol, _title(graph, symbol), "", "here", MARGIN + COLUMN, middle)]
    texts = []
    for column, (names, head) in enumerate(((cited, "graph.cited"), (citing, "graph.citing"))):
        x = MARGIN + 2 * column * COLUMN
        texts.append((x, MARGIN + 14, f"{words(head)} ({len(names)})"))
        for place, (name, paragraphs) in enumerate(list(names.items())[:MOST]):
            style = "held" if graph.nodes[name].get("held") else "absent"
            style += " series" if name in series else ""
            y = MARGIN + 40 + place * ROW
            boxes.append(_Box(name, _title(graph, name), ", ".join(paragraphs), style, x, y))
        if len(names) > MOST:
            texts.append((x, MARGIN + 54 + MOST * ROW, words("graph.more", n=len(names) - MOST)))
    width, height = 2 * MARGIN + 2 * COLUMN + BOX, MARGIN * 2 + 70 + min(rows, MOST) * ROW
    title = escape(words("graph.title", symbol=symbol))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{title}">',
        f"<title>{title}</title><style>{_STYLE}</style>",
        *(_line(boxes[0], box) for box in boxes[1:]),
        *(_drawn(box, words) for box in boxes),
        *(f'<text class="head" x="{x}" y="{y}">{escape(text)}</text>' for x, y, text in texts),
        "</svg>\n",
    ]
    return "\n".join(parts).encode("utf-8", "replace")


def _neighbours(graph: Graph, symbol: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what a text cites and what cites it, each with the paragraphs that do, in order of date."""
    cited: dict[str, list[str]] = {}
    citing: dict[str, list[str]] = {}
    for start, end, facts in graph.edges(data=True):
        if facts["kind"] != "cites":
            continue
        work, paragraph = graph.nodes[start]["work"], graph.nodes[start]["paragraph"]
        if work == symbol:
            cited.setdefault(end, []).append(paragraph)
        elif end == symbol:
            citing.setdefault(work, []).append(paragraph)

    def order(name: str) -> tuple[str, str]:
        return graph.nodes[name].get("adopted_on") or "9999", name

    return {name: cited[name] for name in cited}, {name: citing[name] for name in sorted(citing, key=order)}


def _title(graph: Graph, name: str) -> str:
    return printable(str(graph.nodes[name].get("title") or ""))


def _line(here: _Box, other: _Box) -> str:
    left, right = sorted((here, other), key=lambda box: box.x)
    x1, y1, x2, y2 = left.x + BOX, left.y + HEIGHT // 2, right.x, right.y + HEIGHT // 2
    bend = (x1 + x2) // 2
    style = ' class="series"' if "series" in other.style else ""
    return f'<path{style} d="M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"/>'


def _drawn(box: _Box, words: Words) -> str:
    absent = words("graph.absent") if "absent" in box.style else ""
    about = " · ".join(each for each in (box.name, box.title, absent, box.note) if each)
    return (
        f'<g class="{box.style}"><title>{escape(about)}</title>'
        f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{HEIGHT}" rx="4"/>'
        f'<text class="name" x="{box.x + 8}" y="{box.y + 14}">{escape(printable(box.name)[:34])}</text></g>'
    )
