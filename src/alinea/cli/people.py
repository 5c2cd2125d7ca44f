"""The commands of the desk, put on the command line: its people, its copies, and whether it is whole."""

# No `from __future__ import annotations`: Typer reads the annotations.

from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.asking import Commands, keep_what_is_there
from alinea.cli.at_desk import InForms, Keeping, Reading
from alinea.cli.options import NONE, Force, option
from alinea.model.cases import Role

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="help.login")]
AsRole = Annotated[str, option("--role", "ROLE", "help.role")]
Site = Annotated[str, option("--site", "URL", "help.site")]
AsMessage = Annotated[Path | None, option("--out", "FILE", "help.invitation-out")]
HERE = "http://127.0.0.1:8420"


desk = Commands(("desk", "help.desk"))
accounts = Commands(("desk", "help.desk"), ("accounts", "help.accounts"))


@accounts("help.accounts-add")
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
    from alinea.cli.desk import Added, add_account

    keep_what_is_there(out, asked.words, force=False)
    return add_account(asked, Added(login, name, cast(Role, role), team, email, site, out))


@accounts("help.accounts-list")
def _list(asked: InForms) -> int:
    from alinea.cli.desk import list_accounts

    return list_accounts(asked)


@accounts("help.accounts-role")
def _role(
    asked: Keeping, login: Login, role: Annotated[str, typer.Argument(metavar="ROLE", help="help.role")]
) -> int:
    from alinea.cli.desk import change_role

    return change_role(asked, login, cast(Role, role))


@accounts("help.accounts-team")
def _team(
    asked: Keeping,
    login: Login,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="help.team-or-none")],
) -> int:
    from alinea.cli.desk import change_team

    return change_team(asked, login, None if entity == NONE else entity)


@accounts("help.accounts-disable")
def _disable(asked: Keeping, login: Login) -> int:
    from alinea.cli.desk import disable_account

    return disable_account(asked, login)


@accounts("help.accounts-enable")
def _enable(asked: Keeping, login: Login) -> int:
    from alinea.cli.desk import enable_account

    return enable_account(asked, login)


@accounts("help.accounts-confirm")
def _confirm(asked: Keeping, login: Login) -> int:
    from alinea.cli.desk import confirm_account

    return confirm_account(asked, login)


@accounts("help.accounts-invite")
def _invite(asked: Reading, login: Login, site: Site = HERE, out: AsMessage = None) -> int:
    from alinea.cli.desk import invite_again

    keep_what_is_there(out, asked.words, force=False)
    return invite_again(asked, login, site, out)


@accounts("help.accounts-password")
def _password(asked: Reading, login: Login) -> int:
    from alinea.cli.desk import set_password

    return set_password(asked, login)


@accounts("help.accounts-token")
def _token(
    asked: Reading, login: Login, label: Annotated[str, option("--for", "TEXT", "help.token-label")]
) -> int:
    from alinea.cli.desk import make_token

    return make_token(asked, login, label)


@desk("help.desk-verify")
def _verify(
    asked: Reading, noted: Annotated[str | None, option("--hash", "HASH", "help.noted")] = None
) -> int:
    from alinea.cli.desk import verify_desk

    return verify_desk(asked, noted)


@desk("help.desk-corrections")
def _corrections(
    asked: InForms,
    out: Annotated[Path | None, option("--out", "FILE", "help.corrections-out")] = None,
    force: Force = False,
) -> int:
    from alinea.cli.case import list_corrections

    keep_what_is_there(out, asked.words, force=force)
    return list_corrections(asked, out)


@desk("help.desk-backup")
def _backup(
    asked: Reading,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.desk-target")],
    force: Force = False,
) -> int:
    from alinea.cli.desk import backup_desk

    return backup_desk(asked, file, force=force)


@desk("help.desk-export")
def _export(
    asked: Reading,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="help.desk-export-to")] = None,
    force: Force = False,
) -> int:
    from alinea.cli.desk import export_desk

    return export_desk(asked, file, force=force)


@desk("help.desk-import")
def _import(
    asked: Reading, file: Annotated[Path, typer.Argument(metavar="FILE", help="help.desk-source")]
) -> int:
    from alinea.cli.desk import import_desk

    return import_desk(asked, file)
