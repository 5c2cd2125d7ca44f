"""The phrases by which paragraphs open, compiled: what a paragraph opens with, and what it does by that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from alinea.model.record import ActClass
from alinea.vocab.folding import fold
from alinea.vocab.opening_rules import (
    CHARGING,
    Kind,
    Row,
    Unknown,
    Within,
    folded,
    unknown_rules,
    within_rules,
)
from alinea.vocab.phrases import (
    LIKE,
    LIKE_SURELY,
    MENDED,
    Follower,
    Grammar,
    Node,
    Way,
    Words,
    beginnings,
    garbled_words,
    grammar,
    mended,
    words_of,
)
from alinea.vocab.recognition import capitals
from alinea.vocab.tables import table

REACH = 100  # characters: no opening is longer

OTHER: dict[Kind, Kind] = {"preambular": "operative", "operative": "preambular"}


# What comes before the first letter, and all that follows up to a full stop, a bracket, a comma and space.
_BEFORE_BREAK = re.compile(r"[\W\d_]*[^;:.()\[\]«»\",]*(?:,(?=\w)[^;:.()\[\]«»\",]*)*")


class Opening(NamedTuple):
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
        start: where the verb begins in the text, after any pronoun (*le prie*); end: the character after its
            phrase, adverbs included.
        act, act_class, force: what it does.
    """

    start: int
    end: int
    act: str
    act_class: ActClass
    force: int | None


class Openings(NamedTuple):
    """The opening phrases of one language, compiled from its table ``openings``.

    Attributes:
        language: its tag.
        grammar: classes of phrases; roots: the graph of each kind; adverbs: their graph.
        begins: by kind, the words that one of its phrases, or an adverb before it, may begin with.
        rows: by the number that the phrases of a graph stand for.
        conjunctions: words that join two openings.
        nouns: by a word, the words after which it is a noun and no verb.
        only_before: by a verb and an adverb after it, the words before one of which the adverb must stand to belong to
            the opening.
        links_apart: phrases that are no part of an operative opening where they end it.
        speakers: names of organs before the verb, where an organ speaks of itself: *The Council requests*; in the group
            `object` a pronoun before it.
        unknown, within: see there.
    """

    language: str
    grammar: Grammar
    roots: Mapping[Kind, Node]
    begins: Mapping[Kind, frozenset[str]]
    adverbs: Node
    rows: tuple[Row, ...]
    conjunctions: frozenset[str]
    nouns: Mapping[str, frozenset[str]]
    only_before: Mapping[tuple[str, str], frozenset[str]]
    links_apart: tuple[tuple[str, ...], ...]
    speakers: re.Pattern[str]
    unknown: Unknown
    within: Within

    def match(self, text: str, kind: Kind, *, strict: bool = False) -> Opening | None:
        """Return what `text` opens with as a paragraph of a kind, or None.

        A phrase of the other kind is taken where there is none of this one: drafters mix them. An unknown word
        is taken for a verb where its form allows it, since a verb must stand there.

        Args:
            text: of the paragraph, without its number.
            strict: only a known phrase of this kind, and no word that is merely like one.

        A sample: ``Demande instamment aux gouvernements de`` opens with *Demande instamment*, act ``urge``.
        """
        return _match(self.language, text[: 2 * REACH], kind, strict)

    def find(self, text: str, kind: Kind, strict: bool) -> Opening | None:
        """As `match`, of the first characters of a text, and each time anew."""
        words = _head(text[:REACH])
        if not words.texts:
            return None
        if kind == "operative" and (said := self._spoken(text)) is not None:
            return said
        way = self._longest(words, kind)
        if way is None and not strict:
            way = self._longest(words, OTHER[kind])
        # What begins with a small letter is more likely the rest of a sentence; a number before it tells otherwise.
        guess = not strict and (kind == "operative" or not text[words.place(0)[0]].islower())
        if way is None and guess:
            words, way = self._garbled(text, words, kind, LIKE)
        if way is not None:
            start, end = words.place(0)[0], words.place(way.end - 1)[1]
            act = self.rows[int(way.value)].act_with(way.groups)
            return Opening(start, end, text[start:end], act.id, act.act_class, act.force, known=True)
        return self._by_form(text, words, kind) if guess else None

    def _spoken(self, text: str) -> Opening | None:
        """Return the verb behind the name of the organ, or a pronoun: *The Council also requests*, *Le prie*."""
        head = fold(text[:REACH])
        named = self.speakers.match(head)
        if named is None:
            return None
        words = _head(text[named.end() : named.end() + REACH])
        if named["object"] and (not words.texts or words.texts[0] in self.nouns):
            return None
        way = self._longest(words, "operative") if words.texts else None
        if way is None:
            return None
        start, end = words.place(0)[0] + named.end(), words.place(way.end - 1)[1] + named.end()
        act = self.rows[int(way.value)].act_with(way.groups)
        if named["object"] and act.act_class != "directive":
            return None
        return Opening(start, end, text[start:end], act.id, act.act_class, act.force, known=True)

    def looks_preambular(self, text: str) -> bool:
        """Tell whether an unnumbered paragraph that begins like `text` begins a preambular paragraph.

        True where its first letter is no small one, and it opens with a known preambular phrase or with a word
        that has the form of a participle. The rest of a paragraph that a page end has cut is neither, unless
        the cut falls just before such a word.
        """
        return _looks_like(self.language, text[: 2 * REACH], "preambular")

    def looks_operative(self, text: str) -> bool:
        """Tell whether a paragraph that begins like `text` begins an operative paragraph.

        True where its first letter is no small one and it opens with a known operative phrase, garbled or not;
        never for an unknown word, which may be any noun.
        """
        return _looks_like(self.language, text[: 2 * REACH], "operative")

    def acts_in(self, text: str, start: int = 0, last: int | None = None) -> Iterator[ActMention]:
        """Yield the deciding and directive verbs of the organ within a paragraph, in order.

        They stand after a comma, semicolon, colon or conjunction, with or without a pronoun or a linking phrase
        between (*et, à cet égard, le prie de …*). The phrase that the paragraph opens with is not among them.

        Args:
            text: of the paragraph; start: where to begin, such as the end of its opening.
            last: what may come before a verb begins here at the latest; None where that may be anywhere.
        """
        place = start
        for boundary in self.within.boundary.finditer(text, start):
            if last is not None and boundary.end() > last:
                return
            if boundary.end() < place or not self.within.may_follow(boundary[1], boundary[2]):
                continue
            mention = self._mention(text, boundary.start(1))
            if mention:
                place = mention.end
                yield mention

    def looks(self, text: str, kind: Kind) -> bool:
        """Tell whether a paragraph that begins like `text` begins one of a kind, see `looks_preambular`."""
        words = _head(text[:REACH])
        if words.texts and text[words.place(0)[0]].islower():
            text = _with_capital(text[words.place(0)[0] : REACH])
            words = _head(text)
        if not words.texts or text[words.place(0)[0]].islower():
            return False
        if self._longest(words, kind) is not None:
            return True
        if self._longest(words, OTHER[kind]) is not None:
            return False
        first = words.texts[0]
        if kind == "preambular" and len(first) > 3 and first.endswith(self.unknown.participles):
            return self._may_open(first, kind)
        return self._garbled(text, words, kind, LIKE_SURELY)[1] is not None

    def _garbled(self, text: str, words: Words, kind: Kind, like: float) -> tuple[Words, Way | None]:
        """Return the words of a text as mended, and the phrase they then open with; else as they were, and None."""
        start = words.place(0)[0]
        later = garbled_words(text, start, start + REACH)
        read = list(islice(later, MENDED))
        if not read:
            return words, None
        guess = self._may_open(read[0].text, kind) and read[0].text not in self.unknown.whole
        read = mended(read, self.roots[kind], self.unknown.glued, like if guess else None) or read
        if not {read[0].text, "".join(word.text for word in read[:2])} & self.begins[kind]:
            return words, None
        whole = Words.placed([*read, *later])
        way = self._longest(whole, kind, lenient=True)
        return (words, None) if way is None else (whole, way)

    def _may_open(self, first: str, kind: Kind) -> bool:
        """Tell whether an unknown first word has a form that allows it to open a paragraph of a kind."""
        return first not in self.unknown.never and not first.endswith(self.unknown.wrong[kind])

    def _may_begin(self, texts: tuple[str, ...], i: int, kind: Kind) -> bool:
        """Tell, cheaply, whether a phrase of a kind may begin with the word `i`, a letter torn off it perhaps."""
        return texts[i] in self.begins[kind] or (i + 1 < len(texts) and len(texts[i + 1]) == 1)

    def _longest(self, words: Words, kind: Kind, *, lenient: bool = False) -> Way | None:
        texts = words.texts
        if not lenient and not self._may_begin(texts, 0, kind):
            return None
        follower = Follower(texts, self.grammar, self.adverbs, lenient)
        root = self.roots[kind]
        way = follower.longest(root)
        if way is None or self._is_noun(texts, 0, way.end):
            return None
        if not lenient and self._torn(texts, way.end):
            way = Follower(texts, self.grammar, self.adverbs, lenient=True).longest(root) or way
        while way.end < len(texts) - 1 and texts[way.end] in self.conjunctions:
            further = follower.longest(root, way.end + 1)
            if further is None:
                break
            way = Way(further.end, way.value, way.groups | further.groups)
        if kind == "operative":
            for link in self.links_apart:
                if way.end > len(link) and texts[way.end - len(link) : way.end] == link:
                    return way._replace(end=way.end - len(link))
        return way._replace(end=way.end - 1) if self._is_adjective(texts, way.end) else way

    def _is_adjective(self, texts: tuple[str, ...], end: int) -> bool:
        """Tell whether the last word of a phrase is no adverb, by the words about it: *Encourages further efforts*."""
        if end < 2 or end >= len(texts):
            return False
        allowed = self.only_before.get((texts[end - 2], texts[end - 1]))
        return allowed is not None and texts[end] not in allowed

    def _torn(self, texts: tuple[str, ...], i: int) -> bool:
        """Tell whether an adverb that optical recognition has torn stands at the word `i`: *i nstamment*."""
        return i + 1 < len(texts) and len(texts[i]) < 4 and texts[i] + texts[i + 1] in self.adverbs.next

    def _is_noun(self, texts: tuple[str, ...], first: int, end: int) -> bool:
        """Tell whether a phrase of one word is a noun, by the words that follow: *Demande d'assistance*."""
        if end != first + 1 or end >= len(texts) or texts[end] not in self.nouns.get(texts[first], ()):
            return False
        after = texts[end + 1] if end + 1 < len(texts) else ""
        return texts[end] not in self.within.before_infinitive or not after.endswith(self.within.infinitives)

    def _by_form(self, text: str, words: Words, kind: Kind) -> Opening | None:
        """Return the unknown verb that a text opens with, with the adverbs around it, or None."""
        texts = words.texts
        follower = Follower(texts, self.grammar, self.adverbs)
        last = self._past_adverbs(follower, 0)
        if last < len(texts) - 1 and texts[last] in self.unknown.clitics:
            last += 1
        if last >= len(texts) or not self._may_open(texts[last], kind) or len(texts[last]) < 3:
            return None
        if texts[0] in self.unknown.never:
            return None
        carrier = texts[last] in self.unknown.carriers
        last = self._past_adverbs(follower, last + 1)
        if carrier and last < len(texts) and texts[last] not in self.unknown.never:
            last = self._past_adverbs(follower, last + 1)
        start, end = words.place(0)[0], words.place(last - 1)[1]
        return Opening(start, end, text[start:end], None, None, None, known=False)

    @staticmethod
    def _past_adverbs(follower: Follower, i: int) -> int:
        """Return the number of the first word from `i` on that begins no adverb."""
        while i < len(follower.words) and (adverb := follower.adverb(i)):
            i = adverb.end
        return i

    def _mention(self, text: str, place: int) -> ActMention | None:
        """Return the verb of the organ that stands at `place`, pronoun and links before it apart, or None."""
        words = _head(text[place : place + REACH // 2])
        texts = words.texts
        follower = Follower(texts, self.grammar, self.adverbs)
        first, pronoun = 0, ""
        while first < len(texts):
            link = self._link(follower, first)
            if link:
                first = link
            elif texts[first] in self.within.skipped:
                first += 1
            else:
                break
        if first < len(texts) - 1 and texts[first] in self.within.objects:
            pronoun = texts[first]
            first += 1
        if first >= len(texts) or texts[first] in self.within.unlikely:
            return None
        if not self._may_begin(texts, first, "operative"):
            return None
        way = follower.longest(self.roots["operative"], first)
        if way is None:
            return None
        start, end = (place + each for each in words.place(first))
        if self._other(text[start:end], texts, first, way.end, pronoun):
            return None
        act = self.rows[int(way.value)].act_with(way.groups)
        if act.act_class not in CHARGING:
            return None
        end = place + words.place(way.end - 1)[1]
        return ActMention(start, end, act.id, act.act_class, act.force)

    def _link(self, follower: Follower, first: int) -> int | None:
        way = Follower(follower.words, self.grammar, Node()).longest(self.within.links, first)
        return way.end if way else None

    def _other(self, printed: str, texts: tuple[str, ...], first: int, end: int, pronoun: str) -> bool:
        """Tell whether a phrase within a paragraph is something other than a finite verb of the organ."""
        if printed.endswith(self.within.participles):
            return True
        if texts[first] in self.nouns and pronoun in self.within.articles:
            return True
        return self._is_noun(texts, first, end)


def _with_capital(text: str) -> str:
    """Return a text with the capital that recognition read as small letters: ``lnvite les États`` begins *Invite*."""
    head = fold(text[:3])
    for read, letters in capitals().items():
        if head.startswith(read):
            return letters.capitalize() + text[len(read) :]
    return text


@lru_cache(maxsize=256)
def _looks_like(language: str, head: str, kind: Kind) -> bool:
    # Several steps of segmenting ask the same of the same paragraph.
    return openings(language).looks(head, kind)


@lru_cache(maxsize=256)
def _match(language: str, head: str, kind: Kind, strict: bool) -> Opening | None:
    # What a paragraph opens with, and what it charges with, are two questions with one answer.
    return openings(language).find(head, kind, strict)


@lru_cache(maxsize=256)
def _head(text: str) -> Words:
    """Return the words of a text up to the first break: a full stop, a bracket, a comma and space."""
    # A paragraph is looked at several times: as the one kind, as the other, and for its opening.
    found = _BEFORE_BREAK.match(text)
    return Words(found[0] if found else "")


def _before_verb(speakers: Iterable[str], objects: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of what may stand before the verb of an organ."""
    names = "|".join(map(re.escape, sorted(speakers, key=len, reverse=True)))
    pronouns = "|".join(map(re.escape, sorted(objects))) or "(?!)"
    return re.compile(rf"[\W\d_]{{0,4}}(?:(?:{names})\s+|(?P<object>{pronouns})(?:\s+|(?<=')))(?=[^\W\d_])")


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
    rows: list[Row] = []
    for number, entry in enumerate(source["opening"]):
        rows.append(Row(entry["act"], entry.get("when", {})))
        for kind, root in roots.items():
            for pattern in entry.get(kind, ()):
                rules.add(root, pattern, str(number))
    return Openings(
        language=language,
        grammar=rules,
        roots=roots,
        begins={kind: frozenset(beginnings(rules, root) | set(adverbs.next)) for kind, root in roots.items()},
        adverbs=adverbs,
        rows=tuple(rows),
        conjunctions=folded(source["conjunctions"]),
        nouns={word: folded(following) for word, following in source["nouns"].items()},
        only_before={
            (verb, row["adverb"]): folded(row["words"])
            for row in source.get("only_before", ())
            for verb in row["verbs"]
        },
        links_apart=tuple(
            tuple(word.text for word in words_of(link)) for link in source.get("links_apart", ())
        ),
        speakers=_before_verb(map(fold, source["speakers"]), map(fold, source["within"]["objects"])),
        unknown=unknown_rules(source["unknown"]),
        within=within_rules(source, rules, adverbs),
    )
