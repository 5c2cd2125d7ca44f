"""The words by which documents that are no resolutions are told, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from alinea.vocab.loading import Rows, rows_of


class Patterns(dict[str, re.Pattern[str]]):
    """Patterns by the names of the table, each compiled when it is first asked for.

    Most texts are resolutions, and are told to be none of these documents by one or two patterns; all together take a
    tenth of a second to compile.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        super().__init__()
        self.sources = sources

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(self.sources[name])
        return self[name]


@dataclass(frozen=True)
class DocumentWords:
    """The words of one language. All patterns are for folded text.

    Attributes:
        rows: the table.
        patterns: by the names of the table: ``head.masthead``, ``replies.sentence`` …
        lists: lists of words, by the same names.
    """

    rows: Rows = field(repr=False)
    patterns: Patterns = field(repr=False)
    lists: dict[str, tuple[str, ...]] = field(repr=False)

    @cached_property
    def kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Type and pattern of what a document calls itself, in the order in which they are tried."""
        return tuple((row.text("type"), row.compiled("pattern")) for row in self.rows.each("kind"))

    @cached_property
    def triggers(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Relation and pattern of the words that say at whose request a document is submitted."""
        triggers = self.rows.within("mandate").each("trigger")
        return tuple((row.text("relation"), row.compiled("pattern")) for row in triggers)


@cache
def document_words(language: str) -> DocumentWords:
    """Return the words of a language.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "documents")
    sources: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for part, rows in words.rows.items():
        if isinstance(rows, dict):
            _gather(part, words.within(part), sources, lists)
    return DocumentWords(words, Patterns(sources), lists)


def _gather(part: str, rows: Rows, sources: dict[str, str], lists: dict[str, tuple[str, ...]]) -> None:
    for name, value in rows.rows.items():
        if isinstance(value, str):
            sources[f"{part}.{name}"] = rows.source(name)
        elif isinstance(value, dict):
            _gather(f"{part}.{name}", rows.within(name), sources, lists)
        elif all(isinstance(each, str) for each in value):
            lists[f"{part}.{name}"] = rows.words(name)
