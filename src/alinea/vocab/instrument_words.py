"""The names of instruments, and the words of open references to resolutions, of each language, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold
from alinea.vocab.tables import table


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
    open_noun: Finder
    open: Finder
    senses: Mapping[str, re.Pattern[str]]
    possessive: re.Pattern[str]
    of_organ: re.Pattern[str]


@cache
def instrument_words(language: str) -> InstrumentWords:
    """Return the words of a language for instruments, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    data: dict[str, Any] = table(language, "instruments")
    names, article, loose = data["names"], data["article"], data["open"]
    known = sorted(
        ((fold(name), row["id"]) for row in data["instrument"] for name in row["names"]),
        key=lambda each: -len(each[0]),
    )
    numbers = rf"{article['number']}(?:{article['joiner']}{article['number']})*"
    place = rf"\b(?:(?:{article['unit']})\s{numbers}|(?:{article['bare']})\b)"
    places = rf"(?P<place>{place}(?:{article['of']}{place})*)"
    qualifier = "|".join(loose["qualifier"].values())
    words = r"(?:(?!\d)[a-z'-]+\s){0,6}?" if loose["before"] else rf"(?:{loose['lead']})?"
    after = (
        ""
        if loose["before"]
        else rf"(?:\s(?P<after>(?:{qualifier})(?:(?: et|,)? (?:{qualifier})){{0,3}})\b)?"
    )
    return InstrumentWords(
        head=Finder(rf"\b(?:{'|'.join(names['heads'])})(?!\w)"),
        known=Finder(
            rf"(?:{'|'.join(f'(?P<k{n}>{re.escape(name)})' for n, (name, _) in enumerate(known))})(?!\w)"
        ),
        ids={f"k{number}": id for number, (_, id) in enumerate(known)},
        alone=dict(names["alone"]),
        capitals=names["capitals"],
        small=frozenset(names["small"]),
        ends=Finder(names["ends"]),
        goes_on=re.compile(names["goes_on"]),
        not_before=frozenset(names["not_before"]),
        joint=re.compile(names["joint"]),
        article_before=re.compile(rf"{places}{article['to_name']}$"),
        article_after=re.compile(rf"{article['after']}{places}"),
        open_noun=Finder(loose["noun"]),
        open=Finder(
            rf"(?:\b(?P<lead>(?:{loose['lead']}){{1,4}}))?(?:\b(?P<before>(?:(?:{qualifier})\s){{1,4}}){words})?\b(?P<noun>{loose['noun']})\b{after}"
        ),
        senses={name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in loose["qualifier"].items()},
        possessive=re.compile(loose["possessive"]),
        of_organ=re.compile(loose["organ"]),
    )
