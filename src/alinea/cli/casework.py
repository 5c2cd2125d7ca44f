"""The commands of the desk, put on the command line: ``alinea case …`` and ``alinea desk …``."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from alinea.cli.asking import day, form_of, guarded, library_file
from alinea.cli.options import (
    NONE,
    Action,
    Case,
    Csv,
    Desk,
    Excel,
    Force,
    Json,
    LibraryFile,
    On,
    Seen,
    Texts,
    User,
    Why,
    option,
)
from alinea.cli.read import UsageError
from alinea.cli.usage import Application, Register
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.model.cases import Outcome, Proposal
from alinea.presenting.papers.paper import SUFFIXES
from alinea.presenting.product_forms import ProductForm
from alinea.presenting.words import LANGUAGES, Words

__all__ = ["Clock", "desked", "register"]

Clock = Callable[[], datetime.datetime]
Tongue = "|".join(LANGUAGES)


def register(app: Application, words: Words, clock: Clock) -> Application:
    """Put the commands on the command line, and return the group of those of the desk.

    Args:
        words: of the language of help and messages; clock: tells the instant of a change.
    """
    case = app.group("case", "help.case", words).within(words)
    group = app.group("desk", "help.desk", words)
    desk = group.within(words)
    _open(case, words, clock)
    _list(case, words, clock)
    _show(case, words, clock)
    _log(case, words, clock)
    _correct(case, words, clock)
    _reply(case, words, clock)
    _draft(case, words, clock)
    _review(case, words, clock)
    _reviews(case, words, clock)
    _sign(case, words, clock)
    _inbox(case, words, clock)
    _close(case, words, clock)
    _revert(case, words, clock)
    _verify(desk, words)
    _corrections(desk, words, clock)
    _copies(desk, words)
    return group


def desked(words: Words, work: Action) -> Action:
    """Return an action that tells why the desk or the library does not do what is asked."""

    def worked() -> int:
        from alinea.cli.case import guard

        return guard(words, work)

    return guarded(words, worked)


def _open(command: Register, words: Words, clock: Clock) -> None:
    @command("open", help="help.case-open")
    def open_(
        address: Annotated[str, typer.Argument(metavar="ADDRESS", help="help.address")],
        kind: Annotated[str | None, option("--kind", "CASE-KIND", "help.case-kind")] = None,
        on: On = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Place, open_case

            place = Place(library_file(library), desk, actor, clock(), words)
            return open_case(place, address, kind, given, why)

        return desked(words, work)


def _list(command: Register, words: Words, clock: Clock) -> None:
    @command("list", help="help.case-list")
    def list_(
        state: Annotated[str, option("--state", "STATE", "help.state")] = "open",
        kind: Annotated[str | None, option("--kind", "CASE-KIND", "help.only-kind")] = None,
        assignee: Annotated[str | None, option("--assignee", "NAME", "help.assignee")] = None,
        differing: Annotated[bool, typer.Option("--differing", help="help.differing")] = False,
        mine: Annotated[bool, typer.Option("--mine", help="help.mine")] = False,
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.case import Filter, Place, list_cases

            place = Place(library_file(library), desk, actor, clock(), words)
            wanted = cast(Literal["open", "closed", "all"], state)
            return list_cases(place, Filter(wanted, kind, assignee, differing, mine), form)

        return desked(words, work)


def _show(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-show")
    def show(
        case: Case,
        history: Annotated[bool, typer.Option("--history", help="help.history")] = False,
        reply: Annotated[int | None, option("--reply", "N", "help.show-reply")] = None,
        desk: Desk = None,
        library: LibraryFile = None,
        json: Json = False,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, show_case, show_reply

            place = Place(library_file(library), desk, None, clock(), words)
            if reply is not None:
                return show_reply(place, case, reply)
            return show_case(place, case, history=history, json=json)

        return desked(words, work)


def _log(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-log")
    def log(
        case: Case,
        note: Annotated[str | None, option("--note", "TEXT", "help.note")] = None,
        step: Annotated[str | None, option("--step", "STEP", "help.step")] = None,
        on: On = None,
        document: Annotated[str | None, option("--document", "SYMBOL", "help.document")] = None,
        due: Annotated[str | None, option("--due", "DATE", "help.due-by")] = None,
        assign: Annotated[str | None, option("--assign", "NAME", "help.assign")] = None,
        party: Annotated[Texts, option("--party", "NAME", "help.party")] = None,
        verdict: Annotated[str | None, option("--verdict", "VERDICT", "help.verdict")] = None,
        reply: Annotated[int | None, option("--reply", "N", "help.transcribe")] = None,
        text: Annotated[str | None, option("--text", "TEXT", "help.reply-text")] = None,
        seen: Seen = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        transcribed = None if reply is None or text is None else (reply, text)
        done = step if due is None else None
        parties = tuple(each for each in party if each != NONE) if party else None
        given = [
            each for each in (note, done, due, assign, parties, verdict, transcribed) if each is not None
        ]
        if len(given) != 1 or (reply is None) != (text is None) or (document and not done):
            raise UsageError(words("usage.one-change"))
        on_, due_ = day("--on", on, words), None if due in (None, NONE) else day("--due", due, words)

        def work() -> int:
            from alinea.cli.case import Logged, Place, log_change

            place = Place(library_file(library), desk, actor, clock(), words)
            logged = Logged(
                note, step, on_, document, due is not None, due_, assign, parties, verdict, transcribed
            )
            return log_change(place, case, logged, why, seen)

        return desked(words, work)


def _correct(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-correct")
    def correct(
        case: Case,
        asked_of: Annotated[Texts, option("--asked-of", "NAME", "help.corrected-asked")] = None,
        due: Annotated[str | None, option("--due", "SESSION|DATE", "help.corrected-due")] = None,
        seen: Seen = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        if asked_of is None and due is None:
            raise UsageError(words("usage.nothing-corrected"))
        asked = tuple(each for each in asked_of if each != NONE) if asked_of is not None else None

        def work() -> int:
            from alinea.cli.case import Place, correct_case

            place = Place(library_file(library), desk, actor, clock(), words)
            return correct_case(place, case, asked, due, why, seen)

        return desked(words, work)


def _reply(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-reply")
    def reply(
        case: Case,
        sender: Annotated[str, option("--from", "SENDER", "help.sender")],
        file: Annotated[Path | None, typer.Argument(metavar="FILE", help="help.reply-file")] = None,
        on: On = None,
        text: Annotated[str | None, option("--text", "TEXT", "help.reply-text")] = None,
        original: Annotated[str | None, option("--original", "TAG", "help.original")] = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        if (file is None) == (text is None):
            raise UsageError(words("usage.file-or-text"))
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Incoming, Place, receive

            place = Place(library_file(library), desk, actor, clock(), words)
            reply = Incoming(sender, given, file or text or "", original)
            return receive(place, case, reply, why)

        return desked(words, work)


def _draft(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-draft")
    def draft(
        case: Case,
        product: Annotated[str, typer.Argument(metavar="PRODUCT", help="help.product")],
        out: Annotated[Path | None, option("--out", "FILE", "help.product-out")] = None,
        language: Annotated[str | None, option("--language", Tongue, "help.product-language")] = None,
        on: Annotated[str | None, option("--on", "DATE", "help.product-on")] = None,
        office: Annotated[str | None, option("--office", "NAME", "help.office")] = None,
        addendum: Annotated[int | None, option("--addendum", "N", "help.addendum", min=1)] = None,
        force: Force = False,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        given = day("--on", on, words)
        suffixes: dict[str, ProductForm] = {".docx": "docx", ".txt": "text", ".eml": "eml"}
        form = form_for(out, None, suffixes, "text", words)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.case import Place
            from alinea.cli.case_draft import Drafting, run

            place = Place(library_file(library), desk, None, clock(), words)
            return run(place, case, Drafting(product, out, form, language, given, office, addendum))

        return desked(words, work)


def _review(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-review")
    def review(
        case: Case,
        lead: Annotated[str | None, option("--lead", "NAME", "help.lead")] = None,
        contributor: Annotated[Texts, option("--contributor", "NAME", "help.contributor")] = None,
        state: Annotated[str | None, option("--state", "MANDATE-STATE", "help.mandate-state")] = None,
        evidence: Annotated[str | None, option("--evidence", "TEXT", "help.evidence")] = None,
        resources: Annotated[str | None, option("--resources", "TEXT", "help.resources")] = None,
        exempt: Annotated[str | None, option("--exempt", "CATEGORY", "help.exempt")] = None,
        agreed_by: Annotated[str | None, option("--agreed-by", "SYMBOL", "help.agreed-by")] = None,
        propose: Annotated[str | None, option("--propose", "PROPOSAL", "help.propose")] = None,
        joined: Annotated[str | None, option("--with", "ADDRESS", "help.joined-with")] = None,
        decide: Annotated[str | None, option("--decide", "DECISION", "help.decide")] = None,
        by: Annotated[str | None, option("--by", "SYMBOL", "help.decided-by")] = None,
        sign: Annotated[bool, typer.Option("--sign", help="help.sign")] = False,
        on: On = None,
        seen: Seen = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
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

        return desked(words, work)


def _class(typed: str | None) -> str | None:
    """Return what is typed for one of several, an empty string for none of them."""
    return "" if typed == NONE else typed


def _reviews(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-reviews")
    def reviews(
        signed: Annotated[bool, typer.Option("--signed", help="help.only-signed")] = False,
        out: Annotated[Path | None, option("--out", "FILE", "help.reviews-out")] = None,
        language: Annotated[str | None, option("--language", Tongue, "help.reviews-language")] = None,
        force: Force = False,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        form = form_for(out, None, SUFFIXES, "text", words)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.case import Place
            from alinea.cli.case_draft import list_reviews

            place = Place(library_file(library), desk, None, clock(), words)
            return list_reviews(place, out, form, language, signed=signed)

        return desked(words, work)


def _sign(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-sign")
    def sign(
        case: Case,
        step: Annotated[str, typer.Argument(metavar="STEP", help="help.sign-step")],
        seen: Seen = None,
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, sign_step

            return sign_step(Place(library_file(library), desk, actor, clock(), words), case, step, seen)

        return desked(words, work)


def _inbox(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-inbox")
    def inbox(
        read: Annotated[bool, typer.Option("--read", help="help.inbox-read")] = False,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, show_inbox

            return show_inbox(Place(library_file(library), desk, None, clock(), words), read=read)

        return desked(words, work)


def _close(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-close")
    def close(
        case: Case,
        outcome: Annotated[str, option("--outcome", "OUTCOME", "help.outcome")] = "done",
        on: On = None,
        seen: Seen = None,
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        given = day("--on", on, words)

        def work() -> int:
            from alinea.cli.case import Place, close_case

            place = Place(library_file(library), desk, actor, clock(), words)
            return close_case(place, case, cast(Outcome, outcome), given, why, seen)

        return desked(words, work)


def _revert(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.case-revert")
    def revert(
        case: Case,
        change: Annotated[int, typer.Argument(metavar="CHANGE", help="help.change")],
        why: Why = "",
        actor: User = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.case import Place, revert_change

            place = Place(library_file(library), desk, actor, clock(), words)
            return revert_change(place, case, change, why)

        return desked(words, work)


def _verify(command: Register, words: Words) -> None:
    @command(help="help.verify")
    def verify(
        noted: Annotated[str | None, option("--hash", "HASH", "help.noted")] = None,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import verify_desk

            return verify_desk(library_file(library), desk, noted, words)

        return desked(words, work)


def _corrections(command: Register, words: Words, clock: Clock) -> None:
    @command(help="help.desk-corrections")
    def corrections(
        out: Annotated[Path | None, option("--out", "FILE", "help.corrections-out")] = None,
        force: Force = False,
        desk: Desk = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)
        keep_what_is_there(out, words, force=force)

        def work() -> int:
            from alinea.cli.case import Place, list_corrections

            place = Place(library_file(library), desk, None, clock(), words)
            return list_corrections(place, form, out)

        return desked(words, work)


def _copies(command: Register, words: Words) -> None:
    @command(help="help.desk-backup")
    def backup(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="help.desk-target")],
        force: Force = False,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import backup_desk

            return backup_desk(library_file(library), desk, file, words, force=force)

        return desked(words, work)

    @command(help="help.desk-export")
    def export(
        file: Annotated[Path | None, typer.Argument(metavar="FILE", help="help.desk-export-to")] = None,
        force: Force = False,
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import export_desk

            return export_desk(library_file(library), desk, file, words, force=force)

        return desked(words, work)

    @command("import", help="help.desk-import")
    def import_(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="help.desk-source")],
        desk: Desk = None,
        library: LibraryFile = None,
    ) -> Action:
        def work() -> int:
            from alinea.cli.desk import import_desk

            return import_desk(library_file(library), desk, file, words)

        return desked(words, work)
