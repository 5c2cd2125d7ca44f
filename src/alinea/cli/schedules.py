"""The commands that write cycles, forecasts, inventories and news, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from pathlib import Path
from typing import cast

import typer

from alinea.cli.library import Action, Texts, among, library_file
from alinea.cli.questions import KINDS, Asking, day, known_organ
from alinea.cli.read import UsageError
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.library.schedules.names import MONTHS, REGISTERS, RegisterName, ScheduleName
from alinea.presenting.papers.paper import FORMS, SUFFIXES, PaperForm
from alinea.presenting.question_words import question_words
from alinea.presenting.words import Words

IN_BYTES = ("docx", "xlsx")
"""Forms that no terminal shows: they need a file."""


def register(app: typer.Typer, catalogue: Words, today: datetime.date) -> None:
    """Put the commands on the command line.

    Args:
        catalogue: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    options = Papers(question_words(catalogue.language))
    _cycle(app, options, today)
    _forecast(app, options, today)
    _inventory(app, options, today)
    _news(app, options, today)
    _register(app, options, today)


class Papers(Asking):
    """The options of these commands, in the words of a language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.begins = typer.Option(None, "--from", metavar="YYYY-MM", help=words("paper.help.from"))
        self.after = typer.Option(None, "--since", metavar="DATE", help=words("paper.help.since"))
        self.to = typer.Option(None, "--to", metavar="|".join(FORMS), help=words("paper.help.to"))
        self.out = typer.Option(None, "--out", metavar="FILE", help=words("paper.help.out"))

    def months(self, name: ScheduleName) -> int:
        """Return the option of how many months."""
        found: int = typer.Option(
            MONTHS[name], min=1, max=120, metavar="N", help=self.words("paper.help.months")
        )
        return found


def _cycle(app: typer.Typer, options: Papers, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("paper.help.cycle"))
    def cycle(
        organ: str | None = options.organ,
        from_: str | None = options.begins,
        months: int = options.months("cycle"),
        bearer: str | None = options.bearer,
        kind: Texts = options.kind,
        to: str | None = options.to,
        out: Path | None = options.out,
        force: bool = options.force,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        asked = Asked("cycle", organ, bearer, kind, to, out, as_of, library, force=force)
        return options.action(lang, asked.work(words, today, month(from_, words), months))


def _forecast(app: typer.Typer, options: Papers, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("paper.help.forecast"))
    def forecast(
        organ: str | None = options.organ,
        from_: str | None = options.begins,
        months: int = options.months("forecast"),
        bearer: str | None = options.bearer,
        to: str | None = options.to,
        out: Path | None = options.out,
        force: bool = options.force,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        asked = Asked("forecast", organ, bearer, None, to, out, as_of, library, force=force)
        return options.action(lang, asked.work(words, today, month(from_, words), months))


def _inventory(app: typer.Typer, options: Papers, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("paper.help.inventory"))
    def inventory(
        bearer: str | None = options.bearer,
        organ: str | None = options.organ,
        to: str | None = options.to,
        out: Path | None = options.out,
        force: bool = options.force,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        asked = Asked("inventory", organ, bearer, None, to, out, as_of, library, force=force)
        return options.action(lang, asked.work(words, today, None, 0))


def _news(app: typer.Typer, options: Papers, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("paper.help.news"))
    def news(
        since: str | None = options.after,
        bearer: str | None = options.bearer,
        organ: str | None = options.organ,
        kind: Texts = options.kind,
        to: str | None = options.to,
        out: Path | None = options.out,
        force: bool = options.force,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        asked = Asked("news", organ, bearer, kind, to, out, as_of, library, force=force)
        begins = day("--since", since, words)
        if begins is None:
            raise UsageError(words("paper.need-since"))
        return options.action(lang, asked.work(words, today, begins, 0))


def _register(app: typer.Typer, options: Papers, today: datetime.date) -> None:
    words = options.words
    which = typer.Argument(..., metavar="|".join(REGISTERS), help=words("paper.help.name"))

    @app.command("register", help=words("paper.help.register"))
    def register_(
        name: str = which,
        organ: str | None = options.organ,
        session: int | None = options.session,
        bearer: str | None = options.bearer,
        to: str | None = options.to,
        out: Path | None = options.out,
        force: bool = options.force,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        [known] = among("NAME", [name], REGISTERS, words)
        asked = Asked("register", organ, bearer, None, to, out, as_of, library, force=force, session=session)
        return options.action(lang, asked.work(words, today, None, 12, known))


class Asked:
    """What all of these commands are told."""

    def __init__(
        self,
        name: ScheduleName,
        organ: str | None,
        bearer: str | None,
        kind: Texts,
        to: str | None,
        out: Path | None,
        as_of: str | None,
        library: Path | None,
        *,
        force: bool,
        session: int | None = None,
    ) -> None:
        self.session = session
        self.name, self.organ, self.bearer, self.kind = name, organ, bearer, kind
        self.to, self.out, self.as_of, self.library, self.force = to, out, as_of, library, force

    def work(
        self,
        words: Words,
        today: datetime.date,
        begins: datetime.date | None,
        months: int,
        register: str = REGISTERS[0],
    ) -> Action:
        """Return what is to be done.

        Raises:
            UsageError: something given is not understood.
        """
        kinds = among("--kind", self.kind, KINDS, words)
        known_organ(self.organ, words)
        stands = day("--as-of", self.as_of, words) or today
        among("--to", [self.to] if self.to else None, FORMS, words)
        form = form_for(self.out, cast("PaperForm | None", self.to), SUFFIXES, "text", words)
        if form in IN_BYTES and self.out is None:
            raise UsageError(words("paper.need-out", form=form))
        keep_what_is_there(self.out, words, force=self.force)

        def work() -> int:
            from alinea.cli.schedule import ScheduleRequest, run
            from alinea.library.ledger import LedgerQuery
            from alinea.presenting.papers.schedules import ScheduleQuery

            asked = LedgerQuery(
                stands, session=self.session, organ=self.organ, kinds=kinds, bearer=self.bearer
            )
            request = ScheduleRequest(
                ScheduleQuery(self.name, asked, begins or stands, months, cast("RegisterName", register)),
                library_file(self.library),
                form,
                self.out,
                words,
            )
            return run(request)

        return work


def month(typed: str | None, words: Words) -> datetime.date | None:
    """Return the first day of the month that ``--from`` gives, None where it is not given.

    Raises:
        UsageError: it is no month.
    """
    return day("--from", f"{typed}-01" if typed and typed.count("-") == 1 else typed, words)
