"""A whole library written out: tidy tables with a description of them, a bibliography, a catalogue, linked data."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO, Any, Literal

from alinea.library.documents import DocumentQuery, list_documents
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.names import REGISTERS
from alinea.library.schedules.registers import register_of
from alinea.model.document import Document
from alinea.model.record import Record
from alinea.presenting.exchange import bibliographies, linked_data
from alinea.presenting.exchange.bibliographies import described as entry
from alinea.presenting.exchange.marcxml import CLOSING, OPENING, marcxml
from alinea.presenting.forms import BYTE_ORDER_MARK
from alinea.presenting.tables import cell
from alinea.presenting.tidy import COLUMNS, TABLES, TidyRow
from alinea.store.library import Library

ExportForm = Literal["csv", "jsonl", "xlsx", "parquet", "bibtex", "ris", "marcxml", "jsonld", "rdf"]

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds (Excel specifications and limits)."""
CUT = "…"
WORKBOOK = "alinea.xlsx"
GROUP = 20_000
"""Rows that are held before a group of them is written to a Parquet file: some ten megabytes of paragraphs."""


def export(
    library: Library,
    folder: Path,
    form: ExportForm,
    as_of: datetime.date,
    step: Callable[[], None] = lambda: None,
) -> tuple[Path, ...]:
    """Write all texts of a library into a folder and return the files: one a table, or one for all.

    Only a few rows, or one text, are held at a time, but for a workbook's.

    Args:
        folder: that exists; a file of the same name in it is written over.
        as_of: the day on which statuses stand, in linked data; step: told each time a text is written.

    Raises:
        ImportError: openpyxl (``xlsx``), pyarrow (``parquet``) or rdflib (``rdf``) is not installed.
        LibraryError: the library cannot be read; of linked data: it is not linked.
        OSError: a file cannot be written.
    """
    if form not in _OPEN:
        path = folder / FILES[form]
        with path.open("wb") as file:
            for piece in pieces(library, form, as_of, step):
                file.write(piece)
        return (path,)
    paths = tabulate(_records(library, step), folder, form)
    package = folder / DESCRIPTION
    package.write_text(json.dumps(described(form), indent=1) + "\n", encoding="utf-8")
    return (*paths, package)


def tabulate(records: Iterable[Record], folder: Path, form: ExportForm) -> tuple[Path, ...]:
    """Write the tables of records and return their files; see `export`.

    Args:
        form: of tables: ``csv``, ``jsonl``, ``xlsx`` or ``parquet``.
    """
    with contextlib.ExitStack() as files:
        paths, take = _OPEN[form](folder, files)
        for record in records:
            for table, of in TABLES.items():
                for row in of(record):
                    take(table, row)
    return paths


def write_parquet(path: Path, columns: Sequence[str], rows: Iterable[TidyRow]) -> None:
    """Write one table as a Parquet file.

    Raises:
        ImportError: pyarrow is not installed. OSError: it cannot be written.
    """
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, _arrow(pyarrow, name)) for name in columns])
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), path, compression="zstd")


def _arrow(pyarrow: Any, column: str) -> Any:
    """Return the type that a column has in Parquet."""
    kinds = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        float: pyarrow.float64(),
        datetime.date: pyarrow.date32(),
    }
    return kinds[KINDS.get(column, str)]


def _records(library: Library, step: Callable[[], None]) -> Iterator[Record]:
    for _, record in library.records(principal=False):
        yield record
        step()


DESCRIPTION = "datapackage.json"


def described(form: ExportForm) -> dict[str, Any]:
    """Return what describes the tables to programs: a Data Package of version 2 (https://datapackage.org).

    The columns are explained in ``docs/codebook.md``.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "alinea",
        "resources": [_resource(table, form) for table in TABLES],
    }


def _resource(table: str, form: ExportForm) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": name, "type": _FIELD_TYPES[KINDS.get(name, str)]} for name in COLUMNS[table]
    ]
    for field in fields:
        if field["type"] == "boolean" and form == "csv":
            field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    schema: dict[str, Any] = {"fields": fields}
    if table != "resolutions":
        # A text without symbol has none here either: a foreign key that is empty points nowhere.
        keys = ["symbol", "language"]
        schema["foreignKeys"] = [{"fields": keys, "reference": {"resource": "resolutions", "fields": keys}}]
    shared = form == "xlsx"
    return {
        "name": table,
        "type": "table",
        "path": WORKBOOK if shared else f"{table}.{form}",
        "format": form,
        "encoding": "utf-8",
        **({"dialect": {"type": "spreadsheet", "sheetName": table}} if shared else {}),
        "schema": schema,
    }


Take = Callable[[str, TidyRow], None]


def _opened(folder: Path, suffix: str, files: contextlib.ExitStack) -> dict[str, tuple[Path, IO[bytes]]]:
    paths = {table: folder / f"{table}{suffix}" for table in TABLES}
    return {table: (path, files.enter_context(path.open("wb"))) for table, path in paths.items()}


def _csv(folder: Path, files: contextlib.ExitStack) -> tuple[tuple[Path, ...], Take]:
    opened = _opened(folder, ".csv", files)

    def line(values: Iterable[object]) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerow([cell(value) for value in values])
        return text.getvalue().encode("utf-8", "replace")

    for table, (_, file) in opened.items():
        # Excel takes a CSV file for UTF-8 only where a byte order mark says so.
        file.write(BYTE_ORDER_MARK + line(COLUMNS[table]))

    def take(table: str, row: TidyRow) -> None:
        opened[table][1].write(line(row[column] for column in COLUMNS[table]))

    return tuple(path for path, _ in opened.values()), take


def _jsonl(folder: Path, files: contextlib.ExitStack) -> tuple[tuple[Path, ...], Take]:
    opened = _opened(folder, ".jsonl", files)

    def take(table: str, row: TidyRow) -> None:
        opened[table][1].write(
            json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"
        )

    return tuple(path for path, _ in opened.values()), take


def _xlsx(folder: Path, files: contextlib.ExitStack) -> tuple[tuple[Path, ...], Take]:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {table: book.create_sheet(table) for table in TABLES}
    for table, sheet in sheets.items():
        sheet.freeze_panes = "A2"
        sheet.append(COLUMNS[table])
    path = folder / WORKBOOK
    files.callback(book.save, path)

    def plain(value: object) -> object:
        if not isinstance(value, str):
            return value
        text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
        text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
        return cell(text)  # what a spreadsheet would take for a formula is marked as text

    def take(table: str, row: TidyRow) -> None:
        sheets[table].append([plain(row[column]) for column in COLUMNS[table]])

    return (path,), take


def _parquet(folder: Path, files: contextlib.ExitStack) -> tuple[tuple[Path, ...], Take]:
    import pyarrow
    from pyarrow import parquet

    paths, held, writers = {}, dict[str, list[TidyRow]](), {}
    for table in TABLES:
        schema = pyarrow.schema([(name, _arrow(pyarrow, name)) for name in COLUMNS[table]])
        paths[table], held[table] = folder / f"{table}.parquet", []
        writers[table] = files.enter_context(parquet.ParquetWriter(paths[table], schema, compression="zstd"))

    def write(table: str) -> None:
        writers[table].write_table(pyarrow.Table.from_pylist(held[table], schema=writers[table].schema))
        held[table].clear()

    def take(table: str, row: TidyRow) -> None:
        held[table].append(row)
        if len(held[table]) >= GROUP:
            write(table)

    for table in TABLES:
        files.callback(write, table)
    return tuple(paths.values()), take


KINDS: dict[str, type] = {
    **dict.fromkeys(
        ("session", "yes", "no", "abstain", "force", "due_session", "span_start", "span_end"), int
    ),
    **dict.fromkeys(("fragment", "certain"), bool),
    "confidence": float,
    **dict.fromkeys(("adopted_on", "distributed_on", "date"), datetime.date),
}
"""Columns that hold no text."""

_FIELD_TYPES = {str: "string", int: "integer", bool: "boolean", float: "number", datetime.date: "date"}
"""The types of Table Schema (https://datapackage.org/standard/table-schema/#field-types)."""

_OPEN: dict[str, Callable[[Path, contextlib.ExitStack], tuple[tuple[Path, ...], Take]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def names(form: ExportForm) -> Sequence[str]:
    """Return the names of the files that `export` writes in a form."""
    if form not in _OPEN:
        return (FILES[form],)
    return (*([WORKBOOK] if form == "xlsx" else [f"{table}.{form}" for table in TABLES]), DESCRIPTION)


FILES: Mapping[str, str] = {
    "bibtex": "alinea.bib",
    "ris": "alinea.ris",
    "marcxml": "alinea.marc.xml",
    "jsonld": "alinea.jsonld",
    "rdf": "alinea.ttl",
}
"""The file of each form."""

_AT_A_TIME = 500
"""Rows of a list that are held at a time."""


def pieces(
    library: Library, form: ExportForm, as_of: datetime.date, step: Callable[[], None]
) -> Iterator[bytes]:
    """Yield the file of a form, piece by piece.

    Args:
        as_of: the day on which statuses stand, in linked data; step: told each time a resolution is written.

    Raises:
        ImportError: rdflib is not installed, for ``rdf``.
        LibraryError: the library cannot be read; of linked data: it is not linked.
    """
    match form:
        case "bibtex":
            yield from (bibliographies.bibtex(entry(each)) for each, _ in _texts(library, step))
        case "ris":
            yield from (bibliographies.ris(entry(each)) for each, _ in _texts(library, step))
        case "marcxml":
            yield OPENING
            yield from (marcxml(entry(each), whole=False) for each, _ in _texts(library, step))
            yield CLOSING
        case "jsonld":
            yield from linked_data.graph(_nodes(library, as_of, step))
        case _:
            yield from linked_data.turtle(_nodes(library, as_of, step))


def _texts(library: Library, step: Callable[[], None]) -> Iterator[tuple[Record | Document, bool]]:
    """Yield every text in every language, and whether it is the principal version of a work."""
    principal = {each.name: each.languages[0] for each in library.works()}
    for name, record in library.records(principal=False):
        yield record, record.language == principal.get(name)
        step()
    asked = DocumentQuery(limit=_AT_A_TIME)
    while True:
        page = list_documents(library, asked)
        for held in page.items:
            document = library.document(held.symbol, held.language) if held.symbol else None
            if document is not None:
                yield document, True
        if page.after is None:
            return
        asked = replace(asked, after=page.after)


def _nodes(library: Library, as_of: datetime.date, step: Callable[[], None]) -> Iterator[linked_data.Node]:
    asked = LedgerQuery(as_of, EVERY, limit=_AT_A_TIME)
    # What asks the ledger comes first: a library that is not linked is refused before anything is written.
    registers = (
        linked_data.register_node(register_of(library, name, LedgerQuery(as_of))) for name in REGISTERS
    )
    texts = (linked_data.node_of(each, asked=principal) for each, principal in _texts(library, step))
    return chain(registers, texts, _standing(library, asked))


def _standing(library: Library, asked: LedgerQuery) -> Iterator[linked_data.Node]:
    while True:
        page = answer(library, asked)
        yield from (linked_data.status_node(each, asked.as_of.isoformat()) for each in page.entries)
        if page.after is None:
            return
        asked = replace(asked, cursor=page.after)
