"""Who reads a case that is kept among its parties: asked here by everything that reads a desk or changes one.

At a desk without accounts there is one user, who reads all. As soon as it has one account, a case of a confidential
kind is there only for who opened it, who works on it, and its parties; for everybody else, whatever their role, no case
has its number.

An entity that is a party, or works on the case, is the people who worked for it when it was named. Who came to it later
is let in by a party, who names them: else whoever looks after the accounts could let themselves in.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from alinea.desk.faults import DeskError
from alinea.desk.history import changes
from alinea.desk.kinds import kind_named, kinds
from alinea.desk.people import account_of, party, party_by_entity, same
from alinea.desk.permissions import has_accounts
from alinea.desk.reading import case_of, cases_of
from alinea.desk.schema import tables
from alinea.model.accounts import Account
from alinea.model.cases import Author, Case


def readable(connection: Connection, cases: Iterable[Case], reader: Account | None) -> tuple[Case, ...]:
    """Return those of some cases that a person may read.

    Args:
        reader: None for nobody known: at a desk with accounts, confidential cases are not for them.
    """
    found = tuple(cases)
    if not any(kind_named(each.kind).confidential for each in found) or not has_accounts(connection):
        return found
    return tuple(
        each for each in found if not kind_named(each.kind).confidential or _among(connection, each, reader)
    )


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


def _among(connection: Connection, case: Case, reader: Account | None) -> bool:
    if reader is None or reader.disabled:
        return False
    if party(case, reader):
        return True
    if not party_by_entity(case, reader):
        return False
    named = _named_at(connection, case, reader.team or "")
    return named is not None and _joined_at(connection, reader) < named


def _named_at(connection: Connection, case: Case, entity: str) -> int | None:
    """Return the number of the change since which an entity is among those that a case is kept among."""
    found: dict[str, int] = {}
    for change in changes(connection, case=case.id):
        for edit in change.edits:
            for column in {"parties", "assignee"} & edit.after.keys() if edit.table == "cases" else ():
                if any(same(each, entity) for each in str(edit.after[column] or "").splitlines()):
                    found.setdefault(column, change.number)
                else:
                    found.pop(column, None)
    return min(found.values(), default=None)


def _joined_at(connection: Connection, reader: Account) -> int:
    """Return the number of the change by which a person came to the entity that they work for."""
    found = 0
    for change in changes(connection, case=0):
        for edit in change.edits:
            if (edit.table, edit.key) == ("accounts", str(reader.id)) and "team" in edit.after:
                found = change.number
    return found
