"""The library: the one door to the file on disk."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from alinea.model.document import Document
from alinea.model.record import Record
from alinea.store import documents, works
from alinea.store.browsing import (
    Order,
    Terms,
    cited_only,
    count,
    counts,
    items,
    latest,
    names_of_part,
    neighbourhood,
    page,
    parts,
)
from alinea.store.browsing import known_page as page_of_known
from alinea.store.documents import Place
from alinea.store.expressions import Query
from alinea.store.faults import LibraryError, told
from alinea.store.metadata import find_metadata, keep_metadata, led_to
from alinea.store.opening import advance, at_rest, connect, unchanged, writing
from alinea.store.rows import Indexing
from alinea.store.searching import Found, facets, search, survey
from alinea.store.texts import source
from alinea.store.values import (
    Added,
    CitedAt,
    Facets,
    Held,
    HeldDocument,
    InstrumentNamed,
    Known,
    Metadata,
    Neighbourhood,
    Page,
    Reader,
    Source,
    Version,
    Work,
)
from alinea.store.writing import Shelves


class Library:
    """A library, open. One process writes at a time; any number read meanwhile, each what was whole when it asked.

    Everything raises `LibraryError` where the file cannot be used.
    """

    def __init__(self, path: Path, engine: Engine, *, write: bool) -> None:
        self.path = path
        self.engine = engine
        self._write = write
        self._now = threading.local()

    @classmethod
    def open(
        cls, path: str | Path, *, write: bool = False, create: bool = False, patience: float | None = None
    ) -> Library:
        """Open the library in a file: to be read, where nothing else is said; then nothing of it can be written.

        Args:
            write: to be written too; create: to be written, and made where there is none.
            patience: seconds to wait for another process that is writing, `opening.PATIENCE` where not given.

        Raises:
            LibraryError: there is none, it is damaged, of another kind, made by a newer Alinéa, or locked; where it
                is to be read only, its tables are of an older one.
        """
        path = Path(path)
        engine = connect(path, write=write, create=create, patience=patience)
        return cls(path, engine, write=write or create)

    def close(self) -> None:
        """Let go of the file; one that was written is a single file again."""
        self.engine.dispose()
        if self._write:
            at_rest(self.path)

    def rest(self) -> None:
        """Close the connections to the file; the next question opens one anew."""
        self.engine.dispose()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on which everything asked is of the same moment."""
        around: Connection | None = getattr(self._now, "connection", None)
        if around is not None:
            with told(self.path):
                yield around
            return
        with told(self.path), self.engine.connect() as connection, connection.begin():
            yield connection
            if not unchanged(connection):
                raise LibraryError("locked", self.path, "it was written while it was read")

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Have all that this thread asks until the block ends be of one moment, and on one connection.

        A page asks some fifty questions: to begin and end with each took a tenth of its time.
        """
        with self.reading() as connection:
            self._now.connection = connection
            try:
                yield
            finally:
                self._now.connection = None

    @contextmanager
    def shelves(self, indexing: Indexing) -> Iterator[Shelves]:
        """Give the shelves to change: all that is done until the block ends is kept, or nothing of it.

        Args:
            indexing: finds words and subjects of a text, as for `alinea.store.rows.card`.
        """
        with told(self.path), writing(self.engine) as connection:
            advance(connection)
            shelves = Shelves(connection, indexing)
            yield shelves
            shelves.settle()

    def works(
        self,
        *,
        organ: str | None = None,
        session: int | None = None,
        adopted_since: datetime.date | None = None,
    ) -> tuple[Work, ...]:
        """Return the works held, in order of their adoption, then of their names."""
        with self.reading() as connection:
            return tuple(works.works(connection, organ=organ, session=session, adopted_since=adopted_since))

    def work(self, name: str) -> Work | None:
        """Return the work of a name (its symbol, where it has one), None where it is not held."""
        with self.reading() as connection:
            return next(works.works(connection, names=[name]), None)

    def works_named(self, names: Sequence[str]) -> tuple[Work, ...]:
        """Return those works of some names that are held, in order of their adoption."""
        with self.reading() as connection:
            return tuple(
                each
                for first in range(0, len(names), 500)
                for each in works.works(connection, names=names[first : first + 500])
            )

    def names_like(self, beginning: str, most: int = 20) -> tuple[str, ...]:
        """Return the names of works that begin so: ``S/RES/1325(`` for a resolution of which the year is not known."""
        with self.reading() as connection:
            return works.names_like(connection, beginning, most)

    def title_in(self, name: str, language: str) -> str | None:
        """Return the title of a work in a language, None where it is not held in it or has none."""
        with self.reading() as connection:
            return works.title_in(connection, name, language)

    def record(self, name: str, language: str | None = None) -> Record | None:
        """Return the record of a work, None where it is not held.

        Args:
            language: of the text; where None that of the principal version, French before English.
        """
        with self.reading() as connection:
            return works.record(connection, name, language)

    def subjects_named(self, name: str, language: str | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the title and paragraphs of a text by their addresses, in order, with the subjects that each names."""
        with self.reading() as connection:
            return tuple(works.subjects_named(connection, name, language))

    def versions(self, name: str) -> tuple[Version, ...]:
        """Return all texts that are held of a work, by language, the one in use first; none where it is not held."""
        with self.reading() as connection:
            return tuple(works.versions_of(connection, name))

    def document(self, symbol: str, language: str | None = None) -> Document | None:
        """Return a document that is no resolution by one of its symbols, None where it is not held.

        Args:
            language: of its text; any where None.
        """
        with self.reading() as connection:
            return documents.document(connection, symbol, language)

    def documents(self, *, organ: str | None = None, session: int | None = None) -> tuple[HeldDocument, ...]:
        """Return the documents held that are no resolutions, in order of their dates."""
        with self.reading() as connection:
            return tuple(each for _, each in documents.documents(connection, organ=organ, session=session))

    def under_items(
        self, organ: str | None, session: int | None
    ) -> tuple[tuple[str, str, int, int, str, str | None, str], ...]:
        """Return the works by the items of the agenda that they were adopted under; see `works.under_items`."""
        with self.reading() as connection:
            return tuple(works.under_items(connection, organ, session))

    def instruments(self, organ: str | None, until: datetime.date, most: int) -> tuple[InstrumentNamed, ...]:
        """Return the instruments that texts adopted by a day name, those that most name first."""
        with self.reading() as connection:
            return tuple(works.instruments(connection, organ, until, most))

    def documents_of_session(
        self, organ: str | None, session: int | None, type: str | None = None
    ) -> tuple[Document, ...]:
        """Return the documents that are no resolutions of an organ, a session and a type, whole."""
        with self.reading() as connection:
            return tuple(documents.of_session(connection, organ, session, type))

    def document_page(
        self,
        after: Place | None,
        limit: int,
        *,
        organ: str | None = None,
        session: int | None = None,
        type: str | None = None,
        text: str = "",
    ) -> tuple[list[tuple[Place, HeldDocument]], int]:
        """Return a page of the documents that are no resolutions, each with its place, and how many there are.

        Args:
            after: place of the last of the page before; limit: how many; the others as of `documents.documents`.
        """
        with self.reading() as connection:
            found = documents.documents(
                connection, organ=organ, session=session, type=type, text=text, after=after, limit=limit
            )
            counted = documents.count_documents(
                connection, organ=organ, session=session, type=type, text=text
            )
            return list(found), counted

    def records(self, language: str | None = None, *, principal: bool = True) -> Iterator[tuple[str, Record]]:
        """Yield the name and record of every work, few in memory at a time.

        Args:
            language: only those in this language.
            principal: one a work; False for every language of each.
        """
        with self.reading() as connection:
            yield from works.records(connection, language, principal=principal and language is None)

    def citations(self, language: str | None = None) -> Iterator[CitedAt]:
        """Yield every citation, work by work; of each work those of its principal version, or of a language."""
        with self.reading() as connection:
            yield from works.citations(connection, language=language)

    def cited_targets(self) -> dict[tuple[str, str], int]:
        """Return how often each document is cited, by its symbol and kind, in the principal versions of the works."""
        with self.reading() as connection:
            return works.cited_targets(connection)

    def citations_of(self, name: str, language: str | None = None) -> tuple[CitedAt, ...]:
        """Return what a work cites, in order of the text."""
        with self.reading() as connection:
            return tuple(works.citations(connection, name=name, language=language))

    def cited_by(self, target: str, language: str | None = None) -> tuple[CitedAt, ...]:
        """Return the citations of a document, in order of the adoption of what cites it."""
        with self.reading() as connection:
            return tuple(works.citations(connection, target=target, language=language))

    def search(self, query: Query) -> Found:
        """Return the passages that fit a query, the best first."""
        with self.reading() as connection:
            return search(connection, query)

    def facets(self, query: Query | None = None, most: int | None = None) -> Facets:
        """Return how many passages that fit a query there are of each organ, session, year, language, part, act, kind.

        The time is bounded whatever is asked: the latest adopted 5,000 are counted, or `most`. Without a query, or
        with one that asks for nothing, the works of the whole library are counted.
        """
        with self.reading() as connection:
            return facets(connection, query or Query(), most)

    def survey(self, query: Query, most: int) -> tuple[Found, Facets]:
        """Return both the passages that fit a query and their counts, of which `most` are counted at most.

        Raises:
            ValueError: the query has neither a word nor a filter.
        """
        with self.reading() as connection:
            return survey(connection, query, most)

    def page(
        self,
        after: str | None = None,
        limit: int = 50,
        *,
        order: Order = "number",
        organ: str | None = None,
        session: int | None = None,
        year: int | None = None,
        language: str | None = None,
    ) -> Page:
        """Return a page of works in a stable order; see `browsing.page`."""
        with self.reading() as connection:
            return page(
                connection,
                after=after,
                limit=limit,
                order=order,
                organ=organ,
                session=session,
                year=year,
                language=language,
            )

    def known(self, terms: Terms, language: str, after: str | None, limit: int) -> Known:
        """Return a page of the texts that are held, or that something is published of, with counts of all of them.

        Args:
            language, after, limit: see `alinea.store.browsing.page`.
        """
        with self.reading() as connection:
            texts, following = page_of_known(connection, terms, language, after, limit)
            held, besides = count(connection, terms)
            return Known(texts, following, held, besides, counts(connection, terms))

    def parts(self, size: int) -> tuple[int, ...]:
        """Return the numbers, from 1 on, of those parts of the library that hold a work; see `names_of_part`."""
        with self.reading() as connection:
            return parts(connection, size)

    def names_of_part(self, number: int, size: int) -> tuple[str, ...]:
        """Return the names of the works of a part, in the order in which they came; a work stays in its part."""
        with self.reading() as connection:
            return names_of_part(connection, number, size)

    def led_to(self, symbol: str) -> tuple[str, ...]:
        """Return the resolutions that were adopted on a draft or report, as is published of them."""
        with self.reading() as connection:
            return led_to(connection, symbol)

    def agenda_items(self, terms: Terms) -> list[tuple[int, str, int]]:
        """Return the items of the agenda that texts were adopted under; see `alinea.store.browsing.items`."""
        with self.reading() as connection:
            return items(connection, terms)

    def cited_only(self, beginning: str, most: int) -> tuple[tuple[str, ...], int]:
        """Return resolutions that are cited and of which no more is known; see `alinea.store.browsing.cited_only`."""
        with self.reading() as connection:
            return cited_only(connection, beginning, most)

    def latest(self, limit: int = 20, before: int | None = None) -> tuple[Added, ...]:
        """Return the works that came last, the latest first.

        Args:
            before: the `Added.number` of the last that was shown.
        """
        with self.reading() as connection:
            return latest(connection, limit, before)

    def neighbourhood(self, name: str, limit: int = 50) -> Neighbourhood:
        """Return what a document, held or not, cites and is cited by, `limit` neighbours on each side."""
        with self.reading() as connection:
            return neighbourhood(connection, name, limit)

    def source(self, sha256: str) -> Source | None:
        """Return an input by the SHA-256 of its bytes, with the text that was read, None where it was not added."""
        with self.reading() as connection:
            try:
                return source(connection, sha256)
            except ValueError as error:
                raise LibraryError("damaged", self.path, str(error)) from error

    def held(self) -> tuple[Held, ...]:
        """Return the inputs that were added."""
        with self.reading() as connection:
            return tuple(works.held(connection))

    def readers(self) -> dict[str, tuple[str, Reader]]:
        """Return for the SHA-256 of every input held the language it was asked in, and what read it."""
        with self.reading() as connection:
            return works.readers(connection)

    def paths(self) -> dict[str, str]:
        """Return for every file that was added the SHA-256 of what it held."""
        with self.reading() as connection:
            return works.paths(connection)

    def size(self) -> int:
        """Return the number of works."""
        with self.reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM works").scalar_one())

    def counts(self) -> dict[str, int]:
        """Return how many there are of each thing: ``works``, ``versions``, ``citations`` …"""
        with self.reading() as connection:
            return works.counts(connection)

    def keep_metadata(self, items: Sequence[Metadata]) -> tuple[int, int]:
        """Keep what the United Nations publish of resolutions; return how many were new, and how many changed."""
        with told(self.path), writing(self.engine) as connection:
            return keep_metadata(connection, items)

    def metadata(self, symbol: str) -> Metadata | None:
        """Return what the United Nations publish of a resolution, None where it was not imported."""
        with self.reading() as connection:
            return find_metadata(connection, symbol)


class Watch:
    """Looks at a library on a connection of its own, by which nothing is ever written.

    SQLite counts for every connection what others have committed, in this process or another:
    https://www.sqlite.org/pragma.html#pragma_data_version. The count is of this connection and no other.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._opened = 0

    def generation(self) -> tuple[int, int]:
        """Return a pair that is another one whenever something was written since it was last asked for.

        Raises:
            LibraryError: the file cannot be read.
        """
        with self._lock, told(self._library.path):
            if self._connection is None or self._connection.closed:
                self._connection = self._library.engine.connect()
                self._opened += 1
            try:
                if not unchanged(self._connection):
                    self._connection.close()
                    self._connection = self._library.engine.connect()
                    self._opened += 1
                version = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
                self._connection.rollback()
            except BaseException:
                self._connection.invalidate()
                self._connection.close()
                raise
            return self._opened, int(version)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
