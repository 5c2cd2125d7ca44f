"""Cases as they are served: to whom, and for whom changes are made.

A desk without accounts has one user, whoever reaches the server: it is served only where nobody but this machine
reaches it. One with accounts is served to those who are signed in: on pages by a session, to programs by a token.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request

from alinea.desk.access import Access
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.people import mine, same
from alinea.desk.permissions import permitted
from alinea.model.cases import Account, Author, Case
from alinea.server.api.state import served_by

PATIENCE = 10.0
"""Seconds that a change waits for those of others: who sits before a page is told then, rather than wait on."""

SESSION = "alinea-session"
"""The cookie by which a browser is known."""

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers by which a proxy says for whom it asks (RFC 7239, and what came before it)."""


class _Door:
    """The desk, once it is open."""

    def __init__(self) -> None:
        self.opening = threading.Lock()
        self.open: Desk | None = None


@dataclass(frozen=True, slots=True)
class Casework:
    """Where cases are kept and who works on them.

    Attributes:
        where: the desk, a file or an address; it need not be there yet.
        actor: the one user of a desk without accounts; now: tells the instant of a change.
        account: of whom it is served to, where the desk has accounts.
    """

    where: str | Path
    actor: str
    now: Callable[[], datetime.datetime]
    account: Account | None = None
    _door: _Door = field(default_factory=_Door, repr=False, compare=False)

    def desk(self, *, create: bool = False) -> Desk:
        """Return the desk as the account may read it, opened when it is first asked for.

        Raises:
            DeskError: it is not there and is not to be made, or cannot be used; the next question tries again.
        """
        with self._door.opening:
            if self._door.open is None:
                self._door.open = Desk.open(self.where, create=create, patience=PATIENCE)
            return self._door.open.for_reader(self.account)

    def cases(self) -> tuple[Case, ...]:
        """Return every case; none where there is no desk yet."""
        try:
            return self.desk().cases()
        except DeskError as error:
            if error.code == "absent":
                return ()
            raise

    def own(self) -> tuple[Case, ...]:
        """Return the cases that are assigned to whom they are served to, or to the entity they work for."""
        return tuple(
            each
            for each in self.cases()
            if (mine(each, self.account) if self.account else same(each.assignee, self.actor))
        )

    def team(self) -> bool:
        """Return whether the desk has accounts."""
        try:
            return self.desk().has_accounts()
        except DeskError as error:
            if error.code == "absent":
                return False
            raise

    def author(self, why: str = "", key: str | None = None) -> Author:
        """Return who makes a change, now: the person who is signed in, else the one user."""
        if self.account is None:
            return Author(self.actor, self.now(), why.strip(), key)
        return Author(self.account.name, self.now(), why.strip(), key, self.account.id)

    def close(self) -> None:
        """Let go of the desk."""
        with self._door.opening:
            if self._door.open is not None:
                self._door.open.close()
                self._door.open = None


def casework_of(request: Request) -> Casework:
    """Return the cases that a request may read, for the person who makes it.

    Raises:
        HTTPException: 404, none are served here, or not to where the request comes from; 401, an account is asked for.
        DeskError: ``not-permitted``, the account may not read; or the desk cannot be asked.
    """
    served: Casework | None = served_by(request).casework
    if served is None:
        raise HTTPException(404)
    if served.team():
        account = account_of(request, served)
        if not permitted(account.role, "read"):
            raise DeskError("not-permitted", "read", account.role)
        return replace(served, account=account)
    if not _from_this_machine(request):
        raise HTTPException(404)
    return served


def account_of(request: Request, served: Casework) -> Account:
    """Return the account of whom a request comes from: on pages by the session, to programs by the token.

    Programs have no session: what another site has a browser send to the API is nobody's.

    Raises:
        HTTPException: 401, there is none.
    """
    known: Account | None = getattr(request.state, "account", None)
    if known is None:
        access = Access(served.desk())
        if request.url.path.startswith("/api/"):
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            known = access.bearer(token.strip()) if scheme.lower() == "bearer" else None
        elif session := request.cookies.get(SESSION):
            known = access.account_in(session, served.now())
        if known is None:
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
        request.state.account = known
    return known


def writing_casework_of(request: Request) -> Casework:
    """Return the cases that a request may change.

    Raises:
        HTTPException: 404, as `casework_of`; 403, they are only read here.
    """
    served = casework_of(request)
    if served_by(request).read_only:
        raise HTTPException(403)
    return served


def _from_this_machine(request: Request) -> bool:
    # What a proxy on this machine hands on comes from elsewhere, whoever sets it up.
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
