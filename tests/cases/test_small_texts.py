"""Small texts that were read wrongly once, each of another kind; what is right stands in ``expected.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from alinea.model.document import Document
from alinea.model.record import Record
from alinea.pipeline import documents_from, text_of

FOLDER = Path(__file__).parent
EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (FOLDER / "expected.toml").read_text(encoding="utf-8")
)


def told(found: Record | Document) -> dict[str, Any]:
    """What a case may ask of a record or document, by name."""
    asked = found.model_dump(mode="json")
    if isinstance(found, Document):
        return asked
    return {
        **asked,
        "preambular": len(found.preamble),
        "numbers": [paragraph.number for paragraph in found.operative],
        "ids": [paragraph.id for paragraph in found.operative],
        "headings": [heading.text for heading in found.headings],
        "kinds": sorted({each.kind for paragraph in found.paragraphs() for each in paragraph.commitments}),
        "warnings": [warning.code for warning in found.warnings],
    }


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_the_case_is_read_right(case: str) -> None:
    found = [told(each) for each in documents_from(text_of(FOLDER / f"{case}.txt"))]
    wanted = EXPECTED[case]
    read = [{name: each.get(name) for name in asked} for each, asked in zip(found, wanted, strict=False)]
    assert read == wanted
    assert len(found) == len(wanted)


def test_every_text_has_its_answer() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)
