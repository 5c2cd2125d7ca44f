"""A server for a browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@contextmanager
def serving(desk: ServedLibrary) -> Iterator[str]:
    """Serve a library and its desk, and give the address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # who comes before the server is ready waits
    server = uvicorn.Server(uvicorn.Config(build(desk), log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    desk.close()
