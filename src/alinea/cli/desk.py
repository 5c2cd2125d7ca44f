"""``alinea desk``: is the history whole; the desk copied, exported and imported."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.asking import keep_what_is_there
from alinea.cli.at_desk import AtDesk
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.desk.access import INVITED, Access
from alinea.desk.accounts import Accounts
from alinea.desk.copying import backup, export_lines, import_lines, lines_of
from alinea.desk.faults import DeskError
from alinea.library.whole import write_whole
from alinea.model.cases import Account, Role
from alinea.presenting.answers import print_rows
from alinea.presenting.people import COLUMNS, account_line, account_row, invitation_message
from alinea.presenting.problems import printable


def verify_desk(asked: AtDesk, noted: str | None) -> int:
    """Print every sign that the desk was altered, or that it was not, and return the exit code.

    Args:
        noted: a hash noted earlier, that must be in the history.
    """
    with asked.whole_desk() as desk:
        faults = desk.faults(noted)
        head, cases = desk.head(), desk.count()
        where = desk.where
    for fault in faults:
        said = asked.words(f"verify.{fault.code}", where=fault.where, detail=fault.detail)
        say(asked.words("verify.fault", fault=said))
    if faults:
        say(asked.words("verify.closing", desk=where, faults=asked.words.count("faults", len(faults))))
        return FAILED
    counts = {
        "changes": asked.words.count("changes", head.number),
        "cases": asked.words.count("cases", cases),
    }
    say(asked.words("verify.whole", desk=where, hash=head.hash, **counts))
    return DONE


def backup_desk(asked: AtDesk, file: Path, *, force: bool) -> int:
    """Copy the desk into a file and return the exit code.

    Raises:
        UsageError: the file is there; DeskError: the desk was altered, or the file is a desk that is in use.
    """
    keep_what_is_there(file, asked.words, force=force)
    with asked.whole_desk() as desk:
        taken = backup(desk, file)
    say(
        asked.words(
            "copy.made", file=file, changes=asked.words.count("changes", taken.added), hash=taken.head.hash
        )
    )
    return DONE


def export_desk(asked: AtDesk, file: Path | None, *, force: bool) -> int:
    """Write the desk as JSON Lines, into a file or on standard output, and return the exit code.

    Raises:
        UsageError: the file is there.
    """
    keep_what_is_there(file, asked.words, force=force)
    with asked.whole_desk() as desk:
        if file is None:
            for each in export_lines(desk):
                sys.stdout.buffer.write(each.encode())
            sys.stdout.buffer.flush()
            return DONE
        write_whole(file, "".join(export_lines(desk)).encode())
        head = desk.head()
    say(
        asked.words("copy.made", file=file, changes=asked.words.count("changes", head.number), hash=head.hash)
    )
    return DONE


def import_desk(asked: AtDesk, file: Path) -> int:
    """Take in an export or a copy of a desk, all or none, and return the exit code.

    Raises:
        DeskError: it is none, was altered or cut, or has another history than the desk; OSError: it cannot be opened.
    """
    lines = lines_of(file)
    with asked.whole_desk(create=True) as desk:
        taken = import_lines(desk, lines)
        where = desk.where
    counts = {"added": asked.words.count("changes", taken.added), "known": asked.words.number(taken.known)}
    say(asked.words("copy.taken", desk=where, hash=taken.head.hash, **counts))
    return DONE


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
    """Add an account, print the link of its invitation and return the exit code; the desk is made where it is not."""
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
