"""``alinea case draft``, ``case reviews`` and ``case clusters``: what is drafted from cases, and reviewed together."""

from __future__ import annotations

import datetime
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from alinea.cli.at_desk import AtDesk
from alinea.cli.read import DONE, UsageError
from alinea.cli.reporting import say, stderr
from alinea.desk.casework import REVIEWED
from alinea.library.cases import in_language, open_reviews
from alinea.library.clusters import MOST, ClusterQuery, clusters
from alinea.library.whole import write_whole
from alinea.model.cases import Basis, Case
from alinea.presenting.cases import line, where
from alinea.presenting.clusters import cluster_data, cluster_lines, together
from alinea.presenting.concept_notes import drafted
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import PaperForm
from alinea.presenting.papers.reviews import review_paper
from alinea.presenting.problems import printable
from alinea.presenting.products import ProductForm, render, reserves
from alinea.presenting.words import words_in


@dataclass(frozen=True, slots=True)
class Drafting:
    """What is to be drafted.

    Attributes:
        product: see `alinea.presenting.concept_notes.DRAFTS`.
        out: file, None for standard output; form: of what is written.
        language: None for that of the text; on: the day of the note, or up to which replies are in the report.
        office: that sends the note; addendum: its number, None for the report itself.
    """

    product: str
    out: Path | None
    form: ProductForm
    language: str | None
    on: datetime.date | None
    office: str | None
    addendum: int | None


def run(asked: AtDesk, number: int, wanted: Drafting) -> int:
    """Write a draft and return the exit code; what a person must know before using it is told on standard error.

    Raises:
        DeskError: there is no such case, or its kind has no such draft; OSError: the file cannot be written.
    """
    with asked.at_desk() as desk:
        case = desk.case(number)
    language = wanted.language or case.basis.language
    words, basis = words_in(language), _basis(asked, case, language)
    made = drafted(
        case,
        basis,
        words,
        wanted.product,
        asked.today,
        on=wanted.on,
        office=wanted.office,
        addendum=wanted.addendum,
    )
    subject = f"{words(f'value.product.{wanted.product}')} – {where(case, words)}"
    data = render(made.product, wanted.form, words, asked.today, subject)
    if wanted.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(wanted.out, data)
        say(asked.words("product.written", path=wanted.out))
    told = reserves(basis, made.chosen, language, asked.words)
    for each in (*told, *_open_ones(made.product.open, asked)):
        stderr(printable(f"alinea: {each}"))
    return DONE


def list_reviews(
    asked: AtDesk, out: Path | None, form: PaperForm, language: str | None, *, signed: bool
) -> int:
    """Write the list of mandates that are reviewed and return the exit code.

    Args:
        signed: only those that a second person signed for.

    Raises:
        DeskError: there is no desk; OSError: the file cannot be written.
    """
    with asked.at_desk() as desk:
        cases = [each for each in desk.cases() if each.kind == REVIEWED]
    words = words_in(language or asked.words.language)
    paper = review_paper(cases, words, asked.today, signed=signed)
    data = rendered(paper, form)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_whole(out, data)
    say(asked.words("product.written", path=out))
    return DONE


def _basis(asked: AtDesk, case: Case, language: str) -> Basis:
    if not asked.library.is_file():
        return case.basis
    with asked.linked() as library:
        return in_language(library, case, language)


def _open_ones(open_: tuple[str, ...], asked: AtDesk) -> tuple[str, ...]:
    if not open_:
        return ()
    listed = ", ".join(dict.fromkeys(each if len(each) < 60 else f"{each[:59]}…" for each in open_))
    return (asked.words("product.open", what=listed),)


def list_clusters(asked: AtDesk, query: ClusterQuery, opened: int | None) -> int:
    """Print mandates that are alike, or open the reviews of one cluster of them, and return the exit code.

    Args:
        opened: number of the cluster whose mandates are to be reviewed, as they are printed.

    Raises:
        DeskError: the desk refuses it; UsageError: there is no cluster of that number.
    """
    words = asked.words
    with asked.linked() as library:
        found = clusters(library, query)
        if opened is not None:
            if opened > len(found.items):
                raise UsageError(words("usage.no-cluster", number=opened))
            chosen = found.items[opened - 1]
            with asked.at_desk(create=True) as desk:
                author = asked.author(desk)
                author = replace(author, why=author.why or together(chosen, words))
                made, there = open_reviews(desk, library, chosen.addresses, asked.today, author)
    if opened is not None:
        for case in made:
            say(words("case.opened-now", case=line(case, None, words)))
        for number in there:
            asked.tell("cluster.open-already", case=number)
        return DONE
    if asked.form == "json":
        say(json.dumps([cluster_data(each, words) for each in found.items], ensure_ascii=False, indent=1))
    else:
        for number, each in enumerate(found.items, 1):
            say(*cluster_lines(each, number, words))
    if not found.items:
        asked.tell("cluster.none")
    if found.left:
        asked.tell("cluster.left", mandates=words.number(MOST))
    return DONE
