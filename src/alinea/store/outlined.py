"""What linking keeps of a version, made ready where its text is read or its record unpacked; that needs no library."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from alinea.model.corpus import Outline
from alinea.model.record import Record
from alinea.store.rows import unpack


@dataclass(frozen=True, slots=True)
class Changed:
    """A version whose record was added or replaced since it was last linked.

    Attributes:
        version: its number in the library; digest: of its record; packed: the record.
    """

    version: int
    digest: bytes
    packed: bytes

    @property
    def record(self) -> Record:
        """The record, unpacked.

        Raises:
            ValueError: it is damaged.
        """
        return unpack(self.packed, self.digest)


class RelationRow(NamedTuple):
    """How a paragraph says that two actors stand to one another, as it is kept.

    Attributes:
        one, other: names as printed, with identifiers where known; bare: these names folded, without article.
        start: place of `quote` in the paragraph.
    """

    kind: str
    one: str
    one_id: str | None
    one_bare: str
    other: str
    other_id: str | None
    other_bare: str
    paragraph: str
    start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Outlined:
    """What is kept of a version: rows only.

    Attributes:
        work: its symbol, None where the record cannot be linked.
        data: the outline; leads: pairs of a symbol and ``recall``, ``answer`` or ``observe``.
        relations: that it states, in its order.
    """

    work: str | None = None
    data: bytes | None = None
    leads: tuple[tuple[str, str], ...] = ()
    relations: tuple[RelationRow, ...] = ()


def outlined(outline: Outline | None, relations: tuple[RelationRow, ...] = ()) -> Outlined:
    """Return what is kept of a version of which this is the outline, and which states these relations."""
    if outline is None:
        return Outlined()
    recalled = {(each.target, "recall") for each in outline.recalls}
    answered = {(target, "answer") for notice in outline.notices for target in notice.pursuant}
    # A year that is proclaimed, or a day observed, need not be the matter of the text that first asked for it.
    observing = any(each.commitment.kind == "observance" for each in outline.charges)
    observed = {(target, "observe") for target, _ in recalled} if observing else set()
    data = packed(_outlines().dump_json(outline))
    leads = tuple(sorted(recalled | answered | observed))
    return Outlined(outline.symbol, data, leads, relations)


def unpacked_outline(data: bytes) -> Outline:
    """Return an outline as it was before it was packed."""
    return _outlines().validate_json(zlib.decompress(data))


def packed(json: bytes) -> bytes:
    """Return JSON as it is kept."""
    return zlib.compress(json, 1)


@cache
def _outlines() -> TypeAdapter[Outline]:
    return TypeAdapter(Outline)
