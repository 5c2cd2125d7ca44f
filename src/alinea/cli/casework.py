"""The commands of the desk, put on the command line: ``alinea case …`` and ``alinea desk …``."""

# No `from __future__ import annotations`: Typer reads the annotations.

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from alinea.cli.asking import Commands, day, form_for, keep_what_is_there, known_organ
from alinea.cli.at_desk import Changing, Clustering, InForms, Listed, Reading, ReadingJson, Signing
from alinea.cli.options import NONE, About, Bearer, Case, Force, Limit, On, Organ, Seen, Texts, option
from alinea.cli.read import UsageError
from alinea.model.cases import Outcome, Proposal
from alinea.presenting.papers.paper import SUFFIXES
from alinea.presenting.products import ProductForm
from alinea.presenting.words import LANGUAGES

Tongue = "|".join(LANGUAGES)
PRODUCTS: dict[str, ProductForm] = {".docx": "docx", ".txt": "text", ".eml": "eml"}


cases = Commands(("case", "help.case"))


@cases("help.case-open")
def _open(
    asked: Changing,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="help.address")],
    kind: Annotated[str | None, option("--kind", "CASE-KIND", "help.case-kind")] = None,
    on: On = None,
) -> int:
    from alinea.cli.case import open_case

    return open_case(asked, address, kind, day("--on", on, asked.words))


@cases("help.case-list")
def _list(
    asked: Listed,
    state: Annotated[str, option("--state", "STATE", "help.state")] = "open",
    kind: Annotated[str | None, option("--kind", "CASE-KIND", "help.only-kind")] = None,
    assignee: Annotated[str | None, option("--assignee", "NAME", "help.assignee")] = None,
    differing: Annotated[bool, typer.Option("--differing", help="help.differing")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="help.mine")] = False,
) -> int:
    from alinea.cli.case import Filter, list_cases

    wanted = cast(Literal["open", "closed", "all"], state)
    return list_cases(asked, Filter(wanted, kind, assignee, differing, mine))


@cases("help.case-show")
def _show(
    asked: ReadingJson,
    case: Case,
    history: Annotated[bool, typer.Option("--history", help="help.history")] = False,
    reply: Annotated[int | None, option("--reply", "N", "help.show-reply")] = None,
) -> int:
    from alinea.cli.case import show_case, show_reply

    return show_case(asked, case, history=history) if reply is None else show_reply(asked, case, reply)


@cases("help.case-addressees")
def _addressees(
    asked: InForms,
    case: Case,
    waiting: Annotated[bool, typer.Option("--waiting", help="help.waiting")] = False,
) -> int:
    from alinea.cli.case import list_addressees

    return list_addressees(asked, case, waiting=waiting)


@cases("help.case-log")
def _log(
    asked: Changing,
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
) -> int:
    from alinea.cli.case import Logged, log_change

    words = asked.words
    transcribed = None if reply is None or text is None else (reply, text)
    done = step if due is None else None
    parties = tuple(each for each in party if each != NONE) if party else None
    given = [each for each in (note, done, due, assign, parties, verdict, transcribed) if each is not None]
    if len(given) != 1 or (reply is None) != (text is None) or (document and not done):
        raise UsageError(words("usage.one-change"))
    on_, due_ = day("--on", on, words), None if due in (None, NONE) else day("--due", due, words)
    logged = Logged(note, step, on_, document, due is not None, due_, assign, parties, verdict, transcribed)
    return log_change(asked, case, logged, seen)


@cases("help.case-correct")
def _correct(
    asked: Changing,
    case: Case,
    asked_of: Annotated[Texts, option("--asked-of", "NAME", "help.corrected-asked")] = None,
    due: Annotated[str | None, option("--due", "SESSION|DATE", "help.corrected-due")] = None,
    seen: Seen = None,
) -> int:
    from alinea.cli.case import correct_case

    if asked_of is None and due is None:
        raise UsageError(asked.words("usage.nothing-corrected"))
    names = tuple(each for each in asked_of if each != NONE) if asked_of is not None else None
    return correct_case(asked, case, names, due, seen)


@cases("help.case-reply")
def _reply(
    asked: Changing,
    case: Case,
    sender: Annotated[str, option("--from", "SENDER", "help.sender")],
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="help.reply-file")] = None,
    on: On = None,
    text: Annotated[str | None, option("--text", "TEXT", "help.reply-text")] = None,
    original: Annotated[str | None, option("--original", "TAG", "help.original")] = None,
) -> int:
    from alinea.cli.case import Incoming, receive

    if (file is None) == (text is None):
        raise UsageError(asked.words("usage.file-or-text"))
    given = day("--on", on, asked.words)
    return receive(asked, case, Incoming(sender, given, file or text or "", original))


@cases("help.case-draft")
def _draft(
    asked: Reading,
    case: Case,
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help="help.product")],
    out: Annotated[Path | None, option("--out", "FILE", "help.product-out")] = None,
    language: Annotated[str | None, option("--language", Tongue, "help.product-language")] = None,
    on: Annotated[str | None, option("--on", "DATE", "help.product-on")] = None,
    office: Annotated[str | None, option("--office", "NAME", "help.office")] = None,
    addendum: Annotated[int | None, option("--addendum", "N", "help.addendum", min=1)] = None,
    force: Force = False,
) -> int:
    from alinea.cli.case_draft import Drafting, run

    given = day("--on", on, asked.words)
    form = form_for(out, None, PRODUCTS, "text", asked.words)
    keep_what_is_there(out, asked.words, force=force)
    return run(asked, case, Drafting(product, out, form, language, given, office, addendum))


@cases("help.case-review")
def _review(
    asked: Changing,
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
) -> int:
    from alinea.cli.case import review_case
    from alinea.desk.kinds import Wanted

    contributors = tuple(contributor) if contributor else None
    wanted = lead, contributors, state, evidence, resources, _class(exempt), agreed_by, _class(propose)
    if not sign and decide is None and all(each is None for each in wanted):
        raise UsageError(asked.words("usage.nothing-reviewed"))
    kept = Wanted(*wanted, joined, cast(Proposal | None, decide), by, sign)  # type: ignore[arg-type]
    return review_case(asked, case, kept, day("--on", on, asked.words), seen)


def _class(typed: str | None) -> str | None:
    """Return what is typed for one of several, an empty string for none of them."""
    return "" if typed == NONE else typed


@cases("help.case-reviews")
def _reviews(
    asked: Reading,
    signed: Annotated[bool, typer.Option("--signed", help="help.only-signed")] = False,
    out: Annotated[Path | None, option("--out", "FILE", "help.reviews-out")] = None,
    language: Annotated[str | None, option("--language", Tongue, "help.reviews-language")] = None,
    force: Force = False,
) -> int:
    from alinea.cli.case_draft import list_reviews

    form = form_for(out, None, SUFFIXES, "text", asked.words)
    keep_what_is_there(out, asked.words, force=force)
    return list_reviews(asked, out, form, language, signed=signed)


@cases("help.case-clusters")
def _clusters(
    asked: Clustering,
    about: About = None,
    bearer: Bearer = None,
    organ: Organ = None,
    across: Annotated[bool, typer.Option("--across", help="help.across")] = False,
    limit: Limit = 20,
    opened: Annotated[int | None, option("--open", "N", "help.open-cluster", min=1)] = None,
) -> int:
    from alinea.cli.case_draft import list_clusters
    from alinea.library.clusters import ClusterQuery

    known_organ(organ, asked.words)
    query = ClusterQuery(asked.today, about or "", bearer, organ, across, 20 if limit is None else limit)
    return list_clusters(asked, query, opened)


@cases("help.case-sign")
def _sign(
    asked: Signing,
    case: Case,
    step: Annotated[str, typer.Argument(metavar="STEP", help="help.sign-step")],
    seen: Seen = None,
) -> int:
    from alinea.cli.case import sign_step

    return sign_step(asked, case, step, seen)


@cases("help.case-inbox")
def _inbox(
    asked: Reading, read: Annotated[bool, typer.Option("--read", help="help.inbox-read")] = False
) -> int:
    from alinea.cli.case import show_inbox

    return show_inbox(asked, read=read)


@cases("help.case-close")
def _close(
    asked: Changing,
    case: Case,
    outcome: Annotated[str, option("--outcome", "OUTCOME", "help.outcome")] = "done",
    on: On = None,
    seen: Seen = None,
) -> int:
    from alinea.cli.case import close_case

    return close_case(asked, case, cast(Outcome, outcome), day("--on", on, asked.words), seen)


@cases("help.case-revert")
def _revert(
    asked: Changing, case: Case, change: Annotated[int, typer.Argument(metavar="CHANGE", help="help.change")]
) -> int:
    from alinea.cli.case import revert_change

    return revert_change(asked, case, change)
