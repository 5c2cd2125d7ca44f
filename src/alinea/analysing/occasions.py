"""Several occasions of one deed: times side by side, and recipients each with a time of its own."""

from __future__ import annotations

from itertools import zip_longest

from alinea.analysing.clauses import Clause
from alinea.analysing.complements import addressed_in
from alinea.analysing.deadlines import Deadline
from alinea.analysing.deeds import OCCASIONS, Deed
from alinea.analysing.wording import Wording
from alinea.model.record import Party
from alinea.model.spans import Span
from alinea.vocab.clause_words import clause_words


def side_by_side(wording: Wording, deed: Deed) -> list[Deadline]:
    """Return the times that stand side by side, each an occasion: *at its eightieth and eighty-second sessions*."""
    named = [each for each in deed.deadlines if each.kind in ("session", "date") and not each.period]
    again = any(each.kind == "recurrence" for each in deed.deadlines)
    sessions = all(each.kind == "session" for each in named)
    if deed.kind not in ("report", "meeting") and not (deed.kind in ("action", "agenda") and sessions):
        return []
    if not named or (again and named[0].kind == "date"):
        return []
    words, folded, found = clause_words(wording.language), wording.folded, named[:1]
    for time in named[1:]:
        last = found[-1]
        side = time.start == last.start or (
            words.joined.fullmatch(folded, last.end, time.start)
            and wording.words.coordination.search(folded, last.end, time.start)
        )
        if time.kind != last.kind or not side:
            break
        found.append(time)
    return found


def paired(
    wording: Wording, clause: Clause, deed: Deed, organ: Party | None
) -> list[tuple[tuple[Party, ...], tuple[Deadline, ...]]]:
    """Return those for whom something is with the occasion of each, where several have one of their own.

    A sample: *to report to the Council at its sixtieth session and to the Assembly at its eighty-first* is owed
    twice.
    """
    named = [each for each in deed.deadlines if each.kind in OCCASIONS]
    if deed.kind != "report" or len({each.start for each in named}) < 2:
        return []
    spans = [Span(each.start, each.end) for each in named]
    groups = addressed_in(wording, clause, deed.kind, organ, spans)
    others = [each for each in deed.deadlines if each.kind not in OCCASIONS]
    found = []
    for group, following in zip_longest(groups, groups[1:]):
        stop = following.start if following else clause.end
        own = [each for each in named if group.end <= each.start < stop]
        if not own:
            return []
        found.append((group.parties, (*own[:1], *others)))
    return found if len(found) > 1 else []
