"""Documents of every kind written as AKN4UN are valid, hold every word, and are read back as equal documents."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from alinea.cli.app import command
from alinea.model.document import Document
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.model.text import Text
from alinea.pipeline import documents_from
from alinea.presenting.akn.documents import document_to_akn
from alinea.presenting.akn.validate import check
from alinea.presenting.akn.writer import to_akn
from alinea.reading.formats import read_path, read_text

TESTS = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 11, 30)
OF_THE_SOURCE = frozenset(("source", "span", "pieces", "parts", "warnings"))

NOT_YET = frozenset(("52-parts-of-a-draft.txt",))
"""Texts that come back with a difference: letters of parts that stand alone on a line."""

AGENDA = """\
United Nations A/81/150
General Assembly Distr.: General
20 June 2026

Eighty-first session

Provisional agenda of the eighty-first regular session of the General Assembly

1. Opening of the session (rule 31).

2. Report of the Secretary-General on lights (resolutions 80/1 and 80/2):

(a) Lamps;

(b) Candles.

3. Election of the President.
"""
NOTED = """\
United Nations A/74/192
General Assembly
Distr.: General
18 July 2019

Seventy-fourth session
Item 97 (b) of the provisional agenda*
General and complete disarmament: small lights

Report of the Secretary-General

I. Introduction

1. In its resolution 73/100, the General Assembly invited Member States to submit their views on small lights,[^1] and
on **large** ones.

[^1]: See A/73/1.

* A/74/50.
"""


def texts() -> Iterator[Text]:
    """Everything small that the tests of documents read: documents of our own, of every kind."""
    for name in ("heads", "requests", "replies"):
        for each in tomllib.loads(
            (TESTS / "documents" / f"{name}.toml").read_text(encoding="utf-8")
        ).values():
            for entry in each:
                if isinstance(entry, dict) and "text" in entry:
                    yield read_text(entry["text"].encode(), "document.txt")
    for said in (AGENDA, NOTED):
        yield read_text(said.encode(), "document.txt")
    for file in sorted((TESTS / "cases").glob("*.txt")):
        if file.name not in NOT_YET:
            yield read_path(file)


def found_in(text: Text) -> list[Record | Document]:
    try:
        return list(documents_from(text))
    except UnreadableError:
        return []


def comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: comparable(inner)
            for key, inner in value.items()
            # What a condition binds is a place of the source; pages are of the source too.
            if key not in OF_THE_SOURCE | {"page"} and not (key == "scope" and isinstance(inner, list))
        }
    return [comparable(inner) for inner in value] if isinstance(value, list) else value


def told(each: Record | Document) -> Any:
    return comparable(json.loads(each.model_dump_json()))


def words(text: Text) -> str:
    return "".join(text.content.split())


def there_and_back(text: Text, each: Record | Document) -> Text:
    """Write what was read of a text, check the file and that it says the same, and return the text of the file."""
    if isinstance(each, Document):
        data = document_to_akn(each, text, generated_on=TODAY)
    else:
        data = to_akn(each, generated_on=TODAY)
    assert check(data) == (), each.symbol
    again = read_text(data, "document.xml")
    assert told(found_in(again)[0]) == told(each)
    return again


def test_documents_of_every_kind_there_and_back() -> None:
    kinds: Counter[str] = Counter()
    for text in texts():
        for each in found_in(text):
            if isinstance(each, Record) and each.number is None and each.type == "resolution":
                continue  # paragraphs of a report without its head
            again = there_and_back(text, each)
            kinds[each.type] += 1
            if isinstance(each, Document) and not any(block.marks for block in text.blocks):
                assert words(again) == words(text)
    assert sum(kinds.values()) > 40
    assert {"report", "note", "letter", "agenda", "decision", "draft-resolution"} <= set(kinds), kinds
    assert {"draft-decision", "amendment", "statement", "other", "resolution"} <= set(kinds), kinds


def test_what_is_said_of_running_words_has_its_place_in_the_file() -> None:
    text = read_text(AGENDA.encode(), "agenda.txt")
    (agenda,) = found_in(there_and_back(text, found_in(text)[0]))
    assert isinstance(agenda, Document) and len(agenda.items) == 3
    again = read_text(document_to_akn(agenda, text, generated_on=TODAY), "agenda.xml")
    (agenda,) = found_in(again)
    assert isinstance(agenda, Document)
    assert [again.content[slice(*each.span)] for each in agenda.items] == [
        each.title for each in agenda.items
    ]


def test_notes_paragraphs_and_the_request_are_marked_up() -> None:
    text = read_text(NOTED.encode(), "report.txt")
    (report,) = found_in(text)
    assert isinstance(report, Document)
    root = etree.fromstring(document_to_akn(report, text, generated_on=TODAY))
    assert root.findtext(".//{*}mainBody/{*}paragraph/{*}num") == "1."
    (call,) = root.iterfind(".//{*}paragraph//{*}noteRef")
    assert call.get("marker") == "1"
    assert root.find(".//{*}doc").get("name") == "report"  # type: ignore[union-attr]
    assert root.findtext(".//{*}coverPage//{*}docNumber") == "A/74/192"
    assert "**" not in "".join(map(str, root.itertext()))


def test_a_file_by_another_hand_is_believed_in_its_words_alone() -> None:
    text = read_text(NOTED.encode(), "report.txt")
    (report,) = found_in(text)
    assert isinstance(report, Document)
    data = document_to_akn(report, text, generated_on=TODAY)
    for lie in (b'{"type": "report"', b'{"type": "poem"', b"[1]", b"nothing"):
        begun = data.index(b'{"type"')
        changed = data[:begun] + lie + data[data.index(b"</al:document>") :]
        (again,) = found_in(read_text(changed, "report.xml"))
        assert isinstance(again, Document)
        assert (again.type, again.symbol, again.title) == (report.type, report.symbol, report.title)


def test_the_command_writes_a_report_and_reads_it_back(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    library = ("--library", str(tmp_path / "library.sqlite"))
    (tmp_path / "report.txt").write_text(NOTED, encoding="utf-8")
    assert command(["read", str(tmp_path / "report.txt"), "--to", "akn"]) == 0
    data = capsysbinary.readouterr().out
    assert check(data) == ()
    (tmp_path / "report.xml").write_bytes(data)
    assert command(["add", str(tmp_path / "report.xml"), *library]) == 0
    capsysbinary.readouterr()
    assert command(["show", "A/74/192", "--to", "akn", *library]) == 0
    assert check(capsysbinary.readouterr().out) == ()


@pytest.mark.shared
def test_real_documents_there_and_back(shared: Path) -> None:
    files = [*sorted((shared / "documents" / "reports" / "files").iterdir())[::6]]
    files += sorted((shared / "documents" / "agendas" / "files").iterdir())[::3]
    files += sorted((shared / "documents" / "drafts" / "files").iterdir())[::8]
    for file in files:
        text = read_path(file)
        for each in found_in(text)[:1]:
            again = there_and_back(text, each)
            if isinstance(each, Document):
                assert words(again) == words(text), file.name
