"""The text to be with the spaces and signs of its language, so that a draft has no faults of its own making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alinea.model.draft import AnnexLines, Change, Choice, Line, Outlook
from alinea.model.record import Annex, Footnote, Heading, Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.typography import typeset

_NO_BREAK = str.maketrans({0xA0: " ", 0x202F: " "})


def typesetting(outlook: Outlook) -> Outlook:
    """Return the text to be with the spaces, apostrophes, quotation marks and ordinals of its language.

    The last text may have been set with plain spaces, or lost its no-break spaces where it was copied. What was changed
    and what stands open keeps its place in the words.
    """
    setter = _Setter(outlook.language)
    preamble, operative = setter.lines(outlook.preamble), setter.lines(outlook.operative)
    annexes = tuple(AnnexLines(setter.plain(a.title), setter.lines(a.paragraphs)) for a in outlook.annexes)
    notes = tuple(
        (number, setter.text(f"note_{n}", text)) for n, (number, text) in enumerate(outlook.notes, 1)
    )
    return replace(
        outlook,
        masthead=replace(outlook.masthead, proposal=setter.plain(outlook.masthead.proposal)),
        title=setter.plain(outlook.title),
        enacting=setter.plain(outlook.enacting),
        preamble=preamble,
        operative=operative,
        headings=tuple(replace(each, text=setter.plain(each.text)) for each in outlook.headings),
        annexes=annexes,
        notes=notes,
        changes=tuple(map(setter.change, outlook.changes)),
        choices=tuple(map(setter.choice, outlook.choices)),
    )


def as_set(record: Record, outlook: Outlook) -> Record:
    """Return what was read of the text to be with the spaces that it was set with, which reading makes plain ones.

    Args:
        record: read of the text that was printed from `outlook`. All places in it stay.
    """
    lines = [*_walk(outlook.preamble), *_walk(outlook.operative)]
    for annex in outlook.annexes:
        lines += _walk(annex.paragraphs)
    texts = [*(line.text for line in lines), *(note for _, note in outlook.notes)]
    texts += [outlook.title, *(annex.title for annex in outlook.annexes)]
    texts += (heading.text for heading in outlook.headings)
    by_words = {text.translate(_NO_BREAK): text for text in texts}

    def paragraph(each: Paragraph) -> Paragraph:
        children = tuple(map(paragraph, each.children))
        return each.model_copy(update={"text": by_words.get(each.text, each.text), "children": children})

    def titled(each: Annex) -> Annex:
        update = {
            "title": by_words.get(each.title, each.title),
            "paragraphs": tuple(map(paragraph, each.paragraphs)),
        }
        return each.model_copy(update=update)

    def worded(each: Footnote | Heading) -> Footnote | Heading:
        return each.model_copy(update={"text": by_words.get(each.text, each.text)})

    return record.model_copy(
        update={
            "title": by_words.get(record.title or "", record.title),
            "preamble": tuple(map(paragraph, record.preamble)),
            "operative": tuple(map(paragraph, record.operative)),
            "headings": tuple(map(worded, record.headings)),
            "annexes": tuple(map(titled, record.annexes)),
            "footnotes": tuple(map(worded, record.footnotes)),
        }
    )


def _walk(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _walk(line.children)


class _Setter:
    """Sets texts, and remembers where each of their characters went."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.was: dict[str, str] = {}
        self.now: dict[str, str] = {}
        self.places: dict[str, Sequence[int]] = {}

    def plain(self, text: str) -> str:
        """Return words of which no place is asked for."""
        return typeset(text, self.language)[0]

    def text(self, address: str, text: str) -> str:
        """Return the words of a paragraph or footnote."""
        now, places = typeset(text, self.language)
        self.was[address], self.now[address], self.places[address] = text, now, places
        return now

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return paragraphs, each with those below it."""
        return tuple(self._line(line) for line in lines)

    def _line(self, line: Line) -> Line:
        text = self.text(line.id, line.text)
        places = self.places[line.id]
        end = len(places) - 1
        return replace(
            line,
            text=text,
            calls=tuple((number, places[min(at, end)]) for number, at in line.calls),
            italic=places[min(line.italic, end)],
            children=self.lines(line.children),
        )

    def change(self, change: Change) -> Change:
        """Return a change with its words as they stand now."""
        at, now = self._moved(change.paragraph, change.at, change.now)
        return replace(change, at=at, now=now)

    def choice(self, choice: Choice) -> Choice:
        """Return a choice with its words as they stand now."""
        at, text = self._moved(choice.paragraph, choice.at, choice.text)
        return replace(choice, at=at, text=text)

    def _moved(self, address: str, at: Span, words: str) -> tuple[Span, str]:
        places = self.places.get(address)
        if places is None or not words:
            return at, self.plain(words)
        start = at.start if self.was[address][at.start : at.end] == words else self.was[address].find(words)
        if start < 0:
            return at, self.plain(words)
        span = Span(places[start], places[start + len(words)])
        return span, self.now[address][span.start : span.end]
