"""Rules AL501 to AL607: the signs that hold a resolution together as one sentence, and the spaces around them."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.linting.findings import SIGNS, Draft, Edit, Ending, Finding
from alinea.model.record import Paragraph
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.typography import departures

SHORTEST = 4
"""Letters: a shorter word before a full stop may be an abbreviation."""


def check_series(draft: Draft) -> Iterator[Finding]:
    """Yield the paragraphs that end with another sign than their place in the series asks for."""
    yield from _enacting(draft)
    words = draft.words
    for paragraph in draft.record.preamble:
        if not paragraph.children and _speaks(paragraph):
            yield from _ends(draft, paragraph, "AL501", words.comma)
    operative = draft.record.operative
    if 2 * sum(map(_speaks, operative)) < len(operative):
        return  # a declaration, whose paragraphs are sentences
    for place, paragraph in enumerate(operative):
        following = operative[place + 1] if place + 1 < len(operative) else None
        last = following is None
        if paragraph.children:
            yield from _list(draft, paragraph, words.stop if last else words.semicolon)
        elif _speaks(paragraph) and not _goes_over(draft, paragraph, following):
            yield from _ends(draft, paragraph, "AL502", words.stop if last else words.semicolon)


def _speaks(paragraph: Paragraph) -> bool:
    """Tell whether the organ acts in a paragraph: a declaration's paragraphs are sentences, and no series."""
    return paragraph.lead is not None and paragraph.lead.act is not None


def _goes_over(draft: Draft, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether a section with numbers of its own ends with a paragraph, or a text without numbers follows it."""
    if following is None:
        return False
    mine, next_one = paragraph.number or "", following.number or ""
    quotes = next_one == "" and draft.ending(paragraph).sign == ":"
    return quotes or next_one.rpartition("/")[0] != mine.rpartition("/")[0]


def _enacting(draft: Draft) -> Iterator[Finding]:
    """AL505: the name of the organ is followed by a comma where a preamble follows."""
    enacting, preamble = draft.record.enacting, draft.record.preamble
    if not enacting or not preamble:
        return
    place = draft.content.rfind(enacting, 0, preamble[0].span.start)
    if place < 0 or enacting.rstrip().endswith(","):
        return
    end = place + len(enacting.rstrip())
    gap = draft.content[end : preamble[0].span.start]
    if any(each.isalnum() or each == "," for each in gap):
        return
    edits = (Edit(Span(end, end), ","),) if enacting.rstrip()[-1:].isalpha() else ()
    yield Finding("AL505", "comma", Span(place, end), None, {"organ": enacting}, edits)


def _list(draft: Draft, paragraph: Paragraph, sign: str) -> Iterator[Finding]:
    """AL503, AL504: a colon before sub-paragraphs, a semicolon after each but the last."""
    yield from _ends(draft, paragraph, "AL503", draft.words.colon)
    endings = [draft.ending(each) for each in paragraph.children if not each.children]
    items = sum(each.sign == ";" for each in endings[:-1])
    unsigned = items * 2 <= len(endings[:-1]) and bool(endings[:-1])
    for child in paragraph.children:
        last = child is paragraph.children[-1]
        if child.children:
            yield from _list(draft, child, sign if last else draft.words.semicolon)
        elif not unsigned:
            yield from _ends(draft, child, "AL504", sign if last else draft.words.semicolon, item=not last)


def _ends(
    draft: Draft, paragraph: Paragraph, rule: str, sign: str, *, item: bool = False
) -> Iterator[Finding]:
    """Yield a paragraph that does not end with `sign`, with what mends it where one remedy only is possible."""
    ending = draft.ending(paragraph)
    wanted = sign.strip("\u00a0 ")
    if not ending.words or ending.sign == wanted:
        return
    if item and (ending.sign == "," or draft.words.joints.search(fold(ending.words[-30:]))):
        return  # items of a sentence, and the conjunction before the last
    if _heads_next(draft, paragraph, ending):
        return
    case = "missing" if ending.sign.isalnum() else "other"
    facts = {"sign": wanted, "found": ending.sign}
    span = _shown(ending, paragraph)
    edits = _remedy(ending, sign, item=item) if _whole(draft, paragraph) else ()
    yield Finding(rule, case, span, paragraph.id, facts, edits)


def _whole(draft: Draft, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph stands in one stretch; in one that does not, its end may be that of something else."""
    pieces = list(draft.pieces(paragraph))
    if len(pieces) != 1:
        return False
    words = draft.content[pieces[0].start : pieces[0].end].replace("\r", "").strip()
    return "\n\n" not in words


def _heads_next(draft: Draft, paragraph: Paragraph, ending: Ending) -> bool:
    """Tell whether the last line of a paragraph is rather a heading: the line before it ends the series."""
    if ending.place is None or ending.place.start < ending.place.end:
        return False
    line = draft.content.rfind("\n", paragraph.span.start, ending.place.end)
    return line > 0 and draft.content[:line].rstrip()[-1:] in (";", ":", ".")


def _shown(ending: Ending, paragraph: Paragraph) -> Span:
    if ending.place is None:
        return Span(max(paragraph.span.start, paragraph.span.end - 1), paragraph.span.end)
    start = ending.place.start if ending.place.start < ending.place.end else ending.place.start - 1
    return Span(max(start, paragraph.span.start), ending.place.end)


def _remedy(ending: Ending, sign: str, *, item: bool) -> tuple[Edit, ...]:
    """Return what mends the end of a paragraph, nothing where it may mean something else."""
    if ending.place is None or (ending.sign not in SIGNS and not ending.sign.isalnum()):
        return ()
    if ending.sign == ":" or (ending.sign.isalnum() and item):
        return ()  # something may be missing after it
    if ending.sign == ".":
        word = ending.words[:-1].rpartition(" ")[2]
        sentences = ". " in ending.words or ".\u00a0" in ending.words
        if sentences or "." in word or len(word) < SHORTEST:
            return ()
    return (Edit(ending.place, sign),)


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
