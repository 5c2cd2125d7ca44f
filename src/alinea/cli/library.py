"""The commands of the library, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from alinea.cli.options import (
    Action,
    Csv,
    Excel,
    Force,
    Jobs,
    Json,
    LibraryFile,
    Ocr,
    TextLanguage,
    Texts,
    option,
)
from alinea.cli.read import FAILED, UsageError
from alinea.cli.reporting import stderr
from alinea.cli.usage import Application, Register
from alinea.presenting.forms import FORMS, Form, Printing
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.reading.ocr import recognise_pictures

if TYPE_CHECKING:
    from alinea.presenting.answers import AnswerForm


def register(
    app: Application,
    words: Words,
    printing: Callable[[Form], Printing],
    today: Callable[[], datetime.date],
) -> None:
    """Put the commands of the library on the command line.

    Args:
        words: of the language of help and messages.
        printing: how a record is printed in a form; today: the date of the day.
    """
    command = app.within(words)
    _add(command, words)
    _keeping(command, words)
    _copying(command, words)
    _search(command, words)
    _like(command, words)
    _show(command, words, printing)
    _list(command, words)
    _subjects(command, words)
    _export(command, words, today)


def guarded(words: Words, work: Action) -> Action:
    """Return an action that tells what keeps the library from being used, and what to do."""
    return partial(_guard, words, work)


def _guard(words: Words, work: Action) -> int:
    from alinea.store.faults import LibraryError

    try:
        return work()
    except LibraryError as error:
        told = words(f"library.{error.code}", path=error.path, reason=error.reason)
        stderr(printable(f"alinea: {told}"))
        return FAILED


def library_file(given: Path | None) -> Path:
    """Return the file of the library: the one given, or the one in the user's data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("alinea", appauthor=False) / "library.sqlite"


def form_of(words: Words, *, json: bool, csv: bool, excel: bool = False) -> "AnswerForm":
    """Return the form of an answer.

    Raises:
        UsageError: two forms are asked for.
    """
    if json + csv + excel > 1:
        raise UsageError(words("usage.json-or-csv"))
    return "json" if json else "csv" if csv else "excel" if excel else "text"


def _add(command: Register, words: Words) -> None:
    @command(help="help.add")
    def add(
        paths: Annotated[Texts, typer.Argument(metavar="PATH", help="help.add-paths")] = None,
        library: LibraryFile = None,
        metadata: Annotated[bool, typer.Option("--metadata", help="help.metadata")] = False,
        documents: Annotated[bool, typer.Option("--documents", help="help.documents")] = False,
        columns: Annotated[Path | None, option("--columns", "TOML", "help.columns")] = None,
        language: TextLanguage = "auto",
        ocr: Ocr = False,
        jobs: Jobs = None,
        json: Annotated[bool, typer.Option("--json", help="help.add-json")] = False,
    ) -> Action:
        if not paths:
            raise UsageError(words("usage.no-paths"))
        recognise_pictures(ocr, language)

        def work() -> int:
            from alinea.cli.add import AddRequest, run

            request = AddRequest(
                tuple(paths), library_file(library), language, jobs, metadata, json, words, documents, columns
            )
            return run(request)

        return guarded(words, work)


def _keeping(command: Register, words: Words) -> None:
    @command(help="help.remove")
    def remove(
        names: Annotated[Texts, typer.Argument(metavar="SYMBOL|PATH", help="help.remove-names")] = None,
        library: LibraryFile = None,
    ) -> Action:
        if not names:
            raise UsageError(words("usage.no-names"))

        def work() -> int:
            from alinea.cli.remove import RemoveRequest, run

            return run(RemoveRequest(tuple(names), library_file(library), words))

        return guarded(words, work)

    @command(help="help.link")
    def link(
        library: LibraryFile = None,
        likeness: Annotated[bool, typer.Option("--likeness", help="help.likeness")] = False,
    ) -> Action:
        def work() -> int:
            from alinea.cli.link import LinkRequest, run

            return run(LinkRequest(library_file(library), likeness, words))

        return guarded(words, work)

    @command(help="help.check")
    def check(library: LibraryFile = None) -> Action:
        def work() -> int:
            from alinea.cli.check import CheckRequest, run

            return run(CheckRequest(library_file(library), words))

        return guarded(words, work)


def _copying(command: Register, words: Words) -> None:
    @command(help="help.backup")
    def backup(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="help.target")],
        force: Force = False,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.backup import CopyRequest, run_backup

            return run_backup(CopyRequest(library_file(library), file, force, words))

        return guarded(words, work)

    @command(help="help.restore")
    def restore(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="help.source")],
        force: Force = False,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.backup import CopyRequest, run_restore

            return run_restore(CopyRequest(library_file(library), file, force, words))

        return guarded(words, work)


def _search(command: Register, words: Words) -> None:
    @command(help="help.search")
    def search(
        typed: Annotated[Texts, typer.Argument(metavar="WORDS", help="help.words")] = None,
        organ: Annotated[Texts, option("--organ", "SERIES", "help.organ")] = None,
        session: Annotated[list[int] | None, option("--session", "N", "help.session")] = None,
        year: Annotated[str | None, option("--year", "YEAR", "help.year")] = None,
        language: Annotated[Texts, option("--language", "TAG", "help.text-language")] = None,
        part: Annotated[Texts, option("--part", "PART", "help.part")] = None,
        act: Annotated[Texts, option("--act", "ACT", "help.act")] = None,
        kind: Annotated[Texts, option("--kind", "KIND", "help.kind")] = None,
        bearer: Annotated[Texts, option("--bearer", "ACTOR", "help.bearer")] = None,
        mentions: Annotated[Texts, option("--mentions", "ACTOR", "help.mentions")] = None,
        subject: Annotated[Texts, option("--subject", "SUBJECT", "help.subject")] = None,
        cites: Annotated[Texts, option("--cites", "SYMBOL", "help.cites")] = None,
        limit: Annotated[int, option("--limit", "N", "help.limit", min=1, max=500)] = 20,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.search import SearchRequest, run
            from alinea.library.search import Question, years_of

            try:
                years = years_of(year) if year else (None, None)
            except ValueError:
                raise UsageError(words("search.years", what=year)) from None
            question = Question(
                words=" ".join(typed or ()),
                organs=tuple(organ or ()),
                sessions=tuple(session or ()),
                years=years,
                languages=tuple(language or ()),
                parts=tuple(part or ()),
                acts=tuple(act or ()),
                kinds=tuple(kind or ()),
                bearers=tuple(bearer or ()),
                mentions=tuple(mentions or ()),
                subjects=tuple(subject or ()),
                cites=tuple(cites or ()),
                limit=limit,
            )
            return run(SearchRequest(question, library_file(library), form, words))

        return guarded(words, work)


def _like(command: Register, words: Words) -> None:
    @command(help="help.like")
    def like(
        typed: Annotated[
            Texts, typer.Argument(metavar="SYMBOL§PARAGRAPH|TEXT", help="help.like-text")
        ] = None,
        language: Annotated[Texts, option("--language", "TAG", "help.text-language")] = None,
        limit: Annotated[int, option("--limit", "N", "help.limit", min=1, max=100)] = 10,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.like import LikeRequest, run
            from alinea.library.likeness import LikeQuery

            asked = LikeQuery(" ".join(typed or ()), among=tuple(language or ()), limit=limit)
            return run(LikeRequest(asked, library_file(library), form, words))

        return guarded(words, work)


def _show(command: Register, words: Words, printing: Callable[[Form], Printing]) -> None:
    @command(help="help.show")
    def show(
        symbol: Annotated[str, typer.Argument(metavar="SYMBOL[/PARAGRAPH]", help="help.symbol")],
        language: Annotated[str | None, option("--language", "TAG", "help.text-language")] = None,
        library: LibraryFile = None,
        to: Annotated[str | None, option("--to", "|".join(FORMS), "help.to")] = None,
        json: Json = False,
        csv: Csv = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        if to is not None and form != "text":
            raise UsageError(words("usage.json-or-csv"))

        def work() -> int:
            from alinea.cli.show import ShowRequest, run

            shown = printing(cast(Form, to or ("jsonl" if form == "json" else form)))
            return run(ShowRequest(symbol, library_file(library), language, shown, words))

        return guarded(words, work)


def _list(command: Register, words: Words) -> None:
    @command("list", help="help.list")
    def list_(
        organ: Annotated[str | None, option("--organ", "SERIES", "help.organ")] = None,
        session: Annotated[int | None, option("--session", "N", "help.session", min=1)] = None,
        item: Annotated[int | None, option("--item", "N", "help.item", min=1)] = None,
        year: Annotated[int | None, option("--year", "N", "help.adopted-in", min=1945)] = None,
        committee: Annotated[str | None, option("--committee", "NAME", "help.committee")] = None,
        subject: Annotated[str | None, option("--subject", "NAME", "help.subject")] = None,
        goal: Annotated[str | None, option("--goal", "N", "help.goal")] = None,
        sponsor: Annotated[str | None, option("--sponsor", "NAME", "help.sponsor")] = None,
        known: Annotated[bool, typer.Option("--known", help="help.known")] = False,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.list import ListRequest, run
            from alinea.library.browsing import BrowseQuery

            narrower = (item, year, committee, subject, goal, sponsor)
            browsed = (
                BrowseQuery(organ, session, *narrower, language=words.language)
                if known or any(each is not None for each in narrower)
                else None
            )
            return run(ListRequest(library_file(library), organ, session, browsed, form, words))

        return guarded(words, work)


def _subjects(command: Register, words: Words) -> None:
    @command(help="help.subjects")
    def subjects(
        symbol: Annotated[str | None, typer.Argument(metavar="[SYMBOL]", help="help.subjects-of")] = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.subjects import SubjectsRequest, run

            return run(SubjectsRequest(symbol, library_file(library), form, words))

        return guarded(words, work)


def _export(command: Register, words: Words, today: Callable[[], datetime.date]) -> None:
    @command(help="help.export")
    def export(
        out: Annotated[Path, typer.Argument(metavar="DIR", help="help.export-to")],
        to: Annotated[
            str, option("--to", "csv|jsonl|xlsx|parquet|bibtex|ris|marcxml|jsonld|rdf", "help.export-form")
        ] = "csv",
        force: Force = False,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.export import ExportRequest, run
            from alinea.presenting.exports import ExportForm

            return run(ExportRequest(library_file(library), out, cast(ExportForm, to), force, today(), words))

        return guarded(words, work)
