"""The phrases by which paragraphs open, compiled: what a paragraph opens with, and what it does by that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from alinea.model.record import ActClass
from alinea.vocab.phrases import Follower, Grammar, Node, Way, Word, grammar, words_of
from alinea.vocab.tables import table

Kind = Literal["preambular", "operative"]

REACH = 200  # characters: no opening is longer
_BREAK = re.compile(r"[;:.()\[\]«»\"]|,(?!\w)")


@dataclass(frozen=True, slots=True)
class Act:
    """A concept of the scheme of acts: see ``common/acts.toml``."""

    id: str
    act_class: ActClass
    force: int | None


@cache
def acts() -> dict[str, Act]:
    """Return the scheme of acts, by identifier."""
    return {name: Act(name, row["class"], row.get("force")) for name, row in table("common", "acts").items()}


@dataclass(frozen=True, slots=True)
class Opening:
    """What a text opens with.

    Attributes:
        start: where the phrase begins in the text; end: the character after it.
        phrase: the words, as printed.
        act: a concept of ``common/acts.toml``, None where the verb is not known.
        act_class, force: of that act.
        known: True where the phrase stands in the vocabulary, garbled or not; False where it was told only by
            its form and place.
    """

    start: int
    end: int
    phrase: str
    act: str | None
    act_class: ActClass | None
    force: int | None
    known: bool


@dataclass(frozen=True, slots=True)
class ActMention:
    """A finite verb of the organ within a paragraph: *… , et prie le Secrétaire général de …*.

    Attributes:
        start: where the verb begins in the text; end: the character after its phrase.
        act, act_class, force: what it does.
    """

    start: int
    end: int
    act: str
    act_class: ActClass
    force: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    """One ``[[opening]]`` of the table: its act, and the acts that adverbs of a group turn it into."""

    act: str
    when: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Form:
    """How the opening word of a kind looks where the vocabulary does not know it.

    Attributes:
        endings: of a word that is one; never: endings of a word that is none.
    """

    endings: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Openings:
    """The opening phrases of one language, compiled from its table ``openings``.

    Attributes:
        language: its tag.
        grammar: classes of phrases; roots: the graph of each kind; adverbs: their graph.
        rows: by the number that the phrases of a graph stand for.
        conjunctions: words that join two openings; clitics: pronouns that belong to the verb after them.
        forms: how an unknown opening word of each kind looks; not_openings: words that open no paragraph so.
        nouns: words after which a phrase is no verb: by its last word.
        mentions: graph of the phrases that lay a charge within a paragraph.
        objects: pronouns that may stand between a conjunction and its verb.
        relatives: words that begin a clause whose verb is not the organ's.
        boundary: where a verb of the organ may follow within a paragraph.
    """

    language: str
    grammar: Grammar
    roots: dict[Kind, Node]
    adverbs: Node
    rows: tuple[_Row, ...]
    conjunctions: frozenset[str]
    clitics: frozenset[str]
    forms: dict[Kind, _Form]
    not_openings: frozenset[str]
    nouns: dict[str, frozenset[str]]
    mentions: Node
    objects: frozenset[str]
    relatives: frozenset[str]
    boundary: re.Pattern[str]

    def match(self, text: str, kind: Kind) -> Opening | None:
        """Return what `text` opens with as a paragraph of a kind, or None.

        A sample: ``Demande instamment aux gouvernements de`` opens with *Demande instamment*, act ``urge``.
        """
        words, stop = self._head(text)
        if not words:
            return None
        way = self._longest(words, stop, kind)
        if way is not None:
            return self._opening(text, words, way)
        return self._by_form(text, words[:stop], kind)

    def looks_preambular(self, text: str) -> bool:
        """Tell whether an unnumbered paragraph that begins like `text` begins a preambular paragraph.

        True where its first letter is not a small one and it opens with a known preambular phrase, or its first
        word has the form of a participle; a paragraph cut by a page end goes on with neither.
        """
        return self._looks(text, "preambular")

    def looks_operative(self, text: str) -> bool:
        """Tell whether a paragraph that begins like `text` begins an operative paragraph: a known phrase only."""
        return self._looks(text, "operative")

    def acts_in(self, text: str, start: int = 0) -> Iterator[ActMention]:
        """Yield the deciding and directive verbs of the organ within a paragraph, in order.

        The phrase that the paragraph opens with is not among them.

        Args:
            text: of the paragraph; start: where to begin.
        """
        for boundary in self.boundary.finditer(text, start):
            mention = self._mention(text, boundary.end())
            if mention:
                yield mention

    def _looks(self, text: str, kind: Kind) -> bool:
        words, stop = self._head(text)
        if not words or text[words[0].start].islower():
            return False
        if self._longest(words, stop, kind) is not None:
            return True
        return kind == "preambular" and words[0].text.endswith(self.forms[kind].endings) and not (
            words[0].text in self.not_openings or words[0].text.endswith(self.forms[kind].never))

    def _head(self, text: str) -> tuple[list[Word], int]:
        """Return the words a text begins with, and how many stand before the first break."""
        words = words_of(text, 0, min(len(text), REACH))
        if not words:
            return words, 0
        broken = _BREAK.search(text, words[0].end, words[-1].end)
        if broken is None:
            return words, len(words)
        return words, sum(1 for w in words if w.end <= broken.start())

    def _longest(self, words: list[Word], stop: int, kind: Kind) -> Way | None:
        texts = tuple(w.text for w in words[:stop])
        follower = Follower(texts, self.grammar, self.adverbs)
        root = self.roots[kind]
        way = follower.longest(root)
        if way is None or self._is_noun(texts, 0, way):
            return None
        while way.end < stop - 1 and texts[way.end] in self.conjunctions:
            further = follower.longest(root, way.end + 1)
            if further is None:
                break
            way = Way(further.end, way.value, way.groups | further.groups)
        return way

    def _is_noun(self, texts: tuple[str, ...], first: int, way: Way) -> bool:
        """Tell whether a phrase of one word is no verb, by the word that follows."""
        if way.end != first + 1 or way.end >= len(texts):
            return False
        return texts[way.end] in self.nouns.get(texts[first], ())

    def _opening(self, text: str, words: list[Word], way: Way) -> Opening:
        row = self.rows[int(way.value)]
        act = acts()[next((new for group, new in row.when.items() if group in way.groups), row.act)]
        start, end = words[0].start, words[way.end - 1].end
        return Opening(start, end, text[start:end], act.id, act.act_class, act.force, known=True)

    def _by_form(self, text: str, words: list[Word], kind: Kind) -> Opening | None:
        first = 1 if words[0].text in self.clitics and len(words) > 1 else 0
        word = words[first].text
        if words[0].text in self.not_openings or word.endswith(self.forms[kind].never):
            return None
        follower = Follower(tuple(w.text for w in words), self.grammar, self.adverbs)
        last = first + 1
        while last < len(words) and (adverb := follower.adverb(last)):
            last = adverb.end
        start, end = words[0].start, words[last - 1].end
        return Opening(start, end, text[start:end], None, None, None, known=False)

    def _mention(self, text: str, place: int) -> ActMention | None:
        """Return the verb of the organ that stands at `place`, or None."""
        words = words_of(text, place, min(len(text), place + 120))
        texts = tuple(w.text for w in words)
        first = 0
        while first < len(texts) and (texts[first] in self.conjunctions or texts[first] in self.objects):
            first += 1
        if first >= len(texts):
            return None
        way = Follower(texts, self.grammar, self.adverbs).longest(self.mentions, first)
        if way is None or self._is_noun(texts, first, way):
            return None
        row = self.rows[int(way.value)]
        act = acts()[next((new for group, new in row.when.items() if group in way.groups), row.act)]
        return ActMention(words[first].start, words[way.end - 1].end, act.id, act.act_class, act.force)


def _folded(items: list[str]) -> frozenset[str]:
    return frozenset(word.text for item in items for word in words_of(item))


@cache
def openings(language: str) -> Openings:
    """Return the opening phrases of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    source: dict[str, Any] = table(language, "openings")
    rules = grammar(source["words"], source["agreement"])
    adverbs = Node()
    for group, patterns in source["adverbs"].items():
        for pattern in patterns:
            rules.add(adverbs, pattern, group)
    roots: dict[Kind, Node] = {"operative": Node(), "preambular": Node()}
    mentions = Node()
    rows: list[_Row] = []
    for number, entry in enumerate(source["opening"]):
        rows.append(_Row(entry["act"], entry.get("when", {})))
        for kind, root in roots.items():
            for pattern in entry.get(kind, ()):
                rules.add(root, pattern, str(number))
        if acts()[entry["act"]].act_class in ("directive", "deciding"):
            for pattern in entry.get("operative", ()):
                rules.add(mentions, pattern, str(number))
    unknown = source["unknown"]
    joints = "|".join(map(re.escape, source["conjunctions"]))
    return Openings(
        language=language,
        grammar=rules,
        roots=roots,
        adverbs=adverbs,
        rows=tuple(rows),
        conjunctions=frozenset(source["conjunctions"]),
        clitics=frozenset(source["clitics"]),
        forms={k: _Form(tuple(unknown[k]["endings"]), tuple(unknown[k]["never"])) for k in roots},
        not_openings=_folded(unknown["not_openings"]),
        nouns={k: frozenset(v) for k, v in source.get("nouns", {}).items()},
        mentions=mentions,
        objects=_folded(source["mentions"]["objects"]),
        relatives=_folded(source["mentions"]["relatives"]),
        boundary=re.compile(rf"[,;:]\s+|\s(?:{joints})\s+"),
    )
