"""What the paragraphs and footnotes of one resolution cite, read in order: each by what was said before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from alinea.analysing.citation_organs import last_commission
from alinea.analysing.citations import read_citations
from alinea.analysing.instruments import Instruments
from alinea.model.problems import Problem
from alinea.model.record import Citation, OpenReference
from alinea.model.resolution import Note, Passage, Resolution
from alinea.model.spans import MendedText, Span
from alinea.vocab.citation_words import CitationWords, citation_words
from alinea.vocab.dates import impossible_dates, unclear_dates
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words


class References:
    """What a resolution cites: paragraph after paragraph, then its footnotes, then what rests on these.

    Attributes:
        citations: of each paragraph, by its address; instruments, open_references: the same.
        notes: what each footnote cites, in order.
        problems: what could not be read with confidence.
    """

    def __init__(self, resolution: Resolution) -> None:
        self._organ = resolution.organ
        self._language = resolution.language
        self.problems: list[Problem] = []
        # The commission named last: "la résolution 53/4 de la Commission" is of that one.
        title = resolution.title.text if resolution.title else ""
        self._commission = last_commission(title, self._language)
        self._resolution = resolution
        self._organs: frozenset[str] | None = None
        called = {call.number for passage in _passages(resolution) for call in passage.calls}
        self._marks = frozenset(note.number for note in resolution.footnotes) - called
        self._note: tuple[str, tuple[Citation, ...]] | None = None
        passages = list(_passages(resolution))
        self.citations = {passage.id: self._of(passage.text) for passage in passages}
        self.notes = [self._of_note(note) for note in resolution.footnotes]
        numbers = [note.number for note in resolution.footnotes]
        instruments = Instruments(
            self._language, dict(zip(reversed(numbers), reversed(self.notes), strict=True))
        )
        self.instruments = {each.id: instruments.of(each, self.citations[each.id]) for each in passages}
        self.open_references = {
            each.id: find_open_references(each.text, self._organ, self._language) for each in passages
        }

    def _of(self, text: MendedText, note: bool = False) -> tuple[Citation, ...]:
        """Return what a paragraph or footnote cites by its own words."""
        found = read_citations(
            text,
            organ=self._organ,
            language=self._language,
            note=note,
            commission=self._commission,
            named=self._names,
            marks=self._marks,
        )
        self._commission = last_commission(text.text, self._language) or self._commission
        self.problems += found.problems
        for date, start, end in unclear_dates(text.text, self._language):
            read = f"; it was read as {date.isoformat()}" if date else "; no date was read"
            message = f"{text.text[start:end]}: which is the day and which the month cannot be told{read}"
            self.problems.append(Problem("date-ambiguous", message, text.span(start, end)))
        for start, end in impossible_dates(text.text, self._language):
            message = f"{text.text[start:end]}: the calendar has no such day; no date was read"
            self.problems.append(Problem("date-impossible", message, text.span(start, end)))
        return found.citations

    def _names(self, series: str) -> bool:
        """Tell whether the resolution names the organ of a series anywhere."""
        if self._organs is None:  # asked seldom, and then of the whole text
            words = citation_words(self._language)
            found = (words.organ.finditer(fold(text)) for text in _texts(self._resolution))
            self._organs = frozenset(words.series[each.lastgroup or ""] for texts in found for each in texts)
        return series in self._organs

    def _of_note(self, note: Note) -> tuple[Citation, ...]:
        """Return what a footnote cites, by its own words or by *ibid.*: the document of the note before it."""
        own = self._of(note.text, note=True)
        found = own + self._same(note, own)
        self._note = note.number, found
        return found

    def _same(self, note: Note, own: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Return what *ibid.* stands for: nothing where other words than a place follow it (*Ibid., vol. 5*)."""
        words, folded = citation_words(self._language), fold(note.text.text)
        found = words.places.ibidem.match(folded)
        if found is None or any(each.at.start < found.end() for each in own):
            return ()
        span = note.text.span(*found.span("same"))
        before = self._note[1] if self._note and _follows(self._note[0], note.number) else ()
        documents = dict.fromkeys(each.joint or each.target for each in before)
        if len(documents) != 1:
            if before:
                message = f"{found['same']} stands for one document; the note before names {len(documents)}"
                self.problems.append(Problem("ibid-unclear", message, span))
            return ()
        at = Span(*found.span("same"))
        place = note.text.text[slice(*found.span("place"))] if found["place"] else None
        return tuple(
            each.model_copy(
                update={
                    "text": note.text.text[slice(*at)],
                    "pinpoint": place or each.pinpoint,
                    "at": at,
                    "span": span,
                }
            )
            for each in {each.target: each for each in before}.values()
        )


def _passages(resolution: Resolution) -> Iterator[Passage]:
    """Yield every paragraph in order, each before its sub-paragraphs."""
    annexed = (passage for annex in resolution.annexes for passage in annex.passages)
    waiting = [*resolution.preamble, *resolution.operative, *annexed][::-1]
    while waiting:
        passage = waiting.pop()
        yield passage
        waiting += reversed(passage.children)


def _texts(resolution: Resolution) -> Iterator[str]:
    if resolution.title:
        yield resolution.title.text
    for passage in _passages(resolution):
        yield passage.text.text
    for note in resolution.footnotes:
        yield note.text.text


def _follows(before: str, number: str) -> bool:
    """Tell whether a note is the next after another; of marks that are no numbers the one that stands behind it is."""
    return not (before.isdigit() and number.isdigit()) or int(number) == int(before) + 1


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
