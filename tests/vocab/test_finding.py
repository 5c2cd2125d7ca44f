"""A pattern that tells at once that a text has nothing of it finds what the engine finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import commitment_words
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.finding import FEW, Finder
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def finders(value: Any) -> Iterator[Finder]:
    """Yield all that stand in words of a language."""
    if isinstance(value, Finder):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from finders(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from finders(getattr(value, name))


def examples(value: Any) -> Iterator[str]:
    """Yield all examples of a table, those of what does not match too."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from each if name in ("examples", "not") else examples(each)
    elif isinstance(value, list):
        for each in value:
            yield from examples(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_finds_what_the_engine_finds(language: str) -> None:
    texts = [fold(each) for name in ("clauses", "commitments") for each in examples(table(language, name))]
    words = (clause_words(language), commitment_words(language), deadline_words(language))
    every = [each for held in words for each in finders(held)]
    assert len(texts) > 100 and len(every) > 100
    for finder in every:
        for number in range(FEW):  # the first texts are searched whatever they hold
            finder.may(str(number))
        engine = re.compile(finder.pattern)
        for text in texts:
            assert [each.span() for each in finder.finditer(text)] == [
                each.span() for each in engine.finditer(text)
            ], finder.pattern
            there = engine.search(text[2:]) is not None
            assert finder.within(text, 2, len(text)) == there, finder.pattern


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("with (?:its|the) (?:consent|approval)", {"with its consent", "with its approval"}),
        (r"\b(?:in|on) [a-z]+ (?:roads?|rails)\b", {" road", " rails"}),
        (r"(?:very )?(?=[a-z ]*harbour)[a-z]+", {"harbour"}),
        ("(?:ferry|[a-z]{3})", set()),
        ("(?i:ferry)", set()),
        ("(?:of|to|[a-z]*)", set()),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: set[str]) -> None:
    found = set(Finder(pattern).needed)
    assert needed <= found if needed else not found


def test_what_begins_with_the_text_is_found_there_alone() -> None:
    finder = Finder(r"\Aferry (?:port|pilot)")
    assert finder.search("ferry port") is not None
    assert finder.search("a ferry port") is None
    assert finder.search("ferry port", 6) is None
    assert finder.within("a ferry port", 2, 12)
