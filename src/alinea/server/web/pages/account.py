"""One's own account: signing in and out, taking up an invitation, the password, tokens, and the notes that name one."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from alinea.desk.access import SHORTEST, Access
from alinea.desk.accounts import Accounts
from alinea.desk.faults import DeskError
from alinea.model.cases import Account
from alinea.presenting.cases import refusal
from alinea.server.api.casework import SESSION, Casework, account_of, casework_of
from alinea.server.api.state import served_by
from alinea.server.web.provider import Begun, Provider, ProviderError
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import address_of, answer, form_of, let_in, onward, put_out

BEGUN = "alinea-begun"
"""The cookie with which a browser goes to the provider of identities and comes back."""

TOLD = {"not-let-in": 422, "too-many-attempts": 429, "weak-password": 422}
"""What is said beside the form, and with which status."""

routes = APIRouter()


@routes.get("/sign-in")
def _sign_in_page(visit: Visiting) -> Response:
    _served(visit.request)
    return _sign_in(visit, visit.request.query_params.get("next", ""))


@routes.post("/sign-in")
async def _enter_page(request: Request, visit: Visiting) -> Response:
    return await run_in_threadpool(_enter, visit, await form_of(request))


@routes.post("/sign-out")
async def _sign_out(request: Request, visit: Visiting) -> Response:
    await form_of(request)
    await run_in_threadpool(Access(_served(request).desk()).sign_out, request.cookies.get(SESSION, ""))
    return put_out(visit)


@routes.get("/invitation/{secret}")
def _invitation_page(secret: str, visit: Visiting) -> Response:
    return _invitation(visit, secret)


@routes.post("/invitation/{secret}")
async def _take_up_page(secret: str, request: Request, visit: Visiting) -> Response:
    return await run_in_threadpool(_take_up, visit, secret, await form_of(request))


@routes.get("/sign-in/provider")
def _leave(visit: Visiting) -> Response:
    _served(visit.request)
    url, begun = _provider(visit.request).begin(
        _redirect(visit.request), visit.request.query_params.get("next", "")[:2000]
    )
    made = RedirectResponse(url, 303)
    made.set_cookie(
        BEGUN,
        urlsafe_b64encode(begun.kept().encode()).decode(),
        max_age=600,
        httponly=True,
        secure=visit.request.url.scheme == "https",
        samesite="lax",  # the provider is another site, and sends the browser back
        path="/sign-in",
    )
    return made


@routes.get("/sign-in/returned")
def _come_back(visit: Visiting) -> Response:
    request = visit.request
    casework = _served(request)
    kept = request.cookies.get(BEGUN, "")
    try:
        begun = Begun.of(b64decode(kept.encode(), b"-_").decode())
        vouched = _provider(request).finish(begun, str(request.url), _redirect(request), casework.now())
    except (ProviderError, ValueError):
        return _sign_in(visit, "", visit.words("people.not-vouched"), 422)
    entered = Access(casework.desk()).sign_in_by_provider(
        vouched.issuer, vouched.subject, vouched.email, casework.now(), request.cookies.get(SESSION)
    )
    made = let_in(visit, entered, onward(visit, begun.next))
    made.delete_cookie(BEGUN, path="/sign-in")
    return made


@routes.get("/account")
def _account_page(visit: Visiting) -> Response:
    return _account(visit)


@routes.post("/account")
async def _change_page(request: Request, visit: Visiting) -> Response:
    return await run_in_threadpool(_change, visit, await form_of(request))


@routes.get("/inbox")
def _inbox(visit: Visiting) -> Response:
    casework, mine = _mine(visit.request)
    return answer(visit, "inbox.html", mentions=Accounts(casework.desk()).inbox(mine), account=mine)


@routes.post("/inbox")
async def _read(request: Request, visit: Visiting) -> Response:
    form = await form_of(request)
    to = form.get("to", "")
    if not (to.isascii() and to.isdigit() and len(to) < 10):
        raise HTTPException(400)
    casework, mine = await run_in_threadpool(_mine, request)
    await run_in_threadpool(Accounts(casework.desk()).read_inbox, mine, int(to))
    return RedirectResponse(visit.url("/inbox"), 303)


def _provider(request: Request) -> Provider:
    """Return the provider of identities.

    Raises:
        HTTPException: 404, none is configured.
    """
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise HTTPException(404)
    return provider


def _redirect(request: Request) -> str:
    return f"{request.base_url}sign-in/returned"


def _served(request: Request) -> Casework:
    """Return the cases that are served to a team.

    Raises:
        HTTPException: 404, nobody signs in here.
    """
    casework = served_by(request).casework
    if casework is None or not casework.team():
        raise HTTPException(404)
    return casework


def _mine(request: Request) -> tuple[Casework, Account]:
    """Return the cases as they are served to the one who is signed in, and their account.

    Raises:
        HTTPException: 404, nobody signs in here; 401, nobody is signed in.
    """
    account = account_of(request, _served(request))
    return casework_of(request), account


def _sign_in(visit: Visit, next: str, told: str = "", status: int = 200, login: str = "") -> Response:
    provider = visit.request.app.state.provider
    return answer(
        visit, "sign-in.html", status, next=next, told=told, login=login, provider=provider is not None
    )


def _enter(visit: Visit, form: Mapping[str, str]) -> Response:
    request, login, next = visit.request, form.get("login", ""), form.get("next", "")
    casework = _served(request)
    try:
        entered = Access(casework.desk()).sign_in(
            login, form.get("password", ""), address_of(request), casework.now(), request.cookies.get(SESSION)
        )
    except DeskError as error:
        if error.code not in TOLD:
            raise
        return _sign_in(visit, next, _said(error, visit), TOLD[error.code], login)
    return let_in(visit, entered, onward(visit, next))


def _invitation(visit: Visit, secret: str, told: str = "", status: int = 200) -> Response:
    casework = _served(visit.request)
    account = Access(casework.desk()).invited(secret, casework.now())
    return answer(
        visit, "invitation.html", status, account=account, secret=secret, told=told, shortest=SHORTEST
    )


def _take_up(visit: Visit, secret: str, form: Mapping[str, str]) -> Response:
    casework, new = _served(visit.request), form.get("new", "")
    try:
        if new != form.get("again", ""):
            raise DeskError("passwords-differ")
        before = visit.request.cookies.get(SESSION)
        entered = Access(casework.desk()).take_up(secret, new, casework.now(), before)
    except DeskError as error:
        if error.code not in ("weak-password", "passwords-differ"):
            raise
        return _invitation(visit, secret, _said(error, visit), 422)
    return let_in(visit, entered, visit.url("/cases"))


def _account(visit: Visit, told: str = "", status: int = 200, token: str = "") -> Response:
    casework, mine = _mine(visit.request)
    return answer(
        visit,
        "account.html",
        status,
        account=mine,
        made=token,
        tokens=[each for each in Access(casework.desk()).tokens(mine) if not each.revoked],
        told=told,
        shortest=SHORTEST,
    )


def _change(visit: Visit, form: Mapping[str, str]) -> Response:
    casework, mine = _mine(visit.request)
    access = Access(casework.desk())
    try:
        match form.get("action"):
            case "password":
                return _renew(visit, casework, mine, form)
            case "token":
                made = access.make_token(mine, form.get("label", ""), casework.author())
                return _account(visit, token=made)
            case "revoke":
                number = form.get("number", "")
                access.revoke(mine, int(number) if number.isascii() and number.isdigit() else 0)
                return RedirectResponse(visit.url("/account"), 303)
            case _:
                raise HTTPException(400)
    except DeskError as error:
        if error.code not in (*TOLD, "passwords-differ", "empty-text", "bad-text"):
            raise
        return _account(visit, _said(error, visit), TOLD.get(error.code, 422))


def _renew(visit: Visit, casework: Casework, mine: Account, form: Mapping[str, str]) -> Response:
    new = form.get("new", "")
    if new != form.get("again", ""):
        raise DeskError("passwords-differ")
    access, address = Access(casework.desk()), address_of(visit.request)
    entered = access.change_password(mine, form.get("old", ""), new, address, casework.now())
    return let_in(visit, entered, visit.url("/account"))


def _said(error: DeskError, visit: Visit) -> str:
    return refusal(error.code, error.what, error.reason, visit.words)
