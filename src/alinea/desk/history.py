"""The history: every change with who, when, why and what stood before, each chained to the one before by its hash.

Whoever writes holds the one row of the table `head` until the change is whole, so that changes come one after another
and each has the hash of the one before in it: ``SHA-256`` of the canonical JSON of the entry. An entry that is
altered, left out or put in between no longer fits those after it, and rows that do not follow from the history show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table, and_, insert, select, update

from alinea.desk.faults import DeskError
from alinea.desk.schema import tables
from alinea.model.cases import Author, Change, Edit, Plain, Row
from alinea.model.cases import Table as TableName

NOTHING = "0" * 64
"""The hash before the first change."""

WRITING = 4_101_998
"""The number of the lock that whoever writes to PostgreSQL holds; that of `alinea.desk.opening` is the one before."""

_TOGETHER = 500  # entries read at a time

KEYS: Mapping[str, tuple[str, ...]] = {
    "cases": ("id",),
    "steps": ("case_id", "name"),
    "replies": ("id",),
    "notes": ("id",),
    "reviews": ("case_id",),
    "accounts": ("id",),
}
"""The columns by which a row of each table is known."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the history ends: the number and hash of its last entry."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that shows that the desk was altered: a stable code, where, and the facts."""

    code: str
    where: str
    detail: str = ""


def canonical(value: object) -> str:
    """Return a value as JSON in the form that hashes are made of: sorted, without spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(change: Change) -> str:
    """Return the hash that an entry must have."""
    said = [
        change.number,
        change.case,
        change.action,
        change.actor,
        change.at,
        change.why,
        [edit_data(each) for each in change.edits],
        change.previous,
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def key_of(table: TableName, row: Mapping[str, Any]) -> str:
    """Return the key of a row: ``7``, ``7/note-verbale``."""
    return "/".join(str(row[column]) for column in KEYS[table])


def made(table: TableName, row: Row) -> Edit:
    """Return what puts a row into a table."""
    after = {**row, "version": 1, "withdrawn": False}
    return Edit(table, key_of(table, after), None, after)


def changed(table: TableName, row: Row, values: Row) -> Edit:
    """Return what sets columns of a row, those left out that have these values already.

    Args:
        row: as it stands.
    """
    after = {name: value for name, value in values.items() if name != "version" and row[name] != value}
    after["version"] = cast(int, row["version"]) + 1
    return Edit(table, key_of(table, row), {name: row[name] for name in after}, after)


def hold(connection: Connection) -> Head:
    """Return where the history ends, and let nobody else write until the transaction ends."""
    if connection.dialect.name == "postgresql":
        # Who waits for a row is woken at each change of it, and waits anew; who waits for this lock, once, in turn.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")
    head = tables().tables["head"]
    row = connection.execute(select(head.c.number, head.c.hash).where(head.c.id == 1).with_for_update()).one()
    return Head(row.number, row.hash)


def latest(connection: Connection) -> Head:
    """Return where the history ends."""
    head = tables().tables["head"]
    row = connection.execute(select(head.c.number, head.c.hash).where(head.c.id == 1)).one()
    return Head(row.number, row.hash)


def append(
    connection: Connection, held: Head, case: int, action: str, author: Author, edits: Sequence[Edit]
) -> Change:
    """Write a change: its entry of the history and the rows that it sets; return the entry.

    Args:
        held: where the history ends, from `hold`.
    """
    at = author.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    bare = Change(held.number + 1, case, action, author.actor, at, author.why, tuple(edits), held.hash, "")
    change = replace(bare, hash=digest(bare))
    apply(connection, change, author.key)
    return change


def asked_by(connection: Connection, key: str) -> tuple[int, str] | None:
    """Return the case and the action of the change that a request of that key made, None where none did."""
    table = tables().tables["changes"]
    row = connection.execute(
        select(table.c.case_id, table.c.action).where(table.c.request == key)
    ).one_or_none()
    return (row.case_id, row.action) if row else None


def apply(connection: Connection, change: Change, key: str | None = None) -> None:
    """Write an entry of the history as it is, and the rows that it sets; `key` is of the request for it."""
    schema = tables().tables
    for edit in change.edits:
        table = schema[edit.table]
        if edit.before is None:
            connection.execute(insert(table).values(dict(edit.after)))
            continue
        done = connection.execute(update(table).where(_is(table, edit)).values(dict(edit.after)))
        if done.rowcount != 1:
            raise DeskError("altered", f"{edit.table} {edit.key}")
    connection.execute(
        insert(schema["changes"]).values(
            number=change.number,
            case_id=change.case,
            action=change.action,
            actor=change.actor,
            at=change.at,
            why=change.why,
            edits=canonical([edit_data(each) for each in change.edits]),
            previous=change.previous,
            hash=change.hash,
            request=key,
        )
    )
    head = schema["head"]
    connection.execute(update(head).where(head.c.id == 1).values(number=change.number, hash=change.hash))


def changes(connection: Connection, *, case: int | None = None, after: int = 0) -> Iterator[Change]:
    """Yield the entries of the history in order, of one case or of all, those after a number."""
    table = tables().tables["changes"]
    while True:
        asked = select(table).where(table.c.number > after).order_by(table.c.number).limit(_TOGETHER)
        if case is not None:
            asked = asked.where(table.c.case_id == case)
        rows = connection.execute(asked).mappings().all()
        for row in rows:
            yield Change(
                row["number"],
                row["case_id"],
                row["action"],
                row["actor"],
                row["at"],
                row["why"],
                tuple(edits_from(json.loads(row["edits"]))),
                row["previous"],
                row["hash"],
            )
        if len(rows) < _TOGETHER:
            return
        after = rows[-1]["number"]


def beginning(connection: Connection, case: int, most: int) -> int:
    """Return the number after which so many changes of a case come, 0 where it has no more than these."""
    number = tables().tables["changes"].c.number
    asked = select(number).where(tables().tables["changes"].c.case_id == case)
    return connection.execute(asked.order_by(number.desc()).offset(most).limit(1)).scalar() or 0


def edits_from(data: Iterable[Any]) -> Iterator[Edit]:
    """Yield edits from their JSON."""
    for each in data:
        yield Edit(each["table"], each["key"], each["before"], each["after"])


def row_of(connection: Connection, table: TableName, key: str) -> dict[str, Plain] | None:
    """Return a row of a table by its key, None where there is none."""
    found = tables().tables[table]
    row = connection.execute(select(found).where(_has_key(found, table, key))).mappings().one_or_none()
    return dict(row) if row else None


def rows_of(connection: Connection, table: TableName, case: int | None = None) -> list[dict[str, Plain]]:
    """Return the rows of a table, of one case or of all, in order of their keys."""
    found = tables().tables[table]
    asked = select(found).order_by(*(found.c[name] for name in KEYS[table]))
    if case is not None:
        asked = asked.where((found.c.id if table == "cases" else found.c.case_id) == case)
    return [dict(row) for row in connection.execute(asked).mappings()]


def faults_of(connection: Connection, noted: str | None = None) -> Iterator[Fault]:
    """Yield what shows that the desk was altered; nothing where it is whole.

    Args:
        noted: a hash that was noted earlier, outside the desk; it must be in the history. Only so a history that was
            made anew from its beginning, or cut short, shows.
    """
    expected = Head(0, NOTHING)
    folded: dict[tuple[str, str], dict[str, Plain]] = {}
    files: set[str] = set()
    met = noted is None or noted == NOTHING
    for change in changes(connection):
        if change.number != expected.number + 1:
            yield Fault("gap", str(expected.number + 1))
        if change.previous != expected.hash:
            yield Fault("unchained", str(change.number))
        if digest(change) != change.hash:
            yield Fault("changed", str(change.number), f"{change.actor}, {change.at}")
        for edit in change.edits:
            row = folded.setdefault((edit.table, edit.key), {})
            if edit.before is not None and any(row.get(name) != value for name, value in edit.before.items()):
                yield Fault("unfounded", str(change.number), f"{edit.table} {edit.key}")
            row.update(edit.after)
            if edit.after.get("file"):
                files.add(str(edit.after["file"]))
        expected = Head(change.number, change.hash)
        met = met or change.hash == noted
    if latest(connection) != expected:
        yield Fault("cut", str(expected.number))
    if not met:
        yield Fault("not-in-history", str(noted))
    yield from _rows_altered(connection, folded)
    yield from _files_altered(connection, files)


def _rows_altered(
    connection: Connection, folded: Mapping[tuple[str, str], Mapping[str, Plain]]
) -> Iterator[Fault]:
    left = set(folded)
    for name in KEYS:
        for row in rows_of(connection, cast(TableName, name)):
            key = name, key_of(cast(TableName, name), row)
            left.discard(key)
            # A column that was added since is empty in what was written before.
            if row != {**dict.fromkeys(row), **folded.get(key, {})}:
                yield Fault("row-altered", " ".join(key))
    for key in sorted(left):
        yield Fault("row-missing", " ".join(key))


def _files_altered(connection: Connection, named: set[str]) -> Iterator[Fault]:
    table = tables().tables["files"]
    held = set(connection.execute(select(table.c.sha256)).scalars())
    for name in sorted(named - held):
        yield Fault("file-missing", name)
    for name in sorted(held):
        content = connection.execute(select(table.c.content).where(table.c.sha256 == name)).scalar_one()
        if hashlib.sha256(content).hexdigest() != name:
            yield Fault("file-altered", name)


def edit_data(edit: Edit) -> dict[str, Any]:
    """Return an edit as it stands in JSON."""
    return {
        "table": edit.table,
        "key": edit.key,
        "before": dict(edit.before) if edit.before is not None else None,
        "after": dict(edit.after),
    }


def _is(table: Table, edit: Edit) -> ColumnElement[bool]:
    # The version that it is changed from is asked for too: a row that was altered outside the history is not found.
    return and_(_has_key(table, edit.table, edit.key), table.c.version == (edit.before or {})["version"])


def _has_key(table: Table, name: TableName, key: str) -> ColumnElement[bool]:
    names = KEYS[name]
    values = key.split("/", len(names) - 1)
    return and_(
        *(
            table.c[column] == (value if column == "name" else int(value))
            for column, value in zip(names, values, strict=True)
        )
    )
