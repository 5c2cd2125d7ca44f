"""What the commands of the desk are asked with: where it is, who asks and why, beside what those of a library have."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from alinea.cli.asking import Asked
from alinea.cli.options import Action

if TYPE_CHECKING:
    from alinea.desk.casework import Desk
    from alinea.model.cases import Account, Author

TOKEN = "ALINEA_TOKEN"  # noqa: S105 - the name of a variable
"""The variable of the environment with the token of a person: on a command line others of the machine would see it."""


@dataclass(frozen=True, slots=True)
class AtDesk(Asked):
    """What a command of the desk is asked with.

    A command that takes it first has ``--desk`` and ``--library``, and what else `Changing` and the others below say;
    what the desk refuses is told, as what keeps the library from being used.

    Attributes:
        desk: as given, None for the one beside the library; actor: as given, None for the user of the system; why: in
            their words.
    """

    desk: str | None = None
    actor: str | None = None
    why: str = ""

    options: ClassVar[tuple[str, ...]] = ("desk", "library")

    @property
    def at(self) -> datetime.datetime:
        """The instant."""
        return self.clock()

    @property
    def where(self) -> str | Path:
        """Where the desk is: as given, or beside the library."""
        return self.desk or self.library.with_name("desk.sqlite")

    def guarded(self, work: Action) -> int:
        """Do some work and return the exit code; say why desk or library do not do it, and what to do."""
        from alinea.cli.case import guard

        return super(AtDesk, self).guarded(lambda: guard(self, work))

    @contextmanager
    def at_desk(self, *, create: bool = False) -> Iterator[Desk]:
        """Open the desk, as who works at it may read it."""
        with self.whole_desk(create=create) as desk:
            yield desk.for_reader(self.account(desk))

    def whole_desk(self, *, create: bool = False) -> Desk:
        """Open the desk for whoever holds the database: to look after its accounts, to copy and to prove it."""
        from alinea.desk.casework import Desk

        return Desk.open(self.where, create=create)

    def author(self, desk: Desk) -> Author:
        """Return who makes a change.

        Raises:
            DeskError: see `account`.
        """
        from alinea.model.cases import Author

        account = self.account(desk)
        if account is None:
            return Author((self.actor or user()).strip(), self.at, self.why.strip())
        return Author(account.name, self.at, self.why.strip(), account=account.id)

    def operator(self) -> Author:
        """Return who looks after the accounts: whoever may write to the database, by the name the system has."""
        from alinea.model.cases import Author

        return Author(user(), self.at, self.why.strip(), operator=True)

    def account(self, desk: Desk) -> Account | None:
        """Return whose token `TOKEN` of the environment has, None where there is none or the desk has no accounts.

        Raises:
            DeskError: ``bad-token``, it is nobody's; ``not-yourself``, another person was named besides.
        """
        from alinea.desk.access import Access
        from alinea.desk.faults import DeskError
        from alinea.desk.people import known_by
        from alinea.vocab.folding import fold

        token = os.environ.get(TOKEN)
        if not token or not desk.has_accounts():
            return None
        found = Access(desk).bearer(token)
        if found is None:
            raise DeskError("bad-token", TOKEN)
        if self.actor and fold(self.actor.strip()) not in known_by(found):
            raise DeskError("not-yourself", self.actor, found.name)
        return found


Changing = Annotated[AtDesk, "why", "actor"]
Signing = Annotated[AtDesk, "actor"]
"""A change that says itself why it is made."""
Clustering = Annotated[AtDesk, "why", "actor", "json"]
Listed = Annotated[AtDesk, "actor", "json", "csv", "excel"]
InForms = Annotated[AtDesk, "json", "csv", "excel"]
Reading = Annotated[AtDesk, ()]
ReadingJson = Annotated[AtDesk, "json"]
Keeping = Annotated[AtDesk, "why"]
"""A change of whoever holds the database."""


def user() -> str:
    """Return the name of the user of the system, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
