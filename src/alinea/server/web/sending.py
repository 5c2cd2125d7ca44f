"""What a form sends: fields, files, and text that was pasted, within bounds."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

LARGEST = 25_000_000
"""Bytes of one file at most."""

MEGABYTES = LARGEST // 1_000_000

PASTED = "pasted.txt"


def field(form: FormData, name: str) -> str:
    """Return a field of a form, empty where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


async def texts(form: FormData) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each file that is sent as ``files``, then the text that was pasted as ``text``.

    Raises:
        HTTPException: 413, one of them is too large.
    """
    sent = []
    for each in form.getlist("files"):
        if isinstance(each, UploadFile) and each.filename:
            data = await each.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise HTTPException(413)
            sent.append((each.filename[-200:], data))
    pasted = field(form, "text").strip()
    if pasted:
        sent.append((PASTED, pasted.encode("utf-8", "replace")))
    return sent
