"""The words by which a language lays a charge and by which the kind of a commitment is told, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from alinea.vocab.actor_names import words_pattern
from alinea.vocab.finding import Finder
from alinea.vocab.loading import Rows, rows_of
from alinea.vocab.tables import table

Kind = Literal["report", "views", "agenda", "observance", "meeting", "term", "inform"]
KINDS: tuple[Kind, ...] = ("report", "views", "agenda", "observance", "meeting", "term")


class Sign(NamedTuple):
    """Words by which a kind of commitment is told.

    Attributes:
        kind: of commitment; ``inform`` is a report where the one charged serves the organ, and views where
            Member States or others outside are charged.
        hints: one of these must occur: a quick test, see `CommitmentWords.likely`.
        pattern: of the words. Its group ``capital``, where it has one, is printed with a capital letter, its
            group ``small`` without.
        reject: words among those of the pattern that make it something else.
        bearer: ``decider``: only where the organ decides it, and asks it of nobody; ``officer``: only where an officer
            or body of the Organization is charged; ``appointer``: only where the organ itself or such an officer is.
        needs: what else must be there: ``time`` any due time, ``session`` a session or date, ``until`` an end or
            a duration, ``organ`` an organ as the one charged, ``clause`` a clause of
            which the one charged is the subject, ``addressee`` an organ or officer addressed.
        holders: the ones charged are those named after the words: *réunions des ministres*.
        before: the words stand before the deed, after the name of the one charged.
        weak: any other kind is told more surely by its words.
        certain: False where the words are known to mislead.
    """

    kind: Kind
    hints: tuple[str, ...]
    pattern: Finder
    reject: Finder | None
    bearer: str | None
    needs: frozenset[str]
    holders: bool
    before: bool
    weak: bool
    certain: bool

    def find(self, text: str, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield each place between two others of a text where its words stand."""
        match = self.pattern.search(folded, start, end)
        while match:
            unlike = self._unlike(text, match)
            if unlike is not None:
                # Not this word, but one that comes after it perhaps: "the year 2012 the International Year of …".
                folded = f"{folded[: unlike[0]]}{'_' * (unlike[1] - unlike[0])}{folded[unlike[1] :]}"
                start = match.start()
            elif not (self.reject and self.reject.search(folded, match.start(), match.end())):
                yield match
                start = max(match.end(), match.start() + 1)
            else:
                # What was rejected may have begun too early: "de prendre … et de lui présenter un rapport".
                start = match.start() + 1
            match = self.pattern.search(folded, start, end)

    def _unlike(self, text: str, match: re.Match[str]) -> tuple[int, int] | None:
        """Return where a word is printed without the capital, or with one, that its sense hangs on."""
        for group, capital in (("capital", True), ("small", False)):
            place = match.span(group) if group in match.re.groupindex else (-1, -1)
            if place[1] > place[0] >= 0 and text[place[0]].isupper() != capital:
                return place
        return None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word for one charged who was named before: whether several, and whether the last one named is meant."""

    plural: bool
    last: bool


class CommitmentWords(NamedTuple):
    """The words of one language. All patterns are for folded text; see the comments in ``commitments.toml``.

    Attributes:
        organs: name of the organ by its series, for texts whose enacting words were not found.
        signs: by which kinds are told; hints: matches a hint of any; by_hint: the places of its signs.
        pronouns and the others are the entries of the table ``charge``.
    """

    organs: Mapping[str, str]
    aside: Finder
    linked: Finder
    voiced: Finder
    to: Finder
    addressed: Finder
    deed: Finder
    governing: Finder
    things: Finder
    bearer_end: Finder
    that: Finder
    they: Finder
    whoever: Finder
    clause: Finder
    invited: Finder
    garbled: Finder
    lasting: Finder
    shall: Finder
    nested: Finder
    nested_acts: Mapping[str, str]
    asked_acts: Mapping[str, str]
    told: Finder
    told_acts: Mapping[str, str]
    ourselves: Finder
    avowed: Finder
    avowed_acts: Mapping[str, str]
    for_whom: Finder
    form: Finder
    thing_first: Finder
    coordination: Finder
    no_name: Finder
    name_end: Finder
    plural: Finder
    open: Finder
    set_up: Finder
    themes: Finder
    who: Finder
    relative: Finder
    newly: Finder
    decided: Finder
    must: Finder
    noted_duty: Finder
    again: tuple[str, ...]
    recommended: tuple[str, ...]
    to_organ: Finder
    clitic: Finder
    handed: Finder
    mandate_of: Finder
    a: Finder
    bare_deed: Finder
    these: Finder
    takes: Finder
    efforts_of: Finder
    led: Finder
    asked_again: Finder
    by_noun: Finder
    nobody: Finder
    acting: Finder
    ready: Finder
    waiting: Finder
    for_somebody: Finder
    set_off: Finder
    be: Finder
    events: Finder
    will: Finder
    pronouns: Mapping[str, Pronoun]
    before_verb: Finder
    addressee: Finder
    signs: tuple[Sign, ...]
    hints: re.Pattern[str]
    by_hint: Mapping[str, frozenset[int]]

    def likely(self, folded: str, start: int, end: int) -> list[Sign]:
        """Return the signs of which a hint stands between two places of a text, in the order of the table."""
        hints = set(self.hints.findall(folded, start, end))
        if not hints:
            return []
        return [
            self.signs[place] for place in sorted(set[int]().union(*(self.by_hint[each] for each in hints)))
        ]


@cache
def commitment_words(language: str) -> CommitmentWords:
    """Return the words of a language for charges and commitments, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "commitments", **table(language, "commitments")["parts"])
    charge, announced = words.within("charge"), words.within("announced")
    pronouns = _pronouns(charge.rows["pronouns"])
    signs = tuple(_sign(kind, row) for kind in KINDS for row in words.each(kind))
    hints = {hint for sign in signs for hint in sign.hints}
    return charge.fill(
        CommitmentWords,
        announced,
        words,
        governing=Finder(rf"\b{charge.source('governing')}"),
        coordination=Finder(charge.source("and")),
        plural=Finder(rf"\b{charge.source('plural')}"),
        pronouns=MappingProxyType(pronouns),
        before_verb=Finder(rf"\b({'|'.join(map(re.escape, pronouns))}) ?\Z"),
        signs=signs,
        hints=re.compile(words_pattern(hints)),
        # A hint that holds another one speaks for both: "reports" for "report".
        by_hint=MappingProxyType(
            {
                hint: frozenset(
                    place for place, sign in enumerate(signs) if any(each in hint for each in sign.hints)
                )
                for hint in hints
            }
        ),
    )


def _pronouns(words: Mapping[str, str]) -> dict[str, Pronoun]:
    return {
        word: Pronoun(value.startswith("plural"), value.endswith("last")) for word, value in words.items()
    }


def _sign(kind: Kind, row: Rows) -> Sign:
    told = row.rows
    return Sign(
        kind=told.get("kind", kind),
        hints=row.words("hints"),
        pattern=Finder(row.source("pattern")),
        reject=Finder(row.source("reject")) if "reject" in told else None,
        bearer=told.get("bearer"),
        needs=frozenset(told.get("needs", ())),
        holders=told.get("holders", False),
        before=told.get("before", False),
        weak=told.get("weak", False),
        certain=told.get("certain", True),
    )
