"""Answers that are files for a person to keep."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi.responses import Response, StreamingResponse


def download(body: bytes | Iterator[bytes], media_type: str, name: str, **headers: str) -> Response:
    """Return a file; a browser keeps it and never shows it as a page.

    Args:
        body: of the file, or pieces of it, of one that is long; media_type: what it is.
        name: proposed for it, of letters and figures of ASCII, hyphens and full stops.
        headers: more, ``cache_control="no-cache"``.
    """
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    told["content-disposition"] = f'attachment; filename="{name}"'
    if not isinstance(body, bytes):
        return StreamingResponse(body, media_type=media_type, headers=told)
    return Response(body, media_type=media_type, headers=told)


def stem(work: str) -> str:
    """Return the name of a work as the beginning of a file's name: ``A-RES-62-27``."""
    return "".join(each if each.isascii() and each.isalnum() else "-" for each in work).strip("-")
