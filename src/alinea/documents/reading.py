"""Reading a document: its head first, then what its type has below it."""

from __future__ import annotations

import re

from alinea.analysing.symbols import symbols_in
from alinea.documents.agenda_items import titles_of
from alinea.documents.agendas import agenda_of
from alinea.documents.head import OPENING, Head, head_of, reaching_to_proposal, words_of_block
from alinea.documents.head_blocks import with_lines_apart
from alinea.documents.kinds import PROPOSALS, Kind, kind_of, says_adopted
from alinea.documents.mandates import requests_of
from alinea.documents.masthead import Masthead, masthead_of
from alinea.documents.replies import replies_of
from alinea.documents.sponsors import sponsors_of, submitter_of
from alinea.model.document import Document, DocumentOrigin
from alinea.model.problems import Problem
from alinea.model.record import DocumentType, Warning
from alinea.model.spans import MendedText, Span
from alinea.model.text import Role, Text
from alinea.vocab.document_words import DocumentWords, document_words
from alinea.vocab.folding import fold, spaced
from alinea.vocab.structure import structure
from alinea.vocab.tables import LANGUAGES

_SUBMITTED = frozenset({"report", "note", "letter", "other"})
"""Types that are submitted at somebody's request, and may hold replies."""

_SAMPLE = 4_000
"""Characters, a page and a half, by which the language of a document is told."""

_MASTHEAD = 600
"""Characters in which the masthead with the names of the organs stands."""

_LEAST = 0.12
"""Share of function words from which a text is in a language; in another that is akin they are below a twentieth."""

_LOOKED_THROUGH = 160
"""Blocks among which the opening paragraphs are: a table of contents may stand before them."""

_TOP, _SHORT_BLOCK = 24, 240
"""Blocks at the top of a text, and characters of the longest of them, in which a resolution says that it is one."""

_SHORT = 40
"""Characters that a paragraph has at least: shorter ones are headings and lines of contents."""

_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|\s\d+\s?[-–]\s?\d+$")


def document_in(
    text: Text,
    language: str = "auto",
    *,
    unnamed: bool = False,
    foreign: tuple[str, Problem] | None = None,
) -> Document | None:
    """Return the document that a text is, by what its head calls it; None where it says nothing of the kind.

    Args:
        text: what was read.
        language: of the text, ``auto`` where it has to be found.
        unnamed: take a text that calls itself nothing, but bears a symbol, for a document of another type.
        foreign: of one in a language that is not read, its tag and the warning of it. No more than the masthead of
            such a document is read: symbol and date stand in Latin letters in all.
    """
    if _is_adopted(text):
        return None
    spoken = language if language in LANGUAGES else _language_of(text)
    printed = text
    # A document in two languages may have its head in the one that it has fewer words of.
    for tag in (spoken, *(each for each in LANGUAGES if each != spoken)):
        words = document_words(tag)
        text = with_lines_apart(printed, tag, words)
        head = head_of(text, words)
        kind = kind_of(head, tag, words)
        if kind is None:
            head = reaching_to_proposal(text, head, words)
            kind = kind_of(head, tag, words)
        if kind is not None or language in LANGUAGES:
            break
    else:
        tag = spoken
        words = document_words(tag)
        text = with_lines_apart(printed, tag, words)
        head = head_of(text, words)
    if kind is None and not unnamed:
        return None
    masthead = masthead_of(text, head, tag, words, kind.first if kind else len(head.lines))
    if any("/RES/" in symbol for symbol in masthead.symbols):
        return None
    if kind is None and not any(_spoken(text, tag)):
        drafted = any(
            element.startswith("L.") for symbol in masthead.symbols for element in symbol.split("/")
        )
        if foreign is None or drafted or masthead.date is None or not masthead.symbols:
            return None
        tongue, problem = foreign
        document = _document(text, head, None, masthead, tag)
        warning = Warning(code=problem.code, message=problem.message, span=None)
        return document.model_copy(
            update={"language": tongue, "title": None, "organ": (), "warnings": (*document.warnings, warning)}
        )
    if kind is None and not masthead.symbols:
        return None
    return _document(text, head, kind, masthead, tag)


def _document(text: Text, head: Head, kind: Kind | None, masthead: Masthead, tag: str) -> Document:
    words = document_words(tag)
    type: DocumentType = kind.type if kind else "other"
    titled = titles_of(head.lines, kind, masthead.series, words, masthead.last)
    sponsors = sponsors_of(kind, tag, words)
    series = masthead.series[0] if masthead.series else None
    submitted = type in _SUBMITTED
    replies = replies_of(text, head, titled.title, tag, words) if submitted else ()
    requests = (
        requests_of(
            _opening(text, head),
            _headings(text, head, kind, masthead.last),
            head.notes,
            series or None,
            kind.by if kind else None,
            tag,
            words,
        )
        if submitted
        else ()
    )
    return Document(
        type=type,
        printed_type=kind.printed if kind else None,
        symbol=masthead.symbols[0] if masthead.symbols else None,
        other_symbols=masthead.symbols[1:],
        language=tag,
        title=titled.title,
        date=masthead.date,
        organ=masthead.organs,
        session=masthead.session,
        agenda_items=() if type == "agenda" else titled.items,  # its own items are in `items`
        submitted_by=_submitter(text, head, kind, titled.title, sponsors, masthead, words),
        sponsors=sponsors,
        pursuant_to=requests,
        replies=replies,
        replies_from=tuple(reply.name for reply in replies),
        items=agenda_of(text, head, words) if type == "agenda" else (),
        amends=_amended(text, head, kind, masthead.symbols) if kind and type == "amendment" else None,
        source=DocumentOrigin(
            path=text.source.path,
            media_type=text.source.media_type,
            sha256=text.source.sha256,
            pages=text.source.pages,
            span=Span(0, len(text.content)),
        ),
        warnings=_warnings(text, masthead.symbols),
    )


def _is_adopted(text: Text) -> bool:
    """Tell whether a text says at its top that it is a resolution: most are, and need not be looked at any further."""
    for block in text.blocks[:_TOP]:
        if block.span.end - block.span.start > _SHORT_BLOCK:
            continue
        raw = text.content[block.span.start : block.span.end]
        if "/RES/" in raw:
            return True
        if any(says_adopted(line, document_words(tag)) for line in raw.split("\n") for tag in LANGUAGES):
            return True
    return False


def _language_of(text: Text) -> str:
    """Return the language that the format states, else that of most function words or names of organs."""
    if text.language in LANGUAGES:
        return str(text.language)
    # The names of organs in the masthead first: what stands below it may be in any language.
    # Of a text in none of the languages the masthead is in English, as all are that are not French.
    return max(LANGUAGES, key=lambda tag: (*_spoken(text, tag)[::-1], tag == "en"))


def _spoken(text: Text, tag: str) -> tuple[int, int]:
    """Return how many function words of a language a text has, 0 where they are few; and how many names of organs."""
    folded = fold(text.content[:_SAMPLE])
    words = spaced(folded).split()
    known = structure(tag).function_words
    counted = sum(word in known for word in words)
    few = counted < _LEAST * len(words)
    return 0 if few else counted, sum(
        organ in folded[:_MASTHEAD] for organ in document_words(tag).lists["head.organs"]
    )


def _opening(text: Text, head: Head) -> list[MendedText]:
    """Return the first running paragraphs."""
    running: list[MendedText] = []
    for block in head.body[:_LOOKED_THROUGH]:
        if block.role in (Role.HEADING, Role.TABLE, Role.FOOTNOTE):
            continue
        words = words_of_block(text.content, block)
        if len(words.text) > _SHORT and not _LEADER.search(words.text):
            running.append(words)
        if len(running) == OPENING:
            break
    return running


def _submitter(
    text: Text,
    head: Head,
    kind: Kind | None,
    title: str | None,
    sponsors: tuple[str, ...],
    masthead: Masthead,
    words: DocumentWords,
) -> str | None:
    above = head.lines[: kind.first if kind else 0]
    names = (*masthead.organs, *(line.text for line in above))
    series = masthead.series[0] if masthead.series else ""
    by = submitter_of(kind, title, sponsors, series, names, words)
    if by is None and not sponsors and kind is not None and kind.type in PROPOSALS:
        # "Accordingly, the Bureau of the Sixth Committee has prepared …" stands above the words "Draft decision".
        preface = " ".join(text.content[: head.lines[kind.first].span.start].split())
        said = words.patterns["submitters.prepared"].search(fold(preface))
        by = preface[said.start("by") : said.end("by")] if said else None
    return by


def _headings(text: Text, head: Head, kind: Kind | None, masthead: int) -> list[MendedText]:
    """Return what a document calls itself, and its title: the blocks of its head below the masthead."""
    groups = {line.group for line in head.lines[masthead + 1 :]} if kind else set()
    return [
        words_of_block(text.content, text.blocks[group])
        for group in sorted(groups)
        if group < len(text.blocks)
    ]


def _amended(text: Text, head: Head, kind: Kind, own: tuple[str, ...]) -> str | None:
    """Return the symbol of the draft that an amendment amends: the first named behind its own."""
    lines = [line.text for line in head.lines[kind.first :]]
    paragraphs = [text.content[block.span.start : block.span.end] for block in head.body[:4]]
    for line in [kind.printed, *lines, *paragraphs]:
        for symbol, _, _ in symbols_in(line):
            if symbol not in own:
                return symbol
    return None


def _warnings(text: Text, symbols: tuple[str, ...]) -> tuple[Warning, ...]:
    problems = [
        Warning(code=problem.code, message=problem.message, span=problem.span) for problem in text.problems
    ]
    if not symbols:
        problems.append(
            Warning(code="no-document-symbol", message="no symbol of the document was found", span=None)
        )
    return tuple(problems)
