"""Texts that are sent: read, and not kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from alinea.library.confined import read_there
from alinea.server.api.aside import aside
from alinea.server.api.parameters import TextIn
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import answer
from alinea.server.api.values import ReadTexts

LARGEST = 25_000_000
"""Bytes that a text may have."""

MEDIA_TYPES = (
    "application/octet-stream", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/msword",
    "application/rtf", "application/vnd.oasis.opendocument.text", "application/vnd.wordperfect",
    "application/akn+xml", "application/xml", "application/xhtml+xml", "text/xml", "text/html",
    "text/markdown", "text/plain",
)  # fmt: skip
"""What a text may be said to be; what it is shows in its bytes."""


async def read(request: Request, asked: Annotated[TextIn, Query()]) -> Response:
    """Read a text and give the record of each resolution in it, and the document it is where it is none."""
    data = await body_of(request)
    found = await aside(read_there, data, asked.name, asked.language)
    given = ReadTexts(items=found.records, documents=found.documents)
    return answer(given, ReadTexts, {"cache-control": "no-store"})


async def body_of(request: Request) -> bytes:
    """Return the bytes that are sent with a request.

    Raises:
        ProblemError: they are too many, or of a type that is not read.
    """
    given = request.headers.get("content-type", "application/octet-stream")
    if given.partition(";")[0].strip().lower() not in MEDIA_TYPES or "content-encoding" in request.headers:
        raise ProblemError("unsupported-media-type", headers={"accept-post": ", ".join(MEDIA_TYPES)})
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > LARGEST):
        raise ProblemError("too-large", most=LARGEST // 1_000_000)
    data = bytearray()
    try:
        async for piece in request.stream():
            data += piece
            if len(data) > LARGEST:
                raise ProblemError("too-large", most=LARGEST // 1_000_000)
    except ClientDisconnect:
        raise ProblemError("incomplete") from None
    return bytes(data)
