"""``alinea subjects``: all subjects that texts can be searched by, or those that a resolution names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.naming import NotHeldError, locate
from alinea.library.subjects import subjects_of
from alinea.presenting.answers import AnswerForm, Row, print_rows
from alinea.presenting.problems import not_held, printable
from alinea.presenting.words import Words
from alinea.store.library import Library
from alinea.vocab.subject_words import domains, subjects

COLUMNS = ("subject", "name", "domain", "unbis")
NAMED = (*COLUMNS, "places")


@dataclass(frozen=True, slots=True)
class SubjectsRequest:
    """What the command was asked to do: print the subjects, those that the resolution `name` has where one is given."""

    name: str | None
    library: Path
    form: AnswerForm
    words: Words


def run(request: SubjectsRequest) -> int:
    """Print subjects, one a line, and return the exit code.

    Raises:
        LibraryError: a resolution was asked for, and the library cannot be read.
    """
    if request.name is not None:
        return _of_one(request, request.name)
    words = request.words
    rows = [_row(id, words) for id in subjects()]
    if not print_rows(request.form, COLUMNS, rows, words):
        say(*_by_domain(words), hang=4)
    return DONE


def _of_one(request: SubjectsRequest, name: str) -> int:
    words = request.words
    with Library.open(request.library) as library:
        try:
            found = locate(library, name)
        except NotHeldError as error:
            stderr(printable(f"alinea: {not_held(error, words)}"))
            return FAILED
        record = library.record(found.name)
    named = subjects_of(record) if record else ()
    rows = [{**_row(each.subject.id, words), "places": each.places} for each in named]
    if not print_rows(request.form, NAMED, rows, words):
        wide = max((len(each.subject.names[words.language]) for each in named), default=0)
        for each in named:
            name = each.subject.names[words.language]
            say(f"{name:<{wide}}  {', '.join(each.places)}", hang=wide + 2)
    return DONE


def _row(id: str, words: Words) -> Row:
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
