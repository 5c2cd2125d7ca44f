"""Records as they are given to others: a file by its name alone, not by where it lies on this machine."""

from __future__ import annotations

import re

from alinea.model.record import Record


def published(record: Record) -> Record:
    """Return a record whose source is named without the folders that it was read from.

    A sample: ``texts/2020/A-RES-75-28.pdf`` becomes ``A-RES-75-28.pdf``.
    """
    path = record.source.path
    name = re.split(r"[/\\]", path)[-1] or path
    if name == path:
        return record
    return record.model_copy(update={"source": record.source.model_copy(update={"path": name})})
