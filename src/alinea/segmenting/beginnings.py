"""Where resolutions begin: titles, enacting words, mastheads, and the parts A, B … of one number."""

from __future__ import annotations

import re
from functools import cache

from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting import masthead
from alinea.segmenting.drafts import Draft
from alinea.segmenting.enacting import Enacts, enacting_at
from alinea.segmenting.labels import number_at
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.titles import title_of
from alinea.segmenting.walk import LONGEST_HEADING, Walk, Where, patterns

_LOOK_AHEAD = 7
"""Stretches between a title and the enacting words: a subtitle, a part letter, a footnote star, a masthead line."""
_MASTHEAD = 20
"""Stretches of a masthead, where a converter put the number of the resolution before it."""
_PARTS = "ABCDEFGHIJKLM"


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(r"(?:[A-Z]{1,6}/)+[A-Z0-9()./\s-]{1,30}\Z")


class Beginnings(Walk):
    """The steps that begin a resolution."""

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
        if not sure and stretch.raw[found.words_at : found.words_at + 1].islower():
            self._first_line(draft)
        draft.number = found.number
        draft.organ = self._organ_for(found.number.form)
        self._own([stretch], draft, PartKind.TITLE)
        draft.title.append((stretch, found.words_at))
        self.where = Where.HEAD
        return True

    def _first_line(self, draft: Draft) -> None:
        """Take the first line of the title, which a converter put before its number, out of the masthead.

        It is a heading, or stands below the line that says how the text was adopted or on whose report.
        """
        adopted, basis = (self.words.patterns[f"masthead.{name}"] for name in ("adopted", "basis"))
        if not draft.masthead:
            return
        *above, first = draft.masthead
        if (
            adopted.search(first.folded)
            or first.raw.lstrip()[:1] in "[("
            or first.raw.rstrip()[-1:] in ".,;:])"
        ):
            return
        last = above[-1].folded if above else ""
        if first.role is Role.HEADING or adopted.search(last) or basis.search(last):
            draft.masthead.pop()
            self._own([first], draft, PartKind.TITLE)
            draft.title.append((first, 0))

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
        if sure and self.where is Where.NOWHERE and len(stretch.raw) < 12 and not self.drafts:
            return any(enacting_at(ahead, self.words) for ahead in self._following(_MASTHEAD))
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
                self._begin_annex(stretch)
                return True
            if self.where is Where.CLOSED and (letter := self._part_before()) is not None:
                self._begin_part(letter)
            else:
                self._title_of_headings(self._begin())
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

    def _title_of_headings(self, draft: Draft) -> None:
        """Take the title that stands as a heading of its own in Markdown, below one that holds the symbol alone."""
        if draft.title or not draft.masthead or not any(_symbol().match(line.raw) for line in draft.masthead):
            return
        headings = [line for line in draft.masthead if line.role is Role.HEADING]
        parts = [line for line in headings if self.words.patterns["body.part_heading"].match(line.folded)]
        named = [line for line in headings if line not in parts and not _symbol().match(line.raw)]
        if len(named) != 1:
            return
        draft.masthead = [line for line in draft.masthead if line not in parts and line is not named[0]]
        self._own(parts, draft, PartKind.HEADING)
        self._own(named, draft, PartKind.TITLE)
        draft.title.append((named[0], 0))

    def _is_masthead_name(self, stretch: Stretch) -> bool:
        """Tell whether the name of the organ stands in the masthead: no comma, and a session line follows.

        Of a draft, which has neither number nor date of adoption, the enacting words follow.
        """
        if "," in stretch.raw:
            return False
        if any(
            self.words.patterns["masthead.adopted"].search(s.folded)
            or title_of(s, self.words.patterns["body.resolution_word"])
            for s in self._following(_LOOK_AHEAD + 3)
        ):
            return True
        ahead = self._following(_MASTHEAD)
        proposed = any(self.words.patterns["masthead.proposal"].search(s.folded) for s in ahead)
        return proposed and any("," in s.raw and enacting_at(s, self.words) for s in ahead)

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
            match = patterns()["part"].match(section.stretch.raw.strip())
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
            if not patterns()["part"].match(section.stretch.raw.strip()):
                draft.subtitle.append(section.stretch)

    def _masthead(self, stretch: Stretch) -> bool:
        if self._displaced_date(stretch):
            return True
        if len(stretch.raw) > 260 or not self.words.patterns["masthead.line"].match(stretch.folded):
            return False
        if self.where is Where.ANNEX:
            return self._displaced_distribution(stretch)
        if self.where in (Where.NOWHERE, Where.CLOSED):
            self.waiting.append(stretch)
            return True
        self._own([stretch], self.draft, PartKind.MASTHEAD)
        self.draft.masthead.append(stretch)
        return True

    def _displaced_distribution(self, stretch: Stretch) -> bool:
        """Take the line of distribution that a page end has put into an annexed text."""
        distribution = self.words.patterns["masthead.distribution"]
        if not distribution.match(stretch.folded) or any(
            distribution.search(line.folded) for line in self.draft.masthead
        ):
            return False
        self._own([stretch], self.draft, PartKind.MASTHEAD)
        self.draft.masthead.append(stretch)
        return True

    def _displaced_date(self, stretch: Stretch) -> bool:
        """Take the date of distribution that a page end has put into the text: alone, or behind a paragraph."""
        if self.where not in (Where.PREAMBLE, Where.OPERATIVE, Where.ANNEX) or not stretch.raw[-4:].isdigit():
            return False
        at = masthead.displaced_date(self.draft, stretch, self.words)
        if at > 0:
            self._replace(*cut(stretch, at))
        elif at == 0:
            self._own([stretch], self.draft, PartKind.MASTHEAD)
            masthead.add_distribution_date(self.draft, stretch, self.words)
        return at >= 0

    def _nowhere(self, stretch: Stretch) -> None:
        """Take what stands before any resolution: a masthead, or the end of a text begun on the page before."""
        soon = any(
            self.words.patterns["masthead.adopted"].search(s.folded)
            or enacting_at(s, self.words)
            or (
                (title := title_of(s, self.words.patterns["body.resolution_word"])) is not None and title.sure
            )
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
        part = patterns()["part"].match(stretch.raw.strip())
        number = number_at(stretch.folded)
        if self.words.patterns["body.part_heading"].match(stretch.folded):
            self._own([stretch], draft, PartKind.HEADING)
            return
        if part and draft.number is not None and draft.number.part is None and part["part"] in _PARTS:
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
        elif self._says_what_mastheads_say(stretch):
            # What stood between the number and this line was the title of the agenda item.
            before = [each for each, at in draft.title if at == 0]
            self._own([*before, stretch], draft, PartKind.MASTHEAD)
            draft.masthead += [*before, stretch]
            draft.title = [(each, at) for each, at in draft.title if at]
        elif len(stretch.raw) <= 2 * LONGEST_HEADING and not self.words.patterns["masthead.basis"].search(
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

    def _says_what_mastheads_say(self, stretch: Stretch) -> bool:
        """Tell whether a stretch below a title line names session or agenda item, or by whom a text was adopted."""
        if stretch.raw[0] in "[(" and self.words.patterns["masthead.basis"].search(stretch.folded[:120]):
            return True
        if self.words.patterns["masthead.agenda"].search(stretch.folded[:160]):
            return True
        if self.words.patterns["masthead.adopted"].search(stretch.folded):
            return True
        return (
            len(stretch.raw) < 60
            and self.words.patterns["masthead.session"].fullmatch(stretch.folded) is not None
        )
