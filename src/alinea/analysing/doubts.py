"""What was found in words that were recognised in a picture with little confidence is as sure as these words are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alinea.analysing.complements import inside
from alinea.model.record import Commitment, Paragraph, Record, Warning
from alinea.model.spans import Span
from alinea.model.text import Mark, MarkKind, Text


def doubted(record: Record, text: Text) -> Record:
    """Return a record that says which of its findings rest on doubtful letters.

    A commitment is no surer than the least sure word that it rests on; each such word, and each in a citation, is told
    by a warning where it stands, unless it is told already.
    """
    marks = [mark for block in text.blocks for mark in block.marks if mark.kind is MarkKind.DOUBTFUL]
    if not marks:
        return record
    resting: dict[Span, Mark] = {}

    def among(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(doubted_one(each) for each in paragraphs)

    def doubted_one(paragraph: Paragraph) -> Paragraph:
        for citation in paragraph.citations:
            resting.update((mark.span, mark) for mark in _under((citation.span,), marks))
        commitments = []
        for commitment in paragraph.commitments:
            found = _under(_spans(commitment), marks)
            resting.update((mark.span, mark) for mark in found)
            commitments.append(_less_sure(commitment, found))
        children = among(paragraph.children)
        return paragraph.model_copy(update={"commitments": tuple(commitments), "children": children})

    changed = {
        "preamble": among(record.preamble),
        "operative": among(record.operative),
        "annexes": tuple(
            annex.model_copy(update={"paragraphs": among(annex.paragraphs)}) for annex in record.annexes
        ),
    }
    told = {warning.span for warning in record.warnings if warning.code == "doubtful-letters"}
    more = tuple(_warning(mark, text) for span, mark in sorted(resting.items()) if span not in told)
    return record.model_copy(update={**changed, "warnings": (*record.warnings, *more)})


def _spans(commitment: Commitment) -> list[Span]:
    """Return where the words stand that say what is to be done, by whom and for whom."""
    parts = (commitment.what, *commitment.bearers, *commitment.recipients)
    return [part.span for part in parts if part is not None and part.span is not None]


def _under(spans: Iterable[Span], marks: Sequence[Mark]) -> list[Mark]:
    places = tuple(spans)
    return [mark for mark in marks if any(inside(mark.span, span) for span in places)]


def _less_sure(commitment: Commitment, found: Sequence[Mark]) -> Commitment:
    if not found:
        return commitment
    least = min(int(mark.value) for mark in found) / 100
    return commitment.model_copy(
        update={
            "confidence": least if commitment.confidence is None else min(commitment.confidence, least),
            "certain": False,
        }
    )


def _warning(mark: Mark, text: Text) -> Warning:
    word = text.content[mark.span.start : mark.span.end]
    return Warning(
        code="doubtful-letters", message=f"«{word}» was recognised, {mark.value} % sure", span=mark.span
    )
