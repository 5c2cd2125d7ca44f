"""A record as a row of passages to compare: title, paragraphs, headings and footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from alinea.model.comparison import Passage, PassageKind, Side
from alinea.model.record import Citation, Footnote, Paragraph, Record

__all__ = ["passages", "side"]


def passages(record: Record) -> tuple[Passage, ...]:
    """Return all that a resolution says, in order: the title, the paragraphs with the headings before them, the notes.

    What the masthead and the closing lines say is not among them: it is of the sitting, not of the matter.
    """
    return tuple(_numbered(_each(record)))


def side(record: Record) -> Side:
    """Return what is said of a text where it is compared."""
    path = record.source.path
    name = record.symbol or PurePosixPath(path.replace("\\", "/")).name or path
    return Side(record.symbol, name, record.language, record.title, record.adopted_on, record.session)


def _numbered(found: Iterator[Passage]) -> Iterator[Passage]:
    from dataclasses import replace

    for order, passage in enumerate(found):
        yield replace(passage, order=order)


def _each(record: Record) -> Iterator[Passage]:
    notes = {note.number: note for note in record.footnotes}
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


def _below(
    top: Paragraph,
    kind: PassageKind,
    notes: dict[str, Footnote],
    headings: dict[str | None, list[Passage]],
    parent: str | None = None,
) -> Iterator[Passage]:
    """Yield a paragraph and those below it, each with the headings before it."""
    waiting = [(top, 0, parent)]
    while waiting:
        paragraph, depth, above = waiting.pop()
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
            noted=_noted(paragraph, notes),
        )
        waiting += ((child, depth + 1, paragraph.id) for child in reversed(paragraph.children))


def _noted(paragraph: Paragraph, notes: dict[str, Footnote]) -> tuple[Citation, ...]:
    called = (notes[number] for number in paragraph.footnotes if number in notes)
    return tuple(citation for note in called for citation in note.citations)
