"""Tables of a web page, looked at as a whole before they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from alinea.reading.building import is_data_table
from alinea.reading.html.page import Open, Page

_LONGEST_NUMBER = 6


@dataclass(slots=True)
class PrintedTable:
    """A table that is open.

    Attributes:
        data: it sets out data, and is not there only to place text.
        numbered: the rows, by the index of their event, that open with a number in a cell of its own.
    """

    data: bool
    numbered: set[int] = field(default_factory=set)


def table_at(page: Page, index: int, *, opens_page: bool) -> PrintedTable:
    """Return what kind of table opens at an index.

    Args:
        page: the page.
        index: of the table.
        opens_page: no text stands before it, as before a masthead; it then is none of data.
    """
    rows: list[tuple[int, list[list[str]]]] = []
    nested = False
    at, end = index + 1, page.element(index).end
    while at < end:
        event = page.events[at]
        if isinstance(event, str):
            if rows and rows[-1][1]:
                rows[-1][1][-1].append(event)
        elif isinstance(event, Open):
            if event.tag == "tr":
                rows.append((at, []))
            elif event.tag in ("td", "th") and rows:
                rows[-1][1].append([])
            elif event.tag == "table" or event.is_dropped():
                nested = nested or event.tag == "table"
                at = event.end
        at += 1
    texts = [(row, ["".join(cell).strip() for cell in cells]) for row, cells in rows]
    if not nested and not opens_page and is_data_table([cells for _, cells in texts]):
        return PrintedTable(data=True)
    numbered = {
        row
        for row, cells in texts
        if len(cells) > 1 and len(cells[0]) <= _LONGEST_NUMBER and cells[0].endswith((".", ")"))
    }
    return PrintedTable(data=False, numbered=numbered)
