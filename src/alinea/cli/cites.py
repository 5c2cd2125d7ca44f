"""``alinea cites`` and ``alinea cited-by``: what a text cites and what cites it, and where that leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.links import cited_by, cites
from alinea.library.naming import NotHeldError, characters, locate, symbol_of
from alinea.model.corpus import Ambiguous, Link, Outcome, Resolved
from alinea.presenting.answers import AnswerForm, print_rows
from alinea.presenting.citations import COLUMNS, row_of
from alinea.presenting.places import place
from alinea.presenting.problems import not_held, printable
from alinea.presenting.words import Words
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class CitesRequest:
    """What the command was asked to do: a symbol as typed, the file of the library, the form of the answer."""

    symbol: str
    library: Path
    form: AnswerForm
    words: Words


def run(request: CitesRequest) -> int:
    """Print what a text cites and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = request.words
    with Library.open(request.library) as library:
        try:
            name = locate(library, request.symbol).name
        except NotHeldError as error:
            stderr(printable(f"alinea: {not_held(error, words)}"))
            return FAILED
        links = cites(library, name)
    _show(links, request, lambda link: (place(link.place.paragraph, words), _target(link)))
    if not links:
        stderr(f"alinea: {words('cites.none', symbol=printable(name))}")
    return DONE


def run_back(request: CitesRequest) -> int:
    """Print what cites a document and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = request.words
    symbol = symbol_of(request.symbol) or characters(request.symbol).strip()
    with Library.open(request.library) as library:
        found = cited_by(library, symbol)
    days = {link.place.address: words.date(at.adopted_on) for link, at in found if at.adopted_on}

    def told(link: Link) -> tuple[str, str]:
        place, on = link.place.address, days.get(link.place.address)
        return (words("cites.dated", place=place, day=on) if on else place), _said(link)

    _show([link for link, _ in found], request, told)
    if not found:
        stderr(f"alinea: {words('cites.none-by', symbol=printable(symbol))}")
    return DONE


def _show(links: Sequence[Link], request: CitesRequest, told: Callable[[Link], tuple[str, str]]) -> None:
    """Print links in the form asked for; `told` gives the place and what is cited there."""
    words = request.words
    if not print_rows(request.form, COLUMNS, map(row_of, links), words):
        for link in links:
            place, target = told(link)
            say(words("cites.line", place=place, target=target, outcome=_outcome(link.outcome, words)))
    if links:
        stderr(f"alinea: {words.count('citations', len(links))}")


def _target(link: Link) -> str:
    return f"{link.target}, {link.pinpoint}" if link.pinpoint else link.target


def _said(link: Link) -> str:
    return f"{link.place.text}, {link.pinpoint}" if link.pinpoint else link.place.text


def _outcome(outcome: Outcome, words: Words) -> str:
    if isinstance(outcome, Resolved):
        return words("cites.resolved")
    if isinstance(outcome, Ambiguous):
        told = words("cites.ambiguous", candidates=", ".join(outcome.candidates))
        return f"{told} ({words(f'cites.{outcome.reason}')})"
    return words(f"cites.{outcome.reason}")
