"""Cases as they are served: to whom, and for whom changes are made.

There are no accounts: whoever reaches the server is its one user. So the desk is served only where nobody but this
machine reaches it; a server that others reach has no cases at all, neither to be read nor to be changed.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.model.cases import Author, Case
from alinea.server.api.state import desk_of

__all__ = ["Casework", "casework_of", "writing_casework_of"]


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
        actor: the one user; now: tells the instant of a change.
    """

    where: str | Path
    actor: str
    now: Callable[[], datetime.datetime]
    _door: _Door = field(default_factory=_Door, repr=False, compare=False)

    def desk(self, *, create: bool = False) -> Desk:
        """Return the desk, opened when it is first asked for.

        Raises:
            DeskError: it is not there and is not to be made, or cannot be used; the next question tries again.
        """
        with self._door.opening:
            if self._door.open is None:
                self._door.open = Desk.open(self.where, create=create)
            return self._door.open

    def cases(self) -> tuple[Case, ...]:
        """Return every case; none where there is no desk yet."""
        try:
            return self.desk().cases()
        except DeskError as error:
            if error.code == "absent":
                return ()
            raise

    def author(self, why: str, key: str | None) -> Author:
        """Return who makes a change: the one user, now."""
        return Author(self.actor, self.now(), why.strip(), key)

    def close(self) -> None:
        """Let go of the desk."""
        with self._door.opening:
            if self._door.open is not None:
                self._door.open.close()
                self._door.open = None


def casework_of(request: Request) -> Casework:
    """Return the cases that a request may read.

    Raises:
        HTTPException: 404, none are served here, or not to where the request comes from.
    """
    served: Casework | None = desk_of(request).casework
    if served is None or not _from_this_machine(request):
        raise HTTPException(404)
    return served


def writing_casework_of(request: Request) -> Casework:
    """Return the cases that a request may change.

    Raises:
        HTTPException: 404, as `casework_of`; 403, they are only read here.
    """
    served = casework_of(request)
    if desk_of(request).read_only:
        raise HTTPException(403)
    return served


def _from_this_machine(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
