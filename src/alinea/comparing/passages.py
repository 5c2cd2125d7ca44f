"""A record as a row of passages to compare: title, paragraphs, headings and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from alinea.model.comparison import Passage, PassageKind, Side
from alinea.model.record import Citation, Commitment, Footnote, Paragraph, Party, Record
from alinea.model.spans import Span
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold

_ABOVE = 2000
"""Characters of the paragraphs above that are kept for each paragraph: names stand near what they govern."""


def passages(record: Record) -> tuple[Passage, ...]:
    """Return all that a resolution says, in order: the title, the paragraphs with the headings before them, the notes.

    What the masthead and the closing lines say is not among them: it is of the sitting, not of the matter. Nor is what
    stands in the place of a paragraph that was taken out: *(deleted)*.
    """
    return tuple(_numbered(_each(record), record.language))


def side(record: Record) -> Side:
    """Return what is said of a text where it is compared."""
    path = record.source.path
    name = record.symbol or PurePosixPath(path.replace("\\", "/")).name or path
    return Side(
        record.symbol,
        name,
        record.language,
        record.title,
        record.adopted_on,
        record.session,
        record.organ,
        bool(record.footnotes),
    )


def _numbered(found: Iterator[Passage], language: str) -> Iterator[Passage]:
    words = comparing_words(language)
    order = 0
    for passage in found:
        if words is None or not words.vacated.fullmatch(fold(passage.text).strip()):
            yield replace(passage, order=order)
            order += 1


def _each(record: Record) -> Iterator[Passage]:
    notes = _Notes({note.number: note for note in record.footnotes}, marks_left(record))
    headings: dict[str | None, list[Passage]] = {}
    for place, heading in enumerate(record.headings, 1):
        words = Passage(f"heading_{place}", "heading", heading.number, heading.text, 0)
        headings.setdefault(heading.before, []).append(words)
    if record.title:
        yield Passage("title", "title", None, record.title, 0)
    parts: tuple[tuple[PassageKind, tuple[Paragraph, ...]], ...] = (
        ("preambular", record.preamble),
        ("operative", record.operative),
    )
    for kind, tops in parts:
        for top in tops:
            yield from _below(top, kind, notes, headings)
    for place, annex in enumerate(record.annexes, 1):
        name = f"annex_{place}"
        if annex.title:
            yield Passage(name, "heading", None, annex.title, 0)
        for top in annex.paragraphs:
            yield from _below(top, "annex", notes, headings, parent=name)
    for waiting in headings.values():  # those before nothing, or before what is not there
        yield from waiting
    for place, note in enumerate(record.footnotes, 1):
        yield Passage(f"note_{place}", "note", note.number, note.text, 0, citations=note.citations)


@dataclass(frozen=True, slots=True)
class _Notes:
    """The footnotes of a text by their numbers, and the marks that stand in the words of its paragraphs."""

    held: Mapping[str, Footnote]
    left: Mapping[str, tuple[tuple[str, Span], ...]]

    def named(self, paragraph: Paragraph) -> tuple[Citation, ...]:
        """Return the documents that the footnotes of a paragraph name."""
        numbers = [*paragraph.footnotes, *(number for number, _ in self.left.get(paragraph.id, ()))]
        called = (self.held[number] for number in numbers if number in self.held)
        return tuple(citation for note in called for citation in note.citations)

    def marks(self, paragraph: Paragraph) -> tuple[Span, ...]:
        """Return the places of the marks that stand in its words."""
        return tuple(span for _, span in self.left.get(paragraph.id, ()))


def _below(
    top: Paragraph,
    kind: PassageKind,
    notes: _Notes,
    headings: dict[str | None, list[Passage]],
    parent: str | None = None,
) -> Iterator[Passage]:
    """Yield a paragraph and those below it, each with the headings before it."""
    waiting = [(top, 0, parent, "")]
    while waiting:
        paragraph, depth, above, words = waiting.pop()
        yield from headings.pop(paragraph.id, ())
        yield Passage(
            paragraph.id,
            kind,
            paragraph.number,
            paragraph.text,
            0,
            depth=depth,
            parent=above,
            lead=paragraph.lead,
            citations=paragraph.citations,
            commitments=paragraph.commitments,
            noted=notes.named(paragraph),
            calls_left=notes.marks(paragraph),
            above=words,
            lent=tuple(_lent(paragraph)),
        )
        words = f"{words} {paragraph.text}".strip()[-_ABOVE:]
        waiting += ((child, depth + 1, paragraph.id, words) for child in reversed(paragraph.children))


def _lent(paragraph: Paragraph) -> Iterator[Party]:
    """Yield who is charged in the sub-paragraphs by words of this one, each once."""
    own = fold(paragraph.text)
    seen: set[str] = set()
    for child in paragraph.children:
        for each in child.walk():
            below = fold(each.text)
            for commitment in each.commitments:
                for party in _parties(commitment):
                    name = fold(party.text)
                    if name not in seen and name in own and name not in below:
                        seen.add(name)
                        yield party


def _parties(commitment: Commitment) -> tuple[Party, ...]:
    return commitment.bearers or ((commitment.bearer,) if commitment.bearer else ())


_SIGNS = frozenset(",;.:)»”")
_BEFORE = 24  # characters that are looked at before a figure: no word that goes with figures is longer


# By itself, or close to the end of a word in small letters or to a sign that closes: "l'homme 1", "l'homme1", "»1".
_FIGURE = re.compile(r"(?:(?<=[a-zà-ÿ]{3})|(?<=[»”)\s]))(?P<number>[1-9]\d{0,2})(?![\w%°/]|[.,-]\d)")


def marks_left(record: Record) -> Mapping[str, tuple[tuple[str, Span], ...]]:
    """Return the footnote marks that stand in the words of paragraphs, by the paragraph: number and place.

    A figure is taken for a mark where a note of its number is held and called nowhere; in a text of which no note is
    held, where it comes next after those before it. A figure that a word before it counts or numbers is none.
    """
    words = comparing_words(record.language)
    if words is None:
        return {}
    called = {call.number for paragraph in record.paragraphs() for call in paragraph.calls}
    called |= {number for paragraph in record.paragraphs() for number in paragraph.footnotes}
    waiting = {note.number for note in record.footnotes} - called
    lost = not record.footnotes and not called
    found: dict[str, tuple[tuple[str, Span], ...]] = {}
    following = 1
    for paragraph in record.paragraphs():
        own: list[tuple[str, Span]] = []
        for number, span in _figures(paragraph):
            before = fold(paragraph.text[max(0, span.start - _BEFORE) : span.start])
            if words.numbered.search(before):
                continue
            if number in waiting:
                waiting.discard(number)
            elif lost and number == str(following) and _closes(paragraph.text, span):
                following += 1
            else:
                continue
            own.append((number, span))
        if own:
            found[paragraph.id] = tuple(own)
    return found


def _figures(paragraph: Paragraph) -> Iterator[tuple[str, Span]]:
    for match in _FIGURE.finditer(paragraph.text):
        yield match["number"], Span(*match.span("number"))


def _closes(text: str, span: Span) -> bool:
    """Tell whether a sign or the end comes after a figure, or a sign stands before it: *Convention, 1 and*."""
    after = text[span.end : span.end + 2].lstrip()[:1]
    return after in ("", *_SIGNS) or text[: span.start].rstrip()[-1:] in _SIGNS
