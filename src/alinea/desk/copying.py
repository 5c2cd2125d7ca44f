"""The whole desk as JSON Lines, and back; and a copy of it in a file.

What is written is the history and the files that were received: all rows follow from it, and its hashes prove that
nothing was lost or altered on the way, from whichever database into whichever.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError, told
from alinea.desk.history import (
    NOTHING,
    Head,
    apply,
    canonical,
    changes,
    digest,
    edit_data,
    edits_from,
    hold,
    latest,
)
from alinea.desk.opening import connect, reading, writing
from alinea.desk.schema import tables
from alinea.model.cases import Change

FORM = "alinea-desk/1"
"""The form of the lines, in the first of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import took in: how many changes it added, how many the desk had already, and where its history ends."""

    added: int
    known: int
    head: Head


def export_lines(desk: Desk) -> Iterator[str]:
    """Yield the whole desk as lines of JSON, as it stands at one moment; the last one says how the history ends."""
    with told(desk.where), reading(desk.engine) as connection:
        yield from _lines(connection)


def import_lines(desk: Desk, lines: Iterable[str]) -> Taken:
    """Take in the lines of an export, all or none, and say what was added.

    An empty desk takes in all. One whose history is a beginning of theirs takes in the rest.

    Raises:
        DeskError: the lines are no export, were altered or cut, or their history is another than that of the desk.
    """
    with told(desk.where), writing(desk.engine) as connection:
        return _take(connection, lines)


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of an export in a file, or those of a desk that the file is.

    Raises:
        DeskError: it is neither.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        desk = file.read(16) == b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, 1.3.1
    if desk:
        with Desk.open(path) as held:
            yield from export_lines(held)
        return
    with path.open(encoding="utf-8", newline="\n") as text:
        try:
            yield from text
        except UnicodeDecodeError:
            raise DeskError("no-export", path) from None


def backup(desk: Desk, target: Path) -> Taken:
    """Copy the desk, wherever it is, into a file of SQLite: whole, or not at all; and say what it holds.

    The copy is a desk: it can be opened as one, and imported into another.

    Raises:
        DeskError: the desk was altered, so that its history does not give what it holds; or the file is itself a desk
            that is in use.
        OSError: the file cannot be written.
    """
    if target.with_name(f"{target.name}-wal").exists():
        # The log of the desk that is there would be taken for that of the copy.
        raise DeskError("in-use", target)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    os.close(handle)
    made = Path(name)
    try:
        made.unlink()
        engine = connect(made, create=True)
        try:
            taken = _copied(desk, engine, name)
        finally:
            engine.dispose()
        made.replace(target)
    except DeskError as error:
        # The file that is written first is nobody's business.
        raise DeskError(error.code, target if error.what == name else error.what, error.reason) from error
    finally:
        for left in (made, Path(f"{name}-wal"), Path(f"{name}-shm")):
            left.unlink(missing_ok=True)
    return taken


def _copied(desk: Desk, engine: Engine, name: str) -> Taken:
    with told(name), writing(engine) as connection:
        taken = _take(connection, export_lines(desk))
    # Nothing is left in the log beside the file, as the file alone is moved to its place.
    with told(name):
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
    return taken


def _lines(connection: Connection) -> Iterator[str]:
    yield canonical({"form": FORM}) + "\n"
    table = tables().tables["files"]
    names = connection.execute(select(table.c.sha256).order_by(table.c.sha256)).scalars().all()
    for name in names:
        content = connection.execute(select(table.c.content).where(table.c.sha256 == name)).scalar_one()
        yield canonical({"file": name, "content": base64.b64encode(content).decode()}) + "\n"
    for change in changes(connection):
        yield canonical(_data(change)) + "\n"
    head = latest(connection)
    yield canonical({"end": head.number, "hash": head.hash}) + "\n"


def _data(change: Change) -> dict[str, Any]:
    return {
        "change": change.number,
        "case": change.case,
        "action": change.action,
        "actor": change.actor,
        "at": change.at,
        "why": change.why,
        "edits": [edit_data(each) for each in change.edits],
        "previous": change.previous,
        "hash": change.hash,
    }


def _take(connection: Connection, lines: Iterable[str]) -> Taken:
    held = hold(connection)
    mine = {each.number: each.hash for each in changes(connection)}
    files = set(connection.execute(select(tables().tables["files"].c.sha256)).scalars())
    at, ended, added = Head(0, NOTHING), False, 0
    for number, data in enumerate(map(_parsed, lines), 1):
        if ended or (number == 1) != (data.get("form") == FORM):
            raise DeskError("no-export", number)
        if "file" in data:
            _take_file(connection, data, number, files)
        elif "change" in data:
            change = _change(data, number)
            if (change.number, change.previous) != (at.number + 1, at.hash) or digest(change) != change.hash:
                raise DeskError("export-altered", number)
            at = Head(change.number, change.hash)
            if change.number > held.number:
                apply(connection, change)
                added += 1
            elif mine[change.number] != change.hash:
                raise DeskError("other-history", change.number)
        elif "end" in data:
            ended = (data["end"], data["hash"]) == (at.number, at.hash)
    if not ended:
        raise DeskError("export-cut", at.number)
    if at.number < held.number:
        raise DeskError("other-history", at.number + 1)
    return Taken(added, at.number - added, at)


def _parsed(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _change(data: dict[str, Any], number: int) -> Change:
    try:
        return Change(
            data["change"],
            data["case"],
            data["action"],
            data["actor"],
            data["at"],
            data["why"],
            tuple(edits_from(data["edits"])),
            data["previous"],
            data["hash"],
        )
    except (KeyError, TypeError):
        raise DeskError("no-export", number) from None


def _take_file(connection: Connection, data: dict[str, Any], number: int, files: set[str]) -> None:
    try:
        content = base64.b64decode(data["content"], validate=True)
    except (KeyError, TypeError, binascii.Error):
        raise DeskError("no-export", number) from None
    if hashlib.sha256(content).hexdigest() != data["file"]:
        raise DeskError("export-altered", number)
    if data["file"] not in files:
        connection.execute(insert(tables().tables["files"]).values(sha256=data["file"], content=content))
        files.add(data["file"])
