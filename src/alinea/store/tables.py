"""The tables that the migrations make, as queries name them; a test holds the two equal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

_FOUND = "passage_id:int version_id:int"
_PLACE = "at_start:int at_end:int span_start:int span_end:int"

# Columns are text where nothing else is said.
_COLUMNS = {
    "migrations": "number:int name",
    "sources": "id:int sha256 size:int media_type asked reader revision:int left_out:int added_at",
    "texts": "source_id:int sha256:blob text:blob exact:int data:blob",
    "files": "path source_id:int",
    "works": "id:int name symbol organ session:int number part adopted_on standing adoption",
    "versions": "id:int work_id:int source_id:int place:int language title organ session:int number part adopted_on"
    " fragment:int media_type doubts:int extent:int current:int principal:int",
    "records": "version_id:int sha256:blob json:blob",
    "passages": "id:int version_id:int address part number act act_class force:int text facets",
    "words": "language stem word uses:int",
    "citations": f"id:int {_FOUND} target kind date pinpoint text {_PLACE}",
    "commitments": f"id:int {_FOUND} kind bearer bearer_id recipient recipient_id act force:int due_session:int"
    f" due_organ due_date recurrence due_text condition quote certain:int {_PLACE}",
    "agenda_items": "version_id:int item:int sub",
    "warnings": "id:int version_id:int code message span_start:int span_end:int",
    "metadata": "symbol title adopted_on meeting committee agenda_item agenda_title documents adoption yes:int no:int"
    " abstain:int sha256 organ numbered session:int item:int standing",
    "sponsors": "symbol place:int name later:int",
    "votes": "symbol state vote",
    "subjects": "symbol place:int subject scheme",
    "goals": "symbol goal",
    "documents": "id:int source_id:int place:int type symbol language title date organ session json:blob",
    "document_symbols": "symbol document_id:int",
    "document_requests": "symbol document_id:int",
}
_TYPES = {"": Text, "int": Integer, "blob": LargeBinary}


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the library; what they hold is told in the migrations."""

    migrations: Table
    sources: Table
    texts: Table
    files: Table
    works: Table
    versions: Table
    records: Table
    passages: Table
    words: Table
    citations: Table
    commitments: Table
    agenda_items: Table
    warnings: Table
    metadata: Table
    sponsors: Table
    votes: Table
    subjects: Table
    goals: Table
    documents: Table
    document_symbols: Table
    document_requests: Table


@cache
def tables() -> Tables:
    """Return the tables, made once and only when asked for."""
    schema = MetaData()
    return Tables(**{name: Table(name, schema, *_columns(listed)) for name, listed in _COLUMNS.items()})


def _columns(listed: str) -> list[Column[object]]:
    return [
        Column(name, _TYPES[kind]()) for name, _, kind in (each.partition(":") for each in listed.split())
    ]
