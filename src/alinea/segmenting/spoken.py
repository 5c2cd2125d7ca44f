"""Texts whose words of enacting stand within a sentence: decisions of one sentence, and statements of a president."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting.enacting import enacting_at
from alinea.segmenting.labels import Para, Tree, item_at, number_at, tail_of
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.titles import decision_of
from alinea.segmenting.walk import LONGEST_PREAMBLE, Walk, Where
from alinea.vocab.opening_rules import Kind

_ALONE = 4
"""Stretches of running text, a title and a date among them, of which a file with one sentence has no more."""
_CLOSING = frozenset(',)]»”"')
"""Signs that end an aside, after which the verb of a sentence comes."""
_LONGEST_STATEMENT = 1_000
"""Characters of the sentence that says at which meeting a statement was made."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The parts of a sentence by which an organ decides.

    Attributes:
        organ: the series of the organ; preamble: where the participles begin, -1 where there are none; verb: where the
            finite verb begins, -1 where items or paragraphs below the sentence have it.
    """

    organ: str
    preamble: int
    verb: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "joint": re.compile(r"[,;]\s+(?:[^\W\d_]{2,3}\s+)?(?=[^\W\d_])"),
        "quote": re.compile(r"[«“\"„\s]+"),
    }


class Spoken(Walk):
    """The steps that take the texts in which an organ speaks by sentences."""

    def _one_sentence(self, stretch: Stretch) -> bool:
        """Take a decision of one sentence: *The General Assembly, recalling its resolution …, decides to …*."""
        if self.where not in (Where.NOWHERE, Where.HEAD, Where.CLOSED) or not self._decides_here():
            return False
        sentence = self._sentence(stretch)
        if sentence is None:
            return False
        if self.where is not Where.HEAD or not self.drafts:
            recommended = self._stands_below("body.recommends")
            self._begin().proposed = recommended
            self.holds_drafts = self.holds_drafts or recommended
        if stretch.role is Role.ENACTING:  # its file says where these words end
            sentence = Sentence(sentence.organ, -1, -1)
        begins = [place for place in (sentence.preamble, sentence.verb) if place >= 0]
        pieces: list[Stretch] = []
        rest = stretch
        for place in reversed(begins):
            rest, piece = cut(rest, place)
            pieces.insert(0, piece)
        self.queue[self.position : self.position + 1] = [rest, *pieces]
        draft = self.draft
        draft.enacting, draft.organ = rest, sentence.organ
        self.organ = sentence.organ
        self._is_decision()
        self._own([rest], draft, PartKind.ENACTING)
        if not begins:
            self.where = Where.PREAMBLE
        if sentence.preamble >= 0:
            self.where = Where.PREAMBLE
            self._new_preambular(pieces[0])
        if sentence.verb >= 0:
            self.where = Where.OPERATIVE
            self._new_operative(pieces[-1], "", 0)
        self.position += len(pieces)
        return True

    def _is_decision(self) -> None:
        """Keep in mind that a text has the form of a decision."""
        if self.draft.number is not None:
            self.draft.number = decision_of(self.draft.organ, self.draft.number)

    def _speaks(self, stretch: Stretch) -> bool:
        """Tell whether an organ decides by a sentence, as decisions do."""
        return self._sentence(stretch) is not None

    def _decides_here(self) -> bool:
        """Tell whether a decision is expected: below a title, below what calls it a draft, or alone in a file."""
        if self.where is Where.HEAD:
            return self.draft.empty()
        if len(self.queue) <= _ALONE:
            return True
        return self._stands_below("masthead.proposal", "body.recommends", "body.draft_heading")

    def _stands_below(self, *names: str) -> bool:
        """Tell whether a line right above matches one of the patterns of these names."""
        before = [*self.waiting[-_ALONE:], *self.queue[max(self.position - 1, 0) : self.position]]
        return any(self.words.patterns[name].search(line.folded) for line in before for name in names)

    def _sentence(self, stretch: Stretch) -> Sentence | None:
        """Return the parts of a sentence by which an organ decides, None where a stretch is no such sentence."""
        raw, folded = stretch.raw, stretch.folded
        lead = self.words.patterns["body.decided_at"].match(folded)
        at = lead.end() if lead else 0
        found = next((each for each in self.words.enacting if folded.startswith(each.name, at)), None)
        if found is None or not raw[:1].isupper():
            return None
        after = at + len(found.name)
        sign = folded[after : after + 2].strip()
        begin = after + len(folded[after:]) - len(folded[after:].lstrip(" ,\n"))
        if lead is not None and not raw[begin:].strip():
            return Sentence(found.organ, -1, -1)  # the paragraphs stand below
        if not raw[begin : begin + 1].islower():
            return None  # a capital begins a paragraph
        if lead is not None:
            told = self._told(folded, begin)
            if told is not None or tail_of(raw) in ",:":
                return Sentence(found.organ, *((begin, -1) if told is None else (-1, told)))
        if sign[:1].isalpha():
            return Sentence(found.organ, -1, begin) if self._opens(raw[begin:], "operative") else None
        if sign[:1] not in (",", ":"):
            return None
        if self._opens(raw[begin:], "operative"):
            return Sentence(found.organ, -1, begin)
        if not self._opens(raw[begin:], "preambular"):
            return None
        for joint in _patterns()["joint"].finditer(raw, begin):
            if self._opens(raw[joint.end() :], "operative"):
                return Sentence(found.organ, begin, joint.end())
        items_follow = tail_of(raw) == ":" and any(item_at(each.folded) for each in self._following(1))
        return Sentence(found.organ, begin, -1) if items_follow else None

    def _told(self, folded: str, begin: int) -> int | None:
        """Return where the verb stands that tells what an organ did; a sign closes what is recalled before it."""
        verbs = self.words.patterns["body.decided"].finditer(folded, begin)
        places = (verb.start() for verb in verbs)
        return next(
            (each for each in places if each == begin or folded[:each].rstrip()[-1:] in _CLOSING), None
        )

    def _opens(self, text: str, kind: Kind) -> bool:
        """Tell whether words within a sentence are those that a paragraph of a kind opens with."""
        capital = text[:1].upper() + text[1:200]
        return self.openings.looks(capital, kind)

    def _statement(self, stretch: Stretch) -> bool:
        """Begin a statement: *At the 9801st meeting of the Security Council, …, made the following statement*."""
        if self.where not in (Where.NOWHERE, Where.HEAD) or len(stretch.raw) > _LONGEST_STATEMENT:
            return False
        match = self.words.patterns["body.statement"].match(" ".join(stretch.folded.split()))
        if match is None:
            return False
        named = match["organ"]
        organ = next((each.organ for each in self.words.enacting if each.name.endswith(named.strip())), None)
        draft = self.draft if self.where is Where.HEAD and self.drafts else self._begin()
        draft.enacting, draft.organ, draft.statement = stretch, organ, stretch
        self.organ = organ
        self._own([stretch], draft, PartKind.ENACTING)
        self.where = Where.OPERATIVE
        return True

    def _stated(self, stretch: Stretch) -> bool:
        """Take a paragraph of a statement: each begins with the name of the organ, and none bears a number."""
        if (
            self.where is not Where.OPERATIVE
            or not self.drafts
            or self.draft.statement is not self.draft.enacting
        ):
            return False
        if number_at(stretch.folded) or item_at(stretch.folded) or stretch.raw[:1].islower():
            return False
        if self.draft.statement is None:
            return False
        if self._enacts_resolution(stretch):
            self.draft.enacting = stretch
            self.where = Where.PREAMBLE
            self._own([stretch], self.draft, PartKind.ENACTING)
            return True
        quote = _patterns()["quote"].match(stretch.raw)
        last = self._last_para()
        if last is not None and last.tail() not in ".;:":
            return False
        self._new_operative(stretch, "", quote.end() if quote else 0)
        return True

    def _enacts_resolution(self, stretch: Stretch) -> bool:
        """Tell whether a statement has the form of a resolution: the organ's name alone, and a comma."""
        name = stretch.folded.strip(' «“"„,\n')
        return stretch.raw.rstrip()[-1:] == "," and any(name == each.name for each in self.words.enacting)

    def _numbers_follow(self) -> bool:
        """Tell whether paragraph 1 stands below, before the text ends."""
        for ahead in self._following(LONGEST_PREAMBLE):
            if number := number_at(ahead.folded):
                return number[0] == 1
            if self._closes(ahead.folded[:170]) or enacting_at(ahead, self.words):
                return False
        return False

    def _lettered(self, stretch: Stretch) -> bool:
        """Begin an operative part whose paragraphs bear letters: ``(a) Expresses its gratitude …;``."""
        item = item_at(stretch.folded)
        if item is None or item.doubtful or item.readings[0][1] != 1:
            return False
        rest = stretch.raw[item.end :]
        draft = self.draft
        before = draft.preamble[-1] if draft.preamble else None
        told = self.words.patterns["body.decided"].match(stretch.folded, item.end)
        if not (told or self.openings.looks_operative(rest)) or (
            before is not None and before.tail() not in ":,;"
        ):
            return False
        if self._numbers_follow():
            return False  # points of a paragraph that recalls what was decided
        # What bears the letters has no words of its own.
        root = Para("", stretch.start)
        draft.tree = Tree(root)
        draft.operative = root.children
        self._is_decision()
        self.where = Where.OPERATIVE
        self._operative(stretch)
        return True
