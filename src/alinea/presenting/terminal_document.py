"""A document that is no resolution as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from alinea import _version
from alinea.model.document import Document
from alinea.presenting.documents import headline, rows, warnings
from alinea.presenting.problems import printable
from alinea.presenting.terminal import NARROWEST, WIDEST, ColourSystem, broken, printed
from alinea.presenting.words import Words

_MARGIN = 2
_NUMBER = 6
"""Columns of an item's number and the space after it."""


def render(document: Document, words: Words, *, width: int = 80, colour: ColourSystem | None = None) -> str:
    """Return the view of a document, with a line feed after every line and an empty line at the end.

    Args:
        words: of the language of labels; the document's own words stay in its language.
        width: columns of the terminal; colour: what its colours are coded in, None for none.
    """
    lines = _lines(document, words, max(NARROWEST, min(width, WIDEST)))
    return printed(lines, width, colour)


def _lines(document: Document, words: Words, width: int) -> Iterator[Text]:
    yield from _wrapped(headline(document, words), width, 0, style="bold")
    yield from _wrapped(document.title or words("label.untitled"), width, 0)
    yield Text("─" * width, "blue")
    pairs = rows(document, words)
    widest = max(cell_len(name) for name, _ in pairs) + 2
    for name, value in pairs:
        yield from _wrapped(value, width, _MARGIN + widest, first=name)
    if document.items:
        yield Text()
        yield Text(words("label.items"), "bold")
    for entry in document.items:
        yield from _wrapped(entry.title, width, _MARGIN + _NUMBER, first=f"{entry.number}.")
        for sub in entry.sub_items:
            yield from _wrapped(sub.title, width, _MARGIN + 2 * _NUMBER, first=sub.number, indent=_NUMBER)
    problems = list(warnings(document, words))
    if problems:
        yield Text()
        yield Text(words("label.warnings"), "bold")
        for line in problems:
            yield from _wrapped(line, width, _MARGIN + 2, first="!")
    yield Text()
    yield from _wrapped(
        words("phrase.unofficial", version=_version.__version__), width, _MARGIN, style="dim italic"
    )
    yield Text()


def _wrapped(
    text: str, width: int, margin: int, *, first: str = "", indent: int = 0, style: str = ""
) -> Iterator[Text]:
    """Yield the lines of a text set in by `margin` columns, with a label before the first of them."""
    shown = printable(text)
    lead = Text(" " * (_MARGIN + indent if first else margin))
    if first:
        lead.append(first, "dim")
        lead.append(" " * max(1, margin - cell_len(lead.plain)))
    for start, end in broken(shown, width - margin):
        yield lead + Text(shown[start:end], style)
        lead = Text(" " * margin)
