"""The text of a paragraph set for a page: its opening in italics, its citations as links, its note marks raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from alinea.model.record import Citation, Footnote, Paragraph
from alinea.model.spans import Span
from alinea.server.web.request import legible


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is set in its own way.

    Attributes:
        at: the stretch; opening, closing: the mark-up before and after it, escaped already.
    """

    at: Span
    opening: Markup
    closing: Markup


def setting(
    paragraph: Paragraph, targets: Mapping[int, str], notes: Callable[[str], str], most: int
) -> Markup:
    """Return the text of a paragraph as mark-up; what is not said here to be mark-up is escaped.

    Args:
        targets: addresses that citations lead to, by where they begin in the source.
        notes: gives the address of the note of a number; most: letters, after which the text is cut.
    """
    marks = list(_citations(paragraph.citations, targets))
    if paragraph.lead is not None:
        marks.append(Mark(paragraph.lead.at, Markup("<em>"), Markup("</em>")))
    calls = {
        call.at: Markup('<sup><a href="{0}" role="doc-noteref">{1}</a></sup>').format(
            notes(call.number), legible(call.number)
        )
        for call in paragraph.calls
        if call.at <= most
    }
    return set_text(_cut(paragraph.text, most), marks, calls)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _citations(citations: Iterable[Citation], targets: Mapping[int, str]) -> Iterable[Mark]:
    for citation in citations:
        target = targets.get(citation.span.start)
        if target:
            opening = Markup('<a class="cite" href="{0}" data-cite="{1}">').format(target, citation.target)
            yield Mark(citation.at, opening, Markup("</a>"))


def note_setting(note: Footnote, targets: Mapping[int, str], most: int) -> Markup:
    """Return the text of a footnote as mark-up, cut after so many letters."""
    marks = _citations(note.citations, targets)
    return set_text(_cut(note.text, most), marks, {})


def set_text(
    text: str, marks: Iterable[Mark], inserted: Mapping[int, Markup], *, lines: bool = False
) -> Markup:
    """Return a text with marks around stretches of it and mark-up put in between.

    Stretches may overlap: where they do, the one that begins first goes on, and the other is set in what is left.

    Args:
        inserted: what stands before the character at a place; lines: line feeds stay, for text that is preformatted.
    """
    out: list[Markup] = []
    place = 0
    for mark in sorted(marks, key=lambda mark: (mark.at.start, -mark.at.end)):
        start, end = max(mark.at.start, place), min(mark.at.end, len(text))
        if start >= end:
            continue
        out.append(_between(text, place, start, inserted, lines=lines))
        out.append(mark.opening + _between(text, start, end, inserted, lines=lines) + mark.closing)
        place = end
    out.append(_between(text, place, len(text), inserted, last=True, lines=lines))
    return Markup("").join(out)


def _between(
    text: str, start: int, end: int, inserted: Mapping[int, Markup], *, lines: bool, last: bool = False
) -> Markup:
    out: list[Markup] = []
    for place in sorted(at for at in inserted if start <= at < end or (last and at >= end)):
        out += (_shown(text[start:place], lines=lines), inserted[place])
        start = place
    return Markup("").join([*out, _shown(text[start:end], lines=lines)])


def _shown(text: str, *, lines: bool) -> Markup:
    if lines:
        return Markup("\n").join(_escaped(line) for line in text.split("\n"))
    return _escaped(text)


def _escaped(text: str) -> Markup:
    """Return a text as mark-up; apostrophes stay, of which French has many: between elements they mean nothing."""
    return Markup(str(escape(legible(text))).replace("&#39;", "'"))  # noqa: S704 - escaped here


def set_lines(text: str, marks: Iterable[Mark], first: int, last: int) -> Markup:
    """Return a stretch of a text with its marks and its lines as they are."""
    within = [
        Mark(
            Span(max(mark.at.start, first) - first, min(mark.at.end, last) - first),
            mark.opening,
            mark.closing,
        )
        for mark in marks
        if mark.at.start < last and mark.at.end > first
    ]
    return set_text(text[first:last], within, {}, lines=True)
