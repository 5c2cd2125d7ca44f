"""A record as one line of JSON, after the contract of `alinea.model.record`."""

from __future__ import annotations

import json
from typing import Any

from alinea.model.document import Document
from alinea.model.record import Record


def render(record: Record | Document) -> bytes:
    """Return a record, or a document that is no resolution, as one line of JSON in UTF-8, with its line feed.

    Halves of surrogate pairs, as in names of files that are not UTF-8, are written as U+FFFD.
    """
    try:
        return record.model_dump_json().encode() + b"\n"
    except ValueError:  # pydantic writes UTF-8, which has no halves of surrogate pairs
        text = json.dumps(whole(record.model_dump(mode="python")), ensure_ascii=False, default=str)
        return text.encode() + b"\n"


def schema(*, document: bool = False) -> bytes:
    """Return the JSON Schema of a record, set in for a person to read.

    Args:
        document: of a document that is no resolution instead.
    """
    model = Document if document else Record
    tree = model.model_json_schema(mode="serialization")
    tree = {"$schema": "https://json-schema.org/draft/2020-12/schema", **tree}
    return json.dumps(tree, ensure_ascii=False, indent=2).encode() + b"\n"


def whole(value: Any) -> Any:
    """Return a value of which every string can be written in UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {key: whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [whole(each) for each in value]
    return value
