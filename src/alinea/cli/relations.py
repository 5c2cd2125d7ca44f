"""``alinea relations``: how the actors of a text, or one actor and others, stand to one another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.naming import NotHeldError
from alinea.library.relations import relations
from alinea.presenting.answers import AnswerForm, print_rows
from alinea.presenting.problems import not_held, printable
from alinea.presenting.relations import COLUMNS, relation_row
from alinea.presenting.words import Words
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class RelationsRequest:
    """What the command was asked to do: print the relations of `named`, a resolution or an actor."""

    named: str
    library: Path
    form: AnswerForm
    words: Words


def run(request: RelationsRequest) -> int:
    """Print relations, one a line, and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = request.words
    with Library.open(request.library) as library:
        try:
            found = relations(library, request.named)
        except NotHeldError as error:
            stderr(printable(f"alinea: {not_held(error, words)}"))
            return FAILED
    rows = [relation_row(each, words) for each in found]
    if not print_rows(request.form, COLUMNS, rows, words):
        for row in rows:
            say(f"{row['one']} · {row['said']} · {row['other']} · {row['address']}", hang=4)
    if not rows:
        stderr(printable(f"alinea: {words('relations.none', what=request.named)}"))
    return DONE
