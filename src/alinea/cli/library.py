"""The commands of the library, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast

import typer

from alinea.cli.read import FAILED, UsageError
from alinea.cli.reporting import stderr
from alinea.presenting.forms import Form, Printing
from alinea.presenting.library_words import library_words
from alinea.presenting.problems import printable
from alinea.presenting.words import LANGUAGES, Words
from alinea.reading.ocr import recognise_pictures

Action = Callable[[], int]
"""What the arguments ask for; returns the exit code."""

Texts = list[str] | None

_PARTS = ("preambular", "operative", "annex", "note", "title")
_KINDS = ("report", "views", "agenda", "observance", "meeting", "term", "action")


def register(app: typer.Typer, catalogue: Words, printing: Callable[[Form], Printing]) -> None:
    """Put the commands of the library on the command line.

    Args:
        catalogue: of the language of help and messages.
        printing: how a record is printed in a form.
    """
    options = Options(library_words(catalogue.language))
    _add(app, options)
    _keeping(app, options)
    _copying(app, options)
    _search(app, options)
    _show(app, options, printing)
    _list(app, options)
    _export(app, options)


class Options:
    """The options that several commands have, in the words of a language.

    Attributes:
        words: the catalogue.
        library, lang, json, csv: for Typer, as defaults of parameters.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.library: Any = typer.Option(
            None, "--library", envvar="ALINEA_LIBRARY", metavar="FILE", help=words("help.library")
        )
        self.lang: Any = typer.Option(None, "--lang", metavar="|".join(LANGUAGES), help=words("help.lang"))
        self.json: Any = typer.Option(False, "--json", help=words("help.json"))
        self.force: Any = typer.Option(False, "--force", help=words("help.force"))
        self.csv: Any = typer.Option(False, "--csv", help=words("help.csv"))

    def action(self, lang: str | None, work: Action) -> Action:
        """Return an action that tells what keeps the library from being used, and what to do.

        Raises:
            UsageError: `lang` is no language that messages can be in.
        """
        among("--lang", [lang] if lang else None, LANGUAGES, self.words)
        return partial(_guard, self.words, work)


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


def form_of(words: Words, *, json: bool, csv: bool) -> Literal["text", "json", "csv"]:
    """Return the form of an answer.

    Raises:
        UsageError: two forms are asked for.
    """
    if json and csv:
        raise UsageError(words("usage.json-or-csv"))
    return "json" if json else "csv" if csv else "text"


def among(option: str, values: Sequence[str] | None, choices: Sequence[str], words: Words) -> tuple[str, ...]:
    """Return the values of an option.

    Raises:
        UsageError: one is none of `choices`.
    """
    for value in values or ():
        if value not in choices:
            listed = ", ".join(choices)
            raise UsageError(words("usage.unknown-value", option=option, value=value, choices=listed))
    return tuple(values or ())


def _add(app: typer.Typer, options: Options) -> None:
    words = options.words

    @app.command(help=words("help.add"))
    def add(
        paths: Texts = typer.Argument(None, metavar="PATH", help=words("help.add-paths")),
        library: Path | None = options.library,
        metadata: bool = typer.Option(False, "--metadata", help=words("help.metadata")),
        documents: bool = typer.Option(False, "--documents", help=words("help.documents")),
        columns: Path | None = typer.Option(None, "--columns", metavar="TOML", help=words("help.columns")),
        language: str = typer.Option(
            "auto", metavar="|".join((*LANGUAGES, "auto")), help=words("help.language")
        ),
        ocr: bool = typer.Option(False, "--ocr", help=words("help.ocr")),
        jobs: int | None = typer.Option(None, metavar="N", min=1, help=words("help.jobs")),
        json: bool = typer.Option(False, "--json", help=words("help.add-json")),
        lang: str | None = options.lang,
    ) -> Action:
        if not paths:
            raise UsageError(words("usage.no-paths"))
        among("--language", [language], (*LANGUAGES, "auto"), words)
        recognise_pictures(ocr, language)

        def work() -> int:
            from alinea.cli.add import AddRequest, run

            request = AddRequest(
                tuple(paths), library_file(library), language, jobs, metadata, json, words, documents, columns
            )
            return run(request)

        return options.action(lang, work)


def _keeping(app: typer.Typer, options: Options) -> None:
    words = options.words

    @app.command(help=words("help.remove"))
    def remove(
        names: Texts = typer.Argument(None, metavar="SYMBOL|PATH", help=words("help.remove-names")),
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        if not names:
            raise UsageError(words("usage.no-names"))

        def work() -> int:
            from alinea.cli.remove import RemoveRequest, run

            return run(RemoveRequest(tuple(names), library_file(library), words))

        return options.action(lang, work)

    @app.command(help=words("help.link"))
    def link(library: Path | None = options.library, lang: str | None = options.lang) -> Action:
        def work() -> int:
            from alinea.cli.link import LinkRequest, run

            return run(LinkRequest(library_file(library), words))

        return options.action(lang, work)

    @app.command(help=words("help.check"))
    def check(library: Path | None = options.library, lang: str | None = options.lang) -> Action:
        def work() -> int:
            from alinea.cli.check import CheckRequest, run

            return run(CheckRequest(library_file(library), words))

        return options.action(lang, work)


def _copying(app: typer.Typer, options: Options) -> None:
    words = options.words
    target: Any = typer.Argument(..., metavar="FILE", help=words("help.target"))
    source: Any = typer.Argument(..., metavar="FILE", help=words("help.source"))

    @app.command(help=words("help.backup"))
    def backup(
        file: Path = target,
        force: bool = options.force,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.backup import CopyRequest, run_backup

            return run_backup(CopyRequest(library_file(library), file, force, words))

        return options.action(lang, work)

    @app.command(help=words("help.restore"))
    def restore(
        file: Path = source,
        force: bool = options.force,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.backup import CopyRequest, run_restore

            return run_restore(CopyRequest(library_file(library), file, force, words))

        return options.action(lang, work)


def _search(app: typer.Typer, options: Options) -> None:
    words = options.words

    @app.command(help=words("help.search"))
    def search(
        typed: Texts = typer.Argument(None, metavar="WORDS", help=words("help.words")),
        organ: Texts = typer.Option(None, "--organ", metavar="SERIES", help=words("help.organ")),
        session: list[int] | None = typer.Option(None, "--session", metavar="N", help=words("help.session")),
        year: str | None = typer.Option(None, metavar="YEAR", help=words("help.year")),
        language: Texts = typer.Option(None, "--language", metavar="TAG", help=words("help.text-language")),
        part: Texts = typer.Option(None, "--part", metavar="PART", help=words("help.part")),
        act: Texts = typer.Option(None, "--act", metavar="ACT", help=words("help.act")),
        kind: Texts = typer.Option(None, "--kind", metavar="KIND", help=words("help.kind")),
        bearer: Texts = typer.Option(None, "--bearer", metavar="ACTOR", help=words("help.bearer")),
        mentions: Texts = typer.Option(None, "--mentions", metavar="ACTOR", help=words("help.mentions")),
        cites: Texts = typer.Option(None, "--cites", metavar="SYMBOL", help=words("help.cites")),
        limit: int = typer.Option(20, metavar="N", min=1, max=500, help=words("help.limit")),
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        parts, kinds = among("--part", part, _PARTS, words), among("--kind", kind, _KINDS, words)

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
                parts=parts,
                acts=tuple(act or ()),
                kinds=kinds,
                bearers=tuple(bearer or ()),
                mentions=tuple(mentions or ()),
                cites=tuple(cites or ()),
                limit=limit,
            )
            return run(SearchRequest(question, library_file(library), form, words))

        return options.action(lang, work)


def _show(app: typer.Typer, options: Options, printing: Callable[[Form], Printing]) -> None:
    words = options.words
    named: Any = typer.Argument(..., metavar="SYMBOL[/PARAGRAPH]", help=words("help.symbol"))

    @app.command(help=words("help.show"))
    def show(
        symbol: str = named,
        language: str | None = typer.Option(None, metavar="TAG", help=words("help.text-language")),
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)

        def work() -> int:
            from alinea.cli.show import ShowRequest, run

            shown = printing("jsonl" if form == "json" else form)
            return run(ShowRequest(symbol, library_file(library), language, shown, words))

        return options.action(lang, work)


def _list(app: typer.Typer, options: Options) -> None:
    words = options.words

    @app.command("list", help=words("help.list"))
    def list_(
        organ: str | None = typer.Option(None, "--organ", metavar="SERIES", help=words("help.organ")),
        session: int | None = typer.Option(None, "--session", metavar="N", min=1, help=words("help.session")),
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)

        def work() -> int:
            from alinea.cli.list import ListRequest, run

            return run(ListRequest(library_file(library), organ, session, form, words))

        return options.action(lang, work)


def _export(app: typer.Typer, options: Options) -> None:
    words = options.words
    folder: Any = typer.Argument(..., metavar="DIR", help=words("help.export-to"))

    @app.command(help=words("help.export"))
    def export(
        out: Path = folder,
        to: str = typer.Option(
            "csv", "--to", metavar="csv|jsonl|xlsx|parquet", help=words("help.export-form")
        ),
        force: bool = options.force,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        from alinea.presenting.exports import EXPORT_FORMS, ExportForm

        among("--to", [to], EXPORT_FORMS, words)

        def work() -> int:
            from alinea.cli.export import ExportRequest, run

            return run(ExportRequest(library_file(library), out, cast(ExportForm, to), force, words))

        return options.action(lang, work)
