"""Footnote marks that reading left in the words of a text: what they change is no change of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from alinea.model.record import Paragraph, Record
from alinea.model.spans import Span
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold

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
