"""``alinea explain``: the whole chain of a status: words, time, rules, and the paragraphs and documents it rests on."""

from __future__ import annotations

import datetime
import sys
import textwrap

from pydantic import TypeAdapter

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.library.explaining import explained
from alinea.library.naming import NotHeldError
from alinea.model.ledger import Explanation
from alinea.presenting.ledger import line, rests_on, steps, time
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

_WIDTH = 118


def run(asked: Asked, address: str, as_of: datetime.date) -> int:
    """Print the explanations and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    with asked.linked() as library:
        try:
            found = explained(library, address, as_of)
        except NotHeldError as error:
            return asked.tell_not_held(error)
    if not found:
        asked.tell("explain.nothing", what=address)
        return FAILED
    if asked.form == "json":
        given = TypeAdapter(tuple[Explanation, ...]).dump_json(found, indent=2)
        sys.stdout.buffer.write(given + b"\n")
        sys.stdout.buffer.flush()
        return DONE
    for told in found:
        _print(told, asked.words)
    sys.stdout.flush()
    return DONE


def _print(told: Explanation, words: Words) -> None:
    owed = told.entry.obligation
    _line(f"{owed.id}", "")
    _line(line(told.entry, words), "  ")
    _line(f"{words('explain.words')} {words('due.quote', quote=' '.join(owed.quote.split()))}", "  ")
    _line(f"{words('explain.when')} {time(told, words)}", "  ")
    _line(words("explain.rules"), "  ")
    for holds, said in steps(told, words):
        _line(f"{'✓' if holds else '–'} {said}", "    ")
    for key, shown in (("explain.known", told.known), ("explain.later", told.later)):
        if shown:
            _line(words(key), "  ")
            for each in shown:
                _line(rests_on(each, words), "    ")
    sys.stdout.write("\n")


def _line(text: str, margin: str) -> None:
    wrapped = textwrap.wrap(printable(text), _WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ")
    sys.stdout.write("\n".join(wrapped) + "\n")
