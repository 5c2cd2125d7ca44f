"""How actors stand to one another: what one text of the library states, or what texts state of one actor.

Texts are read for it when they are linked; a question asks for what was found then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from alinea.library.actor_names import identified
from alinea.library.naming import locate, symbol_of
from alinea.linking.outlines import bare_name
from alinea.linking.relations import ActorRelation, RelatedActor, relations_of
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.store.rows import RelationRow
from alinea.vocab.relation_words import Relation
from alinea.vocab.tables import LANGUAGES

MOST = 2_000
"""Relations that are given of an actor at most, those of the latest texts."""


@dataclass(frozen=True, slots=True)
class RelationStated:
    """A relation, with the text that states it: its name and language."""

    work: str
    language: str
    relation: ActorRelation


def relation_rows(record: Record) -> tuple[RelationRow, ...]:
    """Return the relations that a text states, as they are kept."""
    return tuple(_rows(record))


def _rows(record: Record) -> Iterator[RelationRow]:
    for each in relations_of(record):
        one, other = (
            (actor.name, actor.id, bare_name(actor.name, record.language)) for actor in (each.one, each.other)
        )
        yield RelationRow(each.kind, *one, *other, each.paragraph, each.span.start, each.quote)


def relations(library: Library, named: str) -> tuple[RelationStated, ...]:
    """Return the relations that a resolution states and those that texts state of it, or those of an actor.

    Args:
        library: linked. named: symbol of a resolution, held or cited, or identifier or name of an actor.

    Raises:
        NotHeldError: it is the symbol of a text of which none that is held says anything, or may be that of several.
        LibraryError: the library cannot be read.
    """
    symbol = symbol_of(named)
    names = tuple(dict.fromkeys(bare_name(symbol or named, language) for language in LANGUAGES))
    ids = () if symbol else identified(named)
    with ledgers(library) as kept:
        found = kept.relations_of(ids, () if ids else names, MOST)
    told = tuple(_stated(each) for each in found if symbol in (None, each[2].other))
    if symbol is None or (told and library.work(symbol) is None):
        return told
    name = locate(library, named).name
    with ledgers(library) as kept:
        return (*map(_stated, kept.relations_in(name)), *told)


def _stated(found: tuple[str, str, RelationRow]) -> RelationStated:
    work, language, row = found
    span = Span(row.start, row.start + len(row.quote))
    one, other = RelatedActor(row.one, row.one_id), RelatedActor(row.other, row.other_id)
    relation = ActorRelation(cast(Relation, row.kind), one, other, row.paragraph, span, row.quote)
    return RelationStated(work, language, relation)
