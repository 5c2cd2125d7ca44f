"""``alinea list``: the resolutions of the library in order of their adoption, then its other documents by date."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED, UsageError
from alinea.cli.reporting import Gauge, say, stderr
from alinea.documents import type_of
from alinea.library.browsing import BrowseQuery, every_text
from alinea.library.naming import NotHeldError, locate
from alinea.library.subjects import subjects_of
from alinea.presenting.answers import Row, print_rows
from alinea.presenting.exports import ExportForm, export, names
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.store.values import HeldDocument, Work
from alinea.vocab.subject_words import domains, subjects

KNOWN = ("work", "adopted_on", "title", "title_language", "languages")
COLUMNS = ("work", "organ", "session", "adopted_on", "title", "languages", "fragment", "type", "date")


def run(asked: Asked, organ: str | None, session: int | None) -> int:
    """Print the resolutions that are held, one a line, and return the exit code.

    Args:
        organ: of which they are, None for all; session: at which they were adopted, None for all.
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
    """Print all resolutions that are known and fit a question, held or not, and return the exit code."""
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


SUBJECTS = ("subject", "name", "domain", "unbis")
NAMED = (*SUBJECTS, "places")


def run_subjects(asked: Asked, name: str | None) -> int:
    """Print subjects, one a line, and return the exit code.

    Args:
        name: of a resolution whose subjects are wanted, None for all that there are.

    Raises:
        LibraryError: a resolution was asked for, and the library cannot be read.
    """
    if name is not None:
        return _of_one(asked, name)
    words = asked.words
    rows = [_subject_row(id, words) for id in subjects()]
    if not print_rows(asked.form, SUBJECTS, rows, words):
        say(*_by_domain(words), hang=4)
    return DONE


def _of_one(asked: Asked, name: str) -> int:
    words = asked.words
    with asked.opened() as library:
        try:
            found = locate(library, name)
        except NotHeldError as error:
            return asked.tell_not_held(error)
        record = library.record(found.name)
        named = subjects_of(library, found.name)
    rows = [{**_subject_row(each.subject.id, words), "places": each.places} for each in named]
    if not print_rows(asked.form, NAMED, rows, words):
        numbers = printed_numbers(record) if record else {}
        wide = max((len(each.subject.names[words.language]) for each in named), default=0)
        for each in named:
            name = each.subject.names[words.language]
            where = "; ".join(place(at, words, numbers.get(at)) for at in each.places)
            say(f"{name:<{wide}}  {where}", hang=wide + 2)
    return DONE


def _subject_row(id: str, words: Words) -> Row:
    subject = subjects()[id]
    return {
        "subject": id,
        "name": subject.names[words.language],
        "domain": domains(words.language)[subject.domain],
        "unbis": subject.unbis or None,
    }


def _by_domain(words: Words) -> Iterator[str]:
    for domain, name in domains(words.language).items():
        yield name
        within = [each for each in subjects().values() if each.domain == domain]
        for each in sorted(within, key=lambda each: each.names[words.language].casefold()):
            yield f"    {each.names[words.language]} ({each.id})"


def run_export(asked: Asked, out: Path, form: ExportForm, as_of: datetime.date, *, force: bool) -> int:
    """Write the files, print their names, and return the exit code.

    Args:
        out: folder; as_of: the day on which statuses stand; force: files that are there are written over.

    Raises:
        UsageError: a file is there already and may not be written over.
    """
    for name in names(form):
        if not force and (out / name).exists():
            raise UsageError(asked.words("export.exists", path=out / name))
    with asked.opened() as library:
        try:
            out.mkdir(parents=True, exist_ok=True)
            with Gauge(asked.words, "progress.exporting", library.counts().get("versions", 0)) as gauge:
                paths = export(library, out, form, as_of, gauge.step)
        except OSError as error:
            asked.tell("export.failed", path=out, reason=error.strerror or error)
            return FAILED
    for path in paths:
        sys.stdout.write(printable(str(path)) + "\n")
    return DONE
