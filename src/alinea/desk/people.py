"""The people of a desk read from its rows: who they are, whom a note names, to whom a case is assigned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import Connection

from alinea.desk.faults import DeskError
from alinea.desk.history import row_of, rows_of
from alinea.model.cases import Account, Case, Role
from alinea.vocab.folding import fold

LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")
"""A name to sign in by: what can stand after ``@`` in a note without a doubt where it ends."""

# No address of mail: nothing that could be part of one stands before the ``@``.
_MENTION = re.compile(rf"(?<![\w@.+-])@({LOGIN.pattern})(?![\w@-])", re.IGNORECASE)


def accounts_of(connection: Connection) -> Iterator[Account]:
    """Yield every account, those that are disabled too, in order of their numbers."""
    for row in rows_of(connection, "accounts"):
        yield _account(row)


def account_of(connection: Connection, number: int) -> Account | None:
    """Return an account by its number, None where there is none."""
    row = row_of(connection, "accounts", str(number))
    return _account(row) if row else None


def _account(row: Mapping[str, Any]) -> Account:
    return Account(
        row["id"],
        row["login"],
        row["name"],
        cast(Role, row["role"]),
        row["team"],
        row["email"],
        row["disabled"],
        row["let_in_by"],
    )


def account_named(connection: Connection, typed: str) -> Account | None:
    """Return the account of a name, to sign in by or of the person, however it is written; None where there is none."""
    wanted = fold(typed.strip())
    return next((each for each in accounts_of(connection) if wanted in known_by(each)), None)


def refuse_unconfirmed(connection: Connection, *names: str) -> None:
    """Refuse a signature by somebody, or for what somebody did, whom one administrator alone let in.

    Else one person could give themselves a second account, or take over that of another, and be the second person.

    Raises:
        DeskError: ``unconfirmed``, one of those of these names is to be confirmed.
    """
    for each in accounts_of(connection):
        if each.name in names and each.let_in_by:
            raise DeskError("unconfirmed", each.name, each.let_in_by)


def known_by(account: Account) -> frozenset[str]:
    """Return the names that an account goes by, folded."""
    return frozenset((fold(account.login), fold(account.name)))


def assignee_named(connection: Connection, typed: str) -> str:
    """Return how a case is assigned to a person or a team: by the name that the history has of them.

    At a desk without accounts everybody is whoever is typed.

    Raises:
        DeskError: ``no-assignee``, the desk has accounts, and nobody who can sign in, and no team, has this name.
    """
    held = [each for each in accounts_of(connection) if not each.disabled]
    if not held:
        return typed
    wanted = fold(typed.strip())
    for each in held:
        if wanted in known_by(each):
            return each.name
    for each in held:
        if each.team and fold(each.team) == wanted:
            return each.team
    names = sorted({each.name for each in held} | {each.team for each in held if each.team})
    raise DeskError("no-assignee", typed, ", ".join(names))


def mine(case: Case, account: Account) -> bool:
    """Return whether a case is assigned to a person, or to the entity that they work for."""
    return any(same(case.assignee, name) for name in (account.login, account.name, account.team) if name)


def party(case: Case, account: Account) -> bool:
    """Return whether a confidential case is kept among people of whom this is one, by name."""
    if account.name == case.opened_by or any(same(each, account.name) for each in case.parties):
        return True
    return any(same(case.assignee, name) for name in (account.login, account.name))


def party_by_entity(case: Case, account: Account) -> bool:
    """Return whether a confidential case is kept among entities of which a person works for one."""
    team = account.team
    return team is not None and any(same(each, team) for each in (case.assignee, *case.parties))


def same(assignee: str | None, name: str) -> bool:
    """Return whether a case that is assigned so is assigned to whom a name means, however both are written."""
    return assignee is not None and fold(assignee.strip()) == fold(name.strip())


def mentioned(text: str) -> frozenset[str]:
    """Return the names to sign in by that a note names: ``ben`` of ``@ben: please see the reply of Cuba``."""
    return frozenset(each.casefold() for each in _MENTION.findall(text))
