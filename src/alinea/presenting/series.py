"""Why a text is of a series, in words."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.model.corpus import Member, Reason, SeriesLink
from alinea.presenting.words import Words

__all__ = ["ground", "possible"]


def ground(member: Member, words: Words) -> str:
    """Return why a text is of the series: by its nearest link."""
    link = member.links[0]
    key = "series.goes-on" if link.later == member.symbol else "series.recalled-by"
    return words(
        key,
        earlier=link.earlier,
        later=link.later,
        confidence=_percent(link),
        reasons=_told(link.reasons, words),
    )


def possible(link: SeriesLink, words: Words) -> str:
    """Return an earlier text that may be of the series, with why."""
    return words(
        "series.possible",
        symbol=link.earlier,
        confidence=_percent(link),
        reasons=_told(link.reasons, words),
    )


def _percent(link: SeriesLink) -> int:
    return round(100 * link.confidence)


def _told(reasons: Sequence[Reason], words: Words) -> str:
    return ", ".join(words(f"ground.{each.code}", fact=each.fact) for each in reasons)
