"""``alinea ask``: a question in words, what was understood of it, and the answer of the command that it stands for."""

from __future__ import annotations

import datetime
from dataclasses import replace

from alinea.cli.asking import Asked
from alinea.cli.read import FAILED, UsageError
from alinea.library.asking import Reading, readings
from alinea.presenting.asking import command_of
from alinea.presenting.forms import Printing

HITS = 10
"""Passages that are printed where the question is one of search."""


def run(asked: Asked, question: str, which: int, today: datetime.date, printing: Printing) -> int:
    """Print the answer to a question and return the exit code; what was understood is told on standard error.

    Args:
        which: of several readings, from 1; printing: how a text is printed.

    Raises:
        UsageError: there is no such reading.
    """
    words = asked.words
    found = readings(question, today, words.language)
    if not found:
        asked.tell("asked.nothing")
        return FAILED
    if which > len(found):
        raise UsageError(words("asked.no-reading", n=len(found)))
    reading = found[which - 1]
    asked.tell("asked.understood", command=command_of(reading))
    if reading.unread:
        asked.tell("asked.unread", words=", ".join(words("due.quote", quote=each) for each in reading.unread))
    for place, other in enumerate(found, 1):
        if place != which:
            asked.tell("asked.or", command=command_of(other))
    return _answer(asked, reading, today, printing)


def _answer(asked: Asked, reading: Reading, today: datetime.date, printing: Printing) -> int:
    """Print what the command that is meant prints, and return its exit code."""
    match reading.face:
        case "due":
            from alinea.cli import due

            return due.run(asked, reading.owed(today, None), None)
        case "who":
            from alinea.cli import due

            return due.run_who(asked, replace(reading.owed(today, None), statuses=None), None)
        case "search":
            from alinea.cli import search

            return search.run(asked, reading.sought(HITS))
        case "like":
            from alinea.cli import search
            from alinea.library.likeness import LikeQuery

            return search.run_like(asked, LikeQuery(reading.address, limit=HITS))
        case "series":
            from alinea.cli import leading

            return leading.run_series(asked, reading.text or "")
        case "cites" | "cited-by":
            from alinea.cli import leading

            return (leading.run if reading.face == "cites" else leading.run_back)(asked, reading.text or "")
        case "text":
            from alinea.cli import show

            return show.run(show.ShowRequest(reading.address, asked.library, None, printing, asked.words))
        case "compare":
            from alinea.cli import texts

            return texts.pair(asked, reading.text or "", reading.other or "")
