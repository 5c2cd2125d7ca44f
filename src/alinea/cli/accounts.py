"""``alinea desk accounts``: the people of a desk, looked after by whoever holds its database."""

from __future__ import annotations

import datetime
import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.case import desk_place, user
from alinea.cli.read import DONE
from alinea.cli.reporting import say, stderr
from alinea.desk.access import INVITED, Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.model.accounts import Account, Role
from alinea.model.cases import Author
from alinea.presenting.answers import AnswerForm, print_rows
from alinea.presenting.people import COLUMNS, account_line, account_row
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

__all__ = [
    "Added",
    "Hall",
    "add_account",
    "change_role",
    "change_team",
    "disable_account",
    "enable_account",
    "invite_again",
    "list_accounts",
    "make_token",
    "set_password",
]


@dataclass(frozen=True, slots=True)
class Hall:
    """The desk whose people are looked after, and by whom.

    Attributes:
        library: file; desk: as given, None for the one beside the library; at: the instant; why: in words of the user.
        words: of the language of what is printed.
    """

    library: Path
    desk: str | None
    at: datetime.datetime
    words: Words
    why: str = ""

    def opened(self, *, create: bool = False) -> Desk:
        """Return the desk, open."""
        return Desk.open(desk_place(self.library, self.desk), create=create)

    def author(self) -> Author:
        """Return who looks after the accounts: whoever may write to the database, by the name the system has."""
        return Author(user(), self.at, self.why.strip(), operator=True)


@dataclass(frozen=True, slots=True)
class Added:
    """An account that is to be added, see `alinea.desk.accounts.Accounts.add`; site: where its link leads."""

    login: str
    name: str
    role: Role
    team: str | None
    email: str | None
    site: str


def add_account(hall: Hall, added: Added) -> int:
    """Add an account, print the link of its invitation and return the exit code; the desk is made where there is none.

    Raises:
        DeskError: a rule stands against it.
    """
    with hall.opened(create=True) as desk:
        account = Accounts(desk).add(
            added.login, added.name, added.role, hall.author(), team=added.team, email=added.email
        )
        secret = Access(desk).invite(account.id, hall.author())
    say(printable(account_line(account, hall.words)))
    _told_link(hall, added.site, secret)
    return DONE


def list_accounts(hall: Hall, form: AnswerForm) -> int:
    """Print the accounts of a desk and return the exit code."""
    with hall.opened() as desk:
        accounts = Accounts(desk).all()
    if not print_rows(form, COLUMNS, [account_row(each) for each in accounts], hall.words):
        for each in accounts:
            say(printable(account_line(each, hall.words)))
    if not accounts:
        stderr(f"alinea: {hall.words('accounts.none')}")
    return DONE


def change_role(hall: Hall, login: str, role: Role) -> int:
    """Give a person another role and return the exit code."""
    with hall.opened() as desk:
        accounts = Accounts(desk)
        accounts.set_role(accounts.named(login).id, role, hall.author())
        return _shown(accounts.named(login), hall)


def change_team(hall: Hall, login: str, team: str | None) -> int:
    """Say for which entity a person works and return the exit code."""
    with hall.opened() as desk:
        accounts = Accounts(desk)
        accounts.set_team(accounts.named(login).id, team, hall.author())
        return _shown(accounts.named(login), hall)


def disable_account(hall: Hall, login: str) -> int:
    """Let nobody act by an account any more and return the exit code."""
    with hall.opened() as desk:
        accounts = Accounts(desk)
        accounts.disable(accounts.named(login).id, hall.author())
        return _shown(accounts.named(login), hall)


def enable_account(hall: Hall, login: str) -> int:
    """Let a person sign in again and return the exit code."""
    with hall.opened() as desk:
        accounts = Accounts(desk)
        accounts.enable(accounts.named(login).id, hall.author())
        return _shown(accounts.named(login), hall)


def invite_again(hall: Hall, login: str, site: str) -> int:
    """Print a new link by which a person gives themselves a password and return the exit code."""
    with hall.opened() as desk:
        secret = Access(desk).invite(Accounts(desk).named(login).id, hall.author())
    _told_link(hall, site, secret)
    return DONE


def set_password(hall: Hall, login: str) -> int:
    """Give a person the password that is typed, unseen, or comes on standard input, and return the exit code.

    Raises:
        DeskError: it is too weak.
    """
    words = hall.words
    with hall.opened() as desk:
        account = Accounts(desk).named(login)
        if sys.stdin.isatty():
            typed = getpass.getpass(f"{words('accounts.type-password')} ")
            if getpass.getpass(f"{words('accounts.type-again')} ") != typed:
                raise DeskError("passwords-differ")
        else:
            typed = sys.stdin.readline().rstrip("\r\n")
        Access(desk).set_password(account, typed, hall.author())
    say(printable(words("accounts.password-set", who=account.name)))
    return DONE


def make_token(hall: Hall, login: str, label: str) -> int:
    """Print a token by which programs and the shell act for a person, once, and return the exit code."""
    with hall.opened() as desk:
        secret = Access(desk).make_token(Accounts(desk).named(login), label, hall.author())
    say(secret)
    stderr(f"alinea: {hall.words('accounts.token-once')}")
    return DONE


def _shown(account: Account, hall: Hall) -> int:
    say(printable(account_line(account, hall.words)))
    return DONE


def _told_link(hall: Hall, site: str, secret: str) -> None:
    say(hall.words("accounts.invitation", link=f"{site.rstrip('/')}/invitation/{secret}"))
    until = hall.words.date((hall.at + INVITED).date())
    stderr(f"alinea: {hall.words('accounts.invitation-once', day=until)}")
