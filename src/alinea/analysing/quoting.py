"""The words that are quoted to prove a commitment."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from alinea.analysing.charges import Charge
from alinea.analysing.deeds import Deed
from alinea.analysing.wording import Wording
from alinea.model.spans import Span

WORDS = (6, 25)  # a quotation has at least and at most so many words
_WORD = re.compile(r"\S+")


def quoted(wording: Wording, charge: Charge, deed: Deed) -> Span:
    """Return the place of the words that prove a commitment: 6 to 25, from the verb where that is near."""
    folded = wording.folded
    begin = min(charge.start, deed.start)
    last = max([deed.end, *(each.end for each in deed.deadlines if each.end <= deed.end + 160)])
    if deed.kind == "action":
        last = min(deed.end, charge.deed_start + 60)
    stop = min(charge.end, last + 80)
    words = [m.span() for m in islice(_WORD.finditer(folded, begin, stop), WORDS[1] + 1)]
    if bisect_left(words, (last, 0)) > WORDS[1]:
        first, begin = begin, min(deed.opens, deed.start)
        near = (m.span() for m in _WORD.finditer(folded, first, stop) if m.start() >= begin)
        words = list(islice(near, WORDS[1] + 1))
    count = min(max(bisect_left(words, (last, 0)), WORDS[0]), WORDS[1], len(words))
    end = words[count - 1][1] if count else charge.end
    while end > begin + 1 and folded[end - 1] in " ,;:.":
        end -= 1
    return Span(begin, end)
