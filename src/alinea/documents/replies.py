"""Whose replies, views or information a document holds or lists."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from alinea.documents.entities import Entity, entity_of, listed, name_of
from alinea.documents.head import Head, parted, words_of_block
from alinea.model.document import Reply
from alinea.model.spans import MendedText, Span
from alinea.model.text import Block, Role, Text
from alinea.vocab.dates import find_dates
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_HEADING = 150
"""Characters of the longest heading over a reply."""

_OPENING = 16
"""Paragraphs in which a document says that it holds replies."""

_FEWEST = 2
"""Headings that name States, from which a document has a reply under each; one may be a title of something else."""


_NAMES = 0.5
"""Share of the words before *stated that* that are names where several stated it."""

_BRACKETS = 3
"""Pieces below a heading in which day and language of a reply stand in brackets."""

_CELL = 30
"""Characters of the longest cell beside a name in a table of replies: a day, a language, a mark."""

_ASKING = frozenset({"secretary-general"})
"""Who asks for replies, and is named beside them: *in response to a note verbale from the Secretary-General*."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or block of the body: its words, whether it may be a heading, whether it is of a table of contents.

    `raw` is as printed: the cells of a row stand apart by several spaces.
    """

    text: MendedText
    folded: str
    heading: bool
    contents: bool
    raw: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "leader": re.compile(r"\s*(?:\.\s?){3,}\s*\d*\s*$|\s{2,}\d{1,3}$"),
        "number": re.compile(
            r"^#{1,6}\s+(?:\d{1,3}\.\s+|[a-z]\.\s+)?"
            r"|^(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\s?[.)]\s*|^\([a-z]{1,3}\)\s*|^[-–•]\s*|^\*{1,2}(?=\w)"
        ),
        "numbered": re.compile(r"(?P<number>\d{1,3})\s?\.\s+"),
        "sentence": re.compile(r"(?<=[.;])\s+(?=\S)"),
        "bracket": re.compile(r"\[(?P<words>[^\[\]]{4,60})\]"),
        "dated": re.compile(r"\s?\((?P<words>[^()]{6,30})\)"),
        "cell": re.compile(r"\t+| {2,}|\s*\|\s*"),
    }


def replies_of(
    text: Text, head: Head, title: str | None, language: str, words: DocumentWords
) -> tuple[Reply, ...]:
    """Return the States, entities and organizations whose replies a document holds or lists.

    They are the headings under which replies stand, and the lists of those from whom they were received. Who is said to
    have sent no information is none of them.

    Args:
        text: what was read; head: of the document; title: its title; words: of `language`.
    """
    pieces = list(_pieces(text, head, language, words))
    holds = _holds(pieces, title, words)
    found = _listed_in_contents(pieces, title, language, words)
    if holds and not found:
        titled = title is not None and words.patterns["replies.title"].search(fold(title)) is not None
        found = [*_headed(pieces, titled, language, words), *_in_rows(pieces, language, words)]
        found += _stating(pieces, language, words)
    found += _told(pieces, holds, language, words)
    replies: dict[str, Reply] = {}
    for each in found:
        key = each.id or fold(each.name)
        if each.id in _ASKING:
            continue
        first = replies.get(key, each)
        # The contents name who replied, and the heading below has the day: the first place counts, the day is added.
        replies[key] = first.model_copy(
            update={"date": first.date or each.date, "language": first.language or each.language}
        )
    pages = [(block.span.start, block.page) for block in text.blocks]
    return tuple(each.model_copy(update={"page": _page(pages, each.span.start)}) for each in replies.values())


def _page(pages: Sequence[tuple[int, int | None]], place: int) -> int | None:
    number = bisect_right(pages, place, key=lambda each: each[0])
    return pages[number - 1][1] if number else None


def _reply(entity: Entity, span: Span, date: datetime.date | None = None, tongue: str | None = None) -> Reply:
    return Reply(name=entity.name, id=entity.id, date=date, language=tongue, span=span)


def _pieces(text: Text, head: Head, language: str, words: DocumentWords) -> Iterator[_Piece]:
    """Yield the pieces of the body; a State's name at the top of a page may have been taken for a running head."""
    first = head.body[0].span.start if head.body else len(text.content)
    for _, block in parted(text, words):
        if block.span.start < first or block.role is Role.FOOTNOTE:
            continue
        if block.role is Role.FURNITURE:
            running = words_of_block(text.content, block)
            entity = entity_of(running.text, language, words) if len(running.text) <= _HEADING else None
            if entity is not None and entity.state:
                yield _Piece(running, fold(running.text), True, False)
            continue
        yield from _of_block(text, block)


def _of_block(text: Text, block: Block) -> Iterator[_Piece]:
    """Yield a block; one of several short lines gives each of them, as lists and contents are printed."""
    raw = text.content[block.span.start : block.span.end]
    lines = raw.split("\n")
    short = len(lines) > 1 and all(len(line) <= _HEADING for line in lines)
    listing = short and (
        sum(1 for line in lines if _patterns()["leader"].search(line)) > 1
        or sum(line.rstrip()[-1:] in ";:" for line in lines) > len(lines) // 2
        or max(map(len, lines)) < 45
        or sum(_patterns()["cell"].search(line.strip()) is not None for line in lines) > len(lines) // 2
    )
    if not listing:
        yield _piece(words_of_block(text.content, block), raw)
        return
    place = block.span.start
    for line in lines:
        if line.strip():
            piece = Block(Span(place, place + len(line)), block.role, block.page)
            yield _piece(words_of_block(text.content, piece), line)
        place += len(line) + 1


def _piece(text: MendedText, raw: str) -> _Piece:
    words = text.text
    contents = _patterns()["leader"].search(raw) is not None
    # "… of the United Nations system.2" ends a sentence, and a note is called there.
    heading = len(words) <= _HEADING and (words.rstrip("0123456789")[-1:] not in ".,;" or contents)
    return _Piece(text, fold(words), heading, contents, raw)


def _holds(pieces: Sequence[_Piece], title: str | None, words: DocumentWords) -> bool:
    """Tell whether a document says that it holds replies: in its title, a chapter, or a sentence on itself."""
    if title and words.patterns["replies.title"].search(fold(title)):
        return True
    if any(piece.heading and words.patterns["replies.chapter"].match(_bare(piece)) for piece in pieces):
        return True
    opening = [piece for piece in pieces if not piece.heading][:_OPENING]
    about, holds = words.patterns["mandate.about"], words.patterns["replies.holds"]
    for piece in opening:
        for sentence in _patterns()["sentence"].split(piece.folded):
            if about.search(sentence) and holds.search(sentence):
                return True
    return False


def _listed_in_contents(
    pieces: Sequence[_Piece], title: str | None, language: str, words: DocumentWords
) -> list[Reply]:
    """Return the entries of a table of contents that is nothing but a numbered list of those who submitted something.

    A sample: *Quadrennial reports submitted by non-governmental organizations*, with an association a line.
    """
    if not title or not words.patterns["replies.listed"].search(fold(title)):
        return []
    found: list[Reply] = []
    for piece in pieces:
        number = _patterns()["numbered"].match(piece.folded) if piece.contents else None
        if piece.contents and (number is None or int(number["number"]) != len(found) + 1):
            return []
        if number:
            named = _patterns()["leader"].sub("", piece.text.text)
            entity = entity_of(named[number.end() :], language, words)
            span = piece.text.span(number.end(), len(named))
            found.append(Reply(name=named[number.end() :], id=entity.id if entity else None, span=span))
    return found if len(found) >= _FEWEST else []


def _headed(pieces: Sequence[_Piece], titled: bool, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names that are headings over replies; where the title says that it holds some, one is enough."""
    found: list[tuple[int, Entity, Span]] = []
    chapters: set[int] = set()
    for number, piece in enumerate(pieces):
        if not piece.heading:
            continue
        entity, span = _named(piece, language, words)
        following = pieces[number + 1].text.text if number + 1 < len(pieces) else ""
        if entity is None and following.startswith("["):
            entity, span = _of_chapter(piece, language, words)
            if entity is not None:
                chapters.add(number)
                found.append((number, entity, span))
                continue
        if entity is None and following.startswith("["):  # "[Original: English]" stands below a name
            entity = name_of(piece.text.text)
            span = piece.text.span(entity.start, entity.end) if entity else span
        # Who is not known is taken for one who replied only where replies are called so: "Contribution of the
        # organization" is a chapter of many reports.
        if entity is None or (
            entity.id is None and not _under_replies(pieces, number, words, called_so=True)
        ):
            continue
        found.append((number, entity, span))
    named = {entity.id or entity.name for _, entity, _ in found}
    several = len(named) >= _FEWEST or (titled and all(entity.id for _, entity, _ in found))
    for number, entity, span in found:
        if not several and number not in chapters and not _under_replies(pieces, number, words):
            continue
        if not _says_none(pieces, number, words):
            yield _reply(entity, span, *_bracketed(pieces[number + 1 :], language, words))


def _bracketed(
    pieces: Sequence[_Piece], language: str, words: DocumentWords
) -> tuple[datetime.date | None, str | None]:
    """Return the day and the original language of a reply, in the brackets below its heading.

    A sample: ``[Original: Spanish]`` ``[12 May 2023]``.
    """
    day: datetime.date | None = None
    tongue: str | None = None
    for piece in pieces[:_BRACKETS]:
        printed = piece.text.text.strip("*_ ")
        if not printed.startswith("["):
            break
        for match in _patterns()["bracket"].finditer(printed):
            original = words.patterns["replies.original"].search(fold(match["words"]))
            if original:
                tongue = tongue or _language(original["language"], words)
            day = day or _date_in(match["words"], language)
    return day, tongue


def _stating(pieces: Sequence[_Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield whose views a summary of replies gives, paragraph by paragraph: *Cuba stated that its lamps were lit*."""
    for number, piece in enumerate(pieces):
        stated = words.patterns["replies.stated"].match(piece.folded) if not piece.heading else None
        if stated is None or not _under_replies(pieces, number, words):
            continue
        name = "after" if stated["after"] else "before"
        who, start = piece.text.text[stated.start(name) : stated.end(name)], stated.start(name)
        if opening := words.patterns["replies.both"].match(fold(who)):
            who, start = who[opening.end() :], start + opening.end()
        entity = entity_of(who, language, words)
        # "Peru and Chile noted that" is of two; "Peru, in its law on nets, noted that" of one, by the words before.
        those = [entity] if entity else listed(who, language, words)
        if entity is None and sum(len(each.name) for each in those) < len(who) * _NAMES:
            continue
        for each in those:
            if each.id is not None:
                yield _reply(each, piece.text.span(start + each.start, start + each.end))


def _date_in(printed: str, language: str) -> datetime.date | None:
    return next((date for date, _, _ in find_dates(printed, language) if date), None)


def _language(folded: str, words: DocumentWords) -> str | None:
    """Return the tag of the language that a word names."""
    return next((tag for tag, name in words.rows["replies"]["languages"].items() if name == folded), None)


def _in_rows(pieces: Sequence[_Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield who stands first in the rows of a table under a heading of replies, with day and language of the row.

    A sample: ``Chile     17 April 2020     Spanish``.
    """
    found: list[Reply] = []
    for number, piece in enumerate(pieces):
        cells = [cell for cell in _patterns()["cell"].split(piece.raw.strip().strip("|")) if cell.strip()]
        if len(cells) < _FEWEST or piece.contents or max(map(len, cells[1:])) > _CELL:
            continue
        entity = entity_of(cells[0], language, words) or (name_of(cells[0]) if found else None)
        if entity is None or not _under_replies(pieces, number, words, called_so=True):
            continue
        start = piece.text.text.find(entity.name)
        if start < 0:
            continue
        tongue = next((tag for cell in cells[1:] if (tag := _language(fold(cell.strip()), words))), None)
        day = next((day for cell in cells[1:] if (day := _date_in(cell, language))), None)
        found.append(_reply(entity, piece.text.span(start, start + len(entity.name)), day, tongue))
    if len([each for each in found if each.id]) >= _FEWEST:
        yield from found


def _bare(piece: _Piece) -> str:
    return _patterns()["leader"].sub("", piece.folded).strip("# *")


def _named(piece: _Piece, language: str, words: DocumentWords) -> tuple[Entity | None, Span]:
    """Return who a heading or a line of contents names, and where."""
    bare = _bare(piece)
    if words.patterns["replies.chapter"].match(bare) or words.patterns["replies.groups"].match(bare):
        return None, Span(0, 0)
    text = _patterns()["leader"].sub("", piece.text.text)
    opening = _patterns()["number"].match(fold(text))
    start = opening.end() if opening else 0
    entity = entity_of(text[start:], language, words)
    if entity is None and opening:  # a name may begin as a numeral does
        start, entity = 0, entity_of(text, language, words)
    if entity is None:
        return None, Span(0, 0)
    return entity, piece.text.span(start + entity.start, min(start + entity.end, len(text)))


def _of_chapter(piece: _Piece, language: str, words: DocumentWords) -> tuple[Entity | None, Span]:
    """Return the one whose reply is a chapter: *III. Reply received from the European Union*."""
    text = _patterns()["leader"].sub("", piece.text.text)
    called = words.patterns["replies.of_one"].match(fold(text))
    entity = entity_of(text[called.end() :], language, words) if called else None
    if called is None or entity is None or entity.id is None:
        return None, Span(0, 0)
    return entity, piece.text.span(called.end() + entity.start, min(called.end() + entity.end, len(text)))


def _under_replies(
    pieces: Sequence[_Piece], number: int, words: DocumentWords, *, called_so: bool = False
) -> bool:
    """Tell whether the nearest chapter heading above speaks of replies, or of States and organizations as groups.

    Args:
        called_so: it must call them replies, responses or views.
    """
    for piece in reversed(pieces[:number]):
        if not piece.heading:
            continue
        bare = _bare(piece)
        if words.patterns["replies.chapter"].match(bare):
            return not called_so or words.patterns["replies.called_so"].search(bare) is not None
        if words.patterns["replies.groups"].match(bare):
            return True
        if words.patterns["replies.back"].match(bare):
            return False
    return False


def _says_none(pieces: Sequence[_Piece], number: int, words: DocumentWords) -> bool:
    """Tell whether what stands under a heading is that nothing was received."""
    for piece in pieces[number + 1 : number + 2]:
        if not piece.heading and len(piece.folded) < 200:
            return words.patterns["replies.none"].search(piece.folded) is not None
    return False


def _told(pieces: Sequence[_Piece], holds: bool, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names in sentences that say from whom replies were received, and in lists behind them."""
    for number, piece in enumerate(pieces):
        if piece.contents:
            continue
        place = 0
        edges = [match.start() for match in _patterns()["sentence"].finditer(piece.folded)]
        for end in [*edges, len(piece.folded)]:
            sentence = piece.folded[place:end]
            received = words.patterns["replies.sentence"].search(sentence)
            replied = words.patterns["replies.replied"].search(sentence)
            silent = words.patterns["replies.none"].search(sentence)
            if not holds and (number >= _OPENING or not words.patterns["replies.said"].search(sentence)):
                received = replied = None
            if silent is None and received is not None:
                start = place + received.end()
                yield from _list(piece, start, _list_end(piece.folded, start, end, words), language, words)
                yield from _clauses(piece, [place for place in edges if place >= end], language, words)
                if sentence.rstrip().endswith(":"):
                    yield from _list_below(pieces[number + 1 :], language, words)
            elif silent is None and replied is not None:
                yield from _list(piece, place, place + replied.start(), language, words)
                if ":" in sentence[replied.end() :]:  # "the following States had replied: Cuba and Mexico"
                    yield from _list(piece, place + replied.end(), end, language, words)
                if sentence.rstrip().endswith(":"):
                    yield from _list_below(pieces[number + 1 :], language, words)
            place = end


def _clauses(piece: _Piece, edges: Sequence[int], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names that go on behind a semicolon: *Cuba; Ecuador; and Qatar*."""
    for first, last in pairwise([*edges, len(piece.folded)]):
        if piece.folded[:first].rstrip()[-1:] != ";":
            return
        # "… ; that of Iceland, dated 9 May 2016, in annex II"
        same = words.patterns["replies.that_of"].match(piece.folded, first, last)
        start, end = (same.start("who"), same.end("who")) if same else (first, last)
        entity = entity_of(piece.text.text[start:end], language, words)
        if entity is None:
            return
        yield _reply(entity, piece.text.span(start + entity.start, min(start + entity.end, end)))


def _list_end(folded: str, start: int, end: int, words: DocumentWords) -> int:
    """Return where a list of names ends: before what is said of it."""
    # The words before the list may have taken the blank behind them.
    stop = words.patterns["replies.list_end"].search(folded, start - (folded[start - 1 : start] == " "), end)
    return stop.start() if stop else end


def _list(piece: _Piece, start: int, end: int, language: str, words: DocumentWords) -> Iterator[Reply]:
    for entity in listed(piece.text.text[start:end], language, words):
        day = _patterns()["dated"].match(piece.text.text, start + entity.end)  # "Cuba (2 June 2015)"
        yield _reply(
            entity,
            piece.text.span(start + entity.start, start + entity.end),
            _date_in(day["words"], language) if day else None,
        )


def _list_below(pieces: Sequence[_Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names of a list that stands in lines of its own."""
    for piece in pieces:
        text = piece.text.text
        opening = _patterns()["number"].match(piece.folded)
        start = opening.end() if opening else 0
        entity = entity_of(text[start:], language, words) or (name_of(text[start:]) if opening else None)
        if entity is not None:
            yield _reply(entity, piece.text.span(start + entity.start, min(start + entity.end, len(text))))
            continue
        names = listed(text[start:], language, words)
        if not names or sum(len(each.name) + 2 for each in names) < len(text[start:]) * 0.8:
            return
        for each in names:
            yield _reply(each, piece.text.span(start + each.start, start + each.end))
