"""What leads where: citations, relations of actors, and series with their grounds, in words and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from alinea.library.relations import RelationStated
from alinea.model.corpus import Ambiguous, Link, Member, Reason, Resolved, Series, SeriesLink
from alinea.presenting.answers import Row
from alinea.presenting.words import Words
from alinea.store.values import Metadata

CITATIONS = (
    "address", "work", "paragraph", "language", "target", "pinpoint", "outcome", "reason", "candidates",
    "text", "span",
)  # fmt: skip


def citation_row(link: Link) -> Row:
    """Return a citation as a row of an answer."""
    outcome, place = link.outcome, link.place
    return {
        "address": place.address,
        "work": place.symbol,
        "paragraph": place.paragraph,
        "language": place.language,
        "target": link.target,
        "pinpoint": link.pinpoint,
        "outcome": type(outcome).__name__.lower(),
        "reason": None if isinstance(outcome, Resolved) else outcome.reason,
        "candidates": list(outcome.candidates) if isinstance(outcome, Ambiguous) else [],
        "text": place.text,
        "span": [list(place.span)],
    }


RELATIONS = ("one", "one_id", "relation", "said", "other", "other_id", "address", "quote")


def relation_row(stated: RelationStated, words: Words) -> Row:
    """Return a relation as a row: who, how, with whom, where, and the words that say so.

    Args:
        words: of the language in which the kind of relation is told.
    """
    each = stated.relation
    return {
        "one": each.one.name,
        "one_id": each.one.id,
        "relation": each.kind,
        "said": words(f"relations.{each.kind}"),
        "other": each.other.name,
        "other_id": each.other.id,
        "address": f"{stated.work}#{each.paragraph}",
        "quote": each.quote,
    }


Known = Mapping[str, Metadata | None]
"""What was imported of the texts of a series, by symbol."""

SERIES = (
    "symbol", "title", "adopted_on", "held", "sure", "later", "earlier", "confidence", "grounds", "weights",
    "shown_at",
)  # fmt: skip


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
        "series.possible", symbol=link.earlier, confidence=_percent(link), reasons=_told(link.reasons, words)
    )


def _percent(link: SeriesLink) -> int:
    return round(100 * link.confidence)


def _told(reasons: Sequence[Reason], words: Words) -> str:
    return ", ".join(words(f"ground.{each.code}", fact=each.fact) for each in reasons)


def title_of(member: Member, known: Known) -> str | None:
    """Return the title of a text; of one that is not held, or has none, the one that was imported."""
    beside = known.get(member.symbol)
    return member.title or (beside.title if beside else None)


def series_rows(found: Series, known: Known) -> Iterator[Row]:
    """Yield a row for each link by which a text is of a series, the doubtful ones last."""
    for member in found.members:
        title = title_of(member, known)
        if not member.links:
            yield _row(member, title, None, sure=True)
        for link in member.links:
            yield _row(member, title, link, sure=True)
    for link in found.doubtful:
        member = Member(link.earlier, None, link.earlier_on, link.held, ())
        yield _row(member, title_of(member, known), link, sure=False)


def _row(member: Member, title: str | None, link: SeriesLink | None, *, sure: bool) -> Row:
    reasons = link.reasons if link else ()
    return {
        "symbol": member.symbol,
        "title": title,
        "adopted_on": member.adopted_on.isoformat() if member.adopted_on else None,
        "held": member.held,
        "sure": sure,
        "later": link.later if link else None,
        "earlier": link.earlier if link else None,
        "confidence": link.confidence if link else None,
        "grounds": [each.code for each in reasons],
        "weights": [f"{each.weight:+.2f}" for each in reasons],
        "shown_at": [each.place.address if each.place else "" for each in reasons],
    }
