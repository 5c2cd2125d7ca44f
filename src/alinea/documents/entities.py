"""States, entities and organizations as documents list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from alinea.analysing.actors import mentions
from alinea.vocab.actor_names import actor_names
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

_LONGEST = 110
"""Characters of the longest name of an organization that is looked for."""


_SECRETARIAT = "secretariat"
"""That of the United Nations; that of another organization is said to be of this."""

_WORDS = 9
"""Words of the longest name in a list that is taken for one without being known."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a list.

    Attributes:
        name: as printed, without article; id: of the actor, None where it is not known.
        start, end: where it stands in the text.
    """

    name: str
    id: str | None
    start: int
    end: int

    @property
    def state(self) -> bool:
        """Whether it is a State: these have codes of two capitals."""
        return self.id is not None and self.id.isupper()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # What is said of a list in it parts names too: "and from four entities (the Fund, the Office and UNESCO)".
        "separator": re.compile(
            r"\s*(?:,|;|/|\*|\d(?![\d.])|\band\b|\bet\b|&|\bfrom\b|\bas well as\b|\bainsi que\b"
            r"|\b(?:entit(?:ies|es)|organi[sz]ations|states|etats|governments|gouvernements|agencies|organismes|observ(?:ers|ateurs)|institutions)"
            r" ?[(:])\s*"
        ),
        "stars": re.compile(r"[*\s,;.:—–]+$|(?<=[^\W\d])\d{1,2}$"),
    }


def states_in(text: str, language: str, words: DocumentWords) -> Iterator[Entity]:
    """Yield the States named in a text, what stands in brackets behind a name with it.

    A sample: ``Iran (Islamic Republic of), Samoa* and Viet Nam`` gives three.
    """
    folded = fold(text)
    for mention in mentions(text, language):
        if mention.id is None or not mention.id.isupper():
            continue
        end = mention.end
        qualifier = words.patterns["entities.qualifier"].match(folded, end)
        if qualifier:
            end = qualifier.end()
        start = mention.name
        for each in words.lists["replies.governments"]:  # "the Government of Peru" is Peru
            if folded.startswith(each, start):
                start += len(each)
                start += len(folded[start:end]) - len(folded[start:end].lstrip())
                start += leading(folded[start:end], words)
                break
        name = text[start:end]
        if words.patterns["entities.by_adjective"].fullmatch(folded, start, end):
            name = table(language, "states")["names"][mention.id][0]
        yield Entity(name, mention.id, start, end)


def entity_of(text: str, language: str, words: DocumentWords) -> Entity | None:
    """Return the State, entity or organization that a text names and nothing else, or None.

    Args:
        text: a heading or an item of a list; stars, an acronym in brackets and *on behalf of …* may follow the name.
    """
    stripped = _patterns()["stars"].sub("", text).strip()
    if not 2 < len(stripped) <= _LONGEST * 2:
        return None
    folded = fold(stripped)
    behalf = words.patterns["replies.on_behalf"].search(folded)
    named = behalf.start() if behalf else len(stripped)
    if named > _LONGEST:
        return None
    start = leading(folded, words)
    governments = next(
        (each for each in words.lists["replies.governments"] if folded[start:].startswith(each)), ""
    )
    if governments:
        start += len(governments)
        start += len(folded[start:]) - len(folded[start:].lstrip())
    name = stripped[start:named].strip()
    title = name.title() if name.isupper() else name
    for entity in states_in(title, language, words):
        if entity.start <= leading(fold(title), words) and entity.end == len(title):
            shown = entity.name if name == title else _ordinary(entity.name)
            return Entity(shown + stripped[named:], entity.id, start, len(stripped))
    return _organization(name, stripped[named:], start, language, words)


def name_of(text: str) -> Entity | None:
    """Return what an item of a list of names names, where that is nobody known: a territory, an association.

    It is a few words that begin with a capital, and no sentence.
    """
    name = _patterns()["stars"].sub("", text).strip()
    words = name.split()
    if not name[:1].isupper() or len(words) > _WORDS or any(sign in name for sign in ".:;/"):
        return None
    start = text.find(name)
    return Entity(name, None, start, start + len(name))


def _organization(name: str, tail: str, start: int, language: str, words: DocumentWords) -> Entity | None:
    folded = fold(name)
    bare = re.sub(r"\s?\([^()]{2,20}\)$", "", name)
    for mention in mentions(bare, language):
        if mention.start == 0 and mention.end == len(bare) and mention.id is not None:
            if actor_names(language).kinds.get(mention.id) == "group":
                return None  # "Member States" are nobody in particular
            return Entity(name[mention.name :] + tail, mention.id, start, start + len(name))
    if name.isupper() and (acronym := table("common", "acronyms").get(name)) is not None:
        return Entity(name + tail, acronym, start, start + len(name))
    if words.patterns["entities.former"].fullmatch(folded):
        return Entity(name + tail, None, start, start + len(name))
    called = words.patterns["replies.organization"].search(folded)
    # "Initiatives taken by the organization" has the word, and names nobody: names have it with a capital.
    if (
        called
        and called.span() != (0, len(folded))  # the head of a column: "Entity"
        and name[:1].isupper()
        and name[called.start()].isupper()
        and leading(folded[folded.rfind(" ") + 1 :] + " ", words) == 0  # a name that is cut short
        and "." not in name
        and not words.patterns["replies.spoken"].search(folded)
    ):
        return Entity(name + tail, None, start, start + len(name))
    return None


def leading(folded: str, words: DocumentWords) -> int:
    """Return how many characters of articles and joining words a name has before it."""
    place = 0
    moved = True
    while moved:
        moved = False
        for word in words.lists["entities.leading"]:
            ending = "" if word.endswith("'") else " "
            if folded.startswith(word + ending, place):
                place += len(word) + len(ending)
                moved = True
    return place


def _ordinary(name: str) -> str:
    """Return a name set in capitals with capitals where names have them: *Bosnia and Herzegovina*."""
    small = ("And", "Of", "The", "Et", "De", "Des", "Du", "La", "Le", "Les")
    first, *rest = name.split(" ")
    return " ".join([first, *(word.lower() if word.strip("()") in small else word for word in rest)])


def listed(text: str, language: str, words: DocumentWords) -> list[Entity]:
    """Return the names of a list that is nothing but names: sponsors of a draft, States that replied.

    Returns:
        The names in order; empty where the text holds something that is no name of a State or known entity.
    """
    found: list[Entity] = []
    place = 0
    folded = fold(text)
    for entity in states_in(text, language, words):
        if entity.start < place:
            continue
        found += _between(text, folded, place, entity.start, language, words)
        found.append(entity)
        place = entity.end
    found += _between(text, folded, place, len(text), language, words)
    return found


def _between(
    text: str, folded: str, start: int, end: int, language: str, words: DocumentWords
) -> Iterator[Entity]:
    """Yield the entities that are no States between two of them: *the European Union*.

    Names that are known come first: those of many commissions have an *and* in them.
    """
    place = start
    for mention in mentions(text[start:end], language):
        if mention.id is None or mention.id.isupper() or start + mention.name < place:
            continue
        if actor_names(language).kinds.get(mention.id) != "group":
            first, last = start + mention.name, start + mention.end
            if text[last : last + 1] == " " and text[last + 1 : last + 2].isupper():
                continue  # the beginning of a longer name: "United Nations Mine Action Service"
            whose = words.patterns["entities.of_whom"].match(folded, last, end)
            if mention.id == _SECRETARIAT and whose and text[whose.end() : whose.end() + 1].isupper():
                stop = _patterns()["separator"].search(folded, whose.end(), end)
                last = stop.start() if stop else end
                yield from _split(text, folded, place, first, language, words)
                yield Entity(text[first:last], None, first, last)
                place = last
                continue
            yield from _split(text, folded, place, first, language, words)
            yield Entity(text[first:last], mention.id, first, last)
            place = last
    yield from _split(text, folded, place, end, language, words)


def _joins(text: str, folded: str, separator: re.Match[str], words: DocumentWords) -> bool:
    """Tell whether an *and* joins words of one name: *the Commission for the western and central Pacific*."""
    following = text[separator.end() : separator.end() + 1]
    return (
        separator[0].strip() in ("and", "et")
        and following.islower()
        and not leading(folded[separator.end() :], words)
        and not _patterns()["separator"].match(folded, separator.end())
    )


def _split(
    text: str, folded: str, start: int, end: int, language: str, words: DocumentWords
) -> Iterator[Entity]:
    """Yield the entities between commas and *and*."""
    place = start
    separators = [
        each
        for each in _patterns()["separator"].finditer(folded, start, end)
        if not _joins(text, folded, each, words)
    ]
    for separator in [*separators, None]:
        stop = separator.start() if separator else end
        piece = text[place:stop]
        if piece.rstrip().endswith(")") and "(" not in piece:
            piece = piece.rstrip()[:-1]  # of a list in brackets
        skip = len(piece) - len(piece.lstrip())
        entity = entity_of(piece, language, words) if piece.strip() else None
        if entity is not None:
            first = place + skip
            yield Entity(entity.name, entity.id, first + entity.start, first + entity.end)
        place = separator.end() if separator else end
