"""A paper in the form asked for: text, CSV, JSON, a page, a Word document, a workbook."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from html import escape
from importlib import resources

from alinea.presenting.answers import as_csv
from alinea.presenting.exports import LONGEST_CELL
from alinea.presenting.papers.paper import Cell, Link, Paper, PaperForm, Sheet, plain
from alinea.presenting.problems import printable, upright
from alinea.presenting.tables import cell as as_cell
from alinea.presenting.words import Words, words_in

LONGEST_NAME = 31
"""Characters of the name of a sheet of a workbook (Excel specifications and limits)."""


COLUMN, NARROWEST = 20, 9
"""Letters that a column of a workbook has room for, on the average and at least."""


def rendered(paper: Paper, form: PaperForm) -> bytes:
    """Return a paper in a form.

    Raises:
        ImportError: openpyxl is not installed, which workbooks are written with.
    """
    return _FORMS[form](paper)


def _said(cell: Cell, told: Words) -> str:
    if isinstance(cell, datetime.date):
        return told.date(cell)
    if isinstance(cell, float):
        return told.number(cell)
    return "" if cell is None else cell.text if isinstance(cell, Link) else str(cell)


def _text(paper: Paper) -> bytes:
    told = words_in(paper.language)
    lines = [paper.title, *paper.lead]
    for sheet in paper.sheets:
        lines += ["", sheet.heading]
        for row in sheet.rows:
            lines.append("  " + " · ".join(_labelled(row, sheet, told)))
        if not sheet.rows and sheet.empty:
            lines.append(f"  {sheet.empty}")
    lines += ["", paper.notice]
    return ("\n".join(printable(line) for line in lines) + "\n").encode("utf-8", "replace")


def _labelled(row: Sequence[Cell], sheet: Sheet, told: Words) -> Iterator[str]:
    """Yield the cells of a row that hold something, all but the first with the headings of their columns."""
    for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
        lines = [" ".join(line.split()) for line in _said(cell, told).split("\n")]
        said = reduce(lambda said, more: told("paper.lines", said=said, more=more), lines)
        if said:
            yield told("paper.labelled", heading=column.heading, cell=said) if place else said


def _csv(paper: Paper) -> bytes:
    """Return all tables as one, the heading of each in the first column; columns that a table lacks are left empty.

    It is for a person, and written as a spreadsheet in the language opens it.
    """
    keys = list(dict.fromkeys(column.key for sheet in paper.sheets for column in sheet.columns))
    rows = ({"section": None, **dict.fromkeys(keys), **row} for row in _rows(paper))
    return as_csv(("section", *keys), rows, words_in(paper.language))


def _rows(paper: Paper) -> list[dict[str, str | int | float | None]]:
    return [
        {
            "section": sheet.heading,
            **{column.key: plain(cell) for column, cell in zip(sheet.columns, row, strict=True)},
        }
        for sheet in paper.sheets
        for row in sheet.rows
    ]


def _json(paper: Paper) -> bytes:
    value = {
        "title": paper.title,
        "lead": paper.lead,
        "notice": paper.notice,
        "made_on": paper.made_on.isoformat(),
        "sections": [
            {
                "heading": sheet.heading,
                "rows": [
                    {column.key: plain(cell) for column, cell in zip(sheet.columns, row, strict=True)}
                    for row in sheet.rows
                ],
            }
            for sheet in paper.sheets
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _html(paper: Paper) -> bytes:
    told = words_in(paper.language)
    style = resources.files("alinea.presenting.papers").joinpath("paper.css").read_text(encoding="utf-8")
    made = [
        f'<!doctype html><html lang="{paper.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_escaped(paper.title)}</title><style>{style}</style></head><body><h1>{_escaped(paper.title)}</h1>",
        *(f"<p>{_escaped(line)}</p>" for line in paper.lead),
    ]
    for sheet in paper.sheets:
        level = sheet.level + 1
        made.append(f"<h{level}>{_escaped(sheet.heading)}</h{level}>")
        if not sheet.rows:
            made.append(f"<p>{_escaped(sheet.empty)}</p>" if sheet.empty else "")
            continue
        heads = "".join(f'<th scope="col">{_escaped(column.heading)}</th>' for column in sheet.columns)
        made.append(f"<table><thead><tr>{heads}</tr></thead><tbody>")
        for row in sheet.rows:
            made.append(f"<tr>{''.join(f'<td>{_marked(cell, told)}</td>' for cell in row)}</tr>")
        made.append("</tbody></table>")
    made.append(f"<p><small>{_escaped(paper.notice)}</small></p></body></html>\n")
    return "\n".join(each for each in made if each).encode("utf-8", "replace")


def _escaped(text: str) -> str:
    return escape(upright(text))


def _marked(cell: Cell, told: Words) -> str:
    said = _escaped(_said(cell, told))
    if isinstance(cell, Link):
        return f'<a href="{_escaped(cell.address)}">{said}</a>'
    return f'<time datetime="{cell.isoformat()}">{said}</time>' if isinstance(cell, datetime.date) else said


def _docx(paper: Paper) -> bytes:
    from alinea.presenting.docx.papers import to_docx

    return to_docx(paper, lambda cell: _said(cell, words_in(paper.language)))


def _xlsx(paper: Paper) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    taken: set[str] = set()
    for sheet in paper.sheets:
        made = book.create_sheet(_name(sheet, taken))
        made.append([column.heading for column in sheet.columns])
        for row in sheet.rows:
            made.append([_value(cell) for cell in row])
        room, share = COLUMN * len(sheet.columns), sum(column.width for column in sheet.columns)
        for place, column in enumerate(sheet.columns, 1):
            letter = get_column_letter(place)
            made.column_dimensions[letter].width = max(NARROWEST, room * column.width // share)
            made[f"{letter}1"].font = Font(bold=True)
        for cells, row in zip(made.iter_rows(min_row=2), sheet.rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(value, datetime.date):
                    cell.number_format = "yyyy-mm-dd"
                elif isinstance(value, Link):
                    cell.hyperlink = value.address
        made.freeze_panes = "A2"
        made.auto_filter.ref = made.dimensions
    about = book.create_sheet(words_in(paper.language)("paper.about"))
    for line in (paper.title, *paper.lead, paper.notice):
        about.append([_value(line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(sheet: Sheet, taken: set[str]) -> str:
    """Return a name that a sheet of a workbook may have and that no other has."""
    kept = (
        "".join(" " if each in "[]:*?/\\" else each for each in sheet.heading)[:LONGEST_NAME].strip() or "–"
    )
    name, number = kept, 1
    while name.casefold() in taken:
        number += 1
        name = f"{kept[: LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _value(cell: Cell) -> str | int | float | datetime.date | None:
    if not isinstance(cell, (str, Link)):
        return cell
    # What begins like a formula is text: Excel reads it so only where it does not begin with such a sign.
    return str(as_cell(cell.text if isinstance(cell, Link) else cell))[:LONGEST_CELL]


_FORMS: dict[PaperForm, Callable[[Paper], bytes]] = {
    "text": _text,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
}
