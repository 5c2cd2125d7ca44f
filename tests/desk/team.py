"""A team at a desk: one person of each role, and what each of them changes."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from desk_cases import BASIS, OPENED

from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.model.cases import Account, Author, Case

AT = datetime.datetime(2008, 7, 1, tzinfo=datetime.UTC)
OPERATOR = Author("root", AT, operator=True)


def by(account: Account, why: str = "", at: datetime.datetime = AT) -> Author:
    """A person of the team who changes something."""
    return Author(account.name, at, why, account=account.id)


def people(desk: Desk) -> dict[str, Account]:
    """One person of each role, by their role, and a second approver, ``second``."""
    accounts = Accounts(desk)
    found = {
        "administrator": accounts.add("ada", "Ada Mbeki", "administrator", OPERATOR),
        "reader": accounts.add("ria", "Ria Sen", "reader", OPERATOR),
        "contributor": accounts.add("carl", "Carl Lund", "contributor", OPERATOR, team="UNODA"),
        "approver": accounts.add("ben", "Ben Okoro", "approver", OPERATOR, email="Ben@example.org"),
    }
    found["second"] = accounts.add("dina", "Dina Paz", "approver", OPERATOR)
    return found


def opened(desk: Desk, author: Author, kind: str = "call-for-views") -> Case:
    """A case that an author opens on the call for views of 62/27."""
    return desk.open_case(kind, BASIS, OPENED, author)


def refused(do: Callable[..., object], *args: object, **named: object) -> str:
    """The code by which the desk refuses to do something."""
    with pytest.raises(DeskError) as error:
        do(*args, **named)
    return error.value.code
