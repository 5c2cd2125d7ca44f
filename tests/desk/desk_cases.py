"""What the tests of the desk work on: the call for views of 62/27, and people who work on it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from alinea.desk.casework import Received
from alinea.model.cases import Author, Basis

Run = Callable[..., tuple[int, str, str]]
"""A run of the command: its arguments, and its exit code, what it printed, and what it told."""

OPENED = datetime.date(2008, 1, 15)

BASIS = Basis(
    work="A/RES/62/27",
    paragraph="op_8",
    commitment="A/RES/62/27#op_8/views/1",
    title="Promotion du multilatéralisme",
    adopted_on=datetime.date(2007, 12, 5),
    language="fr",
    text="Prie le Secrétaire général de solliciter les vues des États Membres",
    quote="Prie le Secrétaire général de solliciter les vues",
    asked=(("le Secrétaire général", "secretary-general"),),
    addressees=(("les États Membres", "member-states"),),
    session=63,
    deadline=datetime.date(2009, 9, 14),
)


def by(actor: str, why: str = "") -> Author:
    """A person who changes something on 1 July 2008."""
    return Author(actor, datetime.datetime(2008, 7, 1, tzinfo=datetime.UTC), why)


def reply(sender: str, id: str | None, on: str, text: str | None = "Views.") -> Received:
    """A reply received as text, or one that cannot be read."""
    return Received(
        sender, id, datetime.date.fromisoformat(on), text, None if text is not None else "pdf-no-text"
    )
