"""What a form sends: fields, files, and text that was pasted, within bounds."""

from __future__ import annotations

import dataclasses
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from alinea.desk.access import LONGEST_SESSION, Entered
from alinea.library.confined import ReadThere
from alinea.server.api.casework import SESSION
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit

LARGEST = 25_000_000
"""Bytes of one file at most."""

MEGABYTES = LARGEST // 1_000_000

PASTED = "pasted.txt"


def field(form: FormData, name: str) -> str:
    """Return a field of a form, empty where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


async def texts(form: FormData) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each file that is sent as ``files``, then the text that was pasted as ``text``.

    Raises:
        HTTPException: 413, one of them is too large.
    """
    sent = []
    for each in form.getlist("files"):
        if isinstance(each, UploadFile) and each.filename:
            data = await each.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise HTTPException(413)
            sent.append((each.filename[-200:], data))
    pasted = field(form, "text").strip()
    if pasted:
        sent.append((PASTED, pasted.encode("utf-8", "replace")))
    return sent


COOKIE, FIELD = "alinea-token", "token"
_LENGTH = 43


def token_of(request: Request) -> str:
    """Return the token of a visitor, a new one where there is none yet."""
    held = request.cookies.get(COOKIE, "")
    return held if len(held) == _LENGTH and held.isascii() else fresh_token()


def fresh_token() -> str:
    """Return a token that nobody knew before."""
    return secrets.token_urlsafe(32)


def give(request: Request, response: Response, token: str) -> None:
    """Put the token into the cookie, which no other site is sent and no script reads."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, secure=secure, samesite="strict", path="/")


def from_here(request: Request) -> None:
    """Check what a browser says of where a form comes from, before the form is read.

    Raises:
        HTTPException: 403, from another site, or from a visitor who was never given a token.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    if len(request.cookies.get(COOKIE, "")) != _LENGTH:
        raise HTTPException(403)


def checked(request: Request, sent: str) -> None:
    """Check that a form comes from a page of this site; `from_here` comes before.

    Args:
        sent: the token in the form.

    Raises:
        HTTPException: 403, it does not.
    """
    held = request.cookies.get(COOKIE, "")
    if len(held) != _LENGTH or not hmac.compare_digest(held.encode(), sent.encode("utf-8", "replace")):
        raise HTTPException(403)


FIELDS, LONGEST = 12, 5_000
"""Fields of a form, at most, and bytes of one."""


async def form_of(request: Request) -> Mapping[str, str]:
    """Return what a form of a page of this site says.

    Raises:
        HTTPException: 403, it comes from elsewhere.
    """
    from_here(request)
    async with request.form(max_files=0, max_fields=FIELDS, max_part_size=LONGEST) as form:
        checked(request, str(form.get(FIELD, "")))
        return {name: value for name, value in form.items() if isinstance(value, str)}


def answer(visit: Visit, template: str, status: int = 200, **facts: Any) -> Response:
    """Return a page with forms, which nobody but the one who asked may keep."""
    token = token_of(visit.request)
    made = page(visit, template, status, token=token, **facts)
    made.headers["cache-control"] = "no-store"
    give(visit.request, made, token)
    return made


def let_in(visit: Visit, entered: Entered, to: str) -> Response:
    """Send somebody who was let in on their way, with the cookie of their session and another token for forms."""
    request = visit.request
    made = RedirectResponse(to, 303)
    made.set_cookie(
        SESSION,
        entered.session,
        max_age=int(LONGEST_SESSION.total_seconds()),
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",  # a link in a mail leads to the case; what changes something is checked besides
        path="/",
    )
    give(request, made, fresh_token())
    return made


def put_out(visit: Visit) -> Response:
    """Send somebody whose session ended to where one begins."""
    made = RedirectResponse(visit.url("/sign-in"), 303)
    made.delete_cookie(SESSION, path="/")
    give(visit.request, made, fresh_token())
    return made


def onward(visit: Visit, asked: str) -> str:
    """Return where somebody goes who was let in: to the page of this site that they asked for, else to the cases."""
    here = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if here else visit.url("/cases")


def address_of(request: Request) -> str:
    """Return where a request comes from: what a proxy says is taken only from the one that is trusted."""
    return request.client.host if request.client else ""


MOST, BYTES, SECONDS = 40, 200_000_000, 3600.0
"""Texts that wait at most, bytes of them all with what was read of them, and how long each waits."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits.

    Attributes:
        key: by which the page calls it; owner: token of the visitor who sent it; name: as sent.
        data: its bytes; read: what was read of it; since: when it came, by the clock of `WaitingRoom`.
    """

    key: str
    owner: str
    name: str
    data: bytes = dataclasses.field(repr=False)
    read: ReadThere = dataclasses.field(repr=False)
    since: float

    @property
    def weight(self) -> int:
        """Bytes of the text and of what was read of it."""
        return len(self.data) + self.read.weight


class WaitingRoom:
    """The texts that wait. Where there are too many, those that came first give up their place."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._texts: dict[str, Waiting] = {}

    def put(self, owner: str, name: str, data: bytes, read: ReadThere) -> Waiting:
        """Let a text wait."""
        waiting = Waiting(secrets.token_urlsafe(12), owner, name, data, read, self._clock())
        with self._lock:
            self._texts[waiting.key] = waiting
            self._leave()
        return waiting

    def get(self, owner: str, key: str) -> Waiting | None:
        """Return a text that a visitor sent, None where it does not wait any more."""
        with self._lock:
            self._leave()
            found = self._texts.get(key)
        return found if found is not None and secrets.compare_digest(found.owner, owner) else None

    def of(self, owner: str) -> tuple[Waiting, ...]:
        """Return the texts that a visitor sent, in order."""
        with self._lock:
            self._leave()
            return tuple(each for each in self._texts.values() if each.owner == owner)

    def drop(self, key: str) -> None:
        """Let a text go."""
        with self._lock:
            self._texts.pop(key, None)

    def _leave(self) -> None:
        """Let go of what waited too long, and of what came first where there is too much."""
        now = self._clock()
        size = sum(each.weight for each in self._texts.values())
        for key, each in list(self._texts.items()):
            if now - each.since <= SECONDS and len(self._texts) <= MOST and size <= BYTES:
                break
            size -= each.weight
            del self._texts[key]
