"""Who may do what: asked here by everything that changes a desk, whoever calls it — shell, API or page.

A desk without accounts has one user, who may do everything. As soon as it has one account, every change is by an
account, whose role at that moment decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection, select

from alinea.desk.faults import DeskError
from alinea.desk.schema import tables
from alinea.model.cases import Author

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
