"""How a paragraph lays charges: the verb, the one charged, and where the deed begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alinea.analysing.actors import ActorMention
from alinea.analysing.bearers import (
    after,
    bearer_at,
    deed_after,
    end_of_name,
    meant,
    past_brackets,
    pronoun_in,
    proper_subject,
    subject_after,
    subject_at,
    with_complement,
)
from alinea.analysing.parties import listed, names_from
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import ActClass, Condition, Due, Means, Nature, Party
from alinea.vocab.actor_names import words_pattern
from alinea.vocab.acts import acts
from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import commitment_words
from alinea.vocab.folding import fold, places_of
from alinea.vocab.openings import openings
from alinea.vocab.phrases import Node

# What an organ does by these, someone else must act on; by the others it acts itself.
_CHARGES_OTHERS = frozenset({"authorize"})
# Deciding acts by which an organ settles something that is to come.
_SETTLES = frozenset(
    {"decide", "establish", "extend", "appoint", "proclaim", "declare", "intend", "undertake"}
)
# A phrase of these is part of the sentence it stands in: *agissant en vertu du Chapitre VII*.
_HANGS_ON = frozenset({"act"})
# Acts whose verb takes the preposition of a deed before the one charged: *Appeals to trade unions to help*.
_APPEALS = frozenset({"appeal"})
_ADVISES = "recommend"  # the act that is addressed to somebody of whom a clause tells what he is to do
# Acts that one word within a sentence is too little for: *compte tenu de*.
_FAINT = frozenset({"intend", "undertake"})
ASIDE = 900  # characters between *that* and the subject of its clause, at most
LINK = 160  # characters before a verb in which the words stand that link it to the sentence before, at most


class Above(NamedTuple):
    """What a paragraph says for its sub-paragraphs beside who is charged: a point that says it itself comes first.

    Attributes:
        due: when; recipients: for whom; means: with which.
        conditions: they bind each, whatever it says itself.
    """

    due: Due | None = None
    recipients: tuple[Party, ...] = ()
    conditions: tuple[Condition, ...] = ()
    means: Means | None = None


class Charge(NamedTuple):
    """A verb of the organ and what hangs on it.

    Attributes:
        start: where the verb begins; verb_end: the character after its phrase; end: where the next one begins.
        act, act_class, force: of the verb.
        bearer: the one charged; None where nobody is named, and where the organ itself acts.
        deed: where what is to be done begins; None where it is not said here (the sub-paragraphs say it).
        own: True where the organ itself acts: *Décide d'inscrire …*.
        inherited: True where the verb stands in the paragraph above.
        clause: True where the one charged is the subject of a clause: *que le Comité se réunira*.
        listed: True where a sub-paragraph is a thing in a list, no deed: *a) Un exposé de la situation*.
        tail: the folded words that a list goes on with: *de lui présenter*.
        loose: True where the words that begin the deed were not found.
        bearers: all who are charged; empty where a pronoun or nobody stands there, and where the organ itself acts.
        nature: of what it asks, where its construction tells: a promise of another is an ``undertaking``.
        thing: where the name of a mandate or gathering begins that is the subject of a clause, and does nothing.
        above: what else the paragraph above says for its sub-paragraphs.
    """

    start: int
    verb_end: int
    end: int
    act: str
    act_class: ActClass
    force: int | None
    bearer: Party | None
    deed: int | None
    own: bool = False
    inherited: bool = False
    clause: bool = False
    listed: bool = False
    tail: str = ""
    loose: bool = False
    bearers: tuple[Party, ...] = ()
    nature: Nature | None = None
    thing: int | None = None
    above: Above = Above()

    @property
    def deed_start(self) -> int:
        """Where what is to be done begins, or may begin."""
        return self.verb_end if self.deed is None else self.deed

    @property
    def directive(self) -> bool:
        """Whether someone is asked, told or allowed to do something."""
        return self.act_class == "directive" or self.act in _CHARGES_OTHERS


@dataclass(frozen=True, slots=True)
class _Verbs:
    """A quick test for verbs of the organ.

    Attributes:
        first: first words of the phrases by which an organ decides or asks.
        known: first words of all phrases that open a paragraph: any other may be one that was misread.
        other: matches the start of a clause with another verb of the organ: *, et note que*.
        word: matches the first word of a text.
    """

    first: frozenset[str]
    known: frozenset[str]
    other: re.Pattern[str]
    word: re.Pattern[str]


@cache
def _verbs(language: str) -> _Verbs:
    phrases = openings(language)
    first, other = [], []
    for word, node in phrases.roots["operative"].next.items():
        found = [acts()[phrases.rows[int(value)].act] for value in _values(node)]
        if len(word) > 2 and any(_lays(act.id, act.act_class) for act in found):
            first.append(word)
        alone = [(word, node)] if len(word) > 3 else []
        # "looks forward", « est conscient »: two words that no other sense has.
        alone += [(f"{word} {second}", each) for second, each in node.next.items() if len(second) > 3]
        for spelled, place in alone:
            act = acts()[phrases.rows[int(place.value)].act] if place.value is not None else None
            if act and not _lays(act.id, act.act_class) and act.id not in _HANGS_ON:
                other.append(spelled)
    known = frozenset(phrases.roots["operative"].next) | frozenset(phrases.roots["preambular"].next)
    joints = "|".join(map(re.escape, sorted(phrases.conjunctions)))
    # "…, to this end recalls": what links a verb to the sentence before may go without a comma.
    words = commitment_words(language)
    links, voiced = words.linked.pattern, words.voiced.pattern
    clitics = "|".join(sorted(map(re.escape, phrases.unknown.clitics), key=len, reverse=True)) or "(?!)"
    return _Verbs(
        frozenset(first),
        known,
        re.compile(
            rf"[,;] (?:(?:{joints})\b[ ,]*)?(?:[^,;]{{3,30}}, |{links} )?(?:(?:{clitics})[ ']+)?"
            rf"(?:{words_pattern(other)}|{voiced})\b"
            rf"|,? (?:{joints}), [^,;:]{{31,240}}, (?:{words_pattern(other)}|{voiced})\b"
            # Without a comma only what nobody but the organ does: « et note avec satisfaction », « et souligne que ».
            rf"| (?:{joints}) (?:{words_pattern(other)}) (?:(?=qu['e]|that )|(?:avec |with )(?!(?:the|le|la|les)\b))"
        ),
        re.compile(r"\W*([^\W\d_]+)"),
    )


@cache
def _aside_first() -> re.Pattern[str]:
    return re.compile(r"(?<=, )[^,;:]{3,260}, ")


def _far_subject(wording: Wording, place: int, stop: int) -> ActorMention | None:
    """Return the actor that a clause has for its subject after a long aside: *that, to prevent …, States shall*."""
    for actor in wording.actors:
        if place < actor.start and actor.end < min(stop, place + ASIDE):
            closed = wording.folded.startswith(", ", actor.start - 2)
            if closed and wording.words.will.match(wording.folded, actor.end):
                return actor
    return None


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r",? ?(?<=,)[^,;:]{3,160}, ")


def _values(node: Node) -> Iterator[str]:
    """Yield what the phrases of a graph stand for."""
    if node.value is not None:
        yield node.value
    for edges in (node.next, node.classes):
        for following in edges.values():
            yield from _values(following)


def charges_in(wording: Wording, known: Party | None, has_children: bool) -> list[Charge]:
    """Return the charges that a paragraph lays, in order.

    Args:
        wording: of the paragraph.
        known: the one charged last before it, for the pronouns that mean him.
        has_children: whether sub-paragraphs go on with it.
    """
    verbs = list(_acts(wording))
    asked = (
        None if verbs and verbs[0][0] < 3 else _asked(wording, verbs[0][0] if verbs else len(wording.folded))
    )
    found: list[Charge] = [asked] if asked else []
    for place, (start, end, act, act_class, force) in enumerate(verbs):
        stop = verbs[place + 1][0] if place + 1 < len(verbs) else len(wording.folded)
        # « …, et lui demande »: the pronoun belongs to the verb that follows.
        pronoun = wording.words.before_verb.search(wording.folded, max(end, stop - 16), stop)
        stop = pronoun.start() if pronoun and stop < len(wording.folded) else stop
        stop = _before_link(wording, end, stop)
        stop = end_of_sentence(wording, end, stop)
        last = found[-1].bearer if found and found[-1].bearer else known
        charge = _charge(wording, start, end, stop, (act, act_class, force), last, bool(found), has_children)
        if found and charge.deed is not None and charge.directive and _waits(wording, found[-1]):
            # "Encourages Member States, and invites others, to integrate": one deed, of all of them.
            before = found[-1].bearers or tuple(each for each in [found[-1].bearer] if each)
            bearers = (*before, *(charge.bearers or tuple(each for each in [charge.bearer] if each)))
            charge = charge._replace(bearer=bearers[0] if bearers else None, bearers=bearers)
            found.pop()
        if found and not charge.bearers and charge.bearer is not None and charge.bearer == found[-1].bearer:
            charge = charge._replace(bearers=found[-1].bearers)  # "and requests them to": all of them
        if charge.bearer is not None and wording.words.these.match(fold(charge.bearer.text)):
            together = _together(wording, start)
            charge = charge._replace(bearer=together[0], bearers=together) if together else charge
        found.append(charge)
    return found


def end_of_sentence(wording: Wording, start: int, stop: int) -> int:
    """Return where another verb of the organ begins after a place, which lays nothing: *, and notes that*."""
    other = _verbs(wording.language).other.search(wording.folded, start, stop)
    return other.start() if other else stop


def _before_link(wording: Wording, start: int, stop: int) -> int:
    """Return where the words begin that link the next verb of the organ: *…, and to that end requests*."""
    aside = wording.folded.endswith(", ", start, stop)
    for joint in wording.words.coordination.finditer(wording.folded, max(start, stop - LINK), stop):
        if wording.words.aside.fullmatch(wording.folded, joint.end(), stop) or (
            # "…, and, while noting the findings, requests"
            aside
            and wording.folded.startswith(", ", joint.end())
            and not wording.words.deed.search(wording.folded, joint.end(), stop)
        ):
            return joint.start()
    return stop


def _together(wording: Wording, verb: int) -> tuple[Party, ...]:
    """Return those who were named together last before a verb: whom *these bodies* means."""
    for actor in reversed([each for each in wording.actors if each.end < verb]):
        parties, end = names_from(wording, actor.start, verb)
        before = [each for each in wording.actors if each.end <= actor.start]
        if len(parties) > 1 and not (before and names_from(wording, before[-1].start, verb)[1] == end):
            return tuple(parties)
    return ()


def _waits(wording: Wording, charge: Charge) -> bool:
    """Tell whether a charge names somebody and no deed: what he is to do is told after the next verb."""
    if not charge.directive or charge.bearer is None or (charge.deed is not None and not charge.loose):
        return False
    said = wording.folded[charge.verb_end : charge.end]
    named = [each for each in wording.actors if charge.verb_end <= each.start and each.end <= charge.end]
    return bool(named) and wording.words.waiting.fullmatch(said, named[-1].end - charge.verb_end) is not None


_BODY = re.compile(r"(?:The|Le|La|L['’]) ?[^\W\d_a-zà-ÿ]")


def _asked(wording: Wording, stop: int) -> Charge | None:
    """Return the charge on one who is asked in the passive: *The Secretary-General is requested to report*."""
    asked = wording.words.invited.match(wording.folded)
    named = [each for each in wording.actors[:1] if each.start <= 1]
    if asked is None or asked.end() > stop:
        return None
    deed = wording.words.deed.match(wording.folded, asked.end() + 1, stop)
    # A body that is not known stands by its capital: "The Lamp Board is requested to report".
    known = named or _BODY.match(wording.text.text)
    reached = end_of_name(wording, named[0].end, asked.end("who")) if named else asked.end("who")
    bearer = party_at(wording, 0, reached) if known else None
    if deed is None or bearer is None:
        return None
    act = acts()[wording.words.asked_acts[asked["asked"]]]
    bearers = tuple(listed(wording, *asked.span("who")))
    return Charge(
        0, asked.end(), stop, act.id, act.act_class, act.force, bearer, deed.start(), bearers=bearers
    )


def inherited(wording: Wording, above: Charge, stop: int) -> Charge:
    """Return the charge of the paragraph above, as laid by a sub-paragraph up to a place, with all that it says.

    Where nobody is charged above (*Demande instamment :*), the sub-paragraph itself names the one: *a) Tous les
    États de signaler …*.
    """
    return _inherited(wording, above, stop)._replace(above=above.above)


def _inherited(wording: Wording, above: Charge, stop: int) -> Charge:
    charge = above._replace(start=0, verb_end=0, end=stop, deed=0, inherited=True)
    nested = wording.words.nested.match(wording.folded) if above.own else None
    if nested:
        return _nested(wording, charge, nested, None, False)
    subject = wording.words.shall.match(wording.folded) if above.own else None
    if subject and any(actor.end <= subject.end("who") for actor in wording.actors[:1]):
        bearers = tuple(listed(wording, *subject.span("who")))
        bearer, end = party_at(wording, *subject.span("who")), subject.end("who")
        thing = 0 if _is_held(wording, end) else None
        return charge._replace(own=False, bearer=bearer, bearers=bearers, deed=end, clause=True, thing=thing)
    invited = wording.words.invited.match(wording.folded) if above.directive else None
    if invited and any(actor.end <= invited.end("who") for actor in wording.actors[:1]):
        deed = deed_after(wording, invited.end(), stop)
        bearer = party_at(wording, 0, end_of_name(wording, 0, invited.end("who")))
        bearers = tuple(listed(wording, 0, invited.end("who")))
        return charge._replace(bearer=bearer, bearers=bearers, deed=deed)
    if charge.directive and above.bearer is None and above.deed is None:
        begin = after(wording.words.to, wording.folded, 0, stop)
        deed = deed_after(wording, begin, stop)
        if deed:
            return _named(wording, charge, begin, deed, deed, None)._replace(inherited=True)
        asked = next((each for each in wording.actors if each.start == begin), None)
        if asked and begin:
            # Of whom a thing is asked: *Requests the following: (a) From the Panel, a study*.
            bearer = party_at(wording, begin, asked.end)
            return charge._replace(bearer=bearer, bearers=(bearer,) if bearer else (), deed=asked.end)
    named = any(actor.start == 0 for actor in wording.actors[:1])
    thing = above.deed is not None and (named or bool(wording.words.thing_first.match(wording.folded)))
    return charge._replace(listed=thing)


def _acts(wording: Wording) -> Iterator[tuple[int, int, str, ActClass, int | None]]:
    """Yield the deciding and directive verbs of the organ: place, act, class and force."""
    text, phrases, verbs = wording.text.text, openings(wording.language), _verbs(wording.language)
    hits = places_of(verbs.first, wording.folded)
    head = verbs.word.match(wording.folded)
    misread = head is not None and head[1] not in verbs.known and text[head.start(1)].isupper()
    done = 0
    if wording.words.told.match(wording.folded):
        for told in wording.words.told.finditer(wording.folded):
            act = acts()[wording.words.told_acts[told["verb"]]]
            if _lays(act.id, act.act_class):
                yield told.start("begins"), told.end(), act.id, act.act_class, act.force
        return
    if wording.words.ourselves.search(wording.folded):
        for avowed in wording.words.avowed.finditer(wording.folded):
            act = acts()[wording.words.avowed_acts[avowed["verb"]]]
            yield avowed.start("begins"), avowed.end(), act.id, act.act_class, act.force
        return
    decided = wording.words.decided.match(wording.folded)
    if decided:
        done, decide = decided.end(), acts()["decide"]
        yield 0, done, decide.id, decide.act_class, decide.force
    elif again := wording.words.asked_again.match(wording.folded):
        groups = again.groupdict()
        lays = wording.words.asked_acts.get(groups.get("asked") or "", "request")
        done, asked = again.end(), acts()["invite" if groups.get("invite") else lays]
        yield 0, done, asked.id, asked.act_class, asked.force
    elif misread or (hits and hits[0] < 48):
        opening = phrases.match(text, "operative", strict=not misread)
        if opening and opening.known:
            done = opening.end
            if opening.act and opening.act_class and _lays(opening.act, opening.act_class):
                yield opening.start, opening.end, opening.act, opening.act_class, opening.force
    for hit in hits:
        if hit < done:
            continue
        # Only the stretch around the word is looked at: verbs of the organ are few, commas are many.
        for mention in phrases.acts_in(text[: hit + 120], max(done, hit - 70), hit):
            if mention.start > hit:
                break
            done = mention.end
            # « compte tenu de »; but « …, et compte réexaminer la question »
            faint = mention.act in _FAINT and " " not in text[mention.start : mention.end]
            if faint and not wording.words.bare_deed.match(wording.folded, mention.end):
                continue
            if _lays(mention.act, mention.act_class):
                yield mention.start, mention.end, mention.act, mention.act_class, mention.force


def _lays(act: str, act_class: ActClass) -> bool:
    return act_class == "directive" or act in _CHARGES_OTHERS or act in _SETTLES


def _charge(
    wording: Wording,
    start: int,
    verb_end: int,
    stop: int,
    act: tuple[str, ActClass, int | None],
    last: Party | None,
    later: bool,
    has_children: bool,
) -> Charge:
    """Return one charge: find the one charged and where the deed begins."""
    words, folded = wording.words, wording.folded
    name, act_class, force = act
    charge = Charge(start, verb_end, stop, name, act_class, force, None, verb_end)
    place = after(words.aside, folded, verb_end, stop)
    before = words.before_verb.search(folded, max(0, start - 16), start)
    # « et le prie de veiller à ce que »: he is named before the verb, whoever is the subject of a clause after it.
    clause = None if before and charge.directive else _that(wording, verb_end, place, stop)
    if clause and (told := _told_in_clause(wording, charge, clause.end(), last)):
        return told
    if charge.directive and (told := _told_to(wording, charge, place)):
        return told
    if not charge.directive:
        nested = words.nested.match(folded, place, stop)
        if nested is None and (aside := _aside().match(folded, verb_end, stop)):
            nested = words.nested.match(folded, aside.end(), stop)
        if nested is None:
            return Charge(start, verb_end, stop, name, act_class, force, None, verb_end, own=True)
        return _nested(wording, charge, nested, last, has_children)
    if before:
        deed = words.deed.match(folded, place, stop)
        bearer = meant(wording, before[1], start, last, later)
        return _with(charge, bearer, deed.start() if deed else place)
    by_noun = words.by_noun.match(folded, place, stop)
    if by_noun and (done_by := _doers(wording, by_noun, stop)):
        # "the preparation, by the Secretary-General, of a report": who is to do it is named after the noun of the deed.
        return _with(charge, done_by[0], place)._replace(bearers=tuple(done_by))
    if (
        words.deed.match(folded, place, stop)
        and not any(place <= actor.name <= place + 6 for actor in wording.actors)
        and not (name in _APPEALS and words.deed.search(folded, place + 3, stop))
    ):
        return _with(charge, None, place)
    place = after(words.garbled, folded, past_brackets(wording, place, stop), stop)
    place = after(words.to, folded, place, stop)
    place = after(words.aside, folded, place, stop)
    place = after(words.efforts_of, folded, place, stop)
    deed_at = deed_after(wording, place, stop, _takes(wording, start, verb_end))
    if deed_at is None:
        opened = words.open.search(folded, place, stop) if has_children and stop == len(folded) else None
        if opened is None or opened.start() == place:
            return _misread(wording, charge, place)
        deed_at = opened.start()
        return _named(wording, charge, place, deed_at, None, last)
    return _named(wording, charge, place, deed_at, deed_at, last)


def _told_to(wording: Wording, charge: Charge, place: int) -> Charge | None:
    """Return a charge whose clause has for its subject those addressed: *Recommends to the States that they open*."""
    to = wording.words.to.match(wording.folded, place, charge.end)
    if to is None or charge.act != _ADVISES:
        return None
    parties, end = names_from(wording, to.end(), charge.end, unknown=True)
    they = wording.words.name_end.match(wording.folded, end, charge.end)
    if not parties or they is None:
        return None
    return _with(charge, parties[0], they.end(), clause=True)._replace(bearers=tuple(parties))


def _doers(wording: Wording, by_noun: re.Match[str], stop: int) -> list[Party]:
    """Return those who do what a noun tells; its object is none of their name: *the use by all States of the canal*."""
    begin, of = by_noun.start("who"), clause_words(wording.language).genitive
    parties, end = names_from(wording, begin, stop)
    if by_noun["object"] is None and not of.match(wording.folded, end + 1, stop):
        parties = names_from(wording, begin, by_noun.end("who"))[0]
    return parties


def _told_in_clause(wording: Wording, charge: Charge, begin: int, last: Party | None) -> Charge | None:
    """Return a charge whose deed is told by a clause that begins at a place: *that the Committee shall meet*."""
    words, folded, stop = wording.words, wording.folded, charge.end
    they = words.they.match(folded, begin, stop) if charge.directive else None
    if they and last is not None:
        return _with(charge, last, they.end(), clause=True)
    nobody = words.nobody.match(folded, begin, stop)
    if nobody:
        party = party_at(wording, *nobody.span())
        return _with(charge, party, nobody.end(), clause=True)._replace(nature="prohibition")
    subject = subject_at(wording, begin, stop) or subject_after(wording, begin, stop)
    if subject is None and (mandate := words.mandate_of.match(folded, begin, stop)):
        subject = subject_at(wording, mandate.end(), stop)
        charge = charge._replace(thing=begin)
    if subject:
        bearers, end = names_from(wording, subject.start, stop)
        own = with_complement(wording, subject.end, stop)
        if _is_held(wording, max(end, own)):
            charge = charge._replace(thing=begin)
        charged = _with(charge, party_at(wording, subject.start, own), own, clause=True)
        if end <= own or not bearers:
            return charged
        return charged._replace(deed=end, bearers=tuple(bearers))
    if acting := words.acting.match(folded, begin, stop):
        who = acting.span("who")
        return _with(charge, party_at(wording, *who), who[1], clause=True)._replace(
            bearers=tuple(listed(wording, *who))
        )
    # "that, in the interest of peace, negotiations be undertaken": the clause begins after what is set off.
    first = after(_aside_first(), folded, begin, stop)
    named = proper_subject(wording, first, stop, finite=not charge.directive)
    if named:
        return _with(charge, party_at(wording, *named), named[1], clause=True)
    if words.set_off.match(folded, begin):
        far = _far_subject(wording, begin, stop)
        if far is not None:
            return _with(charge, party_at(wording, far.start, far.end), far.end, clause=True)._replace(
                bearers=tuple(names_from(wording, far.start, stop)[0]),
            )
    if charge.directive:
        return _with(charge, None, first, clause=True)
    return None


def _is_held(wording: Wording, end: int) -> bool:
    """Tell whether what ends at a place shall be held: *that the Forum of the Commission shall be held in 2027*."""
    return clause_words(wording.language).held.match(wording.folded, end) is not None


def _that(wording: Wording, verb_end: int, place: int, stop: int) -> re.Match[str] | None:
    """Return what joins a clause to a verb, at once or after what commas set off: *Decides, as appropriate, that*."""
    that = wording.words.that.match(wording.folded, place, stop)
    aside = None if that else _aside().match(wording.folded, verb_end, stop)
    return wording.words.that.match(wording.folded, aside.end(), stop) if aside else that


def _takes(wording: Wording, start: int, end: int) -> str | None:
    """Return the letter with which the preposition begins that a verb takes, where its language tells: *inviter à*."""
    takes = wording.words.takes.search(wording.folded, start, end)
    return takes.lastgroup if takes else None


def _named(
    wording: Wording, charge: Charge, place: int, stop: int, deed: int | None, last: Party | None
) -> Charge:
    """Return a charge on those named between two places."""
    stop -= len(led[0]) if (led := wording.words.led.search(wording.folded, place, stop)) else 0
    bearer = bearer_at(wording, place, stop, charge.start, last)
    if bearer is None and (asked := wording.words.for_somebody.search(wording.folded, place, charge.end)):
        bearers = tuple(listed(wording, *asked.span("who")))
        begin = deed_after(wording, asked.end() - 1, charge.end)
        return _with(charge, bearers[0] if bearers else None, begin)._replace(bearers=bearers)
    if bearer is None or pronoun_in(wording, place, stop):
        return _with(charge, bearer, deed)
    bearers = tuple(listed(wording, place, stop))
    return _with(charge, bearer, deed)._replace(bearers=bearers)


def _nested(
    wording: Wording, charge: Charge, verb: re.Match[str], last: Party | None, has_children: bool
) -> Charge:
    """Return the charge that the organ decides to lay: *Décide de prier le Secrétaire général de …*."""
    act = acts()[wording.words.nested_acts[verb[1]]]
    laid = _charge(
        wording,
        charge.start,
        verb.end(),
        charge.end,
        (act.id, act.act_class, act.force),
        last,
        False,
        has_children,
    )
    return laid._replace(inherited=charge.inherited)


def _misread(wording: Wording, charge: Charge, place: int) -> Charge:
    """Return a charge on the actor named after the verb, where the words that begin the deed were not found.

    They are misread perhaps (*Prie le Comité d~ présenter*); what is asked may still be told by its own words.
    """
    actor = next((each for each in wording.actors if each.end > place), None)
    if actor is None or actor.start > place + 6 or actor.end >= charge.end:
        return _with(charge, None, None)
    return _with(charge, party_at(wording, actor.start, actor.end), actor.end)._replace(loose=True)


def _with(charge: Charge, bearer: Party | None, deed: int | None, clause: bool = False) -> Charge:
    return Charge(
        charge.start,
        charge.verb_end,
        charge.end,
        charge.act,
        charge.act_class,
        charge.force,
        bearer,
        deed,
        clause=clause,
        thing=charge.thing,
    )
