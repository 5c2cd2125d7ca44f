"""The words by which documents are told: every pattern finds its examples and nothing of its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from alinea.vocab.document_words import document_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

ROWS = [
    (language, row["type"], row["examples"], row["not"])
    for language in LANGUAGES
    for row in table(language, "documents")["kind"]
]


def type_of(line: str, language: str) -> str | None:
    """What a line that stands alone calls a document."""
    return next((type for type, pattern in document_words(language).kinds if pattern.fullmatch(line)), None)


@pytest.mark.parametrize(("language", "type", "examples", "not_"), ROWS)
def test_kinds_are_told(language: str, type: str, examples: list[str], not_: list[str]) -> None:
    for example in examples:
        assert example == fold(example)
        assert type_of(example, language) == type, example
    for example in not_:
        assert type_of(example, language) != type, example


@pytest.mark.parametrize("language", LANGUAGES)
def test_adopted_resolutions_are_told(language: str) -> None:
    row: dict[str, Any] = table(language, "documents")["adopted"]
    pattern = document_words(language).patterns["adopted.pattern"]
    assert all(pattern.search(example) for example in row["examples"])
    assert not any(pattern.search(example) for example in row["not"])


def test_both_languages_have_the_same_words_to_tell() -> None:
    names = [
        (set(document_words(language).patterns.sources), set(document_words(language).lists))
        for language in LANGUAGES
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles(language: str) -> None:
    words = document_words(language)
    for name in words.patterns.sources:
        assert words.patterns[name].pattern
    assert words.kinds and words.triggers
