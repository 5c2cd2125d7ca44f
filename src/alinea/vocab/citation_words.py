"""The words with which a language cites documents, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class CitationWords:
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
        through: words between the first and last of a range.
        organ_before_head: the organ stands before the head: ``Security Council resolution``.
        pinpoint: a place within a document: ``annexe II``, ``paragraphe 5 de la section I``.
        to_head: what links a pinpoint to the head after it.
    """

    head: re.Pattern[str]
    organ: re.Pattern[str]
    organ_opening: frozenset[str]
    series: dict[str, str]
    commission: re.Pattern[str]
    president: re.Pattern[str]
    possessive: re.Pattern[str]
    inside: frozenset[str]
    joiners: frozenset[str]
    pronoun: re.Pattern[str]
    subject: frozenset[str]
    linking: frozenset[str]
    separator: re.Pattern[str]
    counted: re.Pattern[str]
    before_date: re.Pattern[str]
    further_date: re.Pattern[str]
    respectively: re.Pattern[str]
    before_organ: re.Pattern[str]
    relative: re.Pattern[str]
    parts: re.Pattern[str]
    through: frozenset[str]
    organ_before_head: bool
    pinpoint_before: re.Pattern[str]
    pinpoint_after: re.Pattern[str]


def _heads(rows: list[dict[str, Any]]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"(?P<{row['kind']}>{row['pattern']})" for row in rows) + r")\b")


def _organs(rows: list[dict[str, Any]]) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    names = [(name, row["series"]) for row in rows for name in row["names"]]
    groups = {f"o{index}": series for index, (_, series) in enumerate(names)}
    # The names are tried only where a word opens as one of them does.
    opening = "|".join(sorted({name[:2] for name, _ in names}))
    alternatives = "|".join(f"(?P<o{i}>{name})" for i, (name, _) in enumerate(names))
    return re.compile(rf"\b(?={opening})(?:{alternatives})"), groups, frozenset(opening.split("|"))


def _words(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def citation_words(language: str) -> CitationWords:
    """Return the citation words of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    data: dict[str, Any] = table(language, "citations")
    words, pin = data["words"], data["pinpoint"]
    organ, series, opening = _organs(data["organ"])
    joiners = _words([*words["joiners"], *words["through"]])
    unit = rf"(?:{pin['unit']})"
    numbers = rf"{pin['number']}(?:{pin['joiner']}{pin['number']})*"
    place = rf"\b{unit}(?:\s?{numbers})?"
    return CitationWords(
        head=_heads(data["head"]),
        organ=organ,
        series=series,
        organ_opening=opening,
        commission=re.compile(
            "|".join(n for r in data["organ"] if r["series"] == "commission" for n in r["names"])
        ),
        president=re.compile(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{data['president']['pattern']}"),
        possessive=re.compile(
            rf"(?:\b(?P<within>{_words(words['within'])})'?\s)?\b(?:{_words(words['possessive'])})\s(?:\w+\s){{0,1}}$"
        ),
        inside=frozenset(words["inside"]),
        joiners=frozenset(words["joiners"]),
        pronoun=re.compile(rf"\b(?:{_words(words['pronouns'])})\b"),
        subject=frozenset(words["subject"]),
        linking=frozenset(words["linking"]),
        separator=re.compile(words["separators"][0]),
        counted=re.compile(words["counted"]),
        before_date=re.compile(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{words['before_date']}\s?"),
        further_date=re.compile(
            rf"\s?(?:\d{{1,3}}\s?)?(?:,|(?:{joiners})\s)\s?(?:{words['further_date']})?\s?"
        ),
        respectively=re.compile(words["respectively"]),
        before_organ=re.compile(rf"\s?(?:\d{{1,3}}\s?)?,?\s?{words['before_organ']}\s?"),
        relative=re.compile(words["relative"]),
        parts=re.compile(
            rf"\s?(?P<letters>[A-Z](?![\w'’/])(?:(?:\s?,\s?|\s?-\s?|\s?,?\s(?:{joiners})\s)[A-Z](?![\w'’/]))*)"
        ),
        through=frozenset(("-", *words["through"])),
        organ_before_head=words["organ_before_head"],
        pinpoint_before=re.compile(rf"(?P<place>{place}(?:{pin['of']}{place})*){pin['to_head']}"),
        pinpoint_after=re.compile(rf"(?:\s?\d{{1,3}})?\s?\)?\s?,?\s?(?P<place>{place}(?:\s?,\s?{place})*)"),
    )
