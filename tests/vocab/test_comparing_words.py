"""The words by which two texts are compared: every example, every counter-example."""

from __future__ import annotations

import re

import pytest

from alinea.vocab.comparing_words import comparing_words, joined
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_with_a_space_or_without(language: str) -> None:
    row = table(language, "comparing")["joined"]
    assert re.compile(row["pattern"]) and all(joined().match(fold(f"{text} 5")) for text in row["examples"])
    assert not any(joined().match(fold(text)) for text in row["not"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_verbs_that_stand_for_either_of_two_acts(language: str) -> None:
    words = comparing_words(language)
    for row in table(language, "comparing")["usage"]:
        assert row["why"]
        for text in row["examples"]:
            assert words and words.acts(text, "decide", officer=True) >= set(row["acts"]), text
        for text in row["not"]:
            assert words and not words.acts(text, "decide", officer=False) >= set(row["acts"]), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_conditions_have_one_meaning_each(language: str) -> None:
    words = comparing_words(language)
    assert words
    for row in table(language, "comparing")["condition"]:
        for text in row["examples"]:
            assert [name for name, pattern in words.conditions if pattern.search(fold(text))] == [
                row["id"]
            ], text
        for text in row["not"]:
            assert not dict(words.conditions)[row["id"]].search(fold(text)), text


def test_a_language_without_words_has_none() -> None:
    assert comparing_words("de") is None
