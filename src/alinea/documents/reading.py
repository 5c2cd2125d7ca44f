"""Reading a document: its head first, then what its type has below it."""

from __future__ import annotations

import re
from functools import cache

from alinea.analysing.symbols import symbols_in
from alinea.documents.agenda_items import titles_of
from alinea.documents.agendas import agenda_of
from alinea.documents.head import OPENING, Head, head_of, words_of_block
from alinea.documents.kinds import Kind, kind_of
from alinea.documents.mandates import requests_of
from alinea.documents.masthead import masthead_of
from alinea.documents.replies import replies_of
from alinea.documents.sponsors import sponsors_of, submitter_of
from alinea.model.document import Document, DocumentOrigin, DocumentType
from alinea.model.record import Warning
from alinea.model.spans import MendedText, Span
from alinea.model.text import Role, Text
from alinea.vocab.document_words import DocumentWords, document_words

_HOLD_REPLIES = frozenset({"report", "note", "other", "letter"})


def document_in(text: Text, language: str) -> Document | None:
    """Return the document that a text is, by what its head calls it; None where it says nothing of the kind.

    Args:
        text: what was read.
        language: tag of a language whose vocabulary is whole.
    """
    words = document_words(language)
    head = head_of(text, words)
    kind = kind_of(head, words)
    before = kind.first if kind else len(head.lines)
    masthead = masthead_of(text, head, language, words, before)
    type = _type_of(kind, masthead.symbols)
    if type is None:
        return None
    titled = titles_of(head.lines, kind, masthead.series, words, masthead.last)
    sponsors = sponsors_of(kind, language, words)
    series = masthead.series[0] if masthead.series else ""
    opening = _opening(text, head)
    warnings = [] if masthead.symbols else [Warning(code="no-symbol", message="no symbol was found", span=None)]
    return Document(
        type=type,
        printed_type=kind.printed if kind else None,
        symbol=masthead.symbols[0] if masthead.symbols else None,
        other_symbols=masthead.symbols[1:],
        language=language,
        title=titled.title,
        date=masthead.date,
        organ=masthead.organs,
        session=masthead.session,
        agenda_items=titled.items,
        submitted_by=submitter_of(kind, titled.title, sponsors, series, words),
        sponsors=sponsors,
        pursuant_to=requests_of(opening, head.notes, series or None, language, words) if type in _ASKED_FOR else (),
        replies=(replies := replies_of(text, head, titled.title, language, words) if type in _HOLD_REPLIES else ()),
        replies_from=tuple(reply.name for reply in replies),
        items=agenda_of(text, head, words) if type == "agenda" else (),
        amends=_amended(text, head, kind, masthead.symbols) if type == "amendment" else None,
        source=DocumentOrigin(
            path=text.source.path,
            media_type=text.source.media_type,
            sha256=text.source.sha256,
            pages=text.source.pages,
            span=Span(0, len(text.content)),
        ),
        warnings=tuple(warnings),
    )


_ASKED_FOR = frozenset({"report", "note", "other", "letter"})


def _type_of(kind: Kind | None, symbols: tuple[str, ...]) -> DocumentType | None:
    """Return the type that the head says, or that the symbol says where the head is silent."""
    if kind is not None:
        return kind.type
    return None


def _opening(text: Text, head: Head) -> list[MendedText]:
    """Return the first running paragraphs."""
    running: list[MendedText] = []
    for block in head.body[:_LOOKED_THROUGH]:
        if block.role in (Role.HEADING, Role.TABLE, Role.FOOTNOTE):
            continue
        words = words_of_block(text.content, block)
        if len(words.text) > _SHORT and not _leader().search(words.text):
            running.append(words)
        if len(running) == OPENING:
            break
    return running


_LOOKED_THROUGH = 160
"""Blocks among which the opening paragraphs are: a table of contents may stand before them."""


@cache
def _leader() -> re.Pattern[str]:
    return re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|\s\d+\s?[-–]\s?\d+$")


_SHORT = 40
"""Characters that a paragraph has at least: shorter ones are headings and lines of contents."""


def _amended(text: Text, head: Head, kind: Kind | None, own: tuple[str, ...]) -> str | None:
    """Return the symbol of the draft that an amendment amends: the first named behind its own."""
    lines = [line.text for line in head.lines[kind.first :]] if kind else []
    paragraphs = [text.content[block.span.start : block.span.end] for block in head.body[:4]]
    for line in [kind.printed if kind else "", *lines, *paragraphs]:
        for symbol, _, _ in symbols_in(line):
            if symbol not in own:
                return symbol
    return None
