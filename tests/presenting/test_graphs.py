"""The citation graph for other programs, and drawn."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import networkx as nx

from alinea.presenting.graphs import graphml, node_link, svg
from alinea.presenting.words import words_in


def graph() -> nx.MultiDiGraph[str]:
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, held in (("A/RES/62/27", True), ("A/RES/61/62", False), ("A/RES/63/50", True)):
        found.add_node(name, kind="work", title=f"Titre & {name}", adopted_on="2007-12-05", held=held)
    for work, paragraph, target in (
        ("A/RES/62/27", "pp_2", "A/RES/61/62"),
        ("A/RES/63/50", "pp_1", "A/RES/62/27"),
    ):
        address = f"{work}#{paragraph}"
        found.add_node(address, kind="paragraph", work=work, paragraph=paragraph)
        found.add_edge(work, address, kind="has")
        found.add_edge(
            address, target, kind="cites", outcome="resolved", pinpoint="", text="…\x07", start=1, end=2
        )
    found.add_edge("A/RES/63/50", "A/RES/62/27", key="series", kind="series", confidence=0.9)
    return found


def test_graphml_can_be_read_again() -> None:
    again = nx.read_graphml(io.BytesIO(graphml(graph())), force_multigraph=True)
    assert set(again) == set(graph())
    assert again.nodes["A/RES/62/27"]["title"] == "Titre & A/RES/62/27"
    assert again.number_of_edges() == graph().number_of_edges()


def test_json_has_nodes_and_edges() -> None:
    tree = json.loads(node_link(graph()))
    assert {each["id"] for each in tree["nodes"]} == set(graph())
    assert {"source", "target", "kind"} <= set(tree["edges"][0])


def test_the_drawing_has_a_box_for_every_text() -> None:
    drawn = svg(graph(), "A/RES/62/27", words_in("fr"))
    tree = ElementTree.fromstring(drawn)
    assert tree.tag.endswith("svg")
    boxes = {
        re.sub(r" · .*", "", group[0].text or ""): group.get("class")
        for group in tree.iter("{http://www.w3.org/2000/svg}g")
    }
    assert boxes == {"A/RES/62/27": "here", "A/RES/61/62": "absent", "A/RES/63/50": "held series"}
    assert b"Titre &amp; A/RES/62/27" in drawn
    assert b"href" not in drawn


def test_a_text_that_cites_nothing_can_be_drawn() -> None:
    alone: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    alone.add_node("A/RES/62/27", kind="work", title="", adopted_on="", held=False)
    assert ElementTree.fromstring(svg(alone, "A/RES/62/27", words_in("en"))) is not None
