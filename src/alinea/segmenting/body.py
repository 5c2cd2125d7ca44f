"""From running text to preamble, operative part and annexes: a walk that knows where in a resolution it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache

from alinea.model.problems import Problem
from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting.drafts import AnnexDraft, Draft, SectionDraft
from alinea.segmenting.enacting import Enacts, enacting_at
from alinea.segmenting.labels import Label, Para, Tree, item_at, number_at, ruin_end, ruined_item_end
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.titles import title_of
from alinea.vocab.openings import Openings, openings
from alinea.vocab.structure import Structure

_FARTHEST = 12
"""How many numbers may be missing before a number is taken as no paragraph number (a year, an amount)."""
_LONGEST_HEADING = 200
_LOOK_AHEAD = 7
"""Stretches between a title and the enacting words: a subtitle, a part letter, a footnote star, a masthead line."""


class Where(Enum):
    """Where in a resolution the walk stands."""

    NOWHERE = 0
    HEAD = 1
    PREAMBLE = 2
    OPERATIVE = 3
    CLOSED = 4
    ANNEX = 5


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "roman_heading": re.compile(
            r"(?:(?:section|partie|part|sect\.)\s)?(?P<numeral>[IVXL]{1,6})\.?\s*\Z", re.IGNORECASE
        ),
        "roman_title": re.compile(r"(?P<numeral>[IVXL]{1,6})\.?\s+(?=[^\W\d_a-z])"),
        "part": re.compile(r"(?P<part>[A-Z])\s?[\d*]{0,2}\Z"),
        "junk": re.compile(r"[^\w(\[«\"“]+"),
        "inner_number": re.compile(r"(?<=[;.:,])\s+(\d{1,3})\s?\.\s+(?=[A-ZÀ-Ý])"),
    }


class Walker:
    """Walks over the running text of one language and gives out the drafts of its resolutions.

    Args:
        stretches: the running text, in order; page furniture and footnotes apart.
        words: the structure words of the language.
    """

    def __init__(self, stretches: Sequence[Stretch], words: Structure, first_index: int = 0) -> None:
        self.queue = list(stretches)
        self.words = words
        self.openings: Openings = openings(words.language)
        self.where = Where.NOWHERE
        self.drafts: list[Draft] = []
        self.waiting: list[Stretch] = []  # a masthead, before the resolution it belongs to
        self.organ: str | None = None
        self.first_index = first_index
        self.position = 0
        self.guessed: Para | None = None  # the last paragraph whose number was thought lost

    # -- the walk

    def walk(self) -> list[Draft]:
        """Return the resolutions of the text, in order."""
        while self.position < len(self.queue):
            stretch = self.queue[self.position]
            self._take(stretch)
            self.position += 1
        if self.waiting and not self.drafts:
            for stretch in self.waiting:
                stretch.kind = PartKind.OTHER
        elif self.waiting:
            self._own(self.waiting, self.drafts[-1], PartKind.OTHER)
        return self.drafts

    def _take(self, stretch: Stretch) -> None:
        """Put one stretch where it belongs: the surest tests first."""
        if stretch.role in _BY_ROLE and self._by_role(stretch):
            return
        for step in (self._title, self._enacting, self._masthead, self._closing, self._annex):
            if step(stretch):
                return
        by_place: dict[Where, Callable[[Stretch], None]] = {
            Where.NOWHERE: self._nowhere,
            Where.HEAD: self._head,
            Where.PREAMBLE: self._preamble,
            Where.OPERATIVE: self._operative,
            Where.CLOSED: self._closed,
            Where.ANNEX: self._annexed,
        }
        by_place[self.where](stretch)

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

    # -- what the format says outright

    def _by_role(self, stretch: Stretch) -> bool:
        role = stretch.role
        if role is Role.MASTHEAD:
            if self.where in (Where.CLOSED, Where.ANNEX):
                self.where = Where.NOWHERE
            if self.where is Where.NOWHERE or not self.drafts:
                self.waiting.append(stretch)
            else:
                self._own([stretch], self.draft, PartKind.MASTHEAD)
                self.draft.masthead.append(stretch)
        elif role is Role.TITLE:
            if self.drafts and self.where is Where.HEAD and self.draft.title and self.draft.empty():
                self._own([stretch], self.draft, PartKind.TITLE)
                self.draft.title.append((stretch, 0))
            else:
                return self._title(stretch, sure=True)
        elif role is Role.PREAMBULAR:
            self.where = Where.PREAMBLE
            label = item_at(stretch.folded) if stretch.indent else None
            if label and self.draft.preamble:
                self._preambular_item(stretch, label)
            elif stretch.joined and self.draft.preamble:
                self._go_on(stretch)
            else:
                self._new_preambular(stretch)
        elif role is Role.OPERATIVE:
            self.where = Where.OPERATIVE
            self._operative(stretch, sure=True)
        elif role is Role.CLOSING:
            self._close(stretch)
        elif role is Role.ANNEX_HEADING:
            self._begin_annex(stretch, 0)
        elif role is Role.ANNEX:
            if self.where is not Where.ANNEX:
                self._begin_annex(None, 0)
            self._annexed(stretch)
        else:
            return False
        return True

    # -- beginnings

    def _title(self, stretch: Stretch, sure: bool = False) -> bool:
        """Begin a resolution where a title line stands: ``62/27. Promotion du multilatéralisme …``."""
        found = title_of(stretch, self.words.patterns["body.resolution_word"])
        if found is None:
            if sure:
                self._begin() if not self.drafts or not self.draft.empty() else None
                self._own([stretch], self.draft, PartKind.TITLE)
                self.draft.title.append((stretch, 0))
                self.where = Where.HEAD
            return sure
        if len(stretch.raw) > 600 or not (sure or self._leads_to_text(stretch, found.sure)):
            return False
        if self.drafts and self.where is Where.HEAD and self.draft.number is None and self.draft.empty():
            draft = self.draft
        else:
            draft = self._begin()
        heading = None
        if not sure and stretch.raw[found.words_at : found.words_at + 1].islower() and draft.masthead:
            # A converter put the first line of the title before its number.
            heading = draft.masthead[-1]
            if heading.role is Role.HEADING and not self.words.patterns["masthead.adopted"].search(
                heading.folded
            ):
                draft.masthead.pop()
                self._own([heading], draft, PartKind.TITLE)
                draft.title.append((heading, 0))
        draft.number = found.number
        draft.organ = self._organ_for(found.number.form)
        self._own([stretch], draft, PartKind.TITLE)
        draft.title.append((stretch, found.words_at))
        self.where = Where.HEAD
        return True

    def _organ_for(self, form: str) -> str | None:
        if form == "year":
            return "S"
        return self.organ if self.organ != "S" else None

    def _leads_to_text(self, stretch: Stretch, sure: bool) -> bool:
        """Tell whether enacting words, a part letter or an opening follow soon, as they do after a title."""
        if not sure and stretch.role is not Role.HEADING and self.where not in (Where.NOWHERE, Where.HEAD):
            return False
        for ahead in self._following(_LOOK_AHEAD):
            if enacting_at(ahead, self.words):
                return True
            if number_at(ahead.folded) and number_at(ahead.folded) != (1, 3):
                return False
        following = self._following(_LOOK_AHEAD)
        if sure and stretch.role is Role.HEADING:
            return any(self._opens_preamble(ahead) for ahead in following)
        return sure and bool(following) and self._opens_preamble(following[0])

    def _opens_preamble(self, stretch: Stretch) -> bool:
        """Tell a preambular paragraph from a title: it opens like one and ends as they do."""
        return self.openings.looks_preambular(stretch.raw) and stretch.raw.rstrip()[-1:] in ",;:"

    def _enacting(self, stretch: Stretch) -> bool:
        if stretch.role is Role.ENACTING:
            found: Enacts | None = enacting_at(stretch, self.words) or Enacts(
                self.organ or "", len(stretch.raw), True
            )
        else:
            found = enacting_at(stretch, self.words, expected=self.where is Where.HEAD)
        if found is None:
            return False
        if not found.alone:
            if self.where is Where.ANNEX:
                return False
            rest = stretch.raw[found.end :]
            if not (self.openings.looks_preambular(rest) or self.openings.looks_operative(rest)):
                return False
            self._replace(*cut(stretch, found.end))
            return True
        if not self._enacts_here(found):
            return False
        if self.where is not Where.ANNEX or stretch.kind is not PartKind.ANNEX:
            self.where = Where.PREAMBLE
            self.draft.preamble_tree = None
        return True

    def _enacts_here(self, found: Enacts) -> bool:
        """Settle whose enacting words these are: of the resolution begun, of a part of it, or of a draft within."""
        stretch = self.queue[self.position]
        if self.where in (Where.ANNEX, Where.CLOSED, Where.NOWHERE) or not self.drafts:
            if (
                self.where is Where.NOWHERE
                and not self.waiting
                and len(self.queue) > 12
                and self.position > 6
            ):
                return False  # the name of an organ on a title page
            if self.where is Where.NOWHERE and self._is_masthead_name(stretch):
                return False
            if self.where is Where.ANNEX and not self._is_new_text():
                return False
            if self.where is Where.CLOSED and self.draft.organ not in (None, found.organ):
                self._begin_annex(stretch, 0)
                return True
            self._begin()
        elif self.where is Where.OPERATIVE and self.draft.operative and not self._draft_follows():
            part = self._part_before()
            if part is None and self.draft.enacting is not None and not self._is_new_text():
                return False
            self._begin_part(part)
        draft = self.draft
        self._own([stretch], draft, PartKind.ENACTING)
        if draft.enacting is None:
            draft.enacting = stretch
            if found.organ:
                draft.organ = self.organ = found.organ
        return True

    def _is_masthead_name(self, stretch: Stretch) -> bool:
        """Tell whether the name of the organ stands in the masthead: no comma, and a session line follows."""
        if "," in stretch.raw:
            return False
        return any(
            self.words.patterns["masthead.adopted"].search(s.folded)
            or title_of(s, self.words.patterns["body.resolution_word"])
            for s in self._following(_LOOK_AHEAD + 3)
        )

    def _is_new_text(self) -> bool:
        following = self._following(2)
        return any(self.openings.looks_preambular(s.raw) for s in following)

    def _draft_follows(self) -> bool:
        """Tell whether the paragraph before recommends a draft, whose own text begins here."""
        last = self._last_para()
        return last is not None and last.tail() == ":"

    def _part_before(self) -> str | None:
        """Return the letter of the part whose heading was just passed (taken as a section until now)."""
        for section in reversed(self.draft.sections[-3:]):
            match = _patterns()["part"].match(section.stretch.raw.strip())
            if match and section.before is None:
                return match["part"]
        return None

    def _begin_part(self, part: str | None) -> None:
        """Begin part B of a resolution adopted in several parts under one number."""
        before = self.draft
        draft = self._begin()
        draft.organ = before.organ
        if part is None or before.number is None:
            return
        moved = [section for section in before.sections if section.before is None]
        before.sections = [section for section in before.sections if section.before is not None]
        number = before.number
        draft.number = type(number)(number.session, number.number, part, number.form, number.printed)
        draft.masthead = list(before.masthead)
        draft.title = list(before.title)
        for section in moved:
            self._own([section.stretch], draft, PartKind.TITLE)
            if not _patterns()["part"].match(section.stretch.raw.strip()):
                draft.subtitle.append(section.stretch)

    # -- masthead, closing, annex

    def _masthead(self, stretch: Stretch) -> bool:
        if self.where is Where.ANNEX or len(stretch.raw) > 260:
            return False
        if not self.words.patterns["masthead.line"].match(stretch.folded):
            return False
        if self.where in (Where.NOWHERE, Where.CLOSED):
            self.waiting.append(stretch)
            return True
        self._own([stretch], self.draft, PartKind.MASTHEAD)
        self.draft.masthead.append(stretch)
        return True

    def _nowhere(self, stretch: Stretch) -> None:
        """Take what stands before any resolution: a masthead, or the end of a text begun on the page before."""
        soon = any(
            self.words.patterns["masthead.adopted"].search(s.folded)
            or enacting_at(s, self.words)
            or (title_of(s, self.words.patterns["body.resolution_word"]) or _NO_TITLE).sure
            for s in self._following(3)
        )
        number = number_at(stretch.folded)
        begins = number is not None and self.openings.looks_operative(stretch.raw[number[1] :])
        opens = self.openings.looks_preambular(stretch.raw) and stretch.raw.rstrip()[-1:] in ",;"
        if (begins or opens) and len(stretch.raw) > 30:
            draft = self._begin()
            draft.expected = number[0] if number else 1
            self.where = Where.OPERATIVE if begins else Where.PREAMBLE
            self._take(stretch)
        elif (
            not soon and not self.waiting and len(stretch.raw) > 120 and stretch.raw.rstrip()[-1:] in ".;,:-"
        ):
            self._begin()
            self.where = Where.OPERATIVE
            self._new_operative(stretch, "", 0)
        else:
            self.waiting.append(stretch)

    def _head(self, stretch: Stretch) -> None:
        """Take what stands between the title and the text: more of the title, a part letter, or the text itself."""
        draft = self.draft
        part = _patterns()["part"].match(stretch.raw.strip())
        number = number_at(stretch.folded)
        if (
            part
            and draft.number is not None
            and draft.number.part is None
            and part["part"] in "ABCDEFGHIJKLM"
        ):
            number_ = draft.number
            draft.number = type(number_)(
                number_.session, number_.number, part["part"], number_.form, number_.printed
            )
            self._own([stretch], draft, PartKind.TITLE)
        elif number is not None and number[0] == 1:
            self.where = Where.OPERATIVE
            self._operative(stretch)
        elif self._opens_preamble(stretch):
            self.where = Where.PREAMBLE
            self._preamble(stretch)
        elif len(stretch.raw) <= 2 * _LONGEST_HEADING and not self.words.patterns["masthead.basis"].search(
            stretch.folded
        ):
            self._own([stretch], draft, PartKind.TITLE)
            if draft.number is not None and draft.number.part is not None and stretch.raw.isupper():
                draft.subtitle.append(stretch)
            else:
                draft.title.append((stretch, 0))
        elif stretch.raw[0] in "[(":
            self._own([stretch], draft, PartKind.MASTHEAD)
            draft.masthead.append(stretch)
        else:
            self.where = Where.PREAMBLE
            self._preamble(stretch)

    def _closing(self, stretch: Stretch) -> bool:
        """Close the resolution at its meeting line, also where it is glued to the last paragraph."""
        if self.where in (Where.NOWHERE, Where.HEAD, Where.ANNEX) and not (
            self.where is Where.ANNEX and len(stretch.raw) < 90
        ):
            return False
        if self._closes(stretch.folded[:170]) and len(stretch.raw) < 700:
            self._close(stretch)
            return True
        if len(stretch.raw) > 60 and self.where in (Where.PREAMBLE, Where.OPERATIVE):
            offset = max(len(stretch.folded) - 150, 0)
            tail = stretch.folded[offset:]
            for name in ("closing.adopted_at", "closing.meeting"):
                match = self.words.patterns[name].search(tail)
                if match:
                    at = offset + match.start()
                    if stretch.raw[:at].rstrip(" *\n")[-1:] in (".", "»") and self._ends_after(
                        stretch, match, offset
                    ):
                        self._replace(*cut(stretch, at))
                        return True
        return False

    def _ends_after(self, stretch: Stretch, match: re.Match[str], offset: int) -> bool:
        return len(stretch.raw) - (offset + match.end()) < 60

    def _closes(self, head: str) -> bool:
        patterns = self.words.patterns
        match = patterns["closing.meeting"].match(head) or patterns["closing.result"].match(head)
        if match is None and (found := patterns["closing.adopted_at"].match(head)):
            match = found
        return match is not None

    def _close(self, stretch: Stretch) -> None:
        draft = self.draft
        if self.where is Where.ANNEX:
            self._own([stretch], draft, PartKind.CLOSING)
            draft.closing.append(stretch)
            return
        self._own([stretch], draft, PartKind.CLOSING)
        draft.closing.append(stretch)
        self.where = Where.CLOSED

    def _closed(self, stretch: Stretch) -> None:
        """Take what follows the meeting line: its date, a vote, or a text that is no resolution."""
        draft = self.draft
        if self.words.patterns["closing.vote_list"].match(stretch.folded) or stretch.raw[0] in "[":
            self._own([stretch], draft, PartKind.VOTE)
            draft.closing.append(stretch)
        elif len(stretch.raw) < 60 and len(draft.closing) < 4 and not number_at(stretch.folded):
            self._own([stretch], draft, PartKind.CLOSING)
            draft.closing.append(stretch)
        elif draft.closing and draft.closing[-1].kind is PartKind.VOTE and stretch.role is not Role.HEADING:
            self._own([stretch], draft, PartKind.VOTE)
        elif (number := number_at(stretch.folded)) and self.openings.looks_operative(
            stretch.raw[number[1] :]
        ):
            # The end of another text whose beginning is not on these pages.
            fragment = self._begin()
            fragment.expected = number[0]
            self.where = Where.OPERATIVE
            self._operative(stretch)
        else:
            self.waiting.append(stretch)

    def _annex(self, stretch: Stretch) -> bool:
        if self.where not in (Where.OPERATIVE, Where.CLOSED, Where.ANNEX):
            return False
        if len(stretch.raw) > _LONGEST_HEADING:
            return False
        match = self.words.patterns["body.annex"].match(stretch.folded)
        if match is None or not stretch.raw[0].isupper():
            return False
        title = match["title"]
        if title and stretch.role is not Role.HEADING and not (len(title) < 120 and title[-1] not in ".;,"):
            return False
        last = self._last_para()
        if self.where is Where.OPERATIVE and last is not None and last.tail() not in ".;:":
            return False
        self._begin_annex(stretch, match.start("title"))
        return True

    def _begin_annex(self, stretch: Stretch | None, _title_at: int) -> None:
        annex = AnnexDraft([stretch] if stretch else [])
        self.draft.annexes.append(annex)
        if stretch:
            self._own([stretch], self.draft, PartKind.ANNEX)
        self.where = Where.ANNEX

    def _annexed(self, stretch: Stretch) -> None:
        """Take a paragraph of an annexed text; its first short lines are its title."""
        annex = self.draft.annexes[-1]
        number, item = number_at(stretch.folded), item_at(stretch.folded)
        short = len(stretch.raw) < _LONGEST_HEADING and stretch.raw.rstrip()[-1:] not in ".;:,"
        self._own([stretch], self.draft, PartKind.ANNEX)
        if (
            stretch.role is not Role.ANNEX
            and not annex.paras
            and number is None
            and item is None
            and short
            and len(annex.title) < 4
        ):
            annex.title.append(stretch)
            return
        if number is not None:
            para = Para(str(number[0]), stretch.start)
            para.extend(stretch, number[1])
            annex.paras.append(para)
            annex.tree = Tree(para)
        elif item is not None and annex.tree is not None and (not item.doubtful or annex.tree.takes(item)):
            para, _ = annex.tree.place(item, self._next_item())
            para.start = stretch.start
            para.extend(stretch, item.end)
        elif annex.paras and self._continues(self._leaf(annex.paras[-1]), stretch):
            self._leaf(annex.paras[-1]).extend(stretch)
        elif stretch.role is Role.HEADING:
            annex.headings.append(SectionDraft(None, stretch))
        else:
            para = Para("", stretch.start)
            para.extend(stretch)
            annex.paras.append(para)
            annex.tree = None
        if annex.paras:
            for heading in annex.headings:
                if heading.before is None and annex.paras[-1].start > heading.stretch.start:
                    heading.before = annex.paras[-1]

    # -- preamble

    def _preamble(self, stretch: Stretch) -> None:
        draft = self.draft
        number = number_at(stretch.folded)
        if number is not None and self._begins_operative(stretch, number):
            self.where = Where.OPERATIVE
            self._operative(stretch)
            return
        at = ruin_end(stretch.folded)
        if at and number is None and self.openings.looks_operative(stretch.raw[at:]):
            self.where = Where.OPERATIVE
            self._operative(stretch)
            return
        item = item_at(stretch.folded)
        last = draft.preamble[-1] if draft.preamble else None
        if item is not None and item.doubtful and not (draft.preamble_tree and draft.preamble_tree.takes(item)):
            item = None
        if (
            item is not None
            and last is not None
            and (last.children or last.tail() in ":;," or item.readings[0][1] == 1)
        ):
            self._preambular_item(stretch, item)
            return
        if self._section(stretch):
            return
        leaf = self._leaf(last) if last is not None else None
        known = self.openings.looks_preambular(stretch.raw)
        if known and leaf is not None and stretch.after_cut and leaf.tail() not in ".;:":
            opening = self.openings.match(stretch.raw, "preambular")
            known = opening is not None and opening.known
        if leaf is not None and self._continues(leaf, stretch, known=known):
            self._go_on(stretch)
        elif known and not (self.openings.looks_operative(stretch.raw) and stretch.raw.rstrip()[-1:] in ".;:"):
            self._new_preambular(stretch)
        elif self.openings.looks_operative(stretch.raw):
            self.where = Where.OPERATIVE
            self._operative(stretch)
        elif leaf is not None and leaf.tail() == ":":
            self._go_on(stretch)
        elif self._is_heading(stretch):
            self._add_section(stretch, None)
        else:
            self._new_preambular(stretch)

    def _begins_operative(self, stretch: Stretch, number: tuple[int, int]) -> bool:
        """Tell whether a numbered stretch is the first operative paragraph."""
        rest = stretch.raw[number[1] :]
        if number[0] == 1 or self.openings.looks_operative(rest):
            return True
        last = self.draft.preamble[-1] if self.draft.preamble else None
        return number[0] <= _FARTHEST and rest[:1].isupper() and (last is None or last.tail() in ",;:")

    def _new_preambular(self, stretch: Stretch) -> None:
        para = Para(None, stretch.start)
        para.extend(stretch)
        self.draft.preamble.append(para)
        self.draft.preamble_tree = Tree(para)
        self._own([stretch], self.draft, PartKind.PREAMBLE)

    def _preambular_item(self, stretch: Stretch, item: Label) -> None:
        draft = self.draft
        if draft.preamble_tree is None:
            draft.preamble_tree = Tree(draft.preamble[-1])
        para, _ = draft.preamble_tree.place(item, self._next_item())
        para.start = stretch.start
        para.extend(stretch, item.end)
        self._own([stretch], draft, PartKind.PREAMBLE)

    # -- operative part

    def _operative(self, stretch: Stretch, sure: bool = False) -> None:
        draft = self.draft
        number = number_at(stretch.folded)
        if number is not None and (sure or self._is_paragraph_number(number, stretch)):
            self._numbered(stretch, number)
            return
        item = item_at(stretch.folded)
        if item is not None and draft.tree is not None and (not item.doubtful or draft.tree.takes(item)):
            self._item(stretch, item)
            return
        if item is None and self._ruined_item(stretch):
            return
        if sure and not stretch.joined:
            self._new_operative(stretch, "", 0)
            return
        if self._section(stretch):
            return
        last = self._last_para()
        known = self.openings.looks_operative(stretch.raw)
        if last is not None and last.tail() not in ".;:" and draft.expected > 1:
            known = False  # a number was not lost in the middle of a sentence
        if last is not None and self._continues(last, stretch, known=known):
            self._go_on(stretch)
        else:
            self._unlabelled(stretch)

    def _is_paragraph_number(self, number: tuple[int, int], stretch: Stretch) -> bool:
        """Tell a paragraph number from a year or an amount at the beginning of a line."""
        value, at = number
        draft = self.draft
        last = self._last_para()
        if value == draft.expected:
            return True
        rest = stretch.raw[at:]
        if not rest[:1].isalpha() or rest[:1].islower():
            return False
        if draft.expected < value <= draft.expected + _FARTHEST:
            return True
        return self.openings.looks_operative(rest) or (value == 1 and (last is None or last.tail() in ".;:"))

    def _numbered(self, stretch: Stretch, number: tuple[int, int]) -> None:
        draft = self.draft
        value, at = number
        if self.guessed is not None and self.guessed.number == str(value) and draft.operative[-1] is self.guessed:
            self._take_back_guess()
        elif draft.operative and 1 < value < draft.expected and not self._section_waits():
            if self._counts_on_from(value):
                self._begin().expected = value
                draft = self.draft
            else:
                message = f"the number of paragraph {draft.expected} is garbled: {value} is printed"
                draft.problems.append(Problem("number-garbled", message, stretch.span))
                value = draft.expected
        if value == 1 and draft.operative and all(p.number == "" and p.tail() == "," for p in draft.operative):
            self._back_to_preamble()
        if value != draft.expected and not (value == 1 and self._section_waits()):
            code = "numbering-gap" if value > draft.expected else "numbering-repeated"
            message = f"paragraph {draft.expected} was expected, {value} is printed"
            draft.problems.append(Problem(code, message, stretch.span))
        self._new_operative(stretch, str(value), at)
        draft.expected = value + 1
        self._split_inner(stretch)

    def _take_back_guess(self) -> None:
        """Take back a paragraph that was thought to have lost its number: the number stands on the next."""
        draft = self.draft
        para = draft.operative.pop()
        draft.problems = [problem for problem in draft.problems if problem.span != para.stretches[0].span]
        draft.expected -= 1
        self.guessed = None
        first = para.stretches[0]
        if len(para.stretches) == 1 and not para.children and first.raw.rstrip()[-1:] not in ".;:,":
            self._add_section(first, None)
        elif draft.operative:
            for stretch in para.stretches:
                self._leaf(draft.operative[-1]).extend(stretch)

    def _counts_on_from(self, value: int) -> bool:
        """Tell whether the next number goes on from this one: then it is a piece of another text."""
        for ahead in self._following(8):
            number = number_at(ahead.folded)
            if number is not None and number[0] != value:
                return number[0] == value + 1
        return False

    def _back_to_preamble(self) -> None:
        """Take back paragraphs that open like operative ones but stand, with a comma, before paragraph 1."""
        draft = self.draft
        for para in draft.operative:
            para.number = None
            self._own(para.stretches, draft, PartKind.PREAMBLE)
        draft.preamble += draft.operative
        draft.preamble.sort(key=lambda para: para.start)
        draft.operative = []

    def _split_inner(self, stretch: Stretch) -> None:
        """Cut off the next paragraph where a converter ran two together: ``…; 3. Prie …``."""
        if len(stretch.raw) < 80:
            return
        for match in _patterns()["inner_number"].finditer(stretch.raw):
            if int(match[1]) == self.draft.expected and self.openings.looks_operative(
                stretch.raw[match.end() :]
            ):
                first, second = cut(stretch, match.start(1))
                self.queue[self.position : self.position + 1] = [first, second]
                para = self.draft.operative[-1]
                para.stretches, para.pieces = [], []
                number = number_at(first.folded)
                para.extend(first, number[1] if number else 0)
                self._own([first], self.draft, PartKind.OPERATIVE)
                return

    def _new_operative(self, stretch: Stretch, number: str, at: int) -> None:
        draft = self.draft
        para = Para(number, stretch.start)
        para.extend(stretch, at)
        draft.operative.append(para)
        draft.tree = Tree(para)
        for section in draft.sections:
            if section.before is None:
                section.before = para
        self._own([stretch], draft, PartKind.OPERATIVE)

    def _item(self, stretch: Stretch, item: Label) -> None:
        draft = self.draft
        assert draft.tree is not None
        para, expected = draft.tree.place(item, self._next_item())
        para.start = stretch.start
        para.extend(stretch, item.end)
        self._own([stretch], draft, PartKind.OPERATIVE)
        if not expected:
            draft.problems.append(
                Problem("label-gap", f"sub-paragraph {item.printed}) is out of order", stretch.span)
            )

    def _next_item(self) -> Label | None:
        for ahead in self._following(4):
            if number_at(ahead.folded):
                return None
            if item := item_at(ahead.folded):
                return item
        return None

    def _unlabelled(self, stretch: Stretch) -> None:
        """Take a stretch of the operative part that bears no label."""
        draft = self.draft
        raw = stretch.raw
        at = ruin_end(stretch.folded)
        numbered = any(para.number for para in draft.operative) or not draft.operative
        if stretch.role is Role.HEADING and self._is_heading(stretch):
            self._add_section(stretch, None)
        elif at and numbered and self.openings.looks_operative(raw[at:]):
            message = f"the number of paragraph {draft.expected} is garbled: {raw[:at].strip()!r}"
            draft.problems.append(Problem("number-garbled", message, stretch.span))
            self._new_operative(stretch, str(draft.expected), at)
            draft.expected += 1
        elif self.openings.looks_operative(raw):
            self._without_number(stretch)
        elif self.openings.looks_preambular(raw) and (self._section_waits() or self._enacted_again()):
            self.where = Where.PREAMBLE
            self._new_preambular(stretch)
        elif self._is_heading(stretch):
            self._add_section(stretch, None)
        elif self._series_ended():
            self._begin_annex(None, 0)
            self._annexed(stretch)
        elif self._last_para() is not None:
            self._go_on(stretch)
        else:
            self._new_operative(stretch, "", 0)

    def _series_ended(self) -> bool:
        """Tell whether the full stop that ends the series of operative paragraphs was read."""
        tails = [self._leaf(para).tail() for para in self.draft.operative]
        return len(tails) > 2 and tails[-1] == "." and tails[:-1].count(";") > 0.6 * (len(tails) - 1)

    def _without_number(self, stretch: Stretch) -> None:
        """Take an operative paragraph printed without a number, or one whose number was lost."""
        draft = self.draft
        if any(para.number for para in draft.operative):
            message = f"a paragraph without its number; {draft.expected} was expected"
            draft.problems.append(Problem("number-missing", message, stretch.span))
            self._new_operative(stretch, str(draft.expected), 0)
            self.guessed = draft.operative[-1]
            draft.expected += 1
            return
        following = next((n for s in self._following(6) if (n := number_at(s.folded))), None)
        if following is not None and following[0] == 2 and draft.expected == 1 and not draft.operative:
            draft.problems.append(
                Problem("number-missing", "the number of paragraph 1 is missing", stretch.span)
            )
            self._new_operative(stretch, "1", 0)
            draft.expected = 2
            return
        self._new_operative(stretch, "", 0)

    def _ruined_item(self, stretch: Stretch) -> bool:
        """Take a sub-paragraph whose letter recognition garbled: ``/,) A faire …`` where b is due."""
        tree = self.draft.tree
        at = ruined_item_end(stretch.folded)
        if not at or tree is None or not stretch.raw[at : at + 1].isupper():
            return False
        due = tree.expected_letter()
        if due is None and (tree.leaf or tree.root).tail() not in ".;":
            due = 1
        if due is None or due > 26:
            return False
        printed = chr(96 + due)
        message = f"the letter of sub-paragraph {printed} is garbled: {stretch.raw[:at].strip()!r}"
        self.draft.problems.append(Problem("number-garbled", message, stretch.span))
        self._item(stretch, Label((("letter", due),), printed, at))
        return True

    def _enacted_again(self) -> bool:
        return not self.draft.operative

    # -- headings

    def _section_waits(self) -> bool:
        return any(section.before is None for section in self.draft.sections)

    def _section(self, stretch: Stretch) -> bool:
        """Take the numeral of a section: ``II``, alone or before its title."""
        if len(stretch.raw) > _LONGEST_HEADING or not stretch.raw[0].isupper():
            return False
        match = _patterns()["roman_heading"].match(stretch.raw)
        if match is None and stretch.role is Role.HEADING:
            match = _patterns()["roman_title"].match(stretch.raw)
        part = _patterns()["part"].match(stretch.raw.strip()) if match is None else None
        if match is None and part is None:
            return False
        self._add_section(stretch, match["numeral"].upper() if match else None)
        return True

    def _is_heading(self, stretch: Stretch) -> bool:
        raw = stretch.raw.rstrip()
        if len(raw) > _LONGEST_HEADING or raw[-1:] in ".;,:" or not raw[:1].isupper():
            return False
        if stretch.role is Role.HEADING or raw.isupper():
            return True
        last = self._last_para() or (self.draft.preamble[-1] if self.draft.preamble else None)
        if last is not None and last.tail() not in ".;:,":
            return False
        following = self._following(2)
        return any(
            number_at(s.folded) or self.openings.looks_operative(s.raw) or self._is_short(s)
            for s in following[:1]
        )

    def _is_short(self, stretch: Stretch) -> bool:
        return len(stretch.raw) < 80 and stretch.raw.rstrip()[-1:] not in ".;,"

    def _add_section(self, stretch: Stretch, numeral: str | None) -> None:
        self.draft.sections.append(SectionDraft(numeral, stretch))
        self._own([stretch], self.draft, PartKind.HEADING)
        if numeral is not None:
            self.where = Where.OPERATIVE

    # -- going on

    def _leaf(self, para: Para) -> Para:
        while para.children:
            para = para.children[-1]
        return para

    def _last_para(self) -> Para | None:
        return self._leaf(self.draft.operative[-1]) if self.draft.operative else None

    def _continues(self, para: Para, stretch: Stretch, known: bool = False) -> bool:
        """Tell whether a stretch goes on with a paragraph that a page end, a footnote or a line end cut."""
        if known and not stretch.joined:
            return False
        tail = para.tail()
        raw = stretch.raw
        junk = _patterns()["junk"].match(raw)
        first = raw[junk.end() : junk.end() + 1] if junk else raw[:1]
        if stretch.role is Role.HEADING and first.isupper():
            return False
        if first.islower():
            return True
        if stretch.joined:
            return not known
        if self.where is Where.PREAMBLE and tail == "," and (stretch.after_cut or not first.isalpha()):
            return True
        return tail not in ".;:,?!" and not known and tail != ""

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


_BY_ROLE = frozenset(
    {Role.MASTHEAD, Role.TITLE, Role.PREAMBULAR, Role.OPERATIVE, Role.CLOSING, Role.ANNEX_HEADING, Role.ANNEX}
)


class _NoTitle:
    sure = False


_NO_TITLE = _NoTitle()
