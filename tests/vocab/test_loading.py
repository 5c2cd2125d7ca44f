"""The files of the vocabulary: read whole, their examples tried, and a mistake in one told as a sentence."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from alinea.vocab import tables
from alinea.vocab.citation_words import citation_words, place_words
from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import commitment_words
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.dates import month_pattern
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words
from alinea.vocab.linking_words import linking_words
from alinea.vocab.linting_words import linting_words
from alinea.vocab.loading import Rows, rows_of
from alinea.vocab.tables import LANGUAGES, VocabularyError, table
from alinea.vocab.time_words import time_words

LOADERS: tuple[Callable[[str], Any], ...] = (
    citation_words,
    clause_words,
    commitment_words,
    comparing_words,
    deadline_words,
    instrument_words,
    linking_words,
    linting_words,
    place_words,
    time_words,
)

HOW = {
    "fullmatch": {"linking.joint", "linking.author", "comparing.vacated"},
    "match": {
        "commitments.things",
        "linking.subject",
        "linking.named_question",
        "linking.content",
        "linking.no_title",
    },
}
"""Patterns that stages match with the whole of a text, or with its beginning."""


@dataclasses.dataclass(frozen=True)
class Words:
    named: Finder
    sure: re.Pattern[str]
    small: frozenset[str]
    firm: bool


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("loader", LOADERS, ids=lambda each: each.__name__)
def test_every_file_is_read_and_every_pattern_is_one(loader: Callable[[str], Any], language: str) -> None:
    words = loader(language)
    for name in type(words).__annotations__:
        value = getattr(words, name)
        if isinstance(value, Finder):
            assert value.found.groupindex == re.compile(value.pattern).groupindex


def examples() -> Iterator[Any]:
    for language in LANGUAGES:
        for file, words, rows in (
            ("clauses", clause_words(language), table(language, "clauses")),
            ("comparing", comparing_words(language), table(language, "comparing")),
            ("linking", linking_words(language), table(language, "linking")),
            ("commitments", commitment_words(language), table(language, "commitments")["charge"]),
        ):
            for name, row in rows.items():
                if isinstance(row, Mapping) and "pattern" in row and hasattr(words, name):
                    how = next((how for how, names in HOW.items() if f"{file}.{name}" in names), "search")
                    yield pytest.param(
                        getattr(getattr(words, name), how), row, id=f"{language}-{file}-{name}"
                    )


@pytest.mark.parametrize(("find", "row"), list(examples()))
def test_examples_match_and_counter_examples_do_not(find: Callable[[str], Any], row: dict[str, Any]) -> None:
    assert row["examples"] or row["pattern"] == "(?!)"
    for text in row["examples"]:
        assert find(fold(text)), text
    for text in row.get("not", []):
        assert not find(fold(text)), text


@pytest.mark.parametrize("name", ["means", "deliverable"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_means_and_deliverables_match(language: str, name: str) -> None:
    for row in rows_of(language, "clauses").each(name):
        assert row.words("examples")
        assert all(re.search(row.source("pattern"), fold(text)) for text in row.words("examples"))


PARTS = {
    language: {**table(language, "commitments")["parts"], "month": month_pattern(language)}
    for language in LANGUAGES
}
"""What stands in patterns for names in braces, but for the numbers of deadlines."""
READS_ITSELF = re.compile(r"[^\[\\{]*")
LOOKS_AROUND = re.compile(r"\(\?(?:[!=]|<[!=])")


def entries() -> Iterator[Any]:
    """Yield every list of which an entry is to match, in the row whose pattern it stands in."""
    for language in LANGUAGES:
        for file in sorted(Path(tables.__file__).with_name(language).glob("*.toml")):
            yield from _lists(language, file.stem, table(language, file.stem))


def _lists(language: str, place: str, rows: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in rows.items():
        if isinstance(value, Mapping):
            yield from _lists(language, f"{place}.{name}", value)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, row in enumerate(value, 1):
                yield from _lists(language, f"{place}.{name}.{number}", row)
        elif name == "any":
            yield pytest.param(language, rows, id=f"{language}-{place}")
        elif (
            place.startswith(("clauses", "commitments"))
            and isinstance(value, list)
            and any(isinstance(each, list) for each in value)
        ):
            yield pytest.param(language, {"pattern": "{any}", "any": value}, id=f"{language}-{place}.{name}")


@pytest.mark.parametrize(("language", "row"), list(entries()))
def test_an_entry_matches_the_words_beside_it(language: str, row: Mapping[str, Any]) -> None:
    for each in row["any"]:
        pattern, words = each if isinstance(each, list) else (each, None)
        if words is None:
            assert READS_ITSELF.fullmatch(pattern) and not LOOKS_AROUND.search(pattern), (
                f"needs words: {pattern}"
            )
            continue
        # By itself, or where it stands in its pattern: what is looked for before it may be part of that.
        written = {"alone": pattern, "whole": {**row, "any": [pattern]}}
        rows = Rows("", written, {**PARTS[language], "n": r"\w+", **_named(row)})
        found = [re.compile(rows.source(each)) for each in written]
        assert any(each.search(text) for each in found for text in (fold(words), words)), pattern


def _named(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the other lists of a row, as they stand in its entries."""
    return {
        name: "|".join(value)
        for name, value in row.items()
        if isinstance(value, list) and name in ("articles", "nouns")
    }


def test_an_entry_is_a_pattern_a_list_or_a_table() -> None:
    rows = {
        "named": {
            "pattern": r"\b(?:{nouns}) {when}",
            "nouns": ["report", "study"],
            "examples": ["study in 2020"],
        },
        "sure": ["shall", "must"],
        "small": ["of"],
        "firm": True,
    }
    words = Rows("xx/some.toml", rows, {"when": "in {year}", "year": r"\d{4}"}).fill(Words)
    assert words.named.pattern == r"\b(?:report|study) in \d{4}"
    assert words.sure.fullmatch("must") and words.small == {"of"} and words.firm


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"named": None}, "xx/some.toml [part]: `named` is missing; a pattern, a list of them or a table with one is expected."),
        ({"named": 7}, "xx/some.toml [part]: `named` should be a pattern, a list of them or a table with one."),
        ({"named": {"examples": []}}, "xx/some.toml [part] [named]: `pattern` is missing; a pattern, a list of them or a table with one is expected."),
        ({"small": "of"}, "xx/some.toml [part]: `small` should be a list of words."),
        ({"small": [1]}, "xx/some.toml [part]: every entry of `small` should be a word in quotation marks."),
        ({"firm": "yes"}, "xx/some.toml [part]: `firm` should be true or false."),
        ({"sure": "(shall"}, "xx/some.toml [part]: `sure` is no regular expression: missing ), unterminated subpattern at position 0."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_as_a_sentence(change: dict[str, Any], told: str) -> None:
    rows = {"named": "a", "sure": "b", "small": ["c"], "firm": False, **change}
    rows = {name: row for name, row in rows.items() if row is not None}
    with pytest.raises(VocabularyError) as refused:
        Rows("xx/some.toml", {"part": rows}).within("part").fill(Words)
    assert str(refused.value) == told
