"""A commitment in plain words: who must do what, by when, under what condition."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from alinea.model.record import Citation, Commitment, Condition, Due, Instrument, Record
from alinea.presenting.words import Words

_EVERY = re.compile(r"every (?:(\d+) )?(year|month|week|day)s?")


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment in words.

    Attributes:
        bearer: all who must act, None where the text does not say.
        charge: what is asked: ``rendre compte``.
        due: when: ``à la 63e session``; empty where the text does not say.
        condition: the reserve the text makes, as printed; None where it makes none.
        certain: False where a person has to check it.
        what: what is to be done, in the text's own words; None where it does not say.
    """

    bearer: str | None
    charge: str
    due: str
    condition: str | None
    certain: bool
    what: str | None = None


def tell(commitment: Commitment, record: Record, words: Words) -> Told:
    """Return a commitment in words.

    Args:
        commitment: one of the paragraphs of `record`.
        record: the resolution that makes it; the session of its own organ goes without the organ's name.
    """
    charge = words(f"commitment.{commitment.kind}")
    if commitment.kind == "action" and commitment.act:
        verb = words.find(f"charge.{commitment.act}")
        charge = words("phrase.charged", charge=charge, verb=verb) if verb else charge
    return Told(
        bearer=_bearers(commitment),
        charge=charge,
        due=due(commitment.due, record.organ, words, until=commitment.kind == "term"),
        condition=condition_told(commitment.conditions, words) or commitment.condition,
        certain=commitment.certain,
        what=commitment.what.text if commitment.what else None,
    )


def condition_told(conditions: Sequence[Condition], words: Words) -> str | None:
    """Return the first reserve that a text makes, and of what: who is to consent, and to which half of it.

    A sample: *s'ils y consentent (les gouvernements de la région), pour « avec les autres parties intéressées »*.
    """
    if not conditions:
        return None
    first = conditions[0]
    said = words("phrase.whose", condition=first.text, whose=first.whose) if first.whose else first.text
    return words("phrase.binds", condition=said, binds=first.binds) if first.binds else said


def _bearers(commitment: Commitment) -> str | None:
    """Return all who must act, as printed."""
    if commitment.bearers:
        return ", ".join(party.text for party in commitment.bearers)
    return commitment.bearer.text if commitment.bearer else None


def due(when: Due | None, organ: str | None, words: Words, *, until: bool = False) -> str:
    """Return when something falls due: ``à la 63e session, tous les 2 ans``.

    Args:
        when: as the record has it.
        organ: that of the resolution, whose own sessions need no name.
        until: the date is the end of a term.
    """
    if when is None:
        return ""
    said = []
    if when.session is not None:
        session = words.session(when.session)
        if when.organ and when.organ != organ:
            name = words.find(f"organ.{when.organ}") or when.organ
            said.append(words("phrase.at-session-of", session=session, organ=name))
        else:
            said.append(words("phrase.at-session", session=session))
    if when.date:
        said.append(_date(when.date, words, until=until, last=last_day(when)))
    if when.recurrence:
        said.append(_recurrence(when.recurrence, words))
    return ", ".join(said) or when.text or ""


def last_day(when: Due) -> bool:
    """Whether a text names the last day alone: *au plus tard le 31 juillet*, *jusqu'au 30 mai*."""
    return when.to is not None and when.from_ is None


def _date(date: str, words: Words, *, until: bool, last: bool) -> str:
    """Return a date of which the day or the month may be unknown; as it stands where it is no date."""
    try:
        parts = [int(part) for part in date.split("-")]
        day = datetime.date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return date
    if len(parts) == 3:
        phrase = "phrase.until-day" if until else "phrase.by-day" if last else "phrase.on-day"
        return words(phrase, date=words.date(day))
    if len(parts) == 2:
        written, phrase = words.date(day, "month"), "phrase.in-month"
    else:
        written, phrase = words.date(day, "year"), "phrase.in-year"
    return words("phrase.until" if until else phrase, date=written)


def _recurrence(recurrence: str, words: Words) -> str:
    every = _EVERY.fullmatch(recurrence)
    if every:
        return (
            words(f"phrase.every-{every[2]}s", n=every[1]) if every[1] else words(f"phrase.every-{every[2]}")
        )
    return words.find(f"recurrence.{recurrence}") or recurrence


def cited(citation: Citation, words: Words) -> str:
    """Return a document cited: its symbol, the whole of a joint one, and the place within it if one is named."""
    return _placed(citation.joint or citation.target, citation.pinpoint, words)


def named(instrument: Instrument, words: Words) -> str:
    """Return an instrument that is named: its full name, and the place within it if one is named."""
    return _placed(instrument.refers or instrument.text, instrument.place, words)


def _placed(name: str, place: str | None, words: Words) -> str:
    return words("phrase.pinpointed", target=name, pinpoint=place) if place else name
