"""Whose replies, views or information a document holds or lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from alinea.documents.entities import Entity, entity_of, listed, name_of
from alinea.documents.head import Head
from alinea.documents.reply_pieces import LONGEST_HEADING, Piece, cells, patterns, pieces_of
from alinea.documents.reply_sentences import OPENING, date_in, reply, told
from alinea.model.document import Reply
from alinea.model.spans import Span
from alinea.model.text import Text
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_FEWEST = 2
"""Headings that name States, from which a document has a reply under each; one may be a title of something else."""


_WHOLE = 0.7
"""Share of a line that names have, with what parts them, where it is a list of them."""

_NAMES = 0.5
"""Share of the words before *stated that* that are names where several stated it."""

_BRACKETS = 3
"""Pieces below a heading in which day and language of a reply stand in brackets."""

_SENTENCE_WITHIN = re.compile(r"[a-z]{3}\. [A-Z]")

_CELL = 30
"""Characters of the longest cell beside a name in a table of replies: a day, a language, a mark."""

_ASKING = frozenset(
    {
        "secretary-general",
        "general-assembly",
        "security-council",
        "economic-and-social-council",
        "human-rights-council",
    }
)
"""Who asks for replies, and is named beside them: *in response to a note verbale from the Secretary-General*."""


def replies_of(
    text: Text, head: Head, title: str | None, language: str, words: DocumentWords
) -> tuple[Reply, ...]:
    """Return the States, entities and organizations whose replies a document holds or lists.

    They are the headings under which replies stand, and the lists of those from whom they were received. Who is said to
    have sent no information is none of them.

    Args:
        text: what was read; head: of the document; title: its title; words: of `language`.
    """
    pieces = list(pieces_of(text, head, language, words))
    holds = _holds(pieces, title, words)
    found = _listed_in_contents(pieces, title, language, words)
    if holds and not found:
        titled = title is not None and words.patterns["replies.title"].search(fold(title)) is not None
        found = [*_headed(pieces, titled, language, words), *_in_rows(pieces, language, words)]
        found += [*_in_lists(pieces, language, words), *_stating(pieces, language, words)]
    found += told(pieces, holds, language, words)
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


def _holds(pieces: Sequence[Piece], title: str | None, words: DocumentWords) -> bool:
    """Tell whether a document says that it holds replies: in its title, a chapter, or a sentence on itself."""
    if title and words.patterns["replies.title"].search(fold(title)):
        return True
    if any(piece.heading and _chapter(piece, words) for piece in pieces):
        return True
    opening = [piece for piece in pieces if not piece.heading][:OPENING]
    about, holds = words.patterns["mandate.about"], words.patterns["replies.holds"]
    for piece in opening:
        for sentence in patterns()["sentence"].split(piece.folded):
            if about.search(sentence) and holds.search(sentence):
                return True
            if words.patterns["replies.below"].search(sentence):
                return True
    return False


def _listed_in_contents(
    pieces: Sequence[Piece], title: str | None, language: str, words: DocumentWords
) -> list[Reply]:
    """Return the entries of a table of contents that is nothing but a numbered list of those who submitted something.

    A sample: *Quadrennial reports submitted by non-governmental organizations*, with an association a line.
    """
    if not title or not words.patterns["replies.listed"].search(fold(title)):
        return []
    found: list[Reply] = []
    for piece in pieces:
        number = patterns()["numbered"].match(piece.folded) if piece.contents else None
        if piece.contents and (number is None or int(number["number"]) != len(found) + 1):
            return []
        if number:
            named = patterns()["leader"].sub("", piece.text.text)
            entity = entity_of(named[number.end() :], language, words)
            span = piece.text.span(number.end(), len(named))
            found.append(Reply(name=named[number.end() :], id=entity.id if entity else None, span=span))
    return found if len(found) >= _FEWEST else []


def _headed(pieces: Sequence[Piece], titled: bool, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names that are headings over replies; where the title says that it holds some, one is enough."""
    found: list[tuple[int, Entity, Span]] = []
    chapters: set[int] = set()
    for number, piece in enumerate(pieces):
        if not piece.heading or len(cells(piece)) >= _FEWEST:
            continue
        entity, span = _named(piece, language, words)
        following = pieces[number + 1].text.text if number + 1 < len(pieces) else ""
        if entity is None and (
            following.startswith("[") or words.patterns["replies.note"].match(_bare(piece))
        ):
            entity, span = _of_chapter(piece, language, words)
            if entity is not None:
                chapters.add(number)
                found.append((number, entity, span))
                continue
        if entity is None and patterns()["below"].match(
            following
        ):  # "[Original: English]" stands below a name
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
        if not _says_none(pieces, number, words) and not _elsewhere(pieces, number, words):
            yield reply(entity, span, *_bracketed(pieces[number + 1 :], language, words))


def _bracketed(
    pieces: Sequence[Piece], language: str, words: DocumentWords
) -> tuple[date | None, str | None]:
    """Return the day and the original language of a reply, in the brackets below its heading.

    A sample: ``[Original: Spanish]`` ``[12 May 2023]``.
    """
    day: date | None = None
    tongue: str | None = None
    for piece in pieces[:_BRACKETS]:
        printed = piece.text.text.strip("*_ ")
        if not printed.startswith("["):
            break
        for match in patterns()["bracket"].finditer(printed):
            original = words.patterns["replies.original"].search(fold(match["words"]))
            if original:
                tongue = tongue or _language(original["language"], words)
            day = day or date_in(match["words"], language)
    return day, tongue


def _stating(pieces: Sequence[Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield whose views a summary of replies gives, paragraph by paragraph: *Cuba stated that its lamps were lit*."""
    for number, piece in enumerate(pieces):
        if piece.heading or not _under_replies(pieces, number, words):
            continue
        if named := patterns()["said"].match(piece.text.text):  # "Grenada: The port was rebuilt …"
            entity = entity_of(named["name"], language, words)
            if entity is not None and entity.id is not None:
                yield reply(entity, piece.text.span(entity.start, entity.end))
                continue
        edges = [
            0,
            *(edge.end() for edge in patterns()["sentence"].finditer(piece.folded)),
            len(piece.folded),
        ]
        for place, end in pairwise(edges):
            # Further down in a paragraph "the Sudan has" speaks of it, and "the Sudan stated" is its reply.
            name = "replies.stated_further" if place else "replies.stated"
            if stated := words.patterns[name].match(piece.folded[place:end]):
                yield from _whose(piece, place, stated, language, words)


def _whose(
    piece: Piece, place: int, stated: re.Match[str], language: str, words: DocumentWords
) -> Iterator[Reply]:
    """Yield who states something in a sentence that begins at a place."""
    name = "after" if stated["after"] else "before"
    start = place + stated.start(name)
    who = piece.text.text[start : place + stated.end(name)]
    if opening := words.patterns["replies.both"].match(fold(who)):
        who, start = who[opening.end() :], start + opening.end()
    if some := words.patterns["replies.some_of"].match(fold(who)):
        who, start = who[some.start("names") : some.end("names")], start + some.start("names")
    entity = entity_of(who, language, words)
    # "Peru and Chile noted that" is of two; "Peru, in its law on nets, noted that" of one, by the words before.
    those = [entity] if entity else listed(who, language, words)
    if entity is None and sum(len(each.name) for each in those) < len(who) * _NAMES:
        return
    for each in those:
        if each.id is not None:
            yield reply(each, piece.text.span(start + each.start, start + each.end))


def _language(folded: str, words: DocumentWords) -> str | None:
    """Return the tag of the language that a word names."""
    return next(
        (tag for tag, name in words.rows.rows["replies"]["languages"].items() if name == folded), None
    )


def _in_rows(pieces: Sequence[Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield who stands first in the rows of a table under a heading of replies, with day and language of the row.

    A sample: ``Chile     17 April 2020     Spanish``.
    """
    found: list[Reply] = []
    for number, piece in enumerate(pieces):
        row = cells(piece)
        if len(row) < _FEWEST or max(map(len, row[1:])) > _CELL:
            continue
        tongue = next((tag for cell in row[1:] if (tag := _language(fold(cell.strip()), words))), None)
        day = next((day for cell in row[1:] if (day := date_in(cell, language))), None)
        # Who is not known is named by what stands beside his name.
        entity = entity_of(row[0], language, words) or (
            name_of(row[0]) if found and (day or tongue) else None
        )
        if entity is None or not _under_replies(pieces, number, words, called_so=True):
            continue
        start = piece.text.text.find(entity.name)
        if start < 0:
            continue
        found.append(reply(entity, piece.text.span(start, start + len(entity.name)), day, tongue))
    if len([each for each in found if each.id]) >= _FEWEST:
        yield from found


def _in_lists(pieces: Sequence[Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names of lines that are lists of names, under a heading of replies; in a list of who replied, anybody.

    Samples: ``Kenya, Mali and Senegal`` under *African States*; ``Friends of Ice`` under *List of Member States and
    organizations that provided information*.
    """
    listing = False
    for number, piece in enumerate(pieces):
        if not piece.heading or piece.contents:
            listing = listing and len(piece.folded) <= LONGEST_HEADING and ". " not in piece.folded
            continue
        bare = _bare(piece)
        if words.patterns["replies.back"].match(bare) or _chapter(piece, words):
            listing = words.patterns["replies.list"].match(bare) is not None
            continue
        if words.patterns["replies.groups"].match(bare) or len(cells(piece)) >= _FEWEST:
            continue
        text = piece.text.text
        group, colon, _ = text.partition(":")
        skip = len(group) + 1 if colon and words.patterns["replies.groups"].match(fold(group)) else 0
        text = " " * skip + text[skip:]  # "Member States: Canada, Chad and Cuba"
        names = listed(text, language, words)
        whole = sum(len(each.name) + 2 for each in names) >= len(text.strip()) * _WHOLE
        if len(names) >= _FEWEST and whole and _under_replies(pieces, number, words):
            for each in names:
                yield reply(each, piece.text.span(each.start, each.end))
        elif listing and (one := entity_of(text, language, words) or name_of(text)) is not None:
            yield reply(one, piece.text.span(one.start, min(one.end, len(text))))


def _chapter(piece: Piece, words: DocumentWords) -> bool:
    """Tell whether a heading is that of a chapter of replies, and no line of running text."""
    printed = piece.text.text.lstrip("#* ")
    running = (printed[:2].islower() and printed[:2].isalpha()) or _SENTENCE_WITHIN.search(printed)
    return not running and words.patterns["replies.chapter"].match(_bare(piece)) is not None


def _bare(piece: Piece) -> str:
    return patterns()["leader"].sub("", piece.folded).strip("# *")


def _named(piece: Piece, language: str, words: DocumentWords) -> tuple[Entity | None, Span]:
    """Return who a heading or a line of contents names, and where."""
    bare = _bare(piece)
    if _chapter(piece, words) or words.patterns["replies.groups"].match(bare):
        return None, Span(0, 0)
    text = patterns()["leader"].sub("", piece.text.text)
    opening = patterns()["number"].match(fold(text))
    start = opening.end() if opening else 0
    entity = entity_of(text[start:], language, words)
    if entity is None and opening:  # a name may begin as a numeral does
        start, entity = 0, entity_of(text, language, words)
    if entity is None:
        return None, Span(0, 0)
    return entity, piece.text.span(start + entity.start, min(start + entity.end, len(text)))


def _of_chapter(piece: Piece, language: str, words: DocumentWords) -> tuple[Entity | None, Span]:
    """Return the one whose reply is a chapter: *III. Reply received from the European Union*."""
    text = patterns()["leader"].sub("", piece.text.text)
    folded = fold(text)
    called = words.patterns["replies.of_one"].match(folded) or words.patterns["replies.note"].match(folded)
    if called is None:
        return None, Span(0, 0)
    start, end = called.span("who")
    entity = entity_of(text[start:end], language, words)
    if entity is None or entity.id is None:
        return None, Span(0, 0)
    return entity, piece.text.span(start + entity.start, min(start + entity.end, end))


def _under_replies(
    pieces: Sequence[Piece], number: int, words: DocumentWords, *, called_so: bool = False
) -> bool:
    """Tell whether the nearest chapter heading above speaks of replies, or of States and organizations as groups.

    Args:
        called_so: it must call them replies, responses or views.
    """
    for piece in reversed(pieces[:number]):
        if not piece.heading:
            continue
        bare = _bare(piece)
        if _chapter(piece, words):
            return not called_so or words.patterns["replies.called_so"].search(bare) is not None
        if words.patterns["replies.groups"].match(bare):
            return True
        if words.patterns["replies.back"].match(bare):
            return False
    return False


def _elsewhere(pieces: Sequence[Piece], number: int, words: DocumentWords) -> bool:
    """Tell whether a name stands in an annex on something else: *Annex III*, *Ports visited*, *Belgium*."""
    titled = False
    for place in reversed(range(number)):
        if not pieces[place].heading:
            return False
        bare = _bare(pieces[place])
        if _chapter(pieces[place], words) or words.patterns["replies.groups"].match(bare):
            return False
        if words.patterns["replies.back"].match(bare):
            return titled
        titled = (
            bare.count(" ") > 0
            and place > 0
            and words.patterns["replies.back"].match(_bare(pieces[place - 1])) is not None
        )
    return False


def _says_none(pieces: Sequence[Piece], number: int, words: DocumentWords) -> bool:
    """Tell whether what stands under a heading is that nothing was received."""
    for piece in pieces[number + 1 : number + 2]:
        if not piece.heading and len(piece.folded) < 200:
            return words.patterns["replies.none"].search(piece.folded) is not None
    return False
