"""What is drafted from a case: which drafts its kind has, and each made from what the case and the library hold."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from alinea.desk.faults import DeskError
from alinea.model.cases import Basis, CaseFile
from alinea.model.products import Product
from alinea.presenting.concept_notes import concept_note
from alinea.presenting.products import Selection, compiled_report, note_verbale, selected
from alinea.presenting.words import Words

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
