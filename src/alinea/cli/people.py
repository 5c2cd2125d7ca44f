"""The commands that look after the people of a desk, put on the command line: ``alinea desk accounts …``."""

# No `from __future__ import annotations`: Typer reads the annotations.

from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.at_desk import InForms, Keeping, Reading
from alinea.cli.casework import Clock
from alinea.cli.options import NONE, option
from alinea.cli.usage import Application
from alinea.cli.whole import keep_what_is_there
from alinea.model.accounts import Role
from alinea.presenting.words import Words

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="help.login")]
AsRole = Annotated[str, option("--role", "ROLE", "help.role")]
Site = Annotated[str, option("--site", "URL", "help.site")]
AsMessage = Annotated[Path | None, option("--out", "FILE", "help.invitation-out")]
HERE = "http://127.0.0.1:8420"


def register(desk: Application, words: Words, clock: Clock) -> None:
    """Put the commands on the command line.

    Args:
        desk: the group of ``alinea desk``; words: of the language of help and messages; clock: tells the instant.
    """
    command = desk.group("accounts", "help.accounts", words).within(words, clock)
    for name, function in (
        ("add", _add),
        ("list", _list),
        ("role", _role),
        ("team", _team),
        ("disable", _disable),
        ("enable", _enable),
        ("confirm", _confirm),
        ("invite", _invite),
        ("password", _password),
        ("token", _token),
    ):
        command(name, help=f"help.accounts-{name}")(function)


def _add(
    asked: Reading,
    login: Login,
    name: Annotated[str, option("--name", "NAME", "help.account-name")],
    role: AsRole = "contributor",
    team: Annotated[str | None, option("--team", "ENTITY", "help.team")] = None,
    email: Annotated[str | None, option("--email", "ADDRESS", "help.email")] = None,
    site: Site = HERE,
    out: AsMessage = None,
) -> int:
    from alinea.cli.accounts import Added, add_account

    keep_what_is_there(out, asked.words, force=False)
    return add_account(asked, Added(login, name, cast(Role, role), team, email, site, out))


def _list(asked: InForms) -> int:
    from alinea.cli.accounts import list_accounts

    return list_accounts(asked)


def _role(
    asked: Keeping,
    login: Login,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="help.role")],
) -> int:
    from alinea.cli.accounts import change_role

    return change_role(asked, login, cast(Role, role))


def _team(
    asked: Keeping,
    login: Login,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="help.team-or-none")],
) -> int:
    from alinea.cli.accounts import change_team

    return change_team(asked, login, None if entity == NONE else entity)


def _disable(asked: Keeping, login: Login) -> int:
    from alinea.cli.accounts import disable_account

    return disable_account(asked, login)


def _enable(asked: Keeping, login: Login) -> int:
    from alinea.cli.accounts import enable_account

    return enable_account(asked, login)


def _confirm(asked: Keeping, login: Login) -> int:
    from alinea.cli.accounts import confirm_account

    return confirm_account(asked, login)


def _invite(asked: Reading, login: Login, site: Site = HERE, out: AsMessage = None) -> int:
    from alinea.cli.accounts import invite_again

    keep_what_is_there(out, asked.words, force=False)
    return invite_again(asked, login, site, out)


def _password(asked: Reading, login: Login) -> int:
    from alinea.cli.accounts import set_password

    return set_password(asked, login)


def _token(
    asked: Reading,
    login: Login,
    label: Annotated[str, option("--for", "TEXT", "help.token-label")],
) -> int:
    from alinea.cli.accounts import make_token

    return make_token(asked, login, label)
