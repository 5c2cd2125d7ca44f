"""The people of a desk that a team works at: who has an account, and what they may do."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "contributor", "approver", "administrator"]
"""What a person may do at a desk; which actions each has is data: `alinea/desk/permissions.toml`."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who works at a desk.

    Attributes:
        id: number of the account; login: by which the person signs in; name: by which the history names them, never
            another's and never changed.
        role: what they may do; team: the entity that they work for, None where none is told.
        email: by which a provider of identities knows them; disabled: they may not sign in any more.
        let_in_by: the administrator who alone made the link by which they get in, None once a second one has confirmed
            who they are: until then nothing is signed by them, nor what they did.
    """

    id: int
    login: str
    name: str
    role: Role
    team: str | None
    email: str | None
    disabled: bool
    let_in_by: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token by which programs act for a person; the token itself is kept nowhere.

    Attributes:
        id: number; label: what it is for, in the words of the person; made_on: the day; revoked: it is not good any
            more.
    """

    id: int
    label: str
    made_on: datetime.date
    revoked: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that names a person: case, note, its words, who wrote it and when; read: the person has seen it."""

    case: int
    note: int
    text: str
    actor: str
    noted_on: datetime.date
    read: bool
