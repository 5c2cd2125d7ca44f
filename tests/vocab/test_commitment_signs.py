"""The words by which charges and kinds of commitments are told: every example, every counter-example."""

from __future__ import annotations

from typing import Any

import pytest

from alinea.vocab.commitment_words import KINDS, commitment_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def rows() -> list[Any]:
    return [
        pytest.param(language, kind, place, row, id=f"{language}-{kind}-{place}")
        for language in LANGUAGES
        for kind in KINDS
        for place, row in enumerate(table(language, "commitments")[kind])
    ]


def told(sign: Any, text: str) -> bool:
    return any(sign.find(text, fold(text), 0, len(text)))


@pytest.mark.parametrize(("language", "kind", "place", "row"), rows())
def test_signs(language: str, kind: str, place: int, row: dict[str, Any]) -> None:
    before = sum(len(table(language, "commitments")[other]) for other in KINDS[: KINDS.index(kind)])
    sign = commitment_words(language).signs[before + place]
    assert row["examples"]
    for text in row["examples"]:
        assert told(sign, text), text
    for text in row.get("not", []):
        assert not told(sign, text), text
