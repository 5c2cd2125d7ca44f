"""``alinea serve``: the library in a browser, and for machines."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from alinea.cli.at_desk import AtDesk, user
from alinea.cli.read import DONE, FAILED, now
from alinea.cli.reporting import stderr
from alinea.desk.faults import DeskError
from alinea.library.relinking import left, relink
from alinea.presenting.problems import printable
from alinea.store.library import Library

if TYPE_CHECKING:
    from alinea.server.api.casework import Casework
    from alinea.server.web.provider import Provider

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """What the command was asked to do.

    Attributes:
        asked: the library, the desk and who works at it.
        host, port: where to listen; names: by which browsers elsewhere may call it; read_only: without Add.
        without_desk: no cases are served; proxies: addresses whose forwarded headers are believed.
        issuer, client, secret: of a provider of identities, None for none.
    """

    asked: AtDesk
    host: str
    port: int
    names: tuple[str, ...]
    read_only: bool
    without_desk: bool = False
    proxies: tuple[str, ...] = ()
    issuer: str | None = None
    client: str | None = None
    secret: str | None = None


def run(request: ServeRequest) -> int:
    """Serve until interrupted and return the exit code."""
    words = request.asked.words
    unable = _unable(request)
    if unable is not None:
        stderr(printable(f"alinea: {unable}"))
        return FAILED
    listening = listen(request)
    if listening is None:
        return FAILED
    # Opened once, so that what keeps it from being used is told here and not to a browser.
    if request.read_only or request.asked.library.exists():
        with Library.open(request.asked.library) as library:
            left(library)
    else:
        with Library.open(request.asked.library, create=True) as library:
            relink(library)
    from alinea.server.web.server import serve

    host = f"[{request.host}]" if ":" in request.host else request.host
    port = listening.getsockname()[1]
    stderr(f"alinea: {words('serve.at', address=f'http://{host}:{port}/', library=request.asked.library)}")
    casework = _casework(request)
    if request.host not in LOOPBACK:
        # A desk is served to others only where people sign in, and then they alone add.
        stderr(f"alinea: {words('serve.open-desk' if casework else 'serve.open', host=request.host)}")
    serve(
        request.asked.library,
        listening,
        names=_names(request),
        read_only=request.read_only,
        casework=casework,
        today=lambda: now(words).date(),
        proxies=request.proxies,
        provider=_provider(request),
    )
    return DONE


def _unable(request: ServeRequest) -> str | None:
    """Return what keeps the server from being started as asked; None where nothing does.

    Raises:
        DeskError: there is a desk, which cannot be used.
    """
    words = request.asked.words
    for proxy in request.proxies:
        if not _is_address(proxy):
            return words("serve.bad-proxy", proxy=proxy)
    if request.issuer and not (request.client and request.secret):
        return words("serve.half-provider")
    if request.issuer and find_spec("authlib") is None:
        return words("serve.provider-missing")
    if _alone(request) or request.without_desk:
        return None
    try:
        with request.asked.whole_desk() as desk:
            return None if desk.has_accounts() else words("serve.no-accounts", desk=desk.where)
    except DeskError as error:
        if error.code == "absent":  # nobody can reach what is not there; nor is it made for those who can
            return None
        raise


def _is_address(typed: str) -> bool:
    try:
        ip_network(typed)
    except ValueError:
        return False
    return True


def _alone(request: ServeRequest) -> bool:
    """Return whether nobody but this machine reaches the server."""
    return request.host in LOOPBACK and not request.names and not request.proxies


def _casework(request: ServeRequest) -> Casework | None:
    """Return the cases that are served: to this machine alone, or where people sign in."""
    from alinea.server.api.casework import Casework

    place = request.asked.where
    there = "://" in str(place) or Path(place).exists()
    if request.without_desk or not (_alone(request) or there):
        return None
    return Casework(place, request.asked.actor or user(), partial(now, request.asked.words))


def _provider(request: ServeRequest) -> Provider | None:
    from alinea.server.web.provider import Provider

    if not (request.issuer and request.client and request.secret):
        return None
    return Provider(request.issuer, request.client, request.secret)


def _names(request: ServeRequest) -> tuple[str, ...]:
    """Return the names by which the server may be called: none in particular where it listens to all the world."""
    local = ("127.0.0.1", "localhost", "[::1]")
    if request.host in LOOPBACK:
        return (*local, *request.names)
    if request.host in ("0.0.0.0", "::") and not request.names:  # noqa: S104 - only compared
        return ()
    return (*local, request.host, *request.names)


def listen(request: ServeRequest) -> socket.socket | None:
    """Return a socket that listens; None, told, where that is not possible."""
    family = socket.AF_INET6 if ":" in request.host else socket.AF_INET
    # By name of the protocol: only then does asyncio send each answer at once, in place of waiting for the browser.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((request.host, request.port))
        listening.listen()  # whoever is told the address is answered, if only when the server is up
    except OSError as error:
        listening.close()
        reason = error.strerror or type(error).__name__
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            told = request.asked.words("serve.no-address", host=request.host, reason=reason)
        else:
            told = request.asked.words("serve.taken", port=request.port, reason=reason)
        stderr(printable(f"alinea: {told}"))
        return None
    return listening
