"""A paper: tables under headings, whatever it is written as."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

PaperForm = Literal["text", "csv", "json", "html", "docx", "xlsx"]
FORMS: tuple[PaperForm, ...] = get_args(PaperForm)
SUFFIXES: Mapping[str, PaperForm] = {
    ".txt": "text",
    ".csv": "csv",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
"""Forms by the suffixes of the files that hold them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str


Cell = str | int | float | datetime.date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key it has for programs, its heading, and how wide it is beside the others."""

    key: str
    heading: str
    width: int = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under a heading.

    Attributes:
        heading; columns; rows: a cell for each column; empty: what is said where there are no rows.
        level: of the heading: 1, or 2 below one of 1.
    """

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        title; lead: lines below it; sheets; notice: what stands at its end; language: of its words.
        made_on: the day it bears.
    """

    title: str
    lead: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    notice: str
    language: str
    made_on: datetime.date


def plain(cell: Cell) -> str | int | float | None:
    """Return a cell for programs: days as ``YYYY-MM-DD``, links as their words."""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell.text if isinstance(cell, Link) else cell
