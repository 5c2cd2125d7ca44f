"""The examples of docs/citations.md are read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alinea.analysing.citations import find_citations
from alinea.model.spans import mended

DOCUMENT = Path(__file__).parents[2] / "docs" / "citations.md"
EXAMPLE = re.compile(
    r"^\[(?P<language>\w\w) (?P<organ>\S+?)(?P<note> note)?\] (?P<text>.+)\n  (?P<cited>.+)$", re.M
)
EXAMPLES = [match.groupdict() for match in EXAMPLE.finditer(DOCUMENT.read_text(encoding="utf-8"))]


def test_there_are_examples_in_both_languages() -> None:
    assert {example["language"] for example in EXAMPLES} == {"en", "fr"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:40])
def test_an_example_is_read_as_it_says(example: dict[str, str | None]) -> None:
    text, language, organ = (str(example[name]) for name in ("text", "language", "organ"))
    found = find_citations(mended([(0, text)]), organ=organ, language=language, note=bool(example["note"]))
    said = " · ".join(f"{each.target}, {each.pinpoint}" if each.pinpoint else each.target for each in found)
    assert (said or "–") == example["cited"]
