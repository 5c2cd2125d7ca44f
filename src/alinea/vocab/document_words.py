"""The words by which documents that are no resolutions are told, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of one language. All patterns are for folded text.

    Attributes:
        kinds: type and pattern, in the order in which they are tried at the beginning of a line.
        triggers: relation and pattern of the words that say at whose request a document is submitted.
        patterns: the others, by the names of the table: ``head.masthead``, ``replies.sentence`` …
        lists: lists of words, by the same names.
    """

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    triggers: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: dict[str, re.Pattern[str]]
    lists: dict[str, tuple[str, ...]]


@cache
def document_words(language: str) -> DocumentWords:
    """Return the words of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words: dict[str, Any] = table(language, "documents")
    patterns: dict[str, re.Pattern[str]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for part, rows in words.items():
        if isinstance(rows, dict):
            _gather(part, rows, patterns, lists)
    return DocumentWords(
        kinds=tuple((row["type"], re.compile(row["pattern"])) for row in words["kind"]),
        triggers=tuple((row["relation"], re.compile(row["pattern"])) for row in words["mandate"]["trigger"]),
        patterns=patterns,
        lists=lists,
    )


def _gather(
    part: str, rows: dict[str, Any], patterns: dict[str, re.Pattern[str]], lists: dict[str, tuple[str, ...]]
) -> None:
    for name, value in rows.items():
        if isinstance(value, str):
            patterns[f"{part}.{name}"] = re.compile(value)
        elif isinstance(value, dict):
            _gather(f"{part}.{name}", value, patterns, lists)
        elif all(isinstance(each, str) for each in value):
            lists[f"{part}.{name}"] = tuple(value)
