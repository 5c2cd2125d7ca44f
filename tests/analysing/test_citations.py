"""Citations: lists and ranges, elided forms, whose a number is, and what is no citation."""

from __future__ import annotations

from typing import Any

import pytest

from alinea.analysing.citations import find_citations
from alinea.model.spans import mended
from alinea.vocab.tables import LANGUAGES, table


def cited(text: str, organ: str | None = "A", language: str = "fr") -> list[str]:
    found = find_citations(mended([(0, text)]), organ=organ, language=language)
    for citation in found:
        assert text[citation.at.start : citation.at.end] == citation.text
    return [citation.target for citation in found]


EXAMPLES = [(lang, e) for lang in LANGUAGES for e in table(lang, "citations")["examples"]]


@pytest.mark.parametrize(
    ("language", "example"), EXAMPLES, ids=lambda e: e["text"][:50] if isinstance(e, dict) else e
)
def test_examples(language: str, example: dict[str, Any]) -> None:
    assert cited(example["text"], example["organ"], language) == example["cites"]
