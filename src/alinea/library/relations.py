"""How actors stand to one another: what one text of the library states, or what texts state of one actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.library.actor_names import identified
from alinea.library.actors import mentioned
from alinea.library.links import cited_by
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.linking.mentions import bare_name
from alinea.linking.relations import ActorRelation, RelatedActor, may_relate, relations_of
from alinea.store.library import Library

READ = 40
"""Texts that are read for an actor at most: of one that thousands name, not all can be."""

_PASSAGES = 200


@dataclass(frozen=True, slots=True)
class RelationStated:
    """A relation, with the text that states it: its name and language."""

    work: str
    language: str
    relation: ActorRelation


def texts_naming(library: Library, named: str) -> tuple[str, ...]:
    """Return the texts that are read for an actor, those that name it best first; none for a resolution.

    Of the paragraphs that name it few have words of a relation: their texts alone are read whole.
    """
    if symbol_of(named) is not None:
        return ()
    hits = mentioned(library, named, _PASSAGES).hits
    places = (each.address for each in hits if may_relate(each.text, each.address.language))
    return tuple(dict.fromkeys(each.work for each in places))[:READ]


def relations(library: Library, named: str, texts: Sequence[str] | None = None) -> tuple[RelationStated, ...]:
    """Return the relations that a resolution states and those that texts state of it, or those of an actor.

    Args:
        named: symbol of a resolution, held or cited, or identifier or name of an actor.
        texts: that are read for an actor; all of `texts_naming` where not given.

    Raises:
        NotHeldError: it is the symbol of a text of which none that is held says anything, or may be that of several.
        LibraryError: the library cannot be read.
    """
    symbol = symbol_of(named)
    if symbol is not None:
        told = tuple(_told_of(library, symbol))
        if told and library.work(symbol) is None:
            return told
        return (*_stated(library, locate(library, named).name), *told)
    ids = frozenset(identified(named))
    return tuple(
        each
        for work in (texts_naming(library, named) if texts is None else texts)
        for each in _stated(library, work)
        if any(_is(one, ids, named, each.language) for one in (each.relation.one, each.relation.other))
    )


def _told_of(library: Library, symbol: str) -> Iterator[RelationStated]:
    """Yield the relations of actors to a document that the texts state which cite it."""
    works = dict.fromkeys(at.address.work for _, at in cited_by(library, symbol))
    for work in [*works][-READ:]:
        yield from (each for each in _stated(library, work) if each.relation.other.name == symbol)


def _stated(library: Library, work: str) -> tuple[RelationStated, ...]:
    record = library.record(work)
    if record is None:
        raise NotHeldError("not-held", work)
    return tuple(RelationStated(work, record.language, each) for each in relations_of(record))


def _is(actor: RelatedActor, ids: frozenset[str], named: str, language: str) -> bool:
    if ids:
        return actor.id in ids
    return bare_name(actor.name, language) == bare_name(named, language)
