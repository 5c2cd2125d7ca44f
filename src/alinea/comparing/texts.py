"""Two texts compared: what became of every paragraph, and what that changes."""

from __future__ import annotations

from alinea.comparing.pairings import ordered, pairings
from alinea.comparing.passages import passages, side
from alinea.model.comparison import Comparison, tally
from alinea.model.record import Record


def compare(before: Record, after: Record) -> Comparison:
    """Compare two texts: the paragraphs, headings, footnotes and titles of the first with those of the second.

    The other way round the same comes out, mirrored: what was added is dropped, what was split is merged, what was
    raised is lowered. Texts of up to 2,000 paragraphs are weighed each with each; of larger ones those pairs that
    share rare words, and `Comparison.bounded` says so where words had to be left out.

    Args:
        before, after: the records, in one language; for two languages see `alinea.comparing.languages`.

    A sample: A/RES/61/53 and A/RES/62/27, where operative paragraph 1 recalls 60/209 in place of 59/58.
    """
    sides = side(before), side(after)
    ones, others = passages(before), passages(after)
    # Of several ways to pair that are equally good one is taken: in the same order whichever text comes first.
    turned = [(each.kind, each.text) for each in ones] > [(each.kind, each.text) for each in others]
    if turned:
        found, bounded = pairings(others, ones, (sides[1], sides[0]))
        found = [each.mirrored() for each in found]
    else:
        found, bounded = pairings(ones, others, sides)
    return Comparison(*sides, ordered(found), bounded, tally(found))
