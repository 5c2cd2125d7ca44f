"""Who is charged: where his name ends and the deed begins, and whom a pronoun means."""

from __future__ import annotations

import re
from functools import cache

from alinea.analysing.actors import ActorMention
from alinea.analysing.parties import names_from
from alinea.analysing.wording import Wording, party_at, several
from alinea.model.record import Party
from alinea.model.resolution import Resolution
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import commitment_words
from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold

_COMPLEMENT = 6  # words of the complement of a name that is not known, at most
UNKNOWN = 120  # characters that the name of one charged has at most where it is not in the vocabulary
_JOINT = 12  # characters of what joins a deed to one before it, at most
_AROUND = " \n,.;:·*'"  # what stands about the name of an organ in its enacting words
BEARER = 700  # characters between a verb and the deed it charges someone with, at most


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"[^,;:]{0,2}, (?:[^,;:]{3,90}, ){1,2}")


@cache
def _proper_name() -> re.Pattern[str]:
    return re.compile(
        r"(?:[Ll]es? |[Ll]a |[Ll]['’]|[Tt]he )?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,5}(?=,? )"
    )


@cache
def _set_off() -> re.Pattern[str]:
    return re.compile(r", [^,;:]{3,90},")


@cache
def _time_first() -> re.Pattern[str]:
    return re.compile(r"[^,;:]{3,260}, ")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[^\W_]{3}[»”\")\]]?[.!?] (?=[«“\"(]?[A-ZÀ-Ý]|\d+\.\d)")


def after(pattern: Finder | re.Pattern[str], folded: str, place: int, stop: int) -> int:
    """Return the place after words that may stand at a place; the place itself where they do not."""
    found = pattern.match(folded, place, stop)
    return found.end() if found else place


def past_brackets(wording: Wording, place: int, stop: int) -> int:
    """Return the place after what stands between commas and the verb: *requests, as appropriate, States to*."""
    bracket = _bracket().match(wording.folded, max(0, place - 2), stop)
    if bracket is None:
        return place
    named = after(wording.words.to, wording.folded, bracket.end(), stop)
    return bracket.end() if any(actor.start == named for actor in wording.actors) else place


def subject_at(wording: Wording, place: int, stop: int) -> ActorMention | None:
    """Return the actor that a clause begins with."""
    for actor in wording.actors:
        if actor.start >= place:
            return actor if actor.start <= place + 1 and actor.end <= stop else None
        if actor.start <= place < actor.end:
            return actor
    return None


def proper_subject(wording: Wording, place: int, stop: int, *, finite: bool) -> tuple[int, int] | None:
    """Return the place of a name that is not known, printed with a capital, with which a clause begins.

    Args:
        wording: of the paragraph; place: where the clause begins; stop: where the charge ends.
        finite: a verb that tells that somebody shall do something must follow.

    Samples: *Demands that Selland immediately end its occupation*; *Agrees that the Dyke Board, in May, should meet*.
    """
    found = _proper_name().match(wording.text.text, place, stop)
    words = wording.words
    if found is None or words.things.match(wording.folded, place):
        return None
    end = with_complement(wording, found.end(), stop) if finite else found.end()
    of = (
        None
        if finite
        else clause_words(wording.language).proper_complement.match(wording.text.text, end, stop)
    )
    end = of.end() if of else end
    if words.events.fullmatch(wording.folded, place, found.end()):
        return None
    verb = after(_set_off(), wording.folded, end, stop)
    if words.be.match(wording.folded, verb) or not wording.text.text[verb + 1 : verb + 2].islower():
        return None
    return (place, end) if not finite or words.will.match(wording.folded, verb) else None


def with_complement(wording: Wording, end: int, stop: int) -> int:
    """Return the end of a name that is not known with its complement, where *shall* follows: *l'Agence des grains*."""
    if wording.words.will.match(wording.folded, end):
        return end
    of = clause_words(wording.language).genitive.match(wording.folded, end + 1, stop)
    place = of.end() if of else end
    for _ in range(_COMPLEMENT if of else 1):
        place = wording.folded.find(" ", place + 1, stop)
        if place < 0 or "," in wording.folded[end:place]:
            break
        if wording.words.will.match(wording.folded, place):
            return place
    return end


def subject_after(wording: Wording, place: int, stop: int) -> ActorMention | None:
    """Return the actor that a clause has for its subject after a time: *qu'à sa session de 1955, l'Assemblée …*."""
    for _ in range(2):
        bracket = _time_first().match(wording.folded, place, stop)
        if bracket is None or not wording.words.set_off.match(wording.folded, place):
            return None
        place = bracket.end()
        subject = subject_at(wording, place, stop)
        if subject is not None:
            return subject
    return None


def deed_after(wording: Wording, place: int, stop: int, takes: str | None = None) -> int | None:
    """Return where the deed begins: the first infinitive that hangs on the verb of the organ.

    Most that follow a noun such as *measures* hang on that. Where all do, and a clause tells which actor is meant, the
    first is taken: *Calls upon States that have initiated such measures to commit themselves*.
    """
    words, folded = wording.words, wording.folded
    stop = min(stop, place + BEARER)
    text = wording.text.text
    # Most charges are one sentence: the signs are sooner looked for.
    signs = any(text.find(sign, place, stop) >= 0 for sign in (". ", "! ", "? "))
    ended = _sentence_end().search(text, place, stop) if signs else None
    first: int | None = None
    other: int | None = None  # of another preposition than the verb takes: "States that undertake to reform"
    for deed in words.deed.finditer(folded, place, ended.start() + 3 if ended else stop):
        start = deed.start()
        if start <= place:
            continue
        governing = words.governing.search(folded, max(0, start - 24), start)
        if takes and deed["verb"] is not None and folded[start] != takes:
            other = start if other is None and governing is None else other
            continue
        named = any(actor.end in (start - 1, start - 2) for actor in wording.actors)
        if first is not None and not named and _beside_governed(wording, first, start):
            continue
        if governing and folded[start] == "a" and governing.groupdict().get("of"):
            governing = None
        if named or governing is None:
            return start
        if words.clause.match(" " + governing[0]):
            continue  # "States that continue to apply such laws to take steps": what they do is no deed
        first = start if first is None else first
    actor = next((each for each in wording.actors if place <= each.start <= place + 1), None)
    if actor and words.clause.match(folded, actor.end, stop) and first is not None:
        return first
    return other


def _beside_governed(wording: Wording, first: int, deed: int) -> bool:
    """Tell whether a deed hangs on a noun with one before it: *the need to protect the banks and to open the locks*."""
    joint = wording.words.coordination.search(wording.folded, max(first, deed - _JOINT), deed)
    return joint is not None and joint.end() >= deed - 1 and "," not in wording.folded[first:deed]


def bearer_at(wording: Wording, place: int, deed: int, verb: int, last: Party | None) -> Party | None:
    """Return the one charged, named between two places; None where a thing stands there."""
    words, folded = wording.words, wording.folded
    named = pronoun_in(wording, place, deed)
    if named is not None:
        return meant(wording, named, verb, last, False)
    actor = next((each for each in wording.actors if each.end > place), None)
    heads = actor is not None and actor.name <= place + 40 and actor.start < deed
    thing = words.things.match(folded, place)
    if thing and not (actor and actor.start <= place < actor.end and not folded.startswith("'", actor.end)):
        return None
    last_word = folded.rfind(" ", place, max(place, deed - 1)) + 1
    if wording.language == "en" and not heads and words.things.match(folded, last_word, deed + 6):
        # "closer public-private sector collaboration": the last word tells that a thing stands there.
        return None
    stop = end_of_name(wording, max(place, actor.end if actor and heads else 0), deed, place)
    if not heads and stop - place > UNKNOWN:
        return None
    return party_at(wording, place, stop)


def pronoun_in(wording: Wording, place: int, stop: int) -> str | None:
    """Return the pronoun that stands between two places, alone or before what commas set off: *them, in 2026, to*."""
    comma = wording.folded.find(",", place, stop)
    said = wording.folded[place : stop if comma < 0 else comma].strip()
    return said if said in wording.words.pronouns else None


def end_of_name(wording: Wording, reached: int, stop: int, start: int = 0) -> int:
    """Return where the name of one charged ends that begins at a place, and goes on at least to another.

    A clause that alone tells who is meant belongs to it: *ceux qui ne l'ont pas encore fait*.
    """
    end = wording.words.bearer_end.search(wording.folded, max(reached, start + 3), stop)
    if end is None:
        return stop
    clause = stop - start <= UNKNOWN and wording.words.whoever.match(wording.folded, start, end.start())
    return stop if clause else end.start()


def meant(wording: Wording, pronoun: str, verb: int, last: Party | None, later: bool) -> Party | None:
    """Return whom a pronoun means: the one charged just before, or one named before the verb."""
    kind = wording.words.pronouns[pronoun]
    named = [each for each in wording.actors if each.end <= verb and several(wording, each) == kind.plural]
    if kind.last and named:
        return next(iter(names_from(wording, named[-1].start, verb)[0]), None)
    if later and last is not None and bool(wording.words.plural.match(fold(last.text) + " ")) == kind.plural:
        return last
    if named:
        return next(iter(names_from(wording, named[0].start, verb)[0]), None)
    # "Stresses that polluters must pay, and calls upon them to do so": people who are no known body.
    people = wording.words.acting.search(wording.folded, 0, verb) if kind.plural else None
    if people is None:
        return last
    begins = wording.words.that.search(wording.folded, people.start(), people.end("who"))
    return party_at(wording, begins.end() if begins else people.start(), people.end("who"))


def organ_of(resolution: Resolution, language: str) -> Party | None:
    """Return the organ itself as a party: its enacting words, or its name."""
    names = actor_names(language)
    name = commitment_words(language).organs.get(resolution.organ or "")
    id = next((id for id, series in names.series.items() if series == resolution.organ), None)
    enacting = resolution.enacting
    if enacting is not None and enacting.text.strip(_AROUND):
        text = enacting.text.strip(_AROUND)
        start = enacting.text.index(text)
        if name and len(text) > len(name):
            # A mark of a heading before the name, the call of a footnote behind it, the meeting at which the organ
            # decided: the words are the name alone.
            named = fold(enacting.text).find(fold(name))
            if named >= 0:
                start, text = named, enacting.text[named : named + len(name)]
        span = enacting.span(start, start + len(text))
        # Within a sentence the article is small.
        if text.isupper() and name:
            text = name
        return Party(text=text[0].lower() + text[1:], id=id, span=span)
    return Party(text=name, id=id) if name else None
