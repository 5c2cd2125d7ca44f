"""What linking and following found, kept in the library so that questions about dates are answered at once.

All of it can be made again from the records. Its tables are made when they are first needed, and made anew when their
scheme or the rules change; what reads and writes records knows nothing of them.
"""

from __future__ import annotations

import datetime
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection

from alinea.model.corpus import Outline, SeriesLink
from alinea.model.document import Document
from alinea.model.ledger import Obligation, Status
from alinea.store.documents import unpacked
from alinea.store.faults import told
from alinea.store.library import Library
from alinea.store.listing import BESIDE, LAY, LISTS, STATUS, standing
from alinea.store.opening import generation, writing
from alinea.store.rows import Changed, Outlined, RelationRow, packed, unpacked_outline

SCHEME = "10"
"""Number of the tables below; a library with another has them made anew."""

_TABLES = (
    "CREATE TABLE linking (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Of every version in use: what linking needs of it; no data where the record cannot be linked.
    "CREATE TABLE outlines (version_id INTEGER NOT NULL PRIMARY KEY, digest BLOB NOT NULL, work TEXT, data BLOB)",
    "CREATE INDEX outlines_of_work ON outlines (work)",
    # What a version leads back to: 'recall' an earlier text of its organ, 'answer' one whose report it takes note of,
    # 'observe' one that it recalls where it has a day or year observed.
    "CREATE TABLE leads (version_id INTEGER NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, work TEXT NOT NULL)",
    "CREATE INDEX leads_by_target ON leads (target, kind)",
    "CREATE INDEX leads_of_version ON leads (version_id)",
    # How the actors that a version names stand to one another; bare: names folded, without article.
    "CREATE TABLE relations (number INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, kind TEXT NOT NULL,"
    " one TEXT NOT NULL, one_id TEXT, one_bare TEXT NOT NULL, other TEXT NOT NULL, other_id TEXT,"
    " other_bare TEXT NOT NULL, paragraph TEXT NOT NULL, start INTEGER NOT NULL, quote TEXT NOT NULL)",
    *(
        f"CREATE INDEX relations_by_{each} ON relations ({each})"
        for each in ("version_id", "one_id", "one_bare", "other_id", "other_bare")
    ),
    # Works whose links (1) or obligations (2) are to be found again.
    "CREATE TABLE stale (work TEXT NOT NULL PRIMARY KEY, phase INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX stale_by_phase ON stale (phase)",
    "CREATE TABLE series_links (later TEXT NOT NULL, earlier TEXT NOT NULL, confidence REAL NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY (later, earlier))",
    "CREATE INDEX series_links_by_earlier ON series_links (earlier)",
    # live: what can stand otherwise than undated on some day. standing: the day its time closes; ~1 what comes again,
    # ~2 what has no day. whose: organ of the session, or else of the text. met_on, anew_on, told_on: the first day on
    # which a later text shows that it was done, asks it anew, tells that it was not done.
    # number: an INTEGER PRIMARY KEY, which VACUUM leaves as it is.
    "CREATE TABLE obligations (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, work TEXT NOT NULL,"
    " kind TEXT NOT NULL, nature TEXT, means TEXT, organ TEXT,"
    " adopted_on TEXT NOT NULL, due_session INTEGER, due_organ TEXT, opens TEXT,"
    " closes TEXT, rule TEXT, live INTEGER NOT NULL, standing TEXT NOT NULL,"
    " whose TEXT NOT NULL, until TEXT, lapses TEXT, undated INTEGER NOT NULL,"
    " met_on TEXT, anew_on TEXT, told_on TEXT, subject TEXT, rank TEXT NOT NULL,"
    " recurs TEXT, data BLOB NOT NULL)",
    "CREATE INDEX obligations_of_work ON obligations (work)",
    # What each document was found to be asked for by, so that those works are followed anew when it comes or goes.
    "CREATE TABLE issued (document_id INTEGER NOT NULL, work TEXT NOT NULL, PRIMARY KEY (document_id, work))"
    " WITHOUT ROWID",
    *LISTS,
    # Every name by which bearers are found (see `Bearer.keys`), with the identifier; empty where it has none.
    "CREATE TABLE bearers (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
)
_NAMES = (
    "linking",
    "outlines",
    "leads",
    "relations",
    "stale",
    "series_links",
    "obligations",
    "issued",
    "bearers",
    *BESIDE,
)


@cache
def _links() -> TypeAdapter[SeriesLink]:
    return TypeAdapter(SeriesLink)


@cache
def _obligations() -> TypeAdapter[Obligation]:
    return TypeAdapter(Obligation)


def obligation_of(data: bytes) -> Obligation:
    """Return an obligation as it was before it was packed."""
    return _obligations().validate_json(zlib.decompress(data))


@dataclass(frozen=True, slots=True)
class Bearer:
    """One on whom an obligation is laid, as lists find them.

    Attributes:
        name: folded, without article; id: where the actor is known.
        usual: the name is one that the vocabulary has for that identifier, by which nothing need be found besides.
    """

    name: str
    id: str | None = None
    usual: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is found by: its identifier, else ``:`` and its name; ``~`` and its name beside an identifier."""
        if self.id is None:
            return (f":{self.name}",) if self.name else ()
        return (self.id,) if self.usual or not self.name else (self.id, f"~{self.name}")


class Ledgers:
    """The tables of linking and following, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        # Linking asks some dozens of small questions a text: SQLAlchemy would take longer over each than SQLite does.
        self._cursor = connection.connection.cursor()
        self._has_revised = False

    # ---- making them

    def ready(self, rules: str) -> bool:
        """Tell whether the tables are there, of this scheme and made by these rules."""
        found = self.connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'linking'").scalar()
        if not found:
            return False
        kept = dict(row for row in self._all("SELECT name, value FROM linking"))
        return kept.items() >= {"scheme": SCHEME, "rules": rules}.items()

    def make(self, rules: str) -> None:
        """Make the tables, empty, in the place of any that are there."""
        for name in _NAMES:
            self.connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES:
            self.connection.exec_driver_sql(statement)
        self._many("INSERT INTO linking VALUES (?, ?)", [("scheme", SCHEME), ("rules", rules)])

    # ---- what has changed

    def behind(self) -> int:
        """Return how many versions and works are still to be linked; 0 where all is.

        Versions are counted only where records came or went since `outlined` was last called.
        """
        queries = (_STALE,) if self.noted() else (_GONE, _NEW, _STALE, _ISSUED, _WITHDRAWN)
        return sum(int(self.connection.exec_driver_sql(query).scalar_one()) for query in queries)

    def generation(self) -> int:
        """Return a number that is another one whenever records were added, changed or removed."""
        return generation(self.connection)

    def noted(self, generation: int | None = None) -> bool:
        """Tell whether `outlined` was called for a generation, the present one where none is given."""
        order = "SELECT value FROM linking WHERE name = 'outlined'"
        wanted = self.generation() if generation is None else generation
        return bool(self.connection.exec_driver_sql(order).scalar() == str(wanted))

    def revision(self) -> int:
        """Return a number that is another one whenever outlines or documents came or went."""
        order = "SELECT value FROM linking WHERE name = 'revision'"
        return int(self.connection.exec_driver_sql(order).scalar() or 0)

    def _revised(self) -> None:
        """Have outlines and documents be of a new revision; once a transaction is enough."""
        if not self._has_revised:
            self._many("INSERT OR REPLACE INTO linking VALUES ('revision', ?)", [(str(self.revision() + 1),)])
            self._has_revised = True

    def outlined(self, generation: int) -> None:
        """Note that every version of a generation is outlined, and no other."""
        self._many("INSERT OR REPLACE INTO linking VALUES ('outlined', ?)", [(str(generation),)])

    def gone(self) -> tuple[int, ...]:
        """Return the versions that were linked and are no longer in use, or whose record is another."""
        return tuple(row[0] for row in self._all(_GONE.replace("count(*)", "o.version_id")))

    def new(self, most: int, after: int = 0) -> tuple[Changed, ...]:
        """Return versions in use that are not linked yet, some of them, in order of their numbers from `after` on."""
        columns = "v.id, r.sha256, r.json"
        order = _NEW.replace("count(*)", columns) + " AND v.id > ? ORDER BY v.id LIMIT ?"
        return tuple(Changed(row[0], row[1], row[2]) for row in self._all(order, (after, most)))

    def forget(self, version: int) -> None:
        """Leave out a version, and mark what it led to."""
        self._revised()
        for work in self._all(
            "SELECT work FROM outlines WHERE version_id = ? AND work IS NOT NULL", (version,)
        ):
            self._mark_around(work[0], version)
        self._all("DELETE FROM leads WHERE version_id = ?", (version,))
        self._all("DELETE FROM relations WHERE version_id = ?", (version,))
        self._all("DELETE FROM outlines WHERE version_id = ?", (version,))

    def keep(self, version: int, digest: bytes, made: Outlined) -> bool:
        """Keep the outline of a version, and mark what its coming touches.

        Args:
            digest: of the record that was outlined.

        Returns:
            False where the version is no longer in use or its record is another: it is left as it is.
        """
        current = "SELECT 1 FROM versions v JOIN records r ON r.version_id = v.id"
        order = f"{current} WHERE v.id = ? AND v.current = 1 AND r.sha256 = ?"
        if not self._all(order, (version, digest)):
            return False
        order = "INSERT OR IGNORE INTO outlines VALUES (?, ?, ?, ?)"
        values = (version, digest, made.work, made.data)
        if not self.connection.exec_driver_sql(order, values).rowcount or made.work is None:
            return True
        self._revised()
        rows = [(version, *each, made.work) for each in made.leads]
        self._many("INSERT INTO leads VALUES (?, ?, ?, ?)", rows)
        values_of = f"INSERT INTO relations VALUES (NULL{', ?' * (1 + len(RelationRow._fields))})"  # noqa: S608
        self._many(values_of, [(version, *each) for each in made.relations])
        self._mark_around(made.work, version)
        return True

    def marked(self) -> int:
        """Return how many works are marked."""
        return int(self.connection.exec_driver_sql(_STALE).scalar_one())

    def _mark_around(self, work: str, version: int) -> None:
        # A text that is cited and not held has nothing that could be found again.
        held = "SELECT target FROM leads WHERE version_id = ? AND target IN (SELECT work FROM outlines)"
        around = {row[0] for row in self._all(held, (version,))}
        around |= {row[0] for row in self._all("SELECT work FROM leads WHERE target = ?", (work,))}
        self.mark({work, *around}, 1)

    def mark(self, works: Iterable[str], phase: int) -> None:
        """Mark works whose links (1) or obligations (2) are to be found again."""
        rows = [(work, phase) for work in sorted(works)]
        self._many(
            "INSERT INTO stale VALUES (?, ?) ON CONFLICT (work) DO UPDATE SET phase = min(phase, excluded.phase)",
            rows,
        )

    def stale(self, phase: int, most: int) -> tuple[str, ...]:
        """Return works that are marked, some of them."""
        rows = self._all("SELECT work FROM stale WHERE phase = ? ORDER BY work LIMIT ?", (phase, most))
        return tuple(row[0] for row in rows)

    def linked(self, work: str, links: Sequence[SeriesLink]) -> None:
        """Keep the links of a work to earlier ones, in the place of those before; its obligations come next."""
        self._all("DELETE FROM series_links WHERE later = ?", (work,))
        rows = [
            (each.later, each.earlier, each.confidence, packed(_links().dump_json(each))) for each in links
        ]
        self._many("INSERT INTO series_links VALUES (?, ?, ?, ?)", rows)
        self._all("UPDATE stale SET phase = 2 WHERE work = ?", (work,))

    def followed(
        self, work: str, obligations: Sequence[Obligation], bearers: Sequence[Sequence[Bearer]]
    ) -> None:
        """Keep the obligations of a work, in the place of those before, with all on whom each is laid."""
        before = self._names_of(work)
        self._all("DELETE FROM obligations WHERE work = ?", (work,))
        rows = [_row(work, each) for each in obligations]
        places = ", ".join("?" * 25)
        self._many(f"INSERT INTO obligations VALUES (NULL, {places})", rows)  # noqa: S608 - places for values
        laid = [
            (key, id if key.startswith("~") else None, owed.id)
            for owed, theirs in zip(obligations, bearers, strict=True)
            for key, id in {key: each.id for each in reversed(theirs) for key in each.keys}.items()
        ]
        self._many(LAY, laid)
        names = {(key[1:], id or "") for key, id, _ in laid if key[0] in ":~"}
        self._many("INSERT OR IGNORE INTO bearers VALUES (?, ?)", sorted(names))
        for name, id in sorted(before - names):
            self._all(_UNNAMED, {"name": name, "id": id})
        self._all("DELETE FROM stale WHERE work = ?", (work,))

    def _names_of(self, work: str) -> set[tuple[str, str]]:
        """Return the names by which the bearers of a work are found, each with the identifier or nothing."""
        rows = self._all(
            "SELECT DISTINCT substr(l.actor, 2), coalesce(l.meant, '') FROM obligations o"
            " JOIN laid_on l ON l.obligation = o.number WHERE o.work = ? AND substr(l.actor, 1, 1) IN (':', '~')",
            (work,),
        )
        return {(row[0], row[1]) for row in rows}

    # ---- what is there

    def issue(self) -> None:
        """Mark the works that documents which came or went say they were asked for by.

        Those that say so of none may fit what is due at their session.
        """
        if not self._all("SELECT 1 FROM documents UNION ALL SELECT 1 FROM issued LIMIT 1"):
            return
        new = self._all(_ISSUED.replace("count(*)", _REQUESTED))
        gone = self._all(_WITHDRAWN.replace("count(*)", "i.document_id, i.work"))
        self._many("INSERT INTO issued VALUES (?, ?)", [tuple(row) for row in new])
        self._many("DELETE FROM issued WHERE document_id = ? AND work = ?", [tuple(row) for row in gone])
        if new or gone:
            self._revised()
        touched = {row[1] for row in (*new, *gone)}
        for session in {each for each in touched if each.startswith("~")}:
            organ, _, number = session[1:].rpartition(" ")
            touched |= {row[0] for row in self._all(_DUE_AT, (organ, number))}
        self.mark({each for each in touched if not each.startswith("~")}, 2)

    def documents(self, work: str) -> tuple[Document, ...]:
        """Return the documents that say that a work asked for them, in order of their dates."""
        query = (
            "SELECT d.json FROM document_requests r JOIN documents d ON d.id = r.document_id WHERE r.symbol = ?"
            " ORDER BY d.date, d.symbol, d.id"
        )
        return tuple(unpacked(row[0]) for row in self._all(query, (work,)))

    def unasked(self, organ: str, session: int) -> tuple[Document, ...]:
        """Return the documents of a session that name no resolution that asked for them, in order of their dates."""
        query = (
            "SELECT d.json FROM documents d WHERE d.organ = ? AND d.session = ? AND NOT EXISTS"
            " (SELECT 1 FROM document_requests r WHERE r.document_id = d.id) ORDER BY d.date, d.symbol, d.id"
        )
        return tuple(unpacked(row[0]) for row in self._all(query, (organ, str(session))))

    def outlines(self, work: str) -> tuple[Outline, ...]:
        """Return the outlines of a work, one a language; none where it is not held."""
        rows = self._all("SELECT data FROM outlines WHERE work = ? ORDER BY version_id", (work,))
        return tuple(unpacked_outline(row[0]) for row in rows)

    def answering(self, work: str) -> tuple[str, ...]:
        """Return the works that take note of a report that this one asked for, or have observed what it may name."""
        query = (
            "SELECT DISTINCT work FROM leads WHERE target = ? AND kind IN ('answer', 'observe') ORDER BY work"
        )
        return tuple(row[0] for row in self._all(query, (work,)))

    def recalling(self, symbol: str) -> tuple[str, ...]:
        """Return the works of the same organ that recall a text, which need not be held."""
        query = "SELECT DISTINCT work FROM leads WHERE target = ? AND kind = 'recall' ORDER BY work"
        return tuple(row[0] for row in self._all(query, (symbol,)))

    def earlier(self, work: str) -> tuple[SeriesLink, ...]:
        """Return the links of a work to earlier texts, in the order in which they were kept."""
        return self._series("SELECT data FROM series_links WHERE later = ? ORDER BY rowid", work)

    def later(self, work: str) -> tuple[SeriesLink, ...]:
        """Return the links to a text, which need not be held, from later ones."""
        return self._series("SELECT data FROM series_links WHERE earlier = ? ORDER BY later", work)

    def relations_in(self, work: str) -> tuple[tuple[str, str, RelationRow], ...]:
        """Return the relations that the principal version of a work states, in its order, see `relations_of`."""
        return self._related("w.name = ? ORDER BY r.number", (work,))

    def relations_of(
        self, ids: Sequence[str], names: Sequence[str], most: int
    ) -> tuple[tuple[str, str, RelationRow], ...]:
        """Return the relations of actors, those of the latest texts first, each with its work and language.

        Args:
            ids: identifiers; names: folded, without article; most: so many at most.
        """
        either = [
            f"r.{side}_{by} IN ({', '.join('?' * len(given))})"
            for by, given in (("id", ids), ("bare", names))
            for side in ("one", "other")
            if given
        ]
        if not either:
            return ()
        values = (*ids, *ids, *names, *names, most)
        order = "ORDER BY w.adopted_on IS NULL, w.adopted_on DESC, r.number LIMIT ?"
        return self._related(f"({' OR '.join(either)}) {order}", values)

    def _related(self, which: str, values: tuple[Any, ...]) -> tuple[tuple[str, str, RelationRow], ...]:
        columns = ", ".join(f"r.{each}" for each in RelationRow._fields)
        rows = self._all(
            f"SELECT w.name, v.language, {columns} FROM relations r JOIN versions v ON v.id = r.version_id"  # noqa: S608
            f" JOIN works w ON w.id = v.work_id WHERE v.principal = 1 AND {which}",
            values,
        )
        return tuple((row[0], row[1], RelationRow(*row[2:])) for row in rows)

    def _series(self, query: str, work: str) -> tuple[SeriesLink, ...]:
        return tuple(_links().validate_json(zlib.decompress(row[0])) for row in self._all(query, (work,)))

    def links(self, confidence: float = 0.0) -> int:
        """Return how many links to earlier texts there are, of that confidence at least."""
        query = "SELECT count(*) FROM series_links WHERE confidence >= ?"
        return int(self.connection.exec_driver_sql(query, (confidence,)).scalar_one())

    def kinds(self) -> dict[str, int]:
        """Return how many obligations there are of each kind."""
        return {row[0]: row[1] for row in self._all("SELECT kind, count(*) FROM obligations GROUP BY kind")}

    def _all(self, query: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> Sequence[Any]:
        found: Sequence[Any] = self._cursor.execute(query, values).fetchall()
        return found

    def _many(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._cursor.executemany(query, rows)


_GONE = (
    "SELECT count(*) FROM outlines o LEFT JOIN versions v ON v.id = o.version_id AND v.current = 1"
    " LEFT JOIN records r ON r.version_id = v.id WHERE r.version_id IS NULL OR r.sha256 <> o.digest"
)
_NEW = (
    "SELECT count(*) FROM versions v JOIN records r ON r.version_id = v.id JOIN works w ON w.id = v.work_id"
    " LEFT JOIN outlines o ON o.version_id = v.id WHERE v.current = 1 AND o.version_id IS NULL"
)
# Documents are never changed, and their numbers only grow: those beyond the last that was seen are new.
_ISSUED = (
    "SELECT count(*) FROM documents d LEFT JOIN document_requests r ON r.document_id = d.id"
    " WHERE d.id > coalesce((SELECT max(document_id) FROM issued), 0)"
)
_WITHDRAWN = (
    "SELECT count(*) FROM issued i WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = i.document_id)"
)
# What it says asked for it; where it says so of none, ~ and the session of the organ it goes to.
_REQUESTED = "d.id, coalesce(r.symbol, '~' || coalesce(d.organ, '') || ' ' || coalesce(d.session, ''))"
_DUE_AT = "SELECT DISTINCT work FROM obligations WHERE due_organ = ? AND due_session = ? AND kind = 'report'"
_STALE = "SELECT count(*) FROM stale"
_UNNAMED = (
    "DELETE FROM bearers WHERE name = :name AND id = :id AND NOT EXISTS (SELECT 1 FROM laid_on"
    " WHERE actor = iif(:id = '', ':', '~') || :name AND coalesce(meant, '') = :id)"
)


def _row(work: str, each: Obligation) -> tuple[Any, ...]:
    return (
        each.id,
        work,
        each.kind,
        each.nature,
        each.means,
        each.organ,
        each.adopted_on.isoformat() if each.adopted_on else "",
        each.due_session,
        each.due_organ,
        each.window.opens.isoformat() if each.window else None,
        each.window.closes.isoformat() if each.window else None,
        each.recurrence.rule if each.recurrence else None,
        *standing(each),
        packed(_obligations().dump_json(each)),
    )


@contextmanager
def ledgers(library: Library, *, write: bool = False) -> Iterator[Ledgers]:
    """Give the tables of linking and following, all that is done or asked being of one moment."""
    if write:
        with told(library.path), writing(library.engine) as connection:
            yield Ledgers(connection)
        return
    with library.reading() as connection:
        yield Ledgers(connection)


def outcomes(kept: Ledgers, day: datetime.date, organ: str | None) -> Counter[tuple[int, str, Status]]:
    """Return how many obligations whose time closed before a day stand how on it, by year of its end and organ.

    What recurs has no single time and is left out.

    Args:
        organ: only that of the session at which they were due, or else of the text.
    """
    # All that is asked for lies in the index, in the order of the days.
    sql = (
        f"SELECT substr(closes, 1, 4), whose, {STATUS}, count(*) FROM obligations INDEXED BY live_in_order"  # noqa: S608
        " WHERE live = 1 AND rule IS NULL AND standing < :day AND adopted_on <= :day"
    )
    values: dict[str, Any] = {"day": day.isoformat()}
    if organ is not None:
        sql += " AND whose = :organ"
        values["organ"] = organ
    rows = kept.connection.exec_driver_sql(f"{sql} GROUP BY 1, 2, 3", values).all()
    return Counter({(int(row[0]), row[1], Status(row[2])): row[3] for row in rows})


def rules(kept: Ledgers, organ: str | None) -> Counter[str]:
    """Return how many obligations recur by each rule (RFC 5545, 3.3.10), of texts of an organ or of all."""
    sql, values = "SELECT rule, count(*) FROM obligations WHERE rule IS NOT NULL", {}
    if organ is not None:
        sql += " AND whose = :organ"
        values["organ"] = organ
    rows = kept.connection.exec_driver_sql(f"{sql} GROUP BY 1", values).all()
    return Counter({row[0]: row[1] for row in rows})
