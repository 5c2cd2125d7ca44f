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

__all__ = ["serve"]

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
) -> None:
    """Serve a library on a socket until interrupted.

    Args:
        names: by which the server may be called, empty for any; casework: cases served beside it, None for none.
        today: tells the day on which statuses stand.
    """
    app = build(ServedLibrary(library, today=today, read_only=read_only, casework=casework), hosts=names)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        http="h11",
        ws="none",
        timeout_keep_alive=PATIENCE,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=64_000,
        limit_concurrency=200,
    )
    uvicorn.Server(config).run(sockets=[listening])
