"""The file of a Word document, the same for the same content."""

from __future__ import annotations

import datetime
import io
import zipfile

_FIRST = datetime.date(1980, 1, 1)
"""The first day that a ZIP archive can name."""


def closed(data: bytes, made_on: datetime.date) -> bytes:
    """Return a Word document whose parts all bear one date, so that the same text gives the same bytes.

    Args:
        data: the document as python-docx saved it, with the time of the moment in it.
    """
    day = max(made_on, _FIRST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
