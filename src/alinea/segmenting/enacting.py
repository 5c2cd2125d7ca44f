"""The words by which an organ speaks: *L'Assemblée générale,*."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from alinea.segmenting.stretches import Stretch
from alinea.vocab.recognition import as_letters, blurred
from alinea.vocab.structure import Structure, letters_of

_ALIKE = 84.0
"""Of 100. Garbled enacting words of the development corpus score 85 and more («l'Asscinblée générale»), other
openings of its old texts below 75."""
_ALIKE_AFTER_TITLE = 55.0
"""Of 100, for a short line right below a title, where enacting words must stand: «I. 'Assemh/ee genhale.»."""
_ALIKE_IN_NOUN = 70.0
"""Of 100, for a name whose noun, *assembly*, is that of a known organ: from there on it is that one, garbled."""
_ALIKE_WORN = 88.0
"""Of 100, where letters that print leaves alike are taken for one."""
_SHORT = 40
"""Characters that a garbled line of enacting words has at most."""
_LONGEST_NAME = 200
"""Characters of the enacting words of an organ that is not known; that of a conference of parties has some 120."""
_LONGEST_REST = 16
"""Characters that may follow within the enacting line: «, therefore,»."""
# One within a word is what recognition reads for its stroke: "J,'AssembleP generale,".
_COMMA = re.compile(r",(?!\S)")


@dataclass(frozen=True, slots=True)
class Enacts:
    """An enacting phrase at the beginning of a stretch: whose, and where what follows it begins."""

    organ: str
    end: int
    alone: bool


def enacting_at(stretch: Stretch, words: Structure, expected: bool = False) -> Enacts | None:
    """Return the organ whose enacting words a stretch opens with, or None.

    Args:
        stretch: the stretch.
        words: the structure words of the language.
        expected: True right below a title, where less of a garbled line is enough.

    A sample: ``L'Assemblée générale ,``; also garbled, ``L'Asscinblée générale,``, when it stands alone.
    """
    raw = stretch.raw
    if not raw or not (raw[0].isupper() or len(raw) < 60):
        return None
    head = stretch.folded[:110]
    for enacting in words.enacting if head.startswith(words.enacting_names) else ():
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
    head = head.replace("glyph<31>", "")
    letters = letters_of(_COMMA.split(head)[0])
    # Short as it is, a line may have its commas wherever recognition saw one: "L 'Asscmh/éc_, Rénérale."
    ends = len(raw) < _SHORT and raw.rstrip()[-1] in ",.;:·"
    worn = blurred(letters_of(as_letters(head))) if ends else ""
    best: Enacts | None = None
    least = _ALIKE_AFTER_TITLE if expected and len(raw) < 45 and raw.rstrip()[-1] in ",.·;'’*" else _ALIKE
    for enacting in words.enacting:
        known = enacting.letters
        if abs(len(letters) - len(known)) <= (3 if least == _ALIKE else 6):
            ratio = fuzz.ratio(letters, known)
            if ratio >= least:
                least, best = ratio, Enacts(enacting.organ, len(stretch.folded), alone=True)
        if (
            best is None
            and worn
            and abs(len(worn) - len(known)) <= 2
            and fuzz.ratio(worn, blurred(known)) >= _ALIKE_WORN
        ):
            return Enacts(enacting.organ, len(stretch.folded), alone=True)
    return best


def has_article(stretch: Stretch, words: Structure) -> bool:
    """Tell whether the name of an organ is printed with its article, garbled perhaps: *The General Assembly*."""
    letters = letters_of(stretch.folded[:110].split(",")[0])
    whole = max((fuzz.ratio(letters, each.letters) for each in words.enacting), default=0.0)
    bare = max((fuzz.ratio(letters, each.bare) for each in words.enacting), default=0.0)
    return whole > bare


def unknown_organ_at(stretch: Stretch, words: Structure) -> Enacts | None:
    """Return where the enacting words of an organ end that is none of the vocabulary's, None where there are none.

    A sample: ``The Seventy-ninth World Health Assembly, Having considered …``.
    """
    if not stretch.raw[:1].isupper():
        return None
    match = words.patterns["body.other_organ"].match(stretch.folded[:_LONGEST_NAME])
    if match is None:
        return None
    # What is merely like a name that is known is that name, garbled.
    letters = letters_of(match[0])
    for each in words.enacting:
        least = _ALIKE_IN_NOUN if match["noun"] in each.name else _ALIKE
        if fuzz.ratio(letters, each.letters) >= least:
            return None
    end = len(stretch.raw) - len(stretch.raw[match.end() :].lstrip())
    return Enacts("", end, alone=end >= len(stretch.raw))
