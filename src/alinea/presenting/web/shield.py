"""What stands around every answer: the hosts that are served, the size of a request, what a page may load."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOCAL", "Shield"]

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Hosts by which a machine calls itself."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer says of itself: nothing comes from elsewhere, no script stands in a page, no page in another."""


class Shield:
    """Refuses what is not for this server, and sets the headers of every answer.

    A page of another site that has its name lead here (DNS rebinding) is kept out by the check of the host.
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], largest: int) -> None:
        """Stand around an application.

        Args:
            hosts: names by which it may be called, without ports; empty for any.
            largest: bytes that the body of a request may have.
        """
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if self.hosts and _host(headers.get("host", "")) not in self.hosts:
            await PlainTextResponse("Unknown host.", 421)(scope, receive, send)
            return
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > 18 or int(length) > self.largest:
            await PlainTextResponse("Too large.", 413)(scope, receive, send)
            return

        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.largest:
                # The connection is as good as closed: what reads the body stops.
                return {"type": "http.disconnect"}
            return message

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
            await send(message)

        await self.app(scope, counted, told)


def _host(header: str) -> str:
    """Return the host of a header without its port: ``[::1]`` of ``[::1]:8420``."""
    host = header.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
