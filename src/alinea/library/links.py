"""Questions about what leads where: citations and back-citations with what they lead to, series, the citation graph."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alinea.analysing.symbols import canonical
from alinea.library.search import Question, QuestionError, ask
from alinea.linking.resolving import Holdings, resolve, whole
from alinea.linking.series import ACCEPTED, chain
from alinea.linking.standing import standing, year_of
from alinea.model.corpus import Ambiguous, Link, Outcome, Place, Resolved, Series
from alinea.model.record import instrument_key
from alinea.store.ledgers import ledgers
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
