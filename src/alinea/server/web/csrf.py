"""Forms that change something: a token in the page and in a cookie, which a page of another site cannot know."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

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
