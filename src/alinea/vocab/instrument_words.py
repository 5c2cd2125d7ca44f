"""The names of instruments, and the words of open references to resolutions, of each language, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold
from alinea.vocab.loading import rows_of
from alinea.vocab.tables import LANGUAGES, table


class InstrumentWords(NamedTuple):
    """The words of one language. All patterns are for folded text.

    Attributes:
        head: the noun that heads a name: ``convention``, ``plan d'action``.
        known: a name that is known; `ids` has its identifier by `lastgroup`.
        alone: heads that stand for an instrument by themselves, with its identifier.
        capitals: a name goes as far as its capitals do; small: words that may stand between two of them.
        ends: where a name without capitals ends; goes_on: what it goes on with, where its head was named before.
        not_before: words with a capital before a head that are no part of the name.
        article_before, article_after: a place in an instrument, before and after its name (group ``place``).
        taken: places of the Charter, each with the words of it that texts take up.
        open_noun: what no open reference is without: a quick test.
        open: resolutions or decisions spoken of without their numbers: groups ``before``, ``noun``, ``after``.
        senses: of them, by which words: ``subsequent``, ``earlier``, ``relevant``, ``other``; the first that fits.
        possessive: they are those of whoever speaks; of_organ: before the name of the organ whose they are.
    """

    head: Finder
    known: Finder
    ids: Mapping[str, str]
    alone: Mapping[str, str]
    capitals: bool
    small: frozenset[str]
    ends: Finder
    goes_on: re.Pattern[str]
    not_before: frozenset[str]
    joint: re.Pattern[str]
    article_before: re.Pattern[str]
    article_after: re.Pattern[str]
    taken: tuple[tuple[str, Finder], ...]
    open_noun: Finder
    open: Finder
    senses: Mapping[str, re.Pattern[str]]
    possessive: re.Pattern[str]
    of_organ: re.Pattern[str]


@cache
def instrument_name(id: str, language: str) -> str | None:
    """Return the name by which a language knows an instrument, None where it knows none of that identifier."""
    known = table(language, "instruments")["instrument"] if language in LANGUAGES else ()
    return next((each["names"][0] for each in known if each["id"] == id), None)


@cache
def instrument_words(language: str) -> InstrumentWords:
    """Return the words of a language for instruments, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "instruments")
    names, article, loose = words.within("names"), words.within("article").source, words.within("open")
    known = sorted(
        ((fold(name), row.text("id")) for row in words.each("instrument") for name in row.words("names")),
        key=lambda each: -len(each[0]),
    )
    numbers = rf"{article('number')}(?:{article('joiner')}{article('number')})*"
    place = rf"\b(?:(?:{article('unit')})\s{numbers}|(?:{article('bare')})\b)"
    places = rf"(?P<place>{place}(?:{article('of')}{place})*)"
    senses = loose.within("qualifier")
    qualifier = "|".join(senses.rows.values())
    lead, noun = loose.source("lead"), loose.source("noun")
    if loose.rows["before"]:
        between, after = r"(?:(?!\d)[a-z'-]+\s){0,6}?", ""
    else:
        between = rf"(?:{lead})?"
        after = rf"(?:\s(?P<after>(?:{qualifier})(?:(?: et|,)? (?:{qualifier})){{0,3}})\b)?"
    return names.fill(
        InstrumentWords,
        loose,
        head=Finder(rf"\b(?:{'|'.join(names.words('heads'))})(?!\w)"),
        known=Finder(
            rf"(?:{'|'.join(f'(?P<k{n}>{re.escape(name)})' for n, (name, _) in enumerate(known))})(?!\w)"
        ),
        ids={f"k{number}": id for number, (_, id) in enumerate(known)},
        article_before=re.compile(rf"{places}{article('to_name')}$"),
        article_after=re.compile(rf"{article('after')}{places}"),
        taken=tuple((row.text("place"), Finder(row.source("pattern"))) for row in words.each("words")),
        open_noun=Finder(noun),
        open=Finder(
            rf"(?:\b(?P<lead>(?:{lead}){{1,4}}))?(?:\b(?P<before>(?:(?:{qualifier})\s){{1,4}}){between})?"
            rf"\b(?P<noun>{noun})\b{after}"
        ),
        senses={name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in senses.rows.items()},
        of_organ=loose.compiled("organ"),
    )
