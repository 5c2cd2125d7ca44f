"""What ``from alinea import …`` gives to Python besides reading: one library, comparing, drafting, checking, tables.

Every name here asks the same question, by the same type, as the command, the pages and the API do.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from alinea.library import adding, comparing, drafting, links, linting
from alinea.library.adding import Outcome
from alinea.library.clusters import Cluster, ClusterQuery, clusters
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.naming import locate
from alinea.library.relinking import left, relink
from alinea.library.search import Question, ask
from alinea.linting.checking import chosen
from alinea.linting.findings import Finding
from alinea.model.comparison import Comparison
from alinea.model.corpus import Link, Series
from alinea.model.draft import Draft
from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.presenting.ledger import COLUMNS as OWED
from alinea.presenting.ledger import row_of
from alinea.presenting.tidy import COLUMNS, TABLES
from alinea.reading.inputs import find_inputs
from alinea.store.library import Library as Store
from alinea.store.searching import Hit

if TYPE_CHECKING:
    import pandas


class UnlinkedWarning(UserWarning):
    """Some texts of a library are not linked yet: series and what is owed lack what they say."""


class Library:
    """A library on disk, and what can be asked of it.

    Args:
        path: its file, made on the first `add`; None for the one in the user's data folder, as the command uses.
        as_of: the day on which its ledger is looked at; None for today.

    A sample: ``with Library("texts.sqlite") as library: library.add("samples/")``.
    """

    def __init__(
        self, path: str | PathLike[str] | None = None, *, as_of: datetime.date | None = None
    ) -> None:
        if path is None:
            from platformdirs import user_data_path

            path = user_data_path("alinea", appauthor=False) / "library.sqlite"
        self.path = Path(path)
        self.as_of = as_of or datetime.datetime.now().astimezone().date()
        self._store: Store | None = None

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(self.path)
        return self._store

    def _linked(self) -> Store:
        """Return the library for what is owed and what follows what; warn where some texts are still to be linked."""
        store = self._opened()
        if texts := left(store):
            message = f"{self.path}: {texts} texts are not linked yet; call link()"
            warnings.warn(message, UnlinkedWarning, stacklevel=3)
        return store

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Library({str(self.path)!r})"

    def _repr_html_(self) -> str:
        from markupsafe import escape

        size = self._opened().size() if self.path.exists() else 0
        return f"<p>Alinéa: {escape(self.path.name)}, {size} resolutions</p>"

    def __len__(self) -> int:
        """Return the number of resolutions held."""
        return self._opened().size()

    def add(self, *sources: str | PathLike[str], language: str = "auto") -> tuple[Outcome, ...]:
        """Add files, folders and patterns, and return what became of each.

        Raises:
            LibraryError: the library cannot be written.
        """
        asked = [
            adding.Asked(each.path)
            for source in sources
            for each in find_inputs([str(source)])
            if not each.problem
        ]
        told: list[Outcome] = []
        if asked:
            with Store.open(self.path, create=True) as store:
                adding.add(store, asked, told.append, language=language)
        return tuple(told)

    def link(self) -> int:
        """Link what is not linked yet, and return how many resolutions were looked at again.

        `add` does so at its end; this is for a library whose adding was interrupted, or of an older version.

        Raises:
            LibraryError: the library cannot be written.
        """
        with Store.open(self.path, write=True) as store:
            return relink(store)

    def show(self, symbol: str, language: str | None = None) -> Record:
        """Return the record of a resolution.

        Args:
            symbol: in any form a person types: ``A/RES/75/28``, ``75/28``.

        Raises:
            NotHeldError: it is not held, or more than one is meant.
        """
        return comparing.text_of(self._opened(), symbol, language)

    def records(self) -> Iterator[Record]:
        """Yield the principal version of every resolution."""
        for _, record in self._opened().records():
            yield record

    def search(self, words: str = "", **filters: object) -> tuple[Hit, ...]:
        """Return the passages that fit, the best first.

        Args:
            filters: those of `alinea.library.search.Question`: ``organs=("A",)``, ``kinds=("report",)``, ``limit=5``.

        Raises:
            QuestionError: nothing is asked, or a filter has an unknown value.
        """
        return self._opened().search(ask(Question(words, **filters))).hits  # type: ignore[arg-type]

    def due(
        self,
        *,
        session: int | None = None,
        since: datetime.date | None = None,
        before: datetime.date | None = None,
        organ: str | None = None,
        bearer: str | None = None,
        kinds: Iterable[str] = (),
        statuses: Iterable[str] | None = None,
        groups: bool = False,
        work: str | None = None,
        about: str = "",
    ) -> tuple[Entry, ...]:
        """Return what is due and overdue, the day that matters first: the question that ``alinea due`` asks.

        Args:
            session: all that is due at a session of that number, or recurs at it; organ: ``A``, ``S``, ``E`` …
            since, before: days between which it falls due; bearer: an actor, by name or identifier.
            groups: of a State, what binds it through the groups that it belongs to too.
            kinds: ``report``, ``views`` …; statuses: those wanted, ``due``, ``met`` …, or ``all``; None for what is
                open, and for all of a session or text.
            work: a text, or a paragraph of it: ``75/28``, ``75/28 §6``; about: words that search finds it by.

        Raises:
            NotHeldError: the text is not held.
            UnknownValueError: the organ or session is none that there can be.
            ValueError: a status is none of those there are.
        """
        asked = LedgerQuery.of(
            self.as_of,
            status=tuple(statuses or ()),
            kind=kinds,
            session=session,
            organ=organ,
            bearer=bearer,
            since=since,
            before=before,
            groups=groups,
            work=locate(self._opened(), work).address if work else None,
            about=about,
        )
        return answer(self._linked(), asked).entries

    def who(self, name: str, *, groups: bool = False) -> tuple[Entry, ...]:
        """Return everything that is asked of an actor, whatever its status, the day that matters first.

        Args:
            name: of the actor, or its identifier; groups: of a State, what binds it through its groups too.
        """
        return answer(self._linked(), LedgerQuery(self.as_of, EVERY, bearer=name, groups=groups)).entries

    def clusters(
        self, *, about: str = "", bearer: str | None = None, across: bool = False
    ) -> tuple[Cluster, ...]:
        """Return mandates that are alike, to be reviewed together, each cluster with what they share.

        Args:
            about: words of the matter; bearer: of whom they are asked; across: those of several organs only.
        """
        asked = ClusterQuery(self.as_of, about=about, bearer=bearer, across=across)
        return clusters(self._linked(), asked).items

    def cites(self, symbol: str) -> tuple[Link, ...]:
        """Return what a resolution cites, each citation with what it resolves to."""
        return links.cites(self._opened(), locate(self._opened(), symbol).name)

    def series(self, symbol: str) -> Series:
        """Return the successive resolutions on the matter of one, with the reasons for each step."""
        return links.series(self._linked(), locate(self._opened(), symbol).name)

    def calendar(self, *, bearer: str | None = None, language: str = "en") -> bytes:
        """Return what is due as a calendar (iCalendar, RFC 5545)."""
        from alinea.presenting.calendar import calendar_of
        from alinea.presenting.words import words_in

        stamp = datetime.datetime.combine(self.as_of, datetime.time(), datetime.UTC)
        return calendar_of(self.due(bearer=bearer), words_in(language), stamp).to_ical()


def compare(before: str, after: str, library: Library | None = None) -> Comparison:
    """Compare two texts paragraph by paragraph.

    Args:
        before, after: paths of files, or symbols that `library` holds.
    """
    return comparing.pair(library._opened() if library else None, before, after)


def draft(last: str | Record, session: int, library: Library | None = None) -> Draft:
    """Return the next text from the last, with every change made and every choice left open.

    Args:
        last: a record, or a symbol that `library` holds; session: at which the next is taken up.
    """
    if isinstance(last, Record):
        return drafting.draft_from(last, session)
    if library is None:
        return drafting.draft_from(comparing.text_of(None, last), session)
    return drafting.draft_of(library._linked(), last, session, library.as_of)


def lint(
    path: str | PathLike[str], *, select: Iterable[str] = (), language: str = "auto"
) -> tuple[Finding, ...]:
    """Return what a draft departs from, each finding with its place.

    Args:
        path: of a file; select: beginnings of rule identifiers, ``AL4``; none for the usual ones.
    """
    data = Path(path).read_bytes()
    drafts = linting.lint_bytes(data, str(path), chosen(tuple(select)), language)
    return tuple(finding for each in drafts for finding in each.findings)


def to_frame(records: Iterable[Record | Entry], table: str | None = None) -> pandas.DataFrame:
    """Return one tidy table of some records as a data frame (needs ``pip install 'alinea[pandas]'``).

    Args:
        records: of texts; or what is owed, as `Library.due` and `Library.who` give it.
        table: ``resolutions``, ``paragraphs``, ``commitments`` or ``citations`` of records, ``ledger`` of what is
            owed; by default one of these two. Columns: ``docs/codebook.md``; those of the ledger: ``alinea due --csv``.

    Raises:
        ValueError: there is no such table. ImportError: pandas is not installed.
    """
    given: list[Any] = list(records)
    table = table or ("ledger" if given and isinstance(given[0], Entry) else "commitments")
    if table not in (*TABLES, "ledger"):
        raise ValueError(f"there is no table {table!r}; give one of: {', '.join(TABLES)}, ledger")
    import pandas

    if table == "ledger":
        return pandas.DataFrame([row_of(each) for each in given], columns=list(OWED))
    rows = [row for record in given for row in TABLES[table](record)]
    return pandas.DataFrame(rows, columns=list(COLUMNS[table]))
