"""The reader of clauses: the deeds of a sentence, each with those who do it, cut where a new one begins.

Its rules are told, each with an example, in ``docs/reading.md``; the words that fill them for a language stand in
``vocab/<language>/clauses.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from alinea.analysing.charges import Charge
from alinea.analysing.parties import capitals_end
from alinea.analysing.wording import Wording
from alinea.model.record import Deed as Said
from alinea.model.spans import Span
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import ClauseWords, clause_words
from alinea.vocab.finding import Finder

JOINT = 90  # characters before a deed in which the words stand that lay it beside another, at most
INTEND = "intend"  # the act whose deed may go without a preposition: « Entend suivre la situation »
MOST = 40  # deeds of one charge
RECOUNTED = 80  # characters before a verb in which the words stand that begin a clause told of a text
NAME = 120  # characters from the known part of a name to its deed, at most
_EITHER = frozenset({"", "ou", "or"})  # joints that go on with what is not to be done
OBJECT = 12  # characters: a verb with fewer behind it has the object of the verb that follows, "develop and submit"


class Clause(NamedTuple):
    """One deed of a charge.

    Attributes:
        opens: where it begins, with what joins it to the one before; verb: where its own words begin.
        end: the character after its last word.
        who: where those stand who do it, where it names its own.
        banned: it is not to be done; allowed: it may be done; shall: somebody shall do it.
        own_verb: False where it is a second noun of the verb before it.
        infinitive: it is told by an infinitive: "to consider"; deed: where the preposition of that stands.
        settled: it says what is to be done with a thing: "the costs shall be met".
    """

    opens: int
    verb: int
    end: int
    who: tuple[int, int] | None = None
    banned: bool = False
    allowed: bool = False
    shall: bool = False
    own_verb: bool = True
    infinitive: bool = False
    settled: bool = False
    deed: int | None = None


def clauses_of(wording: Wording, charge: Charge) -> list[Clause]:
    """Return the deeds of a charge, in order; none where nothing is said of a deed.

    A sample: *to convene a meeting and, within existing resources, to report on it* is two deeds.
    """
    words = clause_words(wording.language)
    stop = end_of_words(wording, charge.deed_start, _sentence(wording, charge))
    first = _first(wording, words, charge, stop)
    if first is None:
        return []
    found = [first]
    place = first.verb + 1
    while len(found) < MOST:
        following = _following(wording, words, charge, found, place, stop)
        if following is None:
            break
        found[-1] = found[-1]._replace(end=end_of_words(wording, found[-1].verb, following.opens))
        found.append(following)
        place = following.verb + 1
    return found


def end_of_words(wording: Wording, start: int, stop: int) -> int:
    """Return the end of the words before a place, without signs and without a word that joins what follows."""
    folded = wording.folded
    while stop > start:
        while stop > start and folded[stop - 1] in " ,;:.-–":
            stop -= 1
        last = folded.rfind(" ", start, stop) + 1
        joined = wording.words.coordination.match(folded, last)
        if joined is None or joined.end() != stop or last <= start:
            return stop
        stop = last
    return stop


def end_of_recounted(wording: Wording, verb: int, stop: int) -> int:
    """Return where a clause ends that tells what a text says, by its verb; `stop` where the verb is of no such clause.

    A sample: *the resolution, in which it recommends to proclaim a Year, should be translated* proclaims a Year.
    """
    words = clause_words(wording.language)
    if not words.recounted.within(wording.folded, max(0, verb - RECOUNTED), verb):
        return stop
    resumed = words.resumed_verb.search(wording.folded, verb, stop)
    return stop if resumed is None else resumed.start()


def _sentence(wording: Wording, charge: Charge) -> int:
    """Return where the sentence of a charge ends, or the charge itself, or the clause that tells what a text says."""
    text, place = wording.text.text, charge.deed_start
    told = end_of_recounted(wording, charge.start, charge.end)
    if told < charge.end:
        return told
    while True:
        stop = text.find(". ", place, charge.end)
        if stop < 0:
            return charge.end
        # No abbreviation, and a new sentence after it: "No. 5", "art. 3".
        if text[stop + 2 : stop + 3].isupper() and stop - text.rfind(" ", 0, stop) > 4:
            return stop
        place = stop + 2


def _first(wording: Wording, words: ClauseWords, charge: Charge, stop: int) -> Clause | None:
    folded, start = wording.folded, charge.deed_start
    if start >= stop:
        return None
    if charge.clause:
        return _finite(wording, words, start, stop, None)
    deed = wording.words.deed.match(folded, start, stop)
    if deed is None and charge.own:
        # "Decides, at its next session, to consider": the deed is what comes after the bracket.
        named = wording.words.deed.search(folded, start, min(stop, start + JOINT))
        if named and (
            folded[start : named.start()].strip(" ,") == ""
            or folded[start : named.start()].rstrip().endswith(",")
        ):
            deed = named
    bare = (
        wording.words.bare_deed.match(folded, start, stop) if deed is None and charge.act == INTEND else None
    )
    if bare:
        return Clause(start, bare.start("verb"), stop, infinitive=True)
    if deed is None:
        aside = wording.words.aside.match(folded, start, stop)
        begin = aside.end() if aside else start
        while begin < stop and folded[begin] in " ,:":
            begin += 1
        thing = wording.words.that.match(folded, begin, stop)
        verb = thing.end() if thing else begin
        itself = words.itself.match(folded, verb, stop) if thing and charge.own else None
        if itself:
            # "Decides that it will review the measures": as much as "Decides to review".
            return Clause(start, itself.end(), stop, infinitive=True)
        banned = words.prohibited.match(folded, verb, stop) is not None
        settled = thing is not None and words.settled.match(folded, verb, stop) is not None
        return Clause(start, verb, stop, banned=banned, settled=settled)
    verb = _verb(wording, deed.start(), deed.start("verb") if deed["verb"] else deed.end())
    banned = _banned(wording, words, deed.start(), stop)
    return Clause(start, verb, stop, banned=banned, infinitive=True)


def _banned(wording: Wording, words: ClauseWords, deed: int, stop: int) -> bool:
    """Tell whether a deed that begins at a place is not to be done: *not to*, *to refrain*, *de ne pas*."""
    folded = wording.folded
    if words.negated.match(folded, deed):
        return True
    return words.prohibited.match(folded, _past_to(wording, deed), stop) is not None


def _past_to(wording: Wording, place: int) -> int:
    """Return the place after the preposition that begins a deed: *to*, *not to*, *de*, *d'*, *à*."""
    folded = wording.folded
    negated = clause_words(wording.language).negated.match(folded, place)
    if negated:
        place = negated.end() + 1
    end = (
        folded.find("'", place, place + 3) + 1
        if folded.startswith("d'", place)
        else folded.find(" ", place) + 1
    )
    return end or place


def _verb(wording: Wording, deed: int, verb: int) -> int:
    """Return where the words of a deed begin: pronouns belong to them, *not* in English does not."""
    begin = _past_to(wording, deed)
    while wording.folded.startswith(("not ", ", ", " "), begin):
        if wording.folded.startswith(", ", begin):
            return verb if verb > begin else begin + 2
        begin += 4 if wording.folded.startswith("not ", begin) else 1
    return min(begin, verb) if verb > deed else begin


def _finite(
    wording: Wording, words: ClauseWords, start: int, stop: int, who: tuple[int, int] | None
) -> Clause | None:
    """Return the deed of a clause with a subject: *shall submit*, *ne doivent pas taxer*, *prennent*."""
    folded = wording.folded
    modal = words.finite.match(folded, start, stop)
    if modal is None:
        aside = _said_of_subject().match(folded, start, stop)
        if aside is None and words.end.match(folded, start, stop):
            aside = _apposition().match(folded, start, stop)
        place = aside.end() if aside else start
        while place < stop and folded[place] in " ,":
            place += 1
        return (
            Clause(start, place, stop, who, bool(words.prohibited.match(folded, place, stop)))
            if place < stop
            else None
        )
    future = modal.groupdict().get("future")
    place = modal.start("modal") if future else modal.end()
    negated = modal["not"] is not None
    allowed = words.may.fullmatch(modal["modal"]) is not None
    banned = negated or words.prohibited.match(folded, place, stop) is not None
    return Clause(start, place, stop, who, banned, allowed and not negated, not allowed)


@cache
def _said_of_subject() -> re.Pattern[str]:
    # "that all States, guided by the Charter and recalling its aims, open …": a participle says more of the subject.
    return re.compile(r", [a-z]+(?:ant|ing)\b[^,;:]{2,200}, ")


@cache
def _apposition() -> re.Pattern[str]:
    # "that Israel, the occupying Power, cooperate"
    return re.compile(r", [^,;:]{2,120}, ")


def _following(
    wording: Wording, words: ClauseWords, charge: Charge, found: list[Clause], place: int, stop: int
) -> Clause | None:
    """Return the deed that comes next after a place, None where there is none."""
    # « pour qu'elle examine …, et qu'elle rende compte »: told by clauses, though somebody is asked.
    finite = charge.clause or (charge.deed is not None and wording.folded.startswith("qu'", charge.deed))
    candidates = [
        each
        for each in (
            _coordinated(wording, words, charge, found[-1], place, stop),
            _bare(wording, words.bare, words, found[-1], place, stop),
            _bare(wording, words.again, words, found[-1], place, stop) if finite else None,
            _beside(wording, words, charge, found[-1], place, stop),
            _clause_beside(wording, words, charge, found[-1], place, stop),
            _relative(wording, found[-1], place, stop),
        )
        if each is not None
    ]
    return min(candidates, key=lambda each: (each.opens, each.who is None), default=None)


def _coordinated(
    wording: Wording, words: ClauseWords, charge: Charge, last: Clause, place: int, stop: int
) -> Clause | None:
    """Return the next deed that stands after *and*, or a comma, with the preposition of the first."""
    folded = wording.folded
    kind = folded[charge.deed_start : charge.deed_start + 1] if not charge.clause else ""
    kinds = "da" if charge.listed or not kind.isalpha() else kind
    if charge.inherited and kind not in ("d", "a"):
        kinds = "da"
    for deed in wording.words.deed.finditer(folded, place, stop):
        begin = deed.start()
        # "se consulter …, et de s'abstenir": what is not to be done is laid beside whatever the preposition.
        other = wording.language == "fr" and folded[begin] not in kinds
        if deed["verb"] is None or (other and not _banned(wording, words, begin, stop)):
            continue
        joint = words.joint.search(folded, max(last.verb, begin - JOINT), begin)
        if joint is None or _of_aim(wording, words, charge, last.verb, joint.start(), begin):
            continue
        if not _listed(wording, words, charge, joint[0], deed.end(), stop):
            continue
        if _of_caused(wording, words, last.verb, joint, begin):
            continue
        if (
            last.banned
            and joint[0].strip(" ,") in _EITHER
            and wording.words.deed.search(folded, last.verb + 1, joint.start())
        ):
            continue  # "s'abstenir de financer, d'encourager ou de soutenir": all of it is not to be done
        alone = folded[last.verb : joint.start()].rstrip(" ,")
        banned = _banned(wording, words, begin, stop)
        # What is not to be done has no object in common with what is: "to cooperate and to refrain from".
        if len(alone) < OBJECT and " " not in alone and not banned:
            continue
        return Clause(
            joint.start(),
            _verb(wording, begin, deed.start("verb")),
            stop,
            banned=banned,
            infinitive=True,
            deed=begin,
        )
    return None


def _listed(wording: Wording, words: ClauseWords, charge: Charge, joint: str, place: int, stop: int) -> bool:
    """Tell whether a deed that stands after a comma alone is one of a list, and not what the one before it is for.

    A sample: *to declare 6 July World Ferry Day, to highlight the importance of ferries* is one deed. Within what
    commas set off, *and* joins no deeds: *to meet, within existing resources and in a new format, to discuss ferries*.
    """
    if wording.language != "en" or joint.startswith(";"):
        return True
    said = joint.strip(" ,")
    coordination = wording.words.coordination
    if coordination.match(said) or any(each.end() == len(said) for each in coordination.finditer(said)):
        return True
    return not charge.own and words.last_of_list.search(wording.folded, place, stop) is not None


def _of_caused(wording: Wording, words: ClauseWords, verb: int, joint: re.Match[str], deed: int) -> bool:
    """Tell whether a deed is that of one whom the verb before it charges: *charger le Bureau de mener une étude et de*.

    A preposition of its own tells him apart in French alone; after a comma it is the deed of the one charged first.
    """
    folded = wording.folded
    if wording.language != "fr" or joint[0].startswith((",", ";")) or not words.causing.match(folded, verb):
        return False
    inner = wording.words.deed.search(folded, verb + 1, joint.start())
    return inner is not None and inner["verb"] is not None and folded[inner.start()] == folded[deed]


def _of_aim(wording: Wording, words: ClauseWords, charge: Charge, verb: int, joint: int, deed: int) -> bool:
    """Tell whether a deed is part of an aim that the deed before it has: *afin de prévenir … et de protéger …*.

    A comma before *and* closes the aim: what comes then is the deed of the one charged.
    """
    if words.purpose.search(wording.folded, joint, deed):
        return True
    said = wording.folded[joint:deed]
    closed = said.startswith((", et ", ", and ", ";", ", ainsi", ", puis")) or said.count(",") > 1
    # "…, in order to protect the banks, as well as to submit"
    closed = closed or bool(
        wording.folded.endswith(", ", verb, joint) and wording.words.coordination.match(said)
    )
    if closed and not charge.own and not _in_series(wording, words, verb, joint):
        return False
    aims = [each[0] for each in words.purpose.finditer(wording.folded, verb, joint)]
    # "le mandat, qui consiste à évaluer et à suivre" is one aim; "visant à prévenir …, et de lui faire" ends it.
    return bool(aims) and (not aims[-1].endswith(" a") or wording.folded.startswith("a ", deed))


def _in_series(wording: Wording, words: ClauseWords, verb: int, joint: int) -> bool:
    """Tell whether an aim before a joint is a series of which what follows is the last: *d'ouvrir, de tenir, et*."""
    aims = list(words.purpose.finditer(wording.folded, verb, joint))
    if not aims:
        return False
    inner = wording.words.deed.finditer(wording.folded, aims[-1].end(), joint)
    return any(each["verb"] and wording.folded.startswith(", ", each.start() - 2) for each in inner)


def _bare(
    wording: Wording, pattern: Finder, words: ClauseWords, last: Clause, place: int, stop: int
) -> Clause | None:
    """Return the next deed whose verb goes without *to*: *conduct a review and present its findings*."""
    for deed in pattern.finditer(wording.folded, place, stop):
        if wording.folded.find(" ", last.verb, deed.start()) < 0:
            continue
        verb = deed.start("verb")
        if _shares_object(wording, last.verb, deed.start()):
            continue
        if deed.groupdict().get("open") and _has_inner(wording, words, last.verb, deed.start()):
            continue
        if (
            words.so_that.search(wording.folded, last.verb, deed.start())
            and "," not in deed[0][: verb - deed.start()]
        ):
            continue  # "to admit the rapporteurs, so that they can monitor the situation and report thereon"
        banned = words.prohibited.match(wording.folded, verb, stop) is not None
        return Clause(deed.start(), verb, stop, banned=banned, infinitive=pattern is words.bare)
    return None


def _has_inner(wording: Wording, words: ClauseWords, verb: int, stop: int) -> bool:
    """Tell whether another verb stands between a deed and a place, beside which what comes next may stand as well."""
    inner = wording.words.deed.search(wording.folded, verb + 1, stop)
    return inner is not None or words.clause.search(wording.folded, verb, stop) is not None


def _shares_object(wording: Wording, verb: int, stop: int) -> bool:
    """Tell whether an infinitive before a place has no object yet: *a body to assess, record and report on tides*."""
    inner = [each for each in wording.words.deed.finditer(wording.folded, verb + 1, stop) if each["verb"]]
    return bool(inner) and _verbs_alone().fullmatch(wording.folded, inner[-1].start("verb"), stop) is not None


@cache
def _verbs_alone() -> re.Pattern[str]:
    return re.compile(r"[a-z]+(?:, [a-z]+)*")


def _beside(
    wording: Wording, words: ClauseWords, charge: Charge, last: Clause, place: int, stop: int
) -> Clause | None:
    """Return the next deed that another is charged with by the same verb: *…, and the Centre to prepare …*."""
    if not charge.directive or charge.clause:
        return None
    folded = wording.folded
    for beside in words.beside.finditer(folded, place, stop):
        begin = beside.end()
        actor = next((each for each in wording.actors if each.start <= begin + 4 and each.end > begin), None)
        if actor is None and (named := _named_beside(wording, words, beside, stop)):
            return named
        if actor is None or _caused(wording, words, last, beside.start()):
            continue
        if actor.id is None and actor.start == actor.name and wording.text.text[actor.name].islower():
            continue  # "to develop strategies and programmes to address them"
        if words.attributive.search(folded, place, beside.start()):
            continue  # "including intergovernmental and non-governmental organizations, to encourage"
        if words.genitive.match(folded, begin):
            continue  # "les vues des États, des organes et …, et de la présenter"
        if "," not in beside[0] and words.told.match(folded, last.verb):
            continue  # "assist the Government and the Commission to prepare": those who are helped
        if "," not in beside[0] and _named_before(wording, beside):
            continue  # "in consultation with States and the Commission to prepare"
        for deed in wording.words.deed.finditer(folded, actor.end, min(stop, actor.end + NAME)):
            if deed["verb"] is None or not _whole_name(wording, actor.end, deed.start()):
                continue
            if wording.language == "fr" and deed[0][0] != folded[charge.deed_start : charge.deed_start + 1]:
                break  # "d'aider les États et les organisations à établir"
            who = begin, begin + len(folded[begin : deed.start()].rstrip(" ,"))
            banned = _banned(wording, words, deed.start(), stop)
            return Clause(beside.start(), _verb(wording, deed.start(), deed.start("verb")), stop, who, banned)
    return None


def _named_beside(wording: Wording, words: ClauseWords, beside: re.Match[str], stop: int) -> Clause | None:
    """Return the deed of one who is not known, named after the preposition of the verb: *and upon the crews to*."""
    article = any(
        wording.folded.startswith(each, beside.end()) for each in actor_names(wording.language).articles
    )
    if wording.language != "en" or not article or not wording.words.to.search(beside[0]):
        return None
    name = words.loose.match(wording.folded, beside.end(), stop)
    if wording.words.things.match(wording.folded, beside.end(), stop):
        return None
    deed = name and wording.words.deed.match(wording.folded, name.end("name") + 1, stop)
    if not name or not deed or deed["verb"] is None:
        return None
    banned = _banned(wording, words, deed.start(), stop)
    verb = _verb(wording, deed.start(), deed.start("verb"))
    return Clause(beside.start(), verb, stop, name.span("name"), banned)


def _named_before(wording: Wording, beside: re.Match[str]) -> bool:
    """Tell whether somebody is named right before *and*: who comes after it is named with him.

    A preposition before both tells so in French: *permettre aux États et aux organisations de*.
    """
    place, preposition = beside.start(), beside[0].rsplit(" ", 2)[-2] + " "
    named = [each for each in wording.actors if each.start < place <= each.end + 1]
    if wording.language == "en":
        # "the support of the UN and the African Union to help": a name that is not known stands by its capital.
        last = wording.text.text[:place].rsplit(" ", 1)[-1]
        return bool(named) or (len(last) > 1 and last.isupper())
    return preposition in ("aux ", "au ") and any(
        wording.folded.find(preposition, max(0, each.start - 5), each.start + 5) >= 0 for each in named
    )


def _caused(wording: Wording, words: ClauseWords, last: Clause, place: int) -> bool:
    """Tell whether the verb before a place has for its object those named there: *invite Governments and others to*."""
    if words.causing.match(wording.folded, last.verb) is None:
        return False
    deed = wording.words.deed.search(wording.folded, last.verb + 1, place)
    return deed is None or deed["verb"] is None


def _whole_name(wording: Wording, start: int, stop: int) -> bool:
    """Tell whether nothing but the rest of a name stands between its known part and a place.

    That is nothing, other names after it, words with a capital, or a clause that says who is meant: *that are in a
    position to do so*.
    """
    if wording.words.governing.search(wording.folded, max(start, stop - 24), stop):
        return False
    last = max((actor.end for actor in wording.actors if actor.start < stop), default=start)
    rest = wording.text.text[last:stop]
    words = clause_words(wording.language)
    if words.clause.match(wording.folded, start, stop):
        return True
    more = words.full.match(wording.text.text, start, stop)
    if more is not None and more.end() >= stop - 1:
        return True
    return len(rest) < 4 or rest.split()[-1][:1].isupper()


def _relative(wording: Wording, last: Clause, place: int, stop: int) -> Clause | None:
    """Return the next deed, told of somebody by a relative clause: *a Committee, which shall report to it*."""
    words, folded = wording.words, wording.folded
    for relative in words.relative.finditer(folded, place, stop):
        opens = relative.start()
        named = [each for each in words.who.finditer(folded, last.verb, opens + 2) if each.end() >= opens - 2]
        if folded[opens - 2] == ",":
            named = list(words.newly.finditer(folded, last.verb, opens))[:1] or named
            done_by = clause_words(wording.language).passive.match(folded, last.verb, opens)
            if done_by and not named:
                # "shall be administered by the Director, who shall report on its use"
                return Clause(opens, relative.start("deed"), stop, (done_by.end(), opens - 2), shall=True)
        if named:
            return Clause(opens, relative.start("deed"), stop, named[-1].span(), shall=True)
    return None


def _clause_beside(
    wording: Wording, words: ClauseWords, charge: Charge, last: Clause, place: int, stop: int
) -> Clause | None:
    """Return the next deed of a second clause: *and that the Command allow them to pass*.

    Beside an infinitive it is one after *and* alone, and where that has no clause of its own: *le débat, que la
    présidence doit organiser*, *veiller à ce que le port ouvre et que le Comité en soit informé* have none.
    """
    for that in words.that.finditer(wording.folded, place, stop):
        if not charge.clause and not charge.own:
            joined = wording.words.coordination.search(that[0])
            if not joined or wording.words.that.search(wording.folded, last.verb, that.start()):
                continue
        who = that.start("who")
        subject = next((each for each in wording.actors if each.start <= who + 1 and each.end > who), None)
        if subject is None:
            capital = that.end("who")
            if not wording.text.text[who:capital].strip().split(" ")[-1][:1].isupper():
                continue
            end = capital
        else:
            end = subject.end
        end = capitals_end(wording, end, stop)
        more = words.proper_complement.match(wording.text.text, end, stop)
        end = more.end() if more else end
        clause = _finite(wording, words, end, stop, (who, end))
        if clause is not None:
            return clause._replace(opens=that.start())
    return None


def first_comma(wording: Wording, place: int, stop: int) -> int:
    """Return the first comma after a place, or where the clause stops."""
    comma = wording.folded.find(",", place, stop)
    return comma if comma > 0 else stop


def said_in(wording: Wording, clause: Clause) -> Said | None:
    """Return the words of the deed of a clause, None where it has none."""
    start, end = clause.verb, clause.end
    while start < end and wording.folded[start] == " ":
        start += 1
    if end <= start:
        return None
    text = wording.text
    return Said(text=text.text[start:end], at=Span(start, end), span=text.span(start, end))
