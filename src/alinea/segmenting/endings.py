"""Where resolutions end: the meeting line, the vote, and the texts annexed."""

from __future__ import annotations

import re

from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting import masthead
from alinea.segmenting.drafts import AnnexDraft, SectionDraft
from alinea.segmenting.enacting import enacting_at
from alinea.segmenting.labels import Para, Tree, item_at, number_at
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.walk import LONGEST_HEADING, Walk, Where, patterns

_LINE = 80
"""Characters of a line of the meeting with its date."""


class Endings(Walk):
    """The steps that end a resolution."""

    def _closing(self, stretch: Stretch) -> bool:
        """Close the resolution at its meeting line, also where it is glued to the last paragraph."""
        if self.where in (Where.NOWHERE, Where.HEAD, Where.ANNEX) and not (
            self.where is Where.ANNEX and len(stretch.raw) < 90
        ):
            return False
        if self._goes_on_with(stretch):
            return False
        if self._closes(stretch.folded[:170]) and len(stretch.raw) < 700:
            self._close(stretch)
            return True
        if self.where is Where.OPERATIVE and self.draft.operative and self._closes_garbled(stretch):
            self._close(stretch)
            return True
        # A paragraph that ends as its series goes on has no meeting line behind it.
        ends = stretch.raw[-1:] not in ";,:"
        if ends and len(stretch.raw) > 60 and self.where in (Where.PREAMBLE, Where.OPERATIVE):
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

    def _goes_on_with(self, stretch: Stretch) -> bool:
        """Tell the rest of a sentence that a page end cut from the line that says how a text was adopted.

        A sample: «the conclusion ⏎ adopted by the Executive Committee at its tenth session;».
        """
        if not stretch.raw[:1].islower() or self.where not in (Where.PREAMBLE, Where.OPERATIVE):
            return False
        last = self._last_para() or (self._leaf(self.draft.preamble[-1]) if self.draft.preamble else None)
        return last is not None and last.tail().isalnum()

    def _closes_garbled(self, stretch: Stretch) -> bool:
        """Tell whether a stretch is a garbled line of the meeting: a year stands in it, or in the line below."""
        if self._last_tail() == "." and self.words.patterns["closing.result_garbled"].match(stretch.folded):
            return True
        if not masthead.closes_garbled(stretch, self.words):
            return False
        dated = " ".join(
            each.raw for each in (stretch, *self._following(1)) if len(each.raw) < LONGEST_HEADING
        )
        return re.search(r"(?<!\w)[1lI!|/J]\s?9\s?\d[\d/]|\b20\d\d\b", dated) is not None

    def _ends_after(self, stretch: Stretch, match: re.Match[str], offset: int) -> bool:
        return len(stretch.raw) - (offset + match.end()) < 60

    def _closes(self, head: str) -> bool:
        patterns = self.words.patterns
        match = (
            patterns["closing.meeting"].match(head)
            or patterns["closing.result"].match(head)
            or patterns["closing.spelled"].match(head)
        )
        if match is None and (found := patterns["closing.adopted_at"].match(head)):
            match = found
        if match is None and self.where is Where.OPERATIVE and len(head) < _LINE:
            match = patterns["closing.garbled"].match(head)
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
        if self._goes_on_after(stretch):
            self.where = Where.OPERATIVE
            self._operative(stretch)
        elif self._begins_part(stretch):
            self._add_section(stretch, None)
        elif self.words.patterns["closing.vote_list"].match(stretch.folded) or stretch.raw[0] in "[":
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

    def _goes_on_after(self, stretch: Stretch) -> bool:
        """Tell whether a text goes on below a line that seemed to close it, which a page end had displaced.

        Its numbers go on, with no new heading between, and its series had not come to an end. Only the line of the
        meeting says so much that a full stop before it ends the series.
        """
        last = self._last_para()
        if last is None or self.waiting or self.draft.annexes:
            return False
        displaced = self._only_result()
        if last.tail() == "." and not displaced:
            return False
        if stretch.raw[:1].islower():
            return displaced and last.tail() not in ".;:"
        number = number_at(stretch.folded)
        if number is None or number[0] != self.draft.expected:
            return False
        return self.openings.looks_operative(stretch.raw[number[1] :])

    def _only_result(self) -> bool:
        """Tell whether nothing but how a text was adopted, ``[Adoptée sans vote.]``, seemed to close it."""
        result = self.words.patterns["closing.result"]
        return all(result.match(line.folded) for line in self.draft.closing)

    def _begins_part(self, stretch: Stretch) -> bool:
        """Tell whether a letter, or a title below one, stands before the enacting words of the next part."""
        if len(stretch.raw) > LONGEST_HEADING or not any(
            enacting_at(s, self.words) for s in self._following(3)
        ):
            return False
        waits = self.draft.sections[-1:] and self.draft.sections[-1].before is None
        return patterns()["part"].match(stretch.raw.strip()) is not None or bool(waits)

    def _annex(self, stretch: Stretch) -> bool:
        if self.where not in (Where.OPERATIVE, Where.CLOSED, Where.ANNEX):
            return False
        if len(stretch.raw) > LONGEST_HEADING:
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
        self._begin_annex(stretch)
        return True

    def _begin_annex(self, stretch: Stretch | None) -> None:
        annex = AnnexDraft([stretch] if stretch else [])
        self.draft.annexes.append(annex)
        if stretch:
            self._own([stretch], self.draft, PartKind.ANNEX)
        self.where = Where.ANNEX

    def _annexed(self, stretch: Stretch) -> None:
        """Take a paragraph of an annexed text; its first short lines are its title."""
        annex = self.draft.annexes[-1]
        number, item = number_at(stretch.folded), item_at(stretch.folded)
        short = len(stretch.raw) < LONGEST_HEADING and stretch.raw.rstrip()[-1:] not in ".;:,"
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
