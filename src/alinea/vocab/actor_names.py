"""The names of organs, officers, States and groups in each language, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alinea.vocab.folding import fold, spaced
from alinea.vocab.tables import table

_OPTION = re.compile(r"\(([^(){}]*)\)|\{([^(){}]*)\}")


def level(folded: str) -> str:
    """Return a folded text with its hyphens as spaces: names are printed with and without them."""
    return folded.replace("-", " ")


def spelled_out(pattern: str) -> list[str]:
    """Return every name that a pattern stands for, folded and levelled.

    Args:
        pattern: ``(a|b)`` is one of the two or nothing, ``{a|b}`` is one of the two.

    A sample: ``{représentant|représentante} (du secrétaire général)`` stands for four names.
    """
    found = _OPTION.search(pattern)
    if not found:
        return [level(re.sub(r"\s+", " ", fold(pattern))).strip()]  # "troop- and" keeps both spaces
    choices = ["", *found[1].split("|")] if found[1] is not None else found[2].split("|")
    before, after = pattern[: found.start()], pattern[found.end() :]
    return [name for choice in choices for name in spelled_out(before + choice + after)]


def words_pattern(words: Iterable[str]) -> str:
    """Return the source of a regular expression for one of many words, beginnings shared."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = tree  # type: ignore[assignment]
        for letter in (*word, ""):
            node = node.setdefault(letter, {})  # type: ignore[assignment]
    return _branch(tree)  # type: ignore[arg-type]


def _branch(node: dict[str, object]) -> str:
    ends = "" in node
    choices = [re.escape(letter) + _branch(rest) for letter, rest in sorted(node.items()) if letter]  # type: ignore[arg-type]
    if not choices:
        return ""
    if len(choices) == 1 and not ends:
        return choices[0]
    return f"(?:{'|'.join(choices)}){'?' if ends else ''}"


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of an actor.

    Attributes:
        name: folded and levelled.
        id: identifier in ``common/actors.toml``, or ISO 3166-1 code of a State; None for a name that stands
            for different bodies in different texts (*le Comité*).
        capital: found only where printed with a capital.
        government: a word that the name of a State may follow: *le Gouvernement du* Myanmar.
        nothing: what is no actor although a name stands in it: *Charte des Nations Unies*.
    """

    name: str
    id: str | None
    capital: bool = False
    government: bool = False
    nothing: bool = False

    @property
    def state(self) -> bool:
        """Whether it is a State: these have codes of two capitals."""
        return self.id is not None and self.id.isupper()


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The names of one language.

    Attributes:
        by_words: names by their first word and by the one after it, the longest first. Those of one word alone stand
            under every second word, the last, and under the empty string.
        article: matches the article or quantifier that ends where a name begins; articles: with what it ends.
        contraction: the same for a preposition and article in one word; contractions: the article it holds.
        of: joins a government to its State.
        series: series of the documents of an actor, which tells whose session is meant, by identifier.
        kinds: what each actor is, by identifier.
    """

    by_words: Mapping[str, Mapping[str, tuple[ActorName, ...]]]
    article: re.Pattern[str]
    articles: tuple[str, ...]
    contraction: re.Pattern[str]
    contractions: Mapping[str, str]
    of: re.Pattern[str]
    series: Mapping[str, str]
    kinds: Mapping[str, str]

    def serves(self, id: str) -> bool:
        """Tell whether an actor is an officer or body of the Organization, not a State or an outside body."""
        return self.kinds.get(id, "state") not in _OUTSIDE


_OUTSIDE = frozenset({"group", "organization", "agency", "state"})


@cache
def authorities(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the patterns by which the government of each State is named: *gouvernement turkmène*.

    Args:
        language: of `LANGUAGES`.
    """
    words = table(language, "states")
    found: dict[str, list[str]] = {id: list(patterns) for id, patterns in words["authorities"].items()}
    for id, adjectives in words["adjectives"].items():
        for pattern in words["by_adjective"]["patterns"]:
            for place, adjective in enumerate(adjectives):
                if f"{{{place}}}" in pattern:
                    found.setdefault(id, []).append(pattern.replace(f"{{{place}}}", adjective))
    return MappingProxyType({id: tuple(patterns) for id, patterns in found.items()})


def _names(language: str) -> Iterable[ActorName]:
    words = table(language, "actors")
    governments = {fold(word) for word in words["government"]}
    for pattern in words["nothing"]:
        yield from (ActorName(name, None, nothing=True) for name in spelled_out(pattern))
    for id, patterns in words["names"].items():
        for pattern in patterns:
            yield from (ActorName(name, id) for name in spelled_out(pattern))
    for id, patterns in table(language, "states")["names"].items():
        for pattern in patterns:
            yield from (ActorName(name, id, capital=True) for name in spelled_out(pattern))
    for id, patterns in authorities(language).items():
        for pattern in patterns:
            yield from (ActorName(name, id) for name in spelled_out(pattern))
    for group, capital in (("capital", True), ("plain", False)):
        for pattern in words[group]:
            for name in spelled_out(pattern):
                yield ActorName(name, None, capital, name in governments)


def _leading(words: Iterable[str]) -> tuple[str, ...]:
    """Return words as they stand before a name, the longest first: close to it after an apostrophe."""
    spelled = (level(fold(word)) + ("" if word[-1] in "'’" else " ") for word in words)
    return tuple(sorted(spelled, key=len, reverse=True))


def _ending(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _leading(words))) or r"(?!)"


def _by_words(names: Iterable[ActorName]) -> Mapping[str, Mapping[str, tuple[ActorName, ...]]]:
    """Return names by their first and second word, the longest first; of two that are alike, the first given."""
    grouped: dict[str, dict[str, dict[str, ActorName]]] = {}
    for entry in names:
        first, second = (*spaced(entry.name).split(" ", 2), "")[:2]
        grouped.setdefault(first, {"": {}}).setdefault(second, {}).setdefault(entry.name, entry)
    return MappingProxyType(
        {
            first: {
                second: tuple(
                    sorted((entries | seconds[""]).values(), key=lambda entry: len(entry.name), reverse=True)
                )
                for second, entries in seconds.items()
            }
            for first, seconds in grouped.items()
        }
    )


@cache
def names_in(language: str, series: str) -> Mapping[str, str]:
    """Return the short names that in the texts of an organ are those of one actor, with its identifier.

    Args:
        series: of the organ: in the texts of ``A/HRC`` *le Haut-Commissariat* is that for human rights.
    """
    own = table(language, "actors").get("of_series", {}).get(series, {})
    return MappingProxyType(
        {name: id for id, patterns in own.items() for pattern in patterns for name in spelled_out(pattern)}
    )


@cache
def actor_names(language: str) -> ActorNames:
    """Return the names of actors in a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = table(language, "actors")
    return ActorNames(
        by_words=_by_words(_names(language)),
        article=re.compile(rf"\b(?:{_ending(words['articles'])})\Z"),
        articles=_leading(words["articles"]),
        contraction=re.compile(rf"\b({_ending(words['contractions'])})\Z"),
        contractions=MappingProxyType({fold(word): plain for word, plain in words["contractions"].items()}),
        of=re.compile(rf" (?:{_ending(words['of'])})"),
        series=MappingProxyType(
            {id: row["series"] for id, row in table("common", "actors").items() if "series" in row}
        ),
        kinds=MappingProxyType({id: row["kind"] for id, row in table("common", "actors").items()}),
    )


def name_of(id: str, language: str) -> str | None:
    """Return the first name that the vocabulary has for an identifier in a language, options left out; None for none.

    A sample: ``secrétaire général`` for ``secretary-general``.
    """
    return next(iter(names_known(id, language)), None)


def names_known(id: str, language: str) -> tuple[str, ...]:
    """Return the names that the vocabulary has for an identifier in a language, options left out."""
    patterns = (
        pattern for kind in ("actors", "states") for pattern in table(language, kind)["names"].get(id, ())
    )
    return tuple(dict.fromkeys(_plain(pattern) for pattern in patterns))


def _plain(pattern: str) -> str:
    """Return what a pattern stands for, the first of several words, none of those that may be absent."""
    kept = re.sub(r"\([^(){}]*\)", "", pattern)
    kept = re.sub(r"\{([^{}|]*)[^{}]*\}", r"\1", kept)
    return " ".join(kept.split())
