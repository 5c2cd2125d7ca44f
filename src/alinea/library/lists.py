"""Lists of documents that others keep: CSV, JSON and MARCXML, with the columns that say what, and what they cover.

A list is documents of which no text is held: symbol, title, date, session, who submits them, at whose request. Where it
declares that it covers a session, it is itself a document of the library, of the type ``list``: only under that is the
absence of a report evidence that it was not submitted.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from alinea.documents.masthead import series_of, session_of_symbol
from alinea.library.naming import symbol_of
from alinea.model.document import Document, DocumentOrigin, Request
from alinea.model.record import DocumentType
from alinea.model.spans import Span
from alinea.reading.marcxml import marc_records

FIELDS = ("symbol", "type", "language", "title", "date", "organ", "session", "submitted_by", "pursuant_to")
"""Fields of a document that a column may hold; without a mapping columns are named so."""

MARC = {
    "symbol": "191$a",
    "organ": "191$b",
    "session": "191$c",
    "title": "245$a",
    "date": "269$a",
    "submitted_by": "710$a",
}
"""Where they stand in MARC 21 as the United Nations Digital Library gives it: 191 is the symbol, 269 the date."""

_LARGEST = 1 << 28
_DAY = re.compile(r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)")
_NUMBER = re.compile(r"\d{1,4}")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_MARC_FIELD = re.compile(r"(?P<tag>\d{3})\$(?P<code>\w)")


class ListError(ValueError):
    """A list, or what says how to read it, cannot be read.

    Attributes:
        code: ``not-utf8``, ``too-large``, ``not-csv``, ``not-json``, ``not-marcxml``, ``not-toml``, ``no-column``,
            ``no-symbols`` or ``no-coverage``.
        what: the column or entry it is about; empty where it is about the whole.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}")
        self.code = code
        self.what = what


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a list is read.

    Attributes:
        columns: by field, the column that has it, or field and subfield of MARC: ``191$a``.
        constants: by field, what holds for every entry.
        coverage: organ, session, and where given who submits and the day it was made, of each session that is covered.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    coverage: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class DocumentList:
    """What was read of a list: its documents, those that declare what it covers first; and its bytes and text."""

    documents: tuple[Document, ...]
    data: bytes
    content: str


def mapped(path: Path | None) -> Mapped:
    """Return how a list is read, from a TOML file.

    A sample::

        [columns]
        symbol = "Symbol"
        title = "Title"
        [constants]
        type = "report"
        submitted_by = "Secretary-General"
        [[coverage]]
        organ = "A"
        session = 78

    Raises:
        ListError: it is no such TOML. OSError: it cannot be opened.
    """
    if path is None:
        return Mapped()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ListError("not-toml", str(error)) from None
    columns, constants, coverage = (told.get(key, {}) for key in ("columns", "constants", "coverage"))
    for unknown in {*columns, *constants} - set(FIELDS):
        raise ListError("no-column", unknown)
    for each in coverage or ():
        if not isinstance(each.get("organ"), str) or not isinstance(each.get("session"), int):
            raise ListError("no-coverage", json.dumps(each, default=str))
    return Mapped(columns, {key: str(value) for key, value in constants.items()}, tuple(coverage or ()))


def read_list(path: Path, how: Mapped, today: datetime.date) -> DocumentList:
    """Return the documents of a list.

    Args:
        path: of a CSV, JSON or MARCXML file, as its suffix says (``.csv``, ``.json``, ``.jsonl``, ``.xml``).
        today: the day the list was made, where its coverage says none.

    Raises:
        ListError: it is no such list, or names no document. OSError: it cannot be opened.
    """
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise ListError("too-large")
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ListError("not-utf8") from None
    origin = DocumentOrigin(
        path=str(path),
        media_type={".csv": "text/csv", ".xml": "application/marcxml+xml"}.get(
            path.suffix, "application/json"
        ),
        sha256=hashlib.sha256(data).hexdigest(),
        span=Span(0, 0),
    )
    found = [_document(row, how, origin) for row in _rows(path.suffix, content, data, how)]
    documents = tuple(each for each in found if each is not None)
    if not documents:
        raise ListError("no-symbols")
    return DocumentList((*_coverage(how, origin, today), *documents), data, content)


def _rows(suffix: str, content: str, data: bytes, how: Mapped) -> Iterator[dict[str, str]]:
    """Yield the entries of a list: their fields by name."""
    if suffix == ".xml":
        yield from _marc(data, {**MARC, **how.columns})
        return
    rows = _csv(content) if suffix == ".csv" else _json(content)
    columns = how.columns or {name: name for name in FIELDS}
    for row in rows:
        for column in how.columns.values():
            if column not in row:
                raise ListError("no-column", column)
        yield {name: _plain(row.get(column)) for name, column in columns.items()}


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(each) for each in value)
    if isinstance(value, dict):
        return _plain(value.get("symbol"))
    return " ".join(str(value).split()) if value is not None else ""


def _csv(content: str) -> Iterator[Mapping[str, object]]:
    try:
        yield from csv.DictReader(io.StringIO(content), strict=True)
    except csv.Error:
        raise ListError("not-csv") from None


def _json(content: str) -> Iterator[Mapping[str, object]]:
    try:
        told = (
            json.loads(content)
            if content.lstrip().startswith("[")
            else list(map(json.loads, content.splitlines()))
        )
    except (ValueError, RecursionError):
        raise ListError("not-json") from None
    for each in told:
        if not isinstance(each, dict):
            raise ListError("not-json")
        yield each


def _marc(data: bytes, columns: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the records of MARCXML; of a field that is repeated, the first, but for the resolutions that asked."""
    places = {}
    for name, column in columns.items():
        match = _MARC_FIELD.fullmatch(column)
        if match is None:
            raise ListError("no-column", column)
        places[name] = (match["tag"], match["code"])
    try:
        for held in marc_records(data):
            yield {
                name: "; ".join(values) if name == "pursuant_to" else values[0].rstrip(" /:;")
                for name, place in places.items()
                if (values := held.get(place))
            }
    except ValueError:
        raise ListError("not-marcxml") from None


def _document(row: Mapping[str, str], how: Mapped, origin: DocumentOrigin) -> Document | None:
    told = {**how.constants, **{name: value for name, value in row.items() if value}}
    symbol = symbol_of(told.get("symbol", ""))
    if symbol is None:
        return None
    series = series_of(symbol)
    number = _NUMBER.search(told.get("session", ""))
    session = int(number[0]) if number else session_of_symbol(symbol, series)
    kind = told.get("type", "report")
    return Document(
        type=kind if kind in get_args(DocumentType) else "other",
        symbol=symbol,
        language=told.get("language", "en"),
        title=told.get("title"),
        date=_day(told.get("date", "")),
        session={} if session is None else {series: session},
        submitted_by=told.get("submitted_by"),
        pursuant_to=tuple(
            Request(symbol=asked, relation="listed", text=printed, span=Span(0, 0))
            for printed in _SEVERAL.split(told.get("pursuant_to", ""))
            if (asked := symbol_of(printed))
        ),
        source=origin,
    )


def _day(typed: str) -> datetime.date | None:
    match = _DAY.search(typed)
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _coverage(how: Mapped, origin: DocumentOrigin, today: datetime.date) -> Iterator[Document]:
    """Yield a document for each session that the list is declared to cover."""
    for each in how.coverage:
        on = each.get("on", today)
        yield Document(
            type="list",
            language=how.constants.get("language", "en"),
            title=each.get("title"),
            date=on if isinstance(on, datetime.date) else _day(str(on)) or today,
            session={each["organ"]: each["session"]},
            submitted_by=each.get("submitted_by"),
            source=origin,
        )
