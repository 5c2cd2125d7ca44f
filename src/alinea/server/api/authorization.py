"""Who may call what: every route that is not only read, with the action of the table of permissions that it asks for.

A route that is missing here is refused: nothing that changes something is reached before somebody said whose it is.
What is asked for in detail — a signature, a decision, the account of another — the desk asks itself when it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from alinea.desk.faults import DeskError
from alinea.desk.permissions import permitted
from alinea.server.api.casework import Casework, account_of
from alinea.server.api.state import served_by

ANYBODY: Final = "anybody"
"""The route changes nothing that is kept, or is where one who has no session yet begins one."""

SIGNED_IN: Final = "signed-in"
"""The route does several things, or what is one's own: the desk asks for the action when it knows which."""

ASKED: Mapping[str, str] = {
    "/add": "add-text",
    "/add/all": "add-text",
    "/add/{key}": "add-text",
    "/versions/{name:path}": "remove-text",
    "/cases": "open",
    "/cases/{number:int}": SIGNED_IN,
    "/account": SIGNED_IN,
    "/inbox": SIGNED_IN,
    "/people": SIGNED_IN,
    "/sign-out": SIGNED_IN,
    "/sign-in": ANYBODY,
    "/invitation/{secret}": ANYBODY,
    "/compare": ANYBODY,
    "/lint": ANYBODY,
    "/api/v1/cases": "open",
    "/api/v1/cases/reviews": "open",
    "/cases/clusters": "open",
    "/api/v1/cases/{number}/changes": SIGNED_IN,
    "/api/v1/lint": ANYBODY,
    "/api/v1/read": ANYBODY,
    "/api/v1/reconcile": ANYBODY,
}
"""Routes that take more than a question, by their paths."""

READING = ("GET", "HEAD")


async def guard(request: Request) -> None:
    """Let a request pass that may be made; put before every route of an application.

    Raises:
        HTTPException: 401, an account is asked for; 403, the route is not in the table.
        DeskError: ``not-permitted``, the account may not do it; or the desk cannot be asked.
    """
    if request.method in READING:
        return
    action = ASKED.get(request.scope["route"].path)
    if action is None:
        raise HTTPException(403)
    casework = served_by(request).casework
    if action != ANYBODY and casework is not None:
        await run_in_threadpool(_ask, request, casework, action)


def _ask(request: Request, casework: Casework, action: str) -> None:
    if not casework.team():  # the one user of this machine may do everything
        return
    account = account_of(request, casework)
    if action != SIGNED_IN and not permitted(account.role, action):
        raise DeskError("not-permitted", action, account.role)
