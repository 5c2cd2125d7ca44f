"""Rules AL601 to AL607: spaces and signs, as the language of the draft sets them."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.linting.drafts import Draft
from alinea.linting.findings import Edit, Finding
from alinea.model.record import Paragraph
from alinea.model.spans import Span
from alinea.vocab.typography import departures


def check_typography(draft: Draft) -> Iterator[Finding]:
    """Yield the signs and spaces that are not those of the language, in paragraphs, annexes and footnotes.

    The spaces of a PDF are drawn and not typed, so that nothing is said of them.
    """
    if not draft.faithful:
        return
    for address, piece in _stretches(draft):
        words = draft.content[piece.start : piece.end]
        for sign, start, end in departures(words, draft.language):
            span = Span(piece.start + start, piece.start + end)
            shown = span if span.start < span.end else Span(max(piece.start, span.start - 1), span.end + 1)
            facts = {"words": _excerpt(words, start, end)}
            yield Finding(sign.rule, "sign", shown, address, facts, (Edit(span, sign.replace),))


def _stretches(draft: Draft) -> Iterator[tuple[str | None, Span]]:
    """Yield the stretches of the source that hold prose, with the paragraph each belongs to."""
    for _, paragraph in draft.body():
        yield from ((paragraph.id, piece) for piece in draft.pieces(paragraph))
    for annex in draft.record.annexes:
        for each in annex.paragraphs:
            for below in each.walk():
                yield from _of(draft, below)
    for note in draft.record.footnotes:
        yield None, note.span


def _of(draft: Draft, paragraph: Paragraph) -> Iterator[tuple[str | None, Span]]:
    yield from ((paragraph.id, piece) for piece in draft.pieces(paragraph))


def _excerpt(words: str, start: int, end: int) -> str:
    """Return a few words about a place, on one line."""
    return " ".join(words[max(0, start - 15) : end + 15].split())
