"""Documents that are no resolutions on the shelves: kept with their source, found by their symbols."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, literal_column, select, tuple_
from sqlalchemy import text as sql

from alinea.model.document import Document
from alinea.store.rows import legible
from alinea.store.tables import tables
from alinea.store.values import HeldDocument

_LEVEL = 6

_INDEXED = 3
"""Letters of the shortest word that the index of symbols and titles finds."""


def packed(document: Document) -> bytes:
    """Return the JSON of a document, compressed."""
    source = document.source.model_copy(update={"path": legible(document.source.path)})
    shown = document.model_copy(update={"source": source})
    return zlib.compress(shown.model_dump_json(exclude_defaults=True).encode(), _LEVEL)


def unpacked(data: bytes) -> Document:
    """Return the document that was packed.

    Raises:
        ValueError: it is not what was packed.
    """
    try:
        return Document.model_validate_json(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(f"the document cannot be unpacked ({error})") from None


def keep_documents(connection: Connection, source: int, documents: Sequence[Document]) -> bool:
    """Keep the documents of an input, in the place of those kept of it before; tell whether they are others."""
    t, run = tables(), connection.execute
    held = run(
        select(t.documents.c.json).where(t.documents.c.source_id == source).order_by(t.documents.c.place)
    )
    made = [packed(each) for each in documents]
    if list(held.scalars()) == made:
        return False
    run(delete(t.documents).where(t.documents.c.source_id == source))
    for place, (each, json) in enumerate(zip(documents, made, strict=True), 1):
        series, session = next(iter(each.session.items()), (None, None))
        row = {
            "source_id": source,
            "place": place,
            "type": each.type,
            "symbol": each.symbol,
            "language": each.language,
            "title": each.title,
            "date": each.date.isoformat() if each.date else None,
            "organ": series,
            "session": None if session is None else str(session),
            "json": json,
        }
        number = int(run(t.documents.insert().values(**row).returning(t.documents.c.id)).scalar_one())
        symbols = dict.fromkeys([*([each.symbol] if each.symbol else []), *each.other_symbols])
        for table, names in (
            (t.document_symbols, symbols),
            (t.document_requests, dict.fromkeys(request.symbol for request in each.pursuant_to)),
        ):
            for name in names:
                run(table.insert().values(symbol=name, document_id=number))
    return True


def document(connection: Connection, symbol: str, language: str | None = None) -> Document | None:
    """Return the document of a symbol, the one added last where several were; None where none is held.

    Args:
        language: of its text; any where None.
    """
    t = tables()
    query = (
        select(t.documents.c.json)
        .join(t.document_symbols, t.document_symbols.c.document_id == t.documents.c.id)
        .where(t.document_symbols.c.symbol == symbol)
        .order_by(t.documents.c.id.desc())
    )
    if language is not None:
        query = query.where(t.documents.c.language == language)
    data = connection.execute(query).scalar()
    return None if data is None else unpacked(data)


def of_session(
    connection: Connection, organ: str | None, session: int | None, type: str | None
) -> Iterator[Document]:
    """Yield the documents of an organ, a session and a type, whole, in order of date and symbol."""
    d = tables().documents.c
    query = _asked(select(d.json), organ, session, type, "")
    for data in connection.execute(query.order_by(d.date, d.symbol, d.id)).scalars():
        yield unpacked(data)


Place = tuple[str, str, int]
"""Where a document stands in the list: its day and symbol, empty where it has none, and its number."""


def documents(
    connection: Connection,
    *,
    organ: str | None = None,
    session: int | None = None,
    type: str | None = None,
    text: str = "",
    after: Place | None = None,
    limit: int | None = None,
) -> Iterator[tuple[Place, HeldDocument]]:
    """Yield what is held, without what was found in it, in order of date and symbol.

    Args:
        organ, session, type: only those of them; text: words that all stand in symbol or title.
        after: place of the last of the page before; limit: how many at most.
    """
    d = tables().documents.c
    # As the index has them: an expression with a parameter in it is another one, and would sort all documents anew.
    day, symbol = (func.coalesce(each, literal_column("''")) for each in (d.date, d.symbol))
    query = _asked(
        select(d.symbol, d.type, d.language, d.title, d.date, d.organ, d.session, d.id),
        organ,
        session,
        type,
        text,
    )
    if after is not None:
        # The day by itself first: it alone tells where in the index to begin.
        query = query.where(day >= after[0], tuple_(day, symbol, d.id) > after)
    for row in connection.execute(query.order_by(day, symbol, d.id).limit(limit)):
        place = (row.date or "", row.symbol or "", row.id)
        yield (
            place,
            HeldDocument(row.symbol, row.type, row.language, row.title, row.date, row.organ, row.session),
        )


def count_documents(
    connection: Connection, *, organ: str | None, session: int | None, type: str | None, text: str
) -> int:
    """Return how many documents there are of those that `documents` yields."""
    query = _asked(select(func.count()).select_from(tables().documents), organ, session, type, text)
    return int(connection.execute(query).scalar_one())


def _asked(
    query: Select[Any], organ: str | None, session: int | None, type: str | None, text: str
) -> Select[Any]:
    d = tables().documents.c
    for column, wanted in ((d.organ, organ), (d.session, session), (d.type, type)):
        if wanted is not None:
            query = query.where(column == str(wanted))
    words = text.split()
    indexed = " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words if len(word) >= _INDEXED)
    if indexed:
        found = sql("SELECT rowid FROM document_words WHERE document_words MATCH :words").bindparams(
            words=indexed
        )
        query = query.where(d.id.in_(found.columns(d.id)))
    for word in (each for each in words if len(each) < _INDEXED):
        either = func.coalesce(d.symbol, "") + " " + func.coalesce(d.title, "")
        query = query.where(either.icontains(word, autoescape=True))
    return query
