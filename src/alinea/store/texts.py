"""The texts that were read, kept so that a place in one can be shown, and an input given back, without its file."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from alinea.store.tables import tables
from alinea.store.values import Source

_LEVEL = 1  # of compression, as for records


@dataclass(frozen=True, slots=True)
class PackedText:
    """A text made ready for the library.

    Attributes:
        text: in UTF-8, compressed; digest: SHA-256 of the UTF-8.
        exact: the input is this text in UTF-8, byte for byte.
        data: the bytes of the input, compressed, where they are to be kept and the text does not give them.
    """

    text: bytes
    digest: bytes
    exact: bool
    data: bytes | None = None


def packed_text(content: str, data: bytes, *, keep: bool) -> PackedText:
    """Make a text ready for the library.

    Args:
        content: what was read, in which the spans of its records are places.
        data: the bytes it was read from.
        keep: keep the bytes too, as they are in no file.
    """
    # Halves of surrogate pairs, which UTF-8 has not, become a question mark each: places stay the same.
    plain = content.encode("utf-8", "replace")
    exact = plain == data
    held = zlib.compress(data, _LEVEL) if keep and not exact else None
    return PackedText(zlib.compress(plain, _LEVEL), hashlib.sha256(plain).digest(), exact, held)


def unpacked(packed: bytes, digest: bytes) -> str:
    """Return the text that was packed.

    Raises:
        ValueError: it is not what was packed.
    """
    try:
        plain = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"the text cannot be unpacked ({error})") from None
    if hashlib.sha256(plain).digest() != digest:
        raise ValueError("the text is not the one that was stored: its hash differs")
    return plain.decode()


def source(connection: Connection, sha256: str) -> Source | None:
    """Return an input and its text, None where it was not added.

    Raises:
        ValueError: the text is not what was stored.
    """
    t = tables()
    s, x = t.sources.c, t.texts.c
    query = (
        select(s.id, s.size, s.media_type, s.added_at, x.text, x.sha256, x.exact, x.data)
        .outerjoin(t.texts, x.source_id == s.id)
        .where(s.sha256 == sha256)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    files = select(t.files.c.path).where(t.files.c.source_id == row.id).order_by(t.files.c.path)
    text = None if row.text is None else unpacked(row.text, row.sha256)
    data = text.encode() if text is not None and row.exact else None
    if row.data is not None:
        data = zlib.decompress(row.data)
    paths = tuple(connection.execute(files).scalars())
    return Source(sha256, row.size, row.media_type, row.added_at, paths, text, data)
