"""The words with which a language cites documents, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold
from alinea.vocab.loading import Rows, rows_of


class CitationWords(NamedTuple):
    """The words of one language. All patterns are for folded text, except `parts`.

    Attributes:
        head: the word a number follows (``resolution``); the group that matched is its kind.
        organ: the name of an organ; ``lastgroup`` is a key of `series`.
        organ_opening: the first two letters of these names, a quick test.
        series: for each group of `organ` what it stands for: a series (``E/CN.5``), ``council``,
            ``assembly``, ``commission`` (cut short), ``none`` or ``foreign``.
        commission: the word that every name of a commission has.
        president: says whose statement it is.
        possessive: ``sa`` before a head; within: prepositions before that.
        inside: those of them that bind it to a subject: ``l'Assemblée …, dans sa résolution``.
        joiners: ``et``, ``ou``.
        pronoun: stands for whoever speaks, after another organ was named: ``qu'elle a approuvé dans sa``.
        subject: words before a name that make it the subject of its clause.
        linking: words that may stand between a head and its number, or between two numbers.
        separator: ends the text before a further number of a list.
        counted: says that a number counts something else: ``loi n° 21/038``.
        before_date, before_organ: what introduces a date or an organ after a number.
        further_date: comes between the dates of a list.
        respectively: says that each number has its own of the dates that follow.
        relative: the beginning of a relative clause, up to its subject.
        parts: letters of parts after a number, in text as printed: `` A et B``.
        sharing: numbers before one with a bracket that may share it, in text as printed: ``1325, 1326 et `` (2000).
        last: the end of a range that is cut short, in text as printed: of ``70/1 à 4``.
        through: words between the first and last of a range.
        organ_before_head: the organ stands before the head: ``Security Council resolution``.
        body: what a body is called; of_body: ends what introduces the one whose a number is;
            qualified: after a name cut short, that it is of another.
        no_bodies: words printed with a capital that are no name of a body.
        spoken_of: after a body in a relative clause, that it is spoken of; adopted_by: before who adopted, further on.
        places: how places within documents are named.
        numbered_through: between the ends of a range: ``70/1 à 70/4``.
    """

    head: Finder
    organ: Finder
    organ_opening: frozenset[str]
    series: dict[str, str]
    commission: Finder
    president: Finder
    possessive: Finder
    inside: frozenset[str]
    joiners: frozenset[str]
    pronoun: Finder
    subject: frozenset[str]
    linking: frozenset[str]
    separator: Finder
    counted: Finder
    before_date: Finder
    further_date: Finder
    respectively: Finder
    before_organ: Finder
    relative: Finder
    parts: Finder
    sharing: Finder
    last: Finder
    through: frozenset[str]
    organ_before_head: bool
    body: Finder
    of_body: Finder
    qualified: Finder
    no_bodies: frozenset[str]
    spoken_of: Finder
    adopted_by: Finder
    places: PlaceWords
    numbered_through: Finder


def _heads(rows: Iterable[Rows]) -> Finder:
    each = "|".join(f"(?P<{row.text('kind')}>{row.source('pattern')})" for row in rows)
    return Finder(rf"\b(?:{each})\b")


def _organs(rows: Iterable[Rows]) -> tuple[Finder, dict[str, str], frozenset[str]]:
    names = [(name, row.text("series")) for row in rows for name in row.words("names")]
    groups = {f"o{index}": series for index, (_, series) in enumerate(names)}
    # The names are tried only where a word opens as one of them does.
    opening = "|".join(sorted({name[:2] for name, _ in names}))
    alternatives = "|".join(f"(?P<o{i}>{name})" for i, (name, _) in enumerate(names))
    return Finder(rf"\b(?={opening})(?:{alternatives})"), groups, frozenset(opening.split("|"))


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def citation_words(language: str) -> CitationWords:
    """Return the citation words of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    data = rows_of(language, "citations")
    rows, words = data.within("words"), data.within("words").words
    pattern = rows.source
    heads = data.each("head")
    organ, series, opening = _organs(data.each("organ"))
    joiners = _words([*words("joiners"), *words("through")])
    return rows.fill(
        CitationWords,
        head=_heads(heads),
        organ=organ,
        series=series,
        organ_opening=opening,
        commission=Finder(
            "|".join(
                n for r in data.each("organ") if r.text("series") == "commission" for n in r.words("names")
            )
        ),
        president=Finder(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{data.source('president')}"),
        possessive=Finder(
            rf"(?:\b(?P<within>{_words(words('within'))})'?\s)?\b(?:{_words(words('possessive'))})\s(?:\w+\s){{0,1}}$"
        ),
        pronoun=Finder(rf"\b(?:{_words(words('pronouns'))})\b"),
        separator=Finder(words("separators")[0]),
        before_date=Finder(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{pattern('before_date')}\s?"),
        further_date=Finder(
            rf"\s?(?:\d{{1,3}}\s?)?(?:,|(?:{joiners})\s)\s?(?:{pattern('further_date')})?\s?"
        ),
        before_organ=Finder(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{pattern('before_organ')}\s?"),
        parts=Finder(
            rf"\s?(?P<letters>[A-Z](?![\w'’/])(?:(?:\s?,\s?|\s?-\s?|\s?,?\s(?:{joiners})\s)[A-Z](?![\w'’/]))*)"
        ),
        sharing=Finder(
            rf"(?<![\w/(.,-])\d{{1,4}}(?:\s?,\s?\d{{1,4}}){{0,20}}(?:\s?,?\s(?:{joiners})\s|\s?-\s?)$"
        ),
        last=Finder(
            rf"\s?(?:-|\b(?:{_words(words('through'))})\b)\s?(?P<number>\d{{1,3}})"
            rf"(?=\s?[,;.:)]|\s*\Z|\s(?:{_words(words('joiners'))})\s)(?![.,]\d)"
        ),
        through=frozenset(("-", *words("through"))),
        body=Finder(rf"(?:[\w'-]+\s){{0,3}}?(?:{_words(words('bodies'))})\b"),
        places=place_words(language),
        numbered_through=Finder(
            rf"\s?(?:-|\b(?:{_words([fold(each) for each in words('through')])})\b)\s?"
            rf"(?:(?:{_words(words('linking'))}|{'|'.join(row.source('pattern') for row in heads)})['\s]\s?){{0,3}}"
        ),
    )


# After "sect. B, " no further number of the place, but the next resolution: "57/283 B", "1325 (2000)", "2200 A (XXI)".
_NO_RESOLUTION = (
    r"(?!(?:e?s-)?\d{1,4}\s?(?:/\s?\d|(?:[a-z]\s?)?\((?:19|20)\d\d\))|\d{3,4}\s?(?:[a-z]\s?)?\([ivxlc]+\))"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of one language. All patterns are for folded text; the group ``place`` is the place.

    Attributes:
        after: a place within a document, after it: ``annexe II``, ``par. 5``.
        before: one before the head of what it is in: ``paragraphe 5 de la section I de la résolution``.
        of_document: one before a symbol: ``paragraphe 5 du document``.
        of_next: after a place, that it is in the resolution named next: `` de sa résolution``.
        thereof: after other words, a place in what was cited before them, in the group ``own`` or ``place``:
            `` et de son annexe``; other_document: between the two, that it is one in another document.
        ibidem: in a note, the words (group ``same``) for the document of the note before, and a place in it.
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    of_document: re.Pattern[str]
    of_next: re.Pattern[str]
    thereof: re.Pattern[str]
    other_document: re.Pattern[str]
    ibidem: re.Pattern[str]


@cache
def place_words(language: str) -> PlaceWords:
    """Return the words of a language for places, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "citations")
    pin = words.within("pinpoint").source
    numbers = rf"{pin('number')}(?:{pin('joiner')}{_NO_RESOLUTION}{pin('number')})*(?:{pin('onwards')})?"
    place = rf"\b(?:{pin('unit')})(?:\s?{numbers})?"
    before = rf"(?P<place>{place}(?:{pin('of')}{place})*)"
    heads = "|".join(row.source("pattern") for row in words.each("head"))
    return PlaceWords(
        after=re.compile(
            rf"(?:\s?\d{{1,3}})?\s?\)?\s?,?\s?{pin('lead')}(?P<place>{place}(?:(?:\s?,\s?|{pin('of')}){place})*)"
        ),
        before=re.compile(rf"{before}{pin('to_head')}$"),
        of_document=re.compile(rf"{before}{pin('to_document')}$"),
        of_next=re.compile(rf"{pin('to_head')}(?:{heads})\b"),
        thereof=re.compile(words.within("pinpoint").writing(place=place).source("thereof")),
        other_document=re.compile(pin("other_document")),
        ibidem=re.compile(words.writing(place=place).source("ibidem")),
    )
