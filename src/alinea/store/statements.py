"""The statements that adding every text needs: putting them together takes longer than running them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, Update, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql.dml import ReturningInsert

from alinea.store.tables import tables


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
