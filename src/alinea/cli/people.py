"""The commands that look after the people of a desk, put on the command line: ``alinea desk accounts …``."""

# No `from __future__ import annotations`: Typer reads the annotations.

from typing import Annotated, cast

import typer

from alinea.cli.asking import form_of, library_file
from alinea.cli.casework import Clock, desked
from alinea.cli.options import NONE, Action, Csv, Desk, Excel, Json, LibraryFile, Why, option
from alinea.cli.usage import Application, Register
from alinea.model.accounts import Role
from alinea.presenting.words import Words

__all__ = ["register"]

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="help.login")]
AsRole = Annotated[str, option("--role", "ROLE", "help.role")]
Site = Annotated[str, option("--site", "URL", "help.site")]
HERE = "http://127.0.0.1:8420"


def register(desk: Application, words: Words, clock: Clock) -> None:
    """Put the commands on the command line.

    Args:
        desk: the group of ``alinea desk``; words: of the language of help and messages; clock: tells the instant.
    """
    command = desk.group("accounts", "help.accounts", words).within(words)
    _add(command, words, clock)
    _list(command, words, clock)
    _role(command, words, clock)
    _team(command, words, clock)
    _able(command, words, clock)
    _access(command, words, clock)


def _add(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.accounts-add")
    def add(
        login: Login,
        name: Annotated[str, option("--name", "NAME", "help.account-name")],
        role: AsRole = "contributor",
        team: Annotated[str | None, option("--team", "ENTITY", "help.team")] = None,
        email: Annotated[str | None, option("--email", "ADDRESS", "help.email")] = None,
        site: Site = HERE,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Added, Hall, add_account

            hall = Hall(library_file(library), desk, clock(), words)
            return add_account(hall, Added(login, name, cast(Role, role), team, email, site))

        return desked(words, work)


def _list(command: Register, words: Words, clock: Clock) -> None:
    @command("list", help="help.accounts-list")
    def list_(
        desk: Desk = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.accounts import Hall, list_accounts

            return list_accounts(Hall(library_file(library), desk, clock(), words), form)

        return desked(words, work)


def _role(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.accounts-role")
    def role(
        login: Login,
        role: Annotated[str, typer.Argument(metavar="ROLE", help="help.role")],
        why: Why = "",
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, change_role

            hall = Hall(library_file(library), desk, clock(), words, why)
            return change_role(hall, login, cast(Role, role))

        return desked(words, work)


def _team(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.accounts-team")
    def team(
        login: Login,
        entity: Annotated[str, typer.Argument(metavar="ENTITY", help="help.team-or-none")],
        why: Why = "",
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, change_team

            hall = Hall(library_file(library), desk, clock(), words, why)
            return change_team(hall, login, None if entity == NONE else entity)

        return desked(words, work)


def _able(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.accounts-disable")
    def disable(login: Login, why: Why = "", desk: Desk = None, library: LibraryFile = None) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, disable_account

            return disable_account(Hall(library_file(library), desk, clock(), words, why), login)

        return desked(words, work)

    @command(help="help.accounts-enable")
    def enable(login: Login, why: Why = "", desk: Desk = None, library: LibraryFile = None) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, enable_account

            return enable_account(Hall(library_file(library), desk, clock(), words, why), login)

        return desked(words, work)


def _access(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.accounts-invite")
    def invite(login: Login, site: Site = HERE, desk: Desk = None, library: LibraryFile = None) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, invite_again

            return invite_again(Hall(library_file(library), desk, clock(), words), login, site)

        return desked(words, work)

    @command(help="help.accounts-password")
    def password(login: Login, desk: Desk = None, library: LibraryFile = None) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, set_password

            return set_password(Hall(library_file(library), desk, clock(), words), login)

        return desked(words, work)

    @command(help="help.accounts-token")
    def token(
        login: Login,
        label: Annotated[str, option("--for", "TEXT", "help.token-label")],
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.accounts import Hall, make_token

            return make_token(Hall(library_file(library), desk, clock(), words), login, label)

        return desked(words, work)
