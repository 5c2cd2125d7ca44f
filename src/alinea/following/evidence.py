"""What later texts and documents show of a commitment: that it was done, or not, that it is asked anew, or nothing.

Only texts that the earlier one leads to are looked at: later texts of its series, those that take note of a report as
one that it asked for, and documents that say so themselves. What is not shown there is not known.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from alinea.following.issued import fitting, submitted, unlisted
from alinea.following.kept import kept
from alinea.following.reports import groups, officers, reported
from alinea.following.successors import Later, recalled
from alinea.linking.matters import likeness, matter, titles_alike
from alinea.linking.series import SAME
from alinea.model.corpus import Charge, Issued, Outline, Place, Work
from alinea.model.ledger import MET, Evidence, EvidenceKind
from alinea.model.window import Window
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.windows import due_session, due_window

FEW = 8.0  # weight of the words by which the whole matter is put on an agenda
ALIKE = 0.4  # likeness from which two paragraphs are taken to ask the same
CARRIED = (
    4  # sessions over which an item is carried over: what is taken up every fourth year comes back by then
)
REPORTING = frozenset({"report", "views"})


def evidence_of(
    charge: Charge,
    version: Outline,
    later: Sequence[Later],
    documents: Sequence[Issued] = (),
    unasked: Sequence[Issued] = (),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Evidence, ...]:
    """Return what later texts and documents show of a charge, in order of their days.

    Args:
        charge: of `version`; later: the texts that may show something of it.
        documents: those that say that the text asked for them; unasked: those that say so of no text.
        titles: of the work, by language: lists of documents may be in another than the text that is read.
    """
    found = tuple(_evidence(charge, version, later, documents, unasked, titles))
    return tuple(sorted(found, key=lambda each: each.on or datetime.date.max))


def _evidence(
    charge: Charge,
    version: Outline,
    later: Sequence[Later],
    documents: Sequence[Issued],
    unasked: Sequence[Issued],
    titles: Mapping[str, str],
) -> Iterator[Evidence]:
    kind = charge.commitment.kind
    if kind in REPORTING:
        said = tuple(submitted(charge, version, documents))
        said = said or tuple(fitting(charge, version, unasked, titles))
        noted = tuple(reported(charge, version, later))
        yield from (*said, *noted)
        if not any(each.kind in MET for each in (*said, *noted)):
            yield from unlisted(charge, version, unasked, titles)
    elif kind == "agenda":
        yield from _inscribed(charge, version, later)
    yield from kept(charge, version, later)
    if kind in ("report", "views", "agenda", "meeting", "term", "observance"):
        yield from _anew(charge, version, later)
    if kind == "observance":
        yield from (each for each, _ in proclaimed(charge, version, later))


# ---- an item was put on the agenda


def _inscribed(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    found = due_session(charge.commitment.due, version.organ, version.adopted_on)
    if found is None or not _of_the_matter(charge, version):
        return
    for text in later:
        chief = text.work.chief
        if text.link is None or (chief.session, chief.organ) != found or found[0] == version.session:
            continue
        if _other_item(charge, version, text.work):
            continue
        yield Evidence("item-inscribed", recalled(text.link, chief), text.on)
        return
    yield from _taken_up(charge, version, later, found)


def _taken_up(
    charge: Charge, version: Outline, later: Sequence[Later], due: tuple[int, str]
) -> Iterator[Evidence]:
    """Yield the first later text that bears the title of the item, where its session adopted none.

    An item on which a session adopts nothing is carried over: *Zone of peace, trust and cooperation of Central
    Asia*, put on the agenda of the seventy-seventh session by 76/299, was taken up by 78/284.
    """
    if not charge.subject:
        return
    for text in later:
        chief = text.work.chief
        title = next((each.title for each in text.work.versions if each.language == version.language), None)
        if text.link is None or chief.session is None or chief.organ != due[1]:
            continue
        if not due[0] < chief.session <= due[0] + CARRIED:
            continue
        if title and titles_alike(charge.subject, title, version.language) >= SAME:
            yield Evidence("item-taken-up", recalled(text.link, chief), text.on)
            return


def _of_the_matter(charge: Charge, version: Outline) -> bool:
    """Tell whether it is the matter of the text that an organ puts on its agenda, and not one of its details."""
    if charge.bearer_id in officers():
        return False
    if charge.subject:
        return True
    told, title = matter(charge.text, version.language), matter(version.title or "", version.language)
    beside = sum(weight for stem, weight in told.items() if stem not in title)
    shared = sum(weight for stem, weight in title.items() if stem in told)
    if shared >= sum(title.values()) / 2 and shared:
        return True
    asked = fold(charge.text[charge.commitment.at.start :])
    return beside <= FEW and linking_words(version.language).matter.search(asked) is not None


def _other_item(charge: Charge, version: Outline, work: Work) -> bool:
    """Tell whether the text puts several items on the agenda and the later text is of another of them."""
    items = {each.subject for each in version.charges if each.commitment.kind == "agenda" and each.subject}
    title = next((each.title for each in work.versions if each.language == version.language), None)
    if len(items) < 2 or not charge.subject or not title:
        return False
    return likeness(matter(charge.subject, version.language), matter(title, version.language)) < ALIKE


# ---- it is asked anew


def _anew(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    window = due_window(charge.commitment.due, version.organ, version.adopted_on)
    if window is None and charge.recurrence is None:
        return
    if charge.commitment.kind == "observance" and charge.recurrence is not None:
        window = None  # the day of one year is no end of what is observed every year
    for text in later:
        other = next((each for each in text.work.versions if each.language == version.language), None)
        if other is None:
            continue
        for asked in other.charges:
            same = _same(charge, version, asked, other) if text.link else _same_observed(charge, asked)
            if same and _after(asked, other, window):
                kind: EvidenceKind = "renewed" if charge.commitment.kind == "term" else "asked-anew"
                place = Place(
                    other.symbol, asked.paragraph, other.language, asked.commitment.span, asked.text
                )
                yield Evidence(kind, place, text.on)
                return


def _same(charge: Charge, version: Outline, asked: Charge, other: Outline) -> bool:
    """Tell whether two texts ask the same: in the same words, or each nothing else of the kind that comes again."""
    if charge.commitment.kind != asked.commitment.kind or charge.bearer_id != asked.bearer_id:
        return False
    language = version.language
    if likeness(matter(charge.text, language), matter(asked.text, language)) >= ALIKE:
        return True
    if charge.bearer_id is None or charge.bearer_id in groups() or charge.recurrence is None:
        return False
    return charge.recurrence == asked.recurrence and _only(charge, version) and _only(asked, other)


def _same_observed(charge: Charge, asked: Charge) -> bool:
    """Tell whether a text that is of no series with the other observes the same: by its name, asking the same."""
    if charge.commitment.kind != "observance" or asked.commitment.kind != "observance":
        return False
    of_one, of_other = ((each.recurrence, each.day, each.bearer_id) for each in (charge, asked))
    return of_one == of_other and _name(charge) is not None and _name(charge) == _name(asked)


def _name(charge: Charge) -> str | None:
    return fold(charge.subject) if charge.subject else None


def _only(charge: Charge, version: Outline) -> bool:
    """Tell whether a text asks the same actor for nothing else of the kind that comes again."""
    of_kind = [
        each
        for each in version.charges
        if each.recurrence is not None
        and (each.commitment.kind, each.bearer_id) == (charge.commitment.kind, charge.bearer_id)
    ]
    return len(of_kind) == 1


def proclaimed(
    charge: Charge, version: Outline, later: Sequence[Later]
) -> Iterator[tuple[Evidence, datetime.date]]:
    """Yield what later texts show of a year that recurs: that they proclaim it of a year, and the first day of that.

    A sample: A/RES/76/299 recommends a year every five years, the first being 2021; A/RES/78/266 proclaims 2025 the
    year of that name.
    """
    if charge.recurrence is None or charge.day is not None or _name(charge) is None:
        return
    for text in later:
        other = next((each for each in text.work.versions if each.language == version.language), None)
        for asked in other.charges if other else ():
            if asked.commitment.kind != "observance" or asked.recurrence or _name(asked) != _name(charge):
                continue
            window = due_window(asked.commitment.due, other.organ, other.adopted_on) if other else None
            if other is None or window is None or window.basis != "year" or text.on is None:
                continue
            place = Place(other.symbol, asked.paragraph, other.language, asked.commitment.span, asked.text)
            yield Evidence("proclaimed", place, text.on), window.opens
            break


def _after(asked: Charge, version: Outline, window: Window | None) -> bool:
    other = due_window(asked.commitment.due, version.organ, version.adopted_on)
    if window is None:
        return asked.recurrence is not None
    return other is not None and other.closes > window.closes
