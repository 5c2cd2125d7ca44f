"""``alinea desk accounts``: the people of a desk, looked after by whoever holds its database."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.at_desk import AtDesk
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.desk.access import INVITED, Access
from alinea.desk.accounts import Accounts
from alinea.desk.faults import DeskError
from alinea.library.whole import write_whole
from alinea.model.accounts import Account, Role
from alinea.presenting.answers import print_rows
from alinea.presenting.people import COLUMNS, account_line, account_row, invitation_message
from alinea.presenting.problems import printable


@dataclass(frozen=True, slots=True)
class Added:
    """An account that is to be added, see `Accounts.add`; site: where its link leads; out: file for the invitation."""

    login: str
    name: str
    role: Role
    team: str | None
    email: str | None
    site: str
    out: Path | None


def add_account(asked: AtDesk, added: Added) -> int:
    """Add an account, print the link of its invitation and return the exit code; the desk is made where there is none.

    Raises:
        DeskError: a rule stands against it.
    """
    with asked.whole_desk(create=True) as desk:
        account = Accounts(desk).add(
            added.login, added.name, added.role, asked.operator(), team=added.team, email=added.email
        )
        secret = Access(desk).invite(account.id, asked.operator())
    say(printable(account_line(account, asked.words)))
    return _told_link(asked, account, added.site, secret, added.out)


def list_accounts(asked: AtDesk) -> int:
    """Print the accounts of a desk and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk).all()
    if not print_rows(asked.form, COLUMNS, [account_row(each) for each in accounts], asked.words):
        for each in accounts:
            say(printable(account_line(each, asked.words)))
    if not accounts:
        asked.tell("accounts.none")
    return DONE


def change_role(asked: AtDesk, login: str, role: Role) -> int:
    """Give a person another role and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk)
        accounts.set_role(accounts.named(login).id, role, asked.operator())
        return _shown(accounts.named(login), asked)


def change_team(asked: AtDesk, login: str, team: str | None) -> int:
    """Say for which entity a person works and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk)
        accounts.set_team(accounts.named(login).id, team, asked.operator())
        return _shown(accounts.named(login), asked)


def disable_account(asked: AtDesk, login: str) -> int:
    """Let nobody act by an account any more and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk)
        accounts.disable(accounts.named(login).id, asked.operator())
        return _shown(accounts.named(login), asked)


def enable_account(asked: AtDesk, login: str) -> int:
    """Let a person sign in again and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk)
        accounts.enable(accounts.named(login).id, asked.operator())
        return _shown(accounts.named(login), asked)


def confirm_account(asked: AtDesk, login: str) -> int:
    """Say that an account is used by the person whose name it has and return the exit code."""
    with asked.whole_desk() as desk:
        accounts = Accounts(desk)
        accounts.confirm(accounts.named(login).id, asked.operator())
        return _shown(accounts.named(login), asked)


def invite_again(asked: AtDesk, login: str, site: str, out: Path | None) -> int:
    """Print a new link by which a person gives themselves a password and return the exit code."""
    with asked.whole_desk() as desk:
        account = Accounts(desk).named(login)
        secret = Access(desk).invite(account.id, asked.operator())
    return _told_link(asked, account, site, secret, out)


def set_password(asked: AtDesk, login: str) -> int:
    """Give a person the password that is typed, unseen, or comes on standard input, and return the exit code.

    Raises:
        DeskError: it is too weak.
    """
    words = asked.words
    with asked.whole_desk() as desk:
        account = Accounts(desk).named(login)
        if sys.stdin.isatty():
            typed = getpass.getpass(f"{words('accounts.type-password')} ")
            if getpass.getpass(f"{words('accounts.type-again')} ") != typed:
                raise DeskError("passwords-differ")
        else:
            typed = sys.stdin.readline().rstrip("\r\n")
        Access(desk).set_password(account, typed, asked.operator())
    say(printable(words("accounts.password-set", who=account.name)))
    return DONE


def make_token(asked: AtDesk, login: str, label: str) -> int:
    """Print a token by which programs and the shell act for a person, once, and return the exit code."""
    with asked.whole_desk() as desk:
        secret = Access(desk).make_token(Accounts(desk).named(login), label, asked.operator())
    say(secret)
    asked.tell("accounts.token-once")
    return DONE


def _shown(account: Account, asked: AtDesk) -> int:
    say(printable(account_line(account, asked.words)))
    return DONE


def _told_link(asked: AtDesk, account: Account, site: str, secret: str, out: Path | None) -> int:
    """Print the link of an invitation, or write it as a message into a file, and return the exit code."""
    link, until = f"{site.rstrip('/')}/invitation/{secret}", (asked.at + INVITED).date()
    if out is not None:
        write_whole(out, invitation_message(account, link, until, asked.words))
        say(asked.words("product.written", path=out))
    else:
        say(asked.words("accounts.invitation", link=link))
    asked.tell("accounts.invitation-once", day=asked.words.date(until))
    return DONE
