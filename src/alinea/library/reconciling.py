"""Who and which text is meant by the cells of a table: names are reconciled with identifiers, each with how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from alinea.library.actor_names import identified, nearest
from alinea.library.naming import NotHeldError, characters, locate, symbol_of
from alinea.library.search import Question, ask
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold

Kind = Literal["text", "actor"]

_SURE = 100.0
_SEVERAL = 90.0
"""Score of each of several that a name means: all are offered, none is taken."""
_TITLE = 60.0
"""Likeness from which the title of a text is offered, of 100: half of the words of a long title are wrong below it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: as typed; kind: of what it names, None for any; most: candidates wanted; language: of names.
    """

    text: str
    kind: Kind | None = None
    most: int = 5
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Match:
    """What a cell may mean.

    Attributes:
        id: symbol of a text, or identifier of an actor; name: title or name; kind: which of the two.
        score: of 100; sure: nothing else can be meant.
    """

    id: str
    name: str
    kind: Kind
    score: float
    sure: bool


def reconcile(library: Library, cell: Cell) -> tuple[Match, ...]:
    """Return what a cell may mean, the likeliest first.

    A symbol is known whether its text is held or not. A name that means several means none surely.
    """
    typed = " ".join(characters(cell.text).split())
    if not typed:
        return ()
    found = [*_texts(library, typed, cell), *_actors(library, typed, cell)]
    sure = [each for each in found if each.sure]
    return tuple(sorted(sure or found, key=lambda each: (-each.score, each.id))[: cell.most])


def _texts(library: Library, typed: str, cell: Cell) -> Iterator[Match]:
    if cell.kind == "actor":
        return
    try:
        located = locate(library, typed)
    except NotHeldError as error:
        if error.code == "ambiguous":
            yield from (_text(library, each, _SEVERAL, sure=False) for each in error.candidates)
        elif (symbol := symbol_of(typed)) is not None:
            yield _text(library, symbol, _SURE, sure=True)
        elif cell.kind == "text":
            yield from _titled(library, typed, cell.most)
        return
    if located.paragraph is None:
        yield _text(library, located.name, _SURE, sure=True)


def _text(library: Library, symbol: str, score: float, *, sure: bool) -> Match:
    work = library.work(symbol)
    held = work or library.document(symbol)
    return Match(symbol, (held.title if held else None) or symbol, "text", score, sure)


def _titled(library: Library, typed: str, most: int) -> Iterator[Match]:
    """Yield the texts whose titles are like what is typed."""
    from rapidfuzz import fuzz

    try:
        hits = library.search(ask(Question(words=typed, parts=("title",), limit=4 * most))).hits
    except ValueError:  # nothing in it is a word
        return
    sought = fold(typed)
    likeness = {
        each.address.work: (fuzz.token_sort_ratio(sought, fold(each.title or "")), each.title)
        for each in hits
    }
    same = [name for name, (score, _) in likeness.items() if score == _SURE]
    for name, (score, title) in likeness.items():
        if score >= _TITLE:
            yield Match(name, title or name, "text", round(score, 1), same == [name])


def _actors(library: Library, typed: str, cell: Cell) -> Iterator[Match]:
    if cell.kind == "text":
        return
    ids = identified(typed)
    for id in ids:
        alone = len(ids) == 1
        yield Match(id, _name(id, cell.language), "actor", _SURE if alone else _SEVERAL, alone)
    if ids:
        return
    from rapidfuzz import fuzz

    with ledgers(library) as kept:
        for name, near in nearest(kept, typed, cell.most):
            if near is not None:
                score = min(fuzz.token_sort_ratio(fold(typed), name), _SEVERAL)
                yield Match(near, _name(near, cell.language), "actor", round(score, 1), sure=False)


def _name(id: str, language: str) -> str:
    return name_of(id, language) or id
