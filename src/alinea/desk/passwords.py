"""Passwords: which are good enough, and how they are kept and verified; argon2id, by argon2-cffi."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from alinea.desk.faults import DeskError
from alinea.model.accounts import Account

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1000
"""Characters of a password. At least 8 are asked for by NIST SP 800-63B, 5.1.1.2, longer ones recommended where it is
the only proof; the upper bound keeps hashing from being made to work for long."""

KINDS = 5
"""Different characters that a password has at least: fewer are a pattern of the keyboard."""


def chosen(password: str, account: Account) -> str:
    """Return a password that a person chose as it is kept.

    Raises:
        DeskError: ``weak-password``, it is too short or too long, one thing again and again, or a name of the person.
    """
    said = _normal(password)
    names = {"".join(name.casefold().split()) for name in (account.login, account.name)}
    plain = "".join(said.casefold().split())
    if not SHORTEST <= len(said) <= LONGEST or len(set(plain)) < KINDS or plain in names:
        raise DeskError("weak-password", SHORTEST)
    return encoded(said)


def encoded(password: str) -> str:
    """Return a password as it is kept."""
    return _hasher().hash(_normal(password))


def verified(kept: str | None, password: str) -> bool:
    """Return whether a password is the one that is kept; where none is kept, no password is, and it takes as long."""
    from argon2.exceptions import VerificationError

    try:
        # One character more than a password may have: a longer one is not taken for its beginning.
        return _hasher().verify(kept or _nobody(), _normal(password[: LONGEST + 1]))
    except VerificationError:
        return False


def outdated(kept: str) -> bool:
    """Return whether a password is kept by weaker means than it would be today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id, by the second profile that RFC 9106, 4, recommends


@cache
def _nobody() -> str:
    """Return what is verified where no password is kept: nothing that is typed is it."""
    return encoded(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    """Return a password as it is hashed: the same however a keyboard composes its letters (NIST, as above)."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())
