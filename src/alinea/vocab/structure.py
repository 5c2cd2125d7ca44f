"""The words by which the parts of a resolution are told, compiled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class Enacting:
    """The enacting words of an organ: its series (``A``), and its name with the article, folded.

    Attributes:
        letters: those of the name; bare: without those of the article.
    """

    organ: str
    name: str
    letters: str
    bare: str


class Structure(NamedTuple):
    """The structure words of one language. All patterns are for folded text.

    Attributes:
        language: its tag.
        function_words: words whose share tells the language of a text.
        enacting: the organs that enact; enacting_names: their names alone.
        patterns: compiled, by the names of the table: ``masthead.session``, ``closing.meeting`` …
        takes_number: words after which a number is a number and no footnote mark.
        after_number: words before which a number is a number.
        numerals: numbers that a vote spells.
        meeting_words: by which a garbled line of the meeting is told.
    """

    language: str
    function_words: frozenset[str]
    enacting: tuple[Enacting, ...]
    enacting_names: tuple[str, ...]
    patterns: dict[str, re.Pattern[str]]
    takes_number: frozenset[str]
    after_number: frozenset[str]
    numerals: dict[str, int]
    meeting_words: tuple[str, ...]


def letters_of(folded: str) -> str:
    """Return only the letters of a folded text: ``l' assemblee generale ,`` gives ``lassembleegenerale``."""
    return re.sub(r"[^a-z]+", "", folded)


def _without(articles: Sequence[str], name: str) -> str:
    return name.removeprefix(next((article for article in articles if name.startswith(article)), ""))


@cache
def structure(language: str) -> Structure:
    """Return the structure words of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words: dict[str, Any] = table(language, "structure")
    patterns = {
        f"{part}.{name}": re.compile(source, re.MULTILINE)
        for part in ("masthead", "closing", "body", "labels")
        for name, source in words[part].items()
        if isinstance(source, str) and source
    }
    articles: list[str] = words["articles"]
    enacting = tuple(
        Enacting(row["organ"], name, letters_of(name), letters_of(_without(articles, name)))
        for row in words["enacting"]
        for name in row["names"]
    )
    return Structure(
        language=language,
        function_words=frozenset(words["function_words"]),
        enacting=enacting,
        enacting_names=tuple(each.name for each in enacting),
        patterns=patterns,
        takes_number=frozenset(words["body"]["takes_number"]),
        after_number=frozenset(words["body"]["after_number"]),
        numerals=dict(words["closing"]["numerals"]),
        meeting_words=tuple(words["closing"]["meeting_words"]),
    )
