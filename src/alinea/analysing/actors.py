"""Who is named in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from alinea.model.record import Actor
from alinea.model.spans import MendedText, Span
from alinea.vocab.actor_names import ActorName, ActorNames, actor_names, level
from alinea.vocab.folding import fold, spaced

# Paragraphs are asked for twice, for their actors and for what is asked of these: so many are remembered.
REMEMBERED = 512
LONGEST_WORDS = 80  # characters: no two words of a name are longer


class ActorMention(NamedTuple):
    """A name of an actor in a text.

    Attributes:
        start: where its article begins, or the name itself where it has none or one contracted with a
            preposition; end: the character after it.
        name: where the name itself begins.
        id: identifier, None where the name stands for different actors in different texts.
    """

    start: int
    end: int
    name: int
    id: str | None


def find_actors(text: MendedText, language: str) -> tuple[Actor, ...]:
    """Return the actors named in a paragraph, in order; of names that hold one another, the longest.

    Args:
        text: the paragraph's own words.
        language: a language tag.

    A sample: *Prie le Secrétaire général de solliciter les vues des États Membres* names
    ``secretary-general`` (*le Secrétaire général*) and ``member-states`` (*États Membres*).
    """
    words = text.text
    return tuple(
        Actor(
            text=words[mention.start : mention.end],
            id=mention.id,
            at=Span(mention.start, mention.end),
            span=text.span(mention.start, mention.end),
        )
        for mention in mentions(words, language)
    )


@lru_cache(maxsize=REMEMBERED)
def mentions(text: str, language: str) -> tuple[ActorMention, ...]:
    """Return the actors named in a text, in order."""
    return tuple(actors_in(text, level(fold(text)), language))


def actors_in(text: str, levelled: str, language: str) -> Iterator[ActorMention]:
    """Yield the actors named in a text, in order.

    Args:
        text: as printed; levelled: the same, folded and with hyphens as spaces, character for character.
        language: a language tag.
    """
    names = actor_names(language)
    done = start = before = 0
    # Word by word: most words begin no name, and a look-up tells so sooner than an expression for all names does.
    words = spaced(levelled).split(" ")
    begins = names.by_words
    for number in [number for number, word in enumerate(words) if word in begins]:
        start += sum(map(len, words[before:number])) + number - before
        before = number
        if start < done:
            continue
        entry = _longest(text, levelled, start, words[number : number + 2], names)
        if entry is None:
            continue
        end, id = start + len(entry.name), entry.id
        if entry.nothing:
            done = end
            continue
        if entry.government:
            end, id = _with_state(text, levelled, end, id, names)
        article = None
        if levelled.endswith(names.articles, 0, start):
            article = names.article.search(levelled, max(done, start - 24), start)
        yield ActorMention(article.start() if article else start, end, start, id)
        done = end


def _longest(text: str, levelled: str, start: int, words: list[str], names: ActorNames) -> ActorName | None:
    """Return the longest name that begins with two words of a text at a place."""
    by_second = names.by_words[words[0]]
    for entry in by_second.get(words[-1]) or by_second[""]:
        end = start + len(entry.name)
        if (
            levelled.startswith(entry.name, start)
            and not levelled[end : end + 1].isalnum()
            and not (entry.capital and text[start : end if entry.state else start + 1].islower())
        ):
            return entry
    return None


def _with_state(
    text: str, levelled: str, end: int, id: str | None, names: ActorNames
) -> tuple[int, str | None]:
    """Return the end and identifier of a government's name, its State's where that follows."""
    joint = names.of.match(levelled, end)
    if joint:
        start = joint.end()
        words = spaced(levelled[start : start + LONGEST_WORDS]).split(" ", 2)[:2]
        state = _longest(text, levelled, start, words, names) if words[0] in names.by_words else None
        if state and state.state:
            return start + len(state.name), state.id
    return end, id
