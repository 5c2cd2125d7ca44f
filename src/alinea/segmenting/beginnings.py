"""Where resolutions begin: titles, enacting words, mastheads, and the parts A, B … of one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alinea.model.problems import Problem
from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting import masthead
from alinea.segmenting.drafts import Draft, SectionDraft
from alinea.segmenting.enacting import Enacts, enacting_at, has_article, unknown_organ_at
from alinea.segmenting.labels import item_at, number_at, tail_of
from alinea.segmenting.naming import printed_symbol
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.titles import Title, next_title, symbol, title_of
from alinea.segmenting.walk import LONGEST_HEADING, Walk, Where, patterns
from alinea.vocab.folding import fold

_LOOK_AHEAD = 7
"""Stretches between a title and the enacting words: a subtitle, a part letter, a footnote star, a masthead line."""
_MASTHEAD = 20
"""Stretches of a masthead, where a converter put the number of the resolution before it."""
_LABEL = 20
"""Characters in which the label of a paragraph stands."""
_PROPOSED = 5
"""Stretches between the heading of a draft in a report and its enacting words: a title, footnote stars."""
_PARTS = "ABCDEFGHIJKLM"
_PART_LINES = 4
"""Lines of the heading of a part: its letter, and its title."""
_QUOTES = '«“"„'


class Beginnings(Walk):
    """The steps that begin a resolution."""

    def _proposal(self, stretch: Stretch) -> bool:
        """Begin a draft within a report at its heading, ``Draft resolution II``; end one where the report goes on."""
        if len(stretch.raw) > 2 * LONGEST_HEADING:
            return False
        heading = self.words.patterns["body.draft_heading"].match(stretch.folded)
        if heading is None:
            return self._report_goes_on(stretch)
        ahead = self._following(_PROPOSED)
        if not any(enacting_at(each, self.words) or self._speaks(each) for each in ahead):
            return False
        if not self.drafts and not any(
            self.words.patterns["body.recommends"].search(s.folded) for s in self.waiting
        ):
            return False
        # What stands above is the report's.
        self._own_nobodys(self.waiting)
        draft = self._begin()
        draft.proposed = self.holds_drafts = True
        title_at = len(stretch.raw) - len(stretch.raw[heading.end() :].lstrip())
        first, title = cut(stretch, title_at) if title_at < len(stretch.raw) else (stretch, None)
        self._own([first], draft, PartKind.MASTHEAD)
        self.where = Where.HEAD
        if title is not None:
            self.queue[self.position : self.position + 1] = [first, title]
        return True

    def _report_goes_on(self, stretch: Stretch) -> bool:
        """Tell whether the report around a draft goes on: a paragraph or heading of its own, behind a full stop."""
        if not self.holds_drafts or self.where not in (Where.OPERATIVE, Where.CLOSED, Where.ANNEX):
            return False
        if self._last_tail() not in ".":
            return False
        number = number_at(stretch.folded)
        rest = stretch.raw[number[1] :] if number else stretch.raw
        if self.words.patterns["body.recommends"].search(stretch.folded):
            goes_on = number is not None or stretch.role is Role.HEADING
        else:
            goes_on = False
        chapter = patterns()["chapter"].match(stretch.raw)
        if not goes_on and not (
            chapter and len(stretch.raw) < LONGEST_HEADING and tail_of(stretch.raw) not in ".;:,"
        ):
            return False
        if self.openings.looks_operative(rest):
            return False
        self.where = Where.NOWHERE
        self.waiting.append(stretch)
        return True

    def _own_nobodys(self, stretches: list[Stretch]) -> None:
        """Take stretches for what belongs to no resolution."""
        for stretch in stretches:
            stretch.kind = PartKind.OTHER
        stretches.clear()

    def _title(self, stretch: Stretch, sure: bool = False) -> bool:
        """Begin a resolution where a title line stands: ``62/27. Promotion du multilatéralisme …``."""
        found = title_of(stretch, self.words)
        if found is None and self.where is Where.CLOSED and (before := self.draft.number) is not None:
            found = by_sequence = next_title(stretch.raw, before)
        else:
            by_sequence = None
        if found is None:
            if sure:
                self._begin() if not self.drafts or not self.draft.empty() else None
                self._own([stretch], self.draft, PartKind.TITLE)
                self.draft.title.append((stretch, 0))
                self.where = Where.HEAD
            return sure
        if self._displaced_number(stretch, found):
            return True
        # An entry may go on in a second line, whose dots and page tell it.
        if not sure and any(self._is_in_contents(each) for each in (stretch, *self._following(1))):
            return False
        sure = sure or self._is_in_masthead(found)
        if len(stretch.raw) > 600 or not (
            sure or self._leads_to_text(stretch, found.sure or self._is_next(found))
        ):
            return False
        if self.drafts and self.where is Where.HEAD and self.draft.number is None and self.draft.empty():
            draft = self.draft
        else:
            draft = self._begin()
        if not sure and stretch.raw[found.words_at : found.words_at + 1].islower():
            self._first_line(draft)
        draft.number = found.number
        draft.organ = self._organ_for(found.number.form)
        if by_sequence is not None:
            message = "the number of the resolution is badly printed; it was told by the one before it"
            draft.problems.append(Problem("title-garbled", message, stretch.span))
        self._own([stretch], draft, PartKind.TITLE)
        draft.title.append((stretch, found.words_at))
        self.where = Where.HEAD
        return True

    def _is_next(self, found: Title) -> bool:
        """Tell whether a number follows that of the text before it: ``81/510`` below decision 81/509."""
        before = self.draft.number if self.drafts else None
        numbers = (found.number.number, before.number if before else "")
        return (
            before is not None
            and before.session == found.number.session
            and all(map(str.isdigit, numbers))
            and int(numbers[0]) == int(numbers[1]) + 1
        )

    def _is_in_contents(self, stretch: Stretch) -> bool:
        """Tell an entry of a table of contents, which names a resolution and holds none."""
        return self.words.patterns["body.contents"].search(stretch.folded) is not None

    def _is_in_masthead(self, found: Title) -> bool:
        """Tell whether the masthead above prints the symbol that a title has: then it needs no enacting words."""
        above = printed_symbol(self.waiting, self.words) if self.where is Where.NOWHERE else None
        compact = (above or "").replace(" ", "")
        return "/RES/" in compact and symbol(compact.partition("/RES/")[0], found.number) == compact

    def _displaced_number(self, stretch: Stretch, found: Title) -> bool:
        """Take the number of the title, alone on its line, that a page end has put into the text below it."""
        if self.where in (Where.NOWHERE, Where.HEAD) or len(self.drafts) > 1:
            return False
        draft = self.draft
        if draft.number is not None or not found.sure or found.words_at < len(stretch.raw.rstrip()):
            return False
        if draft.enacting is None or any(
            enacting_at(ahead, self.words) for ahead in self._following(_LOOK_AHEAD)
        ):
            return False
        draft.number = found.number
        draft.organ = draft.organ or self._organ_for(found.number.form)
        self._own([stretch], draft, PartKind.TITLE)
        draft.title.append((stretch, found.words_at))
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
            if enacting_at(ahead, self.words) or self._speaks(ahead):
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
            found = self._other_organ(stretch)
            found = found or enacting_at(stretch, self.words, expected=self.where is Where.HEAD)
        if found is None or self._quotes(stretch):
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

    def _other_organ(self, stretch: Stretch) -> Enacts | None:
        """Return the enacting words of an organ that is not known, where those of a resolution are expected."""
        if self.where not in (Where.NOWHERE, Where.HEAD, Where.CLOSED):
            return None
        if self.where is Where.HEAD and not self.draft.empty():
            return None
        found = unknown_organ_at(stretch, self.words)
        if found is None:
            return None
        rest = [stretch.raw[found.end :]] if not found.alone else [each.raw for each in self._following(1)]
        for each in rest:
            item = item_at(fold(each[:_LABEL]))
            words = each[item.end :] if item is not None else each
            if self.openings.looks_preambular(words) or self.openings.looks_operative(words):
                return found
        return None

    def _enacts_here(self, found: Enacts) -> bool:
        """Settle whose enacting words these are: of the resolution begun, of a part of it, or of a draft within."""
        stretch = self.queue[self.position]
        if stretch.role is not Role.ENACTING and self._is_bare_name(stretch):
            return False
        if self._is_part_of_draft():
            return self._begin_preamble(found)
        if self.where in (Where.ANNEX, Where.CLOSED, Where.NOWHERE) or not self.drafts:
            if (
                self.where is Where.NOWHERE
                and not self.waiting
                and len(self.queue) > 12
                and self.position > 6
            ):
                return False  # the name of an organ on a title page
            if self.where is Where.ANNEX:
                if self._in_parts() and self._is_new_text() and (letter := self._part_within_annex()):
                    self._begin_part(letter)
                    return self._begin_preamble(found)
                if self._opens_annex() or not self._is_new_text():
                    return False
            if self.where is Where.CLOSED and self.draft.organ not in (None, found.organ):
                self._begin_annex(stretch)
                return True
            if self.where is Where.CLOSED and self._numbered_section_waits():
                pass  # the resolution goes on, with a section that has a preamble of its own
            elif self.where is Where.CLOSED and (
                (letter := self._part_before()) is not None or self._in_parts()
            ):
                self._begin_part(letter)
            else:
                self._begin()
        elif (
            self.where is Where.OPERATIVE
            and self.draft.operative
            and not self._draft_follows()
            and not self._numbered_section_waits()
        ):
            part = self._part_before()
            if part is None and self.draft.enacting is not None and not self._is_new_text():
                return False
            self._begin_part(part)
        return self._begin_preamble(found)

    def _begin_preamble(self, found: Enacts) -> bool:
        """Take the present stretch for the enacting words of the last draft; those of a section come after others."""
        stretch, draft = self.queue[self.position], self.draft
        if draft.number is None and draft.enacting is None:
            self._first_part()
        self._own([stretch], draft, PartKind.ENACTING)
        if draft.enacting is None:
            draft.enacting = stretch
            draft.organ_unknown = not found.organ
            draft.organ = found.organ or None
            self.organ = found.organ or self.organ
        return True

    def _is_bare_name(self, stretch: Stretch) -> bool:
        """Tell the name of an organ in a masthead or a heading, *General Assembly*, from enacting words.

        Those have an article and end in a comma; where both are lost, a paragraph follows that opens as those of
        resolutions do.
        """
        if not stretch.raw.rstrip(" *")[-1:].isalpha() or has_article(stretch, self.words):
            return False
        if self.where not in (Where.NOWHERE, Where.HEAD):
            return True
        return not any(
            self.openings.looks_preambular(each.raw)
            or self.openings.looks_operative(each.raw[number[1] :] if number else each.raw)
            for each in self._following(1)
            for number in (number_at(each.folded),)
        )

    def _quotes(self, stretch: Stretch) -> bool:
        """Tell whether a text quotes another here, whose enacting words stand in quotation marks: *“The Council,*."""
        return stretch.raw[:1] in _QUOTES and self.where in (Where.PREAMBLE, Where.OPERATIVE, Where.ANNEX)

    def _opens_annex(self) -> bool:
        """Tell whether the annexed text itself opens so: a declaration, or the resolution of another organ."""
        annex = self.draft.annexes[-1]
        if not annex.paras:
            return bool(annex.title)
        return self._leaf(annex.paras[-1]).tail() == ":"

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

    def _split_part(self, stretch: Stretch) -> bool:
        """Part the letter of a part from its title, where a text has both in one block."""
        title = patterns()["part_title"].match(stretch.raw)
        if title is None or len(stretch.raw) > LONGEST_HEADING:
            return False
        if not any(enacting_at(each, self.words) for each in self._following(2)):
            return False
        self._replace(*cut(stretch, title.start("title")))
        return True

    def _is_part_of_draft(self) -> bool:
        """Tell whether a draft, which has one symbol and no number, goes on with its part B: a section of it."""
        if not self.drafts or self.where not in (Where.OPERATIVE, Where.CLOSED) or self.draft.fragment:
            return False
        letter = self._part_before() if self.draft.number is None and not self.draft.proposed else None
        if letter is None:
            return False
        for section in self.draft.sections:
            if section.before is None and section.stretch.raw.strip()[: len(letter)] == letter:
                section.number = letter
                break
        return True

    def _first_part(self) -> None:
        """Take the heading of part A out of the masthead of a draft that has a part B."""
        draft = self.draft
        for place, line in enumerate(draft.masthead[-2:], max(len(draft.masthead) - 2, 0)):
            match = patterns()["part"].match(line.raw.strip())
            if match is None or match["part"] != _PARTS[0] or not self._has_second_part():
                continue
            heading = draft.masthead[place:]
            draft.masthead = draft.masthead[:place]
            draft.sections += [SectionDraft(_PARTS[0] if each is line else None, each) for each in heading]
            self._own(heading, draft, PartKind.HEADING)
            return

    def _has_second_part(self) -> bool:
        second = (ahead.raw.lstrip()[:2].split() for ahead in self.queue[self.position :])
        return [_PARTS[1]] in second

    def _in_parts(self) -> bool:
        """Tell whether the resolution before is a part of one that was adopted in several under one number."""
        number = self.draft.number
        return number is not None and (number.part is not None or self.draft.part_unread)

    def _part_within_annex(self) -> str | None:
        """Return the letter of a part that stands right above with its title, and take both out of the annex."""
        lines: list[Stretch] = []
        for before in reversed(self.queue[max(self.position - _PART_LINES, 0) : self.position]):
            if len(before.raw) > LONGEST_HEADING or before.raw.rstrip()[-1:] in ".;:,":
                return None
            lines.append(before)
            if match := patterns()["part"].match(before.raw.strip()):
                break
        else:
            return None
        self._take_out_of_annex(lines)
        self.draft.sections += [SectionDraft(None, line) for line in reversed(lines)]
        return match["part"]

    def _take_out_of_annex(self, lines: Sequence[Stretch]) -> None:
        for annex in self.draft.annexes[-2:]:
            annex.title = [line for line in annex.title if line not in lines]
            annex.headings = [heading for heading in annex.headings if heading.stretch not in lines]
            annex.paras = [para for para in annex.paras if not all(each in lines for each in para.stretches)]
        self.draft.annexes = [annex for annex in self.draft.annexes if annex.title or annex.paras]

    def _begin_part(self, part: str | None) -> None:
        """Begin part B of a resolution adopted in several parts under one number."""
        before = self.draft
        draft = self._begin()
        draft.organ = before.organ
        number = before.number
        if number is None or (part is None and number.part is None and not before.part_unread):
            return
        moved = [section for section in before.sections if section.before is None]
        before.sections = [section for section in before.sections if section.before is not None]
        draft.number = replace(number, part=part)
        if part is None:
            draft.part_unread = True
            message = "the letter of this part of the resolution was not found"
            draft.problems.append(Problem("part-letter-missing", message, self.queue[self.position].span))
        draft.masthead = list(before.masthead)
        draft.title = before.title[: before.shared]
        draft.shared = len(draft.title)
        for section in moved:
            self._own([section.stretch], draft, PartKind.TITLE)
            if not patterns()["part"].match(section.stretch.raw.strip()):
                self._titled(section.stretch)

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
        if self._is_in_contents(stretch):
            self._own_nobodys([stretch])
            return
        soon = any(
            self.words.patterns["masthead.adopted"].search(s.folded)
            or enacting_at(s, self.words)
            or ((title := title_of(s, self.words)) is not None and title.sure)
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
            draft.shared = len(draft.title)
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
            self._titled(stretch)
        elif stretch.raw[0] in "[(":
            self._own([stretch], draft, PartKind.MASTHEAD)
            draft.masthead.append(stretch)
        else:
            self.where = Where.PREAMBLE
            self._preamble(stretch)

    def _titled(self, stretch: Stretch) -> None:
        """Take a line that goes on with the title; in capitals below the letter of a part it is a subtitle."""
        draft = self.draft
        if draft.number is not None and draft.number.part is not None and stretch.raw.isupper():
            draft.subtitle.append(stretch)
        else:
            draft.title.append((stretch, 0))

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
