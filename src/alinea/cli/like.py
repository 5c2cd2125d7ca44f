"""``alinea like``: what else says this, in any language, with addresses, the likest first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED, UsageError
from alinea.cli.reporting import stderr
from alinea.cli.search import show_hits
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.presenting.answers import AnswerForm, print_rows
from alinea.presenting.hits import COLUMNS, row_of
from alinea.presenting.problems import not_held, printable
from alinea.presenting.words import Words
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class LikeRequest:
    """What the command was asked to do: print the answer to `asked` in a `form`."""

    asked: LikeQuery
    library: Path
    form: AnswerForm
    words: Words


def run(request: LikeRequest) -> int:
    """Print what else says it and return the exit code.

    Raises:
        UsageError: the question cannot be asked.
        LibraryError: the library cannot be read, or was not taught.
    """
    words = request.words
    try:
        with Library.open(request.library) as library:
            found = like(library, request.asked)
    except QuestionError as error:
        raise UsageError(words(f"search.{error.code}", what=printable(error.what))) from None
    except NotHeldError as error:
        stderr(printable(f"alinea: {not_held(error, words)}"))
        return FAILED
    if not print_rows(request.form, COLUMNS, map(row_of, found.hits), words):
        show_hits(found.hits, words)
    if not found.hits:
        stderr(f"alinea: {words('search.none')}")
    if found.left:
        texts = words.count("texts", found.left)
        stderr(printable(f"alinea: {words('like.left', texts=texts, library=request.library)}"))
    return DONE
