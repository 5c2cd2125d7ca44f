"""What is no citation: numbers of other bodies, of laws and cases, dates, amounts, in texts of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from alinea.analysing.citations import find_citations
from alinea.model.spans import mended

TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "not_cited.toml").read_text(encoding="utf-8")
)
ORGANS = ["A", "S", "E", "A/HRC"]


@pytest.mark.parametrize(
    ("language", "row"),
    [(language, row) for language, rows in TEXTS.items() for row in rows],
    ids=lambda value: value["text"][:60] if isinstance(value, dict) else value,
)
def test_nothing_is_cited_that_is_not(language: str, row: dict[str, Any]) -> None:
    text, note = mended([(0, row["text"])]), row.get("note", False)
    for organ in row.get("organs", ORGANS):
        found = find_citations(text, organ=organ, language=language, note=note)
        assert [each.target for each in found] == row.get("cites", []), organ
