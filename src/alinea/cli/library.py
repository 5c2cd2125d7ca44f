"""The commands of the library, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.asking import Asked, Commands, InJson, InTables, Unprinted, day
from alinea.cli.options import AsOf, Force, Jobs, Ocr, TextLanguage, Texts, option
from alinea.cli.read import UsageError
from alinea.presenting.forms import FORMS, Form
from alinea.reading.ocr import recognise_pictures

commands = Commands()


@commands("help.add")
def _add(
    asked: Unprinted,
    paths: Annotated[Texts, typer.Argument(metavar="PATH", help="help.add-paths")] = None,
    metadata: Annotated[bool, typer.Option("--metadata", help="help.metadata")] = False,
    documents: Annotated[bool, typer.Option("--documents", help="help.documents")] = False,
    columns: Annotated[Path | None, option("--columns", "TOML", "help.columns")] = None,
    language: TextLanguage = "auto",
    ocr: Ocr = False,
    jobs: Jobs = None,
    json: Annotated[bool, typer.Option("--json", help="help.add-json")] = False,
) -> int:
    from alinea.cli.add import AddRequest, run

    if not paths:
        raise UsageError(asked.words("usage.no-paths"))
    recognise_pictures(ocr, language)
    file, words = asked.library, asked.words
    return run(AddRequest(tuple(paths), file, language, jobs, metadata, json, words, documents, columns))


@commands("help.remove")
def _remove(
    asked: Unprinted,
    names: Annotated[Texts, typer.Argument(metavar="SYMBOL|PATH", help="help.remove-names")] = None,
) -> int:
    from alinea.cli.keeping import run_remove

    if not names:
        raise UsageError(asked.words("usage.no-names"))
    return run_remove(asked, names)


@commands("help.link")
def _link(
    asked: Unprinted, likeness: Annotated[bool, typer.Option("--likeness", help="help.likeness")] = False
) -> int:
    from alinea.cli.keeping import run_link

    return run_link(asked, likeness=likeness)


@commands("help.check")
def _check(asked: Unprinted) -> int:
    from alinea.cli.keeping import run_check

    return run_check(asked)


@commands("help.backup")
def _backup(
    asked: Unprinted,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.target")],
    force: Force = False,
) -> int:
    from alinea.cli.keeping import run_backup

    return run_backup(asked, file, force=force)


@commands("help.restore")
def _restore(
    asked: Unprinted,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.source")],
    force: Force = False,
) -> int:
    from alinea.cli.keeping import run_restore

    return run_restore(asked, file, force=force)


@commands("help.search")
def _search(
    asked: InTables,
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
    latest: Annotated[bool, typer.Option("--latest", help="help.search-latest")] = False,
    by_text: Annotated[bool, typer.Option("--by-text", help="help.search-by-text")] = False,
    limit: Annotated[int, option("--limit", "N", "help.limit", min=1, max=500)] = 20,
) -> int:
    from alinea.cli.search import run
    from alinea.library.search import Question, years_of

    try:
        years = years_of(year) if year else (None, None)
    except ValueError:
        raise UsageError(asked.words("search.years", what=year)) from None
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
        order="date" if latest else "relevance",
        by_text=by_text,
        reader=asked.words.language,
    )
    return run(asked, question)


@commands("help.like")
def _like(
    asked: InTables,
    typed: Annotated[Texts, typer.Argument(metavar="SYMBOL§PARAGRAPH|TEXT", help="help.like-text")] = None,
    language: Annotated[Texts, option("--language", "TAG", "help.text-language")] = None,
    limit: Annotated[int, option("--limit", "N", "help.limit", min=1, max=100)] = 10,
) -> int:
    from alinea.cli.search import run_like
    from alinea.library.likeness import LikeQuery

    return run_like(asked, LikeQuery(" ".join(typed or ()), among=tuple(language or ()), limit=limit))


@commands("help.ask")
def _ask(
    asked: InJson,
    question: Annotated[Texts, typer.Argument(metavar="QUESTION", help="help.question")] = None,
    reading: Annotated[int, option("--reading", "N", "help.reading", min=1, max=20)] = 1,
    as_of: AsOf = None,
) -> int:
    from alinea.cli.ask import run

    on = day("--as-of", as_of, asked.words) or asked.today
    form: Form = "jsonl" if asked.form == "json" else "text"
    return run(asked, " ".join(question or ()), reading, on, asked.printing(form))


@commands("help.show")
def _show(
    asked: Annotated[Asked, "json", "csv"],
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL[/PARAGRAPH]", help="help.symbol")],
    language: Annotated[str | None, option("--language", "TAG", "help.text-language")] = None,
    to: Annotated[str | None, option("--to", "|".join(FORMS), "help.to")] = None,
) -> int:
    from alinea.cli.show import ShowRequest, run

    if to is not None and asked.form != "text":
        raise UsageError(asked.words("usage.json-or-csv"))
    shown = asked.printing(cast(Form, to or ("jsonl" if asked.form == "json" else asked.form)))
    return run(ShowRequest(symbol, asked.library, language, shown, asked.words))


@commands("help.list")
def _list(
    asked: InTables,
    organ: Annotated[str | None, option("--organ", "SERIES", "help.organ")] = None,
    session: Annotated[int | None, option("--session", "N", "help.session", min=1)] = None,
    item: Annotated[int | None, option("--item", "N", "help.item", min=1)] = None,
    year: Annotated[int | None, option("--year", "N", "help.adopted-in", min=1945)] = None,
    committee: Annotated[str | None, option("--committee", "NAME", "help.committee")] = None,
    subject: Annotated[str | None, option("--subject", "NAME", "help.subject")] = None,
    goal: Annotated[str | None, option("--goal", "N", "help.goal")] = None,
    sponsor: Annotated[str | None, option("--sponsor", "NAME", "help.sponsor")] = None,
    known: Annotated[bool, typer.Option("--known", help="help.known")] = False,
) -> int:
    from alinea.cli.list import run, run_browsed
    from alinea.library.browsing import BrowseQuery

    narrower = (item, year, committee, subject, goal, sponsor)
    if known or any(each is not None for each in narrower):
        return run_browsed(asked, BrowseQuery(organ, session, *narrower, language=asked.words.language))
    return run(asked, organ, session)


@commands("help.subjects")
def _subjects(
    asked: InTables,
    symbol: Annotated[str | None, typer.Argument(metavar="[SYMBOL]", help="help.subjects-of")] = None,
) -> int:
    from alinea.cli.list import run_subjects

    return run_subjects(asked, symbol)


@commands("help.export")
def _export(
    asked: Unprinted,
    out: Annotated[Path, typer.Argument(metavar="DIR", help="help.export-to")],
    to: Annotated[
        str, option("--to", "csv|jsonl|xlsx|parquet|bibtex|ris|marcxml|jsonld|rdf", "help.export-form")
    ] = "csv",
    force: Force = False,
) -> int:
    from alinea.cli.list import run_export
    from alinea.presenting.exports import ExportForm

    return run_export(asked, out, cast(ExportForm, to), asked.today, force=force)
