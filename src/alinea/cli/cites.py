"""``alinea cites`` and ``alinea cited-by``: what a text cites and what cites it, and where that leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say, stderr
from alinea.library.links import cited_by, cites
from alinea.library.naming import NotHeldError, characters, locate, symbol_of
from alinea.library.open_references import open_links
from alinea.model.corpus import Ambiguous, Link, Outcome, Resolved
from alinea.presenting.answers import print_rows
from alinea.presenting.citations import COLUMNS, row_of
from alinea.presenting.places import place
from alinea.presenting.words import Words

SHOWN = 20
"""Texts that a reference may stand for, so many are printed; the other forms give all."""


def run(asked: Asked, typed: str) -> int:
    """Print what a text cites and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    with asked.opened() as library:
        try:
            name = locate(library, typed).name
        except NotHeldError as error:
            return asked.tell_not_held(error)
        record = library.record(name)
        opened = open_links(library, record) if record else ()
        order = {each.id: place for place, each in enumerate(record.paragraphs())} if record else {}
        links = sorted(
            (*cites(library, name), *opened),
            key=lambda each: (order.get(each.place.paragraph, len(order)), each.place.span.start),
        )
    _show(links, asked, lambda link: (place(link.place.paragraph, asked.words), _target(link)))
    if not links:
        asked.tell("cites.none", symbol=name)
    return DONE


def run_back(asked: Asked, typed: str) -> int:
    """Print what cites a document and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = asked.words
    symbol = symbol_of(typed) or characters(typed).strip()
    with asked.opened() as library:
        found = cited_by(library, symbol)
    days = {link.place.address: words.date(at.adopted_on) for link, at in found if at.adopted_on}

    def told(link: Link) -> tuple[str, str]:
        place, on = link.place.address, days.get(link.place.address)
        return (words("cites.dated", place=place, day=on) if on else place), _said(link)

    _show([link for link, _ in found], asked, told)
    if not found:
        asked.tell("cites.none-by", symbol=symbol)
    return DONE


def _show(links: Sequence[Link], asked: Asked, told: Callable[[Link], tuple[str, str]]) -> None:
    """Print links in the form asked for; `told` gives the place and what is cited there."""
    words = asked.words
    if not print_rows(asked.form, COLUMNS, map(row_of, links), words):
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
        reason = words(f"cites.{outcome.reason}")
        if not outcome.candidates:
            return reason
        named = words.listing([*outcome.candidates[:SHOWN], *(["…"] if outcome.candidates[SHOWN:] else [])])
        key = "cites.may-be" if outcome.reason.startswith("open-") else "cites.ambiguous"
        return f"{words(key, candidates=named)} ({reason})"
    return words(f"cites.{outcome.reason}")
