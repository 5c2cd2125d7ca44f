"""Forms of people: read only from pages of this site; and the cookie of a session, given and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from alinea.desk.access import LONGEST_SESSION, Entered
from alinea.server.api.casework import SESSION
from alinea.server.web.csrf import FIELD, checked, fresh_token, from_here, give, token_of
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit

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
