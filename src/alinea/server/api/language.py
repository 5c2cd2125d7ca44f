"""Which language an answer speaks to a person in."""

from __future__ import annotations

from starlette.requests import Request

from alinea.presenting.words import LANGUAGES

DEFAULT = "en"
_MOST = 20  # preferences that are looked at


def tongue(request: Request) -> str:
    """Return the language of what a person reads: that of ``lang``, else of ``Accept-Language``, else English."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return preferred_of(request.headers.get("accept-language", "")) or DEFAULT


def preferred_of(header: str) -> str | None:
    """Return the language that an ``Accept-Language`` header prefers of those that have a catalogue (RFC 9110, 12.5.4).

    A sample: ``fr-CH, fr;q=0.9, en;q=0.8`` gives ``fr``.
    """
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:_MOST]):
        tag, *parameters = (each.strip() for each in part.split(";"))
        language = tag.split("-")[0].lower()
        if language not in LANGUAGES:
            continue
        bare = (each.replace(" ", "") for each in parameters)
        weight = next((each.removeprefix("q=") for each in bare if each.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if 0 < quality <= 1:
            ranked.append((-quality, place, language))
    return min(ranked)[2] if ranked else None
