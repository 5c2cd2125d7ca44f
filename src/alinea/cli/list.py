"""``alinea list``: the resolutions of the library, in order of their adoption."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alinea.cli.read import DONE
from alinea.cli.reporting import stderr
from alinea.presenting.answers import Row, print_csv, print_json
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.store.library import Library
from alinea.store.values import Work

COLUMNS = ("work", "organ", "session", "adopted_on", "title", "languages", "fragment")


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What the command was asked to do: print the works of `library`, of an organ or session where one is given."""

    library: Path
    organ: str | None
    session: int | None
    form: Literal["text", "json", "csv"]
    words: Words


def run(request: ListRequest) -> int:
    """Print the resolutions, one a line, and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = request.words
    with Library.open(request.library) as library:
        works = library.works(organ=request.organ, session=request.session)
    if request.form == "json":
        print_json(map(_row, works))
    elif request.form == "csv":
        print_csv(COLUMNS, map(_row, works))
    else:
        wide = max((len(work.name) for work in works), default=0)
        for work in works:
            day = work.adopted_on.isoformat() if work.adopted_on else "-" * len("2007-12-05")
            line = f"{work.name:<{wide}}  {day}  {'/'.join(work.languages)}  {work.title or ''}"
            sys.stdout.write(printable(line.rstrip()) + "\n")
        sys.stdout.flush()
        stderr(f"alinea: {words.count('resolutions', len(works))}")
    return DONE


def _row(work: Work) -> Row:
    return {
        "work": work.name,
        "organ": work.organ,
        "session": work.session,
        "adopted_on": work.adopted_on.isoformat() if work.adopted_on else None,
        "title": work.title,
        "languages": work.languages,
        "fragment": work.fragment,
    }
