"""The desk for Python: cases opened, worked on and closed, as by the command, the pages and the API."""

from __future__ import annotations

import datetime
import os
from os import PathLike
from pathlib import Path
from types import TracebackType

from alinea.desk.access import Access
from alinea.desk.addressees import Addressees, addressees_of
from alinea.desk.casework import Desk as Store
from alinea.desk.faults import DeskError
from alinea.desk.history import Fault
from alinea.desk.opening import name_of
from alinea.library.cases import CaseChange, make, proposed, received_file
from alinea.model.cases import Account, Author, Case, CaseFile, Change
from alinea.public import Library
from alinea.store.library import Library as Texts


class Desk:
    """The cases worked on beside a library, and what can be done with them; each change is kept with who, when and why.

    Args:
        where: its file, made by the first case; an address of PostgreSQL; None for the one beside the library.
        library: of the texts that cases are opened on.
        actor: who works, in their own words; token: of an account, where the desk has accounts.

    A sample: ``Desk(library=Library("texts.sqlite"), actor="Ana Diallo").open("62/27#op_8", "call-for-views")``.
    """

    def __init__(
        self,
        where: str | PathLike[str] | None = None,
        *,
        library: Library,
        actor: str = "",
        token: str | None = None,
    ) -> None:
        self.library = library
        self.where = os.fspath(where) if where is not None else str(library.path.with_name("desk.sqlite"))
        self._actor, self._token = actor, token
        self._whole: Store | None = None

    def close(self) -> None:
        """Let go of the file or the connection."""
        if self._whole is not None:
            self._whole.close()
            self._whole = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Desk({name_of(self.where)!r})"

    def cases(self) -> tuple[Case, ...]:
        """Return every case that may be read, in order of their numbers; none where there is no desk yet."""
        try:
            return self._desk().cases()
        except DeskError as error:
            if error.code == "absent":
                return ()
            raise

    def case(self, number: int) -> CaseFile:
        """Return a case with its file: steps, replies, notes, review."""
        return self._desk().case(number)

    def addressees(self, number: int) -> Addressees:
        """Return whom a case asks, one by one, and who has replied; `Addressees.waiting` are those who have not."""
        case = self.case(number)
        return addressees_of(case.basis, case.replies)

    def history(self, number: int | None = None) -> tuple[Change, ...]:
        """Return who changed a case, or any, when and why, and what stood there before."""
        return self._desk().history(number)

    def faults(self) -> tuple[Fault, ...]:
        """Return what shows that the desk was altered behind its history: none, where it is whole."""
        return self._desk().faults()

    def open(
        self, address: str, kind: str | None = None, *, on: datetime.date | None = None, why: str = ""
    ) -> Case:
        """Open a case on a paragraph or a commitment, and return it.

        Args:
            address: ``75/28#op_6``, ``75/28 §6``; kind: ``call-for-views`` …, where several would fit.

        Raises:
            CaseError: several kinds or commitments may be meant. NotHeldError: the text is not held.
        """
        day = on or self.library.as_of
        with Texts.open(self.library.path) as texts:
            named, basis = proposed(texts, address, kind, day)
        return self._desk(create=True).open_case(named, basis, day, self._author(why))

    def change(self, number: int, action: str, *, seen: int | None = None, **said: object) -> Case:
        """Make one change of a case and return it: what ``POST /cases/{number}/changes`` takes, by the same names.

        Args:
            action: ``step``, ``note``, ``assign``, ``reply``, ``review``, ``verdict``, ``sign``, ``close`` …
            seen: the version that was seen, None for that which stands; said: ``step="report"``, ``why="…"``.

        Raises:
            pydantic.ValidationError: what is said is not understood.
            ConflictError: somebody changed the same meanwhile.
        """
        wanted = CaseChange.model_validate({"action": action, **said})
        return make(self._desk(), number, wanted, self._author(wanted.why), seen, self.library.as_of)

    def reply(
        self, number: int, sender: str, file: str | PathLike[str], *, on: datetime.date | None = None
    ) -> Case:
        """Log a reply that came as a file, and return the case; its text is read where it can be."""
        path = Path(file)
        received = received_file(sender, on or self.library.as_of, path.read_bytes(), path.name)
        return self._desk().receive(number, received, self._author(""))

    def _desk(self, *, create: bool = False) -> Store:
        if self._whole is None:
            self._whole = Store.open(self.where, create=create)
        return self._whole.for_reader(self._account(self._whole))

    def _account(self, desk: Store) -> Account | None:
        if self._token is None or not desk.has_accounts():
            return None
        found = Access(desk).bearer(self._token)
        if found is None:
            raise DeskError("bad-token", "token")
        return found

    def _author(self, why: str) -> Author:
        now = datetime.datetime.now(datetime.UTC)
        account = self._account(self._whole) if self._whole else None
        if account is None:
            return Author(self._actor, now, why.strip())
        return Author(account.name, now, why.strip(), account=account.id)
