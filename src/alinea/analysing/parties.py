"""Names in a list, taken apart; and the full name that a short one stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from alinea.analysing.actors import ActorMention, mentions
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Party
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import ClauseWords, clause_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

_SHARED = frozenset({"officer", "committee", "commission", "mission"})  # kinds of actors that share names
_ALONE = frozenset({"secretary-general", "deputy-secretary-general"})  # officers of whom there is one
LONGEST = 900  # characters of a list of names, at most
NAME = 220  # characters of one name of a list, at most
_ARTICLES = {"en": ("the ",), "fr": ("le ", "la ", "les ", "l'")}
TELLING = 60  # characters before a name in which the verb stands that tells him something
NOUNS = 30  # characters of the nouns that a name goes before, at most: *United Nations mandate holders*
_BEFORE_NOUNS = "united-nations"  # the actor whose name goes before nouns
ACRONYM = 160  # characters of the name that an acronym in brackets stands behind, at most
LONGEST_VERB = 30  # characters of an infinitive with its pronouns, at most


def listed(wording: Wording, start: int, stop: int) -> list[Party]:
    """Return the parties that a list between two places of a paragraph names, in order.

    What only tells how, when or with whom they act is no name: *in consultation with Governments*.

    A sample: *le PNUD, l'UNICEF et l'OMS* is three, *les organismes, fonds et programmes des Nations Unies* one.
    """
    return [party for first, last in _places(wording, start, stop) if (party := _party(wording, first, last))]


def names_from(wording: Wording, start: int, stop: int, *, unknown: bool = False) -> tuple[list[Party], int]:
    """Return the parties of a list of which only the beginning is known, and where it ends.

    It goes on as long as names follow.

    Args:
        unknown: the words at a place are a name whatever they are, since the verb before them wants one: *help small
            ports to*.
    """
    words = clause_words(wording.language)
    folded, found, place, reached = wording.folded, list[Party](), start, start
    stop = min(stop, start + LONGEST)
    while place < stop:
        end = _name_end(wording, words, place, stop)
        if unknown and (end <= place or folded[end : end + 1] in ("'", "-") or end - place < 4):
            loose = words.loose.match(folded, place, stop)
            end = _with_complement(wording, words, loose.end("name"), stop) if loose else end
        people = _people().match(wording.text.text, place, stop) if unknown else None
        known = any(each.end == end for each in wording.actors)
        end = people.end() if people and people.end(1) == end and not known else end
        party = _party(wording, place, end) if end > place else None
        if party is None:
            break
        found.append(party)
        reached = end
        part = words.part.match(folded, end, stop)
        if part is None:
            break
        if not _names(wording, words, part.end(), stop, place):
            # The last of a list of names may be one that is not known: "and keepers' associations".
            begin = after_preposition(wording, part.end())
            added = wording.words.coordination.search(part[0]) and not words.particular.search(part[0])
            thing = wording.words.deed.match(folded, part.end(), stop) or wording.words.things.match(
                folded, begin
            )
            one_more = unknown and added and not thing
            last = words.loose.match(folded, begin, stop) if one_more else None
            if last and (party := _party(wording, *last.span("name"))):
                found.append(party)
                reached = last.end("name")
            break
        place = after_preposition(wording, part.end())
    return found, reached


@cache
def _people() -> re.Pattern[str]:
    # "the Marshallese diaspora and": the noun after what tells of which country they are.
    return re.compile(r"(the [A-Z][a-z]+) [a-z]{4,}(?=[,;.]| and | or |$)")


def _places(wording: Wording, start: int, stop: int) -> list[tuple[int, int]]:
    words, folded = clause_words(wording.language), wording.folded
    stop = min(stop, start + LONGEST)
    found: list[tuple[int, int]] = []
    begin, aside, conditional = start, False, False
    for part in words.part.finditer(folded, start, stop):
        if part.start() < begin or part.start() <= start:
            continue
        if any(each.name < part.start() < each.end for each in wording.actors):
            continue
        if words.attributive.search(folded, max(0, begin - 1), part.start()):
            continue  # "other international and regional organizations"
        if _share_noun(wording, words, begin, part, stop):
            continue
        whole = wording.words.coordination.search(part[0]) or part[0].count(",") > 1  # ", as appropriate, "
        ended = not whole and words.end.match(folded, part.start(), stop)
        if not aside and (condition := words.conditions.match(folded, part.end(), stop)):
            # "agencies, within their mandates, and other partners": who is named after a condition is charged, too.
            found.append((begin, part.start()))
            begin, aside, conditional = condition.end(), True, True
            continue
        if not aside and (ended or _cut(words, folded, begin, part.start()) is not None):
            break
        more = _names(wording, words, part.end(), stop, begin) or (
            not aside and _simple(wording, words, begin, part, stop)
        )
        if aside:
            # "all States, including those that have not yet done so, and the parties to the conflict".
            comma = part[0].startswith(",") and words.particular.search(part[0]) is None
            resumed = words.resumed.match(part[0]) is not None
            if not more or not ((comma and (resumed or part.start() == begin)) if conditional else resumed):
                continue
            aside = conditional = False
        elif more:
            found.append((begin, part.start()))
        elif words.particular.search(part[0]):
            # "all States, in particular those in which fugitives live": more is said of them, nobody is added.
            found.append((begin, part.start()))
            aside = True
            continue
        else:
            continue
        begin = after_preposition(wording, part.end())
    if not aside:
        cut = _cut(words, folded, begin, stop)
        found.append((begin, stop if cut is None else cut))
    return found


def _share_noun(wording: Wording, words: ClauseWords, begin: int, part: re.Match[str], stop: int) -> bool:
    """Tell whether what stands about a joint is one name: two words share a noun, or two nouns what is said of them.

    Samples: *all Member and observer States*; *relevant organizations and actors*.
    """
    folded, place = wording.folded, part.end()
    if not wording.words.coordination.search(part[0]) or any(
        each.id and (each.end == part.start() or each.start == place) for each in wording.actors
    ):
        return False
    if words.qualified.fullmatch(folded, begin, part.start()):
        return wording.text.text[place : place + 1].islower() and bool(words.lone.match(folded, place, stop))
    return bool(
        words.modifier.fullmatch(folded, begin, part.start()) and words.modified.match(folded, place, stop)
    )


def _simple(wording: Wording, words: ClauseWords, begin: int, part: re.Match[str], stop: int) -> bool:
    """Tell whether two names that are not known stand about a joint of a list: *shipowners and dockers*.

    Neither may have a complement that could be shared: *the Ministry of Trade and Industry* is one.
    """
    text, folded = wording.text.text, wording.folded
    place = after_preposition(wording, part.end())
    if words.end.match(folded, part.start(), stop):
        return False  # "Israel, the occupying Power"
    last = text[begin : part.start()].strip(" ,")
    articled = folded.startswith(_ARTICLES[wording.language], part.end())
    shared = words.shared_by_article if articled else words.shared
    if shared.search(folded, begin, part.start()) or words.conditions.match(folded, part.end(), stop):
        return False
    if words.bare_noun.match(folded, place) and words.bare_noun.search(folded, begin, part.start()):
        return False
    if last[-1:].isalpha() and last.split(" ")[-1][:1].isupper() and text[place : place + 1].isupper():
        return True
    # "all the parties concerned, the co-sponsors of the process": what stands before is all of a name.
    whole = (
        words.before.fullmatch(folded, begin, part.start())
        or _name_end(wording, words, begin, part.start()) == part.start()
        or (articled and proper_end(wording, begin, part.start()) > begin)
    )
    return bool(
        whole and (words.item.match(folded, place, stop) or words.item.match(folded, part.end(), stop))
    )


def _cut(words: ClauseWords, folded: str, start: int, stop: int) -> int | None:
    """Return where what is no name begins: *, in consultation with*; *, upon request*."""
    end = words.end.search(folded, start + 2, stop)
    found = [end.start()] if end else []
    for condition in words.conditions.finditer(folded, start + 2, stop):
        if folded.startswith(", ", condition.start() - 2):
            found.append(condition.start() - 2)
    return min(found, default=None)


def after_preposition(wording: Wording, place: int) -> int:
    """Return the place after a preposition that is no part of a name: *to the Council*."""
    found = wording.words.to.match(wording.folded, place)
    return found.end() if found else place


def _names(wording: Wording, words: ClauseWords, place: int, stop: int, last: int) -> bool:
    """Tell whether another name of a list begins at a place; `last`: where the one before it began."""
    folded, text = wording.folded, wording.text.text
    begin = after_preposition(wording, place)
    deed = wording.words.deed.match(folded, place, stop)
    if deed is not None and deed["verb"] is not None:
        return False  # "prêter l'assistance voulue aux gouvernements et à fournir les services"
    if begin >= stop or any(words.end.match(folded, max(0, begin - back), stop) for back in range(3)):
        return False
    for actor in wording.actors:
        if begin <= actor.start <= begin + 1 and actor.end <= stop:
            if not text[actor.name].isupper() and words.bare_noun.match(folded, place):
                return _after_whole(wording, words, last, place)
            return (
                begin > place
                or actor.start < actor.name
                or text[actor.name].isupper()
                or wording.language == "en"
            )
        if actor.name == begin + len(folded[begin : actor.name]) and begin <= actor.name <= begin + 4:
            return actor.end <= stop
        if actor.start > begin + 1:
            break
    if words.bare_noun.match(folded, place, stop):
        return _after_whole(wording, words, last, place)
    head = words.head.match(folded, place, stop)
    if head is not None:
        article = head.groupdict().get("article")
        return bool(article) or wording.language == "en" or begin > place
    article_at = actor_names(wording.language).articles
    for article in article_at:
        if folded.startswith(article, begin):
            after = begin + len(article)
            return after < stop and text[after].isupper()
    # An acronym or a proper name without article: "UNICEF", "Interpol".
    return begin < stop and text[begin].isupper() and text[begin + 1 : begin + 2].isupper()


def _after_whole(wording: Wording, words: ClauseWords, last: int, place: int) -> bool:
    """Tell whether a noun without article names others than the name before it, which began at a place.

    *agencies, funds and programmes* are one name; *all States, organizations of the system* are two. In French only
    what is a group by itself is a name apart: *tous les États, entités du système*.
    """
    if words.bare_noun.search(wording.folded, last, place):
        return False
    kinds = actor_names(wording.language).kinds
    return wording.language == "en" or any(
        last <= each.name < place <= each.end + len(", ") and kinds.get(each.id or "") == "group"
        for each in wording.actors
    )


def _name_end(wording: Wording, words: ClauseWords, place: int, stop: int) -> int:
    """Return where one name ends that begins at a place and of which the end is not known otherwise."""
    for actor in wording.actors:
        if place - 1 <= actor.start <= place + 1 or place <= actor.name <= place + 6:
            end = capitals_end(wording, actor.end, stop)
            head = words.head.match(wording.folded, place, stop)
            # "United Nations mandate holders": what stands there is more than the name that is known.
            held = actor.id == _BEFORE_NOUNS and head is not None and end < head.end() < end + NOUNS
            return _with_complement(wording, words, head.end() if head and held else end, stop)
        if actor.start > place + 1:
            break
    head = words.head.match(wording.folded, place, stop)
    if head is not None:
        return _with_complement(wording, words, head.end(), stop)
    proper = proper_end(wording, place, stop)
    return _with_complement(wording, words, proper, stop) if proper > place else place


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-ZÀ-Ý][\w’'-]*)"
        r"(?:(?: (?:of|for|on|in|and|the|de|du|des|d’|pour|en|au|aux|à))* (?:[dl]['’])?[A-ZÀ-Ý][\w’'-]*)*"
    )


def proper_end(wording: Wording, place: int, stop: int) -> int:
    """Return the end of a name printed with capitals, after its article."""
    text, folded = wording.text.text, wording.folded
    begin = place
    for article in actor_names(wording.language).articles:
        if folded.startswith(article, place):
            begin = place + len(article)
            break
    acronym = _acronym_alone().match(text, begin, stop)
    if acronym:
        return acronym.end()  # "the GFRS and the Committee" are two
    found = _capitals().match(text, begin, min(stop, begin + NAME))
    return found.end() if found else place


@cache
def _acronym_alone() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Z-]{2,14}(?= (?:and|et) )")


def capitals_end(wording: Wording, end: int, stop: int) -> int:
    """Return the end of a name that goes on with words printed with a capital: *the Northern Command*."""
    text = wording.text.text
    while text.startswith(" ", end) and end + 1 < stop and text[end + 1].isupper():
        following = text.find(" ", end + 1, stop)
        end = following if following > 0 else stop
    return end


def _with_complement(wording: Wording, words: ClauseWords, end: int, stop: int) -> int:
    """Return the end of a name with what belongs to it: *of Experts (UNX)*, *des Nations Unies*."""
    text, folded = wording.text.text, wording.folded
    # "the agencies, funds and programmes of the system" is one name.
    while (part := words.part.match(folded, end, stop)) and (
        beside := words.bare_noun.match(folded, part.end(), stop)
    ):
        end = beside.end()
    while end < stop:
        held = next((each.end for each in wording.actors if each.name < end < each.end), None)
        if held:
            end = held
            continue
        found = words.proper_complement.match(text, end, stop) or words.complement.match(folded, end, stop)
        if found is None or found.end() <= end or _another(wording, end, found.end()):
            return min(end, stop)
        end = found.end()
    return stop


def _another(wording: Wording, start: int, end: int) -> bool:
    """Tell whether another is named after a preposition at a place: *by the Secretary-General to the Council*."""
    to = wording.words.addressed.match(wording.folded, start, end)
    return to is not None and any(each.start == to.end() or each.name == to.end() for each in wording.actors)


def _party(wording: Wording, start: int, end: int) -> Party | None:
    """Return the party named between two places, with an identifier where the name is of that actor alone."""
    folded = wording.folded
    start += len(folded[start:end]) - len(folded[start:end].lstrip(" ,"))
    if end - start > NAME + 200 or end <= start:
        return None
    party = party_at(wording, start, end)
    if party is None or not any(letter.isalpha() for letter in party.text):
        return None
    if party.id is not None and not _is_all(wording, start, end):
        return party.model_copy(update={"id": None})
    return party


def _is_all(wording: Wording, start: int, end: int) -> bool:
    """Tell whether a name known is all of the name that stands there, or all but a clause."""
    words, folded = clause_words(wording.language), wording.folded
    actor: ActorMention | None = next((each for each in wording.actors if each.end > start), None)
    if actor is None or actor.name >= end:
        return True
    rest = folded[actor.end : end].rstrip(" ,")
    if not rest:
        return True
    joint = wording.words.coordination.search(rest)
    if joint and words.clause.search(rest, 0, joint.start()) is None:
        return False  # "organisations internationales et régionales"
    if rest[0] in ",(" or words.clause.match(rest) or words.whole.match(rest.lstrip()):
        return True
    names = actor_names(wording.language)
    if actor.id is not None and names.kinds.get(actor.id) == "group":
        return True
    return not words.within.match(rest.lstrip()) and not rest.startswith(("'s ", " ", "-"))


class Introduced:
    """The full names of bodies that a text has introduced, by which its short names are understood."""

    def __init__(self, language: str, organ: Party | None = None) -> None:
        self.language = language
        self.organ = fold(organ.text) if organ else ""
        self.organ_id = organ.id if organ else None
        # Folded, as printed, of whom where it is known, and whether the operative part has it.
        self.full: list[tuple[str, str, str | None, bool]] = []

    def hear(self, wording: Wording, *, operative: bool = True) -> None:
        """Remember the full names in a paragraph, in order of place."""
        text = wording.text.text
        heard: list[tuple[int, str, str | None]] = []
        known = [each for each in wording.actors if not _one_of_many(each.id, self.language)]
        kinds = actor_names(self.language).kinds
        for actor in known:
            name = text[actor.name : actor.end]
            if not name[:1].isupper() or " " not in name or name.isupper():
                continue
            # No word of the name of a State is short for it: "Africa" is not South Africa, "the Government" is its own.
            if actor.id in kinds or fold(name).startswith(_governments(self.language)):
                heard.append((actor.name, name, actor.id))
        for actor in wording.actors:
            if not text[actor.name].isupper() or not _one_of_many(actor.id, self.language):
                continue
            end = full_name_end(wording, actor.end)
            start = actor.name
            if text[start : actor.end].isupper():
                continue  # an acronym is short for a name, and none is short for it
            before = _capitals_before().search(text, max(0, start - 60), start)
            if before:
                start = before.start()
            name = text[start:end]
            told = text[actor.end : end].islower() and _is_told(wording, actor.start)
            if end - start > 3 and " " in name and not told:
                heard.append((start, name, None))
        for body in clause_words(self.language).bodies.finditer(text):
            if any(each.name < body.end() and body.start() < each.end for each in known):
                continue  # "the Working Group of the Security Council on …": that Council is known
            end = full_name_end(wording, body.end())
            name = text[body.start() : end]
            more = text[body.end() : end]
            if " " in name and not (more.islower() and _is_told(wording, body.start())):
                heard.append((body.start(), name, None))
        self.full += [
            (fold(name), name, id, operative) for _, name, id in sorted(heard, key=lambda each: each[0])
        ]
        for match in _acronym().finditer(text) if "(" in text else ():
            named = self._before(wording, match.start())
            if named:
                self.full.append((fold(match[1]), named, None, operative))

    def _before(self, wording: Wording, place: int) -> str | None:
        """Return the name that an acronym in brackets stands behind: *Mission de l'Union africaine en Somalie*."""
        text, bodies = wording.text.text, clause_words(self.language).bodies
        low = max(0, place - ACRONYM)
        found = None
        for match in _capitals().finditer(text, low, place):
            if match.end() == place:
                found = match[0]
        if found is not None and bodies.search(found):
            return found
        # Some of its words have no capital: it begins with a body that is not said to be of one before it.
        of, begun = actor_names(self.language).of, -1
        for body in bodies.finditer(text, low, place):
            if any(sign in text[body.start() : place] for sign in ",;:()"):
                continue
            inner = any(
                each.end() == body.start() for each in of.finditer(wording.levelled, low, body.start())
            )
            begun = begun if inner and begun >= 0 else body.start()
        return text[begun:place] if begun >= 0 else found

    def told(self, party: Party | None) -> Party | None:
        """Return a party with the full name that it stands for, where the text introduced one."""
        if party is None or party.refers is not None or not _one_of_many(party.id, self.language):
            return party
        short = self._short(party.text)
        if short is None:
            return party
        if self.organ.startswith(fold(party.text)) or self.organ.endswith(f" {short}"):
            # "the Council" in a text of that Council
            return party.model_copy(update={"id": party.id or self.organ_id})
        fit = [each for each in self.full if each[0] != short and self._stands_for(short, each[0])]
        if fit:
            # Of known bodies of like name that one is meant which the operative part named last, and of two that only
            # the preamble names neither; "the Organization" is the United Nations in all its texts.
            meant, rivals = fit[0], {each[2] for each in fit}
            if len(rivals) > 1 and None not in rivals and meant[2] != "united-nations":
                meant = fit[-1]
                if not meant[3]:
                    return party
            return party.model_copy(update={"refers": meant[1], "id": party.id or meant[2]})
        acronym = next((each[1] for each in self.full if each[0] == short and fold(each[1]) != short), None)
        if acronym is None:
            return party
        named = mentions(acronym, self.language)
        whole = len(named) == 1 and named[0].start == 0 and named[0].end == len(acronym)
        return party.model_copy(
            update={"refers": acronym, "id": party.id or (named[0].id if whole else None)}
        )

    def named(self, parties: Iterable[Party]) -> Iterator[Party]:
        """Yield parties, each with the full name that it stands for."""
        before: Party | None = None
        for party in parties:
            # "the Secretary-General and its President": of those before him nobody has one.
            own = before is None or before.id in _ALONE
            told = self.told(self._own(party) if own else party)
            if told is not None:
                yield told
            before = party

    def _own(self, party: Party) -> Party:
        """Return a body or officer of the organ itself, whom a possessive tells, as known: *its President*."""
        own = clause_words(self.language).own.match(fold(party.text))
        if own is None or party.id is not None:
            return party
        articles = actor_names(self.language).articles
        organ = next((self.organ.removeprefix(each) for each in articles if self.organ.startswith(each)), "")
        for of in table(self.language, "actors")["of"]:
            full = f"{party.text[own.end() :]} {of} {organ}".replace("' ", "'")
            named = mentions(full, self.language)
            if len(named) == 1 and named[0].start == 0 and named[0].end == len(full):
                return party.model_copy(update={"id": named[0].id})
        return party

    def _stands_for(self, short: str, full: str) -> bool:
        """Tell whether a name is the beginning or the core of a fuller one that says more of it."""
        place = full.find(short)
        if place < 0 or (place and full[place - 1] not in " -"):
            return False
        if clause_words(self.language).inner.search(full, 0, place):
            return False  # "Working Group of the Security Council": of the Council, not it
        return clause_words(self.language).more.match(full, place + len(short)) is not None

    def _short(self, text: str) -> str | None:
        """Return a name without its article where it is short: a capital, and no complement."""
        folded = fold(text)
        for article in actor_names(self.language).articles:
            if folded.startswith(article):
                folded, text = folded[len(article) :], text[len(article) :]
                break
        if not text[:1].isupper() or len(folded.split()) > 2 or ("'" in folded and len(folded) > 24):
            return None
        return folded


def _is_told(wording: Wording, place: int) -> bool:
    """Tell whether somebody named at a place is told something: *informer la Commission des mesures prises*."""
    words = clause_words(wording.language)
    for pattern in (words.told, words.kept, words.recipient):
        for verb in pattern.finditer(wording.folded, max(0, place - TELLING)):
            if verb.start() > place:
                break
            if abs(place - verb.end()) <= len("les "):
                return True
    return False


def _one_of_many(id: str | None, language: str) -> bool:
    """Tell whether a name may be that of one body here and of another elsewhere: *the Centre*, *the Rapporteur*."""
    kind = actor_names(language).kinds.get(id or "")
    return id is None or (kind in _SHARED and id not in _ALONE)


@cache
def _governments(language: str) -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in table(language, "actors")["government"])


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(r" \(([A-Z][A-Z-]{1,14})\)")


@cache
def _capitals_before() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[a-z,] )|(?<=^))(?:[A-Z][\w’'-]+ ){1,4}\Z")


def full_name_end(wording: Wording, end: int) -> int:
    """Return where a full name ends of which the head ends at a place."""
    found = clause_words(wording.language).full.match(wording.text.text, end)
    if found is None:
        return end
    if (
        wording.words.things.match(wording.folded, end + 1)
        and not wording.text.text[end + 1 : found.end()].isupper()
    ):
        return end  # "le Mécanisme des efforts qu'il a faits"
    # What somebody is asked to do is no part of his name: "le Secrétaire général de faire rapport".
    deed = wording.words.deed.search(wording.folded, end, found.end() + LONGEST_VERB)
    return (
        end + len(wording.folded[end : deed.start()].rstrip(" ,"))
        if deed and deed.start() < found.end()
        else found.end()
    )
