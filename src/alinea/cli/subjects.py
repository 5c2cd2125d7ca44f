"""``alinea subjects``: all subjects that texts can be searched by, or those that a resolution names."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.library.naming import NotHeldError, locate
from alinea.library.subjects import subjects_of
from alinea.presenting.answers import Row, print_rows
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.words import Words
from alinea.vocab.subject_words import domains, subjects

COLUMNS = ("subject", "name", "domain", "unbis")
NAMED = (*COLUMNS, "places")


def run(asked: Asked, name: str | None) -> int:
    """Print subjects, one a line, and return the exit code.

    Args:
        name: of a resolution whose subjects are wanted, None for all that there are.

    Raises:
        LibraryError: a resolution was asked for, and the library cannot be read.
    """
    if name is not None:
        return _of_one(asked, name)
    words = asked.words
    rows = [_row(id, words) for id in subjects()]
    if not print_rows(asked.form, COLUMNS, rows, words):
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
    rows = [{**_row(each.subject.id, words), "places": each.places} for each in named]
    if not print_rows(asked.form, NAMED, rows, words):
        numbers = printed_numbers(record) if record else {}
        wide = max((len(each.subject.names[words.language]) for each in named), default=0)
        for each in named:
            name = each.subject.names[words.language]
            where = "; ".join(place(at, words, numbers.get(at)) for at in each.places)
            say(f"{name:<{wide}}  {where}", hang=wide + 2)
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
