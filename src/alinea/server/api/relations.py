"""How actors stand to one another, as ``alinea relations`` tells it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.relations import RelationStated, relations
from alinea.server.api.parameters import Asking, Name
from alinea.server.api.responses import answer
from alinea.server.api.state import served_by
from alinea.server.api.values import Given
from alinea.vocab.relation_words import Relation


class RelationsAsked(Asking):
    """Whose relations are wanted."""

    of: Name


class RelationGiven(Given):
    """How one actor stands to another.

    Attributes:
        kind: of the relation; one, other: names as printed, with identifiers where known; address: of the paragraph.
        quote: the words that say so.
    """

    kind: Relation
    one: str
    one_id: str | None
    other: str
    other_id: str | None
    address: str
    quote: str


class Relations(Given):
    """Relations, in order of the text; of an actor those of the latest texts, 2,000 at most."""

    items: tuple[RelationGiven, ...]


def list_relations(request: Request, asked: Annotated[RelationsAsked, Query()]) -> Response:
    """Give the relations that a resolution states, or those of an actor."""
    found = relations(served_by(request).linked(), asked.of)
    return answer(Relations(items=tuple(map(_given, found))), Relations)


def _given(stated: RelationStated) -> RelationGiven:
    each = stated.relation
    return RelationGiven(
        kind=each.kind,
        one=each.one.name,
        one_id=each.one.id,
        other=each.other.name,
        other_id=each.other.id,
        address=f"{stated.work}#{each.paragraph}",
        quote=each.quote,
    )
