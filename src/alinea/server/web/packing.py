"""Answers are sent compressed to those who take that (RFC 9110, 8.4): texts and data, not what is packed already."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 1_000
"""Bytes from which on it is worth it: less goes into one packet anyhow."""

ASIDE = 200_000
"""Bytes from which on it is done aside, so that nobody waits for it meanwhile."""

LEVEL = 5
"""Beyond it zlib takes twice as long for a fiftieth less."""

PACKED = (
    "text/", "application/json", "application/ld+json", "application/akn+xml", "application/atom+xml",
    "application/problem+json", "application/xml", "application/marcxml+xml",
    "application/vnd.oai.openapi+json", "application/javascript", "image/svg+xml",
)  # fmt: skip
"""What media types begin with of which something is gained."""

SECRET: Sequence[str] = ("/add", "/lint", "/cases", "/compare")
"""Pages that hold a token beside what the one who asks may choose: of these the length of what is compressed would tell
the token bit by bit (CVE-2013-3587, "BREACH")."""


class Packing:
    """Compresses the answers of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["path"].startswith(tuple(SECRET)):
            await self.app(scope, receive, send)
            return
        await self.app(
            scope, receive, _Answer(send, "gzip" in Headers(scope=scope).get("accept-encoding", ""))
        )


class _Answer:
    """An answer as it passes: its head waits for its body, where that comes in one piece."""

    def __init__(self, send: Send, taken: bool) -> None:
        self.send, self.taken = send, taken
        self.head: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if not headers.get("content-type", "").startswith(PACKED) or "content-encoding" in headers:
                await self.send(message)
                return
            headers.add_vary_header("Accept-Encoding")
            if self.taken and "set-cookie" not in headers:
                self.head = message
                return
            await self.send(message)
            return
        if self.head is not None:
            head, self.head = self.head, None
            body = message.get("body", b"")
            if not message.get("more_body") and len(body) >= LEAST:
                packed = await anyio.to_thread.run_sync(_packed, body) if len(body) > ASIDE else _packed(body)
                headers = MutableHeaders(scope=head)
                headers["content-encoding"] = "gzip"
                headers["content-length"] = str(len(packed))
                if (tag := headers.get("etag", "")).startswith('"'):
                    headers["etag"] = f"W/{tag}"  # the same for who reads it, another one byte for byte
                message = {**message, "body": packed}
            await self.send(head)
        await self.send(message)


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
