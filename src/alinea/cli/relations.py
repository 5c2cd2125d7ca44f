"""``alinea relations``: how the actors of a text, or one actor and others, stand to one another."""

from __future__ import annotations

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.library.naming import NotHeldError
from alinea.library.relations import relations
from alinea.presenting.answers import print_rows
from alinea.presenting.relations import COLUMNS, relation_row


def run(asked: Asked, named: str) -> int:
    """Print relations, one a line, and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = asked.words
    with asked.opened() as library:
        try:
            found = relations(library, named)
        except NotHeldError as error:
            return asked.tell_not_held(error)
    rows = [relation_row(each, words) for each in found]
    if not print_rows(asked.form, COLUMNS, rows, words):
        for row in rows:
            say(f"{row['one']} · {row['said']} · {row['other']} · {row['address']}", hang=4)
    if not rows:
        asked.tell("relations.none", what=named)
    return DONE
