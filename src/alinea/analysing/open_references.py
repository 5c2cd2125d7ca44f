"""References to resolutions without their numbers: *d'autres résolutions pertinentes*, *subsequent resolutions*."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from alinea.model.record import OpenReference
from alinea.model.spans import MendedText, Span
from alinea.vocab.citation_words import CitationWords, citation_words
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words

_NOT_OPEN = ("none", "foreign", "assembly", "council", "commission")
_SENSES: tuple[Literal["subsequent", "earlier", "relevant", "other"], ...] = (
    "subsequent",
    "earlier",
    "relevant",
    "other",
)


def find_open_references(text: MendedText, organ: str | None, language: str) -> tuple[OpenReference, ...]:
    """Return the resolutions and decisions that a paragraph speaks of without naming each.

    Args:
        text: the paragraph; organ: series of the organ that adopts the resolution; language: a language tag.

    A sample: *toutes ses résolutions ultérieures sur la question* are later ones of the organ itself: not earlier ones.
    """
    return tuple(_found(text, organ, language))


def _found(text: MendedText, organ: str | None, language: str) -> Iterator[OpenReference]:
    words, organs = instrument_words(language), citation_words(language)
    folded = fold(text.text)
    if not words.open_noun.search(folded):
        return
    for match in words.open.finditer(folded):
        said = " ".join(filter(None, (match["before"], match.groupdict().get("after"))))
        if not said:
            continue
        sense = next(each for each in _SENSES if words.senses[each].search(said))
        start = match.start("lead") if match["lead"] else match.start()
        end = len(match[0].rstrip()) + match.start()
        series = _organ(folded, match.start(), match.end(), organs, language)
        if series is None and words.possessive.search(folded, max(0, match.start() - 12), match.end()):
            series = organ
        yield OpenReference(
            text=text.text[start:end],
            kind="decision" if folded.startswith("decision", match.start("noun")) else "resolution",
            sense=sense,
            organ=series,
            at=Span(start, end),
            span=text.span(start, end),
        )


def _organ(folded: str, start: int, end: int, words: CitationWords, language: str) -> str | None:
    """Return the series of the organ named within the words, or directly after them."""
    within = words.organ.search(folded, start, end)
    after = instrument_words(language).of_organ.match(folded, end)
    found = words.organ.match(folded, after.end()) if after else None
    for each in (within, found):
        if each and (series := words.series[each.lastgroup or ""]) not in _NOT_OPEN:
            return series
    return None
