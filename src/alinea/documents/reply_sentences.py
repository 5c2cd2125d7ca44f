"""Sentences that say from whom replies were received, and the lists in and behind them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alinea.analysing.actors import mentions
from alinea.documents.entities import Entity, entity_of, listed, name_of
from alinea.documents.reply_pieces import Piece, cells, patterns
from alinea.model.document import Reply
from alinea.model.spans import Span
from alinea.vocab.dates import find_dates
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

OPENING = 16
"""Paragraphs in which a document says that it holds replies."""

_NAMES = 0.7
"""Share of the letters of a list that its names have: where they have less, it is no list of names."""

_HALF = 0.5
"""The same before a verb, where what says when they replied stands among them."""

_NEAR = 110
"""Characters between *replies* and *received*, at most."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_CALLED = re.compile(r"\s*(?P<number>\d{1,3})\s+(?=[^\W\d_])")
_DATED = re.compile(r",? (?:on|dated|le|du) \d")
_BRACKETED = re.compile(r"\([^()]*\)")


def reply(entity: Entity, span: Span, date: datetime.date | None = None, tongue: str | None = None) -> Reply:
    """Return a reply of somebody, found at a place."""
    return Reply(name=entity.name, id=entity.id, date=date, language=tongue, span=span)


def date_in(printed: str, language: str) -> datetime.date | None:
    """Return the first day that words name."""
    return next((date for date, _, _ in find_dates(printed, language) if date), None)


def told(pieces: Sequence[Piece], holds: bool, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names in sentences that say from whom replies were received, and in lists behind them.

    Args:
        pieces: of the body; holds: whether the document says that it holds replies.
    """
    invited = any(words.patterns["replies.invited"].search(piece.folded) for piece in pieces[:OPENING])
    for number, piece in enumerate(pieces):
        if piece.contents:
            continue
        if piece.note or _CALLED.match(piece.text.text):
            yield from _in_note(piece, pieces, language, words)
        place = 0
        edges = [match.start() for match in patterns()["sentence"].finditer(piece.folded)]
        going_on = False
        for end in [*edges, len(piece.folded)]:
            opening = number < OPENING or piece.note
            found = [*_received(piece, place, end, edges, holds, opening, language, words)]
            if not found and (holds or opening):
                found = [*_introduced(piece, place, end, holds or invited, going_on, language, words)]
            found += _in_reply(piece, place, end, language, words)
            yield from found
            sentence = piece.folded[place:end].rstrip()
            if sentence.endswith(":") and _speaks(sentence, holds or invited, words) is not None:
                yield from _list_below(pieces[number + 1 :], language, words)
            going_on = sentence.endswith(";") and (bool(found) or going_on)
            place = end


def _received(
    piece: Piece,
    place: int,
    end: int,
    edges: Sequence[int],
    holds: bool,
    opening: bool,
    language: str,
    words: DocumentWords,
) -> Iterator[Reply]:
    """Yield the names of a sentence like *Replies were received from Cuba* or *Cuba and Mexico replied*."""
    sentence = piece.folded[place:end]
    if words.patterns["replies.none"].search(sentence):
        return
    if not holds and not (opening and words.patterns["replies.said"].search(sentence)):
        return
    if received := words.patterns["replies.sentence"].search(sentence):
        start = place + received.end()
        yield from _list(piece, start, _list_end(piece, start, end, language, words), language, words)
        for same in words.patterns["replies.also_that_of"].finditer(piece.folded, start, end):
            yield from _list(piece, *same.span("who"), language, words)
        yield from _clauses(piece, [edge for edge in edges if edge >= end], language, words)
    elif replied := words.patterns["replies.replied"].search(sentence):
        start, stop = place, place + replied.start()
        if adjunct := words.patterns["replies.adjunct"].match(piece.folded, start, stop):
            start = adjunct.end()
        names = [*_list(piece, start, stop, language, words)]
        if _mostly(piece, names, start, stop, words, _HALF):
            yield from names
        if ":" in sentence[replied.end() :]:  # "the following States had replied: Cuba and Mexico"
            yield from _list(piece, place + replied.end(), end, language, words)


def _speaks(sentence: str, holds: bool, words: DocumentWords) -> int | None:
    """Return from where a sentence tells whose replies came, None where it is of none.

    Of mere information it is only in a document that holds replies.
    """
    if words.patterns["replies.none"].search(sentence):
        return None
    for noun in words.patterns["replies.nouns"].finditer(sentence):
        near = slice(max(noun.start() - _NEAR, 0), noun.end() + _NEAR)
        strong = not noun["weak"] or holds or words.patterns["replies.from_those"].search(sentence)
        if strong and words.patterns["replies.came"].search(sentence[near]):
            return noun.start()
    answered = words.patterns["replies.answered"].search(sentence)
    return answered.start() if answered else None


def _introduced(
    piece: Piece, place: int, end: int, holds: bool, going_on: bool, language: str, words: DocumentWords
) -> Iterator[Reply]:
    """Yield the lists that *from*, *namely* or a colon leads in, in a sentence on replies that came.

    A sample: ``Seven States responded to the note verbale of 3 May 2020, namely Chile, …``. What is led in must be a
    list of names and little else.

    Args:
        going_on: the clause before a semicolon has such a list.
    """
    said = _speaks(piece.folded[place:end], holds, words)
    if said is None and not going_on:
        return
    past = place + (said or 0)
    led = False
    for lead in words.patterns["replies.lead"].finditer(piece.folded, place, end):
        if lead.start() < past:
            continue
        start = lead.end()
        stop = _list_end(piece, start, end, language, words)
        names = [*_list(piece, start, stop, language, words)]
        anybody = lead["bodies"] is not None
        # "the Ombudsman of Namibia" is no State, and "Harbour Watch" is not known.
        if anybody and (any(_state(each) for each in names) or not _mostly(piece, names, start, stop, words)):
            names = [*_of_anybody(piece, start, stop, language, words)]
        if _mostly(piece, names, start, stop, words) and (anybody or any(each.id for each in names)):
            yield from names
            past, led = stop, True
    if going_on and not led:
        names = [*_list(piece, place, end, language, words)]
        bodies = any(
            lead["bodies"] for lead in words.patterns["replies.lead"].finditer(piece.folded, 0, place)
        )
        if bodies and (any(_state(each) for each in names) or not _mostly(piece, names, place, end, words)):
            names = [*_of_anybody(piece, place, end, language, words)]
        if _mostly(piece, names, place, end, words):
            yield from names


def _in_note(note: Piece, pieces: Sequence[Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names of a footnote that is nothing but a list, called where a sentence counts those who replied.

    A sample: ``9 States1 responded``, and the note ``1 Argentina, Chile and Serbia.``
    """
    number = _CALLED.match(note.folded)
    if number is None:
        return
    start, stop = number.end(), len(note.folded.rstrip(". "))
    for piece in [each for each in pieces if each is not note and not each.note][:OPENING]:
        call = re.search(rf"[a-z)]{{3}}[,.]?{number['number']}(?!\d)", piece.folded)
        if call is None:
            continue
        sentence = piece.folded[piece.folded.rfind(". ", 0, call.start()) + 1 :].partition(". ")[0]
        # Contributions and inputs are many things, and a list of them in a note as well: replies must be called so.
        if not words.patterns["replies.answers"].search(sentence) or words.patterns["replies.none"].search(
            sentence
        ):
            return
        names = [*_list(note, start, stop, language, words)]
        if not _mostly(note, names, start, stop, words):
            names = [*_of_anybody(note, start, stop, language, words)]
        if len(names) > 1 and _mostly(note, names, start, stop, words):
            yield from names
        return


def _state(each: Reply) -> bool:
    return each.id is not None and each.id.isupper()


def _mostly(
    piece: Piece,
    names: Sequence[Reply],
    start: int,
    stop: int,
    words: DocumentWords,
    share: float = _NAMES,
) -> bool:
    """Tell whether names are most of the words of a stretch, counted without what says how many and what they are."""
    plain = words.patterns["replies.aside"].sub(",", piece.folded[start:stop])
    stretch = words.patterns["replies.counted"].sub(" ", _BRACKETED.sub(" ", plain))
    letters = sum(map(len, _WORD.findall(stretch)))
    named = sum(len(each) for name in names for each in _WORD.findall(_BRACKETED.sub(" ", fold(name.name))))
    return bool(names) and named >= letters * share


def _of_anybody(piece: Piece, start: int, stop: int, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names of a list of organizations, known or not, parted by commas and *and*."""
    place = start
    parts = [*words.patterns["replies.parting"].finditer(piece.folded, start, stop), None]
    for part in parts:
        end = part.start() if part else stop
        skip = len(piece.text.text[place:end]) - len(piece.text.text[place:end].lstrip())
        first = place + skip
        entity = entity_of(piece.text.text[first:end], language, words) or name_of(piece.text.text[first:end])
        if entity is not None:
            yield reply(entity, piece.text.span(first + entity.start, min(first + entity.end, end)))
        place = part.end() if part else end


def _in_reply(piece: Piece, place: int, end: int, language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield who says something in his reply: *The Government of Chile stated, in its reply of 3 May, that …*."""
    for name in ("replies.in_reply", "replies.reply_in"):
        found = words.patterns[name].match(piece.folded, place, end)
        if found is None:
            continue
        start = found.start("who")
        who = piece.text.text[start : found.end("who")]
        entity = entity_of(who, language, words)
        those = [entity] if entity else listed(who, language, words)
        for each in those:
            if each.id is not None and (entity or each.state):
                day = date_in(piece.text.text[place:end], language)
                yield reply(each, piece.text.span(start + each.start, start + each.end), day)
        return


def _clauses(piece: Piece, edges: Sequence[int], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names that go on behind a semicolon: *Cuba; Ecuador; and Qatar*."""
    for first, last in pairwise([*edges, len(piece.folded)]):
        if piece.folded[:first].rstrip()[-1:] != ";":
            return
        # "… ; that of Iceland, dated 9 May 2016, in annex II"
        same = words.patterns["replies.that_of"].match(piece.folded, first, last)
        start, end = (same.start("who"), same.end("who")) if same else (first, last)
        if dated := _DATED.search(piece.folded, start, end):  # "Bulgaria, on 3 May; Yemen, on 9 June 2007"
            end = dated.start()
        entity = entity_of(piece.text.text[start:end], language, words)
        if entity is None:
            return
        yield reply(entity, piece.text.span(start + entity.start, min(start + entity.end, end)))


def _list_end(piece: Piece, start: int, end: int, language: str, words: DocumentWords) -> int:
    """Return where a list of names ends: before what is said of it."""
    # The words before the list may have taken the blank behind them.
    folded = piece.folded
    named: list[tuple[int, int]] | None = None
    place = start - (folded[start - 1 : start] == " ")
    for stop in words.patterns["replies.list_end"].finditer(folded, place, end):
        if piece.text.text[stop.start() : stop.end()].strip().isupper():  # WHO is an organization
            continue
        if words.patterns["replies.aside"].match(
            folded, stop.start(), end
        ):  # "Samoa and, on 4 July, from Tuvalu"
            continue
        if named is None:  # a Conference on Trade has the word in its name
            named = [
                (start + each.start, start + each.end)
                for each in mentions(piece.text.text[start:end], language)
            ]
        if not any(first < stop.start() < last for first, last in named):
            return stop.start()
    return end


def _list(piece: Piece, start: int, end: int, language: str, words: DocumentWords) -> Iterator[Reply]:
    text = piece.text.text[start:end]
    for aside in words.patterns["replies.aside"].finditer(piece.folded[start:end]):
        text = text[: aside.start()] + "," + " " * (len(aside[0]) - 1) + text[aside.end() :]
    for entity in listed(text, language, words):
        day = patterns()["dated"].match(piece.text.text, start + entity.end)  # "Cuba (2 June 2015)"
        yield reply(
            entity,
            piece.text.span(start + entity.start, start + entity.end),
            date_in(day["words"], language) if day else None,
        )


def _kind_of_sign(printed: str) -> str:
    """Return what kind of sign opens an item: a figure, a letter, a dash, none."""
    bare = printed.strip(" .()\t#*")
    return "1" if bare.isdigit() else "a" if bare.isalpha() else bare[:1]


def _list_below(pieces: Sequence[Piece], language: str, words: DocumentWords) -> Iterator[Reply]:
    """Yield the names of a list that stands in lines of its own."""
    begun = False
    sign: str | None = None
    for piece in pieces:
        if patterns()["rule"].fullmatch(piece.text.text):
            continue  # of a table
        if row := cells(piece):
            entity = entity_of(row[0], language, words)
            at = piece.text.text.find(row[0])
            if entity is not None and at >= 0:
                begun = True
                yield reply(
                    entity,
                    piece.text.span(at + entity.start, at + entity.end),
                    next((day for cell in row[1:] if (day := date_in(cell, language))), None),
                )
            elif begun:
                return
            continue
        if begun:
            return
        text = piece.text.text
        opening = patterns()["number"].match(piece.folded)
        start = opening.end() if opening else 0
        if words.patterns["replies.groups"].match(piece.folded[start:].rstrip(" :")):
            sign = None
            continue  # "States", "Organizations" above those of each kind
        of_kind = _kind_of_sign(piece.folded[:start])
        if of_kind != (sign := of_kind if sign is None else sign):
            return  # the next paragraph, below items with dashes or letters
        entity = entity_of(text[start:], language, words) or (name_of(text[start:]) if opening else None)
        if entity is not None:
            yield reply(entity, piece.text.span(start + entity.start, min(start + entity.end, len(text))))
            continue
        names = listed(text[start:], language, words)
        if not names or sum(len(each.name) + 2 for each in names) < len(text[start:]) * 0.8:
            return
        for each in names:
            yield reply(each, piece.text.span(start + each.start, start + each.end))
