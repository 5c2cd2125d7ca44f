"""Rules AL601 to AL607: spaces and signs, as the language of the draft sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from alinea.linting.drafts import Draft
from alinea.linting.findings import Edit, Finding
from alinea.model.record import Paragraph
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.structure import structure
from alinea.vocab.tables import LANGUAGES

AROUND = 30
"""Characters before and after a place in which its language is looked for, where it stands in no quotation marks."""
LONGEST_TITLE = 250
OPENING, CLOSING = "«“", "»”"


def check_typography(draft: Draft) -> Iterator[Finding]:
    """Yield the signs and spaces that are not those of the language, in paragraphs, annexes and footnotes.

    The spaces of a PDF are drawn and not typed, so that nothing is said of them.
    """
    if not draft.faithful:
        return
    seen: set[Span] = set()
    for address, piece in _stretches(draft):
        words = draft.content[piece.start : piece.end]
        for sign in draft.words.signs:
            for found in sign.pattern.finditer(words):
                span = Span(piece.start + found.start(), piece.start + found.end())
                if span in seen or _in_address(words, found.start()) or _foreign(draft, words, found.start()):
                    continue
                seen.add(span)
                edit = Edit(span, sign.replace)
                shown = (
                    span if span.start < span.end else Span(max(piece.start, span.start - 1), span.end + 1)
                )
                facts = {"words": _excerpt(words, found.start(), found.end())}
                yield Finding(sign.rule, "sign", shown, address, facts, (edit,))


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


@cache
def _word_at() -> re.Pattern[str]:
    return re.compile(r"\S{0,80}\Z")


def _in_address(words: str, place: int) -> bool:
    """Tell whether a place stands in an address or in code, whose signs are not those of the text."""
    before = _word_at().search(words, max(0, place - 80), place)
    token = before[0] if before else ""
    return "://" in token or "www." in token or "@" in token or "`" in token or "](" in token


def _foreign(draft: Draft, words: str, place: int) -> bool:
    """Tell whether the words about a place are of another language, as in the title of a work."""
    quoted = _quoted(words, place)
    near = quoted or words[max(0, place - AROUND) : place + AROUND]
    own = _told(near, draft.language)
    theirs = max(_told(near, language) for language in LANGUAGES if language != draft.language)
    return theirs > own or (bool(quoted) and own == 0 and _tight_colon(words, place))


def _tight_colon(words: str, place: int) -> bool:
    """Tell whether a colon without a space before it stands at a place, as in titles in English."""
    return words[place : place + 1] == ":" and place > 0 and not words[place - 1].isspace()


def _told(words: str, language: str) -> int:
    """Return how many of the words are such as only prose of a language has: articles, prepositions."""
    known = structure(language).function_words
    return sum(each in known for each in re.findall(r"[^\W\d_]+", fold(words)))


def _quoted(words: str, place: int) -> str:
    """Return what stands about a place between quotation marks, the empty string where it stands in none."""
    opened = max(words.rfind(mark, max(0, place - LONGEST_TITLE), place) for mark in OPENING)
    closed = max(words.rfind(mark, max(0, place - LONGEST_TITLE), place) for mark in CLOSING)
    end = min((found for mark in CLOSING if (found := words.find(mark, place)) >= 0), default=-1)
    return words[opened + 1 : end] if opened > closed and 0 <= end - place < LONGEST_TITLE else ""


def _excerpt(words: str, start: int, end: int) -> str:
    """Return a few words about a place, on one line."""
    return " ".join(words[max(0, start - 15) : end + 15].split())
