"""The people of a desk in words for a person, and as rows for a program."""

from __future__ import annotations

import datetime

from alinea.model.cases import Account, Mention
from alinea.presenting.answers import Row
from alinea.presenting.hits import excerpt
from alinea.presenting.products import unsent
from alinea.presenting.words import Words

COLUMNS = ("login", "name", "role", "team", "email", "state", "let_in_by")

QUOTED = 200
"""Characters of a note on a line."""


def account_row(account: Account) -> Row:
    """Return an account as a row of an answer, with the keys of `COLUMNS`."""
    return {
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "team": account.team,
        "email": account.email,
        "state": "disabled" if account.disabled else "active",
        "let_in_by": account.let_in_by,
    }


def account_line(account: Account, words: Words) -> str:
    """Return an account on one line: ``ana · Ana Diallo · approver · UNODA``."""
    parts = [account.login, account.name, words(f"role.{account.role}"), account.team or ""]
    if account.disabled:
        parts.append(words("accounts.disabled"))
    elif account.let_in_by:
        parts.append(words("accounts.to-confirm", who=account.let_in_by))
    return " · ".join(each for each in parts if each)


def invitation_message(account: Account, link: str, until: datetime.date, words: Words) -> bytes:
    """Return an invitation as a message that is opened, looked at and sent by who made it: it has the link in it."""
    said = ("hello", "lead", "link", "once", "not-asked")
    facts = {"name": account.name, "login": account.login, "link": link, "day": words.date(until)}
    text = "\n\n".join(words(f"invitation.{each}", **facts) for each in said)
    message = unsent(words("invitation.subject"), text)
    if account.email:
        message["To"] = account.email
    return message.as_bytes()


def mention_line(mention: Mention, words: Words) -> str:
    """Return a note that names a person on one line: ``case 3 · Ben Okoro, 1 July 2008: @ana please look · new``."""
    text = excerpt(" ".join(mention.text.split()), (), QUOTED)[0]
    said = words(
        "inbox.line", case=mention.case, actor=mention.actor, day=words.date(mention.noted_on), text=text
    )
    return said if mention.read else f"{said} · {words('inbox.new')}"
