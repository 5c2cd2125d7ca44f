"""The people of a desk, looked after by an administrator: who is there, in which role, for which entity."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from alinea.desk.access import INVITED, Access
from alinea.desk.accounts import Accounts
from alinea.desk.faults import DeskError
from alinea.desk.permissions import permitted
from alinea.model.cases import Role
from alinea.presenting.cases import refusal
from alinea.presenting.people import invitation_message
from alinea.server.api.casework import Casework, casework_of
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import answer, form_of

ROLES = get_args(Role)

routes = APIRouter()


@routes.get("/people")
def _people_page(visit: Visiting) -> Response:
    return _people(visit, _administered(visit.request))


@routes.post("/people")
async def _change_page(request: Request, visit: Visiting) -> Response:
    form = await form_of(request)
    return await run_in_threadpool(_change, visit, await run_in_threadpool(_administered, request), form)


def _administered(request: Request) -> Casework:
    """Return the cases as they are served to one who looks after the accounts.

    Raises:
        HTTPException: 404, the desk has no accounts; 401, nobody is signed in.
        DeskError: ``not-permitted``, who is signed in does not look after the accounts.
    """
    casework = casework_of(request)
    if casework.account is None:
        raise HTTPException(404)
    if not permitted(casework.account.role, "account-add"):
        raise DeskError("not-permitted", "account-add", casework.account.role)
    return casework


def _people(
    visit: Visit,
    casework: Casework,
    told: str = "",
    link: str = "",
    message: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    return answer(
        visit,
        "people.html",
        422 if told else 200,
        accounts=Accounts(casework.desk()).all(),
        me=casework.account,
        roles=ROLES,
        told=told,
        link=link,
        message=message,
        typed={name: (typed or {}).get(name, "") for name in ("login", "name", "role", "team", "email")},
    )


def _change(visit: Visit, casework: Casework, form: Mapping[str, str]) -> Response:
    """Make the change of a form; the desk itself asks whether the person may."""
    accounts, author = Accounts(casework.desk()), casework.author(form.get("why", ""))
    try:
        match form.get("action"):
            case "add":
                role = _role(form)
                email = form.get("email", "").strip() or None
                team = form.get("team", "").strip() or None
                login, name = form.get("login", "").strip(), form.get("name", "")
                added = accounts.add(login, name, role, author, team=team, email=email)
                return _invited(visit, casework, added.id)
            case "role":
                accounts.set_role(_number(form), _role(form), author)
            case "team":
                accounts.set_team(_number(form), form.get("team", "").strip() or None, author)
            case "disable":
                accounts.disable(_number(form), author)
            case "enable":
                accounts.enable(_number(form), author)
            case "confirm":
                accounts.confirm(_number(form), author)
            case "invite":
                return _invited(visit, casework, _number(form))
            case _:
                raise HTTPException(400)
    except DeskError as error:
        if error.code in ("not-permitted", "who"):
            raise
        return _people(
            visit, casework, refusal(error.code, error.what, error.reason, visit.words), typed=form
        )
    return RedirectResponse(visit.url("/people"), 303)


def _invited(visit: Visit, casework: Casework, number: int) -> Response:
    """Show the link of an invitation, this once."""
    desk = casework.desk()
    link = f"{visit.request.base_url}invitation/{Access(desk).invite(number, casework.author())}"
    account = next(each for each in Accounts(desk).all() if each.id == number)
    until = (casework.now() + INVITED).date()
    message = b64encode(invitation_message(account, link, until, visit.words)).decode()
    return _people(visit, casework, link=link, message=message)


def _role(form: Mapping[str, str]) -> Role:
    role = form.get("role", "")
    if role not in ROLES:
        raise HTTPException(400)
    return cast(Role, role)


def _number(form: Mapping[str, str]) -> int:
    number = form.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise HTTPException(400)
    return int(number)
