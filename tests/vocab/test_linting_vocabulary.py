"""What drafts are held to: every example of every language, and rules that agree with one another."""

from __future__ import annotations

import re
from typing import Any

import pytest

from alinea.vocab.folding import fold
from alinea.vocab.linting_words import feminine_organ, linting_words, rules
from alinea.vocab.tables import LANGUAGES, table

FOLDED = [("adding", "adding", ""), ("after", "adding", "after_")]
MANDATES = ["review", "retirement"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pattern", "part", "prefix"), FOLDED)
def test_openings_that_come_again(language: str, pattern: str, part: str, prefix: str) -> None:
    words = table(language, "linting")[part]
    compiled: re.Pattern[str] = getattr(linting_words(language), pattern)
    for example in words[f"{prefix}examples"]:
        assert compiled.search(fold(example)), example
    for example in words[f"{prefix}not"]:
        assert not compiled.search(fold(example)), example


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("part", "name"), [*(("mandates", each) for each in MANDATES), ("within", "own")])
def test_clauses(language: str, part: str, name: str) -> None:
    words = table(language, "linting")[part]
    compiled: re.Pattern[str] = getattr(linting_words(language), name)
    for example in words[f"{name}_examples"]:
        assert compiled.search(fold(example)), example
    for example in words[f"{name}_not"]:
        assert not compiled.search(fold(example)), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_joints(language: str) -> None:
    words = table(language, "linting")["series"]
    for example in words["joints_examples"]:
        assert linting_words(language).joints.search(fold(example)), example
    for example in words["joints_not"]:
        assert not linting_words(language).joints.search(fold(example)), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels(language: str) -> None:
    words = table(language, "linting")["labels"]
    for example in words["examples"]:
        assert linting_words(language).wrong_label.match(example), example
    for example in words["not"]:
        assert not linting_words(language).wrong_label.match(example), example


def test_agreement() -> None:
    words = table("fr", "linting")["agreement"]
    pattern = linting_words("fr").agreement
    assert pattern is not None
    for example in words["examples"]:
        assert pattern.search(example.lower()), example
    for example in words["not"]:
        assert not pattern.search(example.lower()), example


SIGNS = [
    pytest.param(language, row, id=f"{language}-{place}-{row['rule']}")
    for language in LANGUAGES
    for place, row in enumerate(table(language, "linting")["typography"])
]


@pytest.mark.parametrize(("language", "row"), SIGNS)
def test_signs(language: str, row: dict[str, Any]) -> None:
    pattern = re.compile(row["pattern"])
    assert row["rule"] in rules() and language in rules()[row["rule"]].languages
    assert len(row["before"]) == len(row["after"]) > 0
    for before, after in zip(row["before"], row["after"], strict=True):
        assert pattern.sub(row["replace"], before) == after
        assert not pattern.search(after), after
    for example in row["not"]:
        assert not pattern.search(example), example


@pytest.mark.parametrize(
    ("enacting", "feminine"),
    [
        ("l'assemblee generale,", True),
        ("la commission des stupefiants,", True),
        ("le conseil de securite,", False),
        ("le conseil economique et social,", False),
        ("le comite special,", False),
        ("les etats,", None),
    ],
)
def test_gender_of_the_organ(enacting: str, feminine: bool | None) -> None:
    assert feminine_organ(enacting, "fr") is feminine


def test_no_gender_in_english() -> None:
    assert feminine_organ("the general assembly,", "en") is None


def test_identifiers_are_of_their_families_and_in_order() -> None:
    known = list(rules())
    assert known == sorted(known) and all(re.fullmatch(r"AL[1-7]\d\d", each) for each in known)
