"""What heads of documents say, and at whose request they are submitted: texts of our own, a kind each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from alinea.documents import document_in
from alinea.model.document import Document
from alinea.pipeline import documents_from, text_of
from alinea.reading.formats import read_text

HERE = Path(__file__).parent
REQUESTS = tomllib.loads((HERE / "requests.toml").read_text(encoding="utf-8"))
HEADS = tomllib.loads((HERE / "heads.toml").read_text(encoding="utf-8"))["document"]
MORE = "\n\n2. The coast is long, and much has been done on it since the previous report was issued.\n"


def read(text: str) -> Document:
    document = document_in(read_text(text.encode(), "document.txt"))
    assert document is not None
    return document


@pytest.mark.parametrize("row", REQUESTS["request"], ids=lambda row: row["text"][:60])
def test_at_whose_request(row: dict[str, Any]) -> None:
    document = read(REQUESTS["heads"][row["head"]] + row["text"] + MORE)
    assert sorted(each.symbol for each in document.pursuant_to) == sorted(row["symbols"])


@pytest.mark.parametrize("row", HEADS, ids=lambda row: row["text"][:60])
def test_what_a_head_says(row: dict[str, Any]) -> None:
    document = read(row["text"])
    told = document.model_dump(mode="json") | {
        "items": [each.item for each in document.agenda_items],
        "requests": [each.symbol for each in document.pursuant_to],
    }
    wanted = {name: value for name, value in row.items() if name != "text"}
    assert {name: told[name] for name in wanted} == wanted


def test_of_a_document_in_a_language_that_is_not_read_the_masthead_is() -> None:
    data = (
        "Организация Объединенных Наций\nCEDAW/C/CAF/CO/6\nDistr.: General\n20 February 2024\nRussian\n"
        "Original: English\n\nЗаключительные замечания по шестому периодическому докладу\n\n"
        "1. Комитет рассматривал шестой периодический доклад на своих заседаниях, состоявшихся 9 февраля.\n"
    ).encode()
    [document] = documents_from(text_of("document.txt", data))
    assert isinstance(document, Document)
    assert (document.symbol, document.language, str(document.date)) == (
        "CEDAW/C/CAF/CO/6",
        "ru",
        "2024-02-20",
    )
    assert "language-unsupported" in {each.code for each in document.warnings}
