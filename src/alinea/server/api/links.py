"""What leads where: citations both ways, series, and two texts side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.links import cited_by as citing
from alinea.library.links import links_of, open_links
from alinea.library.links import series as series_of
from alinea.library.naming import NotHeldError, symbol_of
from alinea.library.relations import RelationStated, relations
from alinea.model.corpus import Link, Series
from alinea.server.api.parameters import Around, Asking, Name, Paging, Reading
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named
from alinea.server.api.responses import answer, next_link, page
from alinea.server.api.state import served_by
from alinea.server.api.values import Citations, Given, citation_link
from alinea.store.library import Library
from alinea.store.values import CitedAt, Neighbourhood
from alinea.vocab.relation_words import Relation


def citations(request: Request, symbol: str, asked: Annotated[Paging, Query()]) -> Response:
    """Give what a resolution cites, and what each citation leads to."""
    library = served_by(request).library()
    name = named(library, symbol)
    record = library.record(name)
    opened = open_links(library, record) if record else ()
    found = sorted((*links_of(library, name, None), *opened), key=_in_text)
    items, after = page(found, _in_text, asked, name)
    given = Citations(items=tuple(citation_link(each) for each in items), next=after)
    return answer(given, Citations, next_link(request, after))


def _in_text(link: Link) -> tuple[int, int, str]:
    return link.place.span.start, link.place.span.end, link.target


def cited_by(request: Request, symbol: str, asked: Annotated[Paging, Query()]) -> Response:
    """Give the citations of a document, whether it is held or not."""
    library = served_by(request).library()
    name = _meant(library, symbol)
    found = sorted(citing(library, name), key=_in_time)
    items, after = page(found, _in_time, asked, name)
    given = Citations(items=tuple(citation_link(link) for link, _ in items), next=after)
    return answer(given, Citations, next_link(request, after))


def _in_time(found: tuple[Link, CitedAt]) -> tuple[str, str, int, int]:
    link, at = found
    day = at.adopted_on.isoformat() if at.adopted_on else ""
    return day, link.place.symbol, link.place.span.start, link.place.span.end


def neighbourhood(request: Request, symbol: str, asked: Annotated[Around, Query()]) -> Response:
    """Give the documents that a resolution cites and those that cite it, each once."""
    library = served_by(request).library()
    found = library.neighbourhood(_meant(library, symbol), asked.limit)
    if not found.all_cites and not found.all_cited_by and library.work(found.name) is None:
        raise ProblemError("not-held", what=found.name)
    return answer(found, Neighbourhood)


def series(request: Request, symbol: str, _asked: Annotated[Reading, Query()]) -> Response:
    """Give the successive texts on the matter of a resolution."""
    library = served_by(request).linked()
    found = series_of(library, _meant(library, symbol))
    if not any(each.held for each in found.members) and len(found.members) < 2:
        raise ProblemError("not-held", what=found.seen_from)
    return answer(found, Series)


def _meant(library: Library, symbol: str) -> str:
    """Return the symbol of a document that need not be held.

    Raises:
        NotHeldError: several that are held may be meant.
    """
    try:
        return named(library, symbol)
    except NotHeldError as error:
        if error.code == "ambiguous":
            raise
        return symbol_of(symbol) or symbol


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
