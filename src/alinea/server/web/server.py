"""The server: one process, several threads, until it is interrupted."""

from __future__ import annotations

import datetime
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.server.web.provider import Provider

MOST = 500
"""Connections at a time; whoever comes after them is told to come again."""

PATIENCE = 20
"""Seconds that a connection may be silent."""


def serve(
    library: Path,
    listening: socket.socket,
    *,
    names: Sequence[str],
    read_only: bool,
    casework: Casework | None,
    today: Callable[[], datetime.date],
    proxies: Sequence[str] = (),
    provider: Provider | None = None,
) -> None:
    """Serve a library on a socket until interrupted.

    Args:
        names: by which the server may be called, empty for any; casework: cases served beside it, None for none.
        today: tells the day on which statuses stand; proxies: addresses whose forwarded headers are believed.
        provider: of identities, by which people may sign in.
    """
    served = ServedLibrary(library, today=today, read_only=read_only, casework=casework)
    app = build(served, hosts=names, provider=provider)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Where a request comes from, and whether it was encrypted, is believed of nobody who was not named.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        http="h11",
        ws="none",
        timeout_keep_alive=PATIENCE,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=64_000,
        limit_concurrency=MOST,
    )
    uvicorn.Server(config).run(sockets=[listening])
