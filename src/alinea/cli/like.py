"""``alinea like``: what else says this, in any language, with addresses, the likest first."""

from __future__ import annotations

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, UsageError
from alinea.cli.search import show_hits
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.presenting.answers import print_rows
from alinea.presenting.hits import COLUMNS, row_of
from alinea.presenting.problems import printable


def run(asked: Asked, query: LikeQuery) -> int:
    """Print what else says it and return the exit code.

    Raises:
        UsageError: the question cannot be asked.
        LibraryError: the library cannot be read, or was not taught.
    """
    words = asked.words
    try:
        with asked.opened() as library:
            found = like(library, query)
    except QuestionError as error:
        raise UsageError(words(f"search.{error.code}", what=printable(error.what))) from None
    except NotHeldError as error:
        return asked.tell_not_held(error)
    if not print_rows(asked.form, COLUMNS, map(row_of, found.hits), words):
        show_hits(found.hits, words)
    if not found.hits:
        asked.tell("search.none")
    if found.left:
        asked.tell("like.left", texts=words.count("texts", found.left), library=asked.library)
    return DONE
