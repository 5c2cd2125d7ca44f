"""The desk for Python: cases opened, worked on and closed, as by the command, the pages and the API."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType

from alinea.desk.access import Access
from alinea.desk.addressees import Addressees, addressees_of
from alinea.desk.casework import Desk as Store
from alinea.desk.faults import DeskError
from alinea.desk.reviews import Wanted
from alinea.library import cases
from alinea.model.cases import Author, Case, CaseFile, Change, Outcome, Verdict
from alinea.model.ledger import Entry
from alinea.public import Library


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
        return f"Desk({Store.name_shown(self.where)!r})"

    def cases(self) -> tuple[Case, ...]:
        """Return every case that may be read, in order of their numbers."""
        return self._desk().cases()

    def case(self, number: int) -> CaseFile:
        """Return a case with its file: steps, replies, notes, review.

        Raises:
            DeskError: there is none of that number.
        """
        return self._desk().case(number)

    def computed(self) -> Mapping[int, Entry]:
        """Return what the ledger says of the commitments of cases, by their numbers."""
        with self.library.opened() as store:
            return cases.computed(store, self.cases(), self.library.as_of)
