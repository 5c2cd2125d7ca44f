"""What stands around every answer: the hosts that are served, the size of a request, what a page may load."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Sequence

import anyio
import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Hosts by which a machine calls itself."""

LONGEST, LONGEST_OF_API = 8_192, 16_384
"""Bytes that an address may have, of a page, which repeats it in its links, and of the API."""

SECONDS = 120.0
"""Seconds that the body of a request may take to come in."""

TOGETHER = 256_000_000
"""Bytes of bodies that are held at a time, those of all requests together."""

AT_ONCE = 400
"""Requests that are under way at a time; who comes on top of them is told to ask again."""

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

    A page of another site that has its name lead here (DNS rebinding) is kept out by the check of the host. The head
    of whatever can be had is had alone (RFC 9110, 9.3.2).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Sequence[str],
        largest: int,
        told: Callable[[Request, HTTPException], Response | Awaitable[Response]] | None = None,
    ) -> None:
        """Stand around an application.

        Args:
            hosts: names by which it may be called, without ports; empty for any.
            largest: bytes that the body of a request may have.
            told: makes the answer to what is refused, in the language of who asks; without it a line of English is.
        """
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.largest = largest
        self.told = told
        self._held = self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        talk = _Talk(scope, receive, send, self)
        self._under_way += 1
        try:
            refused = self._refused(scope)
            if refused is not None:
                await talk.refuse(*refused)
            else:
                await talk.through(self.app)
        finally:
            self._held -= talk.taken
            self._under_way -= 1

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and words by which a request is refused, None where it is let through."""
        headers = Headers(scope=scope)
        if self.hosts and _host(headers.get("host", "")) not in self.hosts:
            return 421, "Unknown host."
        # A page of another site may have the browser of who is there send anything here: nothing of it is read.
        if scope["method"] not in ("GET", "HEAD") and headers.get("sec-fetch-site") == "cross-site":
            return 403, "Not from another site."
        longest = LONGEST_OF_API if scope["path"].startswith("/api/") else LONGEST
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > longest:
            return 414, "The address is too long."
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > 18 or int(length) > self.largest:
            return 413, "Too large."
        if self._under_way > AT_ONCE:
            return 503, "Too much is asked for just now; ask again."
        return None

    async def refusal(self, scope: Scope, status: int, said: str) -> ASGIApp:
        """Return the answer to what is refused, which repeats nothing of the address but the language it names."""
        headers = {"retry-after": "5"} if status == 503 else None
        # Who calls by a name that is none of this server's is not shown a page of it.
        if self.told is None or status == 421:
            return PlainTextResponse(said, status, headers)
        path = "/api/" if scope["path"].startswith("/api/") else "/"
        named = [each for each in scope["query_string"].split(b"&") if each.startswith(b"lang=")]
        asked = {**scope, "path": path, "raw_path": path.encode(), "query_string": b"".join(named[:1])[:12]}
        answered = self.told(Request(asked), HTTPException(status, headers=headers))
        return answered if isinstance(answered, Response) else await answered

    def take(self, size: int) -> bool:
        """Note that so many bytes came in; False where there is no room for them beside those of other requests."""
        self._held += size
        return self._held <= TOGETHER


class _Talk:
    """A request and its answer, as they pass."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, shield: Shield) -> None:
        self.head = scope["method"] == "HEAD"
        self.scope = {**scope, "method": "GET"} if self.head else scope
        self.receive, self.send, self.shield = receive, send, shield
        self.taken = 0
        self.until: float | None = None
        self.whole = self.begun = self.done = False
        self.refusal: tuple[int, str] | None = None

    async def through(self, app: ASGIApp) -> None:
        """Have the application answer, unless what comes in has to be refused meanwhile."""
        try:
            await app(self.scope, self._counted, self._told)
        except Exception:
            # What was answered in words is in the log already, made fit to be read there.
            if not self.done and (self.refusal is None or self.begun):
                raise
        if self.refusal is not None and not self.begun:
            await self.refuse(*self.refusal)

    async def refuse(self, status: int, said: str) -> None:
        """Answer in the place of the application."""
        self.refusal = None
        answer = await self.shield.refusal(self.scope, status, said)
        await answer(self.scope, self.receive, self._told)

    async def _counted(self) -> Message:
        """Return what comes next of the request; where it is too much or too slow, that nothing comes any more."""
        if self.whole:
            return await self.receive()
        now = anyio.current_time()
        self.until = self.until or now + SECONDS
        message: Message | None = None
        with anyio.move_on_after(self.until - now):
            message = await self.receive()
        if message is None:
            return self._stopped(408, "It takes too long to come.")
        size = len(message.get("body", b""))
        self.taken += size
        self.whole = not message.get("more_body")
        if not self.shield.take(size):
            return self._stopped(503, "Too much is being sent just now; ask again.")
        if self.taken > self.shield.largest:
            return self._stopped(413, "Too large.")
        return message

    def _stopped(self, status: int, said: str) -> Message:
        self.refusal, self.whole = (status, said), True
        return {"type": "http.disconnect"}

    async def _told(self, message: Message) -> None:
        if self.refusal is not None and not self.begun:
            return  # what the application makes of a body that was broken off
        if message["type"] == "http.response.start":
            self.begun = True
            answer = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                answer.setdefault(name, value)
        elif self.head and "body" in message:
            message = {**message, "body": b""}
        await self.send(message)
        self.done = message["type"] == "http.response.body" and not message.get("more_body")


def _host(header: str) -> str:
    """Return the host of a header without its port: ``[::1]`` of ``[::1]:8420``."""
    host = header.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


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
