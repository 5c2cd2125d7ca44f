"""What comes again, and when: the named days and years, and the periods that a paragraph gives beside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alinea.analysing.deadlines import find_due
from alinea.model.record import Commitment, Paragraph, Record
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import LinkingWords, day_of_year, linking_words

PERIODIC = "periodic"  # a recurrence of which the words do not give the period

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Occasion:
    """See the attributes of the same names of `alinea.model.corpus.Charge`."""

    recurrence: str | None = None
    subject: str | None = None
    day: tuple[int, int] | None = None
    year: int | None = None


def occasion(record: Record, paragraph: Paragraph, commitment: Commitment) -> Occasion:
    """Return when what a commitment asks for comes again, and by what name it is known.

    A sample: *à célébrer chaque année, le 12 décembre, la Journée internationale de la neutralité* is the *Journée
    internationale de la neutralité*, on 12 December.
    """
    recurrence = commitment.due.recurrence if commitment.due else None
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        return Occasion(recurrence)
    if commitment.kind == "agenda":
        return Occasion(recurrence, _quoted(paragraph.text, commitment.at.start, words))
    folded = fold(paragraph.text)
    if commitment.kind not in ("observance", "meeting"):
        return Occasion(recurrence)
    if recurrence == PERIODIC:
        recurrence = _period(paragraph.text, commitment, record.language) or recurrence
    if commitment.kind == "meeting":
        return Occasion(recurrence, None, day_of_year(folded, record.language))
    name = _name(paragraph.text, folded, commitment.at.start, words)
    name = _in_full(record, paragraph, name, words) if name else None
    starts = commitment.due.starts if commitment.due else None
    # The first occasion that the words name goes before a year that stands beside the name.
    year = int(starts[:4]) if isinstance(starts, str) else _first_year(record, name) if name else None
    return Occasion(recurrence, name, day_of_year(folded, record.language), year)


def _quoted(text: str, start: int, words: LinkingWords) -> str | None:
    """Return the words between the first quotation marks after a place, as the title of an item stands."""
    opening = next((place for place in range(start, len(text)) if text[place] in words.opening), None)
    if opening is None:
        return None
    closing = next((place for place in range(opening + 1, len(text)) if text[place] in words.closing), None)
    return text[opening + 1 : closing].strip() if closing else None


def _period(text: str, commitment: Commitment, language: str) -> str | None:
    """Return the period that the words after those of a recurrence without one give: *leurs réunions annuelles*."""
    said = commitment.due.text if commitment.due else None
    place = text.find(said) + len(said) if said and said in text else 0
    due = find_due(text[place:], language)
    return due.recurrence if due and due.recurrence != PERIODIC else None


def _name(text: str, folded: str, start: int, words: LinkingWords) -> str | None:
    found = words.observance.search(folded, start) or words.observance.search(folded)
    if not found:
        return None
    first, last = found.span("name")
    stop = words.observance_end.search(folded, first + 8, last)
    return text[first : stop.start() if stop else last].strip(" ,")


def _in_full(record: Record, paragraph: Paragraph, name: str, words: LinkingWords) -> str:
    """Return the full name that the text gave before, where a short one begins it: *l'Année internationale*."""
    begun, longer = f"{fold(name)} ", dict[str, str]()
    for each in (each for top in (*record.preamble, *record.operative) for each in top.walk()):
        if each is paragraph:
            break
        folded = fold(each.text)
        for found in words.observance.finditer(folded):
            full = _name(each.text, folded, found.start(), words)
            if full and fold(full).startswith(begun):
                longer[fold(full)] = full
    return next(iter(longer.values())) if len(longer) == 1 else name


def _first_year(record: Record, name: str) -> int | None:
    """Return the year that a paragraph gives to the observance: *2021 Année internationale de la paix*.

    What the text itself decides goes before what it recalls.
    """
    sought = fold(name)
    for paragraph in (each for top in (*record.operative, *record.preamble) for each in top.walk()):
        folded = fold(paragraph.text)
        place = folded.find(sought)
        while place >= 0:
            before = _YEAR.search(folded, max(0, place - 8), place)
            after = _YEAR.search(folded, place + len(sought), place + len(sought) + 8)
            found = before or after
            if found:
                return int(found[0])
            place = folded.find(sought, place + 1)
    return None
