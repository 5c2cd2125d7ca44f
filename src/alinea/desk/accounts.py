"""The accounts of a desk: who is there, in which role, for which entity; each change of them is in the history."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, delete, func, select

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError, checked, line, told
from alinea.desk.history import append, changed, hold, made, row_of
from alinea.desk.opening import reading, writing
from alinea.desk.people import LOGIN, account_named, accounts_of, known_by, mentioned, refuse_unconfirmed
from alinea.desk.permissions import authorize, hidden
from alinea.desk.schema import tables
from alinea.model.cases import Account, Author, Edit, Mention, Plain, Role
from alinea.vocab.folding import fold


class Accounts:
    """The accounts of a desk.

    Everything raises `DeskError` where the desk cannot be used, where the author may not do what is asked, or a rule
    stands against it.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def all(self) -> tuple[Account, ...]:
        """Return every account, those that are disabled too, in order of their numbers."""
        with told(self.desk.where), reading(self.desk.engine) as connection:
            return tuple(accounts_of(connection))

    def named(self, typed: str) -> Account:
        """Return an account by the name to sign in by, or by the name of the person, however it is written.

        Raises:
            DeskError: ``no-account``, there is none of that name.
        """
        with told(self.desk.where), reading(self.desk.engine) as connection:
            found = account_named(connection, typed)
        if found is None:
            raise DeskError("no-account", typed)
        return found

    def add(
        self,
        login: str,
        name: str,
        role: Role,
        author: Author,
        *,
        team: str | None = None,
        email: str | None = None,
    ) -> Account:
        """Add an account, by which nobody can sign in before its person took an invitation up, and return it.

        Args:
            login: lower-case letters of ASCII, digits, ``.``, ``_``, ``-``; name: of the person, as the history will
                have it for ever; team: the entity they work for; email: by which a provider of identities knows them.

        Raises:
            DeskError: ``bad-login``; ``name-taken``, somebody goes by one of these names; ``first-administrator``, it
                is the first account and not that of an administrator, so that nobody could look after the others.
        """
        if LOGIN.fullmatch(login) is None:
            raise DeskError("bad-login", login)
        row: dict[str, Plain] = {
            "login": login,
            "name": line(name, "name"),
            "role": role,
            "team": line(team, "team") if team else None,
            "email": line(email, "email").casefold() if email else None,
            "disabled": False,
            "let_in_by": author.actor if author.account else None,
        }

        def added(connection: Connection) -> Edit:
            held = tuple(accounts_of(connection))
            if not held and role != "administrator":
                raise DeskError("first-administrator", login)
            taken = frozenset().union(*map(known_by, held))
            for given in (login, name):
                if fold(given.strip()) in taken:
                    raise DeskError("name-taken", given)
            if email and any(each.email == row["email"] for each in held):
                raise DeskError("name-taken", email)
            return made("accounts", {"id": max((each.id for each in held), default=0) + 1, **row})

        number = self._write("account-add", author, added)
        return next(each for each in self.all() if each.id == number)

    def set_role(self, number: int, role: Role, author: Author) -> None:
        """Give an account another role, from now on and in every session of it.

        Raises:
            DeskError: ``last-administrator``, nobody would be left to look after the accounts.
        """
        self._edit(number, "account-role", {"role": role}, author)

    def set_team(self, number: int, team: str | None, author: Author) -> None:
        """Say for which entity a person works, None for none."""
        self._edit(number, "account-team", {"team": line(team, "team") if team else None}, author)

    def disable(self, number: int, author: Author) -> None:
        """Let nobody act by an account any more: its sessions end and its tokens are refused; what it did stands.

        Raises:
            DeskError: ``last-administrator``, nobody would be left to look after the accounts.
        """
        self._edit(number, "account-disable", {"disabled": True}, author)

    def enable(self, number: int, author: Author) -> None:
        """Let a person sign in again by an account that was disabled."""
        self._edit(number, "account-enable", {"disabled": False}, author)

    def confirm(self, number: int, author: Author) -> None:
        """Say, as a second administrator, that an account is used by the person it names, who signs from now on.

        Raises:
            DeskError: ``confirms-own``, the author made the link, or it is their own account; ``unconfirmed``, they are
                to be confirmed themselves; ``link-open``, the link was not taken up, so that nobody is known yet.
        """

        def second(connection: Connection, row: Mapping[str, Plain]) -> None:
            if author.account is not None:
                refuse_unconfirmed(connection, author.actor)
                if author.account == number or row["let_in_by"] == author.actor:
                    raise DeskError("confirms-own", author.actor)
            links, ways = tables().tables["invitations"].c, tables().tables["credentials"].c
            left = select(links.until).where(links.account_id == number)
            said = select(ways.password, ways.subject).where(ways.account_id == number)
            if connection.execute(left).first() or not any(connection.execute(said).first() or ()):
                raise DeskError("link-open", str(row["name"]))

        self._edit(number, "account-confirm", {"let_in_by": None}, author, second)

    def inbox(self, account: Account) -> tuple[Mention, ...]:
        """Return the notes that name an account after ``@``, the latest first; not those that it wrote itself."""
        schema = tables().tables
        notes, cases, credentials = schema["notes"], schema["cases"], schema["credentials"]
        with told(self.desk.where), reading(self.desk.engine) as connection:
            seen = select(credentials.c.read_to).where(credentials.c.account_id == account.id)
            read_to = connection.execute(seen).scalar() or 0
            asked = (
                select(notes)
                .join(cases, cases.c.id == notes.c.case_id)
                .where(
                    func.lower(notes.c.text).contains(f"@{account.login}", autoescape=True),
                    notes.c.withdrawn.is_(False),
                    cases.c.withdrawn.is_(False),
                    notes.c.actor != account.name,
                )
                .order_by(notes.c.id.desc())
            )
            unread = hidden(connection, account)
            return tuple(
                Mention(
                    row["case_id"],
                    row["id"],
                    row["text"],
                    row["actor"],
                    datetime.date.fromisoformat(row["noted_on"]),
                    row["id"] <= read_to,
                )
                for row in connection.execute(asked).mappings()
                if account.login in mentioned(row["text"]) and row["case_id"] not in unread
            )

    def read_inbox(self, account: Account, to: int) -> None:
        """Note that a person has seen the notes that name them, up to one of that number."""
        table = tables().tables["credentials"]
        with told(self.desk.where), writing(self.desk.engine) as connection:
            its = table.c.account_id == account.id
            if connection.execute(select(table.c.read_to).where(its)).scalar() is None:
                connection.execute(table.insert().values(account_id=account.id, read_to=to))
            else:
                connection.execute(table.update().where(its, table.c.read_to < to).values(read_to=to))

    def _edit(
        self,
        number: int,
        action: str,
        wanted: Mapping[str, Plain],
        author: Author,
        rule: Callable[[Connection, Mapping[str, Plain]], None] | None = None,
    ) -> None:
        def edited(connection: Connection) -> Edit | None:
            row = row_of(connection, "accounts", str(number))
            if row is None:
                raise DeskError("no-account", number)
            if all(row[name] == value for name, value in wanted.items()):
                return None
            if rule is not None:
                rule(connection, row)
            after = {**row, **wanted}
            left = [each for each in accounts_of(connection) if each.id != number and not each.disabled]
            stays = after["role"] == "administrator" and not after["disabled"]
            if not stays and not any(each.role == "administrator" for each in left):
                raise DeskError("last-administrator", str(row["name"]))
            if after["disabled"]:
                for table in (tables().tables[name] for name in ("sessions", "invitations")):
                    connection.execute(delete(table).where(table.c.account_id == number))
            return changed("accounts", row, wanted)

        self._write(action, author, edited)

    def _write(self, action: str, author: Author, change: Callable[[Connection], Edit | None]) -> int | None:
        """Have one account changed, and return its number; None where all stands as wanted."""
        with told(self.desk.where), writing(self.desk.engine) as connection:
            held = hold(connection)
            authorize(connection, author, action)
            edit = change(connection)
            if edit is None:
                return None
            append(connection, held, 0, action, checked(author), [edit])
            return int(edit.key)
