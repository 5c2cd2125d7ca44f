"""The draft that rules look at: its record, the text it was read from, and its paragraphs with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from alinea.model.record import Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.linting_words import LintingWords, linting_words

Kind = Literal["preambular", "operative", "annex"]


# A footnote mark that reading took for a number, as pages set in plain text have it: ", 12" at the end.
_LOOSE_MARK = re.compile(r"(?P<sign>[;,.])(?=\D{0,3}\d)[\s\x00-\x1f\d]{1,12}\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to be looked at.

    Attributes:
        record: what was read of it; content: the text that the spans of the record are places in.
    """

    record: Record
    content: str

    @property
    def language(self) -> str:
        """The language of the draft."""
        return self.record.language

    @property
    def words(self) -> LintingWords:
        """The words and signs of its language."""
        return linting_words(self.language)

    @property
    def faithful(self) -> bool:
        """Whether the format keeps spaces and signs as they were typed; those of a PDF are drawn."""
        return self.record.source.media_type != "application/pdf"

    def body(self) -> Iterator[tuple[Kind, Paragraph]]:
        """Yield every paragraph of the preamble and the operative part, sub-paragraphs too, in order."""
        for paragraph in self.record.preamble:
            yield from (("preambular", each) for each in paragraph.walk())
        for paragraph in self.record.operative:
            yield from (("operative", each) for each in paragraph.walk())

    def pieces(self, paragraph: Paragraph) -> Iterator[Span]:
        """Yield the stretches of the source that hold a paragraph's own words, its sub-paragraphs left out."""
        first = min((child.span.start for child in paragraph.children), default=None)
        for span in paragraph.pieces or (paragraph.span,):
            end = span.end if first is None or span.start >= first else min(span.end, first)
            if span.start < end:
                yield Span(span.start, end)

    def ending(self, paragraph: Paragraph) -> Ending:
        """Return how a paragraph's own words end: the last sign, and where it stands in the source."""
        words = paragraph.text.rstrip(INVISIBLE)
        mark = _LOOSE_MARK.search(words)
        if mark:
            return Ending(mark["sign"], words, None)
        sign, place = words[-1:], None
        for span in self.pieces(paragraph):
            printed = self.content[span.start : span.end].rstrip(INVISIBLE)
            if not printed:
                continue
            end = span.start + len(printed)
            start = span.start + len(printed[:-1].rstrip(INVISIBLE)) if printed[-1] in SIGNS else end
            # A footnote mark or mark-up may follow the sign: then its place is not certain.
            place = Span(start, end) if printed.endswith(sign) else None
        return Ending(sign, words, place)


INVISIBLE = " \t\n\r\f\u00a0\u202f\u200b\u200e\u200f\ufeff"
"""White space, and marks that are not seen."""

SIGNS = ";:,."


@dataclass(frozen=True, slots=True)
class Ending:
    """How a paragraph ends.

    Attributes:
        sign: its last character; words: its text without white space at the end.
        place: where the sign and the spaces before it stand in the source, an empty place after the last letter where
            there is no sign; None where that is not certain.
    """

    sign: str
    words: str
    place: Span | None
