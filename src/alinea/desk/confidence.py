"""Who reads a case that is kept among its parties: asked here by everything that reads a desk or changes one.

At a desk without accounts there is one user, who reads all. As soon as it has one account, a case of a confidential
kind is there only for who opened it, who works on it, and its parties; for everybody else, whatever their role, no case
has its number.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from alinea.desk.faults import DeskError
from alinea.desk.kinds import kind_named, kinds
from alinea.desk.people import account_of, party
from alinea.desk.permissions import has_accounts
from alinea.desk.reading import case_of, cases_of
from alinea.desk.schema import tables
from alinea.model.accounts import Account
from alinea.model.cases import Author, Case

__all__ = ["admitted", "author_account", "hidden", "readable"]


def readable(connection: Connection, cases: Iterable[Case], reader: Account | None) -> tuple[Case, ...]:
    """Return those of some cases that a person may read.

    Args:
        reader: None for nobody known: at a desk with accounts, confidential cases are not for them.
    """
    found = tuple(cases)
    if not any(kind_named(each.kind).confidential for each in found) or not has_accounts(connection):
        return found
    return tuple(each for each in found if not kind_named(each.kind).confidential or _among(each, reader))


def hidden(connection: Connection, reader: Account | None) -> frozenset[int]:
    """Return the numbers of the cases that a person may not read."""
    confidential = [each.name for each in kinds().values() if each.confidential]
    found = tuple(cases_of(connection, tables().tables["cases"].c.kind.in_(confidential)))
    return frozenset(each.id for each in found) - {each.id for each in readable(connection, found, reader)}


def admitted(connection: Connection, number: int, reader: Account | None) -> Case:
    """Return a case by its number, for a person.

    Raises:
        DeskError: ``no-case``, there is none of that number, or it is none for this person: which, is not told.
    """
    found = readable(connection, (case_of(connection, number),), reader)
    if not found:
        raise DeskError("no-case", number)
    return found[0]


def author_account(connection: Connection, author: Author) -> Account | None:
    """Return the account of who makes a change, as it stands at this moment."""
    return None if author.account is None else account_of(connection, author.account)


def _among(case: Case, reader: Account | None) -> bool:
    return reader is not None and not reader.disabled and party(case, reader)
