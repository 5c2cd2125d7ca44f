"""The commands that write cycles, forecasts, inventories and news, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.library import guarded, library_file
from alinea.cli.options import Action, AsOf, Bearer, Force, Kinds, LibraryFile, Organ, Out, Session, option
from alinea.cli.questions import day, known_organ
from alinea.cli.read import UsageError
from alinea.cli.usage import Application, Register
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.library.schedules.names import MONTHS, RegisterName, ScheduleName
from alinea.presenting.papers.paper import FORMS, SUFFIXES, PaperForm
from alinea.presenting.words import Words

IN_BYTES = ("docx", "xlsx")
"""Forms that no terminal shows: they need a file."""

To = Annotated[str | None, option("--to", "|".join(FORMS), "paper.help.to")]
Begins = Annotated[str | None, option("--from", "YYYY-MM", "paper.help.from")]
Months = Annotated[int, option("--months", "N", "paper.help.months", min=1, max=120)]


@dataclass(frozen=True, slots=True)
class Asking:
    """What all of these commands are told."""

    words: Words
    today: datetime.date
    to: PaperForm | None
    out: Path | None
    as_of: str | None
    library: Path | None
    force: bool

    def work(
        self,
        name: ScheduleName,
        organ: str | None,
        bearer: str | None,
        kinds: tuple[str, ...] = (),
        begins: datetime.date | None = None,
        months: int = 12,
        register: RegisterName = "observances",
        session: int | None = None,
    ) -> Action:
        """Return what is to be done.

        Raises:
            UsageError: something given is not understood.
        """
        words = self.words
        known_organ(organ, words)
        stands = day("--as-of", self.as_of, words) or self.today
        form = form_for(self.out, self.to, SUFFIXES, "text", words)
        if form in IN_BYTES and self.out is None:
            raise UsageError(words("paper.need-out", form=form))
        keep_what_is_there(self.out, words, force=self.force)

        def work() -> int:
            from alinea.cli.schedule import ScheduleRequest, run
            from alinea.library.ledger import LedgerQuery
            from alinea.presenting.papers.schedules import ScheduleQuery

            asked = LedgerQuery(stands, session=session, organ=organ, kinds=kinds, bearer=bearer)
            query = ScheduleQuery(name, asked, begins or stands, months, register)
            return run(ScheduleRequest(query, library_file(self.library), form, self.out, words))

        return guarded(words, work)


def register(app: Application, words: Words, today: datetime.date) -> None:
    """Put the commands on the command line.

    Args:
        words: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    command = app.within(words)

    def asking(
        to: str | None, out: Path | None, as_of: str | None, library: Path | None, force: bool
    ) -> Asking:
        return Asking(words, today, cast("PaperForm | None", to), out, as_of, library, force)

    _ahead(command, asking)
    _inventory(command, asking)
    _news(command, asking)
    _register(command, asking)


def _ahead(command: Register, asking: Callable[..., Asking]) -> None:
    @command(help="paper.help.cycle")
    def cycle(
        organ: Organ = None,
        from_: Begins = None,
        months: Months = MONTHS["cycle"],
        bearer: Bearer = None,
        kind: Kinds = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
        library: LibraryFile = None,
    ) -> Action:
        asked = asking(to, out, as_of, library, force)
        return asked.work("cycle", organ, bearer, tuple(kind or ()), month(from_, asked.words), months)

    @command(help="paper.help.forecast")
    def forecast(
        organ: Organ = None,
        from_: Begins = None,
        months: Months = MONTHS["forecast"],
        bearer: Bearer = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
        library: LibraryFile = None,
    ) -> Action:
        asked = asking(to, out, as_of, library, force)
        return asked.work("forecast", organ, bearer, (), month(from_, asked.words), months)


def _inventory(command: Register, asking: Callable[..., Asking]) -> None:
    @command(help="paper.help.inventory")
    def inventory(
        bearer: Bearer = None,
        organ: Organ = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
        library: LibraryFile = None,
    ) -> Action:
        return asking(to, out, as_of, library, force).work("inventory", organ, bearer)


def _news(command: Register, asking: Callable[..., Asking]) -> None:
    @command(help="paper.help.news")
    def news(
        since: Annotated[str | None, option("--since", "DATE", "paper.help.since")] = None,
        bearer: Bearer = None,
        organ: Organ = None,
        kind: Kinds = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
        library: LibraryFile = None,
    ) -> Action:
        asked = asking(to, out, as_of, library, force)
        begins = day("--since", since, asked.words)
        if begins is None:
            raise UsageError(asked.words("paper.need-since"))
        return asked.work("news", organ, bearer, tuple(kind or ()), begins)


def _register(command: Register, asking: Callable[..., Asking]) -> None:
    @command("register", help="paper.help.register")
    def register_(
        name: Annotated[str, typer.Argument(metavar="REGISTER", help="paper.help.name")],
        organ: Organ = None,
        session: Session = None,
        bearer: Bearer = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
        library: LibraryFile = None,
    ) -> Action:
        known = cast(RegisterName, name)
        asked = asking(to, out, as_of, library, force)
        return asked.work("register", organ, bearer, register=known, session=session)


def month(typed: str | None, words: Words) -> datetime.date | None:
    """Return the first day of the month that ``--from`` gives, None where it is not given.

    Raises:
        UsageError: it is no month.
    """
    return day("--from", f"{typed}-01" if typed and typed.count("-") == 1 else typed, words)
