"""Relations of actors as rows of a table, the same in the shell, on pages and for programs."""

from __future__ import annotations

from alinea.library.relations import RelationStated
from alinea.presenting.answers import Row
from alinea.presenting.words import Words

COLUMNS = ("one", "one_id", "relation", "said", "other", "other_id", "address", "quote")


def relation_row(stated: RelationStated, words: Words) -> Row:
    """Return a relation as a row: who, how, with whom, where, and the words that say so.

    Args:
        words: of the language in which the kind of relation is told.
    """
    each = stated.relation
    return {
        "one": each.one.name,
        "one_id": each.one.id,
        "relation": each.kind,
        "said": words(f"relations.{each.kind}"),
        "other": each.other.name,
        "other_id": each.other.id,
        "address": f"{stated.work}#{each.paragraph}",
        "quote": each.quote,
    }
