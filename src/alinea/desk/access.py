"""What lets people in: passwords, sessions, invitations, tokens for programs, and how often somebody may try.

None of it is in the history, in exports or in copies. A password is kept as argon2id, and whatever is drawn at random
as its SHA-256 alone, so that a copy of the database lets nobody in.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError, checked, line, told
from alinea.desk.history import Head, append, changed, hold, row_of
from alinea.desk.opening import reading, writing
from alinea.desk.people import account_of, accounts_of
from alinea.desk.permissions import authorize
from alinea.desk.schema import tables
from alinea.model.cases import Account, Author, Token

if TYPE_CHECKING:
    from argon2 import PasswordHasher


SHORTEST, LONGEST = 12, 1000
"""Characters of a password. At least 8 are asked for by NIST SP 800-63B, 5.1.1.2, longer ones recommended where it is
the only proof; the upper bound keeps hashing from being made to work for long."""

KINDS = 5
"""Different characters that a password has at least: fewer are a pattern of the keyboard."""


def chosen(password: str, account: Account) -> str:
    """Return a password that a person chose as it is kept.

    Raises:
        DeskError: ``weak-password``, it is too short or too long, one thing again and again, or a name of the person.
    """
    said = _normal(password)
    names = {"".join(name.casefold().split()) for name in (account.login, account.name)}
    plain = "".join(said.casefold().split())
    if not SHORTEST <= len(said) <= LONGEST or len(set(plain)) < KINDS or plain in names:
        raise DeskError("weak-password", SHORTEST)
    return encoded(said)


def encoded(password: str) -> str:
    """Return a password as it is kept."""
    return _hasher().hash(_normal(password))


def verified(kept: str | None, password: str) -> bool:
    """Return whether a password is the one that is kept; where none is kept, no password is, and it takes as long."""
    from argon2.exceptions import VerificationError

    try:
        # One character more than a password may have: a longer one is not taken for its beginning.
        return _hasher().verify(kept or _nobody(), _normal(password[: LONGEST + 1]))
    except VerificationError:
        return False


def outdated(kept: str) -> bool:
    """Return whether a password is kept by weaker means than it would be today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id, by the second profile that RFC 9106, 4, recommends


@cache
def _nobody() -> str:
    """Return what is verified where no password is kept: nothing that is typed is it."""
    return encoded(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    """Return a password as it is hashed: the same however a keyboard composes its letters (NIST, as above)."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())


IDLE, LONGEST_SESSION = datetime.timedelta(hours=2), datetime.timedelta(hours=12)
"""How long a session lasts unused, and at most: a working day (OWASP, Session Management Cheat Sheet)."""

INVITED = datetime.timedelta(days=7)
"""How long an invitation can be taken up."""

WINDOW = datetime.timedelta(minutes=15)
"""How long an attempt to sign in counts."""

MOST = {"account": 10, "address": 50}
"""Attempts within `WINDOW`: for one account from wherever, and from one address for whatever account. An office shares
an address, so that more are let in from there than a person needs."""

_TOUCHED = datetime.timedelta(minutes=5)
"""How old the note of a session's last use may be: written each time, every page would be a change of the database."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who was let in: the account, and the secret by which the session is known, told this once."""

    account: Account
    session: str


class Access:
    """What lets people in at a desk; every instant is an argument.

    Everything raises `DeskError` where the desk cannot be used.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def sign_in(
        self, login: str, password: str, address: str, now: datetime.datetime, before: str | None = None
    ) -> Entered:
        """Let a person in by a password, with a session that nobody knew before.

        Whatever is wrong, one password is verified: how long it takes does not tell which accounts there are.

        Args:
            login: the name to sign in by; address: where the attempt comes from.
            before: a session that the browser had, which ends.

        Raises:
            DeskError: ``not-let-in``, name or password is wrong, or the account is disabled; ``too-many-attempts``.
        """
        subjects = _subjects(login, address)
        self._count_attempt(subjects, now)
        with told(self.desk.where), reading(self.desk.engine) as connection:
            wanted = login.strip().casefold()
            account = next((each for each in accounts_of(connection) if each.login == wanted), None)
            kept = _password(connection, account) if account and not account.disabled else None
        if not verified(kept, password) or account is None or kept is None:
            raise DeskError("not-let-in")
        with told(self.desk.where), writing(self.desk.engine) as connection:
            if outdated(kept):
                _set(connection, account.id, password=encoded(password))
            _forgive(connection, subjects)
            return _enter(connection, account, now, before)

    def sign_in_by_provider(
        self, issuer: str, subject: str, email: str | None, now: datetime.datetime, before: str | None = None
    ) -> Entered:
        """Let a person in whom a provider of identities vouches for.

        Args:
            issuer, subject: as the provider names itself and them; email: that the provider has verified, by which a
                person is known who comes for the first time; before: a session that the browser had, which ends.

        Raises:
            DeskError: ``no-account-for``, no account is theirs, or it is disabled.
        """
        table = tables().tables["credentials"]
        with told(self.desk.where), writing(self.desk.engine) as connection:
            hold(connection)
            known = select(table.c.account_id).where(table.c.issuer == issuer, table.c.subject == subject)
            number = connection.execute(known).scalar()
            if number is None and email:
                number = next(
                    (each.id for each in accounts_of(connection) if each.email == email.casefold()), None
                )
                asked = select(table.c.subject).where(table.c.account_id == number)
                if number is not None and connection.execute(asked).scalar() is None:
                    _set(connection, number, issuer=issuer, subject=subject)
                    links = tables().tables["invitations"]
                    connection.execute(delete(links).where(links.c.account_id == number))
                else:  # somebody else of the provider is known as this person
                    number = None
            account = None if number is None else _account_of(connection, number)
            if account is None:
                raise DeskError("no-account-for", email or subject)
            return _enter(connection, account, now, before)

    def account_in(self, session: str, now: datetime.datetime) -> Account | None:
        """Return whose session it is, None where it ended, was never begun, or the account is disabled."""
        table = tables().tables["sessions"]
        with told(self.desk.where), reading(self.desk.engine) as connection:
            asked = select(table).where(table.c.token == _digest(session))
            row = connection.execute(asked).mappings().one_or_none()
            if row is None or _instant(now - IDLE) > row["used_at"]:
                return None
            if _instant(now - LONGEST_SESSION) > row["begun_at"]:
                return None
            account = _account_of(connection, row["account_id"])
        if account is not None and _instant(now - _TOUCHED) > row["used_at"]:
            with told(self.desk.where), writing(self.desk.engine) as connection:
                its = table.c.token == _digest(session)
                connection.execute(update(table).where(its).values(used_at=_instant(now)))
        return account

    def sign_out(self, session: str) -> None:
        """End a session."""
        table = tables().tables["sessions"]
        with told(self.desk.where), writing(self.desk.engine) as connection:
            connection.execute(delete(table).where(table.c.token == _digest(session)))

    def change_password(
        self, account: Account, old: str, new: str, address: str, now: datetime.datetime
    ) -> Entered:
        """Give a person another password, end every session of theirs, and begin a new one.

        Raises:
            DeskError: ``not-let-in``, the old one is wrong; ``too-many-attempts``; ``weak-password``.
        """
        self._count_attempt(_subjects(account.login, address), now)
        with told(self.desk.where), reading(self.desk.engine) as connection:
            kept = _password(connection, account)
        if not verified(kept, old) or kept is None:
            raise DeskError("not-let-in")
        return self._renew(account, new, now)

    def set_password(self, account: Account, new: str, author: Author) -> None:
        """Give a person a password, in the shell of whoever holds the database; every session of theirs ends.

        Raises:
            DeskError: ``weak-password``; ``not-permitted``.
        """
        kept = chosen(new, account)
        with told(self.desk.where), writing(self.desk.engine) as connection:
            held = hold(connection)
            authorize(connection, author, "account-invite")
            _told(connection, held, "account-password", account.id, author, let_in_by=None)
            _renewed(connection, account, kept)

    def invite(self, number: int, author: Author) -> str:
        """Return the secret of a link by which a person gives themselves a password; earlier ones are void.

        Where they have one already this stands in the history: whoever took the link up would act by their name. Of an
        administrator's link it is kept who made it, until a second one confirms who took it up.

        Raises:
            DeskError: ``not-permitted``; ``no-account``, there is none, or it is disabled.
        """
        table, secret = tables().tables["invitations"], _secret()
        with told(self.desk.where), writing(self.desk.engine) as connection:
            held = hold(connection)
            authorize(connection, author, "account-invite")
            account = _account_of(connection, number)
            if account is None:
                raise DeskError("no-account", number)
            by = author.actor if author.account else None
            if _password(connection, account) is not None or account.let_in_by != by:
                _told(connection, held, "account-invite", number, author, let_in_by=by)
            connection.execute(delete(table).where(table.c.account_id == number))
            connection.execute(
                insert(table).values(
                    token=_digest(secret), account_id=number, until=_instant(author.at + INVITED)
                )
            )
        return secret

    def invited(self, secret: str, now: datetime.datetime) -> Account:
        """Return whom an invitation is for.

        Raises:
            DeskError: ``no-invitation``, it was taken up, is void, or was never given.
        """
        with told(self.desk.where), reading(self.desk.engine) as connection:
            return _invited(connection, secret, now)

    def take_up(
        self, secret: str, password: str, now: datetime.datetime, before: str | None = None
    ) -> Entered:
        """Give a person who was invited a password and let them in; the invitation is used up.

        Raises:
            DeskError: ``no-invitation``; ``weak-password``, with which the invitation is not used up.
        """
        invitations, account = tables().tables["invitations"], self.invited(secret, now)
        kept = chosen(password, account)
        with told(self.desk.where), writing(self.desk.engine) as connection:
            hold(connection)
            account = _invited(connection, secret, now)  # nobody else took it up meanwhile
            connection.execute(delete(invitations).where(invitations.c.account_id == account.id))
            _renewed(connection, account, kept)
            return _enter(connection, account, now, before)

    def make_token(self, account: Account, label: str, author: Author) -> str:
        """Return a token by which programs and the shell act for a person; it is told this once.

        Where whoever holds the database makes it, not the person, that stands in the history.

        Args:
            label: what it is for.

        Raises:
            DeskError: ``not-permitted``.
        """
        table, secret, said = tables().tables["tokens"], _secret(), line(label, "label")
        with told(self.desk.where), writing(self.desk.engine) as connection:
            held = hold(connection)
            authorize(connection, author, "token")
            if author.operator:
                _told(connection, held, "account-token", account.id, author)
            connection.execute(
                insert(table).values(
                    token=_digest(secret),
                    account_id=account.id,
                    label=said,
                    made_on=author.at.date().isoformat(),
                    revoked=False,
                )
            )
        return secret

    def tokens(self, account: Account) -> tuple[Token, ...]:
        """Return the tokens of a person, those that were revoked too, without what they are."""
        table = tables().tables["tokens"]
        asked = select(table).where(table.c.account_id == account.id).order_by(table.c.id)
        with told(self.desk.where), reading(self.desk.engine) as connection:
            return tuple(
                Token(row["id"], row["label"], datetime.date.fromisoformat(row["made_on"]), row["revoked"])
                for row in connection.execute(asked).mappings()
            )

    def revoke(self, account: Account, number: int) -> None:
        """Make a token of a person void.

        Raises:
            DeskError: ``no-token``, the person has none of that number, whoever else may.
        """
        table = tables().tables["tokens"]
        with told(self.desk.where), writing(self.desk.engine) as connection:
            its = (table.c.id == number) & (table.c.account_id == account.id)
            if connection.execute(update(table).where(its).values(revoked=True)).rowcount != 1:
                raise DeskError("no-token", number)

    def bearer(self, token: str) -> Account | None:
        """Return for whom a token acts, None where it is void, or the account is disabled."""
        table = tables().tables["tokens"]
        with told(self.desk.where), reading(self.desk.engine) as connection:
            asked = select(table.c.account_id).where(
                table.c.token == _digest(token), table.c.revoked.is_(False)
            )
            number = connection.execute(asked).scalar()
            return None if number is None else _account_of(connection, number)

    def _count_attempt(self, subjects: Mapping[str, str], now: datetime.datetime) -> None:
        """Count an attempt before it is made, so that many at once are not more than one after another.

        Raises:
            DeskError: ``too-many-attempts``; the attempt is not made.
        """
        table = tables().tables["attempts"]
        with told(self.desk.where), writing(self.desk.engine) as connection:
            hold(connection)
            connection.execute(delete(table).where(table.c.at < _instant(now - WINDOW)))
            for kind, who in subjects.items():
                counted = connection.execute(select(func.count()).where(table.c.who == who)).scalar_one()
                if counted >= MOST[kind]:
                    raise DeskError("too-many-attempts", int(WINDOW.total_seconds()) // 60)
            connection.execute(
                insert(table), [{"who": who, "at": _instant(now)} for who in subjects.values()]
            )

    def _renew(self, account: Account, password: str, now: datetime.datetime) -> Entered:
        kept = chosen(password, account)
        with told(self.desk.where), writing(self.desk.engine) as connection:
            _renewed(connection, account, kept)
            return _enter(connection, account, now, None)


def _invited(connection: Connection, secret: str, now: datetime.datetime) -> Account:
    table = tables().tables["invitations"]
    asked = select(table.c.account_id).where(table.c.token == _digest(secret), table.c.until > _instant(now))
    number = connection.execute(asked).scalar()
    account = None if number is None else _account_of(connection, number)
    if account is None:
        raise DeskError("no-invitation")
    return account


def _told(
    connection: Connection, held: Head, action: str, number: int, author: Author, **values: str | None
) -> None:
    """Have it stand in the history that somebody else gave a person a way in."""
    row = row_of(connection, "accounts", str(number)) or {}
    append(connection, held, 0, action, checked(author), [changed("accounts", row, values)])


def _renewed(connection: Connection, account: Account, kept: str) -> None:
    """Keep a new password, and end every session that the old one let in."""
    sessions = tables().tables["sessions"]
    connection.execute(delete(sessions).where(sessions.c.account_id == account.id))
    _set(connection, account.id, password=kept)


def _enter(connection: Connection, account: Account, now: datetime.datetime, before: str | None) -> Entered:
    """Begin a session; the one that the browser had ends, and those of everybody that are over are forgotten."""
    table, secret = tables().tables["sessions"], _secret()
    idle, old = table.c.used_at < _instant(now - IDLE), table.c.begun_at < _instant(now - LONGEST_SESSION)
    connection.execute(delete(table).where(idle | old | (table.c.token == _digest(before or ""))))
    begun = {"begun_at": _instant(now), "used_at": _instant(now)}
    connection.execute(insert(table).values(token=_digest(secret), account_id=account.id, **begun))
    return Entered(account, secret)


def _account_of(connection: Connection, number: int) -> Account | None:
    """Return an account that may act, None where it is disabled or there is none."""
    found = account_of(connection, number)
    return None if found is None or found.disabled else found


def _password(connection: Connection, account: Account) -> str | None:
    table = tables().tables["credentials"]
    return connection.execute(select(table.c.password).where(table.c.account_id == account.id)).scalar()


def _set(connection: Connection, number: int, **values: str) -> None:
    """Set columns of the credentials of an account, which need not be there yet."""
    table = tables().tables["credentials"]
    if not connection.execute(update(table).where(table.c.account_id == number).values(values)).rowcount:
        connection.execute(insert(table).values(account_id=number, read_to=0, **values))


def _subjects(login: str, address: str) -> dict[str, str]:
    """Return of whom attempts are counted: hashed, as what is typed for a name may be a password."""
    try:
        found = ip_address(address)
        # A household is given a network of 64 bits of IPv6 (RFC 6177), so one who tries has that many addresses.
        if isinstance(found, IPv6Address):
            address = str(int(found) >> 64)
    except ValueError:
        pass
    return {
        "account": _digest(f"account:{login.strip().casefold()}"),
        "address": _digest(f"address:{address}"),
    }


def _forgive(connection: Connection, subjects: Mapping[str, str]) -> None:
    """Forget the attempts on an account whose person was let in, and of their address this one alone.

    Else one who has an account of their own could sign in between to try those of others for ever.
    """
    table = tables().tables["attempts"]
    last = select(func.max(table.c.id)).where(table.c.who == subjects["address"]).scalar_subquery()
    connection.execute(delete(table).where((table.c.who == subjects["account"]) | (table.c.id == last)))


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _digest(secret: str) -> str:
    """Return a secret as it is kept; one of 256 bits drawn at random needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _instant(at: datetime.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
