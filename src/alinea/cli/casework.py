"""The commands of the desk, put on the command line: ``alinea case …`` and ``alinea desk …``."""

# No `from __future__ import annotations`: Typer reads the annotations. It reads the defaults of parameters too, which
# are calls here as the words of an option are those of the chosen language.
# ruff: noqa: B008

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast, get_args

import typer

from alinea.cli.library import Action, Options, Texts, among, form_of, library_file
from alinea.cli.questions import day
from alinea.cli.read import UsageError
from alinea.cli.usage import Application
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.model.cases import Exemption, MandateState, Outcome, Proposal, Verdict
from alinea.presenting.chapters import chapter
from alinea.presenting.papers.paper import SUFFIXES
from alinea.presenting.product_forms import ProductForm
from alinea.presenting.words import LANGUAGES, Words

__all__ = ["register"]

Clock = Callable[[], datetime.datetime]

PRODUCTS = ("note-verbale", "report")
MANDATE_STATES, PROPOSALS, EXEMPTIONS = get_args(MandateState), get_args(Proposal), get_args(Exemption)
VERDICTS, OUTCOMES, STATES = get_args(Verdict), get_args(Outcome), ("open", "closed", "all")


def register(app: typer.Typer, catalogue: Words, clock: Clock) -> None:
    """Put the commands on the command line.

    Args:
        catalogue: of the language of help and messages; clock: tells the instant of a change.
    """
    words = chapter("desk", catalogue.language)
    options = Working(words)
    cases, desk = Application(words), Application(words)
    app.add_typer(cases, name="case", help=words("help.case"))
    app.add_typer(desk, name="desk", help=words("help.desk"))
    _open(cases, options, clock)
    _list(cases, options, clock)
    _show(cases, options, clock)
    _log(cases, options, clock)
    _reply(cases, options, clock)
    _draft(cases, options, clock)
    _review(cases, options, clock)
    _reviews(cases, options, clock)
    _close(cases, options, clock)
    _revert(cases, options, clock)
    _verify(desk, options)
    _copies(desk, options)


class Working(Options):
    """The options of the commands of the desk, in the words of a language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.desk: Any = typer.Option(
            None, "--desk", envvar="ALINEA_DESK", metavar="FILE|URL", help=words("help.desk-place")
        )
        self.actor: Any = typer.Option(
            None, "--as", envvar="ALINEA_ACTOR", metavar="NAME", help=words("help.as")
        )
        self.why: Any = typer.Option("", "--why", metavar="TEXT", help=words("help.why"))
        self.on: Any = typer.Option(None, "--on", metavar="DATE", help=words("help.on"))
        self.seen: Any = typer.Option(None, "--seen", metavar="N", min=1, help=words("help.seen"))
        self.number: Any = typer.Argument(..., metavar="CASE", help=words("help.number"))

    def work(self, lang: str | None, work: Callable[[], int]) -> Action:
        """Return an action that tells why the desk or the library does not do what is asked.

        Raises:
            UsageError: `lang` is no language that messages can be in.
        """

        def guarded() -> int:
            from alinea.cli.case import guard

            return guard(self.words, work)

        return self.action(lang, guarded)


def _open(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command("open", help=words("help.case-open"))
    def open_(
        address: str = typer.Argument(..., metavar="ADDRESS", help=words("help.address")),
        kind: str | None = typer.Option(None, "--kind", metavar="KIND", help=words("help.case-kind")),
        on: str | None = options.on,
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Place, open_case

            place = Place(library_file(library), desk, actor, clock(), words)
            return open_case(place, address, kind, given, why)

        return options.work(lang, work)


def _list(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command("list", help=words("help.case-list"))
    def list_(
        state: str = typer.Option("open", "--state", metavar="|".join(STATES), help=words("help.state")),
        kind: str | None = typer.Option(None, "--kind", metavar="KIND", help=words("help.only-kind")),
        assignee: str | None = typer.Option(None, "--assignee", metavar="NAME", help=words("help.assignee")),
        differing: bool = typer.Option(False, "--differing", help=words("help.differing")),
        desk: str | None = options.desk,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        among("--state", [state], STATES, words)

        def work() -> int:
            from alinea.cli.case import Filter, Place, list_cases

            place = Place(library_file(library), desk, None, clock(), words)
            wanted = cast(Literal["open", "closed", "all"], state)
            return list_cases(place, Filter(wanted, kind, assignee, differing), form)

        return options.work(lang, work)


def _show(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-show"))
    def show(
        case: int = options.number,
        history: bool = typer.Option(False, "--history", help=words("help.history")),
        reply: int | None = typer.Option(None, "--reply", metavar="N", help=words("help.show-reply")),
        desk: str | None = options.desk,
        library: Path | None = options.library,
        json: bool = options.json,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, show_case, show_reply

            place = Place(library_file(library), desk, None, clock(), words)
            if reply is not None:
                return show_reply(place, case, reply)
            return show_case(place, case, history=history, json=json)

        return options.work(lang, work)


def _log(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-log"))
    def log(
        case: int = options.number,
        note: str | None = typer.Option(None, "--note", metavar="TEXT", help=words("help.note")),
        step: str | None = typer.Option(None, "--step", metavar="STEP", help=words("help.step")),
        on: str | None = options.on,
        document: str | None = typer.Option(
            None, "--document", metavar="SYMBOL", help=words("help.document")
        ),
        due: str | None = typer.Option(None, "--due", metavar="DATE", help=words("help.due-by")),
        assign: str | None = typer.Option(None, "--assign", metavar="NAME", help=words("help.assign")),
        verdict: str | None = typer.Option(
            None, "--verdict", metavar="|".join((*VERDICTS, "none")), help=words("help.verdict")
        ),
        reply: int | None = typer.Option(None, "--reply", metavar="N", help=words("help.transcribe")),
        text: str | None = typer.Option(None, "--text", metavar="TEXT", help=words("help.reply-text")),
        seen: int | None = options.seen,
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("--verdict", [verdict] if verdict else None, (*VERDICTS, "none"), words)
        transcribed = None if reply is None or text is None else (reply, text)
        done = step if due is None else None
        given = [each for each in (note, done, due, assign, verdict, transcribed) if each is not None]
        if len(given) != 1 or (reply is None) != (text is None) or (document and not done):
            raise UsageError(words("usage.one-change"))
        on_, due_ = day("--on", on, words), None if due in (None, "none") else day("--due", due, words)

        def work() -> int:
            from alinea.cli.case import Logged, Place, log_change

            place = Place(library_file(library), desk, actor, clock(), words)
            logged = Logged(note, step, on_, document, due is not None, due_, assign, verdict, transcribed)
            return log_change(place, case, logged, why, seen)

        return options.work(lang, work)


def _reply(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-reply"))
    def reply(
        case: int = options.number,
        file: Path | None = typer.Argument(None, metavar="FILE", help=words("help.reply-file")),
        sender: str = typer.Option(..., "--from", metavar="SENDER", help=words("help.sender")),
        on: str | None = options.on,
        text: str | None = typer.Option(None, "--text", metavar="TEXT", help=words("help.reply-text")),
        original: str | None = typer.Option(None, "--original", metavar="TAG", help=words("help.original")),
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        if (file is None) == (text is None):
            raise UsageError(words("usage.file-or-text"))
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Incoming, Place, receive

            place = Place(library_file(library), desk, actor, clock(), words)
            reply = Incoming(sender, given, file or text or "", original)
            return receive(place, case, reply, why)

        return options.work(lang, work)


def _draft(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-draft"))
    def draft(
        case: int = options.number,
        product: str = typer.Argument(..., metavar="|".join(PRODUCTS), help=words("help.product")),
        out: Path | None = typer.Option(None, "--out", metavar="FILE", help=words("help.product-out")),
        language: str | None = typer.Option(
            None, "--language", metavar="|".join(LANGUAGES), help=words("help.product-language")
        ),
        on: str | None = typer.Option(None, "--on", metavar="DATE", help=words("help.product-on")),
        office: str | None = typer.Option(None, "--office", metavar="NAME", help=words("help.office")),
        addendum: int | None = typer.Option(
            None, "--addendum", metavar="N", min=1, help=words("help.addendum")
        ),
        force: bool = options.force,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("PRODUCT", [product], PRODUCTS, words)
        among("--language", [language] if language else None, LANGUAGES, words)
        given = day("--on", on, words)
        suffixes: dict[str, ProductForm] = {".docx": "docx", ".txt": "text"}
        form = form_for(out, None, suffixes, "text", words)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.case import Place
            from alinea.cli.case_draft import Drafting, run

            place = Place(library_file(library), desk, None, clock(), words)
            return run(place, case, Drafting(product, out, form, language, given, office, addendum))

        return options.work(lang, work)


class Reviewing(Working):
    """The options of the review of a mandate, in the words of a language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)

        def option(name: str, metavar: str, key: str) -> Any:
            return typer.Option(None, name, metavar=metavar, help=words(f"help.{key}"))

        self.lead = option("--lead", "NAME", "lead")
        self.contributor = option("--contributor", "NAME", "contributor")
        self.state = option("--state", "|".join(MANDATE_STATES), "mandate-state")
        self.evidence = option("--evidence", "TEXT", "evidence")
        self.resources = option("--resources", "TEXT", "resources")
        self.exempt = option("--exempt", "|".join((*EXEMPTIONS, "none")), "exempt")
        self.agreed_by = option("--agreed-by", "SYMBOL", "agreed-by")
        self.propose = option("--propose", "|".join((*PROPOSALS, "none")), "propose")
        self.joined = option("--with", "ADDRESS", "joined-with")
        self.decide = option("--decide", "|".join(PROPOSALS), "decide")
        self.by = option("--by", "SYMBOL", "decided-by")
        self.sign: Any = typer.Option(False, "--sign", help=words("help.sign"))


def _review(app: typer.Typer, options: Working, clock: Clock) -> None:
    words, asked = options.words, Reviewing(options.words)

    @app.command(help=words("help.case-review"))
    def review(
        case: int = options.number,
        lead: str | None = asked.lead,
        contributor: Texts = asked.contributor,
        state: str | None = asked.state,
        evidence: str | None = asked.evidence,
        resources: str | None = asked.resources,
        exempt: str | None = asked.exempt,
        agreed_by: str | None = asked.agreed_by,
        propose: str | None = asked.propose,
        joined: str | None = asked.joined,
        decide: str | None = asked.decide,
        by: str | None = asked.by,
        sign: bool = asked.sign,
        on: str | None = options.on,
        seen: int | None = options.seen,
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("--state", [state] if state else None, MANDATE_STATES, words)
        among("--exempt", [exempt] if exempt else None, (*EXEMPTIONS, "none"), words)
        among("--propose", [propose] if propose else None, (*PROPOSALS, "none"), words)
        among("--decide", [decide] if decide else None, PROPOSALS, words)
        contributors = tuple(contributor) if contributor else None
        wanted = lead, contributors, state, evidence, resources, _class(exempt), agreed_by, _class(propose)
        if not sign and decide is None and all(each is None for each in wanted):
            raise UsageError(words("usage.nothing-reviewed"))
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Place, review_case
            from alinea.desk.reviews import Wanted

            place = Place(library_file(library), desk, actor, clock(), words)
            kept = Wanted(*wanted, joined, cast(Proposal | None, decide), by, sign)  # type: ignore[arg-type]
            return review_case(place, case, kept, given, why, seen)

        return options.work(lang, work)


def _class(typed: str | None) -> str | None:
    """Return what is typed for one of several, an empty string for none of them."""
    return "" if typed == "none" else typed


def _reviews(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-reviews"))
    def reviews(
        signed: bool = typer.Option(False, "--signed", help=words("help.only-signed")),
        out: Path | None = typer.Option(None, "--out", metavar="FILE", help=words("help.reviews-out")),
        language: str | None = typer.Option(
            None, "--language", metavar="|".join(LANGUAGES), help=words("help.reviews-language")
        ),
        force: bool = options.force,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("--language", [language] if language else None, LANGUAGES, words)
        form = form_for(out, None, SUFFIXES, "text", words)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.case import Place
            from alinea.cli.case_draft import list_reviews

            place = Place(library_file(library), desk, None, clock(), words)
            return list_reviews(place, out, form, language, signed=signed)

        return options.work(lang, work)


def _close(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-close"))
    def close(
        case: int = options.number,
        outcome: str = typer.Option(
            "done", "--outcome", metavar="|".join(OUTCOMES), help=words("help.outcome")
        ),
        on: str | None = options.on,
        seen: int | None = options.seen,
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        among("--outcome", [outcome], OUTCOMES, words)
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Place, close_case

            place = Place(library_file(library), desk, actor, clock(), words)
            return close_case(place, case, cast(Outcome, outcome), given, why, seen)

        return options.work(lang, work)


def _revert(app: typer.Typer, options: Working, clock: Clock) -> None:
    words = options.words

    @app.command(help=words("help.case-revert"))
    def revert(
        case: int = options.number,
        change: int = typer.Argument(..., metavar="CHANGE", help=words("help.change")),
        why: str = options.why,
        actor: str | None = options.actor,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, revert_change

            place = Place(library_file(library), desk, actor, clock(), words)
            return revert_change(place, case, change, why)

        return options.work(lang, work)


def _verify(app: typer.Typer, options: Working) -> None:
    words = options.words

    @app.command(help=words("help.verify"))
    def verify(
        noted: str | None = typer.Option(None, "--hash", metavar="HASH", help=words("help.noted")),
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import verify_desk

            return verify_desk(library_file(library), desk, noted, words)

        return options.work(lang, work)


def _copies(app: typer.Typer, options: Working) -> None:
    words = options.words

    @app.command(help=words("help.desk-backup"))
    def backup(
        file: Path = typer.Argument(..., metavar="FILE", help=words("help.desk-target")),
        force: bool = options.force,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import backup_desk

            return backup_desk(library_file(library), desk, file, words, force=force)

        return options.work(lang, work)

    @app.command(help=words("help.desk-export"))
    def export(
        file: Path | None = typer.Argument(None, metavar="FILE", help=words("help.desk-export-to")),
        force: bool = options.force,
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import export_desk

            return export_desk(library_file(library), desk, file, words, force=force)

        return options.work(lang, work)

    @app.command("import", help=words("help.desk-import"))
    def import_(
        file: Path = typer.Argument(..., metavar="FILE", help=words("help.desk-source")),
        desk: str | None = options.desk,
        library: Path | None = options.library,
        lang: str | None = options.lang,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import import_desk

            return import_desk(library_file(library), desk, file, words)

        return options.work(lang, work)
