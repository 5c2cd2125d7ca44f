"""Who is named in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alinea.model.record import Actor
from alinea.model.spans import MendedText, Span
from alinea.vocab.actor_names import ActorName, ActorNames, actor_names, level
from alinea.vocab.folding import fold

__all__ = ["ActorMention", "actors_in", "find_actors", "mentions"]

# Paragraphs are asked for twice, for their actors and for what is asked of these: so many are remembered.
REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class ActorMention:
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
    done = 0
    for first in names.first.finditer(levelled):
        start = first.start()
        if start < done:
            continue
        entry = _longest(text, levelled, start, first[0], names)
        if entry is None:
            continue
        end, id = start + len(entry.name), entry.id
        if entry.nothing:
            done = end
            continue
        if entry.government:
            end, id = _with_state(text, levelled, end, id, names)
        article = names.article.search(levelled, max(done, start - 24), start)
        yield ActorMention(article.start() if article else start, end, start, id)
        done = end


def _longest(text: str, levelled: str, start: int, first: str, names: ActorNames) -> ActorName | None:
    for entry in names.by_first[first]:
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
    first = names.first.match(levelled, joint.end()) if joint else None
    if joint and first:
        state = _longest(text, levelled, joint.end(), first[0], names)
        if state and state.state:
            return joint.end() + len(state.name), state.id
    return end, id
