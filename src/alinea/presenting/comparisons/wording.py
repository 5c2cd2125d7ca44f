"""A comparison in words: what changed, where it stands, how much of everything there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from alinea.model.comparison import Change, Comparison, Disagreement, Outcome, Pairing, Side, Thread, Threads
from alinea.model.record import Due
from alinea.presenting.commitments import due
from alinea.presenting.places import place
from alinea.presenting.words import Words
from alinea.vocab.acts import acts

PARTS = {
    "title": "heading",
    "heading": "heading",
    "preambular": "preamble",
    "operative": "operative",
    "annex": "annex",
    "note": "notes",
}
"""The part of a text that passages of a kind stand in, as the catalogue names it."""

_TOGETHER = ("citation-added", "citation-dropped", "date", "session")
"""Kinds of change that are told in one line."""

SHOWN = 160
"""Characters of a quotation in a list of changes; the redline has them all."""


def tell(change: Change, words: Words) -> str:
    """Return one change in words: ``Force raised: “invites” → “requests” (rank 2 → 4 of 6)``."""
    before, after = _short(change.before), _short(change.after)
    match change.kind:
        case "force-raised" | "force-lowered":
            said = words(f"change.{change.kind}", before=before, after=after)
            ranks = [acts()[each].force for each in (change.value_before, change.value_after) if each]
            if len(ranks) != 2:
                return said
            return words("change.force-rank", what=said, before=ranks[0], after=ranks[1])
        case "deadline":
            times = [
                _time(value, said, words)
                for value, said in ((change.value_before, before), (change.value_after, after))
            ]
            return words("change.deadline", before=times[0], after=times[1])
        case "periodicity":
            often = [
                due(Due(recurrence=each), None, words) if each else words("change.once")
                for each in (change.value_before, change.value_after)
            ]
            return words("change.periodicity", before=often[0], after=often[1])
        case "charge-added" | "charge-dropped":
            kind = words(f"commitment.{change.value_before or change.value_after}")
            return words(f"change.{change.kind}", kind=kind, before=before, after=after)
        case "words" if change.before or change.after:
            key = "change.words-dropped" if change.before else "change.words-added"
            return words(key, before=before, after=after)
    return words(f"change.{change.kind}", before=before, after=after)


def told(changes: Sequence[Change], words: Words) -> list[tuple[Change, str]]:
    """Return changes in words, each with the change it tells, or the first of those of a kind that are told together.

    That the wording changed is not told: the redline shows it.
    """
    said: list[tuple[Change, str]] = []
    for kind, group in groupby(changes, key=lambda each: each.kind):
        found = [each for each in group if each.kind != "words" or each.before or each.after]
        if kind in _TOGETHER and len(found) > 1:
            before = words.listing([_short(each.before) for each in found if each.before])
            after = words.listing([_short(each.after) for each in found if each.after])
            said.append((found[0], words(f"change.{kind}", before=before, after=after)))
        else:
            said += ((each, tell(each, words)) for each in found)
    return said


def _short(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"


def _time(value: str | None, said: str, words: Words) -> str:
    """Return a deadline in words.

    Args:
        value: as `Change` has it: ``session 64``, ``2015-06``; said: as the text says it, which stands for any other.
    """
    if not value:
        return words("change.no-time")
    pieces = value.split()
    if pieces[0] != "session" and not value[:1].isdigit():
        return said
    session = int(pieces[1]) if pieces[0] == "session" else None
    date = pieces[-1] if len(pieces) != 2 else None
    return due(Due(session=session, date=date), None, words)


def places(pairing: Pairing, words: Words) -> str:
    """Return where a pairing stands in either text: ``para. 3 → para. 4``; once where that is the same."""
    before, after = (
        words.listing([place(each.id, words, each.number) for each in side])
        for side in (pairing.before, pairing.after)
    )
    if not before or not after or before == after:
        return before or after
    return words("compare.from-to", before=before, after=after)


def outcomes(pairing: Pairing, words: Words) -> str:
    """Return what became of a paragraph: ``changed, moved``."""
    said = [words(f"outcome.{pairing.outcome}")]
    if pairing.moved and pairing.outcome is not Outcome.MOVED:
        said.append(words("compare.moved"))
    return ", ".join(said)


def summary(comparison: Comparison, words: Words) -> list[str]:
    """Return how many paragraphs are the same in substance, and how many were changed, moved and so on, but for none.

    What is counted as the same is what `stretches` folds away.
    """
    return [words.count(what, count) for what, count in comparison.substance.items() if count]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pairings one after another of one part of a text, all folded away or none.

    Attributes:
        part: entry of the catalogue under ``compare``; folded: nothing of substance has changed in them.
    """

    part: str
    folded: bool
    pairings: tuple[Pairing, ...]


def stretches(comparison: Comparison, *, dates: bool = False, every: bool = False) -> Iterator[Stretch]:
    """Yield the pairings of a comparison in order, those of which nothing is to be seen folded together.

    Args:
        dates: do not fold those of which dates and numbers changed; every: fold none.
    """
    waiting: list[Pairing] = []
    state: tuple[str, bool] | None = None
    for each in comparison.pairings:
        same = each.outcome is Outcome.KEPT and not each.changes if dates else each.substance == "same"
        now = PARTS[each.kind], same and not every
        if state is not None and now != state:
            yield Stretch(*state, tuple(waiting))
            waiting = []
        if now == ("heading", True):
            state = None  # that a title or a heading is the same is not told
            continue
        state = now
        waiting.append(each)
    if state is not None:
        yield Stretch(*state, tuple(waiting))


def heading(side: Side, words: Words) -> str:
    """Return a text's name and when it was adopted."""
    adopted = words("compare.adopted", date=words.date(side.adopted_on)) if side.adopted_on else ""
    return ", ".join(each for each in (side.name, adopted) if each)


def thread_story(thread: Thread, threads: Threads, words: Words) -> str:
    """Return how a paragraph fared: when it came, whether it hardened or softened, when it went."""
    texts = threads.texts
    said = [words("thread.came" if thread.came else "thread.there", text=texts[thread.came].name)]
    if thread.parted_from is not None:
        said.append(words("thread.parted"))
    kinds: Sequence[str] = [each.kind for each in thread.course]
    said += [
        words(f"thread.{key}")
        for key, kind in (("hardened", "force-raised"), ("softened", "force-lowered"))
        if kind in kinds
    ]
    if thread.joined_to is not None:
        said.append(words("thread.joined"))
    if thread.last + 1 < len(texts):
        said.append(words("thread.went", text=texts[thread.last + 1].name))
    else:
        said.append(words("thread.stays", text=texts[-1].name))
    return reduce(lambda before, after: words("thread.joint", before=before, after=after), said)


def disagreement(found: Disagreement, words: Words) -> str:
    """Return what two languages disagree on, in words."""
    nothing = words("compare.nothing-there")
    sides = [found.before, found.after]
    if found.kind == "force":
        sides = [words.find(f"act.{each}") or each for each in sides]
    return words(f"disagreement.{found.kind}", before=sides[0] or nothing, after=sides[1] or nothing)
