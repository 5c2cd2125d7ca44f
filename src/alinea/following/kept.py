"""What later texts tell of an undertaking, or of a meeting: that it was held, that the body was founded."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from alinea.following.successors import Later
from alinea.linking.gatherings import gatherings_in
from alinea.linking.matters import Matter, matter
from alinea.model.corpus import Charge, Outline, Place
from alinea.model.ledger import Evidence
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import gathering_words, linking_words

NEAR = 200  # characters of a clause around the word that says that something was founded
ENOUGH = 3  # words by which a meeting is told from others of its series
SHARED = 0.7  # of the words of what was promised that the name of what is told of must have
_CLAUSE = re.compile(r";|\.\s")
_END = re.compile(r"[,;]")


def kept(charge: Charge, version: Outline, later: Sequence[Later]) -> Iterator[Evidence]:
    """Yield where later texts of the series tell that what was promised was done, or that a meeting was held.

    A sample: that the Government *a décidé d'accueillir une conférence internationale sur la paix, la sécurité et le
    développement* is kept by *la Conférence internationale sur la paix, …, tenue à Achgabat le 12 décembre 2020*.

    Args:
        charge: of `version`; later: the texts that may tell something of it, in order.
    """
    commitment, language = charge.commitment, version.language
    if commitment.what is None or (commitment.nature != "undertaking" and commitment.kind != "meeting"):
        return
    of = _meeting if commitment.kind == "meeting" else _named
    wanted = of(commitment.what.text, language)
    for text in later if wanted else ():
        other = next((each for each in text.work.versions if each.language == language), None)
        for place in other.tellings if other and text.link else ():
            if (
                _held(place, wanted, version.adopted_on, text.on)
                if of is _meeting
                else _founded(place, wanted)
            ):
                yield Evidence("kept", place, text.on)
                break


def _held(place: Place, wanted: Matter, since: datetime.date | None, until: datetime.date | None) -> bool:
    """Tell whether a paragraph says that the meeting was held, after it was promised and before the text."""
    for each in gatherings_in(place.text, place.language):
        if each.on is None or (since and each.on < since) or (until and each.on > until):
            continue
        if _share(wanted, matter(each.name, place.language)) >= SHARED:
            return True
    return False


def _founded(place: Place, named: Matter) -> bool:
    """Tell whether a paragraph says of what has these words that it was founded."""
    folded = fold(place.text)
    for done in linking_words(place.language).founded.finditer(folded):
        before = _CLAUSE.split(folded[max(0, done.start() - NEAR) : done.start()])[-1]
        after = _CLAUSE.split(folded[done.end() : done.end() + NEAR])[0]
        if _share(named, matter(after if done["noun"] else before, place.language)) >= SHARED:
            return True
    return False


def _meeting(what: str, language: str) -> Matter:
    """Return the words of what is to be held, from its noun to the first comma; nothing where they are too few.

    What stands behind a comma describes the thing, or says of what day it is.
    """
    noun = re.search(fold(gathering_words(language)[1]), fold(what))
    found = matter(_END.split(what[noun.start() :])[0], language) if noun else {}
    return found if len(found) >= ENOUGH else {}


def _named(what: str, language: str) -> Matter:
    """Return the words of the name of a body that is to be founded; nothing where it has none, with a capital."""
    verb = linking_words(language).founding.match(fold(what))
    if verb is None or not what[verb.end() : verb.end() + 1].isupper():
        return {}
    return matter(what[verb.end() :], language)


def _share(wanted: Matter, told: Matter) -> float:
    """Return how much of the weight of some words others have."""
    shared = sum(weight for stem, weight in wanted.items() if stem in told)
    return shared / sum(wanted.values())
