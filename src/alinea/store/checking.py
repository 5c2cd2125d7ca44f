"""Is the library as it should be? The file, the links between its tables, the index, and every record."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from alinea.model.record import Paragraph, Record
from alinea.store.choosing import Candidate, stands
from alinea.store.copying import backup
from alinea.store.faults import fault
from alinea.store.library import Library
from alinea.store.opening import raw
from alinea.store.rows import Card, Indexing, card, unpack
from alinea.store.tables import tables
from alinea.store.texts import unpacked
from alinea.store.values import Fault

# The index of titles holds some of the passages only: it is not compared with them (rank 1).
_INDEXES = (
    "INSERT INTO passage_index (passage_index, rank) VALUES ('integrity-check', 1)",
    "INSERT INTO title_index (title_index, rank) VALUES ('integrity-check', 0)",
)
_MOST = 20  # faults told of the file and of the links


def check(library: Library, indexing: Indexing) -> Iterator[Fault | None]:
    """Yield every fault; None for each version that is sound, so that the progress can be seen.

    Args:
        indexing: finds words and subjects of a text, as when it was added.

    Raises:
        LibraryError: another program keeps it from being looked at, or there is no room to do so.
    """
    try:
        yield from _file(library)
        with library.engine.connect() as connection, connection.begin():
            yield from _choices(connection)
            yield from _records(connection, indexing)
            yield from _texts(connection)
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = fault(library.path, cause) if isinstance(cause, sqlite3.Error) else None
        if known and known.code not in ("damaged", "unknown", "failed"):
            raise known from error  # a lock, a full disk: no fault of the library
        yield Fault("file", str(library.path), str(cause))


def _file(library: Library) -> Iterator[Fault]:
    with library.engine.connect() as connection, connection.begin():
        for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
            if row[0] != "ok":
                yield Fault("file", str(library.path), str(row[0]))
        links = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
        for table, number, parent, _ in links:
            yield Fault("links", str(table), f"row {number} names a row of {parent} that is not there")
    yield from _indexes(library.path)


def _indexes(path: Path) -> Iterator[Fault]:
    """Yield the indexes that are not what was put into them.

    That is asked as a change, though nothing changes: of a file that cannot be written a copy is asked.
    """
    try:
        with closing(raw(path, uri="mode=rw")) as connection:
            yield from _compared(connection)
        return
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        copy = Path(folder) / "copy.sqlite"
        backup(path, copy)
        with closing(raw(copy)) as connection:
            yield from _compared(connection)


def _compared(connection: sqlite3.Connection) -> Iterator[Fault]:
    for order in _INDEXES:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(order)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
                raise
            yield Fault("index", order.split()[2], str(error))
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _choices(connection: Connection) -> Iterator[Fault]:
    """Yield the works of which another version ought to be in use."""
    t = tables()
    query = (
        select(t.versions, t.works.c.name, t.sources.c.sha256)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .join(t.sources, t.sources.c.id == t.versions.c.source_id)
        .order_by(t.versions.c.work_id, t.versions.c.id)
    )
    for name, rows in groupby(connection.execute(query), key=lambda row: str(row.name)):
        held = [Candidate.of(row) for row in rows]
        if not stands(held):
            yield Fault("choice", name, "the version in use is not the one that the rule gives")
    empty = select(t.works.c.name).where(t.works.c.id.not_in(select(t.versions.c.work_id)))
    for name in connection.execute(empty).scalars():
        yield Fault("choice", name, "no version of it is held")


def _records(connection: Connection, indexing: Indexing) -> Iterator[Fault | None]:
    t = tables()
    query = (
        select(t.works.c.name, t.versions.c.id, t.versions.c.current, t.records.c.json, t.records.c.sha256)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .outerjoin(t.records, t.records.c.version_id == t.versions.c.id)
        .order_by(t.versions.c.id)
    )
    words: Counter[tuple[str, str, str]] = Counter()
    for row in connection.execution_options(yield_per=100).execute(query):
        found = None
        try:
            if row.json is None:
                raise ValueError("its record is missing")
            record = unpack(row.json, row.sha256)
            found = _spans(record, row.name)
            made = card(record, indexing)
            if row.current:
                words.update((made.language, stem, word) for word, stem in made.words)
            if found is None:
                found = _passages(connection, row.id, row.name, made if row.current else None)
        except ValueError as error:
            found = Fault("record", row.name, str(error))
        yield found
    yield from _words(connection, words)


def _texts(connection: Connection) -> Iterator[Fault]:
    """Yield the texts that are not what was stored."""
    t = tables()
    x, s = t.texts.c, t.sources.c
    query = select(s.sha256.label("source"), s.size, x.text, x.sha256, x.exact, x.data).join(
        t.sources, s.id == x.source_id
    )
    for row in connection.execution_options(yield_per=100).execute(query):
        try:
            text = unpacked(row.text, row.sha256)
            data = text.encode() if row.exact else row.data and zlib.decompress(row.data)
            if data is not None and hashlib.sha256(data).hexdigest() != row.source:
                raise ValueError("the bytes kept are not those that were read: their hash differs")
        except (ValueError, zlib.error) as error:
            yield Fault("text", row.source[:12], str(error))


def _spans(record: Record, name: str) -> Fault | None:
    """Return the first finding that does not stand in the text where it says."""
    for paragraph in record.paragraphs():
        for kind, text, at in _findings(paragraph):
            if paragraph.text[at[0] : at[1]] != text:
                return Fault("spans", f"{name}#{paragraph.id}", f"a {kind} does not stand where it says")
    return None


def _findings(paragraph: Paragraph) -> Iterator[tuple[str, str, tuple[int, int]]]:
    if paragraph.lead:
        yield "lead", paragraph.lead.text, paragraph.lead.at
    for citation in paragraph.citations:
        yield "citation", citation.text, citation.at
    for instrument in paragraph.instruments:
        yield "instrument", instrument.text, instrument.at
    for actor in paragraph.actors:
        yield "actor", actor.text, actor.at
    for commitment in paragraph.commitments:
        yield "commitment", commitment.quote, commitment.at


def _passages(connection: Connection, version: int, name: str, made: Card | None) -> Fault | None:
    """Compare what is in the tables of a version with what its record gives."""
    t = tables()
    expected = (made.passages, made.citations, made.commitments) if made else ((), (), ())
    names = ("passages", "citations", "commitments")
    for what, table, rows in zip(names, (t.passages, t.citations, t.commitments), expected, strict=True):
        skipped = 2 if table is t.passages else 3  # identifiers
        query = select(*list(table.c)[skipped:]).where(table.c.version_id == version).order_by(table.c.id)
        held = [tuple(each) for each in connection.execute(query)]
        given = [each if table is t.passages else each[1:] for each in rows]
        if held != given:
            return Fault("passages", name, f"the table of {what} differs from the record")
    return None


def _words(connection: Connection, words: Counter[tuple[str, str, str]]) -> Iterator[Fault]:
    w = tables().words.c
    held = {(row.language, row.stem, row.word): row.uses for row in connection.execute(select(*w))}
    if held != words:
        wrong = next(key for key in held.keys() | words.keys() if held.get(key) != words.get(key))
        yield Fault(
            "index", " ".join(wrong), f"counted {held.get(wrong, 0)} times, used {words.get(wrong, 0)} times"
        )
