"""Questions about what leads where: citations and back-citations with what they lead to, series, the citation graph."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from alinea.analysing.symbols import canonical
from alinea.library.search import Question, QuestionError, ask
from alinea.linking.resolving import Holdings, resolve, whole
from alinea.linking.series import ACCEPTED, chain, standing, year_of
from alinea.model.corpus import Ambiguous, Link, Outcome, Place, Resolved, Series
from alinea.model.record import Citation, OpenReference, Paragraph, Record, instrument_key
from alinea.store.ledgers import Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.listed import series_among
from alinea.store.values import CitedAt
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words
from alinea.vocab.tables import LANGUAGES

_LOOKED = 40
"""Passages that are looked at for an instrument of which only a short name is given."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many citations of a library lead where.

    Attributes:
        resolved, ambiguous: to a work held, or to one of several; not_held: to a resolution that is not;
        others: to a document that is no resolution.
    """

    resolved: int
    ambiguous: int
    not_held: int
    others: int


def cites(library: Library, name: str) -> tuple[Link, ...]:
    """Return what a work cites and what each citation leads to, in order of the text."""
    return links_of(library, name, None)


def links_of(library: Library, name: str, language: str | None) -> tuple[Link, ...]:
    """Return what the text of a work in a language cites and what each citation leads to, in order of the text."""
    found = library.citations_of(name, language)
    held = Holdings(_held(library, (each.target for each in found)))
    return tuple(_link(each, resolve(each.target, each.kind, held)) for each in found)


def cited_by(library: Library, symbol: str) -> tuple[tuple[Link, CitedAt], ...]:
    """Return the citations of a document, held or not, and the works they stand in, in order of adoption.

    A joint symbol, ``A/70/652-S/2016/20``, names one document: a place that cites it is told once. What is no symbol
    may be the name of an instrument, in either language: ``Charte``, ``the Paris Agreement``.
    """
    names = canonical(symbol)
    if "-".join(names) != symbol:
        names = (symbol,) if names else tuple(dict.fromkeys((symbol, *_instruments(symbol))))
    if not canonical(symbol) and not any(library.cited_by(name) for name in names):
        names = tuple(_otherwise(library, symbol))
    found: list[CitedAt] = []
    ends: set[tuple[str, int]] = set()
    for each in (each for name in names for each in library.cited_by(name)):
        place = f"{each.address.work}#{each.address.paragraph}"
        if (place, each.span.start - 1) not in ends:  # the second half, behind the hyphen
            found.append(each)
        ends.add((place, each.span.end))
    held = Holdings(_held(library, names))
    return tuple((_link(each, resolve(each.target, each.kind, held)), each) for each in found)


def _instruments(name: str) -> Iterator[str]:
    """Yield the keys of the instruments that a person may mean by a name, with or without its article."""
    key = instrument_key(name, None)
    folded = fold(key)
    for language in LANGUAGES:
        words = instrument_words(language)
        for start in (0, *(place + 1 for place, sign in enumerate(folded[:8]) if sign in " '")):
            known = words.known.fullmatch(folded, start)
            if known:
                yield words.ids[known.lastgroup or ""]
            elif folded[start:] in words.alone:
                yield words.alone[folded[start:]]
            else:
                yield key[start:]


def _otherwise(library: Library, name: str) -> Iterator[str]:
    """Yield the keys of instruments that texts name by a short name, or by one that begins so.

    A sample: *Document final d'Achgabat*, which A/RES/75/28 gives in brackets; *Déclaration d'Achgabat*, which goes on
    *issue du dialogue de haut niveau*.
    """
    begun = instrument_key(name, None)
    try:
        hits = library.search(ask(Question(f'"{name.replace(chr(34), " ")}"', limit=_LOOKED))).hits
    except QuestionError:
        return
    keys: dict[str, None] = {}
    for address in dict.fromkeys((hit.address.work, hit.address.language) for hit in hits):
        record = library.record(*address)
        for paragraph in record.paragraphs() if record else ():
            for each in paragraph.instruments:
                if instrument_key(each.text, None).startswith(begun):
                    keys[instrument_key(each.refers or each.text, each.id)] = None
    yield from keys


def _link(each: CitedAt, outcome: Outcome) -> Link:
    address = each.address
    place = Place(address.work, address.paragraph, address.language, each.span, each.text)
    return Link(place, each.target, each.pinpoint, outcome)


def _held(library: Library, targets: Iterable[str]) -> Iterator[str]:
    """Yield the works held that the targets, or parts of them, may be."""
    for stem in dict.fromkeys(whole(target) or target for target in targets):
        head = stem.partition("(")[0]
        yield from library.names_like(head, 40)


def series(library: Library, symbol: str) -> Series:
    """Return the series of a text, held or not."""
    with ledgers(library) as kept:

        def known(name: str) -> tuple[str | None, datetime.date | None] | None:
            work = library.work(name)
            return (work.title, work.adopted_on) if work else None

        return chain(symbol, kept.earlier, kept.later, known)


def first_texts(library: Library, names: Sequence[str]) -> dict[str, str]:
    """Return the first text of the series of each, over links that are sure; itself of one that goes on from none."""
    back: dict[str, set[str]] = {}
    with ledgers(library) as kept:
        asked: set[str] = set()
        waiting = set(names)
        while waiting:
            asked |= waiting
            for later, earlier in series_among(kept, sorted(waiting), ACCEPTED):
                back.setdefault(later, set()).add(earlier)
            waiting = {earlier for name in waiting for earlier in back.get(name, ())} - asked
    known: dict[str, str] = {}

    def first(name: str) -> str:
        reached, left = {name}, [name]
        while left:
            for earlier in back.get(left.pop(), ()):
                if earlier not in reached:
                    reached.add(earlier)
                    left.append(earlier)
        return min(reached, key=lambda each: (year_of(each) or datetime.MAXYEAR, standing(each)))

    for name in names:
        known.setdefault(name, first(name))
    return known


def tally(library: Library) -> Tally:
    """Return how many citations of the library lead where, those of every work in its principal version."""
    held = Holdings(work.name for work in library.works())
    counts: Counter[str] = Counter()
    for (target, kind), times in library.cited_targets().items():
        outcome = resolve(target, kind, held)
        if isinstance(outcome, Resolved):
            counts["resolved"] += times
        elif isinstance(outcome, Ambiguous):
            counts["ambiguous"] += times
        else:
            counts[outcome.reason] += times
    return Tally(counts["resolved"], counts["ambiguous"], counts["not-held"], counts["not-a-resolution"])


def certain_links(library: Library) -> tuple[int, int]:
    """Return how many links of series there are, and how many of them are sure."""
    with ledgers(library) as kept:
        return kept.links(), kept.links(ACCEPTED)


_REASONS = {
    "subsequent": "open-subsequent",
    "earlier": "open-earlier",
    "relevant": "open-relevant",
    "other": "open-other",
}
"""What an outcome says of each sense: by which rule texts were sought, if any."""


def open_links(library: Library, record: Record) -> tuple[Link, ...]:
    """Return the references of a text that give no numbers, with the texts that they may stand for.

    Those *ultérieures* are of the organ, later than the resolution named before them and recall it, or are named
    behind; those *antérieures* are the earlier texts of the series. Which ones are *pertinentes* no rule tells. What is
    not held, or was adopted after the text, is none of them.

    Args:
        record: of a resolution of the library.

    A sample: in A/RES/75/28 *sa résolution 46/182 … et toutes ses résolutions ultérieures sur la question, notamment sa
    résolution 74/118* may stand for 74/118, and for what else recalls 46/182.
    """
    name = record.symbol
    if name is None or not any(each.open_references for each in record.paragraphs()):
        return ()
    with ledgers(library) as kept:
        return tuple(
            _open_link(name, record, paragraph, reference, kept)
            for paragraph in record.paragraphs()
            for reference in paragraph.open_references
        )


def _open_link(
    name: str, record: Record, paragraph: Paragraph, reference: OpenReference, kept: Ledgers
) -> Link:
    found: Sequence[str] = ()
    if reference.sense == "subsequent" and reference.organ == record.organ:
        found = tuple(_subsequent(name, paragraph, reference, kept))
    elif reference.sense == "earlier" and reference.organ == record.organ:
        found = tuple(each.earlier for each in kept.earlier(name) if each.confidence >= ACCEPTED)
    place = Place(name, paragraph.id, record.language, reference.span, reference.text)
    meant = Ambiguous(tuple(sorted(dict.fromkeys(found), key=standing)), _REASONS[reference.sense])
    return Link(place, reference.text, None, meant)


def _subsequent(name: str, paragraph: Paragraph, reference: OpenReference, kept: Ledgers) -> Iterator[str]:
    organ = f"{reference.organ}/RES/"
    cited = [each for each in paragraph.citations if each.target.startswith(organ)]
    before = [each for each in cited if each.at.end <= reference.at.start]
    if not before:
        return
    first = before[-1]
    yield from (each.target for each in cited if each.at.start >= reference.at.end and _later(each, first))
    for work in kept.recalling(first.target):
        if standing(first.target) < standing(work) < standing(name):
            yield work


def _later(each: Citation, first: Citation) -> bool:
    return standing(each.target) > standing(first.target)


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
