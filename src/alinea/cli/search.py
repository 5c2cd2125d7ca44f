"""``alinea search``: the passages of the library that fit a question, with their addresses, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, UsageError
from alinea.cli.reporting import say
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import NotHeldError
from alinea.library.search import Question, QuestionError, ask, elsewhere
from alinea.presenting.answers import print_rows
from alinea.presenting.hits import COLUMNS, excerpt, row_of
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.store.searching import Hit


def run(asked: Asked, question: Question) -> int:
    """Search, print what was found, and return the exit code.

    Raises:
        UsageError: the question cannot be asked.
    """
    words = asked.words
    try:
        query = ask(question)
    except QuestionError as error:
        raise UsageError(words(f"search.{error.code}", what=printable(error.what))) from None
    with asked.opened() as library:
        found = library.search(query)
    if not print_rows(asked.form, COLUMNS, map(row_of, found.hits), words):
        show_hits(found.hits, words)
    for typed, word in found.instead:
        asked.tell("search.instead", typed=typed, word=word)
    if (other := elsewhere(question)) is not None:
        asked.tell("search.elsewhere", words=other.words, language=other.languages[0])
    if not found.hits:
        asked.tell("search.none")
    elif found.more:
        asked.tell("search.more", passages=words.count("passages", found.weighed))
    return DONE


def show_hits(hits: Sequence[Hit], words: Words) -> None:
    """Print what was found for a person to read, in colour where there is colour."""
    from rich.console import Console

    console = Console(highlight=False)
    plain = not console.is_terminal or console.no_color
    if plain:
        for hit in hits:
            say(*_lines(hit, words), hang=0)
        return
    from rich.padding import Padding
    from rich.text import Text

    for hit in hits:
        head, text = Text(printable(str(hit.address)), "bold blue"), Text()
        head.append(f" · {_about(hit, words)}", "dim")
        shown, marks = excerpt(printable(hit.text), hit.marks)
        text.append(f"{hit.address.number}. " if hit.address.number else "", "dim").append(shown)
        shift = len(text) - len(shown)
        for start, end in marks:
            text.stylize("bold yellow", start + shift, end + shift)
        console.print(head)
        console.print(Padding(text, (0, 0, 1, 4)))


def _lines(hit: Hit, words: Words) -> Iterator[str]:
    yield printable(f"{hit.address} · {_about(hit, words)}")
    text, marks = excerpt(printable(hit.text), hit.marks)
    for start, end in reversed(marks):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    number = f"{printable(hit.address.number)}. " if hit.address.number else ""
    yield f"    {number}{text}"


def _about(hit: Hit, words: Words) -> str:
    """Return what resolution that is: date and title, short."""
    title = printable(hit.title or words("label.untitled"))
    title = title if len(title) <= 90 else title[:88].rsplit(" ", 1)[0] + " …"
    about = f"{words.date(hit.adopted_on)} · {title}" if hit.adopted_on else title
    if hit.others:
        about += f" · {words.count('search-others', hit.others)}"
    return f"{about} · {words('search.lacking', what=', '.join(hit.lacking))}" if hit.lacking else about


def run_like(asked: Asked, query: LikeQuery) -> int:
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
