"""Who may do what: asked here by everything that changes a desk, whoever calls it — shell, API or page.

A desk without accounts has one user, who may do everything. As soon as it has one account, every change is by an
account, whose role at that moment decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection, select

from alinea.desk.faults import DeskError
from alinea.desk.history import changes
from alinea.desk.kinds import kind_named, kinds
from alinea.desk.people import account_of, party, party_by_entity, same
from alinea.desk.reading import case_of, cases_of
from alinea.desk.schema import tables
from alinea.model.cases import Account, Author, Case

OPERATOR = "operator"
"""Whoever holds the database: no account, and in the table of permissions like a role."""


@cache
def table_of_permissions() -> Mapping[str, frozenset[str]]:
    """Return the roles that may do each action, by its name."""
    text = resources.files("alinea.desk").joinpath("permissions.toml").read_text(encoding="utf-8")
    return {action: frozenset(roles) for action, roles in tomllib.loads(text).items()}


def permitted(role: str, action: str) -> bool:
    """Return whether a role may do an action; what the table does not name is nobody's."""
    return role in table_of_permissions().get(action, ())


def has_accounts(connection: Connection) -> bool:
    """Return whether a desk has accounts, those that are disabled counted: once it has, it always will."""
    return connection.execute(select(tables().tables["accounts"].c.id).limit(1)).first() is not None


def authorize(connection: Connection, author: Author, *actions: str) -> None:
    """Let a change pass whose author may do all that it does, as their account stands within this transaction.

    Args:
        actions: names of the table of permissions.

    Raises:
        DeskError: ``who``, the desk has accounts and the author is none of them; ``not-permitted``, the role of the
            account is not enough; ``not-yourself``, the author goes by another name than the account has.
    """
    if author.operator:
        role = OPERATOR
    elif author.account is None:
        if not has_accounts(connection):
            return
        raise DeskError("who", author.actor)
    else:
        role = _role(_account(connection, author.account), author)
    for action in actions:
        if not permitted(role, action):
            raise DeskError("not-permitted", action, role)


def _account(connection: Connection, number: int) -> Any:
    table = tables().tables["accounts"]
    asked = select(table.c.name, table.c.role, table.c.disabled).where(table.c.id == number)
    return connection.execute(asked).one_or_none()


def _role(found: Any, author: Author) -> str:
    if found is None or found.disabled:
        raise DeskError("who", author.actor)
    if found.name != author.actor:
        raise DeskError("not-yourself", author.actor, found.name)
    return str(found.role)


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
