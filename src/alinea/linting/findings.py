"""What linting gives: findings, each with its place and, where one is safe, an edit that mends it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from alinea.model.record import Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.linting_words import LintingWords, Severity, linting_words, rules

Fact = str | int

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of the source and what to put in their place; nothing is taken out where the span is empty."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from a rule.

    Attributes:
        rule: its identifier, ``AL501``.
        case: which of the cases of the rule it is; the catalogue has the words under ``rule.AL501.says.<case>``.
        span: its place in the text of the source.
        address: id of the paragraph, ``op_7_a``; None where it is of the whole text.
        facts: what goes into the words of the catalogue.
        edits: what mends it, where that is safe; empty where a person must.
    """

    rule: str
    case: str
    span: Span
    address: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)
    edits: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return rules()[self.rule].severity


@dataclass(frozen=True, slots=True)
class Held:
    """What a library knows of a document.

    Attributes:
        adopted_on: when it was adopted, None where that is not known; text: it is held, and not only named in a series.
        later, later_on: the latest text of its series that is held, and when that was adopted; None where it is itself.
    """

    adopted_on: datetime.date | None = None
    text: bool = True
    later: str | None = None
    later_on: datetime.date | None = None


Shelf = Callable[[str], Held | None]
"""What linting asks of a library: by a canonical symbol, what it knows; None where it knows nothing."""


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
