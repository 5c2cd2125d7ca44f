"""``alinea cites``, ``cited-by``, ``series`` and ``relations``: what a text leads to, and what leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.actor_names import identified
from alinea.library.links import Graph, around, cited_by, cites, open_links, series, whole_graph
from alinea.library.metadata import vote_of
from alinea.library.naming import NotHeldError, characters, locate, symbol_of
from alinea.library.relations import relations
from alinea.library.whole import write_whole
from alinea.model.corpus import Ambiguous, Link, Outcome, Resolved, Series
from alinea.presenting.answers import as_csv, print_rows
from alinea.presenting.graphs import graphml as as_graphml
from alinea.presenting.graphs import node_link
from alinea.presenting.graphs import svg as drawn
from alinea.presenting.links import (
    CITATIONS,
    RELATIONS,
    SERIES,
    Known,
    citation_row,
    ground,
    possible,
    relation_row,
    series_rows,
    title_of,
)
from alinea.presenting.places import place
from alinea.presenting.published import BRIEF, brief
from alinea.presenting.words import Words

SHOWN = 20
"""Texts that a reference may stand for, so many are printed; the other forms give all."""


def run(asked: Asked, typed: str) -> int:
    """Print what a text cites and return the exit code."""
    with asked.opened() as library:
        try:
            name = locate(library, typed).name
        except NotHeldError as error:
            return asked.tell_not_held(error)
        record = library.record(name)
        opened = open_links(library, record) if record else ()
        order = {each.id: place for place, each in enumerate(record.paragraphs())} if record else {}
        links = sorted(
            (*cites(library, name), *opened),
            key=lambda each: (order.get(each.place.paragraph, len(order)), each.place.span.start),
        )
    _show(links, asked, lambda link: (place(link.place.paragraph, asked.words), _target(link)))
    if not links:
        asked.tell("cites.none", symbol=name)
    return DONE


def run_back(asked: Asked, typed: str) -> int:
    """Print what cites a document and return the exit code."""
    words = asked.words
    symbol = symbol_of(typed) or characters(typed).strip()
    with asked.opened() as library:
        found = cited_by(library, symbol)
    days = {link.place.address: words.date(at.adopted_on) for link, at in found if at.adopted_on}

    def told(link: Link) -> tuple[str, str]:
        place, on = link.place.address, days.get(link.place.address)
        return (words("cites.dated", place=place, day=on) if on else place), _said(link)

    _show([link for link, _ in found], asked, told)
    if not found:
        asked.tell("cites.none-by", symbol=symbol)
    return DONE


def _show(links: Sequence[Link], asked: Asked, told: Callable[[Link], tuple[str, str]]) -> None:
    """Print links in the form asked for; `told` gives the place and what is cited there."""
    words = asked.words
    if not print_rows(asked.form, CITATIONS, map(citation_row, links), words):
        for link in links:
            place, target = told(link)
            say(words("cites.line", place=place, target=target, outcome=_outcome(link.outcome, words)))
    if links:
        stderr(f"alinea: {words.count('citations', len(links))}")


def _target(link: Link) -> str:
    return f"{link.target}, {link.pinpoint}" if link.pinpoint else link.target


def _said(link: Link) -> str:
    return f"{link.place.text}, {link.pinpoint}" if link.pinpoint else link.place.text


def _outcome(outcome: Outcome, words: Words) -> str:
    if isinstance(outcome, Resolved):
        return words("cites.resolved")
    if isinstance(outcome, Ambiguous):
        reason = words(f"cites.{outcome.reason}")
        if not outcome.candidates:
            return reason
        named = words.listing([*outcome.candidates[:SHOWN], *(["…"] if outcome.candidates[SHOWN:] else [])])
        key = "cites.may-be" if outcome.reason.startswith("open-") else "cites.ambiguous"
        return f"{words(key, candidates=named)} ({reason})"
    return words(f"cites.{outcome.reason}")


def run_relations(asked: Asked, named: str) -> int:
    """Print relations, one a line, and return the exit code."""
    words = asked.words
    with asked.linked() as library:
        try:
            found = relations(library, named)
        except NotHeldError as error:
            return asked.tell_not_held(error)
    rows = [relation_row(each, words) for each in found]
    if not print_rows(asked.form, RELATIONS, rows, words):
        for row in rows:
            say(f"{row['one']} · {row['said']} · {row['other']} · {row['address']}", hang=4)
    if not rows:
        asked.tell("relations.none", what=named)
    return DONE


VOTE = "un_vote"
"""Column of the vote of the State asked about."""


def run_series(asked: Asked, typed: str, state: str | None = None) -> int:
    """Print the series of a text and return the exit code.

    Args:
        state: of which the votes on each text are told, as far as they were imported.
    """
    words = asked.words
    with asked.linked() as library:
        try:
            symbol = locate(library, typed).name
        except NotHeldError as error:
            # A text that is not held may be recalled by others: its series is what they say of it.
            symbol = symbol_of(typed) or error.what
        found = series(library, symbol)
        symbols = (*(each.symbol for each in found.members), *(each.earlier for each in found.doubtful))
        known = {symbol: library.metadata(symbol) for symbol in symbols}
    states = identified(state) if state else ()
    if state and not states:
        asked.tell("series.no-state", state=state)
        return FAILED
    votes = {each: vote_of(beside, states) for each, beside in known.items() if beside and states}
    if len(found.members) < 2 and not found.doubtful and not found.members[0].held:
        asked.tell("series.unknown", symbol=symbol)
        return FAILED
    rows = [
        {**row, **brief(known.get(str(row["symbol"]))), VOTE: votes.get(str(row["symbol"]))}
        for row in series_rows(found, known)
    ]
    columns = (*SERIES, *BRIEF, *((VOTE,) if states else ()))
    if not print_rows(asked.form, columns, rows, words):
        say(*_lines(found, known, votes, words))
    if len(found.members) < 2 and not found.doubtful:
        asked.tell("series.none", symbol=symbol)
        return DONE
    stderr(f"alinea: {words.count('texts-of-series', len(found.members))}")
    return DONE


def _lines(found: Series, known: Known, votes: Mapping[str, str | None], words: Words) -> Iterator[str]:
    for member in found.members:
        here = words("series.here") if member.symbol == found.seen_from else ""
        held = words("series.held" if member.held else "series.absent")
        on = words.date(member.adopted_on) if member.adopted_on else ""
        title = title_of(member, known)
        vote = votes.get(member.symbol)
        voted = words("series.voted", vote=words(f"series.vote.{vote}")) if vote else ""
        yield " · ".join(each for each in (member.symbol, on, title, here or held, voted) if each)
        if member.links:
            yield f"    {ground(member, words)}"
    if found.doubtful:
        yield ""
        yield words("series.doubtful")
        for link in found.doubtful:
            yield f"    {possible(link, words)}"


EDGES = ("source", "target", "kind", "outcome", "pinpoint", "text", "start", "end", "confidence")
"""Columns of the table of edges; `start` and `end` are the place of the words that cite."""


def run_graph(
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
