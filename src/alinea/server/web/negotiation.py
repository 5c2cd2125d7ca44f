"""In which form an answer is wanted, of those that there are (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 40
"""Ranges of a header that are looked at."""


def wanted(accept: str, offered: Sequence[str]) -> str:
    """Return the media type that an ``Accept`` header prefers; the first that is offered where it prefers none.

    A sample: of ``text/html`` and ``application/json`` a browser's header, ``text/html, */*;q=0.8``, wants the former.

    Args:
        offered: media types, the usual one first.
    """
    ranges: list[tuple[str, float]] = []
    for part in accept.split(",")[:MOST]:
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            ranges.append((media, min(max(float(weight), 0.0), 1.0)))
        except ValueError:
            continue
    best = max(offered, key=lambda each: _quality(each, ranges))  # of equals the first
    return best if _quality(best, ranges) > 0 else offered[0]


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much a media type is wanted: what the range says that fits it most closely."""
    for form in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = next((quality for named, quality in ranges if named == form), None)
        if found is not None:
            return found
    return 0.0
