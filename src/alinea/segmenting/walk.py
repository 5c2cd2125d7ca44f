"""What every step of the walk over a text knows and can do: where it stands, and how a paragraph goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache

from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting.drafts import Draft, SectionDraft
from alinea.segmenting.enacting import enacting_at
from alinea.segmenting.labels import Label, Para, item_at, number_at, tail_of
from alinea.segmenting.stretches import Stretch
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import Openings, openings
from alinea.vocab.ordinals import parse_roman
from alinea.vocab.recognition import capitals
from alinea.vocab.structure import Structure

LONGEST_HEADING = 200
"""Characters; the longest headings of the development corpus have about 190."""
LONGEST_PREAMBLE = 150
"""Stretches between a preambular paragraph and paragraph 1; the longest preambles have about 80 paragraphs."""
LONGEST_MASTHEAD_LINE = 90
"""Characters; lines of a masthead or closing that end in a full stop, those that name a meeting, have about 80."""
_RUNNING = (Role.TEXT, Role.OPERATIVE, Role.PREAMBULAR)

_DASHES = frozenset("-–—•▪●○◦*+")


class Where(Enum):
    """Where in a resolution the walk stands."""

    NOWHERE = 0
    HEAD = 1
    PREAMBLE = 2
    OPERATIVE = 3
    CLOSED = 4
    ANNEX = 5


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns that have no words of a language in them."""
    return {
        "roman_heading": re.compile(r"(?P<numeral>[IVXL]{1,6})\.?\s*\Z"),
        "roman_title": re.compile(r"(?P<numeral>[IVXL]{1,6})\.?\s+(?=[^\W\d_a-z])"),
        # "II. Premises", "II – Premises", or the title of the section on the next line
        "roman_line": re.compile(r"(?P<numeral>[IVXL]{1,6})(?:\s?[.:–—-])?\s+(?=[^\W\d_a-z])"),
        # A, B … Z, then AA, BB …
        "part": re.compile(r"(?P<part>(?P<letter>[A-Z])(?P=letter)?)\s?[\d*]{0,2}\Z"),
        # "A" and the title of the part below it
        "part_title": re.compile(r"[A-Z]\s?[\d*]{0,2}\s*\n\s*(?P<title>[^\W\d_])"),
        # "B. Draft decision for adoption by the Council", "Chapter II"
        "chapter": re.compile(r"(?:[A-Z]|[IVX]{1,5}|\d{1,2})\.\s+(?=[^\W\d_a-z])"),
        "junk": re.compile(r"[^\w(\[«\"“]+"),
        # "~yant examiné": a sign is all that recognition left of the capital
        "lost_capital": re.compile(r"[~^|][^\W\d_]"),
        "dotted_number": re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?\s+"),
        "inner_item": re.compile(r"(?<=[;,])\s+(\(?[a-z]\s?\)\s)(?=[^\W\d_a-z])"),
        "inner_number": re.compile(r"(?<=[;.:,])\s+(\d{1,3})\s?\.\s+(?=[A-ZÀ-Ý])"),
    }


class Walk:
    """The state of a walk over the running text of one language.

    Args:
        stretches: the running text, in order; page furniture and footnotes apart.
        words: the structure words of the language.
        first_index: the index of the first resolution found.
    """

    def __init__(self, stretches: Sequence[Stretch], words: Structure, first_index: int = 0) -> None:
        self.queue = list(stretches)
        self.words = words
        self.openings: Openings = openings(words.language)
        self.where = Where.NOWHERE
        self.drafts: list[Draft] = []
        self.holds_drafts = False  # whether one of them is proposed: it is asked of every line of a report
        self.waiting: list[Stretch] = []  # a masthead, before the resolution it belongs to
        self.organ: str | None = None
        self.first_index = first_index
        self.position = 0
        self.guessed: Para | None = None  # the last paragraph whose number was thought lost

    def _following(self, count: int = 1) -> list[Stretch]:
        return self.queue[self.position + 1 : self.position + 1 + count]

    def _own(self, stretches: Sequence[Stretch], draft: Draft, kind: PartKind) -> None:
        for stretch in stretches:
            stretch.owner, stretch.kind = draft.index, kind

    @property
    def draft(self) -> Draft:
        """The resolution the walk is in; one without a title is begun where there is none."""
        if not self.drafts:
            self._begin()
        return self.drafts[-1]

    def _begin(self) -> Draft:
        draft = Draft(index=self.first_index + len(self.drafts), organ=self.organ)
        self.drafts.append(draft)
        self._own(self.waiting, draft, PartKind.MASTHEAD)
        draft.masthead, self.waiting = self.waiting, []
        return draft

    def _replace(self, *stretches: Stretch) -> None:
        """Put pieces of the present stretch in its place; the first of them is taken at once."""
        self.queue[self.position : self.position + 1] = stretches
        self._take(stretches[0])

    def _next_item(self) -> Label | None:
        for ahead in self._following(4):
            if number_at(ahead.folded):
                return None
            if item := item_at(ahead.folded):
                return item
        return None

    def _section_waits(self) -> bool:
        return any(section.before is None for section in self.draft.sections)

    def _numbered_section_waits(self) -> bool:
        return any(section.before is None and section.number for section in self.draft.sections)

    def _section(self, stretch: Stretch) -> bool:
        """Take the numeral of a section: ``II``, alone or before its title."""
        if len(stretch.raw) > LONGEST_HEADING or not stretch.raw[:1].isupper():
            return False
        word = self.words.patterns["body.section_word"].match(stretch.folded)
        match = patterns()["roman_heading"].match(stretch.raw, word.end() if word else 0)
        if match is None and stretch.role is Role.HEADING:
            match = patterns()["roman_title"].match(stretch.raw)
        if match is None:
            match = self._titled_numeral(stretch, word.end() if word else 0)
        part = patterns()["part"].match(stretch.raw.strip()) if match is None else None
        if match is None and part is None:
            return False
        self._add_section(stretch, match["numeral"].upper() if match else None)
        return True

    def _titled_numeral(self, stretch: Stretch, at: int) -> re.Match[str] | None:
        """Return the numeral of a section before its title: it counts on, and paragraphs begin anew below it."""
        match = patterns()["roman_line"].match(stretch.raw, at)
        title = stretch.raw[match.end() :].rstrip() if match else ""
        if match is None or title[-1:] in ".;:," or self.openings.looks_operative(title):
            return None
        counted = [section.number for section in self.draft.sections if section.number]
        if parse_roman(match["numeral"]) != ((parse_roman(counted[-1]) or 0) if counted else 0) + 1:
            return None
        for below in self._following(1):
            number = number_at(below.folded)
            opens = self.openings.looks_operative(below.raw) or self.openings.looks_preambular(below.raw)
            return match if (number[0] == 1 if number else opens) else None
        return None

    def _is_heading(self, stretch: Stretch) -> bool:
        raw = stretch.raw.rstrip()
        if len(raw) > LONGEST_HEADING or raw[-1:] in ".;,:" or not raw[:1].isupper():
            return False
        if stretch.role is Role.HEADING or raw.isupper():
            return True
        waiting = self.draft.sections[-1:] if self._section_waits() else []
        if waiting and waiting[0].number is not None and self._right_below(waiting[0].stretch):
            return not self.openings.looks_operative(raw)
        last = self._last_para() or (self.draft.preamble[-1] if self.draft.preamble else None)
        if last is not None and last.tail() not in ".;:,":
            return False
        following = self._following(2)
        return any(
            number_at(s.folded) or self.openings.looks_operative(s.raw) or self._is_short(s)
            for s in following[:1]
        )

    def _titles_part(self, stretch: Stretch) -> bool:
        """Tell whether a stretch is the title of a part: its letter stands right above, enacting words follow."""
        raw, above = stretch.raw.rstrip(), self.draft.sections[-1:]
        if not above or above[0].before is not None or not self._right_below(above[0].stretch):
            return False
        if (
            len(raw) > LONGEST_HEADING
            or raw[-1:] in ".;,:"
            or not patterns()["part"].match(above[0].stretch.raw.strip())
        ):
            return False
        return any(enacting_at(each, self.words) for each in self._following(1))

    def _right_below(self, heading: Stretch) -> bool:
        """Tell whether the present stretch is the next of the running text after a heading."""
        return self.position > 0 and self.queue[self.position - 1] is heading

    def _is_short(self, stretch: Stretch) -> bool:
        return len(stretch.raw) < 80 and stretch.raw.rstrip()[-1:] not in ".;,"

    def _add_section(self, stretch: Stretch, numeral: str | None) -> None:
        self.draft.sections.append(SectionDraft(numeral, stretch))
        self._own([stretch], self.draft, PartKind.HEADING)
        if numeral is not None:
            self.where = Where.OPERATIVE

    def _past_dash(self, stretch: Stretch, kind: Kind) -> int:
        """Return where the words of a paragraph begin that is an item of a list: behind the dash, ``- Notant que``."""
        label = item_at(stretch.folded) if stretch.raw[:1] in _DASHES else None
        if label is None or self.openings.match(stretch.raw[label.end :], kind, strict=True) is None:
            return 0
        return label.end

    def _leaf(self, para: Para) -> Para:
        while para.children:
            para = para.children[-1]
        return para

    def _last_tail(self) -> str:
        last = self._last_para()
        return last.tail() if last is not None else ""

    def _last_para(self) -> Para | None:
        return self._leaf(self.draft.operative[-1]) if self.draft.operative else None

    def _continues(self, para: Para, stretch: Stretch, known: bool = False) -> bool:
        """Tell whether a stretch goes on with a paragraph that a page end, a footnote or a line end cut."""
        if known and not stretch.joined:
            return False
        tail = para.tail()
        raw = stretch.raw
        junk = patterns()["junk"].match(raw)
        first = raw[junk.end() : junk.end() + 1] if junk else raw[:1]
        if stretch.role is Role.HEADING and first.isupper():
            return False
        if first.islower():
            if self.where is Where.PREAMBLE and tail == "," and patterns()["lost_capital"].match(raw):
                return stretch.joined or stretch.after_cut
            return tail not in ",;" or not self._has_lost_its_capital(stretch)
        if stretch.joined:
            return not known
        if self.where is Where.PREAMBLE and tail == "," and (stretch.after_cut or not first.isalpha()):
            return True
        return tail not in ".;:,?!" and not known and tail != ""

    def _has_lost_its_capital(self, stretch: Stretch) -> bool:
        """Tell a paragraph whose capital recognition read as a small letter: ``lnvite les États``."""
        return stretch.folded.startswith(tuple(capitals())) and (
            self.openings.looks_operative(stretch.raw) or self.openings.looks_preambular(stretch.raw)
        )

    def _runs_on(self, stretch: Stretch) -> bool:
        """Tell whether a line that opens like one of a masthead or closing goes on with a sentence that a page end cut.

        *… of the Third Conference,* / *adopted by the General Assembly as resolution 70/12 …, States praised …;*
        """
        if self.where not in (Where.PREAMBLE, Where.OPERATIVE, Where.ANNEX) or stretch.role not in _RUNNING:
            return False
        last = self._para_before()
        tail = last.tail() if last is not None else ""
        if not tail or tail in ".;:" or number_at(stretch.folded) or item_at(stretch.folded):
            return False
        if (enacts := enacting_at(stretch, self.words)) is not None and enacts.alone:
            return False
        if stretch.raw[:1].islower():
            return True
        # A line of the masthead ends in no sign, but a paragraph that goes on does, and is longer.
        ends = tail_of(stretch.raw)
        return tail != "," and (ends in ",;:" or (ends == "." and len(stretch.raw) > LONGEST_MASTHEAD_LINE))

    def _para_before(self) -> Para | None:
        """Return the innermost paragraph that the walk stands in or behind."""
        if self.where is Where.PREAMBLE:
            paras = self.draft.preamble
        elif self.where is Where.ANNEX:
            paras = self.draft.annexes[-1].paras
        else:
            paras = self.draft.operative
        return self._leaf(paras[-1]) if paras else None

    def _go_on(self, stretch: Stretch) -> None:
        if self.where is Where.PREAMBLE:
            para, kind = self._leaf(self.draft.preamble[-1]), PartKind.PREAMBLE
        else:
            last = self._last_para()
            if last is None:
                self._new_operative(stretch, "", 0)
                return
            para, kind = last, PartKind.OPERATIVE
        para.extend(stretch)
        self._own([stretch], self.draft, kind)

    # -- steps that other parts of the walk take

    def _take(self, stretch: Stretch) -> None:
        """Put one stretch where it belongs."""
        raise NotImplementedError

    def _preamble(self, stretch: Stretch) -> None:
        """Take a stretch of the preamble."""
        raise NotImplementedError

    def _operative(self, stretch: Stretch, sure: bool = False) -> None:
        """Take a stretch of the operative part; `sure` where the format says that it is one."""
        raise NotImplementedError

    def _new_preambular(self, stretch: Stretch) -> None:
        """Begin a preambular paragraph."""
        raise NotImplementedError

    def _new_operative(self, stretch: Stretch, number: str, at: int) -> None:
        """Begin an operative paragraph whose words begin at a character of the stretch."""
        raise NotImplementedError

    def _begin_annex(self, stretch: Stretch | None) -> None:
        """Begin an annexed text, with its heading where it has one."""
        raise NotImplementedError

    def _annexed(self, stretch: Stretch) -> None:
        """Take a stretch of an annexed text."""
        raise NotImplementedError

    def _speaks(self, stretch: Stretch) -> bool:
        """Tell whether an organ decides by a sentence, as decisions do."""
        raise NotImplementedError

    def _lettered(self, stretch: Stretch) -> bool:
        """Begin an operative part whose paragraphs bear letters, where a stretch does."""
        raise NotImplementedError

    def _close(self, stretch: Stretch) -> None:
        """Close the resolution."""
        raise NotImplementedError

    def _closes(self, head: str) -> bool:
        """Tell whether a folded text begins like a line that closes a resolution."""
        raise NotImplementedError
