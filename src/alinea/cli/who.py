"""``alinea who``: everything that is asked of an actor; where it is named, if nothing is."""

from __future__ import annotations

from dataclasses import replace

from alinea.cli.asking import Asked
from alinea.cli.due import show
from alinea.cli.read import DONE, FAILED
from alinea.cli.search import show_hits
from alinea.library.actor_names import identified, nearest
from alinea.library.actors import mentioned
from alinea.library.ledger import EVERY, OPEN, LedgerQuery
from alinea.presenting.actor_names import titled
from alinea.presenting.problems import printable
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.vocab.actor_names import name_of
from alinea.vocab.memberships import groups_of

MENTIONS = 20
"""Passages that are printed where an actor is named and nothing is asked of it."""

NEAREST = 5
"""Names that are offered where nobody of a name is known."""


def run(asked: Asked, query: LedgerQuery, limit: int | None) -> int:
    """Print the charges laid on the actor asked for and return the exit code.

    What is open comes first, in the order in which it falls due; then the rest, the latest text first. Where nothing is
    asked of it, the passages that name it; where nobody of that name is known, the nearest names.

    Raises:
        LibraryError: the library cannot be read.
    """
    wanted = query.statuses or EVERY
    questions = (replace(query, statuses=wanted & OPEN), replace(query, statuses=wanted - OPEN, order="text"))
    with asked.linked() as library:
        code = DONE
        if not show(library, [each for each in questions if each.statuses], asked, limit):
            code = _named(library, query.bearer or "", asked)
        known = identified(query.bearer or "")
    if any(map(groups_of, known)) and not query.groups:
        asked.tell("due.groups")
    return code


def _named(library: Library, named: str, asked: Asked) -> int:
    """Print where an actor is named of whom nothing is asked, and return the exit code."""
    words = asked.words
    found = mentioned(library, named, MENTIONS)
    known = identified(named)
    what = _called(named, known[0] if len(known) == 1 else None, words.language)
    if found.hits:
        asked.tell("due.bearer-named", what=what)
        if asked.form == "text":
            show_hits(found.hits, words)
        return DONE
    with ledgers(library) as kept:
        near = () if known else nearest(kept, named, NEAREST)
    names = [_called(name, id, words.language) for name, id in near]
    key = "bearer-nearest" if names else "bearer-silent" if known else "bearer-unknown"
    asked.tell(f"due.{key}", what=what, nearest=", ".join(names))
    return FAILED


def _called(name: str, id: str | None, language: str) -> str:
    """Return a name as the vocabulary has it in a language, else as the library keeps it."""
    own = name_of(id, language) if id else None
    return titled(own, language) if own else printable(name)
