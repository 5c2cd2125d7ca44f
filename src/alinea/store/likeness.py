"""Where paragraphs lie by what they say: a model, and for each version its vectors, beside the passages they stand for.

The tables are there in a library that was asked to learn (`make`). A version that is taken out, or read anew, takes its
vectors with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from alinea.store.searching import Hit, Scored, hits_of
from alinea.store.tables import tables

_TABLES = (
    "CREATE TABLE likeness_model (learnt INTEGER NOT NULL, model BLOB NOT NULL)",
    "CREATE TABLE likeness_places (version_id INTEGER NOT NULL PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,"
    " passages BLOB NOT NULL, cells BLOB NOT NULL, vectors BLOB NOT NULL)",
    "CREATE TRIGGER likeness_out AFTER DELETE ON passages BEGIN"
    " DELETE FROM likeness_places WHERE version_id = old.version_id; END",
)
_FORMER = "likeness"  # the table of libraries that were taught when there were no cells
_PARTS = "('preambular', 'operative', 'annex')"
_SHORTEST = 40
"""Characters of a passage that says something: below stand headings, and *Decides:* before a list."""

_UNCOVERED = "FROM versions WHERE current = 1 AND id NOT IN (SELECT version_id FROM likeness_places)"
_PASSAGES = f"""
SELECT v.language, p.id, p.text FROM passages p JOIN versions v ON v.id = p.version_id
WHERE v.id = ? AND p.part IN {_PARTS} AND length(p.text) >= {_SHORTEST} ORDER BY p.id
"""  # noqa: S608 - made of constants
# Passages are numbered by the day of adoption: the first so many would be of the first years alone.
_SHUFFLED = "(p.id * 2654435761) % 4294967291, p.id"
# Lengths of counterparts differ by less than twice: what has the same address and is longer is another text.
_COUNTERPARTS = f"""
SELECT p.text, v.language, q.text, w.language
FROM versions v JOIN versions w ON w.work_id = v.work_id AND w.language > v.language
JOIN passages p ON p.version_id = v.id JOIN passages q ON q.version_id = w.id AND q.address = p.address
WHERE v.current = 1 AND w.current = 1 AND p.part IN {_PARTS}
AND length(p.text) >= {_SHORTEST} AND length(q.text) BETWEEN length(p.text) / 2 AND length(p.text) * 2
ORDER BY {_SHUFFLED} LIMIT ?
"""  # noqa: S608 - made of constants
_SINGLES = f"""
SELECT p.text, v.language FROM passages p JOIN versions v ON v.id = p.version_id
WHERE v.current = 1
AND NOT EXISTS (SELECT 1 FROM versions w WHERE w.work_id = v.work_id AND w.current = 1 AND w.id <> v.id)
AND p.part IN {_PARTS} AND length(p.text) >= {_SHORTEST} ORDER BY {_SHUFFLED} LIMIT ?
"""  # noqa: S608 - made of constants


def made(connection: Connection) -> bool:
    """Tell whether a library has learnt."""
    order = "SELECT 1 FROM sqlite_master WHERE name = 'likeness_model'"
    return bool(connection.exec_driver_sql(order).scalar())


def make(connection: Connection, learnt: int, data: bytes) -> None:
    """Keep a model in the place of any other, and no vectors yet.

    Args:
        learnt: passages that there were when it was learnt.
    """
    for name in ("likeness_model", "likeness_places", _FORMER):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS likeness_out")
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO likeness_model VALUES (?, ?)", (learnt, data))


def model(connection: Connection) -> bytes | None:
    """Return the model, None where nothing was learnt, or before there were cells."""
    if not made(connection) or not _placed(connection):
        return None
    data: bytes = connection.exec_driver_sql("SELECT model FROM likeness_model").scalar_one()
    return data


def learnt(connection: Connection) -> tuple[int, int]:
    """Return how many passages there were when the model was learnt, and how many there are."""
    then = connection.exec_driver_sql("SELECT learnt FROM likeness_model").scalar() if made(connection) else 0
    now = connection.exec_driver_sql("SELECT count(*) FROM passages").scalar_one()
    return int(then or 0), int(now)


def counterparts(connection: Connection, most: int) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield paragraphs that are held in two languages: text and language of each."""
    for one, its, other, theirs in connection.exec_driver_sql(_COUNTERPARTS, (most,)):
        yield (one, its), (other, theirs)


def singles(connection: Connection, most: int) -> Iterator[tuple[tuple[str, str]]]:
    """Yield paragraphs of texts that are held in one language."""
    for text, language in connection.exec_driver_sql(_SINGLES, (most,)):
        yield ((text, language),)


def uncovered(connection: Connection, most: int) -> dict[int, list[tuple[str, int, str]]]:
    """Return some versions without vectors: of each the language, identifier and text of its passages."""
    versions = connection.exec_driver_sql(f"SELECT id {_UNCOVERED} ORDER BY id LIMIT ?", (most,)).scalars()
    return {
        version: [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(_PASSAGES, (version,))]
        for version in versions.all()
    }


def left(connection: Connection) -> int:
    """Return how many versions have no vectors."""
    if not _placed(connection):
        return int(connection.exec_driver_sql("SELECT count(*) FROM versions WHERE current = 1").scalar_one())
    return int(connection.exec_driver_sql(f"SELECT count(*) {_UNCOVERED}").scalar_one())


def keep(connection: Connection, rows: Sequence[tuple[int, bytes, bytes, bytes]]) -> None:
    """Keep the vectors of versions.

    Args:
        rows: of each version, in the order of its passages: identifiers, 8 bytes each, cells, 2 each, and vectors.
    """
    connection.exec_driver_sql("INSERT OR REPLACE INTO likeness_places VALUES (?, ?, ?, ?)", list(rows))


def cells(connection: Connection) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield language, identifiers of passages and cells of each version, in the order of `vectors`."""
    order = (
        "SELECT v.language, l.passages, l.cells FROM likeness_places l JOIN versions v ON v.id = l.version_id"
        " ORDER BY l.version_id"
    )
    for row in connection.exec_driver_sql(order):
        yield row[0], row[1], row[2]


def vectors(connection: Connection) -> Iterator[bytes]:
    """Yield the vectors of each version."""
    for row in connection.exec_driver_sql("SELECT vectors FROM likeness_places ORDER BY version_id"):
        yield row[0]


def _placed(connection: Connection) -> bool:
    order = "SELECT 1 FROM sqlite_master WHERE name = 'likeness_places'"
    return bool(connection.exec_driver_sql(order).scalar())


def found(connection: Connection, ranked: Sequence[tuple[float, int]]) -> tuple[Hit, ...]:
    """Return passages with where they stand, in the order given, each with its score."""
    p = tables().passages.c
    rows = connection.execute(select(p.id, p.text).where(p.id.in_([passage for _, passage in ranked])))
    texts = {row.id: row.text for row in rows}
    return tuple(
        hits_of(connection, [Scored(score, passage, texts[passage]) for score, passage in ranked], {})
    )
