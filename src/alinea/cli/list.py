"""``alinea list``: the resolutions of the library in order of their adoption, then its other documents by date."""

from __future__ import annotations

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say, stderr
from alinea.documents import type_of
from alinea.library.browsing import BrowseQuery, every_text
from alinea.presenting.answers import Row, print_rows
from alinea.store.values import HeldDocument, Work

KNOWN = ("work", "adopted_on", "title", "title_language", "languages")
COLUMNS = ("work", "organ", "session", "adopted_on", "title", "languages", "fragment", "type", "date")


def run(asked: Asked, organ: str | None, session: int | None) -> int:
    """Print the resolutions that are held, one a line, and return the exit code.

    Args:
        organ: of which they are, None for all; session: at which they were adopted, None for all.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = asked.words
    with asked.opened() as library:
        works = library.works(organ=organ, session=session)
        documents = library.documents(organ=organ, session=session)
    rows = [*map(_row, works), *map(_document_row, documents)]
    if not print_rows(asked.form, COLUMNS, rows, words):
        names = [work.name for work in works] + [_name(each) for each in documents]
        wide = max(map(len, names), default=0)
        for work in works:
            day = work.adopted_on.isoformat() if work.adopted_on else "-" * len("2007-12-05")
            line = f"{work.name:<{wide}}  {day}  {'/'.join(work.languages)}  {work.title or ''}"
            say(line.rstrip(), hang=wide + len("  2007-12-05  fr  "))
        for each in documents:
            type = words(f"document-type.{each.type}")
            line = (
                f"{_name(each):<{wide}}  {each.date or '-' * 10}  {each.language}  {type}: {each.title or ''}"
            )
            say(line.rstrip(), hang=wide + len("  2007-12-05  fr  "))
        counted = words.count("resolutions", len(works))
        if documents:
            counted = words("add.besides", told=counted, more=words.count("documents", len(documents)))
        stderr(f"alinea: {counted}")
    return DONE


def run_browsed(asked: Asked, query: BrowseQuery) -> int:
    """Print all resolutions that are known and fit a question, held or not, and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = asked.words
    with asked.opened() as library:
        texts = list(every_text(library, query))
    rows: list[Row] = [
        {
            "work": each.name,
            "adopted_on": each.adopted_on.isoformat() if each.adopted_on else None,
            "title": each.title,
            "title_language": each.language,
            "languages": each.languages,
        }
        for each in texts
    ]
    if not print_rows(asked.form, KNOWN, rows, words):
        wide = max((len(each.name) for each in texts), default=0)
        for each in texts:
            day = each.adopted_on.isoformat() if each.adopted_on else "-" * len("2007-12-05")
            tongues = "/".join(each.languages) or "--"
            say(
                f"{each.name:<{wide}}  {day}  {tongues}  {each.title or ''}".rstrip(),
                hang=wide + len("  2007-12-05  fr  "),
            )
    held = sum(1 for each in texts if each.languages)
    known = words("list.known", held=words.number(held), besides=words.number(len(texts) - held))
    stderr(f"alinea: {known}")
    return DONE


def _name(document: HeldDocument) -> str:
    return document.symbol or "-"


def _document_row(document: HeldDocument) -> Row:
    session = document.session
    return {
        "work": document.symbol,
        "organ": document.organ,
        "session": int(session) if session and session.isdecimal() else session,
        "adopted_on": None,
        "title": document.title,
        "languages": (document.language,),
        "fragment": False,
        "type": document.type,
        "date": document.date,
    }


def _row(work: Work) -> Row:
    return {
        "work": work.name,
        "organ": work.organ,
        "session": work.session,
        "adopted_on": work.adopted_on.isoformat() if work.adopted_on else None,
        "title": work.title,
        "languages": work.languages,
        "fragment": work.fragment,
        "type": type_of(work.symbol),
        "date": None,
    }
