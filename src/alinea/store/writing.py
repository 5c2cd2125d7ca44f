"""Putting cards on the shelves: what a transaction of adding or removing does to the tables."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql.dml import ReturningInsert

from alinea.model.document import Document
from alinea.store.documents import keep_documents
from alinea.store.rows import Card, Indexing, card, unpack
from alinea.store.tables import tables
from alinea.store.texts import PackedText
from alinea.store.values import Change, Reader
from alinea.store.works import Candidate, choose


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that every text needs, put together once."""

    source_at: Select[Any]
    find_source: Select[Any]
    make_source: ReturningInsert[Any]
    file: Insert
    find_work: Select[Any]
    make_work: ReturningInsert[Any]
    make_version: ReturningInsert[Any]
    make_record: Insert
    flag: Update
    describe: Update
    drop_work: Delete


@cache
def statements() -> Statements:
    """Return the statements that every text needs."""
    t = tables()
    s, w, v = t.sources.c, t.works.c, t.versions.c
    file = upsert(t.files)
    facts = ("organ", "session", "number", "part", "adopted_on")
    return Statements(
        source_at=select(t.files.c.source_id).where(t.files.c.path == bindparam("path")),
        find_source=select(t.sources).where(s.sha256 == bindparam("digest")),
        make_source=insert(t.sources).returning(s.id),
        file=file.on_conflict_do_update(index_elements=["path"], set_={"source_id": file.excluded.source_id}),
        find_work=select(w.id).where(w.name == bindparam("name")),
        make_work=insert(t.works).returning(w.id),
        make_version=insert(t.versions).returning(v.id),
        make_record=insert(t.records),
        flag=update(t.versions)
        .where(v.id == bindparam("version"))
        .values(current=bindparam("is_current"), principal=bindparam("is_principal")),
        describe=update(t.works)
        .where(w.id == bindparam("work"), v.work_id == w.id, v.principal == 1)
        .values({name: v[name] for name in facts}),
        drop_work=delete(t.works).where(w.id == bindparam("work")),
    )


FIRST_DAY = datetime.date(1945, 1, 1)
DAY_SHIFT, VERSION_SHIFT = 42, 16
_LAST_DAY = (1 << 16) - 1
_INDEX = "INSERT INTO passage_index (rowid, text, facets) VALUES (?, ?, ?)"
_INDEX_TITLE = "INSERT INTO title_index (rowid, text, facets) VALUES (?, ?, ?)"
_TEXT = (
    "INSERT INTO texts (source_id, sha256, text, exact, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT (source_id) DO"
    " UPDATE SET sha256 = excluded.sha256, text = excluded.text, exact = excluded.exact,"
    " data = CASE WHEN excluded.exact THEN NULL ELSE coalesce(excluded.data, data) END"
)
_AT_A_TIME = 500  # works asked for in one statement


@dataclass(frozen=True, slots=True)
class Reading:
    """An input that was read, and what was found in it.

    Attributes:
        path: absolute path of the file, None where the bytes are in none.
        sha256, size, media_type: of the input.
        asked: the language it was read in: ``fr``, ``en`` or ``auto``.
        cards: of its records, in order; text: that was read, None where it is not to be kept.
        documents: those in it that are no resolutions.
        added_at: the time, ISO 8601 in UTC, None where it is not known.
    """

    path: str | None
    sha256: str
    size: int
    media_type: str
    asked: str
    cards: tuple[Card, ...]
    text: PackedText | None = None
    added_at: str | None = None
    documents: tuple[Document, ...] = ()


def day_of(date: str | None) -> int:
    """Return the number that stands for a date in the identifiers of passages; 0 where it is not known."""
    if date is None:
        return 0
    return max(0, min((datetime.date.fromisoformat(date) - FIRST_DAY).days, _LAST_DAY))


class Shelves:
    """The tables, within one transaction. Call `settle` before it ends."""

    def __init__(self, connection: Connection, indexing: Indexing) -> None:
        self.connection = connection
        self.indexing = indexing
        self.touched: set[int] = set()
        self.came: dict[
            int, Card | None
        ] = {}  # versions that came into use, those that were there without card
        self.went: set[int] = set()  # versions that are no longer in use
        self.cards: dict[int, Card] = {}  # those shelved in this transaction, by their version

    @property
    def empty(self) -> bool:
        """True where no version is held."""
        return self.connection.execute(select(tables().versions.c.id).limit(1)).first() is None

    def shelve(self, reading: Reading, reader: Reader) -> Change:
        """Keep what was read of an input, in the place of what was read of it, or of its file, before."""
        t, run, order = tables(), self.connection.execute, statements()
        before = self._source_at(reading.path)
        found = run(order.find_source, {"digest": reading.sha256}).first()
        made_by = {"asked": reading.asked, "reader": reader.version, "revision": reader.revision}
        facts = {
            "size": reading.size,
            "media_type": reading.media_type,
            "left_out": sum(1 for each in reading.cards if each.fragment and each.symbol is None),
            **made_by,
        }
        if found is None:
            made = run(order.make_source, {"sha256": reading.sha256, "added_at": reading.added_at, **facts})
            source, change = int(made.scalar_one()), Change.NEW
            self._keep(source, reading.cards)
            self._text(source, reading.text)
            keep_documents(self.connection, source, reading.documents)
        else:
            source, change = int(found.id), Change.UNCHANGED
            # The same bytes read in the same way give the same records, but for the path they name, and for the
            # symbol where none is printed and the name of the file gives it.
            names = tuple(name_of(each, place) for place, each in _kept(reading.cards))
            if {name: getattr(found, name) for name in made_by} != made_by or self._names(source) != names:
                run(update(t.sources).where(t.sources.c.id == source).values(**facts))
                self._text(source, reading.text)
                if keep_documents(self.connection, source, reading.documents):
                    change = Change.CHANGED
                if self._digests(source) != [each.digest for _, each in _kept(reading.cards)]:
                    change = Change.CHANGED
                    self._clear(source)
                    self._keep(source, reading.cards)
        if reading.path is not None:
            self._file(reading.path, source)
        if before not in (None, source):
            change = Change.CHANGED
        return change

    def note(self, path: str, sha256: str) -> Change:
        """Note that a file holds bytes that were read before.

        Raises:
            LookupError: they were not.
        """
        t = tables()
        source = self.connection.execute(select(t.sources.c.id).where(t.sources.c.sha256 == sha256)).scalar()
        if source is None:
            raise LookupError(sha256)
        before = self._source_at(path)
        self._file(path, int(source))
        return Change.UNCHANGED if before in (None, source) else Change.CHANGED

    def remove_file(self, path: str) -> tuple[str, ...]:
        """Take out a file, and what was read of it where no other file holds the same bytes.

        Returns the names of the works that were found in it.

        Raises:
            LookupError: no such file was added.
        """
        t = tables()
        source = self._source_at(path)
        if source is None:
            raise LookupError(path)
        names = self._names(source)
        self.connection.execute(delete(t.files).where(t.files.c.path == path))
        self._forget(source)
        return names

    def remove_work(self, name: str, sha256: str | None = None) -> None:
        """Take out a work in all its versions; the inputs that it was read from stay noted where they hold others.

        Args:
            sha256: only what was read of this input goes.

        Raises:
            LookupError: no such work is held, or none of that input.
        """
        t, run = tables(), self.connection.execute
        work = run(select(t.works.c.id).where(t.works.c.name == name)).scalar()
        if work is None:
            raise LookupError(name)
        query = select(t.versions.c.id, t.versions.c.source_id).where(t.versions.c.work_id == work)
        if sha256 is not None:
            query = query.join(t.sources, t.sources.c.id == t.versions.c.source_id)
            query = query.where(t.sources.c.sha256 == sha256)
        held = run(query).all()
        if not held:
            raise LookupError(sha256)
        self._withdraw([each.id for each in held])
        run(delete(t.versions).where(t.versions.c.id.in_([each.id for each in held])))
        self._empty({each.source_id for each in held})
        self.touched.add(int(work))

    def remove_document(self, symbol: str) -> tuple[str, ...]:
        """Take out the documents of a symbol that are no resolutions, and return their languages.

        Raises:
            LookupError: no such document is held.
        """
        t, run = tables(), self.connection.execute
        d, s = t.documents.c, t.document_symbols.c
        query = select(d.id, d.source_id, d.language).join(t.document_symbols, s.document_id == d.id)
        held = run(query.where(s.symbol == symbol).order_by(d.id)).all()
        if not held:
            raise LookupError(symbol)
        run(delete(t.documents).where(d.id.in_([each.id for each in held])))
        self._empty({each.source_id for each in held})
        return tuple(dict.fromkeys(each.language for each in held))

    def _empty(self, sources: Iterable[int]) -> None:
        """Take out the inputs of which nothing is left.

        Such an input is read anew when it is added again; one that holds others too stays as it is, or adding its
        folder again would bring back what was taken out.
        """
        t, run = tables(), self.connection.execute
        for source in sorted(sources):
            left = (
                run(select(func.count()).where(table.c.source_id == source)).scalar()
                for table in (t.versions, t.documents)
            )
            if not any(left):
                run(delete(t.sources).where(t.sources.c.id == source))

    def settle(self) -> None:
        """Decide which versions are in use, and bring what is found in their paragraphs to agree with that."""
        out: list[int] = []
        into: list[int] = []
        flags: list[dict[str, int]] = []
        empty: list[dict[str, int]] = []
        held = self._candidates()
        for work in sorted(self.touched):
            choice = choose(held.get(work, ()))
            if choice is None:
                empty.append({"work": work})
                continue
            for each in held[work]:
                current, principal = each.id in choice.current, each.id == choice.principal
                if (current, principal) != (each.current, each.principal):
                    flags.append({"version": each.id, "is_current": current, "is_principal": principal})
                if each.current and not current:
                    out.append(each.id)
                elif current and not each.current:
                    into.append(each.id)
        order = statements()
        for statement, rows in (
            (order.flag, flags),
            (order.describe, [{"work": each} for each in self.touched]),
            (order.drop_work, empty),
        ):
            if rows:
                self.connection.execute(statement, rows)
        self._withdraw(out)
        self._display(into)
        self.touched.clear()
        self.cards.clear()

    def _source_at(self, path: str | None) -> int | None:
        if path is None:
            return None
        found = self.connection.execute(statements().source_at, {"path": path}).scalar()
        return None if found is None else int(found)

    def _file(self, path: str, source: int) -> None:
        """Note that a file holds an input; what it held before goes where no other file holds it."""
        before = self._source_at(path)
        if before == source:
            return
        self.connection.execute(statements().file, {"path": path, "source_id": source})
        if before is not None:
            self._forget(before)

    def _forget(self, source: int) -> None:
        """Take out an input that is in no file any more."""
        t, run = tables(), self.connection.execute
        if not run(select(func.count()).where(t.files.c.source_id == source)).scalar():
            self._clear(source)
            run(delete(t.sources).where(t.sources.c.id == source))

    def _clear(self, source: int) -> None:
        """Take out the versions read from an input."""
        t, run = tables(), self.connection.execute
        held = run(
            select(t.versions.c.id, t.versions.c.work_id).where(t.versions.c.source_id == source)
        ).all()
        self._withdraw([each.id for each in held])
        run(delete(t.versions).where(t.versions.c.source_id == source))
        self.touched |= {each.work_id for each in held}
        for each in held:
            self.cards.pop(each.id, None)

    def _keep(self, source: int, cards: Sequence[Card]) -> None:
        """Keep the records of an input, not yet in use."""
        order, run = statements(), self.connection.execute
        records = []
        for place, each in _kept(cards):
            work = self._work(each, place)
            version = int(run(order.make_version, _version(each, work, source, place)).scalar_one())
            records.append({"version_id": version, "sha256": each.digest, "json": each.packed})
            self.cards[version] = each
            self.touched.add(work)
        if records:
            run(order.make_record, records)

    def _text(self, source: int, text: PackedText | None) -> None:
        """Keep the text of an input; of bytes kept before it stays what another reading was given without."""
        if text is not None:
            values = (source, text.digest, text.text, int(text.exact), text.data)
            self.connection.exec_driver_sql(_TEXT, values)

    def _work(self, each: Card, place: int) -> int:
        """Return the work of a record, made where it is not there yet."""
        order, run = statements(), self.connection.execute
        name = name_of(each, place)
        found = run(order.find_work, {"name": name}).scalar()
        if found is None:
            found = run(order.make_work, {"name": name, "symbol": each.symbol}).scalar_one()
        return int(found)

    def _digests(self, source: int) -> list[bytes]:
        t = tables()
        query = select(t.records.c.sha256).join(t.versions, t.versions.c.id == t.records.c.version_id)
        ordered = query.where(t.versions.c.source_id == source).order_by(t.versions.c.place)
        return list(self.connection.execute(ordered).scalars())

    def _names(self, source: int) -> tuple[str, ...]:
        t = tables()
        query = select(t.works.c.name).join(t.versions, t.versions.c.work_id == t.works.c.id)
        ordered = query.where(t.versions.c.source_id == source).order_by(t.versions.c.place)
        return tuple(self.connection.execute(ordered).scalars())

    def _candidates(self) -> dict[int, list[Candidate]]:
        """Return the versions of every work that was touched."""
        t = tables()
        v, s = t.versions.c, t.sources.c
        query = select(
            v.work_id,
            v.id,
            v.language,
            v.fragment,
            v.media_type,
            v.doubts,
            v.extent,
            v.current,
            v.principal,
            s.sha256,
            v.place,
        ).join(t.sources, s.id == v.source_id)
        found: dict[int, list[Candidate]] = {}
        works = sorted(self.touched)
        for start in range(0, len(works), _AT_A_TIME):
            some = query.where(v.work_id.in_(works[start : start + _AT_A_TIME]))
            for row in self.connection.execute(some):
                found.setdefault(row.work_id, []).append(Candidate.of(row))
        return found

    def _withdraw(self, versions: Iterable[int]) -> None:
        """Take what is found in the paragraphs of versions out of the tables and the index."""
        t, run = tables(), self.connection.execute
        fewer: Counter[tuple[str, str, str]] = Counter()
        for version in versions:
            self.went.add(version)
            language = run(select(t.versions.c.language).where(t.versions.c.id == version)).scalar_one()
            texts = run(select(t.passages.c.text).where(t.passages.c.version_id == version)).scalars().all()
            fewer.update(
                (language, stem, word) for word, stem in self.indexing.words("\n".join(texts), language)
            )
            for table in (t.passages, t.agenda_items, t.warnings):
                run(delete(table).where(table.c.version_id == version))
        if fewer:
            w = t.words
            rows = [(-count, *key) for key, count in sorted(fewer.items())]
            change = "UPDATE words SET uses = uses + ? WHERE language = ? AND stem = ? AND word = ?"
            self.connection.exec_driver_sql(change, rows)
            run(delete(w).where(w.c.uses <= 0))

    def _display(self, versions: Iterable[int]) -> None:
        """Put what is found in the paragraphs of versions into the tables and the index."""
        versions = list(versions)
        self.came |= {version: self.cards.get(version) for version in versions}
        cards = [(version, self.cards.get(version) or self._card(version)) for version in versions]
        # In the order of their identifiers: the index writes one segment for each run that ascends.
        cards.sort(key=lambda each: (day_of(each[1].adopted_on), each[0]))
        t = tables()
        passages: list[tuple[Any, ...]] = []
        citations: list[tuple[Any, ...]] = []
        commitments: list[tuple[Any, ...]] = []
        items: list[tuple[Any, ...]] = []
        warnings: list[tuple[Any, ...]] = []
        more: Counter[tuple[str, str, str]] = Counter()
        for version, each in cards:
            first = day_of(each.adopted_on) << DAY_SHIFT | version << VERSION_SHIFT
            passages += ((first + place, version, *row) for place, row in enumerate(each.passages))
            citations += ((None, first + row[0], version, *row[1:]) for row in each.citations)
            commitments += ((None, first + row[0], version, *row[1:]) for row in each.commitments)
            items += ((version, *row) for row in each.agenda_items)
            warnings += ((None, version, *row) for row in each.warnings)
            more.update((each.language, stem, word) for word, stem in each.words)
        insert_all(self.connection, t.passages, passages)
        indexed = [(row[0], row[-2], row[-1]) for row in passages]
        titles = [(row[0], row[-2], row[-1]) for row in passages if row[3] == "title"]
        for order, rows in ((_INDEX, indexed), (_INDEX_TITLE, titles)):
            if rows:
                self.connection.exec_driver_sql(order, rows)
        for table, rows in (
            (t.citations, citations),
            (t.commitments, commitments),
            (t.agenda_items, items),
            (t.warnings, warnings),
        ):
            insert_all(self.connection, table, rows)
        if more:
            words = upsert(t.words)
            adding = words.on_conflict_do_update(
                index_elements=["language", "stem", "word"],
                set_={"uses": t.words.c.uses + words.excluded.uses},
            )
            counted = [(*key, count) for key, count in sorted(more.items())]
            self.connection.exec_driver_sql(str(adding.compile(self.connection)), counted)

    def _card(self, version: int) -> Card:
        """Make the card of a version anew, out of its record."""
        r = tables().records.c
        row = self.connection.execute(select(r.json, r.sha256).where(r.version_id == version)).one()
        return card(unpack(row.json, row.sha256), self.indexing)


def name_of(each: Card, place: int) -> str:
    """Return the name of the work of a record: its symbol, else the input and its place in it, from 1."""
    return each.symbol or f"file:{each.sha256[:12]}/{place}"


def insert_all(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows that have a value for every column of the table, in its order."""
    if rows:
        connection.exec_driver_sql(str(table.insert().compile(connection)), list(rows))


def _kept(cards: Iterable[Card]) -> list[tuple[int, Card]]:
    """Return the cards of which works are made, with their places in the input."""
    return [
        (place, each) for place, each in enumerate(cards, 1) if not (each.fragment and each.symbol is None)
    ]


def _version(each: Card, work: int, source: int, place: int) -> dict[str, Any]:
    return {
        "work_id": work,
        "source_id": source,
        "place": place,
        "language": each.language,
        "title": each.title,
        "organ": each.organ,
        "session": each.session,
        "number": each.number,
        "part": each.part,
        "adopted_on": each.adopted_on,
        "fragment": int(each.fragment),
        "media_type": each.media_type,
        "doubts": each.doubts,
        "extent": each.extent,
        "current": 0,
        "principal": 0,
    }
