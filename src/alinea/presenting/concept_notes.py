"""The concept note that a proposal for a mandate comes with, in the eight parts of A/RES/80/251, para. 2.

What the review of the mandate holds stands under its heading; what a proponent has to add is left open there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alinea.desk.faults import DeskError
from alinea.drafting.wording import drafting_words
from alinea.model.cases import Basis, Block, Case, CaseFile, Product
from alinea.presenting.products import (
    Parts,
    Selection,
    block,
    compiled_report,
    left_open,
    note_verbale,
    plain,
    selected,
)
from alinea.presenting.words import Words

_PARTS = ("context", "objectives", "landscape", "activities", "finances", "focal-point", "lead", "timelines")


def concept_note(case: Case, basis: Basis, words: Words) -> Product:
    """Return the concept note of a mandate that is reviewed.

    Args:
        basis: the text in the language of the note, where the library has it, else in another; words: of that language.
    """
    blocks = [block("title", Parts(basis, words).title())]
    if case.review is not None and case.review.proposal:
        blocks.append(block("subtitle", words(f"review.group.{case.review.proposal}")))
    for number, part in enumerate(_PARTS, 1):
        blocks.append(block("heading", f"{number}. {words(f'concept.{part}')}"))
        told = list(_told(part, case, basis, words))
        blocks += told or [block("text", left_open(words(f"concept.{part}-open")))]
    return Product(
        language=words.language,
        organization=drafting_words(words.language).table["masthead"]["organization"],
        organ=words("concept.name"),
        symbol="",
        aside=(),
        lines=(),
        blocks=tuple(blocks),
    )


def _told(part: str, case: Case, basis: Basis, words: Words) -> Iterator[Block]:
    """Yield what the case holds for a part; nothing where a proponent has to say it."""
    parts, review = Parts(basis, words), case.review
    match part:
        case "context":
            named = {"resolution": parts.resolution(), "title": parts.title()}
            if basis.paragraph:
                yield block("text", words("concept.reads", paragraph=parts.paragraph(), **named))
                yield block("quote", parts.quoted())
            else:
                yield block("text", words("concept.whole", **named))
            if review and review.state:
                yield block("text", words("concept.state", state=words(f"mandate-state.{review.state}")))
            for said in (review.evidence, review.proposal_reason) if review else ():
                if said:
                    yield block("text", plain(said))
        case "landscape" if review and review.joined_with:
            yield block("text", words("concept.joined", mandate=plain(review.joined_with)))
            yield block("text", left_open(words("concept.landscape-open")))
        case "activities" if basis.quote:
            yield block("text", parts.asked())
        case "finances" if review and review.resources:
            yield block("text", plain(review.resources))
        case "lead" if review and (review.lead or review.contributors):
            yield block("text", plain(review.lead) if review.lead else left_open(words("concept.lead-open")))
            if review.contributors:
                named_so = words.listing([plain(each) for each in review.contributors])
                yield block("text", words("concept.contributors", names=named_so))
        case "timelines" if case.due_on:
            yield block("text", words("concept.due", day=words.date(case.due_on)))


DRAFTS: Mapping[str, tuple[str, ...]] = {
    "call-for-views": ("note-verbale", "reminder", "report"),
    "meeting": ("invitation",),
    "mandate-review": ("concept-note",),
}
"""The drafts of each kind of case that has some."""

MESSAGES = ("note-verbale", "reminder", "invitation")
"""Those that are sent."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft; chosen: which replies it reproduces, None where it reproduces none."""

    product: Product
    chosen: Selection | None = None


def drafted(
    case: CaseFile,
    basis: Basis,
    words: Words,
    product: str,
    today: datetime.date,
    *,
    on: datetime.date | None = None,
    office: str | None = None,
    addendum: int | None = None,
) -> Drafted:
    """Return a draft of a case.

    Args:
        basis: the text in the language of the draft, where the library has it; words: of that language.
        on: the day of a note, or up to which replies are in the report; the day on which that step was done, or today,
            where it is not given.
        office: that sends a note; addendum: number of an addendum to the report.

    Raises:
        DeskError: ``no-product``, its kind has no such draft.
    """
    if product not in DRAFTS.get(case.kind, ()):
        raise DeskError("no-product", case.kind, product)
    done = next((each.done_on for each in case.steps if each.name == product), None)
    day = on or done or today
    if product == "concept-note":
        return Drafted(concept_note(case, basis, words))
    if product == "report":
        chosen = selected(case, day, addendum)
        return Drafted(compiled_report(case, basis, words, chosen, day), chosen)
    return Drafted(note_verbale(case, basis, words, day, office, purpose=product))
