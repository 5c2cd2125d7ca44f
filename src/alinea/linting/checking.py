"""All rules over one draft, and a text with what can be mended safely mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable

from alinea.linting.citing import check_citing
from alinea.linting.findings import Draft, Edit, Finding, Shelf
from alinea.linting.mandates import check_mandates
from alinea.linting.numbering import check_numbering
from alinea.linting.phrasing import check_phrasing
from alinea.linting.punctuation import check_series, check_typography
from alinea.linting.times import check_times
from alinea.model.record import Record
from alinea.vocab.linting_words import rules
from alinea.vocab.tables import LANGUAGES

PASSES = 4
"""What is mended may uncover what stood beside it; nothing needs more passes than this."""

TIMED = "AL7"
"""Family of the rules that may ask for the day."""

_CHECKS: dict[str, Callable[[Draft], Iterable[Finding]]] = {
    "AL1": check_numbering,
    "AL2": check_phrasing,
    "AL4": check_mandates,
    "AL5": check_series,
    "AL6": check_typography,
}


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the identifiers of the rules that are looked at.

    Args:
        select: identifiers or their beginnings, ``AL4`` or ``AL601``; all rules that are shown where none is given.
        ignore: those that are left out.

    Raises:
        KeyError: no rule begins so; with what was given.
    """
    wanted = {each for one in select for each in _beginning(one)}
    wanted = wanted or {each.id for each in rules().values() if each.shown}
    return frozenset(wanted - {each for one in ignore for each in _beginning(one)})


def _beginning(given: str) -> frozenset[str]:
    found = frozenset(each for each in rules() if given and each.startswith(given.upper()))
    if not found:
        raise KeyError(given)
    return found


def lint(
    record: Record,
    content: str,
    which: Collection[str],
    held: Shelf | None = None,
    today: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """Return what a draft departs from, in order of its place.

    Args:
        record: what was read of the draft; content: the text that its spans are places in.
        which: identifiers of the rules, from `chosen`.
        held: what a library holds; without one, rules that compare with it find nothing.
        today: the day by which times are past where the draft has neither day nor session.
    """
    if record.language not in LANGUAGES:
        return ()
    draft = Draft(record, content)
    found: list[Finding] = []
    for family, check in _CHECKS.items():
        if any(each.startswith(family) for each in which):
            found += check(draft)
    if any(each.startswith("AL3") for each in which):
        found += check_citing(draft, held)
    if any(each.startswith(TIMED) for each in which):
        found += check_times(draft, today)
    kept = [each for each in found if each.rule in which and record.language in rules()[each.rule].languages]
    return tuple(sorted(kept, key=lambda each: (each.span, each.rule)))


def mended(content: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """Return a text with the edits of findings made, and how many were.

    Of edits that touch the same characters only the first is made; a further pass finds what is left.
    """
    edits = sorted({edit for finding in findings for edit in finding.edits}, key=lambda each: each.span)
    parts: list[str] = []
    place = made = 0
    taken: Edit | None = None
    for edit in edits:
        if taken is not None and edit.span.start <= taken.span.end:
            continue
        parts += (content[place : edit.span.start], edit.words)
        place, taken = edit.span.end, edit
        made += 1
    return "".join((*parts, content[place:])), made
