"""What tells an opening phrase beside its words: the forms of unknown verbs, and verbs within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from alinea.vocab.acts import Act, acts
from alinea.vocab.folding import fold
from alinea.vocab.phrases import WORD, Grammar, Node, words_of

Kind = Literal["preambular", "operative"]

CHARGING = ("deciding", "directive")
"""Classes of the acts that lay a charge."""

NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One ``[[opening]]`` of the table: its act, and the acts that adverbs of a group turn it into."""

    act: str
    when: Mapping[str, str]

    def act_with(self, groups: frozenset[str]) -> Act:
        """Return the act of a phrase in which adverbs of these groups stand."""
        for group, act in self.when.items():
            if group in groups:
                return acts()[act]
        return acts()[self.act]


@dataclass(frozen=True, slots=True)
class Unknown:
    """How words look that the vocabulary does not know.

    Attributes:
        never: words that open no paragraph with a verb phrase: articles, prepositions.
        wrong: by kind, endings of words that do not either: infinitives.
        participles: endings of words that have the form of a preambular opening.
        clitics: pronouns that belong to the verb after them; carriers: verbs that carry the one after them.
        glued: words found run together with the first; whole: words that are no garbled others, however like.
    """

    never: frozenset[str]
    wrong: Mapping[Kind, tuple[str, ...]]
    participles: tuple[str, ...]
    clitics: frozenset[str]
    carriers: frozenset[str]
    glued: tuple[str, ...]
    whole: frozenset[str]


class Within(NamedTuple):
    """How verbs of the organ are told within a paragraph.

    Attributes:
        boundary: after what they may stand, and the two words that follow.
        starters: words that may follow, and after each the words that may follow it, None for any.
        links: phrases that may come between; skipped: words that may.
        objects: pronouns before the verb; articles: those of them that are articles before a noun.
        unlikely: verbs that are mostly someone else's; participles: endings, as printed, that are no finite verb's.
        before_infinitive, infinitives: a preposition, and the endings of the word after it, that tell a verb from a
            noun: *leur demande d'examiner*.
    """

    boundary: re.Pattern[str]
    starters: Mapping[str, frozenset[str] | None]
    links: Node
    skipped: frozenset[str]
    objects: frozenset[str]
    articles: frozenset[str]
    unlikely: frozenset[str]
    participles: tuple[str, ...]
    before_infinitive: frozenset[str]
    infinitives: tuple[str, ...]

    def may_follow(self, first: str, second: str | None) -> bool:
        """Tell, cheaply, whether a verb of the organ may begin with two words that follow a boundary."""
        after = self.starters.get(fold(first), NO_WORDS)
        return after is None or (second is not None and fold(second) in after)


def folded(items: Iterable[str]) -> frozenset[str]:
    """Return the words of phrases, folded."""
    return frozenset(word.text for item in items for word in words_of(item))


def unknown_rules(source: Mapping[str, Any]) -> Unknown:
    """Return the table ``unknown`` of a language, compiled."""
    kinds: tuple[Kind, ...] = ("operative", "preambular")
    return Unknown(
        never=folded(source["never"]),
        wrong={kind: tuple(source[kind]["wrong"]) for kind in kinds},
        participles=tuple(source["preambular"]["endings"]),
        clitics=folded(source["clitics"]),
        carriers=folded(source["carriers"]),
        glued=tuple(word.text for item in source["glued"] for word in words_of(item)),
        whole=folded([*source["whole"], *source["never"]]),
    )


def within_rules(source: Mapping[str, Any], rules: Grammar, adverbs: Node) -> Within:
    """Return the table ``within`` of a language, compiled.

    Args:
        source: the whole table of its openings; rules: its grammar; adverbs: their graph.
    """
    own = source["within"]
    links = Node()
    for pattern in own["links"]:
        rules.add(links, pattern, "link")
    verbs = {
        first
        for entry in source["opening"]
        if acts()[entry["act"]].act_class in CHARGING
        for pattern in entry.get("operative", ())
        for first in rules.firsts(pattern)
    }
    skipped = folded([*source["conjunctions"], *own["skipped"]])
    objects, unlikely = folded(own["objects"]), folded(own["unlikely"])
    joints = "|".join(map(re.escape, source["conjunctions"]))
    starters: dict[str, frozenset[str] | None] = dict.fromkeys(objects, frozenset(verbs))
    for phrases in (adverbs, links):
        for first, node in phrases.next.items():
            starters[first] = frozenset(node.next) | (starters.get(first) or NO_WORDS)
    starters |= dict.fromkeys((word for word, node in adverbs.next.items() if node.value), None)
    starters |= dict.fromkeys(verbs - unlikely, None)
    starters |= dict.fromkeys(skipped, frozenset(starters))
    return Within(
        boundary=re.compile(
            # Bounded, so that a run of commas costs no more than its length.
            rf"(?:[,;:]\s|[，；：、،؛]|(?:\A|\s)(?:{joints})\s)[\W\d_]{{0,20}}(?=({WORD})(?:[\W\d_]{{1,4}}({WORD}))?)"
        ),
        starters=starters,
        links=links,
        skipped=skipped,
        objects=objects,
        articles=folded(own["articles"]),
        unlikely=unlikely,
        participles=tuple(own["participles"]),
        before_infinitive=folded(own["before_infinitive"]),
        infinitives=tuple(own["infinitives"]),
    )
