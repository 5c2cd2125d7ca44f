"""The words by which an organ speaks: *L'Assemblée générale,*."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from alinea.segmenting.stretches import Stretch
from alinea.vocab.structure import Structure, letters_of

_ALIKE = 84.0
"""Of 100. Garbled enacting words of the development corpus score 85 and more («l'Asscinblée générale»), other
openings of its old texts below 75."""
_LONGEST_REST = 16
"""Characters that may follow within the enacting line: «, therefore,»."""


@dataclass(frozen=True, slots=True)
class Enacts:
    """An enacting phrase at the beginning of a stretch: whose, and where what follows it begins."""

    organ: str
    end: int
    alone: bool


def enacting_at(stretch: Stretch, words: Structure) -> Enacts | None:
    """Return the organ whose enacting words a stretch opens with, or None.

    A sample: ``L'Assemblée générale ,``; also garbled, ``L'Asscinblée générale,``, when it stands alone.
    """
    raw = stretch.raw
    if not raw or not (raw[0].isupper() or len(raw) < 60):
        return None
    head = stretch.folded[:110]
    for enacting in words.enacting:
        name = enacting.name
        if head.startswith(name):
            rest = head[len(name) :].lstrip()
            # "L'Assemblée générale de l'Organisation des États américains" is another body.
            if not rest or rest[0] in ",:*¹²³⁴⁵" or len(rest) <= 4:
                end = len(name)
                while end < len(stretch.folded) and stretch.folded[end] in " ,:*\n":
                    end += 1
                return Enacts(enacting.organ, end, alone=len(stretch.folded) - end <= _LONGEST_REST)
            if raw[0].isupper() and len(stretch.folded) > len(head):
                continue
    if len(raw) > 75:
        return None
    letters = letters_of(head.split(",")[0])
    for enacting in words.enacting:
        known = enacting.letters
        if abs(len(letters) - len(known)) <= 3 and fuzz.ratio(letters, known) >= _ALIKE:
            return Enacts(enacting.organ, len(stretch.folded), alone=True)
    return None
